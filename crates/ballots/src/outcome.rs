//! What reading votes yields.

use crate::{Attribution, ParticipantVotes};
use serde::{Deserialize, Serialize};
use std::fmt;
use tally::Tally;
use terms::{PartyFacts, StatementFacts, StatementKey};

/// Votes as exact counts, and the facts that stand beside them.
#[derive(Clone, Debug)]
pub struct Ballots {
    /// The counts after filters and before moderation: statements in [`Ballots::excluded`] are still inside.
    pub tally: Tally,
    /// The selected blocks in natural order of key, facts joined. With [`Ballots::single_block`] the one entry
    /// `all`.
    pub parties: Vec<PartyFacts>,
    /// Whether all people are one block, because nothing says which party they belong to.
    pub single_block: bool,
    /// The statements with at least one vote after filters, in natural order of key.
    pub statements: Vec<StatementFacts>,
    /// The statements among them to leave out of findings, in natural order of key.
    pub excluded: Vec<(StatementKey, Exclusion)>,
    /// The votes themselves, where [`crate::Keep`] asked for them.
    pub votes: Option<ParticipantVotes>,
    /// Counts of what was read, after filters and before moderation.
    pub input: InputFacts,
    /// What a reader of the result should know of its source.
    pub notes: Vec<Note>,
    /// The seed, where the data say of themselves that they are simulated.
    pub simulation: Option<u64>,
    /// The title the data give themselves.
    pub title: Option<String>,
    /// Whose data they are, where they say so.
    pub attribution: Attribution,
}

/// Counts of what was read, after filters and before moderation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFacts {
    /// [`Tally::digest`]: equal for CSV and Parquet and for any sharding or order of the same votes.
    pub digest: String,
    /// Participants with at least one vote.
    pub participants: u64,
    /// Statements with at least one vote.
    pub statements: u64,
    /// Latest votes per participant and statement.
    pub votes: u64,
    /// Those that agree.
    pub agree: u64,
    /// Those that pass.
    pub pass: u64,
    /// Those that disagree.
    pub disagree: u64,
    /// Selected parties, including those nobody voted for.
    pub parties: u64,
    /// Rows that carried a vote, re-votes included.
    pub events: u64,
    /// `events - votes`: votes given again, the earlier of which do not count.
    pub revotes: u64,
    /// Bad rows left out (`lenient`).
    pub skipped: u64,
}

/// Why a statement is left out of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// Moderation took it out.
    ModeratedOut,
    /// It asks who people are rather than what they think.
    Meta,
    /// Nobody has moderated it and `strict` was asked for.
    Unmoderated,
}

impl Exclusion {
    /// The key used in files: `moderated_out`, `meta`, `unmoderated`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Exclusion::ModeratedOut => "moderated_out",
            Exclusion::Meta => "meta",
            Exclusion::Unmoderated => "unmoderated",
        }
    }
}

/// Something worth knowing about the source, for people. It changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of note it is: `format`, `sign`, `revotes`, `ties`, `skipped`, `no_party`, `no_date` and so on.
    pub kind: &'static str,
    /// One sentence, in English.
    pub text: String,
}

impl Note {
    pub(crate) fn new(kind: &'static str, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
