//! Counts and what is found from them, recomputed.

use super::governing::approved;
use super::joining::cited;
use super::{Refusal, Snapshot, State};
use crate::acts::{FindingsPublished, GroupsCounted, Matter, VotesCounted};
use crate::outsiders::SMALLEST_SHOWN;
use opinion::{GradeCounts, Report};
use present::analysis::group_name;
use record::Act;
use std::collections::BTreeMap;
use tally::{Block, Counts, Tally};
use terms::{PartyFacts, PartyKey, Weight};

/// At most so many opinion groups are looked for.
const MOST_GROUPS: usize = 8;

pub(super) fn counted(state: &mut State, act: &Act, body: VotesCounted) -> Result<(), Refusal> {
    let tally = tally(state, &body)?;
    if tally.digest() != body.digest.to_string() {
        return Err(format!("its counts give the digest {}, not the one it carries", tally.digest()));
    }
    let mut cells = body.cells.values().flat_map(BTreeMap::values).flatten();
    let votes = cells.try_fold(0_u64, |sum, &count| sum.checked_add(count));
    if votes != Some(body.votes) {
        return Err(format!("its counts do not add up to the {} votes it names", body.votes));
    }
    body.groups.as_ref().map_or(Ok(()), |groups| grouped(state, groups).map(drop))?;
    state.votes = Some((cited(act, body), tally));
    Ok(())
}

/// The opinion groups that an act of counting names, and their tally, checked: letters from A on, statements that were
/// made, whole tens of people.
fn grouped(state: &State, groups: &GroupsCounted) -> Result<(Vec<PartyFacts>, Tally), Refusal> {
    let letters: Vec<String> = (0..groups.people.len()).map(group_name).collect();
    if !(2..=MOST_GROUPS).contains(&letters.len()) || !groups.people.keys().eq(&letters) {
        return Err("its opinion groups are not lettered from A on".to_owned());
    }
    let tens = |people: u64| people.is_multiple_of(SMALLEST_SHOWN);
    if let Some((letter, _)) = groups.people.iter().find(|(_, people)| !tens(**people)) {
        return Err(format!("it counts no whole tens of people in group {letter}"));
    }
    let mut tally = Tally::default();
    for (statement, cells) in &groups.cells {
        if state.statement(statement).is_none() {
            return Err(format!("it counts groups on statement {statement}, which was never made"));
        }
        let column = tally.statement(statement);
        for (letter, &[agree, pass, disagree]) in cells {
            let known = groups.people.get(letter).copied();
            let people = agree.checked_add(pass).and_then(|sum| sum.checked_add(disagree));
            if !people
                .is_some_and(|people| people > 0 && tens(people) && known.is_some_and(|all| people <= all))
            {
                return Err(format!(
                    "it counts no whole tens of the people of group {letter} on {statement}"
                ));
            }
            let row = tally.block(&Block::named(letter));
            let counts = Counts { agree, pass, disagree };
            tally.add_counts(row, column, counts, Weight::ONE).map_err(|error| error.to_string())?;
        }
    }
    let facts = |letter: String| PartyFacts {
        key: PartyKey::new(&letter),
        name: letter,
        standing: None,
        population: None,
        roster: None,
    };
    Ok((letters.into_iter().map(facts).collect(), tally))
}

fn tally(state: &State, body: &VotesCounted) -> Result<Tally, Refusal> {
    let mut tally = Tally::default();
    for (statement, parties) in &body.cells {
        if state.statement(statement).is_none() {
            return Err(format!("it counts votes on statement {statement}, which was never made"));
        }
        let column = tally.statement(statement);
        for (party, &[agree, pass, disagree]) in parties {
            if state.name(party).is_none() {
                return Err(format!("it counts votes of {party}, which takes no part"));
            }
            let row = tally.block(&Block::Named(party.clone()));
            let counts = Counts { agree, pass, disagree };
            tally.add_counts(row, column, counts, Weight::ONE).map_err(|error| error.to_string())?;
        }
    }
    Ok(tally)
}

/// The findings that follow from the counts and rules recorded so far.
///
/// # Errors
/// Without rules or counts, or where nothing can be found.
pub(crate) fn report(state: &State) -> Result<(u64, Report), Refusal> {
    let (counted, tally) = state.votes.as_ref().ok_or("no votes are counted")?;
    Ok((counted.act, found(state, &counted.body, tally)?))
}

/// The findings that would follow from counts.
///
/// # Errors
/// As [`report`].
pub(crate) fn report_of(state: &State, counted: &VotesCounted) -> Result<Report, Refusal> {
    found(state, counted, &tally(state, counted)?)
}

/// What is found over the parties, and over the opinion groups where there are any.
fn found(state: &State, counted: &VotesCounted, tally: &Tally) -> Result<Report, Refusal> {
    let rules = state.rules.as_ref().ok_or("no rules are set under which anything could be found")?;
    let settings = rules.body.findings.settings();
    let report = opinion::find(tally, &state.counted(), false, &state.excluded(), &settings);
    let report = report.map_err(|error| error.to_string())?;
    let Some(groups) = &counted.groups else { return Ok(report) };
    let (groups, of_groups) = grouped(state, groups)?;
    opinion::over_groups_as_well(report, &of_groups, &groups).map_err(|error| error.to_string())
}

pub(super) fn published(state: &mut State, act: &Act, body: FindingsPublished) -> Result<(), Refusal> {
    let (counted, report) = report(state)?;
    let same_tally = state.votes.as_ref().is_some_and(|(counted, _)| counted.body.digest == body.tally);
    if !same_tally {
        return Err("it rests on other counts than the latest recorded ones".to_owned());
    }
    if report.digest != body.snapshot.to_string() {
        return Err(format!(
            "the recorded counts give the findings {}, not the ones it names",
            report.digest
        ));
    }
    if summary(&report.summary) != body.summary {
        return Err("its summary is not that of the findings".to_owned());
    }
    approved(state, Matter::Findings, &body.snapshot)?;
    state.findings = Some(Snapshot { published: cited(act, body), counted, report });
    Ok(())
}

/// How many findings have each grade; grades without one are left out.
pub(crate) fn summary(counts: &GradeCounts) -> BTreeMap<opinion::Grade, u64> {
    let all = opinion::Grade::ALL.into_iter().map(|grade| (grade, counts.of(grade)));
    all.filter(|&(_, count)| count > 0).collect()
}
