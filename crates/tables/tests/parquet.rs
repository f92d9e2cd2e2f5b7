//! Parquet of other writers: every supported type, nulls, dictionaries, and clear words for the rest.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails by panicking")]

mod common;

use ::parquet::{
    arrow::ArrowWriter,
    basic::Encoding,
    file::properties::{WriterProperties, WriterVersion},
};
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Float32Array, Float64Array, Int8Array,
    Int16Array, Int32Array, Int64Array, LargeStringArray, ListArray, NullArray, RecordBatch, StringArray,
    StringViewArray, TimestampMicrosecondArray, TimestampMillisecondArray, TimestampSecondArray, UInt8Array,
    UInt16Array, UInt32Array, UInt64Array,
    types::{Int8Type, Int64Type},
};
use common::texts;
use std::{fs, path::Path, sync::Arc};
use tables::{Column, ScanOptions, Source, SourceKind};

fn parquet(columns: Vec<(&str, ArrayRef)>, properties: WriterProperties) -> Vec<u8> {
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn plain(columns: Vec<(&str, ArrayRef)>) -> Source {
    Source::from_reader("v.parquet", &parquet(columns, WriterProperties::new())[..]).unwrap()
}

#[test]
fn every_supported_type_is_read_as_text() {
    let coded: DictionaryArray<Int8Type> = [Some("a"), None].into_iter().collect();
    let cases: Vec<(ArrayRef, &str)> = vec![
        (Arc::new(StringArray::from(vec![Some("é\"\n"), None])), "é\"\n"),
        (Arc::new(LargeStringArray::from(vec![Some("large"), None])), "large"),
        (Arc::new(StringViewArray::from(vec![Some("view"), None])), "view"),
        (Arc::new(coded), "a"),
        (Arc::new(BooleanArray::from(vec![Some(true), None])), "true"),
        (Arc::new(Int8Array::from(vec![Some(-1), None])), "-1"),
        (Arc::new(Int16Array::from(vec![Some(i16::MIN), None])), "-32768"),
        (Arc::new(Int32Array::from(vec![Some(i32::MIN), None])), "-2147483648"),
        (Arc::new(Int64Array::from(vec![Some(i64::MIN), None])), "-9223372036854775808"),
        (Arc::new(UInt8Array::from(vec![Some(255), None])), "255"),
        (Arc::new(UInt16Array::from(vec![Some(u16::MAX), None])), "65535"),
        (Arc::new(UInt32Array::from(vec![Some(u32::MAX), None])), "4294967295"),
        (Arc::new(UInt64Array::from(vec![Some(9_223_372_036_854_775_807), None])), "9223372036854775807"),
        (Arc::new(Float32Array::from(vec![Some(1.5), None])), "1.5"),
        (Arc::new(Float64Array::from(vec![Some(3.0), None])), "3"),
        (Arc::new(Date32Array::from(vec![Some(18_781), None])), "2021-06-03"),
        (Arc::new(TimestampSecondArray::from(vec![Some(1_622_700_000), None])), "1622700000"),
        (Arc::new(TimestampMillisecondArray::from(vec![Some(1_622_700_000_000), None])), "1622700000000"),
        (Arc::new(TimestampMicrosecondArray::from(vec![Some(-1), None]).with_timezone("+08:00")), "-1"),
        (Arc::new(NullArray::new(2)), ""),
    ];
    for (array, expected) in cases {
        let kind = array.data_type().clone();
        let source = plain(vec![("cell", array)]);
        let table = source.table("v.parquet").unwrap();
        assert_eq!(table.rows_hint(), Some(2));
        assert_eq!(texts(&table, 2).unwrap(), [[expected], [""]], "{kind}");
    }
}

#[test]
fn nested_and_binary_columns_are_refused_by_name_when_they_are_wanted() {
    let list = ListArray::from_iter_primitive::<Int64Type, _, _>([Some([Some(1)])]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("votes", Arc::new(list)),
        ("who", Arc::new(StringArray::from(vec!["p1"]))),
        ("raw", Arc::new(BinaryArray::from(vec![&b"x"[..]]))),
    ];
    let source = plain(columns);
    let table = source.table("v.parquet").unwrap();
    assert_eq!(table.headers(), ["votes", "who", "raw"]);
    let read = |column: usize| {
        let mut cells = Vec::new();
        let options = ScanOptions::default();
        let chunk = table.scan(
            &[column],
            &options,
            |chunk| Ok(chunk.column(0).text(0).into_owned()),
            |text| {
                cells.push(text);
                Ok(())
            },
        );
        chunk.map(|()| cells).map_err(|error| error.to_string())
    };
    assert_eq!(read(1).unwrap(), ["p1"]);
    let supported = "expected text, whole numbers, floats, booleans, dates or timestamps";
    assert_eq!(
        read(2).unwrap_err(),
        format!("v.parquet, column raw: the column is of type Binary; {supported}")
    );
    let nested = read(0).unwrap_err();
    assert!(nested.starts_with("v.parquet, column votes: the column is of type List("), "{nested}");
}

#[test]
fn a_number_too_large_is_refused_at_its_row() {
    let source = plain(vec![("n", Arc::new(UInt64Array::from(vec![1, u64::MAX])) as ArrayRef)]);
    let error = texts(&source.table("v.parquet").unwrap(), 1).unwrap_err().to_string();
    assert!(error.starts_with("v.parquet, row 2, column n: 18446744073709551615 is too large"), "{error}");
}

#[test]
fn the_same_header_twice_is_refused() {
    let one = || Arc::new(Int64Array::from(vec![1])) as ArrayRef;
    let source = plain(vec![("n", one()), ("n", one())]);
    let error = source.table("v.parquet").err().expect("twice").to_string();
    assert!(error.starts_with("v.parquet: column n is there twice, as columns 1 and 2"), "{error}");
}

/// How a column of text arrives: chunk by chunk, coded or not.
fn kinds(source: &Source, batch: usize) -> Vec<(bool, Vec<String>)> {
    let table = source.table("v.parquet").unwrap().with_pieces(1, batch);
    let mut kinds = Vec::new();
    table
        .scan(
            &[0],
            &ScanOptions { threads: 2, ..ScanOptions::default() },
            |chunk| {
                let column = chunk.column(0);
                let texts = (0..chunk.rows()).map(|row| column.text(row).into_owned()).collect::<Vec<_>>();
                if let Column::Coded(coded) = column {
                    let by_code = |row| coded.code(row).map_or("", |code| coded.values()[code as usize]);
                    assert!((0..chunk.rows()).all(|row| by_code(row) == texts[row]));
                }
                Ok((matches!(column, Column::Coded(_)), texts))
            },
            |part| {
                kinds.push(part);
                Ok(())
            },
        )
        .unwrap();
    kinds
}

#[test]
fn dictionaries_stay_codes_and_plain_text_stays_text() {
    let words: Vec<Option<String>> =
        (0..5_000_u32).map(|n| (n % 7 != 3).then(|| format!("word {}", n * n % 701))).collect();
    let expected: Vec<String> = words.iter().map(|word| word.clone().unwrap_or_default()).collect();
    let properties = || WriterProperties::builder().set_max_row_group_row_count(Some(1_500));
    for (case, properties, coded) in [
        ("dictionary", properties(), Some(true)),
        ("version 2", properties().set_writer_version(WriterVersion::PARQUET_2_0), Some(true)),
        ("plain", properties().set_dictionary_enabled(false), Some(false)),
        (
            "delta",
            properties().set_dictionary_enabled(false).set_encoding(Encoding::DELTA_BYTE_ARRAY),
            Some(false),
        ),
        // The dictionary is full at once and the writer goes on without: half a column is coded.
        ("overflow", properties().set_dictionary_page_size_limit(64).set_write_batch_size(32), Some(false)),
    ] {
        let array = Arc::new(StringArray::from(words.clone())) as ArrayRef;
        let bytes = parquet(vec![("word", array)], properties.build());
        let source = Source::from_reader("v.parquet", &bytes[..]).unwrap();
        for batch in [7, 1_000, 100_000] {
            let kinds = kinds(&source, batch);
            let read: Vec<String> = kinds.iter().flat_map(|kind| kind.1.clone()).collect();
            assert_eq!(read, expected, "{case}");
            assert_eq!(kinds.iter().all(|kind| kind.0), coded == Some(true), "{case}");
            assert_eq!(kinds.iter().any(|kind| kind.0), coded == Some(true), "{case}");
        }
    }
}

#[test]
fn columns_come_in_the_order_they_are_asked_for() {
    let column = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let source = plain(vec![("a", column("A")), ("b", column("B")), ("c", column("C"))]);
    let table = source.table("v.parquet").unwrap();
    let mut read = String::new();
    let text = |chunk: &tables::Chunk<'_>| {
        Ok((0..3).map(|position| chunk.column(position).text(0).into_owned()).collect::<String>())
    };
    table
        .scan(&[2, 0, 2], &ScanOptions::default(), text, |part| {
            read = part;
            Ok(())
        })
        .unwrap();
    assert_eq!(read, "CAC");
}

#[test]
fn a_table_without_a_wanted_column_still_counts_its_rows() {
    let source = plain(vec![("n", Arc::new(Int64Array::from_iter_values(0..70_000)) as ArrayRef)]);
    for table in
        [source.table("v.parquet").unwrap(), common::stream(b"a\n1\n2\n").table("votes.csv").unwrap()]
    {
        let mut rows = 0;
        let count = |part: usize| {
            rows += part;
            Ok(())
        };
        table.scan(&[], &ScanOptions::default(), |chunk| Ok(chunk.rows()), count).unwrap();
        assert_eq!(rows as u64, table.rows_hint().unwrap_or(2));
    }
}

#[test]
fn parquet_is_read_from_zip_gzip_and_folder() {
    let bytes =
        parquet(vec![("n", Arc::new(Int64Array::from(vec![7])) as ArrayRef)], WriterProperties::new());
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("v.parquet"), &bytes).unwrap();
    let sources = [
        (Source::open(folder.path()), SourceKind::Folder),
        (Source::open(&folder.path().join("v.parquet")), SourceKind::File),
        (Source::from_reader("v.zip", &common::zip(&[("x/v.parquet", &bytes)])[..]), SourceKind::Zip),
        (Source::from_reader("v.parquet", &common::gzip(&bytes)[..]), SourceKind::Stdin),
    ];
    for (source, kind) in sources {
        let source = source.unwrap();
        assert_eq!(source.kind(), kind);
        assert_eq!(texts(&source.table("v.parquet").unwrap(), 2).unwrap(), [["7"]]);
    }
    assert!(Source::open(Path::new("no/such.parquet")).is_err());
}

#[test]
fn damage_anywhere_is_an_error_or_harmless_but_no_panic() {
    let names: Vec<String> = (0..300).map(|n| format!("p{}", n % 40)).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("who", Arc::new(StringArray::from(names))),
        ("n", Arc::new(Int64Array::from_iter_values(0..300))),
    ];
    let bytes = parquet(columns, WriterProperties::new());
    let mut refused = 0;
    for place in 0..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[place] ^= 0x55;
        let source = Source::from_reader("v.parquet", &bytes[..]).unwrap();
        refused += usize::from(source.table("v.parquet").and_then(|table| texts(&table, 1)).is_err());
        let cut = Source::from_reader("v.parquet", &bytes[..place]).unwrap();
        assert!(cut.table("v.parquet").and_then(|table| texts(&table, 1)).is_err(), "cut at {place}");
    }
    assert!(refused > bytes.len() / 10, "{refused} of {}", bytes.len());
}
