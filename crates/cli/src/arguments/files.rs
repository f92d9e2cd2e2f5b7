//! What can be typed where vote files are read or written.

use super::Thresholds;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How votes are read, the same for every command that reads them.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// A folder, zip, .csv[.gz|.zst], .parquet, or - for standard input.
    pub path: PathBuf,
    /// Take blocks of people from this participant column (for example group-id). Default: party.
    #[arg(long, value_name = "COLUMN")]
    pub blocks: Option<String>,
    /// Which sign means agree, where the file does not say.
    #[arg(long, value_name = "-1|+1", allow_hyphen_values = true, value_parser = sign)]
    pub agree: Option<i8>,
    /// Leave out unmoderated statements too.
    #[arg(long)]
    pub strict: bool,
    /// Skip bad rows, count them, list the first ten.
    #[arg(long)]
    pub lenient: bool,
    /// Only parties of these standings.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub standing: Vec<String>,
    /// Only these parties (codes).
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub party: Vec<String>,
    /// Only statements of these topics.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub topic: Vec<String>,
    /// Only these statements.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub statement: Vec<String>,
    /// Only from this date on (UTC): the vote's time, or the statement's date where votes carry none.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only before this date (UTC, exclusive).
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Worker threads; 0 is one per core. The result does not depend on it.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
}

pub(super) fn sign(text: &str) -> Result<i8, String> {
    match text {
        "-1" => Ok(-1),
        "+1" | "1" => Ok(1),
        _ => Err("expected -1 or +1".to_owned()),
    }
}

/// `plenary analyze`
#[derive(Debug, Args)]
pub(crate) struct Analyze {
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub thresholds: Thresholds,
    /// Write JSON (docs/analysis.schema.json) to standard output.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Write CSV to standard output.
    #[arg(long)]
    pub csv: bool,
    /// Write everybody's place on the opinion map into the JSON, too.
    #[arg(long, requires = "json")]
    pub participants: bool,
    /// Do not look for opinion groups; nothing is then said or drawn of them.
    #[arg(long, conflicts_with = "participants")]
    pub no_groups: bool,
    /// Look for opinion groups in more than 64 MiB of votes, too.
    #[arg(long, conflicts_with = "no_groups")]
    pub groups: bool,
    /// Do not look for people who answer alike beyond what chance explains, nor count each such set as one voter.
    #[arg(long)]
    pub no_guard: bool,
    /// Look for them in more than 64 MiB of votes, too.
    #[arg(long, conflicts_with = "no_guard")]
    pub guard: bool,
    /// Say on standard error how long each part took.
    #[arg(long)]
    pub times: bool,
    /// How opinions are grouped: our way, or exactly as Polis does.
    #[arg(long, default_value = "plenary", value_name = "METHOD")]
    pub method: Method,
    #[command(flatten)]
    pub polis: AsPolis,
    /// Write a self-contained page to this file as well.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Language of sentences and pages.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub lang: String,
    /// When to colour.
    #[arg(long, default_value = "auto", value_name = "WHEN")]
    pub color: Colour,
}

/// How opinions are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// Groups that are real, or the answer that there are none.
    Plenary,
    /// What Polis would say: its axes, groups and lists, in its own names.
    Polis,
}

/// What can be typed beside `--method polis`.
#[derive(Debug, Args)]
pub(crate) struct AsPolis {
    /// Take who is clustered, base clusters and groups from this file: a published math-pca2.json.
    #[arg(long, value_name = "FILE", conflicts_with = "polis_start")]
    pub polis_groups: Option<PathBuf>,
    /// From which state Polis' groups grow. Default: as the votes came in where the file has their course, all at once
    /// where it has not.
    #[arg(long, value_name = "START")]
    pub polis_start: Option<Start>,
    /// Votes a tick of a replay. Default: 20, and more where that would be over 5,000 ticks.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub polis_tick: Option<u32>,
    /// Leave these accidents of Polis out: names by comma, or all.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub polis_without: Vec<String>,
}

/// From which state Polis' groups grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Start {
    /// All votes at once.
    Snapshot,
    /// All votes at once, with everybody who was ever clustered.
    Remembering,
    /// The votes as they came in.
    Replay,
}

/// `plenary predict`
#[derive(Debug, Args)]
pub(crate) struct Predict {
    #[command(flatten)]
    pub reading: Reading,
    /// A CSV table of `participant, statement`: these votes are left out of the fit and told from the others.
    #[arg(long, value_name = "FILE")]
    pub cells: PathBuf,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal that takes it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// `plenary convert`
#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// A folder, zip, .csv[.gz|.zst], .parquet, or - for standard input.
    pub input: PathBuf,
    /// The folder or file to make; it must not exist yet. A file's ending says its form.
    pub output: PathBuf,
    /// The form to write. Default: by the name of the output, else a plain package of CSV tables.
    #[arg(long, value_name = "FORM")]
    pub form: Option<Form>,
    /// Which sign means agree, where the file does not say.
    #[arg(long, value_name = "-1|+1", allow_hyphen_values = true, value_parser = sign)]
    pub agree: Option<i8>,
    /// Skip bad rows, count them, list the first ten.
    #[arg(long)]
    pub lenient: bool,
}

/// The forms `convert` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// A plain package with votes.csv.
    Csv,
    /// A plain package with votes.parquet.
    Parquet,
    /// Polis-style CSV.
    Polis,
}

/// `plenary simulate`
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// The folder to make. It must not exist yet, or be empty.
    pub output: PathBuf,
    /// How many parties.
    #[arg(long, default_value_t = 18)]
    pub parties: u32,
    /// How many participants, spread evenly over the parties.
    #[arg(long, default_value_t = 1_800)]
    pub participants: u64,
    /// How many statements.
    #[arg(long, default_value_t = 60)]
    pub statements: u32,
    /// How many statements each participant answers, about.
    #[arg(long, default_value_t = 30, value_name = "N")]
    pub answers: u32,
    /// The seed: the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The form to write.
    #[arg(long, default_value = "csv", value_name = "FORM")]
    pub form: Form,
}

/// `plenary evaluate`
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// Conversations: folders, zips or tables of votes, as `analyze` reads them.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Which promise to try; may be given several times. Default: all of them.
    #[arg(long, value_name = "PROTOCOL")]
    pub protocol: Vec<Trial>,
    /// Repetitions wherever a rate is estimated.
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub repetitions: u32,
    /// Splits of each conversation into shown and hidden votes.
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub splits: u32,
    /// The seed of every draw: the same seed gives the same figures.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Worker threads; 0 is one per core. The result does not depend on it.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
    /// Write JSON, one object with everything.
    #[arg(long)]
    pub json: bool,
}

/// A promise of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Trial {
    /// Hidden votes are told from the others.
    Heldout,
    /// What is said to be sure is so.
    Calibration,
    /// One crowd is not taken for several, and several are found.
    Groups,
    /// Consensus is found with few votes.
    Routing,
    /// Bots make no consensus.
    Infiltration,
    /// The stability of a group is what fresh people show.
    Stability,
}
