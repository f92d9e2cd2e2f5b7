//! The server is killed while people vote, again and again.

use crate::forum;
use crate::server::{Server, opened, plenary};
use crate::voters::{self, Voter};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// How often; other numbers by hand, with `PLENARY_KILL_ROUNDS`.
#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn rounds() -> usize {
    std::env::var("PLENARY_KILL_ROUNDS").map_or(50, |typed| typed.parse().expect("a number of rounds"))
}

/// Everybody votes until the server is killed, which is after so many acknowledgements.
async fn killed(server: Server, voters: Vec<Voter>, acknowledgements: usize) -> Vec<Voter> {
    let (told, mut acknowledged) = mpsc::unbounded_channel();
    let mut voting = JoinSet::new();
    for voter in voters {
        voting.spawn(voter.while_it_lives(server.address, told.clone()));
    }
    drop(told);
    for _ in 0..acknowledgements {
        acknowledged.recv().await.expect("they vote as long as it lives");
    }
    server.kill();
    let mut voters = voting.join_all().await;
    voters.sort_by_key(Voter::number);
    voters
}

/// Kills the server again and again and looks at what is left.
pub(crate) async fn again_and_again(database: &str) {
    let server = Server::start(database);
    let mut voters = forum::convened(&server).await;
    let mut server = Some(server);
    for round in 0..rounds() {
        let running = server.take().unwrap_or_else(|| Server::start(database));
        // Each round at another moment, so that the database is caught in many states.
        voters = killed(running, voters, 25 + 40 * (round % 7)).await;
    }
    settled(Server::start(database), database, voters).await;
}

/// What nobody knows of is sent again; then everything that was acknowledged is there once, also for who counts anew.
pub(crate) async fn settled(server: Server, database: &str, mut voters: Vec<Voter>) {
    for voter in &mut voters {
        voter.again(server.address).await.expect("what was not acknowledged is, at last");
    }
    let digest = voters::digest(server.address, &voters).await;
    server.kill();

    voters::exactly(opened(database).await.as_ref(), &voters).await;
    for _ in 0..2 {
        let rebuilt = plenary("rebuild", database);
        let said = String::from_utf8_lossy(&rebuilt.stdout).into_owned();
        assert!(rebuilt.status.success() && said.contains(" 0 mended;"), "{rebuilt:?}");
        assert!(said.contains(&format!("attested tally {digest}")), "{said} is not {digest}");
    }
    let doctor = plenary("doctor", database);
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(doctor.status.success() && said.contains("every act checked"), "{doctor:?}");
    assert!(!said.contains("wrong"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_vote_is_there_once_after_the_server_was_killed_while_people_voted() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("forums.sqlite");
    again_and_again(file.to_str().expect("plain")).await;
}
