//! Everything that is read.

use crate::convert::{capacity, digest, failed, party, signed, tier, unsigned, vote};
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};
use std::ops::Range;
use store::{
    Answer, BallotRow, BallotsSender, Blob, Document, ForumRow, Participant, Session, Standing, StoreError,
    Ticket, VoteRow,
};
use terms::{Digest, ForumKey, Instant, Pseudonym, StatementKey};

type Read<T> = Result<T, StoreError>;

pub(crate) fn all<T>(
    db: &Connection,
    sql: &str,
    values: impl Params,
    mut of: impl FnMut(&Row<'_>) -> rusqlite::Result<Read<T>>,
) -> Read<Vec<T>> {
    let mut statement = db.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query(values).map_err(failed)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        out.push(of(row).map_err(failed)??);
    }
    Ok(out)
}

fn first<T>(
    db: &Connection,
    sql: &str,
    values: impl Params,
    of: impl FnMut(&Row<'_>) -> rusqlite::Result<Read<T>>,
) -> Read<Option<T>> {
    Ok(all(db, sql, values, of)?.into_iter().next())
}

/// The number of a forum in this file.
pub(crate) fn forum(db: &Connection, key: &ForumKey) -> Read<i64> {
    let mut found = db.prepare_cached("SELECT id FROM forums WHERE key = ?1").map_err(failed)?;
    let id = found.query_row([key.as_str()], |row| row.get(0)).optional().map_err(failed)?;
    id.ok_or_else(|| StoreError::NoForum(key.to_string()))
}

pub(crate) fn forums(db: &Connection) -> Read<Vec<ForumRow>> {
    let sql = "SELECT key, header, (SELECT count(*) FROM acts WHERE forum = id) FROM forums ORDER BY id";
    all(db, sql, [], |row| {
        let key = ForumKey::new(&row.get::<_, String>(0)?);
        Ok(Ok(ForumRow { key, header: row.get(1)?, acts: unsigned(row.get(2)?) }))
    })
}

/// How many acts a forum has: they are numbered from 0 without gaps.
pub(crate) fn act_count(db: &Connection, forum: i64) -> Read<u64> {
    let sql = "SELECT coalesce(max(seq) + 1, 0) FROM acts WHERE forum = ?1";
    let mut found = db.prepare_cached(sql).map_err(failed)?;
    found.query_row([forum], |row| row.get(0)).map(unsigned).map_err(failed)
}

/// The number of the last vote: they are numbered from 1 without gaps.
pub(crate) fn last_vote(db: &Connection, forum: i64) -> Read<u64> {
    let sql = "SELECT coalesce(max(number), 0) FROM votes WHERE forum = ?1";
    let mut found = db.prepare_cached(sql).map_err(failed)?;
    found.query_row([forum], |row| row.get(0)).map(unsigned).map_err(failed)
}

pub(crate) fn acts(db: &Connection, key: &ForumKey, range: &Range<u64>) -> Read<Vec<Vec<u8>>> {
    let sql = "SELECT line FROM acts WHERE forum = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq";
    let values = params![forum(db, key)?, signed(range.start), signed(range.end)];
    all(db, sql, values, |row| Ok(Ok(row.get(0)?)))
}

pub(crate) fn votes(db: &Connection, key: &ForumKey, after: u64, limit: usize) -> Read<Vec<VoteRow>> {
    let sql = "SELECT v.number, n.name, p.tier, p.party, p.capacity, v.before, v.vote, v.counted, v.at,
            v.withdrawn
        FROM votes v JOIN names n ON n.id = v.statement
        JOIN participants p ON p.forum = v.forum AND p.id = v.participant
        WHERE v.forum = ?1 AND v.number > ?2 ORDER BY v.number LIMIT ?3";
    let values = params![forum(db, key)?, signed(after), signed(limit as u64)];
    all(db, sql, values, vote_row)
}

fn vote_row(row: &Row<'_>) -> rusqlite::Result<Read<VoteRow>> {
    let before: Option<i64> = row.get(5)?;
    let (counted, withdrawn): (bool, bool) = (row.get(7)?, row.get(9)?);
    let (number, statement, at) = (row.get(0)?, row.get::<_, String>(1)?, row.get(8)?);
    let (tier_name, role, sign): (String, String, i64) = (row.get(2)?, row.get(4)?, row.get(6)?);
    let party_name = row.get(3)?;
    Ok((|| {
        Ok(VoteRow {
            number: unsigned(number),
            statement: StatementKey::new(&statement),
            tier: tier(&tier_name)?,
            party: party(party_name),
            capacity: capacity(&role)?,
            before: before.map(vote).transpose()?,
            vote: if withdrawn { None } else { Some(vote(sign)?) },
            standing: if counted { Standing::Counted } else { Standing::Stale },
            at: Instant::from_millis(at),
        })
    })())
}

pub(crate) fn participant(db: &Connection, key: &ForumKey, id: Pseudonym) -> Read<Option<Participant>> {
    let sql = "SELECT tier, party, capacity FROM participants WHERE forum = ?1 AND id = ?2";
    first(db, sql, params![forum(db, key)?, id.bytes()], one_participant)
}

fn one_participant(row: &Row<'_>) -> rusqlite::Result<Read<Participant>> {
    let (tier_name, party_name, role): (String, Option<String>, String) =
        (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(
        (|| {
            Ok(Participant { tier: tier(&tier_name)?, party: party(party_name), capacity: capacity(&role)? })
        })(),
    )
}

pub(crate) fn participants(db: &Connection, key: &ForumKey) -> Read<Vec<(Participant, u64)>> {
    let sql = "SELECT tier, party, capacity, count(*) FROM participants p WHERE forum = ?1
        AND EXISTS (SELECT 1 FROM answers a WHERE a.forum = p.forum AND a.participant = p.id)
        GROUP BY tier, party, capacity ORDER BY tier, party, capacity";
    all(db, sql, [forum(db, key)?], |row| {
        let count = unsigned(row.get(3)?);
        Ok(one_participant(row)?.map(|participant| (participant, count)))
    })
}

pub(crate) fn answers(db: &Connection, key: &ForumKey, id: Pseudonym) -> Read<Vec<Answer>> {
    let sql = "SELECT n.name, a.vote, a.revision, a.at FROM answers a JOIN names n ON n.id = a.statement
        WHERE a.forum = ?1 AND a.participant = ?2 ORDER BY n.name";
    all(db, sql, params![forum(db, key)?, id.bytes()], |row| {
        let (name, sign, revision, at): (String, i64, u32, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let at = Instant::from_millis(at);
        Ok(vote(sign).map(|vote| Answer { statement: StatementKey::new(&name), vote, revision, at }))
    })
}

/// Puts the answers of a forum where they are wanted, until nobody wants more. One query reads one state of the file.
pub(crate) fn ballots(db: &Connection, forum: i64, to: &mut BallotsSender) -> Read<()> {
    let sql = "SELECT a.participant, n.name, p.tier, p.party, p.capacity, a.vote
        FROM answers a JOIN names n ON n.id = a.statement
        JOIN participants p ON p.forum = a.forum AND p.id = a.participant
        WHERE a.forum = ?1 ORDER BY a.participant, n.name";
    let mut statement = db.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query([forum]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let number = to.number(row.get(0).map_err(failed)?);
        let row = ballot(row, number).map_err(failed)??;
        if let Some(part) = to.add(row)
            && !to.blocking_send(part)
        {
            break;
        }
    }
    Ok(())
}

fn ballot(row: &Row<'_>, participant: u64) -> rusqlite::Result<Read<BallotRow>> {
    let (name, tier_name, role): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
    let (party_name, sign) = (row.get(3)?, row.get(5)?);
    Ok((|| {
        Ok(BallotRow {
            participant,
            tier: tier(&tier_name)?,
            party: party(party_name),
            capacity: capacity(&role)?,
            statement: StatementKey::new(&name),
            vote: vote(sign)?,
        })
    })())
}

const TICKET: &str = "SELECT t.hash, f.key, t.label, t.grants, t.left, t.until, t.revoked
    FROM tickets t JOIN forums f ON f.id = t.forum";

fn one_ticket(row: &Row<'_>) -> rusqlite::Result<Read<Ticket>> {
    let hash: Vec<u8> = row.get(0)?;
    let (label, grant) = (row.get(2)?, row.get(3)?);
    let forum = ForumKey::new(&row.get::<_, String>(1)?);
    let (left, until, revoked) = (row.get(4)?, row.get::<_, Option<i64>>(5)?, row.get(6)?);
    Ok(digest(&hash).map(|hash| {
        let until = until.map(Instant::from_millis);
        Ticket { hash, forum, label, grant, left, until, revoked }
    }))
}

pub(crate) fn ticket(db: &Connection, hash: Digest) -> Read<Option<Ticket>> {
    first(db, &format!("{TICKET} WHERE t.hash = ?1"), [hash.as_bytes()], one_ticket)
}

pub(crate) fn tickets(db: &Connection, key: &ForumKey, prefix: &str) -> Read<Vec<Ticket>> {
    let id = forum(db, key)?;
    // Bounds rather than a pattern: the index finds them, and no character is a wildcard.
    match after_all(prefix) {
        Some(end) => {
            let sql = format!(
                "{TICKET} WHERE t.forum = ?1 AND t.label >= ?2 AND t.label < ?3 ORDER BY t.label, t.hash"
            );
            all(db, &sql, params![id, prefix, end], one_ticket)
        }
        None => {
            let sql = format!("{TICKET} WHERE t.forum = ?1 AND t.label >= ?2 ORDER BY t.label, t.hash");
            all(db, &sql, params![id, prefix], one_ticket)
        }
    }
}

/// The first text after all that begin with `prefix`; UTF-8 sorts as its characters do. `None`: there is none.
fn after_all(prefix: &str) -> Option<String> {
    let mut rest = prefix.chars();
    while let Some(last) = rest.next_back() {
        // The range knows which numbers are no characters.
        if let Some(next) = (last..=char::MAX).nth(1) {
            return Some(format!("{}{next}", rest.as_str()));
        }
    }
    None
}

pub(crate) fn session(db: &Connection, hash: Digest) -> Read<Option<Session>> {
    let sql =
        "SELECT f.key, s.subject, s.until FROM sessions s JOIN forums f ON f.id = s.forum WHERE s.hash = ?1";
    first(db, sql, [hash.as_bytes()], |row| {
        let forum = ForumKey::new(&row.get::<_, String>(0)?);
        Ok(Ok(Session { forum, subject: row.get(1)?, until: Instant::from_millis(row.get(2)?) }))
    })
}

fn one_document(row: &Row<'_>) -> rusqlite::Result<Read<Document>> {
    Ok(Ok(Document { id: row.get(0)?, version: unsigned(row.get(1)?), body: row.get(2)? }))
}

pub(crate) fn document(db: &Connection, key: &ForumKey, kind: &str, id: &str) -> Read<Option<Document>> {
    let sql = "SELECT id, version, body FROM documents WHERE forum = ?1 AND kind = ?2 AND id = ?3";
    first(db, sql, params![forum(db, key)?, kind, id], one_document)
}

const DOCUMENTS: &str =
    "SELECT id, version, body FROM documents WHERE forum = ?1 AND kind = ?2 AND id > ?3 ORDER BY id LIMIT ?4";

pub(crate) fn documents(
    db: &Connection,
    key: &ForumKey,
    kind: &str,
    after: &str,
    limit: usize,
) -> Read<Vec<Document>> {
    all(db, DOCUMENTS, params![forum(db, key)?, kind, after, signed(limit as u64)], one_document)
}

pub(crate) fn blob(db: &Connection, key: &ForumKey, digest: Digest) -> Read<Option<Blob>> {
    let sql = "SELECT media, bytes FROM blobs WHERE forum = ?1 AND digest = ?2";
    first(db, sql, params![forum(db, key)?, digest.as_bytes()], |row| {
        Ok(Ok(Blob { media: row.get(0)?, bytes: row.get(1)? }))
    })
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENTS, after_all};
    use rusqlite::Connection;

    #[test]
    fn documents_of_a_kind_are_found_without_looking_at_others_and_without_sorting() {
        let db = Connection::open_in_memory().expect("SQLite");
        for step in [include_str!("../migrations/0001.sql"), include_str!("../migrations/0002.sql")] {
            db.execute_batch(step).expect("the tables");
        }
        let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN {DOCUMENTS}")).expect("a plan");
        let steps = plan.query_map((1, "letter", "", 9), |row| row.get(3)).expect("its steps");
        let steps: Vec<String> = steps.map(|step| step.expect("a step")).collect();
        assert_eq!(steps, ["SEARCH documents USING PRIMARY KEY (forum=? AND kind=? AND id>?)"]);
    }

    #[test]
    fn what_comes_after_a_prefix_comes_after_all_that_begin_with_it() {
        assert_eq!(after_all("a"), Some("b".to_owned()));
        assert_eq!(after_all("code/"), Some("code0".to_owned()));
        assert_eq!(after_all("x\u{d7ff}"), Some("x\u{e000}".to_owned()));
        assert_eq!(after_all("a\u{10ffff}"), Some("b".to_owned()));
        assert_eq!(after_all("\u{10ffff}"), None);
        assert_eq!(after_all(""), None);
    }
}
