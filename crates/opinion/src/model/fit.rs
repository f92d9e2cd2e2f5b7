//! The sweeps: people given statements, statements given people, and what holds both.

use super::axes;
use super::linear::{Square, inverse};
use super::logistic::twice_lambda;
use super::moments::{FREE, Gauss, Moments, PADDED, at, dot, dual};
use rayon::prelude::*;
use tally::{Answer, VoteMatrix};
use terms::Vote;

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

/// What a row of answers says of whose it is, from the prior alone, in so many rounds.
pub(super) fn alone(
    row: &[Answer],
    others: &[Moments],
    prior: &Prior,
    natural: &Natural,
    rounds: usize,
) -> Gauss {
    (0..rounds).fold(prior.as_gauss(), |before, _| posterior(&before, row, others, natural))
}

/// One side given the other.
pub(super) fn update(own: &mut [Gauss], votes: &VoteMatrix, others: &[Moments], prior: &Prior) {
    let prior = prior.natural();
    own.par_iter_mut().enumerate().with_min_len(16).for_each(|(at, one)| {
        *one = posterior(one, votes.row(at), others, &prior);
    });
}

/// What one row of answers says on top of a prior, the bound being tight at `before`. Without answers, the prior.
fn posterior(before: &Gauss, row: &[Answer], others: &[Moments], prior: &Natural) -> Gauss {
    let weights = dual(&before.moments());
    let mut sums: Moments = [0.0; PADDED];
    let mut leaning = [0.0; FREE];
    for answer in row {
        let lean = match answer.vote() {
            Vote::Agree => 0.5,
            Vote::Disagree => -0.5,
            // Taken as half an agreement a pass makes every prediction worse; it says nothing here.
            Vote::Pass => continue,
        };
        let other = &others[answer.statement()];
        let lambda = twice_lambda(dot(&weights, other));
        for (sum, moment) in sums.iter_mut().zip(other) {
            *sum += lambda * moment;
        }
        for (k, sum) in leaning.iter_mut().enumerate() {
            *sum += lean * other[at(1, k + 1)];
        }
    }
    let mut lambda = prior.precision;
    let mut right = prior.pull;
    for j in 0..FREE {
        right[j] += leaning[j] - sums[at(0, j + 1)];
        for k in 0..FREE {
            lambda[j][k] += sums[at(j.min(k) + 1, j.max(k) + 1)];
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
        let seen: Vec<Moments> = self.statements.iter().map(Gauss::moments).collect();
        update(&mut self.people, rows, &seen, &self.of_people);
        axes::normalise(self);
        self.of_people = Prior::of(&self.people, true);
        let seen: Vec<Moments> = self.people.iter().map(Gauss::moments).collect();
        update(&mut self.statements, columns, &seen, &self.of_statements);
        self.of_statements = Prior::of(&self.statements, false).at_least(LEAST_SPREAD);
    }
}
