//! From a tally to a report.

use crate::answers::Answers;
use crate::case::Assembly;
use crate::certify::Standings;
use crate::prior::{self, Prior};
use crate::report::{ExactCounts, Finding, GradeCounts, Report};
use crate::settings::{Settings, SettingsError};
use crate::special::NotConverged;
use crate::weights::Scales;
use crate::{digest, finding};
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
    /// A party is counted twice.
    #[error("party {0} is counted twice: name each party once")]
    CountedTwice(PartyKey),
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
    let single = single_block || parties.len() == 1;
    let roll = Roll::new(tally, parties, single_block, excluded)?;
    let priors = (0..parties.len()).into_par_iter().map(|party| roll.prior(party)).collect::<Vec<_>>();
    let priors = priors.into_iter().collect::<Result<Vec<Prior>, _>>()?;
    let assembly = Assembly {
        priors: &priors,
        standings: Standings::new(parties),
        scales: Scales::new(parties),
        outside: if single { 0 } else { settings.outside_allowed(parties.len()) as usize },
        single,
        settings,
    };
    let findings = roll.findings(&assembly)?;
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
        groups: Vec::new(),
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

/// Who is counted, on what: the rows and columns of a tally that the findings are taken from.
pub(crate) struct Roll<'a> {
    tally: &'a Tally,
    parties: &'a [PartyFacts],
    /// The tally's blocks of each party: one, or all where all people are one block.
    blocks: Vec<Vec<BlockIndex>>,
    /// In natural order of key.
    statements: Vec<StatementIndex>,
}

impl<'a> Roll<'a> {
    pub(crate) fn new(
        tally: &'a Tally,
        parties: &'a [PartyFacts],
        single_block: bool,
        excluded: &BTreeSet<StatementKey>,
    ) -> Result<Roll<'a>, EngineError> {
        if parties.is_empty() {
            return Err(EngineError::NoParties);
        }
        let mut met = BTreeSet::new();
        if let Some(twice) = parties.iter().find(|party| !met.insert(&party.key)) {
            return Err(EngineError::CountedTwice(twice.key.clone()));
        }
        let key = |statement: StatementIndex| &tally.statements()[statement.position()];
        let mut statements: Vec<StatementIndex> = tally
            .statement_indices()
            .filter(|&statement| !excluded.contains(key(statement)) && !tally.total(statement).is_empty())
            .collect();
        statements.sort_by(|&a, &b| natural_order(key(a).as_str(), key(b).as_str()));
        let own = |party| own_blocks(tally, party, single_block);
        Ok(Roll { tally, parties, blocks: parties.iter().map(own).collect(), statements })
    }

    /// The column of a statement that somebody answered.
    pub(crate) fn find(&self, statement: &StatementKey) -> Option<StatementIndex> {
        self.tally.find_statement(statement).filter(|&at| !self.tally.total(at).is_empty())
    }

    /// What one party answered to one statement.
    pub(crate) fn cell(&self, party: usize, statement: StatementIndex) -> Result<Answers, EngineError> {
        cell(self.tally, &self.parties[party], &self.blocks[party], statement)
    }

    /// The party's own prior, or the flat one where every answer is already a fact and no posterior needs it.
    pub(crate) fn prior(&self, party: usize) -> Result<Prior, EngineError> {
        let answered = self.answered(party)?;
        let needed = answered.iter().any(|cell| !cell.is_fact());
        Ok(if needed { fitted(&answered) } else { Prior::FLAT })
    }

    /// The party's own prior, also where nothing needs it yet.
    pub(crate) fn prior_to_come(&self, party: usize) -> Result<Prior, EngineError> {
        Ok(fitted(&self.answered(party)?))
    }

    fn answered(&self, party: usize) -> Result<Vec<Answers>, EngineError> {
        let cells = self.statements.iter().map(|&statement| self.cell(party, statement));
        cells.filter(|cell| !matches!(cell, Ok(silent) if silent.total() == 0.0)).collect()
    }

    fn findings(&self, assembly: &Assembly<'_>) -> Result<Vec<Finding>, EngineError> {
        // Keys of each worker's own: their counts of owners would otherwise travel between the cores all the time.
        let own_keys = || -> Vec<PartyKey> {
            self.parties.iter().map(|party| PartyKey::new(party.key.as_str())).collect()
        };
        let of = |keys: &mut Vec<PartyKey>, &statement: &StatementIndex| -> Result<Finding, EngineError> {
            let cells = (0..keys.len()).map(|party| self.cell(party, statement));
            let cells = cells.collect::<Result<Vec<_>, _>>()?;
            let key = &self.tally.statements()[statement.position()];
            Ok(finding::find(key, self.tally.total(statement), &cells, keys, assembly)?)
        };
        // Collected before the first error is picked, so that it is the same error on any number of threads.
        let found: Vec<Result<Finding, EngineError>> =
            self.statements.par_iter().with_min_len(16).map_init(own_keys, of).collect();
        found.into_iter().collect()
    }
}

fn fitted(answered: &[Answers]) -> Prior {
    let sides: Vec<[f64; 3]> = answered.iter().map(|cell| [cell.agree, cell.pass, cell.disagree]).collect();
    prior::fit(&sides)
}

/// The tally's blocks of a party: its own, or all where all people are one block.
pub(crate) fn own_blocks(tally: &Tally, party: &PartyFacts, single_block: bool) -> Vec<BlockIndex> {
    match single_block {
        true => tally.block_indices().collect(),
        false => tally.find_block(&Block::Named(party.key.clone())).into_iter().collect(),
    }
}

/// What a party of these blocks answered to one statement.
pub(crate) fn cell(
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
    let answers = people.answers();
    let room = |roster: u64| {
        roster.checked_sub(answers).ok_or_else(|| EngineError::RosterExceeded {
            party: party.key.clone(),
            roster,
            answers,
            statement: tally.statements()[statement.position()].clone(),
        })
    };
    Ok(Answers::new(people, weighted, party.roster.map(room).transpose()?))
}
