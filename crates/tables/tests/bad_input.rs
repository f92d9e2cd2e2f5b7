//! Bad input never passes in silence: each case names its place and what was expected, however it is read.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails by panicking")]

mod common;

use common::{gzip, texts, zip, zstd};
use std::fs;
use tables::{ScanOptions, Source, TableError};

const GOOD: &[u8] = b"participant,statement,vote\np1,s1,1\np2,s1,-1\n";

/// Writes the bytes under the name, opens the file and reads the whole of it.
fn read(name: &str, bytes: &[u8], threads: usize, block: usize) -> Result<Vec<Vec<String>>, TableError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let source = Source::open(&path)?;
    let member = source.members()[0].clone();
    texts(&source.table(&member)?.with_pieces(block, 3), threads)
}

/// Every case with the sentence it must yield, for any number of threads and any size of block.
fn check(cases: &[(&str, &str, &[u8], &str)]) {
    for &(case, name, bytes, expected) in cases {
        for (threads, block) in [(1, 1 << 20), (1, 16), (3, 16), (2, 1000)] {
            let error = read(name, bytes, threads, block).expect_err(case).to_string();
            assert!(error.starts_with(expected), "{case}, block {block}:\n {error}\n {expected}");
        }
    }
}

#[test]
fn broken_text_is_refused_with_its_place() {
    check(&[
        ("empty", "v.csv", b"", "v.csv: the file is empty; expected a header line and rows"),
        ("only a mark", "v.csv", b"\xef\xbb\xbf", "v.csv: the file is empty"),
        ("only blank lines", "v.csv", b"\r\n\n", "v.csv: the file is empty"),
        (
            "duplicate header",
            "v.csv",
            b"a,b,a\n1,2,3\n",
            "v.csv, line 1: column a is there twice, as columns 1 and 3; expected a name of its own",
        ),
        ("unnamed columns", "v.csv", b"a,,\n1,2,3\n", "v.csv, line 1: columns 2 and 3 have no name"),
        (
            "too few fields",
            "v.csv",
            b"a,b\n1,2\n\n3\n",
            "v.csv, line 4: the row has 1 field; expected 2 fields, as in the first row",
        ),
        (
            "too many fields",
            "v.csv",
            b"a,b\n\"1\n1\",2\n1,2,3",
            "v.csv, line 4: the row has 3 fields; expected 2",
        ),
        (
            "semicolons",
            "v.csv",
            b"a;b\n1;2\n",
            "v.csv, line 1: the columns are divided by semicolons; expected commas",
        ),
        ("tabs", "v.csv", b"a\tb\n1\t2\n", "v.csv, line 1: the columns are divided by tabs"),
        ("bars", "v.csv", b"a|b\n1|2\n", "v.csv, line 1: the columns are divided by vertical bars"),
        ("old Mac lines", "v.csv", b"a\r1\r2\r", "v.csv, line 1: the lines end with a lone carriage return"),
        (
            "text after a quote",
            "v.csv",
            b"a,b\n1,2\n\"3\"x,4\n",
            "v.csv, line 3, column a: text after a closing quote; expected a comma",
        ),
        (
            "an open quote",
            "v.csv",
            b"a,b\n1,2\n3,\"4\n5,6\n",
            "v.csv, line 3: the quote opened here is never closed; expected a closing quote",
        ),
        (
            "an open quote in the header",
            "v.csv",
            b"a,\"b\n1,2\n",
            "v.csv, line 1: the quote opened here is never",
        ),
        (
            "an open quote behind a doubled one",
            "v.csv",
            b"a\n\"x\"\"\n\"\"\n",
            "v.csv, line 2: the quote opened here is never closed",
        ),
    ]);
}

#[test]
fn text_in_another_encoding_is_refused() {
    let utf16 = |text: &str, mark: &[u8], big: bool| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() });
        mark.iter().copied().chain(units).collect()
    };
    let expected = "v.csv: the text is in UTF-16; expected a file saved as UTF-8";
    check(&[
        ("UTF-16 LE", "v.csv", &utf16("a,b\n", &[0xff, 0xfe], false), expected),
        ("UTF-16 BE", "v.csv", &utf16("a,b\n", &[0xfe, 0xff], true), expected),
        ("UTF-16 LE without a mark", "v.csv", &utf16("a,b\n", &[], false), expected),
        ("UTF-16 BE without a mark", "v.csv", &utf16("a,b\n", &[], true), expected),
        (
            "Latin-1",
            "v.csv",
            b"a,b\n1,2\n3,Caf\xe9\n",
            "v.csv, line 3, column b: the text is not valid UTF-8; expected a file saved as UTF-8",
        ),
        (
            "Latin-1 in quotes",
            "v.csv",
            b"a,b\n\"\xe9\",\"2\n\"\n",
            "v.csv, line 2, column a: the text is not valid",
        ),
        ("Latin-1 in the header", "v.csv", b"a,\xe9\n1,2\n", "v.csv, line 1: the text is not valid UTF-8"),
        (
            "half a character at the end",
            "v.csv",
            b"a\nx\xc3",
            "v.csv, line 2, column a: the text is not valid UTF-8",
        ),
        (
            "NUL",
            "v.csv",
            b"a,b\n1,2\n\0,2\n",
            "v.csv, line 3, column a: a NUL byte in the text; expected plain text",
        ),
        ("a NUL and worse", "v.csv", b"a,b\n1,2\0\n\xff,2\n", "v.csv, line 2, column b: a NUL byte"),
    ]);
}

#[test]
fn a_line_of_ten_megabytes_is_refused() {
    let long = "x".repeat(10 << 20);
    let sentence = "the record that starts here is longer than 1 MiB; expected records of at most 1 MiB";
    for (text, line) in [
        (format!("a,b\n1,2\n3,{long}\n5,6\n"), 3),
        (format!("a,b\n1,2\n3,\"{long}\"\n5,6\n"), 3),
        (format!("a,b\n1,2\n\"\"\"\",4\n{long}"), 4),
        (format!("a,\"{long}"), 1),
        (format!("{long}\n1\n"), 1),
    ] {
        for block in [1 << 10, 1 << 20, 64 << 20] {
            let error = read("v.csv", text.as_bytes(), 2, block).expect_err("too long").to_string();
            assert!(error.starts_with(&format!("v.csv, line {line}: {sentence}")), "{error}");
        }
    }
}

#[test]
fn the_longest_record_passes_and_one_byte_more_does_not() {
    for (bytes, passes) in [((1 << 20) + 1, true), ((1 << 20) + 2, false)] {
        let text = format!("a\n{}\n", "x".repeat(bytes));
        for (block, quoted) in [(1 << 10, ""), (64 << 20, ""), (64 << 20, "\"y\"\n")] {
            let read = read("v.csv", format!("{text}{quoted}").as_bytes(), 1, block);
            assert_eq!(read.is_ok(), passes, "{bytes} {block} {quoted:?}");
        }
    }
}

#[test]
fn damaged_packing_is_refused() {
    let many: Vec<u8> =
        (0..50_000).flat_map(|n: u32| format!("{}\n", n.wrapping_mul(7919)).into_bytes()).collect();
    let text = [b"number\n".to_vec(), many].concat();
    // Damage that only a checksum finds: gzip and zstd end with theirs, zip has it in its directory.
    let damage = |mut bytes: Vec<u8>, from_end: usize| {
        let place = bytes.len() - from_end;
        bytes[place] ^= 1;
        bytes
    };
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let zip = zip(&[("v.csv", &text)]);
    let directory = memchr::memmem::rfind(&zip, b"PK\x01\x02").unwrap();
    let zip = damage(zip.clone(), zip.len() - (directory + 16));
    check(&[
        (
            "gzip cut off",
            "v.csv.gz",
            &cut(gzip(&text)),
            "v.csv.gz: the gzip data end too early, the file is cut off; expected a whole gzip file",
        ),
        ("gzip damaged", "v.csv.gz", &damage(gzip(&text), 8), "v.csv.gz: the gzip data are damaged"),
        (
            "gzip with rubbish behind",
            "v.csv.gz",
            &[&gzip(&text)[..], b"rubbish"].concat(),
            "v.csv.gz: the gzip data",
        ),
        ("zstd cut off", "v.csv.zst", &cut(zstd(&text)), "v.csv.zst: the zstd data end too early"),
        ("zstd damaged", "v.csv.zst", &damage(zstd(&text), 1), "v.csv.zst: the zstd data are damaged"),
        ("no gzip", "v.csv.gz", GOOD, "v.csv.gz: the content is not what the name says; expected gzip data"),
        (
            "no zstd",
            "v.csv.zst",
            GOOD,
            "v.csv.zst: the content is not what the name says; expected zstd data",
        ),
        ("zip damaged", "v.zip", &zip, "v.csv: the zip data are damaged"),
    ]);
}

#[test]
fn what_is_no_zip_is_refused() {
    let zip = zip(&[("v.csv", GOOD)]);
    for bytes in [&zip[..zip.len() / 2], &zip[..4], &[&zip[..4], GOOD].concat()] {
        let error = Source::from_reader("v.zip", bytes).err().expect("damaged").to_string();
        assert!(error.starts_with("v.zip: the zip data "), "{error}");
        assert!(error.ends_with("; expected a whole zip archive"), "{error}");
    }
}

#[test]
fn unsafe_and_foreign_archives_are_refused() {
    for (name, expected) in [
        ("../votes.csv", "leads out of the archive; expected plain relative names"),
        ("/votes.csv", "leads out of the archive"),
        ("a/../../votes.csv", "leads out of the archive"),
        ("C:\\votes.csv", "leads out of the archive"),
        ("[Content_Types].xml", "is a spreadsheet or office file; expected the table saved as CSV (UTF-8)"),
    ] {
        let error = Source::from_reader("data.zip", &zip(&[(name, GOOD)])[..]).err().expect(name).to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn what_is_no_parquet_is_refused() {
    check(&[
        (
            "text",
            "v.parquet",
            GOOD,
            "v.parquet: the content is not Parquet; expected Parquet, as the name says",
        ),
        ("a start only", "v.parquet", b"PAR1", "v.parquet: the Parquet footer is missing or damaged"),
        ("empty", "v.parquet", b"", "v.parquet: the file is empty"),
        (
            "a footer out of bounds",
            "v.parquet",
            b"PAR1....\xff\xff\xff\x7fPAR1",
            "v.parquet: the Parquet footer is",
        ),
        (
            "a footer of rubbish",
            "v.parquet",
            b"PAR1\x15\x15\x15\x15\x04\0\0\0PAR1",
            "v.parquet: the Parquet footer",
        ),
    ]);
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let error = Source::open(&folder.path().join("no")).err().expect("nothing there").to_string();
    assert!(error.ends_with("no: there is no such file or folder"), "{error}");
    let source = Source::open(folder.path()).unwrap();
    let error = source.table("votes.csv").err().expect("no member").to_string();
    assert!(error.ends_with("holds no votes.csv; expected a file of that name"), "{error}");
}

/// The rows that a lenient reader keeps and the sentences it says of the others.
fn lenient(bytes: &[u8], threads: usize, block: usize) -> (Result<Vec<String>, TableError>, Vec<String>) {
    let source = common::stream(bytes);
    let table = source.table("votes.csv").unwrap().with_pieces(block, 1);
    let said = std::sync::Mutex::new(Vec::new());
    let bad_rows = |error: TableError| said.lock().unwrap().push(error.to_string());
    let options = ScanOptions { threads, bad_rows: Some(&bad_rows), progress: None };
    let mut kept = Vec::new();
    let read = table.scan(
        &[1],
        &options,
        |chunk| {
            let line = |row| chunk.row_place(row).line.unwrap();
            Ok((0..chunk.rows()).map(|row| format!("{} {}", line(row), chunk.column(0).text(row))).collect())
        },
        |part: Vec<String>| {
            kept.extend(part);
            Ok(())
        },
    );
    (read.map(|()| kept), said.into_inner().unwrap())
}

#[test]
fn a_lenient_reader_leaves_out_broken_rows_and_says_which() {
    let text = b"a,b\n1,2\n3\n\"4\n\",5\n\xff,6\n\"7\"x,8\n9,\0\n10,11,12\n13,\"\"\"14\"\"\"\n15,16";
    for (threads, block) in [(1, 1 << 20), (1, 4), (2, 16), (3, 1)] {
        let (kept, said) = lenient(text, threads, block);
        assert_eq!(kept.unwrap(), ["2 2", "4 5", "10 \"14\"", "11 16"]);
        let lines: Vec<&str> = said.iter().map(|error| error.split(':').next().unwrap()).collect();
        let expected = ["line 3", "line 6, column a", "line 7, column a", "line 8, column b", "line 9"];
        assert_eq!(lines, expected.map(|place| format!("votes.csv, {place}")), "{said:?}");
    }
}

#[test]
fn even_a_lenient_reader_stops_where_the_rows_cannot_be_told_apart() {
    let (read, said) = lenient(b"a,b\n1,2\n3,\"4\n", 2, 4);
    assert!(read.unwrap_err().to_string().contains("line 3: the quote opened here"), "{said:?}");
    let long = format!("a,b\n1,2\n{},1\n", "x".repeat(2 << 20));
    assert!(lenient(long.as_bytes(), 1, 8 << 20).0.unwrap_err().to_string().contains("longer than 1 MiB"));
}

#[test]
fn the_first_error_of_the_file_wins() {
    // Line 4 is no row; what the caller has against line 3 comes first, however the file is cut.
    let text = b"a,b\n1,2\n3,no\n5\n6,no\n";
    for (threads, block) in [(1, 1 << 20), (1, 1), (3, 1), (2, 12)] {
        let source = common::stream(text);
        let table = source.table("votes.csv").unwrap().with_pieces(block, 1);
        let options = ScanOptions { threads, ..ScanOptions::default() };
        let read = table.scan(
            &[1],
            &options,
            |chunk| match (0..chunk.rows()).find(|&row| chunk.column(0).text(row) == "no") {
                Some(row) => Err(TableError::new(chunk.place(row, 0), "no", "a number")),
                None => Ok(()),
            },
            |()| Ok(()),
        );
        assert_eq!(read.unwrap_err().to_string(), "votes.csv, line 3, column b: no; expected a number");
    }
}
