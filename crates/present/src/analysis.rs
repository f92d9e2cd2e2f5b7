//! What the engine says of a set of votes, as terminal text, JSON, CSV and HTML.

mod alike;
mod figures;
mod html;
mod json;
mod map;
mod over_groups;
mod polis;
mod table;
mod terminal;
mod words;

use crate::sentence::{self, BlockWord, Sentence};
use opinion::{Finding, Report};
use std::collections::BTreeMap;
use terms::{StatementFacts, StatementKey};

pub use alike::{AlikeView, CliqueView, LeftOut, Sign};
pub(crate) use figures::Section;
pub use html::html;
pub use json::{SCHEMA, json, write_json};
pub use map::{MapView, PersonView, group_name};
pub use over_groups::over_groups;
pub use polis::{PolisStart, PolisView, polis_terminal};
pub use table::csv;
pub use terminal::{TerminalStyle, terminal};

/// Everything one analysis shows.
#[derive(Clone, Copy, Debug)]
pub struct AnalysisView<'a> {
    /// The title, or the path as typed.
    pub source: &'a str,
    /// What the engine says.
    pub report: &'a Report,
    /// What is known of the statements, in any order; a finding without an entry shows its key alone.
    pub statements: &'a [StatementFacts],
    /// Statements left out of findings, each with the reason.
    pub excluded: &'a [(StatementKey, String)],
    /// What was read.
    pub input: InputView<'a>,
    /// The seed, where the votes are simulated.
    pub simulation: Option<u64>,
    /// How opinions hang together, where that was looked at.
    pub map: Option<MapView<'a>>,
    /// Who answers alike beyond what chance explains, where that was looked at or left out.
    pub alike: Option<AlikeView<'a>>,
    /// What Polis would say of the same votes, where that was asked for.
    pub polis: Option<PolisView<'a>>,
    /// What a block is called: `party`, `group-id`, or another participant column.
    pub blocks: &'a str,
    /// Whose data these are and under which licence, where that must be said wherever they are shown.
    pub attribution: Option<&'a str>,
}

/// What was read, after filters and before moderation.
#[derive(Clone, Copy, Debug)]
pub struct InputView<'a> {
    /// BLAKE3 of the canonical tally, in hexadecimal.
    pub digest: &'a str,
    /// Participants with at least one counted vote.
    pub participants: u64,
    /// Statements with at least one counted vote.
    pub statements: u64,
    /// Latest votes per participant and statement.
    pub votes: u64,
    /// Of these, to agree.
    pub agree: u64,
    /// Of these, to pass.
    pub pass: u64,
    /// Of these, to disagree.
    pub disagree: u64,
    /// Parties counted.
    pub parties: u64,
    /// Votes as cast, re-votes included.
    pub events: u64,
    /// Votes that replaced an earlier one.
    pub revotes: u64,
    /// Bad rows left out on request.
    pub skipped: u64,
}

impl<'a> AnalysisView<'a> {
    /// What a block of people is called.
    #[must_use]
    pub fn block_word(&self) -> BlockWord {
        BlockWord::of(self.blocks)
    }

    /// The sentence of a finding of this analysis.
    #[must_use]
    pub fn sentence(&self, finding: &Finding) -> Sentence {
        sentence::of_blocks(finding, self.report, self.block_word())
    }

    /// Whether each party is one vote, as states are in an assembly.
    fn parties_vote(&self) -> bool {
        !self.report.single_block && sentence::all_rosters_are_one(self.report)
    }

    /// The statements by key, for many look-ups.
    fn facts(&self) -> BTreeMap<&'a StatementKey, &'a StatementFacts> {
        self.statements.iter().map(|facts| (&facts.key, facts)).collect()
    }
}

/// The id of a statement's row on the page, for links: a letter first, then what may stand in one.
#[must_use]
pub fn anchor(key: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    format!("s-{}", key.chars().map(safe).collect::<String>())
}

/// The mark every rendering of simulated votes carries.
#[must_use]
pub fn simulation_notice(seed: u64) -> String {
    format!("Simulation, seed {seed}; no party's real opinion")
}
