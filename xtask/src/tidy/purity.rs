//! What the pure crates must not do: reach outside, or know what time it is, or draw lots.

use super::code;
use super::house::{Fault, File, House};

/// The crates that get everything as an argument.
const PURE: [&str; 13] = [
    "terms",
    "tally",
    "record",
    "text",
    "opinion",
    "polis",
    "evaluate",
    "procedure",
    "cooperation",
    "simulate",
    "routing",
    "guard",
    "present",
];

/// Words of code and what to do instead.
const OUTSIDE: [(&str, &str); 18] = [
    (
        "fs",
        "files are read and written by tables, ballots, forum and the binary; take bytes, a reader or a writer",
    ),
    ("std::net", "no pure crate opens a connection"),
    ("std::env", "only binaries and test set-up read the environment; take the value as an argument"),
    ("env::var", "only binaries and test set-up read the environment; take the value as an argument"),
    ("std::process", "no pure crate starts or ends a process"),
    ("stdin", "take a reader as an argument"),
    ("stdout", "take a writer as an argument"),
    ("stderr", "take a writer as an argument"),
    ("SystemTime", "time is an argument"),
    ("Instant::now", "time is an argument"),
    ("Timestamp::now", "time is an argument"),
    ("tokio", "pure crates are synchronous"),
    ("async", "pure crates are synchronous"),
    ("rand::rng", "chance is an argument: take a seed"),
    ("thread_rng", "chance is an argument: take a seed"),
    ("from_os_rng", "chance is an argument: take a seed"),
    ("getrandom", "chance is an argument: take a seed"),
    ("thread::spawn", "parallelism enters as an argument, with a fixed order of results"),
];

const PRINTING: [&str; 4] = ["print!", "println!", "eprint!", "eprintln!"];

/// No file, network, environment, clock, task or chance in the pure crates, and no printing.
pub(super) fn no_outside(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in pure(house, &PURE) {
        for (number, line) in code::shipped(&file.text).lines().enumerate() {
            for (word, instead) in OUTSIDE.iter().filter(|(word, _)| code::has_word(line, word)) {
                faults.push(Fault::line(file, number + 1, format!("`{word}`: {instead}")));
            }
            for word in PRINTING.iter().filter(|word| code::has_word(line, word)) {
                faults.push(Fault::line(file, number + 1, format!("`{word}`: a library prints nothing")));
            }
        }
    }
    faults
}

/// A decision is made in exact integers: no float type and no float literal in `procedure`.
pub(super) fn no_floats(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in pure(house, &["procedure"]) {
        for (number, line) in code::shipped(&file.text).lines().enumerate() {
            // Parts of words count as well: `to_f64` is a float, too.
            if line.contains("f64") || line.contains("f32") || has_float(line) {
                faults.push(Fault::line(file, number + 1, "a float; decide with terms::Share and integers"));
            }
        }
    }
    faults
}

fn pure<'a>(house: &'a House, crates: &'a [&str]) -> impl Iterator<Item = &'a File> {
    house.files.iter().filter(|f| f.is_production() && f.krate().is_some_and(|name| crates.contains(&name)))
}

/// Whether a number with a decimal point stands in a line; `pair.0.1` is none, nor is `0..1`.
fn has_float(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    (1..chars.len().saturating_sub(1)).any(|point| {
        if chars[point] != '.' || !chars[point - 1].is_ascii_digit() || !chars[point + 1].is_ascii_digit() {
            return false;
        }
        let before = chars[..point].iter().rev().find(|c| !c.is_ascii_digit() && **c != '_');
        before.is_none_or(|c| *c != '.' && !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_out_of_a_pure_crate_is_a_fault() {
        for bad in [
            "use std::{fs, io};",
            "let x = std::fs::read(path);",
            "use std::net::TcpStream;",
            "std::env::var(name)",
            "std::process::exit(1)",
            "SystemTime::UNIX_EPOCH",
            "Instant::now()",
            "jiff::Timestamp::now()",
            "async fn f() {}",
            "tokio::spawn(f)",
            "rand::rng()",
            "println!()",
            "let h = std::thread::spawn(f);",
        ] {
            let house = House::of(&[("crates/tally/src/lib.rs", bad)]);
            assert!(!no_outside(&house).is_empty(), "{bad}");
        }
    }

    #[test]
    fn words_in_comments_tests_and_other_crates_are_none() {
        let house = House::of(&[
            (
                "crates/tally/src/lib.rs",
                "//! No tokio, no std::fs.\n#[cfg(test)]\nmod tests { fn f() { println!(); } }\n",
            ),
            ("crates/tally/tests/laws.rs", "fn f() { std::fs::read(x); }"),
            ("crates/tables/src/lib.rs", "fn f() { std::fs::read(x); }"),
            ("crates/record/src/lib.rs", "fn f(to: &mut impl std::io::Write) {}"),
        ]);
        assert_eq!(no_outside(&house), []);
    }

    #[test]
    fn a_float_in_procedure_is_a_fault_and_an_integer_is_none() {
        for bad in ["fn f(x: f64) {}", "share.to_f64()", "let x = 0.5;", "if 2.0 > 1 {}"] {
            assert_eq!(no_floats(&House::of(&[("crates/procedure/src/rule.rs", bad)])).len(), 1, "{bad}");
        }
        for good in ["let x = pair.0.1;", "for i in 0..10 {}", "x.max(2)", "// 0.5 of them"] {
            assert_eq!(no_floats(&House::of(&[("crates/procedure/src/rule.rs", good)])), [], "{good}");
        }
    }
}
