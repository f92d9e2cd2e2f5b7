//! Where the sweeps begin: the strongest directions of what rates alone leave unexplained.

use super::fit::{Prior, Sides};
use super::linear::{Square, cholesky, lower_inverse};
use super::moments::{FACTORS, FREE, Gauss};
use rayon::prelude::*;
use tally::VoteMatrix;

type Vectors = Vec<[f64; FACTORS]>;

/// Rounds of orthogonal iteration; it is a start and needs no more.
const ROUNDS: usize = 6;

pub(super) fn start(rows: &VoteMatrix, columns: &VoteMatrix) -> Sides {
    let (people, statements) = (rows.people(), rows.statements());
    let means: Vec<f64> = (0..statements).map(|at| mean(columns.row(at))).collect();
    let mut directions: Vectors = (0..statements).map(scattered).collect();
    for _ in 0..ROUNDS {
        let positions = project(rows, &directions, &means, true);
        directions = project(columns, &positions, &means, false);
        orthonormalise(&mut directions);
    }
    let scale = (statements as f64).sqrt();
    let lean = |sign: f64| libm::log((1.0 + sign) / (1.0 - sign));
    let statements = directions.iter().zip(&means).map(|(direction, mean)| {
        let mut one = Gauss::prior(&[0.1; FREE]);
        one.mean[0] = lean(mean * 0.9);
        for k in 0..FACTORS {
            one.mean[k + 1] = direction[k] * scale;
        }
        one
    });
    let statements: Vec<Gauss> = statements.collect();
    let of_people = Prior {
        mean: [0.0; FREE],
        cov: Gauss::prior(&std::array::from_fn(|k| if k == 0 { 0.5 } else { 1.0 })).cov,
    };
    Sides {
        people: vec![of_people.as_gauss(); people],
        of_statements: Prior::of(&statements, false),
        statements,
        of_people,
    }
}

/// The mean sign of a statement's answers, passes as 0, shrunk by one vote.
fn mean(row: &[tally::Answer]) -> f64 {
    let sum: i64 = row.iter().map(|answer| i64::from(answer.sign())).sum();
    sum as f64 / (row.len() as f64 + 1.0)
}

/// Fixed numbers without a pattern, between −1 and 1.
fn scattered(at: usize) -> [f64; FACTORS] {
    std::array::from_fn(|k| {
        let mut x = (at as u64 * FACTORS as u64 + k as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ (x >> 31)) >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    })
}

/// The centred matrix, or its transpose, times vectors; scaled so that who answered much does not rule the axes.
fn project(rows: &VoteMatrix, vectors: &Vectors, means: &[f64], by_person: bool) -> Vectors {
    (0..rows.people())
        .into_par_iter()
        .map(|at| {
            let row = rows.row(at);
            let mut sum = [0.0; FACTORS];
            for answer in row {
                let mean = means[if by_person { answer.statement() } else { at }];
                let rest = f64::from(answer.sign()) - mean;
                for (sum, value) in sum.iter_mut().zip(&vectors[answer.statement()]) {
                    *sum += rest * value;
                }
            }
            let scale = 1.0 / (row.len() as f64 + 5.0).sqrt();
            sum.map(|value| value * scale)
        })
        .collect()
}

fn orthonormalise(vectors: &mut Vectors) {
    let mut gram: Square<FACTORS> = [[0.0; FACTORS]; FACTORS];
    for vector in vectors.iter() {
        for j in 0..FACTORS {
            for k in 0..FACTORS {
                gram[j][k] += vector[j] * vector[k];
            }
        }
    }
    let back = lower_inverse(&cholesky(&gram));
    for vector in vectors.iter_mut() {
        let old = *vector;
        *vector = std::array::from_fn(|j| (0..FACTORS).map(|k| back[j][k] * old[k]).sum());
    }
}
