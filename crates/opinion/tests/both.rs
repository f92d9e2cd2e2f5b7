//! Laws of findings over both families of blocks: what holds in every party and in every opinion group.

mod common;

use common::{crowd, party, report, tally};
use opinion::{Grade, MoreAnswers, Report, over_groups_as_well};
use proptest::prelude::*;
use terms::PartyFacts;

type Row = Vec<(u64, u64, u64)>;

fn groups(number: usize) -> Vec<PartyFacts> {
    (0..number).map(|at| party(&format!("G{at}"), None, None)).collect()
}

fn both(parties: &[Row], of_groups: &[Row]) -> Report {
    let groups = groups(of_groups[0].len());
    let own = report(&crowd(parties[0].len()), parties);
    over_groups_as_well(own, &tally(&groups, of_groups), &groups).expect("a report")
}

#[test]
fn what_a_group_rejects_is_no_consensus_though_every_party_accepts() {
    // 200 people of two parties; 50 of them, half of each, answer alike and against.
    let parties: Row = vec![(75, 5, 20), (75, 5, 20)];
    let alone = report(&crowd(2), std::slice::from_ref(&parties));
    assert_eq!(alone.findings[0].grade, Grade::Consensus);
    let held = both(&[parties], &[vec![(148, 2, 0), (2, 8, 40)]]);
    let finding = &held.findings[0];
    let axis = finding.groups.as_ref().expect("groups were looked at");
    assert_eq!((finding.grade, axis.stopped), (Grade::Majority, Some(Grade::Consensus)));
    assert_eq!(axis.weakest.as_ref().map(terms::PartyKey::as_str), Some("G1"));
    assert!(finding.certified < 0.05 && axis.certified_parties >= 0.95);
    assert_eq!(held.summary.of(Grade::Majority), 1);
    assert_ne!(held.digest, alone.digest);
}

#[test]
fn a_group_that_was_not_asked_is_not_yet_asked_and_says_how_many_are_missing() {
    let held = both(&[vec![(95, 5, 0), (95, 5, 0)]], &[vec![(185, 3, 0), (5, 7, 0)]]);
    let finding = &held.findings[0];
    assert_eq!(finding.grade, Grade::NotYetAsked);
    assert_eq!(finding.more_answers, Some(MoreAnswers::Missing(8)));
}

#[test]
fn what_holds_in_parties_and_groups_stays_and_is_less_sure_than_either() {
    let held = both(&[vec![(95, 5, 0), (92, 5, 3)]], &[vec![(140, 8, 2), (47, 2, 1)]]);
    let finding = &held.findings[0];
    let axis = finding.groups.as_ref().expect("groups were looked at");
    assert_eq!((finding.grade, axis.stopped), (Grade::Consensus, None));
    assert!((finding.certified - (axis.certified_parties + axis.certified - 1.0)).abs() < 1e-15);
}

#[test]
fn what_all_reject_together_needs_the_groups_as_well() {
    let parties: Row = vec![(2, 3, 95), (3, 2, 95)];
    let stays = both(std::slice::from_ref(&parties), &[vec![(2, 3, 145), (3, 2, 45)]]);
    assert_eq!(stays.findings[0].grade, Grade::SharedRejection);
    let stopped = both(&[parties], &[vec![(0, 2, 160), (25, 3, 10)]]);
    let axis = stopped.findings[0].groups.as_ref().expect("groups were looked at");
    assert_eq!(axis.stopped, Some(Grade::SharedRejection));
}

fn rows(blocks: usize) -> impl Strategy<Value = Row> {
    prop::collection::vec((0u64..80, 0u64..8, 0u64..40), blocks)
}

proptest! {
    #[test]
    fn groups_never_make_a_claim_surer(parties in prop::collection::vec(rows(3), 1..4), of_groups in prop::collection::vec(rows(2), 3)) {
        let own = report(&crowd(3), &parties);
        let of_groups = &of_groups[..parties.len()];
        let held = both(&parties, of_groups);
        for (before, after) in own.findings.iter().zip(&held.findings) {
            let axis = after.groups.as_ref().expect("groups were looked at");
            prop_assert!(after.certified <= before.certified && after.certified_broad <= before.certified_broad);
            prop_assert!(after.certified >= 0.0 && after.certified <= axis.certified.max(0.0));
            let agreements = [Grade::Consensus, Grade::BroadConsensus, Grade::SharedRejection];
            match axis.stopped {
                Some(grade) => {
                    prop_assert_eq!(grade, before.grade);
                    prop_assert!(agreements.contains(&grade) && !agreements.contains(&after.grade));
                }
                None => prop_assert_eq!(after.grade, before.grade),
            }
        }
    }
}
