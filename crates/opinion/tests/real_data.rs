//! Groups in recorded votes. `PLENARY_DATA` names the folder.

use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FitSettings, Model};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use tally::{Answer, VoteMatrix};
use terms::Vote;

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn data(file: &str) -> String {
    let folder = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder with the real data");
    let path = PathBuf::from(folder).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The states in the order of their codes, and their votes.
fn roll_calls() -> (Vec<String>, VoteMatrix) {
    let text = data("unga/votes.csv");
    let rows: Vec<[&str; 3]> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>().try_into().expect("participant, statement, vote"))
        .collect();
    let texts: BTreeSet<u32> = rows.iter().map(|row| row[1].parse().expect("a number")).collect();
    let columns: BTreeMap<u32, u32> = texts.into_iter().zip(0u32..).collect();
    let mut states: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
    for [state, text, vote] in &rows {
        let vote = vote.parse().ok().and_then(Vote::from_sign).expect("1, 0 or -1");
        states.entry(state).or_default().push(Answer::new(columns[&text.parse().expect("a number")], vote));
    }
    let mut votes = VoteMatrix::new(columns.len());
    for answers in states.values() {
        assert_eq!(votes.push(answers.iter().copied()), Ok(()));
    }
    (states.keys().map(|&state| state.to_owned()).collect(), votes)
}

/// The first dimension of these votes sets the West against the South, and Israel with the United States (Voeten 2013,
/// Data and Analyses of Voting in the UN General Assembly). Their clouds lie askew on the axes of all 6,203 texts.
#[test]
fn the_united_nations_are_two_groups_whichever_texts_are_looked_at() {
    let (states, votes) = roll_calls();
    let model = Model::fit(&votes, &FitSettings::default());
    let positions = model.positions(&votes);
    for seed in 0..3 {
        let settings = GroupSettings { seed, draws: 39, resamples: 12, ..GroupSettings::default() };
        assert!(settings.answers < votes.votes(), "nothing would be left out");
        let groups = Groups::find(&model, &votes, &positions, &settings);
        assert_eq!((groups.k(), groups.one_spectrum), (2, None), "seed {seed}");
        let of = |state: &str| groups.of[states.iter().position(|one| one == state).expect("a state")];
        for west in ["US", "IL", "GB", "FR", "DE", "CA", "AU", "NO"] {
            assert_eq!(of(west), Some(1), "{west}");
        }
        for south in ["IN", "CN", "BR", "EG", "ID", "NG", "CU", "PK"] {
            assert_eq!(of(south), Some(0), "{south}");
        }
    }
}
