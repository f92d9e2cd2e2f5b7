//! What the Polis API answers, saved as JSON: `votes.json`, `comments.json`, `conversation.json`.
//!
//! The live API gives agree as -1; collections of such files often turn it to +1. `votes.json` alone does not tell.
//! `comments.json` does: the server counts `agree_count` and `disagree_count` of each statement as real agreements
//! and disagreements, whatever the sign of the votes beside it. So the sign is the one under which these counts are
//! the counts of the votes. Statements with as many agreements as disagreements say nothing; where no statement
//! speaks, or statements contradict each other, the user is asked.

use crate::{
    BallotError, Ballots, Keep,
    answers::{Answers, Verdict},
    finish::{self, Source as From},
    groups, layout,
    log::Log,
    plain,
    polis::sign::{self, Evidence},
    reading::Reading,
    statements::{Statements, shorten},
    tallier::{Ballot, Trouble},
    values::{self, Mark, NO_TIME},
    world::World,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::Value;
use tables::Place;
use terms::{Lang, Moderation, StatementFacts, StatementKey};

/// The longest such file that is read.
const LIMIT: u64 = 1 << 30;

/// An id, as a number or as text.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Key {
    Number(i64),
    Text(String),
}

impl Key {
    pub(crate) fn text(&self) -> String {
        match self {
            Key::Number(number) => number.to_string(),
            Key::Text(text) => text.clone(),
        }
    }
}

#[derive(Deserialize)]
struct Vote {
    #[serde(alias = "pid")]
    participant_id: Key,
    #[serde(alias = "tid")]
    statement_id: Key,
    vote: Value,
    #[serde(default, alias = "created")]
    modified: Value,
}

#[derive(Deserialize)]
struct Comment {
    #[serde(alias = "tid")]
    statement_id: Key,
    #[serde(default)]
    txt: String,
    #[serde(default)]
    created: Value,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default, alias = "mod")]
    moderated: Value,
    #[serde(default)]
    is_meta: bool,
    #[serde(default)]
    agree_count: Option<u64>,
    #[serde(default)]
    disagree_count: Option<u64>,
}

/// Votes and statements of an API dump, agree as agree.
pub(crate) struct Dump {
    pub(crate) log: Log,
    pub(crate) statements: Statements,
    pub(crate) title: Option<String>,
    /// The number that means agree in `votes.json`.
    pub(crate) agree: i8,
}

/// Reads a dump and counts it.
pub(crate) fn read(reading: &Reading<'_>, member: &str) -> Result<Ballots, BallotError> {
    let dump = dump(reading, member)?;
    let parties = plain::parties(reading)?;
    let participants = reading.table("participants")?;
    let people = plain::people(reading, participants.as_ref(), parties.as_ref(), false)?;
    let world = World::new(people, parties, dump.statements, reading.options)?;
    let counted = dump.log.count(&world, reading.threads())?;
    crate::tallier::refuse(reading, &counted.totals, |trouble| Ok(explain(member, trouble)))?;
    let groups = groups::read(reading, &[participants.as_ref()])?;
    let log = (reading.options.keep == Keep::Events).then_some(&dump.log);
    let from = From { title: dump.title, groups, log, ..From::default() };
    let mut ballots = finish::finish(reading, &world, counted, from)?;
    if let Some(course) = ballots.votes.as_mut().and_then(|votes| votes.course.as_mut()) {
        course.latest_only = true;
    }
    Ok(ballots)
}

/// Reads the files of a dump and settles which number means agree.
pub(crate) fn dump(reading: &Reading<'_>, member: &str) -> Result<Dump, BallotError> {
    let mut log = votes(reading, member)?;
    let comments = match layout::member(reading.source, "comments.json") {
        Some(comments) => parse::<Vec<Comment>>(reading, comments)?,
        None => Vec::new(),
    };
    let told = sign::told(reading.options.agree_sign, None);
    let evidence = evidence(&log, &comments)?;
    let sign = sign::prove(reading, member, told, evidence, "as the counts in comments.json prove")?;
    sign.note(reading);
    if sign.agree == -1 {
        log.flip();
    }
    let mut statements = Statements::default();
    for (comment, row) in comments.iter().zip(1..) {
        match facts(comment, row) {
            Ok((facts, date)) => {
                if !statements.enter(facts, date) {
                    let problem =
                        format!("the statement `{}` stands here twice", comment.statement_id.text());
                    reading.skips.bad(BallotError::at(place("comments.json", row, None), problem))?;
                }
            }
            Err(error) => reading.skips.bad(error)?,
        }
    }
    let title = match layout::member(reading.source, "conversation.json") {
        Some(conversation) => {
            let value: Value = parse(reading, conversation)?;
            value.get("topic").and_then(Value::as_str).filter(|topic| !topic.is_empty()).map(str::to_owned)
        }
        None => None,
    };
    Ok(Dump { log, statements, title, agree: sign.agree })
}

pub(crate) fn parse<T: for<'de> Deserialize<'de>>(
    reading: &Reading<'_>,
    member: &str,
) -> Result<T, BallotError> {
    let bytes = reading.source.bytes(member, LIMIT)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let text = error.to_string();
        let problem = text.split(" at line ").next().unwrap_or(&text).to_owned();
        let mut wrong = BallotError::in_file(member, problem).expected("JSON as the Polis API answers it");
        wrong.line = u64::try_from(error.line()).ok().filter(|&line| line > 0);
        wrong
    })
}

fn place(member: &str, row: u64, column: Option<&str>) -> Place {
    Place { row: Some(row), column: column.map(str::to_owned), ..Place::file(member) }
}

fn votes(reading: &Reading<'_>, member: &str) -> Result<Log, BallotError> {
    let mut log = Log::default();
    for (vote, row) in parse::<Vec<Vote>>(reading, member)?.iter().zip(1..) {
        let (mark, time) = match (mark(&vote.vote), time(&vote.modified)) {
            (Some(mark), Some(time)) => (mark, time),
            (None, _) => {
                let problem = format!("`{}` is no vote", shorten(&vote.vote.to_string()));
                let error = BallotError::at(place(member, row, Some("vote")), problem);
                reading.skips.bad(error.expected("1, 0 or -1"))?;
                continue;
            }
            (_, None) => {
                let problem = format!("`{}` is no time", shorten(&vote.modified.to_string()));
                let error = BallotError::at(place(member, row, Some("modified")), problem);
                reading.skips.bad(error.expected(values::TIME_EXPECTED))?;
                continue;
            }
        };
        let participant = log.participants.intern(&vote.participant_id.text());
        let statement = log.statements.intern(&vote.statement_id.text());
        log.push(participant, Ballot { statement, mark, time });
    }
    Ok(log)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn mark(value: &Value) -> Option<Mark> {
    Mark::of_number(values::integer(&scalar(value)?)?, 1)
}

/// A time as number or text; [`NO_TIME`] where there is none.
fn time(value: &Value) -> Option<i64> {
    match value {
        Value::Null => Some(NO_TIME),
        value => values::time(&scalar(value)?).map(|(time, _)| time),
    }
}

fn facts(comment: &Comment, row: u64) -> Result<(StatementFacts, i64), BallotError> {
    let wrong = |column: &str, value: &Value, expected: &str| {
        let problem = format!("`{}` is not that", shorten(&value.to_string()));
        BallotError::at(place("comments.json", row, Some(column)), problem).expected(expected)
    };
    let date =
        time(&comment.created).ok_or_else(|| wrong("created", &comment.created, values::TIME_EXPECTED))?;
    let moderation = match &comment.moderated {
        Value::Null => Some(Moderation::Accepted),
        value => scalar(value).and_then(|text| values::moderation(&text)),
    };
    let facts = StatementFacts {
        key: StatementKey::new(&comment.statement_id.text()),
        text: comment.txt.clone(),
        topics: Vec::new(),
        lang: comment.lang.as_deref().filter(|tag| !tag.is_empty()).map(Lang::new),
        made: (date != NO_TIME).then(|| values::instant_of(date)),
        moderation: moderation.ok_or_else(|| wrong("moderated", &comment.moderated, "1, 0 or -1"))?,
        is_meta: comment.is_meta,
    };
    Ok((facts, date))
}

/// Holds the counts of `comments.json` against the latest votes, statement by statement.
fn evidence(log: &Log, comments: &[Comment]) -> Result<Evidence, BallotError> {
    let mut counts: FxHashMap<u32, (u64, u64)> = FxHashMap::default();
    let by = log.by_person()?;
    for person in 0..u32::try_from(log.participants.len()).unwrap_or(u32::MAX) {
        let mut told: FxHashMap<u32, Answers> = FxHashMap::default();
        for ballot in log.rows_of(&by, person) {
            told.entry(ballot.statement)
                .and_modify(|answers| answers.add(ballot.mark, ballot.time))
                .or_insert_with(|| Answers::new(ballot.mark, ballot.time));
        }
        for (statement, answers) in told {
            let (plus, minus) = counts.entry(statement).or_default();
            match answers.verdict() {
                Verdict::Counts(mark) | Verdict::Tied(mark) if mark == Mark::AGREE => *plus += 1,
                Verdict::Counts(mark) | Verdict::Tied(mark) if mark == Mark::DISAGREE => *minus += 1,
                _ => {}
            }
        }
    }
    let mut evidence = Evidence::default();
    for comment in comments {
        let Some(told) = comment.agree_count.zip(comment.disagree_count) else { continue };
        let statement = log.statements.find(&comment.statement_id.text());
        let Some(&(plus, minus)) = statement.and_then(|number| counts.get(&number)) else { continue };
        evidence.plus += u64::from(told == (plus, minus) && plus != minus);
        evidence.minus += u64::from(told == (minus, plus) && plus != minus);
    }
    Ok(evidence)
}

fn explain(member: &str, trouble: Trouble<'_>) -> BallotError {
    match trouble {
        Trouble::Foreign(participant) => BallotError::in_file(
            member,
            format!("the participant `{participant}` is not in the parties table"),
        ),
        Trouble::Unordered { participant, statement } => {
            let problem = format!(
                "participant `{participant}` votes on statement `{statement}` differently, not both with a time"
            );
            BallotError::in_file(member, problem).expected("one vote, or a time for each")
        }
    }
}
