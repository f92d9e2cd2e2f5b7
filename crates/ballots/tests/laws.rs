//! What must hold of any votes: order, sharding, threads and format change nothing, and a round trip loses nothing.

mod common;

use ballots::{Ballots, ConvertOptions, Keep, OutputFormat, ReadOptions, convert, read};
use common::Folder;
use proptest::prelude::*;
use std::path::Path;

/// Participant, statement, vote, time, and a note in a column of its own.
type Row = (u8, u8, i8, Option<u8>, String);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        0_u8..6,
        0_u8..5,
        -1_i8..=1,
        prop_oneof![1 => Just(None), 9 => (0_u8..4).prop_map(Some)],
        "[a-c,\"\n]{0,3}",
    );
    prop::collection::vec(row, 1..60)
}

/// Cells without a time keep to one answer, so that the file is sound.
fn sound(rows: Vec<Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::new();
    for mut row in rows {
        let same: Vec<&Row> = kept.iter().filter(|old| (old.0, old.1) == (row.0, row.1)).collect();
        let needs_one_answer = same.iter().any(|old| old.3.is_none()) || row.3.is_none();
        if let Some(old) = same.first().filter(|_| needs_one_answer) {
            if same.iter().any(|other| other.2 != old.2) {
                continue;
            }
            row.2 = old.2;
        }
        kept.push(row);
    }
    kept
}

fn votes(rows: &[Row]) -> String {
    let mut text = "participant,statement,vote,time,note\n".to_owned();
    for (participant, statement, vote, time, note) in rows {
        let time = time.map(|step| (1_600_000_000_000_i64 + i64::from(step)).to_string()).unwrap_or_default();
        text.push_str(&format!(
            "p{participant},s{statement},{vote},{time},\"{}\"\n",
            note.replace('"', "\"\"")
        ));
    }
    text
}

const PARTICIPANTS: &str =
    "participant,party,weight,age\np0,A,1,30\np1,A,0.5,\np2,B,2,40\np3,,1,\np4,B,1,7\n";
const PARTIES: &str = "party,name,standing,population,roster,flag\nA,Aland,member,1000,5,x\nB,\"Bee, land\",observer,,,y\nC,Cee,member,7,3,\n";
const STATEMENTS: &str = "statement,text,topic,date,lang,moderated,colour\ns0,\"Zero, \"\"0\"\"\nnew line\",a;b,2020-01-01,en,1,red\ns1,One,,,fa,-1,\ns4,Four,b,2021-06-03T08:00:00Z,,0,\n";
const DESCRIPTOR: &str = "{\"title\": \"A title\", \"simulation\": {\"seed\": 7}, \"licence\": \"CC0\"}";

fn package(votes: &str) -> Folder {
    Folder::of(&[
        ("votes.csv", votes),
        ("participants.csv", PARTICIPANTS),
        ("parties.csv", PARTIES),
        ("statements.csv", STATEMENTS),
        ("datapackage.json", DESCRIPTOR),
    ])
}

fn read_with(path: &Path, threads: usize) -> Ballots {
    read(path, &ReadOptions { threads, keep: Keep::Votes, ..ReadOptions::default() }).expect("sound votes")
}

#[track_caller]
fn assert_same(a: &Ballots, b: &Ballots) {
    assert_eq!(a.input, b.input);
    assert_eq!(a.parties, b.parties);
    assert_eq!(a.statements, b.statements);
    assert_eq!(a.excluded, b.excluded);
    assert!(a.votes.is_some() && a.votes == b.votes, "{:?}\n{:?}", a.votes, b.votes);
    assert_eq!((a.simulation, &a.title, a.single_block), (b.simulation, &b.title, b.single_block));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_and_threads_change_nothing(rows in rows(), seed in any::<u64>()) {
        let rows = sound(rows);
        let as_is = package(&votes(&rows));
        let mut sorted = rows.clone();
        sorted.sort();
        let mut turned = rows.clone();
        turned.rotate_left((seed % rows.len() as u64) as usize);
        turned.reverse();
        let first = read_with(&as_is.path(""), 1);
        for other in [rows, sorted, turned] {
            let folder = package(&votes(&other));
            for threads in [1, 3] {
                assert_same(&first, &read_with(&folder.path(""), threads));
            }
        }
    }

    #[test]
    fn a_round_trip_loses_nothing(rows in rows()) {
        let rows = sound(rows);
        let start = package(&votes(&rows));
        let first = read_with(&start.path(""), 1);
        let out = Folder::of(&[]);
        for (name, format) in [("csv", OutputFormat::Csv), ("parquet", OutputFormat::Parquet), ("polis", OutputFormat::Polis)] {
            let options = ConvertOptions { format, ..ConvertOptions::default() };
            let there = out.path(name);
            let summary = convert(&start.path(""), &there, &options).unwrap();
            prop_assert_eq!(summary.events, rows.len() as u64);
            assert_same(&first, &read_with(&there, 2));
            let back = out.path(&format!("{name}-back"));
            convert(&there, &back, &ConvertOptions { format: OutputFormat::Csv, ..ConvertOptions::default() }).unwrap();
            assert_same(&first, &read_with(&back, 1));
            let direct = out.path("csv");
            for table in ["participants.csv", "parties.csv", "statements.csv"] {
                let cells = |folder: &Path| sorted_cells(&folder.join(table));
                let (one, other) = (cells(&direct), cells(&back));
                prop_assert!(one.is_subset(&other), "{} {}: {:?} {:?}", name, table, one, other);
            }
        }
        prop_assert_eq!(
            std::fs::read_to_string(out.path("csv").join("votes.csv")).unwrap(),
            std::fs::read_to_string(out.path("parquet-back").join("votes.csv")).unwrap()
        );
    }
}

/// Every non-empty cell of a table as (key, column, text).
fn sorted_cells(path: &Path) -> std::collections::BTreeSet<(String, String, String)> {
    let mut reader = csv::Reader::from_path(path).expect("a table that was written");
    let headers = reader.headers().expect("a header").clone();
    let mut cells = std::collections::BTreeSet::new();
    for record in reader.records() {
        let record = record.expect("a record");
        for (header, cell) in headers.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty()) {
            cells.insert((record[0].to_owned(), header.to_owned(), cell.to_owned()));
        }
    }
    cells
}

#[test]
fn a_package_of_sorted_and_of_shuffled_votes_is_the_same_over_many_chunks() {
    let mut sorted: Vec<String> = Vec::new();
    for person in 0..3000 {
        for statement in 0..40 {
            let vote = (person * 7 + statement * 3) % 3 - 1;
            sorted.push(format!("person{person},statement{statement},{vote},{}\n", 1_600_000_000 + person));
        }
        let late = (person + 1) % 3 - 1;
        sorted.push(format!("person{person},statement0,{late},{}\n", 1_700_000_000));
    }
    let mut shuffled = sorted.clone();
    shuffled.sort_by_key(|row| {
        row.bytes().rev().fold(0_u64, |sum, c| sum.wrapping_mul(31).wrapping_add(u64::from(c)))
    });
    let file = |rows: &[String]| format!("participant,statement,vote,time\n{}", rows.concat());
    let one = Folder::of(&[("votes.csv", &file(&sorted))]);
    let other = Folder::of(&[("votes.csv", &file(&shuffled))]);
    let wanted = read_with(&one.path(""), 1);
    assert_eq!((wanted.input.participants, wanted.input.revotes), (3000, 3000));
    for threads in [1, 2, 5] {
        assert_same(&wanted, &read_with(&one.path(""), threads));
        assert_same(&wanted, &read_with(&other.path(""), threads));
    }
    convert(&one.path("votes.csv"), &one.path("votes.parquet"), &ConvertOptions::default()).unwrap();
    for threads in [1, 2, 5] {
        assert_same(&wanted, &read_with(&one.path("votes.parquet"), threads));
    }
}

#[test]
fn one_file_holds_votes_alone_and_says_so() {
    let folder = package("participant,statement,vote\np0,s0,1\n");
    let error = convert(&folder.path(""), &folder.path("out.csv"), &ConvertOptions::default()).unwrap_err();
    assert!(error.to_string().contains("Name a folder"), "{error}");
    assert!(!folder.path("out.csv").exists());
}

#[test]
fn nothing_that_exists_is_written_over() {
    let folder = package("participant,statement,vote\np0,s0,1\n");
    let error = convert(&folder.path(""), &folder.path("votes.csv"), &ConvertOptions::default()).unwrap_err();
    assert!(error.to_string().contains("is there already"), "{error}");
    assert_eq!(
        std::fs::read_to_string(folder.path("votes.csv")).unwrap(),
        "participant,statement,vote\np0,s0,1\n"
    );
}

#[test]
fn the_mark_of_a_simulation_survives_every_folder() {
    let folder = package("participant,statement,vote\np0,s0,1\n");
    for (name, format) in [("a", OutputFormat::Csv), ("b", OutputFormat::Parquet), ("c", OutputFormat::Polis)]
    {
        convert(
            &folder.path(""),
            &folder.path(name),
            &ConvertOptions { format, ..ConvertOptions::default() },
        )
        .unwrap();
        assert_eq!(read_with(&folder.path(name), 1).simulation, Some(7), "{name}");
    }
    std::fs::remove_file(folder.path("c").join("datapackage.json")).unwrap();
    assert_eq!(read_with(&folder.path("c"), 1).simulation, Some(7));
}

#[test]
fn weights_reach_the_tally_in_thousandths() {
    let folder = package("participant,statement,vote\np1,s0,1\np2,s0,-1\n");
    let ballots = read_with(&folder.path(""), 1);
    let at = |key: &str| {
        let block = ballots.tally.find_block(&tally::Block::named(key)).unwrap();
        ballots.tally.weighted(block, ballots.tally.find_statement(&"s0".into()).unwrap())
    };
    assert_eq!((at("A").agree, at("A").squares), (500, 250_000));
    assert_eq!((at("B").disagree, at("B").squares), (2000, 4_000_000));
}

#[test]
fn a_party_without_a_vote_is_still_a_party() {
    let folder = package("participant,statement,vote\np0,s0,1\n");
    let ballots = read_with(&folder.path(""), 1);
    let keys: Vec<&str> = ballots.parties.iter().map(|party| party.key.as_str()).collect();
    assert_eq!((keys, ballots.input.parties), (vec!["A", "B", "C"], 3));
}
