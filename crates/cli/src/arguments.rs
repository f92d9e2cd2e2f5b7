//! What can be typed. Help texts live here and nowhere else.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Plenary runs a forum from the invitation to the delivered promise.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What do these parties broadly agree on, how sure is that, who stands outside, who was not asked?
    Analyze(Analyze),
    /// Write vote files in another form: a plain package, Polis-style CSV or Parquet.
    Convert(Convert),
    /// How many answers, or which roster, would certify agreement? Ask before you invite.
    Forecast(Forecast),
    /// Make votes of invented participants, marked as simulated.
    Simulate(Simulate),
    /// Run forums for real: pages, votes, the board.
    Serve(Serve),
    /// Open the reference forum in the browser, with simulated participants who vote while you watch.
    Demo(Demo),
    /// Write the forum's news report from its record alone.
    Communique(Communique),
}

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

fn sign(text: &str) -> Result<i8, String> {
    match text {
        "-1" => Ok(-1),
        "+1" | "1" => Ok(1),
        _ => Err("expected -1 or +1".to_owned()),
    }
}

/// The thresholds, which a forum fixes before voting.
#[derive(Debug, Args)]
pub(crate) struct Thresholds {
    /// The share that must agree in a party (τ).
    #[arg(long = "tau", default_value_t = 0.60, value_name = "SHARE")]
    pub agreement: f64,
    /// How sure the engine must be.
    #[arg(long, default_value_t = 0.95, value_name = "SHARE")]
    pub confidence: f64,
    /// The opposition no party may exceed (ν).
    #[arg(long = "nu", default_value_t = 0.30, value_name = "SHARE")]
    pub veto: f64,
    /// How many parties may stand outside (k). Default: a ninth, at least 1 from five parties on.
    #[arg(long, value_name = "K")]
    pub outside: Option<u32>,
    /// Answers that make a party asked, unless its whole roster is smaller.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub minimum: u64,
    /// Use bounds that hold however often one looks, for results watched live.
    #[arg(long)]
    pub live: bool,
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

/// `plenary forecast`
#[derive(Debug, Args)]
pub(crate) struct Forecast {
    /// How many parties are counted.
    #[arg(long, value_name = "N")]
    pub parties: u32,
    /// Shares that agree in every party, in per cent.
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_values_t = [70.0, 80.0, 90.0])]
    pub agree: Vec<f64>,
    /// Share that disagrees, in per cent. Default: half of the rest; the other half passes.
    #[arg(long, value_name = "PER CENT")]
    pub disagree: Option<f64>,
    /// How many participants each party declares. Default: an open crowd.
    #[arg(long, value_name = "N")]
    pub roster: Option<u64>,
    /// The chance with which the certificate shall be reached.
    #[arg(long, default_value_t = 0.90, value_name = "SHARE")]
    pub chance: f64,
    #[command(flatten)]
    pub thresholds: Thresholds,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
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

/// Where a server listens and how it is reached.
#[derive(Debug, Args)]
pub(crate) struct Listening {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub bind: std::net::IpAddr,
    /// The port. Default: 2021, or any free one if it is taken.
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address under which others reach this server, such as https://forum.example; links and picture codes begin
    /// with it.
    #[arg(long, value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
}

/// `plenary serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The file that keeps everything; it is made if it is not there.
    #[arg(long, default_value = "plenary.sqlite", value_name = "FILE")]
    pub database: PathBuf,
    #[command(flatten)]
    pub listening: Listening,
}

/// `plenary demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Write the result as files instead of opening a forum in the browser.
    #[arg(long)]
    pub headless: bool,
    #[command(flatten)]
    pub listening: Listening,
    /// How many simulated answers come in each second.
    #[arg(long, default_value_t = 1_500, value_name = "N")]
    pub pace: u32,
    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "demo")]
    pub out: PathBuf,
    /// The seed of the simulated participants.
    #[arg(long, default_value_t = 2021)]
    pub seed: u64,
    /// Language.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub lang: String,
}

/// `plenary communique`
#[derive(Debug, Args)]
pub(crate) struct Communique {
    /// The forum's record, or - for standard input.
    pub record: PathBuf,
    /// Language.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub lang: String,
    /// Write a page instead of plain text.
    #[arg(long)]
    pub html: bool,
}

fn public_url(typed: &str) -> Result<String, String> {
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    match host.map(|host| host.trim_end_matches('/')) {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => {
            Ok(typed.trim_end_matches('/').to_owned())
        }
        _ => Err("expected an address such as https://forum.example".to_owned()),
    }
}
