//! Reading all rows of a text table.

use super::{
    cut::{Block, Cutter},
    parse::{BadRow, Cells, Layout},
};
use crate::{
    Chunk, TableError,
    chunk::Origin,
    column::{Column, TextColumn},
    ordered::{self, Job},
    table::ScanOptions,
};

/// What of the table a worker needs.
pub(crate) struct Plan<'t> {
    pub(crate) name: &'t str,
    pub(crate) headers: &'t [String],
    pub(crate) selection: &'t [usize],
}

struct CsvJob<'t, M> {
    plan: &'t Plan<'t>,
    layout: Layout,
    is_lenient: bool,
    map: M,
}

struct Scratch {
    cells: Cells,
    block: Vec<u8>,
}

struct Item<T> {
    value: T,
    bad: Vec<BadRow>,
    first_line: u64,
    done: u64,
}

impl<'t, T, M> Job for CsvJob<'t, M>
where
    T: Send,
    M: Fn(&Chunk<'_>) -> Result<T, TableError> + Sync,
{
    type Scratch = Scratch;
    type Feed = Cutter<'t>;
    type Unit = Block;
    type Item = Item<T>;

    fn scratch(&self) -> Scratch {
        Scratch { cells: Cells::default(), block: Vec::new() }
    }

    fn take(&self, feed: &mut Cutter<'t>, scratch: &mut Scratch) -> Result<Option<Block>, TableError> {
        feed.next(&mut scratch.block)
    }

    fn work(
        &self,
        scratch: &mut Scratch,
        unit: Block,
        emit: &mut dyn FnMut(Item<T>) -> bool,
    ) -> Result<(), TableError> {
        let text = scratch.cells.parse(std::mem::take(&mut scratch.block), &self.layout);
        let bad = std::mem::take(&mut scratch.cells.bad);
        let stop = bad.iter().find(|bad| bad.is_fatal() || !self.is_lenient).copied();
        let rows = stop.map_or(scratch.cells.rows, |bad| bad.row as usize);
        let error = stop.map(|bad| bad.error(self.plan.name, unit.first_line, self.plan.headers));
        let chunk = self.chunk(&scratch.cells, &text, rows, unit.first_line);
        // Rows before a bad one are still looked at: the first error of the file must win, however it is cut.
        let value = (self.map)(&chunk)?;
        let bad = if self.is_lenient { bad } else { Vec::new() };
        emit(Item { value, bad, first_line: unit.first_line, done: unit.done });
        scratch.block = text.into_bytes();
        error.map_or(Ok(()), Err)
    }
}

impl<M> CsvJob<'_, M> {
    fn chunk<'a>(&'a self, cells: &'a Cells, text: &'a str, rows: usize, first: u64) -> Chunk<'a> {
        let origin = Origin::Lines { first, distances: &cells.distances };
        let Plan { name: file, headers, selection } = *self.plan;
        let column =
            |&field: &usize| Column::Text(TextColumn::spans(text, &cells.spans, field, headers.len()));
        let columns = selection.iter().map(column).collect();
        Chunk { file, headers, selection, rows, origin, columns }
    }
}

/// Runs `map` over the blocks of `cutter` and hands the results to `each` in order.
pub(crate) fn scan<'t, T: Send>(
    plan: &'t Plan<'t>,
    cutter: Cutter<'t>,
    options: &ScanOptions<'_>,
    map: impl Fn(&Chunk<'_>) -> Result<T, TableError> + Sync,
    mut each: impl FnMut(T) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let layout = Layout::new(plan.headers.len());
    let job = CsvJob { plan, layout, is_lenient: options.bad_rows.is_some(), map };
    // One item a block, so that few wait.
    ordered::run(&job, cutter, (options.threads, 2 * options.threads), |item: Item<T>| {
        if let Some(bad_rows) = options.bad_rows {
            for bad in &item.bad {
                bad_rows(bad.error(plan.name, item.first_line, plan.headers));
            }
        }
        each(item.value)?;
        if let Some(progress) = options.progress {
            progress(item.done);
        }
        Ok(())
    })
}
