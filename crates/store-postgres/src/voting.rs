//! Votes and serves, many at a time: one query reads what they meet, a fold decides, one insert for each table writes.

use crate::convert::{pseudonym, signed, small, unsigned};
use deadpool_postgres::ClientWrapper;
use std::collections::{BTreeMap, BTreeSet};
use store::{CastVote, Committed, Condition, Receipt, Serve, Standing, StoreError, Write};
use terms::{ForumKey, Instant};
use tokio_postgres::Error;

/// A forum whose row is locked: the next numbers are ours to give.
#[derive(Clone, Debug)]
pub(crate) struct Forum {
    pub(crate) key: ForumKey,
    pub(crate) id: i64,
    pub(crate) acts: u64,
    pub(crate) votes: u64,
}

/// Votes and serves that are written whole or not at all.
pub(crate) struct Part<'a> {
    /// The place of the forum among those that are locked.
    pub(crate) forum: usize,
    pub(crate) writes: &'a [Write],
}

/// Whether a write can be done together with those of others.
pub(crate) fn plain(write: &Write) -> bool {
    matches!(write, Write::Vote(_) | Write::Serve(_))
}

type Who = (i64, [u8; 16]);
type Done = Result<Committed, StoreError>;

/// Writes the parts in their order. One that is refused leaves nothing and does not touch the others.
pub(crate) async fn run(
    db: &ClientWrapper,
    forums: &mut [Forum],
    parts: &[Part<'_>],
) -> Result<Vec<Done>, Error> {
    let ballots = ballots(forums, parts);
    let meets = look(db, &ballots).await?;
    let mut refused = Refused::new();
    for (ballot, meets) in ballots.iter().zip(&meets) {
        if let Some(condition) = meets.refused() {
            refused.entry(ballot.part).or_insert(condition);
        }
    }
    let serves = serves(forums, parts, &refused);
    let names = names(db, &ballots, &meets, &serves, &refused).await?;
    let mut fold = Fold::default();
    let mut done: Vec<Done> = (0..parts.len())
        .map(|part| match refused.get(&part) {
            Some(condition) => Err(StoreError::Refused(*condition)),
            None => Ok(Committed::default()),
        })
        .collect();
    for (ballot, meets) in ballots.iter().zip(&meets) {
        if let Some(Ok(committed)) = done.get_mut(ballot.part) {
            let name = (ballot.id, ballot.vote.statement.as_str());
            let statement = names.get(&name).copied().unwrap_or_default();
            committed.receipts.push(fold.cast(&mut forums[ballot.forum].votes, ballot, meets, statement));
        }
    }
    futures_util::future::try_join3(
        insert_votes(db, &fold.rows),
        insert_answers(db, &fold.answers),
        insert_serves(db, &serves, &names),
    )
    .await?;
    Ok(done)
}

/// One vote of a part.
struct Ballot<'a> {
    part: usize,
    forum: usize,
    id: i64,
    vote: &'a CastVote,
}

fn ballots<'a>(forums: &[Forum], parts: &[Part<'a>]) -> Vec<Ballot<'a>> {
    let mut ballots = Vec::new();
    for (part, Part { forum, writes }) in parts.iter().enumerate() {
        for write in *writes {
            if let Write::Vote(vote) = write {
                ballots.push(Ballot { part, forum: *forum, id: forums[*forum].id, vote });
            }
        }
    }
    ballots
}

/// The parts that are refused, and why.
type Refused = BTreeMap<usize, Condition>;

fn serves<'a>(forums: &[Forum], parts: &[Part<'a>], refused: &Refused) -> Vec<(i64, &'a Serve)> {
    let kept = parts.iter().enumerate().filter(|(part, _)| !refused.contains_key(part));
    kept.flat_map(|(_, part)| part.writes.iter().map(|write| (forums[part.forum].id, write)))
        .filter_map(|(id, write)| match write {
            Write::Serve(serve) => Some((id, serve)),
            _ => None,
        })
        .collect()
}

/// What a vote meets in the tables.
struct Meets {
    known: bool,
    /// Whether they go on under another pseudonym.
    gone: bool,
    /// The receipt of the same request.
    again: Option<Receipt>,
    statement: Option<i64>,
    /// The answer and its revision.
    answer: Option<(i16, u32)>,
}

impl Meets {
    fn refused(&self) -> Option<Condition> {
        if !self.known {
            Some(Condition::ParticipantUnknown)
        } else if self.gone && self.again.is_none() {
            Some(Condition::ParticipantGone)
        } else {
            None
        }
    }
}

async fn look(db: &ClientWrapper, ballots: &[Ballot<'_>]) -> Result<Vec<Meets>, Error> {
    if ballots.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT p.id IS NOT NULL, v.number, v.counted, v.revision, n.id, a.vote, a.revision,
            EXISTS (SELECT FROM gone g WHERE g.forum = b.forum AND g.participant = b.participant)
        FROM unnest($1::BIGINT[], $2::BYTEA[], $3::BYTEA[], $4::TEXT[]) WITH ORDINALITY
            AS b (forum, participant, request, name, place)
        LEFT JOIN participants p ON p.forum = b.forum AND p.id = b.participant
        LEFT JOIN votes v ON v.forum = b.forum AND v.participant = b.participant AND v.request = b.request
        LEFT JOIN names n ON n.forum = b.forum AND n.name = b.name
        LEFT JOIN answers a ON a.forum = b.forum AND a.participant = b.participant AND a.statement = n.id
        ORDER BY b.place";
    let forums: Vec<i64> = ballots.iter().map(|ballot| ballot.id).collect();
    let who: Vec<Vec<u8>> = ballots.iter().map(|ballot| pseudonym(ballot.vote.participant)).collect();
    let requests: Vec<&[u8]> = ballots.iter().map(|ballot| &ballot.vote.request[..]).collect();
    let names: Vec<&str> = ballots.iter().map(|ballot| ballot.vote.statement.as_str()).collect();
    let rows = db.query(&db.prepare_cached(sql).await?, &[&forums, &who, &requests, &names]).await?;
    let meets = rows.iter().map(|row| {
        let number: Option<i64> = row.get(1);
        let again = number.map(|number| Receipt {
            vote: unsigned(number),
            standing: if row.get(2) { Standing::Counted } else { Standing::Stale },
            revision: small(row.get(3)),
        });
        let sign: Option<i16> = row.get(5);
        let answer = sign.map(|sign| (sign, small(row.get(6))));
        Meets { known: row.get(0), gone: row.get(7), again, statement: row.get(4), answer }
    });
    Ok(meets.collect())
}

type Names<'a> = BTreeMap<(i64, &'a str), i64>;

/// The numbers under which votes and serves name statements; names that are new are given one.
async fn names<'a>(
    db: &ClientWrapper,
    ballots: &[Ballot<'a>],
    meets: &[Meets],
    serves: &[(i64, &'a Serve)],
    refused: &Refused,
) -> Result<Names<'a>, Error> {
    let mut names = Names::new();
    let mut lacking: BTreeSet<(i64, &str)> =
        serves.iter().map(|(forum, serve)| (*forum, serve.statement.as_str())).collect();
    for (ballot, meets) in ballots.iter().zip(meets).filter(|(ballot, _)| !refused.contains_key(&ballot.part))
    {
        let name = (ballot.id, ballot.vote.statement.as_str());
        match meets.statement {
            Some(id) => _ = names.insert(name, id),
            None if meets.again.is_none() => _ = lacking.insert(name),
            None => {}
        }
    }
    lacking.retain(|name| !names.contains_key(name));
    let known = "SELECT n.forum, n.name, n.id FROM unnest($1::BIGINT[], $2::TEXT[]) AS l (forum, name)
        JOIN names n ON n.forum = l.forum AND n.name = l.name";
    number(db, known, &mut lacking, &mut names).await?;
    let new = "INSERT INTO names (forum, name)
        SELECT forum, name FROM unnest($1::BIGINT[], $2::TEXT[]) AS l (forum, name)
        RETURNING forum, name, id";
    number(db, new, &mut lacking, &mut names).await?;
    Ok(names)
}

async fn number<'a>(
    db: &ClientWrapper,
    sql: &str,
    lacking: &mut BTreeSet<(i64, &'a str)>,
    names: &mut Names<'a>,
) -> Result<(), Error> {
    if lacking.is_empty() {
        return Ok(());
    }
    let (forums, texts): (Vec<i64>, Vec<&str>) = lacking.iter().copied().unzip();
    let rows = db.query(&db.prepare_cached(sql).await?, &[&forums, &texts]).await?;
    let found: BTreeMap<(i64, &str), i64> =
        rows.iter().map(|row| ((row.get(0), row.get(1)), row.get(2))).collect();
    lacking.retain(|name| match found.get(name) {
        Some(id) => {
            names.insert(*name, *id);
            false
        }
        None => true,
    });
    Ok(())
}

/// The votes of a run, decided one after another as if each had been written before the next was looked at.
#[derive(Default)]
struct Fold<'a> {
    taken: BTreeMap<(Who, [u8; 16]), Receipt>,
    answers: BTreeMap<(Who, i64), Latest>,
    rows: Vec<Row<'a>>,
}

struct Latest {
    sign: i16,
    revision: u32,
    at: Instant,
}

struct Row<'a> {
    forum: i64,
    statement: i64,
    vote: &'a CastVote,
    before: Option<i16>,
    receipt: Receipt,
}

impl<'a> Fold<'a> {
    fn cast(&mut self, last: &mut u64, ballot: &Ballot<'a>, meets: &Meets, statement: i64) -> Receipt {
        let vote = ballot.vote;
        let who = (ballot.id, vote.participant.bytes());
        let request = (who, vote.request);
        if let Some(receipt) = meets.again.or_else(|| self.taken.get(&request).copied()) {
            return receipt;
        }
        let answer = self.answers.get(&(who, statement)).map(|latest| (latest.sign, latest.revision));
        let answer = answer.or(meets.answer);
        let (before, revision) = answer.map_or((None, 0), |(sign, revision)| (Some(sign), revision));
        let counted = vote.seen == revision;
        *last += 1;
        let receipt = Receipt {
            vote: *last,
            standing: if counted { Standing::Counted } else { Standing::Stale },
            revision: if counted { revision.saturating_add(1) } else { revision },
        };
        if counted {
            let latest = Latest { sign: vote.vote.sign().into(), revision: receipt.revision, at: vote.at };
            self.answers.insert((who, statement), latest);
        }
        self.taken.insert(request, receipt);
        let before = before.filter(|_| counted);
        self.rows.push(Row { forum: ballot.id, statement, vote, before, receipt });
        receipt
    }
}

async fn insert_votes(db: &ClientWrapper, rows: &[Row<'_>]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO votes
        (forum, number, participant, statement, vote, before, seen, revision, counted, request, at)
        SELECT * FROM unnest($1::BIGINT[], $2::BIGINT[], $3::BYTEA[], $4::BIGINT[], $5::SMALLINT[],
            $6::SMALLINT[], $7::BIGINT[], $8::BIGINT[], $9::BOOLEAN[], $10::BYTEA[], $11::BIGINT[])";
    let forums: Vec<i64> = rows.iter().map(|row| row.forum).collect();
    let numbers: Vec<i64> = rows.iter().map(|row| signed(row.receipt.vote)).collect();
    let who: Vec<Vec<u8>> = rows.iter().map(|row| pseudonym(row.vote.participant)).collect();
    let statements: Vec<i64> = rows.iter().map(|row| row.statement).collect();
    let signs: Vec<i16> = rows.iter().map(|row| row.vote.vote.sign().into()).collect();
    let befores: Vec<Option<i16>> = rows.iter().map(|row| row.before).collect();
    let seen: Vec<i64> = rows.iter().map(|row| row.vote.seen.into()).collect();
    let revisions: Vec<i64> = rows.iter().map(|row| row.receipt.revision.into()).collect();
    let counted: Vec<bool> = rows.iter().map(|row| row.receipt.standing == Standing::Counted).collect();
    let requests: Vec<&[u8]> = rows.iter().map(|row| &row.vote.request[..]).collect();
    let at: Vec<i64> = rows.iter().map(|row| row.vote.at.millis()).collect();
    let statement = db.prepare_cached(sql).await?;
    db.execute(
        &statement,
        &[
            &forums,
            &numbers,
            &who,
            &statements,
            &signs,
            &befores,
            &seen,
            &revisions,
            &counted,
            &requests,
            &at,
        ],
    )
    .await
    .map(drop)
}

async fn insert_answers(db: &ClientWrapper, answers: &BTreeMap<(Who, i64), Latest>) -> Result<(), Error> {
    if answers.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO answers (forum, participant, statement, vote, revision, at)
        SELECT * FROM unnest($1::BIGINT[], $2::BYTEA[], $3::BIGINT[], $4::SMALLINT[], $5::BIGINT[], $6::BIGINT[])
        ON CONFLICT (forum, participant, statement)
        DO UPDATE SET vote = excluded.vote, revision = excluded.revision, at = excluded.at";
    let forums: Vec<i64> = answers.keys().map(|((forum, _), _)| *forum).collect();
    let who: Vec<&[u8]> = answers.keys().map(|((_, who), _)| &who[..]).collect();
    let statements: Vec<i64> = answers.keys().map(|(_, statement)| *statement).collect();
    let signs: Vec<i16> = answers.values().map(|latest| latest.sign).collect();
    let revisions: Vec<i64> = answers.values().map(|latest| latest.revision.into()).collect();
    let at: Vec<i64> = answers.values().map(|latest| latest.at.millis()).collect();
    let statement = db.prepare_cached(sql).await?;
    db.execute(&statement, &[&forums, &who, &statements, &signs, &revisions, &at]).await.map(drop)
}

async fn insert_serves(db: &ClientWrapper, serves: &[(i64, &Serve)], names: &Names<'_>) -> Result<(), Error> {
    if serves.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO serves (forum, participant, statement, chance, at)
        SELECT * FROM unnest($1::BIGINT[], $2::BYTEA[], $3::BIGINT[], $4::BIGINT[], $5::BIGINT[])";
    let forums: Vec<i64> = serves.iter().map(|(forum, _)| *forum).collect();
    let who: Vec<Vec<u8>> = serves.iter().map(|(_, serve)| pseudonym(serve.participant)).collect();
    let statements: Vec<Option<i64>> =
        serves.iter().map(|(forum, serve)| names.get(&(*forum, serve.statement.as_str())).copied()).collect();
    let chances: Vec<i64> = serves.iter().map(|(_, serve)| serve.chance.into()).collect();
    let at: Vec<i64> = serves.iter().map(|(_, serve)| serve.at.millis()).collect();
    let statement = db.prepare_cached(sql).await?;
    db.execute(&statement, &[&forums, &who, &statements, &chances, &at]).await.map(drop)
}
