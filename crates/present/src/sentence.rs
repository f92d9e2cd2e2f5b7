//! One sentence per finding that a delegate can read aloud: a message id with arguments, written in any language.
//!
//! "At least" is rounded down and "at most" up, so that no sentence claims more than its figure.

mod draft;
mod write;

use draft::Draft;
use opinion::{Finding, Grade, OutsideReason, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use terms::PartyKey;

pub use write::write;
pub(crate) use write::{called, named_list, reason, reason_key};

/// A sentence before it is in a language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// The message id, without the `sentence-` of the locale files.
    pub id: &'static str,
    /// The arguments by name.
    pub args: BTreeMap<&'static str, Arg>,
}

/// An argument of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// A word that a message chooses by (`direction`, `blocks`) or a name.
    Text(String),
    /// A count.
    Integer(u64),
    /// Whole per cent, 0 to 100.
    Percent(u8),
    /// Parties, each with what is said of it.
    Parties(Vec<Named>),
}

/// A party named in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    /// Its key.
    pub party: PartyKey,
    /// The name to show.
    pub name: String,
    /// Why it stands outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<OutsideReason>,
    /// How many answers it lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<u64>,
}

/// What a block of people is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockWord {
    /// A party.
    Party,
    /// An opinion group.
    Group,
    /// Anything else a participant column holds, such as a region.
    Block,
}

impl BlockWord {
    /// The word for a participant column: `party`, `group-id`, or any other.
    #[must_use]
    pub fn of(column: &str) -> BlockWord {
        match column {
            "party" => BlockWord::Party,
            "group" | "group-id" | "group_id" => BlockWord::Group,
            _ => BlockWord::Block,
        }
    }

    /// The word messages choose by.
    pub(crate) fn key(self) -> &'static str {
        match self {
            BlockWord::Party => "party",
            BlockWord::Group => "group",
            BlockWord::Block => "block",
        }
    }
}

/// The largest whole per cent that is not above `share` (0 to 1): for "at least".
#[must_use]
pub fn at_least(share: f64) -> u8 {
    // A floor of exactly 0.7 may arrive as 0.69999…; a billionth of a point is no claim.
    percent((share * 100.0 + 1e-9).floor())
}

/// The smallest whole per cent that is not below `share` (0 to 1): for "at most".
#[must_use]
pub fn at_most(share: f64) -> u8 {
    percent((share * 100.0 - 1e-9).ceil())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 just before")]
fn percent(value: f64) -> u8 {
    value.clamp(0.0, 100.0) as u8
}

/// The sentence of a finding whose blocks are parties.
#[must_use]
pub fn of(finding: &Finding, report: &Report) -> Sentence {
    of_blocks(finding, report, BlockWord::Party)
}

/// The sentence of a finding.
#[must_use]
pub fn of_blocks(finding: &Finding, report: &Report, blocks: BlockWord) -> Sentence {
    let draft = Draft { finding, report, blocks, votes: !report.single_block && all_rosters_are_one(report) };
    match finding.grade {
        Grade::Unanimous if draft.votes => draft.plain("unanimous-votes"),
        Grade::Unanimous => draft.plain("unanimous"),
        Grade::Consensus if draft.votes => draft.plain("consensus-votes"),
        Grade::Consensus => draft.sure("consensus", finding.floor),
        Grade::BroadConsensus => draft.with_outside("broad-consensus", "broad-consensus-unnamed"),
        Grade::SharedRejection if draft.holds_everywhere() => draft.rejected(),
        Grade::SharedRejection => draft.with_outside("rejected-broad", "rejected-broad-unnamed"),
        Grade::Divided => draft.divided(),
        Grade::NotYetAsked => draft.not_yet_asked(),
        Grade::Majority => draft.majority(),
        Grade::Open => draft.open(),
    }
}

/// Whether each party is one voter, as states are in an assembly.
pub(crate) fn all_rosters_are_one(report: &Report) -> bool {
    !report.parties.is_empty() && report.parties.iter().all(|party| party.roster == Some(1))
}
