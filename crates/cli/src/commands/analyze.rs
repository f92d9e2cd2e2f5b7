//! `plenary analyze`: votes in, findings out.

use super::attribution;
use super::opinions::Opinions;
use super::polis::AsPolis;
use super::reading::{filters, on_threads};
use super::settings;
use crate::arguments::{Analyze, Method};
use crate::progress::Progress;
use crate::terminal::{Failure, coloured, note, result, told, write_file};
use ballots::{Ballots, Keep, ReadOptions};
use opinion::Report;
use present::analysis::{self, AnalysisView, InputView, TerminalStyle};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use terms::{Lang, StatementKey};

/// Reads, finds, shows.
pub(crate) fn run(typed: &Analyze) -> Result<(), Failure> {
    let settings = settings(&typed.thresholds)?;
    let wish = super::polis::Wish::of(typed)?;
    let progress = Progress::begin();
    let rows = |done| progress.rows(done);
    let options = ReadOptions {
        blocks: typed.reading.blocks.clone(),
        agree_sign: typed.reading.agree,
        strict: typed.reading.strict,
        lenient: typed.reading.lenient,
        threads: typed.reading.threads,
        filters: filters(&typed.reading)?,
        progress: Some(&rows),
        keep: match typed.method {
            Method::Polis => Keep::Events,
            Method::Plenary if looks_for_groups(typed) => Keep::Votes,
            Method::Plenary => Keep::Counts,
        },
    };
    let read = ballots::read(&typed.reading.path, &options);
    progress.end();
    let read = read.map_err(|error| Failure::Input(told(&error)))?;
    read.notes.iter().for_each(|remark| note(&remark.text));
    let left_out = read.excluded.iter().map(|(key, _)| key.clone()).collect();
    let report = on_threads(typed.reading.threads, || {
        opinion::find(&read.tally, &read.parties, read.single_block, &left_out, &settings)
    })?;
    let report = report.map_err(|error| Failure::Input(told(&error)))?;
    let (map, polis) = match (&wish, &read.votes) {
        (_, None) => (None, None),
        (None, Some(votes)) => (Some(on_threads(typed.reading.threads, || Opinions::of(votes))??), None),
        (Some(wish), Some(votes)) => {
            (None, Some(on_threads(typed.reading.threads, || AsPolis::of(votes, wish))??))
        }
    };
    let report = match &map {
        Some(map) => on_threads(typed.reading.threads, || map.held(report))??,
        None => report,
    };
    show(typed, &read, &report, map.as_ref(), polis.as_ref())
}

/// Beyond so many bytes groups are looked for only where that is asked: every vote is then held in memory.
const GROUPS_UNASKED: u64 = 64 << 20;

/// An agreement must hold in every opinion group too, so groups are looked for whatever is written.
fn looks_for_groups(typed: &Analyze) -> bool {
    if typed.no_groups || typed.groups || typed.participants {
        return !typed.no_groups;
    }
    let small = size(&typed.reading.path) <= GROUPS_UNASKED;
    if !small {
        note("Opinion groups are not looked for in more than 64 MiB of votes unless --groups asks for it.");
    }
    small
}

/// The bytes of a file, or of the files in a folder; nothing where that cannot be told, as of standard input.
fn size(path: &Path) -> u64 {
    let of = |path: &Path| path.metadata().map_or(0, |known| if known.is_file() { known.len() } else { 0 });
    let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
    of(path) + inside.map(|entry| of(&entry.path())).sum::<u64>()
}

fn show(
    typed: &Analyze,
    read: &Ballots,
    report: &Report,
    map: Option<&Opinions>,
    polis: Option<&AsPolis>,
) -> Result<(), Failure> {
    let people = match (map, &read.votes) {
        (Some(map), Some(votes)) if typed.participants => Some(map.people(votes, &read.parties)),
        _ => None,
    };
    let names = polis.map(AsPolis::names);
    let path = name_of(&typed.reading.path);
    let attribution = attribution::of(&typed.reading.path);
    let excluded: Vec<(StatementKey, String)> =
        read.excluded.iter().map(|(key, why)| (key.clone(), why.key().to_owned())).collect();
    let view = AnalysisView {
        source: read.title.as_deref().unwrap_or(&path),
        report,
        statements: &read.statements,
        excluded: &excluded,
        input: input(read),
        simulation: read.simulation,
        map: map.map(|map| map.view(people.as_deref())),
        polis: polis.zip(names.as_ref()).map(|(polis, names)| polis.view(names)),
        blocks: typed.reading.blocks.as_deref().unwrap_or("party"),
        attribution: attribution.as_deref(),
    };
    let lang = Lang::new(&typed.lang);
    if let Some(file) = &typed.html {
        write_file(file, analysis::html(&view, &lang).as_bytes())?;
    }
    if typed.json {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = analysis::write_json(&view, &lang, &mut out).and_then(|()| out.flush());
        return written.map_err(|error| Failure::writing("the result", &error));
    }
    if typed.csv {
        return result(&analysis::csv(&view));
    }
    let style = TerminalStyle { colour: coloured(typed.color), width: 80 };
    match polis {
        Some(_) => result(&analysis::polis_terminal(&view, &lang, style)),
        None => result(&analysis::terminal(&view, &lang, style)),
    }
}

/// What to call votes that give themselves no title: the last part of their path says nothing of the machine.
fn name_of(path: &Path) -> String {
    let resolved = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match resolved.file_name() {
        Some(name) if name != "-" => name.to_string_lossy().into_owned(),
        _ => "standard input".to_owned(),
    }
}

fn input(read: &Ballots) -> InputView<'_> {
    let facts = &read.input;
    InputView {
        digest: &facts.digest,
        participants: facts.participants,
        statements: facts.statements,
        votes: facts.votes,
        agree: facts.agree,
        pass: facts.pass,
        disagree: facts.disagree,
        parties: facts.parties,
        events: facts.events,
        revotes: facts.revotes,
        skipped: facts.skipped,
    }
}
