//! `plenary evaluate`: does the engine keep its word on these conversations?

use super::reading::on_threads;
use crate::arguments::{Evaluate, Trial};
use crate::progress::Progress;
use crate::terminal::{Failure, note, result, told};
use ballots::{Keep, ParticipantVotes, ReadOptions};
use evaluate::{Conversation, Options, Outcome, Protocol, Table};
use rustc_hash::FxHashMap;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use tally::VoteMatrix;

/// Runs the protocols that were asked for, in their order.
pub(crate) fn run(typed: &Evaluate) -> Result<(), Failure> {
    let conversations = typed.paths.iter().map(|path| read(path, typed.threads));
    let conversations = conversations.collect::<Result<Vec<_>, Failure>>()?;
    let wanted: BTreeSet<Protocol> = match typed.protocol[..] {
        [] => Protocol::ALL.into(),
        _ => typed.protocol.iter().map(|trial| protocol(*trial)).collect(),
    };
    let progress = Progress::begin();
    let step = |name: &str, done: usize, of: usize| progress.step(name, done, of);
    let options = Options {
        repetitions: typed.repetitions as usize,
        splits: typed.splits as usize,
        seed: typed.seed,
        progress: &step,
    };
    let mut outcomes = Vec::new();
    for protocol in wanted {
        outcomes.push(on_threads(typed.threads, || evaluate::evaluate(protocol, &conversations, &options))?);
    }
    progress.end();
    if typed.json { written(typed, &conversations, &outcomes) } else { shown(&outcomes) }
}

fn protocol(trial: Trial) -> Protocol {
    match trial {
        Trial::Heldout => Protocol::Heldout,
        Trial::Calibration => Protocol::Calibration,
        Trial::Groups => Protocol::Groups,
        Trial::Routing => Protocol::Routing,
        Trial::Infiltration => Protocol::Infiltration,
        Trial::Stability => Protocol::Stability,
    }
}

fn written(typed: &Evaluate, conversations: &[Conversation], outcomes: &[Outcome]) -> Result<(), Failure> {
    let named = |one: &Conversation| json!({ "name": one.name, "people": one.votes.people(), "statements": one.votes.statements(), "votes": one.votes.votes() });
    let all = json!({
        "schema": "plenary.evaluation/1",
        "seed": typed.seed,
        "repetitions": typed.repetitions,
        "splits": typed.splits,
        "conversations": conversations.iter().map(named).collect::<Vec<_>>(),
        "outcomes": outcomes,
    });
    let text = serde_json::to_string_pretty(&all).map_err(|error| Failure::Machine(error.to_string()))?;
    result(&(text + "\n"))
}

fn shown(outcomes: &[Outcome]) -> Result<(), Failure> {
    let tables: Vec<String> =
        outcomes.iter().flat_map(Outcome::tables).map(|table| laid_out(&table)).collect();
    result(&tables.join("\n"))
}

/// A table with columns as wide as they must be.
fn laid_out(table: &Table) -> String {
    let all = || std::iter::once(&table.heads).chain(&table.rows);
    let count = |text: &String| text.chars().count();
    let width = |at: usize| all().filter_map(|row| row.get(at)).map(count).max().unwrap_or(0);
    let mut text = format!("{}\n", table.title);
    for row in all() {
        let cells = row.iter().enumerate().map(|(at, cell)| format!("{cell:<width$}", width = width(at)));
        text += &format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    for remark in &table.notes {
        text += &format!("  {remark}\n");
    }
    text
}

/// The votes on statements that findings are taken of.
fn read(path: &Path, threads: usize) -> Result<Conversation, Failure> {
    let options = ReadOptions { keep: Keep::Events, threads, ..ReadOptions::default() };
    let read = ballots::read(path, &options).map_err(|error| Failure::Input(told(&error)))?;
    read.notes.iter().for_each(|remark| note(&format!("{}: {}", path.display(), remark.text)));
    let votes = read.votes.ok_or_else(|| Failure::Machine("the votes were not kept".to_owned()))?;
    let left_out: Vec<bool> = votes.statements.iter().map(|column| column.exclusion.is_some()).collect();
    let matrix = votes.matrix.without(|_, answer| left_out[answer.statement()]);
    let name = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = name.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let groups = match votes.groups().is_empty() {
        true => Vec::new(),
        false => (0..matrix.people()).map(|row| votes.group(row)).collect(),
    };
    let times = times(&votes, &matrix);
    Ok(Conversation { name, votes: matrix, groups, times })
}

/// When each answer of the matrix was given last; nothing where one of them has no time.
fn times(votes: &ParticipantVotes, matrix: &VoteMatrix) -> Vec<i64> {
    let Some(course) = &votes.course else { return Vec::new() };
    let mut last: FxHashMap<(usize, usize), i64> = FxHashMap::default();
    for event in &course.events {
        let Some(time) = event.time() else { return Vec::new() };
        last.insert((event.participant(), event.statement()), time.millis());
    }
    let cell = |(row, answers): (usize, &[tally::Answer])| {
        answers.iter().map(|answer| last.get(&(row, answer.statement())).copied()).collect::<Vec<_>>()
    };
    matrix.rows().enumerate().flat_map(cell).collect::<Option<Vec<i64>>>().unwrap_or_default()
}
