//! The command over recorded votes, read from the folder that PLENARY_DATA names and never copied.

use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn data(folder: &str) -> PathBuf {
    let root = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder of recorded votes");
    let path = PathBuf::from(root).join(folder);
    assert!(path.exists(), "{} is missing", path.display());
    path
}

fn analyze(path: &PathBuf, more: &[&str]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .arg("analyze")
        .arg(path)
        .args(more)
        .arg("--json")
        .output();
    let run = run.expect("plenary starts");
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{}: {complaint}", path.display());
    serde_json::from_slice(&run.stdout).expect("JSON on standard output")
}

fn schema() -> jsonschema::Validator {
    let text = include_str!("../../../docs/analysis.schema.json");
    jsonschema::validator_for(&serde_json::from_str(text).expect("the schema is JSON")).expect("a schema")
}

/// Figures of the recorded roll calls of the General Assembly: the 18 states of the reference forum since 2001-06-15.
#[test]
fn roll_calls_of_eighteen_states() {
    let chosen = ["--standing", "member,observer,dialogue_partner", "--since", "2001-06-15"];
    let found = analyze(&data("unga"), &chosen);
    assert_eq!(found["input"]["statements"], 1_783);
    assert_eq!(found["input"]["parties"], 18);
    assert_eq!(found["exact"]["no_objection"], 1_181);
    assert_eq!(found["exact"]["unanimous"], 401);
    assert_eq!(found["summary"]["unanimous"], 401);
    assert_eq!(found["statements"].as_array().map(Vec::len), Some(1_783));
    let problems: Vec<String> = schema().iter_errors(&found).map(|error| error.to_string()).take(3).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

struct Conversation {
    folder: &'static str,
    participants: u64,
    statements: u64,
    /// agree, pass, disagree: the cells of participants-votes.csv.
    votes: [u64; 3],
    /// Rows of votes.csv, where there is one.
    events: Option<u64>,
    moderated_out: u64,
}

#[rustfmt::skip]
const CONVERSATIONS: [Conversation; 8] = [
    Conversation { folder: "15-per-hour-seattle", participants: 339, statements: 54, votes: [1_358, 592, 922], events: Some(2_995), moderated_out: 23 },
    Conversation { folder: "american-assembly.bowling-green", participants: 2_031, statements: 896, votes: [109_752, 77_125, 38_647], events: None, moderated_out: 289 },
    Conversation { folder: "austria-climate.5twd2jsnkf.2022-08-08", participants: 1_116, statements: 522, votes: [38_206, 13_955, 9_223], events: Some(61_936), moderated_out: 245 },
    Conversation { folder: "brexit-consensus", participants: 204, statements: 50, votes: [2_685, 666, 1_952], events: Some(5_312), moderated_out: 0 },
    Conversation { folder: "canadian-electoral-reform", participants: 448, statements: 174, votes: [7_205, 1_914, 2_831], events: Some(12_018), moderated_out: 22 },
    Conversation { folder: "football-concussions", participants: 1_487, statements: 298, votes: [6_637, 3_464, 4_227], events: Some(14_924), moderated_out: 137 },
    Conversation { folder: "scoop-hivemind.biodiversity", participants: 536, statements: 314, votes: [19_229, 5_018, 5_472], events: Some(29_802), moderated_out: 160 },
    Conversation { folder: "vtaiwan.uberx", participants: 1_921, statements: 197, votes: [31_029, 6_520, 11_894], events: Some(49_997), moderated_out: 78 },
];

#[test]
fn every_export_counts_what_its_own_tables_say() {
    let schema = schema();
    for c in CONVERSATIONS {
        let found = analyze(&data(&format!("opendata/{}", c.folder)), &[]);
        let input = |key: &str| found["input"][key].as_u64().expect("a count");
        let votes: u64 = c.votes.iter().sum();
        assert_eq!(
            (input("participants"), input("statements"), input("votes")),
            (c.participants, c.statements, votes),
            "{}",
            c.folder
        );
        assert_eq!([input("agree"), input("pass"), input("disagree")], c.votes, "{}", c.folder);
        if let Some(events) = c.events {
            assert_eq!(input("revotes"), events - votes, "{}", c.folder);
        }
        let graded = found["statements"].as_array().map_or(0, Vec::len) as u64;
        let excluded = found["excluded"].as_array().map_or(0, Vec::len) as u64;
        assert_eq!(graded + excluded, c.statements, "{}", c.folder);
        assert_eq!(excluded, c.moderated_out, "{}", c.folder);
        let stronger = ["unanimous", "consensus", "broad_consensus", "shared_rejection", "divided"];
        assert!(
            stronger.iter().all(|grade| found["summary"][grade] == 0),
            "{}: one block earns no more than a majority",
            c.folder
        );
        assert!(schema.is_valid(&found), "{}", c.folder);
    }
}

#[test]
fn published_groups_are_graded_as_blocks() {
    let found = analyze(&data("opendata/vtaiwan.uberx"), &["--blocks", "group-id"]);
    assert_eq!(found["input"]["votes"], 49_443);
    let parties = found["statements"][0]["parties"].as_array().map_or(0, Vec::len);
    assert!(parties >= 2, "the published groups");
    let grades: u64 = found["summary"].as_object().expect("counts").values().filter_map(Value::as_u64).sum();
    assert_eq!(grades, 197 - 78);
}

#[test]
fn api_dumps_are_read() {
    for folder in ["50ptpt-3gp-strict-no-meta", "above-100-ptpts", "below-100-ptpts"] {
        let found = analyze(&data(&format!("polis-math/{folder}")), &[]);
        assert!(found["input"]["votes"].as_u64() > Some(500), "{folder}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let path = data("opendata/scoop-hivemind.biodiversity");
    let one = analyze(&path, &["--threads", "1", "--blocks", "group-id"]);
    for threads in ["2", "7"] {
        assert_eq!(one, analyze(&path, &["--threads", threads, "--blocks", "group-id"]));
    }
}
