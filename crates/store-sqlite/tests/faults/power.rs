//! The power goes while people vote.

use crate::disk::{Disk, Temper};
use crate::load::{self, Acknowledged, VOTERS};
use std::path::Path;
use std::sync::{Arc, Mutex};
use store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;
use tokio::sync::watch;

const EACH: u32 = 120;
const CUTS: usize = 12;

/// What had been acknowledged just before a cut, and what the disk held after it.
type Cut = (Vec<Acknowledged>, TempDir);

/// Everybody votes; the power is cut again and again, each time on another copy of the disk.
async fn voted(disk: &'static Disk, temper: Temper, mut survives: impl FnMut() -> bool) -> Vec<Cut> {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("forums.sqlite");
    let options = Options { vfs: Some(disk.name()), ..Options::default() };
    let store = Arc::new(SqliteStore::open_with(&path, &options).expect("a store"));
    load::enter(&*store, 0).await;
    disk.set(temper);

    let acknowledged: Arc<Mutex<Vec<Acknowledged>>> = Arc::default();
    let (count, mut counted) = watch::channel(0);
    let mut voters = Vec::new();
    for voter in 0..VOTERS {
        let (store, acknowledged, count) = (store.clone(), acknowledged.clone(), count.clone());
        voters.push(tokio::spawn(async move {
            for n in 0..EACH {
                let one = load::cast(&*store, (0, voter, n)).await.expect("a vote");
                acknowledged.lock().expect("the list").push(one);
                count.send_modify(|count| *count += 1);
            }
        }));
    }
    drop(count);
    let all = usize::from(VOTERS) * EACH as usize;
    let mut cuts = Vec::new();
    for cut in 1..=CUTS {
        counted.wait_for(|count| *count >= cut * (all - 50) / CUTS).await.expect("they vote");
        // First what was acknowledged: the cut comes after it.
        let before = acknowledged.lock().expect("the list").clone();
        let image = TempDir::new().expect("a folder");
        disk.cut(image.path(), &mut survives);
        cuts.push((before, image));
    }
    for voter in voters {
        voter.await.expect("a voter");
    }
    cuts
}

async fn lost(image: &Path, acknowledged: &[Acknowledged]) -> usize {
    let store = SqliteStore::open(&image.join("forums.sqlite")).expect("the store opens after the cut");
    load::all_there(&store, acknowledged).await.err().unwrap_or(0)
}

/// A cheap source of yes and no, the same in every run.
fn coin() -> impl FnMut() -> bool {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state & 1 == 1
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_votes_outlive_a_power_cut_that_takes_everything_not_synced() {
    let disk = Disk::new("power-all");
    for (acknowledged, image) in voted(disk, Temper::default(), || false).await {
        assert!(!acknowledged.is_empty());
        assert_eq!(lost(image.path(), &acknowledged).await, 0);
    }
    // The log was moved into the file in between, which is where order matters most.
    assert!(disk.syncs("forums.sqlite") > 2, "no checkpoint among {}", disk.syncs("forums.sqlite"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_votes_outlive_a_power_cut_that_takes_half_of_what_was_not_synced() {
    for (acknowledged, image) in voted(Disk::new("power-half"), Temper::default(), coin()).await {
        assert_eq!(lost(image.path(), &acknowledged).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_lies_about_syncing_loses_votes_which_the_cut_shows() {
    let temper = Temper { lies: true, ..Temper::default() };
    for (acknowledged, image) in voted(Disk::new("power-lies"), temper, || false).await {
        assert_eq!(lost(image.path(), &acknowledged).await, acknowledged.len());
    }
}
