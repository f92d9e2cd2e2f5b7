//! Parquet.

mod bounded;
mod convert;
mod scan;

use crate::{TableError, blob::Blob};
use ::parquet::{
    arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions},
    basic::Encoding,
    file::metadata::ParquetMetaData,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use bounded::Bounded;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

/// A Parquet file of which the footer is read.
pub(crate) struct ParquetTable {
    name: String,
    blob: Blob,
    metadata: Arc<ParquetMetaData>,
    schema: SchemaRef,
}

impl ParquetTable {
    /// Reads the footer.
    pub(crate) fn open(name: &str, blob: Blob) -> Result<Self, TableError> {
        let loaded = guarded(|| {
            let reader = Bounded::open(&blob)?;
            // Types embedded by other writers are not needed: every column is read as its plain Parquet type.
            let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
            ArrowReaderMetadata::load(&reader, options)
        });
        let loaded = loaded.map_err(|problem| {
            let problem = format!("the Parquet footer is missing or damaged ({problem})");
            TableError::file(name, problem, "a whole Parquet file")
        })?;
        let (metadata, schema) = (Arc::clone(loaded.metadata()), Arc::clone(loaded.schema()));
        if metadata.row_groups().iter().any(|group| group.num_rows() < 0) {
            let problem = "the Parquet footer is damaged (a negative number of rows)";
            return Err(TableError::file(name, problem, "a whole Parquet file"));
        }
        Ok(Self { name: name.to_owned(), blob, metadata, schema })
    }

    /// The names of the columns.
    pub(crate) fn headers(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows the footer declares.
    pub(crate) fn rows(&self) -> u64 {
        (0..self.metadata.num_row_groups())
            .fold(0, |rows: u64, group| rows.saturating_add(self.group_rows(group)))
    }

    fn group_rows(&self, group: usize) -> u64 {
        self.metadata.row_group(group).num_rows().cast_unsigned()
    }

    /// The types to read a row group with: text that lies there as a dictionary stays one.
    fn group_options(&self, group: usize) -> ArrowReaderOptions {
        let field = |(root, field): (usize, &Arc<Field>)| {
            if *field.data_type() == DataType::Utf8 && self.is_coded(group, root) {
                let coded = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                return Arc::new(field.as_ref().clone().with_data_type(coded));
            }
            Arc::clone(field)
        };
        let fields: Vec<_> = self.schema.fields().iter().enumerate().map(field).collect();
        ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)))
    }

    /// Whether every page of a column is coded. A half-coded column would have to be coded anew while reading.
    fn is_coded(&self, group: usize, root: usize) -> bool {
        let schema = self.metadata.file_metadata().schema_descr();
        let leaf = (0..schema.num_columns()).find(|&leaf| schema.get_column_root_idx(leaf) == root);
        let Some(chunk) = leaf.map(|leaf| self.metadata.row_group(group).column(leaf)) else { return false };
        let coded = [Encoding::PLAIN_DICTIONARY, Encoding::RLE_DICTIONARY];
        match chunk.page_encoding_stats_mask() {
            Some(mask) => coded.iter().any(|&encoding| mask.is_only(encoding)),
            None => chunk.dictionary_page_offset().is_some(),
        }
    }
}

/// Runs a piece of the Parquet library. It checks most of what a damaged file can hold, and panics on the rest.
fn guarded<T>(work: impl FnOnce() -> Result<T, ::parquet::errors::ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(_) => Err("it makes no sense to the decoder".to_owned()),
    }
}
