//! The process is killed while people vote.

use crate::load::{self, Acknowledged};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use store_sqlite::SqliteStore;
use tempfile::TempDir;

const ROUNDS: u8 = 6;

/// The example `votes_sqlite`, which cargo builds beside the tests.
fn example() -> PathBuf {
    let tests = std::env::current_exe().expect("the path of this test");
    let built = tests.ancestors().nth(2).expect("the folder of the build");
    built.join("examples").join(format!("votes_sqlite{}", std::env::consts::EXE_SUFFIX))
}

/// One process votes until it is killed in the midst of it. What it had acknowledged by then.
fn killed(file: &Path, round: u8) -> Vec<Acknowledged> {
    let mut child = Command::new(example())
        .arg("load")
        .arg(file)
        .arg(round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the example is built: cargo build -p store-sqlite --examples");
    let mut lines = BufReader::new(child.stdout.take().expect("its output"));
    let mut acknowledged = Vec::new();
    let mut line = String::new();
    // Each round a little later, so that the log is caught at different lengths.
    let enough = 150 * usize::from(round) + 60;
    while lines.read_line(&mut line).expect("a line") > 0 {
        // The last line may have been cut by the kill.
        if line.ends_with('\n') {
            let number = |place| line.split_whitespace().nth(place).and_then(|text: &str| text.parse().ok());
            let read = |place| number(place).expect("four numbers in a line");
            let ballot = (read(0) as u8, read(1) as u8, read(2) as u32);
            acknowledged.push((ballot, read(3)));
        }
        if acknowledged.len() == enough {
            child.kill().expect("it is killed");
        }
        line.clear();
    }
    let status = child.wait().expect("it ended");
    assert!(!status.success() && acknowledged.len() >= enough, "{status} after {}", acknowledged.len());
    acknowledged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_votes_outlive_the_process() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("forums.sqlite");
    let mut acknowledged: Vec<Acknowledged> = Vec::new();
    for round in 0..ROUNDS {
        acknowledged.extend(killed(&file, round));
        let store = SqliteStore::open(&file).expect("the store opens after the kill");
        assert_eq!(load::all_there(&store, &acknowledged).await, Ok(()));
    }
}
