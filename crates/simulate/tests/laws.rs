//! The laws of simulated votes.

use proptest::prelude::*;
use simulate::{Chances, Plan, PlanGroup, PlanParty, Selection, Simulation, ballot, rows, tally};
use tally::Tally;
use terms::Vote;

fn simulation(parties: u32, participants: u64, statements: u32, votes: u32) -> Simulation {
    Simulation { parties, participants, statements, votes_per_participant: votes }
}

fn flat(chances: Chances, participants: u64, statements: usize, selection: Selection) -> Plan {
    let keys = (0..statements).map(|s| s.to_string().as_str().into()).collect();
    let group = PlanGroup { weight: 1, chances: vec![chances; statements] };
    let party = PlanParty { key: "one".into(), participants, groups: vec![group] };
    Plan::new(keys, vec![party], selection).expect("a flat plan holds together")
}

proptest! {
    #[test]
    fn any_split_merges_to_the_same_bytes(seed: u64, cuts in proptest::collection::vec(0_u64..80, 0..5)) {
        let plan = simulation(5, 80, 12, 7).plan(seed).unwrap();
        let whole = tally(&plan, seed, 0..80).unwrap();
        let mut ends = cuts;
        ends.extend([0, 80]);
        ends.sort_unstable();
        let mut merged = Tally::default();
        for pair in ends.windows(2).rev() {
            merged.merge(&tally(&plan, seed, pair[0]..pair[1]).unwrap()).unwrap();
        }
        prop_assert_eq!(merged.encode(), whole.encode());
    }

    #[test]
    fn a_ballot_depends_on_its_participant_alone(seed: u64, participant in 0_u64..60) {
        let plan = simulation(4, 60, 30, 9).plan(seed).unwrap();
        let alone: Vec<_> = ballot(&plan, seed, participant).collect();
        let among: Vec<_> = rows(&plan, seed, 0..60)
            .filter(|&(p, _, _)| p == participant)
            .map(|(_, s, v)| (s, v))
            .collect();
        prop_assert_eq!(&alone, &among);
        prop_assert_eq!(alone.len(), 9);
        prop_assert!(alone.windows(2).all(|pair| pair[0].0 < pair[1].0), "ascending, each once");
    }

    #[test]
    fn rows_stop_at_the_last_participant(seed: u64, from in 0_u64..30) {
        let plan = simulation(3, 20, 6, 6).plan(seed).unwrap();
        let count = rows(&plan, seed, from..u64::MAX).count() as u64;
        prop_assert_eq!(count, 20_u64.saturating_sub(from) * 6);
    }
}

#[test]
fn shares_come_out_as_planned() {
    let plan = flat(Chances::per_mille(500, 700, 200).unwrap(), 20_000, 1, Selection::ByChance);
    let tally = tally(&plan, 11, 0..20_000).unwrap();
    let counts = tally.total(tally.find_statement(&"0".into()).unwrap());
    // 10 000 answers expected; each tolerance is five standard deviations.
    assert!(counts.answers().abs_diff(10_000) < 354, "{counts:?}");
    let share = |n: u64| n * 1000 / counts.answers();
    assert!(share(counts.agree).abs_diff(700) < 24, "{counts:?}");
    assert!(share(counts.disagree).abs_diff(200) < 21, "{counts:?}");
}

#[test]
fn every_statement_is_chosen_equally_often() {
    let plan = flat(Chances::per_mille(1000, 500, 500).unwrap(), 10_000, 130, Selection::Exactly(13));
    let tally = tally(&plan, 5, 0..10_000).unwrap();
    for statement in tally.statement_indices() {
        // 1000 expected of 10 000 at one in ten: five standard deviations are 150.
        assert!(tally.total(statement).answers().abs_diff(1000) < 150);
    }
}

#[test]
fn seeds_differ() {
    let plan = flat(Chances::per_mille(1000, 500, 500).unwrap(), 100, 5, Selection::ByChance);
    let votes = |seed| rows(&plan, seed, 0..100).map(|(_, _, vote)| vote).collect::<Vec<Vote>>();
    assert_ne!(votes(1), votes(2));
    assert_eq!(votes(1), votes(1));
}

#[test]
fn more_votes_than_statements_are_refused() {
    let error = simulation(2, 10, 5, 6).plan(1).unwrap_err();
    assert_eq!(error.to_string(), "more votes per participant than there are statements");
    assert!(simulation(0, 10, 5, 5).plan(1).is_err());
}

/// These bytes must never change: a published seed must give the same votes for ever, on every machine.
#[test]
fn the_first_votes_of_seed_seven_stay_as_they_are() {
    let plan = simulation(3, 4, 10, 4).plan(7).unwrap();
    let votes: Vec<String> = rows(&plan, 7, 0..4).map(|(p, s, v)| format!("{p}:{s}:{}", v.sign())).collect();
    let expected = "0:0:1 0:6:-1 0:8:-1 0:9:1 1:2:-1 1:4:1 1:5:-1 1:7:1 \
                    2:0:-1 2:2:1 2:4:-1 2:9:1 3:2:1 3:6:-1 3:8:1 3:9:1";
    assert_eq!(votes.join(" "), expected);
}
