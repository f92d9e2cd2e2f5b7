//! There is no room left to write.

use crate::forum::{self, FORUM};
use crate::http::Client;
use crate::server::{Server, largest};
use crate::voters::{self, Voter};
use store_sqlite::SqliteStore;
use tempfile::TempDir;

struct Full {
    folder: TempDir,
    server: Server,
    voters: Vec<Voter>,
}

impl Full {
    fn database(folder: &TempDir) -> String {
        folder.path().join("forums.sqlite").to_str().expect("plain").to_owned()
    }

    /// A server on which people vote until there is no room.
    async fn after_votes() -> Full {
        let folder = tempfile::tempdir().expect("a folder");
        let server = Server::start(&Full::database(&folder));
        let mut voters = forum::convened(&server).await;
        server.kill();
        let room = largest(folder.path()) + 300_000;
        let server = Server::start_with_room(&Full::database(&folder), room);
        let mut refused = None;
        'voting: for _ in 0..500 {
            for voter in &mut voters {
                if let Err(answer) = voter.go_on(server.address).await {
                    refused = answer;
                    break 'voting;
                }
            }
        }
        let refused = refused.expect("it is full before so many votes, and says so");
        assert_eq!(refused.status, 507, "{}", refused.body);
        assert!(refused.body.contains("no room left"), "{}", refused.body);
        assert!(voters.iter().any(|voter| voter.acknowledged > 0), "there was some room");
        Full { folder, server, voters }
    }

    /// Everybody votes, also on what was refused, and everything that was acknowledged is there once.
    async fn goes_on(mut self) {
        for voter in &mut self.voters {
            voter.again(self.server.address).await.expect("what was refused is taken now");
            for _ in 0..10 {
                voter.go_on(self.server.address).await.expect("and more");
            }
        }
        voters::digest(self.server.address, &self.voters).await;
        self.server.kill();
        let file = self.folder.path().join("forums.sqlite");
        voters::exactly(&SqliteStore::open(&file).expect("a store"), &self.voters).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_votes_are_refused_in_words_and_everything_can_be_read() {
    let mut full = Full::after_votes().await;
    let at = full.server.address;
    for voter in &mut full.voters {
        let answer = voter.go_on(at).await.expect_err("no room for anybody").expect("an answer");
        assert_eq!(answer.status, 507, "{}", answer.body);
    }
    let mut reader = Client::default();
    for page in ["", "/board", "/participants", "/topics", "/statement/s1", "/record", "/take-part"] {
        let answer = reader.get(at, &format!("/{FORUM}/en{page}")).await.expect("an answer");
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
    }
    assert_eq!(reader.get(at, "/health").await.expect("an answer").status, 200);
    assert_eq!(reader.get(at, "/ready").await.expect("an answer").status, 503, "it can take no vote");

    full.server.give_room();
    assert_eq!(reader.get(at, "/ready").await.expect("an answer").status, 200);
    full.goes_on().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_the_room_ended_outlives_a_kill() {
    let Full { folder, server, voters } = Full::after_votes().await;
    server.kill();
    let server = Server::start(&Full::database(&folder));
    Full { folder, server, voters }.goes_on().await;
}
