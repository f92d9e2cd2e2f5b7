//! Residuals and angles of what is found, over operators of known and unknown spectra.

use super::*;
use proptest::prelude::*;
use tally::{Answer, PairSums, VoteMatrix};
use terms::Vote;

/// A matrix written down in full.
struct Full(Vec<Vec<f64>>);

impl Operator for Full {
    fn size(&self) -> usize {
        self.0.len()
    }

    fn apply(&self, block: &Block) -> Block {
        let of = |row: &Vec<f64>| {
            std::array::from_fn(|lane| row.iter().zip(block).map(|(cell, other)| cell * other[lane]).sum())
        };
        self.0.iter().map(of).collect()
    }
}

/// A diagonal turned by a reflection, so that the eigenvectors are known and not axes of coordinates.
fn reflected(values: &[f64]) -> (Full, Vec<Vec<f64>>) {
    let size = values.len();
    let mirror = pseudo(size, 77);
    let square = dot(&mirror, &mirror);
    let turned: Vec<Vec<f64>> = (0..size)
        .map(|k| (0..size).map(|at| f64::from(at == k) - 2.0 * mirror[k] * mirror[at] / square).collect())
        .collect();
    let cell = |a: usize, b: usize| values.iter().zip(&turned).map(|(value, v)| value * v[a] * v[b]).sum();
    (Full((0..size).map(|a| (0..size).map(|b| cell(a, b)).collect()).collect()), turned)
}

fn answers(size: usize) -> impl Strategy<Value = Vec<Vec<Option<Vote>>>> {
    let vote = prop::option::of(prop::sample::select(Vote::ALL.to_vec()));
    prop::collection::vec(prop::collection::vec(vote, size), 1..60)
}

fn matrix(size: usize, people: &[Vec<Option<Vote>>]) -> VoteMatrix {
    let mut matrix = VoteMatrix::new(size);
    for row in people {
        let answers = (0u32..).zip(row).filter_map(|(at, vote)| Some(Answer::new(at, (*vote)?)));
        matrix.push(answers).unwrap();
    }
    matrix
}

fn cosine(a: &[f64], b: &[f64]) -> f64 {
    dot(a, b).abs() / (length(a) * length(b))
}

#[test]
fn known_eigenvectors_are_found_from_any_start() {
    let values: Vec<f64> = (0..120).map(|at| 100.0 * 0.93f64.powi(at)).collect();
    let (operator, vectors) = reflected(&values);
    for start in [vec![], vec![vectors[1].clone()], vec![pseudo(120, 5), pseudo(120, 6), pseudo(120, 7)]] {
        let found = leading(&operator, &start, 1e-13);
        for (at, (value, vector)) in found.iter().enumerate() {
            assert!((value - values[at]).abs() < 1e-10, "{at}: {value}");
            assert!(cosine(vector, &vectors[at]) > 1.0 - 1e-12, "{at}");
        }
    }
}

#[test]
fn a_start_inside_a_smaller_eigenspace_does_not_hide_the_larger() {
    let mut values = vec![1.0; 40];
    values[7] = 5.0;
    values[20] = 4.0;
    let (operator, vectors) = reflected(&values);
    let found = leading(&operator, &[vectors[0].clone(), vectors[1].clone()], 1e-12);
    assert!(cosine(&found[0].1, &vectors[7]) > 1.0 - 1e-10);
    assert!(cosine(&found[1].1, &vectors[20]) > 1.0 - 1e-10);
}

/// Counts how often an operator is applied.
struct Counted(Full, std::cell::Cell<usize>);

impl Operator for Counted {
    fn size(&self) -> usize {
        self.0.size()
    }

    fn apply(&self, block: &Block) -> Block {
        self.1.set(self.1.get() + 1);
        self.0.apply(block)
    }
}

#[test]
fn a_tolerance_below_what_the_digits_can_hold_ends_all_the_same() {
    let values: Vec<f64> = (0..200).map(|at| 0.8f64.powi(at)).collect();
    let (operator, vectors) = reflected(&values);
    let counted = Counted(operator, std::cell::Cell::new(0));
    let found = leading(&counted, &[], 0.0);
    // Some 1,200 with the bound alone.
    assert!(counted.1.get() < 300, "{} applications", counted.1.get());
    assert!(cosine(&found[1].1, &vectors[1]) > 1.0 - 1e-12);
}

#[test]
fn nothing_has_no_direction_and_no_size_has_no_vector() {
    let zero = Full(vec![vec![0.0; 30]; 30]);
    let found = leading(&zero, &[], 1e-12);
    assert!(found.iter().all(|(value, vector)| *value == 0.0 && vector.iter().all(|x| x.is_finite())));
    assert!(leading(&Full(Vec::new()), &[], 1e-12).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_found_is_orthonormal_and_an_eigenvector_to_the_tolerance(people in answers(23)) {
        let votes = matrix(23, &people);
        let scatter = Dense::of(&PairSums::count(&votes), &[false; 23]);
        let found = leading(&scatter, &[], 1e-12);
        prop_assert_eq!(found.len(), 2);
        let largest = found[0].0.max(1e-9);
        for (value, vector) in &found {
            prop_assert!((length(vector) - 1.0).abs() < 1e-12);
            let image = scatter.apply(&join(std::slice::from_ref(vector)));
            let mut rest: Vec<f64> = image.iter().map(|row| row[0]).collect();
            add_scaled(&mut rest, -value, vector);
            prop_assert!(length(&rest) < 1e-9 * largest, "{} of {largest}", length(&rest));
        }
        prop_assert!(dot(&found[0].1, &found[1].1).abs() < 1e-12);
    }

    #[test]
    fn the_scatter_written_down_and_out_of_the_votes_are_one(people in answers(9), gone in 0usize..9) {
        let votes = matrix(9, &people);
        let mut zeroed = [false; 9];
        zeroed[gone] = true;
        let sums = PairSums::count(&votes);
        let means: Vec<f64> = (0..9).map(|at| if zeroed[at] { 0.0 } else { mean(&sums, at) }).collect();
        let block: Block = (0..9).map(|at| std::array::from_fn(|lane| pseudo(9, lane as u64)[at])).collect();
        let one = Dense::of(&sums, &zeroed).apply(&block);
        let other = Rows::new(&votes, &means, &zeroed).apply(&block);
        for (one, other) in one.iter().zip(&other) {
            for lane in 0..WIDTH {
                prop_assert!((one[lane] - other[lane]).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_scatter_renewed_where_votes_changed_is_the_scatter_of_all(people in answers(6), more in answers(6)) {
        let all: Vec<_> = people.iter().chain(&more).cloned().collect();
        let mut dense = Dense::of(&PairSums::count(&matrix(6, &people)), &[false; 6]);
        let sums = PairSums::count(&matrix(6, &all));
        let zeroed = [false, true, false, false, false, false];
        dense.renew(&sums, &zeroed, 6, &[0, 1, 2, 3, 4, 5]);
        let block: Block = (0..6).map(|at| [at as f64, 1.0, 0.0, -1.0]).collect();
        prop_assert_eq!(dense.apply(&block), Dense::of(&sums, &zeroed).apply(&block));
    }
}
