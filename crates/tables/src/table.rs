//! One table of a source.

use crate::{
    Chunk, Source, TableError,
    columnar::ParquetTable,
    csv::{self, Cutter, Head, Plan},
    stream::{self, peek, read_error},
};
use std::io::Read;

/// Bytes of a text file that are cut off at a time. Large enough that a thread rarely waits for the reader, small
/// enough that a block stays in a core's cache.
const BLOCK: usize = 512 << 10;
/// Rows of a Parquet file that are decoded at a time.
const BATCH: usize = 64 << 10;

/// How to read the rows of a table.
#[derive(Clone, Copy)]
pub struct ScanOptions<'a> {
    /// Threads that read, at least one. The result is the same for any number.
    pub threads: usize,
    /// Called for every row that had to be left out because its structure is broken (number of fields, encoding,
    /// quotes), in the order of the file, on the calling thread. `None`: the first such row is the error.
    pub bad_rows: Option<&'a (dyn Fn(TableError) + Sync)>,
    /// Told now and then how much is done, on the calling thread: packed bytes of [`Table::bytes_total`] for text,
    /// rows of [`Table::rows_hint`] for Parquet.
    pub progress: Option<&'a (dyn Fn(u64) + Sync)>,
}

impl Default for ScanOptions<'_> {
    fn default() -> Self {
        Self { threads: 1, bad_rows: None, progress: None }
    }
}

enum Format {
    Csv { skip: u64, line: u64, total: u64 },
    Parquet(Box<ParquetTable>),
}

/// A table of which the header is known. Text is comma-separated UTF-8 after RFC 4180 with a header line, packed or
/// not; Parquet has columns of text, whole numbers, floats, booleans, dates and timestamps.
pub struct Table<'s> {
    source: &'s Source,
    name: String,
    headers: Vec<String>,
    format: Format,
    block: usize,
    batch: usize,
}

impl<'s> Table<'s> {
    pub(crate) fn open(source: &'s Source, member: &str, has_header: bool) -> Result<Self, TableError> {
        let opened = source.with_stream(member, |mut stream| {
            let (start, reader) = peek(stream.reader, stream::PARQUET.len())
                .map_err(|error| read_error(member, stream.packing, &error))?;
            if start == stream::PARQUET {
                return Ok(None);
            }
            if member.to_ascii_lowercase().ends_with(".parquet") {
                let problem = "the content is not Parquet";
                return Err(TableError::file(member, problem, "Parquet, as the name says"));
            }
            stream.reader = Box::new(reader);
            let total = stream.total;
            Ok(Some((Head::read(stream, member, has_header)?, total)))
        })?;
        let (headers, format) = match opened {
            Some((Head { headers, skip, line }, total)) => (headers, Format::Csv { skip, line, total }),
            None => {
                let table = ParquetTable::open(member, source.blob(member)?)?;
                let headers = table.headers();
                csv::refuse_duplicates(&headers, member, None)?;
                (headers, Format::Parquet(Box::new(table)))
            }
        };
        Ok(Self { source, name: member.to_owned(), headers, format, block: BLOCK, batch: BATCH })
    }

    /// The same table, read in pieces of about `block` bytes (text) or at most `batch` rows (Parquet). The result is
    /// the same for any sizes; small ones are for tests.
    #[must_use]
    pub fn with_pieces(self, block: usize, batch: usize) -> Self {
        Self { block: block.max(1), batch: batch.max(1), ..self }
    }

    /// The name of the member.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of the columns, in the order of the file.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The index of the column with exactly this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| header == name)
    }

    /// How many rows there are: exact for Parquet, unknown for text.
    #[must_use]
    pub fn rows_hint(&self) -> Option<u64> {
        match &self.format {
            Format::Csv { .. } => None,
            Format::Parquet(table) => Some(table.rows()),
        }
    }

    /// How many bytes a text table takes as it lies there; unknown for Parquet.
    #[must_use]
    pub fn bytes_total(&self) -> Option<u64> {
        match self.format {
            Format::Csv { total, .. } => Some(total),
            Format::Parquet(_) => None,
        }
    }

    /// Reads all rows: `map` gets chunks of the selected columns (indices into [`Table::headers`], in any order) on
    /// worker threads, `each` gets its results in the order of the file on the calling thread. Chunks of some
    /// ten thousand rows; memory stays within a few of them per thread, and results wait for their turn in a few dozen
    /// per thread at most.
    ///
    /// # Errors
    /// The first error in the order of the file: damaged data, a row that is no row, or what `map` or `each` return.
    ///
    /// # Panics
    /// A selected index is past the end of the headers, or `map` or `each` panics.
    pub fn scan<T: Send>(
        &self,
        columns: &[usize],
        options: &ScanOptions<'_>,
        map: impl Fn(&Chunk<'_>) -> Result<T, TableError> + Sync,
        each: impl FnMut(T) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        let width = self.headers.len();
        assert!(
            columns.iter().all(|&column| column < width),
            "a selected column is past the last of {width}"
        );
        let plan = Plan { name: &self.name, headers: &self.headers, selection: columns };
        match &self.format {
            Format::Parquet(table) => table.scan(&plan, self.batch, options, map, each),
            &Format::Csv { skip, line, .. } => self.source.with_stream(&self.name, |mut stream| {
                let name = &self.name;
                std::io::copy(&mut stream.reader.by_ref().take(skip), &mut std::io::sink())
                    .map_err(|error| read_error(name, stream.packing, &error))?;
                let cutter = Cutter::new(stream, name, line, self.block);
                csv::scan(&plan, cutter, options, map, each)
            }),
        }
    }
}
