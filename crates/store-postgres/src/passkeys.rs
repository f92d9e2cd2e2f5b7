//! Passkeys and their ceremonies.

use crate::apply::{Done, Fault, execute};
use crate::convert::small;
use crate::read::{self, all, of_forum};
use deadpool_postgres::{Client, ClientWrapper};
use store::{Committed, NewCeremony, NewPasskey, Passkey, PasskeyCondition, StoreError, UsePasskey, Write};
use terms::{Digest, ForumKey, Instant};
use tokio_postgres::Row;

fn refused(condition: PasskeyCondition) -> Fault {
    Fault::Batch(StoreError::Passkey(condition))
}

/// Does one write of a passkey or a ceremony.
pub(crate) async fn write(db: &ClientWrapper, forum: i64, write: &Write, done: &mut Committed) -> Done {
    match write {
        Write::Passkey(new) => add(db, forum, new).await,
        Write::UsePasskey(used) => note(db, forum, used).await,
        Write::RemovePasskey { person, id } => {
            let sql = "DELETE FROM passkeys WHERE id = $1 AND forum = $2 AND person = $3";
            execute(db, sql, &[id, &forum, person]).await.map(drop)
        }
        Write::RemovePasskeysOf { person } => {
            let sql = "DELETE FROM passkeys WHERE forum = $1 AND person = $2";
            execute(db, sql, &[&forum, person]).await.map(drop)
        }
        Write::Ceremony(new) => begin(db, forum, new).await,
        Write::TakeCeremony { hash, at } => {
            done.ceremonies.push(take(db, forum, *hash, *at).await?);
            Ok(())
        }
        other => {
            let text = format!("this store does not know how to write {other:?}");
            Err(Fault::Batch(StoreError::NotSupported(text)))
        }
    }
}

async fn add(db: &ClientWrapper, forum: i64, new: &NewPasskey) -> Done {
    let sql = "INSERT INTO passkeys (id, forum, person, grants, name, counter, body, made)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    let NewPasskey { id, person, grant, name, counter, body, at } = new;
    let counter = i64::from(*counter);
    match execute(db, sql, &[id, &forum, person, grant, name, &counter, body, &at.millis()]).await? {
        0 => Err(refused(PasskeyCondition::Exists)),
        _ => Ok(()),
    }
}

async fn note(db: &ClientWrapper, forum: i64, used: &UsePasskey) -> Done {
    let sql = "UPDATE passkeys SET counter = $3, body = $4, used = $5
        WHERE id = $1 AND forum = $2 AND (counter < $3 OR (counter = 0 AND $3 = 0))";
    let UsePasskey { id, counter, body, at } = used;
    if execute(db, sql, &[id, &forum, &i64::from(*counter), body, &at.millis()]).await? > 0 {
        return Ok(());
    }
    let found = db.prepare_cached("SELECT FROM passkeys WHERE id = $1 AND forum = $2").await?;
    let known = db.query_opt(&found, &[id, &forum]).await?.is_some();
    Err(refused(if known { PasskeyCondition::Behind } else { PasskeyCondition::Unknown }))
}

async fn begin(db: &ClientWrapper, forum: i64, new: &NewCeremony) -> Done {
    let sql = "INSERT INTO ceremonies (hash, forum, body, until) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING";
    match execute(db, sql, &[&&new.hash.as_bytes()[..], &forum, &new.body, &new.until.millis()]).await? {
        0 => Err(refused(PasskeyCondition::CeremonyExists)),
        _ => Ok(()),
    }
}

/// Whoever comes second finds none: the row of the forum is held, by whichever process writes.
async fn take(db: &ClientWrapper, forum: i64, hash: Digest, at: Instant) -> Result<Vec<u8>, Fault> {
    let sql = "DELETE FROM ceremonies WHERE hash = $1 AND forum = $2 RETURNING body, until";
    let taken = db.prepare_cached(sql).await?;
    let found = db.query_opt(&taken, &[&&hash.as_bytes()[..], &forum]).await?;
    let found = found.ok_or_else(|| refused(PasskeyCondition::CeremonyUnknown))?;
    if found.get::<_, i64>(1) <= at.millis() {
        return Err(refused(PasskeyCondition::CeremonyOver));
    }
    Ok(found.get(0))
}

const PASSKEY: &str = "SELECT k.id, f.key, k.person, k.grants, k.name, k.counter, k.body, k.made, k.used
    FROM passkeys k JOIN forums f ON f.id = k.forum";

fn one(row: &Row) -> Result<Passkey, StoreError> {
    Ok(Passkey {
        id: row.get(0),
        forum: ForumKey::new(row.get(1)),
        person: row.get(2),
        grant: row.get(3),
        name: row.get(4),
        counter: small(row.get(5)),
        body: row.get(6),
        made: Instant::from_millis(row.get(7)),
        used: row.get::<_, Option<i64>>(8).map(Instant::from_millis),
    })
}

pub(crate) async fn passkey(db: &Client, id: &[u8]) -> Result<Option<Passkey>, StoreError> {
    all(db, &format!("{PASSKEY} WHERE k.id = $1"), &[&id], one).await.map(read::first)
}

pub(crate) async fn passkeys(
    db: &Client,
    key: &ForumKey,
    person: Option<&str>,
) -> Result<Vec<Passkey>, StoreError> {
    let sql = format!(
        "{PASSKEY} WHERE f.key = $1 AND ($2::TEXT IS NULL OR k.person = $2) ORDER BY k.person, k.made, k.id"
    );
    of_forum(db, key, &sql, &[&person], one).await
}
