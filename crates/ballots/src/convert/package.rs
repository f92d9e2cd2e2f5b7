//! Whatever was read, as the tables of a plain package.

use crate::{
    BallotError, Opened,
    convert::grid::Grid,
    descriptor,
    intern::Interner,
    layout::{self, Layout, VoteHeaders},
    log::Log,
    polis::{self, Export},
    reading::Reading,
    tallier::Ballot,
    values::{self, Mark, NO_TIME},
    votes::{Batch, VoteColumns},
};
use serde_json::{Map, Value};
use tables::{Chunk, Table};

/// One vote, and what else its row says.
pub(crate) struct VoteRow<'a> {
    pub(crate) participant: &'a str,
    pub(crate) statement: &'a str,
    pub(crate) mark: Mark,
    pub(crate) time: &'a str,
    pub(crate) extras: &'a [&'a str],
}

/// Where the votes are.
pub(crate) enum Votes<'r> {
    /// In a table, which is streamed.
    Table { table: Table<'r>, headers: VoteHeaders, agree: i8 },
    /// In a log of votes without times.
    Log(Log),
    /// In a table held as text: `participant`, `statement`, `vote`, `time` and more.
    Grid(Grid),
}

/// The tables of a plain package.
pub(crate) struct Package<'r> {
    pub(crate) votes: Votes<'r>,
    /// Headers of further columns of votes.
    pub(crate) extras: Vec<String>,
    pub(crate) has_time: bool,
    pub(crate) participants: Option<Grid>,
    pub(crate) parties: Option<Grid>,
    pub(crate) statements: Option<Grid>,
    /// What `datapackage.json` carries over.
    pub(crate) about: Map<String, Value>,
}

/// Takes a source apart. It was read as ballots before, so it is sound.
pub(crate) fn package<'r>(reading: &Reading<'r>, opened: &'r Opened<'r>) -> Result<Package<'r>, BallotError> {
    let about = match descriptor::read(reading)?.whole {
        Some(Value::Object(about)) => about,
        _ => Map::new(),
    };
    let grid = |stem: &str| -> Result<Option<Grid>, BallotError> {
        reading.table(stem)?.map(|table| Grid::read(reading, &table)).transpose()
    };
    let (participants, parties, statements) = (grid("participants")?, grid("parties")?, grid("statements")?);
    let side = Package {
        votes: Votes::Log(Log::default()),
        extras: Vec::new(),
        has_time: false,
        participants,
        parties,
        statements,
        about,
    };
    match opened.layout() {
        Layout::Plain { votes } => {
            let table = opened.votes().table(votes)?;
            let agree = reading.options.agree_sign.unwrap_or(1);
            Ok(side.with_table(table, layout::PLAIN, agree))
        }
        Layout::Polis { .. } => polis_package(reading, opened.export(reading.source)?, side),
        Layout::Api { votes } => api_package(reading, votes, side),
    }
}

impl<'r> Package<'r> {
    fn with_table(self, table: Table<'r>, headers: VoteHeaders, agree: i8) -> Package<'r> {
        let used = [headers.participant, headers.statement, headers.vote, headers.time];
        let extras =
            table.headers().iter().filter(|header| !used.contains(&header.as_str())).cloned().collect();
        let has_time = table.column(headers.time).is_some();
        Package { votes: Votes::Table { table, headers, agree }, extras, has_time, ..self }
    }

    /// Hands over every vote in the order of the file.
    pub(crate) fn each_vote(
        &self,
        reading: &Reading<'_>,
        mut each: impl FnMut(&VoteRow<'_>) -> Result<(), BallotError>,
    ) -> Result<(), BallotError> {
        match &self.votes {
            Votes::Table { table, headers, agree } => {
                let columns = VoteColumns::of(table, *headers)?;
                let extras = self.extras.iter().filter_map(|name| table.column(name)).collect::<Vec<_>>();
                each_of_table(reading, table, &columns, &extras, *agree, each)
            }
            Votes::Log(log) => log.rows.iter().try_for_each(|row| {
                let ballot = row.ballot();
                each(&VoteRow {
                    participant: log.participants.get(row.participant),
                    statement: log.statements.get(ballot.statement),
                    mark: ballot.mark,
                    time: "",
                    extras: &[],
                })
            }),
            Votes::Grid(grid) => (0..grid.rows()).try_for_each(|row| {
                let cells: Vec<&str> = grid.row(row).collect();
                let Some(mark) = Mark::parse(cells[2], 1) else { return Ok(()) };
                each(&VoteRow {
                    participant: cells[0],
                    statement: cells[1],
                    mark,
                    time: cells[3],
                    extras: &cells[4..],
                })
            }),
        }
    }

    /// Every vote as a log, whose rows stand in the order of [`Package::each_vote`].
    pub(crate) fn log(&self, reading: &Reading<'_>) -> Result<Log, BallotError> {
        let mut log = Log::default();
        self.each_vote(reading, |row| {
            let participant = log.participants.intern(row.participant);
            let statement = log.statements.intern(row.statement);
            let time = values::time(row.time).map_or(NO_TIME, |(time, _)| time);
            log.push(participant, Ballot { statement, mark: row.mark, time });
            Ok(())
        })?;
        Ok(log)
    }
}

/// Rows of one chunk as text, four cells and the extras each; rows that are no vote left out.
#[derive(Default)]
struct Rows {
    marks: Vec<Mark>,
    cells: crate::intern::Texts,
}

fn each_of_table(
    reading: &Reading<'_>,
    table: &Table<'_>,
    columns: &VoteColumns,
    extras: &[usize],
    agree: i8,
    mut each: impl FnMut(&VoteRow<'_>) -> Result<(), BallotError>,
) -> Result<(), BallotError> {
    let mut selection = columns.selection.clone();
    let first_extra = selection.len();
    selection.extend(extras);
    let map = |chunk: &Chunk<'_>| {
        let mut batch = Batch::default();
        batch.decode(chunk, columns, agree, &mut Interner::default());
        let mut rows = Rows::default();
        for row in 0..chunk.rows() {
            let Some(mark) = batch.mark(row) else { continue };
            rows.marks.push(mark);
            rows.cells.push(&chunk.column(0).text(row));
            rows.cells.push(&chunk.column(1).text(row));
            rows.cells
                .push(&columns.time().map(|_| chunk.column(first_extra - 1).text(row)).unwrap_or_default());
            (first_extra..selection.len())
                .for_each(|column| rows.cells.push(&chunk.column(column).text(row)));
        }
        Ok(rows)
    };
    let width = 3 + extras.len();
    let mut cells: Vec<String> = vec![String::new(); width];
    reading.scan(table, &selection, map, |rows| {
        for (row, &mark) in rows.marks.iter().enumerate() {
            for (cell, position) in cells.iter_mut().zip(row * width..) {
                cell.clear();
                cell.push_str(rows.cells.get(position));
            }
            let extras: Vec<&str> = cells[3..].iter().map(String::as_str).collect();
            let (participant, statement, time) = (&*cells[0], &*cells[1], &*cells[2]);
            each(&VoteRow { participant, statement, mark, time, extras: &extras })?;
        }
        Ok(())
    })
}

fn polis_package<'r>(
    reading: &Reading<'r>,
    export: Export<'r>,
    mut side: Package<'r>,
) -> Result<Package<'r>, BallotError> {
    let summary = polis::summary::read(reading)?;
    let votes = polis::votes(reading, &export, &summary)?;
    if let Some(comments) = polis::comments::grid(reading)? {
        let comments = plain_statements(&comments);
        side.statements = Some(match side.statements.take() {
            Some(statements) => statements.joined(comments, "statement"),
            None => comments,
        });
    }
    if let Some(matrix) = &export.matrix {
        let about = about_participants(reading, matrix)?;
        side.participants = Some(match side.participants.take() {
            Some(participants) => participants.joined(about, "participant"),
            None => about,
        });
    }
    if let Some(topic) = summary.get("topic").filter(|topic| !topic.is_empty()) {
        side.about.entry("title").or_insert_with(|| Value::from(topic));
    }
    let kept = summary.rows.iter().filter(|(key, _)| key != "vote-convention");
    let rows: Vec<Value> = kept.map(|(key, value)| Value::from(vec![key.clone(), value.clone()])).collect();
    if !rows.is_empty() {
        side.about.insert("polis-summary".to_owned(), Value::Array(rows));
    }
    Ok(match export.events {
        Some((table, headers)) => side.with_table(table, headers, votes.agree_in_events),
        None => Package { votes: Votes::Log(votes.log), ..side },
    })
}

/// The columns about participants; counts of answers are left out, they follow from the votes.
fn about_participants(reading: &Reading<'_>, matrix: &Table<'_>) -> Result<Grid, BallotError> {
    const COUNTED: [&str; 3] = ["n-votes", "n-agree", "n-disagree"];
    let columns = polis::matrix::columns(matrix)?.about;
    let about: Vec<usize> = columns
        .iter()
        .filter(|name| !COUNTED.contains(&name.as_str()))
        .filter_map(|name| matrix.column(name))
        .collect();
    let mut grid = Grid::new(about.iter().map(|&column| matrix.headers()[column].clone()).collect());
    let map = |chunk: &Chunk<'_>| {
        let mut part = Grid::new(grid_headers(matrix, &about));
        for row in 0..chunk.rows() {
            let cells: Vec<_> = (0..about.len()).map(|column| chunk.column(column).text(row)).collect();
            part.push(cells.iter().map(AsRef::as_ref));
        }
        Ok(part)
    };
    reading.scan(matrix, &about, map, |part| {
        (0..part.rows()).for_each(|row| grid.push(part.row(row)));
        Ok(())
    })?;
    Ok(grid)
}

fn grid_headers(table: &Table<'_>, columns: &[usize]) -> Vec<String> {
    columns.iter().map(|&column| table.headers()[column].clone()).collect()
}

/// The table of comments under the names of a plain package; times are written out.
fn plain_statements(comments: &Grid) -> Grid {
    let name = |header: &str| match header {
        "comment-id" => "statement".to_owned(),
        "comment-body" => "text".to_owned(),
        "timestamp" => "date".to_owned(),
        header => header.to_owned(),
    };
    let columns: Vec<(usize, String)> =
        comments.headers.iter().map(|header| name(header)).enumerate().collect();
    comments.map(&columns, |name, cell| {
        (name == "date").then(|| values::date(cell).map(values::written)).flatten()
    })
}

fn api_package<'r>(
    reading: &Reading<'r>,
    member: &str,
    mut side: Package<'r>,
) -> Result<Package<'r>, BallotError> {
    let dump = polis::api::dump(reading, member)?;
    let rename = |header: &str| match header {
        "participant_id" | "pid" => "participant".to_owned(),
        "statement_id" | "tid" => "statement".to_owned(),
        "modified" => "time".to_owned(),
        header => header.to_owned(),
    };
    let votes = objects(reading, member, &["participant", "statement", "vote", "time"], rename)?;
    let columns: Vec<(usize, String)> = votes.headers.iter().cloned().enumerate().collect();
    let votes = votes.map(&columns, |name, cell| match name {
        "vote" => Mark::parse(cell, dump.agree).map(|mark| mark.number().to_string()),
        "time" => values::integer(cell).map(|number| number.to_string()),
        _ => None,
    });
    if let Some(member) = layout::member(reading.source, "comments.json") {
        let rename = |header: &str| match header {
            "statement_id" | "tid" => "statement".to_owned(),
            "txt" => "text".to_owned(),
            "created" => "date".to_owned(),
            "mod" => "moderated".to_owned(),
            "is_meta" => "is-meta".to_owned(),
            "participant_id" | "pid" => "author-id".to_owned(),
            header => header.to_owned(),
        };
        let comments =
            objects(reading, member, &["statement", "text", "date", "moderated", "is-meta"], rename)?;
        let columns: Vec<(usize, String)> = comments.headers.iter().cloned().enumerate().collect();
        let written = |name: &str, cell: &str| {
            (name == "date").then(|| values::date(cell).map(values::written)).flatten()
        };
        side.statements = Some(comments.map(&columns, written));
    }
    if let Some(title) = dump.title {
        side.about.entry("title").or_insert_with(|| Value::from(title));
    }
    if let Some(member) = layout::member(reading.source, "conversation.json") {
        side.about.insert("polis-conversation".to_owned(), polis::api::parse(reading, member)?);
    }
    let extras = votes.headers[4..].to_vec();
    Ok(Package { votes: Votes::Grid(votes), extras, has_time: true, ..side })
}

/// A list of JSON objects as a table: the columns `first`, then every other key in order of first mention.
fn objects(
    reading: &Reading<'_>,
    member: &str,
    first: &[&str],
    rename: impl Fn(&str) -> String,
) -> Result<Grid, BallotError> {
    let list: Vec<Map<String, Value>> = polis::api::parse(reading, member)?;
    let mut columns = Interner::default();
    first.iter().for_each(|name| {
        columns.intern(name);
    });
    for object in &list {
        object.keys().for_each(|key| {
            columns.intern(&rename(key));
        });
    }
    let mut grid = Grid::new(columns.iter().map(str::to_owned).collect());
    for object in list {
        let mut cells = vec![String::new(); columns.len()];
        for (key, value) in object {
            let cell = match value {
                Value::Null => continue,
                Value::String(text) => text,
                other => other.to_string(),
            };
            if let Some(number) = columns.find(&rename(&key)) {
                cells[number as usize] = cell;
            }
        }
        grid.push(cells.iter().map(String::as_str));
    }
    Ok(grid)
}
