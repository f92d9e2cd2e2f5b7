//! The opinion map, whole processes from start to exit, and red-dwarf on the same file in the same run.
//!
//! `cargo xtask bench opinion [--out FOLDER] [--runs 5] [--largest 1000000] [--python python3] [--plenary PATH]
//! [--data FOLDER]`: the recorded conversations, a made one of the largest shape that Polis has seen in production, and
//! made ones of a million and more people up to `--largest`. `plenary analyze --times` says how long each part took;
//! every run is a row of `raw.csv`, medians are in `summary.md`. The peer is left out, and that is said, where `--python`
//! has no red-dwarf.

mod bound;
#[path = "../../src/run.rs"]
mod run;

use anyhow::{Context, Result, bail, ensure};
use bound::{Machine, Shape};
use run::{Sample, machine, median, ms, sample};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Recorded conversations, the one with most votes first.
const RECORDED: [&str; 2] = ["american-assembly.bowling-green", "vtaiwan.uberx"];
/// Made ones: people, statements, answers of each.
const MADE: [(u64, u64, u64); 3] = [(33_422, 783, 60), (1_000_000, 1_000, 30), (10_000_000, 1_000, 30)];
/// Of so many people the peer is not asked: it would hold the matrix of all.
const PEER_AT_MOST: u64 = 100_000;
/// Runs of whatever takes long.
const FEW_RUNS: usize = 3;

/// What the peer does with a table of votes: the whole of its Polis pipeline.
const PEER: &str = "import sys, pandas
from reddwarf.implementations.polis import run_pipeline
votes = pandas.read_csv(sys.argv[1]).rename(columns={'participant': 'participant_id', 'statement': 'statement_id',
    'voter-id': 'participant_id', 'comment-id': 'statement_id'})
# Of several answers the last counts, as in Polis.
if 'timestamp' in votes: votes = votes.sort_values('timestamp', kind='stable')
votes = votes.drop_duplicates(['participant_id', 'statement_id'], keep='last')
votes['participant_id'] = votes['participant_id'].astype('category').cat.codes
votes['statement_id'] = votes['statement_id'].astype('category').cat.codes
run_pipeline(votes=votes[['participant_id', 'statement_id', 'vote']].to_dict('records'))
";

struct Arguments {
    plenary: PathBuf,
    data: PathBuf,
    out: PathBuf,
    python: PathBuf,
    runs: usize,
    largest: u64,
}

/// One thing to be measured.
struct Job {
    name: String,
    command: Vec<String>,
    runs: usize,
}

fn main() -> Result<()> {
    let arguments = parse()?;
    fs::create_dir_all(&arguments.out).context("the folder for results")?;
    let made = std::env::temp_dir().join(format!("plenary-bench-opinion-{}", std::process::id()));
    let done = measure(&arguments, &made);
    if made.exists() {
        fs::remove_dir_all(&made).context("removing the made votes")?;
    }
    done
}

fn parse() -> Result<Arguments> {
    let env = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let mut found = Arguments {
        plenary: env("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()).join("release/plenary"),
        data: env("PLENARY_DATA").unwrap_or_default(),
        out: PathBuf::from("bench/results/latest"),
        python: PathBuf::from("python3"),
        runs: 5,
        largest: 1_000_000,
    };
    let mut words = std::env::args().skip(1).filter(|word| word != "--" && word != "opinion");
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--plenary" => found.plenary = value.into(),
            "--data" => found.data = value.into(),
            "--out" => found.out = value.into(),
            "--python" => found.python = value.into(),
            "--runs" => found.runs = value.parse().context("--runs takes a number")?,
            "--largest" => found.largest = value.parse().context("--largest takes a number")?,
            _ => bail!("{word} is not an argument; see the head of bench/opinion/src/main.rs"),
        }
    }
    Ok(found)
}

fn measure(arguments: &Arguments, made: &Path) -> Result<()> {
    let mut raw = String::from("job,run,wall_ms,processor_ms,memory_mib,part,part_ms\n");
    let mut summary = format!("Machine: {}. Medians; every run is in raw.csv.\n\n", machine()?);
    summary.push_str("| job | runs | wall | processor | memory | parts, ms |\n|---|---|---|---|---|---|\n");
    let mut shapes = Vec::new();
    let peer = has_peer(&arguments.python);
    for name in RECORDED {
        let folder = arguments.data.join("opendata").join(name);
        if !folder.is_dir() {
            writeln!(summary, "| {name} | 0 | not there: --data names no folder with it | | | |")?;
            continue;
        }
        let table = peer.then(|| table(arguments, &folder, &made.join(name))).transpose()?;
        jobs(arguments, name, &folder, table.as_deref(), arguments.runs, (&mut raw, &mut summary))?;
    }
    for (people, statements, answers) in MADE.into_iter().filter(|made| made.0 <= arguments.largest) {
        let folder = made.join(people.to_string());
        let few = people <= PEER_AT_MOST;
        make(arguments, &folder, (people, statements, answers), if few { "csv" } else { "parquet" })?;
        let name = format!("made, {people} × {statements}, {answers} answers each");
        let table = folder.join("votes.csv");
        let bytes = table.metadata().or_else(|_| folder.join("votes.parquet").metadata())?.len();
        let table = (peer && few).then_some(table);
        let runs = if few { arguments.runs } else { FEW_RUNS.min(arguments.runs) };
        let parts = jobs(arguments, &name, &folder, table.as_deref(), runs, (&mut raw, &mut summary))?;
        let shape = Shape { people, answers, bytes };
        shapes.push((name, shape, parts));
        fs::remove_dir_all(&folder).context("removing the made votes")?;
    }
    // Last: a process that is begun while much memory is held is told to have held as much itself.
    let best = Machine::measured();
    write!(
        summary,
        "\nWith the map and the groups, against what the machine could do at best. {}",
        best.told()
    )?;
    for (name, shape, parts) in shapes {
        write!(summary, "\n{name}:\n{}", shape.bounds(&best, |part| parts.get(part).copied()))?;
    }
    if !peer {
        writeln!(summary, "\nred-dwarf was not there: {} cannot import it.", arguments.python.display())?;
    }
    fs::write(arguments.out.join("raw.csv"), raw)?;
    fs::write(arguments.out.join("summary.md"), &summary)?;
    println!("{summary}");
    Ok(())
}

fn has_peer(python: &Path) -> bool {
    let import = Command::new(python).args(["-c", "import reddwarf.implementations.polis"]).output();
    import.is_ok_and(|ran| ran.status.success())
}

/// The votes of a conversation as a table, which the peer reads; made of it where it comes otherwise.
fn table(arguments: &Arguments, folder: &Path, made: &Path) -> Result<PathBuf> {
    let table = folder.join("votes.csv");
    if table.exists() {
        return Ok(table);
    }
    fs::create_dir_all(made.parent().context("a folder in a folder")?)?;
    let mut convert = Command::new(&arguments.plenary);
    convert.args(["convert", "--form", "csv"]).arg(folder).arg(made).stderr(Stdio::null());
    ensure!(convert.status()?.success(), "{} could not be made a table", folder.display());
    Ok(made.join("votes.csv"))
}

fn make(
    arguments: &Arguments,
    folder: &Path,
    (people, statements, answers): (u64, u64, u64),
    form: &str,
) -> Result<()> {
    let words = [
        "simulate".to_owned(),
        folder.display().to_string(),
        format!("--participants={people}"),
        format!("--statements={statements}"),
        format!("--answers={answers}"),
        format!("--form={form}"),
        "--seed=7".to_owned(),
    ];
    fs::create_dir_all(folder.parent().context("a folder in a folder")?)?;
    let done = Command::new(&arguments.plenary).args(words).stderr(Stdio::null()).status()?;
    ensure!(done.success(), "the votes could not be made");
    Ok(())
}

/// The findings alone, with the map, with the map and who answers alike; then the peer.
fn jobs(
    arguments: &Arguments,
    name: &str,
    folder: &Path,
    table: Option<&Path>,
    runs: usize,
    (raw, summary): (&mut String, &mut String),
) -> Result<BTreeMap<String, f64>> {
    let plenary = |more: &[&str]| {
        let words = ["analyze", "--json", "--times"];
        let all = words.iter().chain(more).map(|word| (*word).to_owned());
        std::iter::once(arguments.plenary.display().to_string())
            .chain(all)
            .chain([folder.display().to_string()])
            .collect::<Vec<String>>()
    };
    let job = |what: &str, command: Vec<String>, runs: usize| Job {
        name: format!("{name}: {what}"),
        command,
        runs,
    };
    let mut all = vec![
        job("findings", plenary(&["--no-groups", "--no-guard"]), runs),
        job("findings, map, groups", plenary(&["--groups", "--no-guard"]), runs),
        job("findings, map, groups, who answers alike", plenary(&["--groups", "--guard"]), runs),
        job("as Polis", plenary(&["--method", "polis"]), runs),
    ];
    if let Some(table) = table {
        let words = ["-c", PEER, &table.display().to_string()].map(str::to_owned);
        let python = arguments.python.display().to_string();
        all.push(job("red-dwarf", std::iter::once(python).chain(words).collect(), runs.min(FEW_RUNS)));
    }
    let mut parts = BTreeMap::new();
    for (at, job) in all.iter().enumerate() {
        let took = one(job, &arguments.out, raw, summary)?;
        if at == WITH_MAP {
            parts = took;
        }
    }
    Ok(parts)
}

/// Which of the jobs is held against what the machine could do.
const WITH_MAP: usize = 1;

/// Runs a job; the medians of its parts come back.
fn one(job: &Job, out: &Path, raw: &mut String, summary: &mut String) -> Result<BTreeMap<String, f64>> {
    let told = out.join("told.txt");
    let mut samples: Vec<Sample> = Vec::new();
    let mut parts: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for run in 0..job.runs {
        let Ok(sample) = sample(&job.command, Stdio::from(File::create(&told)?)) else {
            let why = fs::read_to_string(&told)?;
            let why = why.lines().last().unwrap_or("it said nothing").replace('|', "/");
            writeln!(summary, "| {} | {run} | failed: {why} | | | |", job.name)?;
            fs::remove_file(&told)?;
            return Ok(BTreeMap::new());
        };
        for (part, took) in times(&fs::read_to_string(&told)?) {
            writeln!(raw, "{},{part},{took}", row(job, run, &sample))?;
            if !order.contains(&part) {
                order.push(part.clone());
            }
            parts.entry(part).or_default().push(took);
        }
        writeln!(raw, "{},all,{:.1}", row(job, run, &sample), ms(sample.wall))?;
        samples.push(sample);
    }
    fs::remove_file(&told)?;
    let of = |value: fn(&Sample) -> f64| median(samples.iter().map(value).collect());
    let parts: BTreeMap<String, f64> = parts.into_iter().map(|(part, took)| (part, median(took))).collect();
    let in_order: Vec<String> = order.iter().map(|part| format!("{part} {:.0}", parts[part])).collect();
    writeln!(
        summary,
        "| {} | {} | {:.0} ms | {:.0} ms | {:.0} MiB | {} |",
        job.name,
        job.runs,
        of(|s| ms(s.wall)),
        of(|s| ms(s.processor)),
        of(|s| s.memory),
        in_order.join(", ")
    )?;
    Ok(parts)
}

fn row(job: &Job, run: usize, sample: &Sample) -> String {
    let (wall, processor) = (ms(sample.wall), ms(sample.processor));
    format!("\"{}\",{run},{wall:.1},{processor:.1},{:.1}", job.name, sample.memory)
}

/// "Times in ms: reading 120.4, findings 3.1", part by part.
fn times(told: &str) -> Vec<(String, f64)> {
    let line = told.lines().find_map(|line| line.strip_prefix("Times in ms: ")).unwrap_or_default();
    let part = |part: &str| {
        let (name, took) = part.rsplit_once(' ')?;
        Some((name.to_owned(), took.parse().ok()?))
    };
    line.split(", ").filter_map(part).collect()
}
