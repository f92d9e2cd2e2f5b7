//! One batch inside a transaction.

use crate::convert::{failed, signed};
use crate::{attesting, passkeys, read, voting};
use rusqlite::{Connection, OptionalExtension as _, params};
use store::{
    Append, Batch, Change, Committed, Condition, NewParticipant, NewSession, NewTicket, PutBlob, PutDocument,
    Redeemed, Serve, StoreError, Swept, Write,
};
use terms::{Digest, ForumKey, Instant};

type Done = Result<(), StoreError>;

/// Creates a forum with its first acts.
pub(crate) fn create(db: &Connection, forum: &ForumKey, header: &[u8], acts: Vec<Vec<u8>>) -> Done {
    let made = execute(
        db,
        "INSERT INTO forums (key, header) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        params![forum.as_str(), header],
    )?;
    if made == 0 {
        return Err(StoreError::Refused(Condition::ForumExists));
    }
    append(db, db.last_insert_rowid(), &Append { after: 0, lines: acts })
}

/// Writes a batch.
pub(crate) fn batch(db: &Connection, batch: &Batch) -> Result<Committed, StoreError> {
    let forum = read::forum(db, &batch.forum)?;
    if let Some(acts) = &batch.acts {
        append(db, forum, acts)?;
    }
    let mut done = Committed::default();
    for write in &batch.writes {
        one(db, &batch.forum, forum, write, &mut done)?;
    }
    Ok(done)
}

fn append(db: &Connection, forum: i64, acts: &Append) -> Done {
    let there = read::act_count(db, forum)?;
    if there != acts.after {
        return Err(StoreError::Conflict { acts: there });
    }
    for (seq, line) in (acts.after..).zip(&acts.lines) {
        execute(
            db,
            "INSERT INTO acts (forum, seq, line) VALUES (?1, ?2, ?3)",
            params![forum, signed(seq), line],
        )?;
    }
    Ok(())
}

fn one(db: &Connection, key: &ForumKey, forum: i64, write: &Write, done: &mut Committed) -> Done {
    match write {
        Write::Document(document) => put(db, forum, document),
        Write::Ticket(ticket) => new_ticket(db, forum, ticket),
        Write::Redeem { hash, at } => {
            done.redeemed.push(redeem(db, key, *hash, *at)?);
            Ok(())
        }
        Write::RevokeTicket { hash } => {
            let sql = "UPDATE tickets SET revoked = 1 WHERE hash = ?1 AND forum = ?2";
            match execute(db, sql, params![hash.as_bytes(), forum])? {
                0 => Err(StoreError::Refused(Condition::TicketUnknown)),
                _ => Ok(()),
            }
        }
        Write::Participant(participant) => new_participant(db, forum, participant),
        Write::Attest(attest) => attesting::attest(db, forum, attest),
        Write::Session(session) => new_session(db, forum, session),
        Write::EndSession { hash } => {
            let sql = "DELETE FROM sessions WHERE hash = ?1 AND forum = ?2";
            execute(db, sql, params![hash.as_bytes(), forum]).map(drop)
        }
        Write::EndSessionsOf { subject } => {
            let sql = "DELETE FROM sessions WHERE forum = ?1 AND subject = ?2";
            execute(db, sql, params![forum, subject]).map(drop)
        }
        Write::Blob(blob) => keep(db, forum, blob),
        Write::EraseBlob { digest } => {
            let sql = "DELETE FROM blobs WHERE forum = ?1 AND digest = ?2";
            execute(db, sql, params![forum, digest.as_bytes()]).map(drop)
        }
        Write::Vote(vote) => {
            done.receipts.push(voting::cast(db, forum, vote)?);
            Ok(())
        }
        Write::Serve(serve) => served(db, forum, serve),
        other => passkeys::write(db, forum, other, done),
    }
}

fn put(db: &Connection, forum: i64, document: &PutDocument) -> Done {
    let sql = "SELECT version FROM documents WHERE forum = ?1 AND kind = ?2 AND id = ?3";
    let mut found = db.prepare_cached(sql).map_err(failed)?;
    let version: Option<i64> = found
        .query_row(params![forum, document.kind, document.id], |row| row.get(0))
        .optional()
        .map_err(failed)?;
    let version = version.unwrap_or(0);
    if document.seen.is_some_and(|seen| signed(seen) != version) {
        return Err(StoreError::Refused(Condition::DocumentChanged));
    }
    let Some(body) = &document.body else {
        let sql = "DELETE FROM documents WHERE forum = ?1 AND kind = ?2 AND id = ?3";
        return execute(db, sql, params![forum, document.kind, document.id]).map(drop);
    };
    let sql = "INSERT INTO documents (forum, kind, id, version, body, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body, until = excluded.until";
    let until = document.until.map(Instant::millis);
    execute(db, sql, params![forum, document.kind, document.id, version + 1, body, until]).map(drop)
}

fn new_ticket(db: &Connection, forum: i64, ticket: &NewTicket) -> Done {
    let sql = "INSERT INTO tickets (hash, forum, label, grants, left, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING";
    let until = ticket.until.map(Instant::millis);
    let values = params![ticket.hash.as_bytes(), forum, ticket.label, ticket.grant, ticket.uses, until];
    match execute(db, sql, values)? {
        0 => Err(StoreError::Refused(Condition::TicketExists)),
        _ => Ok(()),
    }
}

/// Takes one use of a ticket. Nothing is noted but that there is one less.
fn redeem(db: &Connection, forum: &ForumKey, hash: Digest, at: Instant) -> Result<Redeemed, StoreError> {
    let known = read::ticket(db, hash)?.filter(|ticket| ticket.forum == *forum);
    let ticket = known.ok_or(StoreError::Refused(Condition::TicketUnknown))?;
    let refused = if ticket.revoked {
        Some(Condition::TicketRevoked)
    } else if ticket.until.is_some_and(|until| until <= at) {
        Some(Condition::TicketOver)
    } else if ticket.left == 0 {
        Some(Condition::TicketUsed)
    } else {
        None
    };
    if let Some(condition) = refused {
        return Err(StoreError::Refused(condition));
    }
    execute(db, "UPDATE tickets SET left = left - 1 WHERE hash = ?1", params![hash.as_bytes()])?;
    Ok(Redeemed { label: ticket.label, grant: ticket.grant })
}

pub(crate) fn new_participant(db: &Connection, forum: i64, new: &NewParticipant) -> Done {
    let sql = "INSERT INTO participants (forum, id, tier, party, capacity) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING";
    let party = new.party.as_ref().map(terms::PartyKey::as_str);
    let values = params![forum, new.id.bytes(), new.tier.name(), party, new.capacity.name()];
    match execute(db, sql, values)? {
        0 => Err(StoreError::Refused(Condition::ParticipantExists)),
        _ => Ok(()),
    }
}

fn new_session(db: &Connection, forum: i64, session: &NewSession) -> Done {
    let sql = "INSERT INTO sessions (hash, forum, subject, until) VALUES (?1, ?2, ?3, ?4)";
    let values = params![session.hash.as_bytes(), forum, session.subject, session.until.millis()];
    execute(db, sql, values).map(drop)
}

fn keep(db: &Connection, forum: i64, blob: &PutBlob) -> Done {
    let sql =
        "INSERT INTO blobs (forum, digest, media, bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    execute(db, sql, params![forum, blob.digest.as_bytes(), blob.media, blob.bytes]).map(drop)
}

fn served(db: &Connection, forum: i64, serve: &Serve) -> Done {
    let statement = voting::name(db, forum, serve.statement.as_str())?;
    let sql = "INSERT INTO serves (forum, participant, statement, chance, at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let values = params![forum, serve.participant.bytes(), statement, serve.chance, serve.at.millis()];
    execute(db, sql, values).map(drop)
}

/// Where a forum stands.
pub(crate) fn standing(db: &Connection, forum: &ForumKey) -> Result<Change, StoreError> {
    let id = read::forum(db, forum)?;
    Ok(Change { forum: forum.clone(), acts: read::act_count(db, id)?, votes: read::last_vote(db, id)? })
}

/// Removes what ended before `now`.
pub(crate) fn sweep(db: &Connection, now: i64) -> Result<Swept, StoreError> {
    let removed = |sql: &str| execute(db, sql, params![now]).map(|removed| removed as u64);
    Ok(Swept {
        sessions: removed("DELETE FROM sessions WHERE until < ?1")?,
        tickets: removed("DELETE FROM tickets WHERE until < ?1")?,
        documents: removed("DELETE FROM documents WHERE until < ?1")?,
        ceremonies: removed("DELETE FROM ceremonies WHERE until < ?1")?,
    })
}

/// So many pages a vote writes at most, and some: it is in three tables and an index, and each may have to split.
const VOTE: i64 = 16;

/// Writes as much as a vote may need, over what was written the last time. That a smaller write still finds room would
/// say nothing.
pub(crate) fn health(db: &Connection) -> Done {
    let number = |name: &str| -> Result<i64, StoreError> {
        db.pragma_query_value(None, name, |row| row.get(0)).map_err(failed)
    };
    let sql = "INSERT INTO pulse (one, beat) VALUES (1, randomblob(?1))
        ON CONFLICT DO UPDATE SET beat = excluded.beat";
    execute(db, sql, params![(VOTE - 1) * number("page_size")?])?;
    // What the file may still grow by.
    let taken = number("page_count")? - number("freelist_count")?;
    if taken + VOTE > number("max_page_count")? {
        return Err(StoreError::Full("the file may not grow any more".to_owned()));
    }
    Ok(())
}

/// Runs a statement that is kept prepared. How many rows it changed.
pub(crate) fn execute(
    db: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<usize, StoreError> {
    db.prepare_cached(sql).map_err(failed)?.execute(values).map_err(failed)
}
