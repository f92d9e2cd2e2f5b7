//! What a forum keeps, as traits and values. No SQL, no words for readers, no meaning of acts.
//!
//! Ground state is the acts of a forum, one hash-linked sequence, and its votes and serves, append-only beside it.
//! Everything else here is either private (people, tickets, sessions, passkeys: erasable, never in an act) or derived (the
//! latest answers: may be dropped and rebuilt from the votes).
//!
//! A [`Batch`] is written whole or not at all, and is durable when [`Store::commit`] returns. Acts are appended after
//! a number of acts the writer has seen; if others came first nothing is written ([`StoreError::Conflict`]).
//!
//! | module | what it holds |
//! |---|---|
//! | [`batch`] | what is written together |
//! | [`rows`] | what is read |
//! | [`ballots`] | the answers that stand, for whoever counts them elsewhere |
//! | [`passkeys`] | keys with which people come to the desk, and their ceremonies |
//! | [`error`] | why something was not done |
//! | `contract` | the suite that every store passes (feature `contract`) |

pub mod ballots;
pub mod batch;
#[cfg(feature = "contract")]
pub mod contract;
pub mod error;
pub mod passkeys;
pub mod rows;

pub use ballots::{BallotRow, Ballots, BallotsSender};
pub use batch::{
    Append, Attest, Batch, CastVote, NewParticipant, NewSession, NewTicket, PutBlob, PutDocument, Serve,
    Write,
};
pub use error::{Condition, StoreError};
pub use passkeys::{NewCeremony, NewPasskey, Passkey, PasskeyCondition, UsePasskey};
pub use rows::{
    Answer, Blob, Change, Committed, Document, ForumRow, Participant, Rebuilt, Receipt, Redeemed, Session,
    Standing, Swept, Ticket, VoteRow,
};

use async_trait::async_trait;
use std::{ops::Range, path::Path};
use terms::{Digest, ForumKey, Pseudonym};
use tokio::sync::broadcast;

/// Where forums are kept. Every method may be called from any task at any time.
#[async_trait]
pub trait Store: Send + Sync {
    /// All forums, in the order in which they were created.
    async fn forums(&self) -> Result<Vec<ForumRow>, StoreError>;

    /// Creates a forum with the first lines of its record: the header line, then acts.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with [`Condition::ForumExists`].
    async fn create(&self, forum: &ForumKey, header: &[u8], acts: &[Vec<u8>]) -> Result<(), StoreError>;

    /// The canonical lines of the acts numbered `range`, without line ends, in order; fewer if there are no more.
    async fn acts(&self, forum: &ForumKey, range: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Writes a batch, whole or not at all. It is durable when this returns.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if acts came first, [`StoreError::Refused`] if a condition of a write does not hold.
    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError>;

    /// Votes after the one numbered `after` (0: from the first), in order, at most `limit`.
    async fn votes(&self, forum: &ForumKey, after: u64, limit: usize) -> Result<Vec<VoteRow>, StoreError>;

    /// The number of the last vote accepted.
    async fn last_vote(&self, forum: &ForumKey) -> Result<u64, StoreError>;

    /// A participant of a forum.
    async fn participant(&self, forum: &ForumKey, id: Pseudonym) -> Result<Option<Participant>, StoreError>;

    /// How many participants answered something, by tier, party and capacity. Who came in and answered nothing is not among
    /// them.
    async fn participants(&self, forum: &ForumKey) -> Result<Vec<(Participant, u64)>, StoreError>;

    /// The latest counted answers of one participant, by statement key.
    async fn answers(&self, forum: &ForumKey, id: Pseudonym) -> Result<Vec<Answer>, StoreError>;

    /// Every answer that stands, with a number instead of a pseudonym and without its time, as of one moment.
    /// It is one person's votes: for the organiser, and never public.
    ///
    /// # Errors
    /// [`StoreError::NoForum`], and later what [`Ballots::next`] says.
    async fn ballots(&self, forum: &ForumKey) -> Result<Ballots, StoreError>;

    /// A ticket by the hash of its secret.
    async fn ticket(&self, hash: Digest) -> Result<Option<Ticket>, StoreError>;

    /// The tickets of a forum whose `label` begins with `prefix`, by label, then hash.
    async fn tickets(&self, forum: &ForumKey, prefix: &str) -> Result<Vec<Ticket>, StoreError>;

    /// A session by the hash of its secret, unless it ended.
    async fn session(&self, hash: Digest) -> Result<Option<Session>, StoreError>;

    /// A passkey by its credential id, in whichever forum it is.
    async fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>, StoreError>;

    /// The passkeys of a person in a forum, or of everybody there, by person, then as they were made, then by id.
    async fn passkeys(&self, forum: &ForumKey, person: Option<&str>) -> Result<Vec<Passkey>, StoreError>;

    /// A document.
    async fn document(&self, forum: &ForumKey, kind: &str, id: &str) -> Result<Option<Document>, StoreError>;

    /// The documents of a kind, in order of their ids, after `after`, at most `limit`.
    async fn documents(
        &self,
        forum: &ForumKey,
        kind: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<Document>, StoreError>;

    /// A file by its digest.
    async fn blob(&self, forum: &ForumKey, digest: Digest) -> Result<Option<Blob>, StoreError>;

    /// Drops what is derived and makes it anew from the votes. The forum may be in use.
    async fn rebuild(&self, forum: &ForumKey) -> Result<Rebuilt, StoreError>;

    /// Removes the sessions, tickets, documents and ceremonies of all forums that ended before `now` in milliseconds UTC.
    async fn sweep(&self, now: i64) -> Result<Swept, StoreError>;

    /// Copies everything into one new file while the store is in use.
    ///
    /// # Errors
    /// [`StoreError::NotSupported`] where the database has its own way of doing so, which the error names.
    async fn backup(&self, to: &Path) -> Result<(), StoreError>;

    /// Told of each forum with new acts or votes, some time after the commit that wrote them returned, by this process or, where several share a store, by another.
    fn changes(&self) -> broadcast::Receiver<Change>;

    /// Reads, and writes to the disk: as much as a vote may need, where the store keeps the files itself.
    ///
    /// # Errors
    /// What is wrong, where something is.
    async fn health(&self) -> Result<(), StoreError>;
}
