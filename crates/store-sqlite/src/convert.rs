//! Between what the tables hold and what the words mean.

use rusqlite::ffi::{ErrorCode, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
use store::StoreError;
use terms::{Capacity, Digest, PartyKey, Tier, Vote};

/// What SQLite says, by what can be done about it.
pub(crate) fn failed(error: rusqlite::Error) -> StoreError {
    let extended = error.sqlite_error().map_or(0, |error| error.extended_code);
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull | ErrorCode::ReadOnly) => StoreError::Full(error.to_string()),
        // A quota that is used up fails a write as a broken disk does; either way there is nowhere to write to.
        Some(ErrorCode::SystemIoFailure)
            if [SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE].contains(&extended) =>
        {
            StoreError::Full(error.to_string())
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Corrupt(error.to_string()),
        _ => StoreError::Database(error.to_string()),
    }
}

/// The same error, for everybody whom it concerns.
pub(crate) fn same(error: &StoreError) -> StoreError {
    match error {
        StoreError::Full(text) => StoreError::Full(text.clone()),
        StoreError::Corrupt(text) => StoreError::Corrupt(text.clone()),
        StoreError::Database(text) => StoreError::Database(text.clone()),
        // What concerns one batch alone is no reason for another.
        _ => StoreError::Database("another batch ended the transaction".to_owned()),
    }
}

fn corrupt(what: &str, found: &str) -> StoreError {
    StoreError::Corrupt(format!("{what}: {found:?}"))
}

pub(crate) fn tier(name: &str) -> Result<Tier, StoreError> {
    Tier::named(name).ok_or_else(|| corrupt("not a tier", name))
}

pub(crate) fn capacity(name: &str) -> Result<Capacity, StoreError> {
    Capacity::named(name).ok_or_else(|| corrupt("not a capacity", name))
}

pub(crate) fn vote(sign: i64) -> Result<Vote, StoreError> {
    Vote::from_sign(sign).ok_or_else(|| corrupt("not a vote", &sign.to_string()))
}

pub(crate) fn party(name: Option<String>) -> Option<PartyKey> {
    name.map(|name| PartyKey::new(&name))
}

pub(crate) fn digest(bytes: &[u8]) -> Result<Digest, StoreError> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| corrupt("not a digest", ""))?;
    Ok(Digest::from_bytes(bytes))
}

/// A count that is never negative in a sound file.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A count as the tables hold it. No forum reaches 2⁶³ of anything.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
