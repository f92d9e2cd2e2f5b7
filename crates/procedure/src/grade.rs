//! The grade of agreement: what may be said of an outcome, computed from it alone.

use crate::input::Said;
use crate::outcome::{Basis, NoEffect, Outcome, Stands};
use serde::{Deserialize, Serialize};

/// How far an adopted text is agreed. A key only; sentences in each language are bound to it elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AgreementGrade {
    /// Not adopted, or not yet.
    None,
    /// Adopted by vote, with the figures.
    Majority {
        /// For.
        yes: u64,
        /// Against.
        no: u64,
        /// Abstaining.
        abstain: u64,
    },
    /// No objection was received, and at least one counted party did not say that it accepts. Never agreement.
    NoObjection,
    /// Every counted party accepts or can live with it, at least one with a reservation.
    ConsensusWithReservations,
    /// Every counted party accepts or can live with it.
    Consensus,
    /// Every counted party accepts, no party being left out of the count.
    Unanimous,
}

/// A declaration says more than the outcome bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the outcome bears {computed:?}; {declared:?} cannot be declared")]
pub struct DeclaredTooHigh {
    /// What the outcome bears.
    pub computed: AgreementGrade,
    /// What was declared.
    pub declared: AgreementGrade,
}

impl AgreementGrade {
    /// The highest grade this outcome bears.
    #[must_use]
    pub fn of(outcome: &Outcome) -> AgreementGrade {
        let counts = outcome.counts;
        let Some(basis) = outcome.basis else { return AgreementGrade::None };
        if basis == Basis::ByVote {
            return AgreementGrade::Majority { yes: counts.yes, no: counts.no, abstain: counts.abstain };
        }
        if counts.accepting < counts.counted {
            return AgreementGrade::NoObjection;
        }
        let every = |wanted: Stands| outcome.stands.values().all(|&stands| stands == wanted);
        let reserved = outcome.stands.values().any(|&stands| stands == Stands::AcceptsWithReservation)
            || outcome.recorded.iter().any(|recorded| {
                recorded.why == NoEffect::Beside && matches!(recorded.input.said, Said::Reservation { .. })
            });
        match basis {
            _ if reserved => AgreementGrade::ConsensusWithReservations,
            Basis::WithoutObjection if every(Stands::Accepts) => AgreementGrade::Unanimous,
            _ => AgreementGrade::Consensus,
        }
    }

    /// Checks a chair's declaration against the outcome: the grade it bears or a lower one; the figures of a vote
    /// only as they were.
    ///
    /// # Errors
    /// [`DeclaredTooHigh`] where the declaration says more.
    pub fn declare(self, outcome: &Outcome) -> Result<AgreementGrade, DeclaredTooHigh> {
        let computed = AgreementGrade::of(outcome);
        let is_vote = matches!(self, AgreementGrade::Majority { .. });
        let fits = self == computed || !is_vote && self.rank() < computed.rank();
        fits.then_some(self).ok_or(DeclaredTooHigh { computed, declared: self })
    }

    fn rank(self) -> u8 {
        match self {
            AgreementGrade::None => 0,
            AgreementGrade::Majority { .. } => 1,
            AgreementGrade::NoObjection => 2,
            AgreementGrade::ConsensusWithReservations => 3,
            AgreementGrade::Consensus => 4,
            AgreementGrade::Unanimous => 5,
        }
    }
}
