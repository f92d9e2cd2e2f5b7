//! `cargo xtask test`: every check and every test, closed by one plain line of counts.

use std::fmt;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::counts::{self, Counts};
use crate::{browser, proc, setup, tidy};

/// Something failed, and all that there is to say of it was said.
#[derive(Debug)]
pub(crate) struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("failed")
    }
}

impl std::error::Error for Failed {}

/// Nextest lists the tests of a binary, and so counts them as skipped, only when the filter looks at the tests
/// themselves; hence the second half, which every test satisfies.
const WITHOUT_REAL_DATA: &str = "not (binary(/^real_data$/) & test(/./))";
const WITHOUT_POSTGRES: &str =
    "not (binary(/^on_postgres$/) & test(/./)) & not (binary(/^faults$/) & test(/^on_postgres::/))";
/// Without a server of their own these cannot stop it.
const WITHOUT_RESTARTS: &str =
    "not (binary(/^on_postgres$/) & test(/^restart::/)) & not (binary(/^faults$/) & test(/^on_postgres::/))";
/// A clock that jumps is one that libfaketime tells.
const WITHOUT_CLOCK: &str = "not (binary(/^faults$/) & test(/^clock::/))";

/// Papers are set in fonts, and what was set is read by poppler.
const WITHOUT_FONTS: &str = "not (binary(/^with_fonts$/) & test(/./))";
/// Word files are opened by LibreOffice.
const WITHOUT_LIBREOFFICE: &str = "not (binary(/^with_libreoffice$/) & test(/./))";

/// Akoma Ntoso is held against its schema.
const WITHOUT_SCHEMA: &str = "not (binary(/^with_schema$/) & test(/./))";

/// Runs everything, even after a failure, and prints the counts last.
pub(crate) fn run() -> Result<()> {
    setup::run()?;
    let data = real_data()?;
    let mut all = Counts::default();
    let mut failed = Vec::new();
    for (name, done) in [
        ("format", proc::run(&mut proc::cargo(["fmt", "--all", "--check"]))),
        (
            "clippy",
            proc::run(&mut proc::cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
        ),
        ("tidy", tidy::run()),
    ] {
        if let Err(error) = done {
            eprintln!("{name}: {error:#}");
            all.failed += 1;
            failed.push(name);
        }
    }
    match browser::counted() {
        Ok(counted) => {
            if counted.failed > 0 {
                failed.push("browser");
            }
            all += counted;
        }
        Err(error) => {
            eprintln!("browser: {error:#}");
            all.failed += 1;
            failed.push("browser");
        }
    }
    for (name, mut command, read) in [
        ("doctests", proc::cargo(["test", "--workspace", "--doc"]), doctests as fn(&str) -> Option<Counts>),
        (
            "tests",
            nextest(data.as_ref(), [postgres(), clock(), fonts(), libreoffice(), schema()]),
            counts::of_nextest,
        ),
    ] {
        let (succeeded, heard) = proc::listen(colour(&mut command))?;
        let counted = read(&heard);
        let mut some = counted.unwrap_or_default();
        // A run that breaks off before it counts is a failure too, and so is a count that cannot be read.
        if !succeeded || counted.is_none() {
            some.failed = some.failed.max(1);
            failed.push(name);
        }
        all += some;
    }
    close(all, &failed)
}

fn doctests(heard: &str) -> Option<Counts> {
    Some(counts::of_doctests(heard))
}

fn close(all: Counts, failed: &[&str]) -> Result<()> {
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!("{all}");
    if failed.is_empty() && all.failed == 0 { Ok(()) } else { bail!(Failed) }
}

/// The folder with recorded conversations, where there is one.
///
/// Without it the tests over it are left out and counted as skipped; where something else stands in its place,
/// that is an error, so that a wrong setting never passes for a missing folder.
fn real_data() -> Result<Option<PathBuf>> {
    let Some(named) = proc::env("PLENARY_DATA") else {
        eprintln!("test: PLENARY_DATA is not set; tests over recorded conversations are skipped");
        return Ok(None);
    };
    let path = PathBuf::from(&named);
    if !path.exists() {
        eprintln!(
            "test: PLENARY_DATA names {named}, which is not there; tests over recorded conversations are skipped"
        );
        return Ok(None);
    }
    if !path.is_dir() {
        bail!("PLENARY_DATA must name a folder; {named} is none");
    }
    // Tests run in the folders of their crates, where a relative path would mean something else.
    Ok(Some(path.canonicalize().with_context(|| format!("cannot open {named}"))?))
}

/// What there is not to test a PostgreSQL store with, as a filter that leaves those tests out.
fn postgres() -> Option<&'static str> {
    match (setup::postgres(), proc::env("DATABASE_URL")) {
        (Some(_), _) => None,
        (None, Some(_)) => {
            eprintln!("test: no PostgreSQL server programs; tests that stop the server are skipped");
            Some(WITHOUT_RESTARTS)
        }
        (None, None) => {
            eprintln!(
                "test: no PostgreSQL server programs and no DATABASE_URL; tests of that store are skipped"
            );
            Some(WITHOUT_POSTGRES)
        }
    }
}

/// What there is not to make a clock jump with, as a filter that leaves those tests out.
fn clock() -> Option<&'static str> {
    if setup::faketime().is_some() {
        return None;
    }
    eprintln!(
        "test: no libfaketime (Debian: apt install libfaketime); tests of a clock that jumps are SKIPPED"
    );
    Some(WITHOUT_CLOCK)
}

/// What there is not to set papers with.
fn fonts() -> Option<&'static str> {
    let missing = setup::fonts().err()?;
    eprintln!("test: {missing} for the fonts of papers; tests of papers as PDF are SKIPPED");
    has_tests("with_fonts.rs").then_some(WITHOUT_FONTS)
}

/// What there is not to open Word files with.
fn libreoffice() -> Option<&'static str> {
    if setup::soffice() {
        return None;
    }
    eprintln!("test: no LibreOffice (Debian: apt install libreoffice-writer-nogui); its tests are SKIPPED");
    has_tests("with_libreoffice.rs").then_some(WITHOUT_LIBREOFFICE)
}

/// What there is not to validate Akoma Ntoso with.
fn schema() -> Option<&'static str> {
    let missing = setup::akoma_ntoso().err()?;
    eprintln!("test: {missing} for the schema of Akoma Ntoso; validation by it is SKIPPED");
    has_tests("with_schema.rs").then_some(WITHOUT_SCHEMA)
}

/// The tests, without those that the filters leave out: of PostgreSQL, clock, fonts, LibreOffice, schema.
fn nextest(data: Option<&PathBuf>, without: [Option<&'static str>; 5]) -> Command {
    let mut command = proc::cargo(["nextest", "run", "--workspace"]);
    let mut filters = Vec::new();
    if let Ok(schema) = setup::akoma_ntoso() {
        command.env("PLENARY_AKN_SCHEMA", schema);
    }
    match data {
        Some(folder) => _ = command.env("PLENARY_DATA", folder),
        // Nextest refuses a filter that names a binary which no crate has.
        None if has_tests("real_data.rs") => filters.push(WITHOUT_REAL_DATA),
        None => {}
    }
    filters.extend(without.into_iter().flatten());
    if !filters.is_empty() {
        command.args(["-E", &filters.join(" & ")]);
    }
    command
}

fn has_tests(file: &str) -> bool {
    let crates = std::fs::read_dir(proc::root().join("crates")).into_iter().flatten().flatten();
    crates.map(|krate| krate.path().join("tests").join(file)).any(|path| path.is_file())
}

/// Colours survive the pipe we listen on, where a person looks.
fn colour(command: &mut Command) -> &mut Command {
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}
