//! The file, its settings, its migrations.

use crate::Options;
use crate::convert::{failed, signed};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use store::StoreError;
use tokio::sync::Semaphore;

/// "Plen", so that tools know the file.
const APPLICATION: i64 = 0x506C_656E;

/// Every step of the tables, in order. A step that was shipped never changes.
const MIGRATIONS: [&str; 3] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
];

/// Bytes of a page.
const PAGE: u64 = 4_096;

/// The connection that writes.
pub(crate) fn for_writing(path: &Path, options: &Options) -> Result<Connection, StoreError> {
    if options.vfs.is_none() {
        private::make(path)?;
    }
    let db = connect(path, options)?;
    // Before anything is changed: it may be somebody else's. In one transaction, as another process may be making the
    // tables just now.
    db.execute_batch("BEGIN").map_err(failed)?;
    version(&db)?;
    db.execute_batch("COMMIT").map_err(failed)?;
    if options.vfs.is_none() {
        private::keep(path);
    }
    settings(&db, 64_000)?;
    write_ahead(&db)?;
    // FULL: the log reaches the disk before a commit returns. fullfsync: on systems whose fsync does not mean that.
    // secure_delete: what is erased is overwritten, not only unlinked.
    for (name, value) in [("synchronous", "FULL"), ("fullfsync", "ON"), ("secure_delete", "ON")] {
        db.pragma_update(None, name, value).map_err(failed)?;
    }
    migrate(&db)?;
    if let Some(bytes) = options.most_bytes {
        db.pragma_update(None, "max_page_count", signed(bytes / PAGE)).map_err(failed)?;
    }
    Ok(db)
}

/// Sets the log that lets readers read while the writer writes; it stays set.
fn write_ahead(db: &Connection) -> Result<(), StoreError> {
    let set = || -> rusqlite::Result<String> {
        db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
    };
    let mut mode = set();
    for _ in 0..100 {
        if !mode.as_ref().is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)) {
            break;
        }
        // Another process is setting it. SQLite does not wait there, but it does for a lock.
        db.execute_batch("BEGIN IMMEDIATE; COMMIT").map_err(failed)?;
        mode = set();
    }
    match mode.map_err(failed)?.as_str() {
        "wal" => Ok(()),
        other => {
            let text = format!("no write-ahead log is possible there ({other}); use a local disk");
            Err(StoreError::NotSupported(text))
        }
    }
}

pub(crate) fn connect(path: &Path, options: &Options) -> Result<Connection, StoreError> {
    // Without SQLITE_OPEN_URI: a path is a path, even if it begins with `file:`.
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str()),
        None => Connection::open_with_flags(path, flags),
    };
    let db = db.map_err(failed)?;
    db.busy_timeout(std::time::Duration::from_secs(10)).map_err(failed)?;
    Ok(db)
}

fn settings(db: &Connection, cache: i64) -> Result<(), StoreError> {
    db.set_prepared_statement_cache_capacity(64);
    for (name, value) in [("foreign_keys", "ON"), ("trusted_schema", "OFF"), ("temp_store", "MEMORY")] {
        db.pragma_update(None, name, value).map_err(failed)?;
    }
    // Negative: in KiB.
    db.pragma_update(None, "cache_size", -cache).map_err(failed)
}

/// How many steps of the tables are done, if the file is ours or empty and not of a newer program.
pub(crate) fn version(db: &Connection) -> Result<usize, StoreError> {
    let number = |name: &str| -> Result<i64, StoreError> {
        db.pragma_query_value(None, name, |row| row.get(0)).map_err(failed)
    };
    let (version, application) = (number("user_version")?, number("application_id")?);
    if application != APPLICATION && (application != 0 || version != 0 || !empty(db)?) {
        return Err(StoreError::NotSupported("this is the file of another program".to_owned()));
    }
    let known = MIGRATIONS.len();
    usize::try_from(version).ok().filter(|version| *version <= known).ok_or_else(|| {
        let text =
            format!("the database is of version {version}, this program knows {known}; use a newer one");
        StoreError::NotSupported(text)
    })
}

fn migrate(db: &Connection) -> Result<(), StoreError> {
    // The lock comes first: of two processes that open a new file, the second finds the tables made.
    db.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
    let done = version(db)?;
    for (number, step) in (1_i64..).zip(MIGRATIONS).skip(done) {
        db.execute_batch(step).map_err(failed)?;
        db.pragma_update(None, "user_version", number).map_err(failed)?;
        db.pragma_update(None, "application_id", APPLICATION).map_err(failed)?;
    }
    // A connection that is dropped on an error above takes its transaction with it.
    db.execute_batch("COMMIT").map_err(failed)
}

fn empty(db: &Connection) -> Result<bool, StoreError> {
    let tables: i64 =
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failed)?;
    Ok(tables == 0)
}

/// Copies everything into a new file, which nobody else may read, and which is on the disk when this returns.
pub(crate) fn backup(from: &Path, options: &Options, to: &Path) -> Result<(), StoreError> {
    let text = to.to_str().ok_or_else(|| {
        StoreError::NotSupported(format!("{} is not a name in UTF-8; choose another", to.display()))
    })?;
    let file = private::new(to).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            StoreError::NotSupported(format!("{} is there already; name a new file", to.display()))
        }
        _ => StoreError::Database(format!("{}: {error}", to.display())),
    })?;
    let copied = connect(from, options).and_then(|db| {
        // VACUUM INTO reads one consistent state, and fills a file that is empty.
        db.execute("VACUUM INTO ?1", [text]).map_err(failed)?;
        let synced = file.sync_all().and_then(|()| private::sync_folder(to));
        synced.map_err(|error| StoreError::Database(format!("{}: {error}", to.display())))
    });
    if copied.is_err() {
        // Half a copy must not be taken for one.
        let _ = std::fs::remove_file(to);
    }
    copied
}

/// Personal data lies in these files: nobody else on the machine may read them.
pub(crate) mod private {
    use std::fs::{File, OpenOptions};
    use std::path::Path;
    use store::StoreError;

    fn options() -> OpenOptions {
        let mut options = OpenOptions::new();
        options.write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
    }

    /// A file that was not there.
    pub(crate) fn new(path: &Path) -> std::io::Result<File> {
        options().create_new(true).open(path)
    }

    /// Makes the file if it is not there. SQLite gives its log the permissions of the file.
    pub(super) fn make(path: &Path) -> Result<(), StoreError> {
        match new(path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                Err(StoreError::Database(format!("{}: {error}", path.display())))
            }
            _ => Ok(()),
        }
    }

    /// Brings the name of a new file to the disk.
    pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
        #[cfg(unix)]
        {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        #[cfg(not(unix))]
        let _ = path;
        Ok(())
    }

    /// Closes a file that was open to others.
    pub(super) fn keep(path: &Path) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // A file system without permissions has none to set.
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
        }
        #[cfg(not(unix))]
        let _ = path;
    }
}

/// Connections for reading.
pub(crate) struct Readers {
    path: PathBuf,
    options: Options,
    /// Who may read now: more at once would each need a connection with its cache.
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: &Path, options: &Options) -> Readers {
        let places = Arc::new(Semaphore::new(options.readers.max(1)));
        Readers { path: path.to_owned(), options: options.clone(), places, idle: Mutex::default() }
    }

    pub(crate) fn places(&self) -> Arc<Semaphore> {
        self.places.clone()
    }

    /// Works with a connection of its own; who calls has a place.
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
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(db);
        done
    }

    pub(crate) fn backup(&self, to: &Path) -> Result<(), StoreError> {
        backup(&self.path, &self.options, to)
    }

    fn open(&self) -> Result<Connection, StoreError> {
        let db = connect(&self.path, &self.options)?;
        settings(&db, 8_000)?;
        db.pragma_update(None, "query_only", "ON").map_err(failed)?;
        Ok(db)
    }
}
