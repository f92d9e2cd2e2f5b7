//! Bad input is refused in one clear message: file, line, column, what was found, what was expected.

mod common;

use ballots::{ConvertOptions, Filters, ReadOptions, convert, parse_instant, read};
use common::Folder;
use tables::write::{Cell, ColumnType, TableWriter};

struct Case {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// The file to read; the folder if empty.
    path: &'static str,
    /// Parts of the message.
    says: &'static [&'static str],
}

const GOOD: (&str, &str) = ("votes.csv", "participant,statement,vote\np1,s1,1\np2,s1,0\n");
const TIMED: &str = "participant,statement,vote,time\n";
const WIDE: &str = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n";

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { name: "nothing there", files: &[], path: "none.csv", says: &["none.csv", "no such file"] },
    Case { name: "an empty folder", files: &[], path: "", says: &["no votes here", "votes.csv", "empty"] },
    Case { name: "a folder of other things", files: &[("readme.txt", "hello")], path: "", says: &["no votes here", "readme.txt"] },
    Case { name: "an empty file", files: &[("votes.csv", "")], path: "", says: &["votes.csv", "empty"] },
    Case { name: "wrong column", files: &[("votes.csv", "participant,statment,vote\np,s,1\n")], path: "", says: &["votes.csv, line 1", "no column `statement`", "`statment` meant"] },
    Case { name: "missing column", files: &[("votes.csv", "participant,statement\np,s\n")], path: "", says: &["votes.csv, line 1", "no column `vote`", "The columns are `participant`, `statement`"] },
    Case { name: "headers of another kind", files: &[("votes.csv", "a,b,c\n1,2,3\n")], path: "votes.csv", says: &["votes.csv, line 1", "no column `participant`", "`a`, `b`, `c`"] },
    Case { name: "semicolons", files: &[("votes.csv", "participant;statement;vote\np;s;1\n")], path: "", says: &["votes.csv, line 1", "semicolons", "commas"] },
    Case { name: "a column of a Polis file is missing", files: &[("votes.csv", "timestamp,comment-id,vote\n1,0,1\n")], path: "", says: &["votes.csv, line 1", "no column `voter-id`"] },
    Case { name: "duplicate header", files: &[("votes.csv", "participant,statement,vote,vote\np,s,1,1\n")], path: "", says: &["votes.csv", "vote"] },
    Case { name: "a vote of 2", files: &[("votes.csv", "participant,statement,vote\np,s,1\np,t,2\n")], path: "", says: &["votes.csv, line 3, column `vote`", "`2` is no vote", "1, 0 or -1, or agree"] },
    Case { name: "a vote of yes", files: &[("votes.csv", "participant,statement,vote\np,s,yes\n")], path: "", says: &["line 2, column `vote`", "`yes` is no vote"] },
    Case { name: "a vote of 0.5", files: &[("votes.csv", "participant,statement,vote\np,s,0.5\n")], path: "", says: &["line 2, column `vote`", "`0.5`"] },
    Case { name: "no vote in the row", files: &[("votes.csv", "participant,statement,vote\np,s,\n")], path: "", says: &["line 2, column `vote`", "empty"] },
    Case { name: "no participant in the row", files: &[("votes.csv", "participant,statement,vote\n,s,1\n")], path: "", says: &["line 2, column `participant`", "empty"] },
    Case { name: "no statement in the row", files: &[("votes.csv", "participant,statement,vote\np,,1\n")], path: "", says: &["line 2, column `statement`", "empty"] },
    Case { name: "a field too many", files: &[("votes.csv", "participant,statement,vote\np,s,1,9\n")], path: "", says: &["votes.csv, line 2", "4 fields", "3 fields"] },
    Case { name: "a field too few", files: &[("votes.csv", "participant,statement,vote\np,s\n")], path: "", says: &["votes.csv, line 2", "2 fields"] },
    Case { name: "a quote never closed", files: &[("votes.csv", "participant,statement,vote\np,\"s,1\nq,s,1\n")], path: "", says: &["votes.csv, line 2", "never closed"] },
    Case { name: "two different votes without a time", files: &[("votes.csv", "participant,statement,vote\np,s,1\nq,s,1\np,s,-1\n")], path: "", says: &["votes.csv, line 4", "`p`", "`s`", "line 2", "a time for each"] },
    Case { name: "two different votes, sorted", files: &[("votes.csv", "participant,statement,vote\np,s,1\np,s,-1\nq,s,1\n")], path: "", says: &["votes.csv, line 3", "`p`", "line 2"] },
    Case { name: "a vote without a time beside one with", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,1622707200\np,s,-1,\n")], path: "", says: &["votes.csv, line 3", "line 2", "not both have a time"] },
    Case { name: "a time that is none", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,yesterday\n")], path: "", says: &["line 2, column `time`", "`yesterday` is no time", "milliseconds"] },
    Case { name: "a bare date as a time", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,2021-06-03\n")], path: "", says: &["line 2, column `time`", "2021-06-03"] },
    Case { name: "seconds and milliseconds in one column", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,1622707200\nq,s,1,1622707200000\n")], path: "", says: &["line 3, column `time`", "milliseconds", "line 2 seconds", "one unit"] },
    Case { name: "milliseconds and microseconds in one column", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,1622707200000\nq,s,1,1622707200000000\n")], path: "", says: &["line 3, column `time`", "microseconds"] },
    Case { name: "numbers and written times in one column", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,1622707200\nq,s,1,2021-06-03T08:00:00Z\n")], path: "", says: &["line 3, column `time`", "2021-06-03T08:00:00Z"] },
    Case { name: "nanoseconds", files: &[("votes.csv", "participant,statement,vote,time\np,s,1,1622707200000000000\n")], path: "", says: &["line 2, column `time`", "microseconds"] },
    Case { name: "participant twice", files: &[GOOD, ("participants.csv", "participant,party\np1,A\np2,A\np1,B\n")], path: "", says: &["participants.csv, line 4, column `participant`", "`p1`", "line 2 already"] },
    Case { name: "participant without a key", files: &[GOOD, ("participants.csv", "participant,party\n,A\n")], path: "", says: &["participants.csv, line 2, column `participant`", "empty"] },
    Case { name: "participants without a key column", files: &[GOOD, ("participants.csv", "person,party\np1,A\n")], path: "", says: &["participants.csv, line 1", "no column `participant`"] },
    Case { name: "a party that is not in the parties table", files: &[GOOD, ("participants.csv", "participant,party\np1,A\np2,B\n"), ("parties.csv", "party\nA\n")], path: "", says: &["participants.csv, line 3, column `party`", "`B` is not in the parties table"] },
    Case { name: "a weight with four decimals", files: &[GOOD, ("participants.csv", "participant,weight\np1,1.0001\n")], path: "", says: &["participants.csv, line 2, column `weight`", "1.0001", "three decimals"] },
    Case { name: "a negative weight", files: &[GOOD, ("participants.csv", "participant,weight\np1,-1\n")], path: "", says: &["participants.csv, line 2, column `weight`", "-1"] },
    Case { name: "party twice", files: &[GOOD, ("parties.csv", "party\np1\np2\np1\n")], path: "", says: &["parties.csv, line 4, column `party`", "`p1`", "line 2 already"] },
    Case { name: "party without a key", files: &[GOOD, ("parties.csv", "party,name\n,Nobody\n")], path: "", says: &["parties.csv, line 2, column `party`", "empty"] },
    Case { name: "parties without a key column", files: &[GOOD, ("parties.csv", "code,name\np1,One\n")], path: "", says: &["parties.csv, line 1", "no column `party`"] },
    Case { name: "negative population", files: &[GOOD, ("parties.csv", "party,population\np1,-5\np2,3\n")], path: "", says: &["parties.csv, line 2, column `population`", "-5", "0 or more"] },
    Case { name: "half a population", files: &[GOOD, ("parties.csv", "party,population\np1,3.5\n")], path: "", says: &["parties.csv, line 2, column `population`", "3.5", "whole number"] },
    Case { name: "a roster of nobody", files: &[GOOD, ("parties.csv", "party,roster\np1,0\n")], path: "", says: &["parties.csv, line 2, column `roster`", "1 or more"] },
    Case { name: "a roster smaller than its voters", files: &[GOOD, ("participants.csv", "participant,party\np1,A\np2,A\n"), ("parties.csv", "party,roster\nA,1\n")], path: "", says: &["parties.csv, line 2, column `roster`", "two files disagree", "roster of 1", "2 of its participants voted"] },
    Case { name: "a voter who is no party", files: &[GOOD, ("parties.csv", "party\np1\n")], path: "", says: &["votes.csv, line 3, column `participant`", "`p2` is not in the parties table", "participants"] },
    Case { name: "statement twice", files: &[GOOD, ("statements.csv", "statement,text\ns1,a\ns1,b\n")], path: "", says: &["statements.csv, line 3, column `statement`", "`s1`", "line 2 already"] },
    Case { name: "statement without a key", files: &[GOOD, ("statements.csv", "statement,text\n,a\n")], path: "", says: &["statements.csv, line 2, column `statement`", "empty"] },
    Case { name: "a date that is none", files: &[GOOD, ("statements.csv", "statement,date\ns1,3 June\n")], path: "", says: &["statements.csv, line 2, column `date`", "3 June", "2021-06-03"] },
    Case { name: "a moderation of 5", files: &[GOOD, ("statements.csv", "statement,moderated\ns1,5\n")], path: "", says: &["statements.csv, line 2, column `moderated`", "`5`", "-1 (taken out)"] },
    Case { name: "meta that is neither", files: &[GOOD, ("statements.csv", "statement,is-meta\ns1,perhaps\n")], path: "", says: &["statements.csv, line 2, column `is-meta`", "perhaps", "true or false"] },
    Case { name: "the column is named after a line break in a text", files: &[GOOD, ("statements.csv", "statement,text,moderated\ns1,\"two\nlines\",1\ns2,x,9\n")], path: "", says: &["statements.csv, line 4, column `moderated`", "`9`"] },
    Case { name: "two tables of votes", files: &[GOOD, ("votes.csv.gz", "x")], path: "", says: &["votes.csv", "votes.csv.gz"] },
    Case { name: "plain and Polis votes in one folder", files: &[GOOD, ("participants-votes.csv", WIDE)], path: "", says: &["votes.csv", "participants-votes.csv", "votes of one kind"] },
    Case { name: "a descriptor that is no JSON", files: &[GOOD, ("datapackage.json", "{\n\"title\": }")], path: "", says: &["datapackage.json, line 2", "JSON"] },
    Case { name: "simulated without a seed", files: &[GOOD, ("datapackage.json", "{\"simulation\": true}")], path: "", says: &["datapackage.json, column `simulation`", "simulated, without a seed"] },
    Case { name: "Polis events alone do not tell the sign", files: &[("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n1500000000000,x,0,0,1\n")], path: "", says: &["votes.csv", "whether 1 or -1 means agree", "--agree"] },
    Case { name: "a matrix of passes does not tell the sign", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,0,1,0,0,0\n")], path: "", says: &["participants-votes.csv", "whether 1 or -1 means agree", "--agree"] },
    Case { name: "counts that fit neither sign", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n0,0,0,2,2,0,1,1\n1,0,0,2,2,0,1,-1\n")], path: "", says: &["participants-votes.csv, line 3, column `n-agree`", "2 agree and 0 disagree", "1 of 1 and 1 of -1"] },
    Case { name: "counts that contradict each other", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,0,1,1,0,1\n1,0,0,1,1,0,-1\n")], path: "", says: &["participants-votes.csv", "1 rows count 1 as agree and 1 rows count -1"] },
    Case { name: "a declaration against the counts", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,0,1,1,0,1\n"), ("summary.csv", "topic,x\nvote-convention,agree=-1;disagree=+1;pass=0\n")], path: "", says: &["participants-votes.csv", "vote-convention says that -1", "counts in this file say +1"] },
    Case { name: "a declaration that cannot be read", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,0,1,1,0,1\n"), ("summary.csv", "vote-convention,agree=yes\n")], path: "", says: &["summary.csv", "agree=yes", "agree=+1;disagree=-1"] },
    Case { name: "a matrix cell of 7", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n0,0,0,1,1,0,1,7\n")], path: "", says: &["participants-votes.csv, line 2, column `1`", "`7` is no vote"] },
    Case { name: "a participant twice in the matrix", files: &[("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,0,1,1,0,1\n0,0,0,1,1,0,1\n")], path: "", says: &["participants-votes.csv, line 3, column `participant`", "`0`", "line 2 already"] },
    Case { name: "a matrix without statements", files: &[("participants-votes.csv", "participant,group-id,n-votes\n0,0,0\n")], path: "", says: &["participants-votes.csv", "no column of a statement"] },
    Case { name: "events and matrix disagree", files: &[("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n1500000000000,x,0,0,1\n1500000000000,x,1,0,1\n1500000000000,x,0,1,1\n"), ("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n0,0,0,2,1,1,1,-1\n1,0,0,1,1,0,1,\n")], path: "", says: &["participants-votes.csv, line 2, column `1`", "two files disagree", "participant `0` on statement `1` is disagree here", "votes.csv (line 3) is agree"] },
    Case { name: "a vote that the matrix lacks", files: &[("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n1500000000000,x,0,0,1\n1500000000000,x,0,7,1\n"), ("participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,0,1,1,0,1\n")], path: "", says: &["participants-votes.csv", "participant `7`", "no vote here", "votes.csv (line 3) is agree"] },
    Case { name: "votes.json that is no JSON", files: &[("votes.json", "[\n{\"pid\": 1,\n]")], path: "", says: &["votes.json, line 3", "JSON"] },
    Case { name: "votes.json without a participant", files: &[("votes.json", "[{\"tid\": 1, \"vote\": 1}]")], path: "", says: &["votes.json, line 1", "participant_id"] },
    Case { name: "a vote of 2 in votes.json", files: &[("votes.json", "[{\"pid\": 0, \"tid\": 1, \"vote\": 1}, {\"pid\": 0, \"tid\": 2, \"vote\": 2}]")], path: "", says: &["votes.json, row 2, column `vote`", "`2` is no vote"] },
    Case { name: "votes.json alone does not tell the sign", files: &[("votes.json", "[{\"pid\": 0, \"tid\": 1, \"vote\": 1}]")], path: "", says: &["votes.json", "whether 1 or -1 means agree", "--agree"] },
];

fn message(folder: &Folder, path: &str, options: &ReadOptions<'_>) -> String {
    match read(&folder.path(path), options) {
        Ok(ballots) => panic!("read without an error: {:?}", ballots.input),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn assert_says(name: &str, message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "{name}: {part:?} is missing in: {message}");
    }
    assert!(!message.contains('\n'), "{name}: more than one line: {message}");
}

#[test]
fn each_bad_file_is_refused_with_its_place() {
    for case in CASES {
        let folder = Folder::of(case.files);
        assert_says(case.name, &message(&folder, case.path, &ReadOptions::default()), case.says);
    }
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    for case in CASES {
        let folder = Folder::of(case.files);
        let out = Folder::of(&[]);
        for name in ["out", "out.csv"] {
            assert!(convert(&folder.path(case.path), &out.path(name), &ConvertOptions::default()).is_err());
        }
        assert_eq!(std::fs::read_dir(out.path("")).unwrap().count(), 0, "{}", case.name);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let rows = "participant,statement,vote\np,s,1\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let long = format!("participant,statement,vote\np,{},1\n", "x".repeat(10 << 20));
    let cases: [(&str, &str, Vec<u8>, &[&str]); 6] = [
        ("UTF-16", "votes.csv", utf16, &["votes.csv", "UTF-16"]),
        (
            "Latin-1",
            "votes.csv",
            b"participant,statement,vote\np\xe9,s,1\n".to_vec(),
            &["votes.csv, line 2", "UTF-8"],
        ),
        ("a line of 10 MB", "votes.csv", long.into_bytes(), &["votes.csv, line 2", "longer than 1 MiB"]),
        ("gzip by name only", "votes.csv.gz", rows.as_bytes().to_vec(), &["votes.csv.gz", "gzip"]),
        ("Parquet by name only", "votes.parquet", rows.as_bytes().to_vec(), &["votes.parquet", "Parquet"]),
        ("half a Parquet file", "votes.parquet", b"PAR1xxxxPAR1".to_vec(), &["votes.parquet"]),
    ];
    for (name, file, bytes, parts) in cases {
        let folder = Folder::with(&[(file, &bytes)]);
        assert_says(name, &message(&folder, "", &ReadOptions::default()), parts);
    }
}

#[test]
fn a_truncated_gzip_is_refused() {
    let folder = Folder::of(&[("votes.csv", "participant,statement,vote\np,s,1\nq,s,0\n")]);
    convert(&folder.path("votes.csv"), &folder.path("whole.csv.gz"), &ConvertOptions::default()).unwrap();
    let whole = std::fs::read(folder.path("whole.csv.gz")).unwrap();
    std::fs::write(folder.path("cut.csv.gz"), &whole[..whole.len() - 9]).unwrap();
    assert_says("cut", &message(&folder, "cut.csv.gz", &ReadOptions::default()), &["cut.csv.gz", "cut off"]);
}

#[test]
fn parquet_of_another_schema_is_refused() {
    let folder = Folder::of(&[]);
    let path = folder.path("votes.parquet");
    let mut writer =
        TableWriter::create(&path, &[("participant", ColumnType::Text), ("answer", ColumnType::Int)])
            .unwrap();
    writer.write_row(&[Cell::Text("p"), Cell::Int(1)]).unwrap();
    writer.finish().unwrap();
    let says = ["votes.parquet", "no column `statement`", "`participant`, `answer`"];
    assert_says("schema", &message(&folder, "", &ReadOptions::default()), &says);

    let path = folder.path("wrong.parquet");
    let columns =
        [("participant", ColumnType::Text), ("statement", ColumnType::Text), ("vote", ColumnType::Int)];
    let mut writer = TableWriter::create(&path, &columns).unwrap();
    writer.write_row(&[Cell::Text("p"), Cell::Text("s"), Cell::Int(1)]).unwrap();
    writer.write_row(&[Cell::Text("p"), Cell::Text("t"), Cell::Int(3)]).unwrap();
    writer.finish().unwrap();
    let says = ["wrong.parquet, row 2, column `vote`", "`3` is no vote"];
    assert_says("row", &message(&folder, "wrong.parquet", &ReadOptions::default()), &says);
}

#[test]
fn filters_that_name_what_is_not_there_say_what_is() {
    let folder = Folder::of(&[
        GOOD,
        ("participants.csv", "participant,party,region\np1,CN,east\np2,RU,north\n"),
        ("parties.csv", "party,standing\nCN,member\nRU,observer\n"),
        ("statements.csv", "statement,topic\ns1,health; media\n"),
    ]);
    let list = |value: &str| vec![value.to_owned()];
    let none = Filters::default;
    for (filters, parts) in [
        (Filters { party: list("cn"), ..none() }, ["no party `cn`", "`CN`"]),
        (Filters { party: list("XX"), ..none() }, ["no party `XX`", "one of `CN`, `RU`"]),
        (Filters { standing: list("observr"), ..none() }, ["no standing `observr`", "`observer`"]),
        (Filters { topic: list("sports"), ..none() }, ["no topic `sports`", "`health`, `media`"]),
        (Filters { statement: list("s9"), ..none() }, ["no statement `s9`", "`s1`"]),
        (
            Filters { party: list("CN"), standing: list("observer"), ..none() },
            ["no party is left", "--standing"],
        ),
    ] {
        let options = ReadOptions { filters, ..ReadOptions::default() };
        assert_says("filter", &message(&folder, "", &options), &parts);
    }
    for (blocks, parts) in [
        ("regoin", ["no column `regoin`", "`region` meant"]),
        ("tier", ["no column `tier`", "`party`, `region`"]),
    ] {
        let options = ReadOptions { blocks: Some(blocks.to_owned()), ..ReadOptions::default() };
        assert_says(blocks, &message(&folder, "", &options), &parts);
    }
    let alone = Folder::of(&[GOOD]);
    let blocks = ReadOptions { blocks: Some("region".to_owned()), ..ReadOptions::default() };
    assert_says("no table", &message(&alone, "", &blocks), &["`region`", "no table of participants"]);
    let filters = Filters { party: list("A"), ..none() };
    let options = ReadOptions { filters, ..ReadOptions::default() };
    assert_says("one block", &message(&alone, "", &options), &["nothing says which party"]);
}

#[test]
fn lenient_skips_counts_and_lists_the_first_ten() {
    let mut votes = TIMED.to_owned();
    for number in 0..15 {
        votes.push_str(&format!("p{number:02},s,1,1622707200\np{number:02},t,maybe,1622707200\n"));
    }
    votes.push_str("p99,s,1,1622707200,too many\n");
    let folder = Folder::of(&[("votes.csv", &votes)]);
    for threads in [1, 2] {
        let options = ReadOptions { lenient: true, threads, ..ReadOptions::default() };
        let ballots = read(&folder.path(""), &options).unwrap();
        assert_eq!((ballots.input.votes, ballots.input.skipped), (15, 16));
        let note = ballots.notes.iter().find(|note| note.kind == "skipped").unwrap();
        assert!(
            note.text.starts_with("16 bad rows were skipped:\n  votes.csv, line 3, column `vote`"),
            "{}",
            note.text
        );
        assert!(note.text.ends_with("and 6 more"), "{}", note.text);
        assert_eq!(note.text.lines().count(), 12);
    }
}

#[test]
fn lenient_leaves_out_what_nothing_orders_and_says_so() {
    let files = [("votes.csv", "participant,statement,vote\np,s,1\np,s,-1\nq,s,1\nq,t,0\nq,t,0\n")];
    let options = ReadOptions { lenient: true, ..ReadOptions::default() };
    let input = read(&Folder::of(&files).path(""), &options).unwrap().input;
    assert_eq!((input.participants, input.votes, input.revotes, input.skipped), (1, 2, 1, 2));
}

#[test]
fn lenient_ignores_a_roster_that_cannot_be() {
    let files = [
        GOOD,
        ("participants.csv", "participant,party\np1,A\np2,A\n"),
        ("parties.csv", "party,roster\nA,1\n"),
    ];
    let options = ReadOptions { lenient: true, ..ReadOptions::default() };
    let ballots = read(&Folder::of(&files).path(""), &options).unwrap();
    assert_eq!(ballots.parties[0].roster, None);
    assert!(ballots.notes.iter().any(|note| note.kind == "roster"));
}

#[test]
fn byte_order_mark_and_line_ends_of_windows_are_no_fault() {
    let plain = read(&Folder::of(&[GOOD]).path(""), &ReadOptions::default()).unwrap();
    let marked = "\u{feff}participant,statement,vote\r\np1,s1,1\r\np2,s1,0\r\n";
    let windows = read(&Folder::of(&[("votes.csv", marked)]).path(""), &ReadOptions::default()).unwrap();
    assert_eq!(plain.input, windows.input);
}

#[test]
fn dates_without_a_date_are_left_out_and_counted() {
    let files = [
        ("votes.csv", "participant,statement,vote\np,s1,1\np,s2,1\np,s3,1\n"),
        ("statements.csv", "statement,date\ns1,2001-06-14\ns2,2001-06-15\ns3,\n"),
    ];
    let filters = Filters { since: parse_instant("2001-06-15"), ..Filters::default() };
    let options = ReadOptions { filters, ..ReadOptions::default() };
    let ballots = read(&Folder::of(&files).path(""), &options).unwrap();
    assert_eq!(ballots.input.votes, 1);
    assert!(ballots.notes.iter().any(|note| note.kind == "no_date" && note.text.starts_with("1 votes")));
}
