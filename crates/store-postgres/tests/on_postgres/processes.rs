//! Several processes on one database.

use crate::server::Database;
use futures_util::future::join_all;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Append, Batch, CastVote, Change, NewParticipant, Store as _, StoreError};
use store_postgres::PostgresStore;
use terms::{Capacity, ForumKey, Instant, Pseudonym, StatementKey, Tier, Vote};
use tokio::sync::broadcast::Receiver;

pub(crate) fn key() -> ForumKey {
    ForumKey::new("wuhan")
}

pub(crate) fn participant(number: u8) -> NewParticipant {
    let id = Pseudonym::from_bytes([number; 16]);
    NewParticipant { id, tier: Tier::Attested, party: None, capacity: Capacity::Resident }
}

/// The first answer of a participant to a statement.
pub(crate) fn vote(number: u8, statement: &str) -> CastVote {
    let mut request = [number; 16];
    for (place, byte) in statement.bytes().enumerate() {
        request[place % 15] ^= byte;
    }
    CastVote {
        participant: participant(number).id,
        statement: StatementKey::new(statement),
        vote: Vote::Agree,
        seen: 0,
        request,
        at: Instant::from_millis(7),
    }
}

/// A store with a forum and participants of the numbers 0 to `participants` − 1.
pub(crate) async fn store(database: &Database, participants: u8) -> Arc<PostgresStore> {
    let store = PostgresStore::connect(&database.url).await.expect("a store");
    store.create(&key(), b"header", &[b"act 0".to_vec()]).await.expect("a forum");
    let batch = (0..participants).map(participant).fold(Batch::new(&key()), Batch::with);
    store.commit(batch).await.expect("participants");
    Arc::new(store)
}

/// Waits until the forum is told to stand so.
async fn told(changes: &mut Receiver<Change>, acts: u64, votes: u64) -> Change {
    loop {
        let change = changes.recv().await.expect("changes are told");
        if (change.acts, change.votes) == (acts, votes) {
            return change;
        }
    }
}

fn append(after: u64, line: &str) -> Batch {
    let acts = Append { after, lines: vec![line.as_bytes().to_vec()] };
    Batch { acts: Some(acts), ..Batch::new(&key()) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_see_each_others_votes_and_acts() {
    let database = Database::fresh().await;
    let one = store(&database, 2).await;
    let other = PostgresStore::connect(&database.url).await.unwrap();
    let (mut of_one, mut of_other) = (one.changes(), other.changes());

    let receipt = one.commit(Batch::new(&key()).with(vote(0, "S1"))).await.unwrap().receipts[0];
    assert_eq!(told(&mut of_other, 1, 1).await.forum, key());
    assert_eq!(other.votes(&key(), 0, 10).await.unwrap(), one.votes(&key(), 0, 10).await.unwrap());
    let again = other.commit(Batch::new(&key()).with(vote(0, "S1"))).await.unwrap().receipts[0];
    assert_eq!(again, receipt, "the same request to another process is the same vote");

    other.commit(append(1, "act 1")).await.unwrap();
    other.commit(Batch::new(&key()).with(vote(1, "S1"))).await.unwrap();
    told(&mut of_one, 2, 2).await;
    assert_eq!(one.acts(&key(), 1..9).await.unwrap(), [b"act 1".to_vec()]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_rival_acts_of_two_processes_exactly_one_is_appended() {
    let database = Database::fresh().await;
    let one = store(&database, 0).await;
    let other = Arc::new(PostgresStore::connect(&database.url).await.unwrap());
    let mut won = vec![b"act 0".to_vec()];
    for round in 1..=20 {
        let rivals = [(&one, "one"), (&other, "other"), (&one, "one again"), (&other, "other again")];
        let tries = rivals.map(|(store, name)| {
            let (store, line) = (store.clone(), format!("{round} {name}"));
            async move { (store.commit(append(round, &line)).await, line) }
        });
        let mut lines = Vec::new();
        for (done, line) in join_all(tries).await {
            match done {
                Ok(_) => lines.push(line.into_bytes()),
                Err(StoreError::Conflict { acts }) => assert_eq!(acts, round + 1),
                Err(error) => panic!("neither appended nor late: {error}"),
            }
        }
        assert_eq!(lines.len(), 1, "in round {round}");
        won.append(&mut lines);
    }
    assert_eq!(other.acts(&key(), 0..99).await.unwrap(), won);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn votes_of_two_processes_at_once_are_numbered_without_gaps() {
    let database = Database::fresh().await;
    let one = store(&database, 40).await;
    let other = Arc::new(PostgresStore::connect(&database.url).await.unwrap());
    // Every vote is sent to both, as by a phone that tries twice.
    let sent = [&one, &other].into_iter().flat_map(|store| {
        (0..40).flat_map(move |who| ["S1", "S2", "S3"].map(|name| (store.clone(), vote(who, name))))
    });
    let tasks = sent.map(|(store, vote)| {
        tokio::spawn(
            async move { store.commit(Batch::new(&key()).with(vote)).await.unwrap().receipts[0].vote },
        )
    });
    let numbers: Vec<u64> = join_all(tasks).await.into_iter().map(Result::unwrap).collect();
    let (first, second) = numbers.split_at(120);
    assert_eq!(first, second, "both tries have the same receipt");
    assert_eq!(first.iter().copied().collect::<BTreeSet<_>>(), (1..=120).collect());
    let votes = one.votes(&key(), 0, 999).await.unwrap();
    assert!(votes.iter().map(|vote| vote.number).eq(1..=120));
    assert_eq!(one.rebuild(&key()).await.unwrap().mended, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_start_at_once_find_the_same_tables() {
    let database = Database::fresh().await;
    let starts = (0..6).map(|_| PostgresStore::connect(&database.url));
    let stores: Vec<PostgresStore> = join_all(starts).await.into_iter().map(Result::unwrap).collect();
    stores[0].create(&key(), b"header", &[]).await.unwrap();
    for store in &stores {
        assert_eq!(store.forums().await.unwrap().len(), 1);
    }
}
