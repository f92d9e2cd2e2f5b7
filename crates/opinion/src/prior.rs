//! What is known of a party before it answers one statement: its own other answers, and nobody else's.
//!
//! Shrinking one party's evidence towards another's would manufacture agreement exactly where a silent party
//! has not been asked, so each block has a Dirichlet-multinomial of its own (concentration κ, shares m).

use crate::special::{digamma, trigamma};
use std::collections::BTreeMap;

/// A Dirichlet prior over agree, pass, disagree with concentration κ = the sum of its three parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Prior {
    pub agree: f64,
    pub pass: f64,
    pub disagree: f64,
}

impl Prior {
    /// κ = 2 and equal shares: for a block with fewer than ten answered statements.
    pub(crate) const FLAT: Prior = Prior { agree: 2.0 / 3.0, pass: 2.0 / 3.0, disagree: 2.0 / 3.0 };

    pub(crate) fn concentration(self) -> f64 {
        self.agree + self.pass + self.disagree
    }
}

const LEAST_STATEMENTS: usize = 10;
const KAPPA: (f64, f64) = (1.0, 10.0);
/// No share of the prior falls below this, so that an answer nobody gave yet stays possible.
const LEAST_SHARE: f64 = 0.01;

/// How often each count occurs; statements repeat small counts, so sums over them are short.
type Histogram = BTreeMap<u64, f64>;

/// The most likely prior of one block, given its effective (agree, pass, disagree) on every answered statement.
///
/// Maximum likelihood by alternating Minka's fixed point for the shares ("Estimating a Dirichlet distribution",
/// 2000, §3) with a Newton step for ln κ, κ kept within 1 to 10.
pub(crate) fn fit(answered: &[[f64; 3]]) -> Prior {
    if answered.len() < LEAST_STATEMENTS {
        return Prior::FLAT;
    }
    let counts: [Histogram; 3] =
        std::array::from_fn(|side| histogram(answered.iter().map(|cell| cell[side])));
    let totals = histogram(answered.iter().map(|cell| cell.iter().sum()));
    let mut kappa = 2.0;
    let mut shares = mean_shares(answered);
    for _ in 0..60 {
        let next_shares = share_step(&counts, &shares, kappa);
        let next_kappa = kappa_step(&counts, &totals, &next_shares, kappa);
        let moved = (0..3).map(|side| (next_shares[side] - shares[side]).abs()).fold(0.0, f64::max);
        let settled = moved < 1e-7 && (next_kappa - kappa).abs() < 1e-6;
        (shares, kappa) = (next_shares, next_kappa);
        if settled {
            break;
        }
    }
    Prior { agree: kappa * shares[0], pass: kappa * shares[1], disagree: kappa * shares[2] }
}

fn histogram(values: impl Iterator<Item = f64>) -> Histogram {
    let mut found = Histogram::new();
    // Counts are never negative, so their bits sort and match as the numbers do.
    values.for_each(|value| *found.entry(value.to_bits()).or_default() += 1.0);
    found
}

fn mean_shares(answered: &[[f64; 3]]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for cell in answered {
        let total: f64 = cell.iter().sum();
        (0..3).for_each(|side| sums[side] += cell[side] / total);
    }
    normalised(sums)
}

fn normalised(raw: [f64; 3]) -> [f64; 3] {
    let total: f64 = raw.iter().sum();
    let floored = raw.map(|share| (share / total).max(LEAST_SHARE));
    let total: f64 = floored.iter().sum();
    floored.map(|share| share / total)
}

fn gain(counts: &Histogram, alpha: f64) -> f64 {
    let base = digamma(alpha);
    counts.iter().map(|(&bits, times)| times * (digamma(f64::from_bits(bits) + alpha) - base)).sum()
}

fn curvature(counts: &Histogram, alpha: f64) -> f64 {
    let base = trigamma(alpha);
    counts.iter().map(|(&bits, times)| times * (trigamma(f64::from_bits(bits) + alpha) - base)).sum()
}

fn share_step(counts: &[Histogram; 3], shares: &[f64; 3], kappa: f64) -> [f64; 3] {
    normalised(std::array::from_fn(|side| {
        let alpha = kappa * shares[side];
        alpha * gain(&counts[side], alpha)
    }))
}

fn kappa_step(counts: &[Histogram; 3], totals: &Histogram, shares: &[f64; 3], kappa: f64) -> f64 {
    let mut slope = -gain(totals, kappa);
    let mut bend = -curvature(totals, kappa);
    for side in 0..3 {
        slope += shares[side] * gain(&counts[side], kappa * shares[side]);
        bend += shares[side] * shares[side] * curvature(&counts[side], kappa * shares[side]);
    }
    // Newton in ln κ; where the curve bends the wrong way, a fixed step uphill.
    let bend = bend * kappa * kappa + slope * kappa;
    let step = if bend < 0.0 { (-slope * kappa / bend).clamp(-1.0, 1.0) } else { slope.signum() };
    (kappa * libm::exp(step)).clamp(KAPPA.0, KAPPA.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_ten_statements_keep_the_flat_prior() {
        assert_eq!(fit(&[[5.0, 0.0, 0.0]; 9]), Prior::FLAT);
    }

    #[test]
    fn statements_that_differ_much_have_a_weak_prior_and_alike_ones_a_strong_one() {
        let apart: Vec<[f64; 3]> =
            (0..40).map(|i| if i % 2 == 0 { [50.0, 1.0, 1.0] } else { [1.0, 1.0, 50.0] }).collect();
        let alike = vec![[30.0, 10.0, 20.0]; 40];
        assert!(fit(&apart).concentration() < 1.5);
        let strong = fit(&alike);
        assert!((strong.concentration() - 10.0).abs() < 1e-9);
        assert!(strong.agree > strong.disagree && strong.disagree > strong.pass);
    }

    #[test]
    fn the_fit_is_a_maximum_of_the_likelihood() {
        let cells: Vec<[f64; 3]> = (0..30)
            .map(|i| {
                let agree = f64::from(i * 7 % 23);
                [agree, f64::from(i % 5), 25.0 - agree]
            })
            .collect();
        let best = fit(&cells);
        let at = |p: Prior| -> f64 {
            let alpha = [p.agree, p.pass, p.disagree];
            let rise = |n: f64, a: f64| crate::special::ln_gamma(n + a) - crate::special::ln_gamma(a);
            cells
                .iter()
                .map(|cell| {
                    let sides: f64 = (0..3).map(|k| rise(cell[k], alpha[k])).sum();
                    sides - rise(cell.iter().sum(), p.concentration())
                })
                .sum()
        };
        for (da, dp, dd) in [
            (0.05, 0.0, 0.0),
            (-0.05, 0.0, 0.0),
            (0.0, 0.05, 0.0),
            (0.0, -0.05, 0.0),
            (0.0, 0.0, 0.05),
            (0.0, 0.0, -0.05),
        ] {
            let near = Prior { agree: best.agree + da, pass: best.pass + dp, disagree: best.disagree + dd };
            assert!(at(best) >= at(near), "{best:?} against {near:?}");
        }
    }
}
