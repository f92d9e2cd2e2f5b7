//! How well each strategy finds the statements that at least 60 % agree with in every group, with a part of the votes of
//! recorded conversations:
//! `PLENARY_DATA=… cargo run --release -p routing --example replay [repetitions [first seed]]`.

#![expect(clippy::print_stdout, reason = "an example that measures")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{CONVERSATIONS, conversation};
use routing::{Measured, Recorded, Score, Strategy};

const TAU: f64 = 0.6;
const PARTS: [f64; 4] = [0.05, 0.1, 0.2, 0.4];
const STRATEGIES: [(&str, Strategy); 5] = [
    ("uniform", Strategy::Uniform),
    ("Polis priority", Strategy::PolisPriority),
    ("APT, audit 10 %", Strategy::Apt { tau: TAU, audit: 0.1 }),
    ("threshold, audit 10 %", Strategy::Threshold { tau: TAU, audit: 0.1 }),
    ("threshold, audit 20 %", Strategy::Threshold { tau: TAU, audit: 0.2 }),
];

/// Mean and standard error over repetitions.
fn mean(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / count;
    let spread = values.map(|value| (value - mean).powi(2)).sum::<f64>();
    (mean, (spread / (count - 1.0).max(1.0) / count).sqrt())
}

fn column(runs: &[Vec<Measured>], part: usize, score: fn(&Measured) -> f64) -> f64 {
    mean(runs.iter().map(|run| score(&run[part]))).0
}

/// One line; the F1 of both guesses after each part.
fn line(name: &str, recorded: &Recorded, strategy: Strategy, seeds: std::ops::Range<u64>) -> [f64; 8] {
    let runs: Vec<Vec<Measured>> =
        seeds.map(|seed| recorded.replay(strategy, &PARTS, seed).expect("parts of the votes")).collect();
    let observed: [f64; 4] = std::array::from_fn(|part| column(&runs, part, |at| at.observed.f1()));
    let probable: [f64; 4] = std::array::from_fn(|part| column(&runs, part, |at| at.probable.f1()));
    let at = |score: fn(Score) -> f64| mean(runs.iter().map(|run| score(run[2].observed)));
    let found = mean(runs.iter().map(|run| run[2].observed.found as f64)).0;
    println!(
        "{name:38} observed {} | at 20 %: F1 {:.3} ± {:.3}, precision {:.3}, recall {:.3}, {found:.1} found \
         | probable {}",
        observed.map(|f1| format!("{f1:.3}")).join(" "),
        at(Score::f1).0,
        at(Score::f1).1,
        at(Score::precision).0,
        at(Score::recall).0,
        probable.map(|f1| format!("{f1:.3}")).join(" "),
    );
    std::array::from_fn(|at| if at < 4 { observed[at] } else { probable[at - 4] })
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|number| number.parse::<u64>().expect("a number"));
    let (repetitions, first) = (arguments.next().unwrap_or(40), arguments.next().unwrap_or(1_000));
    let recorded: Vec<(&str, Recorded)> = CONVERSATIONS
        .iter()
        .map(|name| {
            let (votes, groups) = conversation(name);
            (*name, Recorded::new(&votes, &groups, TAU).expect("a group or none for everybody"))
        })
        .collect();
    for (name, recorded) in &recorded {
        let hold = recorded.truth().iter().filter(|holds| **holds).count();
        println!(
            "{name}: {} votes, {} groups, {hold} of {} statements hold",
            recorded.votes(),
            recorded.blocks(),
            recorded.truth().len()
        );
    }
    println!("F1 after {PARTS:?} of the votes, {repetitions} repetitions each from seed {first}");
    for (title, strategy) in STRATEGIES {
        println!("\n{title}");
        let mut sums = [0.0; 8];
        let mut counted = 0.0;
        for (name, recorded) in &recorded {
            let f1 = line(name, recorded, strategy, first..first + repetitions);
            // Without a statement that holds F1 is 1 or 0 and says nothing of the strategy; the number found does.
            if recorded.truth().contains(&true) {
                sums.iter_mut().zip(f1).for_each(|(sum, f1)| *sum += f1);
                counted += 1.0;
            }
        }
        let means = sums.map(|sum| format!("{:.3}", sum / counted));
        println!(
            "{:38} observed {} | probable {}",
            "mean where any holds",
            means[..4].join(" "),
            means[4..].join(" ")
        );
    }
}
