//! How fast a table is read: `speed write FILE ROWS` makes one, `speed read FILE THREADS` reads it and prints rows,
//! seconds, rows per second and a sum over all cells.

use std::{error::Error, path::Path, time::Instant};
use tables::{
    Chunk, Column, ScanOptions, Source, TableError,
    write::{Cells, ColumnType, TableWriter},
};

const STATEMENTS: u32 = 1_000;
const VOTES_EACH: u32 = 100;
const PEOPLE_PER_BATCH: u32 = 2_500;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", file, rows] => write(Path::new(file), rows.parse()?),
        ["read", file, threads] => read(Path::new(file), threads.parse()?),
        _ => Err("speed write FILE ROWS | speed read FILE THREADS".into()),
    }
}

/// Rows sorted by participant, every participant on a hundred statements drawn from all.
fn write(path: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let columns =
        [("participant", ColumnType::Text), ("statement", ColumnType::Text), ("vote", ColumnType::Int)];
    let mut writer = TableWriter::create(path, &columns)?;
    let statements: Vec<String> = (0..STATEMENTS).map(|number| format!("s{number}")).collect();
    let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
    let people = u32::try_from(rows / u64::from(VOTES_EACH))?;
    for first in (0..people).step_by(PEOPLE_PER_BATCH as usize) {
        let batch = first..people.min(first + PEOPLE_PER_BATCH);
        let names: Vec<String> = batch.clone().map(|number| format!("p{number:06}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let pairs = || batch.clone().flat_map(|person| (0..VOTES_EACH).map(move |vote| (person, vote)));
        let who: Vec<u32> = pairs().map(|(person, _)| person - first).collect();
        let what: Vec<u32> = pairs().map(|pair| scramble(pair.0, pair.1) % STATEMENTS).collect();
        let votes: Vec<i64> = pairs().map(|pair| answer(pair.0, pair.1)).collect();
        writer.write_columns(&[
            Cells::Coded { codes: &who, values: &names },
            Cells::Coded { codes: &what, values: &statements },
            Cells::Int(&votes),
        ])?;
    }
    writer.finish()?;
    Ok(())
}

fn answer(person: u32, vote: u32) -> i64 {
    i64::from(scramble(person, vote) >> 20 & 3).min(2) - 1
}

/// Numbers without a pattern, so that the packing of the file has nothing to gain from one.
///
/// The finalizer of MurmurHash3 (Austin Appleby, public domain).
fn scramble(person: u32, vote: u32) -> u32 {
    let mut mixed = person * VOTES_EACH + vote;
    mixed = (mixed ^ mixed >> 16).wrapping_mul(0x85eb_ca6b);
    mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
    mixed ^ mixed >> 16
}

#[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
fn read(path: &Path, threads: usize) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let source = Source::open(path)?;
    let table = source.table(&source.members()[0])?;
    let (mut rows, mut sum) = (0, 0);
    table.scan(
        &[0, 1, 2],
        &ScanOptions { threads, ..ScanOptions::default() },
        add_up,
        |part: (u64, u64)| {
            rows += part.0;
            sum += part.1;
            Ok(())
        },
    )?;
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "the result of this program")]
    {
        println!("{rows} rows, {seconds:.3} s, {:.1} million rows/s, sum {sum}", rows as f64 / seconds / 1e6);
    }
    Ok(())
}

/// Touches every cell: the last byte of every text, every number.
fn add_up(chunk: &Chunk<'_>) -> Result<(u64, u64), TableError> {
    let rows = chunk.rows();
    let sums = (0..3).map(|position| match chunk.column(position) {
        Column::Text(column) => (0..rows).map(|row| last_byte(column.get(row))).sum::<u64>(),
        Column::Coded(column) => {
            let worth: Vec<u64> = column.values().iter().map(|value| last_byte(value)).collect();
            let of_row = |row| column.code(row).map_or(0, |code| worth[code as usize]);
            (0..rows).map(of_row).sum()
        }
        // The digit as a character, so that CSV and Parquet give the same sum.
        Column::Int(column) => {
            (0..rows).filter_map(|row| column.get(row)).map(|v| 48 + v.unsigned_abs()).sum()
        }
        Column::Float(_) => 0,
    });
    Ok((rows as u64, sums.sum()))
}

fn last_byte(text: &str) -> u64 {
    text.as_bytes().last().map_or(0, |&byte| u64::from(byte))
}
