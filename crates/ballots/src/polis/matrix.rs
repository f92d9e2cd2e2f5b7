//! The table with a row per participant and a column per statement.

use crate::{
    BallotError,
    intern::Texts,
    layout,
    log::{Log, Row},
    polis::sign::Evidence,
    reading::Reading,
    statements::{Repeats, shorten},
    tallier::Ballot,
    values::{self, Mark, NO_TIME},
};
use tables::{Chunk, Place, Table};

/// Columns that Polis puts before the statements.
pub(crate) const ABOUT: [&str; 8] =
    ["participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "n-important"];

/// The latest answers as the matrix has them, 1 read as agree.
pub(crate) struct Matrix {
    pub(crate) log: Log,
    pub(crate) evidence: Evidence,
}

/// Which columns are about the participant, and which are statements.
#[derive(Clone, Debug)]
pub(crate) struct MatrixColumns {
    /// Columns about the participant, by header.
    pub(crate) about: Vec<String>,
    /// Columns of statements.
    pub(crate) statements: Vec<usize>,
}

/// Tells columns about participants from columns of statements: all behind the last one that Polis names itself are
/// statements.
pub(crate) fn columns(table: &Table<'_>) -> Result<MatrixColumns, BallotError> {
    layout::required(table, "participant")?;
    let headers = table.headers();
    let last = headers.iter().rposition(|header| ABOUT.contains(&header.as_str())).unwrap_or(0);
    if last + 1 == headers.len() {
        return Err(BallotError::in_file(table.name(), "there is no column of a statement")
            .expected(format!("a column per statement behind `{}`", headers[last])));
    }
    Ok(MatrixColumns { about: headers[..=last].to_vec(), statements: (last + 1..headers.len()).collect() })
}

#[derive(Default)]
struct Part {
    keys: Texts,
    /// The participant is the row of the chunk.
    rows: Vec<Row>,
    evidence: Evidence,
    errors: Vec<BallotError>,
}

/// Reads the matrix.
pub(crate) fn read(reading: &Reading<'_>, table: &Table<'_>) -> Result<Matrix, BallotError> {
    let MatrixColumns { statements, .. } = columns(table)?;
    let key = layout::required(table, "participant")?;
    let counts = [table.column("n-agree"), table.column("n-disagree")];
    let mut selection = statements.clone();
    selection.push(key);
    let mut choose = |column: Option<usize>| {
        selection.push(column?);
        Some(selection.len() - 1)
    };
    let counts = counts.map(&mut choose);
    let mut log = Log::default();
    for &column in &statements {
        log.statements.intern(&table.headers()[column]);
    }
    let mut evidence = Evidence::default();
    let mut twice = Repeats::default();
    let (width, first) = (statements.len(), statements.first().copied().unwrap_or(0));
    let map = |chunk: &Chunk<'_>| Ok(part(chunk, width, first, counts));
    reading.scan(table, &selection, map, |part| {
        reading.skips.bad_rows(part.errors)?;
        evidence.merge(part.evidence);
        let mut numbers = Vec::with_capacity(part.keys.len());
        let mut is_new = Vec::with_capacity(part.keys.len());
        for key in part.keys.iter() {
            let before = log.participants.len();
            numbers.push(log.participants.intern(key));
            is_new.push(log.participants.len() > before);
            if !key.is_empty() && log.participants.len() == before {
                twice.note(key);
            }
        }
        let kept = part.rows.iter().filter(|row| is_new[row.participant as usize]);
        log.rows.extend(kept.map(|row| Row::new(numbers[row.participant as usize], row.ballot())));
        Ok(())
    })?;
    twice.report(reading, table, key, "participant")?;
    Ok(Matrix { log, evidence })
}

impl Part {
    /// Enters the answers of one row; the position of a statement whose cell is no vote is the error. Statements are
    /// selected in the order of the file and begin there at column `first`.
    fn answers(&mut self, chunk: &Chunk<'_>, row: usize, width: usize, first: usize) -> Result<(), usize> {
        let number = u32::try_from(row).unwrap_or(u32::MAX);
        let mut enter = |statement: usize, mark: Mark| {
            let statement = u32::try_from(statement).unwrap_or(u32::MAX);
            self.rows.push(Row::new(number, Ballot { statement, mark, time: NO_TIME }));
        };
        if let Some(cells) = chunk.text_row(row) {
            for (statement, cell) in cells.skip(first).take(width).enumerate() {
                if !cell.is_empty() {
                    enter(statement, mark(cell).ok_or(statement)?);
                }
            }
            return Ok(());
        }
        for statement in 0..width {
            let text = chunk.column(statement).text(row);
            if !text.is_empty() {
                enter(statement, mark(text.as_bytes()).ok_or(statement)?);
            }
        }
        Ok(())
    }
}

fn mark(cell: &[u8]) -> Option<Mark> {
    match cell {
        b"1" => Some(Mark::AGREE),
        b"-1" => Some(Mark::DISAGREE),
        b"0" => Some(Mark::PASS),
        other => Mark::parse(std::str::from_utf8(other).ok()?, 1),
    }
}

fn part(chunk: &Chunk<'_>, width: usize, first: usize, counts: [Option<usize>; 2]) -> Part {
    let rows = chunk.rows();
    let mut part = Part::default();
    let mut plus = vec![0_i64; rows];
    let mut minus = vec![0_i64; rows];
    let mut is_bad = vec![false; rows];
    for (row, is_bad) in is_bad.iter_mut().enumerate() {
        let key = chunk.column(width).text(row);
        if key.is_empty() {
            *is_bad = true;
            let error = BallotError::at(chunk.place(row, width), "empty");
            part.errors.push(error.expected("the key of a participant"));
        }
        part.keys.push(&key);
    }
    for row in 0..rows {
        let before = part.rows.len();
        if let Err(statement) = part.answers(chunk, row, width, first) {
            if !is_bad[row] {
                part.errors.push(no_vote(chunk, row, statement));
            }
            is_bad[row] = true;
        }
        for answer in &part.rows[before..] {
            let mark = answer.ballot().mark;
            plus[row] += i64::from(mark == Mark::AGREE);
            minus[row] += i64::from(mark == Mark::DISAGREE);
        }
    }
    if is_bad.contains(&true) {
        part.rows.retain(|row| !is_bad[row.participant as usize]);
    }
    if counts[0].is_some() {
        for row in (0..rows).filter(|&row| !is_bad[row]) {
            weigh(&mut part.evidence, chunk, row, counts, (plus[row], minus[row]));
        }
    }
    part
}

/// Whether the counts of one row speak for 1 or for -1 as agree.
fn weigh(
    evidence: &mut Evidence,
    chunk: &Chunk<'_>,
    row: usize,
    counts: [Option<usize>; 2],
    (plus, minus): (i64, i64),
) {
    let count = |position: Option<usize>| position.and_then(|p| values::integer(&chunk.column(p).text(row)));
    let [agree, disagree] = counts.map(count);
    let fits = |a: i64, b: i64| agree.is_none_or(|n| n == a) && disagree.is_none_or(|n| n == b);
    match (fits(plus, minus), fits(minus, plus)) {
        (true, false) => evidence.plus += 1,
        (false, true) => evidence.minus += 1,
        (true, true) => {}
        (false, false) if evidence.neither.is_none() => {
            let place: Place = chunk.place(row, counts[0].unwrap_or(0));
            let problem = format!(
                "says {} agree and {} disagree, but the row holds {plus} of 1 and {minus} of -1",
                agree.unwrap_or(0),
                disagree.unwrap_or(0)
            );
            evidence.neither = Some((place, problem));
        }
        (false, false) => {}
    }
}

fn no_vote(chunk: &Chunk<'_>, row: usize, position: usize) -> BallotError {
    let text = chunk.column(position).text(row);
    BallotError::at(chunk.place(row, position), format!("`{}` is no vote", shorten(&text)))
        .expected("1, 0, -1 or nothing")
}
