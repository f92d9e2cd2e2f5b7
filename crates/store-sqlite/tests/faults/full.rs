//! The disk is full, or fails, and works again later.

use crate::disk::{Disk, Temper};
use crate::load::{self, Acknowledged, VOTERS};
use std::sync::Arc;
use store::{Store as _, StoreError};
use store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;
use tokio::task::JoinSet;

/// Everybody votes at once; what was acknowledged, and the errors of the others.
async fn at_once(store: &Arc<SqliteStore>, from: u32) -> (Vec<Acknowledged>, Vec<StoreError>) {
    let mut tasks = JoinSet::new();
    for voter in 0..VOTERS {
        for n in from..from + 20 {
            let store = store.clone();
            tasks.spawn(async move { load::cast(&*store, (0, voter, n)).await });
        }
    }
    let (mut acknowledged, mut errors) = (Vec::new(), Vec::new());
    for done in tasks.join_all().await {
        match done {
            Ok(one) => acknowledged.push(one),
            Err(error) => errors.push(error),
        }
    }
    (acknowledged, errors)
}

/// All acknowledged votes are there, and no others: what failed was not written.
async fn exactly(store: &SqliteStore, acknowledged: &[Acknowledged]) {
    assert_eq!(load::all_there(store, acknowledged).await, Ok(()));
    assert_eq!(store.last_vote(&load::forum()).await.expect("the last vote"), acknowledged.len() as u64);
}

/// `temper` comes over a disk that worked, and goes.
async fn survived(name: &str, temper: Temper, expected: impl Fn(&StoreError) -> bool) {
    let folder = TempDir::new().expect("a folder");
    let disk = Disk::new(name);
    let path = folder.path().join("forums.sqlite");
    let options = Options { vfs: Some(disk.name()), ..Options::default() };
    let store = Arc::new(SqliteStore::open_with(&path, &options).expect("a store"));
    load::enter(&*store, 0).await;
    let (mut acknowledged, errors) = at_once(&store, 0).await;
    assert!(errors.is_empty(), "{errors:?}");

    disk.set(temper);
    let mut failed = 0;
    for from in [20, 40, 60] {
        let (more, errors) = at_once(&store, from).await;
        assert!(errors.iter().all(&expected), "{errors:?}");
        failed += errors.len();
        acknowledged.extend(more);
    }
    assert!(failed > 0, "the disk did what it was told");
    assert!(store.health().await.is_err(), "it is not healthy meanwhile");

    disk.set(Temper::default());
    exactly(&store, &acknowledged).await;
    store.health().await.expect("it is healthy again");
    // The same again: what was refused is taken now, what was taken is not taken twice.
    for from in [20, 40, 60, 80] {
        let (more, errors) = at_once(&store, from).await;
        assert!(errors.is_empty(), "{errors:?}");
        acknowledged.extend(more);
    }
    acknowledged.sort_unstable();
    acknowledged.dedup();
    assert_eq!(acknowledged.len(), usize::from(VOTERS) * 100);
    exactly(&store, &acknowledged).await;

    drop(store);
    exactly(&SqliteStore::open(&path).expect("a store"), &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_named_loses_nothing_and_is_forgotten_when_there_is_room() {
    let temper = Temper { room: Some(300_000), ..Temper::default() };
    survived("full", temper, |error| matches!(error, StoreError::Full(_))).await;
}

/// However little room there is: where the store says that it is well, a vote is taken after that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_is_well_only_while_a_vote_finds_room() {
    let folder = TempDir::new().expect("a folder");
    let disk = Disk::new("well");
    let path = folder.path().join("forums.sqlite");
    let options = Options { vfs: Some(disk.name()), ..Options::default() };
    let store = Arc::new(SqliteStore::open_with(&path, &options).expect("a store"));
    load::enter(&*store, 0).await;
    let (mut well, mut unwell) = (0, 0);
    for (n, room) in (0..).zip((0..200_000).step_by(2_000)) {
        disk.set(Temper { room: Some(room), ..Temper::default() });
        match store.health().await {
            Ok(()) => {
                well += 1;
                // As much room as when it was asked, which the answer itself has taken some of.
                disk.set(Temper { room: Some(room), ..Temper::default() });
                load::cast(&*store, (0, 1, n)).await.expect("a vote is taken");
            }
            Err(StoreError::Full(_)) => {
                unwell += 1;
                assert!(room < 100_000, "{room} bytes are enough");
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(well > 40 && unwell > 20, "{well} times well, {unwell} times not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fails_to_sync_acknowledges_nothing() {
    let temper = Temper { fails: true, ..Temper::default() };
    survived("fails", temper, |error| matches!(error, StoreError::Database(_))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_may_not_grow_takes_what_fits_and_says_that_it_is_full() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("forums.sqlite");
    let options = Options { most_bytes: Some(200_000), ..Options::default() };
    let store = Arc::new(SqliteStore::open_with(&path, &options).expect("a store"));
    load::enter(&*store, 0).await;
    let (mut acknowledged, mut errors) = (Vec::new(), Vec::new());
    for from in (0..200).step_by(20) {
        let (more, refused) = at_once(&store, from).await;
        acknowledged.extend(more);
        errors.extend(refused);
    }
    assert!(!acknowledged.is_empty() && !errors.is_empty());
    assert!(errors.iter().all(|error| matches!(error, StoreError::Full(_))), "{errors:?}");
    assert!(matches!(store.health().await, Err(StoreError::Full(_))));
    drop(store);
    let roomy = Arc::new(SqliteStore::open(&path).expect("a store"));
    exactly(&roomy, &acknowledged).await;
    let (more, errors) = at_once(&roomy, 200).await;
    assert!(errors.is_empty(), "{errors:?}");
    acknowledged.extend(more);
    exactly(&roomy, &acknowledged).await;
}
