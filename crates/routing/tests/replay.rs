//! The protocol of the replay.

use proptest::prelude::*;
use routing::replay::ReplayError;
use routing::{Recorded, Score, Strategy};
use tally::{Answer, VoteMatrix};
use terms::Vote;

const TAU: f64 = 0.6;
const ALL: [Strategy; 4] = [
    Strategy::Uniform,
    Strategy::PolisPriority,
    Strategy::Apt { tau: TAU, audit: 0.1 },
    Strategy::Threshold { tau: TAU, audit: 0.1 },
];

fn matrix(rows: &[Vec<(u32, usize)>]) -> VoteMatrix {
    let mut matrix = VoteMatrix::new(5);
    for row in rows {
        let answers = row.iter().map(|(at, vote)| Answer::new(*at, Vote::ALL[*vote]));
        matrix.push(answers).expect("five statements");
    }
    matrix
}

proptest! {
    #[test]
    fn with_all_votes_seen_what_is_observed_is_the_truth(
        rows in prop::collection::vec(prop::collection::vec((0u32..5, 0usize..3), 0..7), 1..12),
        seed in any::<u64>(),
    ) {
        let votes = matrix(&rows);
        let blocks: Vec<Option<usize>> = (0..rows.len()).map(|at| [Some(4), Some(1), None][at % 3]).collect();
        let recorded = Recorded::new(&votes, &blocks, TAU).expect("a block or none for everybody");
        for strategy in ALL {
            let measured = recorded.replay(strategy, &[1.0, 0.0], seed).expect("parts");
            prop_assert_eq!((measured[0].votes, measured[1].votes), (recorded.votes(), 0));
            prop_assert_eq!(measured[0].observed.f1(), 1.0);
            prop_assert_eq!(measured[1].observed.found, 0);
            prop_assert_eq!(&measured, &recorded.replay(strategy, &[1.0, 0.0], seed).expect("parts"));
        }
    }

    #[test]
    fn f1_is_the_harmonic_mean_of_precision_and_recall(found in 1usize..9, hold in 1usize..9, both in 1usize..9) {
        let score = Score { found, hold, both: both.min(found).min(hold) };
        let (precision, recall) = (score.precision(), score.recall());
        prop_assert!((score.f1() - 2.0 * precision * recall / (precision + recall)).abs() < 1e-12);
    }
}

/// Two blocks; by hand: of five, statement 0 has 3 of 5 and 1 of 1, statement 1 misses in one block, 2 was not asked in one.
#[test]
fn the_truth_is_at_least_the_threshold_in_every_block_and_silence_is_none() {
    let (no, pass, yes) = (0, 1, 2);
    let votes = matrix(&[
        vec![(0, yes), (1, yes), (2, yes)],
        vec![(0, yes), (1, yes)],
        vec![(0, yes)],
        vec![(0, pass)],
        vec![(0, no)],
        vec![(0, yes), (1, pass)],
    ]);
    let blocks = [Some(0), Some(0), Some(0), Some(0), Some(0), Some(1)];
    let recorded = Recorded::new(&votes, &blocks, TAU).expect("a block for everybody");
    assert_eq!(recorded.truth(), [true, false, false, false, false]);
    assert_eq!((recorded.blocks(), recorded.votes()), (2, 10));
}

#[test]
fn what_cannot_be_replayed_is_said() {
    let votes = matrix(&[vec![(0, 2)]]);
    assert_eq!(Recorded::new(&votes, &[], TAU).err(), Some(ReplayError::Blocks { blocks: 0, people: 1 }));
    let recorded = Recorded::new(&votes, &[Some(0)], TAU).expect("a block");
    assert_eq!(recorded.replay(Strategy::Uniform, &[1.5], 1), Err(ReplayError::Part(1.5)));
    assert!(recorded.replay(Strategy::Threshold { tau: TAU, audit: 0.0 }, &[1.0], 1).is_err());
}
