//! From a tally to a report.

use crate::belief::Answers;
use crate::certify::Standings;
use crate::digest;
use crate::grade::{Assembly, assess};
use crate::prior::{self, Prior};
use crate::report::{ExactCounts, Finding, GradeCounts, Report};
use crate::settings::{Settings, SettingsError};
use crate::special::NotConverged;
use rayon::prelude::*;
use std::collections::BTreeSet;
use tally::{Block, BlockIndex, Counts, StatementIndex, Tally, TallyError, WeightedCounts};
use terms::key::natural_order;
use terms::{PartyFacts, PartyKey, StatementKey};

/// Why nothing can be found.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EngineError {
    /// A setting is out of range.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// There is no party to take findings over.
    #[error("no party is counted: select at least one")]
    NoParties,
    /// More people of a party answered than its roster declares.
    #[error("party {party} declares a roster of {roster} and {answers} of it answered statement {statement}")]
    RosterExceeded {
        /// The party.
        party: PartyKey,
        /// Its declared roster.
        roster: u64,
        /// The answers counted.
        answers: u64,
        /// On which statement.
        statement: StatementKey,
    },
    /// A function of the posterior did not converge.
    #[error(transparent)]
    NotConverged(#[from] NotConverged),
    /// A count overflowed.
    #[error(transparent)]
    Tally(#[from] TallyError),
}

/// What everybody said of one statement, party by party.
pub(crate) struct Asked {
    pub statement: StatementKey,
    pub totals: Counts,
    pub answers: Vec<Answers>,
}

/// Grades every statement that has a vote and is not `excluded`.
///
/// `parties` are the counted parties, matched to the tally's named blocks by key; a party without a block was not
/// asked. With `single_block` there is one entry in `parties`, it speaks for everybody in the tally, and no
/// grade above `majority` can be earned. Parallel over statements on rayon's current pool; the result does not
/// depend on the number of threads.
///
/// # Errors
/// [`EngineError`]: settings out of range, no party, a roster smaller than its answers.
pub fn find(
    tally: &Tally,
    parties: &[PartyFacts],
    single_block: bool,
    excluded: &BTreeSet<StatementKey>,
    settings: &Settings,
) -> Result<Report, EngineError> {
    settings.check()?;
    if parties.is_empty() {
        return Err(EngineError::NoParties);
    }
    let asked = answers(tally, parties, single_block, excluded)?;
    let priors: Vec<Prior> =
        (0..parties.len()).into_par_iter().map(|party| prior_of(&asked, party)).collect();
    let single = single_block || parties.len() == 1;
    let assembly = Assembly {
        parties,
        priors: &priors,
        standings: Standings::new(parties),
        outside: if single { 0 } else { settings.outside_allowed(parties.len()) as usize },
        single,
        settings,
    };
    let findings: Vec<Finding> =
        asked.par_iter().map(|question| assess(question, &assembly)).collect::<Result<_, _>>()?;
    let mut summary = GradeCounts::default();
    let mut exact = ExactCounts::default();
    for finding in &findings {
        summary.add(finding.grade);
        exact.no_objection += u64::from(finding.no_objection);
        exact.unanimous += u64::from(finding.all_for);
    }
    let outside_at_most = u32::try_from(assembly.outside).unwrap_or(u32::MAX);
    let mut report = Report {
        settings: settings.clone(),
        parties: parties.to_vec(),
        single_block: single,
        outside_at_most,
        findings,
        summary,
        exact,
        digest: String::new(),
    };
    report.digest = digest::of(&report);
    Ok(report)
}

fn answers(
    tally: &Tally,
    parties: &[PartyFacts],
    single_block: bool,
    excluded: &BTreeSet<StatementKey>,
) -> Result<Vec<Asked>, EngineError> {
    let mut statements: Vec<StatementIndex> = tally
        .statement_indices()
        .filter(|&s| !excluded.contains(&tally.statements()[s.position()]) && !tally.total(s).is_empty())
        .collect();
    let key = |s: StatementIndex| &tally.statements()[s.position()];
    statements.sort_by(|&a, &b| natural_order(key(a).as_str(), key(b).as_str()));
    let everybody: Vec<BlockIndex> = tally.block_indices().collect();
    let blocks: Vec<Vec<BlockIndex>> = parties
        .iter()
        .map(|party| match single_block {
            true => everybody.clone(),
            false => tally.find_block(&Block::Named(party.key.clone())).into_iter().collect(),
        })
        .collect();
    let of = |statement: StatementIndex| -> Result<Asked, EngineError> {
        let cell =
            |(party, blocks): (&PartyFacts, &Vec<BlockIndex>)| party_answers(tally, party, blocks, statement);
        let answers = parties.iter().zip(&blocks).map(cell).collect::<Result<_, _>>()?;
        Ok(Asked { statement: key(statement).clone(), totals: tally.total(statement), answers })
    };
    statements.into_iter().map(of).collect()
}

fn party_answers(
    tally: &Tally,
    party: &PartyFacts,
    blocks: &[BlockIndex],
    statement: StatementIndex,
) -> Result<Answers, EngineError> {
    let mut people = Counts::default();
    let mut weighted = WeightedCounts::default();
    for &block in blocks {
        people = people.plus(tally.counts(block, statement))?;
        weighted = weighted.plus(tally.weighted(block, statement))?;
    }
    match party.roster {
        Some(roster) if roster < people.answers() => Err(EngineError::RosterExceeded {
            party: party.key.clone(),
            roster,
            answers: people.answers(),
            statement: tally.statements()[statement.position()].clone(),
        }),
        roster => Ok(Answers::new(people, weighted, roster)),
    }
}

/// The party's own prior, or the flat one where every answer is already a fact and no posterior needs it.
fn prior_of(asked: &[Asked], party: usize) -> Prior {
    let cells = || asked.iter().map(|question| question.answers[party]);
    let settled = |cell: Answers| cell.people.is_empty() || (cell.exhausted() && cell.plain);
    if cells().all(settled) {
        return Prior::FLAT;
    }
    let answered: Vec<[f64; 3]> = cells()
        .filter(|cell| cell.total() > 0.0)
        .map(|cell| [cell.agree, cell.pass, cell.disagree])
        .collect();
    prior::fit(&answered)
}
