//! What a row of answers adds to a precision and to a pull: nearly all the work of a fit, eight answers at a time.
//!
//! No product is fused with a sum and every sum has one order, so that each kind of register finds the same digits.

use super::logistic::twice_lambda;
use super::moments::{Lean, Moments, PADDED};
use fearless_simd::prelude::*;
use fearless_simd::{Level, Simd, dispatch, f32x8};
use tally::Answer;

/// So many answers, and so many numbers, go side by side.
const SIDE: usize = 8;
/// Registers of that many numbers in a [`Lean`].
const BLOCKS: usize = PADDED / SIDE;
/// The register of the constant and the factors: [`at`](super::moments::at)`(1, 1)` and on.
const LEANING: usize = 1;
/// After so many such steps sums in single precision are taken over into double.
const STEPS: usize = 32;

const _: () = assert!(super::moments::at(1, 1) == LEANING * SIDE);

/// What a row of answers adds.
#[derive(Debug, PartialEq)]
pub(super) struct Sums {
    pub(super) moments: Moments,
    /// Of the constant and the factors; what comes after them says nothing.
    pub(super) leaning: [f64; SIDE],
}

impl Sums {
    #[inline(always)]
    fn take<S: Simd>(&mut self, moments: &[f32x8<S>; BLOCKS], leaning: f32x8<S>) {
        for block in 0..BLOCKS {
            take(&mut self.moments[block * SIDE..][..SIDE], moments[block]);
        }
        take(&mut self.leaning, leaning);
    }
}

/// With the bound tight where `weights` say.
pub(super) fn of(row: &[Answer], others: &[Lean], weights: &Lean, level: Level) -> Sums {
    let mut all = Sums { moments: [0.0; PADDED], leaning: [0.0; SIDE] };
    dispatch!(level, simd => add(simd, row, others, weights, &mut all));
    all
}

#[inline(always)]
fn add<S: Simd>(simd: S, row: &[Answer], others: &[Lean], weights: &Lean, all: &mut Sums) {
    let weights = registers(simd, weights);
    for part in row.chunks(SIDE * STEPS) {
        let mut moments = [f32x8::splat(simd, 0.0); BLOCKS];
        let mut leaning = f32x8::splat(simd, 0.0);
        // Taken as half an agreement a pass makes every prediction worse; it says nothing here.
        let mut sided = part.iter().filter(|answer| answer.sign() != 0);
        while let Some(first) = sided.next() {
            // Where the row ends the first answer stands in for those that are missing, with no sign.
            let mut seen = [&others[first.statement()]; SIDE];
            let mut signs = [0.0f32; SIDE];
            signs[0] = f32::from(first.sign());
            for (at, answer) in (1..SIDE).zip(sided.by_ref()) {
                seen[at] = &others[answer.statement()];
                signs[at] = f32::from(answer.sign());
            }
            let signs = f32x8::load_array(simd, signs);
            let lambda = (twice_lambda(squares(simd, &seen, &weights)) * signs * signs).to_array();
            let lean = (signs * 0.5).to_array();
            for at in 0..SIDE {
                let other = registers(simd, seen[at]);
                for block in 0..BLOCKS {
                    moments[block] += other[block] * lambda[at];
                }
                leaning += other[LEANING] * lean[at];
            }
        }
        all.take(&moments, leaning);
    }
}

/// Every statement's own part of [`of`] in agreement or disagreement, with the bound tight where `weights` say.
pub(super) fn first(others: &[Lean], weights: &Lean, level: Level) -> Vec<Lean> {
    let part = |other: &Lean| {
        dispatch!(level, simd => {
            let own = registers(simd, other);
            let lambda = twice_lambda(squares(simd, &[other; SIDE], &registers(simd, weights)));
            let mut part = [0.0; PADDED];
            for block in 0..BLOCKS {
                (own[block] * lambda).store_slice(&mut part[block * SIDE..][..SIDE]);
            }
            part
        })
    };
    others.iter().map(part).collect()
}

/// [`of`] with the statements' parts known.
pub(super) fn known(row: &[Answer], others: &[Lean], first: &[Lean], level: Level) -> Sums {
    let mut all = Sums { moments: [0.0; PADDED], leaning: [0.0; SIDE] };
    dispatch!(level, simd => add_known(simd, row, others, first, &mut all));
    all
}

#[inline(always)]
fn add_known<S: Simd>(simd: S, row: &[Answer], others: &[Lean], first: &[Lean], all: &mut Sums) {
    for part in row.chunks(SIDE * STEPS) {
        let mut moments = [f32x8::splat(simd, 0.0); BLOCKS];
        let mut leaning = f32x8::splat(simd, 0.0);
        for answer in part {
            if answer.sign() == 0 {
                continue;
            }
            let own = registers(simd, &first[answer.statement()]);
            for block in 0..BLOCKS {
                moments[block] += own[block];
            }
            let other = &others[answer.statement()][LEANING * SIDE..][..SIDE];
            leaning += f32x8::from_slice(simd, other) * (0.5 * f32::from(answer.sign()));
        }
        all.take(&moments, leaning);
    }
}

/// Into double precision.
#[inline(always)]
fn take<S: Simd>(sums: &mut [f64], part: f32x8<S>) {
    let part = part.to_array();
    for at in 0..SIDE {
        sums[at] += f64::from(part[at]);
    }
}

#[inline(always)]
fn registers<S: Simd>(simd: S, moments: &Lean) -> [f32x8<S>; BLOCKS] {
    // Neither here nor below a closure: it would be compiled by itself, for the narrowest registers.
    let mut all = [f32x8::splat(simd, 0.0); BLOCKS];
    for block in 0..BLOCKS {
        all[block] = f32x8::from_slice(simd, &moments[block * SIDE..][..SIDE]);
    }
    all
}

/// The second moments of the linear terms of eight answers.
#[inline(always)]
fn squares<S: Simd>(simd: S, seen: &[&Lean; SIDE], weights: &[f32x8<S>; BLOCKS]) -> f32x8<S> {
    let mut products = [f32x8::splat(simd, 0.0); SIDE];
    for at in 0..SIDE {
        let other = registers(simd, seen[at]);
        products[at] = other[0] * weights[0];
        for block in 1..BLOCKS {
            products[at] += other[block] * weights[block];
        }
    }
    let [a, b, c, d, e, f, g, h] = products;
    pair(pair(pair(a, b), pair(c, d)), pair(pair(e, f), pair(g, h)))
}

/// Neighbours added. Three times over, what is left of each of eight stands at its place.
#[inline(always)]
fn pair<S: Simd>(a: f32x8<S>, b: f32x8<S>) -> f32x8<S> {
    a.unzip_low(b) + a.unzip_high(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::moments::{Gauss, dot, dual, lean};
    use proptest::prelude::*;
    use terms::Vote;

    const STATEMENTS: usize = 20;

    fn one(seed: u64) -> Gauss {
        let mut one = Gauss::prior(&std::array::from_fn(|k| 0.4 / (k as f64 + 1.0)));
        let numbers = one.mean.iter_mut().enumerate();
        numbers.for_each(|(k, mean)| *mean = 2.0 * libm::sin(seed as f64 * 1.7 + k as f64));
        one
    }

    fn statements() -> Vec<Lean> {
        (0..STATEMENTS as u64).map(|at| lean(&one(at).moments())).collect()
    }

    fn row() -> impl Strategy<Value = Vec<Answer>> {
        let answer = (0..STATEMENTS as u32, -1i64..=1);
        let answer =
            answer.prop_filter_map("a vote", |(at, sign)| Some(Answer::new(at, Vote::from_sign(sign)?)));
        prop::collection::vec(answer, 0..600)
    }

    fn close(one: &Sums, other: &Sums) -> bool {
        let all = |sums: &Sums| sums.moments.iter().chain(&sums.leaning).copied().collect::<Vec<f64>>();
        let size = all(one).iter().fold(1.0f64, |most, value| most.max(value.abs()));
        all(one).iter().zip(all(other)).all(|(a, b)| (a - b).abs() < 1e-4 * size)
    }

    /// The same from the formula, in double precision, one answer after the other.
    fn plainly(row: &[Answer], weights: &Gauss) -> Sums {
        let mut all = Sums { moments: [0.0; PADDED], leaning: [0.0; SIDE] };
        for answer in row.iter().filter(|answer| answer.sign() != 0) {
            let other = one(answer.statement() as u64).moments();
            let xi = dot(&dual(&weights.moments()), &other).max(1e-12).sqrt();
            let lambda = libm::tanh(xi / 2.0) / (2.0 * xi);
            all.moments.iter_mut().zip(&other).for_each(|(sum, moment)| *sum += lambda * moment);
            let leaning = all.leaning.iter_mut().zip(&other[LEANING * SIDE..]);
            leaning.for_each(|(sum, moment)| *sum += 0.5 * f64::from(answer.sign()) * moment);
        }
        all
    }

    proptest! {
        #[test]
        fn every_kind_of_register_gives_the_same_bits(row in row(), seed in 0u64..99) {
            let (others, weights) = (statements(), lean(&dual(&one(seed).moments())));
            let (here, plain) = (Level::new(), Level::baseline());
            prop_assert_eq!(of(&row, &others, &weights, here), of(&row, &others, &weights, plain));
            let (first, same) = (first(&others, &weights, here), first(&others, &weights, plain));
            prop_assert_eq!(&first, &same);
            prop_assert_eq!(known(&row, &others, &first, here), known(&row, &others, &first, plain));
        }

        #[test]
        fn the_sums_are_those_of_the_formula(row in row(), seed in 0u64..99) {
            let (others, own) = (statements(), one(seed));
            let weights = lean(&dual(&own.moments()));
            let found = of(&row, &others, &weights, Level::new());
            prop_assert!(close(&found, &plainly(&row, &own)));
            let first = first(&others, &weights, Level::new());
            prop_assert!(close(&known(&row, &others, &first, Level::new()), &found));
        }
    }
}
