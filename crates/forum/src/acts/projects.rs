//! Acts with which parties carry out together what was adopted.

use procedure::Taking;
use serde::{Deserialize, Serialize};
use terms::Digest;
use text::ClauseId;

/// A clause of a published text is carried out as a project that parties opt in to. It binds nobody: each is out until it
/// says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectOpened {
    /// Its number, as `p1`.
    pub project: String,
    /// The digest of the text.
    pub text: Digest,
    /// The clause.
    pub clause: ClauseId,
}

/// A party says whether it takes part in a project, now or whenever it wants. The party is the act's actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParticipationStated {
    /// The project.
    pub project: String,
    /// What it is from now on.
    pub taking: Taking,
}
