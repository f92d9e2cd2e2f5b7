//! What one party's answers to one statement say of the share of that party on one side.

use crate::anytime;
use crate::engine::EngineError;
use crate::prior::Prior;
use crate::settings::Evidence;
use crate::special::{beta_quantile, beta_tails, ln_beta};
use libm::exp;
use tally::{Counts, WeightedCounts};

/// Rosters are counted out exactly while at most so many members are unasked. Beyond that the Beta posterior of
/// an endless roster stands in; it is wider, so nothing is certified that the exact count would not certify.
const EXACT_UNASKED: u64 = 5_000;

/// One party's answers to one statement, as evidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answers {
    pub people: Counts,
    /// Effective numbers: people, or with unequal weights n_eff = (Σw)²/Σw² times the weighted share.
    pub agree: f64,
    pub pass: f64,
    pub disagree: f64,
    pub roster: Option<u64>,
    pub plain: bool,
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

impl Answers {
    pub(crate) fn new(people: Counts, weighted: WeightedCounts, roster: Option<u64>) -> Answers {
        let plain = weighted.is_plain(people);
        let (agree, pass, disagree) = if plain || weighted.total() == 0 {
            let none = weighted.total() == 0 && !plain;
            let zero = |count| if none { 0.0 } else { real(count) };
            (zero(people.agree), zero(people.pass), zero(people.disagree))
        } else {
            let total = real(weighted.total());
            #[expect(clippy::cast_precision_loss, reason = "an effective number is a measure, not a count")]
            let effective = total * total / weighted.squares as f64;
            let scale = |side| effective * real(side) / total;
            (scale(weighted.agree), scale(weighted.pass), scale(weighted.disagree))
        };
        Answers { people, agree, pass, disagree, roster, plain }
    }

    pub(crate) fn total(self) -> f64 {
        self.agree + self.pass + self.disagree
    }

    /// The same answers with agree and disagree exchanged.
    pub(crate) fn mirrored(self) -> Answers {
        let people = Counts { agree: self.people.disagree, disagree: self.people.agree, ..self.people };
        Answers { people, agree: self.disagree, disagree: self.agree, ..self }
    }

    /// Without the most favourable share of voters: all of them taken to have agreed.
    pub(crate) fn without_fakes(self, share: f64) -> Answers {
        let agree = (self.agree - share * self.total()).max(0.0);
        Answers { agree, plain: false, roster: None, ..self }
    }

    /// Whether everybody who could answer has.
    pub(crate) fn exhausted(self) -> bool {
        self.roster.is_some_and(|roster| roster <= self.people.answers())
    }

    /// What these answers say of the share that agrees.
    pub(crate) fn belief(self, prior: Prior, evidence: Evidence) -> Result<Belief, EngineError> {
        let kappa = prior.concentration();
        let (alpha, beta) = (self.agree + prior.agree, self.total() - self.agree + kappa - prior.agree);
        let unasked = self.roster.filter(|_| self.plain).map(|roster| roster - self.people.answers());
        Ok(match (unasked, evidence) {
            (Some(0), _) => Belief::Known { side: self.people.agree, roster: self.people.answers() },
            (_, Evidence::Anytime) => Belief::Anytime { agree: self.agree, answers: self.total() },
            (Some(unasked), Evidence::Fixed) if unasked <= EXACT_UNASKED => {
                Belief::Finite(Finite::new(self.people.agree, self.people.answers(), unasked, alpha, beta))
            }
            _ => Belief::Endless { alpha, beta },
        })
    }

    /// The probability that more of the party agree than disagree.
    ///
    /// Exact once the whole roster answered; before that agree against disagree is Beta distributed.
    pub(crate) fn leans_for(self, prior: Prior, evidence: Evidence) -> Result<f64, EngineError> {
        if self.exhausted() && self.plain {
            return Ok(if self.people.agree > self.people.disagree { 1.0 } else { 0.0 });
        }
        match evidence {
            Evidence::Fixed => {
                Ok(beta_tails(self.agree + prior.agree, self.disagree + prior.disagree, 0.5)?.upper)
            }
            Evidence::Anytime => Ok(1.0 - anytime::below(self.agree, self.agree + self.disagree, 0.5)),
        }
    }
}

/// What is believed of a share.
#[derive(Clone, Debug)]
pub(crate) enum Belief {
    /// Everybody was asked: a fact.
    Known { side: u64, roster: u64 },
    /// A roster with some unasked, counted out.
    Finite(Finite),
    /// An open crowd: Beta(alpha, beta).
    Endless { alpha: f64, beta: f64 },
    /// Bounds for live use.
    Anytime { agree: f64, answers: f64 },
}

/// Shares are compared as whole people; this absorbs the rounding of τ·M so that 3 of 5 is not below 0.6.
const SLACK: f64 = 1e-9;

impl Belief {
    /// Probability (or its bound) that the share is below `share`.
    pub(crate) fn below(&self, share: f64) -> Result<f64, EngineError> {
        Ok(match self {
            Belief::Known { side, roster } => f64::from(real(*side) < share * real(*roster) - SLACK),
            Belief::Finite(finite) => finite.fewer_than(share * real(finite.roster) - SLACK),
            Belief::Endless { alpha, beta } => beta_tails(*alpha, *beta, share)?.lower,
            Belief::Anytime { agree, answers } => anytime::below(*agree, *answers, share),
        })
    }

    /// Probability (or its bound) that the share is above `share`.
    pub(crate) fn above(&self, share: f64) -> Result<f64, EngineError> {
        Ok(match self {
            Belief::Known { side, roster } => f64::from(real(*side) > share * real(*roster) + SLACK),
            Belief::Finite(finite) => finite.more_than(share * real(finite.roster) + SLACK),
            Belief::Endless { alpha, beta } => beta_tails(*alpha, *beta, share)?.upper,
            Belief::Anytime { agree, answers } => anytime::above(*agree, *answers, share),
        })
    }

    /// The share of which at most `error` lies below.
    pub(crate) fn at_least(&self, error: f64) -> Result<f64, EngineError> {
        Ok(match self {
            Belief::Known { side, roster } => real(*side) / real(*roster).max(1.0),
            Belief::Finite(finite) => finite.at_least(error),
            Belief::Endless { alpha, beta } => beta_quantile(*alpha, *beta, error)?,
            Belief::Anytime { agree, answers } => anytime::lower(*agree, *answers, error),
        })
    }

    /// The share of which at most `error` lies above.
    pub(crate) fn at_most(&self, error: f64) -> Result<f64, EngineError> {
        Ok(match self {
            Belief::Known { side, roster } => real(*side) / real(*roster).max(1.0),
            Belief::Finite(finite) => finite.at_most(error),
            Belief::Endless { alpha, beta } => beta_quantile(*alpha, *beta, 1.0 - error)?,
            Belief::Anytime { agree, answers } => 1.0 - anytime::lower(answers - agree, *answers, error),
        })
    }

    /// The expected share.
    pub(crate) fn mean(&self) -> f64 {
        match self {
            Belief::Known { side, roster } => real(*side) / real(*roster).max(1.0),
            Belief::Finite(finite) => finite.mean,
            Belief::Endless { alpha, beta } => alpha / (alpha + beta),
            Belief::Anytime { agree, answers } => {
                if *answers > 0.0 {
                    agree / answers
                } else {
                    0.5
                }
            }
        }
    }
}

/// A roster of which some are unasked: the final number on one side is the number so far plus a beta-binomial.
#[derive(Clone, Debug)]
pub(crate) struct Finite {
    roster: u64,
    so_far: u64,
    mean: f64,
    /// `below[j]` = P(fewer than j of the unasked join the side), `from[j]` = P(at least j do); j = 0..=unasked + 1.
    below: Vec<f64>,
    from: Vec<f64>,
}

impl Finite {
    fn new(so_far: u64, answers: u64, unasked: u64, alpha: f64, beta: f64) -> Finite {
        let masses = beta_binomial(unasked, alpha, beta);
        let sums = |items: &mut dyn Iterator<Item = &f64>| {
            let mut sum = 0.0;
            let mut out = vec![0.0];
            items.for_each(|mass| {
                sum += mass;
                out.push(sum.min(1.0));
            });
            out
        };
        let below = sums(&mut masses.iter());
        let mut from = sums(&mut masses.iter().rev());
        from.reverse();
        let roster = answers + unasked;
        let mean = (real(so_far) + real(unasked) * alpha / (alpha + beta)) / real(roster);
        Finite { roster, so_far, mean, below, from }
    }

    /// P(final number < bound) for a real bound.
    fn fewer_than(&self, bound: f64) -> f64 {
        self.below[self.step(libm::ceil(bound))]
    }

    /// P(final number > bound) for a real bound.
    fn more_than(&self, bound: f64) -> f64 {
        self.from[self.step(libm::floor(bound) + 1.0)]
    }

    /// How many of the unasked must join for the final number to reach `number`, within the table.
    fn step(&self, number: f64) -> usize {
        let last = self.below.len() - 1;
        let joins =
            (number - real(self.so_far)).clamp(0.0, f64::from(u32::try_from(last).unwrap_or(u32::MAX)));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the table")]
        let joins = joins as usize;
        joins
    }

    fn at_least(&self, error: f64) -> f64 {
        let joins = self.below.iter().rposition(|&p| p <= error).unwrap_or(0).min(self.below.len() - 2);
        (real(self.so_far) + real(joins as u64)) / real(self.roster)
    }

    fn at_most(&self, error: f64) -> f64 {
        let joins = self.from.iter().position(|&p| p <= error).unwrap_or(1).max(1) - 1;
        (real(self.so_far) + real(joins as u64)) / real(self.roster)
    }
}

/// Probabilities of 0..=n from a beta-binomial, by recurrence outward from near its mean.
fn beta_binomial(n: u64, alpha: f64, beta: f64) -> Vec<f64> {
    let total = real(n);
    let mean = libm::floor(total * alpha / (alpha + beta));
    let ln_choose = -libm::log(total + 1.0) - ln_beta(mean + 1.0, total - mean + 1.0);
    let peak = exp(ln_choose + ln_beta(mean + alpha, total - mean + beta) - ln_beta(alpha, beta));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= mean <= n <= 5000")]
    let (size, start) = (n as usize + 1, mean as usize);
    let mut masses = vec![0.0; size];
    masses[start] = peak;
    let ratio = |x: f64| (total - x) / (x + 1.0) * (alpha + x) / (beta + total - x - 1.0);
    for j in start + 1..size {
        masses[j] = masses[j - 1] * ratio(real(j as u64) - 1.0);
    }
    for j in (0..start).rev() {
        masses[j] = masses[j + 1] / ratio(real(j as u64));
    }
    let sum: f64 = masses.iter().sum();
    masses.iter_mut().for_each(|mass| *mass /= sum);
    masses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beta_binomial_with_equal_shapes_of_one_is_uniform() {
        for mass in beta_binomial(9, 1.0, 1.0) {
            assert!((mass - 0.1).abs() < 1e-14);
        }
    }

    #[test]
    fn three_of_five_is_sixty_per_cent() {
        let all = Counts { agree: 3, pass: 1, disagree: 1 };
        let answers = Answers::new(
            all,
            WeightedCounts { agree: 3000, pass: 1000, disagree: 1000, squares: 5_000_000 },
            Some(5),
        );
        let belief = answers.belief(Prior::FLAT, Evidence::Fixed).expect("known");
        assert_eq!(belief.below(0.6).expect("known"), 0.0);
        assert_eq!(belief.above(0.6).expect("known"), 0.0);
        assert_eq!(belief.below(0.61).expect("known"), 1.0);
    }

    #[test]
    fn a_finite_roster_counts_out_the_unasked() {
        // Two of three agreed; the third agrees with probability (2 + 2/3) / (3 + 2) under the flat prior.
        let finite = Finite::new(2, 2, 1, 2.0 + 2.0 / 3.0, 4.0 / 3.0);
        assert!((finite.more_than(2.5) - (8.0 / 3.0) / 4.0).abs() < 1e-14);
        assert_eq!(finite.fewer_than(2.0), 0.0);
        assert_eq!(finite.more_than(3.0), 0.0);
    }
}
