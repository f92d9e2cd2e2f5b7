//! Everything that is read.

use crate::convert::{capacity, digest, failed, party, pseudonym, signed, small, tier, unsigned, vote};
use crate::voting::Forum;
use deadpool_postgres::Client;
use std::ops::Range;
use store::{
    Answer, BallotRow, BallotsSender, Blob, Document, ForumRow, Participant, Session, Standing, StoreError,
    Ticket, VoteRow,
};
use terms::{Digest, ForumKey, Instant, Pseudonym, StatementKey};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

type Read<T> = Result<T, StoreError>;

pub(crate) async fn all<T>(
    db: &Client,
    sql: &str,
    values: &[&(dyn ToSql + Sync)],
    of: impl Fn(&Row) -> Read<T>,
) -> Read<Vec<T>> {
    let fail = |error| failed(&error);
    let rows = db.query(&db.prepare_cached(sql).await.map_err(fail)?, values).await.map_err(fail)?;
    rows.iter().map(of).collect()
}

/// What a forum has, by a query whose `$1` is the key of the forum. Whether there is such a forum is only asked where
/// nothing was found.
pub(crate) async fn of_forum<T>(
    db: &Client,
    key: &ForumKey,
    sql: &str,
    more: &[&(dyn ToSql + Sync)],
    of: impl Fn(&Row) -> Read<T>,
) -> Read<Vec<T>> {
    let name = key.as_str();
    let mut values: Vec<&(dyn ToSql + Sync)> = vec![&name];
    values.extend(more);
    let found = all(db, sql, &values, of).await?;
    if found.is_empty() {
        last_vote(db, key).await?;
    }
    Ok(found)
}

pub(crate) fn first<T>(found: Vec<T>) -> Option<T> {
    found.into_iter().next()
}

pub(crate) async fn forums(db: &Client) -> Read<Vec<ForumRow>> {
    all(db, "SELECT key, header, acts FROM forums ORDER BY id", &[], |row| {
        Ok(ForumRow { key: ForumKey::new(row.get(0)), header: row.get(1), acts: unsigned(row.get(2)) })
    })
    .await
}

/// A row of key, id and the two counts.
pub(crate) fn standing(row: &Row) -> Forum {
    let (acts, votes) = (unsigned(row.get(2)), unsigned(row.get(3)));
    Forum { key: ForumKey::new(row.get(0)), id: row.get(1), acts, votes }
}

pub(crate) async fn last_vote(db: &Client, key: &ForumKey) -> Read<u64> {
    let sql = "SELECT votes FROM forums WHERE key = $1";
    let found = all(db, sql, &[&key.as_str()], |row| Ok(unsigned(row.get(0)))).await?;
    first(found).ok_or_else(|| StoreError::NoForum(key.to_string()))
}

pub(crate) async fn acts(db: &Client, key: &ForumKey, range: &Range<u64>) -> Read<Vec<Vec<u8>>> {
    let sql = "SELECT line FROM acts WHERE forum = (SELECT id FROM forums WHERE key = $1)
        AND seq >= $2 AND seq < $3 ORDER BY seq";
    of_forum(db, key, sql, &[&signed(range.start), &signed(range.end)], |row| Ok(row.get(0))).await
}

pub(crate) async fn votes(db: &Client, key: &ForumKey, after: u64, limit: usize) -> Read<Vec<VoteRow>> {
    let sql = "SELECT v.number, n.name, p.tier, p.party, p.capacity, v.before, v.vote, v.counted, v.at,
            v.withdrawn
        FROM (SELECT * FROM votes WHERE forum = (SELECT id FROM forums WHERE key = $1) AND number > $2
            ORDER BY number LIMIT $3) v
        JOIN names n ON n.id = v.statement
        JOIN participants p ON p.forum = v.forum AND p.id = v.participant
        ORDER BY v.number";
    of_forum(db, key, sql, &[&signed(after), &signed(limit as u64)], vote_row).await
}

fn vote_row(row: &Row) -> Read<VoteRow> {
    let before: Option<i16> = row.get(5);
    Ok(VoteRow {
        number: unsigned(row.get(0)),
        statement: StatementKey::new(row.get(1)),
        tier: tier(row.get(2))?,
        party: party(row.get(3)),
        capacity: capacity(row.get(4))?,
        before: before.map(vote).transpose()?,
        vote: if row.get(9) { None } else { Some(vote(row.get(6))?) },
        standing: if row.get(7) { Standing::Counted } else { Standing::Stale },
        at: Instant::from_millis(row.get(8)),
    })
}

pub(crate) async fn participant(db: &Client, key: &ForumKey, id: Pseudonym) -> Read<Option<Participant>> {
    let sql = "SELECT tier, party, capacity FROM participants
        WHERE forum = (SELECT id FROM forums WHERE key = $1) AND id = $2";
    of_forum(db, key, sql, &[&pseudonym(id)], one_participant).await.map(first)
}

fn one_participant(row: &Row) -> Read<Participant> {
    Ok(Participant { tier: tier(row.get(0))?, party: party(row.get(1)), capacity: capacity(row.get(2))? })
}

pub(crate) async fn participants(db: &Client, key: &ForumKey) -> Read<Vec<(Participant, u64)>> {
    let sql = "SELECT tier, party, capacity, count(*) FROM participants p
        WHERE forum = (SELECT id FROM forums WHERE key = $1)
        AND EXISTS (SELECT FROM answers a WHERE a.forum = p.forum AND a.participant = p.id)
        GROUP BY tier, party, capacity ORDER BY tier, party NULLS FIRST, capacity";
    of_forum(db, key, sql, &[], |row| Ok((one_participant(row)?, unsigned(row.get(3))))).await
}

pub(crate) async fn answers(db: &Client, key: &ForumKey, id: Pseudonym) -> Read<Vec<Answer>> {
    let sql = "SELECT n.name, a.vote, a.revision, a.at FROM answers a JOIN names n ON n.id = a.statement
        WHERE a.forum = (SELECT id FROM forums WHERE key = $1) AND a.participant = $2 ORDER BY n.name";
    of_forum(db, key, sql, &[&pseudonym(id)], |row| {
        let at = Instant::from_millis(row.get(3));
        let (statement, revision) = (StatementKey::new(row.get(0)), small(row.get(2)));
        Ok(Answer { statement, vote: vote(row.get(1))?, revision, at })
    })
    .await
}

/// Puts the answers of a forum where they are wanted, until nobody wants more. One query reads one state of the tables.
pub(crate) async fn ballots(client: &mut Client, key: &ForumKey, to: &mut BallotsSender) -> Read<()> {
    let fail = |error| failed(&error);
    let sql = "SELECT a.participant, n.name, p.tier, p.party, p.capacity, a.vote
        FROM answers a JOIN names n ON n.id = a.statement
        JOIN participants p ON p.forum = a.forum AND p.id = a.participant
        WHERE a.forum = (SELECT id FROM forums WHERE key = $1) ORDER BY a.participant, n.name";
    let db = client.transaction().await.map_err(fail)?;
    let statement = db.prepare_cached(sql).await.map_err(fail)?;
    let portal = db.bind(&statement, &[&key.as_str()]).await.map_err(fail)?;
    loop {
        let rows = db.query_portal(&portal, PART).await.map_err(fail)?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let number = to.number(id(row.get(0))?);
            if let Some(part) = to.add(ballot(row, number)?)
                && !to.send(part).await
            {
                return Ok(());
            }
        }
    }
    db.commit().await.map_err(fail)
}

/// So many rows are asked for at once.
const PART: i32 = 512;

fn id(bytes: &[u8]) -> Read<[u8; 16]> {
    bytes.try_into().map_err(|_| StoreError::Corrupt(format!("not a pseudonym: {} bytes", bytes.len())))
}

fn ballot(row: &Row, participant: u64) -> Read<BallotRow> {
    Ok(BallotRow {
        participant,
        tier: tier(row.get(2))?,
        party: party(row.get(3)),
        capacity: capacity(row.get(4))?,
        statement: StatementKey::new(row.get(1)),
        vote: vote(row.get(5))?,
    })
}

fn one_ticket(row: &Row) -> Read<Ticket> {
    let until: Option<i64> = row.get(5);
    Ok(Ticket {
        hash: digest(row.get(0))?,
        forum: ForumKey::new(row.get(1)),
        label: row.get(2),
        grant: row.get(3),
        left: small(row.get(4)),
        until: until.map(Instant::from_millis),
        revoked: row.get(6),
    })
}

pub(crate) async fn ticket(db: &Client, hash: Digest) -> Read<Option<Ticket>> {
    let sql = "SELECT t.hash, f.key, t.label, t.grants, t.uses_left, t.until, t.revoked
        FROM tickets t JOIN forums f ON f.id = t.forum WHERE t.hash = $1";
    all(db, sql, &[&&hash.as_bytes()[..]], one_ticket).await.map(first)
}

pub(crate) async fn tickets(db: &Client, key: &ForumKey, prefix: &str) -> Read<Vec<Ticket>> {
    let sql = "SELECT t.hash, f.key, t.label, t.grants, t.uses_left, t.until, t.revoked
        FROM tickets t JOIN forums f ON f.id = t.forum
        WHERE f.key = $1 AND t.label >= $2 AND starts_with(t.label, $2) ORDER BY t.label, t.hash";
    of_forum(db, key, sql, &[&prefix], one_ticket).await
}

pub(crate) async fn session(db: &Client, hash: Digest) -> Read<Option<Session>> {
    let sql = "SELECT f.key, s.subject, s.until FROM sessions s JOIN forums f ON f.id = s.forum
        WHERE s.hash = $1";
    all(db, sql, &[&&hash.as_bytes()[..]], |row| {
        let (forum, until) = (ForumKey::new(row.get(0)), Instant::from_millis(row.get(2)));
        Ok(Session { forum, subject: row.get(1), until })
    })
    .await
    .map(first)
}

fn one_document(row: &Row) -> Read<Document> {
    Ok(Document { id: row.get(0), version: unsigned(row.get(1)), body: row.get(2) })
}

pub(crate) async fn document(db: &Client, key: &ForumKey, kind: &str, id: &str) -> Read<Option<Document>> {
    let sql = "SELECT id, version, body FROM documents
        WHERE forum = (SELECT id FROM forums WHERE key = $1) AND kind = $2 AND id = $3";
    of_forum(db, key, sql, &[&kind, &id], one_document).await.map(first)
}

pub(crate) async fn documents(
    db: &Client,
    key: &ForumKey,
    kind: &str,
    after: &str,
    limit: usize,
) -> Read<Vec<Document>> {
    let sql = "SELECT id, version, body FROM documents
        WHERE forum = (SELECT id FROM forums WHERE key = $1) AND kind = $2 AND id > $3 ORDER BY id LIMIT $4";
    of_forum(db, key, sql, &[&kind, &after, &signed(limit as u64)], one_document).await
}

pub(crate) async fn blob(db: &Client, key: &ForumKey, digest: Digest) -> Read<Option<Blob>> {
    let sql = "SELECT media, bytes FROM blobs
        WHERE forum = (SELECT id FROM forums WHERE key = $1) AND digest = $2";
    of_forum(db, key, sql, &[&&digest.as_bytes()[..]], |row| {
        Ok(Blob { media: row.get(0), bytes: row.get(1) })
    })
    .await
    .map(first)
}
