//! Crowds of people who answer by their opinions, and bots that answer by a script.

#![allow(dead_code, reason = "each test uses a part")]

use opinion::chance::Chance;
use tally::{Answer, VoteMatrix};
use terms::Vote;

pub(crate) type Row = Vec<Answer>;

/// How a crowd is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crowd {
    pub people: usize,
    pub statements: u32,
    /// Where the camps lie to either side of the middle; 0 for one cloud.
    pub apart: f64,
    /// How probable it is that a person is shown a statement.
    pub shown: f64,
    /// How far statements differ in popularity, in log odds.
    pub spread: f64,
}

pub(crate) const CLOUD: Crowd = Crowd { people: 600, statements: 60, apart: 0.0, shown: 0.6, spread: 1.2 };
pub(crate) const CAMPS: Crowd = Crowd { apart: 1.8, ..CLOUD };

/// A statement: its popularity and its direction, in log odds.
pub(crate) fn statements(crowd: &Crowd, chance: &mut Chance) -> Vec<(f64, f64)> {
    (0..crowd.statements).map(|_| (0.7 + crowd.spread * chance.normal(), chance.normal())).collect()
}

fn agrees(readiness: f64, place: f64, (popularity, direction): (f64, f64)) -> f64 {
    1.0 / (1.0 + (-(readiness + popularity + place * direction)).exp())
}

fn vote(agrees: f64, chance: &mut Chance) -> Vote {
    if chance.unit() < 0.08 {
        Vote::Pass
    } else if chance.unit() < agrees {
        Vote::Agree
    } else {
        Vote::Disagree
    }
}

/// People who answer by their opinions and by nothing else.
pub(crate) fn honest(crowd: &Crowd, of: &[(f64, f64)], chance: &mut Chance) -> Vec<Row> {
    let person = |chance: &mut Chance| {
        let camp = if chance.unit() < 0.35 { -crowd.apart } else { crowd.apart };
        let place = camp + if crowd.apart > 0.0 { 0.5 } else { 1.0 } * chance.normal();
        let readiness = 0.5 * chance.normal();
        let mut row = Row::new();
        for (at, statement) in (0u32..).zip(of) {
            if chance.unit() < crowd.shown {
                row.push(Answer::new(at, vote(agrees(readiness, place, *statement), chance)));
            }
        }
        row
    };
    (0..crowd.people).map(|_| person(chance)).collect()
}

/// Bots that all follow one script over the statements they are shown, but for a share of slips.
pub(crate) fn bots(count: usize, script: &[Vote], shown: f64, slips: f64, chance: &mut Chance) -> Vec<Row> {
    let one = |chance: &mut Chance| {
        let mut row = Row::new();
        for (at, said) in (0u32..).zip(script) {
            if chance.unit() < shown {
                let slip = chance.unit() < slips;
                row.push(Answer::new(at, if slip { Vote::ALL[chance.below(3)] } else { *said }));
            }
        }
        row
    };
    (0..count).map(|_| one(chance)).collect()
}

/// A script drawn by lot.
pub(crate) fn any_script(statements: u32, chance: &mut Chance) -> Vec<Vote> {
    (0..statements).map(|_| if chance.unit() < 0.5 { Vote::Agree } else { Vote::Disagree }).collect()
}

/// What the smaller camp usually says.
pub(crate) fn usual_script(crowd: &Crowd, of: &[(f64, f64)]) -> Vec<Vote> {
    let said =
        |statement| if agrees(0.0, -crowd.apart, statement) > 0.5 { Vote::Agree } else { Vote::Disagree };
    of.iter().map(|statement| said(*statement)).collect()
}

pub(crate) fn matrix(statements: u32, rows: &[Row]) -> VoteMatrix {
    let mut matrix = VoteMatrix::new(statements as usize);
    for row in rows {
        matrix.push(row.iter().copied()).expect("statements of the crowd");
    }
    matrix
}
