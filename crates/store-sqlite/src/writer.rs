//! The one thread that writes, group by group.

use crate::convert::failed;
use crate::{apply, rebuild};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use store::{Batch, Change, Committed, Rebuilt, StoreError};
use terms::ForumKey;
use tokio::sync::{broadcast, oneshot};

/// So many jobs wait at most; who comes then waits before.
const QUEUE: usize = 8_192;
/// So many batches share one transaction at most, so that the first of them does not wait too long.
const GROUP: usize = 1_024;

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

enum Job {
    Commit(Box<Batch>, Reply<Committed>),
    Create(ForumKey, Vec<u8>, Vec<Vec<u8>>, Reply<()>),
    Rebuild(ForumKey, Reply<Rebuilt>),
    Sweep(i64, Reply<u64>),
    Health(Reply<()>),
}

/// The way to the thread. When it is dropped the thread finishes what is waiting, and ends.
pub(crate) struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    changes: broadcast::Sender<Change>,
}

impl Writer {
    pub(crate) fn start(connection: Connection) -> Result<Writer, StoreError> {
        let (jobs, waiting) = sync_channel(QUEUE);
        let changes = broadcast::Sender::new(1_024);
        let mut group = Group { db: connection, changes: changes.clone() };
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || group.run(&waiting))
            .map_err(|error| StoreError::Database(format!("no thread for writing: {error}")))?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread), changes })
    }

    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub(crate) async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        self.ask(|reply| Job::Commit(Box::new(batch), reply)).await
    }

    pub(crate) async fn create(
        &self,
        forum: ForumKey,
        header: Vec<u8>,
        acts: Vec<Vec<u8>>,
    ) -> Result<(), StoreError> {
        self.ask(|reply| Job::Create(forum, header, acts, reply)).await
    }

    pub(crate) async fn rebuild(&self, forum: ForumKey) -> Result<Rebuilt, StoreError> {
        self.ask(|reply| Job::Rebuild(forum, reply)).await
    }

    pub(crate) async fn sweep(&self, now: i64) -> Result<u64, StoreError> {
        self.ask(|reply| Job::Sweep(now, reply)).await
    }

    pub(crate) async fn health(&self) -> Result<(), StoreError> {
        self.ask(Job::Health).await
    }

    async fn ask<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, StoreError> {
        let gone = || StoreError::Database("the writer has stopped".to_owned());
        let (reply, answer) = oneshot::channel();
        let mut job = job(reply);
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        // A full queue is rare; then this task steps aside until the writer has taken some.
        while let Err(error) = jobs.try_send(job) {
            match error {
                std::sync::mpsc::TrySendError::Full(back) => job = back,
                std::sync::mpsc::TrySendError::Disconnected(_) => return Err(gone()),
            }
            tokio::task::yield_now().await;
        }
        answer.await.map_err(|_| gone())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has nothing left to finish.
            let _ = thread.join();
        }
    }
}

struct Group {
    db: Connection,
    changes: broadcast::Sender<Change>,
}

/// The answer to a job of a group, held back until the group is on the disk.
enum Held {
    Commit(ForumKey, Result<Committed, StoreError>, Reply<Committed>),
    Create(ForumKey, Result<(), StoreError>, Reply<()>),
}

impl Group {
    fn run(&mut self, waiting: &Receiver<Job>) {
        while let Ok(first) = waiting.recv() {
            let mut jobs = vec![first];
            while jobs.len() < GROUP
                && let Ok(job) = waiting.try_recv()
            {
                jobs.push(job);
            }
            self.work(jobs);
        }
    }

    fn work(&mut self, jobs: Vec<Job>) {
        let mut group = Vec::new();
        for job in jobs {
            match job {
                Job::Commit(..) | Job::Create(..) => group.push(job),
                alone => {
                    self.together(std::mem::take(&mut group));
                    self.alone(alone);
                }
            }
        }
        self.together(group);
    }

    fn together(&mut self, jobs: Vec<Job>) {
        if jobs.is_empty() {
            return;
        }
        if let Err(error) = self.db.execute_batch("BEGIN IMMEDIATE") {
            let text = error.to_string();
            let held: Vec<Held> = jobs.into_iter().filter_map(|job| self.held(job, false)).collect();
            return tell(held, Some(&|| again(&text, failed_kind(&error))));
        }
        let held: Vec<Held> = jobs.into_iter().filter_map(|job| self.held(job, true)).collect();
        let changed = self.changed(&held);
        match self.db.execute_batch("COMMIT") {
            Ok(()) => {
                tell(held, None);
                for change in changed {
                    // Nobody may be listening.
                    let _ = self.changes.send(change);
                }
            }
            Err(error) => {
                let text = error.to_string();
                let kind = failed_kind(&error);
                // Where COMMIT failed the transaction may still stand.
                let _ = self.db.execute_batch("ROLLBACK");
                tell(held, Some(&|| again(&text, kind)));
            }
        }
    }

    /// Does a job inside the open transaction, in a savepoint of its own.
    fn held(&mut self, job: Job, open: bool) -> Option<Held> {
        let none = || Err(StoreError::Database("the transaction could not begin".to_owned()));
        match job {
            Job::Commit(batch, reply) => {
                let done = if open {
                    self.saved(|db| apply::batch(db, &batch))
                } else {
                    none().map(|()| Committed::default())
                };
                Some(Held::Commit(batch.forum, done, reply))
            }
            Job::Create(forum, header, acts, reply) => {
                let done =
                    if open { self.saved(|db| apply::create(db, &forum, &header, &acts)) } else { none() };
                Some(Held::Create(forum, done, reply))
            }
            Job::Rebuild(..) | Job::Sweep(..) | Job::Health(..) => None,
        }
    }

    fn saved<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.db.execute_batch("SAVEPOINT batch").map_err(failed)?;
        match work(&self.db) {
            Ok(done) => {
                self.db.execute_batch("RELEASE batch").map_err(failed)?;
                Ok(done)
            }
            Err(error) => {
                // A full disk may have rolled the whole transaction back already.
                let _ = self.db.execute_batch("ROLLBACK TO batch; RELEASE batch");
                Err(error)
            }
        }
    }

    /// Where the forums of a group stand after it.
    fn changed(&self, held: &[Held]) -> Vec<Change> {
        let mut forums: BTreeMap<&ForumKey, Option<Change>> = BTreeMap::new();
        for one in held {
            match one {
                Held::Commit(forum, Ok(_), _) | Held::Create(forum, Ok(()), _) => {
                    forums.entry(forum).or_insert_with(|| apply::standing(&self.db, forum).ok());
                }
                Held::Commit(..) | Held::Create(..) => {}
            }
        }
        forums.into_values().flatten().collect()
    }

    fn alone(&mut self, job: Job) {
        match job {
            Job::Rebuild(forum, reply) => {
                let _ = reply.send(self.transaction(|db| rebuild::answers(db, &forum)));
            }
            Job::Sweep(now, reply) => {
                let _ = reply.send(self.transaction(|db| apply::sweep(db, now)));
            }
            Job::Health(reply) => {
                let _ = reply.send(self.transaction(apply::health));
            }
            Job::Commit(..) | Job::Create(..) => {}
        }
    }

    fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction = self.db.transaction().map_err(failed)?;
        let done = work(&transaction)?;
        transaction.commit().map_err(failed)?;
        Ok(done)
    }
}

/// Answers a group. With an error nothing of it was written, whatever each batch came to.
fn tell(held: Vec<Held>, error: Option<&dyn Fn() -> StoreError>) {
    for one in held {
        // Who asked may be gone.
        match one {
            Held::Commit(_, done, reply) => {
                let _ = reply.send(error.map_or(done, |error| Err(error())));
            }
            Held::Create(_, done, reply) => {
                let _ = reply.send(error.map_or(done, |error| Err(error())));
            }
        }
    }
}

/// Whether the disk was full.
fn failed_kind(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            rusqlite::ErrorCode::DiskFull
                | rusqlite::ErrorCode::SystemIoFailure
                | rusqlite::ErrorCode::ReadOnly
        )
    )
}

fn again(text: &str, full: bool) -> StoreError {
    if full { StoreError::Full(text.to_owned()) } else { StoreError::Database(text.to_owned()) }
}
