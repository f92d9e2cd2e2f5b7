//! Reads recorded conversations, as Polis exports them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use tally::{Answer, VoteMatrix};
use terms::Vote;

pub(crate) const CONVERSATIONS: [&str; 8] = [
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "austria-climate.5twd2jsnkf.2022-08-08",
    "brexit-consensus",
    "canadian-electoral-reform",
    "football-concussions",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
];

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn data() -> PathBuf {
    let folder = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder with the real data");
    let folder = PathBuf::from(folder);
    assert!(folder.is_dir(), "PLENARY_DATA is no folder: {}", folder.display());
    folder
}

/// All votes of a conversation, one row a person.
pub(crate) fn conversation(name: &str) -> VoteMatrix {
    let path = data().join("opendata").join(name).join("participants-votes.csv");
    let mut reader = csv::Reader::from_path(path).expect("a table of the export");
    let people: Vec<BTreeMap<String, String>> =
        reader.deserialize().map(|row| row.expect("a row of the export")).collect();
    let numbers = people[0].keys().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    let statements: BTreeMap<&String, u32> = numbers.zip(0..).collect();
    let mut votes = VoteMatrix::new(statements.len());
    for row in &people {
        let answers = statements.iter().filter_map(|(name, at)| {
            let sign = row[*name].parse().ok()?;
            Some(Answer::new(*at, Vote::from_sign(sign)?))
        });
        votes.push(answers).expect("columns were counted");
    }
    votes
}
