//! The special functions against mpmath (50 digits) and scipy: `fixtures/beta_tails.csv`, made by the script beside it.

use opinion::special::{beta_quantile, beta_tails};

struct Row {
    a: f64,
    b: f64,
    x: f64,
    lower: f64,
    upper: f64,
}

fn rows() -> Vec<Row> {
    let text = include_str!("fixtures/beta_tails.csv");
    let rows: Vec<Row> = text
        .lines()
        .skip(1)
        .map(|line| {
            let v: Vec<f64> = line.split(',').map(|field| field.parse().expect("a number")).collect();
            Row { a: v[0], b: v[1], x: v[2], lower: v[3], upper: v[4] }
        })
        .collect();
    assert!(rows.len() > 400, "the fixture is whole");
    rows
}

fn apart(found: f64, truth: f64) -> f64 {
    ((found - truth) / truth).abs()
}

#[test]
fn both_tails_are_right_to_1e_10_relative() {
    for row in rows() {
        let found = beta_tails(row.a, row.b, row.x).expect("converges");
        for (found, truth) in [(found.lower, row.lower), (found.upper, row.upper)] {
            assert!(apart(found, truth) <= 1e-10, "a {} b {} x {}: {found} for {truth}", row.a, row.b, row.x);
        }
    }
}

#[test]
fn the_quantile_inverts_the_tail() {
    for row in rows().into_iter().filter(|row| row.lower > 1e-6 && row.upper > 1e-6) {
        let x = beta_quantile(row.a, row.b, row.lower).expect("converges");
        let tails = beta_tails(row.a, row.b, x).expect("converges");
        assert!(
            apart(tails.lower, row.lower) < 1e-9,
            "a {} b {} p {}: {}",
            row.a,
            row.b,
            row.lower,
            tails.lower
        );
    }
}

#[test]
fn what_is_not_a_shape_is_an_error_and_never_a_value() {
    for (a, b, x) in [
        (0.0, 1.0, 0.5),
        (1.0, -1.0, 0.5),
        (f64::NAN, 1.0, 0.5),
        (1.0, f64::INFINITY, 0.5),
        (1.0, 1.0, f64::NAN),
    ] {
        assert!(beta_tails(a, b, x).is_err(), "{a} {b} {x}");
    }
}
