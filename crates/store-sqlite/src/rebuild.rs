//! The derived table, made anew from the votes.

use crate::apply::execute;
use crate::convert::{failed, unsigned};
use crate::read;
use rusqlite::{Connection, params};
use store::{Rebuilt, StoreError};
use terms::ForumKey;

/// Drops the answers of a forum and makes them anew.
pub(crate) fn answers(db: &Connection, forum: &ForumKey) -> Result<Rebuilt, StoreError> {
    let id = read::forum(db, forum)?;
    db.execute_batch("DROP TABLE IF EXISTS temp.old").map_err(failed)?;
    execute(db, "CREATE TEMP TABLE old AS SELECT * FROM answers WHERE forum = ?1", params![id])?;
    execute(db, "DELETE FROM answers WHERE forum = ?1", params![id])?;
    // The number of a vote grows, so the highest counted one is the latest; it may have taken the answer back.
    let made = execute(
        db,
        "INSERT INTO answers (forum, participant, statement, vote, revision, at)
         SELECT forum, participant, statement, vote, revision, at FROM (
            SELECT *, row_number() OVER (PARTITION BY participant, statement ORDER BY number DESC) AS place
            FROM votes WHERE forum = ?1 AND counted = 1) WHERE place = 1 AND withdrawn = 0",
        params![id],
    )?;
    let count = |sql: &str| -> Result<u64, StoreError> {
        db.query_row(sql, params![id], |row| row.get(0)).map(unsigned).map_err(failed)
    };
    let mended =
        count("SELECT count(*) FROM (SELECT * FROM answers WHERE forum = ?1 EXCEPT SELECT * FROM temp.old)")?
            + count(
                "SELECT count(*) FROM temp.old o WHERE forum = ?1 AND NOT EXISTS (SELECT 1 FROM answers a
         WHERE a.forum = o.forum AND a.participant = o.participant AND a.statement = o.statement)",
            )?;
    db.execute_batch("DROP TABLE temp.old").map_err(failed)?;
    let votes = count("SELECT count(*) FROM votes WHERE forum = ?1")?;
    Ok(Rebuilt { votes, answers: made as u64, mended })
}
