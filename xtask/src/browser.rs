//! `cargo xtask browser`: the pages of a forum in a real browser, on a real server.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::counts::Counts;
use crate::proc;

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
        return Ok(Counts { skipped: tests(), ..Counts::default() });
    };
    let folder = proc::root().join("browser");
    proc::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    proc::run(&mut proc::cargo(["build", "--package", "plenary"]))?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-timeout=120000", "--test-reporter=tap", "tests/"]);
    node.current_dir(&folder).env("PLENARY", binary()).env("CHROMIUM", chromium);
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

/// How many tests stand in the files.
fn tests() -> u64 {
    let files = std::fs::read_dir(proc::root().join(TESTS)).into_iter().flatten().flatten();
    files.map(|file| tests_in(&file.path())).sum()
}

fn tests_in(path: &Path) -> u64 {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| line.trim_start().starts_with("test(")).count() as u64
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
        assert!(tests() > 10);
    }
}
