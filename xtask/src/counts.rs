//! How many tests passed, failed and were skipped, read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// A count of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Adds up every `test result:` line of rustdoc and libtest.
pub(crate) fn of_doctests(output: &str) -> Counts {
    let mut all = Counts::default();
    for line in plain(output).lines() {
        if let Some((_, rest)) = line.split_once("test result:") {
            let (_, counts) = rest.split_once('.').unwrap_or(("", rest));
            all += of_items(counts.split(';'));
        }
    }
    all
}

/// Reads the `Summary` line of nextest; `None` where it printed none, as when nothing compiled.
pub(crate) fn of_nextest(output: &str) -> Option<Counts> {
    let text = plain(output);
    let line = text.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
    let (_, counts) = line.split_once("run:")?;
    Some(of_items(without_brackets(counts).split(',')))
}

fn of_items<'a>(items: impl Iterator<Item = &'a str>) -> Counts {
    let mut counts = Counts::default();
    for item in items {
        let mut words = item.split_whitespace();
        let Some(number) = words.next().and_then(|n| n.parse::<u64>().ok()) else { continue };
        match words.collect::<Vec<_>>().join(" ").as_str() {
            "passed" => counts.passed += number,
            "failed" | "timed out" | "exec failed" => counts.failed += number,
            "skipped" | "ignored" => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

/// Leaves out what stands in brackets, such as `(1 slow, 2 leaky)`.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Leaves out colour codes (`ESC [ … letter`).
fn plain(text: &str) -> String {
    let mut kept = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn doctest_results_of_several_crates_are_added_up() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
                      test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out\n";
        assert_eq!(of_doctests(output), counts(5, 1, 1));
    }

    #[test]
    fn the_summary_line_of_nextest_is_read() {
        for (line, expected) in [
            ("     Summary [   1.204s] 123 tests run: 123 passed, 0 skipped", counts(123, 0, 0)),
            ("     Summary [   0.1s] 1 test run: 1 passed (1 slow, 1 leaky), 7 skipped", counts(1, 0, 7)),
            (
                "Summary [  9s] 9/12 tests run: 4 passed, 3 failed, 1 timed out, 1 exec failed, 2 skipped",
                counts(4, 5, 2),
            ),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [ 1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m passed, 0 skipped",
                counts(2, 0, 0),
            ),
        ] {
            assert_eq!(of_nextest(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn the_last_summary_counts_and_none_is_none() {
        assert_eq!(of_nextest("error: could not compile `terms`"), None);
        let twice =
            "Summary [1s] 1 test run: 1 passed, 0 skipped\nSummary [1s] 2 tests run: 2 passed, 0 skipped";
        assert_eq!(of_nextest(twice), Some(counts(2, 0, 0)));
    }
}
