//! The states of a commitment and what is wrong with a transition.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};
use terms::PartyKey;

/// Where a commitment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// It follows from a clause; not all of its actors have confirmed it. Nobody's promise.
    Candidate {
        /// The actors that have.
        confirmed_by: BTreeSet<PartyKey>,
    },
    /// Every actor confirmed it.
    Confirmed,
    /// Under way.
    Active(Progress),
    /// An actor says it is done. A claim, not a delivery.
    Delivered {
        /// The actor that says so.
        claimed_by: PartyKey,
        /// How much, in the unit of the measure.
        quantity: Option<u64>,
    },
    /// The beneficiary or a reviewer confirmed it.
    Verified {
        /// Who.
        verified_by: PartyKey,
        /// How much was found, in the unit of the measure.
        quantity: Option<u64>,
    },
    /// Another commitment took its place.
    Restated {
        /// Which.
        successor: String,
    },
    /// The date passed and nobody claimed a delivery.
    Lapsed,
    /// An actor took it back.
    Withdrawn {
        /// Which.
        by: PartyKey,
        /// Why.
        reason: String,
    },
}

/// How a commitment under way goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// As planned.
    OnTrack,
    /// Later than planned.
    Delayed,
    /// In doubt.
    AtRisk,
}

impl State {
    /// The name of the state.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            State::Candidate { .. } => "candidate",
            State::Confirmed => "confirmed",
            State::Active(_) => "active",
            State::Delivered { .. } => "delivered",
            State::Verified { .. } => "verified",
            State::Restated { .. } => "restated",
            State::Lapsed => "lapsed",
            State::Withdrawn { .. } => "withdrawn",
        }
    }
}

/// What was to be done with a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// An actor confirms it.
    Confirm,
    /// Work begins.
    Start,
    /// An actor reports how it goes.
    Report,
    /// An actor says it is done.
    Claim,
    /// The beneficiary or a reviewer confirms that it is.
    Verify,
    /// Another takes its place.
    Restate,
    /// Its date passed without a claim.
    Lapse,
    /// An actor takes it back.
    Withdraw,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Confirm => "confirmed",
            Step::Start => "started",
            Step::Report => "reported on",
            Step::Claim => "claimed as delivered",
            Step::Verify => "verified",
            Step::Restate => "restated",
            Step::Lapse => "lapsed",
            Step::Withdraw => "withdrawn",
        })
    }
}

/// Why a commitment stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("commitment {commitment} is {from} and cannot be {step}: {why}")]
pub struct InvalidTransition {
    /// Which commitment.
    pub commitment: String,
    /// The state it is in, by name.
    pub from: &'static str,
    /// What was tried.
    pub step: Step,
    /// Why not.
    pub why: Why,
}

/// The reason of an [`InvalidTransition`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The state does not allow it.
    #[error("its state does not allow that")]
    State,
    /// Only an actor may.
    #[error("{0} is not one of its actors, and only an actor may")]
    NotAnActor(PartyKey),
    /// An actor may not judge its own delivery.
    #[error("{0} is one of its actors, and nobody verifies a delivery of their own")]
    OwnDelivery(PartyKey),
    /// The party is neither the beneficiary nor a reviewer.
    #[error("{0} is neither its beneficiary nor a reviewer of it")]
    NotAReviewer(PartyKey),
    /// It was confirmed by this party before.
    #[error("{0} confirmed it before")]
    ConfirmedBefore(PartyKey),
    /// It has no date, or the date has not passed.
    #[error("its date has not passed")]
    NotDue,
    /// No reason was given.
    #[error("a reason is needed")]
    NoReason,
    /// It would be its own successor.
    #[error("another commitment must take its place")]
    OwnSuccessor,
}
