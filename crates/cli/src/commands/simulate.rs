//! `plenary simulate`: a plain package of votes of invented participants, marked as simulated.

use crate::arguments::{Form, Simulate};
use crate::progress::Progress;
use crate::terminal::{Failure, note, told, write_file};
use serde_json::{Value, json};
use simulate::{Plan, Simulation};
use std::ops::Range;
use std::path::Path;
use tables::TableError;
use tables::write::{Cell, Cells, ColumnType, TableWriter};

/// Rows are handed to the writer in batches of about so many.
const BATCH: u64 = 1 << 20;

/// Plans, draws, writes.
pub(crate) fn run(typed: &Simulate) -> Result<(), Failure> {
    let ending = match typed.form {
        Form::Csv => "csv",
        Form::Parquet => "parquet",
        Form::Polis => {
            return Err(Failure::Input(
                "simulate writes csv or parquet; convert makes Polis-style CSV of it".to_owned(),
            ));
        }
    };
    let simulation = Simulation {
        parties: typed.parties,
        participants: typed.participants,
        statements: typed.statements,
        votes_per_participant: typed.answers.min(typed.statements),
    };
    let plan = simulation.plan(typed.seed).map_err(|error| Failure::Input(told(&error)))?;
    empty_folder(&typed.output)?;
    let file = |stem: &str| typed.output.join(format!("{stem}.{ending}"));
    let progress = Progress::begin();
    let written = participants(&file("participants"), &plan)
        .and_then(|()| parties(&typed.output.join("parties.csv"), &plan))
        .and_then(|()| statements(&typed.output.join("statements.csv"), &plan))
        .and_then(|()| votes(&file("votes"), &plan, typed.seed, &progress));
    progress.end();
    let rows = written.map_err(|error| Failure::Machine(told(&error)))?;
    write_file(&typed.output.join("datapackage.json"), descriptor(typed.seed, ending).as_bytes())?;
    note(&format!("{}. Wrote {rows} votes to {}.", simulate::mark(typed.seed), typed.output.display()));
    Ok(())
}

/// The Frictionless descriptor, with the mark that the package cannot lose.
fn descriptor(seed: u64, ending: &str) -> String {
    let resource = |stem: &str, ending: &str, fields: &[&str]| {
        let fields: Vec<Value> = fields
            .iter()
            .map(|&name| json!({ "name": name, "type": if name == "vote" { "integer" } else { "string" } }))
            .collect();
        json!({ "name": stem, "path": format!("{stem}.{ending}"), "format": ending, "schema": { "fields": fields } })
    };
    let package = json!({
        "name": format!("simulated-votes-{seed}"),
        "title": format!("Simulated votes, seed {seed}"),
        "simulation": { "seed": seed, "notice": simulate::mark(seed) },
        "resources": [
            resource("votes", ending, &["participant", "statement", "vote"]),
            resource("participants", ending, &["participant", "party"]),
            resource("parties", "csv", &["party", "name"]),
            resource("statements", "csv", &["statement", "text"]),
        ],
    });
    format!("{package:#}\n")
}

fn empty_folder(path: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::Machine(format!("{}: {error}", path.display()));
    std::fs::create_dir_all(path).map_err(failed)?;
    match std::fs::read_dir(path).map_err(failed)?.next() {
        None => Ok(()),
        Some(_) => Err(Failure::Input(format!("{}: is not empty; name a new folder", path.display()))),
    }
}

/// A pseudonym whose byte order is the order of the participants.
fn pseudonym(participant: u64, plan: &Plan) -> String {
    let width = plan.participants().to_string().len();
    format!("p{participant:0width$}")
}

fn participants(path: &Path, plan: &Plan) -> Result<(), TableError> {
    let mut table =
        TableWriter::create(path, &[("participant", ColumnType::Text), ("party", ColumnType::Text)])?;
    let parties: Vec<&str> = plan.parties().iter().map(|party| party.key.as_str()).collect();
    for range in ranges(plan, 1) {
        let names: Vec<String> = range.clone().map(|participant| pseudonym(participant, plan)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let codes: Vec<u32> =
            range.filter_map(|p| plan.party_of(p)).filter_map(|p| u32::try_from(p).ok()).collect();
        table.write_columns(&[Cells::Text(&names), Cells::Coded { codes: &codes, values: &parties }])?;
    }
    table.finish().map(drop)
}

fn parties(path: &Path, plan: &Plan) -> Result<(), TableError> {
    let mut table = TableWriter::create(path, &[("party", ColumnType::Text), ("name", ColumnType::Text)])?;
    for (number, party) in plan.parties().iter().enumerate() {
        let name = format!("Simulated party {}", number + 1);
        table.write_row(&[Cell::Text(party.key.as_str()), Cell::Text(&name)])?;
    }
    table.finish().map(drop)
}

fn statements(path: &Path, plan: &Plan) -> Result<(), TableError> {
    let mut table =
        TableWriter::create(path, &[("statement", ColumnType::Text), ("text", ColumnType::Text)])?;
    for key in plan.statements() {
        let text = format!("Simulated statement {key}");
        table.write_row(&[Cell::Text(key.as_str()), Cell::Text(&text)])?;
    }
    table.finish().map(drop)
}

fn votes(path: &Path, plan: &Plan, seed: u64, progress: &Progress) -> Result<u64, TableError> {
    let columns =
        [("participant", ColumnType::Text), ("statement", ColumnType::Text), ("vote", ColumnType::Int)];
    let mut table = TableWriter::create(path, &columns)?;
    let statements: Vec<&str> = plan.statements().iter().map(|key| key.as_str()).collect();
    let mut done = 0;
    for range in ranges(plan, statements.len() as u64 / 8 + 1) {
        let names: Vec<String> = range.clone().map(|participant| pseudonym(participant, plan)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (mut who, mut what, mut how) = (Vec::new(), Vec::new(), Vec::new());
        for (participant, statement, vote) in simulate::rows(plan, seed, range.clone()) {
            who.push(u32::try_from(participant - range.start).unwrap_or(u32::MAX));
            what.push(statement);
            how.push(i64::from(vote.sign()));
        }
        done += how.len() as u64;
        let coded = |codes, values| Cells::Coded { codes, values };
        table.write_columns(&[coded(&who, &names), coded(&what, &statements), Cells::Int(&how)])?;
        progress.rows(done);
    }
    table.finish()
}

/// All participants in ranges that make about [`BATCH`] rows at `rows` rows each.
fn ranges(plan: &Plan, rows: u64) -> impl Iterator<Item = Range<u64>> {
    let (all, step) = (plan.participants(), (BATCH / rows.max(1)).max(1));
    (0..all.div_ceil(step)).map(move |n| n * step..((n + 1) * step).min(all))
}
