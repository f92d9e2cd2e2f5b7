//! Simulated participants of a live forum, for demonstrations. A forum without the mark of a simulation refuses them.

use super::entering::Voter;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::pseudonym;
use super::voting::Cast;
use crate::config::ForumConfig;
use crate::plan;
use simulate::{Lot, Plan};
use std::sync::Arc;
use store::{Batch, NewParticipant};
use terms::{Capacity, Instant, StatementKey, Tier, Vote};

/// People of every party, and what each will answer, from the forum's plan and a seed.
pub struct Crowd {
    plan: Plan,
    seed: u64,
    statements: Vec<StatementKey>,
    /// The numbers of the participants, in the order in which they come.
    order: Vec<usize>,
}

/// So many statements are asked in any order before the next so many.
const TOGETHER: u32 = 12;

/// One simulated person.
#[derive(Debug)]
pub struct Person {
    /// Who votes.
    pub voter: Voter,
    /// What they answer, in the order in which they are asked.
    pub answers: Vec<(StatementKey, Vote)>,
}

impl Crowd {
    /// The people of a forum.
    ///
    /// # Errors
    /// [`simulate::PlanError`] never for a checked configuration.
    pub fn of(config: &ForumConfig, seed: u64) -> Result<Crowd, simulate::PlanError> {
        let plan = plan::of(config, seed)?;
        let people = usize::try_from(plan.participants()).unwrap_or(usize::MAX);
        let order = Lot::new(seed, "who comes when").shuffled(people);
        let statements = plan.statements().to_vec();
        Ok(Crowd { plan, seed, statements, order })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The person who comes at this place of the order, under a pseudonym drawn now.
    #[must_use]
    pub fn person(&self, place: usize) -> Option<Person> {
        let number = *self.order.get(place)? as u64;
        let party = self.plan.parties().get(self.plan.party_of(number)?)?.key.clone();
        let mut lot = Lot::new(self.seed, &format!("person {number}"));
        let capacity = match lot.below(10) {
            0 => Capacity::Official,
            1 | 2 => Capacity::Expert,
            3 => Capacity::Organisation,
            _ => Capacity::Resident,
        };
        let votes: Vec<_> = simulate::ballot(&self.plan, self.seed, number).collect();
        let mut order = lot.shuffled(votes.len());
        // People go through the forum topic by topic, so that something is settled early; the last comes first here.
        order.sort_by_key(|&at| std::cmp::Reverse(votes[at].0 / TOGETHER));
        let answer = |at: usize| {
            let (statement, vote) = votes[at];
            (self.statements[statement as usize].clone(), vote)
        };
        let voter = Voter { id: pseudonym(), tier: Tier::Attested, party: Some(party), capacity };
        Some(Person { voter, answers: order.into_iter().map(answer).collect() })
    }

    /// The next person comes in, as an attested participant of their party.
    ///
    /// # Errors
    /// A refusal where the forum does not carry the mark of a simulation; what the store says.
    pub async fn comes(&self, live: &Arc<LiveForum>, place: usize) -> Result<Option<Person>, LiveError> {
        if live.view().state.mark().is_none() {
            return Err(Refusal::of("refused-not-simulated").into());
        }
        let Some(person) = self.person(place) else { return Ok(None) };
        let Voter { id, tier, party, capacity } = person.voter.clone();
        let new = NewParticipant { id, tier, party, capacity };
        live.store().commit(Batch::new(live.key()).with(new)).await?;
        Ok(Some(person))
    }
}

impl Person {
    /// Gives the next answers, at most so many. Whether any are left.
    ///
    /// # Errors
    /// As [`LiveForum::vote`].
    pub async fn answer(&mut self, live: &LiveForum, count: usize, now: Instant) -> Result<bool, LiveError> {
        let some = self.answers.split_off(self.answers.len().saturating_sub(count));
        let cast = |(statement, vote)| Cast { statement, vote, seen: 0, request: pseudonym().bytes() };
        live.vote(&self.voter, some.into_iter().map(cast).collect(), now).await?;
        Ok(!self.answers.is_empty())
    }
}
