//! Whether the stability told of a group is what fresh people of the same kind show.

use crate::Options;
use crate::made::{Crowd, Statements};
use crate::measures::Rate;
use crate::tables::{Table, figure, rate};
use opinion::chance::Chance;
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FitSettings, Model};
use rayon::prelude::*;
use serde::Serialize;
use tally::VoteMatrix;

const PEOPLE: usize = 300;
const STATEMENTS: usize = 60;
const ANSWERED: f64 = 0.5;
const APART: [f64; 3] = [5.0, 6.0, 8.0];
/// Fresh crowds that each crowd is asked again among.
const FRESH: u64 = 8;

/// The stability told of groups, against how they come back among fresh people.
#[derive(Clone, Debug, Serialize)]
pub struct Stability {
    /// By how far two camps are apart.
    pub crowds: Vec<Returned>,
}

/// Crowds of two camps of one distance.
#[derive(Clone, Debug, Serialize)]
pub struct Returned {
    /// In standard deviations within a camp.
    pub apart: f64,
    /// Crowds in which groups were found, of those drawn.
    pub crowds: u64,
    /// Of so many.
    pub of: u64,
    /// Mean of what was told, the least group of each crowd.
    pub told: f64,
    /// Fresh crowds in which two groups were found as well.
    pub found_again: Rate,
    /// Mean of how much of the least group came back in those.
    pub came_back: f64,
    /// Mean of the difference without its sign, crowd by crowd.
    pub off: f64,
}

impl Stability {
    pub(crate) fn of(options: &Options<'_>) -> Stability {
        let chance = Chance::new(options.seed).part(5);
        let each = options.repetitions.div_ceil(APART.len());
        let mut crowds = Vec::new();
        for (at, apart) in (0u64..).zip(APART) {
            (options.progress)("stability", crowds.len(), APART.len());
            let crowd = Crowd { people: PEOPLE, statements: STATEMENTS, answered: ANSWERED, camps: 2, apart };
            let all: Vec<Option<Once>> = (0..each as u64)
                .into_par_iter()
                .map(|draw| once(crowd, chance.part(at).part(draw), draw))
                .collect();
            let found: Vec<Once> = all.iter().flatten().copied().collect();
            let told: Vec<(f64, f64)> =
                found.iter().filter_map(|one| Some((one.told, one.came_back?))).collect();
            let n = told.len().max(1) as f64;
            let mean = |of: &dyn Fn(&(f64, f64)) -> f64| told.iter().map(of).sum::<f64>() / n;
            crowds.push(Returned {
                apart,
                crowds: found.len() as u64,
                of: all.len() as u64,
                found_again: found.iter().fold(Rate::default(), |all, one| all.plus(one.again)),
                told: mean(&|one| one.0),
                came_back: mean(&|one| one.1),
                off: mean(&|one| (one.0 - one.1).abs()),
            });
        }
        Stability { crowds }
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "Stability told of two groups, and how they came back among fresh people",
            &["apart", "crowds", "told", "came back", "off by", "fresh crowds that part as well"],
        );
        for one in &self.crowds {
            table.row(
                &format!("{:.0}", one.apart),
                [
                    format!("{} of {}", one.crowds, one.of),
                    figure(one.told),
                    figure(one.came_back),
                    figure(one.off),
                    rate(one.found_again),
                ],
            );
        }
        vec![table]
    }
}

fn found(votes: &VoteMatrix, settings: &GroupSettings) -> (Model, Groups) {
    let model = Model::fit(votes, &FitSettings::default());
    let positions = model.positions(votes);
    let groups = Groups::find(&model, votes, &positions, settings);
    (model, groups)
}

/// One crowd in which two groups were found.
#[derive(Clone, Copy)]
struct Once {
    told: f64,
    /// `None` where no fresh crowd parted.
    came_back: Option<f64>,
    again: Rate,
}

/// What is told of a crowd, and how much of its groups comes back: fresh people of the same kind are grouped anew, and
/// the people of the first crowd are put into the groups found among them.
fn once(crowd: Crowd, chance: Chance, seed: u64) -> Option<Once> {
    let statements = Statements::new(crowd.statements, chance.part(0));
    let (votes, _) = crowd.draw(&statements, chance.part(1));
    let settings = GroupSettings { seed, ..GroupSettings::default() };
    let (_, groups) = found(&votes, &settings);
    if groups.k() != 2 {
        return None;
    }
    let told = groups.stability?;
    let (mut shares, mut rate) = (Vec::new(), Rate::default());
    for fresh in 0..FRESH {
        let (others, _) = crowd.draw(&statements, chance.part(2 + fresh));
        let model = Model::fit(&others, &FitSettings::default());
        let positions = model.positions(&others);
        let free = GroupSettings {
            seed: seed ^ fresh,
            level: 1.0,
            draws: 1,
            resamples: 0,
            ..GroupSettings::default()
        };
        let again = Groups::find(&model, &others, &positions, &free);
        rate.add(again.k() == 2);
        if again.k() != 2 {
            continue;
        }
        let centres: Vec<[f64; 2]> = again.list.iter().map(|group| group.centre).collect();
        let side = |row| {
            let place = model.position(row).place;
            let away = |centre: &[f64; 2]| (place[0] - centre[0]).powi(2);
            usize::from(away(&centres[1]) < away(&centres[0]))
        };
        let sides: Vec<usize> = votes.rows().map(side).collect();
        shares.push(least_overlap(&groups.of, &sides));
    }
    let came_back = (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
    Some(Once { told, came_back, again: rate })
}

/// The least, over the groups told, of the overlap (Jaccard) with its likest side.
fn least_overlap(of: &[Option<u8>], sides: &[usize]) -> f64 {
    let mut shared = [[0usize; 2]; 2];
    for (group, &side) in of.iter().zip(sides) {
        if let Some(group) = group {
            shared[usize::from(*group).min(1)][side] += 1;
        }
    }
    let jaccard = |group: usize| {
        (0..2)
            .map(|side| {
                let both = shared[group][side];
                let all = shared[group].iter().sum::<usize>() + shared[0][side] + shared[1][side] - both;
                both as f64 / all.max(1) as f64
            })
            .fold(0.0, f64::max)
    };
    jaccard(0).min(jaccard(1))
}
