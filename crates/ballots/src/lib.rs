//! Vote files of every kind in, tallies and facts out; and back again.
//!
//! [`read`] takes a folder, a zip, one file or standard input and yields [`Ballots`]: exact counts per party and
//! statement with the facts that stand beside them. [`convert()`] writes what it read as a plain package, as
//! Polis-style CSV or as Parquet. Where [`Keep`] asks for it, the votes themselves are kept too, participant by
//! participant, as [`ParticipantVotes`].

mod answers;
mod attribution;
mod cells;
mod convert;
mod counter;
mod descriptor;
mod error;
mod events;
mod finish;
mod groups;
mod intern;
mod kept;
mod layout;
mod log;
mod options;
mod outcome;
mod participants;
mod parties;
mod people;
mod plain;
mod polis;
mod reading;
mod roll;
mod statements;
mod stream;
mod tallier;
mod values;
mod votes;
mod world;

pub use attribution::{Attribution, LICENCE_FILES};
pub use cells::{Cell, Remainder, cells};
pub use convert::{ConvertOptions, ConvertSummary, OutputFormat, convert};
pub use error::BallotError;
pub use events::{Course, VoteEvent};
pub use options::{Filters, Keep, ReadOptions};
pub use outcome::{Ballots, Exclusion, InputFacts, Note};
pub use participants::{ParticipantVotes, StatementColumn};
pub use values::parse_instant;

use layout::Layout;
use polis::{Export, declared::Declared};
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
    let opened = Opened::new(source)?;
    match opened.layout() {
        Layout::Plain { votes } => {
            reading.note("format", "Read as a plain package of votes.");
            plain::read(&reading, &opened.votes().table(votes)?)
        }
        Layout::Polis { .. } => {
            reading.note("format", "Read as a Polis export.");
            polis::read(&reading, &opened.export(source)?)
        }
        Layout::Api { votes } => {
            reading.note("format", "Read as answers of the Polis API.");
            polis::api::read(&reading, votes)
        }
    }
}

/// A source, and what kind of files it holds.
pub(crate) struct Opened<'s> {
    source: &'s Source,
    declared: Option<Declared>,
    layout: Layout,
}

impl<'s> Opened<'s> {
    pub(crate) fn new(source: &'s Source) -> Result<Opened<'s>, BallotError> {
        let declared = polis::declared::declared(source)?;
        let layout = layout::recognise(declared.as_ref().map_or(source, |declared| &declared.source))?;
        Ok(Opened { source, declared, layout })
    }

    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Where the table of votes is.
    pub(crate) fn votes(&self) -> &Source {
        self.declared.as_ref().map_or(self.source, |declared| &declared.source)
    }

    /// The tables of a Polis export.
    pub(crate) fn export<'r>(&'r self, source: &'r Source) -> Result<Export<'r>, BallotError> {
        let Layout::Polis { events, matrix } = &self.layout else {
            return Ok(Export { events: None, matrix: None, declared: None });
        };
        let events = match events {
            Some((member, headers)) => Some((self.votes().table(member)?, *headers)),
            None => None,
        };
        let matrix = matrix.as_ref().map(|member| source.table(member)).transpose()?;
        Ok(Export { events, matrix, declared: self.declared.as_ref().map(|declared| declared.agree) })
    }
}
