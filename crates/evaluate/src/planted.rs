//! Made parties whose shares are known: some statements all accept, some that all but one do, and others.

use crate::calibration::{Cells, report};
use crate::measures::Rate;
use crate::tables::{Table, rate};
use opinion::chance::Chance;
use opinion::{Grade, Settings};
use rayon::prelude::*;
use serde::Serialize;
use tally::Counts;

const PARTIES: usize = 6;
const STATEMENTS: usize = 40;
/// Statements that every party accepts.
const ACCEPTED: usize = 10;
/// Statements that all parties but one accept.
const DECOYS: usize = 10;
/// Answers of a party to a statement, at least and at most.
const ANSWERS: (usize, usize) = (15, 120);
/// Of those who do not agree, so many disagree.
const AGAINST: f64 = 0.6;

/// Claims about made parties, held against the shares they were made with.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Planted {
    /// The engine graded a consensus, and every party's share was as it must be.
    pub consensus: Rate,
    /// Of the statements that all parties accept, those that were graded so.
    pub found: Rate,
    /// Of those all but one accept, how often each was graded a consensus all the same.
    pub decoys: Rate,
    /// The floor lay at or below the least share of a party.
    pub floor: Rate,
    /// The smoothed minimum rule claimed, and every share was at least 60 %.
    pub smoothed_minimum: Rate,
}

impl Planted {
    fn merged(self, other: Planted) -> Planted {
        Planted {
            consensus: self.consensus.plus(other.consensus),
            found: self.found.plus(other.found),
            decoys: self.decoys.plus(other.decoys),
            floor: self.floor.plus(other.floor),
            smoothed_minimum: self.smoothed_minimum.plus(other.smoothed_minimum),
        }
    }

    pub(crate) fn table(&self, confidence: f64) -> Table {
        let title =
            format!("Made parties ({PARTIES}), whose shares are known ({:.0} % sure)", 100.0 * confidence);
        let mut table = Table::new(&title, &["claim", "how often"]);
        table.row("graded consensus, and is one", [rate(self.consensus)]);
        table.row("is one, and graded so", [rate(self.found)]);
        table.row("all but one party accept, graded consensus", [rate(self.decoys)]);
        table.row("the floor is at or below the least share", [rate(self.floor)]);
        table.row("smoothed min ≥ 60 %, and is so", [rate(self.smoothed_minimum)]);
        table
    }
}

/// Over so many made forums.
pub(crate) fn of(repetitions: usize, chance: Chance, settings: &Settings) -> Planted {
    let one = |draw| forum(chance.part(draw), settings);
    let all: Vec<Planted> = (0..repetitions as u64).into_par_iter().map(one).collect();
    all.into_iter().fold(Planted::default(), Planted::merged)
}

fn shares(statement: usize, chance: &mut Chance) -> [f64; PARTIES] {
    let mut between = |low: f64, high: f64| low + (high - low) * chance.unit();
    let mut shares: [f64; PARTIES] = std::array::from_fn(|_| match statement {
        ..ACCEPTED => between(0.65, 0.95),
        ACCEPTED..20 => between(0.70, 0.95),
        _ => between(0.20, 0.90),
    });
    if (ACCEPTED..ACCEPTED + DECOYS).contains(&statement) {
        shares[chance.below(PARTIES)] = 0.5;
    }
    shares
}

fn forum(mut chance: Chance, settings: &Settings) -> Planted {
    let known: Vec<[f64; PARTIES]> = (0..STATEMENTS).map(|at| shares(at, &mut chance)).collect();
    let cell = |share: f64, chance: &mut Chance| {
        let mut counts = Counts::default();
        for _ in 0..ANSWERS.0 + chance.below(ANSWERS.1 - ANSWERS.0) {
            let draw = chance.unit();
            if draw < share {
                counts.agree += 1;
            } else if draw < share + (1.0 - share) * AGAINST {
                counts.disagree += 1;
            } else {
                counts.pass += 1;
            }
        }
        counts
    };
    let cells: Cells = (0..PARTIES)
        .map(|party| known.iter().map(|shares| cell(shares[party], &mut chance)).collect())
        .collect();
    let mut planted = Planted::default();
    let Some(report) = report(&cells, settings) else { return planted };
    for finding in &report.findings {
        let Ok(statement) = finding.statement.as_str().parse::<usize>() else { continue };
        let least = known[statement].iter().copied().fold(1.0, f64::min);
        let is_one = known[statement]
            .iter()
            .all(|&share| share >= settings.agreement && (1.0 - share) * AGAINST <= settings.veto);
        let graded = matches!(finding.grade, Grade::Consensus | Grade::Unanimous);
        if graded {
            planted.consensus.add(is_one);
        }
        if is_one {
            planted.found.add(graded);
        }
        if (ACCEPTED..ACCEPTED + DECOYS).contains(&statement) {
            planted.decoys.add(graded);
        }
        if let Some(floor) = finding.floor {
            planted.floor.add(floor <= least);
        }
        let smoothed = |counts: &Vec<Counts>| {
            (counts[statement].agree as f64 + 1.0) / (counts[statement].answers() as f64 + 2.0)
        };
        if cells.iter().map(smoothed).fold(1.0, f64::min) >= 0.6 {
            planted.smoothed_minimum.add(least >= 0.6);
        }
    }
    planted
}
