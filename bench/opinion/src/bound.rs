//! What the machine could do at best, measured in the same run, and what the map asks of it at least.

use fearless_simd::prelude::*;
use fearless_simd::{Level, Simd, dispatch, f32x8};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// What all cores together reach.
pub struct Machine {
    /// Bytes of memory read a second.
    bytes: f64,
    /// Products of single precision added up a second.
    products: f64,
}

/// Numbers that lie in no cache, and how often they are read.
const NUMBERS: usize = 64 << 20;
const READS: usize = 4;
/// Sums that go side by side, so that none waits for the one before, and steps of each.
const SUMS: usize = 10;
const STEPS: usize = 20_000_000;

impl Machine {
    pub fn measured() -> Machine {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let numbers = vec![1u64; NUMBERS];
        let part = NUMBERS.div_ceil(cores);
        let read = on_all(cores, |core| {
            let own = &numbers[(core * part).min(NUMBERS)..((core + 1) * part).min(NUMBERS)];
            (0..READS).for_each(|_| {
                black_box(own.iter().fold(0u64, |sum, number| sum.wrapping_add(*number)));
            });
        });
        let multiplied = on_all(cores, |_| {
            dispatch!(Level::new(), simd => multiply(simd));
        });
        Machine {
            bytes: (NUMBERS * READS * size_of::<u64>()) as f64 / read,
            products: (SUMS * STEPS * 8 * cores) as f64 / multiplied,
        }
    }

    pub fn told(&self) -> String {
        format!(
            "All cores together read {:.1} GB of memory a second and add up {:.1} thousand million products of single precision (measured in this run).\n",
            self.bytes / 1e9,
            self.products / 1e9
        )
    }
}

/// The seconds until the last core is done.
fn on_all(cores: usize, work: impl Fn(usize) + Sync) -> f64 {
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for core in 0..cores {
            let work = &work;
            scope.spawn(move || work(core));
        }
    });
    begun.elapsed().as_secs_f64()
}

#[inline(always)]
fn multiply<S: Simd>(simd: S) {
    let mut sums = [f32x8::splat(simd, 0.0); SUMS];
    let by = f32x8::splat(simd, black_box(0.5));
    for _ in 0..STEPS {
        for sum in &mut sums {
            *sum = *sum * by + by;
        }
    }
    for sum in sums {
        black_box(sum.to_array());
    }
}

/// People, answers of each, and the bytes of the file.
pub struct Shape {
    pub people: u64,
    pub answers: u64,
    pub bytes: u64,
}

/// An answer met in a sweep adds 40 products to a square and 40 to a precision; met for the first time, 40 in all.
const A_VISIT: f64 = 80.0;
const FIRST_VISIT: f64 = 40.0;

impl Shape {
    /// Visits of answers in the sweeps of a fit (crates/opinion/src/model): ten over 2,048 people and three over 8,192, where
    /// there are more than 4,096; else ten over all; each over both sides.
    fn visits(&self) -> f64 {
        let people = |most: u64| self.people.min(most) as f64;
        let rounds = if self.people > 4_096 {
            10.0 * people(2_048) + 3.0 * people(8_192)
        } else {
            10.0 * people(4_096)
        };
        2.0 * rounds * self.answers as f64
    }

    /// A table of what each part does at least, how long the machine needs for that, and how long it took.
    pub fn bounds(&self, machine: &Machine, took: impl Fn(&str) -> Option<f64>) -> String {
        let votes = (self.people * self.answers) as f64;
        let parts = [
            ("reading", "bytes read", self.bytes as f64, machine.bytes),
            ("axes", "products added", self.visits() * A_VISIT, machine.products),
            // Everybody is placed in two rounds at least, the first of them without the squares.
            ("places", "products added", votes * (FIRST_VISIT + A_VISIT), machine.products),
            ("findings over groups", "bytes read", votes * 4.0, machine.bytes),
        ];
        let mut table = String::from(
            "\n| part | does at least | bound, ms | took, ms | ratio |\n|---|---|---|---|---|\n",
        );
        for (part, what, count, rate) in parts {
            let Some(took) = took(part) else { continue };
            let bound = count / rate * 1000.0;
            let _ = writeln!(
                table,
                "| {part} | {count:.2e} {what} | {bound:.1} | {took:.1} | {:.1} |",
                took / bound
            );
        }
        table.push('\n');
        table
    }
}
