//! A table of votes, chunk by chunk: text and numbers to marks, times and numbers of statements.

use crate::{
    BallotError,
    intern::Interner,
    layout::{self, VoteHeaders},
    reading::Reading,
    statements::shorten,
    tallier::Ballot,
    values::{self, Mark, NO_TIME, TimeUnit},
};
use std::ops::Range;
use tables::{Chunk, CodedColumn, Column, IntColumn, Place, Table};

const VOTE_EXPECTED: &str = "1, 0 or -1, or agree, pass or disagree";

/// The columns of a table of votes, as a selection for a scan.
pub(crate) struct VoteColumns {
    pub(crate) selection: Vec<usize>,
    has_time: bool,
}

const PARTICIPANT: usize = 0;
const STATEMENT: usize = 1;
const VOTE: usize = 2;
const TIME: usize = 3;

impl VoteColumns {
    pub(crate) fn of(table: &Table<'_>, headers: VoteHeaders) -> Result<VoteColumns, BallotError> {
        let mut selection = vec![
            layout::required(table, headers.participant)?,
            layout::required(table, headers.statement)?,
            layout::required(table, headers.vote)?,
        ];
        let time = table.column(headers.time);
        selection.extend(time);
        Ok(VoteColumns { selection, has_time: time.is_some() })
    }

    /// The columns that say whose vote it is, and on what.
    pub(crate) fn keys(&self) -> [usize; 2] {
        [self.selection[PARTICIPANT], self.selection[STATEMENT]]
    }

    /// The column of times, if there is one.
    pub(crate) fn time(&self) -> Option<usize> {
        self.selection.get(TIME).copied()
    }
}

/// A chunk decoded. Bad rows carry no mark.
#[derive(Default)]
pub(crate) struct Batch {
    marks: Vec<Mark>,
    statements: Vec<u32>,
    times: Vec<i64>,
    /// Rows of one participant in a row.
    pub(crate) runs: Vec<Range<usize>>,
    /// What the times of the chunk are counted in, and where that was seen first.
    pub(crate) unit: Option<(TimeUnit, Place)>,
    pub(crate) errors: Vec<BallotError>,
    codes: Vec<u32>,
}

const BAD: Mark = Mark(0);
const UNKNOWN: u32 = u32::MAX;

impl Batch {
    /// Decodes a chunk; statements get their number from `statements`.
    pub(crate) fn decode(
        &mut self,
        chunk: &Chunk<'_>,
        columns: &VoteColumns,
        agree: i8,
        statements: &mut Interner,
    ) {
        self.errors.clear();
        self.unit = None;
        self.decode_votes(chunk, agree);
        self.decode_statements(chunk, statements);
        self.times.clear();
        if columns.has_time {
            self.decode_times(chunk);
        }
        self.find_runs(chunk);
    }

    /// What a row says; `None` for a bad one.
    pub(crate) fn mark(&self, row: usize) -> Option<Mark> {
        Some(self.marks[row]).filter(|&mark| mark != BAD)
    }

    /// The good rows of a run.
    #[inline]
    pub(crate) fn ballots(&self, run: Range<usize>) -> impl Iterator<Item = Ballot> {
        run.filter_map(|row| {
            let (mark, statement) = (self.marks[row], self.statements[row]);
            let time = self.times.get(row).copied().unwrap_or(NO_TIME);
            (mark != BAD).then_some(Ballot { statement, mark, time })
        })
    }

    fn refuse(&mut self, row: usize, error: BallotError) {
        if self.marks[row] != BAD {
            self.marks[row] = BAD;
            self.errors.push(error);
        }
    }

    fn decode_votes(&mut self, chunk: &Chunk<'_>, agree: i8) {
        let column = chunk.column(VOTE);
        let rows = 0..chunk.rows();
        self.marks.clear();
        let of_number = |number: Option<i64>| number.and_then(|n| Mark::of_number(n, agree)).unwrap_or(BAD);
        match column {
            Column::Int(ints) => match ints.values() {
                Some(values) => {
                    let one = Mark::of_number(1, agree).unwrap_or(BAD);
                    self.marks.extend(values.iter().map(|&value| match value {
                        1 => one,
                        0 => Mark::PASS,
                        -1 => one.flipped(),
                        _ => BAD,
                    }));
                }
                None => self.marks.extend(rows.map(|row| of_number(ints.get(row)))),
            },
            Column::Text(texts) => {
                let one = Mark::of_number(1, agree).unwrap_or(BAD);
                self.marks.extend(rows.map(|row| match texts.bytes(row) {
                    b"1" => one,
                    b"-1" => one.flipped(),
                    b"0" => Mark::PASS,
                    _ => Mark::parse(texts.get(row), agree).unwrap_or(BAD),
                }));
            }
            Column::Coded(coded) => {
                let marks: Vec<Mark> =
                    coded.values().iter().map(|text| Mark::parse(text, agree).unwrap_or(BAD)).collect();
                let mark = |row| coded.code(row).map_or(BAD, |code| marks[code as usize]);
                self.marks.extend(rows.map(mark));
            }
            Column::Float(_) => {
                self.marks.extend(rows.map(|row| Mark::parse(&column.text(row), agree).unwrap_or(BAD)));
            }
        }
        if !self.marks.contains(&BAD) {
            return;
        }
        for row in (0..chunk.rows()).filter(|&row| self.marks[row] == BAD) {
            let text = column.text(row);
            let problem = match text.as_ref() {
                "" => "empty".to_owned(),
                text => format!("`{}` is no vote", shorten(text)),
            };
            self.errors.push(BallotError::at(chunk.place(row, VOTE), problem).expected(VOTE_EXPECTED));
        }
    }

    fn decode_statements(&mut self, chunk: &Chunk<'_>, statements: &mut Interner) {
        let column = chunk.column(STATEMENT);
        let rows = chunk.rows();
        self.statements.clear();
        match column {
            Column::Text(texts) => {
                let mut guess = Successor::default();
                self.statements.extend((0..rows).map(|row| guess.number(texts.get(row), statements)));
            }
            Column::Int(ints) => self.number_ints(ints, rows, statements),
            Column::Coded(coded) => self.number_codes(coded, rows, statements),
            Column::Float(_) => {
                self.statements.extend((0..rows).map(|row| intern(&column.text(row), statements)));
            }
        }
        if !self.statements.contains(&UNKNOWN) {
            return;
        }
        for row in 0..rows {
            if self.statements[row] == UNKNOWN {
                let place = chunk.place(row, STATEMENT);
                self.refuse(row, BallotError::at(place, "empty").expected("the key of a statement"));
            }
        }
    }

    fn number_codes(&mut self, coded: CodedColumn<'_>, rows: usize, statements: &mut Interner) {
        self.codes.clear();
        self.codes.resize(coded.values().len(), UNKNOWN);
        let known = &mut self.codes;
        let mut number = |code: u32| {
            let known = &mut known[code as usize];
            if *known == UNKNOWN {
                *known = intern(coded.value(code), statements);
            }
            *known
        };
        match coded.codes() {
            Some(codes) => self.statements.extend(codes.iter().map(|code| number(code.cast_unsigned()))),
            None => {
                let numbers = (0..rows).map(|row| coded.code(row).map_or(UNKNOWN, &mut number));
                self.statements.extend(numbers);
            }
        }
    }

    fn number_ints(&mut self, ints: IntColumn<'_>, rows: usize, statements: &mut Interner) {
        // Statements are numbered from near zero nearly everywhere; a table saves most look-ups.
        const TABLE: usize = 1 << 14;
        self.codes.clear();
        self.codes.resize(TABLE, UNKNOWN);
        for row in 0..rows {
            let Some(value) = ints.get(row) else {
                self.statements.push(UNKNOWN);
                continue;
            };
            let slot = usize::try_from(value).ok().filter(|&value| value < TABLE);
            let number = match slot.map(|slot| self.codes[slot]) {
                Some(known) if known != UNKNOWN => known,
                _ => statements.intern(&value.to_string()),
            };
            if let Some(slot) = slot {
                self.codes[slot] = number;
            }
            self.statements.push(number);
        }
    }

    fn decode_times(&mut self, chunk: &Chunk<'_>) {
        let column = chunk.column(TIME);
        for row in 0..chunk.rows() {
            let read = match column {
                Column::Int(ints) => match ints.get(row) {
                    None => Some((NO_TIME, None)),
                    Some(number) => values::time_of_number(number),
                },
                _ => match column.text(row) {
                    text if text.is_empty() => Some((NO_TIME, None)),
                    text => values::time(&text),
                },
            };
            let error = match (read, &self.unit) {
                (Some((_, Some(unit))), Some((first, at))) if *first != unit => {
                    Some(mixed_units(*first, at, unit, chunk.place(row, TIME)))
                }
                (Some((_, Some(unit))), None) => {
                    self.unit = Some((unit, chunk.place(row, TIME)));
                    None
                }
                (None, _) => {
                    let problem = format!("`{}` is no time", shorten(&column.text(row)));
                    Some(BallotError::at(chunk.place(row, TIME), problem).expected(values::TIME_EXPECTED))
                }
                (Some(_), _) => None,
            };
            self.times.push(read.map_or(NO_TIME, |(time, _)| time));
            if let Some(error) = error {
                self.refuse(row, error);
            }
        }
    }

    fn find_runs(&mut self, chunk: &Chunk<'_>) {
        let column = chunk.column(PARTICIPANT);
        let rows = chunk.rows();
        self.runs.clear();
        match column {
            Column::Text(texts) => runs(&mut self.runs, rows, |row| texts.bytes(row)),
            Column::Int(ints) => match ints.values() {
                Some(values) => runs(&mut self.runs, rows, |row| values[row]),
                None => runs(&mut self.runs, rows, |row| ints.get(row)),
            },
            Column::Coded(coded) => match coded.codes() {
                Some(codes) => runs(&mut self.runs, rows, |row| codes[row]),
                None => runs(&mut self.runs, rows, |row| coded.code(row)),
            },
            Column::Float(floats) => runs(&mut self.runs, rows, |row| floats.get(row)),
        }
        let empty: Vec<Range<usize>> =
            self.runs.iter().filter(|run| column.is_empty(run.start)).cloned().collect();
        for row in empty.into_iter().flatten() {
            let place = chunk.place(row, PARTICIPANT);
            self.refuse(row, BallotError::at(place, "empty").expected("the key of a participant"));
        }
    }
}

/// The key of the participant of a row.
pub(crate) fn participant<'c>(chunk: &Chunk<'c>, row: usize) -> std::borrow::Cow<'c, str> {
    chunk.column(PARTICIPANT).text(row)
}

#[inline]
fn runs<K: PartialEq>(runs: &mut Vec<Range<usize>>, rows: usize, key: impl Fn(usize) -> K) {
    let mut start = 0;
    while start < rows {
        let first = key(start);
        let mut end = start + 1;
        while end < rows && key(end) == first {
            end += 1;
        }
        runs.push(start..end);
        start = end;
    }
}

/// Guesses the next statement from the one before: people are mostly asked in the same order, and comparing two
/// short texts is faster than looking one up.
#[derive(Default)]
struct Successor {
    after: Vec<u32>,
    last: usize,
}

impl Successor {
    #[inline]
    fn number(&mut self, key: &str, statements: &mut Interner) -> u32 {
        if let Some(&guess) = self.after.get(self.last)
            && guess != UNKNOWN
            && statements.get(guess) == key
        {
            self.last = guess as usize;
            return guess;
        }
        let number = intern(key, statements);
        if number != UNKNOWN {
            if self.after.len() < statements.len() {
                self.after.resize(statements.len(), UNKNOWN);
            }
            self.after[self.last] = number;
            self.last = number as usize;
        }
        number
    }
}

fn intern(key: &str, statements: &mut Interner) -> u32 {
    if key.is_empty() { UNKNOWN } else { statements.intern(key) }
}

/// One time column counts in one unit; this holds it over chunks.
#[derive(Default)]
pub(crate) struct Units(Option<(TimeUnit, Place)>);

impl Units {
    pub(crate) fn check(&mut self, next: Option<(TimeUnit, Place)>) -> Result<(), BallotError> {
        match (&self.0, next) {
            (Some((first, at)), Some((unit, place))) if *first != unit => {
                Err(mixed_units(*first, at, unit, place))
            }
            (None, next) => {
                self.0 = next;
                Ok(())
            }
            (Some(_), _) => Ok(()),
        }
    }

    pub(crate) fn unit(&self) -> Option<TimeUnit> {
        self.0.as_ref().map(|(unit, _)| *unit)
    }
}

fn mixed_units(first: TimeUnit, at: &Place, unit: TimeUnit, place: Place) -> BallotError {
    let problem =
        format!("this time is {}, the one in {} {}", unit.name(), crate::reading::line_of(at), first.name());
    BallotError::at(place, problem).expected("one unit in the whole column")
}

/// The error for rows that differ and that nothing orders in time.
pub(crate) fn unordered(
    reading: &Reading<'_>,
    table: &Table<'_>,
    columns: &VoteColumns,
    participant: &str,
    statement: &str,
) -> Result<BallotError, BallotError> {
    let is_it = |chunk: &Chunk<'_>, row: usize| {
        chunk.column(0).text(row) == participant && chunk.column(1).text(row) == statement
    };
    let places = reading.locate(table, &columns.keys(), 2, is_it)?;
    let who = format!("participant `{}` votes on statement `{}`", shorten(participant), shorten(statement));
    let error = match <[Place; 2]>::try_from(places) {
        Ok([first, second]) => {
            let place = Place { column: None, ..second };
            let first = crate::reading::line_of(&first);
            BallotError::at(
                place,
                format!("{who} here and in {first}, differently, and not both have a time"),
            )
        }
        Err(_) => {
            BallotError::in_file(table.name(), format!("{who} twice, differently, and not both have a time"))
        }
    };
    Ok(error.expected("one vote, or a time for each so that the latest counts"))
}

/// The error for a voter who is no party where every participant is one.
pub(crate) fn foreign(
    reading: &Reading<'_>,
    table: &Table<'_>,
    columns: &VoteColumns,
    participant: &str,
) -> Result<BallotError, BallotError> {
    let column = [columns.keys()[0]];
    let mut places =
        reading.locate(table, &column, 1, |chunk, row| chunk.column(0).text(row) == participant)?;
    let problem = format!("the participant `{}` is not in the parties table", shorten(participant));
    let error = match places.pop() {
        Some(place) => BallotError::at(place, problem),
        None => BallotError::in_file(table.name(), problem),
    };
    Ok(error
        .expected("a party: without a participants table each participant is its own party")
        .advice("Add the party, or a `participants` table that says who belongs to which party."))
}
