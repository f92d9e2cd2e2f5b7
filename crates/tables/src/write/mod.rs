//! Writing tables: CSV, packed or not, and Parquet.

mod delimited;
mod parquet;

use crate::TableError;
use delimited::CsvWriter;
use parquet::ParquetWriter;
use std::{
    io,
    path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// Whole numbers.
    Int,
    /// Floating-point numbers.
    Float,
}

/// One cell. In CSV every kind may stand in every column; in Parquet it must be of the column's type or empty, with
/// the one exception that a whole number may stand in a column of floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Nothing: empty text in CSV, null in Parquet.
    Empty,
}

/// One column of a batch, for writing many rows at once.
#[derive(Clone, Copy, Debug)]
pub enum Cells<'a> {
    /// Text.
    Text(&'a [&'a str]),
    /// Text as indices into a list of values: the fast way.
    Coded {
        /// One index into `values` per row.
        codes: &'a [u32],
        /// The texts.
        values: &'a [&'a str],
    },
    /// Whole numbers.
    Int(&'a [i64]),
    /// Floating-point numbers.
    Float(&'a [f64]),
}

impl Cells<'_> {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Cells::Text(cells) => cells.len(),
            Cells::Coded { codes, .. } => codes.len(),
            Cells::Int(cells) => cells.len(),
            Cells::Float(cells) => cells.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Cells::Text(cells) => Cell::Text(cells[row]),
            Cells::Coded { codes, values } => Cell::Text(values[codes[row] as usize]),
            Cells::Int(cells) => Cell::Int(cells[row]),
            Cells::Float(cells) => Cell::Float(cells[row]),
        }
    }
}

enum Format {
    Csv(Box<CsvWriter>),
    Parquet(Box<ParquetWriter>),
}

/// Writes one table to a file: `.csv`, `.csv.gz`, `.csv.zst` or `.parquet` by its name.
///
/// The rows go to a temporary file beside it, which takes the name in [`TableWriter::finish`]; a writer that is
/// dropped before leaves nothing behind and an older file of that name untouched.
pub struct TableWriter {
    path: PathBuf,
    width: usize,
    format: Format,
    rows: u64,
}

impl TableWriter {
    /// Begins a table of these columns.
    ///
    /// # Errors
    /// Another ending of the name, no column, or a folder that cannot be written to.
    pub fn create(path: &Path, columns: &[(&str, ColumnType)]) -> Result<Self, TableError> {
        let lower = path.to_string_lossy().to_ascii_lowercase();
        if columns.is_empty() {
            return Err(problem(path, "a table without columns"));
        }
        let format = if lower.ends_with(".parquet") {
            let writer = ParquetWriter::new(beside(path)?, columns).map_err(|e| problem(path, &e))?;
            Format::Parquet(Box::new(writer))
        } else if let Some(packing) = delimited::Packing::of(&lower) {
            let writer = CsvWriter::new(beside(path)?, packing, columns).map_err(|e| io_error(path, &e))?;
            Format::Csv(Box::new(writer))
        } else {
            let expected = "a name that ends in .csv, .csv.gz, .csv.zst or .parquet";
            return Err(TableError::file(&path.display().to_string(), "cannot tell the format", expected));
        };
        Ok(Self { path: path.to_owned(), width: columns.len(), format, rows: 0 })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Another number of cells than columns, a cell of another type than its column (Parquet), or a full disk.
    pub fn write_row(&mut self, cells: &[Cell<'_>]) -> Result<(), TableError> {
        self.check_width(cells.len())?;
        match &mut self.format {
            Format::Csv(writer) => writer.row(cells).map_err(|error| io_error(&self.path, &error))?,
            Format::Parquet(writer) => writer.row(cells).map_err(|error| problem(&self.path, &error))?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Adds as many rows as the columns are long.
    ///
    /// # Errors
    /// As [`TableWriter::write_row`]; columns of different lengths; a code without a value.
    pub fn write_columns(&mut self, columns: &[Cells<'_>]) -> Result<(), TableError> {
        self.check_width(columns.len())?;
        let rows = columns.first().map_or(0, Cells::len);
        if columns.iter().any(|column| column.len() != rows) {
            return Err(problem(&self.path, "columns of different lengths"));
        }
        for column in columns {
            if let Cells::Coded { codes, values } = column
                && codes.iter().any(|&code| code as usize >= values.len())
            {
                return Err(problem(&self.path, "a code without a value"));
            }
        }
        match &mut self.format {
            Format::Csv(writer) => {
                writer.columns(columns, rows).map_err(|error| io_error(&self.path, &error))?;
            }
            Format::Parquet(writer) => {
                writer.columns(columns).map_err(|error| problem(&self.path, &error))?;
            }
        }
        self.rows += rows as u64;
        Ok(())
    }

    /// Ends the table, gives the file its name and returns the number of rows.
    ///
    /// # Errors
    /// A full disk, or a name that cannot be taken.
    pub fn finish(self) -> Result<u64, TableError> {
        let path = &self.path;
        let file = match self.format {
            Format::Csv(writer) => writer.finish().map_err(|error| io_error(path, &error))?,
            Format::Parquet(writer) => writer.finish().map_err(|error| problem(path, &error))?,
        };
        file.persist(path).map_err(|error| io_error(path, &error.error))?;
        Ok(self.rows)
    }

    fn check_width(&self, cells: usize) -> Result<(), TableError> {
        if cells == self.width {
            return Ok(());
        }
        Err(problem(&self.path, &format!("{cells} cells for {} columns", self.width)))
    }
}

/// A temporary file in the folder of `path`, with the rights of an ordinary new file.
fn beside(path: &Path) -> Result<NamedTempFile, TableError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".plenary-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The process' umask takes off what the user does not want to grant.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| io_error(path, &error))
}

fn io_error(path: &Path, error: &io::Error) -> TableError {
    problem(path, &error.to_string())
}

fn problem(path: &Path, problem: &str) -> TableError {
    TableError::file(&path.display().to_string(), format!("cannot be written: {problem}"), "")
}
