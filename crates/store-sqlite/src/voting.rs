//! One vote: counted, stale, or the same request again.

use crate::apply::execute;
use crate::convert::{failed, signed, unsigned};
use crate::read;
use rusqlite::{Connection, OptionalExtension as _, params};
use store::{CastVote, Condition, Receipt, Standing, StoreError};
use terms::Pseudonym;

/// Casts a vote.
pub(crate) fn cast(db: &Connection, forum: i64, vote: &CastVote) -> Result<Receipt, StoreError> {
    let voter = voter(db, forum, vote.participant)?;
    if voter == Voter::Unknown {
        return Err(StoreError::Refused(Condition::ParticipantUnknown));
    }
    if let Some(receipt) = again(db, forum, vote)? {
        return Ok(receipt);
    }
    if voter == Voter::Gone {
        return Err(StoreError::Refused(Condition::ParticipantGone));
    }
    let statement = name(db, forum, vote.statement.as_str())?;
    let answer = answer(db, forum, vote, statement)?;
    let (before, revision) = answer.map_or((None, 0), |(vote, revision)| (Some(vote), revision));
    let counted = vote.seen == revision;
    let revision = if counted { revision + 1 } else { revision };
    let number = read::last_vote(db, forum)? + 1;
    let sql = "INSERT INTO votes
        (forum, number, participant, statement, vote, before, seen, revision, counted, request, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let who = vote.participant.bytes();
    let (sign, at) = (vote.vote.sign(), vote.at.millis());
    // A stale vote replaces nothing.
    let before = before.filter(|_| counted);
    let values = params![
        forum,
        signed(number),
        who,
        statement,
        sign,
        before,
        vote.seen,
        revision,
        counted,
        vote.request,
        at
    ];
    execute(db, sql, values)?;
    if counted {
        let sql = "INSERT INTO answers (forum, participant, statement, vote, revision, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET vote = excluded.vote, revision = excluded.revision, at = excluded.at";
        execute(db, sql, params![forum, who, statement, sign, revision, at])?;
    }
    let standing = if counted { Standing::Counted } else { Standing::Stale };
    Ok(Receipt { vote: number, standing, revision })
}

/// Whether somebody may vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voter {
    /// Nobody of this pseudonym is there.
    Unknown,
    /// They are there.
    Here,
    /// They go on under another pseudonym.
    Gone,
}

/// Who a pseudonym is.
pub(crate) fn voter(db: &Connection, forum: i64, id: Pseudonym) -> Result<Voter, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM gone g WHERE g.forum = p.forum AND g.participant = p.id)
        FROM participants p WHERE p.forum = ?1 AND p.id = ?2";
    let mut found = db.prepare_cached(sql).map_err(failed)?;
    let gone = found.query_row(params![forum, id.bytes()], |row| row.get(0)).optional().map_err(failed)?;
    Ok(gone.map_or(Voter::Unknown, |gone: bool| if gone { Voter::Gone } else { Voter::Here }))
}

/// The receipt of a request that was taken before.
fn again(db: &Connection, forum: i64, vote: &CastVote) -> Result<Option<Receipt>, StoreError> {
    let sql =
        "SELECT number, counted, revision FROM votes WHERE forum = ?1 AND participant = ?2 AND request = ?3";
    let mut found = db.prepare_cached(sql).map_err(failed)?;
    let receipt = found.query_row(params![forum, vote.participant.bytes(), vote.request], |row| {
        let standing = if row.get::<_, bool>(1)? { Standing::Counted } else { Standing::Stale };
        Ok(Receipt { vote: unsigned(row.get(0)?), standing, revision: row.get(2)? })
    });
    receipt.optional().map_err(failed)
}

fn answer(
    db: &Connection,
    forum: i64,
    vote: &CastVote,
    statement: i64,
) -> Result<Option<(i64, u32)>, StoreError> {
    let sql = "SELECT vote, revision FROM answers WHERE forum = ?1 AND participant = ?2 AND statement = ?3";
    let mut found = db.prepare_cached(sql).map_err(failed)?;
    let values = params![forum, vote.participant.bytes(), statement];
    found.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(failed)
}

/// The number under which votes name a statement.
pub(crate) fn name(db: &Connection, forum: i64, name: &str) -> Result<i64, StoreError> {
    let mut found =
        db.prepare_cached("SELECT id FROM names WHERE forum = ?1 AND name = ?2").map_err(failed)?;
    let known: Option<i64> =
        found.query_row(params![forum, name], |row| row.get(0)).optional().map_err(failed)?;
    if let Some(id) = known {
        return Ok(id);
    }
    execute(db, "INSERT INTO names (forum, name) VALUES (?1, ?2)", params![forum, name])?;
    Ok(db.last_insert_rowid())
}
