//! What is known of a party before it answers one statement: its own other answers, and nobody else's.
//!
//! Shrinking one party's evidence towards another's would manufacture agreement exactly where a silent party
//! has not been asked, so each block has a Dirichlet-multinomial of its own (concentration κ, shares m).

use crate::special::polygammas;

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

    #[cfg(test)]
    fn concentration(self) -> f64 {
        self.agree + self.pass + self.disagree
    }
}

const LEAST_STATEMENTS: usize = 10;
const KAPPA: (f64, f64) = (1.0, 10.0);
/// No share of the prior falls below this, so that an answer nobody gave yet stays possible.
const LEAST_SHARE: f64 = 0.01;

/// How often each count above zero occurs, in ascending order; statements repeat small counts, so sums over them
/// are short, and the order of statements does not reach the result.
type Histogram = Vec<(f64, f64)>;

/// The most likely prior of one block, given its effective (agree, pass, disagree) on every answered statement.
///
/// Maximum likelihood of the Dirichlet-multinomial (Minka, "Estimating a Dirichlet distribution", 2000). With κ
/// fixed the likelihood is concave and separable in the shares, so Newton steps under one Lagrange multiplier
/// find them; κ is the root of the likelihood's slope along them within 1 to 10, else the end it climbs to.
pub(crate) fn fit(answered: &[[f64; 3]]) -> Prior {
    if answered.len() < LEAST_STATEMENTS {
        return Prior::FLAT;
    }
    let seen = Seen {
        sides: std::array::from_fn(|side| histogram(answered.iter().map(|cell| cell[side]))),
        totals: histogram(answered.iter().map(|cell| cell.iter().sum())),
    };
    let mut shares = mean_shares(answered);
    let kappa = seen.kappa(&mut shares);
    Prior { agree: kappa * shares[0], pass: kappa * shares[1], disagree: kappa * shares[2] }
}

fn histogram(values: impl Iterator<Item = f64>) -> Histogram {
    let mut sorted: Vec<f64> = values.filter(|&value| value > 0.0).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|equal| (equal[0], count(equal.len()))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a number of statements")]
fn count(number: usize) -> f64 {
    number as f64
}

fn mean_shares(answered: &[[f64; 3]]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for cell in answered {
        let total: f64 = cell.iter().sum();
        (0..3).for_each(|side| sums[side] += cell[side] / total);
    }
    let total: f64 = sums.iter().sum();
    let floored = sums.map(|share| (share / total).max(LEAST_SHARE));
    let total: f64 = floored.iter().sum();
    floored.map(|share| share / total)
}

/// Slope and curvature of Σ ln Γ(α + c) − ln Γ(α) in α.
fn rise(counts: &Histogram, alpha: f64) -> (f64, f64) {
    let (digamma, trigamma) = polygammas(alpha);
    counts.iter().fold((0.0, 0.0), |(slope, bend), &(value, times)| {
        let (first, second) = polygammas(value + alpha);
        (slope + times * (first - digamma), bend + times * (second - trigamma))
    })
}

/// What the likelihood needs of a block.
struct Seen {
    sides: [Histogram; 3],
    totals: Histogram,
}

impl Seen {
    /// The most likely κ; `shares` follow it.
    fn kappa(&self, shares: &mut [f64; 3]) -> f64 {
        let (mut low, mut high) = KAPPA;
        let mut at_low = self.slope(low, shares);
        if at_low <= 0.0 {
            return low;
        }
        let mut at_high = self.slope(high, shares);
        if at_high >= 0.0 {
            return high;
        }
        // Regula falsi with the Illinois correction.
        let mut side = 0_i8;
        for _ in 0..60 {
            let next = (low * at_high - high * at_low) / (at_high - at_low);
            let at = self.slope(next, shares);
            if (next - low).min(high - next) <= 1e-9 || at == 0.0 {
                return next;
            }
            if at > 0.0 {
                (low, at_low) = (next, at);
                at_high *= if side == 1 { 0.5 } else { 1.0 };
                side = 1;
            } else {
                (high, at_high) = (next, at);
                at_low *= if side == -1 { 0.5 } else { 1.0 };
                side = -1;
            }
        }
        0.5 * (low + high)
    }

    /// The slope of the likelihood in κ at the best shares for it, which are left in `shares`.
    fn slope(&self, kappa: f64, shares: &mut [f64; 3]) -> f64 {
        for _ in 0..50 {
            let rises: [(f64, f64); 3] =
                std::array::from_fn(|side| rise(&self.sides[side], kappa * shares[side]));
            let next = newton(*shares, kappa, &rises);
            let moved = (0..3).map(|side| (next[side] - shares[side]).abs()).fold(0.0, f64::max);
            *shares = next;
            if moved < 1e-10 {
                break;
            }
        }
        let along: f64 =
            (0..3).map(|side| shares[side] * rise(&self.sides[side], kappa * shares[side]).0).sum();
        along - rise(&self.totals, kappa).0
    }
}

/// One Newton step of the shares on the simplex; what would fall below the least share is held there.
fn newton(shares: [f64; 3], kappa: f64, rises: &[(f64, f64); 3]) -> [f64; 3] {
    let mut held: [bool; 3] = std::array::from_fn(|side| rises[side].1 >= 0.0);
    loop {
        let free = || (0..3).filter(|&side| !held[side]);
        let room = 1.0 - LEAST_SHARE * count(3 - free().count());
        // Each free share moves by (λ − slope)/bend, and together they fill the room.
        let weight: f64 = free().map(|side| 1.0 / rises[side].1).sum();
        let offset: f64 = free().map(|side| rises[side].0 / rises[side].1).sum();
        let wanted = kappa * (room - free().map(|side| shares[side]).sum::<f64>());
        let multiplier = (wanted + offset) / weight;
        let mut next = [LEAST_SHARE; 3];
        for side in free() {
            let step = (multiplier - rises[side].0) / rises[side].1 / kappa;
            next[side] = shares[side] + step;
        }
        let lost = free().find(|&side| next[side] < LEAST_SHARE);
        match lost {
            Some(side) => held[side] = true,
            None => return next,
        }
    }
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

    /// Nelder and Mead's minimum of the negative log-likelihood, by scipy 1.17 to ten digits.
    #[test]
    fn the_fit_meets_another_optimiser() {
        let cells: Vec<[f64; 3]> =
            (1..=20).map(|i| [3 * i % 17, 5 * i % 4, 7 * i % 11].map(f64::from)).collect();
        let found = fit(&cells);
        for (found, truth) in
            [(found.agree, 3.924_253_87), (found.pass, 1.012_964_03), (found.disagree, 2.857_451_12)]
        {
            assert!((found - truth).abs() < 1e-6, "{found} for {truth}");
        }
    }

    #[test]
    fn an_answer_nobody_gave_stays_possible() {
        let found = fit(&[[12.0, 0.0, 0.0]; 20]);
        assert!(found.pass >= 0.01 && found.disagree >= 0.01 && found.agree > 0.9);
    }
}
