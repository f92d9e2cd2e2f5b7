//! The `plenary` command: it reads what was typed, gives it meaning once, and hands over to the crates below.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 the checked thing does
//! not hold, 2 bad input or bad arguments, 3 the machine failed (disk, pipe).

mod arguments;
mod commands;
mod keys;
#[cfg(feature = "passkeys")]
mod passkeys;
#[cfg(feature = "mail")]
mod post;
#[cfg(feature = "files")]
mod progress;
mod server;
mod setter;
mod terminal;
mod ways;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Readers on several threads allocate much and share little; the system allocator spends a third of a short run
/// on growing their heaps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        #[cfg(feature = "files")]
        Command::Analyze(typed) => commands::analyze::run(&typed),
        #[cfg(feature = "files")]
        Command::Convert(typed) => commands::convert::run(&typed),
        #[cfg(feature = "files")]
        Command::Predict(typed) => commands::predict::run(&typed),
        #[cfg(feature = "files")]
        Command::Evaluate(typed) => commands::evaluate::run(&typed),
        Command::Forecast(typed) => commands::forecast::run(&typed),
        #[cfg(feature = "files")]
        Command::Simulate(typed) => commands::simulate::run(&typed),
        Command::Serve(typed) => commands::serve::run(&typed),
        Command::Rebuild(typed) => commands::upkeep::rebuild(&typed),
        Command::Backup(typed) => commands::upkeep::backup(&typed),
        Command::Restore(typed) => commands::upkeep::restore(&typed),
        Command::Export(typed) => commands::export::run(&typed),
        #[cfg(feature = "files")]
        Command::Import(typed) => commands::import::run(&typed),
        Command::Key(typed) => commands::key::run(&typed),
        Command::Doctor(typed) => commands::doctor::run(&typed),
        Command::Demo(typed) => commands::demo::run(&typed),
        Command::Verify(typed) => commands::verify::run(&typed),
        Command::Papers(typed) => commands::papers::run(&typed),
        Command::Communique(typed) => commands::communique::run(&typed),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
