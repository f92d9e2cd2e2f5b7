//! The clock jumps while people vote. The server runs under libfaketime (Debian: apt install libfaketime), which tells it
//! another time of day and leaves alone what measures how long something takes, as a clock that is set does.

use crate::forum::{self, FORUM};
use crate::http::Client;
use crate::killed;
use crate::server::{Server, opened, plenary};
use crate::voters::Voter;
use record::{Note, Record};
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;
use terms::ForumKey;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// By how many days the clock is wrong, one after the other. No session of a participant ends before half a year.
const JUMPS: [i64; 7] = [3, -2, 60, -400, 0, 8, 0];

/// How often everybody votes around a jump.
const TIMES: usize = 12;

/// A clock that is set by writing to a file.
pub(crate) struct Clock {
    folder: TempDir,
}

impl Clock {
    fn right() -> Clock {
        let clock = Clock { folder: tempfile::tempdir().expect("a folder") };
        clock.set(0);
        clock
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("clock")
    }

    /// So many days before or after the right time.
    fn set(&self, days: i64) {
        // Renamed, so that nobody reads half of it.
        let beside = self.folder.path().join("beside");
        std::fs::write(&beside, format!("{days:+}d\n")).expect("a file");
        std::fs::rename(beside, self.file()).expect("a file");
    }

    /// This process and what it starts go by this clock.
    pub(crate) fn rules(&self, command: &mut Command) {
        let library = library().expect("libfaketime: install it (Debian: apt install libfaketime)");
        command.env("LD_PRELOAD", library).env("FAKETIME_TIMESTAMP_FILE", self.file());
        command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        command.env("DONT_FAKE_MONOTONIC", "1");
    }
}

/// Where systems keep it; `cargo xtask setup` looks there too.
fn library() -> Option<PathBuf> {
    let under =
        |place: &str| std::fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path());
    let places = under("/usr/lib").chain(under("/usr/lib64")).chain(under("/usr/local/lib"));
    let places = places.flat_map(|place| [place.join("faketime"), place]);
    places.map(|place| place.join("libfaketimeMT.so.1")).find(|file| file.is_file())
}

/// Everybody votes, and in the midst of it the clock is set.
async fn around(server: &Server, voters: Vec<Voter>, set: impl FnOnce()) -> Vec<Voter> {
    let (told, mut acknowledged) = mpsc::unbounded_channel();
    let mut voting = JoinSet::new();
    let half = voters.len() * TIMES / 2;
    for voter in voters {
        voting.spawn(voter.times(server.address, TIMES, told.clone()));
    }
    for _ in 0..half {
        acknowledged.recv().await.expect("they vote");
    }
    set();
    let mut voters = voting.join_all().await;
    voters.sort_by_key(Voter::number);
    voters
}

/// Adds a topic, and says how that was answered.
async fn topic(desk: &mut Client, server: &Server, name: &str) -> u16 {
    let answer = desk.form(server.address, &format!("/{FORUM}/en/desk/topics"), &[("text", name)]).await;
    answer.expect("an answer").status
}

/// What the record holds, checked act by act.
async fn record(server: &Server) -> Record {
    let read = Client::default().get(server.address, &format!("/{FORUM}/record.jsonl")).await;
    Record::read_from(read.expect("an answer").body.as_bytes()).expect("every act holds")
}

fn doctor(database: &str) -> String {
    String::from_utf8(plenary("doctor", database).stdout).expect("text")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_loses_no_vote_and_turns_no_order_around() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("forums.sqlite").to_str().expect("plain").to_owned();
    let clock = Clock::right();
    let server = Server::start_under(&clock, &database);
    let (mut desk, mut voters) = forum::convened_by(&server).await;
    let begun = record(&server).await.acts().last().expect("acts").at.millis();

    let mut expected = Vec::new();
    for (turn, days) in JUMPS.into_iter().enumerate() {
        voters = around(&server, voters, || clock.set(days)).await;
        let status = topic(&mut desk, &server, &format!("Topic {turn}")).await;
        // An organiser's session lasts seven days of this clock; when it is right again, so is the session.
        if days < 7 {
            assert_eq!(status, 303, "{days} days");
            expected.push((format!("Topic {turn}"), days));
        } else {
            assert_eq!(status, 403, "{days} days");
        }
    }

    let kept = record(&server).await;
    assert!(kept.acts().iter().map(|act| act.seq).eq(0..kept.acts().len() as u64), "no gap, no act twice");
    let opened_topics = kept.acts().iter().filter(|act| act.kind == "topic_opened").skip(1);
    let found: Vec<(String, i64)> = opened_topics
        .map(|act| {
            let name = act.body["name"]["en"].as_str().expect("a name").to_owned();
            (name, (act.at.millis() - begun).div_euclid(DAY))
        })
        .collect();
    assert_eq!(found, expected, "in the order in which they were done, each under the clock of its moment");
    let back = kept.notes().into_iter().filter(|note| matches!(note, Note::ClockWentBack { .. })).count();
    assert!(back >= 2, "whoever reads the record is told where the clock went back");
    in_order_of_acceptance(&database, begun).await;
    killed::settled(server, &database, voters).await;
}

/// The numbers of votes grow as they were accepted, whatever the clock said.
async fn in_order_of_acceptance(database: &str, begun: i64) {
    let store = opened(database).await;
    let rows = store.votes(&ForumKey::new(FORUM), 0, usize::MAX >> 1).await.expect("votes");
    let mut days: Vec<i64> = rows.iter().map(|row| (row.at.millis() - begun).div_euclid(DAY)).collect();
    days.dedup();
    // Two requests at the moment of a jump may be accepted in either order; the long stretches between are what counts.
    for pair in [0].iter().chain(&JUMPS).zip(&JUMPS).map(|(a, b)| [*a, *b]) {
        assert!(days.windows(2).any(|seen| seen == pair), "{pair:?} in {days:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_under_a_clock_that_stands_too_early_goes_on_and_the_doctor_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("forums.sqlite");
    let database = file.to_str().expect("plain");
    let clock = Clock::right();
    clock.set(5);
    let server = Server::start_under(&clock, database);
    let (mut desk, voters) = forum::convened_by(&server).await;
    server.kill();
    assert!(doctor(database).contains("wrong: it stands before the last act"), "{}", doctor(database));

    // By the right time now, which is before everything that was done.
    clock.set(0);
    let server = Server::start_under(&clock, database);
    assert_eq!(topic(&mut desk, &server, "Afterwards").await, 303, "the session still holds");
    let voters = around(&server, voters, || ()).await;
    assert!(!doctor(database).contains("wrong"), "{}", doctor(database));
    killed::settled(server, database, voters).await;
}
