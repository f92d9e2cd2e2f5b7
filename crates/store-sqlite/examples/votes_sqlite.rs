//! Votes as fast as a store takes them, one to a batch, each durable before it is acknowledged.
//!
//! `votes_sqlite bench FILE SECONDS [TASKS]` prints how many per second and how long each took. `votes_sqlite load FILE ROUND` votes
//! until it is killed and prints every acknowledged vote; a test does so.

#[path = "../tests/faults/load.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod load;

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Batch, NewParticipant, Store as _};
use store_sqlite::SqliteStore;
use terms::{Capacity, Pseudonym, StatementKey, Tier, Vote};

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let all: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match all[..] {
        ["load", file, round] => vote_until_killed(Path::new(file), round.parse().expect("a round")).await,
        ["bench", file, seconds] => bench(Path::new(file), seconds.parse().expect("seconds"), 64).await,
        ["bench", file, seconds, tasks] => {
            let (seconds, tasks) = (seconds.parse().expect("seconds"), tasks.parse().expect("tasks"));
            bench(Path::new(file), seconds, tasks).await;
        }
        _ => panic!("votes_sqlite bench FILE SECONDS [TASKS], or votes_sqlite load FILE ROUND"),
    }
}

async fn vote_until_killed(file: &Path, round: u8) {
    let store = Arc::new(SqliteStore::open(file).expect("a store"));
    load::enter(&*store, round).await;
    let mut tasks = tokio::task::JoinSet::new();
    for voter in 0..load::VOTERS {
        let store = store.clone();
        tasks.spawn(async move {
            for n in 0.. {
                let ((round, voter, n), number) =
                    load::cast(&*store, (round, voter, n)).await.expect("a vote");
                // One line is one write: two tasks never mix theirs.
                let line = format!("{round} {voter} {n} {number}\n");
                if std::io::stdout().lock().write_all(line.as_bytes()).is_err() {
                    return;
                }
            }
        });
    }
    tasks.join_all().await;
}

#[expect(clippy::disallowed_methods, reason = "timings live in benchmarks")]
fn now() -> Instant {
    Instant::now()
}

async fn bench(file: &Path, seconds: u64, tasks: u32) {
    let store = Arc::new(SqliteStore::open(file).expect("a store"));
    store.create(&load::forum(), b"header", &[]).await.expect("a new file");
    let begin = now();
    let mut running = tokio::task::JoinSet::new();
    for task in 0..tasks {
        let store = store.clone();
        running.spawn(voter(store, task, begin + Duration::from_secs(seconds)));
    }
    let mut took: Vec<Duration> = running.join_all().await.into_iter().flatten().collect();
    let spent = begin.elapsed();
    took.sort_unstable();
    let part = |share: usize| took[(took.len() - 1) * share / 1_000].as_micros() as f64 / 1_000.0;
    let text = format!(
        "{} votes of {tasks} at once in {:.1} s: {:.0} per second; median {:.1} ms, 99 % {:.1} ms, 99.9 % {:.1} ms\n",
        took.len(),
        spent.as_secs_f64(),
        took.len() as f64 / spent.as_secs_f64(),
        part(500),
        part(990),
        part(999),
    );
    std::io::stdout().write_all(text.as_bytes()).expect("somebody reads");
}

/// A person after a person, each with an answer to each of thirty statements and a change of mind on the first.
async fn voter(store: Arc<SqliteStore>, task: u32, end: Instant) -> Vec<Duration> {
    let mut took = Vec::new();
    for person in 0_u32.. {
        let mut seed = u64::from(task) << 32 | u64::from(person);
        let mut drawn = [0; 16];
        for half in drawn.chunks_mut(8) {
            // SplitMix64: pseudonyms are scattered as drawn ones are.
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = (seed ^ seed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            half.copy_from_slice(&(z ^ z >> 31).to_be_bytes());
        }
        let id = Pseudonym::from_bytes(drawn);
        let enters = NewParticipant { id, tier: Tier::Attested, party: None, capacity: Capacity::Resident };
        store.commit(Batch::new(&load::forum()).with(enters)).await.expect("they enter");
        for n in 0..31_u32 {
            let statement = StatementKey::new(&format!("s{}", n % 30));
            let mut cast = load::vote((0, 0, n));
            (cast.participant, cast.statement, cast.seen) = (id, statement, n / 30);
            cast.vote = Vote::ALL[(n + person) as usize % 3];
            let begin = now();
            store.commit(Batch::new(&load::forum()).with(cast)).await.expect("a vote");
            took.push(begin.elapsed());
            if now() >= end {
                return took;
            }
        }
    }
    took
}
