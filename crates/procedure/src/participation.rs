//! Who takes part in carrying out what was adopted: nobody until it says so, everybody whenever it says so.

use crate::outcome::{Decision, Outcome};
use crate::roll::Roll;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{Digest, Instant, PartyKey};

/// Whether a party takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taking {
    /// Takes part.
    In,
    /// Does not take part. It stands in nobody's way.
    Out,
    /// Does not take part yet, and has said that it will.
    Later,
}

/// One step of one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The number of the act it came with.
    pub seq: u64,
    /// Whose.
    pub party: PartyKey,
    /// When.
    pub at: Instant,
    /// What it is from then on.
    pub taking: Taking,
}

/// Participation in a project that rests on an adopted text. A member that is not interested may stay out; that stops
/// neither the others nor its own joining later (SCO Charter, Art. 16).
///
/// It reads the outcome once, when it is opened, and never touches it: joining and leaving at any time reopens
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    text: Digest,
    steps: Vec<Step>,
    now: BTreeMap<PartyKey, Taking>,
}

/// Why a step cannot be taken. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParticipationError {
    /// There is nothing to take part in.
    #[error("the text is not adopted, so there is nothing to take part in")]
    NotAdopted,
    /// The roll is called on another text than the outcome is about.
    #[error("the roll is on the text {roll}, the outcome on {outcome}")]
    OtherText {
        /// The text of the roll.
        roll: Digest,
        /// The text of the outcome.
        outcome: Digest,
    },
    /// The party is not on the roll.
    #[error("party {0} is not on the roll")]
    NotOnRoll(PartyKey),
    /// The party is that already.
    #[error("party {party} is {taking:?} already")]
    NoChange {
        /// The party.
        party: PartyKey,
        /// What it is.
        taking: Taking,
    },
    /// It comes before a step that was taken.
    #[error("act {seq} at {} comes before a step that was taken", at.millis())]
    OutOfOrder {
        /// The act.
        seq: u64,
        /// When.
        at: Instant,
    },
}

impl Participation {
    /// Opens it on an adopted text, to all parties that were called on it, whatever their standing. All are out until
    /// they say otherwise: letting a text pass is not taking part in it.
    ///
    /// # Errors
    /// Where the text is not adopted, or the roll is on another.
    pub fn open(roll: &Roll, outcome: &Outcome) -> Result<Participation, ParticipationError> {
        if outcome.decision != Decision::Adopted {
            return Err(ParticipationError::NotAdopted);
        }
        if roll.text() != outcome.text {
            return Err(ParticipationError::OtherText { roll: roll.text(), outcome: outcome.text });
        }
        let now = roll.seats().iter().map(|seat| (seat.party.clone(), Taking::Out)).collect();
        Ok(Participation { text: outcome.text, steps: Vec::new(), now })
    }

    /// Takes a step.
    ///
    /// # Errors
    /// [`ParticipationError`] says why it cannot be taken.
    pub fn step(&mut self, step: Step) -> Result<(), ParticipationError> {
        let Step { seq, at, taking, .. } = step;
        if self.steps.last().is_some_and(|last| seq < last.seq || at < last.at) {
            return Err(ParticipationError::OutOfOrder { seq, at });
        }
        let Some(standing) = self.now.get_mut(&step.party) else {
            return Err(ParticipationError::NotOnRoll(step.party));
        };
        if *standing == taking {
            return Err(ParticipationError::NoChange { party: step.party, taking });
        }
        *standing = taking;
        self.steps.push(step);
        Ok(())
    }

    /// The text it rests on.
    #[must_use]
    pub fn text(&self) -> Digest {
        self.text
    }

    /// What each party is now.
    #[must_use]
    pub fn now(&self) -> &BTreeMap<PartyKey, Taking> {
        &self.now
    }

    /// What each party was at an instant, all steps of that instant taken.
    #[must_use]
    pub fn at(&self, instant: Instant) -> BTreeMap<PartyKey, Taking> {
        let mut was: BTreeMap<_, _> = self.now.keys().map(|party| (party.clone(), Taking::Out)).collect();
        let taken = self.steps.iter().filter(|step| step.at <= instant);
        was.extend(taken.map(|step| (step.party.clone(), step.taking)));
        was
    }

    /// The steps taken, in their order. None is ever removed.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}
