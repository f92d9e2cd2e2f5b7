//! Casting a vote, changing one's mind, and what to ask next.

use super::board::Board;
use super::entering::Voter;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use crate::acts::StatementMade;
use crate::fold::{Cited, State};
use std::collections::BTreeSet;
use store::{Answer, Batch, CastVote, Receipt, Serve};
use tally::{Block, Tally};
use terms::{Instant, PartyKey, Phase, Right, StatementKey, TopicKey, Vote};

/// A vote as it was sent.
#[derive(Clone, Debug)]
pub struct Cast {
    /// On what.
    pub statement: StatementKey,
    /// Which way.
    pub vote: Vote,
    /// The revision of their own answer that the sender saw; 0 for none.
    pub seen: u32,
    /// Drawn by the sender, the same for every try.
    pub request: [u8; 16],
}

/// A statement to ask next, and the chance with which it was chosen, in millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Which.
    pub statement: StatementKey,
    /// With what chance.
    pub chance: u32,
}

const CERTAIN: u32 = 1_000_000;

impl LiveForum {
    /// Casts votes of one person, in their order. They are durable when this returns.
    ///
    /// # Errors
    /// A refusal where voting is not open, the statement is not asked, or the standing has no right to vote; then
    /// none of the votes was taken.
    pub async fn vote(
        &self,
        voter: &Voter,
        casts: Vec<Cast>,
        now: Instant,
    ) -> Result<Vec<Receipt>, LiveError> {
        let view = self.view();
        let mut batch = Batch::new(self.key());
        for cast in casts {
            may_vote(&view.state, voter, &cast.statement)?;
            batch = batch.with(CastVote {
                participant: voter.id,
                statement: cast.statement,
                vote: cast.vote,
                seen: cast.seen,
                request: cast.request,
                at: now,
            });
        }
        Ok(self.store().commit(batch).await?.receipts)
    }

    /// The latest answers of a voter.
    ///
    /// # Errors
    /// What the store says.
    pub async fn answers(&self, voter: &Voter) -> Result<Vec<Answer>, LiveError> {
        Ok(self.store().answers(self.key(), voter.id).await?)
    }

    /// Notes what was shown to whom.
    ///
    /// # Errors
    /// What the store says.
    pub async fn served(&self, voter: &Voter, next: &[Next], now: Instant) -> Result<(), LiveError> {
        let mut batch = Batch::new(self.key());
        for next in next {
            let (statement, chance) = (next.statement.clone(), next.chance);
            batch = batch.with(Serve { participant: voter.id, statement, chance, at: now });
        }
        self.store().commit(batch).await?;
        Ok(())
    }

    /// What to ask next: of what is not answered, the statements with the fewest answers in the person's own party.
    /// Ties fall by a mix of person and statement, so that not everybody is asked in the same order.
    #[must_use]
    pub fn next(
        &self,
        party: Option<&PartyKey>,
        mix: &[u8],
        answered: &BTreeSet<StatementKey>,
        topic: Option<&TopicKey>,
        count: usize,
    ) -> Vec<Next> {
        let (view, board) = (self.view(), self.board());
        let mut open: Vec<_> = askable(&view.state, topic)
            .filter(|made| !answered.contains(&made.body.statement))
            .map(|made| {
                let key = &made.body.statement;
                (answers_in(&board, party, key), mixed(mix, key), key)
            })
            .collect();
        open.sort();
        open.truncate(count);
        open.into_iter().map(|(_, _, key)| Next { statement: key.clone(), chance: CERTAIN }).collect()
    }

    /// How many statements can be answered now.
    #[must_use]
    pub fn askable(&self, topic: Option<&TopicKey>) -> usize {
        askable(&self.view().state, topic).count()
    }
}

/// Whether somebody may vote on a statement now.
///
/// # Errors
/// The refusal.
pub fn may_vote(state: &State, voter: &Voter, statement: &StatementKey) -> Result<(), Refusal> {
    let made = state.statement(statement).ok_or(Refusal::of("refused-no-statement"))?;
    if let Some(refused) = closed(state, made) {
        return Err(refused);
    }
    // People of no party vote in the open tier, which certifies nothing.
    let Some(party) = &voter.party else { return Ok(()) };
    let standing = state.name(party).and_then(|name| name.standing).ok_or(Refusal::of("refused-no-party"))?;
    let may = state.may(standing, Right::Vote, Some(&made.body.topic));
    if may { Ok(()) } else { Err(Refusal::of("refused-no-right")) }
}

/// Why a statement cannot be answered now, whoever asks.
fn closed(state: &State, made: &Cited<StatementMade>) -> Option<Refusal> {
    if state.phase() != Phase::Open {
        Some(Refusal::of("refused-not-open"))
    } else if !state.topic_open(&made.body.topic) {
        Some(Refusal::of("refused-topic-closed"))
    } else if state.is_hidden(&made.body.statement) {
        Some(Refusal::of("refused-hidden"))
    } else {
        None
    }
}

fn askable<'a>(
    state: &'a State,
    topic: Option<&'a TopicKey>,
) -> impl Iterator<Item = &'a Cited<StatementMade>> {
    let within = move |made: &&Cited<StatementMade>| topic.is_none_or(|topic| made.body.topic == *topic);
    state.statements.iter().filter(within).filter(move |made| closed(state, made).is_none())
}

fn answers_in(board: &Board, party: Option<&PartyKey>, statement: &StatementKey) -> u64 {
    let of = |tally: &Tally| {
        let column = tally.find_statement(statement)?;
        let Some(party) = party else { return Some(tally.total(column).answers()) };
        let row = tally.find_block(&Block::Named(party.clone()))?;
        Some(tally.counts(row, column).answers())
    };
    of(&board.attested).unwrap_or_default()
}

fn mixed(mix: &[u8], statement: &StatementKey) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(mix).update(statement.as_str().as_bytes());
    let mut out = [0; 8];
    out.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    out
}
