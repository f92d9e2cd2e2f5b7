//! Votes as fast as a PostgreSQL takes them, one to a batch, each durable before it is acknowledged.
//!
//! `votes_postgres URL SECONDS [TASKS [PROCESSES]]` makes a forum of its own in that database, and prints how many per second and
//! how long each took. A server with `fsync=off` keeps nothing and shows a figure that is none.

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Batch, CastVote, NewParticipant, Store as _};
use store_postgres::PostgresStore;
use terms::{Capacity, ForumKey, Pseudonym, StatementKey, Tier, Vote};

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, seconds, more @ ..] = &arguments[..] else {
        panic!("votes_postgres URL SECONDS [TASKS [PROCESSES]]")
    };
    let seconds = Duration::from_secs(seconds.parse().expect("seconds"));
    let number =
        |place: usize, without| more.get(place).map_or(without, |text| text.parse().expect("a number"));
    bench(url, seconds, number(0, 64), number(1, 1)).await;
}

#[expect(clippy::disallowed_methods, reason = "timings live in benchmarks")]
fn now() -> Instant {
    Instant::now()
}

/// Several stores stand for several processes: each has a writer and a listener of its own.
async fn bench(url: &str, seconds: Duration, tasks: u32, processes: u32) {
    let mut stores = Vec::new();
    for _ in 0..processes.max(1) {
        stores.push(Arc::new(PostgresStore::connect(url).await.expect("a store")));
    }
    let forum = ForumKey::new(&format!("bench-{}", stores[0].forums().await.expect("forums").len()));
    stores[0].create(&forum, b"header", &[]).await.expect("a forum");
    let begin = now();
    let mut running = tokio::task::JoinSet::new();
    for (task, store) in (0..tasks).zip(stores.iter().cycle()) {
        running.spawn(voter(store.clone(), forum.clone(), task, begin + seconds));
    }
    let mut took: Vec<Duration> = running.join_all().await.into_iter().flatten().collect();
    let spent = begin.elapsed();
    assert_eq!(stores[0].last_vote(&forum).await.expect("the forum"), took.len() as u64);
    took.sort_unstable();
    let part = |share: usize| took[(took.len() - 1) * share / 1_000].as_micros() as f64 / 1_000.0;
    let text = format!(
        "{} votes of {tasks} at once by {} in {:.1} s: {:.0} per second; median {:.1} ms, 99 % {:.1} ms, 99.9 % {:.1} ms\n",
        took.len(),
        stores.len(),
        spent.as_secs_f64(),
        took.len() as f64 / spent.as_secs_f64(),
        part(500),
        part(990),
        part(999),
    );
    std::io::stdout().write_all(text.as_bytes()).expect("somebody reads");
}

/// A person after a person, each with an answer to each of thirty statements and a change of mind on the first.
async fn voter(store: Arc<PostgresStore>, forum: ForumKey, task: u32, end: Instant) -> Vec<Duration> {
    let mut took = Vec::new();
    for person in 0_u32.. {
        let id = drawn(u64::from(task) << 32 | u64::from(person));
        let enters = NewParticipant { id, tier: Tier::Attested, party: None, capacity: Capacity::Resident };
        store.commit(Batch::new(&forum).with(enters)).await.expect("they enter");
        for n in 0..31_u32 {
            let begin = now();
            store.commit(Batch::new(&forum).with(vote(id, n, person))).await.expect("a vote");
            took.push(begin.elapsed());
            if now() >= end {
                return took;
            }
        }
    }
    took
}

fn vote(participant: Pseudonym, n: u32, person: u32) -> CastVote {
    let mut request = [0; 16];
    request[..4].copy_from_slice(&n.to_be_bytes());
    CastVote {
        participant,
        statement: StatementKey::new(&format!("s{}", n % 30)),
        vote: Vote::ALL[(n + person) as usize % 3],
        seen: n / 30,
        request,
        at: terms::Instant::from_millis(0),
    }
}

/// SplitMix64: pseudonyms are scattered as drawn ones are.
fn drawn(mut seed: u64) -> Pseudonym {
    let mut bytes = [0; 16];
    for half in bytes.chunks_mut(8) {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (seed ^ seed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        half.copy_from_slice(&(z ^ z >> 31).to_be_bytes());
    }
    Pseudonym::from_bytes(bytes)
}
