//! What is believed of the share of one party on one side.

use crate::answers::real;
use crate::anytime;
use crate::special::{Beta, NotConverged, ln_beta, ln_gamma_rise};
use libm::{exp, log, pow};

/// What is believed of a share.
#[derive(Clone, Debug)]
pub(crate) enum Belief {
    /// Everybody was asked: a fact.
    Known { side: f64, roster: f64 },
    /// A roster with some unasked, counted out.
    Finite(Finite),
    /// An open crowd.
    Endless(Beta),
    /// Bounds for live use.
    Anytime { agree: f64, answers: f64 },
}

/// A share of a roster as a number of people, and by how much rounding may have moved it: 3 of 5 is not below 0.6.
fn people(share: f64, roster: f64) -> (f64, f64) {
    let number = share * roster;
    (number, 1e-9 + 8.0 * f64::EPSILON * number)
}

impl Belief {
    /// Probability (or its bound) that the share is below `share`.
    pub(crate) fn below(&self, share: f64) -> Result<f64, NotConverged> {
        Ok(match self {
            Belief::Known { side, roster } => {
                let (number, slack) = people(share, *roster);
                f64::from(*side < number - slack)
            }
            Belief::Finite(finite) => finite.below(share),
            Belief::Endless(beta) => beta.tails(share)?.lower,
            Belief::Anytime { agree, answers } => anytime::below(*agree, *answers, share),
        })
    }

    /// Probability (or its bound) that the share is above `share`.
    pub(crate) fn above(&self, share: f64) -> Result<f64, NotConverged> {
        Ok(match self {
            Belief::Known { side, roster } => {
                let (number, slack) = people(share, *roster);
                f64::from(*side > number + slack)
            }
            Belief::Finite(finite) => finite.above(share),
            Belief::Endless(beta) => beta.tails(share)?.upper,
            Belief::Anytime { agree, answers } => anytime::above(*agree, *answers, share),
        })
    }

    /// Probability (or its bound) that the share is not above `share`.
    pub(crate) fn not_above(&self, share: f64) -> Result<f64, NotConverged> {
        match self {
            // At a whole number of people "not above" and "below" differ.
            Belief::Known { .. } | Belief::Finite(_) => Ok(1.0 - self.above(share)?),
            Belief::Endless(_) | Belief::Anytime { .. } => self.below(share),
        }
    }

    /// The largest share below which at most `error` lies.
    pub(crate) fn at_least(&self, error: f64) -> Result<f64, NotConverged> {
        Ok(match self {
            Belief::Known { side, roster } => side / roster,
            Belief::Finite(finite) => finite.at_least(error),
            Belief::Endless(beta) => beta.quantile(error)?,
            Belief::Anytime { agree, answers } => anytime::lower(*agree, *answers, error),
        })
    }

    /// The smallest share above which at most `error` lies.
    pub(crate) fn at_most(&self, error: f64) -> Result<f64, NotConverged> {
        Ok(match self {
            Belief::Known { side, roster } => side / roster,
            Belief::Finite(finite) => finite.at_most(error),
            Belief::Endless(beta) => beta.quantile(1.0 - error)?,
            Belief::Anytime { agree, answers } => 1.0 - anytime::lower(answers - agree, *answers, error),
        })
    }

    /// The expected share; half where nobody answered and no prior is used.
    pub(crate) fn mean(&self) -> f64 {
        match self {
            Belief::Known { side, roster } => side / roster,
            Belief::Finite(finite) => finite.mean,
            Belief::Endless(beta) => beta.mean(),
            Belief::Anytime { agree, answers } => {
                if *answers > 0.0 {
                    agree / answers
                } else {
                    0.5
                }
            }
        }
    }

    /// ln E[θ^weight]. For a Beta belief B(α + w, β)/B(α, β); live bounds take the uniform prior.
    pub(crate) fn ln_power(&self, weight: f64) -> f64 {
        let rise = |alpha: f64, sum: f64| ln_gamma_rise(alpha, weight) - ln_gamma_rise(sum, weight);
        match self {
            Belief::Known { side, roster } if side == roster => 0.0,
            Belief::Known { side, roster } => weight * log(side / roster),
            Belief::Finite(finite) => log(finite.power(weight)),
            Belief::Endless(beta) => rise(beta.shapes().0, beta.shapes().0 + beta.shapes().1),
            Belief::Anytime { agree, answers } => rise(agree + 1.0, answers + 2.0),
        }
    }
}

/// A roster of which some are unasked: the final number on one side is the number so far plus a beta-binomial.
#[derive(Clone, Debug)]
pub(crate) struct Finite {
    roster: f64,
    so_far: f64,
    mean: f64,
    /// Masses outside `first..` are below 1e-300 and left out.
    first: usize,
    /// `below[j]` = P(fewer than first + j of the unasked join the side), `from[j]` = P(at least as many do).
    below: Vec<f64>,
    from: Vec<f64>,
}

impl Finite {
    pub(crate) fn new(so_far: f64, answers: f64, unasked: u64, alpha: f64, beta: f64) -> Finite {
        let (first, masses) = beta_binomial(unasked, alpha, beta);
        let mut below = Vec::with_capacity(masses.len() + 1);
        let mut sum = 0.0_f64;
        below.push(0.0);
        for mass in &masses {
            sum += mass;
            below.push(sum.min(1.0));
        }
        let mut from = vec![0.0; masses.len() + 1];
        let mut sum = 0.0_f64;
        for (place, mass) in masses.iter().enumerate().rev() {
            sum += mass;
            from[place] = sum.min(1.0);
        }
        let roster = answers + real(unasked);
        let mean = (so_far + real(unasked) * alpha / (alpha + beta)) / roster;
        Finite { roster, so_far, mean, first, below, from }
    }

    /// P(final share < share).
    fn below(&self, share: f64) -> f64 {
        let (number, slack) = people(share, self.roster);
        self.below[self.step(libm::ceil(number - self.so_far - slack))]
    }

    /// P(final share > share).
    fn above(&self, share: f64) -> f64 {
        let (number, slack) = people(share, self.roster);
        self.from[self.step(libm::floor(number - self.so_far + slack) + 1.0)]
    }

    /// Where so many of the unasked joining stands in the table.
    fn step(&self, joins: f64) -> usize {
        let place = (joins - real(self.first as u64)).clamp(0.0, real(self.below.len() as u64 - 1));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the table")]
        let place = place as usize;
        place
    }

    fn share(&self, place: usize) -> f64 {
        (self.so_far + real((self.first + place) as u64)) / self.roster
    }

    fn at_least(&self, error: f64) -> f64 {
        let place = self.below.partition_point(|&p| p <= error).max(1) - 1;
        self.share(place.min(self.below.len() - 2))
    }

    fn at_most(&self, error: f64) -> f64 {
        let place = self.from.partition_point(|&p| p > error).max(1) - 1;
        self.share(place)
    }

    fn power(&self, weight: f64) -> f64 {
        let mass = |place: usize| self.below[place + 1] - self.below[place];
        (0..self.below.len() - 1).map(|place| mass(place) * pow(self.share(place), weight)).sum()
    }
}

/// Masses of a beta-binomial on 0..=n and the number the first belongs to: by recurrence outward from near its
/// mean until they vanish.
fn beta_binomial(n: u64, alpha: f64, beta: f64) -> (usize, Vec<f64>) {
    const LEAST: f64 = 1e-300;
    let total = real(n);
    let mean = libm::floor(total * alpha / (alpha + beta));
    let ln_choose = -log(total + 1.0) - ln_beta(mean + 1.0, total - mean + 1.0);
    let peak = exp(ln_choose + ln_beta(mean + alpha, total - mean + beta) - ln_beta(alpha, beta));
    let ratio = |x: f64| (total - x) / (x + 1.0) * (alpha + x) / (beta + total - x - 1.0);
    let mut down = Vec::new();
    let (mut at, mut mass) = (mean, peak);
    while at > 0.0 && mass > LEAST {
        at -= 1.0;
        mass /= ratio(at);
        down.push(mass);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= at <= n <= 5000")]
    let first = at as usize;
    down.reverse();
    let mut masses = down;
    masses.push(peak);
    let (mut at, mut mass) = (mean, peak);
    while at < total && mass > LEAST {
        mass *= ratio(at);
        at += 1.0;
        masses.push(mass);
    }
    let sum: f64 = masses.iter().sum();
    masses.iter_mut().for_each(|mass| *mass /= sum);
    (first, masses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beta_binomial_with_equal_shapes_of_one_is_uniform() {
        let (first, masses) = beta_binomial(9, 1.0, 1.0);
        assert_eq!((first, masses.len()), (0, 10));
        for mass in masses {
            assert!((mass - 0.1).abs() < 1e-14);
        }
    }

    #[test]
    fn three_of_five_is_sixty_per_cent() {
        let belief = Belief::Known { side: 3.0, roster: 5.0 };
        assert_eq!(belief.below(0.6).expect("known"), 0.0);
        assert_eq!(belief.above(0.6).expect("known"), 0.0);
        assert_eq!(belief.not_above(0.6).expect("known"), 1.0);
        assert_eq!(belief.below(0.61).expect("known"), 1.0);
    }

    #[test]
    fn every_share_in_whole_per_cent_of_a_roster_is_met_by_its_own_people() {
        for roster in [1_u64, 3, 7, 10, 100, 300, 999, 1_000_000_000] {
            for percent in (1..100_u64).filter(|percent| percent * roster % 100 == 0) {
                let belief = Belief::Known { side: real(percent * roster / 100), roster: real(roster) };
                let share = real(percent) / 100.0;
                assert_eq!(belief.below(share).expect("known"), 0.0, "{percent} % of {roster}");
                assert_eq!(belief.above(share).expect("known"), 0.0, "{percent} % of {roster}");
            }
        }
    }

    #[test]
    fn a_finite_roster_counts_out_the_unasked() {
        // Two of three agreed; the third agrees with probability (2 + 2/3) / (3 + 2) under the flat prior.
        let finite = Finite::new(2.0, 2.0, 1, 2.0 + 2.0 / 3.0, 4.0 / 3.0);
        assert!((finite.above(2.5 / 3.0) - (8.0 / 3.0) / 4.0).abs() < 1e-14);
        assert_eq!(finite.below(2.0 / 3.0), 0.0);
        assert_eq!(finite.above(1.0), 0.0);
        assert_eq!(finite.at_least(0.05), 2.0 / 3.0);
        assert_eq!(finite.at_most(0.05), 1.0);
        assert_eq!(finite.at_most(0.7), 2.0 / 3.0);
    }
}
