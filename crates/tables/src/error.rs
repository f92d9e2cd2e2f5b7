//! What went wrong, where, and what was expected instead.

use std::fmt;

/// Where a cell, a row or a whole file is.
///
/// Reads as "votes.csv, line 14, column vote" for text and "votes.parquet, row 14, column vote" for Parquet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, by its name inside the source; "standard input" where there is no name.
    pub file: String,
    /// The physical line of a text file on which the row starts, counted from 1 with the header.
    pub line: Option<u64>,
    /// The data row of a Parquet file, counted from 1.
    pub row: Option<u64>,
    /// The column by its header; its number, counted from 1, where a file has no header.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(name: &str) -> Self {
        Self { file: name.to_owned(), ..Self::default() }
    }

    /// A line of a text file, counted from 1.
    #[must_use]
    pub fn line(name: &str, line: u64) -> Self {
        Self { line: Some(line), ..Self::file(name) }
    }

    /// The same place, narrowed to a column.
    #[must_use]
    pub fn column(self, name: &str) -> Self {
        Self { column: Some(name.to_owned()), ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

/// An input that cannot be read, or an output that cannot be written: one sentence that names the place, the
/// problem and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}{}{expected}", if expected.is_empty() { "" } else { "; expected " })]
pub struct TableError {
    /// Where.
    pub place: Place,
    /// What is there.
    pub problem: String,
    /// What would have been right; may be empty.
    pub expected: String,
}

impl TableError {
    /// An error at `place`.
    #[must_use]
    pub fn new(place: Place, problem: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { place, problem: problem.into(), expected: expected.into() }
    }

    pub(crate) fn file(name: &str, problem: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::new(Place::file(name), problem, expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_sentence() {
        let place = Place::line("votes.csv", 14).column("vote");
        let error = TableError::new(place, "2 is no vote", "1, 0 or -1");
        assert_eq!(error.to_string(), "votes.csv, line 14, column vote: 2 is no vote; expected 1, 0 or -1");
        let row = Place { row: Some(3), ..Place::file("votes.parquet") };
        assert_eq!(TableError::new(row, "gone", "").to_string(), "votes.parquet, row 3: gone");
    }
}
