//! `cargo xtask browser`: the pages of a forum in a real browser, on a real server. All of it with a forum in a file, and
//! what is said by `both(` also with one in PostgreSQL.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::counts::Counts;
use crate::postgres::{Disk, Postgres};
use crate::{proc, setup};

/// How many tests the folder holds, to say how many were left out where there is no browser.
const TESTS: &str = "browser/tests";

/// Runs the tests alone.
pub(crate) fn run() -> Result<()> {
    let counts = counted()?;
    println!("{counts}");
    if counts.failed > 0 || counts.passed == 0 { bail!("the pages do not hold in a browser") } else { Ok(()) }
}

/// Runs the tests and counts them; where a browser, node or npm is missing, they are counted as skipped.
pub(crate) fn counted() -> Result<Counts> {
    let Some(chromium) = chromium() else {
        eprintln!("browser: no Chromium, node or npm here; the tests in a browser are skipped");
        return Ok(Counts { skipped: alone() + 2 * on_both(), ..Counts::default() });
    };
    let folder = proc::root().join("browser");
    proc::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    proc::run(&mut proc::cargo(["build", "--package", "plenary", "--package", "typeset"]))?;
    let mut counts = run_on(None, &chromium, &["tests/".to_owned()])?;
    let files: Vec<_> = files().into_iter().filter(|file| begin(file, "both(") > 0).collect();
    let databases: Vec<String> = files.iter().filter_map(|file| stem(file)).collect();
    match Postgres::start(&databases, Disk::Trusted)? {
        Some(server) => {
            let names: Vec<String> = databases.iter().map(|stem| format!("tests/{stem}.test.mjs")).collect();
            let second = run_on(Some(&server.url("{file}")), &chromium, &names)?;
            counts.failed += u64::from(second.passed + second.failed < on_both());
            counts += second;
        }
        None => {
            eprintln!(
                "browser: no PostgreSQL server programs; the pages are seen on a forum in a file alone"
            );
            counts.skipped += on_both();
        }
    }
    Ok(counts)
}

/// Runs these files on one kind of database, where `{file}` stands for the name of the file that asks.
fn run_on(database: Option<&str>, chromium: &Path, files: &[String]) -> Result<Counts> {
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-timeout=300000", "--test-reporter=tap"]).args(files);
    node.current_dir(proc::root().join("browser")).env("PLENARY", binary()).env("CHROMIUM", chromium);
    // Without the fonts a text is seen published without PDF; what is missing is said where papers are tested.
    if setup::fonts().is_ok() {
        node.env("PLENARY_PDF", "1");
    }
    match database {
        Some(database) => node.env("PLENARY_DATABASE", database),
        None => node.env_remove("PLENARY_DATABASE"),
    };
    let (succeeded, heard) = proc::listen(&mut node)?;
    let mut counts = of_node(&heard);
    if !succeeded || counts.passed == 0 {
        counts.failed = counts.failed.max(1);
    }
    Ok(counts)
}

/// The browser of this machine; installed where that is possible.
fn chromium() -> Option<PathBuf> {
    let there = |name: &str| proc::works(Command::new(name).arg("--version"));
    if !there("node") || !there("npm") {
        return None;
    }
    let known =
        || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    if let Some(found) = known().into_iter().find(|path| path.is_file()) {
        return Some(found);
    }
    let mut update = Command::new("apt-get");
    if proc::works(update.args(["update", "-qq"])) {
        eprintln!("browser: Chromium is missing, installing it");
        let _ = proc::works(Command::new("apt-get").args(["install", "-y", "-qq", "chromium"]));
    }
    known().into_iter().find(|path| path.is_file())
}

/// The binary that was just built.
fn binary() -> PathBuf {
    let target = proc::env("CARGO_TARGET_DIR").map_or_else(|| proc::root().join("target"), PathBuf::from);
    target.join("debug").join("plenary")
}

/// The closing lines of node's test runner: `# pass 12`, `# fail 0`, `# skipped 1`.
fn of_node(output: &str) -> Counts {
    let of = |name: &str| {
        let lines = output.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(name));
        lines.filter_map(|rest| rest.trim().parse::<u64>().ok()).sum::<u64>()
    };
    Counts { passed: of("pass "), failed: of("fail ") + of("cancelled "), skipped: of("skipped ") }
}

/// The files with tests.
fn files() -> Vec<PathBuf> {
    let files = std::fs::read_dir(proc::root().join(TESTS)).into_iter().flatten().flatten();
    let mut files: Vec<_> = files.map(|file| file.path()).filter(|file| stem(file).is_some()).collect();
    files.sort();
    files
}

/// `voting` of `voting.test.mjs`.
fn stem(file: &Path) -> Option<String> {
    Some(file.file_name()?.to_str()?.strip_suffix(".test.mjs")?.to_owned())
}

/// How many tests run on a forum in a file alone.
fn alone() -> u64 {
    files().iter().map(|file| begin(file, "test(")).sum()
}

/// How many run on both kinds of database.
fn on_both() -> u64 {
    files().iter().map(|file| begin(file, "both(")).sum()
}

/// How many lines of a file begin so.
fn begin(path: &Path, with: &str) -> u64 {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| line.trim_start().starts_with(with)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_closing_lines_are_read() {
        let output = "ok 1 - a\n# tests 5\n# suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n";
        assert_eq!(of_node(output), Counts { passed: 3, failed: 2, skipped: 0 });
    }

    #[test]
    fn what_is_left_out_can_be_counted() {
        assert!(alone() > 8 && on_both() > 3, "{} and {}", alone(), on_both());
    }
}
