//! Where a forum stands in its course.

use serde::{Deserialize, Serialize};

/// The phase of a forum, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Being prepared; nobody votes.
    #[default]
    Planned,
    /// People make statements and vote.
    Open,
    /// The text is written.
    Drafting,
    /// The text is before the parties.
    Adopting,
    /// Promises are kept, or not.
    FollowUp,
    /// Over; nothing changes.
    Archived,
}

impl Phase {
    /// All phases, in order.
    pub const ALL: [Phase; 6] =
        [Phase::Planned, Phase::Open, Phase::Drafting, Phase::Adopting, Phase::FollowUp, Phase::Archived];

    /// The name in files and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Phase::Planned => "planned",
            Phase::Open => "open",
            Phase::Drafting => "drafting",
            Phase::Adopting => "adopting",
            Phase::FollowUp => "follow_up",
            Phase::Archived => "archived",
        }
    }

    /// The phase of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Phase> {
        Phase::ALL.into_iter().find(|phase| phase.name() == name)
    }
}
