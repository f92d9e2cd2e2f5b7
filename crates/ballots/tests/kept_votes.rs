//! What must hold of the votes themselves, where they are kept beside the counts.

mod common;

use ballots::{
    Ballots, ConvertOptions, Course, Exclusion, Filters, Keep, OutputFormat, ParticipantVotes, ReadOptions,
    VoteEvent, convert, read,
};
use common::Folder;
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use tally::{Block, Tally};
use terms::{Instant, Moderation, Vote, key::natural_order};

/// Participant, statement, vote and time; nobody's vote is ever without a time.
type Row = (u8, u8, i8, u8);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u8..13, 0_u8..12, -1_i8..=1, 0_u8..6), 1..80)
}

const PARTICIPANTS: &str = "participant,party,weight,group-id\np0,A,1,1\np1,A,0.5,0\np2,B,2,\np3,,1,10\np4,B,1,0\np10,C,1,2\np11,A,1,\n";
const PARTIES: &str = "party,standing\nA,member\nB,observer\nC,member\nD,guest\n";
const STATEMENTS: &str =
    "statement,text,topic,moderated,is-meta\ns0,zero,a;b,1,\ns1,one,a,-1,\ns2,two,,0,\ns20,twenty,a,1,true\n";
const START: i64 = 1_600_000_000_000;

fn csv(rows: &[Row]) -> String {
    let mut text = "participant,statement,vote,time\n".to_owned();
    for (participant, statement, vote, time) in rows {
        text.push_str(&format!("p{participant},s{statement},{vote},{}\n", START + i64::from(*time)));
    }
    text
}

/// The same votes in every kind of file: a plain package as text and as Parquet, exports of Polis with and without
/// single votes, what the API answers.
struct Everywhere {
    folder: Folder,
    api: Folder,
}

impl Everywhere {
    fn of(rows: &[Row]) -> Everywhere {
        let folder = Folder::of(&[
            ("votes.csv", csv(rows).as_str()),
            ("participants.csv", PARTICIPANTS),
            ("parties.csv", PARTIES),
            ("statements.csv", STATEMENTS),
        ]);
        for format in [OutputFormat::Parquet, OutputFormat::Polis] {
            let there = folder.path(&format!("{format:?}"));
            let options = ConvertOptions { format, ..ConvertOptions::default() };
            convert(&folder.path(""), &there, &options).expect("sound votes");
        }
        let matrix = folder.path("Matrix");
        convert(
            &folder.path(""),
            &matrix,
            &ConvertOptions { format: OutputFormat::Polis, ..ConvertOptions::default() },
        )
        .expect("sound votes");
        std::fs::remove_file(matrix.join("votes.csv")).expect("the single votes of an export");
        let votes: Vec<String> = rows
            .iter()
            .map(|(p, s, vote, time)| {
                let time = START + i64::from(*time);
                format!(r#"{{"pid":"p{p}","tid":"s{s}","vote":{vote},"modified":{time}}}"#)
            })
            .collect();
        let comments = r#"[{"tid":"s0","txt":"zero","mod":1},{"tid":"s1","txt":"one","mod":-1},{"tid":"s2","txt":"two","mod":0},{"tid":"s20","txt":"twenty","mod":1,"is_meta":true}]"#;
        let api = Folder::of(&[
            ("votes.json", format!("[{}]", votes.join(",")).as_str()),
            ("comments.json", comments),
            ("participants.csv", PARTICIPANTS),
            ("parties.csv", PARTIES),
        ]);
        Everywhere { folder, api }
    }

    fn paths(&self) -> [(&'static str, PathBuf); 5] {
        [
            ("csv", self.folder.path("")),
            ("parquet", self.folder.path("Parquet")),
            ("polis", self.folder.path("Polis")),
            ("matrix", self.folder.path("Matrix")),
            ("api", self.api.path("")),
        ]
    }
}

fn read_keeping(path: &Path, keep: Keep, threads: usize, filters: &Filters) -> Ballots {
    let options = ReadOptions {
        keep,
        threads,
        agree_sign: Some(1),
        filters: filters.clone(),
        ..ReadOptions::default()
    };
    read(path, &options).expect("sound votes")
}

fn kept(ballots: &Ballots) -> &ParticipantVotes {
    ballots.votes.as_ref().expect("the votes are kept")
}

/// Counts the votes that were kept by party.
fn counted(ballots: &Ballots) -> Tally {
    let votes = kept(ballots);
    let mut tally = Tally::default();
    for party in &ballots.parties {
        tally.block(&Block::Named(party.key.clone()));
    }
    for (person, row) in votes.matrix.rows().enumerate() {
        assert!(!row.is_empty(), "a row of nobody's vote");
        let block = votes.party(person).map(|party| ballots.parties[party].key.clone());
        let block = tally.block(&block.map_or(Block::Unassigned, Block::Named));
        for answer in row {
            let statement = tally.statement(&votes.statements[answer.statement()].facts.key);
            tally.add(block, statement, answer.vote(), votes.weight(person)).expect("small counts");
        }
    }
    tally
}

#[track_caller]
fn assert_counts(ballots: &Ballots) {
    assert_eq!(counted(ballots).encode(), ballots.tally.encode());
    let votes = kept(ballots);
    assert_eq!(votes.matrix.people() as u64, ballots.input.participants);
    assert_eq!(votes.matrix.votes() as u64, ballots.input.votes);
    assert_eq!(votes.matrix.statements(), votes.statements.len());
    let people: Vec<&str> = votes.keys().collect();
    assert!(people.is_sorted_by(|a, b| natural_order(a, b).is_lt()), "{people:?}");
    let columns: Vec<&str> = votes.statements.iter().map(|column| column.facts.key.as_str()).collect();
    assert!(columns.is_sorted_by(|a, b| natural_order(a, b).is_lt()), "{columns:?}");
    assert!(people.iter().enumerate().all(|(row, key)| votes.find(key) == Some(row)));
    assert!(columns.iter().enumerate().all(|(column, key)| votes.find_statement(key) == Some(column)));
    for facts in &ballots.statements {
        let column = &votes.statements[votes.find_statement(facts.key.as_str()).expect("a column")];
        let why = ballots.excluded.iter().find(|(key, _)| *key == facts.key).map(|(_, why)| *why);
        assert_eq!((&column.facts, column.exclusion), (facts, why));
    }
}

fn some_filters() -> Vec<Filters> {
    let texts = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<String>>();
    vec![
        Filters::default(),
        Filters { party: texts(&["A", "D"]), ..Filters::default() },
        Filters { standing: texts(&["member"]), ..Filters::default() },
    ]
}

/// Of several answers the latest, of those of one time the most cautious.
fn latest<'e>(
    events: impl Iterator<Item = &'e VoteEvent>,
) -> BTreeMap<(usize, usize), (Option<Instant>, Vote)> {
    let mut latest: BTreeMap<(usize, usize), (Option<Instant>, Vote)> = BTreeMap::new();
    for event in events {
        let answer = (event.time(), event.vote());
        let cell = latest.entry((event.participant(), event.statement())).or_insert(answer);
        if answer.0 > cell.0 {
            *cell = answer;
        } else if answer.0 == cell.0 {
            cell.1 = cell.1.more_cautious(answer.1);
        }
    }
    latest
}

#[track_caller]
fn assert_course(ballots: &Ballots) {
    let votes = kept(ballots);
    let course = votes.course.as_ref().expect("single votes are kept");
    assert_eq!(course.events.len() as u64, ballots.input.events);
    assert!(course.events.is_sorted_by_key(|event| event.time()));
    let cells = latest(course.events.iter());
    let rows = votes.matrix.rows().enumerate();
    let kept = rows.flat_map(|(row, answers)| answers.iter().map(move |a| ((row, a.statement()), a.vote())));
    assert!(cells.into_iter().map(|(cell, (_, vote))| (cell, vote)).eq(kept));
    let firsts = |of: fn(&VoteEvent) -> usize| {
        let mut first: Vec<usize> = Vec::new();
        for one in course.events.iter().map(of) {
            if !first.contains(&one) {
                first.push(one);
            }
        }
        first
    };
    let same = |list: &[u32], wanted: Vec<usize>| list.iter().map(|&one| one as usize).eq(wanted);
    assert!(same(&course.participants, firsts(|event| event.participant())));
    assert!(same(&course.statements, firsts(|event| event.statement())));
    assert_eq!(course.participants.len(), votes.matrix.people());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_votes_kept_counted_by_party_are_the_tally_in_every_format(rows in rows()) {
        let everywhere = Everywhere::of(&rows);
        for filters in some_filters() {
            let counts = read_keeping(&everywhere.folder.path(""), Keep::Counts, 1, &filters);
            prop_assert!(counts.votes.is_none());
            for (name, path) in everywhere.paths() {
                for keep in [Keep::Votes, Keep::Events] {
                    let ballots = read_keeping(&path, keep, 2, &filters);
                    prop_assert_eq!(&ballots.input.digest, &counts.input.digest, "{}", name);
                    assert_counts(&ballots);
                }
            }
        }
    }

    #[test]
    fn the_votes_kept_are_the_same_in_every_format(rows in rows()) {
        let everywhere = Everywhere::of(&rows);
        let wanted = read_keeping(&everywhere.folder.path(""), Keep::Votes, 1, &Filters::default());
        for (name, path) in everywhere.paths() {
            let ballots = read_keeping(&path, Keep::Votes, 2, &Filters::default());
            let (one, other) = (kept(&wanted), kept(&ballots));
            prop_assert_eq!(&one.matrix, &other.matrix, "{}", name);
            prop_assert!(one.keys().eq(other.keys()), "{}", name);
            // Comments of the API have no topics.
            let columns = |votes: &ParticipantVotes| -> Vec<_> {
                votes.statements.iter().map(|column| (column.facts.key.clone(), column.facts.text.clone(), column.exclusion)).collect()
            };
            prop_assert_eq!(columns(one), columns(other), "{}", name);
            for row in 0..one.matrix.people() {
                let of = |votes: &ParticipantVotes| {
                    (votes.party(row), votes.weight(row), votes.group(row).map(|group| votes.groups()[group].clone()))
                };
                prop_assert_eq!(of(one), of(other), "{} {}", name, one.key(row));
            }
        }
    }

    #[test]
    fn the_latest_of_the_single_votes_are_the_votes_kept(rows in rows()) {
        let everywhere = Everywhere::of(&rows);
        let wanted = read_keeping(&everywhere.folder.path(""), Keep::Events, 1, &Filters::default());
        for (name, path) in everywhere.paths() {
            for filters in some_filters() {
                assert_course(&read_keeping(&path, Keep::Events, 2, &filters));
            }
            let ballots = read_keeping(&path, Keep::Events, 3, &Filters::default());
            if name != "matrix" {
                // The API alone keeps nothing but the last answers, and says so.
                let course = kept(&wanted).course.clone().map(|course| Course { latest_only: name == "api", ..course });
                prop_assert_eq!(&course, &kept(&ballots).course, "{}", name);
            }
        }
    }

    #[test]
    fn dates_topics_and_statements_choose_the_votes_kept(rows in rows(), since in 0_u8..6, statement in 0_u8..3) {
        let everywhere = Everywhere::of(&rows);
        let path = everywhere.folder.path("");
        let since = Filters { since: Some(Instant::from_millis(START + i64::from(since))), ..Filters::default() };
        let topic = Filters { topic: vec!["a".to_owned()], ..Filters::default() };
        let one = Filters { statement: vec![format!("s{statement}")], ..Filters::default() };
        for filters in [since, topic, one] {
            let ballots = read_keeping(&path, Keep::Events, 2, &filters);
            assert_counts(&ballots);
            assert_course(&ballots);
            let columns = kept(&ballots).statements.iter();
            prop_assert!(columns.clone().all(|column| filters.statement.is_empty() || filters.statement.iter().any(|key| key == column.facts.key.as_str())));
            prop_assert!(columns.clone().all(|column| filters.topic.is_empty() || column.facts.topics.iter().any(|topic| topic == "a")));
        }
    }
}

#[test]
fn rows_that_are_skipped_are_not_kept() {
    let votes =
        "participant,statement,vote,time\np1,s1,1,\np1,s1,-1,\np1,s2,1,\np2,s9,yes,\np2,s1,0,\n,s1,1,\n";
    let folder = Folder::of(&[("votes.csv", votes)]);
    for keep in [Keep::Votes, Keep::Events] {
        let ballots =
            read(&folder.path(""), &ReadOptions { lenient: true, keep, ..ReadOptions::default() }).unwrap();
        assert_counts(&ballots);
        let kept = kept(&ballots);
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["p1", "p2"]);
        let columns: Vec<&str> = kept.statements.iter().map(|column| column.facts.key.as_str()).collect();
        assert_eq!((columns, ballots.input.skipped), (vec!["s1", "s2"], 4));
        if keep == Keep::Events {
            assert_course(&ballots);
        }
    }
}

#[test]
fn statements_that_nobody_answered_have_a_column_and_the_excluded_a_reason() {
    let matrix = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,10,2\n7,1,0,2,1,1,1,-1,,\n10,,0,1,1,0,1,,,\n9,0,0,0,0,0,,,,\n";
    let comments = "timestamp,comment-id,moderated,is-meta,comment-body\n1500000000000,0,-1,false,a\n1500000000000,1,0,false,b\n1500000000000,3,1,true,c\n";
    let folder = Folder::of(&[("participants-votes.csv", matrix), ("comments.csv", comments)]);
    let options = ReadOptions { keep: Keep::Events, strict: true, ..ReadOptions::default() };
    let ballots = read(&folder.path(""), &options).unwrap();
    assert_counts(&ballots);
    let votes = kept(&ballots);
    let columns: Vec<_> = votes
        .statements
        .iter()
        .map(|column| (column.facts.key.as_str(), column.facts.moderation, column.exclusion))
        .collect();
    assert_eq!(
        columns,
        [
            ("0", Moderation::Rejected, Some(Exclusion::ModeratedOut)),
            ("1", Moderation::Unmoderated, Some(Exclusion::Unmoderated)),
            ("2", Moderation::Accepted, None),
            ("3", Moderation::Accepted, Some(Exclusion::Meta)),
            ("10", Moderation::Accepted, None),
        ]
    );
    assert_eq!(votes.keys().collect::<Vec<_>>(), ["7", "10"]);
    assert_eq!(votes.groups(), ["0", "1"]);
    assert_eq!((votes.group(0), votes.group(1)), (Some(1), None));
    let course = votes.course.as_ref().unwrap();
    assert!(course.events.iter().all(|event| event.time().is_none()));
    // Without times the order is that of the file.
    assert_eq!((&course.participants[..], &course.statements[..]), (&[0, 1][..], &[0, 1][..]));
}

#[test]
fn single_votes_stand_in_order_of_time_and_those_of_one_time_in_order_of_the_file() {
    let rows = [
        "1500000003,x,0,2,1",
        "1500000001,x,9,7,1",
        "1500000001,x,1,2,-1",
        "1500000000,x,1,10,1",
        "1500000002,x,1,10,0",
    ];
    let text = format!("timestamp,datetime,comment-id,voter-id,vote\n{}\n", rows.join("\n"));
    let folder = Folder::of(&[("votes.csv", text.as_str())]);
    let options = ReadOptions { keep: Keep::Events, agree_sign: Some(1), ..ReadOptions::default() };
    let ballots = read(&folder.path(""), &options).unwrap();
    let votes = kept(&ballots);
    let course = votes.course.as_ref().unwrap();
    let told: Vec<_> = course
        .events
        .iter()
        .map(|event| {
            let seconds = event.time().unwrap().millis() / 1000 - 1_500_000_000;
            let key = votes.statements[event.statement()].facts.key.as_str();
            (seconds, votes.key(event.participant()), key, event.vote())
        })
        .collect();
    assert_eq!(
        told,
        [
            (0, "10", "1", Vote::Agree),
            (1, "7", "9", Vote::Agree),
            (1, "2", "1", Vote::Disagree),
            (2, "10", "1", Vote::Pass),
            (3, "2", "0", Vote::Agree),
        ]
    );
    assert_eq!(course.participants, [2, 1, 0]);
    assert_eq!(course.statements, [1, 2, 0]);
}
