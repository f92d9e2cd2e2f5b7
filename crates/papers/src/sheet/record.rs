//! The record of an adoption: the rule, who was called, what was said, what came of it.

use super::words::{Words, aside, colon};
use super::{Block, Run};
use crate::model::{Adoption, Said, Seat};
use present::collate::Collation;
use present::locale::speaks;
use procedure::ClockStart;
use terms::MultiText;

/// The counts in the order of reading: those of a rule of no objection, then those of a vote.
const COUNTS: [&str; 9] =
    ["counted", "present", "accepting", "objecting", "standing_aside", "silent", "yes", "no", "abstain"];

pub(super) fn blocks(words: &Words, adoption: &Adoption, blocks: &mut Vec<Block>) {
    blocks.push(facts(words, adoption));
    if let Some(outcome) = &adoption.outcome {
        blocks.push(Block::Heading { text: words.say("paper-counts") });
        let by_vote =
            ["yes", "no", "abstain"].iter().any(|id| outcome.counts.get(*id).is_some_and(|n| *n > 0));
        let shown = |id: &&&str| {
            let ballot = matches!(**id, "yes" | "no" | "abstain");
            let position = matches!(**id, "accepting" | "objecting" | "standing_aside" | "silent");
            outcome.counts.contains_key(**id) && if by_vote { !position } else { !ballot }
        };
        let row = |id: &&str| {
            let count = words.count(outcome.counts.get(*id).copied().unwrap_or_default());
            (words.say(&format!("paper-count-{id}")), vec![Run::plain(count)])
        };
        blocks.push(Block::Facts { rows: COUNTS.iter().filter(shown).map(row).collect() });
        blocks.push(Block::Para { runs: vec![Run::plain(words.say("adoption-silence"))], quiet: true });
    }
    for (id, decides) in [("adoption-decide", true), ("adoption-heard", false)] {
        let seats: Vec<&Seat> = adoption.roll.iter().filter(|seat| seat.decides == decides).collect();
        if !seats.is_empty() {
            blocks.push(Block::Heading { text: words.say(id) });
            blocks.push(roll(words, adoption, id, seats));
        }
    }
    if !adoption.said.is_empty() {
        blocks.push(Block::Heading { text: words.say("paper-said") });
        blocks.push(said(words, adoption));
    }
    blocks.push(Block::Heading { text: words.say("paper-clause-digests") });
    let row = |clause: &crate::model::Clause| {
        vec![vec![Run::plain(words.place_of(&clause.id))], vec![Run::code(clause.digest.to_string())]]
    };
    blocks.push(Block::Table {
        caption: words.say("paper-clause-digests"),
        head: vec![words.say("paper-clause"), words.say("paper-clause-digest")],
        widths: vec![3, 13],
        rows: words.paper.clauses.iter().map(row).collect(),
    });
    if words.paper.record.is_some() {
        blocks.push(words.colophon());
    }
}

fn facts(words: &Words, adoption: &Adoption) -> Block {
    let text = |text: String| vec![Run::plain(text)];
    let mut opened = words.moment(adoption.opened);
    if let Some(round) = adoption.round {
        opened = format!("{opened} · {}", words.say_with("round-no", &[("no", words.number(round))]));
    }
    let mut rows = vec![
        (words.say("paper-result"), text(agreed(words, adoption))),
        (words.say("adoption-rule"), rule(words, adoption)),
        (words.say("paper-opened"), text(opened)),
        (words.say("paper-deadline"), text(words.moment(adoption.deadline))),
    ];
    if let Some(outcome) = &adoption.outcome {
        rows.push((words.say("paper-declared"), text(words.moment(outcome.at))));
    }
    rows.push((words.say("paper-digest"), vec![Run::code(adoption.text.to_string())]));
    Block::Facts { rows }
}

/// The result, on what ground and how far it is agreed: two things, of which neither follows from the other.
fn agreed(words: &Words, adoption: &Adoption) -> String {
    let result = words.result();
    let Some(outcome) = adoption.outcome.as_ref().filter(|outcome| outcome.adopted) else { return result };
    let basis = words.say_with("basis", &[("basis", outcome.basis.clone().unwrap_or_default())]);
    let grade = outcome.agreement.as_ref().map(|grade| words.say(&format!("agreement-{grade}")));
    match grade.filter(|grade| *grade != basis) {
        Some(grade) => format!("{result} · {grade}"),
        None => result,
    }
}

/// The rule in words, with what it asks of silence, and the name it has as data.
fn rule(words: &Words, adoption: &Adoption) -> Vec<Run> {
    let mut said = words.say_with("rule", &[("rule", adoption.rule.clone())]);
    if said == adoption.rule {
        said.clear();
    }
    if let Some(silence) = adoption.terms.as_ref().and_then(|terms| terms.silence) {
        let minutes = silence.min_window.millis().div_ceil(60_000);
        let window = if minutes.is_multiple_of(60) {
            words.say_count("rule-silence-hours", "hours", minutes / 60)
        } else {
            words.say_count("rule-silence-minutes", "minutes", minutes)
        };
        let prior = silence.prior_acceptance.then(|| words.say("rule-prior-acceptance"));
        for sentence in std::iter::once(window).chain(prior) {
            said = if said.is_empty() { sentence } else { format!("{said} · {sentence}") };
        }
    }
    let apart = if said.is_empty() { "" } else { " · " };
    vec![Run::plain(format!("{said}{apart}")), Run::code(&*adoption.rule)]
}

/// The parties of a roll in the order of the language, and how each stands; where the time runs from when a party was
/// served, when that was and how it is known.
fn roll(words: &Words, adoption: &Adoption, caption: &str, mut seats: Vec<&Seat>) -> Block {
    let collation = Collation::of(&speaks(words.lang));
    seats.sort_by(|a, b| collation.compare(&words.party(&a.party), &words.party(&b.party)));
    let silence = adoption.terms.as_ref().and_then(|terms| terms.silence);
    let from_service = silence.is_some_and(|silence| silence.clock_start == ClockStart::Served);
    let shows_service = from_service || adoption.roll.iter().any(|seat| seat.served.is_some());
    let row = |seat: &&Seat| {
        let mut remarks = vec![stance(words, adoption, seat)];
        if !seat.present {
            remarks.push(words.say("paper-absent"));
        }
        if seat.concerned {
            remarks.push(words.say("paper-concerned"));
        }
        let mut cells = [words.party(&seat.party), words.standing(&seat.standing), remarks.join(" · ")]
            .map(|cell| vec![Run::plain(cell)])
            .to_vec();
        if shows_service {
            cells.push(service(words, seat));
        }
        cells
    };
    let mut head =
        ["adoption-party", "adoption-standing", "adoption-position"].map(|id| words.say(id)).to_vec();
    let mut widths = vec![6, 5, 6];
    if shows_service {
        head.push(words.say("round-served"));
        widths.push(7);
    }
    Block::Table { caption: words.say(caption), head, widths, rows: seats.iter().map(row).collect() }
}

/// When a party was served with the text, how that is known, and until when it had, where that is a time of its own.
fn service(words: &Words, seat: &Seat) -> Vec<Run> {
    let mut runs = match &seat.served {
        None => vec![Run::plain(words.say("round-not-served"))],
        Some(served) => {
            let evidence = MultiText::of("und", &served.evidence);
            let mut runs = vec![Run::plain(format!("{} · ", words.moment(served.at)))];
            runs.extend(words.multi_runs(&evidence));
            runs
        }
    };
    if let Some(end) = seat.ends {
        runs.push(Run::plain(format!(
            " · {}{}{}",
            words.say("round-ends"),
            colon(words.lang),
            words.moment(end)
        )));
    }
    runs
}

/// How a party stands; of one that is heard and not counted, the last it said that is a position.
fn stance(words: &Words, adoption: &Adoption, seat: &Seat) -> String {
    if let Some(stands) = &seat.stands {
        return words.say(&format!("stands-{}", stands.replace('_', "-")));
    }
    let own = |said: &&Said| said.party == seat.party && is_position(&said.what);
    match adoption.said.iter().rfind(own) {
        Some(said) => what(words, &said.what),
        None => words.say("heard-nothing-short"),
    }
}

/// Whether it says how a party stands, and not something beside the decision or about its course.
fn is_position(what: &str) -> bool {
    matches!(
        what,
        "accept"
            | "accept_with_reservation"
            | "can_live_with"
            | "needs_time"
            | "not_participating"
            | "object"
            | "joint_objection"
            | "joins"
            | "maintains"
            | "yes"
            | "no"
            | "abstain"
            | "abstain_with_declaration"
    )
}

/// What was said, as a word.
fn what(words: &Words, what: &str) -> String {
    let id = match what {
        "accept" => "stands-accepts",
        "accept_with_reservation" => "stands-accepts-with-reservation",
        "can_live_with" => "stands-can-live-with",
        "needs_time" => "stands-needs-time",
        "not_participating" => "stands-not-participating",
        "yes" => "stands-voted-yes",
        "no" => "stands-voted-no",
        "abstain" => "stands-abstained",
        "abstain_with_declaration" => "said-declare",
        "object" => "paper-said-object",
        "joint_objection" => "said-joint-objection",
        "joins" => "said-joins",
        "maintains" => "said-maintains",
        "opinion" => "paper-said-opinion",
        "reservation" => "paper-said-reservation",
        "interpretative" => "said-interpretative",
        "dissociation" => "said-dissociation",
        "footnote" => "said-footnote",
        "explanation_before" => "said-explanation",
        "explanation_after" => "said-explanation-after",
        "amendment" => "said-amendment",
        "more_time" => "said-more-time",
        _ => "paper-said-other",
    };
    words.say(id)
}

/// Everything that was said, act by act, each with its words, with what would remove an objection and what was answered
/// to it, and with why it had no effect.
fn said(words: &Words, adoption: &Adoption) -> Block {
    let row = |said: &Said| {
        let clause =
            said.clause.as_ref().map_or_else(|| words.say("paper-on-whole"), |id| words.place_of(id));
        vec![
            vec![Run::plain(words.number(u32::try_from(said.act).unwrap_or(u32::MAX)))],
            vec![Run::plain(words.moment(said.received))],
            vec![Run::plain(words.party(&said.party))],
            vec![Run::plain(clause)],
            spoken(words, said),
        ]
    };
    let head = ["paper-act", "paper-received", "adoption-party", "paper-on", "adoption-said"];
    Block::Table {
        caption: words.say("paper-said"),
        head: head.map(|id| words.say(id)).to_vec(),
        widths: vec![2, 5, 5, 4, 8],
        rows: adoption.said.iter().map(row).collect(),
    }
}

fn spoken(words: &Words, said: &Said) -> Vec<Run> {
    let mut head = what(words, &said.what);
    if !said.parties.is_empty() {
        head.push_str(&aside(words.lang, &words.names(&said.parties)));
    }
    let mut runs = vec![Run::plain(head)];
    let own = words.multi_runs(&said.words);
    if !own.is_empty() {
        runs.push(Run::plain(colon(words.lang)));
        runs.extend(own);
    }
    for (id, text) in [("clause-remedy", &said.remedy), ("round-answered", &said.answer)] {
        let Some(text) = text else { continue };
        runs.push(Run::plain(format!(" · {} ", words.say(id))));
        runs.extend(words.multi_runs(text));
    }
    if let Some(why) = said.without_effect.as_deref() {
        let reason = words.say(&format!("paper-effect-{why}"));
        runs.push(Run::plain(aside(words.lang, &reason)));
    }
    runs
}
