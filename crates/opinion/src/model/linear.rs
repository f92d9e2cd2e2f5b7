//! Small symmetric matrices: solved, inverted, diagonalised, always in the same order of operations.

use super::moments::FREE;

pub(super) type Square<const N: usize> = [[f64; N]; N];

/// The lower triangular `l` with `l lᵀ = m`, and the inverse of its diagonal: dividing takes as long as ten products. The
/// diagonal is kept above a tiny part of the largest, so that what is singular by rounding is not divided by.
fn halves<const N: usize>(m: &Square<N>) -> (Square<N>, [f64; N]) {
    let largest = (0..N).fold(f64::MIN_POSITIVE, |most, k| most.max(m[k][k]));
    let mut l = [[0.0; N]; N];
    let mut over = [0.0; N];
    for j in 0..N {
        for k in 0..j {
            let mut rest = m[j][k];
            for i in 0..k {
                rest -= l[j][i] * l[k][i];
            }
            l[j][k] = rest * over[k];
        }
        let mut rest = m[j][j];
        for i in 0..j {
            rest -= l[j][i] * l[j][i];
        }
        l[j][j] = rest.max(largest * 1e-14).sqrt();
        over[j] = 1.0 / l[j][j];
    }
    (l, over)
}

/// The lower triangular `l` with `l lᵀ = m`.
pub(super) fn cholesky<const N: usize>(m: &Square<N>) -> Square<N> {
    halves(m).0
}

/// The inverse of a lower triangular matrix.
pub(super) fn lower_inverse<const N: usize>(l: &Square<N>) -> Square<N> {
    inverse_of(l, &std::array::from_fn(|k| 1.0 / l[k][k]))
}

/// The same, given the inverse of the diagonal.
fn inverse_of<const N: usize>(l: &Square<N>, over: &[f64; N]) -> Square<N> {
    let mut inverse = [[0.0; N]; N];
    for k in 0..N {
        inverse[k][k] = over[k];
        for j in k + 1..N {
            let mut sum = 0.0;
            for i in k..j {
                sum -= l[j][i] * inverse[i][k];
            }
            inverse[j][k] = sum * over[j];
        }
    }
    inverse
}

/// The inverse of a positive definite matrix.
pub(super) fn inverse(m: &Square<FREE>) -> Square<FREE> {
    let (l, over) = halves(m);
    let half = inverse_of(&l, &over);
    let mut full = [[0.0; FREE]; FREE];
    for j in 0..FREE {
        for k in 0..=j {
            let mut sum = 0.0;
            for row in &half[j..] {
                sum += row[j] * row[k];
            }
            full[j][k] = sum;
            full[k][j] = sum;
        }
    }
    full
}

/// Eigenvalues in descending order and the unit eigenvectors as rows, by cyclic Jacobi rotations.
pub(super) fn eigen<const N: usize>(m: &Square<N>) -> ([f64; N], Square<N>) {
    let mut a = *m;
    let mut v = [[0.0; N]; N];
    for (k, row) in v.iter_mut().enumerate() {
        row[k] = 1.0;
    }
    for _ in 0..50 {
        let off: f64 = (0..N).flat_map(|j| (0..j).map(move |k| (j, k))).map(|(j, k)| a[j][k] * a[j][k]).sum();
        let diagonal: f64 = (0..N).map(|k| a[k][k] * a[k][k]).sum();
        if off <= diagonal * 1e-30 {
            break;
        }
        for p in 0..N {
            for q in p + 1..N {
                rotate(&mut a, &mut v, p, q);
            }
        }
    }
    let mut order: [usize; N] = std::array::from_fn(|k| k);
    order.sort_by(|&j, &k| a[k][k].total_cmp(&a[j][j]));
    (order.map(|k| a[k][k]), order.map(|k| v[k]))
}

fn rotate<const N: usize>(a: &mut Square<N>, v: &mut Square<N>, p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let t = if theta == 0.0 { 1.0 } else { t };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for k in 0..N {
        let (x, y) = (a[k][p], a[k][q]);
        (a[k][p], a[k][q]) = (c * x - s * y, s * x + c * y);
    }
    for k in 0..N {
        let (x, y) = (a[p][k], a[q][k]);
        (a[p][k], a[q][k]) = (c * x - s * y, s * x + c * y);
        let (x, y) = (v[p][k], v[q][k]);
        (v[p][k], v[q][k]) = (c * x - s * y, s * x + c * y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn positive() -> impl Strategy<Value = Square<FREE>> {
        prop::array::uniform7(prop::array::uniform7(-2.0f64..2.0)).prop_map(|b| {
            let mut m = [[0.0; FREE]; FREE];
            for j in 0..FREE {
                for k in 0..FREE {
                    m[j][k] =
                        (0..FREE).map(|i| b[j][i] * b[k][i]).sum::<f64>() + if j == k { 0.1 } else { 0.0 };
                }
            }
            m
        })
    }

    proptest! {
        #[test]
        fn a_matrix_times_its_inverse_is_one(m in positive()) {
            let n = inverse(&m);
            for j in 0..FREE {
                for k in 0..FREE {
                    let sum: f64 = (0..FREE).map(|i| m[j][i] * n[i][k]).sum();
                    prop_assert!((sum - f64::from(u8::from(j == k))).abs() < 1e-7);
                }
            }
        }

        #[test]
        fn an_eigenvector_is_only_stretched(m in positive()) {
            let (values, vectors) = eigen(&m);
            prop_assert!(values.is_sorted_by(|a, b| a >= b));
            for (value, vector) in values.iter().zip(&vectors) {
                for j in 0..FREE {
                    let sum: f64 = (0..FREE).map(|k| m[j][k] * vector[k]).sum();
                    prop_assert!((sum - value * vector[j]).abs() < 1e-9 * values[0]);
                }
            }
        }
    }
}
