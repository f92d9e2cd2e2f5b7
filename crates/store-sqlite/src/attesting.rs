//! Somebody goes on under another pseudonym, with the answers they gave.

use crate::apply::{execute, new_participant};
use crate::convert::signed;
use crate::read;
use crate::voting::{Voter, voter};
use rusqlite::{Connection, params};
use store::{Attest, Condition, StoreError};

/// Takes back the answers of one and casts them for the other.
pub(crate) fn attest(db: &Connection, forum: i64, attest: &Attest) -> Result<(), StoreError> {
    match voter(db, forum, attest.from)? {
        Voter::Unknown => return Err(StoreError::Refused(Condition::ParticipantUnknown)),
        Voter::Gone => return Err(StoreError::Refused(Condition::ParticipantGone)),
        Voter::Here => {}
    }
    new_participant(db, forum, &attest.to)?;
    let (from, to, at) = (attest.from.bytes(), attest.to.id.bytes(), attest.at.millis());
    execute(db, "INSERT INTO gone (forum, participant) VALUES (?1, ?2)", params![forum, from])?;
    let sql = "DELETE FROM sessions WHERE forum = ?1 AND subject = ?2";
    execute(db, sql, params![forum, attest.subject])?;
    execute(db, MOVE, params![forum, from, signed(read::last_vote(db, forum)?), to, at])?;
    let sql = "UPDATE answers SET participant = ?3, at = ?4 WHERE forum = ?1 AND participant = ?2";
    execute(db, sql, params![forum, from, to, at]).map(drop)
}

/// The votes that do so, two for each statement, in the order of the statements. The number stands for the request,
/// which nobody sends: those that are sent are 16 bytes, and this is shorter.
const MOVE: &str = "WITH moved AS (
        SELECT a.statement, a.vote, a.revision, ?3 + 2 * row_number() OVER (ORDER BY n.name) AS number
        FROM answers a JOIN names n ON n.id = a.statement WHERE a.forum = ?1 AND a.participant = ?2),
    rows AS (
        SELECT number - 1 AS number, ?2 AS participant, statement, vote, vote AS before, revision AS seen,
            revision + 1 AS revision, 1 AS withdrawn FROM moved
        UNION ALL
        SELECT number, ?4, statement, vote, NULL, revision - 1, revision, 0 FROM moved)
    INSERT INTO votes
        (forum, number, participant, statement, vote, before, seen, revision, counted, request, at, withdrawn)
    SELECT ?1, number, participant, statement, vote, before, seen, revision, 1,
        CAST(CAST(number AS TEXT) AS BLOB), ?5, withdrawn
    FROM rows ORDER BY number";
