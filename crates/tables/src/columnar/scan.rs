//! Reading all rows of a Parquet file, row group by row group.

use super::{
    ParquetTable,
    bounded::Bounded,
    convert::{self, Held},
    guarded,
};
use crate::{
    Chunk, Place, TableError,
    chunk::Origin,
    csv::Plan,
    ordered::{self, Job},
    table::ScanOptions,
};
use ::parquet::arrow::{
    ProjectionMask,
    arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
};
use arrow_array::RecordBatch;
use std::{cell::OnceCell, sync::Arc};

struct ParquetJob<'t, M> {
    table: &'t ParquetTable,
    plan: &'t Plan<'t>,
    /// Where in a batch the columns of the selection are: batches keep the order of the file.
    columns: Vec<usize>,
    batch: usize,
    map: M,
}

/// A row group and the rows before it.
#[derive(Clone, Copy, Default)]
struct Group {
    index: usize,
    before: u64,
}

struct Item<T> {
    value: T,
    rows: u64,
}

impl<T, M> Job for ParquetJob<'_, M>
where
    T: Send,
    M: Fn(&Chunk<'_>) -> Result<T, TableError> + Sync,
{
    type Scratch = ();
    type Feed = Group;
    type Unit = Group;
    type Item = Item<T>;

    fn scratch(&self) {}

    fn take(&self, feed: &mut Group, (): &mut ()) -> Result<Option<Group>, TableError> {
        let group = *feed;
        if group.index == self.table.metadata.num_row_groups() {
            return Ok(None);
        }
        *feed = Group {
            index: group.index + 1,
            before: group.before.saturating_add(self.table.group_rows(group.index)),
        };
        Ok(Some(group))
    }

    fn work(
        &self,
        (): &mut (),
        group: Group,
        emit: &mut dyn FnMut(Item<T>) -> bool,
    ) -> Result<(), TableError> {
        let damaged = |before: u64, problem: String| {
            let place = Place { row: Some(before + 1), ..Place::file(self.plan.name) };
            let problem = format!("the rows from here on are damaged ({problem})");
            TableError::new(place, problem, "a whole Parquet file")
        };
        let declared = self.table.group_rows(group.index);
        let mut reader = self.reader(group.index).map_err(|problem| damaged(group.before, problem))?;
        let mut read = 0;
        loop {
            let before = group.before + read;
            let batch = guarded(|| reader.next().transpose().map_err(Into::into));
            let Some(batch) = batch.map_err(|problem| damaged(before, problem))? else { break };
            let rows = batch.num_rows() as u64;
            read += rows;
            if read > declared {
                return Err(damaged(before, format!("more rows than the {declared} declared")));
            }
            let value = self.map_batch(&batch, before + 1)?;
            if !emit(Item { value, rows }) {
                return Ok(());
            }
        }
        if read < declared {
            return Err(damaged(group.before + read, format!("{read} rows where {declared} are declared")));
        }
        Ok(())
    }
}

impl<T, M> ParquetJob<'_, M>
where
    M: Fn(&Chunk<'_>) -> Result<T, TableError>,
{
    fn reader(&self, group: usize) -> Result<ParquetRecordBatchReader, String> {
        guarded(|| {
            let metadata = Arc::clone(&self.table.metadata);
            let metadata = ArrowReaderMetadata::try_new(metadata, self.table.group_options(group))?;
            let roots = self.plan.selection.iter().copied();
            let mask = ProjectionMask::roots(metadata.parquet_schema(), roots);
            ParquetRecordBatchReaderBuilder::new_with_metadata(Bounded::open(&self.table.blob)?, metadata)
                .with_projection(mask)
                .with_row_groups(vec![group])
                .with_batch_size(self.batch)
                .build()
        })
    }

    fn map_batch(&self, batch: &RecordBatch, first: u64) -> Result<T, TableError> {
        let Plan { name: file, headers, selection } = *self.plan;
        let hold = |(&column, &header): (&usize, &usize)| {
            let place = |row: usize| {
                Place { row: Some(first + row as u64), ..Place::file(file) }.column(&headers[header])
            };
            convert::hold(batch.column(column), place)
        };
        let held = self.columns.iter().zip(selection).map(hold).collect::<Result<Vec<Held>, _>>()?;
        let values: Vec<OnceCell<Vec<&str>>> = held.iter().map(|_| OnceCell::new()).collect();
        let columns = held.iter().zip(&values).map(|(held, values)| held.column(values)).collect();
        let origin = Origin::Rows { first };
        (self.map)(&Chunk { file, headers, selection, rows: batch.num_rows(), origin, columns })
    }
}

impl ParquetTable {
    /// Runs `map` over the batches of all row groups and hands the results to `each` in order.
    pub(crate) fn scan<T: Send>(
        &self,
        plan: &Plan<'_>,
        batch: usize,
        options: &ScanOptions<'_>,
        map: impl Fn(&Chunk<'_>) -> Result<T, TableError> + Sync,
        mut each: impl FnMut(T) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        for &column in plan.selection {
            convert::refuse_type(&self.name, &plan.headers[column], self.schema.field(column).data_type())?;
        }
        let mut sorted = plan.selection.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let columns = plan.selection.iter().map(|column| sorted.partition_point(|other| other < column));
        let job = ParquetJob { table: self, plan, columns: columns.collect(), batch, map };
        let mut done = 0;
        ordered::run(&job, Group::default(), (options.threads, options.threads), |item: Item<T>| {
            each(item.value)?;
            done += item.rows;
            if let Some(progress) = options.progress {
                progress(done);
            }
            Ok(())
        })
    }
}
