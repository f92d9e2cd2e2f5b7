//! Reads recorded conversations, as Polis exports them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tally::{Answer, VoteMatrix};
use terms::Vote;

/// Those whose export has groups. In the last two no statement has 60 % in every group.
pub(crate) const CONVERSATIONS: [&str; 8] = [
    "american-assembly.bowling-green",
    "austria-climate.5twd2jsnkf.2022-08-08",
    "brexit-consensus",
    "canadian-electoral-reform",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
    "15-per-hour-seattle",
    "football-concussions",
];

/// The folder with the real data.
#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
pub(crate) fn data() -> PathBuf {
    let folder = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder with the real data");
    let folder = PathBuf::from(folder);
    assert!(folder.is_dir(), "PLENARY_DATA is no folder: {}", folder.display());
    folder
}

fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table of the export");
    reader.deserialize().map(|row| row.expect("a row of the export")).collect()
}

/// The votes without statements that were moderated out, and the group each person was published in.
pub(crate) fn conversation(name: &str) -> (VoteMatrix, Vec<Option<usize>>) {
    let folder = data().join("opendata").join(name);
    let out: BTreeSet<String> = table(&folder.join("comments.csv"))
        .into_iter()
        .filter(|row| row["moderated"] == "-1")
        .map(|row| row["comment-id"].clone())
        .collect();
    let people = table(&folder.join("participants-votes.csv"));
    let numbers = people[0].keys().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    let asked: BTreeMap<&String, u32> = numbers.filter(|name| !out.contains(*name)).zip(0..).collect();
    let mut votes = VoteMatrix::new(asked.len());
    for row in &people {
        let answers = asked.iter().filter_map(|(name, at)| {
            let sign = row[*name].parse().ok()?;
            Some(Answer::new(*at, Vote::from_sign(sign)?))
        });
        votes.push(answers).expect("columns were counted");
    }
    (votes, people.iter().map(|row| row["group-id"].parse().ok()).collect())
}
