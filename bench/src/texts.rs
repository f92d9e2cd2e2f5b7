//! The pages of a long text: how long each takes at the server, and how long an act takes.
//!
//! `cargo xtask bench text [--parties 200] [--clauses 300] [--amendments 5000] [--requests 20] [--acts 50] [--papers PROGRAM] [--out FOLDER]`
//! A forum of that size is made of real acts. At three stages of its text (negotiated, in its adoption, published) it is
//! put into a store of its own, opened as a server does, and every page about the text is asked for by those who read
//! it, in this process and without a network: what is measured is what the server does between a request and the last
//! byte of its answer. With `--papers target/release/plenary-papers` the papers of the published text are set as PDF,
//! each in a process of its own. Then acts are done one after the other, each of them on the disk before the next.

mod made;
mod served;
mod set;

use anyhow::{Context, Result, bail, ensure};
use made::Made;
use served::Server;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

/// What is asked for.
struct Size {
    parties: usize,
    clauses: usize,
    amendments: usize,
    requests: usize,
    acts: usize,
    /// The program that sets papers; without it none are set.
    papers: Option<PathBuf>,
    out: PathBuf,
}

/// What one page or act took, each time, in milliseconds.
struct Taken {
    stage: &'static str,
    what: String,
    bytes: usize,
    ms: Vec<f64>,
}

/// Measures and writes what was measured.
pub(crate) fn measure(words: impl Iterator<Item = String>) -> Result<()> {
    let size = parse(words)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (mut taken, mut notes) = (Vec::new(), Vec::new());
    let mut made = Made::convened(&size)?;
    let begun = Instant::now();
    made.circulated(&size)?;
    made.amended(&size)?;
    made.positions()?;
    let acts = made.record.acts().len();
    let seconds = begun.elapsed().as_secs_f64();
    notes.push(format!("{acts} acts, each checked by the fold, in one state nobody reads: {seconds:.1} s"));
    taken.extend(runtime.block_on(stage("negotiated", &made, &size, &mut notes))?);
    made.in_adoption()?;
    taken.extend(runtime.block_on(stage("in its adoption", &made, &size, &mut notes))?);
    made.published()?;
    taken.extend(runtime.block_on(stage("published", &made, &size, &mut notes))?);
    if let Some(program) = &size.papers {
        taken.extend(set::set(program, &made.record)?);
    }
    write(&size, &taken, &notes)
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Size> {
    let mut size = Size {
        parties: 200,
        clauses: 300,
        amendments: 5_000,
        requests: 20,
        acts: 50,
        papers: None,
        out: "bench/results/latest".into(),
    };
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--parties" => size.parties = value.parse()?,
            "--clauses" => size.clauses = value.parse()?,
            "--amendments" => size.amendments = value.parse()?,
            "--requests" => size.requests = value.parse()?,
            "--acts" => size.acts = value.parse()?,
            "--papers" => size.papers = Some(value.into()),
            "--out" => size.out = value.into(),
            other => bail!("no option {other}"),
        }
    }
    ensure!((18..=900).contains(&size.parties) && (15..=3_000).contains(&size.clauses), "out of bounds");
    ensure!(size.amendments <= 100_000 && (1..=1_000).contains(&size.requests), "out of bounds");
    Ok(size)
}

/// One stage: the forum is put into a store and opened, its pages are asked for, and acts are done.
async fn stage(name: &'static str, made: &Made, size: &Size, notes: &mut Vec<String>) -> Result<Vec<Taken>> {
    let begun = Instant::now();
    let server = Server::start(made).await?;
    let acts = made.record.acts().len();
    let (seconds, memory) = (begun.elapsed().as_secs_f64(), resident());
    notes.push(format!("{name}: {acts} acts stored and opened in {seconds:.1} s, {memory:.0} MiB resident"));
    let mut taken = Vec::new();
    for (what, browser, path) in server.pages(name, size).await? {
        let mut page = Taken { stage: name, what, bytes: 0, ms: Vec::new() };
        for _ in 0..size.requests {
            let begun = Instant::now();
            page.bytes = browser.get(&server, &path).await?.len();
            page.ms.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        eprintln!("{}", line(&page));
        taken.push(page);
    }
    if name == "negotiated" {
        for (what, ms) in server.acts(size).await? {
            let acts = Taken { stage: name, what, bytes: 0, ms };
            eprintln!("{}", line(&acts));
            taken.push(acts);
        }
    }
    Ok(taken)
}

/// Resident memory of this process, in MiB.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0
}

fn line(taken: &Taken) -> String {
    let mut ms = taken.ms.clone();
    ms.sort_by(f64::total_cmp);
    let (median, worst) = (ms[ms.len() / 2], ms[ms.len() - 1]);
    let kilobytes = taken.bytes.div_ceil(1_000);
    format!("| {} | {} | {kilobytes} | {median:.1} | {worst:.1} |", taken.stage, taken.what)
}

fn write(size: &Size, taken: &[Taken], notes: &[String]) -> Result<()> {
    let mut raw = String::from("stage,what,run,bytes,ms\n");
    for page in taken {
        for (run, ms) in page.ms.iter().enumerate() {
            writeln!(raw, "{},\"{}\",{run},{},{ms:.2}", page.stage, page.what, page.bytes)?;
        }
    }
    let mut summary = format!(
        "{} parties, {} clauses, {} amendments, {} requests each.\n\n",
        size.parties, size.clauses, size.amendments, size.requests
    );
    notes.iter().try_for_each(|note| writeln!(summary, "- {note}"))?;
    summary.push_str("\n| stage | what | kB | median ms | worst ms |\n|---|---|---|---|---|\n");
    taken.iter().try_for_each(|page| writeln!(summary, "{}", line(page)))?;
    std::fs::create_dir_all(&size.out).context("the folder for results")?;
    std::fs::write(size.out.join("text.csv"), raw)?;
    std::fs::write(size.out.join("text.md"), &summary)?;
    println!("{summary}");
    Ok(())
}
