//! Votes by number and population, on the eight members of the SCO as of June 2021.

use crate::common::{at, input, party, seat, text};
use procedure::{Ballot, Decision, Outcome, Reason, Roll, Rule, Said, Seat, Test, decide};

/// World Bank, 2021, in hundreds of thousands.
const POPULATION: [(&str, u64); 8] = [
    ("CN", 14_124),
    ("IN", 14_142),
    ("KG", 69),
    ("KZ", 197),
    ("PK", 2_395),
    ("RU", 1_447),
    ("TJ", 100),
    ("UZ", 342),
];

/// The outcome where the members in `coalition` (a bit each) vote yes and the others cast `other`.
fn vote(rule: &Rule, coalition: u32, other: Option<Ballot>) -> Outcome {
    let seats = POPULATION.map(|(key, population)| Seat { population, ..seat(key) });
    let roll = Roll::new(text(1), at(0), seats.to_vec()).expect("no party twice");
    let ballots = (0_u32..).zip(POPULATION).filter_map(|(bit, (key, _))| {
        let ballot = if coalition >> bit & 1 == 1 { Some(Ballot::Yes) } else { other };
        ballot.map(|ballot| input(u64::from(bit), key, -1, Said::Ballot(ballot)))
    });
    decide(rule, &roll, &ballots.collect::<Vec<_>>(), at(1))
}

fn without_the_clause() -> Rule {
    let Test::Double { members, population, .. } = Rule::qmv().test else { panic!("counts both") };
    Rule { test: Test::Double { members, population, min_blockers: 0 }, ..Rule::qmv() }
}

fn winning(rule: &Rule, other: Option<Ballot>) -> Vec<u32> {
    (0..256).filter(|&coalition| vote(rule, coalition, other).decision == Decision::Adopted).collect()
}

/// G5. Without the clause on four blockers both China and India are in each winning coalition: the 42 choices of
/// three or more of the other six. With it any five suffice: 56 + 28 + 8 + 1 = 93.
#[test]
fn g5_a_clause_on_four_blockers_keeps_one_populous_member_from_a_veto() {
    for other in [Some(Ballot::No), Some(Ballot::Abstain), None] {
        let bare = winning(&without_the_clause(), other);
        assert_eq!(bare.len(), 42);
        assert!(bare.iter().all(|coalition| coalition & 0b11 == 0b11));
        let with = winning(&Rule::qmv(), other);
        assert_eq!(with.len(), 93);
        assert!(with.contains(&0b1111_1110), "China alone cannot block");
        assert!(with.contains(&0b1111_1100), "nor China and India");
    }
    // 72 % of eight is six: both populous ones and four or more of the other six, 15 + 6 + 1.
    assert_eq!(winning(&Rule::qmv_reinforced(), None).len(), 22);
}

#[test]
fn a_vote_short_of_population_says_by_how_much_and_for_whom() {
    let outcome = vote(&without_the_clause(), 0b1111_1110, Some(Ballot::No));
    // 65 % of 32 816 is 21 330.4.
    let expected =
        Reason::TooLittlePopulation { yes: 18_692, of: 32_816, needed: 21_331, without: vec![party("CN")] };
    assert_eq!((outcome.decision, outcome.reasons), (Decision::NotAdopted, vec![expected]));
}

#[test]
fn a_roll_without_populations_decides_nothing_by_population() {
    for population in [0, u64::MAX] {
        let seats = ["CN", "IN"].map(|key| Seat { population, ..seat(key) });
        let roll = Roll::new(text(1), at(0), seats.to_vec()).expect("no party twice");
        let ballots = ["CN", "IN"].map(|key| input(1, key, -1, Said::Ballot(Ballot::Yes)));
        let outcome = decide(&Rule::qmv(), &roll, &ballots, at(1));
        assert_eq!((outcome.decision, outcome.reasons), (Decision::NotYet, vec![Reason::NoPopulation]));
    }
}

/// G7, TEU Art. 31(1): three of eight are a third by number; it takes China or India for a third by population.
#[test]
fn g7_abstaining_with_a_declaration_prevents_only_at_a_third_of_members_and_of_population() {
    // The six others together hold 4 550 of 32 816, below a third.
    let declared = Some(Ballot::AbstainWithDeclaration);
    let rule = Rule::unanimity_constructive();
    for yes in 0..255_u32 {
        let decision = vote(&rule, yes, declared).decision;
        let blocked = 8 - yes.count_ones() >= 3 && yes & 0b11 != 0b11;
        let adopted = yes != 0 && !blocked;
        assert_eq!(decision == Decision::Adopted, adopted, "{yes:08b}");
    }
    // Pakistan, Russia and Uzbekistan: 4 184 of 32 816. With China for Uzbekistan: 17 966.
    assert_eq!(vote(&rule, 0b0100_1111, declared).decision, Decision::Adopted);
    let prevented = vote(&rule, 0b1100_1110, declared);
    let parties = ["CN", "PK", "RU"].map(party).to_vec();
    let reason = Reason::TooManyDeclared { parties, population: 17_966, of: 32_816 };
    assert_eq!((prevented.decision, prevented.reasons), (Decision::NotAdopted, vec![reason]));
    assert_eq!(vote(&rule, 0b1111_1100, declared).decision, Decision::Adopted, "two are no third of eight");
    assert_eq!(
        vote(&rule, 0b1100_1110, Some(Ballot::Abstain)).decision,
        Decision::Adopted,
        "plainly abstaining"
    );
    assert_eq!(vote(&rule, 0b0111_1111, Some(Ballot::No)).decision, Decision::NotAdopted, "one against");
}
