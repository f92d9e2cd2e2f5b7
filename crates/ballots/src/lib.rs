//! Vote files of every kind in, tallies and facts out; and back again.
//!
//! [`read`] takes a folder, a zip, one file or standard input and yields [`Ballots`]: exact counts per party and
//! statement with the facts that stand beside them. [`convert()`] writes what it read as a plain package, as
//! Polis-style CSV or as Parquet.

mod answers;
mod convert;
mod counter;
mod descriptor;
mod error;
mod finish;
mod intern;
mod layout;
mod log;
mod options;
mod outcome;
mod parties;
mod people;
mod plain;
mod polis;
mod reading;
mod statements;
mod stream;
mod tallier;
mod values;
mod votes;
mod world;

pub use convert::{ConvertOptions, ConvertSummary, OutputFormat, convert};
pub use error::BallotError;
pub use options::{Filters, ReadOptions};
pub use outcome::{Ballots, Exclusion, InputFacts, Note};
pub use values::parse_instant;

use layout::Layout;
use polis::Export;
use reading::Reading;
use std::path::Path;
use tables::Source;

/// Reads votes.
///
/// # Errors
/// One [`BallotError`] that names file, line and column, what was found and what was expected.
pub fn read(path: &Path, options: &ReadOptions<'_>) -> Result<Ballots, BallotError> {
    read_source(&Source::open(path)?, options)
}

/// Reads votes from a source that is open already.
///
/// # Errors
/// As [`read`].
pub fn read_source(source: &Source, options: &ReadOptions<'_>) -> Result<Ballots, BallotError> {
    let reading = Reading::new(source, options);
    match layout::recognise(source)? {
        Layout::Plain { votes } => {
            reading.note("format", "Read as a plain package of votes.");
            plain::read(&reading, &source.table(&votes)?)
        }
        Layout::Polis { events, matrix } => {
            reading.note("format", "Read as a Polis export.");
            let events = match events {
                Some((member, headers)) => Some((source.table(&member)?, headers)),
                None => None,
            };
            let matrix = matrix.map(|member| source.table(&member)).transpose()?;
            polis::read(&reading, &Export { events, matrix })
        }
        Layout::Api { votes } => {
            reading.note("format", "Read as answers of the Polis API.");
            polis::api::read(&reading, &votes)
        }
    }
}
