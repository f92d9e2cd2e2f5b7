//! A scatter that is written down.

use super::{Block, Operator, WIDTH};
use rayon::prelude::*;
use tally::PairSums;

/// From how many products on several threads share an application.
const WORTH_THREADS: usize = 1 << 18;

/// A symmetric matrix of which the first `size` rows and columns are in use.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    size: usize,
    stride: usize,
    cells: Vec<f64>,
}

impl Dense {
    /// All zeros, with room for `stride` coordinates.
    pub(crate) fn empty(stride: usize) -> Dense {
        Dense { size: 0, stride, cells: vec![0.0; stride * stride] }
    }

    /// The scatter of answers around their means where nobody's silence counts as the mean
    /// (`consensus-science` §3): Σ (xⱼ − μⱼ)(xₖ − μₖ) over those who answered both.
    pub(crate) fn of(sums: &PairSums, zeroed: &[bool]) -> Dense {
        let size = sums.statements();
        let mut dense = Dense::empty(size);
        dense.size = size;
        let means: Vec<f64> = (0..size).map(|at| mean(sums, at)).collect();
        dense.cells.par_chunks_mut(size.max(1)).enumerate().for_each(|(row, cells)| {
            for (column, sum) in (row..).zip(sums.from(row)) {
                if !zeroed[row] && !zeroed[column] {
                    cells[column] = scatter(*sum, means[row], means[column]);
                }
            }
        });
        for row in 1..size {
            for column in 0..row {
                dense.cells[row * size + column] = dense.cells[column * size + row];
            }
        }
        dense
    }

    /// The same after votes on some statements came in: their rows and columns anew, all others as they are.
    pub(crate) fn renew(&mut self, sums: &PairSums, zeroed: &[bool], size: usize, changed: &[usize]) {
        self.size = size;
        let means: Vec<f64> = (0..size).map(|at| mean(sums, at)).collect();
        for &row in changed {
            for column in 0..size {
                // In order, so that the last digit is the same from either side.
                let (a, b) = (row.min(column), row.max(column));
                let open = !zeroed[a] && !zeroed[b];
                let cell = if open { scatter(sums.pair(a, b), means[a], means[b]) } else { 0.0 };
                self.cells[row * self.stride + column] = cell;
                self.cells[column * self.stride + row] = cell;
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sums of people lie far below 2^53")]
fn scatter(sum: tally::PairSum, first: f64, second: f64) -> f64 {
    sum.product as f64 - first * sum.second as f64 - second * sum.first as f64
        + first * second * sum.both as f64
}

/// The mean answer to a statement in the house's sign; 0 where nobody answered.
#[expect(clippy::cast_precision_loss, reason = "sums of people lie far below 2^53")]
pub(crate) fn mean(sums: &PairSums, statement: usize) -> f64 {
    let own = sums.from(statement)[0];
    if own.both == 0 { 0.0 } else { own.first as f64 / own.both as f64 }
}

impl Operator for Dense {
    fn size(&self) -> usize {
        self.size
    }

    fn apply(&self, block: &Block) -> Block {
        let row = |at: usize| {
            let cells = &self.cells[at * self.stride..at * self.stride + self.size];
            // Two sums side by side, so that an addition need not wait for the one before.
            let mut sums = [[0.0; WIDTH]; 2];
            let (pairs, rest) = cells.as_chunks::<2>();
            let (blocks, last) = block.as_chunks::<2>();
            for (cells, blocks) in pairs.iter().zip(blocks) {
                for lane in 0..WIDTH {
                    sums[0][lane] += cells[0] * blocks[0][lane];
                    sums[1][lane] += cells[1] * blocks[1][lane];
                }
            }
            for (cell, block) in rest.iter().zip(last) {
                for lane in 0..WIDTH {
                    sums[0][lane] += cell * block[lane];
                }
            }
            std::array::from_fn(|lane| sums[0][lane] + sums[1][lane])
        };
        if self.size * self.size * WIDTH < WORTH_THREADS {
            (0..self.size).map(row).collect()
        } else {
            (0..self.size).into_par_iter().with_min_len(16).map(row).collect()
        }
    }
}
