//! Publishing findings: a snapshot of the attested votes becomes part of the record.

use super::acting::Deed;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use crate::acts::{FindingsPublished, VotesCounted};
use crate::fold::{State, summary};
use record::Actor;
use std::collections::BTreeMap;
use tally::{Block, Tally};
use terms::{Digest, Instant, PartyKey, StatementKey, Tier};

impl LiveForum {
    /// Counts the attested votes and publishes what is found in them: two acts. Later votes do not change them.
    ///
    /// # Errors
    /// A refusal where nobody has voted or no rules are set; what the store says.
    pub async fn publish(&self, actor: Actor, now: Instant) -> Result<Vec<u64>, LiveError> {
        self.refresh().await?;
        let participants = self.store().participants(self.key()).await?;
        let participants =
            participants.iter().filter(|(who, _)| who.tier == Tier::Attested).map(|(_, n)| n).sum();
        let board = self.board();
        self.act(now, |state| {
            let counted = counted(state, &board.attested, participants)?;
            let found = found(state, &board.attested, counted.digest)?;
            Ok(Deed::one(actor.clone(), counted).and(found))
        })
        .await
    }
}

fn counted(state: &State, attested: &Tally, participants: u64) -> Result<VotesCounted, Refusal> {
    let tally = of_this_forum(state, attested);
    let mut cells: BTreeMap<StatementKey, BTreeMap<PartyKey, [u64; 3]>> = BTreeMap::new();
    let mut votes = 0;
    for column in tally.statement_indices() {
        let statement = &tally.statements()[column.position()];
        for row in tally.block_indices() {
            let Block::Named(party) = &tally.blocks()[row.position()] else { continue };
            let counts = tally.counts(row, column);
            if !counts.is_empty() {
                votes += counts.answers();
                let cell = [counts.agree, counts.pass, counts.disagree];
                cells.entry(statement.clone()).or_default().insert(party.clone(), cell);
            }
        }
    }
    if votes == 0 {
        return Err(Refusal::of("refused-nobody-voted"));
    }
    let digest = tally.digest().parse::<Digest>().map_err(|_| Refusal::of("refused-nobody-voted"))?;
    Ok(VotesCounted { digest, participants, votes, cells })
}

/// The votes of parties that take part, on statements that were made: all that an act may name.
fn of_this_forum(state: &State, attested: &Tally) -> Tally {
    let mut tally = Tally::default();
    for column in attested.statement_indices() {
        let statement = &attested.statements()[column.position()];
        if state.statement(statement).is_none() {
            continue;
        }
        for row in attested.block_indices() {
            let counts = attested.counts(row, column);
            let block = &attested.blocks()[row.position()];
            let known = matches!(block, Block::Named(party) if state.name(party).is_some());
            if known && !counts.is_empty() {
                let (to_block, to_statement) = (tally.block(block), tally.statement(statement));
                // Counts that fitted into one tally fit into another.
                let _ = tally.add_counts(to_block, to_statement, counts, terms::Weight::ONE);
            }
        }
    }
    tally
}

fn found(state: &State, attested: &Tally, digest: Digest) -> Result<FindingsPublished, Refusal> {
    let rules = state.rules.as_ref().ok_or(Refusal::of("refused-no-rules"))?;
    let tally = of_this_forum(state, attested);
    let settings = rules.body.findings.settings();
    let report = opinion::find(&tally, &state.counted(), false, &state.excluded(), &settings)
        .map_err(|error| Refusal::of("refused-by-record").with("what", error))?;
    let snapshot = report.digest.parse::<Digest>().map_err(|_| Refusal::of("refused-no-rules"))?;
    Ok(FindingsPublished { tally: digest, snapshot, summary: summary(&report.summary) })
}
