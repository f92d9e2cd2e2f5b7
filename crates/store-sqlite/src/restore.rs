//! A copy that was taken becomes a database again.

use crate::Options;
use crate::convert::failed;
use crate::open::{connect, private, version};
use rusqlite::Connection;
use std::ffi::OsString;
use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use store::StoreError;

/// Makes the database `to` out of a copy that was taken with [`Store::backup`](store::Store::backup), which stays as
/// it is. The copy is looked through first, and `to` is there only when it is whole and on the disk. A copy by an older
/// program will do: its tables are brought up to date when it is opened. This blocks.
///
/// # Errors
/// [`StoreError::NotSupported`] where `to` or what is left of a database of that name is there, which stays as it is;
/// for a copy that is not there, is no copy of forums, is of a newer program, or is a database with a log beside it;
/// [`StoreError::Corrupt`] for one that is torn; [`StoreError::Full`] where there is no room.
pub fn restore(copy: &Path, to: &Path) -> Result<(), StoreError> {
    free(to)?;
    alone(copy)?;
    let made = beside(to, ".restoring");
    let file = private::new(&made).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let text = format!("{} is left of a restore that did not end; remove it first", made.display());
            StoreError::NotSupported(text)
        }
        _ => io(&made, &error),
    })?;
    let done = fill(copy, file, &made).and_then(|()| name(&made, to));
    if done.is_err() {
        // Half a database must not be taken for one.
        for left in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(beside(&made, left));
        }
    }
    done
}

/// Nothing has this name. What a log belongs to is not written in it: the log of another database would be played into
/// this one.
fn free(to: &Path) -> Result<(), StoreError> {
    for ending in ["", "-wal", "-journal"] {
        let there = beside(to, ending);
        if there.symlink_metadata().is_ok() {
            let text = format!("{} is there already and stays; name a new file", there.display());
            return Err(StoreError::NotSupported(text));
        }
    }
    Ok(())
}

/// The copy is one file, and not one of two of which the other has the latest votes.
fn alone(copy: &Path) -> Result<(), StoreError> {
    if !copy.is_file() {
        return Err(StoreError::NotSupported(format!("{}: there is no such file", copy.display())));
    }
    for ending in ["-wal", "-journal"] {
        let log = beside(copy, ending);
        if log.metadata().is_ok_and(|log| log.len() > 0) {
            let text = format!(
                "{} is no copy but a database that is in use or was not closed, as {} shows; take a copy of it first",
                copy.display(),
                log.display()
            );
            return Err(StoreError::NotSupported(text));
        }
    }
    Ok(())
}

fn fill(copy: &Path, mut file: File, made: &Path) -> Result<(), StoreError> {
    let mut from = File::open(copy).map_err(|error| io(copy, &error))?;
    std::io::copy(&mut from, &mut file).map_err(|error| io(made, &error))?;
    check(made).map_err(|error| of(copy, error))?;
    file.sync_all().map_err(|error| io(made, &error))
}

/// That it is ours, of a version that is known, and whole.
fn check(made: &Path) -> Result<(), StoreError> {
    let db = connect(made, &Options::default())?;
    for (name, value) in [("trusted_schema", "OFF"), ("cell_size_check", "ON")] {
        db.pragma_update(None, name, value).map_err(failed)?;
    }
    if version(&db)? == 0 {
        return Err(StoreError::NotSupported("it is empty".to_owned()));
    }
    whole(&db)?;
    ended(&db, made)?;
    db.close().map_err(|(_, error)| failed(error))
}

/// That the file does not break off in its last page: SQLite reads what is missing there as zeros, and where the page is
/// empty takes that for whole.
fn ended(db: &Connection, made: &Path) -> Result<(), StoreError> {
    let number = |name: &str| {
        let found = db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(failed)?;
        Ok::<_, StoreError>(found.unsigned_abs())
    };
    let expected = number("page_count")?.saturating_mul(number("page_size")?);
    let there = made.metadata().map_err(|error| io(made, &error))?.len();
    match expected.checked_sub(there) {
        Some(missing) if missing > 0 => {
            Err(StoreError::Corrupt(format!("it breaks off: {missing} bytes are missing at its end")))
        }
        _ => Ok(()),
    }
}

fn whole(db: &Connection) -> Result<(), StoreError> {
    let found: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Corrupt(found.replace('\n', " "))) }
}

/// Gives the file its name, which nothing else takes meanwhile.
fn name(made: &Path, to: &Path) -> Result<(), StoreError> {
    let named = match std::fs::hard_link(made, to) {
        Ok(()) => std::fs::remove_file(made),
        // Something has the name by now, or this is a file system where a file has but one.
        Err(_) => {
            free(to)?;
            std::fs::rename(made, to)
        }
    };
    named.and_then(|()| private::sync_folder(to)).map_err(|error| io(to, &error))
}

/// A name beside a file: its own with this at the end.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// The error with the name of the copy.
fn of(copy: &Path, error: StoreError) -> StoreError {
    let named = |text: String| format!("{}: {text}", copy.display());
    match error {
        StoreError::NotSupported(text) => StoreError::NotSupported(named(text)),
        StoreError::Corrupt(text) => StoreError::Corrupt(named(text)),
        StoreError::Database(text) => StoreError::Database(named(text)),
        other => other,
    }
}

fn io(path: &Path, error: &Error) -> StoreError {
    let text = format!("{}: {error}", path.display());
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem => {
            StoreError::Full(text)
        }
        _ => StoreError::Database(text),
    }
}
