//! What parties say in an adoption.

use serde::{Deserialize, Serialize};
use terms::{Digest, Instant, PartyKey};
use text::ClauseId;

/// One thing one party said in an adoption.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The number of the act it came with. What comes later in this order replaces what came before; the clock
    /// never decides that.
    pub seq: u64,
    /// Who said it.
    pub party: PartyKey,
    /// When it was received. Compared with the deadline, and with nothing else.
    pub received: Instant,
    /// The digest of the text it was given on.
    pub text: Digest,
    /// What.
    pub said: Said,
}

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Said {
    /// A stance. The last of a party counts: one on the whole text replaces all before it, one on a clause replaces
    /// those on that clause.
    Position {
        /// On what.
        scope: Scope,
        /// Which.
        position: Position,
    },
    /// A ballot under a voting rule. The last of a party counts.
    Ballot(Ballot),
    /// An opinion on particular aspects. Recorded in the minutes and no obstacle (SCO Charter, Art. 16).
    OpinionOnRecord {
        /// On what.
        scope: Scope,
        /// In the party's words.
        text: String,
    },
    /// A reservation. Attached to the text and no obstacle.
    Reservation {
        /// On what.
        scope: Scope,
        /// In the party's words.
        text: String,
    },
}

/// What a statement about a text is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole text.
    Whole,
    /// One clause.
    Clause(ClauseId),
}

/// A party's stance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Position {
    /// Accepts.
    Accept,
    /// Accepts with a reservation, in the party's words.
    AcceptWithReservation {
        /// The reservation.
        reservation: String,
    },
    /// Can live with it.
    CanLiveWith,
    /// Asks for more time. No objection, and no agreement either.
    NeedsTime,
    /// Objects. The only position that can stand in the way.
    Object {
        /// Why.
        reason: String,
        /// What would make the party accept.
        remedy: Option<String>,
    },
    /// Takes no part and does not stand in the way.
    NotParticipating,
}

/// A party's ballot under a voting rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// For.
    Yes,
    /// Against.
    No,
    /// Neither.
    Abstain,
    /// Neither, with a formal declaration that the decision does not bind the party (Treaty on European Union,
    /// Art. 31(1)). Under a rule that does not know it, the same as abstaining.
    AbstainWithDeclaration,
}
