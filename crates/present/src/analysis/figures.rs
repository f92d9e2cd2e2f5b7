//! What the renderings share: sections, signs and the figures of a row.

use super::words::Words;
use crate::{
    locale,
    sentence::{at_least, at_most},
};
use opinion::{Direction, Finding, Grade};

/// A section of the board, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Agreed: unanimous, consensus, broad consensus.
    Agreed,
    /// Rejected together.
    Rejected,
    /// Divided.
    Differ,
    /// Not yet asked.
    NotAsked,
    /// Open, a bare majority among them.
    Open,
}

impl Section {
    pub(crate) const ALL: [Section; 5] =
        [Section::Agreed, Section::Rejected, Section::Differ, Section::NotAsked, Section::Open];

    pub(crate) fn of(grade: Grade) -> Section {
        match grade {
            Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => Section::Agreed,
            Grade::SharedRejection => Section::Rejected,
            Grade::Divided => Section::Differ,
            Grade::NotYetAsked => Section::NotAsked,
            Grade::Majority | Grade::Open => Section::Open,
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Section::Agreed => "◆✓",
            Section::Rejected => "◆✕",
            Section::Differ => "⇄",
            Section::NotAsked => "○",
            Section::Open => "…",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Section::Agreed => "agreed",
            Section::Rejected => "rejected",
            Section::Differ => "differ",
            Section::NotAsked => "not-asked",
            Section::Open => "open",
        }
    }
}

/// The findings of a section: stronger grades first, then the higher figure, then the order of the report.
pub(super) fn of_section(findings: &[Finding], section: Section) -> Vec<&Finding> {
    let mut found: Vec<&Finding> = findings.iter().filter(|f| Section::of(f.grade) == section).collect();
    found.sort_by(|a, b| a.grade.cmp(&b.grade).then_with(|| rank(b).total_cmp(&rank(a))));
    found
}

/// The figure by which rows of one grade are ordered, highest first.
fn rank(finding: &Finding) -> f64 {
    match finding.grade {
        Grade::SharedRejection => finding.rejection_floor.unwrap_or(0.0),
        Grade::Divided => finding.contrast.unwrap_or(0.0),
        Grade::Majority | Grade::Open | Grade::NotYetAsked => finding.balanced,
        Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => finding.floor.unwrap_or(0.0),
    }
}

pub(super) fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::For => "for",
        Direction::Against => "against",
    }
}

/// The one figure of a row, with the part of the bar it fills.
pub(super) struct Key {
    /// `≥ 71 %`, `38 ⇄ 74 %`, `4 of 18 not asked`.
    pub(super) text: String,
    /// The same in words, where there is room.
    pub(super) long: Option<String>,
    /// From and to, 0 to 1.
    pub(super) bar: Option<(f64, f64)>,
}

impl Key {
    pub(super) fn of(finding: &Finding, words: Words<'_>) -> Key {
        match finding.grade {
            // The floor speaks of every party; where some stand outside, the number inside is the figure.
            Grade::BroadConsensus | Grade::SharedRejection if !finding.outside.is_empty() => {
                Key::inside(finding, words)
            }
            Grade::Unanimous => Key { text: words.say("figure-all"), long: None, bar: Some((0.0, 1.0)) },
            Grade::Consensus | Grade::BroadConsensus => Key::floor(finding.floor, words),
            Grade::SharedRejection => Key::floor(finding.rejection_floor, words),
            Grade::Divided => Key::apart(finding, words),
            Grade::NotYetAsked => Key::missing(finding, words),
            Grade::Majority if finding.direction == Some(Direction::Against) => {
                Key { text: words.say("label-majority-against"), long: None, bar: None }
            }
            Grade::Majority => Key { text: words.say("label-majority-for"), long: None, bar: None },
            Grade::Open => Key { text: words.say("label-open"), long: None, bar: None },
        }
    }

    fn inside(finding: &Finding, words: Words<'_>) -> Key {
        let inside = finding.parties.len().saturating_sub(finding.outside.len()) as u64;
        Key { text: words.say_with("figure-inside", "inside", inside), long: None, bar: None }
    }

    fn floor(floor: Option<f64>, words: Words<'_>) -> Key {
        let Some(floor) = floor else { return Key { text: String::new(), long: None, bar: None } };
        let text = words.say_with("figure-at-least", "percent", u64::from(at_least(floor)));
        let long = words.say_with("figure-at-least-long", "percent", u64::from(at_least(floor)));
        Key { text, long: Some(long), bar: Some((0.0, floor)) }
    }

    fn apart(finding: &Finding, words: Words<'_>) -> Key {
        let Some(poles) = &finding.poles else { return Key { text: String::new(), long: None, bar: None } };
        let mut args = words.args();
        args.set("low", u64::from(at_most(poles.against_at_most)));
        args.set("high", u64::from(at_least(poles.for_at_least)));
        let text = locale::say(words.lang, "figure-apart", &args);
        Key { text, long: None, bar: Some((poles.against_at_most, poles.for_at_least)) }
    }

    fn missing(finding: &Finding, words: Words<'_>) -> Key {
        let lacking = finding.parties.iter().filter(|party| !party.asked);
        if words.view.report.single_block {
            let more = lacking.map(|party| party.needed).sum();
            return Key { text: words.say_with("label-missing-single", "more", more), long: None, bar: None };
        }
        Key { text: words.say_with("label-missing", "count", lacking.count() as u64), long: None, bar: None }
    }
}
