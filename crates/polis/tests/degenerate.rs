//! Whatever comes in, what goes out is finite and about everybody who voted.

mod common;

use common::conversation;
use polis::{
    AxesFrom, Conversation, Event, Math, Moderation, Moved, Quirks, Settings, Ticks, replay, snapshot,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tally::{Answer, VoteMatrix};
use terms::Vote;

type Votes = Vec<(i64, i64, Vote)>;

const ON_VOTES: Settings = Settings { most_pair_bytes: 1 << 28, from: AxesFrom::Votes };
const ON_PAIR_SUMS: Settings = Settings { most_pair_bytes: 1 << 28, from: AxesFrom::PairSums };

fn votes() -> impl Strategy<Value = Votes> {
    let vote = prop::sample::select(Vote::ALL.to_vec());
    (1i64..20, 1i64..12).prop_flat_map(move |(people, statements)| {
        prop::collection::vec((0..people, 0..statements, vote.clone()), 0..80)
    })
}

fn quirks() -> impl Strategy<Value = Quirks> {
    prop::sample::select(vec![Quirks::default(), Quirks::NONE])
}

fn moderation() -> impl Strategy<Value = Moderation> {
    let some = || prop::collection::btree_set(0i64..12, 0..4);
    (some(), some()).prop_map(|(out, meta)| Moderation { out, meta, ..Moderation::default() })
}

/// All figures of the object, wherever they stand.
fn numbers(value: &serde_json::Value, into: &mut Vec<f64>) {
    match value {
        // What is not finite is written as nothing.
        serde_json::Value::Null => into.push(f64::NAN),
        serde_json::Value::Number(number) => into.push(number.as_f64().unwrap_or(f64::NAN)),
        serde_json::Value::Array(list) => list.iter().for_each(|value| numbers(value, into)),
        serde_json::Value::Object(map) => map.values().for_each(|value| numbers(value, into)),
        _ => {}
    }
}

fn holds(math: &Math, votes: &Votes) -> Result<(), TestCaseError> {
    let mut all = Vec::new();
    numbers(&serde_json::to_value(math).expect("an object"), &mut all);
    prop_assert!(all.iter().all(|number| number.is_finite()));
    let people: BTreeSet<i64> = votes.iter().map(|vote| vote.0).collect();
    prop_assert_eq!(math.n, people.len());
    prop_assert_eq!(math.user_vote_counts.keys().copied().collect::<BTreeSet<_>>(), people);
    let clustered: Vec<i64> = math.base_clusters.members.iter().flatten().copied().collect();
    prop_assert_eq!(clustered.len(), math.in_conv.len());
    prop_assert_eq!(BTreeSet::from_iter(&clustered), BTreeSet::from_iter(&math.in_conv));
    let grouped: usize = math.group_votes.values().map(|group| group.n_members).sum();
    prop_assert_eq!(grouped, clustered.len());
    for lists in [&math.pca.center, &math.pca.comment_extremity] {
        prop_assert_eq!(lists.len(), math.n_cmts);
    }
    for axis in &math.pca.comps {
        let length: f64 = axis.iter().map(|x| x * x).sum();
        prop_assert!((length - 1.0).abs() < 1e-9 || length == 0.0);
    }
    Ok(())
}

fn events(votes: &Votes) -> Vec<Event> {
    let event = |(at, &(person, statement, vote))| Event::Vote { at, person, statement, vote };
    (0i64..).zip(votes).map(event).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_votes_have_finite_figures(votes in votes(), moderation in moderation(), quirks in quirks()) {
        let conversation = conversation(&votes, &[], moderation);
        let math = snapshot(&conversation, &quirks, &Settings::default());
        holds(&math, &votes)?;
        holds(&snapshot(&conversation, &quirks, &ON_VOTES), &votes)?;
        holds(&snapshot(&conversation, &quirks, &ON_PAIR_SUMS), &votes)?;
        let read: Math = serde_json::from_value(serde_json::to_value(&math).expect("an object")).expect("the same object");
        prop_assert_eq!(read.base_clusters.members, math.base_clusters.members);
    }

    #[test]
    fn any_course_of_votes_has_finite_figures(
        votes in votes(),
        moderation in moderation(),
        quirks in quirks(),
        tick in 1usize..30,
    ) {
        for ticks in [Ticks::Votes(tick), Ticks::Every(tick as u64)] {
            let math = replay(&events(&votes), &moderation, ticks, &quirks).expect("few statements");
            holds(&math, &votes)?;
        }
    }

    #[test]
    fn one_tick_of_everything_is_the_snapshot(votes in votes(), moderation in moderation(), quirks in quirks()) {
        let all = replay(&events(&votes), &moderation, Ticks::Votes(1000), &quirks).expect("few statements");
        let once = snapshot(&conversation(&votes, &[], moderation), &quirks, &Settings::default());
        prop_assert_eq!(&all.pca.center, &once.pca.center);
        prop_assert_eq!(&all.in_conv, &once.in_conv);
        prop_assert_eq!(&all.consensus, &once.consensus);
        prop_assert_eq!(&all.tids, &once.tids);
    }

    #[test]
    fn the_number_of_threads_changes_nothing(votes in votes(), moderation in moderation()) {
        let conversation = conversation(&votes, &[], moderation);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| snapshot(&conversation, &Quirks::default(), &Settings::default()))
        };
        prop_assert_eq!(on(1), on(3));
    }
}

fn of(rows: &[&[(i64, Vote)]]) -> (Conversation, Votes) {
    let votes: Votes = (0i64..)
        .zip(rows)
        .flat_map(|(person, row)| row.iter().map(move |&(tid, vote)| (person, tid, vote)))
        .collect();
    (conversation(&votes, &[], Moderation::default()), votes)
}

#[test]
fn conversations_with_hardly_anything_in_them_have_finite_figures() {
    use Vote::{Agree, Disagree, Pass};
    let full = [(0, Agree), (1, Disagree), (2, Agree)];
    let cases: [&[&[(i64, Vote)]]; 8] = [
        &[],
        &[&[(0, Agree)]],
        &[&[(0, Agree)], &[(0, Disagree)]],
        &[&full],
        &[&full, &full, &full, &full],
        &[&[(0, Agree)], &[(1, Disagree)], &[(2, Pass)], &[(3, Agree)]],
        &[&[(0, Pass), (1, Pass)], &[(0, Pass)], &[(1, Pass)]],
        &[&[(0, Agree), (1, Agree)], &[(0, Disagree), (1, Disagree)]],
    ];
    for rows in cases {
        let (conversation, votes) = of(rows);
        for quirks in [Quirks::default(), Quirks::NONE] {
            let math = snapshot(&conversation, &quirks, &Settings::default());
            holds(&math, &votes).expect("finite figures");
            let math = replay(&events(&votes), &Moderation::default(), Ticks::Votes(1), &quirks);
            holds(&math.expect("few statements"), &votes).expect("finite figures");
        }
    }
}

#[test]
fn people_and_statements_without_a_vote_are_not_there() {
    let mut matrix = VoteMatrix::new(3);
    matrix.push([]).expect("nothing");
    matrix.push([Answer::new(1, Vote::Agree)]).expect("one of three");
    let conversation = Conversation::new(&matrix, &[10, 11], &[5, 6, 7], Moderation::default()).expect("ids");
    let math = snapshot(&conversation, &Quirks::default(), &Settings::default());
    assert_eq!((math.n, math.n_cmts, math.tids, math.in_conv), (1, 1, vec![6], vec![11]));
}

#[test]
fn ids_that_do_not_go_with_the_votes_are_refused() {
    let mut matrix = VoteMatrix::new(2);
    matrix.push([Answer::new(0, Vote::Agree)]).expect("one of two");
    let none = Moderation::default;
    assert!(Conversation::new(&matrix, &[1, 2], &[1, 2], none()).is_err());
    assert!(Conversation::new(&matrix, &[1], &[1], none()).is_err());
    assert!(Conversation::new(&matrix, &[1], &[2, 2], none()).is_err());
}

#[test]
fn what_a_moderator_did_waits_for_the_next_vote_unless_told_not_to() {
    let vote = |at, person, statement| Event::Vote { at, person, statement, vote: Vote::Agree };
    let out = Event::Moderation { at: 9, statement: 1, meta: false, moved: Moved::Out };
    let events = [vote(1, 1, 0), vote(2, 1, 1), vote(3, 2, 1), out];
    let center = |quirks: &Quirks| {
        let math = replay(&events, &Moderation::default(), Ticks::Votes(1), quirks).expect("two statements");
        assert!(math.mod_out == [1]);
        math.pca.center
    };
    assert_eq!(center(&Quirks::default()), [-1.0, -1.0]);
    assert_eq!(center(&Quirks { moderation_waits_for_votes: false, ..Quirks::default() }), [-1.0, 0.0]);
}
