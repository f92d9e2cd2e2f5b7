//! One batch inside a transaction that holds the row of its forum.

use crate::convert::{failed, pseudonym, signed};
use crate::read;
use crate::voting::{self, Forum, Part, plain};
use crate::{attesting, passkeys};
use deadpool_postgres::ClientWrapper;
use store::{
    Append, Batch, Committed, Condition, NewParticipant, NewSession, NewTicket, PutBlob, PutDocument,
    Redeemed, StoreError, Write,
};
use terms::{Digest, Instant, PartyKey};
use tokio_postgres::types::ToSql;

/// Why a batch was not written.
pub(crate) enum Fault {
    /// A condition does not hold: the batch alone is left out.
    Batch(StoreError),
    /// The database said no, or is gone.
    Database(tokio_postgres::Error),
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Fault {
        Fault::Database(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        Fault::Batch(error)
    }
}

impl Fault {
    /// What the writer of the batch is told.
    pub(crate) fn told(self) -> StoreError {
        match self {
            Fault::Batch(error) => error,
            Fault::Database(error) => failed(&error),
        }
    }
}

pub(crate) type Done = Result<(), Fault>;

pub(crate) fn refused(condition: Condition) -> Fault {
    Fault::Batch(StoreError::Refused(condition))
}

/// Writes a batch.
pub(crate) async fn batch(
    db: &ClientWrapper,
    forums: &mut [Forum],
    forum: usize,
    batch: &Batch,
) -> Result<Committed, Fault> {
    if let Some(acts) = &batch.acts {
        append(db, &mut forums[forum], acts).await?;
    }
    let mut done = Committed::default();
    for writes in batch.writes.chunk_by(|a, b| plain(a) && plain(b)) {
        if writes.iter().all(plain) {
            for part in voting::run(db, forums, &[Part { forum, writes }]).await? {
                done.receipts.extend(part?.receipts);
            }
        } else {
            for write in writes {
                one(db, &mut forums[forum], write, &mut done).await?;
            }
        }
    }
    Ok(done)
}

async fn append(db: &ClientWrapper, forum: &mut Forum, acts: &Append) -> Done {
    if forum.acts != acts.after {
        return Err(Fault::Batch(StoreError::Conflict { acts: forum.acts }));
    }
    let sql = "INSERT INTO acts (forum, seq, line)
        SELECT $1, $2 + place - 1, line FROM unnest($3::BYTEA[]) WITH ORDINALITY AS l (line, place)";
    execute(db, sql, &[&forum.id, &signed(acts.after), &acts.lines]).await?;
    forum.acts += acts.lines.len() as u64;
    Ok(())
}

async fn one(db: &ClientWrapper, of: &mut Forum, write: &Write, done: &mut Committed) -> Done {
    let forum = of.id;
    match write {
        Write::Document(document) => put(db, forum, document).await,
        Write::Ticket(ticket) => new_ticket(db, forum, ticket).await,
        Write::Redeem { hash, at } => {
            done.redeemed.push(redeem(db, forum, *hash, *at).await?);
            Ok(())
        }
        Write::RevokeTicket { hash } => {
            let sql = "UPDATE tickets SET revoked = TRUE WHERE hash = $1 AND forum = $2";
            match execute(db, sql, &[&&hash.as_bytes()[..], &forum]).await? {
                0 => Err(refused(Condition::TicketUnknown)),
                _ => Ok(()),
            }
        }
        Write::Participant(participant) => new_participant(db, forum, participant).await,
        Write::Attest(attest) => attesting::attest(db, of, attest).await,
        Write::Session(session) => new_session(db, forum, session).await,
        Write::EndSession { hash } => {
            let sql = "DELETE FROM sessions WHERE hash = $1 AND forum = $2";
            execute(db, sql, &[&&hash.as_bytes()[..], &forum]).await.map(drop)
        }
        Write::EndSessionsOf { subject } => {
            let sql = "DELETE FROM sessions WHERE forum = $1 AND subject = $2";
            execute(db, sql, &[&forum, subject]).await.map(drop)
        }
        Write::Blob(blob) => keep(db, forum, blob).await,
        Write::EraseBlob { digest } => {
            let sql = "DELETE FROM blobs WHERE forum = $1 AND digest = $2";
            execute(db, sql, &[&forum, &&digest.as_bytes()[..]]).await.map(drop)
        }
        other => passkeys::write(db, forum, other, done).await,
    }
}

async fn put(db: &ClientWrapper, forum: i64, document: &PutDocument) -> Done {
    let sql = "SELECT version FROM documents WHERE forum = $1 AND kind = $2 AND id = $3";
    let found = db.prepare_cached(sql).await?;
    let row = db.query_opt(&found, &[&forum, &document.kind, &document.id]).await?;
    let version: i64 = row.map_or(0, |row| row.get(0));
    if document.seen.is_some_and(|seen| signed(seen) != version) {
        return Err(refused(Condition::DocumentChanged));
    }
    let Some(body) = &document.body else {
        let sql = "DELETE FROM documents WHERE forum = $1 AND kind = $2 AND id = $3";
        return execute(db, sql, &[&forum, &document.kind, &document.id]).await.map(drop);
    };
    let sql = "INSERT INTO documents (forum, kind, id, version, body, until) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (forum, kind, id)
        DO UPDATE SET version = excluded.version, body = excluded.body, until = excluded.until";
    let until = document.until.map(Instant::millis);
    execute(db, sql, &[&forum, &document.kind, &document.id, &(version + 1), body, &until]).await.map(drop)
}

async fn new_ticket(db: &ClientWrapper, forum: i64, ticket: &NewTicket) -> Done {
    let sql = "INSERT INTO tickets (hash, forum, label, grants, uses_left, until)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (hash) DO NOTHING";
    let until = ticket.until.map(Instant::millis);
    let (hash, uses) = (&ticket.hash.as_bytes()[..], i64::from(ticket.uses));
    match execute(db, sql, &[&hash, &forum, &ticket.label, &ticket.grant, &uses, &until]).await? {
        0 => Err(refused(Condition::TicketExists)),
        _ => Ok(()),
    }
}

/// Takes one use of a ticket. Nothing is noted but that there is one less.
async fn redeem(db: &ClientWrapper, forum: i64, hash: Digest, at: Instant) -> Result<Redeemed, Fault> {
    let sql = "SELECT revoked, until, uses_left, label, grants FROM tickets WHERE hash = $1 AND forum = $2";
    let found = db.prepare_cached(sql).await?;
    let hash = &hash.as_bytes()[..];
    let ticket = db.query_opt(&found, &[&hash, &forum]).await?;
    let ticket = ticket.ok_or_else(|| refused(Condition::TicketUnknown))?;
    let until: Option<i64> = ticket.get(1);
    if ticket.get(0) {
        return Err(refused(Condition::TicketRevoked));
    }
    if until.is_some_and(|until| until <= at.millis()) {
        return Err(refused(Condition::TicketOver));
    }
    if ticket.get::<_, i64>(2) == 0 {
        return Err(refused(Condition::TicketUsed));
    }
    execute(db, "UPDATE tickets SET uses_left = uses_left - 1 WHERE hash = $1", &[&hash]).await?;
    Ok(Redeemed { label: ticket.get(3), grant: ticket.get(4) })
}

pub(crate) async fn new_participant(db: &ClientWrapper, forum: i64, new: &NewParticipant) -> Done {
    let sql = "INSERT INTO participants (forum, id, tier, party, capacity) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (forum, id) DO NOTHING";
    let party = new.party.as_ref().map(PartyKey::as_str);
    let (tier, capacity) = (new.tier.name(), new.capacity.name());
    match execute(db, sql, &[&forum, &pseudonym(new.id), &tier, &party, &capacity]).await? {
        0 => Err(refused(Condition::ParticipantExists)),
        _ => Ok(()),
    }
}

async fn new_session(db: &ClientWrapper, forum: i64, session: &NewSession) -> Done {
    let sql = "INSERT INTO sessions (hash, forum, subject, until) VALUES ($1, $2, $3, $4)";
    let (hash, until) = (&session.hash.as_bytes()[..], session.until.millis());
    execute(db, sql, &[&hash, &forum, &session.subject, &until]).await.map(drop)
}

async fn keep(db: &ClientWrapper, forum: i64, blob: &PutBlob) -> Done {
    let sql = "INSERT INTO blobs (forum, digest, media, bytes) VALUES ($1, $2, $3, $4)
        ON CONFLICT (forum, digest) DO NOTHING";
    execute(db, sql, &[&forum, &&blob.digest.as_bytes()[..], &blob.media, &blob.bytes]).await.map(drop)
}

/// Locks the forums of these keys, in the same order in every process, and reads the next numbers of each.
pub(crate) async fn lock(db: &ClientWrapper, keys: &[&str]) -> Result<Vec<Forum>, tokio_postgres::Error> {
    let sql = "SELECT key, id, acts, votes FROM forums WHERE key = ANY ($1::TEXT[]) ORDER BY id FOR UPDATE";
    let rows = db.query(&db.prepare_cached(sql).await?, &[&keys]).await?;
    Ok(rows.iter().map(read::standing).collect())
}

/// Runs a statement that is kept prepared. How many rows it changed.
pub(crate) async fn execute(
    db: &ClientWrapper,
    sql: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<u64, Fault> {
    Ok(db.execute(&db.prepare_cached(sql).await?, values).await?)
}
