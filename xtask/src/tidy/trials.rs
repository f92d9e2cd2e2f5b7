//! A test that is there runs, can fail, and waits for no time to pass.

use super::code;
use super::house::{Fault, House};

const NEVER: [(&str, &str); 4] = [
    ("#[ignore", "a test that is not run holds nothing; strike it or make it run"),
    ("thread::sleep", "wait for a condition, never for a time"),
    ("assert!(true", "a test that cannot fail holds nothing"),
    ("#[should_panic]", "say which panic: `should_panic(expected = ...)`, or test for an error"),
];

/// Every Rust file, tests included; what stands in strings and comments is no code.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house.files.iter().filter(|f| f.is_rust()) {
        for (number, line) in code::bare(&file.text).lines().enumerate() {
            for (word, says) in NEVER.iter().filter(|(word, _)| line.contains(word)) {
                faults.push(Fault::line(file, number + 1, format!("`{word}`: {says}")));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_hold_nothing_or_wait_are_faults() {
        for bad in [
            "#[test]\n#[ignore]\nfn f() {}",
            "#[ignore = \"slow\"]",
            "std::thread::sleep(d);",
            "assert!(true);",
            "#[should_panic]",
        ] {
            assert_eq!(check(&House::of(&[("crates/a/tests/laws.rs", bad)])).len(), 1, "{bad}");
        }
        assert_eq!(
            check(&House::of(&[("crates/a/tests/laws.rs", "let bad = \"#[ignore]\"; // assert!(true)")])),
            []
        );
    }
}
