//! Made-up opinions to draw: people around the middles of groups, with statements that pull.

use opinion::groups::{Group, Groups, OneSpectrum, Representative};
use opinion::model::{FACTORS, Position};
use present::analysis::MapView;
use tally::Counts;
use terms::{StatementKey, Vote};

/// Opinions that own what a view borrows.
pub(crate) struct Opinions {
    pub(crate) groups: Groups,
    pub(crate) columns: Vec<StatementKey>,
    pub(crate) directions: Vec<[f64; FACTORS]>,
    pub(crate) strengths: [f64; FACTORS],
    pub(crate) positions: Vec<Position>,
    pub(crate) answers: Vec<Vec<Counts>>,
}

impl Opinions {
    pub(crate) fn view(&self) -> MapView<'_> {
        MapView {
            groups: &self.groups,
            columns: &self.columns,
            directions: &self.directions,
            strengths: self.strengths,
            positions: &self.positions,
            answers: &self.answers,
            people: None,
        }
    }
}

/// Somebody at a place, known so well on both axes.
pub(crate) fn position(x: f64, y: f64, variance: f64) -> Position {
    let cov = [[variance, variance / 4.0], [variance / 4.0, variance]];
    Position { readiness: 0.0, place: [x, y], cov }
}

/// The groups of people who are already in one, with the middles they have.
pub(crate) fn grouped(positions: &[Position], of: Vec<Option<u8>>, k: usize) -> Groups {
    let middle = |group: usize| {
        let members: Vec<&Position> = positions
            .iter()
            .zip(&of)
            .filter(|(_, of)| **of == u8::try_from(group).ok())
            .map(|(p, _)| p)
            .collect();
        let count = members.len().max(1) as f64;
        (members.len(), [0, 1].map(|axis| members.iter().map(|p| p.place[axis]).sum::<f64>() / count))
    };
    let list = (0..k.max(1)).map(|at| {
        let (size, centre) = middle(at);
        let contrast = (0..k.max(1)).map(|other| if other == at { 0.0 } else { 0.34 }).collect();
        Group { size, stability: Some(0.93), centre, statements: told(at, k), contrast }
    });
    Groups {
        one_spectrum: (k < 2).then_some(OneSpectrum::NotParted),
        null_p: Some(if k < 2 { 0.37 } else { 0.01 }),
        stability: (k > 1).then_some(0.912),
        placed: of.iter().flatten().count(),
        list: list.collect(),
        of,
    }
}

fn told(group: usize, k: usize) -> Vec<Representative> {
    if k < 2 {
        return Vec::new();
    }
    let one = |statement: usize, vote| Representative {
        statement,
        vote,
        share: 0.884,
        others: 0.412,
        difference: 0.472,
        at_least: 0.4,
    };
    vec![one(group, Vote::Agree), one(13, Vote::Disagree), one(group + 5, Vote::Agree)]
}

/// Two camps and a few who answered little, on the statements of [`super::forum`].
pub(crate) fn two_camps() -> Opinions {
    camps(2, 180)
}

/// One cloud.
pub(crate) fn one_cloud() -> Opinions {
    camps(1, 900)
}

/// So many camps, the first of them the largest, with a few who answered too little to be counted in one.
pub(crate) fn camps(k: usize, people: usize) -> Opinions {
    let camp = |at: usize| if k < 2 { 0 } else { (at % (k + 1)).saturating_sub(1) };
    // A spiral fills a disc evenly, without chance.
    let place = |at: usize| {
        let (turn, away) = (at as f64 * 2.399_963, (at as f64 / people as f64).sqrt());
        let around = camp(at) as f64 / k.max(1) as f64 * std::f64::consts::TAU;
        let apart = if k > 1 { 1.5 } else { 0.0 };
        position(
            apart * around.cos() + 0.6 * away * turn.cos(),
            apart * around.sin() + 0.9 * away * turn.sin(),
            0.04,
        )
    };
    let positions: Vec<Position> = (0..people).map(place).collect();
    let of = |at: usize| if at % 17 == 5 { None } else { u8::try_from(camp(at)).ok() };
    let of: Vec<Option<u8>> = (0..people).map(of).collect();
    let statements = super::plans().len();
    let direction = |at: usize| {
        let mut direction = [0.0; FACTORS];
        direction[0] = (at as f64 * 1.7).sin() * 1.4;
        direction[1] = (at as f64 * 0.9).cos() * 0.8;
        direction
    };
    let answers = (0..k).map(|group| {
        let cell = |at: usize| {
            let agree = 10 + ((at * 7 + group * 23) % 30) as u64;
            Counts { agree, pass: 4, disagree: 44 - agree }
        };
        (0..statements).map(cell).collect()
    });
    let mut strengths = [0.0; FACTORS];
    (strengths[0], strengths[1]) = (1.0, 0.4);
    Opinions {
        columns: (0..statements).map(|at| StatementKey::new(&(at + 1).to_string())).collect(),
        directions: (0..statements).map(direction).collect(),
        strengths,
        groups: grouped(&positions, of, k),
        positions,
        answers: answers.collect(),
    }
}
