//! What readers are shown of votes while voting goes on: counts that move by ten people at a time.
//!
//! Whoever knows that somebody is voting at this moment, and sees the count of their party move by one, knows how they
//! voted. So what is shown of a party's answers to a statement stays as it is until ten more people have answered, and
//! so is what is shown of the answers of invited and of open participants, who may all be of no party. It is a function of the votes in their order, so that it is the same after a restart and in every process.

use crate::outsiders::{SMALLEST_SHOWN, shown};
use std::collections::BTreeMap;
use store::VoteRow;
use tally::{Block, Counts, Tally, TallyError};
use terms::{StatementKey, Vote, Weight};

/// The counts that are shown, and what has come since.
#[derive(Clone, Debug, Default)]
pub(super) struct Released {
    shown: Tally,
    waiting: BTreeMap<(Block, StatementKey), Waiting>,
    cast: u64,
}

/// What has come to a cell since it was last shown.
#[derive(Clone, Debug, Default)]
struct Waiting {
    /// People who answered for the first time. A mind that is changed counts no further: else one person could bring
    /// out what another said.
    people: u64,
    /// Votes taken back and given, in their order.
    votes: Vec<(Option<Vote>, Option<Vote>)>,
}

impl Released {
    /// Takes in the next vote, which was counted. All answers to its statement that are shown, where that changed them.
    ///
    /// # Errors
    /// [`TallyError`] where the rows cannot be those of a store.
    pub(super) fn add(&mut self, row: &VoteRow) -> Result<Option<Counts>, TallyError> {
        let block = row.party.clone().map_or(Block::Unassigned, Block::Named);
        let cell = (block, row.statement.clone());
        let waiting = self.waiting.entry(cell.clone()).or_default();
        waiting.people += u64::from(row.before.is_none() && row.vote.is_some());
        waiting.votes.push((row.before, row.vote));
        if waiting.people < SMALLEST_SHOWN {
            return Ok(None);
        }
        let came = std::mem::take(waiting);
        self.waiting.remove(&cell);
        let (block, statement) = (self.shown.block(&cell.0), self.shown.statement(&cell.1));
        for (before, vote) in came.votes {
            if let Some(before) = before {
                self.shown.retract(block, statement, before, Weight::ONE)?;
            }
            if let Some(vote) = vote {
                self.cast += 1;
                self.shown.add(block, statement, vote, Weight::ONE)?;
            }
        }
        Ok(Some(self.shown.total(statement)))
    }

    /// The counts as they are shown. A cell that has lost people so that fewer than ten are left is not.
    pub(super) fn tally(&self) -> Tally {
        shown(&self.shown).0
    }

    /// How many votes came until what is shown now, changed minds included.
    pub(super) fn cast(&self) -> u64 {
        self.cast
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use store::Standing;
    use terms::{Capacity, Instant, PartyKey, Tier};

    fn row(before: Option<Vote>, vote: Option<Vote>) -> VoteRow {
        VoteRow {
            number: 1,
            statement: StatementKey::new("s1"),
            tier: Tier::Attested,
            party: Some(PartyKey::new("CN")),
            capacity: Capacity::Resident,
            before,
            vote,
            standing: Standing::Counted,
            at: Instant::from_millis(0),
        }
    }

    fn answers(released: &Released) -> u64 {
        let tally = released.tally();
        tally.find_statement(&StatementKey::new("s1")).map_or(0, |statement| tally.total(statement).answers())
    }

    #[test]
    fn a_mind_that_is_changed_ten_times_brings_out_nothing_that_another_said() {
        let mut released = Released::default();
        for _ in 0..9 {
            assert_eq!(released.add(&row(None, Some(Vote::Agree))).expect("counts"), None);
        }
        for _ in 0..20 {
            released.add(&row(Some(Vote::Agree), Some(Vote::Disagree))).expect("counts");
            released.add(&row(Some(Vote::Disagree), Some(Vote::Agree))).expect("counts");
        }
        assert_eq!(answers(&released), 0);
        let shown = released.add(&row(None, Some(Vote::Disagree))).expect("counts");
        assert_eq!(shown, Some(Counts { agree: 9, pass: 0, disagree: 1 }));
    }

    proptest! {
        #[test]
        fn what_is_shown_moves_by_ten_people_and_ends_less_than_ten_behind(votes in prop::collection::vec(0..3, 0..60)) {
            let mut released = Released::default();
            let mut last = 0;
            for vote in &votes {
                let vote = [Vote::Agree, Vote::Pass, Vote::Disagree][usize::try_from(*vote).unwrap_or(0)];
                released.add(&row(None, Some(vote))).expect("counts");
                let now = answers(&released);
                prop_assert!(now == last || now == last + SMALLEST_SHOWN);
                last = now;
            }
            prop_assert!(votes.len() as u64 - last < SMALLEST_SHOWN);
        }
    }
}
