//! What a decision yields.

use crate::input::{Input, Scope, StatementKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{Digest, Instant, PartyKey};

/// What one run of a rule over a frozen text yields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The text decided on.
    pub text: Digest,
    /// The id of the rule.
    pub rule: String,
    /// Whether it is adopted.
    pub decision: Decision,
    /// On what ground it is adopted; `None` unless it is.
    pub basis: Option<Basis>,
    /// The counts, over counted parties only.
    pub counts: Counts,
    /// Why it is not adopted, or not yet; empty where it is adopted.
    pub reasons: Vec<Reason>,
    /// How each counted party stands.
    pub stands: BTreeMap<PartyKey, Stands>,
    /// Counted parties from which nothing with effect was received, in order.
    pub missing: Vec<PartyKey>,
    /// Everything that was said without effect on the decision, in the order of the acts, and why without.
    pub recorded: Vec<Recorded>,
    /// Everything that came after the deadline or the closing of the round, whoever said it. Contained in `recorded` as well.
    pub late: Vec<Late>,
    /// From when an adopted text takes effect; `None`: at once, or it is not adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_from: Option<Instant>,
    /// When an adopted text is looked at again, where the rule asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_at: Option<Instant>,
    /// The rule that may be turned to now that the text is not adopted under this one. Nobody turns to it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_turn_to: Option<String>,
    /// The body that decides how to decide now that the text is not adopted under this rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred_to: Option<String>,
    /// The number of the round, where the adoption runs in rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// Adopted, and still to be confirmed at a meeting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_be_confirmed: bool,
    /// Counted parties that dissociated themselves in time, in the order of the acts. None of them is counted as
    /// agreeing in the grade of agreement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dissociated: Vec<Beside>,
    /// Statements the rule attaches to the adopted text, in the order of the acts; empty unless adopted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Beside>,
    /// Objections that stand and were answered in writing, under a rule that asks for it. Under rough consensus those
    /// answered in time alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<Answered>,
    /// Objections that stand and were answered in writing after the end of their party's time: recorded, and under rough
    /// consensus without effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered_late: Vec<Answered>,
    /// Parties named in a joint objection that did not confirm it: it does not count for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unconfirmed: Vec<Unconfirmed>,
    /// Parties that let an adopted text pass and take no part in carrying it out as yet, under a rule of flexible
    /// participation. They may join later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staying_out: Vec<PartyKey>,
}

/// A statement that stands beside a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The act it came with.
    pub seq: u64,
    /// Whose.
    pub party: PartyKey,
    /// Of which kind.
    pub kind: StatementKind,
    /// On what.
    pub scope: Scope,
}

/// An objection that stands, with the answer to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Whose objection.
    pub party: PartyKey,
    /// To what.
    pub scope: Scope,
    /// The act it came with.
    pub objection: u64,
    /// The act the answer came with.
    pub answer: u64,
    /// The answer.
    pub text: String,
}

/// A party named in a joint objection that did not confirm it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unconfirmed {
    /// The act the letter came with.
    pub letter: u64,
    /// The party.
    pub party: PartyKey,
}

/// Whether a text is adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Adopted.
    Adopted,
    /// Not adopted.
    NotAdopted,
    /// Nothing can be decided: the deadline has not passed, or somebody needed is missing.
    NotYet,
}

/// On what ground a text is adopted. Not a grade of agreement: "without objection" says nothing of those silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// No counted party objected.
    WithoutObjection,
    /// No counted party objected, the party concerned not being counted.
    WithoutObjectionMinusOne,
    /// Enough voted for it.
    ByVote,
    /// No counted party objected, and the silence of each that said nothing is its assent by what it accepted
    /// beforehand. Tacit, and never to be read as agreement with the content.
    TacitAssent,
    /// Every counted party said that it agrees, none dissociating itself: more than that nobody asked for a vote.
    ByConsensus,
    /// Nobody objected and nobody asked for a vote; not all said that they agree.
    WithoutVote,
    /// Every objection that stands was answered in writing and in time, not necessarily accommodated (RFC 7282).
    Rough,
    /// General agreement without sustained opposition by an important part (ISO/IEC Guide 2:2004, 1.7).
    GeneralAgreement,
}

impl Basis {
    /// The ground in English, as a record of proceedings puts it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Basis::WithoutObjection => "without objection",
            Basis::WithoutObjectionMinusOne => "without objection, the party concerned not being counted",
            Basis::ByVote => "by vote",
            Basis::TacitAssent => "by silence, no objection being received",
            Basis::ByConsensus => "by consensus",
            Basis::WithoutVote => "without a vote",
            Basis::Rough => "by rough consensus, every objection being answered",
            Basis::GeneralAgreement => "by general agreement, without sustained opposition",
        }
    }
}

/// Counts over counted parties: those that decide, without the party concerned where the rule excludes it. A party
/// is in one of the first group at most; under a voting rule in one of the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// How many there are.
    pub counted: u64,
    /// How many of them are present.
    pub present: u64,
    /// Accept, with or without reservation, or can live with it.
    pub accepting: u64,
    /// Object.
    pub objecting: u64,
    /// Need time or do not participate.
    pub standing_aside: u64,
    /// Said nothing with effect: "no objection received", never agreement.
    pub silent: u64,
    /// Of the silent, those whose silence is assent by what they accepted beforehand.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tacit: u64,
    /// For.
    pub yes: u64,
    /// Against.
    pub no: u64,
    /// Abstaining.
    pub abstain: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// How a counted party stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// Accepts all it spoke on.
    Accepts,
    /// Accepts, with a reservation.
    AcceptsWithReservation,
    /// Can live with it.
    CanLiveWith,
    /// Does not participate.
    NotParticipating,
    /// Needs time.
    NeedsTime,
    /// Objects.
    Objects,
    /// Said nothing with effect under a rule of no objection. Never to be read as agreement.
    NoObjectionReceived,
    /// Voted for.
    VotedYes,
    /// Voted against.
    VotedNo,
    /// Abstained.
    Abstained,
    /// Cast no ballot under a voting rule.
    DidNotVote,
    /// Said nothing with effect under a silence procedure whose rule it accepted beforehand: tacit assent, and no
    /// agreement with the content.
    TacitAssent,
}

/// Why a text is not adopted, or not yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reason {
    /// The deadline has not passed.
    BeforeDeadline {
        /// The deadline.
        deadline: Instant,
    },
    /// Nobody on the roll is counted.
    NobodyDecides,
    /// More than one party is marked as concerned under a rule that leaves out one.
    SeveralConcerned {
        /// They.
        parties: Vec<PartyKey>,
    },
    /// Too few counted parties are present.
    QuorumMissing {
        /// How many are.
        present: u64,
        /// How many there are.
        counted: u64,
        /// How many must be present.
        needed: u64,
        /// Who is absent.
        absent: Vec<PartyKey>,
    },
    /// A counted party is absent under a rule that decides nothing without it.
    AbsentBlocks {
        /// The party.
        party: PartyKey,
    },
    /// A counted party is absent and silent under a rule that takes this for an objection.
    AbsentAgainst {
        /// The party.
        party: PartyKey,
    },
    /// An objection stands.
    ObjectionStands {
        /// Whose.
        party: PartyKey,
        /// To what.
        scope: Scope,
        /// The act it came with.
        seq: u64,
        /// Why.
        reason: String,
        /// What would remove it.
        remedy: Option<String>,
    },
    /// Nobody voted for or against.
    NobodyVoted,
    /// Too few voted for.
    TooFewYes {
        /// How many did.
        yes: u64,
        /// Of how many the rule asks.
        of: u64,
        /// How many were needed.
        needed: u64,
        /// Who voted against.
        against: Vec<PartyKey>,
    },
    /// Those who voted for stand for too little of the population.
    TooLittlePopulation {
        /// For how much they stand.
        yes: u64,
        /// Of how much.
        of: u64,
        /// How much was needed.
        needed: u64,
        /// Who did not vote for it.
        without: Vec<PartyKey>,
    },
    /// Too many abstained with a declaration, by number and by population.
    TooManyDeclared {
        /// Who did.
        parties: Vec<PartyKey>,
        /// For how much of the population they stand.
        population: u64,
        /// Of how much.
        of: u64,
    },
    /// The populations on the roll are all nothing, or too large to add up, under a rule that counts them.
    NoPopulation,
    /// A counted party was not served with the text, and its time has not begun.
    NotServed {
        /// The party.
        party: PartyKey,
    },
    /// A counted party has time beyond the deadline, since it was served late.
    OwnEnd {
        /// The party.
        party: PartyKey,
        /// Until when.
        until: Instant,
    },
    /// The clock stands: a party asked for more time, and the chair has not answered.
    Paused {
        /// Who asked.
        party: PartyKey,
        /// The act it came with.
        seq: u64,
    },
    /// Notifications to the contrary are still in time.
    NotificationsOpen {
        /// Until when.
        until: Instant,
    },
    /// An amendment breaks the silence.
    AmendmentBreaks {
        /// Whose.
        party: PartyKey,
        /// To what.
        scope: Scope,
        /// The act it came with.
        seq: u64,
        /// What it proposes.
        text: String,
    },
    /// A request for more time breaks the silence.
    ExtensionBreaks {
        /// Whose.
        party: PartyKey,
        /// The act it came with.
        seq: u64,
        /// Why more time.
        reason: String,
    },
    /// An objection that stands has no written answer that counts: none, or under rough consensus one that came after
    /// the end of the party's time ([`Outcome::answered_late`]).
    ObjectionUnanswered {
        /// Whose.
        party: PartyKey,
        /// To what.
        scope: Scope,
        /// The act it came with.
        seq: u64,
        /// Why.
        reason: String,
    },
    /// An important part sustains its opposition to substantial issues.
    SustainedOpposition {
        /// Who.
        parties: Vec<PartyKey>,
        /// Of how many.
        of: u64,
        /// From how many on they are an important part.
        needed: u64,
    },
    /// Too few said that they accept.
    TooFewAccept {
        /// How many did.
        accepting: u64,
        /// Of how many that accept or object.
        of: u64,
        /// How many were needed.
        needed: u64,
    },
    /// The text was withdrawn.
    Withdrawn {
        /// The act it came with.
        seq: u64,
        /// Why.
        reason: String,
    },
    /// The present instant lies before something that has happened. Nothing is decided by a clock that went back.
    ClockWentBack {
        /// When the last thing happened.
        latest: Instant,
        /// The present instant.
        now: Instant,
    },
}

/// Something said without effect on the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// What, by whom, when.
    pub input: Input,
    /// Why it has no effect.
    pub why: NoEffect,
}

/// Why something said has no effect on the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoEffect {
    /// The party is not on the roll.
    NotOnRoll,
    /// Its standing does not decide.
    DoesNotDecide,
    /// The decision is about it: heard, not counted.
    Concerned,
    /// It was given on another text.
    OtherText,
    /// It came after the deadline, or after the round was closed.
    Late,
    /// The rule looks at parties present only, and the party is absent.
    Absent,
    /// An opinion on record or a reservation: it stands beside the decision.
    Beside,
    /// A ballot under a rule of no objection, or a position under a voting rule.
    OtherRule,
    /// An objection without a reason under a rule of consent.
    NoReason,
    /// The same party said something later.
    Replaced,
    /// The silence was broken before, by this party or as the chair told everybody: nothing more is taken back or
    /// added in this round.
    Broken,
    /// An amendment, under a rule by which it breaks nothing.
    NoBreak,
    /// A request for more time: it bears on the clock, or is for the chair to answer.
    OnTheClock,
    /// It confirms a joint objection that does not name the party.
    NotNamed,
    /// It confirms a joint objection that is not there, or has no effect itself.
    NoLetter,
    /// It maintains an objection that does not stand or was not answered before.
    NothingToMaintain,
}

/// Something said after the deadline, or after the round was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Late {
    /// The act it came with.
    pub seq: u64,
    /// Who.
    pub party: PartyKey,
    /// By how many milliseconds.
    pub by_millis: u64,
}
