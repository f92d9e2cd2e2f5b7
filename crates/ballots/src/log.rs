//! Votes in any order, held until all are read.
//!
//! Memory: 16 bytes per row and 4 more while counting, beside the keys. That is 2 GB for 100 million rows; a file
//! sorted by participant needs none of it (`stream`).

use crate::{
    BallotError,
    intern::Interner,
    reading::Reading,
    tallier::{Ballot, Tallier},
    values::{Mark, NO_TIME},
    votes::{Batch, Units, VoteColumns, participant},
    world::World,
};
use tables::Table;

/// Every row of votes, by number of participant and statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) participants: Interner,
    pub(crate) statements: Interner,
    pub(crate) rows: Vec<Row>,
    /// What the times were counted in.
    pub(crate) has_times: bool,
}

/// One row: the time in microseconds with the mark in its two lowest bits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) participant: u32,
    statement: u32,
    stamp: i64,
}

impl Row {
    #[inline]
    pub(crate) fn new(participant: u32, ballot: Ballot) -> Row {
        // Times stay below 2^57 and NO_TIME is -2^61, so that two bits are free.
        let mark = i64::try_from(ballot.mark.position()).unwrap_or(0);
        Row { participant, statement: ballot.statement, stamp: ballot.time << 2 | mark }
    }

    #[inline]
    pub(crate) fn ballot(self) -> Ballot {
        let mark = Mark(1 << (self.stamp & 3));
        Ballot { statement: self.statement, mark, time: self.stamp >> 2 }
    }
}

/// Rows of a log gathered by participant.
pub(crate) struct ByPerson {
    ends: Vec<u32>,
    /// Empty where the rows stand by participant already.
    order: Vec<u32>,
}

impl Log {
    pub(crate) fn push(&mut self, participant: u32, ballot: Ballot) {
        self.has_times |= ballot.time != NO_TIME;
        self.rows.push(Row::new(participant, ballot));
    }

    /// Swaps agree and disagree.
    pub(crate) fn flip(&mut self) {
        for row in &mut self.rows {
            let ballot = row.ballot();
            *row = Row::new(row.participant, Ballot { mark: ballot.mark.flipped(), ..ballot });
        }
    }

    /// Gathers the rows by participant; within one, in the order of the log.
    pub(crate) fn by_person(&self) -> Result<ByPerson, BallotError> {
        let count = u32::try_from(self.rows.len()).map_err(|_| {
            BallotError::new(format!("{} rows are too many to be held unsorted", self.rows.len()))
                .advice("Sort the file by participant.")
        })?;
        let mut ends = vec![0_u32; self.participants.len() + 1];
        self.rows.iter().for_each(|row| ends[row.participant as usize + 1] += 1);
        for number in 1..ends.len() {
            ends[number] += ends[number - 1];
        }
        if self.rows.is_sorted_by_key(|row| row.participant) {
            ends.remove(0);
            return Ok(ByPerson { ends, order: Vec::new() });
        }
        let mut order = vec![0_u32; self.rows.len()];
        for (number, row) in (0..count).zip(&self.rows) {
            let next = &mut ends[row.participant as usize];
            order[*next as usize] = number;
            *next += 1;
        }
        Ok(ByPerson { ends, order })
    }

    /// The rows of one participant.
    pub(crate) fn rows_of<'l>(
        &'l self,
        by: &'l ByPerson,
        participant: u32,
    ) -> impl Iterator<Item = Ballot> + 'l {
        let start = participant.checked_sub(1).map_or(0, |before| by.ends[before as usize] as usize);
        let end = by.ends[participant as usize] as usize;
        (start..end).map(move |place| {
            let row = by.order.get(place).map_or(place, |&row| row as usize);
            self.rows[row].ballot()
        })
    }

    /// Counts all rows. The order of the log changes nothing.
    pub(crate) fn count<'w>(&self, world: &'w World, threads: usize) -> Result<Tallier<'w>, BallotError> {
        const WORTH_A_THREAD: usize = 1 << 20;
        let by = self.by_person()?;
        let people = u32::try_from(self.participants.len()).unwrap_or(u32::MAX);
        let parts = threads.min(self.rows.len() / WORTH_A_THREAD).max(1);
        let step = people.div_ceil(u32::try_from(parts).unwrap_or(1)).max(1);
        let count = |from: u32| {
            let mut tallier = Tallier::with_statements(world, &self.statements);
            tallier.know_statements()?;
            for person in from..people.min(from.saturating_add(step)) {
                tallier.person(self.participants.get(person), self.rows_of(&by, person));
            }
            Ok(tallier)
        };
        let starts: Vec<u32> = (0..people).step_by(step as usize).collect();
        let counted: Vec<Result<Tallier<'w>, BallotError>> = std::thread::scope(|scope| {
            let (first, rest) = starts.split_first().map_or((0, &[][..]), |(first, rest)| (*first, rest));
            let workers: Vec<_> = rest.iter().map(|&from| scope.spawn(move || count(from))).collect();
            let own = count(first);
            let joined = workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            std::iter::once(own).chain(joined).collect()
        });
        let mut all: Option<Tallier<'w>> = None;
        for tallier in counted {
            match &mut all {
                Some(all) => all.merge(tallier?),
                None => all = Some(tallier?),
            }
        }
        Ok(all.unwrap_or_else(|| Tallier::new(world)))
    }
}

/// Reads a table of votes whatever its order.
pub(crate) fn read(
    reading: &Reading<'_>,
    table: &Table<'_>,
    columns: &VoteColumns,
    agree: i8,
) -> Result<Log, BallotError> {
    let mut log = Log::default();
    let mut units = Units::default();
    reading.scan(
        table,
        &columns.selection,
        |chunk| {
            let mut part = Log::default();
            let mut batch = Batch::default();
            batch.decode(chunk, columns, agree, &mut part.statements);
            for run in &batch.runs {
                let person = part.participants.intern(&participant(chunk, run.start));
                part.rows.extend(batch.ballots(run.clone()).map(|ballot| Row::new(person, ballot)));
            }
            Ok((part, batch.unit.take(), batch.errors))
        },
        |(part, unit, errors)| {
            reading.skips.bad_rows(errors)?;
            units.check(unit)?;
            log.append(&part);
            Ok(())
        },
    )?;
    log.has_times = units.unit().is_some() || log.rows.iter().any(|row| row.ballot().time != NO_TIME);
    Ok(log)
}

impl Log {
    fn append(&mut self, part: &Log) {
        let people: Vec<u32> = part.participants.iter().map(|key| self.participants.intern(key)).collect();
        let statements: Vec<u32> = part.statements.iter().map(|key| self.statements.intern(key)).collect();
        self.rows.extend(part.rows.iter().map(|row| Row {
            participant: people[row.participant as usize],
            statement: statements[row.statement as usize],
            stamp: row.stamp,
        }));
    }
}
