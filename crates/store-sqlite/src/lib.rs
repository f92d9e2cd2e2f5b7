//! Forums in one SQLite file.
//!
//! One thread writes: it takes whatever batches are waiting, runs each in a savepoint of its own inside one transaction,
//! commits once with `synchronous=FULL`, and only then answers them all. So a vote is on the disk before it is
//! acknowledged, and a thousand votes cost one sync. Reads have connections of their own and never wait for the writer
//! (write-ahead log).
//!
//! | module | what it does |
//! |---|---|
//! | `open` | the file, its settings, its migrations |
//! | `writer` | the one thread that writes, group by group |
//! | `apply` | one batch inside a transaction |
//! | `voting` | one vote: counted, stale, or the same request again |
//! | `read` | everything that is read |
//! | `passkeys` | passkeys and their ceremonies |
//! | `attesting` | somebody goes on under another pseudonym |
//! | `rebuild` | the derived table, made anew |
//! | `restore` | a copy becomes a database again |

mod apply;
mod attesting;
mod convert;
mod open;
mod passkeys;
mod read;
mod rebuild;
mod restore;
mod voting;
mod writer;

pub use restore::restore;

use async_trait::async_trait;
use open::Readers;
use rusqlite::Connection;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use store::{
    Answer, Ballots, Batch, Blob, Change, Committed, Document, ForumRow, Participant, Passkey, Rebuilt,
    Session, Store, StoreError, Swept, Ticket, VoteRow, Write,
};
use terms::{Digest, ForumKey, Pseudonym};
use tokio::sync::broadcast;
use writer::Writer;

/// Forums in one SQLite file.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
}

/// How a file is kept.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many read at once; each has a connection with a cache of 8 MB.
    pub readers: usize,
    /// To how many bytes the file may grow; more is [`StoreError::Full`]. `None`: as far as the disk goes.
    pub most_bytes: Option<u64>,
    /// The SQLite file system to use, registered under this name; for tests of what a failing disk does.
    pub vfs: Option<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options { readers: 8, most_bytes: None, vfs: None }
    }
}

impl SqliteStore {
    /// Opens a file, which is made if it is not there, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::NotSupported`] for the file of a newer version, [`StoreError::Database`] for one that is none.
    pub fn open(path: &Path) -> Result<SqliteStore, StoreError> {
        SqliteStore::open_with(path, &Options::default())
    }

    /// Opens a file as `options` say.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_with(path: &Path, options: &Options) -> Result<SqliteStore, StoreError> {
        let writer = Writer::start(open::for_writing(path, options)?)?;
        Ok(SqliteStore { writer, readers: Arc::new(Readers::new(path, options)) })
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.aside(move |readers| readers.with(work)).await
    }

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Readers) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _place = self.readers.places().acquire_owned().await.map_err(|_| stopped())?;
        let readers = self.readers.clone();
        tokio::task::spawn_blocking(move || work(&readers)).await.map_err(|_| stopped())?
    }
}

fn stopped() -> StoreError {
    StoreError::Database("a reader stopped".to_owned())
}

#[async_trait]
impl Store for SqliteStore {
    async fn forums(&self) -> Result<Vec<ForumRow>, StoreError> {
        self.read(read::forums).await
    }

    async fn create(&self, forum: &ForumKey, header: &[u8], acts: &[Vec<u8>]) -> Result<(), StoreError> {
        let (key, header, acts) = (forum.clone(), header.to_vec(), acts.to_vec());
        self.writer.write(Some(forum.clone()), move |db| apply::create(db, &key, &header, acts)).await
    }

    async fn acts(&self, forum: &ForumKey, range: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::acts(db, &forum, &range)).await
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        let votes = |write: &Write| matches!(write, Write::Vote(_) | Write::Attest(_));
        let tells = batch.acts.is_some() || batch.writes.iter().any(votes);
        let changed = tells.then(|| batch.forum.clone());
        self.writer.write(changed, move |db| apply::batch(db, &batch)).await
    }

    async fn votes(&self, forum: &ForumKey, after: u64, limit: usize) -> Result<Vec<VoteRow>, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::votes(db, &forum, after, limit)).await
    }

    async fn last_vote(&self, forum: &ForumKey) -> Result<u64, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::last_vote(db, read::forum(db, &forum)?)).await
    }

    async fn participant(&self, forum: &ForumKey, id: Pseudonym) -> Result<Option<Participant>, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::participant(db, &forum, id)).await
    }

    async fn participants(&self, forum: &ForumKey) -> Result<Vec<(Participant, u64)>, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::participants(db, &forum)).await
    }

    async fn answers(&self, forum: &ForumKey, id: Pseudonym) -> Result<Vec<Answer>, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::answers(db, &forum, id)).await
    }

    async fn ballots(&self, forum: &ForumKey) -> Result<Ballots, StoreError> {
        let key = forum.clone();
        let forum = self.read(move |db| read::forum(db, &key)).await?;
        let place = self.readers.places().acquire_owned().await.map_err(|_| stopped())?;
        let (readers, (mut to, ballots)) = (self.readers.clone(), Ballots::begin());
        tokio::task::spawn_blocking(move || {
            let _place = place;
            let done = readers.with(|db| read::ballots(db, forum, &mut to));
            to.blocking_end(done);
        });
        Ok(ballots)
    }

    async fn ticket(&self, hash: Digest) -> Result<Option<Ticket>, StoreError> {
        self.read(move |db| read::ticket(db, hash)).await
    }

    async fn tickets(&self, forum: &ForumKey, prefix: &str) -> Result<Vec<Ticket>, StoreError> {
        let (forum, prefix) = (forum.clone(), prefix.to_owned());
        self.read(move |db| read::tickets(db, &forum, &prefix)).await
    }

    async fn session(&self, hash: Digest) -> Result<Option<Session>, StoreError> {
        self.read(move |db| read::session(db, hash)).await
    }

    async fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>, StoreError> {
        let id = id.to_vec();
        self.read(move |db| passkeys::passkey(db, &id)).await
    }

    async fn passkeys(&self, forum: &ForumKey, person: Option<&str>) -> Result<Vec<Passkey>, StoreError> {
        let (forum, person) = (forum.clone(), person.map(str::to_owned));
        self.read(move |db| passkeys::passkeys(db, &forum, person.as_deref())).await
    }

    async fn document(&self, forum: &ForumKey, kind: &str, id: &str) -> Result<Option<Document>, StoreError> {
        let (forum, kind, id) = (forum.clone(), kind.to_owned(), id.to_owned());
        self.read(move |db| read::document(db, &forum, &kind, &id)).await
    }

    async fn documents(
        &self,
        forum: &ForumKey,
        kind: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<Document>, StoreError> {
        let (forum, kind, after) = (forum.clone(), kind.to_owned(), after.to_owned());
        self.read(move |db| read::documents(db, &forum, &kind, &after, limit)).await
    }

    async fn blob(&self, forum: &ForumKey, digest: Digest) -> Result<Option<Blob>, StoreError> {
        let forum = forum.clone();
        self.read(move |db| read::blob(db, &forum, digest)).await
    }

    async fn rebuild(&self, forum: &ForumKey) -> Result<Rebuilt, StoreError> {
        let forum = forum.clone();
        self.writer.write(None, move |db| rebuild::answers(db, &forum)).await
    }

    async fn sweep(&self, now: i64) -> Result<Swept, StoreError> {
        self.writer.write(None, move |db| apply::sweep(db, now)).await
    }

    async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let to = to.to_owned();
        self.aside(move |readers| readers.backup(&to)).await
    }

    fn changes(&self) -> broadcast::Receiver<Change> {
        self.writer.changes()
    }

    async fn health(&self) -> Result<(), StoreError> {
        self.writer.write(None, apply::health).await?;
        self.read(|db| read::forums(db).map(drop)).await
    }
}
