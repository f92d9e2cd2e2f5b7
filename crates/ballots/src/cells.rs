//! Single cells of a matrix of votes, named by key: those that are held back from a model and predicted by it.

use crate::{BallotError, ParticipantVotes, layout, reading::Reading};
use std::{borrow::Cow, path::Path};
use tables::{Chunk, Source, Table};
use tally::VoteMatrix;

/// A cell: a participant and a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The key of the participant.
    pub participant: String,
    /// The key of the statement.
    pub statement: String,
    /// The line it stands in, from 1; in a file without lines the row.
    pub line: u64,
}

/// Votes without some cells, and what became of the cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remainder {
    /// The votes that are left. Rows and columns are the same; rows may be empty.
    pub matrix: VoteMatrix,
    /// How many votes were taken out.
    pub removed: usize,
    /// How many cells have no vote, though there are such a participant and such a statement.
    pub without_vote: usize,
    /// How many cells name a participant who has no row.
    pub unknown_participants: usize,
    /// How many name a participant who has one, and a statement that has no column.
    pub unknown_statements: usize,
}

/// Reads a table with the columns `participant` and `statement`, such as `cells.csv`. Spaces around headers and keys do
/// not count, other columns are passed over.
///
/// # Errors
/// One [`BallotError`] that names file, line and column, what was found and what was expected.
pub fn cells(path: &Path) -> Result<Vec<Cell>, BallotError> {
    let source = Source::open(path)?;
    let member = source.find("cells")?.or_else(|| match source.members() {
        [only] => Some(only.as_str()),
        _ => None,
    });
    let Some(member) = member else {
        return Err(
            BallotError::in_file(source.label(), "there is no table of cells here").expected("cells.csv")
        );
    };
    let table = source.table(member)?;
    let columns = [column(&table, PARTICIPANT)?, column(&table, STATEMENT)?];
    let options = crate::ReadOptions { threads: 1, ..crate::ReadOptions::default() };
    let mut cells = Vec::new();
    let map =
        |chunk: &Chunk<'_>| (0..chunk.rows()).map(|row| cell(chunk, row)).collect::<Result<Vec<_>, _>>();
    Reading::new(&source, &options).scan(&table, &columns, map, |some| {
        cells.extend(some);
        Ok(())
    })?;
    Ok(cells)
}

const PARTICIPANT: &str = "participant";
const STATEMENT: &str = "statement";

fn column(table: &Table<'_>, name: &str) -> Result<usize, BallotError> {
    let found = table.headers().iter().position(|header| unspaced(Cow::Borrowed(header)) == name);
    found.map_or_else(|| layout::required(table, name), Ok)
}

fn cell(chunk: &Chunk<'_>, row: usize) -> Result<Cell, BallotError> {
    let key = |position: usize, noun: &str| {
        let text = unspaced(chunk.column(position).text(row));
        let place = chunk.place(row, position);
        if text.is_empty() {
            return Err(BallotError::at(place, "empty").expected(format!("the key of a {noun}")));
        }
        Ok((text.into_owned(), place.line.or(place.row).unwrap_or(0)))
    };
    let (participant, line) = key(0, PARTICIPANT)?;
    let (statement, _) = key(1, STATEMENT)?;
    Ok(Cell { participant, statement, line })
}

/// The text without spaces around it. Behind a space a quote opens nothing, so that it is still there.
fn unspaced(text: Cow<'_, str>) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.len() == text.len() {
        return text;
    }
    let is_behind_space = text.starts_with(char::is_whitespace);
    let quoted = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match quoted.filter(|_| is_behind_space) {
        Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Owned(trimmed.to_owned()),
    }
}

impl ParticipantVotes {
    /// Row and column of a cell, where there are such a participant and such a statement.
    #[must_use]
    pub fn locate(&self, cell: &Cell) -> Option<(usize, usize)> {
        Some((self.find(&cell.participant)?, self.find_statement(&cell.statement)?))
    }

    /// The votes without those in the cells. A cell named twice is taken out once.
    #[must_use]
    pub fn without_cells(&self, cells: &[Cell]) -> Remainder {
        let (mut without_vote, mut unknown_participants, mut unknown_statements) = (0, 0, 0);
        let mut out: Vec<(usize, usize)> = Vec::with_capacity(cells.len());
        for cell in cells {
            match (self.find(&cell.participant), self.find_statement(&cell.statement)) {
                (None, _) => unknown_participants += 1,
                (Some(_), None) => unknown_statements += 1,
                (Some(row), Some(column)) if self.vote(row, column).is_none() => without_vote += 1,
                (Some(row), Some(column)) => out.push((row, column)),
            }
        }
        out.sort_unstable();
        out.dedup();
        let removed = out.len();
        // Both are in the order of the matrix, so that one walk finds all.
        let mut next = out.into_iter().peekable();
        let matrix = self.matrix.without(|row, answer| next.next_if_eq(&(row, answer.statement())).is_some());
        Remainder { matrix, removed, without_vote, unknown_participants, unknown_statements }
    }
}
