//! Casting a vote, changing one's mind, and what to ask next.

use super::entering::Voter;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use crate::acts::StatementMade;
use crate::fold::{Cited, State};
use std::collections::BTreeSet;
use store::{Answer, Batch, CastVote, Receipt, Serve};
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

impl Next {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a million, and at least one"
    )]
    fn of(statement: &StatementKey, propensity: f64) -> Next {
        Next { statement: statement.clone(), chance: (propensity * 1e6).round().clamp(1.0, 1e6) as u32 }
    }
}

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

    /// What to ask next: of what is not answered, mostly the statements on which an answer from this party tells most of
    /// whether enough parties agree, and for a part of all that are shown any of them, so that the others can be measured
    /// against these ([`routing`]). Each has the chance it had after those before it. Nobody of no party settles
    /// anything; they are asked any statement, all alike.
    ///
    /// `mix` is of the person alone: the same person with the same answers is asked the same.
    #[must_use]
    pub fn next(
        &self,
        party: Option<&PartyKey>,
        mix: &[u8],
        answered: &BTreeSet<StatementKey>,
        topic: Option<&TopicKey>,
        count: usize,
    ) -> Vec<Next> {
        let view = self.view();
        let asking = self.asking(&view);
        let asked = |made: &Cited<StatementMade>| can_be_asked(&view.state, made, topic);
        let drawn = asking.draw(&view.state, party, mix, answered, asked, count);
        drawn.into_iter().map(|(statement, choice)| Next::of(statement, choice.propensity)).collect()
    }

    /// How many statements can be answered now.
    #[must_use]
    pub fn askable(&self, topic: Option<&TopicKey>) -> usize {
        let view = self.view();
        view.state.statements.iter().filter(|made| can_be_asked(&view.state, made, topic)).count()
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

fn can_be_asked(state: &State, made: &Cited<StatementMade>, topic: Option<&TopicKey>) -> bool {
    topic.is_none_or(|topic| made.body.topic == *topic) && closed(state, made).is_none()
}
