//! All eigenvectors of a small symmetric matrix, by Jacobi's rotations.

/// Cyclic Jacobi (Golub and Van Loan, Matrix Computations, 2013, §8.5): eigenvalues and vectors, largest value first.
pub(super) fn eigen(mut matrix: Vec<Vec<f64>>) -> Vec<(f64, Vec<f64>)> {
    let size = matrix.len();
    // Row k of `turned` is the k-th eigenvector.
    let mut turned = vec![vec![0.0; size]; size];
    for (at, row) in turned.iter_mut().enumerate() {
        row[at] = 1.0;
    }
    let whole: f64 = matrix.iter().flatten().map(|x| x * x).sum();
    for _ in 0..60 {
        let off: f64 =
            (0..size).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| matrix[a][b].powi(2)).sum();
        if off <= whole * 1e-32 {
            break;
        }
        for a in 0..size {
            for b in a + 1..size {
                rotate(&mut matrix, &mut turned, a, b);
            }
        }
    }
    let mut found: Vec<(f64, Vec<f64>)> =
        turned.into_iter().enumerate().map(|(at, v)| (matrix[at][at], v)).collect();
    // Stable: equal values stay in place.
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found
}

fn rotate(matrix: &mut [Vec<f64>], turned: &mut [Vec<f64>], a: usize, b: usize) {
    let off = matrix[a][b];
    if off == 0.0 {
        return;
    }
    let tau = (matrix[b][b] - matrix[a][a]) / (2.0 * off);
    let tangent = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
    let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
    let sine = tangent * cosine;
    for row in matrix.iter_mut() {
        let (x, y) = (row[a], row[b]);
        row[a] = cosine * x - sine * y;
        row[b] = sine * x + cosine * y;
    }
    turn(matrix, a, b, cosine, sine);
    turn(turned, a, b, cosine, sine);
}

fn turn(rows: &mut [Vec<f64>], a: usize, b: usize, cosine: f64, sine: f64) {
    let (before, from_b) = rows.split_at_mut(b);
    for (x, y) in before[a].iter_mut().zip(from_b[0].iter_mut()) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}
