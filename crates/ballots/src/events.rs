//! Votes one by one, in the order they were given.

use crate::{
    intern::Interner,
    log::Log,
    participants::ParticipantVotes,
    values::{NO_TIME, instant_of},
    world::{Admitted, World},
};
use tally::Answer;
use terms::{Instant, Vote};

/// One vote as it was given, in 16 bytes. Votes that a later one replaced are events too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteEvent {
    /// Milliseconds since 1970; [`WITHOUT_TIME`] where the file has none.
    millis: i64,
    participant: u32,
    answer: Answer,
}

const WITHOUT_TIME: i64 = i64::MIN;

impl VoteEvent {
    /// When; `None` where the file does not say.
    #[must_use]
    pub fn time(self) -> Option<Instant> {
        (self.millis != WITHOUT_TIME).then(|| Instant::from_millis(self.millis))
    }

    /// Whose: the row of the matrix.
    #[must_use]
    pub fn participant(self) -> usize {
        self.participant as usize
    }

    /// On what: the column of the matrix.
    #[must_use]
    pub fn statement(self) -> usize {
        self.answer.statement()
    }

    /// What was answered.
    #[must_use]
    pub fn vote(self) -> Vote {
        self.answer.vote()
    }
}

/// The course of the voting: every counted vote in order of time, those of one time in the order of the file.
///
/// Votes without a time come first, in the order of the file. Of several answers of one person to one statement the
/// latest counts; of those given at the same time the most cautious, wherever it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The votes, as many as [`crate::InputFacts::events`].
    pub events: Vec<VoteEvent>,
    /// Rows of the matrix in the order of their first event. Every row is among them once.
    pub participants: Vec<u32>,
    /// Columns of the matrix in the order of their first event. Columns without a vote are not among them.
    pub statements: Vec<u32>,
    /// Whether the source keeps only the last answer of a person to a statement, under the time it was last changed:
    /// the order is then not that in which people and statements came. So the answers of the Polis API are.
    pub latest_only: bool,
}

const NONE: u32 = u32::MAX;

/// The course of the votes of a log that were counted. `is_whole`: whether none of them was left out of the matrix
/// because nothing orders it in time.
pub(crate) fn course(log: &Log, world: &World, votes: &ParticipantVotes, is_whole: bool) -> Course {
    let rows = positions(votes.keys(), &log.participants);
    let columns = positions(votes.statements.iter().map(|column| column.facts.key.as_str()), &log.statements);
    let admissions: Vec<_> = log.statements.iter().map(|key| world.admission(key)).collect();
    let counted = |row: &crate::log::Row| {
        let ballot = row.ballot();
        let (person, column) = (rows[row.participant as usize], columns[ballot.statement as usize]);
        let is_in = person != NONE
            && column != NONE
            && world.admits(admissions[ballot.statement as usize], ballot.time) == Admitted::Yes
            && (is_whole || votes.vote(person as usize, column as usize).is_some());
        is_in.then_some((person, column))
    };
    let mut order: Vec<u32> = (0_u32..)
        .zip(&log.rows)
        .filter(|(_, row)| counted(row).is_some())
        .map(|(number, _)| number)
        .collect();
    // Stable: the order of the file stands within one time. Microseconds, where the file has them, order too.
    order.sort_by_key(|&number| log.rows[number as usize].ballot().time);
    let mut course = Course { events: Vec::with_capacity(order.len()), ..Course::default() };
    for number in order {
        let row = &log.rows[number as usize];
        let (ballot, Some((participant, column))) = (row.ballot(), counted(row)) else { continue };
        let millis = if ballot.time == NO_TIME { WITHOUT_TIME } else { instant_of(ballot.time).millis() };
        let answer = Answer::new(column, ballot.mark.vote());
        course.events.push(VoteEvent { millis, participant, answer });
    }
    let column = |event: &VoteEvent| u32::try_from(event.statement()).unwrap_or(NONE);
    course.participants = firsts(course.events.iter().map(|event| event.participant), votes.matrix.people());
    course.statements = firsts(course.events.iter().map(column), votes.matrix.statements());
    course
}

/// By number of a key, its position in the list; [`NONE`] where it has none.
fn positions<'k>(keys: impl Iterator<Item = &'k str>, numbers: &Interner) -> Vec<u32> {
    let mut positions = vec![NONE; numbers.len()];
    for (position, key) in (0_u32..).zip(keys) {
        if let Some(number) = numbers.find(key) {
            positions[number as usize] = position;
        }
    }
    positions
}

fn firsts(all: impl Iterator<Item = u32>, count: usize) -> Vec<u32> {
    let mut seen = vec![false; count];
    all.filter(|&one| !std::mem::replace(&mut seen[one as usize], true)).collect()
}
