//! Which of the many equal descriptions of the same opinions is taken: the same one, whatever way led there.
//!
//! Positions may be moved, stretched and turned if the statements are moved, stretched and turned against them. People
//! are centred and white (their factors uncorrelated, of variance one), and the factors are the principal axes of
//! the statements, the one that divides people most first. It also lets the sweeps converge in tens, not hundreds.

use super::fit::Sides;
use super::linear::{Square, cholesky, eigen, lower_inverse};
use super::moments::{FACTORS, FREE, Gauss};
use super::spread;
use rayon::prelude::*;

type Factors = Square<FACTORS>;

pub(super) fn normalise(sides: &mut Sides) {
    let centre = spread::centre(&sides.people);
    let spread = spread::around(&sides.people, &centre);
    // a = γ·u + what is left; u·v + γ·u is u·(v + γ).
    let mut white = [[0.0; FACTORS]; FACTORS];
    for j in 0..FACTORS {
        for k in 0..FACTORS {
            white[j][k] = spread[j + 1][k + 1];
        }
    }
    let half = cholesky(&white);
    let back = lower_inverse(&half);
    let turn = principal(&sides.statements, &half);
    let to_person = multiply(&turn, &back);
    let to_statement = multiply(&turn, &transpose(&half));
    let people = sides.people.par_iter_mut().with_min_len(64);
    people.for_each(|person| move_person(person, &centre, &to_person));
    let statements = sides.statements.par_iter_mut().with_min_len(64);
    statements.for_each(|statement| move_statement(statement, &centre, &to_statement));
    let prior = &mut sides.of_statements;
    let mut moved = Gauss { mean: prior.mean, cov: prior.cov };
    move_statement(&mut moved, &centre, &to_statement);
    (prior.mean, prior.cov) = (moved.mean, moved.cov);
}

/// The turn onto the principal axes of the stretched statements.
fn principal(statements: &[Gauss], half: &Factors) -> Factors {
    let around = spread::around(statements, &[0.0; FREE]);
    let mut factors = [[0.0; FACTORS]; FACTORS];
    for j in 0..FACTORS {
        for k in 0..FACTORS {
            factors[j][k] = around[j + 1][k + 1];
        }
    }
    let stretched = multiply(&multiply(&transpose(half), &factors), half);
    eigen(&stretched).1
}

fn multiply(a: &Factors, b: &Factors) -> Factors {
    std::array::from_fn(|j| std::array::from_fn(|k| (0..FACTORS).map(|i| a[j][i] * b[i][k]).sum()))
}

fn transpose(a: &Factors) -> Factors {
    std::array::from_fn(|j| std::array::from_fn(|k| a[k][j]))
}

fn move_person(person: &mut Gauss, centre: &[f64; FREE], to: &Factors) {
    let shifted: [f64; FREE] = std::array::from_fn(|k| person.mean[k] - centre[k]);
    let mut map = [[0.0; FREE]; FREE];
    map[0][0] = 1.0;
    for j in 0..FACTORS {
        map[j + 1][1..].copy_from_slice(&to[j]);
    }
    apply(person, &map, &shifted);
}

/// `a + b + u·v` stays the same: with `a' = a − ā` and `u = ū + …` the intercept becomes `b + ā + ū·v`.
fn move_statement(statement: &mut Gauss, centre: &[f64; FREE], to: &Factors) {
    let mut map = [[0.0; FREE]; FREE];
    map[0] = *centre;
    map[0][0] = 1.0;
    for j in 0..FACTORS {
        map[j + 1][1..].copy_from_slice(&to[j]);
    }
    let mean = statement.mean;
    apply(statement, &map, &mean);
    statement.mean[0] += centre[0];
}

fn apply(one: &mut Gauss, map: &Square<FREE>, mean: &[f64; FREE]) {
    one.mean = std::array::from_fn(|j| (0..FREE).map(|k| map[j][k] * mean[k]).sum());
    let half: Square<FREE> =
        std::array::from_fn(|j| std::array::from_fn(|k| (0..FREE).map(|i| map[j][i] * one.cov[i][k]).sum()));
    one.cov =
        std::array::from_fn(|j| std::array::from_fn(|k| (0..FREE).map(|i| half[j][i] * map[k][i]).sum()));
}

/// Fixes the directions of the axes: on each, the statement that divides people most is agreed to on the positive side.
/// Of several equal ones the first counts.
pub(super) fn sign(sides: &mut Sides) {
    let mut map = [[0.0; FREE]; FREE];
    map[0][0] = 1.0;
    for k in 1..FREE {
        let strongest = sides
            .statements
            .iter()
            .fold(0.0f64, |best, one| if one.mean[k].abs() > best.abs() { one.mean[k] } else { best });
        map[k][k] = if strongest < 0.0 { -1.0 } else { 1.0 };
    }
    for one in sides.people.iter_mut().chain(&mut sides.statements) {
        let mean = one.mean;
        apply(one, &map, &mean);
    }
    for prior in [&mut sides.of_people, &mut sides.of_statements] {
        let mut one = prior.as_gauss();
        let mean = one.mean;
        apply(&mut one, &map, &mean);
        (prior.mean, prior.cov) = (one.mean, one.cov);
    }
}
