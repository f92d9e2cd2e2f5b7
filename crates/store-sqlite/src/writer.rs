//! The one thread that writes, group by group.

use crate::apply;
use crate::convert::{failed, same};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::thread::JoinHandle;
use store::{Change, StoreError};
use terms::ForumKey;
use tokio::sync::{broadcast, mpsc, oneshot};

/// So many jobs wait at most; who comes then waits before.
const QUEUE: usize = 8_192;
/// So many jobs share one transaction at most, so that the first of them does not wait too long.
const GROUP: usize = 1_024;

/// The way to the thread. When it is dropped the thread finishes what is waiting, and ends.
pub(crate) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    changes: broadcast::Sender<Change>,
}

impl Writer {
    pub(crate) fn start(db: Connection) -> Result<Writer, StoreError> {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let changes = broadcast::Sender::new(1_024);
        let group = Group { db, changes: changes.clone() };
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || group.run(waiting))
            .map_err(|error| StoreError::Database(format!("no thread for writing: {error}")))?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread), changes })
    }

    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Does `work` whole or not at all, and answers when it is on the disk. `changed`: the forum whose acts or votes it
    /// adds to.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        changed: Option<ForumKey>,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let gone = || StoreError::Database("the writer has stopped".to_owned());
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Asked { changed, step: Step::Waits(Box::new(work)), reply });
        self.jobs.as_ref().ok_or_else(gone)?.send(job).await.map_err(|_| gone())?;
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

/// Something to write, and somebody who waits for it.
trait Job: Send {
    /// Does it inside the open transaction, in a savepoint of its own.
    fn work(&mut self, db: &Connection);
    /// The forum whose acts or votes it added to.
    fn changed(&self) -> Option<&ForumKey>;
    /// Answers. With a failure of the group nothing was written, whatever the work came to.
    fn tell(self: Box<Self>, failure: Option<&StoreError>);
    /// Why it failed, if it did.
    fn failure(&self) -> Option<&StoreError>;
}

type Work<T> = Box<dyn FnOnce(&Connection) -> Result<T, StoreError> + Send>;

enum Step<T> {
    Waits(Work<T>),
    Done(Result<T, StoreError>),
}

struct Asked<T> {
    changed: Option<ForumKey>,
    step: Step<T>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

fn not_begun<T>() -> Step<T> {
    Step::Done(Err(StoreError::Database("the transaction did not begin".to_owned())))
}

impl<T: Send> Job for Asked<T> {
    fn work(&mut self, db: &Connection) {
        if let Step::Waits(work) = std::mem::replace(&mut self.step, not_begun()) {
            self.step = Step::Done(saved(db, work));
        }
    }

    fn changed(&self) -> Option<&ForumKey> {
        self.changed.as_ref().filter(|_| matches!(self.step, Step::Done(Ok(_))))
    }

    fn tell(self: Box<Self>, failure: Option<&StoreError>) {
        let done = match (failure, self.step) {
            (Some(failure), _) => Err(same(failure)),
            (None, Step::Done(done)) => done,
            (None, Step::Waits(_)) => return,
        };
        // Who asked may be gone.
        let _ = self.reply.send(done);
    }

    fn failure(&self) -> Option<&StoreError> {
        if let Step::Done(Err(error)) = &self.step { Some(error) } else { None }
    }
}

fn saved<T>(
    db: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    apply::execute(db, "SAVEPOINT batch", [])?;
    let done = work(db).and_then(|done| apply::execute(db, "RELEASE batch", []).map(|_| done));
    if done.is_err() && db.execute_batch("ROLLBACK TO batch; RELEASE batch").is_err() {
        // What this batch began cannot be told from what the others did: the group sees that the transaction is over.
        let _ = db.execute_batch("ROLLBACK");
    }
    done
}

struct Group {
    db: Connection,
    changes: broadcast::Sender<Change>,
}

impl Group {
    fn run(self, mut waiting: mpsc::Receiver<Box<dyn Job>>) {
        let mut jobs = Vec::new();
        while waiting.blocking_recv_many(&mut jobs, GROUP) > 0 {
            let done = self.together(&mut jobs);
            let failure = done.as_ref().err();
            for job in jobs.drain(..) {
                job.tell(failure);
            }
            for change in done.unwrap_or_default() {
                // Nobody may be listening.
                let _ = self.changes.send(change);
            }
        }
    }

    /// All jobs in one transaction. An error is one of the whole: nothing is written.
    fn together(&self, jobs: &mut [Box<dyn Job>]) -> Result<Vec<Change>, StoreError> {
        let done = self.transaction(jobs);
        if !self.db.is_autocommit() {
            // A COMMIT that failed leaves the transaction standing.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        done
    }

    fn transaction(&self, jobs: &mut [Box<dyn Job>]) -> Result<Vec<Change>, StoreError> {
        apply::execute(&self.db, "BEGIN IMMEDIATE", [])?;
        for job in jobs.iter_mut() {
            job.work(&self.db);
            if self.db.is_autocommit() {
                // A full disk or a failing one may end the whole transaction; then what came before is gone, and what
                // came after would be written alone.
                let over = || StoreError::Database("the transaction ended early".to_owned());
                return Err(job.failure().map_or_else(over, same));
            }
        }
        let forums: BTreeSet<&ForumKey> = jobs.iter().filter_map(|job| job.changed()).collect();
        let changes: Result<Vec<Change>, StoreError> =
            forums.into_iter().map(|forum| apply::standing(&self.db, forum)).collect();
        let changes = changes?;
        self.db.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([])).map_err(failed)?;
        Ok(changes)
    }
}
