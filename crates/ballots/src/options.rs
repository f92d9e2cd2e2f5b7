//! What a reader is told before it opens a file.

use terms::Instant;

/// How to read votes. The default reads everything, strictly, with one block per party.
#[derive(Default)]
pub struct ReadOptions<'a> {
    /// The participant column whose values are the blocks. `None` is `party` where there is such a column, else
    /// all people are one block.
    pub blocks: Option<String>,
    /// Which number means agree, 1 or -1, where the files do not say. Overrides what they say.
    pub agree_sign: Option<i8>,
    /// Leave out statements that nobody has moderated, too.
    pub strict: bool,
    /// Skip and count bad rows instead of refusing the file.
    pub lenient: bool,
    /// How many threads may work; 0 is one per core. Results never depend on it.
    pub threads: usize,
    /// Which votes to keep.
    pub filters: Filters,
    /// What to keep beside the counts.
    pub keep: Keep,
    /// Called now and then, from any thread, with the number of rows read so far.
    pub progress: Option<&'a (dyn Fn(u64) + Sync)>,
}

/// What to keep of the votes. Counts are the same for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Counts alone.
    #[default]
    Counts,
    /// Also what counts of each participant: [`crate::Ballots::votes`].
    Votes,
    /// Also every single vote with its time: [`crate::ParticipantVotes::course`]. Holds the whole file.
    Events,
}

/// Which votes to keep. An empty list keeps all; lists combine with "and".
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Standings of parties.
    pub standing: Vec<String>,
    /// Keys of parties (values of the block column).
    pub party: Vec<String>,
    /// Topics; a statement with several is kept if one is listed.
    pub topic: Vec<String>,
    /// Keys of statements.
    pub statement: Vec<String>,
    /// From this instant on (inclusive): the vote's time or, where it has none, the statement's date.
    pub since: Option<Instant>,
    /// Before this instant (exclusive): likewise.
    pub until: Option<Instant>,
}

impl Filters {
    /// Whether any date limit is set.
    #[must_use]
    pub fn has_dates(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Whether parties are chosen.
    #[must_use]
    pub fn has_parties(&self) -> bool {
        !self.standing.is_empty() || !self.party.is_empty()
    }
}
