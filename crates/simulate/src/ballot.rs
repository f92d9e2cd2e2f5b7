//! The votes themselves, one participant after another, and their tally.

use crate::plan::{Plan, PlanParty, Selection};
use crate::stream::Words;
use std::ops::Range;
use tally::{Block, Counts, Tally, TallyError};
use terms::{Vote, Weight};

/// The votes of one participant: statement by position in the plan, ascending. Empty beyond the last participant.
pub fn ballot(plan: &Plan, seed: u64, participant: u64) -> impl Iterator<Item = (u32, Vote)> + '_ {
    rows(plan, seed, participant..participant.saturating_add(1)).map(|(_, statement, vote)| (statement, vote))
}

/// The votes of a range of participants, in order of participant and then statement.
///
/// The range is cut to the plan's participants. Splitting a range changes nothing: the rows of `a..b` followed by
/// those of `b..c` are the rows of `a..c`.
#[must_use]
pub fn rows(plan: &Plan, seed: u64, participants: Range<u64>) -> Rows<'_> {
    let end = participants.end.min(plan.participants());
    Rows {
        plan,
        words: Words::of_votes(seed),
        next: participants.start,
        end,
        buffer: Vec::new(),
        taken: 0,
        chosen: vec![0; plan.statements().len().div_ceil(64)],
    }
}

/// Iterator of [`rows`]: (participant, statement by position in the plan, vote).
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    plan: &'a Plan,
    words: Words,
    next: u64,
    end: u64,
    /// The votes of the participant before `next`.
    buffer: Vec<(u32, Vote)>,
    taken: usize,
    /// One bit per statement, all clear between participants.
    chosen: Vec<u64>,
}

impl Iterator for Rows<'_> {
    type Item = (u64, u32, Vote);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.taken == self.buffer.len() {
            if self.next >= self.end {
                return None;
            }
            self.fill();
        }
        let (statement, vote) = self.buffer[self.taken];
        self.taken += 1;
        Some((self.next - 1, statement, vote))
    }
}

impl Rows<'_> {
    fn fill(&mut self) {
        self.buffer.clear();
        self.taken = 0;
        self.words.enter(self.next);
        if let Some(party) = self.plan.party_of(self.next) {
            let group = group_of(&mut self.words, &self.plan.parties()[party]);
            let chances = &self.plan.parties()[party].groups[group].chances;
            match self.plan.selection() {
                Selection::ByChance => {
                    for (statement, chances) in (0_u32..).zip(chances) {
                        let (answer, vote) = (self.words.next(), self.words.next());
                        if chances.answered(answer) {
                            self.buffer.push((statement, chances.vote(vote)));
                        }
                    }
                }
                Selection::Exactly(votes) => {
                    choose(&mut self.words, &mut self.chosen, votes, self.plan.statements().len());
                    let (words, buffer) = (&mut self.words, &mut self.buffer);
                    drain(&mut self.chosen, |statement| {
                        buffer.push((statement, chances[statement as usize].vote(words.next())));
                    });
                }
            }
        }
        self.next += 1;
    }
}

fn group_of(words: &mut Words, party: &PlanParty) -> usize {
    let total: u32 = party.groups.iter().map(|group| group.weight).sum();
    let mut drawn = words.below(total);
    for (position, group) in party.groups.iter().enumerate() {
        match drawn.checked_sub(group.weight) {
            Some(rest) => drawn = rest,
            None => return position,
        }
    }
    0
}

/// Sets `count` different bits below `bound` (Floyd's sampling: every set of that size is equally likely).
fn choose(words: &mut Words, chosen: &mut [u64], count: u32, bound: usize) {
    let bound = u32::try_from(bound).expect("a plan has fewer than 2^32 statements");
    for last in bound - count..bound {
        let drawn = words.below(last + 1);
        let (word, bit) = (drawn as usize / 64, 1_u64 << (drawn % 64));
        if chosen[word] & bit == 0 {
            chosen[word] |= bit;
        } else {
            chosen[last as usize / 64] |= 1 << (last % 64);
        }
    }
}

/// Visits the set bits in ascending order and clears them.
fn drain(chosen: &mut [u64], mut visit: impl FnMut(u32)) {
    for (word, bits) in (0_u32..).zip(chosen) {
        while *bits != 0 {
            visit(word * 64 + bits.trailing_zeros());
            *bits &= *bits - 1;
        }
    }
}

/// The tally of a range of participants, by party. Tallies of the parts of a range merge to that of the whole.
///
/// # Errors
/// [`TallyError::Overflow`] beyond what a tally can count.
pub fn tally(plan: &Plan, seed: u64, participants: Range<u64>) -> Result<Tally, TallyError> {
    let statements = plan.statements().len();
    let mut cells = vec![Counts::default(); plan.parties().len() * statements];
    let mut at = (participants.start, plan.party_of(participants.start));
    for (participant, statement, vote) in rows(plan, seed, participants) {
        if at.0 != participant {
            at = (participant, plan.party_of(participant));
        }
        let party = at.1.expect("rows are of the plan's participants");
        let cell = &mut cells[party * statements + statement as usize];
        match vote {
            Vote::Agree => cell.agree += 1,
            Vote::Pass => cell.pass += 1,
            Vote::Disagree => cell.disagree += 1,
        }
    }
    keyed(plan, &cells)
}

fn keyed(plan: &Plan, cells: &[Counts]) -> Result<Tally, TallyError> {
    let mut tally = Tally::default();
    let statements: Vec<_> = plan.statements().iter().map(|key| tally.statement(key)).collect();
    for (row, party) in cells.chunks(statements.len().max(1)).zip(plan.parties()) {
        let block = tally.block(&Block::Named(party.key.clone()));
        for (&counts, &statement) in row.iter().zip(&statements) {
            if !counts.is_empty() {
                tally.add_counts(block, statement, counts, Weight::ONE)?;
            }
        }
    }
    Ok(tally)
}
