//! `cargo xtask bench`: the benchmarks, a workspace of their own so that ordinary work never compiles the rivals.

use anyhow::{Result, bail};

use crate::proc;

/// Runs the bench workspace in release mode and passes the arguments on.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if !proc::root().join("bench/Cargo.toml").is_file() {
        bail!("there are no benchmarks yet: no bench/Cargo.toml");
    }
    proc::run(&mut proc::cargo(["build", "--release", "--package", "plenary"]))?;
    proc::run(proc::cargo(["run", "--release", "--manifest-path", "bench/Cargo.toml", "--"]).args(args))
}
