//! In what standing a party takes part, and which rights follow.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a standing, for example `member`, `observer`, `dialogue_partner`, `organisation`, `guest`.
///
/// Standings are configuration: a forum names its own, and says which rights each has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Standing(String);

impl Standing {
    /// The standing with this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a standing may do, per phase and topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See what is not public.
    See,
    /// Make statements.
    State,
    /// Have its people vote on statements.
    Vote,
    /// Propose topics and clauses.
    Propose,
    /// Moderate statements.
    Moderate,
    /// Be among the parties over which findings are taken.
    Count,
    /// Be among the parties that decide an adoption.
    Decide,
    /// Speak in a session.
    Speak,
    /// Table amendments.
    Amend,
    /// Object.
    Object,
    /// Make commitments.
    Commit,
    /// Sign.
    Sign,
}
