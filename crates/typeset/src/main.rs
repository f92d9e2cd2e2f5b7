//! `plenary-papers`: papers as PDF, all that were handed over or none.
//!
//! Exit codes as those of `plenary`: 0 done, 1 fonts are missing, 2 bad input or bad arguments, 3 the machine failed.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks on its streams")]

use clap::{Args, Parser, Subcommand};
use papers::Batch;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use terms::Lang;
use typeset::{Fonts, Refusal, fonts, set};

/// Sets papers as PDF.
#[derive(Debug, Parser)]
#[command(name = "plenary-papers", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set a paper or several sheets, each as a file NAME.pdf, all of them or none.
    Set {
        /// The paper (paper.json) or the sheets, or - for standard input.
        #[arg(default_value = "-")]
        from: PathBuf,
        /// The folder to make. It must not exist yet.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        folders: Folders,
    },
    /// Say which fonts papers in these languages need, and which of them are missing.
    Fonts {
        /// The languages.
        #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "en,fa,ru,zh")]
        lang: Vec<String>,
        #[command(flatten)]
        folders: Folders,
    },
}

#[derive(Debug, Args)]
struct Folders {
    /// A folder with fonts, and no other is looked at; may be given several times. Default: the folders in PLENARY_FONTS,
    /// else those of the system.
    #[arg(long, value_name = "DIR")]
    fonts: Vec<PathBuf>,
}

/// Why it ended without a result: what to say, and the exit code.
struct Failure(u8, String);

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Set { from, out, folders } => set_all(&from, &out, &folders),
        Command::Fonts { lang, folders } => check(&lang, &folders),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(code, said)) => {
            eprintln!("error: {said}");
            ExitCode::from(code)
        }
    }
}

fn set_all(from: &Path, out: &Path, folders: &Folders) -> Result<(), Failure> {
    if out.exists() {
        return Err(Failure(2, format!("{} is there already; name another folder", out.display())));
    }
    let bytes = read(from)?;
    let batch =
        Batch::from_json(&bytes).map_err(|error| Failure(2, format!("{}: {error}", from.display())))?;
    let scripts: BTreeSet<usize> = batch.sheets.iter().flat_map(|named| set::scripts(&named.sheet)).collect();
    let langs: BTreeSet<Lang> = batch.sheets.iter().map(|named| named.sheet.lang.clone()).collect();
    let langs: Vec<Lang> = langs.into_iter().collect();
    let looked = folders.looked();
    let fonts = Fonts::find(&looked, &scripts);
    let missing = fonts.missing(&scripts, &langs);
    if !missing.is_empty() {
        return Err(lacking(&missing, &looked));
    }
    let mut files = Vec::new();
    for named in &batch.sheets {
        let bytes = typeset::pdf(&named.sheet, &fonts).map_err(|refusal| {
            let code = if matches!(refusal, Refusal::Setting { .. }) { 3 } else { 1 };
            Failure(code, format!("{}: {refusal}", named.name))
        })?;
        files.push((format!("{}.pdf", named.name), bytes));
    }
    write(out, &files).map_err(|error| Failure(3, format!("{}: {error}", out.display())))
}

fn read(from: &Path) -> Result<Vec<u8>, Failure> {
    let read = if from.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(from)
    };
    read.map_err(|error| Failure(2, format!("{}: {error}", from.display())))
}

/// Writes the files into a folder beside the one that was named, which becomes that one when all are there.
fn write(out: &Path, files: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    let beside = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = tempfile::Builder::new().prefix(".papers-").tempdir_in(beside)?;
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes)?;
    }
    std::fs::rename(folder.keep(), out)
}

fn check(langs: &[String], folders: &Folders) -> Result<(), Failure> {
    let langs: Vec<Lang> = langs.iter().map(|lang| Lang::new(lang)).collect();
    let scripts = fonts::of_langs(&langs);
    let looked = folders.looked();
    let missing = Fonts::find(&looked, &scripts).missing(&scripts, &langs);
    if missing.is_empty() {
        let langs: Vec<&str> = langs.iter().map(Lang::as_str).collect();
        println!("every font for {} is there", langs.join(", "));
        return Ok(());
    }
    Err(lacking(&missing, &looked))
}

fn lacking(missing: &[typeset::Missing], looked: &[PathBuf]) -> Failure {
    let said: Vec<String> = missing.iter().map(ToString::to_string).collect();
    let looked: Vec<String> = looked.iter().map(|folder| folder.display().to_string()).collect();
    let looked = looked.join(", ");
    Failure(1, format!("{}; looked in {looked}; install it, or name its folder by --fonts", said.join("; ")))
}

impl Folders {
    fn looked(&self) -> Vec<PathBuf> {
        if self.fonts.is_empty() {
            fonts::usual_folders(named("PLENARY_FONTS"), named("HOME"))
        } else {
            self.fonts.clone()
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a binary reads the environment")]
fn named(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|value| !value.is_empty())
}
