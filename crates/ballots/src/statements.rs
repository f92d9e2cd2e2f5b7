//! The statements table: what is known of each statement beside its votes.

use crate::{
    BallotError,
    intern::Interner,
    reading::{Reading, line_of},
    values::{self, NO_TIME},
};
use std::borrow::Cow;
use tables::{Chunk, Table};
use terms::{Lang, Moderation, StatementFacts, StatementKey};

/// What is known of every statement of a source.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements {
    index: Interner,
    facts: Vec<StatementFacts>,
    dates: Vec<i64>,
}

impl Statements {
    /// Enters a statement; `false` when its key stands here already.
    pub(crate) fn enter(&mut self, facts: StatementFacts, date: i64) -> bool {
        let number = self.index.intern(facts.key.as_str());
        let new = number as usize == self.facts.len();
        if new {
            self.facts.push(facts);
            self.dates.push(date);
        }
        new
    }

    pub(crate) fn facts(&self, key: &str) -> Option<&StatementFacts> {
        self.index.find(key).map(|number| &self.facts[number as usize])
    }

    /// When a statement was made, in microseconds; [`NO_TIME`] if unknown.
    pub(crate) fn date(&self, key: &str) -> i64 {
        self.index.find(key).map_or(NO_TIME, |number| self.dates[number as usize])
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &StatementFacts> {
        self.facts.iter()
    }
}

/// Facts of a statement of which only the key is known.
pub(crate) fn bare(key: &str) -> StatementFacts {
    StatementFacts {
        key: StatementKey::new(key),
        text: String::new(),
        topics: Vec::new(),
        lang: None,
        made: None,
        moderation: Moderation::Accepted,
        is_meta: false,
    }
}

/// Under which headers a statements table keeps what.
pub(crate) struct StatementColumns {
    pub(crate) key: &'static str,
    pub(crate) text: &'static str,
    pub(crate) date: &'static str,
}

/// The table `statements` of a plain package.
pub(crate) const PLAIN: StatementColumns = StatementColumns { key: "statement", text: "text", date: "date" };
/// The table `comments` of a Polis export.
pub(crate) const POLIS: StatementColumns =
    StatementColumns { key: "comment-id", text: "comment-body", date: "timestamp" };

/// Topics as a cell lists them, split on `;`.
pub(crate) fn topics(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|topic| !topic.is_empty()).map(str::to_owned).collect()
}

/// Reads a statements table.
pub(crate) fn read(
    reading: &Reading<'_>,
    table: &Table<'_>,
    columns: &StatementColumns,
) -> Result<Statements, BallotError> {
    let selection = Selection::of(table, columns)?;
    let mut statements = Statements::default();
    let map =
        |chunk: &Chunk<'_>| Ok((0..chunk.rows()).map(|row| selection.row(chunk, row)).collect::<Vec<_>>());
    let mut twice = Repeats::default();
    reading.scan(table, &selection.columns, map, |rows| {
        for row in rows {
            match row {
                Ok((facts, date)) => {
                    let key = facts.key.clone();
                    if !statements.enter(facts, date) {
                        twice.note(key.as_str());
                    }
                }
                Err(error) => reading.skips.bad(error)?,
            }
        }
        Ok(())
    })?;
    twice.report(reading, table, selection.columns[0], "statement")?;
    Ok(statements)
}

/// Keys that stand in more than one row of a table where each may stand in one.
#[derive(Default)]
pub(crate) struct Repeats {
    first: Option<String>,
    rows: u64,
}

impl Repeats {
    pub(crate) fn note(&mut self, key: &str) {
        self.first.get_or_insert_with(|| key.to_owned());
        self.rows += 1;
    }

    /// The error for the first of them, naming both rows. Read leniently, the first row of each key stands.
    pub(crate) fn report(
        self,
        reading: &Reading<'_>,
        table: &Table<'_>,
        column: usize,
        noun: &str,
    ) -> Result<(), BallotError> {
        let Some(key) = self.first else { return Ok(()) };
        let places = reading.locate(table, &[column], 2, |chunk, row| chunk.column(0).text(row) == key)?;
        let error = match <[_; 2]>::try_from(places) {
            Ok([first, second]) => {
                let problem = format!("the {noun} `{key}` stands in {} already", line_of(&first));
                BallotError::at(second, problem)
            }
            Err(_) => BallotError::in_file(table.name(), format!("the {noun} `{key}` stands here twice")),
        };
        let error = error.expected(format!("every {noun} once"));
        if !reading.skips.is_lenient() {
            return Err(error);
        }
        reading.skips.many(self.rows, vec![error]);
        Ok(())
    }
}

/// Which columns of a table are read, and where in that choice each meaning stands.
struct Selection {
    columns: Vec<usize>,
    text: Option<usize>,
    topic: Option<usize>,
    date: Option<usize>,
    lang: Option<usize>,
    moderated: Option<usize>,
    meta: Option<usize>,
}

impl Selection {
    fn of(table: &Table<'_>, names: &StatementColumns) -> Result<Selection, BallotError> {
        let mut columns = vec![crate::layout::required(table, names.key)?];
        let mut choose = |name: &str| {
            let column = table.column(name)?;
            columns.push(column);
            Some(columns.len() - 1)
        };
        let text = choose(names.text);
        let (topic, date, lang) = (choose("topic"), choose(names.date), choose("lang"));
        let (moderated, meta) = (choose("moderated"), choose("is-meta").or_else(|| choose("is_meta")));
        Ok(Selection { columns, text, topic, date, lang, moderated, meta })
    }

    fn row(&self, chunk: &Chunk<'_>, row: usize) -> Result<(StatementFacts, i64), BallotError> {
        let cell = |position: Option<usize>| {
            position.map_or(Cow::Borrowed(""), |position| chunk.column(position).text(row))
        };
        let wrong = |position: Option<usize>, expected: &str| {
            let place = chunk.place(row, position.unwrap_or(0));
            BallotError::at(place, format!("`{}` is not that", shorten(&cell(position)))).expected(expected)
        };
        let key = cell(Some(0));
        if key.is_empty() {
            return Err(BallotError::at(chunk.place(row, 0), "empty").expected("the key of a statement"));
        }
        let date = match cell(self.date) {
            text if text.is_empty() => NO_TIME,
            text => {
                values::date(&text).ok_or_else(|| wrong(self.date, "a date such as 2021-06-03, or a time"))?
            }
        };
        let facts = StatementFacts {
            key: StatementKey::new(&key),
            text: cell(self.text).into_owned(),
            topics: topics(&cell(self.topic)),
            lang: Some(cell(self.lang)).filter(|tag| !tag.is_empty()).map(|tag| Lang::new(&tag)),
            made: (date != NO_TIME).then(|| values::instant_of(date)),
            moderation: values::moderation(&cell(self.moderated))
                .ok_or_else(|| wrong(self.moderated, "1 (accepted), 0 (not moderated) or -1 (taken out)"))?,
            is_meta: values::flag(&cell(self.meta)).ok_or_else(|| wrong(self.meta, "true or false"))?,
        };
        Ok((facts, date))
    }
}

/// A cell, short enough for a message.
pub(crate) fn shorten(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.chars().count() <= SHOWN {
        return text.escape_debug().to_string();
    }
    let start: String = text.chars().take(SHOWN).collect();
    format!("{}…", start.escape_debug())
}
