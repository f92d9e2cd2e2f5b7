//! Small helpers: a tally from a table of counts.
#![allow(dead_code, reason = "each test binary uses a part")]

use opinion::{Finding, Report, Settings, find};
use std::collections::BTreeSet;
use tally::{Block, Counts, Tally};
use terms::{PartyFacts, PartyKey, Standing, StatementKey, Weight};

pub(crate) fn party(key: &str, standing: Option<&str>, roster: Option<u64>) -> PartyFacts {
    PartyFacts {
        key: PartyKey::new(key),
        name: key.to_owned(),
        standing: standing.map(Standing::new),
        population: None,
        roster,
    }
}

/// Parties A, B, C … without standing or roster.
pub(crate) fn crowd(number: usize) -> Vec<PartyFacts> {
    (0..number).map(|i| party(&name(i), None, None)).collect()
}

pub(crate) fn name(i: usize) -> String {
    format!("P{i:02}")
}

/// `cells[statement][party] = (agree, pass, disagree)`.
pub(crate) fn tally(parties: &[PartyFacts], cells: &[Vec<(u64, u64, u64)>]) -> Tally {
    let mut tally = Tally::default();
    for (s, row) in cells.iter().enumerate() {
        let statement = tally.statement(&StatementKey::new(&s.to_string()));
        for (party, &(agree, pass, disagree)) in parties.iter().zip(row) {
            let block = tally.block(&Block::Named(party.key.clone()));
            tally.add_counts(block, statement, Counts { agree, pass, disagree }, Weight::ONE).expect("small");
        }
    }
    tally
}

pub(crate) fn report(parties: &[PartyFacts], cells: &[Vec<(u64, u64, u64)>]) -> Report {
    find(&tally(parties, cells), parties, false, &BTreeSet::new(), &Settings::default()).expect("a report")
}

/// The finding of one statement, put to parties with the flat prior.
pub(crate) fn one(parties: &[PartyFacts], row: Vec<(u64, u64, u64)>) -> Finding {
    report(parties, &[row]).findings.remove(0)
}
