//! Writing a folder as Polis exports it.
//!
//! What such files cannot carry (parties, weights, languages, topics) stands in the tables of a plain package beside
//! them, which a Polis export may have here, so that nothing is lost.

use crate::{
    BallotError,
    answers::{Answers, Verdict},
    convert::{ConvertSummary, folder::Folder, grid::Grid, package::Package, plain_out},
    descriptor,
    intern::Interner,
    log::Log,
    polis::matrix::ABOUT,
    reading::Reading,
    values::{self, Mark, NO_TIME},
};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};
use tables::write::{Cell, ColumnType, TableWriter};
use terms::key::natural_order;

/// Columns of participants and statements that Polis' own files carry.
const IN_MATRIX: [&str; 4] = ["participant", "xid", "group-id", "n-comments"];
const IN_COMMENTS: [&str; 8] =
    ["statement", "text", "date", "datetime", "author-id", "agrees", "disagrees", "moderated"];

/// Writes the four files of an export and what they cannot carry.
pub(crate) fn write(
    reading: &Reading<'_>,
    package: &Package<'_>,
    folder: &Folder,
) -> Result<ConvertSummary, BallotError> {
    let log = package.log(reading)?;
    if let Some(key) = log.statements.iter().find(|key| ABOUT.contains(key)) {
        let problem =
            format!("the statement `{key}` has the name of a column that Polis writes about participants");
        return Err(BallotError::new(problem).advice("Write a plain package instead."));
    }
    let mut summary = ConvertSummary { events: log.rows.len() as u64, ..ConvertSummary::default() };
    // Without times and further columns the matrix tells all there is to tell.
    if log.has_times || package.extras.iter().any(|name| name != "datetime") {
        events(reading, package, &log, &folder.file("votes.csv"))?;
        summary.files.push("votes.csv".to_owned());
    }
    let people = keys(&log.participants, package.participants.as_ref(), "participant");
    let statements = keys(&log.statements, package.statements.as_ref(), "statement");
    matrix(package, &log, &people, &statements, &folder.file("participants-votes.csv"))?;
    comments(package, &log, &statements, &folder.file("comments.csv"))?;
    overview(package, &log, &statements, &folder.file("summary.csv"))?;
    for name in ["participants-votes.csv", "comments.csv", "summary.csv"] {
        summary.files.push(name.to_owned());
    }
    let resources = beside(package, folder, &mut summary)?;
    descriptor::write(&folder.file(descriptor::NAME), &package.about, &resources)?;
    summary.files.push(descriptor::NAME.to_owned());
    summary.participants = log.participants.len() as u64;
    summary.statements = log.statements.len() as u64;
    Ok(summary)
}

/// All keys of votes and of a table, in natural order.
fn keys(voted: &Interner, table: Option<&Grid>, column: &str) -> Vec<String> {
    let mut all = voted.clone();
    if let Some((grid, column)) = table.and_then(|grid| Some((grid, grid.column(column)?))) {
        (0..grid.rows()).for_each(|row| {
            all.intern(grid.cell(row, column));
        });
    }
    let mut keys: Vec<String> = all.iter().map(str::to_owned).collect();
    keys.sort_by(|a, b| natural_order(a, b));
    keys
}

/// Milliseconds, as Polis has them, unless a time is finer.
fn time_scale(log: &Log) -> i64 {
    let is_fine = log.rows.iter().any(|row| row.ballot().time != NO_TIME && row.ballot().time % 1000 != 0);
    if is_fine { 1 } else { 1000 }
}

fn events(reading: &Reading<'_>, package: &Package<'_>, log: &Log, path: &Path) -> Result<(), BallotError> {
    let scale = time_scale(log);
    let datetime = package.extras.iter().position(|name| name == "datetime");
    let more: Vec<usize> = (0..package.extras.len()).filter(|&extra| Some(extra) != datetime).collect();
    let mut columns = vec![
        ("timestamp", ColumnType::Int),
        ("datetime", ColumnType::Text),
        ("comment-id", ColumnType::Text),
        ("voter-id", ColumnType::Text),
        ("vote", ColumnType::Int),
    ];
    columns.extend(more.iter().map(|&extra| (package.extras[extra].as_str(), ColumnType::Text)));
    let mut writer = TableWriter::create(path, &columns)?;
    package.each_vote(reading, |row| {
        let time = values::time(row.time).map(|(micros, _)| micros);
        let written = time.map(values::written).unwrap_or_default();
        let mut cells = vec![
            time.map_or(Cell::Empty, |micros| Cell::Int(micros / scale)),
            Cell::Text(datetime.map_or(&written, |extra| row.extras[extra])),
            Cell::Text(row.statement),
            Cell::Text(row.participant),
            Cell::Int(row.mark.number()),
        ];
        cells.extend(more.iter().map(|&extra| Cell::Text(row.extras[extra])));
        Ok(writer.write_row(&cells)?)
    })?;
    writer.finish()?;
    Ok(())
}

fn matrix(
    package: &Package<'_>,
    log: &Log,
    people: &[String],
    statements: &[String],
    path: &Path,
) -> Result<(), BallotError> {
    let by = log.by_person()?;
    let about = package.participants.as_ref();
    let has = |name: &str| about.and_then(|grid| grid.column(name));
    let index = about.and_then(|grid| Some(grid.index(grid.column("participant")?)));
    let mut headers = vec!["participant"];
    headers.extend(has("xid").map(|_| "xid"));
    headers.extend(["group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]);
    let about_width = headers.len();
    let columns: Vec<(&str, ColumnType)> = headers
        .into_iter()
        .chain(statements.iter().map(String::as_str))
        .map(|name| (name, ColumnType::Text))
        .collect();
    let numbers: BTreeMap<&str, usize> =
        statements.iter().map(String::as_str).enumerate().map(|(n, key)| (key, n)).collect();
    let mut writer = TableWriter::create(path, &columns)?;
    for key in people {
        let latest =
            log.participants.find(key).map(|person| latest(log, &by, person, &numbers)).unwrap_or_default();
        let count = |wanted: Mark| latest.values().filter(|&&mark| mark == wanted).count().to_string();
        let row = index.as_ref().and_then(|index| index.row(key));
        let cell = |name: &str| {
            let found = about.and_then(|grid| Some(grid.cell(row?, grid.column(name)?)));
            found.unwrap_or_default().to_owned()
        };
        let mut cells = vec![key.clone()];
        cells.extend(has("xid").map(|_| cell("xid")));
        cells.extend([cell("group-id"), cell("n-comments"), latest.len().to_string()]);
        cells.extend([count(Mark::AGREE), count(Mark::DISAGREE)]);
        cells.resize(about_width + statements.len(), String::new());
        for (statement, mark) in latest {
            cells[about_width + statement] = mark.number().to_string();
        }
        let row: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::Text(cell)).collect();
        writer.write_row(&row)?;
    }
    writer.finish()?;
    Ok(())
}

/// The answers of one person that count, by position of the statement.
fn latest(
    log: &Log,
    by: &crate::log::ByPerson,
    person: u32,
    numbers: &BTreeMap<&str, usize>,
) -> BTreeMap<usize, Mark> {
    let mut told: BTreeMap<usize, Answers> = BTreeMap::new();
    for ballot in log.rows_of(by, person) {
        let number = numbers[log.statements.get(ballot.statement)];
        told.entry(number)
            .and_modify(|answers| answers.add(ballot.mark, ballot.time))
            .or_insert_with(|| Answers::new(ballot.mark, ballot.time));
    }
    let counted = told.into_iter().filter_map(|(number, answers)| match answers.verdict() {
        Verdict::Counts(mark) | Verdict::Tied(mark) => Some((number, mark)),
        Verdict::Unordered => None,
    });
    counted.collect()
}

fn comments(package: &Package<'_>, log: &Log, statements: &[String], path: &Path) -> Result<(), BallotError> {
    let mut sums: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for ballot in log.rows.iter().map(|row| row.ballot()) {
        sums.entry(log.statements.get(ballot.statement)).or_default()[ballot.mark.position()] += 1;
    }
    let grid = package.statements.as_ref();
    let index = grid.and_then(|grid| Some(grid.index(grid.column("statement")?)));
    let has_meta = grid.is_some_and(|grid| grid.column("is-meta").is_some());
    let mut headers =
        vec!["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated"];
    headers.extend(has_meta.then_some("is-meta"));
    headers.push("comment-body");
    let columns: Vec<(&str, ColumnType)> = headers.iter().map(|&name| (name, ColumnType::Text)).collect();
    let mut writer = TableWriter::create(path, &columns)?;
    for key in statements {
        let row = index.as_ref().and_then(|index| index.row(key));
        let cell = |name: &str| {
            let found = grid.and_then(|grid| Some(grid.cell(row?, grid.column(name)?)));
            found.unwrap_or_default().to_owned()
        };
        let time = values::date(&cell("date"));
        let [disagrees, _, agrees] = sums.get(key.as_str()).copied().unwrap_or_default();
        let datetime = Some(cell("datetime")).filter(|text| !text.is_empty());
        let moderated = Some(cell("moderated")).filter(|text| !text.is_empty());
        let mut cells = vec![
            time.map(|micros| micros.div_euclid(1000).to_string()).unwrap_or_default(),
            datetime.unwrap_or_else(|| time.map(values::written).unwrap_or_default()),
            key.clone(),
            cell("author-id"),
            agrees.to_string(),
            disagrees.to_string(),
            moderated.unwrap_or_else(|| "1".to_owned()),
        ];
        cells.extend(has_meta.then(|| cell("is-meta")));
        cells.push(cell("text"));
        let row: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::Text(cell)).collect();
        writer.write_row(&row)?;
    }
    writer.finish()?;
    Ok(())
}

/// `summary.csv`: the rows of the export this came from, or what can be counted; and the declaration of the sign.
fn overview(package: &Package<'_>, log: &Log, statements: &[String], path: &Path) -> Result<(), BallotError> {
    let mut rows: Vec<(String, String)> = Vec::new();
    if let Some(Value::Array(kept)) = package.about.get("polis-summary") {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        rows.extend(kept.iter().map(|row| (text(row.get(0)), text(row.get(1)))));
    } else {
        let title = package.about.get("title").and_then(Value::as_str).unwrap_or_default();
        rows.push(("topic".to_owned(), title.to_owned()));
        rows.push(("voters".to_owned(), log.participants.len().to_string()));
        rows.push(("comments".to_owned(), statements.len().to_string()));
    }
    let declared = "agree=+1;disagree=-1;pass=0;format=polis-export/1";
    rows.push(("vote-convention".to_owned(), declared.to_owned()));
    if let Some(seed) = descriptor::seed(&package.about) {
        rows.push(("simulation".to_owned(), descriptor::simulation_sentence(seed)));
    }
    let mut writer = csv::Writer::from_path(path).map_err(|error| cannot_write(path, &error))?;
    for (key, value) in &rows {
        writer.write_record([key, value]).map_err(|error| cannot_write(path, &error))?;
    }
    writer.flush().map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &dyn std::error::Error) -> BallotError {
    BallotError::in_file(&super::folder::shown(path), format!("cannot be written: {error}"))
}

/// The tables of a plain package for what Polis' files cannot carry.
fn beside(
    package: &Package<'_>,
    folder: &Folder,
    summary: &mut ConvertSummary,
) -> Result<Vec<descriptor::Resource>, BallotError> {
    let more =
        |grid: &Grid, carried: &[&str]| grid.headers.iter().any(|name| !carried.contains(&name.as_str()));
    let side = [
        ("participants", package.participants.as_ref().filter(|grid| more(grid, &IN_MATRIX))),
        ("parties", package.parties.as_ref()),
        ("statements", package.statements.as_ref().filter(|grid| more(grid, &IN_COMMENTS))),
    ];
    let mut resources = Vec::new();
    for (stem, grid) in side {
        if let Some(grid) = grid {
            let name = format!("{stem}.csv");
            resources.push(plain_out::table(grid, stem, &name, &folder.file(&name))?);
            summary.files.push(name);
        }
    }
    Ok(resources)
}
