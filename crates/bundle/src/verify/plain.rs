//! What was found of the record, in plain words.

use crate::derive;
use crate::files::Files;
use crate::reading::Reading;
use crate::report::{Report, Verdict};
use forum::acts::Audience;
use forum::fold::{Adoption, TextState};
use forum::outsiders::{SMALLEST_SHOWN, Why};
use procedure::Decision;
use std::collections::{BTreeMap, BTreeSet};

/// The chain of acts, the findings, the adoption.
pub(super) fn record(reading: &Reading, report: &mut Report) {
    let acts = reading.outline.acts().len();
    let whole = acts - reading.outside.withheld.len();
    report.say(
        Verdict::Holds,
        if whole == acts {
            format!("The {acts} acts of the record follow on each other; each has its hash.")
        } else {
            format!("The {acts} acts of the record follow on each other; the {whole} that are shown have their hashes.")
        },
    );
    report.say(
        Verdict::Holds,
        "Every act that is shown follows from those before, and is signed as it must be.",
    );
    let state = reading.state();
    if let Some(found) = &state.findings {
        let (act, counted, count) = (found.published.act, found.counted, found.report.findings.len());
        report.say(
            Verdict::Holds,
            format!("The {count} findings of act {act} were found anew from the counts of act {counted}."),
        );
    }
    for text in state.earlier.iter().chain(&state.text) {
        let past = text.negotiation.rounds.iter().filter_map(|round| round.adoption.as_ref());
        for adoption in past.chain(&text.adoption) {
            adopted(adoption, report);
        }
        if let (true, Some(issued)) = (text.is_summary(), &text.negotiation.published) {
            let act = issued.act;
            report.say(
                Verdict::Holds,
                format!("The summary issued by act {act} is the chair's own: nobody adopted it."),
            );
        }
    }
}

fn adopted(adoption: &Adoption, report: &mut Report) {
    let Some(declared) = &adoption.declared else {
        let act = adoption.opened.act;
        return report.say(Verdict::Holds, format!("The adoption opened by act {act} is not decided yet."));
    };
    let outcome = match declared.body.outcome.decision {
        Decision::Adopted => "adopted",
        Decision::NotAdopted => "not adopted",
        Decision::NotYet => "not decided",
    };
    let (act, said) = (declared.act, adoption.positions.len());
    report.say(
        Verdict::Holds,
        format!(
            "The outcome of act {act}, {outcome}, was decided anew from the rule and the {said} positions."
        ),
    );
}

/// What is withheld, and what that leaves unchecked.
pub(super) fn withheld(reading: &Reading, report: &mut Report) {
    let outside = &reading.outside;
    let text = reading.state().text.as_ref();
    let mut by_why: BTreeMap<Why, BTreeMap<&str, u64>> = BTreeMap::new();
    for (_, kind, why) in &outside.withheld {
        *by_why.entry(*why).or_default().entry(kind).or_default() += 1;
        *report.left_out.acts.entry(kind.clone()).or_default() += 1;
    }
    report.left_out.unchecked = outside.unchecked.iter().map(|(act, _)| *act).collect();
    if by_why.is_empty() {
        report.say(Verdict::Holds, "No act is withheld.");
    }
    for (why, kinds) in &by_why {
        let count: u64 = kinds.values().sum();
        let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        let (kinds, why) = (kinds.join(", "), because(*why, text));
        report.say(
            Verdict::NotChecked,
            format!("{count} acts are withheld ({kinds}): {why} Their hashes bind what they say; that they are of the kinds named is the host's word."),
        );
    }
    if !outside.unchecked.is_empty() {
        let acts: Vec<String> =
            outside.unchecked.iter().map(|(act, kind)| format!("act {act} ({kind})")).collect();
        let acts = acts.join(", ");
        report.say(
            Verdict::NotChecked,
            format!("What rests on withheld acts was not checked: {acts}. That the frozen text is made of the clauses that were drafted and amended can be seen once it is published."),
        );
    }
    report.left_out.cells.clone_from(&reading.left_out);
    for (act, cells) in &reading.left_out {
        report.say(
            Verdict::NotChecked,
            format!("{cells} cells of fewer than {SMALLEST_SHOWN} people were left out when act {act} counted the votes. What they would have changed in the findings nobody outside can tell."),
        );
    }
    if reading.state().votes.as_ref().is_some_and(|(counted, _)| counted.body.groups.is_some()) {
        report.say(
            Verdict::NotChecked,
            "Findings were held over the opinion groups too, from the counts of each. That people were grouped by their answers as it is said nobody outside can tell from counts.",
        );
    }
    if text.is_some_and(|text| text.is_adopted() && text.is_public()) {
        report.say(
            Verdict::Holds,
            "Everything that the adopted text rests on is here: clauses, findings, positions.",
        );
    }
}

fn because(why: Why, text: Option<&TextState>) -> String {
    match why {
        Why::Text => {
            let symbol = text.map_or_else(String::new, |text| format!(" {}", text.draft.symbol()));
            let readers = match text.map(TextState::audience) {
                Some(Audience::Participants) => "for the delegations and those who take part, until",
                _ => "for the delegations alone until",
            };
            format!("the text{symbol} is {readers} it is published.")
        }
        Why::Tally => {
            "they pin how the votes stood in between, which could tell how one person voted.".to_owned()
        }
    }
}

/// Whether the news that was issued is the news that follows from the record.
pub(super) fn issued(reading: &Reading, derived: &Files, report: &mut Report) {
    let first = reading.outside.issued.as_deref().map(|(act, _)| *act);
    let before = |seq: u64| first.is_some_and(|first| seq < first);
    // What is withheld for a text before the news was issued may have been said in it.
    let rests = reading.outside.withheld.iter().any(|(seq, _, why)| *why == Why::Text && before(*seq));
    let mut said = BTreeSet::new();
    for news in &reading.state().communiques {
        let (act, lang) = (news.act, news.body.lang.as_str());
        let Some(bytes) = derived.get(&derive::news_file(lang)).filter(|_| !rests) else {
            let says =
                format!("Act {act} issued the communiqué ({lang}); its words cannot be computed here.");
            report.say(Verdict::NotChecked, says);
            continue;
        };
        let same = blake3::hash(bytes).as_bytes() == news.body.digest.as_bytes();
        if said.insert((lang, same)) {
            report.check(
                same,
                format!("The communiqué ({lang}) that act {act} issued is the one that follows from the record."),
                format!("Act {act} (communique_issued) issued another communiqué ({lang}) than the one that follows from the record."),
            );
        }
    }
}
