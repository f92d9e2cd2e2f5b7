//! Whether the same groups come back when other people of the same kind had come.

use super::mixture::Mixture;
use super::places;
use crate::chance::Chance;
use crate::model::Model;
use rayon::prelude::*;
use std::collections::BTreeSet;
use tally::VoteMatrix;

/// Sweeps in which the model is fitted again to the people drawn.
const SWEEPS: usize = 2;

/// For each group the mean overlap (Jaccard) with its likest in each resampling of the people (Hennig 2007).
///
/// `sides` says which of `k` groups each row is in. Everything is done anew for the people drawn, with replacement:
/// statements, positions, centres.
pub(super) fn stability(
    model: &Model,
    rows: &VoteMatrix,
    sides: &[usize],
    k: usize,
    resamples: usize,
    chance: Chance,
) -> Vec<f64> {
    let overlaps: Vec<Vec<f64>> = (0..resamples)
        .into_par_iter()
        .map(|round| {
            let mut chance = chance.part(round as u64);
            let drawn: Vec<u32> =
                (0..rows.people()).filter_map(|_| u32::try_from(chance.below(rows.people())).ok()).collect();
            overlap(model, rows, sides, k, &drawn, chance)
        })
        .collect();
    let n = resamples.max(1) as f64;
    (0..k).map(|group| overlaps.iter().map(|round| round[group]).sum::<f64>() / n).collect()
}

fn overlap(
    model: &Model,
    rows: &VoteMatrix,
    sides: &[usize],
    k: usize,
    drawn: &[u32],
    chance: Chance,
) -> Vec<f64> {
    let sample = rows.of_people(drawn);
    let model = model.refit(&sample, SWEEPS);
    let (evidence, places, scales) = places(&model, &sample);
    let mixture = Mixture::fit(&evidence, &places, &scales, k, chance);
    // Each person counts once, however often drawn.
    let mut met = BTreeSet::new();
    let mut shared = vec![vec![0usize; k]; k];
    for (&person, evidence) in drawn.iter().zip(&evidence) {
        if met.insert(person) {
            shared[sides[person as usize]][mixture.side(evidence)] += 1;
        }
    }
    let size_now: Vec<usize> = (0..k).map(|at| shared.iter().map(|row| row[at]).sum()).collect();
    let jaccard = |row: &Vec<usize>| {
        let size: usize = row.iter().sum();
        let of = |(at, &both): (usize, &usize)| both as f64 / (size + size_now[at] - both).max(1) as f64;
        row.iter().enumerate().map(of).fold(0.0, f64::max)
    };
    shared.iter().map(jaccard).collect()
}
