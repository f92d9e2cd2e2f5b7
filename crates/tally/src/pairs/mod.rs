//! How the answers to every two statements go together, in exact integers.
//!
//! With o = 1 where a person answered and x = 1, 0, −1 for agree, pass and disagree, a [`PairSums`] holds for every
//! two statements j ≤ k over all people Σ oⱼoₖ, Σ xⱼxₖ, Σ xⱼoₖ and Σ xₖoⱼ. They add up over people, so that the
//! same votes give the same sums however they were split; and every covariance of the answers, with whatever is
//! put where nobody answered, is a function of them.

mod bits;
mod choose;
mod encode;
mod sparse;

pub use choose::Kernel;
pub use encode::PAIRS_FORMAT;

use crate::{Answer, VoteMatrix};
use rayon::prelude::*;

/// The sums over the people who answered both of two statements, the first not after the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairSum {
    /// How many answered both.
    pub both: i64,
    /// The sum of the products of their two answers.
    pub product: i64,
    /// The sum of their answers to the first.
    pub first: i64,
    /// The sum of their answers to the second.
    pub second: i64,
}

impl PairSum {
    fn of(first: Answer, second: Answer) -> PairSum {
        let (first, second) = (i64::from(first.sign()), i64::from(second.sign()));
        PairSum { both: 1, product: first * second, first, second }
    }

    fn plus(self, other: PairSum) -> PairSum {
        PairSum {
            both: self.both + other.both,
            product: self.product + other.product,
            first: self.first + other.first,
            second: self.second + other.second,
        }
    }

    fn minus(self, other: PairSum) -> PairSum {
        PairSum {
            both: self.both - other.both,
            product: self.product - other.product,
            first: self.first - other.first,
            second: self.second - other.second,
        }
    }

    /// Whether some people's answers could give these sums: nobody adds more than one to any of them.
    fn is_possible(self) -> bool {
        let within = |sum: i64| sum.unsigned_abs() <= self.both.unsigned_abs();
        self.both >= 0 && within(self.product) && within(self.first) && within(self.second)
    }
}

/// Why pair sums cannot be changed so. Nothing has been changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairError {
    /// Two sums of different numbers of statements.
    #[error("pair sums of {ours} statements do not go with {theirs}; both must be counted over the same")]
    Statements {
        /// How many are here.
        ours: usize,
        /// How many the other has.
        theirs: usize,
    },
    /// What should be taken away was never counted.
    #[error("these answers were not counted, so they cannot be taken away")]
    NotCounted,
    /// More than 2⁶³ − 1 people.
    #[error("more than 2^63 - 1 people")]
    Overflow,
}

/// The sums for every two of so many statements.
///
/// ```
/// use tally::{Answer, PairSums, VoteMatrix};
/// use terms::Vote;
///
/// let mut votes = VoteMatrix::new(2);
/// votes.push([Answer::new(0, Vote::Agree), Answer::new(1, Vote::Disagree)])?;
/// votes.push([Answer::new(1, Vote::Agree)])?;
/// let sums = PairSums::count(&votes);
/// assert_eq!((sums.pair(0, 1).both, sums.pair(0, 1).product), (1, -1));
/// assert_eq!((sums.pair(1, 1).both, sums.pair(1, 1).first), (2, 0));
/// # Ok::<(), tally::NoSuchStatement>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairSums {
    statements: usize,
    people: i64,
    /// The upper triangle by rows: (0, 0), (0, 1) …, (1, 1), (1, 2) ….
    cells: Vec<PairSum>,
}

impl PairSums {
    /// How many bytes the sums over so many statements take: about 16 for each pair in order, so 16 MB for a
    /// thousand statements and 1.6 GB for ten thousand; while counting, a quarter more. Ask before counting; with many statements, work on the votes
    /// themselves instead.
    #[must_use]
    pub fn bytes(statements: usize) -> u128 {
        let statements = statements as u128;
        statements * (statements + 1) / 2 * size_of::<PairSum>() as u128
    }

    /// The sums over nobody.
    #[must_use]
    pub fn new(statements: usize) -> PairSums {
        PairSums { statements, people: 0, cells: vec![PairSum::default(); statements * (statements + 1) / 2] }
    }

    /// The sums over all people of a matrix, by whichever kernel is estimated to be faster for each block of people.
    /// How many threads there are makes no difference to the sums.
    #[must_use]
    pub fn count(votes: &VoteMatrix) -> PairSums {
        PairSums::count_by(votes, None)
    }

    /// The same by one kernel, for those who compare them.
    #[must_use]
    pub fn count_by(votes: &VoteMatrix, kernel: Option<Kernel>) -> PairSums {
        let mut sums = PairSums::new(votes.statements());
        sums.people = votes.rows().filter(|row| !row.is_empty()).count() as i64;
        for block in choose::blocks(votes) {
            let mut rows = triangle_rows(votes.statements(), &mut sums.cells);
            match kernel.unwrap_or_else(|| Kernel::for_block(votes, &block)) {
                Kernel::Sparse => sparse::add(votes, block, &mut rows),
                Kernel::Bits => bits::add(votes, block, &mut rows),
            }
        }
        sums
    }

    /// Over how many statements.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.statements
    }

    /// How many people gave at least one answer.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.people.unsigned_abs()
    }

    /// The sums for two statements, in either order; `first` and `second` follow the order asked for.
    ///
    /// # Panics
    /// Where a position is not below [`PairSums::statements`].
    #[must_use]
    pub fn pair(&self, first: usize, second: usize) -> PairSum {
        if first <= second {
            return self.cells[self.place(first, second)];
        }
        let sum = self.cells[self.place(second, first)];
        PairSum { first: sum.second, second: sum.first, ..sum }
    }

    /// The sums of one statement with itself and each after it.
    ///
    /// # Panics
    /// Where the position is not below [`PairSums::statements`].
    #[must_use]
    pub fn from(&self, statement: usize) -> &[PairSum] {
        let begin = self.place(statement, statement);
        &self.cells[begin..begin + self.statements - statement]
    }

    /// Takes in the people of another count.
    ///
    /// # Errors
    /// [`PairError::Statements`], [`PairError::Overflow`].
    pub fn merge(&mut self, other: &PairSums) -> Result<(), PairError> {
        self.must_match(other.statements)?;
        // No sum is ever larger than the number of people, so that they need no look of their own.
        self.people = self.people.checked_add(other.people).ok_or(PairError::Overflow)?;
        self.cells.par_iter_mut().zip(&other.cells).for_each(|(cell, more)| *cell = cell.plus(*more));
        Ok(())
    }

    /// Takes the people of another count away again.
    ///
    /// # Errors
    /// [`PairError::Statements`]; [`PairError::NotCounted`] where what would be left is no possible count.
    pub fn subtract(&mut self, other: &PairSums) -> Result<(), PairError> {
        self.must_match(other.statements)?;
        let left =
            self.cells.par_iter().zip(&other.cells).all(|(cell, less)| cell.minus(*less).is_possible());
        if !left || other.people > self.people {
            return Err(PairError::NotCounted);
        }
        self.people -= other.people;
        self.cells.par_iter_mut().zip(&other.cells).for_each(|(cell, less)| *cell = cell.minus(*less));
        Ok(())
    }

    /// One person's answer to one statement comes, changes or goes; `rest` are that person's answers to the others.
    /// This costs one step for each of those.
    ///
    /// # Errors
    /// [`PairError::Statements`] for an answer to no statement of these, or a `rest` that holds the statement itself;
    /// [`PairError::NotCounted`] where the answer before was not counted; [`PairError::Overflow`].
    pub fn change(
        &mut self,
        rest: &[Answer],
        before: Option<Answer>,
        after: Option<Answer>,
    ) -> Result<(), PairError> {
        let own = before.or(after).map_or(usize::MAX, Answer::statement);
        let foreign = |answer: &Answer| answer.statement() >= self.statements;
        let strange = after.is_some_and(|answer| answer.statement() != own)
            || rest.iter().any(|answer| foreign(answer) || answer.statement() == own);
        if before.iter().chain(&after).any(foreign) || strange {
            return Err(PairError::Statements { ours: self.statements, theirs: own });
        }
        let people = i64::from(rest.is_empty()) * (i64::from(after.is_some()) - i64::from(before.is_some()));
        let people = self.people.checked_add(people).ok_or(PairError::Overflow)?;
        if people < 0 || !self.can_lose(rest, before) {
            return Err(PairError::NotCounted);
        }
        self.people = people;
        if let Some(before) = before {
            self.each_pair(rest, before, PairSum::minus);
        }
        if let Some(after) = after {
            self.each_pair(rest, after, PairSum::plus);
        }
        Ok(())
    }

    fn can_lose(&self, rest: &[Answer], before: Option<Answer>) -> bool {
        let own = before.iter().map(|&before| (before, before));
        let others = before.iter().flat_map(|&before| rest.iter().map(move |&other| (before, other)));
        own.chain(others)
            .all(|(a, b)| self.pair(a.statement(), b.statement()).minus(PairSum::of(a, b)).is_possible())
    }

    fn each_pair(&mut self, rest: &[Answer], own: Answer, sum: impl Fn(PairSum, PairSum) -> PairSum) {
        let mut put = |a: Answer, b: Answer| {
            let place = self.place(a.statement(), b.statement());
            self.cells[place] = sum(self.cells[place], PairSum::of(a, b));
        };
        put(own, own);
        for &other in rest {
            if own < other {
                put(own, other);
            } else {
                put(other, own);
            }
        }
    }

    fn must_match(&self, statements: usize) -> Result<(), PairError> {
        if statements == self.statements {
            return Ok(());
        }
        Err(PairError::Statements { ours: self.statements, theirs: statements })
    }

    /// Where the pair lies: before row j lie S + (S − 1) + … cells, j of these terms.
    fn place(&self, first: usize, second: usize) -> usize {
        assert!(first <= second && second < self.statements, "a pair of statements in order");
        first * (2 * self.statements + 1 - first) / 2 + (second - first)
    }
}

/// The triangle as one slice for each first statement, so that threads can fill it without sharing a cell.
fn triangle_rows(statements: usize, mut cells: &mut [PairSum]) -> Vec<&mut [PairSum]> {
    let mut rows = Vec::with_capacity(statements);
    for statement in 0..statements {
        let (row, rest) = cells.split_at_mut(statements - statement);
        rows.push(row);
        cells = rest;
    }
    rows
}
