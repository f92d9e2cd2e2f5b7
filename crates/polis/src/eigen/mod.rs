//! The two leading eigenvectors of a symmetric operator, the same bits every time.
//!
//! A block Krylov method with restarts (Saad, Numerical Methods for Large Eigenvalue Problems, 2011, chapter 6): from
//! a few starting vectors v the space v, Cv, C²v … is spanned, made orthonormal, and the eigenvectors of the operator
//! within it are the next start. Nothing is drawn by chance, and every sum has a fixed order.

mod dense;
mod jacobi;
mod rows;
mod vectors;

pub(crate) use dense::{Dense, mean};
pub(crate) use rows::Rows;

use vectors::{add_scaled, combined, dot, join, length, pseudo};

/// How many vectors an operator is applied to at once.
pub(crate) const WIDTH: usize = 4;

/// `WIDTH` vectors side by side: one array for each coordinate.
pub(crate) type Block = Vec<[f64; WIDTH]>;

/// A symmetric operator without negative eigenvalues.
pub(crate) trait Operator {
    /// The number of coordinates.
    fn size(&self) -> usize;
    /// The images of a block.
    fn apply(&self, block: &Block) -> Block;
}

/// How many blocks span the space before the next start.
const BLOCKS: usize = 4;
/// Where the residual has not halved in so many restarts, what is found is taken as it is: either no digit is left to
/// gain, or eigenvalues lie so close that any direction between their vectors is as good.
const PATIENCE: usize = 12;
/// A bound that is never met, so that there is one.
const MOST_RESTARTS: usize = 400;

/// An eigenvalue and its vector of length one.
pub(crate) type Pair = (f64, Vec<f64>);

/// A few orthonormal vectors and their images.
#[derive(Default)]
struct Space {
    basis: Vec<Vec<f64>>,
    images: Vec<Vec<f64>>,
}

/// The two largest eigenvalues with their vectors, fewer where there are fewer coordinates; the largest first.
///
/// `start`: vectors to begin from, such as the ones found before a few votes ago; none is fine. Done when ‖Cv − λv‖ is
/// below `tolerance` times the largest eigenvalue.
pub(crate) fn leading(operator: &impl Operator, start: &[Vec<f64>], tolerance: f64) -> Vec<Pair> {
    let size = operator.size();
    let mut space = Space::default();
    space.extend(operator, start.iter().cloned());
    let filled = (WIDTH - start.len().min(WIDTH)).max(1);
    space.extend(operator, (0..filled).map(|seed| pseudo(size, seed as u64)));
    let mut found = Vec::new();
    let (mut least, mut since) = (f64::INFINITY, 0);
    for _ in 0..MOST_RESTARTS {
        let all = space.grow(operator);
        let (values, kept) = space.best();
        space = kept;
        found = values;
        let residual = space.residual(&found);
        if all || residual <= tolerance * found.first().copied().unwrap_or(0.0).max(0.0) {
            break;
        }
        since += 1;
        if residual <= least / 2.0 {
            (least, since) = (residual, 0);
        }
        if since >= PATIENCE {
            break;
        }
    }
    found.into_iter().zip(space.basis).take(2).collect()
}

impl Space {
    /// Takes in what is new of these vectors, and their images. Returns how many had anything new.
    fn extend(&mut self, operator: &impl Operator, vectors: impl Iterator<Item = Vec<f64>>) -> usize {
        let before = self.basis.len();
        for mut vector in vectors {
            let whole = length(&vector);
            // Twice is enough (Parlett, The Symmetric Eigenvalue Problem, 1998, §6.9).
            for _ in 0..2 {
                for known in &self.basis {
                    let along = dot(known, &vector);
                    add_scaled(&mut vector, -along, known);
                }
            }
            let rest = length(&vector);
            if rest > whole * 1e-11 && self.basis.len() < operator.size() {
                vector.iter_mut().for_each(|x| *x /= rest);
                self.basis.push(vector);
            }
        }
        for vectors in self.basis[before..].chunks(WIDTH) {
            let image = operator.apply(&join(vectors));
            self.images.extend((0..vectors.len()).map(|at| image.iter().map(|row| row[at]).collect()));
        }
        self.basis.len() - before
    }

    /// Adds images of the last vectors until there are enough. Returns whether the space is all there is.
    fn grow(&mut self, operator: &impl Operator) -> bool {
        let mut last = 0;
        let mut fresh = 0u64;
        while self.basis.len() < BLOCKS * WIDTH && self.basis.len() < operator.size() {
            let images: Vec<Vec<f64>> = self.images[last..].to_vec();
            last = self.basis.len();
            if self.extend(operator, images.into_iter()) == 0 {
                // The operator leads nowhere new from here. What lies elsewhere may be larger, so look there too.
                fresh += 1;
                let size = operator.size();
                if fresh > BLOCKS as u64
                    || self.extend(operator, std::iter::once(pseudo(size, 1000 + fresh))) == 0
                {
                    break;
                }
            }
        }
        self.basis.len() >= operator.size()
    }

    /// The eigenvalues within the space and the best few vectors, largest first.
    fn best(&self) -> (Vec<f64>, Space) {
        let cell = |a: usize, b: usize| dot(&self.basis[a], &self.images[b]);
        let count = self.basis.len();
        let row = |a: usize| {
            (0..count).map(|b| f64::midpoint(cell(a.min(b), a.max(b)), cell(a.max(b), a.min(b)))).collect()
        };
        let within: Vec<Vec<f64>> = (0..count).map(row).collect();
        let mut found = jacobi::eigen(within);
        found.truncate(WIDTH);
        let take = |of: &[Vec<f64>]| found.iter().map(|(_, mix)| combined(of, mix)).collect();
        let space = Space { basis: take(&self.basis), images: take(&self.images) };
        (found.into_iter().map(|(value, _)| value).collect(), space)
    }

    /// How far the first two are from being eigenvectors.
    fn residual(&self, values: &[f64]) -> f64 {
        let off = |((value, vector), image): ((&f64, &Vec<f64>), &Vec<f64>)| {
            let mut rest = image.clone();
            add_scaled(&mut rest, -value, vector);
            length(&rest)
        };
        values.iter().zip(&self.basis).zip(&self.images).take(2).map(off).fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests;
