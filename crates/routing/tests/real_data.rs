//! What each strategy finds in recorded conversations. `PLENARY_DATA` names the folder.

mod common;

use common::{CONVERSATIONS, conversation};
use routing::{Recorded, Strategy};

const TAU: f64 = 0.6;

/// The mean F1 of what is observed after a fifth of the votes, over the conversations in which any statement holds.
fn mean_f1(recorded: &[Recorded], strategy: Strategy) -> f64 {
    let repetitions = 5;
    let (mut sum, mut count) = (0.0, 0.0);
    for recorded in recorded.iter().filter(|recorded| recorded.truth().contains(&true)) {
        for seed in 0..repetitions {
            let measured = recorded.replay(strategy, &[0.2], seed).expect("a part of the votes");
            sum += measured[0].observed.f1();
            count += 1.0;
        }
    }
    sum / count
}

/// The spread of a mean of thirty is about 0.008: the bounds lie three of it below and above what 200 repetitions say.
#[test]
fn a_fifth_of_the_votes_finds_most_of_what_holds_and_more_than_uniform_or_polis() {
    let recorded: Vec<Recorded> = CONVERSATIONS
        .iter()
        .map(|name| {
            let (votes, groups) = conversation(name);
            Recorded::new(&votes, &groups, TAU).expect("a group or none for everybody")
        })
        .collect();
    let hold: Vec<usize> =
        recorded.iter().map(|recorded| recorded.truth().iter().filter(|holds| **holds).count()).collect();
    assert_eq!(hold, [43, 43, 19, 26, 56, 22, 0, 0]);
    let threshold = mean_f1(&recorded, Strategy::Threshold { tau: TAU, audit: 0.1 });
    let polis = mean_f1(&recorded, Strategy::PolisPriority);
    let uniform = mean_f1(&recorded, Strategy::Uniform);
    assert!(threshold >= 0.88, "threshold {threshold}");
    assert!(uniform <= 0.76 && polis <= 0.82 && polis > uniform, "uniform {uniform}, Polis {polis}");
}

/// Where nothing holds, nothing is found with a fifth of the votes.
#[test]
fn where_no_statement_holds_little_is_found() {
    for name in &CONVERSATIONS[6..] {
        let (votes, groups) = conversation(name);
        let recorded = Recorded::new(&votes, &groups, TAU).expect("a group or none for everybody");
        let found: usize = (0..20)
            .map(|seed| {
                let strategy = Strategy::Threshold { tau: TAU, audit: 0.1 };
                recorded.replay(strategy, &[0.2], seed).expect("a part")[0].observed.found
            })
            .sum();
        assert!(found <= 10, "{name}: {found} in 20");
    }
}
