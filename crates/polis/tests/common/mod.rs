//! Reads what the tests and examples look at: Polis exports, and the answers of its API.

#![allow(dead_code, reason = "each test and example uses a part")]

use polis::{Conversation, Event, Math, Moderation};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tally::{Answer, VoteMatrix};
use terms::Vote;

/// The folder with the real data.
#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
pub(crate) fn data() -> PathBuf {
    let folder = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder with the real data");
    let folder = PathBuf::from(folder);
    assert!(folder.is_dir(), "PLENARY_DATA is no folder: {}", folder.display());
    folder
}

/// A conversation as its votes came in, and what was published of it.
pub(crate) struct Recorded {
    pub events: Vec<Event>,
    pub moderation: Moderation,
    /// The group each person was published in.
    pub groups: BTreeMap<i64, i64>,
}

impl Recorded {
    /// The latest votes, people and statements in the order of their first.
    pub(crate) fn conversation(&self) -> Conversation {
        let votes: Vec<(i64, i64, Vote)> = self
            .events
            .iter()
            .filter_map(|event| match *event {
                Event::Vote { person, statement, vote, .. } => Some((person, statement, vote)),
                Event::Moderation { .. } => None,
            })
            .collect();
        conversation(&votes, &[], self.moderation.clone())
    }

    /// How alike the groups found are to those published, over people in both.
    pub(crate) fn agreement(&self, math: &Math) -> f64 {
        let found = group_of_people(math);
        let pairs: Vec<(i64, u32)> =
            self.groups.iter().filter_map(|(person, group)| Some((*group, *found.get(person)?))).collect();
        polis::adjusted_rand_index(&pairs)
    }
}

/// In which group each person is.
pub(crate) fn group_of_people(math: &Math) -> BTreeMap<i64, u32> {
    let mut of = BTreeMap::new();
    for group in &math.group_clusters {
        for base in &group.members {
            let at = math
                .base_clusters
                .id
                .iter()
                .position(|id| id == base)
                .expect("a base cluster of the same object");
            of.extend(math.base_clusters.members[at].iter().map(|person| (*person, group.id)));
        }
    }
    of
}

/// Votes in the order they were cast; columns begin with `first` and go on in the order of first votes.
pub(crate) fn conversation(
    votes: &[(i64, i64, Vote)],
    first: &[i64],
    moderation: Moderation,
) -> Conversation {
    let (mut people, mut statements) = (Vec::new(), first.to_vec());
    let mut columns: BTreeMap<i64, u32> = first.iter().copied().zip(0..).collect();
    let mut rows: BTreeMap<i64, usize> = BTreeMap::new();
    let mut answers: Vec<Vec<Answer>> = Vec::new();
    for &(person, statement, vote) in votes {
        let next = columns.len() as u32;
        let column = *columns.entry(statement).or_insert_with(|| {
            statements.push(statement);
            next
        });
        let row = *rows.entry(person).or_insert_with(|| {
            people.push(person);
            answers.push(Vec::new());
            answers.len() - 1
        });
        answers[row].push(Answer::new(column, vote));
    }
    let mut matrix = VoteMatrix::new(statements.len());
    for row in answers {
        matrix.push(row).expect("columns were counted");
    }
    Conversation::new(&matrix, &people, &statements, moderation).expect("ids were counted")
}

fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table of the export");
    reader.deserialize().map(|row| row.expect("a row of the export")).collect()
}

fn number(cell: &str) -> i64 {
    cell.parse().expect("a whole number")
}

/// An export folder. Where it has no `votes.csv`, people come in the order of `participants-votes.csv`.
pub(crate) fn export(folder: &Path) -> Recorded {
    let people = table(&folder.join("participants-votes.csv"));
    let group = |row: &BTreeMap<String, String>| {
        let group = row["group-id"].as_str();
        (!group.is_empty()).then(|| (number(&row["participant"]), number(group)))
    };
    let groups = people.iter().filter_map(group).collect();
    let out = table(&folder.join("comments.csv"))
        .iter()
        .filter(|row| row["moderated"] == "-1")
        .map(|row| number(&row["comment-id"]))
        .collect();
    let votes = folder.join("votes.csv");
    let mut events: Vec<(i64, i64, i64, i64)> = if votes.exists() {
        let row = |row: &BTreeMap<String, String>| {
            let cell = |name: &str| number(&row[name]);
            (cell("timestamp"), cell("voter-id"), cell("comment-id"), cell("vote"))
        };
        table(&votes).iter().map(row).collect()
    } else {
        cells(&people)
    };
    // Stable: at one instant, in the order of the file.
    events.sort_by_key(|event| event.0);
    let event = |(at, person, statement, sign): (i64, i64, i64, i64)| {
        let vote = Vote::from_sign(sign).expect("1, 0 or -1");
        Event::Vote { at, person, statement, vote }
    };
    let moderation = Moderation { out, ..Moderation::default() };
    Recorded { events: events.into_iter().map(event).collect(), moderation, groups }
}

fn cells(people: &[BTreeMap<String, String>]) -> Vec<(i64, i64, i64, i64)> {
    let mut events = Vec::new();
    for (at, row) in (0i64..).zip(people) {
        let mut answers: Vec<(i64, i64)> = row
            .iter()
            .filter(|(_, cell)| !cell.is_empty())
            .filter_map(|(name, cell)| Some((name.parse().ok()?, number(cell))))
            .collect();
        answers.sort_unstable();
        events.extend(answers.into_iter().map(|(tid, sign)| (at, number(&row["participant"]), tid, sign)));
    }
    events
}

/// What the API of Polis gave: the votes, and the object it published.
pub(crate) struct Fixture {
    pub conversation: Conversation,
    pub recorded: Recorded,
    pub published: Math,
    pub given: polis::Given,
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file of the fixture")).expect("JSON")
}

/// A number that may be written as text.
fn whole(value: &Value) -> i64 {
    match value {
        Value::String(text) => number(text),
        other => other.as_f64().expect("a number") as i64,
    }
}

pub(crate) fn fixture(folder: &Path) -> Fixture {
    let published = json(&folder.join("math-pca2.json"));
    let given = serde_json::from_value(published.clone()).expect("the clusters that were published");
    let published: Math = serde_json::from_value(published).expect("the object that was published");
    let votes = json(&folder.join("votes.json"));
    let vote = |vote: &Value| {
        let either = |one: &str, other: &str| whole(vote.get(one).unwrap_or(&vote[other]));
        (
            whole(&vote["modified"]),
            either("participant_id", "pid"),
            either("statement_id", "tid"),
            Vote::from_sign(whole(&vote["vote"])).expect("1, 0 or -1"),
        )
    };
    let mut votes: Vec<_> = votes.as_array().expect("a list").iter().map(vote).collect();
    votes.sort_by_key(|vote| (vote.0, vote.1, vote.2));
    let set = |ids: &[i64]| ids.iter().copied().collect::<BTreeSet<i64>>();
    let moderation = Moderation {
        out: set(&published.mod_out),
        accepted: set(&published.mod_in),
        meta: set(&published.meta_tids),
    };
    let plain: Vec<(i64, i64, Vote)> = votes.iter().map(|vote| (vote.1, vote.2, vote.3)).collect();
    let conversation = conversation(&plain, &published.tids, moderation.clone());
    let event =
        |&(at, person, statement, vote): &(i64, i64, i64, Vote)| Event::Vote { at, person, statement, vote };
    let groups = group_of_people(&published).into_iter().map(|(id, group)| (id, i64::from(group))).collect();
    let recorded = Recorded { events: votes.iter().map(event).collect(), moderation, groups };
    Fixture { conversation, recorded, published, given }
}
