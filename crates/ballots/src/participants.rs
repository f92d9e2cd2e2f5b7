//! The votes themselves, participant by participant: what the map of opinions is made of.

use crate::{Course, Exclusion, groups::Grouped, intern::Texts, kept::Arranged};
use tally::VoteMatrix;
use terms::{StatementFacts, Vote, Weight, key::natural_order};

/// The votes themselves, after the same rules and filters as the counts: counted by party they are
/// [`crate::Ballots::tally`].
///
/// Rows are the participants with at least one counted vote, in natural order of key. Memory: 4 bytes a vote; 20
/// bytes a participant and the text of the key, 4 more each for published groups and for weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantVotes {
    /// A row a participant, a column a statement.
    pub matrix: VoteMatrix,
    /// What is known of each column.
    pub statements: Vec<StatementColumn>,
    /// The votes one by one, where [`crate::Keep::Events`] was asked for.
    pub course: Option<Course>,
    keys: Texts,
    /// Positions in [`crate::Ballots::parties`]; [`NONE`] for people of no party.
    parties: Vec<u32>,
    groups: Vec<String>,
    /// Positions in `groups`; empty where nothing was published.
    group: Vec<u32>,
    /// Empty where nobody weighs anything but one.
    weights: Vec<Weight>,
}

/// One column: a statement that the filters leave, whether anybody answered it or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementColumn {
    /// Its key and text, and how it was moderated: `moderation` and `is_meta`, as Polis' `comments.csv` has them.
    pub facts: StatementFacts,
    /// Why it is left out of findings, if it is. Its votes are in the matrix all the same.
    pub exclusion: Option<Exclusion>,
}

pub(crate) const NONE: u32 = u32::MAX;

impl ParticipantVotes {
    pub(crate) fn new(
        arranged: Arranged,
        statements: Vec<StatementColumn>,
        parties: Vec<u32>,
        grouped: Grouped,
    ) -> ParticipantVotes {
        ParticipantVotes {
            matrix: arranged.matrix,
            statements,
            course: None,
            keys: arranged.keys,
            parties,
            groups: grouped.names,
            group: grouped.of,
            weights: arranged.weights,
        }
    }

    /// The same people and statements with other votes, which must have as many rows and columns; without a course.
    #[must_use]
    pub fn with(&self, matrix: VoteMatrix) -> ParticipantVotes {
        debug_assert_eq!(
            (matrix.people(), matrix.statements()),
            (self.matrix.people(), self.matrix.statements())
        );
        let ParticipantVotes { statements, keys, parties, groups, group, weights, .. } = self;
        ParticipantVotes {
            matrix,
            statements: statements.clone(),
            course: None,
            keys: keys.clone(),
            parties: parties.clone(),
            groups: groups.clone(),
            group: group.clone(),
            weights: weights.clone(),
        }
    }

    /// The key of the participant of a row.
    ///
    /// # Panics
    /// Beyond the last row; so do the others that take one.
    #[must_use]
    pub fn key(&self, participant: usize) -> &str {
        self.keys.get(participant)
    }

    /// The keys of all rows in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter()
    }

    /// The row of a participant, if there is a counted vote of theirs.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<usize> {
        self.keys.find_by(|other| natural_order(other, key)).map(|row| row as usize)
    }

    /// The column of a statement.
    #[must_use]
    pub fn find_statement(&self, key: &str) -> Option<usize> {
        self.statements.binary_search_by(|column| natural_order(column.facts.key.as_str(), key)).ok()
    }

    /// The party of a row, as a position in [`crate::Ballots::parties`]; `None` for people of no party.
    #[must_use]
    pub fn party(&self, participant: usize) -> Option<usize> {
        Some(self.parties[participant]).filter(|&party| party != NONE).map(|party| party as usize)
    }

    /// The group of a row, as a position in [`ParticipantVotes::groups`], where `group-id` has one.
    #[must_use]
    pub fn group(&self, participant: usize) -> Option<usize> {
        let group = self.group.get(participant).copied().filter(|&group| group != crate::groups::NONE);
        group.map(|group| group as usize)
    }

    /// The groups that the files publish (`group-id` of a Polis export), in natural order; empty where there is no
    /// such column.
    #[must_use]
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// How much the votes of a row weigh.
    #[must_use]
    pub fn weight(&self, participant: usize) -> Weight {
        self.weights.get(participant).copied().unwrap_or(Weight::ONE)
    }

    /// What a participant said of a statement.
    #[must_use]
    pub fn vote(&self, participant: usize, statement: usize) -> Option<Vote> {
        let row = self.matrix.row(participant);
        row.binary_search_by_key(&statement, |answer| answer.statement()).ok().map(|at| row[at].vote())
    }
}
