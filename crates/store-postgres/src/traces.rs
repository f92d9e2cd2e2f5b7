//! What the database notes by itself of who came with which ticket, removed.
//!
//! PostgreSQL keeps with every row which transaction wrote it, and rows lie in the order in which they were written. A
//! ticket that was used would so lead to the participant who came in with it: both were written by one transaction. So
//! all tickets are written anew by one transaction, in the order of their hashes, which says nothing.
//!
//! What this does not reach: an archive of the server's log, and somebody who watches the database all the time.

use deadpool_postgres::{Object, Pool, Transaction};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_postgres::Error;

/// The least time between two removals, during which commits wait a moment.
const REST: Duration = Duration::from_secs(60);
/// So many times as long as a removal took there is none, however many tickets there are.
const SHARE: u32 = 200;

/// Removes traces as long as it is kept: those that are there when a process starts, and those of each use.
pub(crate) struct Traces {
    left: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Traces {
    pub(crate) fn start(pool: Pool) -> Traces {
        let left = Arc::new(Notify::new());
        left.notify_one();
        let task = tokio::spawn(keep(pool, left.clone()));
        Traces { left, task }
    }

    /// To be told when a ticket was used.
    pub(crate) fn left(&self) -> Arc<Notify> {
        self.left.clone()
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep(pool: Pool, left: Arc<Notify>) {
    loop {
        left.notified().await;
        let begin = Instant::now();
        match remove(&pool).await {
            Some(false) => {}
            Some(true) => tokio::time::sleep(REST.max(begin.elapsed() * SHARE)).await,
            None => {
                // The database cannot be reached, or somebody holds the forums: they are still there.
                left.notify_one();
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// Whether there was something to remove; `None` if it could not be done.
async fn remove(pool: &Pool) -> Option<bool> {
    let mut client = pool.get().await.ok()?;
    let removed = transaction(&mut client).await.ok()?;
    if removed {
        // The rows as they were lie there until then. Where it may not be done, the server does it in its time.
        let _ = client.batch_execute("VACUUM tickets").await;
    }
    Some(removed)
}

async fn transaction(client: &mut Object) -> Result<bool, Error> {
    let db = client.transaction().await?;
    lock(&db).await?;
    let removed = mix(&db).await?;
    db.commit().await?;
    Ok(removed)
}

/// As in a commit: whoever has the forums has their tickets.
pub(crate) async fn lock(db: &Transaction<'_>) -> Result<(), Error> {
    db.execute("SELECT FROM forums ORDER BY id FOR UPDATE", &[]).await.map(drop)
}

/// Writes all tickets anew, if more than one transaction wrote them. Whether it did.
pub(crate) async fn mix(db: &Transaction<'_>) -> Result<bool, Error> {
    let traces = "SELECT count(DISTINCT xmin::TEXT) > 1 FROM tickets";
    if !db.query_one(traces, &[]).await?.get::<_, bool>(0) {
        return Ok(false);
    }
    let again =
        "WITH old AS (DELETE FROM tickets RETURNING *) INSERT INTO tickets SELECT * FROM old ORDER BY hash";
    db.execute(again, &[]).await?;
    Ok(true)
}
