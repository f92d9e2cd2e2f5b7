//! `plenary predict`: how probably would these participants agree to these statements?

use super::reading::{filters, on_threads};
use crate::arguments::Predict;
use crate::progress::Progress;
use crate::terminal::{Failure, note, result, told};
use ballots::{Cell, Keep, ParticipantVotes, ReadOptions};
use opinion::model::{FitSettings, Model};
use std::collections::BTreeMap;
use std::fmt::Write;
use tally::VoteMatrix;

/// Fits the votes without the cells, and says what the model expects in them.
pub(crate) fn run(typed: &Predict) -> Result<(), Failure> {
    let cells = ballots::cells(&typed.cells).map_err(|error| Failure::Input(told(&error)))?;
    let progress = Progress::begin();
    let rows = |done| progress.rows(done);
    let options = ReadOptions {
        agree_sign: typed.reading.agree,
        strict: typed.reading.strict,
        lenient: typed.reading.lenient,
        threads: typed.reading.threads,
        filters: filters(&typed.reading)?,
        progress: Some(&rows),
        keep: Keep::Votes,
        ..ReadOptions::default()
    };
    let read = ballots::read(&typed.reading.path, &options);
    progress.end();
    let read = read.map_err(|error| Failure::Input(told(&error)))?;
    read.notes.iter().for_each(|remark| note(&remark.text));
    let votes = read.votes.ok_or_else(|| Failure::Machine("the votes were not kept".to_owned()))?;
    let written = on_threads(typed.reading.threads, || predictions(&votes, &cells))?;
    result(&written)
}

/// The table of predictions, in the order of the cells.
///
/// Statements that moderation left out of findings are told of, too: votes on them are votes.
fn predictions(votes: &ParticipantVotes, cells: &[Cell]) -> String {
    let matrix = votes.without_cells(cells).matrix;
    let model = Model::fit(&matrix, &FitSettings::default());
    let columns = matrix.by_statement();
    let mut people: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut statements: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut bare = 0u64;
    let mut out = String::from("participant,statement,p_agree\n");
    for cell in cells {
        let person = *people.entry(&cell.participant).or_insert_with(|| votes.find(&cell.participant));
        let statement =
            *statements.entry(&cell.statement).or_insert_with(|| votes.find_statement(&cell.statement));
        let row = person.map_or(&[][..], |person| matrix.row(person));
        let asked = statement.filter(|&statement| !columns.row(statement).is_empty());
        bare += u64::from(row.is_empty() || asked.is_none());
        let p = probability(&model, &matrix, row, asked);
        // Fields are written as they were read; commas and quotes need quoting.
        let _ = writeln!(out, "{},{},{p:.6}", field(&cell.participant), field(&cell.statement));
    }
    if bare > 0 {
        note(&format!(
            "{bare} of {} cells are of a participant or statement without any other vote; they have the prior answer of the model.",
            cells.len()
        ));
    }
    out
}

fn probability(model: &Model, matrix: &VoteMatrix, row: &[tally::Answer], statement: Option<usize>) -> f64 {
    match statement {
        Some(statement) => model.predict(row, [statement]).first().copied().unwrap_or(0.5),
        // Any statement: what is expected of all that were answered.
        None if matrix.statements() == 0 => 0.5,
        None => {
            let all = model.predict(row, 0..matrix.statements());
            all.iter().sum::<f64>() / all.len() as f64
        }
    }
}

fn field(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\"")).into();
    }
    text.into()
}
