//! The server falls and comes back.

use crate::processes::{key, store, vote};
use crate::server::Database;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use store::{Batch, Receipt, Standing, Store as _, StoreError};
use store_postgres::PostgresStore;
use terms::StatementKey;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};

const PARTICIPANTS: u8 = 12;
const STATEMENTS: usize = 400;

/// What was acknowledged: by statement and vote number.
type Taken = BTreeMap<(u8, usize), Receipt>;

/// Votes on every statement, and sends a vote again until it is acknowledged, as a phone does.
async fn participant(store: Arc<PostgresStore>, who: u8, acknowledged: Arc<AtomicUsize>) -> (Taken, usize) {
    let (mut taken, mut failures) = (Taken::new(), 0);
    for statement in 0..STATEMENTS {
        let vote = vote(who, &format!("S{statement}"));
        let receipt = loop {
            match store.commit(Batch::new(&key()).with(vote.clone())).await {
                Ok(done) => break done.receipts[0],
                Err(StoreError::Database(_)) => failures += 1,
                Err(error) => panic!("a fallen server is a failed database: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        taken.insert((who, statement), receipt);
        acknowledged.fetch_add(1, Ordering::Relaxed);
    }
    (taken, failures)
}

async fn until(acknowledged: &AtomicUsize, votes: usize) {
    while acknowledged.load(Ordering::Relaxed) < votes {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_vote_is_there_once_after_the_server_fell() {
    let mut database = Database::private().await;
    let store = store(&database, PARTICIPANTS).await;
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..PARTICIPANTS)
        .map(|who| tokio::spawn(participant(store.clone(), who, acknowledged.clone())))
        .collect();
    let all = usize::from(PARTICIPANTS) * STATEMENTS;
    for fall in 1..=3 {
        until(&acknowledged, all * fall / 5).await;
        database.restart().await;
    }
    let (mut taken, mut failures) = (Taken::new(), 0);
    for task in tasks {
        let (some, failed) = task.await.unwrap();
        taken.extend(some);
        failures += failed;
    }
    assert!(failures > 0, "the server fell while votes were cast");

    let votes = store.votes(&key(), 0, all * 2).await.unwrap();
    assert!(votes.iter().map(|vote| vote.number).eq(1..=all as u64), "each is there once, without gaps");
    for ((_, statement), receipt) in &taken {
        let row = &votes[usize::try_from(receipt.vote).unwrap() - 1];
        assert_eq!(row.statement, StatementKey::new(&format!("S{statement}")));
        assert_eq!(row.standing, receipt.standing);
    }
    let mut numbers: Vec<u64> = taken.values().map(|receipt| receipt.vote).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(1..=all as u64), "no two receipts name the same vote");
    let rebuilt = store.rebuild(&key()).await.unwrap();
    assert_eq!((rebuilt.answers, rebuilt.mended), (all as u64, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_server_fell_every_forum_is_told_again() {
    let mut database = Database::private().await;
    let store = store(&database, 1).await;
    let other = PostgresStore::connect(&database.url).await.unwrap();
    let mut changes = other.changes();
    store.commit(Batch::new(&key()).with(vote(0, "S1"))).await.unwrap();
    let mut change = changes.recv().await.unwrap();
    while change.votes != 1 {
        change = changes.recv().await.unwrap();
    }
    database.restart().await;
    // Nothing was written meanwhile: this is the catching up.
    change = changes.recv().await.unwrap();
    assert_eq!((change.acts, change.votes), (1, 1));
    assert_eq!(change.forum, key());
    while store.health().await.is_err() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    store.commit(Batch::new(&key()).with(vote(0, "S2"))).await.unwrap();
    while change.votes != 2 {
        change = changes.recv().await.unwrap();
    }
    assert_eq!(other.last_vote(&key()).await.unwrap(), 2);
}

/// Passes everything on between clients and the server until a commit has been answered by the server; that answer it
/// swallows, and ends.
async fn deaf(door: UnixListener, server: PathBuf) {
    let silent = Arc::new(AtomicBool::new(false));
    while !silent.load(Ordering::Acquire) {
        let Ok((client, _)) = door.accept().await else { return };
        let (from_client, to_client) = client.into_split();
        let server = UnixStream::connect(&server).await.expect("the server");
        let (from_server, to_server) = server.into_split();
        let committing = Arc::new(AtomicBool::new(false));
        tokio::spawn(forth(from_client, to_server, committing.clone()));
        tokio::spawn(back(from_server, to_client, committing, silent.clone()));
    }
}

async fn forth(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, committing: Arc<AtomicBool>) {
    let mut bytes = [0; 65_536];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let passed = &bytes[..count];
        // The group commit, not that of the tables: it numbers votes.
        let has = |word: &[u8]| passed.windows(word.len()).any(|window| window == word);
        if has(b"UPDATE forums") && has(b"votes = 1 ") && has(b"COMMIT") {
            committing.store(true, Ordering::Release);
        }
        if to.write_all(passed).await.is_err() {
            return;
        }
    }
}

async fn back(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    committing: Arc<AtomicBool>,
    silent: Arc<AtomicBool>,
) {
    let mut bytes = [0; 65_536];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if committing.load(Ordering::Acquire) && !silent.swap(true, Ordering::AcqRel) {
            return;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_not_acknowledged_and_not_done_twice() {
    let database = Database::private().await;
    let straight = store(&database, 1).await;
    let folder = tempfile::tempdir().expect("a folder");
    let door = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a door");
    let host = database.url.split(' ').next().expect("a host");
    let server = PathBuf::from(&host["host=".len()..]).join(".s.PGSQL.5432");
    let passing = tokio::spawn(deaf(door, server));
    let url = database.url.replace(host, &format!("host={}", folder.path().display()));
    let far = PostgresStore::connect(&url).await.unwrap();

    let batch = || Batch::new(&key()).with(vote(0, "S1"));
    match far.commit(batch()).await {
        Err(StoreError::Database(text)) => assert!(text.contains("is not known"), "{text}"),
        other => panic!("nobody can know: {other:?}"),
    }
    assert_eq!(straight.last_vote(&key()).await.unwrap(), 1, "it was written");
    let again = straight.commit(batch()).await.unwrap().receipts[0];
    assert_eq!(again, Receipt { vote: 1, standing: Standing::Counted, revision: 1 });
    assert_eq!(straight.last_vote(&key()).await.unwrap(), 1, "and written once");
    passing.abort();
}
