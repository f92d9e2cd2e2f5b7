//! The steps of the tables.

use crate::convert::{failed, unsigned};
use deadpool_postgres::{Client, Transaction};
use store::StoreError;

/// Every step, in order. A step that was shipped never changes.
const MIGRATIONS: [&str; 3] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
];

/// "plenary" in ASCII: several processes that start at once go one after another.
const LOCK: i64 = 0x0070_6C65_6E61_7279;

/// The oldest server that these queries are known to work on.
const OLDEST: i64 = 130_000;

/// Brings the tables up to date.
///
/// # Errors
/// [`StoreError::NotSupported`] for a server that is too old, for one that does not keep UTF-8, and for the tables of
/// a newer program.
pub(crate) async fn run(client: &mut Client) -> Result<(), StoreError> {
    let transaction = client.transaction().await.map_err(|error| failed(&error))?;
    suitable(&transaction).await?;
    steps(&transaction).await?;
    transaction.commit().await.map_err(|error| failed(&error))
}

async fn suitable(db: &Transaction<'_>) -> Result<(), StoreError> {
    let sql = "SELECT current_setting('server_version_num')::BIGINT, current_setting('server_encoding')";
    let row = db.query_one(sql, &[]).await.map_err(|error| failed(&error))?;
    let (version, encoding): (i64, String) = (row.get(0), row.get(1));
    if version < OLDEST {
        let text = format!("PostgreSQL {} is too old; 13 or a newer one is needed", version / 10_000);
        return Err(StoreError::NotSupported(text));
    }
    if encoding != "UTF8" {
        let text = format!("the database keeps {encoding}; make one with ENCODING 'UTF8'");
        return Err(StoreError::NotSupported(text));
    }
    Ok(())
}

async fn steps(db: &Transaction<'_>) -> Result<(), StoreError> {
    let fail = |error| failed(&error);
    db.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await.map_err(fail)?;
    let table = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)";
    db.batch_execute(table).await.map_err(fail)?;
    let sql = "SELECT coalesce(max(version), 0) FROM schema_version";
    let version: i64 = db.query_one(sql, &[]).await.map_err(fail)?.get(0);
    let known = MIGRATIONS.len() as u64;
    if unsigned(version) > known {
        let text =
            format!("the database is of version {version}; this program knows {known}. Use a newer one.");
        return Err(StoreError::NotSupported(text));
    }
    let done = usize::try_from(version).unwrap_or(0);
    for (number, step) in (1_i64..).zip(MIGRATIONS).skip(done) {
        db.batch_execute(step).await.map_err(fail)?;
        let sql = "INSERT INTO schema_version (version) VALUES ($1)";
        db.execute(sql, &[&number]).await.map_err(fail)?;
    }
    Ok(())
}
