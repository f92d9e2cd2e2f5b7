//! What the tests of the whole way share.

use forum::config::{FRIENDSHIP_2021, ForumConfig, Sources};
use forum::demo::{DemoOutcome, run_with};
use record::{Entry, Record};
use terms::Lang;

pub(crate) fn english() -> Lang {
    Lang::new("en")
}

/// An error with everything underneath it.
pub(crate) fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!(": {inner}"));
        source = inner.source();
    }
    text
}

pub(crate) fn run(seed: u64) -> DemoOutcome {
    forum::demo::run(seed, &english()).unwrap_or_else(|error| panic!("seed {seed}: {}", whole(&error)))
}

/// The shipped forum with one place of what is planted changed.
pub(crate) fn planted(changes: &[(&str, &str)]) -> ForumConfig {
    let mut planted = FRIENDSHIP_2021.planted.to_owned();
    for (from, to) in changes {
        assert!(planted.contains(from), "the shipped file no longer holds {from:?}");
        planted = planted.replacen(from, to, 1);
    }
    ForumConfig::load(&Sources { planted: &planted, ..FRIENDSHIP_2021 })
        .unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn run_planted(changes: &[(&str, &str)], seed: u64) -> DemoOutcome {
    run_with(&planted(changes), seed, &english()).unwrap_or_else(|error| panic!("{}", whole(&error)))
}

pub(crate) fn text(outcome: &DemoOutcome) -> String {
    file(outcome, "communique.txt")
}

pub(crate) fn file(outcome: &DemoOutcome, name: &str) -> String {
    let found = outcome.files.iter().find(|(path, _)| path == name);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no {name}"));
    String::from_utf8(bytes.clone()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The same record with one entry changed and everything sealed anew, as a forger with all keys would do.
pub(crate) fn resealed(record: &Record, change: impl Fn(u64, &mut Entry)) -> Record {
    let mut forged = Record::new(&record.header().forum, &record.header().title);
    for act in record.acts() {
        let mut entry = Entry {
            kind: act.kind.clone(),
            actor: act.actor.clone(),
            at: act.at,
            zone: act.zone.clone(),
            body: act.body.clone(),
        };
        change(act.seq, &mut entry);
        forged.append_entry(entry).unwrap_or_else(|error| panic!("{}", whole(&error)));
    }
    forged
}
