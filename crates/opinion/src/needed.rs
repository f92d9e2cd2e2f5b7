//! How many more answers would be expected to settle an open statement.
//!
//! A plan, not a certificate: the shares seen so far are taken to continue, and normal tails stand in for exact
//! ones, so that thousands of open statements can be planned for at once.

use crate::belief::Answers;
use crate::certify::{Standings, more_than_half};
use crate::report::MoreAnswers;
use crate::settings::{Evidence, Settings};
use libm::{erfc, sqrt};

/// No plan asks one party for more than this.
const MOST: u64 = 100_000;

/// The fewest further answers per party, equal for all (a roster that ends stays at its end), that would be
/// expected to earn any settled grade; with the number each party would add.
pub(crate) fn more_answers(
    answers: &[Answers],
    standings: &Standings,
    outside: usize,
    single: bool,
    settings: &Settings,
) -> (MoreAnswers, Vec<u64>) {
    let none = vec![0; answers.len()];
    if answers.iter().all(|cell| cell.exhausted()) {
        return (MoreAnswers::Exhausted, none);
    }
    let settles = |extra: u64| settled(&continued(answers, extra), standings, outside, single, settings);
    let mut high = 1;
    while !settles(high) {
        if high >= MOST {
            return (MoreAnswers::Beyond(MOST), none);
        }
        high = (high * 2).min(MOST);
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if settles(middle) { high = middle } else { low = middle }
    }
    let each: Vec<u64> = answers.iter().map(|cell| room(cell, high)).collect();
    (MoreAnswers::Expected(each.iter().sum()), each)
}

fn room(cell: &Answers, extra: u64) -> u64 {
    cell.roster.map_or(extra, |roster| extra.min(roster.saturating_sub(cell.people.answers())))
}

/// A party's shares (with one answer's worth of doubt on each side) and how much is known of them.
struct Expected {
    agree: f64,
    disagree: f64,
    answers: f64,
    /// The part of the roster still unasked then; 1 for an open crowd. It scales the variance.
    unasked: f64,
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
fn continued(answers: &[Answers], extra: u64) -> Vec<Expected> {
    let of = |cell: &Answers| {
        let seen = cell.total() + 2.0;
        let answers = cell.total() + room(cell, extra) as f64;
        let unasked = cell.roster.map_or(1.0, |roster| ((roster as f64 - answers) / roster as f64).max(0.0));
        Expected {
            agree: (cell.agree + 2.0 / 3.0) / seen,
            disagree: (cell.disagree + 2.0 / 3.0) / seen,
            answers,
            unasked,
        }
    };
    answers.iter().map(of).collect()
}

impl Expected {
    fn below(&self, share: f64, bound: f64) -> f64 {
        let deviation = sqrt(share * (1.0 - share) / self.answers * self.unasked).max(1e-12);
        0.5 * erfc((share - bound) / deviation * std::f64::consts::FRAC_1_SQRT_2)
    }

    fn failure(&self, side: f64, other: f64, settings: &Settings) -> f64 {
        (self.below(side, settings.agreement) + 1.0 - self.below(other, settings.veto)).min(1.0)
    }
}

fn settled(
    parties: &[Expected],
    standings: &Standings,
    outside: usize,
    single: bool,
    settings: &Settings,
) -> bool {
    let sure = |p: f64| p >= settings.confidence;
    let half = |side: fn(&Expected) -> f64| {
        let fails: Vec<f64> = parties.iter().map(|p| p.below(side(p), 0.5)).collect();
        sure(more_than_half(&fails, Evidence::Fixed))
    };
    if half(|p| p.agree) || half(|p| p.disagree) {
        return true;
    }
    if single {
        return false;
    }
    let together = |fails: Vec<f64>| sure(standings.inside(&fails, outside, Evidence::Fixed));
    together(parties.iter().map(|p| p.failure(p.agree, p.disagree, settings)).collect())
        || together(parties.iter().map(|p| p.failure(p.disagree, p.agree, settings)).collect())
        || apart(parties, settings)
}

fn apart(parties: &[Expected], settings: &Settings) -> bool {
    let error = (1.0 - settings.confidence) / 4.0;
    let leans = |p: &Expected, side: f64, other: f64| p.below(side / (side + other).max(1e-12), 0.5) <= error;
    let highest = parties.iter().filter(|p| leans(p, p.agree, p.disagree));
    let lowest = parties.iter().filter(|p| leans(p, p.disagree, p.agree));
    let margin = |p: &Expected| 2.24 * sqrt(p.agree * (1.0 - p.agree) / p.answers * p.unasked);
    let high = highest.map(|p| p.agree - margin(p)).fold(f64::NEG_INFINITY, f64::max);
    let low = lowest.map(|p| p.agree + margin(p)).fold(f64::INFINITY, f64::min);
    high - low >= settings.divide_gap
}
