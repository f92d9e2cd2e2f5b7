//! Where the sweeps begin: the strongest directions of what rates alone leave unexplained.

use super::fit::{Prior, Sides};
use super::linear::{Square, cholesky, lower_inverse};
use super::moments::{FACTORS, FREE, Gauss};
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x8};
use rayon::prelude::*;
use tally::{Answer, VoteMatrix};

/// A direction or a position, filled up to one register of eight.
type Vector = [f32; SIDE];

const SIDE: usize = 8;
const _: () = assert!(FACTORS <= SIDE);

/// Rounds of orthogonal iteration; it is a start and needs no more.
const ROUNDS: usize = 6;

pub(super) fn start(rows: &VoteMatrix, columns: &VoteMatrix) -> Sides {
    let (people, statements) = (rows.people(), rows.statements());
    let means: Vec<f32> = (0..statements).map(|at| mean(columns.row(at))).collect();
    let mut directions: Vec<Vector> = (0..statements).map(scattered).collect();
    for _ in 0..ROUNDS {
        let positions = project(rows, &directions, &means, true);
        directions = project(columns, &positions, &means, false);
        orthonormalise(&mut directions);
    }
    let scale = (statements as f64).sqrt();
    let lean = |sign: f64| libm::log((1.0 + sign) / (1.0 - sign));
    let statements = directions.iter().zip(&means).map(|(direction, mean)| {
        let mut one = Gauss::prior(&[0.1; FREE]);
        one.mean[0] = lean(f64::from(*mean) * 0.9);
        for k in 0..FACTORS {
            one.mean[k + 1] = f64::from(direction[k]) * scale;
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
fn mean(row: &[Answer]) -> f32 {
    let sum: i64 = row.iter().map(|answer| i64::from(answer.sign())).sum();
    (sum as f64 / (row.len() as f64 + 1.0)) as f32
}

/// Fixed numbers without a pattern, between −1 and 1.
fn scattered(at: usize) -> Vector {
    let mut vector = [0.0; SIDE];
    for (k, value) in vector.iter_mut().take(FACTORS).enumerate() {
        let mut x = (at as u64 * FACTORS as u64 + k as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        *value = ((x ^ (x >> 31)) >> 40) as f32 / (1u64 << 23) as f32 - 1.0;
    }
    vector
}

/// The centred matrix, or its transpose, times vectors; scaled so that who answered much does not rule the axes.
fn project(rows: &VoteMatrix, vectors: &[Vector], means: &[f32], by_person: bool) -> Vec<Vector> {
    let level = Level::new();
    (0..rows.people())
        .into_par_iter()
        .with_min_len(16)
        .map(|at| {
            let row = rows.row(at);
            let mean = (!by_person).then(|| means[at]);
            let rest = |answer: &Answer| {
                f32::from(answer.sign()) - mean.unwrap_or_else(|| means[answer.statement()])
            };
            let scale = 1.0 / (row.len() as f32 + 5.0).sqrt();
            dispatch!(level, simd => {
                let mut sum = f32x8::splat(simd, 0.0);
                for answer in row {
                    sum += f32x8::load_array(simd, vectors[answer.statement()]) * rest(answer);
                }
                (sum * scale).to_array()
            })
        })
        .collect()
}

fn orthonormalise(vectors: &mut [Vector]) {
    let mut gram: Square<FACTORS> = [[0.0; FACTORS]; FACTORS];
    for vector in vectors.iter() {
        for j in 0..FACTORS {
            for k in 0..FACTORS {
                gram[j][k] += f64::from(vector[j]) * f64::from(vector[k]);
            }
        }
    }
    let back = lower_inverse(&cholesky(&gram));
    for vector in vectors {
        let old = vector.map(f64::from);
        for j in 0..FACTORS {
            vector[j] = (0..FACTORS).map(|k| back[j][k] * old[k]).sum::<f64>() as f32;
        }
    }
}
