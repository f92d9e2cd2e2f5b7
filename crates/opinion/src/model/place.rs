//! Where somebody stands, from the own answers alone.

use super::fit::{Natural, Prior, posterior};
use super::moments::{FREE, Gauss, Lean, dual, lean};
use super::sums;
use fearless_simd::Level;
use tally::Answer;

/// Rounds in which a person's answers become a position, at most.
const ROUNDS: usize = 6;
/// A place that would move less than this in the next round has settled: it is known to some tenths at best. What is
/// predicted of unseen answers comes no closer to the truth with a tenth of it.
const SETTLED: f64 = 1e-2;

/// Somebody before any answer. The bound is then as tight on an answer as it is for everybody, so that the first round
/// of each answer is worked out once and for all.
#[derive(Clone, Debug)]
pub(super) struct Newcomer {
    pub(super) prior: Prior,
    natural: Natural,
    /// By statement.
    first: Vec<Lean>,
}

impl Newcomer {
    pub(super) fn new(prior: Prior, statements: &[Lean]) -> Newcomer {
        let weights = lean(&dual(&prior.as_gauss().moments()));
        let first = sums::first(statements, &weights, Level::new());
        Newcomer { prior, natural: prior.natural(), first }
    }

    /// To these statements alone, in this order.
    pub(super) fn among(&self, statements: &[usize]) -> Newcomer {
        Newcomer { first: statements.iter().map(|&at| self.first[at]).collect(), ..*self }
    }

    /// What a row of answers says of whose it is.
    pub(super) fn place(&self, row: &[Answer], statements: &[Lean]) -> Gauss {
        let level = Level::new();
        let mut one = self.natural.and(&sums::known(row, statements, &self.first, level));
        let mut before = moved(&one, &self.prior.as_gauss());
        for _ in 1..ROUNDS {
            let next = posterior(&one, row, statements, &self.natural);
            let now = moved(&next, &one);
            one = next;
            // Each round moves it by about the same part of the last move.
            if now < SETTLED || now * now < SETTLED * before {
                break;
            }
            before = now;
        }
        one
    }
}

fn moved(to: &Gauss, from: &Gauss) -> f64 {
    (0..FREE).fold(0.0f64, |most, k| most.max((to.mean[k] - from.mean[k]).abs()))
}
