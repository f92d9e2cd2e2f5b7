//! Honest crowds and planted clones.

mod common;

use common::*;
use guard::{Reason, Settings, Traces, coalesce, find, weights};
use opinion::chance::Chance;

const RUNS: u64 = 8;

fn flagged(rows: &[Row], statements: u32) -> Vec<u32> {
    let votes = matrix(statements, rows);
    find(&votes, &Traces::of(&votes), &Settings::default())
        .into_iter()
        .flat_map(|clique| clique.people)
        .collect()
}

/// The share of honest people flagged over the runs of a crowd.
fn false_flags(crowd: &Crowd) -> f64 {
    let count: usize = (0..RUNS)
        .map(|seed| {
            let mut chance = Chance::new(seed);
            let of = statements(crowd, &mut chance);
            flagged(&honest(crowd, &of, &mut chance), crowd.statements).len()
        })
        .sum();
    count as f64 / (RUNS as usize * crowd.people) as f64
}

/// Fewer than one honest person in a thousand is flagged: one cloud, two camps, few and many answers, statements on which
/// nearly all say the same.
#[test]
fn honest_people_who_think_alike_are_not_flagged() {
    let crowds = [
        CLOUD,
        CAMPS,
        Crowd { shown: 1.0, ..CLOUD },
        Crowd { shown: 1.0, ..CAMPS },
        Crowd { shown: 0.2, ..CAMPS },
        Crowd { statements: 12, shown: 1.0, ..CAMPS },
        Crowd { spread: 3.0, shown: 0.9, ..CAMPS },
    ];
    for crowd in crowds {
        let rate = false_flags(&crowd);
        assert!(rate < 0.001, "{rate} of {crowd:?}");
    }
}

/// How many of the planted bots are found, and how many honest people with them.
fn planted(
    crowd: &Crowd,
    seed: u64,
    plant: impl Fn(&[(f64, f64)], &mut Chance) -> Vec<Row>,
) -> (usize, usize) {
    let mut chance = Chance::new(seed);
    let of = statements(crowd, &mut chance);
    let mut rows = honest(crowd, &of, &mut chance);
    rows.extend(plant(&of, &mut chance));
    let people = flagged(&rows, crowd.statements);
    let bots = people.iter().filter(|person| **person as usize >= crowd.people).count();
    (bots, people.len() - bots)
}

#[test]
fn clones_of_one_script_are_found() {
    for (crowd, count, shown, slips, least) in [
        (CLOUD, 10, 1.0, 0.0, 1.0),
        (CAMPS, 10, 0.7, 0.0, 0.95),
        (CAMPS, 60, 0.6, 0.05, 0.9),
        (CLOUD, 150, 0.8, 0.05, 0.9),
    ] {
        let (mut bots, mut others) = (0, 0);
        for seed in 100..100 + RUNS {
            let plant = |_: &[(f64, f64)], chance: &mut Chance| {
                let script = any_script(crowd.statements, chance);
                common::bots(count, &script, shown, slips, chance)
            };
            let (found, honest) = planted(&crowd, seed, plant);
            bots += found;
            others += honest;
        }
        let share = bots as f64 / (count * RUNS as usize) as f64;
        assert!(share >= least, "{share} of {count} bots in {crowd:?}, {shown} shown, {slips} slips");
        assert!(others as f64 / ((RUNS as usize) * crowd.people) as f64 <= 0.002, "{others} honest people");
    }
}

/// Bots that all say what the smaller camp usually says, on the same statements: no answer of theirs is unusual, only that
/// all are the same.
#[test]
fn copies_of_usual_answers_are_found_by_being_too_many() {
    let crowd = Crowd { shown: 1.0, ..CAMPS };
    let mut found = 0;
    for seed in 200..200 + RUNS {
        let (bots, others) =
            planted(&crowd, seed, |of, chance| bots(40, &usual_script(&crowd, of), 1.0, 0.0, chance));
        found += usize::from(bots == 40);
        assert!(others <= 2, "{others} honest people");
    }
    assert_eq!(found, RUNS as usize);
}

#[test]
fn a_clique_counts_as_one_and_the_rest_as_before() {
    let crowd = CLOUD;
    let mut chance = Chance::new(7);
    let of = statements(&crowd, &mut chance);
    let mut rows = honest(&crowd, &of, &mut chance);
    let script = any_script(crowd.statements, &mut chance);
    rows.extend(bots(20, &script, 1.0, 0.0, &mut chance));
    let votes = matrix(crowd.statements, &rows);
    let cliques = find(&votes, &Traces::of(&votes), &Settings::default());
    assert_eq!(cliques.len(), 1);
    assert_eq!(cliques[0].people, (600..620).collect::<Vec<u32>>());
    assert!(cliques[0].reasons.iter().any(|reason| matches!(reason, Reason::CoAgreement { .. })));
    let one = coalesce(&votes, &cliques);
    assert_eq!((one.people(), one.votes()), (620, votes.votes() - 19 * 60));
    assert!((0..=600).all(|person| one.row(person) == votes.row(person)));
    assert!((601..620).all(|person| one.row(person).is_empty()));
    let weights = weights(620, &cliques);
    let total: u32 = weights[600..].iter().map(|weight| weight.thousandths()).sum();
    assert_eq!((weights[0].thousandths(), total), (1000, 1000));
}
