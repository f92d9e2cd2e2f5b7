//! The house's own chores: `cargo xtask setup|demo|test|tidy|browser|bench`.
//!
//! Each chore is one module. `tidy` is at the same time a set of ordinary tests, one per rule, so a broken
//! rule fails like any other test.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks on its streams")]

mod bench;
mod browser;
mod counts;
mod demo;
mod postgres;
mod proc;
mod setup;
mod suite;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup            check for the tools the other commands need, and install what is missing
  demo [ARGS]      build plenary and open the reference forum in the browser; --headless writes it as files
  test             setup, format, lints, tidy, doctests, pages in a browser, then every other test
  tidy             the rules of the house alone
  browser          the pages in a real browser; part of test where Chromium and node are there
  bench [ARGS]     run the benchmarks of the bench workspace
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let done = match command.as_str() {
        "setup" => setup::run(),
        "demo" => demo::run(&rest),
        "test" => suite::run(),
        "tidy" => tidy::run(),
        "browser" => browser::run(),
        "bench" => bench::run(&rest),
        "" | "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(anyhow::anyhow!("no command {other:?}\n\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The count line of `test` stays the last line: what failed was said above it.
            if !error.is::<suite::Failed>() {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
