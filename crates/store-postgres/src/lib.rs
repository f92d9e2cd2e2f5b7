//! Forums in PostgreSQL, for one process or several on one database.
//!
//! Each process has one task that writes: it takes whatever batches are waiting, runs them inside one transaction,
//! each whole or not at all, commits once with `synchronous_commit=on`, and only then answers them all. The rows of the
//! forums are locked first, so acts and votes have no gaps and stand in the order in which they were committed, whoever
//! wrote them. The same transaction notifies every process of what changed.
//!
//! A connection that is lost is made anew. Where it is lost while a commit is on its way nobody can know whether it
//! was written; the error says so, and a vote may be sent again, because the same request is taken once.
//!
//! | module | what it does |
//! |---|---|
//! | `address` | where the database is, and that the way there is safe |
//! | `migrate` | the tables, brought up to date |
//! | `writer` | the one task that writes, group by group |
//! | `apply` | one batch inside a transaction |
//! | `voting` | votes and serves, many at a time |
//! | `passkeys` | passkeys and their ceremonies |
//! | `attesting` | somebody goes on under another pseudonym |
//! | `read` | everything that is read |
//! | `rebuild` | the derived table, made anew; what ended, removed |
//! | `traces` | what the database notes by itself of who came with which ticket, removed |
//! | `listen` | what changed, in this process or another |

mod address;
mod apply;
mod attesting;
mod convert;
mod encryption;
mod listen;
mod migrate;
mod passkeys;
mod read;
mod rebuild;
mod traces;
mod voting;
mod writer;

use async_trait::async_trait;
use convert::{failed, signed, unreachable};
use deadpool_postgres::{Client, Pool};
use listen::{Listener, payload};
use std::ops::Range;
use std::path::Path;
use store::{
    Answer, Ballots, Batch, Blob, Change, Committed, Condition, Document, ForumRow, Participant, Passkey,
    Rebuilt, Session, Store, StoreError, Swept, Ticket, VoteRow,
};
use terms::{Digest, ForumKey, Pseudonym};
use tokio::sync::broadcast;
use traces::Traces;
use voting::Forum;
use writer::Writer;

/// So many connections for reading at most; one more writes, and one listens.
const READERS: usize = 12;

/// Forums in PostgreSQL.
pub struct PostgresStore {
    pool: Pool,
    writer: Writer,
    listener: Listener,
    _traces: Traces,
}

impl PostgresStore {
    /// Connects to a database and brings its tables up to date. Several processes may do so at once.
    ///
    /// `url` is what `psql` takes: `postgres://user:password@host:5432/name`, or `key=value` pairs. A server on
    /// another machine is spoken to over TLS, with a certificate of its name that leads to an authority of the system
    /// or to the one that `sslrootcert=FILE` names; `sslmode=disable` says that the network itself is safe. A pooler
    /// between must keep sessions (`LISTEN`, prepared statements).
    ///
    /// # Errors
    /// [`StoreError::NotSupported`] for an address that cannot be read or is not safe, a server older than 13, one that
    /// does not keep UTF-8, and the tables of a newer program; [`StoreError::Database`] if it cannot be reached.
    pub async fn connect(url: &str) -> Result<PostgresStore, StoreError> {
        let address = address::read(url)?;
        let pool = address::pool(&address, READERS)?;
        migrate::run(&mut pool.get().await.map_err(|error| unreachable(&error))?).await?;
        let listener = Listener::start(address.clone()).await?;
        let traces = Traces::start(pool.clone());
        let writer = Writer::start(address::writing(&address)?, traces.left());
        Ok(PostgresStore { pool, writer, listener, _traces: traces })
    }

    async fn db(&self) -> Result<Client, StoreError> {
        self.pool.get().await.map_err(|error| unreachable(&error))
    }
}

async fn create(
    client: &mut Client,
    key: &ForumKey,
    header: &[u8],
    acts: &[Vec<u8>],
) -> Result<(), StoreError> {
    let fail = |error| failed(&error);
    let db = client.transaction().await.map_err(fail)?;
    let sql = "INSERT INTO forums (key, header, acts) VALUES ($1, $2, $3)
        ON CONFLICT (key) DO NOTHING RETURNING id";
    let count = acts.len() as u64;
    let made = db.query_opt(sql, &[&key.as_str(), &header, &signed(count)]).await.map_err(fail)?;
    let id: i64 = made.ok_or(StoreError::Refused(Condition::ForumExists))?.get(0);
    let sql = "INSERT INTO acts (forum, seq, line)
        SELECT $1, place - 1, line FROM unnest($2::BYTEA[]) WITH ORDINALITY AS l (line, place)";
    db.execute(sql, &[&id, &acts]).await.map_err(fail)?;
    let forum = Forum { key: key.clone(), id, acts: count, votes: 0 };
    db.execute("SELECT pg_notify('plenary', $1)", &[&payload(&forum)]).await.map_err(fail)?;
    db.commit().await.map_err(fail)
}

#[async_trait]
impl Store for PostgresStore {
    async fn forums(&self) -> Result<Vec<ForumRow>, StoreError> {
        read::forums(&self.db().await?).await
    }

    async fn create(&self, forum: &ForumKey, header: &[u8], acts: &[Vec<u8>]) -> Result<(), StoreError> {
        create(&mut self.db().await?, forum, header, acts).await
    }

    async fn acts(&self, forum: &ForumKey, range: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError> {
        read::acts(&self.db().await?, forum, &range).await
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        self.writer.commit(batch).await
    }

    async fn votes(&self, forum: &ForumKey, after: u64, limit: usize) -> Result<Vec<VoteRow>, StoreError> {
        read::votes(&self.db().await?, forum, after, limit).await
    }

    async fn last_vote(&self, forum: &ForumKey) -> Result<u64, StoreError> {
        read::last_vote(&self.db().await?, forum).await
    }

    async fn participant(&self, forum: &ForumKey, id: Pseudonym) -> Result<Option<Participant>, StoreError> {
        read::participant(&self.db().await?, forum, id).await
    }

    async fn participants(&self, forum: &ForumKey) -> Result<Vec<(Participant, u64)>, StoreError> {
        read::participants(&self.db().await?, forum).await
    }

    async fn answers(&self, forum: &ForumKey, id: Pseudonym) -> Result<Vec<Answer>, StoreError> {
        read::answers(&self.db().await?, forum, id).await
    }

    async fn ballots(&self, forum: &ForumKey) -> Result<Ballots, StoreError> {
        let mut db = self.db().await?;
        read::last_vote(&db, forum).await?;
        let (key, (mut to, ballots)) = (forum.clone(), Ballots::begin());
        tokio::spawn(async move {
            let done = read::ballots(&mut db, &key, &mut to).await;
            to.end(done).await;
        });
        Ok(ballots)
    }

    async fn ticket(&self, hash: Digest) -> Result<Option<Ticket>, StoreError> {
        read::ticket(&self.db().await?, hash).await
    }

    async fn tickets(&self, forum: &ForumKey, prefix: &str) -> Result<Vec<Ticket>, StoreError> {
        read::tickets(&self.db().await?, forum, prefix).await
    }

    async fn session(&self, hash: Digest) -> Result<Option<Session>, StoreError> {
        read::session(&self.db().await?, hash).await
    }

    async fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>, StoreError> {
        passkeys::passkey(&self.db().await?, id).await
    }

    async fn passkeys(&self, forum: &ForumKey, person: Option<&str>) -> Result<Vec<Passkey>, StoreError> {
        passkeys::passkeys(&self.db().await?, forum, person).await
    }

    async fn document(&self, forum: &ForumKey, kind: &str, id: &str) -> Result<Option<Document>, StoreError> {
        read::document(&self.db().await?, forum, kind, id).await
    }

    async fn documents(
        &self,
        forum: &ForumKey,
        kind: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<Document>, StoreError> {
        read::documents(&self.db().await?, forum, kind, after, limit).await
    }

    async fn blob(&self, forum: &ForumKey, digest: Digest) -> Result<Option<Blob>, StoreError> {
        read::blob(&self.db().await?, forum, digest).await
    }

    async fn rebuild(&self, forum: &ForumKey) -> Result<Rebuilt, StoreError> {
        rebuild::answers(&mut self.db().await?, forum).await
    }

    async fn sweep(&self, now: i64) -> Result<Swept, StoreError> {
        rebuild::sweep(&mut self.db().await?, now).await
    }

    async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        Err(StoreError::NotSupported(format!(
            "PostgreSQL has its own way: pg_dump --format=custom --file={} with the address of the database",
            to.display()
        )))
    }

    fn changes(&self) -> broadcast::Receiver<Change> {
        self.listener.changes()
    }

    async fn health(&self) -> Result<(), StoreError> {
        let fail = |error| failed(&error);
        let db = self.db().await?;
        let sql = "UPDATE pulse SET beat = beat + 1 RETURNING beat";
        let statement = db.prepare_cached(sql).await.map_err(fail)?;
        db.query_one(&statement, &[]).await.map(drop).map_err(fail)
    }
}
