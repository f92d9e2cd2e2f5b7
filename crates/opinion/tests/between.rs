//! Floors while votes come one by one.

mod common;

use common::{crowd, tally};
use opinion::{Between, EngineError, Floors, Settings, find};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tally::{Block, Tally};
use terms::{PartyFacts, Vote, Weight};

type Cell = (u64, u64, u64);

fn rows() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    prop::collection::vec(prop::collection::vec((0u64..40, 0u64..9, 0u64..40), 3), 1..4)
}

fn between(tally: &Tally, parties: &[PartyFacts], single: bool) -> Between {
    Between::of(tally, parties, single, &BTreeSet::new(), &Settings::default()).expect("priors")
}

proptest! {
    #[test]
    fn the_floors_of_each_statement_are_those_of_its_finding(rows in rows(), single in any::<bool>()) {
        let all = crowd(3);
        let parties = if single { &all[..1] } else { &all[..] };
        let tally = tally(&all, &rows);
        let report = find(&tally, parties, single, &BTreeSet::new(), &Settings::default()).expect("a report");
        let between = between(&tally, parties, single);
        for finding in report.findings {
            let statement = tally.find_statement(&finding.statement).expect("counted");
            let expected = Floors { floor: finding.floor, rejection_floor: finding.rejection_floor };
            prop_assert_eq!(between.floors(&tally, statement).expect("floors"), expected);
        }
    }

    #[test]
    fn one_more_agreement_never_lowers_a_floor_and_taken_back_leaves_it(rows in rows(), party in 0usize..3) {
        let parties = crowd(3);
        let mut tally = tally(&parties, &rows);
        let Some(statement) = tally.statement_indices().next() else { return Ok(()) };
        let between = between(&tally, &parties, false);
        let before = between.floors(&tally, statement).expect("floors");
        let block = tally.block(&Block::Named(parties[party].key.clone()));
        tally.add(block, statement, Vote::Agree, Weight::ONE).expect("room");
        let after = between.floors(&tally, statement).expect("floors");
        if let (Some(before), Some(after)) = (before.floor, after.floor) {
            prop_assert!(after >= before - 1e-9, "{} after {}", after, before);
        }
        tally.retract(block, statement, Vote::Agree, Weight::ONE).expect("just counted");
        prop_assert_eq!(between.floors(&tally, statement).expect("floors"), before);
    }
}

#[test]
fn more_answers_than_a_roster_has_are_refused() {
    let mut parties = crowd(1);
    parties[0].roster = Some(3);
    let tally = tally(&crowd(1), &[vec![(3, 0, 0)]]);
    let between = between(&tally, &parties, false);
    let mut grown = tally.clone();
    let statement = grown.statement_indices().next().expect("one");
    let block = grown.block(&Block::Named(parties[0].key.clone()));
    grown.add(block, statement, Vote::Agree, Weight::ONE).expect("room");
    let refused = between.floors(&grown, statement);
    assert!(matches!(refused, Err(EngineError::RosterExceeded { roster: 3, answers: 4, .. })), "{refused:?}");
}
