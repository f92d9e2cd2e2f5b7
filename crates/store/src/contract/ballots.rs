//! Laws of the answers that stand, as they are given to whoever counts them elsewhere.

use super::{cast, everybody, fresh, resident, vote, who, write};
use crate::{BallotRow, BallotsSender, Store};
use std::collections::BTreeSet;
use terms::{ForumKey, Vote};

async fn ballots(store: &dyn Store, forum: &ForumKey) -> Vec<BallotRow> {
    store.ballots(forum).await.expect("ballots").all().await.expect("all of them")
}

/// As they are to be, from what else can be read: people in the order of their pseudonyms, statements of their names.
async fn expected(
    store: &dyn Store,
    forum: &ForumKey,
    people: impl IntoIterator<Item = u8>,
) -> Vec<BallotRow> {
    let mut rows = Vec::new();
    let mut number = 0;
    for person in people {
        let kind = store.participant(forum, who(person)).await.expect("read").expect("a participant");
        let answers = store.answers(forum, who(person)).await.expect("answers");
        number += u64::from(!answers.is_empty());
        rows.extend(answers.into_iter().map(|answer| BallotRow {
            participant: number,
            tier: kind.tier,
            party: kind.party.clone(),
            capacity: kind.capacity,
            statement: answer.statement,
            vote: answer.vote,
        }));
    }
    rows
}

/// The latest counted ones, of everybody who gave one; the numbers have no gaps.
pub async fn ballots_are_the_answers_that_stand(store: &dyn Store) {
    let (forum, other) = (fresh(store, "ballots").await, fresh(store, "ballots-elsewhere").await);
    let all = everybody();
    let people = all.len() as u8;
    write(store, &forum, all).await;
    write(store, &other, [resident(1)]).await;
    cast(store, &other, vote(1, "s1", Vote::Pass, 0, 1)).await;
    assert_eq!(ballots(store, &forum).await, []);
    for person in (1..=people).rev().filter(|person| person % 4 != 0) {
        for (n, name) in (0_u8..).zip(["s9", "s10", "中", "S1"]) {
            let way = Vote::ALL[usize::from(person + n) % 3];
            cast(store, &forum, vote(person, name, way, 0, n)).await;
        }
        cast(store, &forum, vote(person, "s9", Vote::Pass, 1, 8)).await;
        cast(store, &forum, vote(person, "S1", Vote::Pass, 7, 9)).await;
    }
    // Who has but a stale vote has no answer.
    cast(store, &forum, vote(4, "s9", Vote::Agree, 7, 1)).await;
    let rows = ballots(store, &forum).await;
    assert_eq!(rows, expected(store, &forum, 1..=people).await);
    let numbers: BTreeSet<u64> = rows.iter().map(|row| row.participant).collect();
    assert!(numbers.into_iter().eq(1..=u64::from(people - people / 4)));
}

/// Whoever came and voted first, and however often somebody changed their mind, it reads the same.
pub async fn ballots_say_nothing_of_when(store: &dyn Store) {
    let mut read = Vec::new();
    for order in [[1, 2, 3], [3, 1, 2]] {
        let forum = fresh(store, "ballots-when").await;
        for (place, person) in (0_u8..).zip(order) {
            write(store, &forum, [resident(person)]).await;
            let names = if person == order[0] { ["s1", "s2"] } else { ["s2", "s1"] };
            for (n, name) in (1_u8..).zip(names) {
                let way = Vote::ALL[usize::from(person) % 3];
                cast(store, &forum, vote(person, name, Vote::Pass, 0, 10 * place + n)).await;
                cast(store, &forum, vote(person, name, way, 1, 100 + n)).await;
            }
        }
        read.push(ballots(store, &forum).await);
    }
    assert_eq!(read[0].len(), 6);
    assert_eq!(read[0], read[1]);
}

/// What is voted while somebody reads is not in it, and nothing that was there is missing.
pub async fn a_reading_of_ballots_is_of_one_moment(store: &dyn Store) {
    let forum = fresh(store, "ballots-moment").await;
    let (people, statements) = (40, (BallotsSender::PART / 4) as u8);
    write(store, &forum, (1..=people).map(resident)).await;
    for person in 1..=people {
        write(
            store,
            &forum,
            (0..statements).map(|n| vote(person, &format!("s{n}"), Vote::ALL[usize::from(n) % 3], 0, n)),
        )
        .await;
    }
    let before = expected(store, &forum, 1..=people).await;
    let mut reading = store.ballots(&forum).await.expect("ballots");
    let mut read = reading.next().await.expect("a part").expect("there are some");
    assert!(read.len() < before.len() / 4, "it is read in parts");
    write(store, &forum, [resident(0)]).await;
    write(store, &forum, [vote(0, "s0", Vote::Agree, 0, 1), vote(0, "s1", Vote::Agree, 0, 2)]).await;
    write(store, &forum, (1..=people).map(|person| vote(person, "s3", Vote::Agree, 1, 200))).await;
    read.append(&mut reading.all().await.expect("the rest"));
    assert_eq!(read, before);
    assert_eq!(ballots(store, &forum).await, expected(store, &forum, 0..=people).await);
}

/// Who stops reading keeps nobody from anything.
pub async fn a_reading_of_ballots_may_be_left(store: &dyn Store) {
    let forum = fresh(store, "ballots-left").await;
    write(store, &forum, (1..=20).map(resident)).await;
    for person in 1..=20 {
        write(store, &forum, (0..100).map(|n| vote(person, &format!("s{n}"), Vote::Agree, 0, n))).await;
    }
    for round in 0..30 {
        let mut reading = store.ballots(&forum).await.expect("ballots");
        if round % 2 == 0 {
            assert!(reading.next().await.expect("a part").is_some());
        }
    }
    let mut reading = store.ballots(&forum).await.expect("ballots");
    while reading.next().await.expect("a part").is_some() {}
    assert_eq!(reading.next().await.expect("nothing more"), None);
}
