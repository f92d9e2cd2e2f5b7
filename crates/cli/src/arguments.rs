//! What can be typed. Help texts live here and nowhere else.

#[cfg(feature = "files")]
mod files;
mod serving;

#[cfg(feature = "files")]
use files::sign;
#[cfg(feature = "files")]
pub(crate) use files::{
    Analyze, Colour, Convert, Evaluate, Form, Method, Predict, Reading, Simulate, Start, Trial,
};
#[cfg(feature = "files")]
pub(crate) use serving::Import;
#[cfg(feature = "mail")]
pub(crate) use serving::Mail;
pub(crate) use serving::{
    Backup, Database, Demo, Doctor, Export, Keeping, Listening, Outward, Restore, Serve,
};

use clap::{Args, Parser, Subcommand};
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
    #[cfg(feature = "files")]
    Analyze(Analyze),
    /// Write vote files in another form: a plain package, Polis-style CSV or Parquet.
    #[cfg(feature = "files")]
    Convert(Convert),
    /// How probably would these participants agree to these statements, by their other votes?
    #[cfg(feature = "files")]
    Predict(Predict),
    /// Does the engine keep its word on these conversations? Predictions, certainty, groups, bots, with rivals beside.
    #[cfg(feature = "files")]
    Evaluate(Evaluate),
    /// How many answers, or which roster, would certify agreement? Ask before you invite.
    Forecast(Forecast),
    /// Make votes of invented participants, marked as simulated.
    #[cfg(feature = "files")]
    Simulate(Simulate),
    /// Run forums for real: pages, votes, the board.
    Serve(Serve),
    /// Make anew what is derived from the votes, and say whether anything was other than they say.
    Rebuild(Database),
    /// Copy a database that may be in use into one new file.
    Backup(Backup),
    /// Make a database out of a copy that backup made, once every part of the copy is found to hold.
    Restore(Restore),
    /// Write the answers of a running forum as a plain package, with numbers in place of people.
    Export(Export),
    /// Make a running forum out of a Polis export or a plain package.
    #[cfg(feature = "files")]
    Import(Import),
    /// Make a key for a delegation, or sign with it what a draft gave.
    #[command(subcommand)]
    Key(Key),
    /// Look at what a server needs: database, disk, clock, key, mail, and what the proxy before it answers.
    Doctor(Doctor),
    /// Open the reference forum in the browser, with simulated participants who vote while you watch.
    Demo(Demo),
    /// Recompute a published bundle, without a connection, and say what holds and what does not.
    Verify(Verify),
    /// Write the forum's news report from its record alone.
    Communique(Communique),
    /// Write a forum's text and communiqué as documents, in every format and language: all of them or none.
    Papers(Papers),
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

/// `plenary key`
#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Make a new key; its public half is written to standard output.
    New {
        /// The file to make. It must not exist yet.
        file: PathBuf,
    },
    /// The public half of a key.
    Public {
        /// The file of the key.
        file: PathBuf,
    },
    /// Countersign the head of a bundle: its head.json and manifest.json are written anew.
    SignHead {
        /// The folder of the bundle. Verify it first.
        bundle: PathBuf,
        /// The file of the key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Sign what `…/delegation/draft` gave.
    Sign {
        /// The file of the key.
        file: PathBuf,
        /// The bytes to sign, as the draft wrote them.
        bytes: String,
    },
}

/// `plenary verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The bundle: its folder, or the archive that a forum hands out. It may be left out where a receipt is looked at by itself.
    #[arg(required_unless_present = "receipt")]
    pub bundle: Option<PathBuf>,
    /// A delegation's public key that came to you on another way than the bundle, as CN=cn.txt; once for each.
    #[arg(long = "key", value_name = "PARTY=FILE", value_parser = party_file)]
    pub keys: Vec<(String, PathBuf)>,
    /// How many delegations must have countersigned before more than the host stands behind the bundle.
    #[arg(long, default_value_t = 2, value_name = "K", value_parser = clap::value_parser!(u16).range(1..))]
    pub need: u16,
    /// A receipt: does it hold, and is its act in the bundle?
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    /// A tree head that came to you on another way: is it the one of the receipt?
    #[arg(long, value_name = "FILE", requires = "receipt", conflicts_with = "bundle")]
    pub head: Option<PathBuf>,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}

/// A party and the file of its key.
fn party_file(typed: &str) -> Result<(String, PathBuf), String> {
    match typed.split_once('=') {
        Some((party, file)) if !party.is_empty() && !file.is_empty() => Ok((party.to_owned(), file.into())),
        _ => Err("expected a party and a file, as CN=cn.txt".to_owned()),
    }
}

/// How papers are set as PDF.
#[derive(Clone, Debug, Args)]
pub(crate) struct Setting {
    /// The program that sets papers as PDF. Default: plenary-papers, beside this program.
    #[arg(long, value_name = "FILE")]
    pub papers_bin: Option<PathBuf>,
    /// A folder with fonts, and no other is looked at; may be given several times. Default: the folders in PLENARY_FONTS,
    /// else those of the system.
    #[arg(long, value_name = "DIR")]
    pub fonts: Vec<PathBuf>,
}

/// `plenary papers`
#[derive(Debug, Args)]
pub(crate) struct Papers {
    /// The forum's record, or - for standard input.
    pub record: PathBuf,
    /// The folder to make. It must not exist yet.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Show what changed since the text was last sent round, while it is not frozen.
    #[arg(long)]
    pub changes: bool,
    #[command(flatten)]
    pub setting: Setting,
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
