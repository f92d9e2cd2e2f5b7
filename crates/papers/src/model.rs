//! A paper as plain data: everything that is printed of a text, in all its languages, and nothing that is not.
//!
//! It is written as JSON under the name [`FORMAT`], so that a paper can be set by another process, kept, and set again
//! years later with the same bytes. It holds no word of the interface: those come with the language it is set in.

use procedure::{Rule, Served};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Digest, Instant, Lang, MultiText, PartyKey, Standing, StatementKey, Zone};
use text::{AssertedBy, ClauseId, Kind, Part, Verb};

/// The name and version of the form in which a paper is written.
pub const FORMAT: &str = "plenary-paper/1";

/// How far a text has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Still changing.
    Draft,
    /// Frozen, for adoption.
    Frozen,
    /// Adopted.
    Adopted,
    /// Put to adoption and not adopted.
    NotAdopted,
    /// Issued by the chair, who answers for it alone.
    Issued,
}

/// A text with everything that belongs to it on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// [`FORMAT`].
    pub format: String,
    /// What kind of document it is.
    pub kind: Kind,
    /// How far it has come.
    pub status: Status,
    /// Its symbol, one for all languages, such as `FRIENDSHIP/2021/L.1`.
    pub symbol: String,
    /// Its title.
    pub title: MultiText,
    /// The forum it comes from.
    pub forum: Forum,
    /// The instant of the act that gave it its status. The only date a written file carries.
    pub dated: Instant,
    /// The languages in which it is set, in order.
    pub languages: Vec<Lang>,
    /// Those in which it is equally authentic; empty while it is a draft.
    #[serde(default)]
    pub authentic: BTreeSet<Lang>,
    /// The seed, where everything in it is simulated. Every page then says so.
    #[serde(default)]
    pub simulation: Option<u64>,
    /// Who is named in it, by key.
    #[serde(default)]
    pub parties: BTreeMap<PartyKey, Named>,
    /// What parties of a standing are called.
    #[serde(default)]
    pub standings: BTreeMap<Standing, MultiText>,
    /// Its clauses in their order: chapeau, preamble, operative, closing.
    pub clauses: Vec<Clause>,
    /// What was said of the text as a whole.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The digest of the frozen text, over all its languages.
    #[serde(default)]
    pub digest: Option<Digest>,
    /// How it was adopted, or was not.
    #[serde(default)]
    pub adoption: Option<Adoption>,
    /// Who signed it.
    #[serde(default)]
    pub signatures: Vec<Signature>,
    /// The record it was taken from.
    #[serde(default)]
    pub record: Option<RecordHead>,
}

/// The forum a paper comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forum {
    /// Its key, in which only letters, digits, `-` and `_` stand.
    pub key: String,
    /// Its name.
    pub name: MultiText,
    /// Where it meets.
    pub place: MultiText,
    /// In which zone.
    pub zone: Zone,
    /// First day, `YYYY-MM-DD`.
    pub opens: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes: String,
    /// Its co-organisers.
    #[serde(default)]
    pub co_organisers: Vec<MultiText>,
}

/// A party as it is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its name.
    pub name: MultiText,
    /// Its standing.
    pub standing: Standing,
}

/// A clause on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its lasting name.
    pub id: ClauseId,
    /// Where it stands.
    pub part: Part,
    /// Its number, in the operative part.
    #[serde(default)]
    pub number: Option<u32>,
    /// The verb it speaks with.
    #[serde(default)]
    pub verb: Option<Verb>,
    /// In whose name it speaks.
    #[serde(default)]
    pub asserted_by: AssertedBy,
    /// What it says. Lines after the first are its lettered items, `(a) …`, and what opens a group of them.
    pub text: MultiText,
    /// What it looked like before, by language, where changes are shown.
    #[serde(default)]
    pub changes: BTreeMap<Lang, Vec<Piece>>,
    /// Reservations, interpretative statements, footnotes and the like that are bound to it.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// What it rests on.
    #[serde(default)]
    pub grounds: Vec<Ground>,
    /// The digest of this version of it.
    pub digest: Digest,
}

/// A piece of a clause whose changes are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What became of them; `None` where they stand as they stood.
    #[serde(default)]
    pub change: Option<Change>,
}

/// A change of a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Put in or taken out.
    pub kind: ChangeKind,
    /// By whom, as it is to be printed.
    pub author: String,
    /// When.
    pub at: Instant,
}

/// Whether words were put in or taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Put in.
    Ins,
    /// Taken out.
    Del,
}

/// What kind of note it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A plain footnote.
    Footnote,
    /// A reservation.
    Reservation,
    /// How a party understands the clause.
    InterpretativeStatement,
    /// A party does not join in the clause.
    Dissociation,
    /// Why a party stands as it does.
    Explanation,
    /// An opinion on record.
    Opinion,
}

impl NoteKind {
    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::Footnote => "footnote",
            NoteKind::Reservation => "reservation",
            NoteKind::InterpretativeStatement => "interpretative-statement",
            NoteKind::Dissociation => "dissociation",
            NoteKind::Explanation => "explanation",
            NoteKind::Opinion => "opinion",
        }
    }
}

/// Something said beside the text and bound to a clause or to the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Whose; `None` for a footnote of the text itself.
    #[serde(default)]
    pub by: Option<PartyKey>,
    /// In which words. Under `und` where nobody said in which language they are.
    pub text: MultiText,
    /// The act it came with.
    #[serde(default)]
    pub act: Option<u64>,
}

/// A statement behind a clause and what was found of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The statement.
    pub statement: StatementKey,
    /// What it says.
    pub text: MultiText,
    /// The grade it earned, as findings name it: `broad_consensus`.
    pub grade: String,
    /// The digest of the snapshot of findings.
    pub snapshot: Digest,
}

/// How a text was adopted, or was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The id of the rule, such as `sco16`.
    pub rule: String,
    /// The rule with all its parameters.
    #[serde(default)]
    pub terms: Option<Rule>,
    /// The number of the round, where it runs in rounds.
    #[serde(default)]
    pub round: Option<u32>,
    /// When it was opened.
    pub opened: Instant,
    /// The last instant at which an answer was in time, with every extension.
    pub deadline: Instant,
    /// The digest of the text it was about.
    pub text: Digest,
    /// The parties called, in order of key.
    pub roll: Vec<Seat>,
    /// What was said, in the order of the acts.
    pub said: Vec<Said>,
    /// What the rule yielded; `None` while it runs.
    pub outcome: Option<Outcome>,
}

/// A party called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The party.
    pub party: PartyKey,
    /// Its standing at the time.
    pub standing: Standing,
    /// Whether its standing decides.
    pub decides: bool,
    /// Whether it was present.
    pub present: bool,
    /// Whether the decision was about it.
    pub concerned: bool,
    /// How it stands in the end: `accepts`, `no_objection_received`. `None` of a party that is heard and not counted,
    /// and while the adoption runs.
    #[serde(default)]
    pub stands: Option<String>,
    /// When it was served with the text, and how that is known; `None` where nobody noted that it was.
    #[serde(default)]
    pub served: Option<Served>,
    /// Until when its own answer was in time, where that is not the deadline.
    #[serde(default)]
    pub ends: Option<Instant>,
}

/// One thing a party said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Who.
    pub party: PartyKey,
    /// As what: `accept`, `object`, `reservation`, `interpretative`, `opinion`, `yes`.
    pub what: String,
    /// On which clause; `None` on the whole.
    #[serde(default)]
    pub clause: Option<ClauseId>,
    /// In which words, if any; under `und` where nobody said in which language.
    #[serde(default)]
    pub words: MultiText,
    /// What would make the party accept, of an objection.
    #[serde(default)]
    pub remedy: Option<MultiText>,
    /// What was answered to it in writing, of an objection.
    #[serde(default)]
    pub answer: Option<MultiText>,
    /// For whom beside the party, of a joint objection.
    #[serde(default)]
    pub parties: Vec<PartyKey>,
    /// The act it came with.
    pub act: u64,
    /// When it was received.
    pub received: Instant,
    /// Why it had no effect on the decision, if it had none: `does_not_decide`, `late`.
    #[serde(default)]
    pub without_effect: Option<String>,
}

/// What a rule yielded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Whether the text was adopted.
    pub adopted: bool,
    /// On what ground: `without_objection`.
    #[serde(default)]
    pub basis: Option<String>,
    /// How far it is agreed, computed from the outcome alone: `consensus`, `no_objection`.
    #[serde(default)]
    pub agreement: Option<String>,
    /// The counts, by name: `counted`, `present`, `accepting`, `objecting`, `standing_aside`, `silent`, `yes`, `no`,
    /// `abstain`.
    pub counts: BTreeMap<String, u64>,
    /// The act that declared it.
    pub act: u64,
    /// When.
    pub at: Instant,
}

/// A signature under the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// For whom.
    pub party: PartyKey,
    /// Who signed, as they are to be named.
    #[serde(default)]
    pub name: Option<String>,
    /// When.
    pub at: Instant,
    /// The act it came with.
    #[serde(default)]
    pub act: Option<u64>,
}

/// The state of the record a paper was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordHead {
    /// How many acts it had.
    pub acts: u64,
    /// The hash of its tree head.
    pub root: Digest,
}
