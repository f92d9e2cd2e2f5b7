//! The one task that writes, group by group.

use crate::apply::{self, Fault};
use crate::convert::{answered, collided, describe, failed, unreachable};
use crate::listen::payload;
use crate::voting::{self, Forum, Part, plain};
use deadpool_postgres::{ClientWrapper, Object, Pool, PoolError};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Batch, Committed, StoreError};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_postgres::Error;

/// So many batches wait at most; who comes then waits before.
const QUEUE: usize = 8_192;
/// So many batches share one transaction at most, so that the first of them does not wait too long.
const GROUP: usize = 1_024;
/// So often a group is tried whose transaction certainly did not happen.
const TRIES: usize = 3;

type Done = Result<Committed, StoreError>;

struct Job {
    batch: Batch,
    reply: oneshot::Sender<Done>,
}

/// The way to the task. When it is dropped the task finishes what is waiting, and ends.
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the task. `pool` has one connection, which is made anew when it is lost.
    /// `used` is told when a ticket was used.
    pub(crate) fn start(pool: Pool, used: Arc<Notify>) -> Writer {
        let (jobs, mut waiting) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            let mut group = Vec::new();
            while waiting.recv_many(&mut group, GROUP).await > 0 {
                work(&pool, std::mem::take(&mut group), &used).await;
            }
        });
        Writer { jobs }
    }

    pub(crate) async fn commit(&self, batch: Batch) -> Done {
        let gone = || StoreError::Database("the writer has stopped".to_owned());
        let (reply, answer) = oneshot::channel();
        self.jobs.send(Job { batch, reply }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

/// Why a group was not written.
enum Lost {
    /// No connection is to be had.
    Unreachable(PoolError),
    /// The transaction certainly did not happen.
    Before(Error),
    /// The connection was lost when the commit was on its way.
    Unknown(Error),
}

async fn work(pool: &Pool, group: Vec<Job>, used: &Notify) {
    let batches: Vec<&Batch> = group.iter().map(|job| &job.batch).collect();
    let mut tries = 1;
    let done = loop {
        match attempt(pool, &batches).await {
            // A connection that was lost while nobody used it, or two processes in each other's way.
            Err(Lost::Before(error)) if tries < TRIES && (!answered(&error) || collided(&error)) => {
                tries += 1
            }
            done => break done,
        }
    };
    match done {
        Ok(done) => {
            if done.iter().flatten().any(|done| !done.redeemed.is_empty()) {
                used.notify_one();
            }
            for (job, done) in group.into_iter().zip(done) {
                // Who asked may be gone.
                let _ = job.reply.send(done);
            }
        }
        Err(lost) => {
            for job in group {
                let _ = job.reply.send(Err(lost.told()));
            }
        }
    }
}

impl Lost {
    fn told(&self) -> StoreError {
        match self {
            Lost::Unreachable(error) => unreachable(error),
            Lost::Before(error) => failed(error),
            Lost::Unknown(error) => StoreError::Database(format!(
                "the connection was lost during the commit, so whether it was written is not known; \
                 the same request may be sent again ({})",
                describe(error)
            )),
        }
    }
}

/// Writes a group in one transaction. The answers are to be given only when this has returned.
async fn attempt(pool: &Pool, batches: &[&Batch]) -> Result<Vec<Done>, Lost> {
    let db = pool.get().await.map_err(Lost::Unreachable)?;
    match transaction(&db, batches).await {
        Ok(done) => Ok(done),
        Err(lost) => {
            // Whatever state the connection is in, the next group takes a new one, and the server rolls this back.
            drop(Object::take(db));
            Err(lost)
        }
    }
}

async fn transaction(db: &ClientWrapper, batches: &[&Batch]) -> Result<Vec<Done>, Lost> {
    let mut group = Group::begin(db, batches).await.map_err(Lost::Before)?;
    let done = group.all(batches).await.map_err(Lost::Before)?;
    group.end().await?;
    Ok(done)
}

struct Group<'a> {
    db: &'a ClientWrapper,
    forums: Vec<Forum>,
    before: Vec<Forum>,
}

impl<'a> Group<'a> {
    async fn begin(db: &'a ClientWrapper, batches: &[&Batch]) -> Result<Group<'a>, Error> {
        db.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").await?;
        let keys: BTreeSet<&str> = batches.iter().map(|batch| batch.forum.as_str()).collect();
        let forums = apply::lock(db, &keys.into_iter().collect::<Vec<_>>()).await?;
        Ok(Group { db, before: forums.clone(), forums })
    }

    fn forum(&self, batch: &Batch) -> Option<usize> {
        self.forums.iter().position(|forum| forum.key == batch.forum)
    }

    async fn all(&mut self, batches: &[&Batch]) -> Result<Vec<Done>, Error> {
        let mut done = Vec::with_capacity(batches.len());
        let together = |batch: &Batch| batch.acts.is_none() && batch.writes.iter().all(plain);
        for run in batches.chunk_by(|a, b| together(a) && together(b)) {
            if run.len() > 1
                && let Some(all) = self.together(run).await?
            {
                done.extend(all);
                continue;
            }
            for batch in run {
                done.push(self.one(batch).await?);
            }
        }
        Ok(done)
    }

    /// Batches of votes and serves alone, with a few queries for all of them. `None` if the database refused
    /// something in them: then they are to be written one by one, so that only the one at fault is left out.
    async fn together(&mut self, batches: &[&Batch]) -> Result<Option<Vec<Done>>, Error> {
        let places: Vec<Option<usize>> = batches.iter().map(|batch| self.forum(batch)).collect();
        let parts: Vec<Part<'_>> = batches
            .iter()
            .zip(&places)
            .filter_map(|(batch, place)| place.map(|forum| Part { forum, writes: &batch.writes }))
            .collect();
        let saved = self.forums.clone();
        self.db.batch_execute("SAVEPOINT batch").await?;
        let written = match voting::run(self.db, &mut self.forums, &parts).await {
            Ok(written) => written,
            Err(error) if answered(&error) => {
                self.undo(saved).await?;
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        self.db.batch_execute("RELEASE batch").await?;
        let mut written = written.into_iter();
        let done = batches.iter().zip(&places).map(|(batch, place)| {
            let found = place.and_then(|_| written.next());
            found.unwrap_or_else(|| Err(StoreError::NoForum(batch.forum.to_string())))
        });
        Ok(Some(done.collect()))
    }

    async fn one(&mut self, batch: &Batch) -> Result<Done, Error> {
        let Some(forum) = self.forum(batch) else {
            return Ok(Err(StoreError::NoForum(batch.forum.to_string())));
        };
        let saved = self.forums.clone();
        self.db.batch_execute("SAVEPOINT batch").await?;
        match apply::batch(self.db, &mut self.forums, forum, batch).await {
            Ok(done) => {
                self.db.batch_execute("RELEASE batch").await?;
                Ok(Ok(done))
            }
            Err(Fault::Database(error)) if !answered(&error) => Err(error),
            Err(fault) => {
                self.undo(saved).await?;
                Ok(Err(fault.told()))
            }
        }
    }

    async fn undo(&mut self, saved: Vec<Forum>) -> Result<(), Error> {
        self.forums = saved;
        self.db.batch_execute("ROLLBACK TO batch; RELEASE batch").await
    }

    /// Writes the counts, tells the other processes, and commits, in one go: a statement that fails keeps those
    /// after it from being run, so that a commit never follows a failure.
    async fn end(self) -> Result<(), Lost> {
        let mut sql = String::new();
        for (forum, before) in self.forums.iter().zip(&self.before) {
            let Forum { id, acts, votes, .. } = forum;
            if (*acts, *votes) != (before.acts, before.votes) {
                sql += &format!("UPDATE forums SET acts = {acts}, votes = {votes} WHERE id = {id}; ");
                sql += &format!("SELECT pg_notify('plenary', '{}'); ", payload(forum));
            }
        }
        sql += "COMMIT";
        match self.db.batch_execute(&sql).await {
            Ok(()) => Ok(()),
            // The server goes on and says no: it rolled back.
            Err(error) if answered(&error) || collided(&error) => Err(Lost::Before(error)),
            Err(error) => Err(Lost::Unknown(error)),
        }
    }
}
