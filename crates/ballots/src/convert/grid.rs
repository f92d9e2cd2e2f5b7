//! A table held as text, for the small tables beside the votes.

use crate::{
    BallotError,
    intern::{Interner, Texts},
    reading::Reading,
};
use tables::{Chunk, Table};

/// Headers and cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) headers: Vec<String>,
    cells: Texts,
}

impl Grid {
    pub(crate) fn new(headers: Vec<String>) -> Grid {
        Grid { headers, cells: Texts::default() }
    }

    /// A whole table.
    pub(crate) fn read(reading: &Reading<'_>, table: &Table<'_>) -> Result<Grid, BallotError> {
        let mut grid = Grid::new(table.headers().to_vec());
        let columns: Vec<usize> = (0..grid.headers.len()).collect();
        let map = |chunk: &Chunk<'_>| {
            let mut cells = Texts::default();
            for row in 0..chunk.rows() {
                columns.iter().for_each(|&column| cells.push(&chunk.column(column).text(row)));
            }
            Ok(cells)
        };
        reading.scan(table, &columns, map, |part| {
            part.iter().for_each(|cell| grid.cells.push(cell));
            Ok(())
        })?;
        Ok(grid)
    }

    pub(crate) fn rows(&self) -> usize {
        self.cells.len().checked_div(self.headers.len()).unwrap_or(0)
    }

    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| header == name)
    }

    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.cells.get(row * self.headers.len() + column)
    }

    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.headers.len()).map(move |column| self.cell(row, column))
    }

    /// Adds a row; as many cells as headers.
    pub(crate) fn push<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        cells.for_each(|cell| self.cells.push(cell));
    }

    /// The rows by the key in a column; the first where a key stands twice.
    pub(crate) fn index(&self, column: usize) -> GridIndex {
        let mut index = GridIndex::default();
        for row in 0..self.rows() {
            let before = index.keys.len();
            if index.keys.intern(self.cell(row, column)) as usize == before {
                index.rows.push(row);
            }
        }
        index
    }

    /// The same columns in another order or under other names, some cells rewritten.
    pub(crate) fn map(
        &self,
        columns: &[(usize, String)],
        rewrite: impl Fn(&str, &str) -> Option<String>,
    ) -> Grid {
        let mut grid = Grid::new(columns.iter().map(|(_, name)| name.clone()).collect());
        for row in 0..self.rows() {
            for (column, name) in columns {
                let cell = self.cell(row, *column);
                match rewrite(name, cell) {
                    Some(rewritten) => grid.cells.push(&rewritten),
                    None => grid.cells.push(cell),
                }
            }
        }
        grid
    }

    /// This table with the columns of another that it lacks; rows are matched by `key`, rows of either are kept.
    pub(crate) fn joined(self, other: Grid, key: &str) -> Grid {
        let (Some(ours), Some(theirs)) = (self.column(key), other.column(key)) else { return self };
        let more: Vec<usize> = (0..other.headers.len())
            .filter(|&column| self.column(&other.headers[column]).is_none())
            .collect();
        let headers = self.headers.iter().chain(more.iter().map(|&column| &other.headers[column]));
        let mut grid = Grid::new(headers.cloned().collect());
        let (own, index) = (self.index(ours), other.index(theirs));
        for row in 0..self.rows() {
            let matched = index.row(self.cell(row, ours));
            let added = more.iter().map(|&column| matched.map_or("", |row| other.cell(row, column)));
            grid.push(self.row(row).chain(added));
        }
        for row in (0..other.rows()).filter(|&row| own.row(other.cell(row, theirs)).is_none()) {
            let same = self
                .headers
                .iter()
                .map(|name| other.column(name).map_or("", |column| other.cell(row, column)));
            grid.push(same.chain(more.iter().map(|&column| other.cell(row, column))));
        }
        grid
    }
}

/// Rows by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct GridIndex {
    keys: Interner,
    rows: Vec<usize>,
}

impl GridIndex {
    pub(crate) fn row(&self, key: &str) -> Option<usize> {
        self.keys.find(key).map(|number| self.rows[number as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::new(rows[0].iter().map(|&header| header.to_owned()).collect());
        rows[1..].iter().for_each(|row| grid.push(row.iter().copied()));
        grid
    }

    #[test]
    fn joining_keeps_every_row_and_column() {
        let left = grid(&[&["k", "a"], &["1", "x"], &["2", "y"]]);
        let right = grid(&[&["b", "k"], &["B", "2"], &["C", "3"]]);
        let joined = left.joined(right, "k");
        assert_eq!(joined.headers, ["k", "a", "b"]);
        let rows: Vec<Vec<&str>> = (0..joined.rows()).map(|row| joined.row(row).collect()).collect();
        assert_eq!(rows, [["1", "x", ""], ["2", "y", "B"], ["3", "", "C"]]);
    }
}
