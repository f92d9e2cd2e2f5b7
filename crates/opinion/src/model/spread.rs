//! Sums over many Gaussians, in parts of one size one after the other, so that the number of threads decides nothing.

use super::linear::Square;
use super::moments::{FREE, Gauss};
use rayon::prelude::*;

/// So many are summed by one thread.
const PART: usize = 256;

/// The mean of their means; zero of none.
pub(super) fn centre(all: &[Gauss]) -> [f64; FREE] {
    let part = |part: &[Gauss]| {
        let mut sum = [0.0; FREE];
        for one in part {
            (0..FREE).for_each(|k| sum[k] += one.mean[k]);
        }
        sum
    };
    let parts: Vec<[f64; FREE]> = all.par_chunks(PART).map(part).collect();
    let n = all.len().max(1) as f64;
    std::array::from_fn(|k| parts.iter().map(|part| part[k]).sum::<f64>() / n)
}

/// The mean of their second moments around a centre, uncertainty included.
pub(super) fn around(all: &[Gauss], centre: &[f64; FREE]) -> Square<FREE> {
    let part = |part: &[Gauss]| {
        let mut sum = [[0.0; FREE]; FREE];
        for one in part {
            let mut away = one.mean;
            (0..FREE).for_each(|k| away[k] -= centre[k]);
            for j in 0..FREE {
                for k in 0..FREE {
                    sum[j][k] += away[j] * away[k] + one.cov[j][k];
                }
            }
        }
        sum
    };
    let parts: Vec<Square<FREE>> = all.par_chunks(PART).map(part).collect();
    let n = all.len().max(1) as f64;
    std::array::from_fn(|j| std::array::from_fn(|k| parts.iter().map(|part| part[j][k]).sum::<f64>() / n))
}
