//! Centre and axes: the two directions along which answers differ most.

use crate::conversation::Conversation;
use crate::eigen::{self, Dense, Operator, Rows};
use tally::{PairSums, VoteMatrix};

/// How the figures are computed. Nothing here changes what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The most memory for sums over every two statements, in bytes. With more statements than fit, or where it is less
    /// work, each step goes over the votes instead; the axes are the same but for the last digits.
    pub most_pair_bytes: u128,
    /// What they are computed from.
    pub from: AxesFrom,
}

/// What the axes are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxesFrom {
    /// Whichever is less work.
    Either,
    /// Sums over every two statements, where they fit.
    PairSums,
    /// The votes themselves.
    Votes,
}

impl Default for Settings {
    /// 256 MiB, so 4,095 statements; whichever is less work.
    fn default() -> Settings {
        Settings { most_pair_bytes: 1 << 28, from: AxesFrom::Either }
    }
}

/// About how often a scatter is applied until the axes are exact.
const APPLICATIONS: u64 = 30;
/// How near to an eigenvector an axis must be.
const EXACT: f64 = 1e-12;

/// Centre and axes in Polis' sign. An axis is all zeros where the answers have no such direction.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Axes {
    pub center: Vec<f64>,
    /// One axis with one person or one statement, none with no vote, else two.
    pub axes: Vec<Vec<f64>>,
}

impl Axes {
    pub(crate) fn of(conversation: &Conversation, settings: &Settings) -> Axes {
        let votes = &conversation.votes;
        let zeroed = conversation.zeroed();
        let means = means(votes, &zeroed);
        let fits = PairSums::bytes(votes.statements()) <= settings.most_pair_bytes;
        let is_wished = match settings.from {
            AxesFrom::Either => is_worth_writing_down(votes),
            AxesFrom::PairSums => true,
            AxesFrom::Votes => false,
        };
        let axes = if fits && is_wished {
            found(&Dense::of(&PairSums::count(votes), &zeroed), votes.votes(), &[], EXACT)
        } else {
            found(&Rows::new(votes, &means, &zeroed), votes.votes(), &[], EXACT)
        };
        Axes::new(&means, axes, votes.people())
    }

    /// `means` in the house's sign.
    pub(crate) fn new(means: &[f64], mut axes: Vec<Vec<f64>>, people: usize) -> Axes {
        axes.truncate(people.min(means.len()));
        // 0 − x rather than −x, so that a mean of nothing is 0 and not −0.
        Axes { center: means.iter().map(|mean| 0.0 - mean).collect(), axes }
    }
}

/// Whether sums over every two statements, and applications of what they make, are less work than as many applications
/// of the votes themselves. Both find the same axes but for the last digits.
fn is_worth_writing_down(votes: &VoteMatrix) -> bool {
    let (statements, people) = (votes.statements() as u64, votes.people() as u64);
    let cells = statements * statements;
    let in_bits = cells / 2 * people.div_ceil(64);
    let by_rows: u64 = votes.rows().map(|row| (row.len() * row.len() / 2) as u64).sum();
    in_bits.min(by_rows) + APPLICATIONS * cells <= APPLICATIONS * 2 * votes.votes() as u64
}

/// The axes of a scatter; `before` are those of a little earlier, which the new ones then point along.
pub(crate) fn found(
    scatter: &impl Operator,
    votes: usize,
    before: &[Vec<f64>],
    tolerance: f64,
) -> Vec<Vec<f64>> {
    let pairs = eigen::leading(scatter, before, tolerance);
    #[expect(clippy::cast_precision_loss, reason = "votes lie far below 2^53")]
    let nothing = 1e-12 * votes as f64;
    let oriented = |(at, (value, vector)): (usize, (f64, Vec<f64>))| {
        if value <= nothing {
            return vec![0.0; vector.len()];
        }
        let along = before.get(at).map_or(0.0, |before| before.iter().zip(&vector).map(|(a, b)| a * b).sum());
        let sign = if along == 0.0 { largest(&vector) } else { along };
        if sign < 0.0 { vector.iter().map(|x| 0.0 - x).collect() } else { vector }
    };
    pairs.into_iter().enumerate().map(oriented).collect()
}

/// The entry farthest from 0, the first of several.
fn largest(vector: &[f64]) -> f64 {
    vector.iter().copied().fold(0.0, |best: f64, x| if x.abs() > best.abs() { x } else { best })
}

/// The mean answer to each statement in the house's sign; 0 where it is moderated out.
pub(crate) fn means(votes: &VoteMatrix, zeroed: &[bool]) -> Vec<f64> {
    let mut sums = vec![(0i64, 0i64); votes.statements()];
    for answer in votes.answers() {
        let (sum, count) = &mut sums[answer.statement()];
        *sum += i64::from(answer.sign());
        *count += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "votes lie far below 2^53")]
    let mean = |((sum, count), zeroed): (&(i64, i64), &bool)| {
        if *zeroed || *count == 0 { 0.0 } else { *sum as f64 / *count as f64 }
    };
    sums.iter().zip(zeroed).map(mean).collect()
}
