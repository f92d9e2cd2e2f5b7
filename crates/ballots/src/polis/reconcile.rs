//! Two files that tell the same votes must tell them alike.

use crate::{
    BallotError,
    answers::{Answers, Verdict},
    log::Log,
    values::Mark,
};
use std::collections::BTreeMap;

/// How the events, re-votes settled, compare with the matrix.
#[derive(Clone, Debug, Default)]
pub(crate) struct Comparison {
    /// The first cells that differ, by natural order of the matrix: participant, statement, events, matrix.
    pub(crate) first: Option<Difference>,
    /// How many cells differ.
    pub(crate) cells: u64,
    /// How many differ only because the matrix holds an earlier answer of the same person.
    pub(crate) stale: u64,
}

/// A cell that the two files tell differently. `None` is no vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) participant: String,
    pub(crate) statement: String,
    pub(crate) events: Option<Mark>,
    pub(crate) matrix: Option<Mark>,
}

/// Compares the latest answers of the events with the matrix. Cells that nothing orders in time are left to the
/// count, which refuses them.
pub(crate) fn compare(events: &Log, matrix: &Log) -> Result<Comparison, BallotError> {
    let events_by = events.by_person()?;
    let matrix_by = matrix.by_person()?;
    let statement: Vec<u32> = {
        let mut all = events.statements.clone();
        matrix.statements.iter().map(|key| all.intern(key)).collect()
    };
    let mut comparison = Comparison::default();
    let name = |number: u32| match events.statements.len() {
        known if (number as usize) < known => events.statements.get(number).to_owned(),
        _ => {
            let theirs = statement.iter().position(|&ours| ours == number).unwrap_or(0);
            matrix.statements.get(u32::try_from(theirs).unwrap_or(0)).to_owned()
        }
    };
    let mut check = |participant: &str, told: BTreeMap<u32, Answers>, mut cells: BTreeMap<u32, Mark>| {
        for (number, answers) in told {
            let cell = cells.remove(&number);
            let (Verdict::Counts(mark) | Verdict::Tied(mark)) = answers.verdict() else { continue };
            if cell != Some(mark) {
                let is_stale = cell.is_some_and(|cell| answers.ever(cell));
                comparison.differ(is_stale, || (participant.to_owned(), name(number), Some(mark), cell));
            }
        }
        for (number, mark) in cells {
            comparison.differ(false, || (participant.to_owned(), name(number), None, Some(mark)));
        }
    };
    for person in 0..u32::try_from(matrix.participants.len()).unwrap_or(u32::MAX) {
        let key = matrix.participants.get(person);
        let cells =
            matrix.rows_of(&matrix_by, person).map(|b| (statement[b.statement as usize], b.mark)).collect();
        let told = events.participants.find(key).map(|theirs| settled(events, &events_by, theirs));
        check(key, told.unwrap_or_default(), cells);
    }
    for person in 0..u32::try_from(events.participants.len()).unwrap_or(u32::MAX) {
        let key = events.participants.get(person);
        if matrix.participants.find(key).is_none() {
            check(key, settled(events, &events_by, person), BTreeMap::new());
        }
    }
    Ok(comparison)
}

fn settled(log: &Log, by: &crate::log::ByPerson, person: u32) -> BTreeMap<u32, Answers> {
    let mut told: BTreeMap<u32, Answers> = BTreeMap::new();
    for ballot in log.rows_of(by, person) {
        told.entry(ballot.statement)
            .and_modify(|answers| answers.add(ballot.mark, ballot.time))
            .or_insert_with(|| Answers::new(ballot.mark, ballot.time));
    }
    told
}

impl Comparison {
    fn differ(
        &mut self,
        is_stale: bool,
        cell: impl FnOnce() -> (String, String, Option<Mark>, Option<Mark>),
    ) {
        self.cells += 1;
        self.stale += u64::from(is_stale);
        if !is_stale && self.first.is_none() {
            let (participant, statement, events, matrix) = cell();
            self.first = Some(Difference { participant, statement, events, matrix });
        }
    }

    /// Cells that differ and are not merely stale.
    pub(crate) fn wrong(&self) -> u64 {
        self.cells - self.stale
    }
}
