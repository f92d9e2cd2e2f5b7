//! The answers that stand, for whoever counts them elsewhere: numbered people, no pseudonym, no time.

use crate::error::StoreError;
use terms::{Capacity, PartyKey, StatementKey, Tier, Vote};
use tokio::sync::mpsc;

/// One answer that stands. The number says which answers are of one person, and nothing else: not who, not when.
///
/// These are still one person's votes, and with them what is rare (a small party, a capacity) may tell who it is: they
/// are for the organiser and those who check the count, and never public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotRow {
    /// The number of the participant in this reading, from 1 without gaps. Participants are numbered in the order of
    /// their random pseudonyms, so who came early has no small number. Another reading may number them otherwise, but in the
    /// same order: whoever has two can tell what most people changed between them.
    pub participant: u64,
    /// How they came in.
    pub tier: Tier,
    /// Their party.
    pub party: Option<PartyKey>,
    /// Their role.
    pub capacity: Capacity,
    /// To what.
    pub statement: StatementKey,
    /// Which way.
    pub vote: Vote,
}

/// `None` is the end: a reader that is lost on the way must not pass for one that has finished.
type Part = Result<Option<Vec<BallotRow>>, StoreError>;

/// A reading of the answers of a forum, part by part, in the order of their numbers, then of their statements.
///
/// All parts are of one moment, however long the reading takes and whatever is voted meanwhile: each person is in it
/// once, with all of their answers. The moment is at the latest that of the first part. The store keeps what it needs
/// for that until the last part was taken, or this is dropped; so the parts are to be taken without long rests.
#[derive(Debug)]
pub struct Ballots {
    parts: mpsc::Receiver<Part>,
    over: bool,
}

impl Ballots {
    /// A reading, and where the store puts its parts.
    #[must_use]
    pub fn begin() -> (BallotsSender, Ballots) {
        let (to, parts) = mpsc::channel(1);
        (BallotsSender { to, last: None, number: 0, rows: Vec::new() }, Ballots { parts, over: false })
    }

    /// The next part, which is never empty; `None` after the last, and after an error.
    ///
    /// # Errors
    /// What kept the store from reading on.
    pub async fn next(&mut self) -> Result<Option<Vec<BallotRow>>, StoreError> {
        if self.over {
            return Ok(None);
        }
        let lost = || Err(StoreError::Database("the reading stopped".to_owned()));
        let part = self.parts.recv().await.unwrap_or_else(lost);
        self.over = !matches!(part, Ok(Some(_)));
        part
    }

    /// All that is left, at once.
    ///
    /// # Errors
    /// As [`Ballots::next`].
    pub async fn all(mut self) -> Result<Vec<BallotRow>, StoreError> {
        let mut all = Vec::new();
        while let Some(mut part) = self.next().await? {
            all.append(&mut part);
        }
        Ok(all)
    }
}

/// Where a store puts the answers it reads.
#[derive(Debug)]
pub struct BallotsSender {
    to: mpsc::Sender<Part>,
    last: Option<[u8; 16]>,
    number: u64,
    rows: Vec<BallotRow>,
}

impl BallotsSender {
    /// So many rows make a part.
    pub const PART: usize = 512;

    /// The number of a participant; those of one follow each other.
    pub fn number(&mut self, pseudonym: [u8; 16]) -> u64 {
        if self.last.replace(pseudonym) != Some(pseudonym) {
            self.number += 1;
        }
        self.number
    }

    /// Adds a row. The part that is full by now, to be sent.
    pub fn add(&mut self, row: BallotRow) -> Option<Vec<BallotRow>> {
        self.rows.push(row);
        (self.rows.len() >= Self::PART).then(|| std::mem::take(&mut self.rows))
    }

    /// Sends a part, when it is wanted. Whether anybody still reads.
    pub async fn send(&self, part: Vec<BallotRow>) -> bool {
        self.to.send(Ok(Some(part))).await.is_ok()
    }

    /// As [`BallotsSender::send`], on a thread of its own.
    pub fn blocking_send(&self, part: Vec<BallotRow>) -> bool {
        self.to.blocking_send(Ok(Some(part))).is_ok()
    }

    /// Sends what is left and how it ended.
    pub async fn end(self, done: Result<(), StoreError>) {
        for part in Self::last(self.rows, done) {
            // Nobody may be reading any more.
            let _ = self.to.send(part).await;
        }
    }

    /// As [`BallotsSender::end`], on a thread of its own.
    pub fn blocking_end(self, done: Result<(), StoreError>) {
        for part in Self::last(self.rows, done) {
            // Nobody may be reading any more.
            let _ = self.to.blocking_send(part);
        }
    }

    fn last(rows: Vec<BallotRow>, done: Result<(), StoreError>) -> impl Iterator<Item = Part> {
        let rest = (done.is_ok() && !rows.is_empty()).then_some(Ok(Some(rows)));
        rest.into_iter().chain([done.map(|()| None)])
    }
}
