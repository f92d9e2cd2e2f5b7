//! What can be done in a forum, as the typed bodies of the record's acts.
//!
//! The record keeps a kind and a JSON body and knows no meaning; this is the meaning. Numbers are integers: shares
//! in settings are millionths. Nothing here is shown before [`crate::fold`] has checked it against the acts before.

mod delegating;
mod discussing;
mod drafting;
mod governing;
mod inviting;
mod naming;
mod projects;
mod signing;

pub use delegating::{CredentialsRuled, DelegateNamed, DelegateRole, DelegateWithdrawn, Power, Ruling};
pub use discussing::{
    Origin, PaperFiled, PaperSource, ReplyHidden, ReplyMade, Stance, StatementTranslated, SubmissionRefused,
    TopicGuided, TopicReported,
};
pub use drafting::{
    AmendmentSettled, AmendmentSupported, AmendmentTabled, AmendmentWithdrawn, Audience, ClauseAgreed,
    ClauseDropped, ClausePositionTaken, ClauseRevised, RoundConducted, SilenceAccepted, SponsorshipSet,
    TextCirculated, TextOpened, TextPublished, TextReopened, TranslationConfirmed,
};
pub use governing::{
    ApprovalAsked, ApprovalGiven, ApprovalRequired, ApprovalWithheld, Matter, RightSet, TallyNoted,
};
pub use inviting::{
    Calendar, CapitalStated, CodesIssued, DeadlineSet, PartyInvited, PartyRenamed, PartyReplied, Reply,
    RosterDeclared, StandingGiven,
};
pub use naming::{Called, NameTranslated};
pub use projects::{ParticipationStated, ProjectOpened};
pub use signing::KeyRegistered;

use crate::kinds;
use cooperation::{CommitmentId, Terms};
use opinion::{Direction, Evidence, Grade, Settings};
use procedure::{Outcome, Roll, Rule, Said};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Digest, Lang, MultiText, PartyKey, Phase, Right, Standing, StatementKey, TopicKey, Zone};
use text::{Clause, ClauseId, Kind, Symbol, VerbClass};

kinds! {
    /// One act, by what was done.
    Body {
        /// The forum is convened.
        ForumConvened = "forum_convened",
        /// A co-organiser is named.
        CoOrganiserNamed = "co_organiser_named",
        /// A party joins.
        PartyJoined = "party_joined",
        /// An organisation is accredited.
        OrganisationAccredited = "organisation_accredited",
        /// A party bears another name.
        PartyRenamed = "party_renamed",
        /// A party has another standing.
        StandingGiven = "standing_given",
        /// Something is called so in a further language.
        NameTranslated = "name_translated",
        /// A key is registered.
        KeyRegistered = "key_registered",
        /// A party is invited.
        PartyInvited = "party_invited",
        /// A party answers its invitation.
        PartyReplied = "party_replied",
        /// A party declares how many people may vote for it.
        RosterDeclared = "roster_declared",
        /// A party says by which clock its capital lives.
        CapitalStated = "capital_stated",
        /// Personal codes are issued to a party.
        CodesIssued = "codes_issued",
        /// A date of the plan is set.
        DeadlineSet = "deadline_set",
        /// Somebody is named to a delegation.
        DelegateNamed = "delegate_named",
        /// Somebody leaves a delegation.
        DelegateWithdrawn = "delegate_withdrawn",
        /// Credentials are ruled on.
        CredentialsRuled = "credentials_ruled",
        /// The rules are set, before voting.
        RulesSet = "rules_set",
        /// A right is given to a standing, or taken from it.
        RightSet = "right_set",
        /// Co-organisers must approve something.
        ApprovalRequired = "approval_required",
        /// Approval is asked for.
        ApprovalAsked = "approval_asked",
        /// A co-organiser approves.
        ApprovalGiven = "approval_given",
        /// A co-organiser does not approve.
        ApprovalWithheld = "approval_withheld",
        /// A topic is opened.
        TopicOpened = "topic_opened",
        /// A topic is given its chair, rapporteur and questions.
        TopicGuided = "topic_guided",
        /// A background paper is filed.
        PaperFiled = "paper_filed",
        /// A statement is made.
        StatementMade = "statement_made",
        /// A statement is translated.
        StatementTranslated = "statement_translated",
        /// What somebody handed in was not let in.
        SubmissionRefused = "submission_refused",
        /// A reply is made.
        ReplyMade = "reply_made",
        /// A reply is no longer shown.
        ReplyHidden = "reply_hidden",
        /// The forum enters another phase.
        PhaseChanged = "phase_changed",
        /// A topic is closed, or opened again.
        TopicClosed = "topic_closed",
        /// A topic that was closed is open again.
        TopicReopened = "topic_reopened",
        /// A statement is no longer asked.
        StatementHidden = "statement_hidden",
        /// A statement that was hidden is asked again.
        StatementRestored = "statement_restored",
        /// What a topic concluded is reported.
        TopicReported = "topic_reported",
        /// How the votes stand is noted while voting goes on.
        TallyNoted = "tally_noted",
        /// The votes are counted.
        VotesCounted = "votes_counted",
        /// Findings are published: a snapshot.
        FindingsPublished = "findings_published",
        /// A text is begun.
        TextDrafted = "text_drafted",
        /// A text is opened to more readers.
        TextOpened = "text_opened",
        /// A clause is drafted.
        ClauseDrafted = "clause_drafted",
        /// A clause is put in other words.
        ClauseRevised = "clause_revised",
        /// A clause is taken out.
        ClauseDropped = "clause_dropped",
        /// The text is sent to the delegations.
        TextCirculated = "text_circulated",
        /// An amendment is tabled.
        AmendmentTabled = "amendment_tabled",
        /// An amendment is supported.
        AmendmentSupported = "amendment_supported",
        /// An amendment is taken back.
        AmendmentWithdrawn = "amendment_withdrawn",
        /// What becomes of an amendment.
        AmendmentSettled = "amendment_settled",
        /// A party takes a position on a clause.
        ClausePositionTaken = "clause_position_taken",
        /// A clause is agreed ad referendum.
        ClauseAgreed = "clause_agreed",
        /// A translation still renders its clause.
        TranslationConfirmed = "translation_confirmed",
        /// A party joins or leaves the sponsors.
        SponsorshipSet = "sponsorship_set",
        /// A party accepts that its silence is assent.
        SilenceAccepted = "silence_accepted",
        /// The text is frozen for adoption.
        TextFrozen = "text_frozen",
        /// A party speaks on the frozen text.
        PositionTaken = "position_taken",
        /// The adoption is opened.
        AdoptionOpened = "adoption_opened",
        /// Something is done in conducting the round.
        RoundConducted = "round_conducted",
        /// Its outcome is declared.
        AdoptionDeclared = "adoption_declared",
        /// A text that was not adopted is worked on again.
        TextReopened = "text_reopened",
        /// The adopted text is published.
        TextPublished = "text_published",
        /// A clause is carried out as a project that parties opt in to.
        ProjectOpened = "project_opened",
        /// A party says whether it takes part in a project.
        ParticipationStated = "participation_stated",
        /// A commitment is proposed.
        CommitmentProposed = "commitment_proposed",
        /// An actor confirms its commitment.
        CommitmentConfirmed = "commitment_confirmed",
        /// The communiqué is issued.
        CommuniqueIssued = "communique_issued",
    }
}

/// The forum is convened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForumConvened {
    /// Its name.
    pub name: MultiText,
    /// Its theme.
    pub theme: MultiText,
    /// Where it meets.
    pub place: MultiText,
    /// In which zone.
    pub zone: Zone,
    /// First day, `YYYY-MM-DD`.
    pub opens: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes: String,
    /// Its languages.
    pub languages: Vec<Lang>,
    /// Its standings, in the order in which they are listed.
    pub standings: Vec<StandingRights>,
    /// Present where everything in the record is simulated. A record so marked cannot lose the mark.
    pub simulation: Option<SimulationMark>,
    /// The forum it follows, where it was begun from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
}

/// The forum that a forum follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// Its key.
    pub forum: terms::ForumKey,
    /// How many acts its record had then.
    pub acts: u64,
    /// The hash of its tree head then.
    pub head: Digest,
}

/// A standing, what its parties are called and what they may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingRights {
    /// Its key.
    pub key: Standing,
    /// What one party of it is called.
    pub name: MultiText,
    /// What several are called.
    pub plural: MultiText,
    /// What such a party may do.
    pub rights: BTreeSet<Right>,
}

/// That everything is simulated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimulationMark {
    /// The seed.
    pub seed: u64,
    /// The sentence to show: [`simulate::mark`].
    pub mark: String,
}

/// A co-organiser is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoOrganiserNamed {
    /// Its key.
    pub co_organiser: PartyKey,
    /// Its name.
    pub name: MultiText,
}

/// A party joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyJoined {
    /// The party.
    pub party: PartyKey,
    /// Its name at the time.
    pub name: MultiText,
    /// Its standing.
    pub standing: Standing,
    /// The year from which it has had it.
    pub since: u16,
    /// How many people live there.
    pub population: u64,
    /// Who says so.
    pub population_source: String,
    /// For which day, `YYYY-MM-DD`.
    pub population_date: String,
    /// Its official languages.
    pub languages: Vec<Lang>,
}

/// An organisation is accredited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationAccredited {
    /// The organisation.
    pub organisation: PartyKey,
    /// Its name.
    pub name: MultiText,
    /// Its standing.
    pub standing: Standing,
    /// What kind it is.
    pub kind: String,
    /// The party where it is at home.
    pub home: PartyKey,
    /// The party that accredited it.
    pub accredited_by: PartyKey,
}

/// The rules are set, before voting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesSet {
    /// The thresholds of the findings.
    pub findings: Thresholds,
    /// The rule of the adoption, in full.
    pub adoption: Rule,
}

/// [`Settings`] in integers: every share in millionths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// τ.
    pub agreement: u32,
    /// How sure the engine must be.
    pub confidence: u32,
    /// ν.
    pub veto: u32,
    /// k, where it is not the default.
    pub outside_at_most: Option<u32>,
    /// How many answers make a party asked.
    pub minimum_answers: u64,
    /// How far apart divided parties lie.
    pub divide_gap: u32,
    /// The share of fake voters that the robust floor survives.
    pub fake_share: u32,
    /// How evidence is read.
    pub evidence: Evidence,
}

/// A topic is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicOpened {
    /// The topic.
    pub topic: TopicKey,
    /// Its name.
    pub name: MultiText,
}

/// A statement is made. Its text never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementMade {
    /// The statement.
    pub statement: StatementKey,
    /// Its topic.
    pub topic: TopicKey,
    /// The claim.
    pub text: MultiText,
    /// The class of verb under which it could stand in a text.
    pub class: VerbClass,
    /// Where it comes from; `None` for the secretariat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The papers it cites, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
}

/// The forum enters another phase. Phases go forward; only from adopting is there a way back, to drafting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseChanged {
    /// The phase it enters.
    pub phase: Phase,
}

/// A topic is closed: nothing in it is said or voted on any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicClosed {
    /// The topic.
    pub topic: TopicKey,
}

/// A topic that was closed is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicReopened {
    /// The topic.
    pub topic: TopicKey,
}

/// A statement is no longer asked, nor counted in findings. It stays in the record, and so do its votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementHidden {
    /// The statement.
    pub statement: StatementKey,
    /// Why, in the moderator's words.
    pub reason: String,
}

/// A statement that was hidden is asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementRestored {
    /// The statement.
    pub statement: StatementKey,
}

/// The votes are counted: only counts, never one person's votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VotesCounted {
    /// BLAKE3 of the canonical tally.
    pub digest: Digest,
    /// How many people voted.
    pub participants: u64,
    /// How many votes were counted.
    pub votes: u64,
    /// Per statement and party: agree, pass, disagree.
    pub cells: BTreeMap<StatementKey, BTreeMap<PartyKey, [u64; 3]>>,
    /// How many cells of few people were left out. Of what is here only `participants` counts them.
    #[serde(default, skip_serializing_if = "is_none_of_them")]
    pub left_out: u64,
    /// The opinion groups, where there are any: findings must hold over them as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<GroupsCounted>,
}

/// The opinion groups of a moment, by their letters from A on, as whole tens of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupsCounted {
    /// How many people are in each.
    pub people: BTreeMap<String, u64>,
    /// Per statement and group: agree, pass, disagree. Of fewer than ten people there is no cell.
    pub cells: BTreeMap<StatementKey, BTreeMap<String, [u64; 3]>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none_of_them(count: &u64) -> bool {
    *count == 0
}

/// Findings are published: a snapshot, fixed by its digests. Findings are recomputed from the counts, never stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingsPublished {
    /// The digest of the counts they rest on.
    pub tally: Digest,
    /// The digest of the findings, which clauses cite.
    pub snapshot: Digest,
    /// How many findings have each grade.
    pub summary: BTreeMap<Grade, u64>,
}

/// A text is begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextDrafted {
    /// Under which symbol.
    pub symbol: Symbol,
    /// What it is to become.
    pub kind: Kind,
    /// Its title.
    pub title: MultiText,
    /// Who may read it before it is published.
    #[serde(default, skip_serializing_if = "Audience::is_usual")]
    pub audience: Audience,
}

/// A clause is drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseDrafted {
    /// The clause, with the statements behind it.
    pub clause: Clause,
    /// What was found of each of those statements.
    pub grounds: Vec<Ground>,
}

/// What was found of a statement behind a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The statement.
    pub statement: StatementKey,
    /// The grade it earned.
    pub grade: Grade,
    /// To accept or to reject it.
    pub direction: Direction,
}

/// The text is frozen for adoption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextFrozen {
    /// The languages in which it is authentic.
    pub authentic: Vec<Lang>,
    /// The digest of the frozen text.
    pub text: Digest,
}

/// A party speaks on the frozen text. The party is the act's actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionTaken {
    /// The digest of the frozen text it was given on.
    pub text: Digest,
    /// What it said.
    pub said: Said,
}

/// The adoption is opened over the frozen text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionOpened {
    /// Who is called, on which text, until when.
    pub roll: Roll,
}

/// Its outcome is declared. The fold decides again and refuses any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionDeclared {
    /// What the rule yields.
    pub outcome: Outcome,
}

/// A commitment is proposed, under a clause that commits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentProposed {
    /// Its id.
    pub commitment: CommitmentId,
    /// The clause, which names who is to act.
    pub clause: ClauseId,
    /// What is to be delivered, measured how, by when.
    pub terms: Terms,
}

/// An actor confirms its commitment. The act's actor must be the one that is to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentConfirmed {
    /// The commitment.
    pub commitment: CommitmentId,
}

/// The communiqué is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommuniqueIssued {
    /// In which language.
    pub lang: Lang,
    /// BLAKE3 of its plain text.
    pub digest: Digest,
}

const MILLION: f64 = 1_000_000.0;

impl Thresholds {
    /// The settings in millionths, rounded to the nearest.
    #[must_use]
    pub fn of(settings: &Settings) -> Thresholds {
        Thresholds {
            agreement: millionths(settings.agreement),
            confidence: millionths(settings.confidence),
            veto: millionths(settings.veto),
            outside_at_most: settings.outside_at_most,
            minimum_answers: settings.minimum_answers,
            divide_gap: millionths(settings.divide_gap),
            fake_share: millionths(settings.fake_share),
            evidence: settings.evidence,
        }
    }

    /// The settings of the engine.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let share = |millionths: u32| f64::from(millionths) / MILLION;
        Settings {
            agreement: share(self.agreement),
            confidence: share(self.confidence),
            veto: share(self.veto),
            outside_at_most: self.outside_at_most,
            minimum_answers: self.minimum_answers,
            divide_gap: share(self.divide_gap),
            fake_share: share(self.fake_share),
            evidence: self.evidence,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share between 0 and 1, clamped just before"
)]
fn millionths(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * MILLION).round() as u32
}
