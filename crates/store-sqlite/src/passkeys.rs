//! Passkeys and their ceremonies.

use crate::apply::execute;
use crate::convert::failed;
use crate::read::{self, all};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use store::{Committed, NewCeremony, NewPasskey, Passkey, PasskeyCondition, StoreError, UsePasskey, Write};
use terms::{Digest, ForumKey, Instant};

type Done = Result<(), StoreError>;

fn refused(condition: PasskeyCondition) -> StoreError {
    StoreError::Passkey(condition)
}

/// Does one write of a passkey or a ceremony.
pub(crate) fn write(db: &Connection, forum: i64, write: &Write, done: &mut Committed) -> Done {
    match write {
        Write::Passkey(new) => add(db, forum, new),
        Write::UsePasskey(used) => note(db, forum, used),
        Write::RemovePasskey { person, id } => {
            let sql = "DELETE FROM passkeys WHERE id = ?1 AND forum = ?2 AND person = ?3";
            execute(db, sql, params![id, forum, person]).map(drop)
        }
        Write::RemovePasskeysOf { person } => {
            let sql = "DELETE FROM passkeys WHERE forum = ?1 AND person = ?2";
            execute(db, sql, params![forum, person]).map(drop)
        }
        Write::Ceremony(new) => begin(db, forum, new),
        Write::TakeCeremony { hash, at } => {
            done.ceremonies.push(take(db, forum, *hash, *at)?);
            Ok(())
        }
        other => Err(StoreError::NotSupported(format!("this store does not know how to write {other:?}"))),
    }
}

fn add(db: &Connection, forum: i64, new: &NewPasskey) -> Done {
    let sql = "INSERT INTO passkeys (id, forum, person, grants, name, counter, body, made)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";
    let NewPasskey { id, person, grant, name, counter, body, at } = new;
    match execute(db, sql, params![id, forum, person, grant, name, counter, body, at.millis()])? {
        0 => Err(refused(PasskeyCondition::Exists)),
        _ => Ok(()),
    }
}

fn note(db: &Connection, forum: i64, used: &UsePasskey) -> Done {
    let sql = "UPDATE passkeys SET counter = ?3, body = ?4, used = ?5
        WHERE id = ?1 AND forum = ?2 AND (counter < ?3 OR (counter = 0 AND ?3 = 0))";
    let UsePasskey { id, counter, body, at } = used;
    if execute(db, sql, params![id, forum, counter, body, at.millis()])? > 0 {
        return Ok(());
    }
    let mut found =
        db.prepare_cached("SELECT 1 FROM passkeys WHERE id = ?1 AND forum = ?2").map_err(failed)?;
    let known = found.exists(params![id, forum]).map_err(failed)?;
    Err(refused(if known { PasskeyCondition::Behind } else { PasskeyCondition::Unknown }))
}

fn begin(db: &Connection, forum: i64, new: &NewCeremony) -> Done {
    let sql =
        "INSERT INTO ceremonies (hash, forum, body, until) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    match execute(db, sql, params![new.hash.as_bytes(), forum, new.body, new.until.millis()])? {
        0 => Err(refused(PasskeyCondition::CeremonyExists)),
        _ => Ok(()),
    }
}

/// Whoever comes second finds none: one thread writes, and in another process only after this transaction.
fn take(db: &Connection, forum: i64, hash: Digest, at: Instant) -> Result<Vec<u8>, StoreError> {
    let sql = "DELETE FROM ceremonies WHERE hash = ?1 AND forum = ?2 RETURNING body, until";
    let mut taken = db.prepare_cached(sql).map_err(failed)?;
    let found: Option<(Vec<u8>, i64)> = taken
        .query_row(params![hash.as_bytes(), forum], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .map_err(failed)?;
    match found {
        None => Err(refused(PasskeyCondition::CeremonyUnknown)),
        Some((_, until)) if until <= at.millis() => Err(refused(PasskeyCondition::CeremonyOver)),
        Some((body, _)) => Ok(body),
    }
}

const PASSKEY: &str = "SELECT k.id, f.key, k.person, k.grants, k.name, k.counter, k.body, k.made, k.used
    FROM passkeys k JOIN forums f ON f.id = k.forum";

fn one(row: &Row<'_>) -> rusqlite::Result<Result<Passkey, StoreError>> {
    Ok(Ok(Passkey {
        id: row.get(0)?,
        forum: ForumKey::new(&row.get::<_, String>(1)?),
        person: row.get(2)?,
        grant: row.get(3)?,
        name: row.get(4)?,
        counter: row.get(5)?,
        body: row.get(6)?,
        made: Instant::from_millis(row.get(7)?),
        used: row.get::<_, Option<i64>>(8)?.map(Instant::from_millis),
    }))
}

pub(crate) fn passkey(db: &Connection, id: &[u8]) -> Result<Option<Passkey>, StoreError> {
    Ok(all(db, &format!("{PASSKEY} WHERE k.id = ?1"), [id], one)?.into_iter().next())
}

pub(crate) fn passkeys(
    db: &Connection,
    key: &ForumKey,
    person: Option<&str>,
) -> Result<Vec<Passkey>, StoreError> {
    let id = read::forum(db, key)?;
    let order = "ORDER BY k.person, k.made, k.id";
    match person {
        Some(person) => {
            let sql = format!("{PASSKEY} WHERE k.forum = ?1 AND k.person = ?2 {order}");
            all(db, &sql, params![id, person], one)
        }
        None => all(db, &format!("{PASSKEY} WHERE k.forum = ?1 {order}"), [id], one),
    }
}
