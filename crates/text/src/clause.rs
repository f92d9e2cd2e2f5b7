//! A clause and its digest.

use crate::bytes::Bytes;
use crate::verbs::VerbClass;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};
use terms::{Digest, MultiText, PartyKey, StatementKey};

/// The name of a clause, given once. It survives renumbering and every change of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(String);

impl ClauseId {
    /// The id with this text.
    #[must_use]
    pub fn new(id: &str) -> ClauseId {
        ClauseId(id.to_owned())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ClauseId {
    fn from(id: &str) -> ClauseId {
        ClauseId::new(id)
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where in the document a clause stands. A text's clauses are in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The opening: date, place, who took part. Unnumbered.
    Chapeau,
    /// The grounds. Unnumbered (UN Editorial Manual: preambular paragraphs carry no number).
    Preamble,
    /// What the text says and decides. Numbered from 1.
    Operative,
    /// Done at, on, in which languages. Unnumbered.
    Closing,
}

/// In whose name a clause speaks. Who *adopts* it is the adoption's business: one clause can be adopted by all
/// and asserted by some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssertedBy {
    /// The forum as a whole.
    #[default]
    Forum,
    /// The host.
    Host,
    /// These parties and no others.
    Parties(BTreeSet<PartyKey>),
}

/// The verb a clause speaks with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verb {
    /// The id of the verb in the forum's [`Verbs`](crate::Verbs), for example `speaks_highly_of`.
    pub id: String,
    /// How strongly it binds.
    pub class: VerbClass,
}

/// The evidence behind a clause: a statement in a published snapshot of findings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The digest of the snapshot (tallies and settings), as the snapshot names it.
    pub snapshot: Digest,
    /// The statement in it.
    pub statement: StatementKey,
}

/// One part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its lasting name.
    pub id: ClauseId,
    /// Where it stands.
    pub part: Part,
    /// The verb it speaks with; a chapeau or closing has none.
    #[serde(default)]
    pub verb: Option<Verb>,
    /// In whose name it speaks.
    #[serde(default)]
    pub asserted_by: AssertedBy,
    /// Who is to do what a *commit* clause says.
    #[serde(default)]
    pub actors: BTreeSet<PartyKey>,
    /// Whom an *urge* clause invites.
    #[serde(default)]
    pub addressees: BTreeSet<PartyKey>,
    /// What it says, in each language. Side by side, never one translated on the fly.
    pub text: MultiText,
    /// The statements it grew from.
    #[serde(default)]
    pub sources: BTreeSet<Source>,
}

/// One version of one clause: what a position is given on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseRef {
    /// The clause.
    pub id: ClauseId,
    /// Its digest at the time.
    pub digest: Digest,
}

impl Clause {
    /// A clause that speaks for the forum, with no verb and no sources yet.
    #[must_use]
    pub fn new(id: &str, part: Part, text: MultiText) -> Clause {
        Clause {
            id: ClauseId::new(id),
            part,
            verb: None,
            asserted_by: AssertedBy::Forum,
            actors: BTreeSet::new(),
            addressees: BTreeSet::new(),
            text,
            sources: BTreeSet::new(),
        }
    }

    /// The same, speaking with this verb.
    #[must_use]
    pub fn verb(mut self, id: &str, class: VerbClass) -> Clause {
        self.verb = Some(Verb { id: id.to_owned(), class });
        self
    }

    /// The same, with one more party that is to act.
    #[must_use]
    pub fn actor(mut self, party: PartyKey) -> Clause {
        self.actors.insert(party);
        self
    }

    /// The same, with one more party that is invited.
    #[must_use]
    pub fn addressee(mut self, party: PartyKey) -> Clause {
        self.addressees.insert(party);
        self
    }

    /// The same, in another name.
    #[must_use]
    pub fn asserted_by(mut self, who: AssertedBy) -> Clause {
        self.asserted_by = who;
        self
    }

    /// The same, with one more statement behind it.
    #[must_use]
    pub fn source(mut self, snapshot: Digest, statement: StatementKey) -> Clause {
        self.sources.insert(Source { snapshot, statement });
        self
    }

    /// How strongly it binds, if it speaks with a verb.
    #[must_use]
    pub fn class(&self) -> Option<VerbClass> {
        self.verb.as_ref().map(|verb| verb.class)
    }

    /// SHA-256 of the clause's canonical bytes (`plenary-clause/1`): everything in it, in all its languages, its
    /// sources included, for a party agrees to a clause together with the findings it is said to rest on.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut bytes = Bytes::of("plenary-clause/1");
        bytes.text(self.id.as_str());
        bytes.text(self.part.name());
        bytes.texts(self.verb.iter().map(|verb| verb.id.as_str()).collect::<Vec<_>>().into_iter());
        bytes.texts(self.class().iter().map(|class| class.name()).collect::<Vec<_>>().into_iter());
        match &self.asserted_by {
            AssertedBy::Forum => bytes.text("forum"),
            AssertedBy::Host => bytes.text("host"),
            AssertedBy::Parties(parties) => {
                bytes.text("parties");
                bytes.texts(parties.iter().map(PartyKey::as_str));
            }
        }
        bytes.texts(self.actors.iter().map(PartyKey::as_str));
        bytes.texts(self.addressees.iter().map(PartyKey::as_str));
        bytes.count(self.text.iter().count());
        for (lang, text) in self.text.iter() {
            bytes.text(lang.as_str());
            bytes.text(text);
        }
        bytes.count(self.sources.len());
        for source in &self.sources {
            bytes.digest(&source.snapshot);
            bytes.text(source.statement.as_str());
        }
        bytes.sha256()
    }

    /// What a position on this version of the clause names.
    #[must_use]
    pub fn reference(&self) -> ClauseRef {
        ClauseRef { id: self.id.clone(), digest: self.digest() }
    }
}

impl Part {
    /// All four, in the order of a document.
    pub const ALL: [Part; 4] = [Part::Chapeau, Part::Preamble, Part::Operative, Part::Closing];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Chapeau => "chapeau",
            Part::Preamble => "preamble",
            Part::Operative => "operative",
            Part::Closing => "closing",
        }
    }
}
