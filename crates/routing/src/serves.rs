//! Whether the choice has bent the result: answers with the chances under which they were asked for.

use crate::state::real;
use tally::{Counts, TallyError};
use terms::Vote;

/// In millionths, as a forum notes it.
const CERTAIN: u128 = 1_000_000;
/// So many answers in each stream before they are compared.
pub const LEAST_ANSWERS: u64 = 10;
/// Standard errors beyond which the streams are said to differ.
const ALARM: f64 = 3.0;

/// Answers of one kind, each weighing one over its chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weighed {
    /// Σ 1/π in millionths.
    weights: u128,
    /// Σ 1/π² in millionths of millionths.
    squares: u128,
}

impl Weighed {
    fn plus(self, other: Weighed) -> Result<Weighed, TallyError> {
        let add = |a: u128, b: u128| a.checked_add(b).ok_or(TallyError::Overflow);
        Ok(Weighed { weights: add(self.weights, other.weights)?, squares: add(self.squares, other.squares)? })
    }
}

/// How a statement came to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// By what the strategy prefers.
    Routed,
    /// Drawn from all alike.
    Audit,
}

/// The answers of one block to one statement, by how they came to be asked for. Integers only: merging is exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Serves {
    routed: Counts,
    audit: Counts,
    agree: Weighed,
    others: Weighed,
}

/// A share with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The share.
    pub share: f64,
    /// Its standard error.
    pub error: f64,
}

impl Serves {
    /// One more answer, asked for with the chance `millionths`, from 1 to a million; what lies outside counts as the
    /// nearer end.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond what the sums hold; nothing is added then.
    pub fn record(&mut self, vote: Vote, millionths: u32, stream: Stream) -> Result<(), TallyError> {
        let weight = CERTAIN * CERTAIN / u128::from(millionths).clamp(1, CERTAIN);
        let one = Weighed { weights: weight, squares: weight * weight };
        let mut answer = Serves::default();
        let votes = match stream {
            Stream::Routed => &mut answer.routed,
            Stream::Audit => &mut answer.audit,
        };
        match vote {
            Vote::Agree => (votes.agree, answer.agree) = (1, one),
            Vote::Pass => (votes.pass, answer.others) = (1, one),
            Vote::Disagree => (votes.disagree, answer.others) = (1, one),
        }
        *self = self.plus(answer)?;
        Ok(())
    }

    /// The answers of both.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond what the sums hold.
    pub fn plus(self, other: Serves) -> Result<Serves, TallyError> {
        Ok(Serves {
            routed: self.routed.plus(other.routed)?,
            audit: self.audit.plus(other.audit)?,
            agree: self.agree.plus(other.agree)?,
            others: self.others.plus(other.others)?,
        })
    }

    /// The answers that came by a stream.
    #[must_use]
    pub fn of(&self, stream: Stream) -> Counts {
        match stream {
            Stream::Routed => self.routed,
            Stream::Audit => self.audit,
        }
    }

    /// The share that agrees with every answer weighing one over its chance (Hájek 1971), which a choice by what the
    /// person had answered before does not bend. The error is of the linearised ratio, from Σ1/π and Σ1/π² alone. `None`
    /// without an answer.
    #[must_use]
    pub fn weighed(&self) -> Option<Estimate> {
        let millionths = |number: u128| to_float(number) / 1e6;
        let (agree, others) = (millionths(self.agree.weights), millionths(self.others.weights));
        let all = agree + others;
        if all == 0.0 {
            return None;
        }
        let share = agree / all;
        let squares = |of: Weighed| to_float(of.squares) / 1e12;
        let spread = squares(self.agree) * (1.0 - share).powi(2) + squares(self.others) * share.powi(2);
        Some(Estimate { share, error: spread.sqrt() / all })
    }

    /// By how many standard errors those who were routed agree more often than those who were drawn; `None` with fewer
    /// than [`LEAST_ANSWERS`] of either. Each stream gets one agreement and one other answer on top (Agresti and Caffo
    /// 2000), without which a stream that is of one mind would have no error at all.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        if self.routed.answers() < LEAST_ANSWERS || self.audit.answers() < LEAST_ANSWERS {
            return None;
        }
        let of = |votes: Counts| {
            let answers = real(votes.answers()) + 2.0;
            let share = (real(votes.agree) + 1.0) / answers;
            (share, share * (1.0 - share) / answers)
        };
        let ((routed, one), (random, other)) = (of(self.routed), of(self.audit));
        Some((routed - random) / (one + other).sqrt())
    }

    /// Whether the two streams differ by more than three standard errors.
    #[must_use]
    pub fn alarm(&self) -> bool {
        self.difference().is_some_and(|errors| errors.abs() > ALARM)
    }
}

#[expect(clippy::cast_precision_loss, reason = "the first 53 bits of a sum are far below its error")]
fn to_float(number: u128) -> f64 {
    number as f64
}
