//! Helpers of several test files.
#![allow(dead_code, reason = "every test file compiles this module and uses a part of it")]

use std::io::{Cursor, Write};
use tables::{Place, ScanOptions, Source, Table, TableError};

/// A source that came through a stream.
pub(crate) fn stream(bytes: &[u8]) -> Source {
    Source::from_reader("votes.csv", bytes).unwrap()
}

/// All cells of all columns as text with their places, row by row.
pub(crate) fn cells(table: &Table<'_>, threads: usize) -> Result<Vec<Vec<(String, Place)>>, TableError> {
    let columns: Vec<usize> = (0..table.headers().len()).collect();
    let mut rows = Vec::new();
    let options = ScanOptions { threads, ..ScanOptions::default() };
    table.scan(
        &columns,
        &options,
        |chunk| {
            let cell = |row, column| (chunk.column(column).text(row).into_owned(), chunk.place(row, column));
            let row = |row| columns.iter().map(|&column| cell(row, column)).collect::<Vec<_>>();
            Ok((0..chunk.rows()).map(row).collect::<Vec<_>>())
        },
        |part| {
            rows.extend(part);
            Ok(())
        },
    )?;
    Ok(rows)
}

/// All cells as text, without their places.
pub(crate) fn texts(table: &Table<'_>, threads: usize) -> Result<Vec<Vec<String>>, TableError> {
    let rows = cells(table, threads)?;
    Ok(rows.into_iter().map(|row| row.into_iter().map(|cell| cell.0).collect()).collect())
}

/// A zip of these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One zstd frame, with a checksum.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
