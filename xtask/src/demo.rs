//! `cargo xtask demo`: builds the binary and opens the reference forum, in the browser or as files.

use anyhow::Result;

use crate::proc;

/// Builds and runs `plenary demo` with what was typed.
///
/// The build is the everyday one without the columnar vote files: optimised libraries, quick to make, so that the first
/// page is there in minutes from a clean clone.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut command = proc::cargo(["run", "--package", "plenary", "--no-default-features", "--", "demo"]);
    proc::run(command.args(args))
}
