//! The same with forums in PostgreSQL: the server that people speak to is killed, and the database behind it falls.

use crate::database::Database;
use crate::forum;
use crate::killed;
use crate::server::Server;
use crate::voters::Voter;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// How often the database falls.
const FALLS: usize = 3;

/// Its address, as it is typed.
fn address(database: &Database) -> String {
    let value = |name: &str| {
        let words = database.url.split(' ').filter_map(|word| word.split_once('='));
        words.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value).expect("it is named")
    };
    format!("postgres:///{}?host={}&user={}", value("dbname"), value("host"), value("user"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_vote_is_there_once_after_the_server_was_killed_while_people_voted() {
    let database = Database::private().await;
    killed::again_and_again(&address(&database)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_vote_is_there_once_after_the_database_fell_and_the_same_server_goes_on() {
    let mut database = Database::private().await;
    let server = Server::start(&address(&database));
    let voters = forum::convened(&server).await;
    let over = Arc::new(AtomicBool::new(false));
    let (told, mut acknowledged) = mpsc::unbounded_channel();
    let mut voting = JoinSet::new();
    for voter in voters {
        voting.spawn(voter.through(server.address, told.clone(), over.clone()));
    }
    drop(told);
    for fall in 0..=FALLS {
        // So many before the first, between two, and after the last: the server comes back to its database by itself.
        for _ in 0..60 + 40 * fall {
            acknowledged.recv().await.expect("they vote until it is over");
        }
        if fall < FALLS {
            database.restart().await;
            while acknowledged.try_recv().is_ok() {}
        }
    }
    over.store(true, Ordering::Relaxed);
    let (mut voters, refused): (Vec<Voter>, Vec<usize>) = voting.join_all().await.into_iter().unzip();
    assert!(refused.iter().sum::<usize>() > 0, "nobody noticed that the database fell");
    voters.sort_by_key(Voter::number);
    killed::settled(server, &address(&database), voters).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_voted_at_one_server_is_counted_and_shown_at_the_other() {
    let database = Database::private().await;
    let one = Server::start(&address(&database));
    let mut voters = forum::convened(&one).await;
    let other = Server::start(&address(&database));
    let mut reader = crate::http::Client::default();
    let page = format!("/{}/en/statement/s1", forum::FORUM);
    assert_eq!(reader.get(other.address, &page).await.expect("an answer").status, 200);
    // A phone may speak to the one with its first vote and to the other with its next.
    for (turn, server) in [one.address, other.address, one.address].into_iter().enumerate() {
        for voter in &mut voters {
            voter.go_on(server).await.expect("a vote is taken");
        }
        let all: usize = voters.iter().map(|voter| voter.acknowledged).sum();
        for at in [one.address, other.address] {
            crate::until("every vote is counted", async || crate::voters::counted(at).await == Some(all))
                .await;
        }
        assert!(all > turn * voters.len(), "more with every turn");
    }
    one.kill();
    killed::settled(other, &address(&database), voters).await;
}
