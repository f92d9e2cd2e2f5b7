//! Between what the tables hold and what the words mean.

use deadpool_postgres::PoolError;
use store::StoreError;
use terms::{Capacity, Digest, PartyKey, Pseudonym, Tier, Vote};
use tokio_postgres::Error;
use tokio_postgres::error::{Severity, SqlState};

/// What PostgreSQL says, by what can be done about it.
pub(crate) fn failed(error: &Error) -> StoreError {
    let text = describe(error);
    let Some(code) = error.code() else { return StoreError::Database(text) };
    match code.code() {
        // disk_full; io_error
        "53100" | "58030" => StoreError::Full(text),
        // data_corrupted; index_corrupted
        "XX001" | "XX002" => StoreError::Corrupt(text),
        // character_not_in_repertoire: all text is UTF-8 by its type, which leaves the zero byte
        "22021" => StoreError::NotSupported(format!("PostgreSQL keeps no text with a zero byte: {text}")),
        _ => StoreError::Database(text),
    }
}

/// The message with its causes; a name or a password is in none of them.
pub(crate) fn describe(error: &Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(said), _) => said.to_string(),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

/// Why no connection was to be had.
pub(crate) fn unreachable(error: &PoolError) -> StoreError {
    match error {
        PoolError::Backend(error) => failed(error),
        other => StoreError::Database(format!("no connection to PostgreSQL: {other}")),
    }
}

/// Whether the server said no and goes on, so that the rest of the transaction can be saved.
pub(crate) fn answered(error: &Error) -> bool {
    error.as_db_error().is_some_and(|db| db.parsed_severity() == Some(Severity::Error)) && !collided(error)
}

/// Whether two transactions got in each other's way: the whole transaction is to be done again.
pub(crate) fn collided(error: &Error) -> bool {
    error.code().is_some_and(|code| {
        *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED
    })
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

pub(crate) fn vote(sign: i16) -> Result<Vote, StoreError> {
    Vote::from_sign(sign.into()).ok_or_else(|| corrupt("not a vote", &sign.to_string()))
}

pub(crate) fn party(name: Option<&str>) -> Option<PartyKey> {
    name.map(PartyKey::new)
}

pub(crate) fn digest(bytes: &[u8]) -> Result<Digest, StoreError> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| corrupt("not a digest", ""))?;
    Ok(Digest::from_bytes(bytes))
}

/// The bytes of a pseudonym, as a parameter of a query.
pub(crate) fn pseudonym(id: Pseudonym) -> Vec<u8> {
    id.bytes().to_vec()
}

/// A count that is never negative in sound tables.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A small count: uses of a ticket, revisions of an answer.
pub(crate) fn small(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// A count as the tables hold it. No forum reaches 2⁶³ of anything.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
