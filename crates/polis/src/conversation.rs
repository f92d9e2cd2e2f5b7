//! Whose rows and columns they are, and what is moderated out.

use crate::quirks::Quirks;
use std::collections::BTreeSet;
use tally::{Answer, VoteMatrix};

/// How many people and statements Polis takes votes of.
pub(crate) const MOST_PEOPLE: usize = 100_000;
pub(crate) const MOST_STATEMENTS: usize = 10_000;

/// What moderators said of statements, by their ids. In Polis a statement about participants themselves ("meta") is
/// moderated out as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moderation {
    /// Moderated out.
    pub out: BTreeSet<i64>,
    /// Moderated in: published, and without effect on any figure.
    pub accepted: BTreeSet<i64>,
    /// About participants themselves.
    pub meta: BTreeSet<i64>,
}

/// The votes of a conversation with the ids of its people and statements, both in the order of their first votes.
///
/// That order matters: clusters grow from the first people, and equal figures are told apart by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    pub(crate) votes: VoteMatrix,
    pub(crate) people: Vec<i64>,
    pub(crate) statements: Vec<i64>,
    pub(crate) moderation: Moderation,
}

/// Ids that do not go with the votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// Not one id for each row.
    #[error("{ids} ids for {rows} people; each row needs one")]
    People {
        /// How many ids.
        ids: usize,
        /// How many rows.
        rows: usize,
    },
    /// Not one id for each column.
    #[error("{ids} ids for {columns} statements; each column needs one")]
    Statements {
        /// How many ids.
        ids: usize,
        /// How many columns.
        columns: usize,
    },
    /// One id twice.
    #[error("the id {id} stands twice; each person and each statement has its own")]
    Twice {
        /// Which.
        id: i64,
    },
    /// A group of base clusters that are not there, or a base cluster of people who are not.
    #[error("{what} {id} is named and not there")]
    Missing {
        /// What is missing.
        what: &'static str,
        /// Its id.
        id: i64,
    },
}

impl Conversation {
    /// People and statements without a vote are left out: Polis does not know them.
    ///
    /// # Errors
    /// [`InputError`] where ids and votes do not go together.
    pub fn new(
        votes: &VoteMatrix,
        people: &[i64],
        statements: &[i64],
        moderation: Moderation,
    ) -> Result<Conversation, InputError> {
        if people.len() != votes.people() {
            return Err(InputError::People { ids: people.len(), rows: votes.people() });
        }
        if statements.len() != votes.statements() {
            return Err(InputError::Statements { ids: statements.len(), columns: votes.statements() });
        }
        each_once(people)?;
        each_once(statements)?;
        let kept = Kept::of(votes, |_| true, |_| true);
        Ok(kept.apply(votes, people, statements, moderation))
    }

    /// How many people voted.
    #[must_use]
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// How many statements have a vote.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.statements.len()
    }

    /// The ids of the people who voted, in the order of rows.
    #[must_use]
    pub fn people_ids(&self) -> &[i64] {
        &self.people
    }

    /// As Polis would take them in: with the quirk, without the late comers.
    pub(crate) fn admitted(&self, quirks: &Quirks) -> Option<Conversation> {
        let few = self.people() <= MOST_PEOPLE && self.statements() <= MOST_STATEMENTS;
        if few || !quirks.late_comers_ignored {
            return None;
        }
        let kept = Kept::of(&self.votes, |person| person < MOST_PEOPLE, |at| at < MOST_STATEMENTS);
        Some(kept.apply(&self.votes, &self.people, &self.statements, self.moderation.clone()))
    }

    /// For each column whether it is moderated out.
    pub(crate) fn zeroed(&self) -> Vec<bool> {
        let Moderation { out, meta, .. } = &self.moderation;
        self.statements.iter().map(|id| out.contains(id) || meta.contains(id)).collect()
    }
}

fn each_once(ids: &[i64]) -> Result<(), InputError> {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    match sorted.windows(2).find(|two| two[0] == two[1]) {
        Some(two) => Err(InputError::Twice { id: two[0] }),
        None => Ok(()),
    }
}

/// Which columns stay, at which new place, and whether any vote goes.
struct Kept {
    columns: Vec<Option<u32>>,
    people: Vec<bool>,
}

impl Kept {
    fn of(votes: &VoteMatrix, person: impl Fn(usize) -> bool, statement: impl Fn(usize) -> bool) -> Kept {
        let mut voted = vec![false; votes.statements()];
        let mut people = vec![false; votes.people()];
        for (at, row) in votes.rows().enumerate().filter(|(at, _)| person(*at)) {
            for answer in row.iter().filter(|answer| statement(answer.statement())) {
                voted[answer.statement()] = true;
                people[at] = true;
            }
        }
        let mut next = 0u32..;
        let columns = voted.iter().map(|&voted| if voted { next.next() } else { None }).collect();
        Kept { columns, people }
    }

    fn apply(
        &self,
        votes: &VoteMatrix,
        people: &[i64],
        statements: &[i64],
        moderation: Moderation,
    ) -> Conversation {
        let kept_statements: Vec<i64> =
            statements.iter().zip(&self.columns).filter(|(_, to)| to.is_some()).map(|(id, _)| *id).collect();
        let kept_people: Vec<i64> =
            people.iter().zip(&self.people).filter(|(_, voted)| **voted).map(|(id, _)| *id).collect();
        let all = kept_people.len() == people.len() && kept_statements.len() == statements.len();
        let votes = if all { votes.clone() } else { self.matrix(votes, kept_statements.len()) };
        Conversation { votes, people: kept_people, statements: kept_statements, moderation }
    }

    fn matrix(&self, votes: &VoteMatrix, statements: usize) -> VoteMatrix {
        let mut matrix = VoteMatrix::with_capacity(statements, votes.people());
        for (row, _) in votes.rows().zip(&self.people).filter(|(_, kept)| **kept) {
            let answers = row
                .iter()
                .filter_map(|answer| Some(Answer::new(self.columns[answer.statement()]?, answer.vote())));
            let pushed = matrix.push(answers);
            debug_assert!(pushed.is_ok(), "new places lie below the number of kept columns");
        }
        matrix
    }
}
