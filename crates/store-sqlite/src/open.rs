//! The file, its settings, its migrations.

use crate::convert::failed;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use store::StoreError;

/// "Plen", so that tools know the file.
const APPLICATION: i64 = 0x506C_656E;

/// Every step of the tables, in order. A step that was shipped never changes.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001.sql")];

/// How many idle connections are kept for reading.
const IDLE: usize = 8;

/// The connection that writes.
pub(crate) fn for_writing(path: &Path) -> Result<Connection, StoreError> {
    let db = Connection::open(path).map_err(failed)?;
    settings(&db)?;
    db.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
    // FULL: the log reaches the disk before a commit returns.
    db.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    migrate(&db)?;
    private(path);
    Ok(db)
}

fn settings(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(std::time::Duration::from_secs(10)).map_err(failed)?;
    db.set_prepared_statement_cache_capacity(64);
    for (name, value) in [("foreign_keys", "ON"), ("trusted_schema", "OFF"), ("temp_store", "MEMORY")] {
        db.pragma_update(None, name, value).map_err(failed)?;
    }
    db.pragma_update(None, "cache_size", -32_000).map_err(failed)
}

fn migrate(db: &Connection) -> Result<(), StoreError> {
    let number = |name: &str| -> Result<i64, StoreError> {
        db.pragma_query_value(None, name, |row| row.get(0)).map_err(failed)
    };
    let (version, application) = (number("user_version")?, number("application_id")?);
    if application != APPLICATION && (application != 0 || version != 0 || !empty(db)?) {
        return Err(StoreError::NotSupported("this is the file of another program".to_owned()));
    }
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if version > known {
        let text =
            format!("the database is of version {version}; this program knows {known}. Use a newer one.");
        return Err(StoreError::NotSupported(text));
    }
    let done = usize::try_from(version).unwrap_or(0);
    for (number, step) in (1_i64..).zip(MIGRATIONS).skip(done) {
        let whole = format!(
            "BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION}; COMMIT;"
        );
        db.execute_batch(&whole).map_err(failed)?;
    }
    Ok(())
}

fn empty(db: &Connection) -> Result<bool, StoreError> {
    let tables: i64 =
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failed)?;
    Ok(tables == 0)
}

/// Personal data lies in this file: nobody else on the machine may read it.
#[cfg(unix)]
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // A file system without permissions has none to set.
        let _ = std::fs::set_permissions(PathBuf::from(name), std::fs::Permissions::from_mode(0o600));
    }
}

#[cfg(not(unix))]
fn private(_path: &Path) {}

/// Connections for reading.
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: &Path) -> Readers {
        Readers { path: path.to_owned(), idle: Mutex::default() }
    }

    /// Works with a connection of its own.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = match idle {
            Some(db) => db,
            None => self.open()?,
        };
        let done = work(&db);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(db);
        }
        done
    }

    fn open(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&self.path, flags).map_err(failed)?;
        settings(&db)?;
        db.pragma_update(None, "query_only", "ON").map_err(failed)?;
        Ok(db)
    }
}
