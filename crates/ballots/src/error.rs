//! One clear message for one bad file.

use std::fmt;
use tables::{Place, TableError};

/// Why a file cannot be used: where, what was found, what was expected, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct BallotError {
    /// The file, as the user named it or as a member of it.
    pub file: Option<String>,
    /// The line in a text file, from 1.
    pub line: Option<u64>,
    /// The row (record) in a file without lines, from 1.
    pub row: Option<u64>,
    /// The column.
    pub column: Option<String>,
    /// What was found.
    pub problem: String,
    /// What was expected there. May be empty.
    pub expected: String,
    /// What to do about it. May be empty.
    pub advice: String,
}

impl BallotError {
    /// An error about no place in particular.
    #[must_use]
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), ..Self::default() }
    }

    /// An error about a whole file.
    #[must_use]
    pub fn in_file(file: &str, problem: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), ..Self::new(problem) }
    }

    /// An error at a place.
    #[must_use]
    pub fn at(place: Place, problem: impl Into<String>) -> Self {
        let Place { file, line, row, column } = place;
        Self { file: Some(file).filter(|file| !file.is_empty()), line, row, column, ..Self::new(problem) }
    }

    /// The same error, saying what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// The same error, saying what to do.
    #[must_use]
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Where it is, for ordering messages of one file.
    pub(crate) fn position(&self) -> (Option<u64>, Option<u64>) {
        (self.line, self.row)
    }
}

impl fmt::Display for BallotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place: Vec<String> = self.file.iter().cloned().collect();
        place.extend(self.line.map(|line| format!("line {line}")));
        place.extend(self.row.filter(|_| self.line.is_none()).map(|row| format!("row {row}")));
        place.extend(self.column.as_ref().map(|column| format!("column `{column}`")));
        if !place.is_empty() {
            write!(f, "{}: ", place.join(", "))?;
        }
        f.write_str(&self.problem)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected)?;
        }
        if !self.advice.is_empty() {
            write!(f, ". {}", self.advice)?;
        }
        Ok(())
    }
}

impl std::error::Error for BallotError {}

impl From<TableError> for BallotError {
    fn from(error: TableError) -> Self {
        Self::at(error.place, error.problem).expected(error.expected)
    }
}
