//! What others would have forecast of a hidden vote, from the same votes.

use crate::conversation::polis_conversation;
use polis::{Quirks, Settings};
use tally::VoteMatrix;
use terms::Vote;

/// Agree and disagree of one statement.
#[derive(Clone, Copy, Default)]
struct Sides {
    agree: f64,
    disagree: f64,
}

impl Sides {
    fn add(&mut self, vote: Vote) {
        match vote {
            Vote::Agree => self.agree += 1.0,
            Vote::Disagree => self.disagree += 1.0,
            Vote::Pass => {}
        }
    }

    fn all(self) -> f64 {
        self.agree + self.disagree
    }
}

/// The share of each statement that agrees, of those who did not pass, one vote added to either side.
pub(crate) struct Rates(Vec<f64>);

impl Rates {
    pub(crate) fn of(votes: &VoteMatrix) -> Rates {
        let mut sides = vec![Sides::default(); votes.statements()];
        votes.answers().for_each(|answer| sides[answer.statement()].add(answer.vote()));
        Rates(sides.iter().map(|sides| (sides.agree + 1.0) / (sides.all() + 2.0)).collect())
    }

    pub(crate) fn p(&self, statement: usize) -> f64 {
        self.0[statement]
    }
}

/// The share of each statement within the two groups of Polis' method, drawn towards the statement's rate by two votes;
/// the rate alone for people whom Polis does not cluster.
pub(crate) struct PolisGroups {
    of: Vec<Option<usize>>,
    shares: [Vec<f64>; 2],
}

impl PolisGroups {
    pub(crate) fn of(votes: &VoteMatrix, rates: &Rates) -> PolisGroups {
        let mut of = vec![None; votes.people()];
        if let Some((conversation, rows)) = polis_conversation(votes) {
            let parted = polis::parted(&conversation, 2, &Quirks::default(), &Settings::default());
            let mut ids: Vec<u32> = parted.iter().flatten().copied().collect();
            ids.sort_unstable();
            ids.dedup();
            for (row, group) in rows.iter().zip(parted) {
                of[*row] = group.and_then(|group| ids.iter().position(|id| *id == group));
            }
        }
        let mut sides = [0, 1].map(|_| vec![Sides::default(); votes.statements()]);
        for (row, group) in votes.rows().zip(&of) {
            let Some(group) = group.filter(|&group| group < 2) else { continue };
            row.iter().for_each(|answer| sides[group][answer.statement()].add(answer.vote()));
        }
        let share = |(at, sides): (usize, &Sides)| (sides.agree + 2.0 * rates.p(at)) / (sides.all() + 2.0);
        let shares = sides.map(|sides| sides.iter().enumerate().map(share).collect());
        PolisGroups { of, shares }
    }

    pub(crate) fn p(&self, rates: &Rates, person: usize, statement: usize) -> f64 {
        match self.of[person] {
            Some(group) if group < 2 => self.shares[group][statement],
            _ => rates.p(statement),
        }
    }
}

/// A logistic curve of each statement over the places on two principal axes of Polis, as far as ridge lets it.
pub(crate) struct PrincipalAxes {
    places: Vec<[f64; 2]>,
    curves: Vec<[f64; 3]>,
}

/// What holds the slopes of a curve back: a normal prior of variance one on axes of variance one.
const RIDGE: f64 = 1.0;
/// Newton's rounds; more change nothing in the sixth digit.
const ROUNDS: usize = 8;

impl PrincipalAxes {
    pub(crate) fn of(votes: &VoteMatrix, rates: &Rates) -> PrincipalAxes {
        let mut places = vec![[0.0; 2]; votes.people()];
        if let Some((conversation, rows)) = polis_conversation(votes) {
            let quirks = Quirks::default();
            let math = polis::snapshot(&conversation, &quirks, &Settings::default());
            let own = polis::positions(&conversation, &math.pca, &quirks).unwrap_or_default();
            rows.iter().zip(own).for_each(|(&row, place)| places[row] = place);
        }
        (0..2).for_each(|axis| stretch(&mut places, axis));
        let columns = votes.by_statement();
        let curve = |(statement, column): (usize, &[tally::Answer])| {
            let seen: Vec<([f64; 2], f64)> = column
                .iter()
                .filter(|answer| answer.vote() != Vote::Pass)
                .map(|answer| (places[answer.statement()], f64::from(u8::from(answer.vote() == Vote::Agree))))
                .collect();
            fitted(&seen, logit(rates.p(statement)))
        };
        let curves = columns.rows().enumerate().map(curve).collect();
        PrincipalAxes { places, curves }
    }

    pub(crate) fn p(&self, person: usize, statement: usize) -> f64 {
        let ([x, y], [c, a, b]) = (self.places[person], self.curves[statement]);
        sigmoid(c + a * x + b * y)
    }
}

/// Brings an axis to variance one; one without any stays.
fn stretch(places: &mut [[f64; 2]], axis: usize) {
    let n = places.len().max(1) as f64;
    let mean = places.iter().map(|place| place[axis]).sum::<f64>() / n;
    let spread = places.iter().map(|place| (place[axis] - mean).powi(2)).sum::<f64>() / n;
    if spread > 0.0 {
        places.iter_mut().for_each(|place| place[axis] = (place[axis] - mean) / spread.sqrt());
    }
}

/// Newton's steps towards the ridge estimate, from the statement's rate; the intercept is held to it as lightly.
fn fitted(seen: &[([f64; 2], f64)], rate: f64) -> [f64; 3] {
    let mut at = [rate, 0.0, 0.0];
    for _ in 0..ROUNDS {
        let mut slope = [-RIDGE * (at[0] - rate), -RIDGE * at[1], -RIDGE * at[2]];
        let mut bend = [[RIDGE, 0.0, 0.0], [0.0, RIDGE, 0.0], [0.0, 0.0, RIDGE]];
        for &([x, y], agrees) in seen {
            let row = [1.0, x, y];
            let p = sigmoid(at[0] + at[1] * x + at[2] * y);
            for i in 0..3 {
                slope[i] += (agrees - p) * row[i];
                (0..3).for_each(|j| bend[i][j] += p * (1.0 - p) * row[i] * row[j]);
            }
        }
        let step = solved(bend, slope);
        (0..3).for_each(|i| at[i] += step[i]);
    }
    at
}

/// Three equations by elimination; the matrix is positive definite, so pivots need no search.
fn solved(mut a: [[f64; 3]; 3], mut b: [f64; 3]) -> [f64; 3] {
    for i in 0..3 {
        for j in i + 1..3 {
            let share = a[j][i] / a[i][i];
            (i..3).for_each(|k| a[j][k] -= share * a[i][k]);
            b[j] -= share * b[i];
        }
    }
    for i in (0..3).rev() {
        let rest: f64 = (i + 1..3).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - rest) / a[i][i];
    }
    b
}

pub(crate) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn logit(p: f64) -> f64 {
    libm::log(p / (1.0 - p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_equations_are_solved() {
        let (a, x) = ([[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 2.0]], [1.0, -2.0, 3.0]);
        let b: [f64; 3] = std::array::from_fn(|i| (0..3).map(|j| a[i][j] * x[j]).sum());
        let found = solved(a, b);
        assert!((0..3).all(|i| (found[i] - x[i]).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn a_curve_leans_the_way_people_do() {
        let seen: Vec<([f64; 2], f64)> =
            (0..40).map(|n| ([f64::from(n) / 20.0 - 1.0, 0.0], f64::from(u8::from(n >= 20)))).collect();
        let [_, along, across] = fitted(&seen, 0.0);
        assert!(along > 1.0 && across.abs() < 1e-9, "{along} {across}");
    }
}
