//! The sweeps: people given statements, statements given people, and what holds both.

use super::axes;
use super::linear::{Square, inverse};
use super::moments::{FREE, Gauss, Lean, at, dual, lean};
use super::spread;
use super::sums::{self, Sums};
use fearless_simd::Level;
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
        let mean = if centred { [0.0; FREE] } else { spread::centre(all) };
        let cov = spread::around(all, &mean);
        Prior { mean, cov }
    }
}

/// A prior as a posterior takes it: the inverse of the covariance, and that times the mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Natural {
    precision: Square<FREE>,
    pull: [f64; FREE],
}

impl Natural {
    /// With what answers add.
    pub(super) fn and(&self, sums: &Sums) -> Gauss {
        let mut precision = self.precision;
        let mut pull = self.pull;
        for j in 0..FREE {
            pull[j] += sums.leaning[j] - sums.moments[at(0, j + 1)];
            for k in 0..FREE {
                precision[j][k] += sums.moments[at(j.min(k) + 1, j.max(k) + 1)];
            }
        }
        let cov = inverse(&precision);
        let mean = std::array::from_fn(|j| (0..FREE).map(|k| cov[j][k] * pull[k]).sum());
        Gauss { mean, cov }
    }
}

/// One side given the other.
pub(super) fn update(own: &mut [Gauss], votes: &VoteMatrix, others: &[Lean], prior: &Prior) {
    let prior = prior.natural();
    own.par_iter_mut().enumerate().with_min_len(16).for_each(|(at, one)| {
        *one = posterior(one, votes.row(at), others, &prior);
    });
}

/// What one row of answers says on top of a prior, the bound being tight at `before`. Without answers, the prior.
pub(super) fn posterior(before: &Gauss, row: &[Answer], others: &[Lean], prior: &Natural) -> Gauss {
    prior.and(&sums::of(row, others, &lean(&dual(&before.moments())), Level::new()))
}

/// What the other side sees of all.
fn seen(all: &[Gauss]) -> Vec<Lean> {
    all.par_iter().with_min_len(64).map(|one| lean(&one.moments())).collect()
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
    /// The same statements and what is assumed, with so many people of whom nothing is known yet.
    pub(super) fn among_others(self, people: usize) -> Sides {
        Sides { people: vec![self.of_people.as_gauss(); people], ..self }
    }

    /// One sweep.
    pub(super) fn sweep(&mut self, rows: &VoteMatrix, columns: &VoteMatrix) {
        let of_statements = seen(&self.statements);
        update(&mut self.people, rows, &of_statements, &self.of_people);
        axes::normalise(self);
        self.of_people = Prior::of(&self.people, true);
        let of_people = seen(&self.people);
        update(&mut self.statements, columns, &of_people, &self.of_statements);
        self.of_statements = Prior::of(&self.statements, false).at_least(LEAST_SPREAD);
    }
}
