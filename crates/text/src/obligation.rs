//! What follows from a clause.

use crate::clause::Clause;
use crate::verbs::VerbClass;
use std::collections::BTreeSet;
use terms::PartyKey;

/// What a clause asks to be followed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obligation {
    /// It may become a commitment of these actors, once each of them confirms it.
    Commitment {
        /// Who is to act; never empty.
        actors: BTreeSet<PartyKey>,
    },
    /// It invites these parties. An invitation binds nobody.
    Invitation {
        /// Whom; never empty.
        addressees: BTreeSet<PartyKey>,
    },
    /// Nothing to follow up.
    None,
}

/// What follows from a clause: only a *commit* verb with a named actor may become a commitment, only an *urge*
/// verb with a named addressee is an invitation. Nothing else creates either, whatever its words.
#[must_use]
pub fn obligation(clause: &Clause) -> Obligation {
    match clause.class() {
        Some(VerbClass::Commit) if !clause.actors.is_empty() => {
            Obligation::Commitment { actors: clause.actors.clone() }
        }
        Some(VerbClass::Urge) if !clause.addressees.is_empty() => {
            Obligation::Invitation { addressees: clause.addressees.clone() }
        }
        _ => Obligation::None,
    }
}
