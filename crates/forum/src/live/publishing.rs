//! Publishing findings: a snapshot of the attested votes becomes part of the record.

use super::acting::Deed;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use crate::acts::{ApprovalAsked, FindingsPublished, Matter, TallyNoted, VotesCounted};
use crate::fold::{State, report, report_of, summary};
use crate::outsiders::{SMALLEST_SHOWN, shown};
use record::Actor;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use tally::{Block, Tally};
use terms::{Digest, Instant, PartyKey, Phase, StatementKey, Tier};

/// What came of publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// The findings are in the record.
    Now,
    /// Votes are counted, and co-organisers are asked to approve exactly what was found.
    Asked,
}

impl LiveForum {
    /// Counts the attested votes and publishes what is found in them: two acts. Later votes do not change them. Where
    /// co-organisers must approve, the first time counts and asks, and the next time, once enough approved, publishes
    /// what they approved.
    ///
    /// # Errors
    /// A refusal where nobody has voted or no rules are set; what the store says.
    pub async fn publish(&self, actor: Actor, now: Instant) -> Result<Published, LiveError> {
        self.refresh().await?;
        // What is published holds over the groups there are now.
        self.look().await?;
        let outlook = self.outlook();
        let participants = self.store().participants(self.key()).await?;
        let participants =
            participants.iter().filter(|(who, _)| who.tier == Tier::Attested).map(|(_, n)| n).sum();
        let board = self.board();
        let published = AtomicBool::new(true);
        self.act(now, |state| {
            published.store(true, Ordering::Relaxed);
            if let Some(approved) = approved(state) {
                return Ok(Deed::one(actor.clone(), approved));
            }
            // While people vote, what is published is what is shown: two publications around one vote would tell it.
            let votes = if state.phase() == Phase::Open { &board.shown } else { &board.attested };
            let mut counted = counted(state, votes, participants).map_err(|refused| {
                let any = board.attested.statement_indices().any(|s| !board.attested.total(s).is_empty());
                if any && refused.message == "refused-nobody-voted" { few() } else { refused }
            })?;
            counted.groups = outlook.found().and_then(|found| found.counts(state));
            let found = found(state, &counted)?;
            if state.governing.needed(Matter::Findings) > 0 {
                published.store(false, Ordering::Relaxed);
                let asked = ApprovalAsked { matter: Matter::Findings, digest: found.snapshot };
                return Ok(Deed::one(actor.clone(), counted).and(asked));
            }
            Ok(Deed::one(actor.clone(), counted).and(found))
        })
        .await?;
        Ok(if published.into_inner() { Published::Now } else { Published::Asked })
    }

    /// Notes in the record how the votes stand, if any came since it was last noted. Returns whether it did.
    ///
    /// # Errors
    /// What the store says.
    pub async fn note_tally(&self, now: Instant) -> Result<bool, LiveError> {
        let board = self.board();
        let noted = self.view().state.governing.noted.as_ref().map_or(0, |noted| noted.body.votes);
        let Ok(digest) = board.attested.digest().parse::<Digest>() else { return Ok(false) };
        if board.votes <= noted {
            return Ok(false);
        }
        let answers = board.attested.statement_indices().map(|s| board.attested.total(s).answers()).sum();
        let note = TallyNoted { digest, votes: board.votes, answers };
        let done = self
            .act(now, |state| {
                let noted = state.governing.noted.as_ref().map_or(0, |noted| noted.body.votes);
                // Another process may have noted it in the meantime.
                if noted >= note.votes { Err(Refusal::of("noted")) } else { Ok(()) }?;
                Ok(Deed::one(Actor::role("system"), note.clone()))
            })
            .await;
        match done {
            Ok(_) => Ok(true),
            Err(LiveError::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// The findings that enough co-organisers approved and that are not published yet.
fn approved(state: &State) -> Option<FindingsPublished> {
    let asked = state.governing.asked.get(&Matter::Findings)?.asked.body.digest;
    let done = state.findings.as_ref().is_some_and(|found| found.published.body.snapshot == asked);
    if done
        || state.governing.needed(Matter::Findings) == 0
        || !state.governing.approved(Matter::Findings, &asked)
    {
        return None;
    }
    let (counted, _) = state.votes.as_ref()?;
    let (_, report) = report(state).ok()?;
    let snapshot = report.digest.parse::<Digest>().ok().filter(|snapshot| *snapshot == asked)?;
    Some(FindingsPublished { tally: counted.body.digest, snapshot, summary: summary(&report.summary) })
}

fn counted(state: &State, attested: &Tally, participants: u64) -> Result<VotesCounted, Refusal> {
    let (tally, left_out) = shown(&of_this_forum(state, attested));
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
        let any = attested.statement_indices().any(|statement| !attested.total(statement).is_empty());
        return Err(if any { few() } else { Refusal::of("refused-nobody-voted") });
    }
    let digest = tally.digest().parse::<Digest>().map_err(|_| Refusal::of("refused-nobody-voted"))?;
    Ok(VotesCounted { digest, participants, votes, cells, left_out, groups: None })
}

/// People voted, and too few for their counts to be published.
fn few() -> Refusal {
    Refusal::of("refused-few-voted").with("people", SMALLEST_SHOWN)
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

fn found(state: &State, counted: &VotesCounted) -> Result<FindingsPublished, Refusal> {
    state.rules.as_ref().ok_or(Refusal::of("refused-no-rules"))?;
    let report =
        report_of(state, counted).map_err(|error| Refusal::of("refused-by-record").with("what", error))?;
    let snapshot = report.digest.parse::<Digest>().map_err(|_| Refusal::of("refused-no-rules"))?;
    Ok(FindingsPublished { tally: counted.digest, snapshot, summary: summary(&report.summary) })
}
