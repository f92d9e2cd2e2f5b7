//! The whole way on the forum that is shipped, under many seeds.

use crate::common::{english, file, run, run_planted, text};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_same_seed_gives_the_same_bytes_of_every_file() {
    let (once, again, other) = (run(7), run(7), run(8));
    assert_eq!(once.files, again.files);
    for (name, bytes) in &once.files {
        let same = other.files.iter().any(|(path, others)| path == name && others == bytes);
        let of_the_forum_alone = ["votes/participants.csv", "votes/parties.csv", "votes/statements.csv"];
        assert_eq!(same, of_the_forum_alone.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn any_seed_runs_through_to_a_confirmed_promise() {
    for seed in 1..=50 {
        let outcome = run(seed);
        let confirmed = outcome.record.acts().iter().filter(|act| act.kind == "commitment_confirmed");
        assert_eq!(confirmed.count(), 1, "seed {seed}");
    }
}

#[test]
fn other_findings_give_another_text() {
    let texts: BTreeSet<String> = (1..=5).map(|seed| file(&run(seed), "text.txt")).collect();
    assert_eq!(texts.len(), 5);
}

/// No link leads nowhere: every file and every anchor a page names is there, and nothing outside is named.
#[test]
fn every_link_opens() {
    let outcome = run(7);
    let pages: BTreeMap<&str, String> = outcome
        .files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, _)| (name.as_str(), file(&outcome, name)))
        .collect();
    let files: BTreeSet<&str> = outcome.files.iter().map(|(name, _)| name.as_str()).collect();
    assert!(pages.len() >= 4);
    for (page, html) in &pages {
        let mut links = 0;
        for link in html.split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap();
            let (path, anchor) =
                link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
            let target = if path.is_empty() { page } else { path };
            assert!(files.contains(target), "{page} links to {link}");
            if let Some(anchor) = anchor {
                let there = pages[target].contains(&format!("id=\"{anchor}\""));
                assert!(there, "{page} links to {link}, and {target} has no such place");
            }
            links += 1;
        }
        assert!(links > 0, "{page} has no link");
        assert!(!html.contains("<script") && !html.contains("src="), "{page} fetches or runs something");
    }
}

/// Law 13 of the design: what is simulated says so wherever it is seen.
#[test]
fn everything_simulated_says_so() {
    let outcome = run(12);
    let mark = "Simulation, seed 12; no party's real opinion";
    for (name, bytes) in &outcome.files {
        let whole = String::from_utf8_lossy(bytes).replace("&#39;", "'").replace("&#x27;", "'");
        if name.ends_with(".csv") {
            // A table cannot carry a line of prose; its package does.
            continue;
        }
        assert!(whole.contains(mark), "{name} does not say that it is simulated");
    }
    assert!(outcome.record.header().title.contains(mark));
}

#[test]
fn the_package_of_votes_gives_the_counts_of_the_record() {
    let outcome = run(3);
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in outcome.files.iter().filter(|(name, _)| name.starts_with("votes/")) {
        std::fs::write(folder.path().join(name.trim_start_matches("votes/")), bytes).unwrap();
    }
    let ballots = ballots::read(folder.path(), &ballots::ReadOptions::default()).unwrap();
    let state = forum::fold(&outcome.record).unwrap();
    let (counted, _) = state.votes.unwrap();
    assert_eq!(ballots.tally.digest(), counted.body.digest.to_string());
    assert_eq!(ballots.simulation, Some(3));
}

/// No page, word or finding of the demonstration names an objection, a silence or an outsider that configuration
/// chose: over many seeds they fall on many parties.
#[test]
fn outsiders_and_objections_are_drawn_by_lot() {
    let mut objecting = BTreeSet::new();
    let mut silent = BTreeSet::new();
    for seed in 1..=12 {
        let state = forum::fold(&run(seed).record).unwrap();
        let adoption = state.text.unwrap().adoption.unwrap();
        let objects = |said: &procedure::Said| {
            matches!(said, procedure::Said::Position { position: procedure::Position::Object { .. }, .. })
        };
        objecting.extend(
            adoption.positions.iter().filter(|(_, p)| objects(&p.body.said)).map(|(party, _)| party.clone()),
        );
        let outcome = &adoption.declared.unwrap().body.outcome;
        silent.extend(outcome.missing.clone());
    }
    assert!(objecting.len() >= 3, "{objecting:?}");
    assert!(silent.len() >= 4, "{silent:?}");
}

#[test]
fn a_member_that_objects_stops_the_text_and_the_deed() {
    let change = ("standing = \"member\"\nsays = \"opinion\"", "standing = \"member\"\nsays = \"objection\"");
    let outcome = run_planted(&[change], 7);
    let state = forum::fold(&outcome.record).unwrap();
    assert!(state.commitments.is_empty());
    let told = text(&outcome);
    assert!(told.contains("not adopted") && told.contains("objects: “"), "{told}");
    assert!(!told.contains("adopted without objection") && !told.contains("promises to"));
    assert!(file(&outcome, "index.html").contains("Not adopted"));
}

#[test]
fn where_nothing_is_agreed_nothing_is_written_or_adopted() {
    let outcome = run_planted(&NOTHING_AGREED, 7);
    let state = forum::fold(&outcome.record).unwrap();
    assert!(state.text.is_none() && state.commitments.is_empty());
    let told = text(&outcome).to_lowercase();
    assert!(!told.contains("consensus"), "{told}");
    let communique = forum::communique::of(&outcome.record, &english()).unwrap();
    assert_eq!(communique.headline.id, "headline-found");
}

/// Every statement is received with a divided mind by every party.
const NOTHING_AGREED: [(&str, &str); 3] = [
    ("agreed = 6\nagreed_but_some = 3\nopen = 1", "open = 1"),
    ("divided = 6\nopen = 3\nagreed_but_some = 1", "open = 1"),
    ("rejected = 9\ndivided = 1", "open = 1"),
];
