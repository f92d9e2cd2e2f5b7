//! Somebody goes on under another pseudonym, with the answers they gave.

use crate::apply::{Done, execute, new_participant, refused};
use crate::convert::{pseudonym, signed};
use crate::voting::Forum;
use deadpool_postgres::ClientWrapper;
use store::{Attest, Condition};

/// Takes back the answers of one and casts them for the other.
pub(crate) async fn attest(db: &ClientWrapper, forum: &mut Forum, attest: &Attest) -> Done {
    let (id, from, to, at) = (forum.id, pseudonym(attest.from), pseudonym(attest.to.id), attest.at.millis());
    let sql = "SELECT EXISTS (SELECT FROM gone g WHERE g.forum = p.forum AND g.participant = p.id)
        FROM participants p WHERE p.forum = $1 AND p.id = $2";
    let known = db.query_opt(&db.prepare_cached(sql).await?, &[&id, &from]).await?;
    if known.ok_or_else(|| refused(Condition::ParticipantUnknown))?.get(0) {
        return Err(refused(Condition::ParticipantGone));
    }
    new_participant(db, id, &attest.to).await?;
    execute(db, "INSERT INTO gone (forum, participant) VALUES ($1, $2)", &[&id, &from]).await?;
    let sql = "DELETE FROM sessions WHERE forum = $1 AND subject = $2";
    execute(db, sql, &[&id, &attest.subject]).await?;
    forum.votes += execute(db, MOVE, &[&id, &from, &signed(forum.votes), &to, &at]).await?;
    let sql = "UPDATE answers SET participant = $3, at = $4 WHERE forum = $1 AND participant = $2";
    execute(db, sql, &[&id, &from, &to, &at]).await.map(drop)
}

/// The votes that do so, two for each statement, in the order of the statements. The number stands for the request,
/// which nobody sends: those that are sent are 16 bytes, and this is shorter.
const MOVE: &str = "WITH moved AS (
        SELECT a.statement, a.vote, a.revision, $3::BIGINT + 2 * row_number() OVER (ORDER BY n.name) AS number
        FROM answers a JOIN names n ON n.id = a.statement WHERE a.forum = $1 AND a.participant = $2),
    rows AS (
        SELECT number - 1 AS number, $2::BYTEA AS participant, statement, vote, vote AS before, revision AS seen,
            revision + 1 AS revision, TRUE AS withdrawn FROM moved
        UNION ALL
        SELECT number, $4::BYTEA, statement, vote, NULL, revision - 1, revision, FALSE FROM moved)
    INSERT INTO votes
        (forum, number, participant, statement, vote, before, seen, revision, counted, request, at, withdrawn)
    SELECT $1, number, participant, statement, vote, before, seen, revision, TRUE,
        convert_to(number::TEXT, 'UTF8'), $5, withdrawn
    FROM rows ORDER BY number";
