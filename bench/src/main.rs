//! Whole-process runs: `plenary` from start to exit, peers on the same work in the same run.
//!
//! `cargo xtask bench [--out FOLDER] [--votes 100000000] [--runs 11] [--plenary PATH] [--data FOLDER]`
//! `--plenary` is the binary that xtask built unless said otherwise, `--data` what PLENARY_DATA names.
//! `cargo xtask bench forum …` measures a forum under load instead: see `forum.rs`; `cargo xtask bench text …` the pages
//! of a long text: see `texts.rs`; `cargo xtask bench opinion …` the opinion map: see `opinion/`.
//! Every run is a row of `raw.csv`; medians go to standard output and to `summary.md` beside it.

mod forum;
mod run;
mod texts;
mod viewers;

use anyhow::{Context, Result, bail, ensure};
use run::{Sample, machine, median, ms, sample};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Arguments {
    plenary: PathBuf,
    data: PathBuf,
    out: PathBuf,
    votes: u64,
    runs: usize,
}

/// One thing to be measured: a command and how much work it does.
struct Job {
    name: &'static str,
    command: Vec<String>,
    votes: u64,
    runs: usize,
}

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1).filter(|word| word != "--").peekable();
    if words.next_if(|word| word == "forum").is_some() {
        return forum::measure(words, built());
    }
    if words.next_if(|word| word == "text").is_some() {
        return texts::measure(words);
    }
    let arguments = parse()?;
    std::fs::create_dir_all(&arguments.out).context("the folder for results")?;
    let made = std::env::temp_dir().join(format!("plenary-bench-{}", std::process::id()));
    let done = measure(&arguments, &made);
    if made.exists() {
        std::fs::remove_dir_all(&made).context("removing the simulated votes")?;
    }
    done
}

/// The binary that xtask built.
fn built() -> PathBuf {
    env_path("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()).join("release/plenary")
}

fn parse() -> Result<Arguments> {
    let mut found = Arguments {
        plenary: built(),
        data: env_path("PLENARY_DATA").unwrap_or_default(),
        out: PathBuf::from("bench/results/latest"),
        votes: 100_000_000,
        runs: 11,
    };
    let mut words = std::env::args().skip(1).filter(|word| word != "--");
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--plenary" => found.plenary = value.into(),
            "--data" => found.data = value.into(),
            "--out" => found.out = value.into(),
            "--votes" => found.votes = value.parse().context("--votes takes a number")?,
            "--runs" => found.runs = value.parse().context("--runs takes a number")?,
            _ => bail!("{word} is not an argument; see the head of bench/src/main.rs"),
        }
    }
    Ok(found)
}

fn env_path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

fn measure(arguments: &Arguments, made: &Path) -> Result<()> {
    let plenary = arguments.plenary.display().to_string();
    let mut jobs = Vec::new();
    let conversation = arguments.data.join("opendata/american-assembly.bowling-green");
    if conversation.is_dir() {
        let path = conversation.display().to_string();
        let read = format!("import pandas; pandas.read_csv(r'{path}/participants-votes.csv')");
        jobs.push(job(
            "bowling-green, plenary analyze --json",
            &[&plenary, "analyze", &path, "--json"],
            225_524,
            arguments.runs,
        ));
        jobs.push(job(
            "bowling-green, pandas reads the file",
            &["python3", "-c", &read],
            225_524,
            arguments.runs,
        ));
    }
    let participants = (arguments.votes / 100).max(18).to_string();
    for (form, name) in [("parquet", "made, Parquet"), ("csv", "made, CSV")] {
        let folder = made.join(form).display().to_string();
        let words = [
            "simulate",
            &folder,
            "--participants",
            &participants,
            "--statements",
            "1000",
            "--answers",
            "100",
            "--form",
            form,
            "--seed",
            "7",
        ];
        ensure!(Command::new(&plenary).args(words).status()?.success(), "the votes could not be made");
        let whole = if form == "parquet" {
            "made, Parquet: plenary analyze --json"
        } else {
            "made, CSV: plenary analyze --json"
        };
        let bytes = if form == "parquet" {
            "made, Parquet: its bytes through cat"
        } else {
            "made, CSV: its bytes through cat"
        };
        jobs.push(job(whole, &[&plenary, "analyze", &folder, "--json"], arguments.votes, 5));
        let file = format!("{folder}/votes.{form}");
        ensure!(Path::new(&file).exists(), "{name}: {file} was not written");
        jobs.push(job(bytes, &["cat", &file], arguments.votes, 5));
    }
    let mut raw = String::from("job,run,wall_ms,processor_ms,memory_mib\n");
    let mut summary = head(arguments)?;
    for job in &jobs {
        let samples =
            (0..job.runs).map(|_| sample(&job.command, Stdio::null())).collect::<Result<Vec<_>>>()?;
        for (run, s) in samples.iter().enumerate() {
            writeln!(raw, "\"{}\",{run},{:.2},{:.2},{:.1}", job.name, ms(s.wall), ms(s.processor), s.memory)?;
        }
        writeln!(summary, "{}", line(job, &samples))?;
    }
    std::fs::write(arguments.out.join("raw.csv"), raw)?;
    std::fs::write(arguments.out.join("summary.md"), &summary)?;
    println!("{summary}");
    Ok(())
}

fn job(name: &'static str, words: &[&str], votes: u64, runs: usize) -> Job {
    Job { name, command: words.iter().map(|word| (*word).to_owned()).collect(), votes, runs }
}

fn line(job: &Job, samples: &[Sample]) -> String {
    let wall = median(samples.iter().map(|s| ms(s.wall)).collect());
    let processor = median(samples.iter().map(|s| ms(s.processor)).collect());
    let memory = median(samples.iter().map(|s| s.memory).collect());
    let rate = job.votes as f64 / wall / 1000.0;
    format!(
        "| {} | {} | {wall:.1} ms | {processor:.1} ms | {memory:.0} MiB | {rate:.1} M |",
        job.name, job.runs
    )
}

fn head(arguments: &Arguments) -> Result<String> {
    let machine = machine()?;
    let mut out = String::new();
    writeln!(
        out,
        "Machine: {machine}, shared and noisy. Votes made: {} × 1,000 statements × 18 parties, sorted by participant.",
        arguments.votes
    )?;
    writeln!(out, "Medians; every run is in raw.csv. Votes per second are of wall time.\n")?;
    writeln!(out, "| job | runs | wall | processor | memory | votes/s |\n|---|---|---|---|---|---|")?;
    Ok(out)
}
