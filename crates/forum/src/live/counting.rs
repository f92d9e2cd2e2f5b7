//! The votes, folded into tallies. A tally is a function of the votes alone: of their rows, in order.

use super::released::Released;
use std::collections::BTreeMap;
use store::{Standing, VoteRow};
use tally::{Block, Counts, Tally, TallyError};
use terms::{Capacity, StatementKey, Tier, Weight};

/// The votes of a forum, counted apart by tier and capacity.
#[derive(Clone, Debug, Default)]
pub struct Counting {
    tallies: BTreeMap<(Tier, Capacity), Tally>,
    /// What is shown of the votes of each tier, over all capacities and for each.
    released: BTreeMap<(Tier, Option<Capacity>), Released>,
    history: BTreeMap<StatementKey, History>,
    followed: u64,
    moved: u64,
    attested: u64,
}

impl Counting {
    /// Counts the next vote. Votes come in order and without gaps.
    ///
    /// # Errors
    /// [`TallyError`] where the rows cannot be those of a store.
    pub fn add(&mut self, row: &VoteRow) -> Result<(), TallyError> {
        self.followed = row.number;
        if row.standing == Standing::Stale {
            return Ok(());
        }
        let tally = self.tallies.entry((row.tier, row.capacity)).or_default();
        let block = tally.block(&row.party.clone().map_or(Block::Unassigned, Block::Named));
        let statement = tally.statement(&row.statement);
        if let Some(before) = row.before {
            tally.retract(block, statement, before, Weight::ONE)?;
        }
        if let Some(vote) = row.vote {
            tally.add(block, statement, vote, Weight::ONE)?;
        }
        let of_role = self.released.entry((row.tier, Some(row.capacity))).or_default().add(row)?;
        let of_all = self.released.entry((row.tier, None)).or_default().add(row)?;
        if of_role.or(of_all).is_some() {
            self.moved = row.number;
        }
        if row.tier == Tier::Attested {
            self.attested += u64::from(row.vote.is_some());
            if let Some(shown) = of_all {
                self.history.entry(row.statement.clone()).or_default().note(row.at.millis(), shown);
            }
        }
        Ok(())
    }

    /// The number of the last vote taken in.
    #[must_use]
    pub fn followed(&self) -> u64 {
        self.followed
    }

    /// How many attested votes counted when they came, changed minds included.
    #[must_use]
    pub fn attested(&self) -> u64 {
        self.attested
    }

    /// The number of the last vote with which something that readers are shown changed.
    #[must_use]
    pub fn moved(&self) -> u64 {
        self.moved
    }

    /// The tally of a tier, of all capacities or one.
    ///
    /// # Errors
    /// [`TallyError`] beyond 2⁶⁴ − 1.
    pub fn tally(&self, tier: Tier, capacity: Option<Capacity>) -> Result<Tally, TallyError> {
        let mut sum = Tally::default();
        for ((of, role), tally) in &self.tallies {
            if *of == tier && capacity.is_none_or(|capacity| capacity == *role) {
                sum.merge(tally)?;
            }
        }
        Ok(sum)
    }

    /// What readers are shown of the votes of a tier, of all capacities or one: counts that move by ten people at a time.
    #[must_use]
    pub fn shown(&self, tier: Tier, capacity: Option<Capacity>) -> Tally {
        self.released.get(&(tier, capacity)).map(Released::tally).unwrap_or_default()
    }

    /// How many attested votes came until what readers are shown now, changed minds included.
    #[must_use]
    pub fn cast(&self, capacity: Option<Capacity>) -> u64 {
        self.released.get(&(Tier::Attested, capacity)).map_or(0, Released::cast)
    }

    /// How the attested answers to a statement grew, as readers were shown them, oldest first.
    #[must_use]
    pub fn history(&self, statement: &StatementKey) -> &[Sample] {
        self.history.get(statement).map_or(&[], |history| &history.samples)
    }
}

/// The answers to a statement at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When, in milliseconds UTC.
    pub at: i64,
    /// All attested answers.
    pub counts: Counts,
}

/// A function of the votes alone, so that it is the same after a restart: one sample per step of time, and twice the
/// step whenever there are too many.
#[derive(Clone, Debug)]
struct History {
    step: i64,
    samples: Vec<Sample>,
}

const MOST_SAMPLES: usize = 64;

impl Default for History {
    fn default() -> History {
        History { step: 1_000, samples: Vec::new() }
    }
}

impl History {
    fn note(&mut self, at: i64, counts: Counts) {
        let sample = Sample { at, counts };
        match self.samples.last_mut() {
            // A clock that jumps back does not make the line run back.
            Some(last) if at < last.at.saturating_add(self.step) => last.counts = counts,
            _ => self.samples.push(sample),
        }
        if self.samples.len() > MOST_SAMPLES {
            self.step = self.step.saturating_mul(2);
            let mut place = 0;
            self.samples.retain(|_| {
                place += 1;
                place % 2 == 1
            });
            if let Some(last) = self.samples.last_mut() {
                last.counts = counts;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use terms::{Instant, PartyKey, Vote};

    fn row(number: u64, before: Option<Vote>, vote: impl Into<Option<Vote>>, at: i64) -> VoteRow {
        VoteRow {
            number,
            statement: StatementKey::new("s1"),
            tier: Tier::Attested,
            party: Some(PartyKey::new("CN")),
            capacity: Capacity::Resident,
            before,
            vote: vote.into(),
            standing: Standing::Counted,
            at: Instant::from_millis(at),
        }
    }

    #[test]
    fn a_changed_mind_counts_once_and_a_stale_vote_not_at_all() {
        let mut counting = Counting::default();
        counting.add(&row(1, None, Vote::Agree, 0)).expect("counts");
        counting.add(&row(2, Some(Vote::Agree), Vote::Disagree, 5)).expect("counts");
        let stale = VoteRow { standing: Standing::Stale, ..row(3, None, Vote::Agree, 9) };
        counting.add(&stale).expect("counts");
        let tally = counting.tally(Tier::Attested, None).expect("small");
        let statement = tally.find_statement(&StatementKey::new("s1")).expect("counted");
        assert_eq!(tally.total(statement), Counts { agree: 0, pass: 0, disagree: 1 });
        assert_eq!((counting.followed(), counting.attested()), (3, 2));
    }

    #[test]
    fn who_goes_on_as_an_attested_participant_counts_there_and_no_longer_as_open() {
        let mut counting = Counting::default();
        let open = |row| VoteRow { tier: Tier::Open, party: None, ..row };
        counting.add(&open(row(1, None, Vote::Agree, 0))).expect("counts");
        counting.add(&open(row(2, Some(Vote::Agree), None, 5))).expect("counts");
        counting.add(&row(3, None, Vote::Agree, 5)).expect("counts");
        let total = |counting: &Counting, tier| {
            let tally = counting.tally(tier, None).expect("small");
            tally.find_statement(&StatementKey::new("s1")).map(|statement| tally.total(statement))
        };
        let one = Counts { agree: 1, pass: 0, disagree: 0 };
        assert_eq!(total(&counting, Tier::Open), Some(Counts::default()));
        assert_eq!(total(&counting, Tier::Attested), Some(one));
        assert_eq!(counting.attested(), 1);
        counting.add(&row(4, Some(Vote::Agree), None, 9)).expect("counts");
        let none = Some(Counts::default());
        assert_eq!(total(&counting, Tier::Attested), none);
        assert_eq!((counting.followed(), counting.attested()), (4, 1));
    }

    proptest! {
        #[test]
        fn of_no_tier_and_no_capacity_does_what_is_shown_move_by_one_person(
            votes in prop::collection::vec((0..3_usize, 0..4_usize, 0..3_i64), 0..120),
        ) {
            let mut counting = Counting::default();
            let mut before: BTreeMap<(Tier, Option<Capacity>), u64> = BTreeMap::new();
            for (number, (tier, capacity, vote)) in (1..).zip(votes) {
                let (tier, capacity) = (Tier::ALL[tier], Capacity::ALL[capacity]);
                let party = (tier == Tier::Attested).then(|| PartyKey::new("CN"));
                let vote = [Vote::Agree, Vote::Pass, Vote::Disagree][usize::try_from(vote).unwrap_or(0)];
                counting.add(&VoteRow { tier, capacity, party, ..row(number, None, vote, 0) }).expect("counts");
                let mut moved = false;
                for tier in Tier::ALL {
                    for capacity in std::iter::once(None).chain(Capacity::ALL.map(Some)) {
                        let shown = counting.shown(tier, capacity);
                        let now = shown.statement_indices().map(|s| shown.total(s).answers()).sum();
                        let before = before.insert((tier, capacity), now).unwrap_or(0);
                        prop_assert!(now == before || now == before + 10, "{tier:?} {capacity:?}: {before}, {now}");
                        moved |= now != before;
                    }
                }
                prop_assert_eq!(moved, counting.moved() == number, "who watches is told when there is something new");
            }
        }

        #[test]
        fn the_history_stays_short_and_ends_with_what_is_shown(times in prop::collection::vec(-9_000_000_i64..9_000_000, 1..900)) {
            let mut counting = Counting::default();
            for (number, at) in (1..).zip(&times) {
                counting.add(&row(number, None, Vote::Agree, *at)).expect("counts");
            }
            let samples = counting.history(&StatementKey::new("s1"));
            prop_assert!(samples.len() <= MOST_SAMPLES);
            let by_ten = times.len() as u64 / 10 * 10;
            prop_assert_eq!(samples.last().map_or(0, |s| s.counts.agree), by_ten);
            prop_assert!(samples.windows(2).all(|pair| pair[0].at < pair[1].at));
        }
    }
}
