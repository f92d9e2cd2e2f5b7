//! One party's answers to one statement, as evidence.

use crate::anytime;
use crate::belief::{Belief, Finite};
use crate::divide::Lean;
use crate::prior::Prior;
use crate::report::Direction;
use crate::settings::{Evidence, Settings};
use crate::special::{Beta, NotConverged};
use tally::{Counts, WeightedCounts};

/// Rosters are counted out exactly while at most so many members are unasked. Beyond that the Beta posterior of
/// an endless roster stands in; it is wider, so nothing is certified that the exact count would not certify.
const EXACT_UNASKED: u64 = 5_000;

/// One party's answers to one statement. Agree, pass and disagree are effective numbers: people, or with unequal
/// weights n_eff = (Σw)²/Σw² times the weighted share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answers {
    pub people: Counts,
    pub agree: f64,
    pub pass: f64,
    pub disagree: f64,
    /// How many more could answer; `None` without a roster.
    pub room: Option<u64>,
    /// Whether everybody weighs the same, so that people can be counted out.
    pub plain: bool,
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

impl Answers {
    /// `room`: how many of the roster did not answer.
    pub(crate) fn new(people: Counts, weighted: WeightedCounts, room: Option<u64>) -> Answers {
        if weigh_the_same(people, weighted) {
            let (agree, pass, disagree) = (real(people.agree), real(people.pass), real(people.disagree));
            return Answers { people, agree, pass, disagree, room, plain: true };
        }
        let total = real(weighted.total());
        #[expect(clippy::cast_precision_loss, reason = "an effective number is a measure, not a count")]
        let effective = if total > 0.0 { total * total / weighted.squares as f64 } else { 0.0 };
        let scale = |side| if total > 0.0 { effective * real(side) / total } else { 0.0 };
        let (agree, pass, disagree) = (scale(weighted.agree), scale(weighted.pass), scale(weighted.disagree));
        Answers { people, agree, pass, disagree, room, plain: false }
    }

    /// Of a block that was not asked.
    pub(crate) fn none() -> Answers {
        Answers::new(Counts::default(), WeightedCounts::default(), None)
    }

    pub(crate) fn total(&self) -> f64 {
        self.agree + self.pass + self.disagree
    }

    /// The worst that remains when up to this share of the voters is taken out: those who agree go first
    /// (`consensus-science` §5: A → A − αS, S → (1 − α)S while there are so many who agree).
    pub(crate) fn without_fakes(&self, share: f64) -> Answers {
        Answers { agree: (self.agree - share * self.total()).max(0.0), ..*self }
    }

    /// The same shares after so many more answers, or to the end of the roster.
    pub(crate) fn continued(&self, extra: u64) -> Answers {
        let added = self.added(extra);
        let grown = 1.0 + real(added) / real(self.people.answers()).max(1.0);
        let (agree, pass, disagree) = (self.agree * grown, self.pass * grown, self.disagree * grown);
        Answers { agree, pass, disagree, room: self.room.map(|room| room - added), ..*self }
    }

    /// How many of so many more answers the roster has room for.
    pub(crate) fn added(&self, extra: u64) -> u64 {
        self.room.map_or(extra, |room| room.min(extra))
    }

    /// Whether every member of the roster answered and weighs the same, so that the answers are the facts.
    pub(crate) fn is_fact(&self) -> bool {
        self.plain && self.room == Some(0) && self.total() > 0.0
    }

    /// How many more answers make the party asked: it is from the minimum of answers on, or its whole roster if
    /// smaller; passes are answers. Unequal weights must be worth as many full answers.
    pub(crate) fn missing(&self, settings: &Settings) -> u64 {
        let answers = self.people.answers();
        let minimum = settings.minimum_for(self.room.map(|room| room + answers)).max(1);
        let by_people = minimum.saturating_sub(answers);
        if self.plain {
            return by_people;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=minimum")]
        let by_weight = libm::ceil(real(minimum) - self.total()).max(0.0) as u64;
        by_people.max(by_weight)
    }

    /// What these answers say of the share on one side.
    pub(crate) fn belief(
        &self,
        direction: Direction,
        prior: &Prior,
        evidence: Evidence,
    ) -> Result<Belief, NotConverged> {
        let ((side, other), (alpha, beta)) = match direction {
            Direction::For => ((self.agree, self.disagree), (prior.agree, prior.disagree)),
            Direction::Against => ((self.disagree, self.agree), (prior.disagree, prior.agree)),
        };
        if self.is_fact() {
            return Ok(Belief::Known { side, roster: self.total() });
        }
        if evidence == Evidence::Anytime {
            return Ok(Belief::Anytime { agree: side, answers: self.total() });
        }
        let (alpha, beta) = (side + alpha, self.pass + prior.pass + other + beta);
        match self.room {
            Some(room) if self.plain && (1..=EXACT_UNASKED).contains(&room) => {
                Ok(Belief::Finite(Finite::new(side, self.total(), room, alpha, beta)))
            }
            _ => Ok(Belief::Endless(Beta::new(alpha, beta)?)),
        }
    }

    /// How probably (or by which bound) more agree than disagree, and more disagree than agree.
    ///
    /// Exact once the whole roster answered. Before that θ/(θ + δ) is Beta distributed under a Dirichlet; for a
    /// roster in part unasked this is the crowd it was drawn from, which is wider.
    pub(crate) fn leanings(&self, prior: &Prior, evidence: Evidence) -> Result<Lean, NotConverged> {
        let (to, against) = if self.is_fact() {
            (f64::from(self.agree > self.disagree), f64::from(self.disagree > self.agree))
        } else if evidence == Evidence::Anytime {
            let sided = self.agree + self.disagree;
            let sure = |side: f64| 1.0 - anytime::below(side, sided, 0.5);
            (sure(self.agree), sure(self.disagree))
        } else {
            let tails = Beta::new(self.agree + prior.agree, self.disagree + prior.disagree)?.tails(0.5)?;
            (tails.upper, tails.lower)
        };
        Ok(Lean { to, against })
    }
}

/// Whether all weights are equal: (Σw)² = S·Σw², by Cauchy and Schwarz. Nobody's weight may be nothing.
fn weigh_the_same(people: Counts, weighted: WeightedCounts) -> bool {
    if weighted.is_plain(people) {
        return true;
    }
    let total = u128::from(weighted.total());
    let spread = weighted.squares.checked_mul(u128::from(people.answers()));
    total > 0 && total.checked_mul(total) == spread
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(each: &[u64]) -> Answers {
        let people = Counts { agree: each.len() as u64, ..Counts::default() };
        let squares = each.iter().map(|&w| u128::from(w * w)).sum();
        Answers::new(
            people,
            WeightedCounts { agree: each.iter().sum(), squares, ..WeightedCounts::default() },
            None,
        )
    }

    #[test]
    fn equal_weights_count_as_people_and_unequal_ones_as_the_effective_number() {
        assert_eq!(weights(&[500; 4]).agree, 4.0);
        assert!(weights(&[500; 4]).plain);
        let unequal = weights(&[3000, 1000]);
        assert!((unequal.agree - 1.6).abs() < 1e-12 && !unequal.plain);
        assert_eq!(weights(&[0; 3]).agree, 0.0);
    }

    #[test]
    fn taking_out_more_who_agree_than_there_are_takes_nobody_else() {
        let cell = Answers { agree: 5.0, pass: 0.0, disagree: 95.0, ..weights(&[1000; 100]) };
        let rest = cell.without_fakes(0.1);
        assert_eq!((rest.agree, rest.disagree), (0.0, 95.0));
    }
}
