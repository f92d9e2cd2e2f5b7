//! Some thousand rows of a table, as handed to the function that reads them.

use crate::{Place, column::Column};

/// Where the rows of a chunk are in their file.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// Physical lines, counted from 1: the line of the first byte of the block and each row's distance to it.
    /// No distances means that every row is one line and none was left out.
    Lines { first: u64, distances: &'a [u32] },
    /// Rows, counted from 1.
    Rows { first: u64 },
}

/// Consecutive rows of the selected columns of a table.
pub struct Chunk<'a> {
    pub(crate) file: &'a str,
    pub(crate) headers: &'a [String],
    pub(crate) selection: &'a [usize],
    pub(crate) rows: usize,
    pub(crate) origin: Origin<'a>,
    pub(crate) columns: Vec<Column<'a>>,
}

impl<'a> Chunk<'a> {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A number that rises from chunk to chunk of a table: its first line or row.
    #[must_use]
    pub fn first(&self) -> u64 {
        match self.origin {
            Origin::Lines { first, .. } | Origin::Rows { first } => first,
        }
    }

    /// The column at a position of the selection given to `scan`. Panics past the end of the selection.
    #[must_use]
    pub fn column(&self, position: usize) -> Column<'a> {
        self.columns[position]
    }

    /// The bytes of all cells of a row, selected or not, in the order of the file: the fast way through a table of many
    /// columns. `None` where the rows are not text or no column is selected.
    #[must_use]
    pub fn text_row(&self, row: usize) -> Option<impl Iterator<Item = &'a [u8]> + use<'a>> {
        match self.columns.first() {
            Some(Column::Text(column)) => column.row(row),
            _ => None,
        }
    }

    /// Where a cell is: row of the chunk, position of the column in the selection.
    #[must_use]
    pub fn place(&self, row: usize, position: usize) -> Place {
        self.row_place(row).column(&self.headers[self.selection[position]])
    }

    /// Where a row is.
    #[must_use]
    pub fn row_place(&self, row: usize) -> Place {
        match self.origin {
            Origin::Lines { first, distances } => {
                let distance = distances.get(row).map_or(row as u64, |&distance| u64::from(distance));
                Place::line(self.file, first + distance)
            }
            Origin::Rows { first } => Place { row: Some(first + row as u64), ..Place::file(self.file) },
        }
    }
}
