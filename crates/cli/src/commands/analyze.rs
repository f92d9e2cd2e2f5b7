//! `plenary analyze`: votes in, findings out.

use super::alike::{Alike, Ground};
use super::attribution;
use super::opinions::Opinions;
use super::phases::Phases;
use super::polis::{AsPolis, Wish};
use super::reading::{filters, on_threads};
use super::settings;
use crate::arguments::{Analyze, Method};
use crate::progress::Progress;
use crate::terminal::{Failure, coloured, note, result, told, write_file};
use ballots::{Ballots, Keep, ReadOptions};
use opinion::Report;
use present::analysis::{self, AnalysisView, InputView, LeftOut, TerminalStyle};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use terms::{Lang, StatementKey};

/// Reads, finds, shows.
pub(crate) fn run(typed: &Analyze) -> Result<(), Failure> {
    let settings = settings(&typed.thresholds)?;
    let wish = Wish::of(typed)?;
    let looks = Looks::of(typed);
    let mut phases = Phases::begin();
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
        keep: looks.keep(),
    };
    let read = ballots::read(&typed.reading.path, &options);
    progress.end();
    phases.end("reading");
    let read = read.map_err(|error| Failure::Input(told(&error)))?;
    read.notes.iter().for_each(|remark| note(&remark.text));
    let left_out = read.excluded.iter().map(|(key, _)| key.clone()).collect();
    let ground = Ground { read: &read, left_out: &left_out, settings: &settings, groups: looks.groups };
    let seen = on_threads(typed.reading.threads, || look(&ground, &looks, wish.as_ref(), &mut phases))??;
    let shown = show(typed, &read, &seen);
    phases.end("writing");
    if typed.times {
        phases.tell();
    }
    shown
}

/// What was seen in the votes.
struct Seen {
    report: Report,
    map: Option<Opinions>,
    alike: Option<Alike>,
    polis: Option<AsPolis>,
}

fn look(
    ground: &Ground<'_>,
    looks: &Looks,
    wish: Option<&Wish>,
    phases: &mut Phases,
) -> Result<Seen, Failure> {
    let Ballots { tally, parties, single_block, .. } = ground.read;
    let report = opinion::find(tally, parties, *single_block, ground.left_out, ground.settings);
    let report = report.map_err(|error| Failure::Input(told(&error)))?;
    phases.end("findings");
    let votes = ground.read.votes.as_ref();
    if let Some((wish, votes)) = wish.zip(votes) {
        let polis = Some(AsPolis::of(votes, wish)?);
        phases.end("as Polis");
        return Ok(Seen { report, map: None, alike: None, polis });
    }
    let map = votes.filter(|_| looks.groups).map(|votes| Opinions::of(votes, phases)).transpose()?;
    let report = match &map {
        Some(map) => map.held(report)?,
        None => report,
    };
    phases.end("findings over groups");
    let alike = match (looks.alike, votes) {
        (Err(why), _) => Some(Alike::Left(why)),
        (Ok(()), Some(votes)) => Some(Alike::of(ground, votes)?),
        (Ok(()), None) => None,
    };
    phases.end("who answers alike");
    Ok(Seen { report, map, alike, polis: None })
}

/// Beyond so many bytes groups, and people who answer alike, are looked for only where that is asked: every vote is then
/// held in memory.
const UNASKED: u64 = 64 << 20;

/// What is looked for beside the findings.
struct Looks {
    polis: bool,
    /// An agreement must hold in every opinion group too, so groups are looked for whatever is written.
    groups: bool,
    /// Whether people who answer alike are looked for, or why not.
    alike: Result<(), LeftOut>,
}

impl Looks {
    fn of(typed: &Analyze) -> Looks {
        let polis = typed.method == Method::Polis;
        let small = size(&typed.reading.path) <= UNASKED;
        let groups = !typed.no_groups && (small || typed.groups || typed.participants);
        let alike = match (typed.no_guard, small || typed.guard) {
            (true, _) => Err(LeftOut::Asked),
            (false, true) => Ok(()),
            (false, false) => Err(LeftOut::Large),
        };
        if !polis && !groups && !typed.no_groups {
            note(
                "Opinion groups are not looked for in more than 64 MiB of votes unless --groups asks for it.",
            );
        }
        if !polis && alike == Err(LeftOut::Large) {
            note(
                "People who answer alike are not looked for in more than 64 MiB of votes unless --guard asks for it.",
            );
        }
        Looks { polis, groups, alike }
    }

    fn keep(&self) -> Keep {
        match (self.polis || self.alike.is_ok(), self.groups) {
            (true, _) => Keep::Events,
            (false, true) => Keep::Votes,
            (false, false) => Keep::Counts,
        }
    }
}

/// The bytes of a file, or of the files in a folder; nothing where that cannot be told, as of standard input.
fn size(path: &Path) -> u64 {
    let of = |path: &Path| path.metadata().map_or(0, |known| if known.is_file() { known.len() } else { 0 });
    let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
    of(path) + inside.map(|entry| of(&entry.path())).sum::<u64>()
}

fn show(typed: &Analyze, read: &Ballots, seen: &Seen) -> Result<(), Failure> {
    let Seen { report, map, alike, polis } = seen;
    let people = match (map, &read.votes) {
        (Some(map), Some(votes)) if typed.participants => Some(map.people(votes, &read.parties)),
        _ => None,
    };
    let cliques = match (alike, &read.votes) {
        (Some(alike), Some(votes)) => alike.cliques(read, votes, typed.participants),
        _ => Vec::new(),
    };
    let names = polis.as_ref().map(AsPolis::names);
    let path = name_of(&typed.reading.path);
    let attribution = attribution::of(&typed.reading.path, &read.attribution);
    let excluded: Vec<(StatementKey, String)> =
        read.excluded.iter().map(|(key, why)| (key.clone(), why.key().to_owned())).collect();
    let view = AnalysisView {
        source: read.title.as_deref().unwrap_or(&path),
        report,
        statements: &read.statements,
        excluded: &excluded,
        input: input(read),
        simulation: read.simulation,
        map: map.as_ref().map(|map| map.view(people.as_deref())),
        alike: alike.as_ref().map(|alike| alike.view(&cliques)),
        polis: polis.as_ref().zip(names.as_ref()).map(|(polis, names)| polis.view(names)),
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
