//! What is believed of the share of one party on one side.

use crate::answers::real;
use crate::anytime;
use crate::special::{Beta, NotConverged, ln_beta, ln_gamma_rise, normal_quantile};
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

    /// Whether the share lies so far below `share` that the probability of reaching it is less than a billionth.
    /// A quick look: it may say no where it could say yes.
    pub(crate) fn is_far_below(&self, share: f64) -> bool {
        match self {
            Belief::Known { side, roster } => {
                let (number, slack) = people(share, *roster);
                *side < number - slack
            }
            Belief::Endless(beta) => beta.mean() < share && beta.tail_exponent(share) > 21.0,
            Belief::Finite(_) | Belief::Anytime { .. } => false,
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
            Belief::Finite(finite) => finite.mean(),
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finite {
    roster: f64,
    so_far: f64,
    /// How many are unasked; a whole number from 1 on.
    unasked: f64,
    alpha: f64,
    beta: f64,
    /// What every mass has in common: −ln (α+β)(α+β+1)…(α+β+unasked−1).
    ln_common: f64,
}

impl Finite {
    pub(crate) fn new(so_far: f64, answers: f64, unasked: u64, alpha: f64, beta: f64) -> Finite {
        let unasked = real(unasked);
        let ln_common = -ln_gamma_rise(alpha + beta, unasked);
        Finite { roster: answers + unasked, so_far, unasked, alpha, beta, ln_common }
    }

    fn mean(&self) -> f64 {
        self.share(self.unasked * self.alpha / (self.alpha + self.beta))
    }

    fn share(&self, joins: f64) -> f64 {
        (self.so_far + joins) / self.roster
    }

    /// P(final share < share).
    fn below(&self, share: f64) -> f64 {
        let (number, slack) = people(share, self.roster);
        self.fewer_than(libm::ceil(number - self.so_far - slack))
    }

    /// P(final share > share).
    fn above(&self, share: f64) -> f64 {
        let (number, slack) = people(share, self.roster);
        self.at_least_join(libm::floor(number - self.so_far + slack) + 1.0)
    }

    /// P(fewer than `joins` of the unasked join the side).
    fn fewer_than(&self, joins: f64) -> f64 {
        if joins <= self.mode() { self.lower_tail(joins - 1.0) } else { 1.0 - self.upper_tail(joins) }
    }

    /// P(at least `joins` of the unasked join the side).
    fn at_least_join(&self, joins: f64) -> f64 {
        if joins <= self.mode() { 1.0 - self.lower_tail(joins - 1.0) } else { self.upper_tail(joins) }
    }

    /// Where the masses turn from rising to falling, within the unasked; of a bowl of masses, somewhere inside.
    fn mode(&self) -> f64 {
        libm::floor(self.unasked * self.alpha / (self.alpha + self.beta))
    }

    /// P(exactly `joins` of the unasked join the side).
    fn mass(&self, joins: f64) -> f64 {
        let rest = self.unasked - joins;
        let ln_choose = -log(self.unasked + 1.0) - ln_beta(joins + 1.0, rest + 1.0);
        exp(ln_choose + ln_gamma_rise(self.alpha, joins) + ln_gamma_rise(self.beta, rest) + self.ln_common)
    }

    /// mass(joins + 1) / mass(joins).
    fn ratio(&self, joins: f64) -> f64 {
        let rest = self.unasked - joins;
        rest * (self.alpha + joins) / ((joins + 1.0) * (self.beta + rest - 1.0))
    }

    /// mass(joins) / mass(joins + 1).
    fn inverse_ratio(&self, joins: f64) -> f64 {
        let rest = self.unasked - joins;
        (joins + 1.0) * (self.beta + rest - 1.0) / (rest * (self.alpha + joins))
    }

    /// The sum of the masses up to `joins`, from there outwards until nothing is added.
    fn lower_tail(&self, joins: f64) -> f64 {
        if joins < 0.0 {
            return 0.0;
        }
        let (mut at, mut mass) = (joins, self.mass(joins));
        let mut sum = mass;
        while at > 0.0 && (mass > sum * 1e-17 || self.alpha < 1.0) {
            at -= 1.0;
            mass *= self.inverse_ratio(at);
            sum += mass;
        }
        sum.min(1.0)
    }

    /// The sum of the masses from `joins` on.
    fn upper_tail(&self, joins: f64) -> f64 {
        if joins > self.unasked {
            return 0.0;
        }
        let (mut at, mut mass) = (joins, self.mass(joins));
        let mut sum = mass;
        while at < self.unasked && (mass > sum * 1e-17 || self.beta < 1.0) {
            mass *= self.ratio(at);
            at += 1.0;
            sum += mass;
        }
        sum.min(1.0)
    }

    /// The largest final share below which at most `error` lies.
    fn at_least(&self, error: f64) -> f64 {
        self.share(self.surely_join(error))
    }

    /// The smallest final share above which at most `error` lies.
    fn at_most(&self, error: f64) -> f64 {
        let others = Finite { alpha: self.beta, beta: self.alpha, ..*self };
        self.share(self.unasked - others.surely_join(error))
    }

    /// The largest number with at most `error` of fewer than it joining.
    fn surely_join(&self, error: f64) -> f64 {
        let mut joins = self.guess(error);
        let mut below = self.fewer_than(joins);
        while below > error && joins > 0.0 {
            joins -= 1.0;
            below = (below - self.mass(joins)).max(0.0);
        }
        while joins < self.unasked {
            below += self.mass(joins);
            if below > error {
                break;
            }
            joins += 1.0;
        }
        joins
    }

    /// Mean and standard deviation of how many join.
    fn moments(&self) -> (f64, f64) {
        let sum = self.alpha + self.beta;
        let mean = self.unasked * self.alpha / sum;
        (mean, libm::sqrt(mean * self.beta / sum * (sum + self.unasked) / (sum + 1.0)))
    }

    /// About how many join at the `error` quantile, by the normal of the same mean and deviation.
    fn guess(&self, error: f64) -> f64 {
        let (mean, deviation) = self.moments();
        libm::floor(mean + normal_quantile(error) * deviation).clamp(0.0, self.unasked)
    }

    /// E[share^weight] for a weight of at most 1, to about 1e-8: slices of an eighth of a deviation, each at its mean
    /// with the bend of the power over its own variance. Small rosters have one number to a slice, which is exact.
    fn power(&self, weight: f64) -> f64 {
        let width = libm::floor(self.moments().1 / 8.0).max(1.0);
        let (start, peak) = (self.mode(), self.mass(self.mode()));
        let mut total = 0.0;
        let mut slice = Slice::default();
        let (mut at, mut mass) = (start, peak);
        loop {
            slice.add(at, mass);
            let last = at >= self.unasked || (mass < 1e-18 && self.beta >= 1.0);
            if last || slice.numbers >= width {
                total += self.slice_power(std::mem::take(&mut slice), weight);
            }
            if last {
                break;
            }
            mass *= self.ratio(at);
            at += 1.0;
        }
        (at, mass) = (start, peak);
        while at > 0.0 && (mass >= 1e-18 || self.alpha < 1.0) {
            at -= 1.0;
            mass *= self.inverse_ratio(at);
            slice.add(at, mass);
            if slice.numbers >= width {
                total += self.slice_power(std::mem::take(&mut slice), weight);
            }
        }
        total + self.slice_power(slice, weight)
    }

    fn slice_power(&self, slice: Slice, weight: f64) -> f64 {
        if slice.mass <= 0.0 {
            return 0.0;
        }
        let mean = slice.first / slice.mass;
        let share = self.share(mean);
        if share <= 0.0 {
            return 0.0;
        }
        let variance = (slice.second / slice.mass - mean * mean).max(0.0) / (self.roster * self.roster);
        let bend = 0.5 * weight * (weight - 1.0) * variance / (share * share);
        slice.mass * pow(share, weight) * (1.0 + bend)
    }
}

/// Neighbouring numbers of people who may join: their mass and its first two moments.
#[derive(Default)]
struct Slice {
    numbers: f64,
    mass: f64,
    first: f64,
    second: f64,
}

impl Slice {
    fn add(&mut self, joins: f64, mass: f64) {
        self.numbers += 1.0;
        self.mass += mass;
        self.first += mass * joins;
        self.second += mass * joins * joins;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masses(finite: &Finite) -> Vec<f64> {
        (0..=50).map(f64::from).take_while(|&j| j <= finite.unasked).map(|j| finite.mass(j)).collect()
    }

    #[test]
    fn a_beta_binomial_with_equal_shapes_of_one_is_uniform() {
        let finite = Finite::new(0.0, 0.0, 9, 1.0, 1.0);
        for (joins, mass) in masses(&finite).into_iter().enumerate() {
            assert!((mass - 0.1).abs() < 1e-14);
            let fewer = finite.fewer_than(real(joins as u64));
            assert!((fewer - 0.1 * real(joins as u64)).abs() < 1e-14, "{joins}: {fewer}");
        }
    }

    #[test]
    fn tails_and_quantiles_of_a_roster_agree_with_its_masses_one_by_one() {
        for (so_far, answers, unasked, alpha, beta) in [
            (3.0, 9.0, 30, 3.4, 6.6),
            (0.0, 2.0, 7, 0.01, 2.99),
            (2.0, 2.0, 12, 2.2, 0.3),
            (900.0, 1000.0, 50, 901.0, 101.0),
        ] {
            let finite = Finite::new(so_far, answers, unasked, alpha, beta);
            let masses = masses(&finite);
            assert!((masses.iter().sum::<f64>() - 1.0).abs() < 1e-11);
            let below = |joins: usize| masses[..joins].iter().sum::<f64>();
            for joins in 0..=masses.len() {
                let found = (finite.fewer_than(real(joins as u64)), finite.at_least_join(real(joins as u64)));
                assert!(
                    (found.0 - below(joins)).abs() < 1e-11 && (found.1 - 1.0 + below(joins)).abs() < 1e-11
                );
            }
            for error in [0.001, 0.025, 0.05, 0.3] {
                let low = (0..masses.len()).rev().find(|&j| below(j) <= error).expect("none join below 0");
                assert!((finite.at_least(error) - finite.share(real(low as u64))).abs() < 1e-12);
                let high =
                    (0..masses.len()).find(|&j| 1.0 - below(j + 1) <= error + 1e-13).expect("all join");
                assert!((finite.at_most(error) - finite.share(real(high as u64))).abs() < 1e-12, "{error}");
            }
            let power: f64 = masses
                .iter()
                .enumerate()
                .map(|(j, mass)| mass * pow(finite.share(real(j as u64)), 0.2))
                .sum();
            assert!((finite.power(0.2) - power).abs() < 1e-11);
        }
    }

    #[test]
    fn slices_of_a_large_roster_change_the_balanced_score_by_next_to_nothing() {
        let finite = Finite::new(210.0, 300.0, 2700, 211.0, 92.0);
        let whole: f64 = (0..=2700).map(f64::from).map(|j| finite.mass(j) * pow(finite.share(j), 0.5)).sum();
        assert!((finite.power(0.5) - whole).abs() < 1e-8, "{} for {whole}", finite.power(0.5));
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
