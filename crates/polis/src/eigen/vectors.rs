//! Sums over coordinates, each in one fixed order.

use super::{Block, WIDTH};

/// Σ ab in eight sums side by side, which the compiler turns into wide instructions, then over the eight.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (a_wide, a_rest) = a.as_chunks::<8>();
    let (b_wide, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_wide.iter().zip(b_wide) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f64>() + rest
}

pub(super) fn length(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

pub(super) fn add_scaled(to: &mut [f64], factor: f64, other: &[f64]) {
    to.iter_mut().zip(other).for_each(|(to, other)| *to += factor * other);
}

/// Σ mixₖ vₖ.
pub(super) fn combined(vectors: &[Vec<f64>], mix: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; vectors.first().map_or(0, Vec::len)];
    for (vector, factor) in vectors.iter().zip(mix) {
        add_scaled(&mut sum, *factor, vector);
    }
    sum
}

/// Up to `WIDTH` vectors side by side, zeros for those missing.
pub(super) fn join(vectors: &[Vec<f64>]) -> Block {
    let mut block = vec![[0.0; WIDTH]; vectors.first().map_or(0, Vec::len)];
    for (at, vector) in vectors.iter().enumerate() {
        for (row, x) in block.iter_mut().zip(vector) {
            row[at] = *x;
        }
    }
    block
}

/// A vector that looks drawn and is not: SplitMix64 (Steele, Lea and Flood 2014) of seed and place, in [−1, 1).
pub(super) fn pseudo(size: usize, seed: u64) -> Vec<f64> {
    let mixed = |at: u64| {
        let mut z = (seed << 32 | at).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    #[expect(clippy::cast_precision_loss, reason = "53 bits")]
    let real = |bits: u64| (bits >> 11) as f64 / (1u64 << 52) as f64 - 1.0;
    (0..size as u64).map(|at| real(mixed(at))).collect()
}
