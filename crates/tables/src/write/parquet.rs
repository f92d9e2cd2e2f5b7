//! Parquet out: row groups of a million rows, zstd, dictionaries wherever they fit.

use super::{Cell, Cells, ColumnType};
use ::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::properties::WriterProperties,
};
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
    builder::{Float64Builder, Int64Builder, StringDictionaryBuilder},
    types::Int32Type,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::sync::Arc;
use tempfile::NamedTempFile;

const ROWS_PER_GROUP: usize = 1 << 20;
/// Rows written one by one are gathered up to this number.
const ROWS_PER_BATCH: usize = 8 << 10;

type Written<T> = Result<T, String>;

enum Builder {
    Text(StringDictionaryBuilder<Int32Type>),
    Int(Int64Builder),
    Float(Float64Builder),
}

pub(super) struct ParquetWriter {
    writer: ArrowWriter<NamedTempFile>,
    schema: SchemaRef,
    columns: Vec<(String, Builder)>,
    waiting: usize,
}

impl ParquetWriter {
    pub(super) fn new(file: NamedTempFile, columns: &[(&str, ColumnType)]) -> Written<Self> {
        let field = |&(name, kind): &(&str, ColumnType)| Field::new(name, arrow_type(kind), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(said)?;
        let columns = columns.iter().map(|&(name, kind)| (name.to_owned(), builder(kind))).collect();
        Ok(Self { writer, schema, columns, waiting: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Written<()> {
        let mut pairs = cells.iter().zip(&self.columns);
        if let Some((cell, (name, _))) = pairs.find(|(cell, (_, builder))| !fits(**cell, builder)) {
            return Err(format!("{cell:?} does not fit the type of column {name}"));
        }
        for (&cell, (_, builder)) in cells.iter().zip(&mut self.columns) {
            append(builder, cell).map_err(|error| error.to_string())?;
        }
        self.waiting += 1;
        if self.waiting == ROWS_PER_BATCH { self.flush() } else { Ok(()) }
    }

    pub(super) fn columns(&mut self, columns: &[Cells<'_>]) -> Written<()> {
        self.flush()?;
        let arrays = columns.iter().zip(&self.columns).map(|(cells, (name, builder))| {
            array(*cells, builder).ok_or_else(|| format!("the cells do not fit the type of column {name}"))
        });
        let arrays = arrays.collect::<Written<Vec<_>>>()?;
        self.write(arrays)
    }

    fn flush(&mut self) -> Written<()> {
        if self.waiting == 0 {
            return Ok(());
        }
        self.waiting = 0;
        let finish = |(_, builder): &mut (String, Builder)| -> ArrayRef {
            match builder {
                Builder::Text(builder) => Arc::new(builder.finish()),
                Builder::Int(builder) => Arc::new(builder.finish()),
                Builder::Float(builder) => Arc::new(builder.finish()),
            }
        };
        let arrays = self.columns.iter_mut().map(finish).collect();
        self.write(arrays)
    }

    fn write(&mut self, arrays: Vec<ArrayRef>) -> Written<()> {
        let field = |(field, array): (&Arc<Field>, &ArrayRef)| {
            Field::new(field.name(), array.data_type().clone(), true)
        };
        let fields: Vec<_> = self.schema.fields().iter().zip(&arrays).map(field).collect();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(|e| e.to_string())?;
        self.writer.write(&batch).map_err(said)
    }

    pub(super) fn finish(mut self) -> Written<NamedTempFile> {
        self.flush()?;
        self.writer.into_inner().map_err(said)
    }
}

fn said(error: ParquetError) -> String {
    error.to_string()
}

fn arrow_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Int => DataType::Int64,
        ColumnType::Float => DataType::Float64,
    }
}

fn builder(kind: ColumnType) -> Builder {
    match kind {
        ColumnType::Text => Builder::Text(StringDictionaryBuilder::new()),
        ColumnType::Int => Builder::Int(Int64Builder::new()),
        ColumnType::Float => Builder::Float(Float64Builder::new()),
    }
}

fn fits(cell: Cell<'_>, builder: &Builder) -> bool {
    matches!(
        (cell, builder),
        (Cell::Empty, _)
            | (Cell::Text(_), Builder::Text(_))
            | (Cell::Int(_), Builder::Int(_) | Builder::Float(_))
            | (Cell::Float(_), Builder::Float(_))
    )
}

#[expect(
    clippy::cast_precision_loss,
    reason = "whoever puts a whole number into a column of floats wants a float"
)]
fn append(builder: &mut Builder, cell: Cell<'_>) -> Result<(), arrow_schema::ArrowError> {
    match (builder, cell) {
        (Builder::Text(builder), Cell::Text(text)) => builder.append(text).map(drop)?,
        (Builder::Text(builder), _) => builder.append_null(),
        (Builder::Int(builder), Cell::Int(value)) => builder.append_value(value),
        (Builder::Int(builder), _) => builder.append_null(),
        (Builder::Float(builder), Cell::Float(value)) => builder.append_value(value),
        (Builder::Float(builder), Cell::Int(value)) => builder.append_value(value as f64),
        (Builder::Float(builder), _) => builder.append_null(),
    }
    Ok(())
}

fn array(cells: Cells<'_>, builder: &Builder) -> Option<ArrayRef> {
    match (cells, builder) {
        (Cells::Text(cells), Builder::Text(_)) => Some(Arc::new(StringArray::from_iter_values(cells))),
        (Cells::Coded { codes, values }, Builder::Text(_)) => {
            let codes = codes.iter().map(|code| i32::try_from(*code).ok()).collect::<Option<Vec<_>>>()?;
            let values = Arc::new(StringArray::from_iter_values(values));
            let array = DictionaryArray::<Int32Type>::try_new(Int32Array::from(codes), values).ok()?;
            Some(Arc::new(array))
        }
        (Cells::Int(cells), Builder::Int(_)) => Some(Arc::new(Int64Array::from(cells.to_vec()))),
        (Cells::Float(cells), Builder::Float(_)) => Some(Arc::new(Float64Array::from(cells.to_vec()))),
        _ => None,
    }
}
