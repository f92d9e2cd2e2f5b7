//! A commitment and its transitions.

use crate::state::{InvalidTransition, Progress, State, Step, Why};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Instant, MultiText, PartyKey};
use text::{Clause, ClauseId, Obligation, obligation};

/// The name of a commitment in its forum.
pub type CommitmentId = String;

/// How a delivery is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is counted, for people.
    pub text: MultiText,
    /// The unit, for example `places`, `masks`.
    pub unit: String,
    /// How many of it.
    pub target: u64,
}

/// What is to be done, for whom, by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What will be there when it is done.
    pub deliverable: MultiText,
    /// For whom; `None` where it is for all.
    pub beneficiary: Option<PartyKey>,
    /// Who else may verify a delivery.
    #[serde(default)]
    pub reviewers: BTreeSet<PartyKey>,
    /// How it is measured, where it can be.
    pub measure: Option<Measure>,
    /// Until when: the last instant of the day that was named.
    pub due: Option<Instant>,
    /// With which means.
    pub resources: Option<MultiText>,
}

impl Terms {
    /// A deliverable for all, without measure, date or resources yet.
    #[must_use]
    pub fn new(deliverable: MultiText) -> Terms {
        let reviewers = BTreeSet::new();
        Terms { deliverable, beneficiary: None, reviewers, measure: None, due: None, resources: None }
    }
}

/// The clause does not create a commitment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("clause {0} creates no commitment: that takes a verb of the commit class and a named actor")]
pub struct NotACommitment(pub ClauseId);

/// Who does what, from a clause. It can be written and not read back: what is read is the acts that made it, so that
/// no state is ever believed that its transitions did not lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Commitment {
    id: CommitmentId,
    clause: ClauseId,
    actors: BTreeSet<PartyKey>,
    terms: Terms,
    state: State,
}

impl Commitment {
    /// The candidate that follows from a clause.
    ///
    /// # Errors
    /// [`NotACommitment`] unless the clause's verb is of the commit class and it names an actor.
    pub fn from_clause(id: &str, clause: &Clause, terms: Terms) -> Result<Commitment, NotACommitment> {
        let Obligation::Commitment { actors } = obligation(clause) else {
            return Err(NotACommitment(clause.id.clone()));
        };
        let state = State::Candidate { confirmed_by: BTreeSet::new() };
        Ok(Commitment { id: id.to_owned(), clause: clause.id.clone(), actors, terms, state })
    }

    /// Its name in the forum.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The clause it follows from.
    #[must_use]
    pub fn clause(&self) -> &ClauseId {
        &self.clause
    }

    /// Who is to act; never empty.
    #[must_use]
    pub fn actors(&self) -> &BTreeSet<PartyKey> {
        &self.actors
    }

    /// What, for whom, by when.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whose promise it may be published as: all its actors once each confirmed it and while none took it back;
    /// else nobody's.
    #[must_use]
    pub fn promised_by(&self) -> &BTreeSet<PartyKey> {
        static NOBODY: BTreeSet<PartyKey> = BTreeSet::new();
        match self.state {
            State::Candidate { .. } | State::Withdrawn { .. } | State::Restated { .. } => &NOBODY,
            _ => &self.actors,
        }
    }

    /// Whether it counts as done: only what was verified does.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::Verified { .. })
    }

    /// How much was delivered, in the unit of its measure: what was verified, and nothing before that.
    #[must_use]
    pub fn delivered(&self) -> u64 {
        match self.state {
            State::Verified { quantity, .. } => quantity.unwrap_or(0),
            _ => 0,
        }
    }

    /// An actor confirms it. With the last actor's word the candidate is confirmed.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is no candidate, the party no actor, or has confirmed before.
    pub fn confirm(mut self, by: &PartyKey) -> Result<Commitment, InvalidTransition> {
        let State::Candidate { confirmed_by } = &mut self.state else {
            return Err(self.refuse(Step::Confirm, Why::State));
        };
        if !self.actors.contains(by) {
            return Err(self.refuse(Step::Confirm, Why::NotAnActor(by.clone())));
        }
        if !confirmed_by.insert(by.clone()) {
            return Err(self.refuse(Step::Confirm, Why::ConfirmedBefore(by.clone())));
        }
        if *confirmed_by == self.actors {
            self.state = State::Confirmed;
        }
        Ok(self)
    }

    /// Work begins; it is on track.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is not confirmed or the party no actor.
    pub fn start(self, by: &PartyKey) -> Result<Commitment, InvalidTransition> {
        let allowed = matches!(self.state, State::Confirmed);
        self.by_actor(Step::Start, by, allowed)?.to(State::Active(Progress::OnTrack))
    }

    /// An actor reports how it goes.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is not under way or the party no actor.
    pub fn report(self, by: &PartyKey, progress: Progress) -> Result<Commitment, InvalidTransition> {
        let allowed = matches!(self.state, State::Active(_));
        self.by_actor(Step::Report, by, allowed)?.to(State::Active(progress))
    }

    /// An actor says it is done, and how much. A claim: nothing counts as delivered yet.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is not under way or the party no actor.
    pub fn claim(self, by: &PartyKey, quantity: Option<u64>) -> Result<Commitment, InvalidTransition> {
        let allowed = matches!(self.state, State::Active(_));
        self.by_actor(Step::Claim, by, allowed)?.to(State::Delivered { claimed_by: by.clone(), quantity })
    }

    /// The beneficiary or a reviewer confirms the delivery, with the quantity found, which need not be the one claimed.
    ///
    /// # Errors
    /// [`InvalidTransition`] where no delivery was claimed, or the party is an actor or neither beneficiary nor
    /// reviewer.
    pub fn verify(self, by: &PartyKey, quantity: Option<u64>) -> Result<Commitment, InvalidTransition> {
        let may = self.terms.beneficiary.as_ref() == Some(by) || self.terms.reviewers.contains(by);
        if !matches!(self.state, State::Delivered { .. }) {
            return Err(self.refuse(Step::Verify, Why::State));
        }
        if self.actors.contains(by) {
            return Err(self.refuse(Step::Verify, Why::OwnDelivery(by.clone())));
        }
        if !may {
            return Err(self.refuse(Step::Verify, Why::NotAReviewer(by.clone())));
        }
        self.to(State::Verified { verified_by: by.clone(), quantity })
    }

    /// An actor puts another commitment in its place. The other begins as a candidate and needs its own
    /// confirmation.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is neither confirmed nor under way, the party no actor, or the successor itself.
    pub fn restate(self, by: &PartyKey, successor: &str) -> Result<Commitment, InvalidTransition> {
        if successor == self.id {
            return Err(self.refuse(Step::Restate, Why::OwnSuccessor));
        }
        let allowed = matches!(self.state, State::Confirmed | State::Active(_));
        self.by_actor(Step::Restate, by, allowed)?.to(State::Restated { successor: successor.to_owned() })
    }

    /// Its date has passed and nobody claimed a delivery.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is neither confirmed nor under way, or `now` is not after its date.
    pub fn lapse(self, now: Instant) -> Result<Commitment, InvalidTransition> {
        if !matches!(self.state, State::Confirmed | State::Active(_)) {
            return Err(self.refuse(Step::Lapse, Why::State));
        }
        if self.terms.due.is_none_or(|due| now <= due) {
            return Err(self.refuse(Step::Lapse, Why::NotDue));
        }
        self.to(State::Lapsed)
    }

    /// An actor takes it back, with a reason; a candidate too.
    ///
    /// # Errors
    /// [`InvalidTransition`] where it is over or claimed, the party no actor, or the reason blank.
    pub fn withdraw(self, by: &PartyKey, reason: &str) -> Result<Commitment, InvalidTransition> {
        if reason.trim().is_empty() {
            return Err(self.refuse(Step::Withdraw, Why::NoReason));
        }
        let allowed = matches!(self.state, State::Candidate { .. } | State::Confirmed | State::Active(_));
        let state = State::Withdrawn { by: by.clone(), reason: reason.to_owned() };
        self.by_actor(Step::Withdraw, by, allowed)?.to(state)
    }

    fn by_actor(self, step: Step, by: &PartyKey, allowed: bool) -> Result<Commitment, InvalidTransition> {
        if !allowed {
            return Err(self.refuse(step, Why::State));
        }
        if !self.actors.contains(by) {
            return Err(self.refuse(step, Why::NotAnActor(by.clone())));
        }
        Ok(self)
    }

    fn to(mut self, state: State) -> Result<Commitment, InvalidTransition> {
        self.state = state;
        Ok(self)
    }

    fn refuse(&self, step: Step, why: Why) -> InvalidTransition {
        InvalidTransition { commitment: self.id.clone(), from: self.state.name(), step, why }
    }
}
