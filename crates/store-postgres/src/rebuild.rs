//! What is derived, made anew; and what ended, removed.

use crate::convert::{failed, unsigned};
use crate::traces;
use deadpool_postgres::{Client, Transaction};
use store::{Rebuilt, StoreError, Swept};
use terms::ForumKey;
use tokio_postgres::Error;

/// The answers of a forum as its votes say: the number of a vote grows, so the highest counted one is the latest; it
/// may have taken the answer back.
const TOLD: &str = "SELECT forum, participant, statement, vote, revision, at
    FROM (SELECT DISTINCT ON (participant, statement) *
        FROM votes WHERE forum = $1 AND counted ORDER BY participant, statement, number DESC) latest
    WHERE NOT withdrawn";

/// Drops the answers of a forum and makes them anew. Votes wait until it is done.
pub(crate) async fn answers(client: &mut Client, key: &ForumKey) -> Result<Rebuilt, StoreError> {
    let fail = |error| failed(&error);
    let db = client.transaction().await.map_err(fail)?;
    let sql = "SELECT id FROM forums WHERE key = $1 FOR UPDATE";
    let row = db.query_opt(sql, &[&key.as_str()]).await.map_err(fail)?;
    let forum: i64 = row.ok_or_else(|| StoreError::NoForum(key.to_string()))?.get(0);
    let rebuilt = anew(&db, forum).await.map_err(fail)?;
    db.commit().await.map_err(fail)?;
    Ok(rebuilt)
}

async fn anew(db: &Transaction<'_>, forum: i64) -> Result<Rebuilt, Error> {
    let other = format!(
        "SELECT count(*) FROM ({TOLD}) t
         FULL JOIN (SELECT * FROM answers WHERE forum = $1) a USING (forum, participant, statement)
         WHERE (t.vote, t.revision, t.at) IS DISTINCT FROM (a.vote, a.revision, a.at)"
    );
    let mended: i64 = db.query_one(&other, &[&forum]).await?.get(0);
    db.execute("DELETE FROM answers WHERE forum = $1", &[&forum]).await?;
    let insert = format!("INSERT INTO answers (forum, participant, statement, vote, revision, at) {TOLD}");
    let answers = db.execute(&insert, &[&forum]).await?;
    let counts = "UPDATE forums SET
            acts = (SELECT coalesce(max(seq) + 1, 0) FROM acts WHERE forum = $1),
            votes = (SELECT coalesce(max(number), 0) FROM votes WHERE forum = $1)
        WHERE id = $1 RETURNING votes";
    let votes: i64 = db.query_one(counts, &[&forum]).await?.get(0);
    Ok(Rebuilt { votes: unsigned(votes), answers, mended: unsigned(mended) })
}

/// Removes what ended before `now`, and the traces that the redeeming of tickets leaves.
pub(crate) async fn sweep(client: &mut Client, now: i64) -> Result<Swept, StoreError> {
    let fail = |error| failed(&error);
    let db = client.transaction().await.map_err(fail)?;
    traces::lock(&db).await.map_err(fail)?;
    let swept = Swept {
        sessions: db.execute("DELETE FROM sessions WHERE until < $1", &[&now]).await.map_err(fail)?,
        tickets: db.execute("DELETE FROM tickets WHERE until < $1", &[&now]).await.map_err(fail)?,
        documents: db.execute("DELETE FROM documents WHERE until < $1", &[&now]).await.map_err(fail)?,
        ceremonies: db.execute("DELETE FROM ceremonies WHERE until < $1", &[&now]).await.map_err(fail)?,
    };
    traces::mix(&db).await.map_err(fail)?;
    db.commit().await.map_err(fail)?;
    Ok(swept)
}
