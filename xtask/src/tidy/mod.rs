//! The rules of the house. Each is a function from what is there to what is wrong with it, is run by
//! `cargo xtask tidy`, and is an ordinary test beside.

mod code;
mod crates;
mod documents;
mod edges;
mod house;
mod length;
mod licences;
mod purity;
mod trials;
mod versions;
mod words;

use anyhow::{Result, bail};
use house::{Fault, House};

/// One rule: its name and what finds the faults.
type Rule = (&'static str, fn(&House) -> Vec<Fault>);

const RULES: [Rule; 11] = [
    ("crates depend on strictly lower levels", edges::check),
    ("pure crates touch no file, clock, network or chance", purity::no_outside),
    ("procedure knows no floats", purity::no_floats),
    ("every path a document names exists", documents::check),
    ("every crate takes the workspace's lints and licence", crates::manifests),
    ("no crate switches the documentation lint off", crates::documented),
    ("every library's licence is allowed", licences::check),
    ("no library comes in two versions without a reason", versions::check),
    ("files stay short", length::check),
    ("nothing names a machine or a mirror", words::check),
    ("every test can fail, and none waits", trials::check),
];

/// Runs all rules and prints every fault.
pub(crate) fn run() -> Result<()> {
    let house = House::read()?;
    let mut faults = 0;
    for (name, rule) in RULES {
        for fault in rule(&house) {
            eprintln!("tidy: {name}: {fault}");
            faults += 1;
        }
    }
    if faults > 0 {
        bail!("{faults} to tidy up");
    }
    eprintln!("tidy: {} rules hold", RULES.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Holds one rule over the repository itself.
    fn hold(rule: fn(&House) -> Vec<Fault>) {
        let house = House::read().expect("the repository can be read");
        let faults: Vec<String> = rule(&house).iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    #[test]
    fn crates_depend_on_strictly_lower_levels() {
        hold(edges::check);
    }

    #[test]
    fn pure_crates_touch_no_file_clock_network_or_chance() {
        hold(purity::no_outside);
    }

    #[test]
    fn procedure_knows_no_floats() {
        hold(purity::no_floats);
    }

    #[test]
    fn every_path_a_document_names_exists() {
        hold(documents::check);
    }

    #[test]
    fn every_crate_takes_the_lints_and_licence_of_the_workspace() {
        hold(crates::manifests);
    }

    #[test]
    fn no_crate_switches_the_documentation_lint_off() {
        hold(crates::documented);
    }

    #[test]
    fn every_licence_is_allowed() {
        hold(licences::check);
    }

    #[test]
    fn no_library_comes_in_two_versions_without_a_reason() {
        hold(versions::check);
    }

    #[test]
    fn files_stay_short() {
        hold(length::check);
    }

    #[test]
    fn nothing_names_a_machine_or_a_mirror() {
        hold(words::check);
    }

    #[test]
    fn every_test_can_fail_and_none_waits() {
        hold(trials::check);
    }
}
