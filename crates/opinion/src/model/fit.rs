//! The sweeps: people given statements, statements given people, and what holds both.

use super::axes;
use super::linear::{Square, inverse};
use super::logistic::twice_lambda;
use super::moments::{FREE, Gauss, Lean, Moments, PADDED, at, dot_lean, dual, lean};
use rayon::prelude::*;
use tally::{Answer, VoteMatrix};

/// The least variance assumed of a factor over the statements.
///
/// Empirical Bayes alone lets factors die too early, because the two sides are taken as independent: held-out loss of
/// the eight shared conversations is .3943 with 0, .3876 with .2, .3864 with .5, .3865 with .8.
const LEAST_SPREAD: f64 = 0.5;

/// What is assumed of somebody before any of their answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prior {
    pub(super) mean: [f64; FREE],
    pub(super) cov: Square<FREE>,
}

impl Prior {
    pub(super) fn as_gauss(&self) -> Gauss {
        Gauss { mean: self.mean, cov: self.cov }
    }

    pub(super) fn natural(&self) -> Natural {
        let precision = inverse(&self.cov);
        let pull = std::array::from_fn(|j| (0..FREE).map(|k| precision[j][k] * self.mean[k]).sum());
        Natural { precision, pull }
    }

    /// With no factor narrower than this variance.
    fn at_least(mut self, variance: f64) -> Prior {
        for k in 1..FREE {
            self.cov[k][k] = self.cov[k][k].max(variance);
        }
        self
    }

    /// By empirical Bayes: what the posteriors are spread like.
    pub(super) fn of(all: &[Gauss], centred: bool) -> Prior {
        let n = all.len().max(1) as f64;
        let mut mean = [0.0; FREE];
        if !centred {
            for one in all {
                for k in 0..FREE {
                    mean[k] += one.mean[k] / n;
                }
            }
        }
        let mut cov = [[0.0; FREE]; FREE];
        for one in all {
            for j in 0..FREE {
                for k in 0..FREE {
                    cov[j][k] += ((one.mean[j] - mean[j]) * (one.mean[k] - mean[k]) + one.cov[j][k]) / n;
                }
            }
        }
        Prior { mean, cov }
    }
}

/// A prior as a posterior takes it: the inverse of the covariance, and that times the mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Natural {
    precision: Square<FREE>,
    pull: [f64; FREE],
}

/// A place that moves less than this in a round has settled: it is known to some tenths at best.
const SETTLED: f64 = 1e-3;

/// What a row of answers says of whose it is, from the prior alone, in so many rounds at most.
pub(super) fn alone(
    row: &[Answer],
    others: &[Lean],
    prior: &Prior,
    natural: &Natural,
    rounds: usize,
) -> Gauss {
    let mut one = prior.as_gauss();
    for _ in 0..rounds {
        let next = posterior(&one, row, others, natural);
        let moved = (0..FREE).fold(0.0f64, |most, k| most.max((next.mean[k] - one.mean[k]).abs()));
        one = next;
        if moved < SETTLED {
            break;
        }
    }
    one
}

/// One side given the other.
pub(super) fn update(own: &mut [Gauss], votes: &VoteMatrix, others: &[Lean], prior: &Prior) {
    let prior = prior.natural();
    own.par_iter_mut().enumerate().with_min_len(16).for_each(|(at, one)| {
        *one = posterior(one, votes.row(at), others, &prior);
    });
}

/// So many answers go side by side.
const SIDE: usize = 8;
/// After so many such steps sums in single precision are taken over into double.
const STEPS: usize = 32;

/// What a row of answers adds to a precision and to a pull.
struct Sums {
    moments: Moments,
    /// Of the constant and the factors: [`at`]`(1, 1)` and on.
    leaning: [f64; SIDE],
}

impl Sums {
    /// With the bound tight where `weights` say.
    fn of(row: &[Answer], others: &[Lean], weights: &Lean) -> Sums {
        let mut all = Sums { moments: [0.0; PADDED], leaning: [0.0; SIDE] };
        for part in row.chunks(SIDE * STEPS) {
            let mut moments: Lean = [0.0; PADDED];
            let mut leaning = [0.0f32; SIDE];
            for side in part.chunks(SIDE) {
                let mut lambda = [0.0f32; SIDE];
                for (square, answer) in lambda.iter_mut().zip(side) {
                    *square = dot_lean(weights, &others[answer.statement()]);
                }
                lambda = lambda.map(twice_lambda);
                for (lambda, answer) in lambda.iter().zip(side) {
                    // Taken as half an agreement a pass makes every prediction worse; it says nothing here.
                    let sign = f32::from(answer.sign());
                    let (lambda, lean) = (lambda * sign * sign, 0.5 * sign);
                    let other = &others[answer.statement()];
                    for (sum, moment) in moments.iter_mut().zip(other) {
                        *sum += lambda * moment;
                    }
                    for (sum, moment) in leaning.iter_mut().zip(&other[at(1, 1)..]) {
                        *sum += lean * moment;
                    }
                }
            }
            all.moments.iter_mut().zip(moments).for_each(|(sum, part)| *sum += f64::from(part));
            all.leaning.iter_mut().zip(leaning).for_each(|(sum, part)| *sum += f64::from(part));
        }
        all
    }
}

/// What one row of answers says on top of a prior, the bound being tight at `before`. Without answers, the prior.
fn posterior(before: &Gauss, row: &[Answer], others: &[Lean], prior: &Natural) -> Gauss {
    let sums = Sums::of(row, others, &lean(&dual(&before.moments())));
    let mut lambda = prior.precision;
    let mut right = prior.pull;
    for j in 0..FREE {
        right[j] += sums.leaning[j] - sums.moments[at(0, j + 1)];
        for k in 0..FREE {
            lambda[j][k] += sums.moments[at(j.min(k) + 1, j.max(k) + 1)];
        }
    }
    let cov = inverse(&lambda);
    let mean = std::array::from_fn(|j| (0..FREE).map(|k| cov[j][k] * right[k]).sum());
    Gauss { mean, cov }
}

/// Both sides and what is assumed of each.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    pub(super) people: Vec<Gauss>,
    pub(super) statements: Vec<Gauss>,
    pub(super) of_people: Prior,
    pub(super) of_statements: Prior,
}

impl Sides {
    /// One sweep.
    pub(super) fn sweep(&mut self, rows: &VoteMatrix, columns: &VoteMatrix) {
        let seen: Vec<Lean> = self.statements.iter().map(|one| lean(&one.moments())).collect();
        update(&mut self.people, rows, &seen, &self.of_people);
        axes::normalise(self);
        self.of_people = Prior::of(&self.people, true);
        let seen: Vec<Lean> = self.people.iter().map(|one| lean(&one.moments())).collect();
        update(&mut self.statements, columns, &seen, &self.of_statements);
        self.of_statements = Prior::of(&self.statements, false).at_least(LEAST_SPREAD);
    }
}
