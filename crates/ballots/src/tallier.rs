//! Counts one person after the other.

use crate::{
    BallotError, Keep,
    answers::{Answers, Verdict},
    counter::{Counter, refuse_too_many},
    intern::Interner,
    kept::Kept,
    people::{BlockId, Person, UNASSIGNED},
    reading::{LISTED, Reading},
    values::Mark,
    world::{Admission, Admitted, World},
};
use std::collections::BTreeSet;
use tally::Answer;
use terms::Weight;

/// One row of votes, by number of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ballot {
    pub(crate) statement: u32,
    pub(crate) mark: Mark,
    pub(crate) time: i64,
}

/// What was counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) participants: u64,
    pub(crate) events: u64,
    pub(crate) votes: u64,
    pub(crate) ties: u64,
    pub(crate) undated: u64,
    /// People with a vote who are missing from the participants table.
    pub(crate) outsiders: u64,
    /// People with a vote and no block.
    pub(crate) without_block: u64,
    /// People with a row, before filters, by block.
    pub(crate) voters: Vec<u64>,
    /// Rows that cannot be ordered in time, and the first cells they are in, by key.
    pub(crate) unordered: Refused<(String, String)>,
    /// Rows of participants that are no party where each participant is one, and the first of them, by key.
    pub(crate) foreign: Refused<String>,
}

/// Refused rows: how many, and the first few keys in order, whatever order they came in.
#[derive(Clone, Debug)]
pub(crate) struct Refused<K> {
    pub(crate) rows: u64,
    pub(crate) first: BTreeSet<K>,
}

impl<K> Default for Refused<K> {
    fn default() -> Self {
        Refused { rows: 0, first: BTreeSet::new() }
    }
}

impl<K: Ord> Refused<K> {
    fn note(&mut self, rows: u64, key: K) {
        self.rows += rows;
        self.first.insert(key);
        if self.first.len() > LISTED {
            self.first.pop_last();
        }
    }

    fn merge(&mut self, other: Refused<K>) {
        other.first.into_iter().for_each(|key| self.note(0, key));
        self.rows += other.rows;
    }
}

impl Totals {
    pub(crate) fn merge(&mut self, other: Totals) {
        self.participants += other.participants;
        self.events += other.events;
        self.votes += other.votes;
        self.ties += other.ties;
        self.undated += other.undated;
        self.outsiders += other.outsiders;
        self.without_block += other.without_block;
        if self.voters.len() < other.voters.len() {
            self.voters.resize(other.voters.len(), 0);
        }
        self.voters.iter_mut().zip(other.voters).for_each(|(sum, people)| *sum += people);
        self.unordered.merge(other.unordered);
        self.foreign.merge(other.foreign);
    }
}

/// Counts people. Holds one slot per statement, reused from person to person.
pub(crate) struct Tallier<'w> {
    world: &'w World,
    pub(crate) statements: Interner,
    admissions: Vec<Admission>,
    slots: Vec<Slot>,
    touched: Vec<u32>,
    person: u64,
    admits_all: bool,
    pub(crate) counter: Counter,
    pub(crate) totals: Totals,
    /// The votes themselves, where they are to be kept.
    pub(crate) kept: Option<Kept>,
}

#[derive(Clone, Copy)]
struct Slot {
    /// Whose answers these are; slots of earlier people are free.
    person: u64,
    answers: Answers,
}

impl<'w> Tallier<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self {
            world,
            statements: Interner::default(),
            admissions: Vec::new(),
            slots: Vec::new(),
            touched: Vec::new(),
            person: 0,
            admits_all: world.admits_all(),
            counter: Counter::default(),
            totals: Totals::default(),
            kept: (world.keep != Keep::Counts).then(Kept::default),
        }
    }

    /// A tallier whose statements have these numbers.
    pub(crate) fn with_statements(world: &'w World, statements: &Interner) -> Self {
        Self { statements: statements.clone(), ..Self::new(world) }
    }

    /// Whoever is counted from here on stands at this place of the file; see [`Kept::begin`].
    pub(crate) fn begin(&mut self, place: u64, people: usize, rows: usize) {
        if let Some(kept) = &mut self.kept {
            kept.begin(place, people, rows);
        }
    }

    /// Makes room for statements that were entered since.
    pub(crate) fn know_statements(&mut self) -> Result<(), BallotError> {
        for number in self.admissions.len()..self.statements.len() {
            let key = self.statements.get(u32::try_from(number).unwrap_or(u32::MAX));
            self.admissions.push(self.world.admission(key));
        }
        let free = Slot { person: 0, answers: Answers::new(Mark::PASS, 0) };
        self.slots.resize(self.statements.len(), free);
        if self.kept.is_some() && self.statements.len() > Answer::MOST_STATEMENTS {
            let problem = format!("{} statements are too many for votes to be kept", self.statements.len());
            return Err(BallotError::new(problem));
        }
        refuse_too_many(self.totals.voters.len(), self.statements.len())
    }

    /// Counts all rows of one person. Every statement must be known and every person come once.
    ///
    /// The order of `rows` changes nothing.
    pub(crate) fn person(&mut self, key: &str, rows: impl Iterator<Item = Ballot>) {
        self.known(key, self.world.people.person(key), rows);
    }

    /// The same for a person who was looked up before; `None` is no party where each participant is one.
    pub(crate) fn known(&mut self, key: &str, person: Option<Person>, rows: impl Iterator<Item = Ballot>) {
        let Some(person) = person else {
            self.totals.foreign.note(rows.count() as u64, key.to_owned());
            return;
        };
        self.person += 1;
        let any = if !self.world.is_selected(person) {
            rows.count() > 0
        } else if self.admits_all {
            self.gather(rows)
        } else {
            self.gather_wanted(rows)
        };
        if any {
            self.count_voter(person.block);
            self.close(key, person);
        }
    }

    /// Puts rows into the slots of their statements; whether there was any.
    #[inline]
    fn gather(&mut self, rows: impl Iterator<Item = Ballot>) -> bool {
        let mut any = false;
        for row in rows {
            any = true;
            let slot = &mut self.slots[row.statement as usize];
            if slot.person == self.person {
                slot.answers.add(row.mark, row.time);
            } else {
                *slot = Slot { person: self.person, answers: Answers::new(row.mark, row.time) };
                self.touched.push(row.statement);
            }
        }
        any
    }

    fn gather_wanted(&mut self, rows: impl Iterator<Item = Ballot>) -> bool {
        let mut any = false;
        let (world, mut undated) = (self.world, 0);
        let wanted: Vec<Ballot> = rows
            .filter(|row| {
                any = true;
                let admitted = world.admits(self.admissions[row.statement as usize], row.time);
                undated += u64::from(admitted == Admitted::Undated);
                admitted == Admitted::Yes
            })
            .collect();
        self.totals.undated += undated;
        self.gather(wanted.into_iter());
        any
    }

    /// Counts what the slots hold of one person.
    fn close(&mut self, key: &str, person: Person) {
        let touched = std::mem::take(&mut self.touched);
        let weight = self.world.people.is_weighted().then_some(person.weight);
        let row = self.counter.row(person.block, self.slots.len());
        let (mut events, mut votes) = (0, 0);
        for &statement in &touched {
            let answers = self.slots[statement as usize].answers;
            let mark = match answers.verdict() {
                Verdict::Counts(mark) => mark,
                Verdict::Tied(mark) => {
                    self.totals.ties += 1;
                    mark
                }
                Verdict::Unordered => {
                    let cell = (key.to_owned(), self.statements.get(statement).to_owned());
                    self.totals.unordered.note(answers.rows(), cell);
                    continue;
                }
            };
            row[statement as usize][mark.position()] += 1;
            events += answers.rows();
            votes += 1;
        }
        if let Some(weight) = weight {
            self.weigh(person.block, &touched, weight);
        }
        if votes > 0 && self.kept.is_some() {
            self.keep(key, person, &touched);
        }
        self.totals.events += events;
        self.totals.votes += votes;
        if votes > 0 {
            self.totals.participants += 1;
            self.totals.outsiders += u64::from(person.number.is_none());
            self.totals.without_block += u64::from(person.block == UNASSIGNED);
        }
        self.touched = touched;
        self.touched.clear();
    }

    fn weigh(&mut self, block: BlockId, touched: &[u32], weight: Weight) {
        for &statement in touched {
            let verdict = self.slots[statement as usize].answers.verdict();
            if let Verdict::Counts(mark) | Verdict::Tied(mark) = verdict {
                self.counter.add_weight(block, statement, mark, weight);
            }
        }
    }

    fn keep(&mut self, key: &str, person: Person, touched: &[u32]) {
        let Some(kept) = &mut self.kept else { return };
        let answers = touched.iter().filter_map(|&statement| {
            let verdict = self.slots[statement as usize].answers.verdict();
            let (Verdict::Counts(mark) | Verdict::Tied(mark)) = verdict else { return None };
            Some(Answer::new(statement, mark.vote()))
        });
        kept.person(key, person, touched.len(), answers);
    }

    fn count_voter(&mut self, block: BlockId) {
        let block = block as usize;
        if self.totals.voters.len() <= block {
            self.totals.voters.resize(block + 1, 0);
        }
        self.totals.voters[block] += 1;
    }

    /// Takes in what another tallier counted of other people.
    pub(crate) fn merge(&mut self, other: Tallier<'_>) {
        let numbers: Vec<u32> = other.statements.iter().map(|key| self.statements.intern(key)).collect();
        self.counter.merge(&other.counter, &numbers);
        self.totals.merge(other.totals);
        if let (Some(kept), Some(theirs)) = (&mut self.kept, other.kept) {
            kept.merge(theirs, &numbers);
        }
    }
}

/// Turns rows that could not be counted into errors, or skips them.
pub(crate) fn refuse(
    reading: &Reading<'_>,
    totals: &Totals,
    explain: impl Fn(Trouble<'_>) -> Result<BallotError, BallotError>,
) -> Result<(), BallotError> {
    let foreign = totals.foreign.first.iter().map(|key| Trouble::Foreign(key));
    let unordered = totals
        .unordered
        .first
        .iter()
        .map(|(participant, statement)| Trouble::Unordered { participant, statement });
    let mut listed = Vec::new();
    for trouble in foreign.chain(unordered) {
        listed.push(explain(trouble)?);
        if !reading.skips.is_lenient() {
            return Err(listed.remove(0));
        }
    }
    reading.skips.many(totals.foreign.rows + totals.unordered.rows, listed);
    Ok(())
}

/// Rows that could not be counted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble<'k> {
    /// The participant is no party where each participant is one.
    Foreign(&'k str),
    /// Different answers that nothing orders in time.
    Unordered {
        /// Whose.
        participant: &'k str,
        /// To what.
        statement: &'k str,
    },
}
