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
    /// A statement about the decision. Stands beside it and is no obstacle, whatever its kind.
    Statement {
        /// Of which kind.
        kind: StatementKind,
        /// On what.
        scope: Scope,
        /// In the party's words.
        text: String,
    },
    /// A proposed change. Breaks a silence where the rule says so; otherwise recorded without effect.
    Amendment {
        /// To what.
        scope: Scope,
        /// What is proposed, in the party's words.
        text: String,
    },
    /// A request for more time in a silence procedure. The rule says what it does.
    ExtensionRequest {
        /// Until when, if the party says so.
        until: Option<Instant>,
        /// Why.
        reason: String,
    },
    /// One objection for several parties. It counts for its sender, and for each party named that confirms it itself
    /// ([`Said::Joins`]); for the others it is no more than a name on a letter.
    JointObjection {
        /// To what.
        scope: Scope,
        /// Why.
        reason: String,
        /// What would make them accept.
        remedy: Option<String>,
        /// For whom, beside the sender.
        parties: Vec<PartyKey>,
    },
    /// Confirms a joint objection that names the party: from here on it is this party's own.
    Joins {
        /// The act the letter came with.
        letter: u64,
    },
    /// Maintains an objection after it was answered: opposition is sustained (ISO/IEC Guide 2:2004, 1.7).
    Maintains {
        /// The act the objection came with.
        objection: u64,
    },
}

impl Said {
    /// Whether it may still be said once the decision is made: what explains a party's place beside it, and nothing that
    /// would have had to be known before.
    #[must_use]
    pub fn follows_a_decision(&self) -> bool {
        use StatementKind::{Dissociation, ExplanationAfter, Interpretative, OpinionOnRecord};
        let kind = self.statement();
        kind.is_some_and(|kind| {
            matches!(kind, ExplanationAfter | Interpretative | Dissociation | OpinionOnRecord)
        })
    }

    /// What it is about, where it is about a part of the text or the whole.
    #[must_use]
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Said::Position { scope, .. }
            | Said::OpinionOnRecord { scope, .. }
            | Said::Reservation { scope, .. }
            | Said::Statement { scope, .. }
            | Said::Amendment { scope, .. }
            | Said::JointObjection { scope, .. } => Some(scope),
            Said::Ballot(_) | Said::ExtensionRequest { .. } | Said::Joins { .. } | Said::Maintains { .. } => {
                None
            }
        }
    }

    /// Which kind of statement about the decision it is, where it is one.
    #[must_use]
    pub fn statement(&self) -> Option<StatementKind> {
        match self {
            Said::OpinionOnRecord { .. } => Some(StatementKind::OpinionOnRecord),
            Said::Reservation { .. } => Some(StatementKind::Reservation),
            Said::Statement { kind, .. } => Some(*kind),
            _ => None,
        }
    }
}

/// Kinds of statement about a decision. None of them blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// An explanation of position before the decision (UN General Assembly, rule 88).
    ExplanationBefore,
    /// An explanation of position after it. Comes after the deadline by its nature and is never late.
    ExplanationAfter,
    /// A reservation.
    Reservation,
    /// How the party reads the text (OSCE Rules of Procedure: interpretative statement).
    Interpretative,
    /// The party dissociates itself: on a clause from the paragraph, on the whole from the consensus. It is not
    /// counted as agreeing when the grade of agreement is taken.
    Dissociation,
    /// A footnote to the text.
    Footnote,
    /// An opinion on particular aspects, recorded in the minutes (SCO Charter, Art. 16).
    OpinionOnRecord,
}

impl StatementKind {
    /// All of them.
    pub const ALL: [StatementKind; 7] = [
        StatementKind::ExplanationBefore,
        StatementKind::ExplanationAfter,
        StatementKind::Reservation,
        StatementKind::Interpretative,
        StatementKind::Dissociation,
        StatementKind::Footnote,
        StatementKind::OpinionOnRecord,
    ];
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
