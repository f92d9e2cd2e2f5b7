//! Parties and groups side by side, and floors: the findings of a view as pictures.

use super::super::{AnalysisView, Section, figures::of_section, group_name, words::Words};
use super::row;
use crate::{collate, locale, locale::Args, pictures, plain};
use opinion::{Finding, PartyFinding};
use std::collections::BTreeMap;
use tally::Counts;
use terms::{StatementKey, Vote};

/// So many floors are drawn.
const FLOORS: usize = 16;
/// So many cells stand side by side, in about so many rows.
const CELLS: usize = 2400;
const ROWS: [usize; 2] = [12, 60];

/// What every picture of an analysis says beside itself.
pub(super) fn ground<'a>(words: Words<'a>) -> pictures::Ground<'a> {
    let AnalysisView { simulation, attribution, .. } = *words.view;
    pictures::Ground { lang: words.lang, simulation, attribution, anchors: true }
}

/// The figures, one after the other; nothing where they would hold nothing.
pub(super) fn figures(words: Words<'_>) -> Vec<String> {
    let ground = ground(words);
    [floors(words), side_by_side(words)]
        .into_iter()
        .flatten()
        .map(|picture| picture.figure(&ground))
        .collect()
}

/// The findings in the order of the board.
fn ordered<'a>(words: Words<'a>) -> impl Iterator<Item = &'a Finding> {
    let findings = &words.view.report.findings;
    Section::ALL.into_iter().flat_map(|section| of_section(findings, section))
}

fn floors(words: Words<'_>) -> Option<pictures::Picture> {
    let report = &words.view.report;
    if words.view.parties_vote() {
        return None;
    }
    let facts = words.view.facts();
    let names: BTreeMap<_, _> =
        report.parties.iter().map(|party| (&party.key, party.name.as_str())).collect();
    let interval = |party: &PartyFinding| pictures::Interval {
        name: names.get(&party.party).copied().unwrap_or_default(),
        low: party.low,
        high: party.high,
        mean: party.mean,
    };
    let row = |finding| {
        let finding: &Finding = finding;
        let section = Section::of(finding.grade);
        let rejected = section == Section::Rejected;
        let floor = if rejected { finding.rejection_floor } else { finding.floor }?;
        let weakest = row::weakest(finding, section).or(finding.weakest.as_ref());
        // Of one crowd every floor is shown; of parties those of what is shared.
        let shared = matches!(section, Section::Agreed | Section::Rejected);
        (report.single_block || shared).then(|| pictures::FloorRow {
            key: finding.statement.as_str(),
            text: facts.get(&finding.statement).map_or("", |facts| facts.text.as_str()),
            grade: finding.grade,
            leaning: if rejected { pictures::Leaning::Disagree } else { pictures::Leaning::Agree },
            floor,
            weakest: finding.parties.iter().position(|party| Some(&party.party) == weakest),
            intervals: finding.parties.iter().map(interval).collect(),
        })
    };
    let mut rows: Vec<pictures::FloorRow<'_>> = ordered(words).filter_map(row).collect();
    if report.single_block {
        rows.sort_by(|a, b| b.floor.total_cmp(&a.floor));
    }
    let of = rows.len();
    rows.truncate(FLOORS);
    let settings = &report.settings;
    let asked = [settings.agreement, settings.confidence];
    (of > 0).then(|| pictures::floors(&rows, of, asked, &ground(words)))
}

fn side_by_side(words: Words<'_>) -> Option<pictures::Picture> {
    let report = &words.view.report;
    let names = columns(words);
    if names.is_empty() || report.findings.is_empty() {
        return None;
    }
    let kept = (CELLS / names.len()).clamp(ROWS[0], ROWS[1]);
    let groups = Groups::of(words);
    let facts = words.view.facts();
    let row = |finding: &'_ Finding| -> (usize, Vec<pictures::Stand>) {
        let weakest = row::weakest(finding, Section::of(finding.grade));
        let weakest = names.iter().position(|(_, column)| {
            column.party().is_some_and(|at| finding.parties.get(at).map(|p| &p.party) == weakest)
        });
        let stands = names.iter().map(|(_, column)| match column {
            Of::Party(at) => finding.parties.get(*at).map_or(pictures::Stand::NotAsked, |p| stand(words, p)),
            Of::Group(at) => groups.stand(*at, &finding.statement, report.settings.minimum_answers),
        });
        (weakest.unwrap_or(usize::MAX), stands.collect())
    };
    let shown: Vec<&Finding> = ordered(words).take(kept).collect();
    let rows: Vec<pictures::HeatRow<'_>> = shown
        .iter()
        .map(|finding| {
            let (weakest, stands) = row(finding);
            pictures::HeatRow {
                key: finding.statement.as_str(),
                text: facts.get(&finding.statement).map_or("", |facts| facts.text.as_str()),
                grade: finding.grade,
                stands,
                weakest: (weakest != usize::MAX && !words.view.parties_vote()).then_some(weakest),
            }
        })
        .collect();
    let columns: Vec<pictures::Column<'_>> =
        names.iter().map(|(name, of)| pictures::Column { name, group: of.group() }).collect();
    let view =
        pictures::SideBySide { columns: &columns, rows: &rows, of: report.findings.len(), least: None };
    Some(pictures::side_by_side(&view, &ground(words)))
}

/// What a column is of.
#[derive(Clone, Copy)]
enum Of {
    /// The party at this place of the report.
    Party(usize),
    /// The group at this place of the list.
    Group(usize),
}

impl Of {
    fn party(self) -> Option<usize> {
        if let Of::Party(at) = self { Some(at) } else { None }
    }

    fn group(self) -> Option<usize> {
        if let Of::Group(at) = self { Some(at) } else { None }
    }
}

/// Parties in the order of the language, then groups. One crowd alone is no column.
fn columns(words: Words<'_>) -> Vec<(String, Of)> {
    let report = &words.view.report;
    let parties = report.parties.iter().enumerate().filter(|_| !report.single_block);
    let parties = parties.map(|(at, party)| (plain::line(&party.name).into_owned(), Of::Party(at))).collect();
    let mut all = collate::sorted_by_name(words.lang, parties, |(name, _)| name.as_str());
    let there = words.view.map.filter(|map| map.groups.are_there() && !map.answers.is_empty());
    let title = |at: usize| {
        let mut args = Args::new();
        args.set("name", group_name(at));
        (locale::say(words.lang, "group-title", &args), Of::Group(at))
    };
    all.extend(there.into_iter().flat_map(|map| (0..map.groups.list.len()).map(title)));
    all
}

fn stand(words: Words<'_>, party: &PartyFinding) -> pictures::Stand {
    match party.counts {
        _ if !party.asked => pictures::Stand::NotAsked,
        counts if words.view.parties_vote() => pictures::Stand::Voted(the_vote(counts)),
        counts => share(counts),
    }
}

fn the_vote(counts: Counts) -> Vote {
    if counts.agree > 0 {
        Vote::Agree
    } else if counts.disagree > 0 {
        Vote::Disagree
    } else {
        Vote::Pass
    }
}

fn share(counts: Counts) -> pictures::Stand {
    pictures::Stand::Share(counts.agree as f64 / counts.answers().max(1) as f64)
}

/// The answers of groups by statement.
struct Groups<'a> {
    answers: &'a [Vec<Counts>],
    columns: BTreeMap<&'a StatementKey, usize>,
}

impl<'a> Groups<'a> {
    fn of(words: Words<'a>) -> Groups<'a> {
        let map = words.view.map;
        let columns = map.map_or(&[][..], |map| map.columns);
        Groups {
            answers: map.map_or(&[][..], |map| map.answers),
            columns: columns.iter().enumerate().map(|(at, key)| (key, at)).collect(),
        }
    }

    fn stand(&self, group: usize, statement: &StatementKey, minimum: u64) -> pictures::Stand {
        let counts = self.columns.get(statement).and_then(|at| self.answers.get(group)?.get(*at));
        counts.filter(|counts| counts.answers() >= minimum).map_or(pictures::Stand::NotAsked, |c| share(*c))
    }
}
