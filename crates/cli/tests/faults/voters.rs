//! Those who vote, and how to see that each of their acknowledged votes is there once.

use crate::forum::FORUM;
use crate::http::{Answer, Client};
use crate::until;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::Store;
use tally::{Block, Tally};
use terms::{ForumKey, PartyKey, StatementKey, Vote, Weight};
use tokio::sync::mpsc::UnboundedSender;

/// How many vote.
pub(crate) const VOTERS: usize = 8;
/// How many statements each of them has alone, so that a statement's votes tell whose they are and in which order.
pub(crate) const EACH: usize = 30;

/// Somebody with a session. Their votes are numbered; every one is a function of voter and number.
pub(crate) struct Voter {
    client: Client,
    number: usize,
    /// All votes before this one were acknowledged.
    pub(crate) acknowledged: usize,
    /// So many more were sent, and nobody knows what became of them.
    unknown: usize,
}

impl Voter {
    pub(crate) fn new(client: Client, number: usize) -> Voter {
        Voter { client, number, acknowledged: 0, unknown: 0 }
    }

    pub(crate) fn number(&self) -> usize {
        self.number
    }

    fn statement(&self, n: usize) -> String {
        format!("s{}", self.number * EACH + n % EACH + 1)
    }

    fn vote(&self, n: usize) -> i64 {
        // Neighbours differ, and so do the rounds over the same statement.
        ((n + n / EACH + self.number) % 3) as i64 - 1
    }

    /// As the page's own script sends it: one more revision with every round, the same mark on every try.
    fn sent(&self, n: usize) -> Value {
        let request = format!("{:016x}{n:016x}", self.number + 1);
        json!({"statement": self.statement(n), "vote": self.vote(n), "seen": n / EACH, "request": request})
    }

    /// Sends these votes. `None` where they were not acknowledged.
    async fn send(&mut self, server: SocketAddr, votes: &[usize]) -> Result<(), Option<Answer>> {
        let sent: Vec<Value> = votes.iter().map(|n| self.sent(*n)).collect();
        let body = json!({ "votes": sent }).to_string();
        let answer = self.client.json(server, &format!("/{FORUM}/votes"), &body).await.map_err(|_| None)?;
        if answer.status != 200 {
            return Err(Some(answer));
        }
        let received: Value = serde_json::from_str(&answer.body).expect("JSON");
        let receipt = |n: &usize| {
            let request = self.sent(*n)["request"].clone();
            json!({"request": request, "standing": "counted", "revision": n / EACH + 1})
        };
        let receipts: Vec<Value> = votes.iter().map(receipt).collect();
        assert_eq!(received, json!({ "votes": receipts }), "each counts, under the revision it had at first");
        Ok(())
    }

    /// Sends what nobody knows of, or else the next few.
    pub(crate) async fn go_on(&mut self, server: SocketAddr) -> Result<usize, Option<Answer>> {
        if self.unknown == 0 {
            self.unknown = 1 + (self.acknowledged + self.number) % 3;
        }
        let votes: Vec<usize> = (self.acknowledged..self.acknowledged + self.unknown).collect();
        self.send(server, &votes).await?;
        self.acknowledged += self.unknown;
        Ok(std::mem::take(&mut self.unknown))
    }

    /// Sends again what nobody knows of, in the midst of what was acknowledged long ago, all in another order.
    pub(crate) async fn again(&mut self, server: SocketAddr) -> Result<(), Option<Answer>> {
        let mut votes: Vec<usize> = (self.acknowledged..self.acknowledged + self.unknown).rev().collect();
        for step in 1..=10 {
            let old = (step * 37 + self.number * 11) % self.acknowledged.max(1);
            if old < self.acknowledged && !votes.contains(&old) {
                votes.insert(step * 7 % (votes.len() + 1), old);
            }
        }
        if !votes.is_empty() {
            self.send(server, &votes).await?;
        }
        self.acknowledged += std::mem::take(&mut self.unknown);
        Ok(())
    }

    /// Votes until the server is gone, telling of each vote that was acknowledged.
    pub(crate) async fn while_it_lives(mut self, server: SocketAddr, told: UnboundedSender<()>) -> Voter {
        let mut done = self.again(server).await.map(|()| 0);
        while let Ok(votes) = done {
            for _ in 0..votes {
                let _ = told.send(());
            }
            done = self.go_on(server).await;
        }
        match done {
            Err(Some(answer)) => panic!("a server that answers takes votes: {answer:?}"),
            _ => self,
        }
    }

    /// Votes so many times; nothing may keep anybody from it.
    pub(crate) async fn times(
        mut self,
        server: SocketAddr,
        times: usize,
        told: UnboundedSender<()>,
    ) -> Voter {
        for _ in 0..times {
            self.go_on(server).await.expect("a vote is taken");
            let _ = told.send(());
        }
        self
    }

    /// Votes until it is over, also while the database is gone: what was not taken is sent again, as a phone does.
    pub(crate) async fn through(
        mut self,
        server: SocketAddr,
        told: UnboundedSender<()>,
        over: Arc<AtomicBool>,
    ) -> (Voter, usize) {
        let mut refused = 0;
        while !over.load(Ordering::Relaxed) {
            match self.go_on(server).await {
                Ok(votes) => (0..votes).for_each(|_| _ = told.send(())),
                Err(Some(answer)) if answer.status >= 500 => {
                    refused += 1;
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                Err(answer) => panic!("the server itself is there and knows its people: {answer:?}"),
            }
        }
        (self, refused)
    }
}

/// How many votes the server has counted, by its own figures.
pub(crate) async fn counted(server: SocketAddr) -> Option<usize> {
    let metrics = Client::default().get(server, "/metrics").await.ok()?;
    let name = format!("plenary_votes{{forum=\"{FORUM}\"}} ");
    metrics.body.lines().find_map(|line| line.strip_prefix(&name)?.parse().ok())
}

/// Waits until the server has counted all acknowledged votes. The digest of the tally that they make, counted here from
/// what was acknowledged: readers are shown no counts of so few.
pub(crate) async fn digest(server: SocketAddr, voters: &[Voter]) -> String {
    let all: usize = voters.iter().map(|voter| voter.acknowledged).sum();
    until("every vote is counted", async || counted(server).await == Some(all)).await;
    let board = Client::default().get(server, &format!("/{FORUM}/en/board.json")).await.expect("an answer");
    assert_eq!(board.status, 404, "how one person voted is shown to nobody: {}", board.body);
    let mut tally = Tally::default();
    for voter in voters {
        let party = if voter.number < VOTERS / 2 { "TAS" } else { "ALM" };
        let block = tally.block(&Block::Named(PartyKey::new(party)));
        // Of several answers to a statement the last one counts.
        let latest: BTreeMap<String, i64> =
            (0..voter.acknowledged).map(|n| (voter.statement(n), voter.vote(n))).collect();
        for (statement, vote) in latest {
            let statement = tally.statement(&StatementKey::new(&statement));
            let vote = match vote {
                1 => Vote::Agree,
                0 => Vote::Pass,
                _ => Vote::Disagree,
            };
            tally.add(block, statement, vote, Weight::ONE).expect("small");
        }
    }
    tally.digest()
}

/// Every acknowledged vote is there once, in the order of its voter, and there are no others.
pub(crate) async fn exactly(store: &dyn Store, voters: &[Voter]) {
    let rows = store.votes(&ForumKey::new(FORUM), 0, usize::MAX >> 1).await.expect("votes");
    assert!(rows.iter().map(|row| row.number).eq(1..=rows.len() as u64), "numbers without gaps");
    let mut found: BTreeMap<String, Vec<(Option<Vote>, Vote)>> = BTreeMap::new();
    for row in rows {
        assert_eq!(row.standing, store::Standing::Counted);
        found.entry(row.statement.to_string()).or_default().push((row.before, row.vote.expect("an answer")));
    }
    let mut expected: BTreeMap<String, Vec<(Option<Vote>, Vote)>> = BTreeMap::new();
    for voter in voters {
        for n in 0..voter.acknowledged {
            let votes = expected.entry(voter.statement(n)).or_default();
            let vote = Vote::from_sign(voter.vote(n)).expect("a sign");
            votes.push((votes.last().map(|(_, before)| *before), vote));
        }
    }
    assert_eq!(found, expected);
}
