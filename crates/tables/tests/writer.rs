//! Files appear whole or not at all.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails by panicking")]

mod common;

use common::texts;
use std::fs;
use tables::{
    Source,
    write::{Cell, Cells, ColumnType, TableWriter},
};

const COLUMNS: [(&str, ColumnType); 3] =
    [("who", ColumnType::Text), ("vote", ColumnType::Int), ("weight", ColumnType::Float)];

#[test]
fn a_writer_that_is_dropped_leaves_nothing_and_touches_nothing() {
    for name in ["v.csv", "v.csv.gz", "v.csv.zst", "v.parquet"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, "before").unwrap();
        let mut writer = TableWriter::create(&path, &COLUMNS).unwrap();
        writer.write_row(&[Cell::Text("p1"), Cell::Int(1), Cell::Float(0.5)]).unwrap();
        drop(writer);
        assert_eq!(fs::read(&path).unwrap(), b"before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn rows_and_columns_mix_in_their_order() {
    for name in ["v.csv", "v.csv.gz", "v.csv.zst", "v.parquet"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        let mut writer = TableWriter::create(&path, &COLUMNS).unwrap();
        writer.write_row(&[Cell::Text("p1"), Cell::Int(1), Cell::Float(0.5)]).unwrap();
        writer.write_row(&[Cell::Empty, Cell::Empty, Cell::Int(2)]).unwrap();
        let who = Cells::Coded { codes: &[1, 0, 1], values: &["p3", "p4"] };
        let votes = Cells::Int(&[-1, 0, 1]);
        writer.write_columns(&[who, votes, Cells::Float(&[1.0, 2.25, 1e3])]).unwrap();
        writer.write_columns(&[Cells::Text(&["p5"]), Cells::Int(&[5]), Cells::Float(&[5.0])]).unwrap();
        assert_eq!(writer.finish().unwrap(), 6);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let source = Source::open(&path).unwrap();
        let read = texts(&source.table(name).unwrap(), 2).unwrap();
        let expected = [
            ["p1", "1", "0.5"],
            ["", "", "2"],
            ["p4", "-1", "1"],
            ["p3", "0", "2.25"],
            ["p4", "1", "1000"],
            ["p5", "5", "5"],
        ];
        assert_eq!(read, expected, "{name}");
    }
}

#[test]
fn wrong_cells_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v.parquet");
    let mut writer = TableWriter::create(&path, &COLUMNS).unwrap();
    let said = |error: tables::TableError| error.problem;
    let error = writer.write_row(&[Cell::Text("p1")]).map_err(said).unwrap_err();
    assert_eq!(error, "cannot be written: 1 cells for 3 columns");
    let error = writer.write_row(&[Cell::Int(1), Cell::Int(1), Cell::Empty]).map_err(said).unwrap_err();
    assert_eq!(error, "cannot be written: Int(1) does not fit the type of column who");
    let coded = Cells::Coded { codes: &[2], values: &["a", "b"] };
    let error = writer.write_columns(&[coded, Cells::Int(&[1]), Cells::Float(&[1.0])]).map_err(said);
    assert_eq!(error.unwrap_err(), "cannot be written: a code without a value");
    let error =
        writer.write_columns(&[Cells::Text(&[]), Cells::Int(&[1]), Cells::Float(&[1.0])]).map_err(said);
    assert_eq!(error.unwrap_err(), "cannot be written: columns of different lengths");
    assert_eq!(writer.finish().unwrap(), 0);
    assert!(TableWriter::create(&folder.path().join("v.xlsx"), &COLUMNS).is_err());
    assert!(TableWriter::create(&folder.path().join("no/v.csv"), &COLUMNS).is_err());
}
