//! Acts with which a text is negotiated: put in other words, amended, agreed clause by clause, sponsored, run through
//! rounds, and published.

use super::Ground;
use procedure::{Conduct, Position};
use serde::{Deserialize, Serialize};
use terms::{Digest, Instant, Lang};
use text::{Clause, ClauseRef, Proposed};

/// Who may read a text while it is made. Once it is published, everybody may.
/// From the fewest readers to all, so that a wider one is greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The delegations, the co-organisers and the desk.
    #[default]
    Delegations,
    /// Those, and whoever takes part in the discussion.
    Participants,
    /// Everybody.
    Public,
}

impl Audience {
    /// Whether it is what is meant where nothing is said.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Audience::Delegations
    }

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Audience::Delegations => "delegations",
            Audience::Participants => "participants",
            Audience::Public => "public",
        }
    }

    /// The audience of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|audience| audience.name() == name)
    }

    /// All of them, from the fewest readers on.
    pub const ALL: [Audience; 3] = [Audience::Delegations, Audience::Participants, Audience::Public];
}

/// More people may read the text from now on than before. What was read once cannot be taken back, so it is never opened
/// to fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextOpened {
    /// Who may read it, until it is published.
    pub audience: Audience,
}

/// A clause is put in other words by those who hold the pen. What was given on the old words no longer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseRevised {
    /// The clause as it was.
    pub was: ClauseRef,
    /// As it is from now on.
    pub clause: Clause,
    /// What was found of each statement behind it.
    pub grounds: Vec<Ground>,
    /// Why; may be empty.
    pub why: String,
}

/// A clause is taken out by those who hold the pen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseDropped {
    /// The clause as it was.
    pub was: ClauseRef,
    /// Why.
    pub why: String,
}

/// The text is sent to the delegations as it stands, under its symbol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextCirculated {
    /// The digest of the version.
    pub version: Digest,
    /// Until when amendments are asked for, where a day is set. Later ones are marked as late, and taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendments_until: Option<Instant>,
}

/// A delegation tables an amendment. The party is the act's actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentTabled {
    /// Its number, as `a1`.
    pub amendment: String,
    /// What it proposes.
    pub proposed: Proposed,
    /// Why; may be empty.
    pub why: String,
}

/// A delegation supports somebody else's amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentSupported {
    /// The amendment.
    pub amendment: String,
}

/// A delegation takes its own amendment back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentWithdrawn {
    /// The amendment.
    pub amendment: String,
}

/// What becomes of an amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentSettled {
    /// The amendment.
    pub amendment: String,
    /// Whether it is taken into the text.
    pub taken: bool,
    /// Why; never empty where it is not taken.
    pub why: String,
}

/// A party takes a position on one version of one clause, before the text is frozen. The last one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClausePositionTaken {
    /// The clause as it was seen.
    pub clause: ClauseRef,
    /// The position.
    pub position: Position,
}

/// A clause is agreed *ad referendum*: subject to what the capitals say. It holds while the clause stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseAgreed {
    /// The clause as it is.
    pub clause: ClauseRef,
}

/// Those who hold the pen say that a translation still renders the leading wording of its clause, as both are now. It
/// falls with the next change of either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranslationConfirmed {
    /// The clause as it was seen.
    pub clause: ClauseRef,
    /// The language of the translation.
    pub lang: Lang,
}

/// A party joins the sponsors of the text, or leaves them. The party is the act's actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SponsorshipSet {
    /// Whether it is a sponsor from now on.
    pub sponsors: bool,
}

/// A party accepts, or no longer accepts, that its silence under the forum's rule is assent. It takes effect in
/// adoptions opened after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceAccepted {
    /// Whether it does.
    pub accepts: bool,
}

/// Something is done in conducting the round that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundConducted {
    /// What.
    pub done: Conduct,
}

/// A text that was not adopted is worked on again. The round stays in the record as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextReopened {
    /// Why.
    pub why: String,
}

/// The adopted text is published: from here on everybody reads it, and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextPublished {
    /// The digest of the frozen text.
    pub text: Digest,
}
