//! What a strategy would have found with a part of the votes that were really cast.
//!
//! The protocol. The votes of a finished conversation are all there is: a person can only be asked what they really
//! answered, and answers as they did.
//!
//! 1. *Arrival.* Every recorded vote is one visit of the person who cast it. The visits come in an order drawn by the
//!    seed, all orders alike, so that whoever answered much comes often, and a uniform choice is a simple random sample of
//!    the votes.
//! 2. *Serve.* At each visit the strategy chooses one among the statements that the person really answered and was not
//!    asked before. It knows the counts so far, the person's block and those statements, and nothing else: neither how
//!    many votes are still to come nor which.
//! 3. *Answer.* The recorded vote is counted for the person's block.
//! 4. *End.* After the given shares of all votes the sets found so far are held against the truth.
//!
//! The truth is the set of statements on which, over all recorded votes, every block answered and at least τ of its answers
//! agree (a pass is an answer). Two guesses are held against it:
//!
//! * *observed*: the same sentence over the votes seen so far;
//! * *probable*: by the probability that each block reaches τ, with a flat prior and each block by its own answers, the
//!   statements whose naming makes the expected F1 largest.
//!
//! Both know what is seen and nothing else, and both are the same for every strategy.

use crate::choose::next_among;
use crate::state::{State, Strategy, StrategyError};
use opinion::chance::Chance;
use tally::{Answer, Counts, VoteMatrix};

/// The votes of a finished conversation with the blocks of its people, and which statements hold in every block.
#[derive(Clone, Debug)]
pub struct Recorded {
    votes: VoteMatrix,
    block_of: Vec<usize>,
    blocks: usize,
    tau: f64,
    truth: Vec<bool>,
}

/// A set that was found, against the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Statements found.
    pub found: usize,
    /// Statements that hold.
    pub hold: usize,
    /// Statements found that hold.
    pub both: usize,
}

/// What was found with a part of the votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// So many votes were seen.
    pub votes: usize,
    /// By the shares seen.
    pub observed: Score,
    /// By the probabilities.
    pub probable: Score,
}

impl Score {
    /// Of those found, the share that holds; 1 where none was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.both, self.found)
    }

    /// Of those that hold, the share found; 1 where none holds.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.both, self.hold)
    }

    /// The harmonic mean of both; 1 where none holds and none was found.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.both, self.found + self.hold)
    }
}

/// What cannot be replayed.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ReplayError {
    /// Every row needs a block or `None`.
    #[error("{blocks} blocks for {people} people")]
    Blocks {
        /// How many were given.
        blocks: usize,
        /// How many people there are.
        people: usize,
    },
    /// A part that is no share.
    #[error("a part of {0} of the votes: it must lie within 0 to 1")]
    Part(f64),
    /// The strategy cannot be followed.
    #[error(transparent)]
    Strategy(#[from] StrategyError),
}

impl Recorded {
    /// The votes, the block of each person (people of none are left out, with their votes), and the share that must agree.
    ///
    /// Blocks are numbered from 0; one without a vote counts as not there. Moderated statements are left out by
    /// [`VoteMatrix::without`] before.
    ///
    /// # Errors
    /// [`ReplayError::Blocks`] where there is not one entry for each person.
    pub fn new(votes: &VoteMatrix, blocks: &[Option<usize>], tau: f64) -> Result<Recorded, ReplayError> {
        if blocks.len() != votes.people() {
            return Err(ReplayError::Blocks { blocks: blocks.len(), people: votes.people() });
        }
        let votes = votes.without(|person, _| blocks[person].is_none());
        let mut there: Vec<usize> = (votes.rows().zip(blocks))
            .filter(|(row, _)| !row.is_empty())
            .filter_map(|(_, block)| *block)
            .collect();
        there.sort_unstable();
        there.dedup();
        let place = |block: &Option<usize>| block.and_then(|block| there.binary_search(&block).ok());
        // Those of no block have no vote left.
        let block_of: Vec<usize> = blocks.iter().map(|block| place(block).unwrap_or_default()).collect();
        let mut recorded = Recorded { votes, block_of, blocks: there.len(), tau, truth: Vec::new() };
        let mut counts = vec![Counts::default(); recorded.blocks * recorded.votes.statements()];
        for (row, block) in recorded.votes.rows().zip(&recorded.block_of) {
            for answer in row {
                add(&mut counts[answer.statement() * recorded.blocks + block], *answer);
            }
        }
        let of = |block: usize, statement: usize| counts[statement * recorded.blocks + block];
        recorded.truth = recorded.holding(of);
        Ok(recorded)
    }

    /// Which statements hold in every block, over all votes.
    #[must_use]
    pub fn truth(&self) -> &[bool] {
        &self.truth
    }

    /// How many votes can be served.
    #[must_use]
    pub fn votes(&self) -> usize {
        self.votes.votes()
    }

    /// How many blocks have votes.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// Replays the conversation by a strategy up to the largest of `parts` of all votes, and says what was found after
    /// each, in the order given. One seed, one result.
    ///
    /// # Errors
    /// [`ReplayError`] for a part that is no share or a strategy that cannot be followed.
    pub fn replay(&self, strategy: Strategy, parts: &[f64], seed: u64) -> Result<Vec<Measured>, ReplayError> {
        let mut ends: Vec<(usize, usize)> = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            ends.push((self.end(*part)?, at));
        }
        ends.sort_unstable();
        let mut state = State::new(self.blocks, self.votes.statements(), strategy)?;
        let mut visits = Visits::new(&self.votes, Chance::new(seed));
        let (mut seen, mut measured) = (0, Vec::with_capacity(ends.len()));
        for (end, at) in ends {
            while seen < end {
                visits.serve(&mut state, &self.block_of);
                seen += 1;
            }
            measured.push((at, self.measure(&state, seen)?));
        }
        measured.sort_unstable_by_key(|(at, _)| *at);
        Ok(measured.into_iter().map(|(_, measured)| measured).collect())
    }

    /// How many votes a part is.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a number of votes, rounded"
    )]
    fn end(&self, part: f64) -> Result<usize, ReplayError> {
        if !(0.0..=1.0).contains(&part) {
            return Err(ReplayError::Part(part));
        }
        Ok(((part * self.votes() as f64).round() as usize).min(self.votes()))
    }

    fn measure(&self, state: &State, votes: usize) -> Result<Measured, ReplayError> {
        let observed = self.holding(|block, statement| state.counts(block, statement));
        Ok(Measured {
            votes,
            observed: self.score(&observed),
            probable: self.score(&most_f1(&self.probabilities(state)?)),
        })
    }

    /// Whatever the strategy was: by the counts alone.
    fn probabilities(&self, state: &State) -> Result<Vec<f64>, ReplayError> {
        let (tau, statements) = (self.tau, self.votes.statements());
        let mut same = State::new(self.blocks, statements, Strategy::Threshold { tau, audit: 1.0 })?;
        for statement in 0..statements {
            for block in 0..self.blocks {
                same.set(block, statement, state.counts(block, statement));
            }
        }
        Ok((0..statements).map(|statement| same.probability(statement)).collect())
    }

    /// On which statements every block has an answer and at least τ of its answers agree.
    fn holding(&self, counts: impl Fn(usize, usize) -> Counts) -> Vec<bool> {
        let holds = |votes: Counts| {
            let answers = crate::state::real(votes.answers());
            // 3 of 5 is not below 0.6, whatever 0.6 is in binary.
            answers > 0.0 && crate::state::real(votes.agree) >= self.tau * answers - 1e-9 * answers
        };
        let in_all = |statement| (0..self.blocks).all(|block| holds(counts(block, statement)));
        (0..self.votes.statements()).map(|statement| self.blocks > 0 && in_all(statement)).collect()
    }

    fn score(&self, found: &[bool]) -> Score {
        let number = |held: &dyn Fn(bool, bool) -> bool| {
            found.iter().zip(&self.truth).filter(|(found, holds)| held(**found, **holds)).count()
        };
        Score {
            found: number(&|found, _| found),
            hold: number(&|_, holds| holds),
            both: number(&|found, holds| found && holds),
        }
    }
}

fn add(counts: &mut Counts, answer: Answer) {
    match answer.sign() {
        1 => counts.agree += 1,
        0 => counts.pass += 1,
        _ => counts.disagree += 1,
    }
}

/// Who comes next, and what they were not asked yet.
struct Visits {
    chance: Chance,
    /// One entry for each vote: its person. The first `come` have come.
    order: Vec<u32>,
    come: usize,
    /// Each person's answers that were not asked yet, ascending, at the beginning of their part.
    answers: Vec<Answer>,
    starts: Vec<usize>,
    left: Vec<usize>,
    /// Room for the candidates of one visit.
    candidates: Vec<usize>,
}

impl Visits {
    fn new(votes: &VoteMatrix, chance: Chance) -> Visits {
        let rows = || votes.rows().map(<[Answer]>::len);
        Visits {
            chance,
            order: (0u32..).zip(rows()).flat_map(|(person, row)| std::iter::repeat_n(person, row)).collect(),
            come: 0,
            answers: votes.answers().collect(),
            starts: votes.starts().to_vec(),
            left: rows().collect(),
            candidates: Vec::new(),
        }
    }

    /// One visit, while somebody is left.
    fn serve(&mut self, state: &mut State, block_of: &[usize]) {
        let waiting = self.order.len() - self.come;
        if waiting == 0 {
            return;
        }
        let drawn = self.come + self.chance.below(waiting);
        self.order.swap(self.come, drawn);
        let person = self.order[self.come] as usize;
        self.come += 1;
        let row = &mut self.answers[self.starts[person]..][..self.left[person]];
        self.candidates.clear();
        self.candidates.extend(row.iter().map(|answer| answer.statement()));
        let block = block_of[person];
        let Some(choice) = next_among(state, Some(block), &self.candidates, self.chance.bits()) else {
            return;
        };
        let place = self.candidates.binary_search(&choice.statement).unwrap_or_default();
        let answer = row[place];
        row.copy_within(place + 1.., place);
        self.left[person] -= 1;
        state.record(block, answer.statement(), answer.vote());
    }
}

/// The set for which the expected 2·both / (found + hold), its parts taken at their expectation, is largest: the most
/// probable statements down to some place.
fn most_f1(probabilities: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*b].total_cmp(&probabilities[*a]).then(a.cmp(b)));
    let hold: f64 = probabilities.iter().sum();
    let (mut both, mut found, mut best, mut cut) = (0.0, 0.0, 0.0, 0);
    for (place, statement) in order.iter().enumerate() {
        both += probabilities[*statement];
        found += 1.0;
        let f1 = 2.0 * both / (found + hold);
        if f1 > best {
            (best, cut) = (f1, place + 1);
        }
    }
    let mut set = vec![false; probabilities.len()];
    order[..cut].iter().for_each(|statement| set[*statement] = true);
    set
}

#[expect(clippy::cast_precision_loss, reason = "numbers of statements")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
