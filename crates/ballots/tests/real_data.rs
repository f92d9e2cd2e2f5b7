//! Real votes, as the project's data folder has them. `PLENARY_DATA` names the folder.

use ballots::{ConvertOptions, Filters, OutputFormat, ReadOptions, convert, parse_instant, read};
use std::path::PathBuf;

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn data() -> PathBuf {
    let folder = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder with the real data");
    let folder = PathBuf::from(folder);
    assert!(folder.is_dir(), "PLENARY_DATA is no folder: {}", folder.display());
    folder
}

/// Participants, statements, votes, agree, pass, disagree and events, each counted from the files by hand
/// (participants-votes.csv; events from votes.csv where there is one).
const EXPORTS: [(&str, [u64; 7]); 8] = [
    ("15-per-hour-seattle", [339, 54, 2872, 1358, 592, 922, 2995]),
    ("american-assembly.bowling-green", [2031, 896, 225_524, 109_752, 77_125, 38_647, 225_524]),
    ("austria-climate.5twd2jsnkf.2022-08-08", [1116, 522, 61_384, 38_206, 13_955, 9223, 61_936]),
    ("brexit-consensus", [204, 50, 5303, 2685, 666, 1952, 5312]),
    ("canadian-electoral-reform", [448, 174, 11_950, 7205, 1914, 2831, 12_018]),
    ("football-concussions", [1487, 298, 14_328, 6637, 3464, 4227, 14_924]),
    ("scoop-hivemind.biodiversity", [536, 314, 29_719, 19_229, 5018, 5472, 29_802]),
    ("vtaiwan.uberx", [1921, 197, 49_443, 31_029, 6520, 11_894, 49_997]),
];

#[test]
fn every_polis_export_gives_what_its_files_say() {
    for (name, wanted) in EXPORTS {
        let ballots = read(&data().join("opendata").join(name), &ReadOptions::default()).unwrap();
        let input = &ballots.input;
        let found = [
            input.participants,
            input.statements,
            input.votes,
            input.agree,
            input.pass,
            input.disagree,
            input.events,
        ];
        assert_eq!(found, wanted, "{name}");
        assert!(ballots.single_block && ballots.parties.len() == 1, "{name}");
        assert!(ballots.title.is_some(), "{name}");
    }
}

#[test]
fn the_groups_that_polis_published_are_blocks() {
    let options = ReadOptions { blocks: Some("group-id".to_owned()), ..ReadOptions::default() };
    let ballots = read(&data().join("opendata/vtaiwan.uberx"), &options).unwrap();
    let keys: Vec<&str> = ballots.parties.iter().map(|party| party.key.as_str()).collect();
    assert_eq!(keys, ["0", "1"]);
    assert_eq!((ballots.input.participants, ballots.input.votes), (1921, 49_443));
    assert!(ballots.notes.iter().any(|note| note.text.starts_with("702 of 1921 participants")));
}

#[test]
fn moderated_out_statements_are_in_the_tally_and_named() {
    let ballots = read(&data().join("opendata/15-per-hour-seattle"), &ReadOptions::default()).unwrap();
    let strict = ReadOptions { strict: true, ..ReadOptions::default() };
    let strictly = read(&data().join("opendata/15-per-hour-seattle"), &strict).unwrap();
    assert_eq!((ballots.excluded.len(), strictly.excluded.len()), (23, 24));
    assert_eq!(ballots.input, strictly.input);
}

#[test]
fn the_general_assembly_since_2001_as_the_reference_scenario_sees_it() {
    let filters = Filters {
        standing: ["member", "observer", "dialogue_partner"].map(str::to_owned).to_vec(),
        since: parse_instant("2001-06-15"),
        ..Filters::default()
    };
    let options = ReadOptions { filters, ..ReadOptions::default() };
    let ballots = read(&data().join("unga"), &options).unwrap();
    assert_eq!((ballots.input.statements, ballots.input.parties), (1783, 18));
    assert_eq!(ballots.input.participants, 18);
    assert!(ballots.parties.iter().all(|party| party.roster == Some(1) && party.standing.is_some()));
    // A party's side is the sign of agree minus disagree; each party is one state with one vote.
    let sides = |statement| {
        let of = |block| {
            let counts = ballots.tally.counts(block, statement);
            (counts.answers() > 0).then(|| counts.agree as i64 - counts.disagree as i64)
        };
        ballots.tally.block_indices().map(of).collect::<Vec<_>>()
    };
    let all: Vec<_> = ballots.tally.statement_indices().map(sides).collect();
    let no_objection = all.iter().filter(|sides| sides.iter().flatten().all(|&side| side >= 0)).count();
    let unanimous = all.iter().filter(|sides| sides.iter().all(|side| *side == Some(1))).count();
    assert_eq!((no_objection, unanimous), (1181, 401));
}

#[test]
fn the_whole_general_assembly_has_one_vote_per_row() {
    let ballots = read(&data().join("unga"), &ReadOptions::default()).unwrap();
    assert_eq!((ballots.input.votes, ballots.input.revotes), (870_109, 0));
    assert_eq!((ballots.input.participants, ballots.input.parties), (200, 200));
}

#[test]
fn every_answer_of_the_polis_api_is_read_and_its_sign_proven() {
    for (name, participants, statements, agree, disagree) in [
        ("50ptpt-3gp-strict-no-meta", 51, 29, 415, 338),
        ("above-100-ptpts", 267, 60, 2838, 1031),
        ("below-100-ptpts", 35, 44, 254, 92),
    ] {
        let ballots = read(&data().join("polis-math").join(name), &ReadOptions::default()).unwrap();
        let input = &ballots.input;
        assert_eq!((input.participants, input.statements), (participants, statements), "{name}");
        // The sums of agree_count and disagree_count in comments.json.
        assert_eq!((input.agree, input.disagree), (agree, disagree), "{name}");
        assert!(ballots.title.is_some(), "{name}");
    }
}

#[test]
fn a_round_trip_of_real_votes_loses_nothing() {
    for name in ["opendata/vtaiwan.uberx", "opendata/football-concussions", "polis-math/below-100-ptpts"] {
        let start = data().join(name);
        let first = read(&start, &ReadOptions::default()).unwrap();
        let out = tempfile::tempdir().unwrap();
        let mut before = start;
        for format in [OutputFormat::Csv, OutputFormat::Polis, OutputFormat::Parquet] {
            let there = out.path().join(format!("{format:?}"));
            convert(&before, &there, &ConvertOptions { format, ..ConvertOptions::default() }).unwrap();
            let again = read(&there, &ReadOptions::default()).unwrap();
            assert_eq!(first.input, again.input, "{name} {format:?}");
            assert_eq!(first.statements, again.statements, "{name} {format:?}");
            assert_eq!(first.excluded, again.excluded, "{name} {format:?}");
            assert_eq!(first.title, again.title, "{name} {format:?}");
            before = there;
        }
        let groups = ReadOptions { blocks: Some("group-id".to_owned()), ..ReadOptions::default() };
        if name.starts_with("opendata") {
            let (one, other) = (read(&data().join(name), &groups).unwrap(), read(&before, &groups).unwrap());
            assert_eq!((one.input, one.parties), (other.input, other.parties));
        }
    }
}
