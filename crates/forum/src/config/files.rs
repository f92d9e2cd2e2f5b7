//! The files, field by field.

use super::Placed;
use opinion::{Evidence, Settings};
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{Capacity, Lang, MultiText, PartyKey, Right, Standing, StatementKey, TopicKey, Zone};
use text::Symbol;

/// `forum.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForumFile {
    /// Its key; the name under which its record is kept.
    pub key: String,
    /// Languages in which the forum works.
    pub languages: Vec<Lang>,
    /// Its name.
    pub name: MultiText,
    /// Its theme.
    pub theme: MultiText,
    /// Where and when it meets.
    pub place: PlaceEntry,
    /// The instants of its record.
    pub calendar: Calendar,
    /// How its text is adopted.
    pub adoption: Adoption,
    /// The thresholds of its findings.
    pub settings: ThresholdEntry,
    /// Its co-organisers; the order means nothing.
    pub co_organiser: Vec<CoOrganiserEntry>,
    /// Its standings, in the order in which they are listed.
    pub standing: Vec<StandingEntry>,
    /// Its topics, in order.
    pub topic: Vec<TopicEntry>,
    /// Where the populations come from.
    pub population: Population,
    /// Its parties.
    pub party: Vec<PartyEntry>,
    /// The organisations accredited to it.
    #[serde(default)]
    pub organisation: Vec<OrganisationEntry>,
    /// Background papers of its topics.
    #[serde(default)]
    pub paper: Vec<PaperEntry>,
}

/// Where and when a forum meets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// The place.
    pub name: MultiText,
    /// Its zone.
    pub zone: Placed<Zone>,
    /// First day, `YYYY-MM-DD`.
    pub opens: Placed<String>,
    /// Last day, `YYYY-MM-DD`.
    pub closes: Placed<String>,
}

/// Fixed instants, RFC 3339, so that the same seed gives the same bytes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// When the forum is convened.
    pub convened: Placed<String>,
    /// When voting on statements opens.
    pub voting_opens: Placed<String>,
    /// When it closes.
    pub voting_closes: Placed<String>,
    /// When the text is drafted.
    pub drafted: Placed<String>,
    /// When the text is frozen and the adoption opens.
    pub adopting: Placed<String>,
    /// Until when positions are in time.
    pub positions_due: Placed<String>,
    /// When it is declared.
    pub adopted: Placed<String>,
    /// When the communiqué is issued.
    pub issued: Placed<String>,
}

/// How a text is adopted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The id of the decision rule.
    pub rule: Placed<String>,
    /// How many hours a party has to object once it was served with the text, where adoptions run in silence rounds.
    #[serde(default)]
    pub silence_hours: Option<Placed<u32>>,
}

/// The thresholds of the findings; see [`opinion::Settings`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdEntry {
    /// τ.
    pub agreement: Placed<f64>,
    /// How sure the engine must be.
    pub confidence: Placed<f64>,
    /// ν.
    pub veto: Placed<f64>,
    /// k, where it is not the default.
    pub outside_at_most: Option<u32>,
    /// How many answers make a party asked.
    pub minimum_answers: u64,
    /// How far apart divided parties lie.
    pub divide_gap: Placed<f64>,
    /// The share of fake voters that the robust floor survives.
    pub fake_share: Placed<f64>,
}

/// A co-organiser.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoOrganiserEntry {
    /// Its key.
    pub key: Placed<PartyKey>,
    /// Its name.
    pub name: MultiText,
}

/// A standing and its rights.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingEntry {
    /// Its key.
    pub key: Placed<Standing>,
    /// What one party of it is called.
    pub name: MultiText,
    /// What several are called.
    pub plural: MultiText,
    /// What such a party may do.
    pub rights: Vec<Right>,
}

/// A topic.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    /// Its key.
    pub key: Placed<TopicKey>,
    /// Its name.
    pub name: MultiText,
    /// The party that chairs its discussion.
    pub chair: Option<Placed<PartyKey>>,
    /// The party that reports on it; another than the chair.
    pub rapporteur: Option<Placed<PartyKey>>,
    /// What its discussion is guided by, in order.
    #[serde(default)]
    pub question: Vec<MultiText>,
}

/// A background paper of a topic.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperEntry {
    /// Its key.
    pub key: Placed<String>,
    /// Its topic.
    pub topic: Placed<TopicKey>,
    /// Its title.
    pub title: MultiText,
    /// Who wrote it.
    pub author: MultiText,
    /// In what capacity.
    pub capacity: Capacity,
    /// Where it can be read: an `https://` address.
    pub link: Placed<String>,
}

/// Where the populations come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Who published them.
    pub source: String,
    /// For which day, `YYYY-MM-DD`.
    pub date: Placed<String>,
}

/// A party.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyEntry {
    /// Its key, for a state its ISO 3166 code.
    pub key: Placed<PartyKey>,
    /// Its name at the dates of the forum.
    pub name: MultiText,
    /// Its standing at the dates of the forum.
    pub standing: Placed<Standing>,
    /// The year from which it has had this standing.
    pub since: u16,
    /// How many people live there.
    pub population: Placed<i64>,
    /// Its official languages.
    pub languages: Vec<Lang>,
}

/// An organisation that takes part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationEntry {
    /// Its key.
    pub key: Placed<PartyKey>,
    /// Its name.
    pub name: MultiText,
    /// Its standing.
    pub standing: Placed<Standing>,
    /// What kind it is: `friendship_body`, `think_tank`, `city_network` and so on.
    pub kind: String,
    /// The party where it is at home.
    pub home: Placed<PartyKey>,
    /// The party that accredited it.
    pub accredited_by: Placed<PartyKey>,
}

/// `statements.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementsFile {
    pub(super) statement: Vec<StatementEntry>,
}

/// A statement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementEntry {
    /// Its key.
    pub id: Placed<StatementKey>,
    /// Its topic.
    pub topic: Placed<TopicKey>,
    /// The class of verb under which it could stand in a text: `recall`, `assess`, `support` or `urge`.
    pub verb: Placed<String>,
    /// The language in which its author wrote it, where that is not English; the others are translations.
    pub lang: Option<Placed<Lang>>,
    /// The claim.
    pub text: MultiText,
    /// What somebody could promise if the forum agrees, as an infinitive without "to".
    pub deed: Option<MultiText>,
    /// The unit in which the deed is measured.
    pub deed_unit: Option<MultiText>,
    /// How many of them.
    pub deed_target: Option<u64>,
    /// By which day, `YYYY-MM-DD`.
    pub deed_due: Option<Placed<String>>,
}

/// `outline.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutlineFile {
    /// The title of the text.
    pub title: MultiText,
    /// The symbol of its first draft.
    pub symbol: Placed<Symbol>,
    /// How a declaration is put together in a language: `{verb}`, `{lead}` and `{items}`, the verb first.
    #[serde(default)]
    pub sentence: BTreeMap<Lang, Placed<String>>,
    /// How a promise is put together in a language: `{verb}` and `{deed}`, the verb first.
    #[serde(default)]
    pub promise: BTreeMap<Lang, Placed<String>>,
    /// The letters of the statements in a clause, separated by spaces.
    #[serde(default)]
    pub letters: BTreeMap<Lang, String>,
    /// What stands before the statements it holds.
    pub holding: MultiText,
    /// What stands before the statements it rejects.
    pub rejecting: MultiText,
    /// The clauses it may have, in order.
    pub clause: Vec<OutlineClause>,
}

/// A clause that may be written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutlineClause {
    /// Its id, which survives renumbering.
    pub id: Placed<String>,
    /// `preamble` or `operative`.
    pub part: Placed<String>,
    /// The id of its verb in [`text::Verbs::standard`].
    pub verb: Placed<String>,
    /// In whose name it speaks: `forum`, or `actor` for a promise.
    pub asserted_by: Placed<String>,
    /// The topics from whose statements it may be written.
    pub topics: Vec<Placed<TopicKey>>,
    /// Which statements of those topics: a class of verb, or `deed` for those that name one.
    pub draws: Placed<String>,
    /// What follows the verb; absent where the actor's deed does.
    pub lead: Option<MultiText>,
}

/// `planted.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlantedFile {
    /// How many people take part for each party.
    pub participants_per_party: u32,
    /// How many for each organisation.
    pub participants_per_organisation: u32,
    /// Of a thousand people, how many answer a statement.
    pub answers: Placed<u16>,
    /// In how many topics the silent party answers nothing.
    pub silent_topics: Placed<u32>,
    /// How statements are received, by name: so many lots for each kind of reception.
    pub tendency: BTreeMap<String, Tendency>,
    /// The shares at each level.
    pub level: Levels,
    /// How many parties stand outside where all but some agree.
    pub outsiders: Outsiders,
    /// What is said of the frozen text, drawn by lot; all others accept.
    #[serde(default)]
    pub position: Vec<PlannedPosition>,
    /// The tendency of every statement.
    pub received: BTreeMap<String, Vec<Placed<StatementKey>>>,
    /// The words of those who put something on record.
    pub words: Words,
}

/// How many lots each kind of reception has.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tendency {
    /// All parties agree.
    pub agreed: u32,
    /// All but some do.
    pub agreed_but_some: u32,
    /// Half lean for it, half against.
    pub divided: u32,
    /// All reject it.
    pub rejected: u32,
    /// Every party is of two minds.
    pub open: u32,
}

/// The shares of answers at each level.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// A party that is for it.
    pub r#for: Range,
    /// A party of two minds.
    pub middle: Range,
    /// A party that is against it.
    pub against: Range,
    /// A party that rejects it.
    pub firmly_against: Range,
}

/// Of a thousand answers, between how many and how many.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Agree.
    pub agree: [u16; 2],
    /// Disagree.
    pub disagree: [u16; 2],
}

/// How many parties stand outside.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outsiders {
    /// At least.
    pub at_least: u32,
    /// At most.
    pub at_most: u32,
}

/// What so many parties of a standing, drawn by lot, say of the frozen text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedPosition {
    /// The standing.
    pub standing: Placed<Standing>,
    /// What they say.
    pub says: PlannedWords,
    /// How many.
    pub parties: u32,
}

/// What a party says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedWords {
    /// Nothing is received.
    Nothing,
    /// It accepts and puts an opinion on a clause on record.
    Opinion,
    /// It accepts with a reservation on a clause.
    Reservation,
    /// It objects to the whole.
    Objection,
}

/// The words of those who put something on record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// An opinion on a clause.
    pub opinion: MultiText,
    /// An objection to the whole.
    pub objection: MultiText,
    /// A reservation on a clause.
    pub reservation: MultiText,
}

impl ThresholdEntry {
    /// The settings of the engine.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            agreement: *self.agreement.as_ref(),
            confidence: *self.confidence.as_ref(),
            veto: *self.veto.as_ref(),
            outside_at_most: self.outside_at_most,
            minimum_answers: self.minimum_answers,
            divide_gap: *self.divide_gap.as_ref(),
            fake_share: *self.fake_share.as_ref(),
            evidence: Evidence::Fixed,
        }
    }
}

impl StatementEntry {
    /// The language in which its author wrote it.
    #[must_use]
    pub fn original(&self) -> Lang {
        self.lang.as_ref().map_or_else(|| Lang::new("en"), |lang| lang.as_ref().clone())
    }
}

impl OutlineFile {
    /// How a declaration is put together in `lang`; as in English where the file does not say.
    #[must_use]
    pub fn sentence(&self, lang: &Lang) -> &str {
        self.sentence.get(lang).map_or("{verb} {lead}, {items}", |form| form.as_ref())
    }

    /// How a promise is put together in `lang`; as in English where the file does not say.
    #[must_use]
    pub fn promise(&self, lang: &Lang) -> &str {
        self.promise.get(lang).map_or("{verb} {deed}.", |form| form.as_ref())
    }

    /// The letters of the statements in a clause, in order; as in English where the file does not say.
    pub fn letters(&self, lang: &Lang) -> impl Iterator<Item = &str> {
        self.letters
            .get(lang)
            .map_or("a b c d e f g h i j k l m n o p q r s t u v w x y z", String::as_str)
            .split_whitespace()
    }
}

impl PlantedFile {
    /// How a statement is received.
    #[must_use]
    pub fn tendency_of(&self, statement: &StatementKey) -> Option<&Tendency> {
        let holds = |received: &&Vec<Placed<StatementKey>>| received.iter().any(|s| s.as_ref() == statement);
        let (name, _) = self.received.iter().find(|(_, received)| holds(received))?;
        self.tendency.get(name)
    }
}
