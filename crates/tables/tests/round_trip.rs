//! What is written is read: any cells, any format, any threads, any size of pieces.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails by panicking")]

mod common;

use common::cells;
use proptest::prelude::*;
use std::path::Path;
use tables::{
    Source,
    write::{Cell, ColumnType, TableWriter},
};

const FORMATS: [&str; 4] = ["votes.csv", "votes.csv.gz", "votes.csv.zst", "votes.parquet"];
const HEADERS: [&str; 3] = ["who, \"what\"", "text\nof two lines", "ж"];

/// Text with everything that has a meaning in CSV, and characters of every length.
fn text() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[a-c,\"\n\r ;é中𝄞]{0,6}").unwrap()
}

fn write(path: &Path, rows: &[(String, Option<i64>, String)]) {
    let columns =
        [(HEADERS[0], ColumnType::Text), (HEADERS[1], ColumnType::Int), (HEADERS[2], ColumnType::Text)];
    let mut writer = TableWriter::create(path, &columns).unwrap();
    for (first, number, last) in rows {
        let number = number.map_or(Cell::Empty, Cell::Int);
        writer.write_row(&[Cell::Text(first), number, Cell::Text(last)]).unwrap();
    }
    assert_eq!(writer.finish().unwrap(), rows.len() as u64);
}

/// The physical line on which each row starts: rows and headers have as many lines as line feeds inside.
fn lines(rows: &[(String, Option<i64>, String)]) -> Vec<u64> {
    let feeds = |text: &str| text.matches('\n').count() as u64;
    let mut line = 2 + HEADERS.iter().map(|header| feeds(header)).sum::<u64>();
    let mut lines = Vec::new();
    for (first, _, last) in rows {
        lines.push(line);
        line += 1 + feeds(first) + feeds(last);
    }
    lines
}

proptest! {
    #[test]
    fn what_is_written_is_read_at_its_place(
        rows in proptest::collection::vec((text(), any::<Option<i64>>(), text()), 0..40),
        threads in 1..5_usize,
        block in 1..200_usize,
        batch in 1..50_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let expected: Vec<Vec<String>> = rows
            .iter()
            .map(|(a, n, b)| vec![a.clone(), n.map_or(String::new(), |n| n.to_string()), b.clone()])
            .collect();
        let lines = lines(&rows);
        for name in FORMATS {
            let path = folder.path().join(name);
            write(&path, &rows);
            let source = Source::open(&path).unwrap();
            let table = source.table(name).unwrap().with_pieces(block, batch);
            prop_assert_eq!(table.headers(), HEADERS);
            let read = cells(&table, threads).unwrap();
            for (index, row) in read.iter().enumerate() {
                for (column, (_, place)) in row.iter().enumerate() {
                    let is_parquet = name.ends_with("parquet");
                    prop_assert_eq!(place.line, (!is_parquet).then_some(lines[index]));
                    prop_assert_eq!(place.row, is_parquet.then_some(index as u64 + 1));
                    prop_assert_eq!(place.column.as_deref(), Some(HEADERS[column]));
                }
            }
            let texts: Vec<Vec<String>> =
                read.into_iter().map(|row| row.into_iter().map(|cell| cell.0).collect()).collect();
            prop_assert_eq!(&texts, &expected, "{}", name);
        }
    }

    /// The `csv` crate is the witness: where it and RFC 4180 have one reading, so has this crate.
    #[test]
    fn plain_records_are_read_as_the_csv_crate_reads_them(text in "[a-b,\n]{0,30}", block in 1..20_usize) {
        let text = format!("h,i\n{text}");
        let witness: Result<Vec<Vec<String>>, _> = csv::Reader::from_reader(text.as_bytes())
            .into_records()
            .map(|row| row.map(|row| row.iter().map(str::to_owned).collect()))
            .collect();
        let source = common::stream(text.as_bytes());
        let table = source.table("votes.csv").unwrap().with_pieces(block, 1);
        prop_assert_eq!(common::texts(&table, 2).ok(), witness.ok());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in "[a,\"\n\r\u{0}é]{0,40}", cut in 0..40_usize, block in 1..20_usize) {
        let bytes = &bytes.as_bytes()[..cut.min(bytes.len())];
        let source = common::stream(bytes);
        let whole = source.table("votes.csv").map(|table| common::texts(&table, 1));
        let pieces = source.table("votes.csv").map(|table| common::texts(&table.with_pieces(block, 1), 3));
        prop_assert_eq!(format!("{whole:?}"), format!("{pieces:?}"));
    }
}
