//! CSV out.

use super::{Cell, Cells, ColumnType};
use flate2::{Compression, write::GzEncoder};
use std::io::{self, BufWriter, Write};
use tempfile::NamedTempFile;

/// How a CSV file is packed.
#[derive(Clone, Copy)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// By the end of a lower-case name.
    pub(super) fn of(name: &str) -> Option<Self> {
        match () {
            () if name.ends_with(".csv") => Some(Self::Plain),
            () if name.ends_with(".csv.gz") => Some(Self::Gzip),
            () if name.ends_with(".csv.zst") => Some(Self::Zstd),
            () => None,
        }
    }
}

enum Sink {
    Plain(BufWriter<NamedTempFile>),
    Gzip(GzEncoder<BufWriter<NamedTempFile>>),
    Zstd(zstd::stream::write::Encoder<'static, BufWriter<NamedTempFile>>),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Plain(sink) => sink.write(bytes),
            Sink::Gzip(sink) => sink.write(bytes),
            Sink::Zstd(sink) => sink.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Plain(sink) => sink.flush(),
            Sink::Gzip(sink) => sink.flush(),
            Sink::Zstd(sink) => sink.flush(),
        }
    }
}

pub(super) struct CsvWriter {
    csv: ::csv::Writer<Sink>,
}

impl CsvWriter {
    pub(super) fn new(
        file: NamedTempFile,
        packing: Packing,
        columns: &[(&str, ColumnType)],
    ) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 16, file);
        let sink = match packing {
            Packing::Plain => Sink::Plain(file),
            Packing::Gzip => Sink::Gzip(GzEncoder::new(file, Compression::default())),
            Packing::Zstd => {
                let mut encoder = zstd::stream::write::Encoder::new(file, 3)?;
                encoder.include_checksum(true)?;
                Sink::Zstd(encoder)
            }
        };
        let mut csv = ::csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(sink);
        csv.write_record(columns.iter().map(|(name, _)| name))?;
        Ok(Self { csv })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        cells.iter().try_for_each(|cell| self.cell(*cell))?;
        self.end_row()
    }

    pub(super) fn columns(&mut self, columns: &[Cells<'_>], rows: usize) -> io::Result<()> {
        for row in 0..rows {
            columns.iter().try_for_each(|column| self.cell(column.cell(row)))?;
            self.end_row()?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        let written = match cell {
            Cell::Text(text) => self.csv.write_field(text),
            Cell::Int(value) => self.csv.write_field(value.to_string()),
            Cell::Float(value) => self.csv.write_field(value.to_string()),
            Cell::Empty => self.csv.write_field(""),
        };
        Ok(written?)
    }

    fn end_row(&mut self) -> io::Result<()> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    pub(super) fn finish(self) -> io::Result<NamedTempFile> {
        let file = match self.csv.into_inner().map_err(|error| io::Error::other(error.to_string()))? {
            Sink::Plain(file) => file,
            Sink::Gzip(encoder) => encoder.finish()?,
            Sink::Zstd(encoder) => encoder.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
