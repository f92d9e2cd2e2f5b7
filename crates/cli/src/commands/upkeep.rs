//! `plenary rebuild`, `plenary backup` and `plenary restore`: looking after a database.

use crate::arguments::{Backup, Database, Restore};
use crate::server;
use crate::terminal::{Failure, result, told};
use forum::live::{Forums, LiveError};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use store::{Store, StoreError};
use store_sqlite::SqliteStore;
use terms::Tier;

/// Makes anew what is derived, and says whether anything was other than the votes say.
pub(crate) fn rebuild(typed: &Database) -> Result<(), Failure> {
    server::block_on(async {
        let forums = opened(&typed.database).await?;
        let mut said = String::new();
        for live in forums.all() {
            let rebuilt = forums.store().rebuild(live.key()).await.map_err(|error| failed(&error.into()))?;
            let tally = live.counting().tally(Tier::Attested, None);
            let digest = tally.map_or_else(|error| error.to_string(), |tally| tally.digest());
            let _ = writeln!(
                said,
                "{}: {} acts, {} votes, {} answers, {} mended; attested tally {digest}",
                live.key(),
                live.view().acts(),
                rebuilt.votes,
                rebuilt.answers,
                rebuilt.mended,
            );
        }
        result(&said)
    })
}

/// Copies a database that may be in use into one new file.
pub(crate) fn backup(typed: &Backup) -> Result<(), Failure> {
    there(&typed.database)?;
    server::block_on(async {
        let store = SqliteStore::open(&typed.database).map_err(|error| failed(&error.into()))?;
        store.backup(&typed.to).await.map_err(|error| failed(&error.into()))?;
        result(&format!(
            "Copied to {}. To restore it: plenary restore. The key that signs acts is not in it; keep a copy of its file apart.\n",
            typed.to.display()
        ))
    })
}

/// Makes a database out of a copy.
pub(crate) fn restore(typed: &Restore) -> Result<(), Failure> {
    there(&typed.from)?;
    store_sqlite::restore(&typed.from, &typed.database).map_err(|error| match error {
        StoreError::NotSupported(_) | StoreError::Corrupt(_) => Failure::Input(told(&error)),
        error => Failure::Machine(told(&error)),
    })?;
    result(&format!(
        "Restored to {}. Serve from it with the key that signed its acts.\n",
        typed.database.display()
    ))
}

pub(super) async fn opened(database: &str) -> Result<Arc<Forums>, Failure> {
    if !server::is_address(database) {
        there(Path::new(database))?;
    }
    server::forums(database, None).await
}

/// A mistyped name must not make an empty database.
fn there(file: &Path) -> Result<(), Failure> {
    if file.is_file() {
        Ok(())
    } else {
        Err(Failure::Input(format!("{}: there is no such file", file.display())))
    }
}

pub(super) fn failed(error: &LiveError) -> Failure {
    match error {
        LiveError::Store(StoreError::NotSupported(_)) => Failure::Input(told(error)),
        _ => Failure::Machine(told(error)),
    }
}
