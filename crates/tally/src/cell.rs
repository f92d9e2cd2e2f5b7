//! The counts of one block on one statement.

use crate::TallyError;
use terms::{Vote, Weight};

/// How many people of a block gave each answer. Whole people, whatever their weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People who agree.
    pub agree: u64,
    /// People who were asked and took no side.
    pub pass: u64,
    /// People who disagree.
    pub disagree: u64,
}

impl Counts {
    /// How many answered; a pass is an answer.
    #[must_use]
    pub fn answers(self) -> u64 {
        self.agree + self.pass + self.disagree
    }

    /// Whether nobody answered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Counts::default()
    }

    /// The count of one kind of answer.
    #[must_use]
    pub fn of(self, vote: Vote) -> u64 {
        match vote {
            Vote::Agree => self.agree,
            Vote::Pass => self.pass,
            Vote::Disagree => self.disagree,
        }
    }

    /// The same, to be changed.
    #[must_use]
    pub fn of_mut(&mut self, vote: Vote) -> &mut u64 {
        match vote {
            Vote::Agree => &mut self.agree,
            Vote::Pass => &mut self.pass,
            Vote::Disagree => &mut self.disagree,
        }
    }

    /// The sum of both.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond 2⁶⁴ − 1 people.
    pub fn plus(self, other: Counts) -> Result<Counts, TallyError> {
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(TallyError::Overflow);
        Ok(Counts {
            agree: add(self.agree, other.agree)?,
            pass: add(self.pass, other.pass)?,
            disagree: add(self.disagree, other.disagree)?,
        })
    }
}

/// The same counts with every person at their weight, in thousandths, and the sum of squared weights.
///
/// With all weights at one person these are the plain counts times 1000 and 1 000 000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeightedCounts {
    /// Sum of the weights of those who agree, in thousandths.
    pub agree: u64,
    /// Sum of the weights of those who pass, in thousandths.
    pub pass: u64,
    /// Sum of the weights of those who disagree, in thousandths.
    pub disagree: u64,
    /// Sum of all squared weights, in millionths.
    pub squares: u128,
}

impl WeightedCounts {
    /// Sum of all weights, in thousandths.
    #[must_use]
    pub fn total(self) -> u64 {
        self.agree + self.pass + self.disagree
    }

    /// Whether every one of `counts` weighed exactly one person.
    #[must_use]
    pub fn is_plain(self, counts: Counts) -> bool {
        self == WeightedCounts::plain(counts)
    }

    pub(crate) fn plain(counts: Counts) -> WeightedCounts {
        WeightedCounts {
            agree: counts.agree * 1000,
            pass: counts.pass * 1000,
            disagree: counts.disagree * 1000,
            squares: u128::from(counts.answers()) * 1_000_000,
        }
    }

    pub(crate) fn of_mut(&mut self, vote: Vote) -> &mut u64 {
        match vote {
            Vote::Agree => &mut self.agree,
            Vote::Pass => &mut self.pass,
            Vote::Disagree => &mut self.disagree,
        }
    }

    /// The sum of both.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond 2⁶⁴ − 1.
    pub fn plus(self, other: WeightedCounts) -> Result<WeightedCounts, TallyError> {
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(TallyError::Overflow);
        Ok(WeightedCounts {
            agree: add(self.agree, other.agree)?,
            pass: add(self.pass, other.pass)?,
            disagree: add(self.disagree, other.disagree)?,
            squares: self.squares.checked_add(other.squares).ok_or(TallyError::Overflow)?,
        })
    }
}

pub(crate) fn square(weight: Weight) -> u128 {
    u128::from(weight.thousandths()) * u128::from(weight.thousandths())
}
