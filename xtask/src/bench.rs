//! `cargo xtask bench`: the benchmarks, a workspace of their own so that ordinary work never compiles the rivals.

use anyhow::{Result, bail};

use crate::postgres::{Disk, Postgres};
use crate::proc;

/// So many runs at most have a database each.
const MOST_RUNS: usize = 20;

/// Runs the bench workspace in release mode and passes the arguments on, but for `--postgres`: then a server of that
/// kind is there for the run, which waits for the disk as in real use. What needs the program is given it; the pages of
/// a text are asked for without it.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if !proc::root().join("bench/Cargo.toml").is_file() {
        bail!("there are no benchmarks yet: no bench/Cargo.toml");
    }
    if args.first().is_none_or(|first| first != "text") {
        proc::run(&mut proc::cargo(["build", "--release", "--package", "plenary"]))?;
    }
    let mut bench = proc::cargo(["run", "--release", "--manifest-path", "bench/Cargo.toml"]);
    // The opinion map is a package of its own beside the others, which would take minutes to build.
    let is_opinion = args.first().is_some_and(|first| first == "opinion");
    bench.args(["--package", if is_opinion { "plenary-bench-opinion" } else { "plenary-bench" }, "--"]);
    bench.args(args.iter().filter(|word| *word != "--postgres"));
    let mut server = None;
    if args.iter().any(|word| word == "--postgres") {
        let databases: Vec<String> = (0..MOST_RUNS).map(|run| format!("run{run}")).collect();
        server = Postgres::start(&databases, Disk::Waited)?;
        let Some(server) = &server else {
            bail!("no PostgreSQL server programs (Debian: apt install postgresql)")
        };
        bench.args(["--database", &server.url("run{run}")]);
    }
    let done = proc::run(&mut bench);
    drop(server);
    done
}
