//! Groups as clouds seen through noise: a mixture of Gaussians whose width is that of the people, not of how well their
//! places are known (extreme deconvolution, Bovy, Hogg and Roweis 2011).
//!
//! All clouds of a mixture have one covariance, of any direction. Places are uncorrelated over all people, so groups that
//! are apart along neither axis are each correlated the other way: clouds lie askew wherever the way between them does.

use super::cloud::{AXES, Point, gather, nearest};
use crate::chance::Chance;
use crate::model::{Position, exp_minus};

/// What somebody's answers say of the place, apart from what is assumed of everybody: `−½ uᵀJu + hᵀu`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    j: Symmetric,
    h: [f64; AXES],
}

impl Evidence {
    /// The prior of a place has variance one on each axis and middle zero.
    pub(super) fn of(position: &Position) -> Evidence {
        let (a, b, d) = (position.cov[0][0], position.cov[0][1], position.cov[1][1]);
        let size = (a * d - b * b).max(1e-12);
        let p = [d / size, -b / size, a / size];
        let h = [
            p[0] * position.place[0] + p[1] * position.place[1],
            p[1] * position.place[0] + p[2] * position.place[1],
        ];
        Evidence { j: [(p[0] - 1.0).max(0.0), p[1], (p[2] - 1.0).max(0.0)], h }
    }
}

/// A symmetric matrix over the two axes: the first, both, the second.
type Symmetric = [f64; 3];

/// Clouds of one covariance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mixture {
    pub(super) middles: Vec<Point>,
    shares: Vec<f64>,
    /// The covariance of each cloud.
    spread: Symmetric,
    /// Its inverse.
    tight: Symmetric,
    /// The logarithm of the likelihood of all evidence.
    pub(super) likelihood: f64,
}

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 25;
/// A cloud is in no direction narrower than this variance: a group is no point.
const NARROWEST: f64 = 0.02;

/// On the way from one group to another there is a place with at most so many people, against either middle.
///
/// Two clouds fitted to one even spectrum leave .45 between them, and less by chance: with .25 a quarter of 24 drawn
/// spectra of 300 people were taken for two groups, with .1 one of them.
const VALLEY: f64 = 0.1;
/// Places looked at on the way.
const STEPS: usize = 16;

/// The place of somebody within a cloud, given the evidence.
#[derive(Clone, Copy)]
struct Within {
    /// Its covariance, the same in every cloud.
    v: Symmetric,
    /// Half the logarithm of its determinant.
    log_size: f64,
}

impl Within {
    /// The place in a cloud, and the logarithm of the cloud's claim on the person.
    #[inline(always)]
    fn claim(&self, evidence: &Evidence, (pull, cost): &(Point, f64)) -> (Point, f64) {
        let w = [evidence.h[0] + pull[0], evidence.h[1] + pull[1]];
        let place = [self.v[0] * w[0] + self.v[1] * w[1], self.v[1] * w[0] + self.v[2] * w[1]];
        (place, 0.5 * (w[0] * place[0] + w[1] * place[1]) + cost)
    }
}

impl Mixture {
    /// The likeliest `k` clouds; fewer where there are fewer different places. The search starts among `places`, which
    /// are stretched by `scales`; what is found is not.
    pub(super) fn fit(
        evidence: &[Evidence],
        places: &[Point],
        scales: &Point,
        k: usize,
        chance: Chance,
    ) -> Mixture {
        let mut middles = gather(places, k, chance);
        let mut shares = vec![0.0; middles.len()];
        for place in places {
            shares[nearest(&middles, place)] += 1.0 / places.len() as f64;
        }
        for middle in &mut middles {
            (0..AXES).for_each(|axis| middle[axis] /= if scales[axis] > 0.0 { scales[axis] } else { 1.0 });
        }
        let (spread, tight) = at_least([0.4 / k as f64, 0.0, 0.7]);
        let mut mixture = Mixture { middles, shares, spread, tight, likelihood: 0.0 };
        for _ in 0..ROUNDS {
            mixture.round(evidence);
        }
        mixture
    }

    fn within(&self, evidence: &Evidence) -> Within {
        let [a, b, d]: [f64; 3] = std::array::from_fn(|at| evidence.j[at] + self.tight[at]);
        let size = (a * d - b * b).max(1e-12);
        Within { v: [d / size, -b / size, a / size], log_size: -0.5 * libm::log(size) }
    }

    /// What the clouds are to everybody: the pull of each, and what it costs to be in it.
    fn pulls(&self) -> Vec<(Point, f64)> {
        let of = |(m, share): (&Point, &f64)| {
            let pull = times(&self.tight, m);
            (pull, libm::log(share.max(1e-12)) - 0.5 * (m[0] * pull[0] + m[1] * pull[1]))
        };
        self.middles.iter().zip(&self.shares).map(of).collect()
    }

    fn round(&mut self, evidence: &[Evidence]) {
        let pulls = self.pulls();
        let mut sums = vec![(0.0, [0.0; AXES], [0.0; 3]); pulls.len()];
        let mut known = [0.0; 3];
        let mut claims = vec![([0.0; AXES], 0.0); pulls.len()];
        self.likelihood = 0.0;
        let width = -0.5 * libm::log(determinant(&self.spread));
        for one in evidence {
            let within = self.within(one);
            let mut most = f64::NEG_INFINITY;
            for (claim, pull) in claims.iter_mut().zip(&pulls) {
                *claim = within.claim(one, pull);
                most = most.max(claim.1);
            }
            let mut all = 0.0;
            for claim in &mut claims {
                claim.1 = exp_minus(most - claim.1);
                all += claim.1;
            }
            self.likelihood += most + libm::log(all) + within.log_size + width;
            let share = 1.0 / all;
            for (sum, (place, part)) in sums.iter_mut().zip(&claims) {
                let part = part * share;
                sum.0 += part;
                (0..AXES).for_each(|k| sum.1[k] += part * place[k]);
                products(place).iter().zip(&mut sum.2).for_each(|(product, sum)| *sum += part * product);
            }
            (0..3).for_each(|at| known[at] += within.v[at]);
        }
        let n = evidence.len().max(1) as f64;
        let mut within = known;
        for (cloud, (part, first, second)) in sums.into_iter().enumerate() {
            self.shares[cloud] = part / n;
            if part > 0.0 {
                self.middles[cloud] = first.map(|sum| sum / part);
                let middle = products(&first);
                (0..3).for_each(|at| within[at] += second[at] - middle[at] / part);
            }
        }
        (self.spread, self.tight) = at_least(within.map(|sum| sum / n));
    }

    /// Whether there are few people on the way between any two middles: at one place at most a tenth as many as at either.
    pub(super) fn is_parted(&self) -> bool {
        let k = self.middles.len();
        let pairs = (0..k).flat_map(|a| (0..a).map(move |b| (a, b)));
        pairs.into_iter().all(|(a, b)| {
            let (from, to) = (self.middles[a], self.middles[b]);
            let low = (1..STEPS).map(|step| {
                let t = step as f64 / STEPS as f64;
                self.density(&[from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])])
            });
            let low = low.fold(f64::INFINITY, f64::min);
            low <= VALLEY * self.density(&from).min(self.density(&to))
        })
    }

    /// How dense people stand at a place, up to a factor.
    fn density(&self, place: &Point) -> f64 {
        let of = |(m, share): (&Point, &f64)| {
            let way = [place[0] - m[0], place[1] - m[1]];
            let pull = times(&self.tight, &way);
            let away = way[0] * pull[0] + way[1] * pull[1];
            share * libm::exp(-0.5 * away)
        };
        self.middles.iter().zip(&self.shares).map(of).sum()
    }

    /// The cloud with the strongest claim on somebody.
    pub(super) fn side(&self, evidence: &Evidence) -> usize {
        let within = self.within(evidence);
        let mut best = (0, f64::NEG_INFINITY);
        for (cloud, pull) in self.pulls().iter().enumerate() {
            let (_, claim) = within.claim(evidence, pull);
            if claim > best.1 {
                best = (cloud, claim);
            }
        }
        best.0
    }

    /// The same clouds in another order.
    pub(super) fn ordered(self, order: &[usize]) -> Mixture {
        let middles = order.iter().map(|&old| self.middles[old]).collect();
        let shares = order.iter().map(|&old| self.shares[old]).collect();
        Mixture { middles, shares, ..self }
    }
}

/// The products of the coordinates.
fn products(place: &Point) -> Symmetric {
    [place[0] * place[0], place[0] * place[1], place[1] * place[1]]
}

fn determinant([a, b, d]: &Symmetric) -> f64 {
    (a * d - b * b).max(1e-12)
}

fn times([a, b, d]: &Symmetric, place: &Point) -> Point {
    [a * place[0] + b * place[1], b * place[0] + d * place[1]]
}

/// This covariance, in no direction narrower than [`NARROWEST`], and its inverse.
fn at_least([a, b, d]: Symmetric) -> (Symmetric, Symmetric) {
    let (middle, half) = (0.5 * (a + d), 0.5 * (a - d));
    let reach = (half * half + b * b).sqrt();
    let (wide, narrow) = ((middle + reach).max(NARROWEST), (middle - reach).max(NARROWEST));
    // From the eigenvalues and how they lie to the matrix again; where they are equal it lies no way.
    let (mean, part) = (0.5 * (wide + narrow), if reach > 0.0 { 0.5 * (wide - narrow) / reach } else { 0.0 });
    let spread = [mean + part * half, part * b, mean - part * half];
    let size = determinant(&spread);
    (spread, [spread[2] / size, -spread[1] / size, spread[0] / size])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cloud_is_in_no_direction_narrower_than_the_least_and_wide_ones_stay(
            a in 0.0..3.0f64,
            d in 0.0..3.0f64,
            part in -1.0..1.0f64,
            turn in 0.0..std::f64::consts::PI,
        ) {
            let asked = [a, part * (a * d).sqrt(), d];
            let (spread, tight) = at_least(asked);
            let way = [turn.cos(), turn.sin()];
            let along = |matrix: &Symmetric| {
                let product = times(matrix, &way);
                way[0] * product[0] + way[1] * product[1]
            };
            prop_assert!(along(&spread) >= NARROWEST - 1e-9);
            prop_assert!(along(&spread) >= along(&asked) - 1e-9);
            let back = times(&tight, &times(&spread, &way));
            prop_assert!((0..AXES).all(|axis| (back[axis] - way[axis]).abs() < 1e-6), "{back:?} {way:?}");
            if determinant(&asked) > NARROWEST * (a + d) {
                // Both eigenvalues lie above the least: their product is less than the lower one times their sum.
                prop_assert!((0..3).all(|at| (spread[at] - asked[at]).abs() < 1e-9), "{spread:?} {asked:?}");
            }
        }
    }
}
