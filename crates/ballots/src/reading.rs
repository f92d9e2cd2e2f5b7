//! One reading of one source: how rows are walked, and what happens to bad ones.

use crate::{BallotError, Keep, Note, ReadOptions};
use std::{
    cell::RefCell,
    sync::{Mutex, PoisonError},
};
use tables::{Chunk, Place, ScanOptions, Source, Table, TableError};

/// How many bad rows are listed.
pub(crate) const LISTED: usize = 10;

/// The source being read, how, and what was noticed so far.
pub(crate) struct Reading<'a> {
    pub(crate) source: &'a Source,
    pub(crate) options: &'a ReadOptions<'a>,
    pub(crate) skips: Skips,
    notes: RefCell<Vec<Note>>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(source: &'a Source, options: &'a ReadOptions<'a>) -> Self {
        Self { source, options, skips: Skips::new(options.lenient), notes: RefCell::default() }
    }

    pub(crate) fn note(&self, kind: &'static str, text: impl Into<String>) {
        self.notes.borrow_mut().push(Note::new(kind, text));
    }

    pub(crate) fn take_notes(&self) -> Vec<Note> {
        self.notes.take()
    }

    /// Whether the votes themselves are kept.
    pub(crate) fn keeps_votes(&self) -> bool {
        self.options.keep >= Keep::Votes
    }

    /// How many threads work.
    pub(crate) fn threads(&self) -> usize {
        match self.options.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }

    /// The table with this stem, if the source has one.
    pub(crate) fn table(&self, stem: &str) -> Result<Option<Table<'a>>, BallotError> {
        match self.source.find(stem)? {
            Some(member) => Ok(Some(self.source.table(member)?)),
            None => Ok(None),
        }
    }

    /// Walks the chunks of a table: `map` on worker threads, `each` in file order on this thread. The first error
    /// in file order ends it.
    pub(crate) fn scan<T: Send>(
        &self,
        table: &Table<'_>,
        columns: &[usize],
        map: impl Fn(&Chunk<'_>) -> Result<T, BallotError> + Sync,
        mut each: impl FnMut(T) -> Result<(), BallotError>,
    ) -> Result<(), BallotError> {
        let skips = &self.skips;
        let bad_row = |error: TableError| skips.record(error.into());
        let options = ScanOptions {
            threads: self.threads(),
            bad_rows: self.options.lenient.then_some(&bad_row),
            progress: self.options.progress,
        };
        let mut failed = None;
        let scanned = table.scan(
            columns,
            &options,
            |chunk| Ok(map(chunk)),
            |item| {
                item.and_then(&mut each).map_err(|error| {
                    failed = Some(error);
                    TableError::new(Place::default(), "stopped", "")
                })
            },
        );
        match failed {
            Some(error) => Err(error),
            None => Ok(scanned?),
        }
    }

    /// The places of the first `limit` rows for which `test` holds, each narrowed to the first of `columns`.
    pub(crate) fn locate(
        &self,
        table: &Table<'_>,
        columns: &[usize],
        limit: usize,
        test: impl Fn(&Chunk<'_>, usize) -> bool + Sync,
    ) -> Result<Vec<Place>, BallotError> {
        let mut found: Vec<Place> = Vec::new();
        let map = |chunk: &Chunk<'_>| {
            let rows = (0..chunk.rows()).filter(|&row| test(chunk, row));
            Ok(rows.take(limit).map(|row| chunk.place(row, 0)).collect::<Vec<_>>())
        };
        let quiet = Reading::new(self.source, self.options);
        quiet.scan(table, columns, map, |places| {
            found.extend(places);
            Ok(())
        })?;
        found.truncate(limit);
        Ok(found)
    }
}

/// "line 4" or "row 4", for the second of two places in one file.
pub(crate) fn line_of(place: &Place) -> String {
    match (place.line, place.row) {
        (Some(line), _) => format!("line {line}"),
        (None, Some(row)) => format!("row {row}"),
        (None, None) => "the same file".to_owned(),
    }
}

/// Bad rows: an error when reading strictly, else counted, the first ten kept.
#[derive(Default)]
pub(crate) struct Skips {
    lenient: bool,
    state: Mutex<Skipped>,
}

#[derive(Default)]
struct Skipped {
    rows: u64,
    first: Vec<BallotError>,
}

impl Skips {
    pub(crate) fn new(lenient: bool) -> Self {
        Self { lenient, state: Mutex::default() }
    }

    pub(crate) fn is_lenient(&self) -> bool {
        self.lenient
    }

    /// One bad row.
    pub(crate) fn bad(&self, error: BallotError) -> Result<(), BallotError> {
        if self.lenient {
            self.record(error);
            return Ok(());
        }
        Err(error)
    }

    /// Several bad rows of one chunk; read strictly, the first of them in the file is the error.
    pub(crate) fn bad_rows(&self, mut errors: Vec<BallotError>) -> Result<(), BallotError> {
        errors.sort_by_key(BallotError::position);
        errors.into_iter().try_for_each(|error| self.bad(error))
    }

    /// So many rows left out for one reason.
    pub(crate) fn many(&self, rows: u64, errors: Vec<BallotError>) {
        let listed = errors.len() as u64;
        errors.into_iter().for_each(|error| self.record(error));
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.rows += rows.saturating_sub(listed);
    }

    /// Workers arrive in any order; the list kept is the first in the file all the same.
    pub(crate) fn record(&self, error: BallotError) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.rows += 1;
        let at = state.first.partition_point(|kept| key(kept) <= key(&error));
        if at < LISTED {
            state.first.insert(at, error);
            state.first.truncate(LISTED);
        }
    }

    /// Forgets what was skipped since, for a file that is read a second time.
    pub(crate) fn reset_to(&self, earlier: (u64, Vec<BallotError>)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.rows, state.first) = earlier;
    }

    /// How many rows were skipped, and the first ten.
    pub(crate) fn so_far(&self) -> (u64, Vec<BallotError>) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.rows, state.first.clone())
    }
}

fn key(error: &BallotError) -> (&Option<String>, Option<u64>, Option<u64>) {
    (&error.file, error.line, error.row)
}
