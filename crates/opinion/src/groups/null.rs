//! Whether there is more than one cloud: the same people, asked the same statements, had they been one.

use super::mixture::Mixture;
use super::places;
use crate::chance::Chance;
use crate::model::{FACTORS, FitSettings, Model};
use rayon::prelude::*;
use tally::{Answer, VoteMatrix};
use terms::Vote;

/// From two groups to so many are looked for.
const MOST: usize = 8;
/// Sweeps of every fit in the test, the one of the votes themselves included.
const SWEEPS: usize = 5;

/// Into how many clouds these votes part, each with what speaks for it, the best first: how much likelier they are than
/// one, less the price of the further clouds (Schwarz 1978). Only clouds with few people between them count.
pub(super) fn partings(rows: &VoteMatrix, chance: Chance) -> Vec<(usize, f64)> {
    let model = Model::fit(rows, &FitSettings { sweeps: SWEEPS, people: usize::MAX, seed: 0 });
    let (evidence, places, scales) = places(&model, rows);
    let fit = |k: usize| Mixture::fit(&evidence, &places, &scales, k, chance.part(k as u64));
    let one = fit(1).likelihood;
    let price = 1.5 * libm::log(evidence.len().max(1) as f64);
    let parting = |k: usize| {
        let mixture = fit(k);
        let gain = mixture.likelihood - one - price * (k - 1) as f64;
        (gain > 0.0 && mixture.middles.len() == k && mixture.is_parted()).then_some((k, gain))
    };
    let mut partings: Vec<(usize, f64)> = (2..=MOST).into_par_iter().filter_map(parting).collect();
    partings.sort_by(|a, b| b.1.total_cmp(&a.1));
    partings
}

/// The votes of one cloud: everybody's place drawn anew from one even spectrum, everybody asked what they were asked.
///
/// On the strongest axis people are spread evenly, which is the single cloud that parts most easily (Hartigan and
/// Hartigan 1985 take it for the same reason); on the others they are normal.
fn one_cloud(model: &Model, rows: &VoteMatrix, mut chance: Chance) -> VoteMatrix {
    let mut drawn = VoteMatrix::with_capacity(rows.statements(), rows.people());
    let even = 3f64.sqrt();
    for row in rows.rows() {
        let readiness = chance.normal() * model.readiness_spread();
        let mut place: [f64; FACTORS] = std::array::from_fn(|_| chance.normal());
        place[0] = even * (2.0 * chance.unit() - 1.0);
        let votes = row.iter().map(|answer| {
            let side = chance.unit() < model.agree_at(readiness, &place, answer.statement());
            match answer.vote() {
                Vote::Pass => *answer,
                _ => Answer::new(position(answer), if side { Vote::Agree } else { Vote::Disagree }),
            }
        });
        // The statements are those of the rows, so none is refused.
        let _ = drawn.push(votes.collect::<Vec<_>>());
    }
    drawn
}

fn position(answer: &Answer) -> u32 {
    u32::try_from(answer.statement()).unwrap_or(u32::MAX)
}

/// How often one cloud parts at least so well as by `gain`: at most `draws` are drawn, fewer once more of them than may
/// be are as good (Besag and Clifford 1991).
pub(super) fn test(
    model: &Model,
    rows: &VoteMatrix,
    gain: f64,
    draws: usize,
    level: f64,
    chance: Chance,
) -> f64 {
    let too_many = 1 + (level * (draws + 1) as f64).floor() as usize;
    let draw = |index: usize| {
        let chance = chance.part(1 + index as u64);
        let drawn = one_cloud(model, rows, chance.part(0));
        partings(&drawn, chance.part(1)).first().is_some_and(|best| best.1 >= gain)
    };
    let (mut above, mut done) = (0, 0);
    while done < draws && above < too_many {
        // In steps of a fixed size, so that the number of threads decides nothing.
        let next = done..(done + 8).min(draws);
        done = next.end;
        above += next.into_par_iter().filter(|&index| draw(index)).count();
    }
    (above + 1) as f64 / (done + 1) as f64
}
