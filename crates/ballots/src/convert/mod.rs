//! Writing votes back out, losing nothing.

mod folder;
mod grid;
mod package;
mod plain_out;
mod polis_out;

pub(crate) use grid::Grid;

use crate::{BallotError, Opened, ReadOptions, descriptor, read_source, reading::Reading};
use folder::{Folder, refuse_existing, shown};
use package::Package;
use std::path::Path;
use tables::Source;

/// What to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    /// By the name of the output: a file by its ending (`.csv`, `.csv.gz`, `.csv.zst`, `.parquet`), else a plain
    /// package of CSV tables.
    #[default]
    ByName,
    /// A plain package of CSV tables.
    Csv,
    /// A plain package of Parquet tables.
    Parquet,
    /// A folder as Polis exports it.
    Polis,
}

/// How to convert.
#[derive(Default)]
pub struct ConvertOptions<'a> {
    /// What to write.
    pub format: OutputFormat,
    /// As in [`crate::ReadOptions`].
    pub agree_sign: Option<i8>,
    /// As in [`crate::ReadOptions`]. Bad rows are not carried over.
    pub lenient: bool,
    /// As in [`crate::ReadOptions`].
    pub threads: usize,
    /// As in [`crate::ReadOptions`].
    pub progress: Option<&'a (dyn Fn(u64) + Sync)>,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConvertSummary {
    /// The files written, relative to the output folder, or the one output file.
    pub files: Vec<String>,
    /// Vote rows written, re-votes included.
    pub events: u64,
    /// Participants written.
    pub participants: u64,
    /// Statements written.
    pub statements: u64,
    /// Bad rows left out.
    pub skipped: u64,
    /// What a reader of the result should know.
    pub notes: Vec<crate::Note>,
}

/// Reads votes of any kind and writes them as `options` say. Nothing is written when anything is wrong, and nothing
/// that exists is written over.
///
/// A folder holds everything. One file (`.csv`, `.csv.gz`, `.csv.zst`, `.parquet`) holds votes alone, so it is refused
/// where the input knows more than votes.
///
/// # Errors
/// Whatever [`crate::read`] refuses; an output that exists; an output that cannot hold what the input says.
pub fn convert(
    input: &Path,
    output: &Path,
    options: &ConvertOptions<'_>,
) -> Result<ConvertSummary, BallotError> {
    refuse_existing(output)?;
    let read_options = ReadOptions {
        agree_sign: options.agree_sign,
        lenient: options.lenient,
        threads: options.threads,
        progress: options.progress,
        ..ReadOptions::default()
    };
    let source = Source::open(input)?;
    // Everything is checked before anything is written, and again by the same code that reads for analysis.
    let ballots = read_source(&source, &read_options)?;
    let reading = Reading::new(&source, &read_options);
    let opened = Opened::new(&source)?;
    let package = package::package(&reading, &opened)?;
    let mut summary = match (table_ending(output), options.format) {
        (Some(_), OutputFormat::ByName) => one_file(&reading, &package, output)?,
        (Some(ending), _) => {
            let problem = format!("a name that ends in {ending} is one table, but a folder is asked for");
            return Err(BallotError::in_file(&shown(output), problem)
                .advice("Name a folder, or leave the format to the name."));
        }
        (None, format) => {
            let folder = Folder::create(output)?;
            let summary = match format {
                OutputFormat::ByName | OutputFormat::Csv => {
                    plain_out::write(&reading, &package, &folder, ".csv")?
                }
                OutputFormat::Parquet => plain_out::write(&reading, &package, &folder, ".parquet")?,
                OutputFormat::Polis => polis_out::write(&reading, &package, &folder)?,
            };
            folder.finish()?;
            summary
        }
    };
    summary.skipped = ballots.input.skipped;
    summary.notes = ballots.notes;
    Ok(summary)
}

fn table_ending(output: &Path) -> Option<&'static str> {
    let name = output.file_name()?.to_string_lossy().to_ascii_lowercase();
    [".csv", ".csv.gz", ".csv.zst", ".parquet"].into_iter().find(|ending| name.ends_with(ending))
}

fn one_file(
    reading: &Reading<'_>,
    package: &Package<'_>,
    output: &Path,
) -> Result<ConvertSummary, BallotError> {
    let more = [
        ("participants", package.participants.is_some()),
        ("parties", package.parties.is_some()),
        ("statements", package.statements.is_some()),
        ("the mark of a simulation", descriptor::seed(&package.about).is_some()),
    ];
    if let Some((what, _)) = more.iter().find(|(_, is_there)| *is_there) {
        let problem = format!("one file holds votes alone, and the input also has {what}");
        return Err(BallotError::in_file(&shown(output), problem).advice("Name a folder."));
    }
    let mut summary = ConvertSummary::default();
    let name = shown(output);
    plain_out::votes(reading, package, output, &name, &mut summary)?;
    summary.files.push(name);
    Ok(summary)
}
