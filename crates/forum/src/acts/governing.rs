//! Acts that say what a standing may do where, and what co-organisers must approve first.

use serde::{Deserialize, Serialize};
use terms::{Digest, PartyKey, Phase, Right, Standing, TopicKey};

/// A right is given to a standing, or taken from it, everywhere or in one phase or topic. Of several that fit, the
/// last holds. What a forum was convened with is the ground under all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightSet {
    /// The standing.
    pub standing: Standing,
    /// In which phase; `None`: in every one.
    pub phase: Option<Phase>,
    /// In which topic; `None`: in every one.
    pub topic: Option<TopicKey>,
    /// The right.
    pub right: Right,
    /// Given, or taken.
    pub granted: bool,
}

/// What co-organisers must approve before it is done, and how many of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalRequired {
    /// Of what.
    pub matter: Matter,
    /// How many co-organisers; 0 lifts the requirement. Lowering it needs as many as it asked for.
    pub needed: u32,
}

/// What can need approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// The programme: who takes part, the topics, the rules and the approvals. Needed to open the forum.
    Programme,
    /// A snapshot of findings. Needed to publish it.
    Findings,
    /// A frozen text. Needed to open its adoption.
    Text,
}

impl Matter {
    /// All matters.
    pub const ALL: [Matter; 3] = [Matter::Programme, Matter::Findings, Matter::Text];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Matter::Programme => "programme",
            Matter::Findings => "findings",
            Matter::Text => "text",
        }
    }

    /// The matter of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Matter> {
        Matter::ALL.into_iter().find(|matter| matter.name() == name)
    }
}

/// Approval is asked for exactly what has this digest; whatever else was asked for in the matter is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalAsked {
    /// In which matter.
    pub matter: Matter,
    /// The digest of what is to be approved.
    pub digest: Digest,
}

/// A co-organiser approves what has this digest. The act's actor must be the co-organiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalGiven {
    /// The co-organiser.
    pub co_organiser: PartyKey,
    /// In which matter.
    pub matter: Matter,
    /// The digest it approves.
    pub digest: Digest,
}

/// A co-organiser does not approve, and says why. It may still approve the same later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalWithheld {
    /// The co-organiser.
    pub co_organiser: PartyKey,
    /// In which matter.
    pub matter: Matter,
    /// The digest it does not approve.
    pub digest: Digest,
    /// Why.
    pub reason: String,
}

/// How the votes stood at a moment while voting went on: their digest pins them, so that none can be added or taken
/// away later without being seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TallyNoted {
    /// BLAKE3 of the canonical tally of the attested votes.
    pub digest: Digest,
    /// How many votes were accepted so far, in every tier, changed minds included.
    pub votes: u64,
    /// How many attested answers stand.
    pub answers: u64,
}
