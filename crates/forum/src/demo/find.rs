//! Votes are cast and counted, and findings published from the recorded counts.

use super::driver::Driver;
use crate::ForumError;
use crate::acts::{FindingsPublished, VotesCounted};
use crate::config::ForumConfig;
use crate::{fold, plan};
use std::collections::BTreeMap;
use tally::{Block, Tally};
use terms::{Digest, PartyKey, StatementKey};

pub(super) fn find(driver: &mut Driver, config: &ForumConfig, seed: u64) -> Result<(), ForumError> {
    driver.at(&config.forum.calendar.voting_closes)?;
    let plan = plan::of(config, seed)?;
    let tally = simulate::tally(&plan, seed, 0..plan.participants())?;
    let participants = voters(&plan, seed);
    let cells = cells(&tally);
    let votes = cells.values().flat_map(BTreeMap::values).flatten().sum();
    let digest = digest(&tally.digest())?;
    driver.record_act(VotesCounted { digest, participants, votes, cells, left_out: 0, groups: None })?;
    publish(driver, digest)
}

/// How many people cast a vote at all.
fn voters(plan: &simulate::Plan, seed: u64) -> u64 {
    let mut last = None;
    let new = |&(participant, _, _): &(u64, u32, terms::Vote)| last.replace(participant) != Some(participant);
    simulate::rows(plan, seed, 0..plan.participants()).filter(new).count() as u64
}

fn publish(driver: &mut Driver, tally: Digest) -> Result<(), ForumError> {
    let (_, report) = fold::report(driver.state()).map_err(ForumError::Step)?;
    let snapshot = digest(&report.digest)?;
    driver.record_act(FindingsPublished { tally, snapshot, summary: fold::summary(&report.summary) })?;
    Ok(())
}

fn digest(text: &str) -> Result<Digest, ForumError> {
    let what = "a digest is not 64 hexadecimal digits";
    text.parse().map_err(|source| ForumError::Build { what, source: Box::new(source) })
}

fn cells(tally: &Tally) -> BTreeMap<StatementKey, BTreeMap<PartyKey, [u64; 3]>> {
    let mut cells: BTreeMap<StatementKey, BTreeMap<PartyKey, [u64; 3]>> = BTreeMap::new();
    for (block, key) in tally.block_indices().zip(tally.blocks()) {
        let Block::Named(party) = key else { continue };
        for (statement, key) in tally.statement_indices().zip(tally.statements()) {
            let counts = tally.counts(block, statement);
            if !counts.is_empty() {
                let column = cells.entry(key.clone()).or_default();
                column.insert(party.clone(), [counts.agree, counts.pass, counts.disagree]);
            }
        }
    }
    cells
}
