//! A folder, a zip, a file and a stream are the same thing to a reader.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails by panicking")]

mod common;

use common::{cells, gzip, stream, texts, zip, zstd};
use std::fs;
use tables::{Source, SourceKind};

const VOTES: &[u8] = b"participant,vote\np1,1\n";

#[test]
fn a_folder_lists_its_files_and_no_hidden_ones() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["votes.csv", "statements.csv.gz", ".hidden.csv"] {
        fs::write(folder.path().join(name), VOTES).unwrap();
    }
    fs::create_dir(folder.path().join("more")).unwrap();
    fs::write(folder.path().join("more/votes.csv"), VOTES).unwrap();
    let source = Source::open(folder.path()).unwrap();
    assert_eq!(source.kind(), SourceKind::Folder);
    assert_eq!(source.members(), ["more/votes.csv", "statements.csv.gz", "votes.csv"]);
    assert_eq!(source.find("votes").unwrap(), Some("votes.csv"));
    assert_eq!(source.find("vote").unwrap(), None);
    assert_eq!(texts(&source.table("more/votes.csv").unwrap(), 1).unwrap(), [["p1", "1"]]);
}

#[test]
fn two_candidates_are_an_error_that_names_both() {
    let source = Source::from_reader("data.zip", &zip(&[("votes.csv", VOTES), ("Votes.parquet", VOTES)])[..]);
    let error = source.unwrap().find("votes").unwrap_err().to_string();
    assert_eq!(error, "data.zip: holds both Votes.parquet and votes.csv; expected one table of votes");
}

#[test]
fn a_zip_is_read_without_its_top_folder() {
    let packed = gzip(VOTES);
    let files: [(&str, &[u8]); 4] = [
        ("export/votes.csv", VOTES),
        ("export/old/votes.csv.gz", &packed),
        ("__MACOSX/export/._votes.csv", b"x"),
        ("export/.DS_Store", b"x"),
    ];
    let source = Source::from_reader("data.zip", &zip(&files)[..]).unwrap();
    assert_eq!(source.kind(), SourceKind::Zip);
    assert_eq!(source.members(), ["old/votes.csv.gz", "votes.csv"]);
    for member in source.members() {
        let table = source.table(member).unwrap();
        assert_eq!(texts(&table, 2).unwrap(), [["p1", "1"]], "{member}");
        assert!(table.bytes_total().is_some());
    }
}

#[test]
fn packing_is_told_by_content_on_a_stream() {
    let two_members = [gzip(b"participant,vote\n"), gzip(b"p1,1\n")].concat();
    let two_frames = [zstd(b"participant,vote\n"), zstd(b"p1,1\n")].concat();
    for bytes in [VOTES, &gzip(VOTES), &two_members, &zstd(VOTES), &two_frames] {
        let source = stream(bytes);
        assert_eq!(source.kind(), SourceKind::Stdin);
        assert_eq!(source.members(), ["votes.csv"]);
        let table = source.table("votes.csv").unwrap();
        // A stream can be read twice.
        assert_eq!(texts(&table, 1).unwrap(), texts(&table, 2).unwrap());
        assert_eq!(table.headers(), ["participant", "vote"]);
        assert_eq!(source.bytes("votes.csv", 100).unwrap(), VOTES);
    }
}

#[test]
fn bytes_stop_at_the_limit() {
    let bomb = vec![b'0'; 50 << 20];
    for source in [
        Source::from_reader("bomb.zip", &zip(&[("votes.csv", &bomb)])[..]).unwrap(),
        stream(&gzip(&bomb)),
        stream(&zstd(&bomb)),
    ] {
        let error = source.bytes("votes.csv", 1 << 20).unwrap_err().to_string();
        assert_eq!(error, "votes.csv: more than 1048576 bytes; expected a smaller file");
        let error = source.table("votes.csv").err().expect("one line").to_string();
        assert!(error.contains("line 1: the record that starts here is longer than 1 MiB"), "{error}");
    }
    assert_eq!(stream(VOTES).bytes("votes.csv", VOTES.len() as u64).unwrap(), VOTES);
}

#[test]
fn a_stream_too_long_for_memory_is_kept_beside() {
    let mut long = b"number\n".to_vec();
    long.extend((0..3_000_000_u32).flat_map(|number| format!("{number}\n").into_bytes()));
    assert!(long.len() > 16 << 20);
    let source = stream(&long);
    let table = source.table("votes.csv").unwrap();
    let rows = texts(&table, 2).unwrap();
    assert!(rows.iter().enumerate().all(|(number, row)| row[0] == number.to_string()));
    assert_eq!(rows.len(), 3_000_000);
}

#[test]
fn a_table_without_a_header_starts_with_its_first_row() {
    let source = stream(b"\xef\xbb\xbf\r\ntopic,\"a;b\"\r\nurl,x\r\n");
    let table = source.headerless("votes.csv").unwrap();
    assert_eq!(table.headers(), ["1", "2"]);
    let rows = cells(&table, 1).unwrap();
    let said: Vec<String> = rows.iter().flatten().map(|(text, place)| format!("{place}: {text}")).collect();
    assert_eq!(
        said,
        [
            "votes.csv, line 2, column 1: topic",
            "votes.csv, line 2, column 2: a;b",
            "votes.csv, line 3, column 1: url",
            "votes.csv, line 3, column 2: x",
        ]
    );
}

#[test]
fn good_oddities_are_read() {
    for (case, text, expected) in [
        ("byte order mark", "\u{feff}a,b\n1,2\n", vec![["1", "2"]]),
        ("carriage returns", "a,b\r\n1,2\r\n\r\n3,\r\n", vec![["1", "2"], ["3", ""]]),
        ("no last line feed", "a,b\n1,2", vec![["1", "2"]]),
        ("quotes", "a,b\n\"1,\n\"\"x\"\"\",2\n", vec![["1,\n\"x\"", "2"]]),
        ("a quote in the open", "a,b\n5\" pipe,2\n", vec![["5\" pipe", "2"]]),
        ("quoted header", "\"a\",\"b\"\r\n\"\",\"\"\n", vec![["", ""]]),
        ("moved characters", "a,b\n\"é\"\"ü\"\"\"\"ж\",中\n", vec![["é\"ü\"\"ж", "中"]]),
        ("only a header", "a,b\n", vec![]),
    ] {
        let source = stream(text.as_bytes());
        for block in [1, 7, 1 << 20] {
            let table = source.table("votes.csv").unwrap().with_pieces(block, 1);
            assert_eq!(table.headers(), ["a", "b"], "{case}");
            assert_eq!(texts(&table, 2).unwrap(), expected, "{case}");
        }
    }
}
