//! Second moments of a vector in six dimensions, packed.

/// How many opinion factors the model may use. Factors that the votes do not need die out.
pub const FACTORS: usize = 6;
/// An intercept and the factors: what is unknown of a person or of a statement.
pub(super) const FREE: usize = FACTORS + 1;
/// The same with a constant one between them.
const SEEN: usize = FACTORS + 2;
/// Entries of a symmetric matrix of that size.
const PACKED: usize = SEEN * (SEEN + 1) / 2;
/// The same rounded up to whole vector registers.
pub(super) const PADDED: usize = 40;

/// Where the entry `(row, column)` with `row ≤ column` lies.
pub(super) const fn at(row: usize, column: usize) -> usize {
    row * SEEN - row * (row + 1) / 2 + column
}

/// `E[z zᵀ]` of what the other side sees of somebody: `z = (intercept, 1, factors)`; the upper triangle row by row.
pub(super) type Moments = [f64; PADDED];

/// A Gaussian over an intercept and the factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gauss {
    /// The intercept, then the factors.
    pub(super) mean: [f64; FREE],
    /// Symmetric.
    pub(super) cov: [[f64; FREE]; FREE],
}

impl Gauss {
    /// What nobody's answers have told yet.
    pub(super) fn prior(variances: &[f64; FREE]) -> Gauss {
        let mut cov = [[0.0; FREE]; FREE];
        for (k, &variance) in variances.iter().enumerate() {
            cov[k][k] = variance;
        }
        Gauss { mean: [0.0; FREE], cov }
    }

    /// `E[z zᵀ]`.
    pub(super) fn moments(&self) -> Moments {
        let mut packed = [0.0; PADDED];
        // Position of the free coordinate k within z: the constant stands second.
        let place = |k: usize| if k == 0 { 0 } else { k + 1 };
        packed[at(1, 1)] = 1.0;
        for j in 0..FREE {
            let (low, high) = (place(j).min(1), place(j).max(1));
            packed[at(low, high)] = self.mean[j];
            for k in j..FREE {
                packed[at(place(j), place(k))] = self.mean[j] * self.mean[k] + self.cov[j][k];
            }
        }
        packed
    }
}

/// The weights with which another's [`Moments`] give the second moment of the linear term: the same moments with
/// intercept and constant exchanged, for one's intercept meets the other's constant, off-diagonal entries twice.
pub(super) fn dual(moments: &Moments) -> Moments {
    let swap = |k: usize| match k {
        0 => 1,
        1 => 0,
        k => k,
    };
    let mut dual = [0.0; PADDED];
    for row in 0..SEEN {
        for column in row..SEEN {
            let (a, b) = (swap(row), swap(column));
            let twice = if row == column { 1.0 } else { 2.0 };
            dual[at(row, column)] = twice * moments[at(a.min(b), a.max(b))];
        }
    }
    dual
}

/// The same in single precision, of which four or eight stand side by side in a register. The sweeps go over every vote
/// some twenty times, and what they settle on is sure to two digits.
pub(super) type Lean = [f32; PADDED];

/// Where votes say nothing of a factor it may be stretched without bound; the product of two such moments must still be
/// a number in single precision.
const LARGEST: f64 = 1e15;

/// In single precision.
pub(super) fn lean(moments: &Moments) -> Lean {
    moments.map(|value| value.clamp(-LARGEST, LARGEST) as f32)
}

/// The scalar product in a fixed order of four lanes.
#[inline(always)]
pub(super) fn dot(a: &Moments, b: &Moments) -> f64 {
    let mut lanes = [0.0f64; 4];
    for block in 0..PADDED / 4 {
        for lane in 0..4 {
            lanes[lane] += a[block * 4 + lane] * b[block * 4 + lane];
        }
    }
    (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])
}

const _: () = assert!(PACKED <= PADDED && PADDED.is_multiple_of(8));

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(seed: f64) -> Gauss {
        let mut one = Gauss::prior(&std::array::from_fn(|k| 0.5 / (k as f64 + 1.0)));
        for k in 0..FREE {
            one.mean[k] = (seed * (k as f64 + 1.3)).sin();
        }
        one.cov[0][2] = 0.05;
        one.cov[2][0] = 0.05;
        one
    }

    #[test]
    fn the_product_of_moments_is_the_second_moment_of_the_linear_term() {
        let (person, statement) = (somebody(0.7), somebody(2.1));
        let second = dot(&dual(&person.moments()), &statement.moments());
        let (p, q) = (person.mean, statement.mean);
        let mean = p[0] + q[0] + (1..FREE).map(|k| p[k] * q[k]).sum::<f64>();
        // Var(a + b + u·v) with what is independent between the two and correlated within each.
        let with = |own: &Gauss, other: &[f64; FREE]| {
            let x: Vec<f64> = (0..FREE).map(|k| if k == 0 { 1.0 } else { other[k] }).collect();
            (0..FREE)
                .flat_map(|j| (0..FREE).map(move |k| (j, k)))
                .map(|(j, k)| x[j] * own.cov[j][k] * x[k])
                .sum::<f64>()
        };
        let both: f64 = (1..FREE)
            .flat_map(|j| (1..FREE).map(move |k| (j, k)))
            .map(|(j, k)| person.cov[j][k] * statement.cov[j][k])
            .sum();
        let expected = mean * mean + with(&person, &q) + with(&statement, &p) + both;
        assert!((second - expected).abs() < 1e-12, "{second} {expected}");
    }
}
