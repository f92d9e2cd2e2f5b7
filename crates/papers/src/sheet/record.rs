//! The record of an adoption: the rule, who was called, what was said, what came of it.

use super::words::Words;
use super::{Block, Run};
use crate::model::{Adoption, Said, Seat};
use present::collate::Collation;
use present::locale::speaks;
use terms::Digest;

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
    let rule = words.say_with("rule", &[("rule", adoption.rule.clone())]);
    let mut rows = vec![
        (words.say("paper-result"), text(words.result())),
        (words.say("adoption-rule"), text(rule)),
        (words.say("paper-opened"), text(words.moment(adoption.opened))),
        (words.say("paper-deadline"), text(words.moment(adoption.deadline))),
    ];
    if let Some(outcome) = &adoption.outcome {
        rows.push((words.say("paper-declared"), text(words.moment(outcome.at))));
    }
    rows.push((words.say("paper-digest"), vec![Run::code(digest(&adoption.text))]));
    Block::Facts { rows }
}

fn digest(digest: &Digest) -> String {
    digest.to_string()
}

/// The parties of a roll in the order of the language, and how each stands.
fn roll(words: &Words, adoption: &Adoption, caption: &str, mut seats: Vec<&Seat>) -> Block {
    let collation = Collation::of(&speaks(words.lang));
    seats.sort_by(|a, b| collation.compare(&words.party(&a.party), &words.party(&b.party)));
    let row = |seat: &&Seat| {
        let mut remarks = vec![stance(words, adoption, seat)];
        if !seat.present {
            remarks.push(words.say("paper-absent"));
        }
        if seat.concerned {
            remarks.push(words.say("paper-concerned"));
        }
        [words.party(&seat.party), words.standing(&seat.standing), remarks.join(" · ")]
            .map(|cell| vec![Run::plain(cell)])
            .to_vec()
    };
    Block::Table {
        caption: words.say(caption),
        head: ["adoption-party", "adoption-standing", "adoption-position"].map(|id| words.say(id)).to_vec(),
        widths: vec![6, 5, 6],
        rows: seats.iter().map(row).collect(),
    }
}

/// How a party stands; of one that is heard and not counted, the last it said.
fn stance(words: &Words, adoption: &Adoption, seat: &Seat) -> String {
    if let Some(stands) = &seat.stands {
        return words.say(&format!("stands-{}", stands.replace('_', "-")));
    }
    let own =
        |said: &&Said| said.party == seat.party && !matches!(said.what.as_str(), "opinion" | "reservation");
    match adoption.said.iter().rfind(own) {
        Some(said) => what(words, &said.what),
        None => words.say("heard-nothing-short"),
    }
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
        "object" => "paper-said-object",
        "opinion" => "paper-said-opinion",
        "reservation" => "paper-said-reservation",
        _ => "paper-said-other",
    };
    words.say(id)
}

/// Everything that was said, act by act, each with its words and with why it had no effect.
fn said(words: &Words, adoption: &Adoption) -> Block {
    let row = |said: &Said| {
        let clause =
            said.clause.as_ref().map_or_else(|| words.say("paper-on-whole"), |id| words.place_of(id));
        let mut position = vec![Run::plain(what(words, &said.what))];
        let spoken = words.multi_runs(&said.words);
        if let Some(spoken) = spoken.first() {
            position[0].text.push_str(": ");
            position.push(spoken.clone());
        }
        if let Some(why) = said.without_effect.as_deref() {
            let reason = words.say(&format!("paper-effect-{why}"));
            position.push(Run::plain(format!(" ({reason})")));
        }
        vec![
            vec![Run::plain(words.number(u32::try_from(said.act).unwrap_or(u32::MAX)))],
            vec![Run::plain(words.moment(said.received))],
            vec![Run::plain(words.party(&said.party))],
            vec![Run::plain(clause)],
            position,
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
