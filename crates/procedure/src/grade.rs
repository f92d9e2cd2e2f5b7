//! The grade of agreement: what may be said of an outcome, computed from it alone.

use crate::input::StatementKind;
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
    /// Rough consensus: objections may stand, and each was answered in writing in time (RFC 7282). What is adopted that way
    /// bears no other grade.
    Rough,
    /// No objection was received, and at least one counted party did not say that it accepts, or dissociated itself.
    /// Never agreement.
    NoObjection,
    /// General agreement without sustained opposition; objections may stand (ISO/IEC Guide 2:2004, 1.7).
    General,
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
    /// The highest grade this outcome bears. A party that dissociated itself is not counted as agreeing, whatever else
    /// it said.
    #[must_use]
    pub fn of(outcome: &Outcome) -> AgreementGrade {
        let counts = outcome.counts;
        let basis = match outcome.basis {
            None => return AgreementGrade::None,
            Some(Basis::ByVote) => {
                return AgreementGrade::Majority { yes: counts.yes, no: counts.no, abstain: counts.abstain };
            }
            Some(Basis::Rough) => return AgreementGrade::Rough,
            Some(basis) => basis,
        };
        if counts.accepting < counts.counted || !outcome.dissociated.is_empty() {
            let general = basis == Basis::GeneralAgreement;
            return if general { AgreementGrade::General } else { AgreementGrade::NoObjection };
        }
        let every = |wanted: Stands| outcome.stands.values().all(|&stands| stands == wanted);
        let reserved = outcome.stands.values().any(|&stands| stands == Stands::AcceptsWithReservation)
            || outcome.recorded.iter().any(|recorded| {
                let kind = recorded.input.said.statement();
                recorded.why == NoEffect::Beside && kind == Some(StatementKind::Reservation)
            });
        match basis {
            _ if reserved => AgreementGrade::ConsensusWithReservations,
            Basis::WithoutObjectionMinusOne => AgreementGrade::Consensus,
            _ if every(Stands::Accepts) => AgreementGrade::Unanimous,
            _ => AgreementGrade::Consensus,
        }
    }

    /// Checks a chair's declaration against the outcome: the grade it bears or a lower one; the figures of a vote
    /// only as they were, and rough consensus only where every objection was answered under a rule that asks for it.
    ///
    /// # Errors
    /// [`DeclaredTooHigh`] where the declaration says more.
    pub fn declare(self, outcome: &Outcome) -> Result<AgreementGrade, DeclaredTooHigh> {
        let computed = AgreementGrade::of(outcome);
        let lower = match self {
            AgreementGrade::Majority { .. } | AgreementGrade::Rough => false,
            // Where objections stand, nobody says that there were none.
            AgreementGrade::NoObjection if outcome.counts.objecting > 0 => false,
            _ => self.rank() < computed.rank(),
        };
        let fits = self == computed || lower;
        fits.then_some(self).ok_or(DeclaredTooHigh { computed, declared: self })
    }

    /// The key that sentences in each language are bound to: one for each grade, so that no language can say another
    /// degree of agreement than the rest.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            AgreementGrade::None => "none",
            AgreementGrade::Majority { .. } => "majority",
            AgreementGrade::Rough => "rough",
            AgreementGrade::NoObjection => "no_objection",
            AgreementGrade::General => "general",
            AgreementGrade::ConsensusWithReservations => "consensus_with_reservations",
            AgreementGrade::Consensus => "consensus",
            AgreementGrade::Unanimous => "unanimous",
        }
    }

    fn rank(self) -> u8 {
        match self {
            AgreementGrade::None => 0,
            AgreementGrade::Majority { .. } => 1,
            AgreementGrade::Rough => 2,
            AgreementGrade::NoObjection => 3,
            AgreementGrade::General => 4,
            AgreementGrade::ConsensusWithReservations => 5,
            AgreementGrade::Consensus => 6,
            AgreementGrade::Unanimous => 7,
        }
    }
}
