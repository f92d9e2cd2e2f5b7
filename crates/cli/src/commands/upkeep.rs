//! `plenary rebuild`, `plenary backup` and `plenary doctor`: looking after a database.

use crate::arguments::{Backup, Database};
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
        result(&format!("Copied to {}. To restore it, serve from that file.\n", typed.to.display()))
    })
}

/// Looks at what a server needs. Every act of every forum is checked on the way.
pub(crate) fn doctor(typed: &Database) -> Result<(), Failure> {
    server::block_on(async {
        let mut said = String::new();
        let forums = opened(&typed.database).await?;
        let _ = writeln!(
            said,
            "database  ok: {}, {} forums, every act checked",
            server::shown(&typed.database),
            forums.all().len()
        );
        forums.store().health().await.map_err(|error| failed(&error.into()))?;
        let _ = writeln!(said, "disk      ok: a write reached it");
        let year = jiff::Timestamp::from_millisecond(server::now().millis()).unwrap_or_default();
        let _ = writeln!(said, "clock     {year}: compare it with yours");
        let newest =
            forums.all().iter().filter_map(|live| live.view().record.acts().last().map(|act| act.at)).max();
        if newest.is_some_and(|newest| newest > server::now()) {
            let _ = writeln!(
                said,
                "clock     wrong: it stands before the last act of a forum; set it before serving"
            );
        }
        let _ = writeln!(said, "mail      none is sent by this version");
        result(&said)
    })
}

async fn opened(database: &str) -> Result<Arc<Forums>, Failure> {
    if !server::is_address(database) {
        there(Path::new(database))?;
    }
    server::forums(database).await
}

/// A mistyped name must not make an empty database.
fn there(file: &Path) -> Result<(), Failure> {
    if file.is_file() {
        Ok(())
    } else {
        Err(Failure::Input(format!("{}: there is no such file", file.display())))
    }
}

fn failed(error: &LiveError) -> Failure {
    match error {
        LiveError::Store(StoreError::NotSupported(_)) => Failure::Input(told(error)),
        _ => Failure::Machine(told(error)),
    }
}
