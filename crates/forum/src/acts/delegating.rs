//! Acts that say who acts for a party, with which powers, and whether the forum accepts it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{PartyKey, Right};

/// Somebody is named to a party's delegation. Their name is personal data and is kept apart from the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegateNamed {
    /// An id drawn for this delegate, unique in the forum.
    pub delegate: String,
    /// The party.
    pub party: PartyKey,
    /// As what.
    pub role: DelegateRole,
    /// What they may do for the party, as far as its standing may.
    pub powers: BTreeSet<Power>,
    /// From which day, `YYYY-MM-DD`.
    pub from: String,
    /// To which day, that day included.
    pub until: String,
}

/// The role of somebody in a delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegateRole {
    /// Head of the delegation; one at a time.
    Head,
    /// Stands in for the head.
    Alternate,
    /// Adviser.
    Adviser,
    /// Expert.
    Expert,
}

impl DelegateRole {
    /// All roles, the head first.
    pub const ALL: [DelegateRole; 4] =
        [DelegateRole::Head, DelegateRole::Alternate, DelegateRole::Adviser, DelegateRole::Expert];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DelegateRole::Head => "head",
            DelegateRole::Alternate => "alternate",
            DelegateRole::Adviser => "adviser",
            DelegateRole::Expert => "expert",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<DelegateRole> {
        DelegateRole::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The powers that such a delegate usually has.
    #[must_use]
    pub fn usual_powers(self) -> BTreeSet<Power> {
        match self {
            DelegateRole::Head => Power::ALL.into_iter().collect(),
            DelegateRole::Alternate => {
                [Power::Speak, Power::Amend, Power::Object, Power::Commit].into_iter().collect()
            }
            DelegateRole::Adviser | DelegateRole::Expert => [Power::Speak].into_iter().collect(),
        }
    }
}

/// What a delegate may do for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// Speak.
    Speak,
    /// Table amendments.
    Amend,
    /// Object, and take any other position.
    Object,
    /// Make commitments.
    Commit,
    /// Sign.
    Sign,
}

impl Power {
    /// All powers.
    pub const ALL: [Power; 5] = [Power::Speak, Power::Amend, Power::Object, Power::Commit, Power::Sign];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Power::Speak => "speak",
            Power::Amend => "amend",
            Power::Object => "object",
            Power::Commit => "commit",
            Power::Sign => "sign",
        }
    }

    /// The right that the party's standing must have.
    #[must_use]
    pub fn right(self) -> Right {
        match self {
            Power::Speak => Right::Speak,
            Power::Amend => Right::Amend,
            Power::Object => Right::Object,
            Power::Commit => Right::Commit,
            Power::Sign => Right::Sign,
        }
    }
}

/// Somebody leaves a delegation, or was named by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegateWithdrawn {
    /// The delegate.
    pub delegate: String,
}

/// The credentials of a delegation are ruled on. The last ruling holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialsRuled {
    /// The party.
    pub party: PartyKey,
    /// The ruling.
    pub ruling: Ruling,
    /// Why; may be empty, except where they are contested.
    pub note: String,
}

/// Where the credentials of a delegation stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// They have come in.
    Received,
    /// The delegation is seated until it is ruled.
    Provisional,
    /// They are in order.
    Accepted,
    /// They are contested: the delegation acts for nobody until it is ruled.
    Contested,
}

impl Ruling {
    /// All rulings.
    pub const ALL: [Ruling; 4] = [Ruling::Received, Ruling::Provisional, Ruling::Accepted, Ruling::Contested];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Ruling::Received => "received",
            Ruling::Provisional => "provisional",
            Ruling::Accepted => "accepted",
            Ruling::Contested => "contested",
        }
    }

    /// The ruling of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Ruling> {
        Ruling::ALL.into_iter().find(|ruling| ruling.name() == name)
    }

    /// Whether the delegation may act.
    #[must_use]
    pub fn seats(self) -> bool {
        matches!(self, Ruling::Provisional | Ruling::Accepted)
    }
}
