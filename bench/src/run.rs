//! One process from start to exit, and what it used.

use anyhow::{Result, ensure};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What a run used.
pub struct Sample {
    pub wall: Duration,
    pub processor: Duration,
    /// Largest resident set, in MiB.
    pub memory: f64,
}

/// Runs a command whose standard output is thrown away; standard error goes where `errors` says.
pub fn sample(command: &[String], errors: Stdio) -> Result<Sample> {
    let begun = Instant::now();
    let mut child =
        Command::new(&command[0]).args(&command[1..]).stdout(Stdio::null()).stderr(errors).spawn()?;
    let ended = child.wait4()?;
    let wall = begun.elapsed();
    ensure!(ended.status.success(), "{} failed", command.join(" "));
    let used = ended.rusage;
    Ok(Sample { wall, processor: used.utime + used.stime, memory: used.maxrss as f64 / 1024.0 / 1024.0 })
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Processor and number of cores.
pub fn machine() -> Result<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .map_or("unknown", |l| l.trim_start_matches([' ', '\t', ':']));
    Ok(format!("{model}, {} cores", std::thread::available_parallelism()?))
}
