//! Summaries that merge, and what a clique says together.

use guard::{Arrivals, Clique, Reason, Settings, Traces, alike, coalesce, find};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tally::{Answer, VoteMatrix};
use terms::{Instant, Vote};

type Given = (u32, u32, usize, i64);

fn answers() -> impl Strategy<Value = Vec<Given>> {
    let one = (0u32..5, 0u32..40, 0usize..3, -400_000i64..400_000);
    // One answer of a person to a statement: the latest.
    prop::collection::vec(one, 0..80).prop_map(|all| {
        let latest: BTreeMap<(u32, u32), Given> = all.into_iter().map(|one| ((one.0, one.1), one)).collect();
        latest.into_values().collect()
    })
}

fn traces(given: &[Given]) -> Traces {
    let mut traces = Traces::default();
    for (person, statement, vote, at) in given {
        let answer = Answer::new(*statement, Vote::ALL[*vote]);
        traces.record(*person, answer, (at % 3 != 0).then(|| Instant::from_millis(*at)));
    }
    traces
}

proptest! {
    #[test]
    fn traces_of_parts_merge_to_those_of_the_whole(
        mut given in answers(),
        cut in any::<prop::sample::Index>(),
        turn in any::<prop::sample::Index>(),
    ) {
        let whole = traces(&given);
        if !given.is_empty() {
            let by = turn.index(given.len());
            given.rotate_left(by);
        }
        let (one, other) = given.split_at(cut.index(given.len() + 1));
        prop_assert_eq!(&traces(one).merge(traces(other)), &whole);
        prop_assert_eq!(&traces(other).merge(traces(one)), &whole);
        for person in 0..5 {
            let Some(trace) = whole.person(person) else { continue };
            prop_assert!(trace.entropy() >= 0.0 && trace.entropy() <= 3f64.log2() + 1e-12);
            prop_assert_eq!(trace.entropy() == 0.0, trace.kinds.iter().filter(|count| **count > 0).count() == 1);
        }
    }

    #[test]
    fn arrivals_of_parts_merge_to_those_of_the_whole(
        times in prop::collection::vec(-9_000_000i64..9_000_000, 0..60),
        cut in any::<prop::sample::Index>(),
    ) {
        let of = |times: &[i64]| {
            let mut arrivals = Arrivals::default();
            times.iter().for_each(|at| arrivals.record(Instant::from_millis(*at)));
            arrivals
        };
        let (one, other) = times.split_at(cut.index(times.len() + 1));
        prop_assert_eq!(of(one).merge(of(other)), of(&times));
    }

    #[test]
    fn the_similarity_of_signatures_is_near_the_share_in_common(same in 0u64..200, one in 1u64..200, other in 1u64..200) {
        let of = |own: std::ops::Range<u64>| {
            let mut signature = guard::Signature::default();
            (0..same).chain(own).for_each(|member| signature.add(member));
            signature
        };
        let (a, b) = (of(1_000..1_000 + one), of(2_000..2_000 + other));
        let share = same as f64 / (same + one + other) as f64;
        // Five deviations of a mean of sixty.
        let room = 5.0 * (share * (1.0 - share) / 60.0).sqrt() + 1.0 / 60.0;
        prop_assert!((a.similarity(&b) - share).abs() <= room, "{} for {}", a.similarity(&b), share);
    }

    #[test]
    fn a_joint_answer_is_one_that_a_member_gave_and_no_other_is_given_more_often(
        rows in prop::collection::vec(prop::collection::btree_map(0u32..6, 0usize..3, 0..6), 2..7),
    ) {
        let mut votes = VoteMatrix::new(6);
        for row in &rows {
            let row = row.iter().map(|(at, vote)| Answer::new(*at, Vote::ALL[*vote]));
            prop_assert!(votes.push(row).is_ok());
        }
        let people: Vec<u32> = (1u32..).take(rows.len() - 1).collect();
        let one = coalesce(&votes, &[Clique { people: people.clone(), reasons: Vec::new() }]);
        prop_assert_eq!(one.row(0), votes.row(0));
        for statement in 0..6u32 {
            let count = |vote: Vote| {
                let said = |person: &&u32| votes.row(**person as usize).contains(&Answer::new(statement, vote));
                people.iter().filter(said).count()
            };
            let joint = one.row(1).iter().find(|answer| answer.statement() == statement as usize);
            let is_most = |joint: &Answer| {
                let said = count(joint.vote());
                let no_more = |vote: &Vote| count(*vote) < said || (count(*vote) == said && joint.vote() <= *vote);
                said > 0 && Vote::ALL.iter().all(no_more)
            };
            let nobody = Vote::ALL.iter().all(|vote| count(*vote) == 0);
            prop_assert!(joint.map_or(nobody, is_most), "{:?} on {}", joint, statement);
        }
        prop_assert!((2..rows.len()).all(|person| one.row(person).is_empty()));
    }
}

#[test]
fn a_burst_is_a_window_far_above_those_around_it() {
    let mut arrivals = Arrivals::default();
    // Two in each five minutes for ten hours, and forty more at one moment.
    for window in 0..120 {
        (0..2).for_each(|_| arrivals.record(Instant::from_millis(window * 300_000)));
    }
    assert_eq!(arrivals.bursts(), []);
    (0..40).for_each(|_| arrivals.record(Instant::from_millis(60 * 300_000 + 1)));
    let bursts = arrivals.bursts();
    assert_eq!(bursts.len(), 1);
    assert_eq!((bursts[0].from.millis(), bursts[0].people), (60 * 300_000, 42));
}

/// Everybody is asked in one order at one time, as in a hall, and all differ: nobody is linked.
#[test]
fn people_in_step_who_answer_differently_are_no_clique() {
    let (mut votes, mut traces) = (VoteMatrix::new(30), Traces::default());
    let mut chance = opinion::chance::Chance::new(3);
    for person in 0..200u32 {
        let row: Vec<Answer> = (0..30).map(|at| Answer::new(at, Vote::ALL[chance.below(3)])).collect();
        for (minute, answer) in (0..).zip(&row) {
            traces.record(person, *answer, Some(Instant::from_millis(minute * 60_000)));
        }
        votes.push(row).expect("thirty statements");
    }
    assert_eq!(find(&votes, &traces, &Settings::default()), []);
}

/// Eight follow one script in one rhythm: found, with what was noticed beside.
#[test]
fn a_script_in_one_rhythm_is_found_with_its_reasons() {
    let (mut votes, mut traces) = (VoteMatrix::new(30), Traces::default());
    let mut chance = opinion::chance::Chance::new(4);
    let script: Vec<Answer> = (0..30).map(|at| Answer::new(at, Vote::ALL[2 * chance.below(2)])).collect();
    for person in 0..200i64 {
        let is_bot = person >= 192;
        let mut row: Vec<Answer> =
            (0..30).map(|at| Answer::new(at, Vote::ALL[2 * chance.below(2)])).collect();
        let mut order: Vec<usize> = (0..30).collect();
        if is_bot {
            row.clone_from(&script);
        } else {
            (1..30).for_each(|at| order.swap(at, chance.below(at + 1)));
        }
        let begin = if is_bot { 90_000_000 } else { person * 900_000 };
        for (step, at) in (0..).zip(order) {
            let when = Instant::from_millis(begin + step * 20_000);
            traces.record(u32::try_from(person).expect("few people"), row[at], Some(when));
        }
        votes.push(row).expect("thirty statements");
    }
    let cliques = find(&votes, &traces, &Settings::default());
    assert_eq!(cliques.len(), 1, "{cliques:?}");
    assert_eq!(cliques[0].people, (192..200).collect::<Vec<u32>>());
    let has = |wanted: fn(&Reason) -> bool| cliques[0].reasons.iter().any(wanted);
    assert!(has(|reason| matches!(reason, Reason::CoAgreement { .. })), "{cliques:?}");
    assert!(has(|reason| matches!(reason, Reason::SameMoments { .. })), "{cliques:?}");
    assert!(has(|reason| matches!(reason, Reason::SameOrder { .. })), "{cliques:?}");
    assert!(has(|reason| matches!(reason, Reason::Burst(_))), "{cliques:?}");
    assert!(!has(|reason| matches!(reason, Reason::OneAnswer)), "{cliques:?}");
}

#[test]
fn equal_sets_meet_in_a_bucket() {
    let mut signature = guard::Signature::default();
    (0..20).for_each(|member| signature.add(member));
    let two = BTreeMap::from([(3, signature), (9, signature), (11, guard::Signature::default())]);
    assert_eq!(alike(&two).into_iter().collect::<Vec<_>>(), [(3, 9)]);
}
