//! Acts of the discussion: who leads a topic, what it can draw on, what is said, and what it concludes.

use serde::{Deserialize, Serialize};
use terms::{Capacity, Digest, Lang, MultiText, PartyKey, StatementKey, Tier, TopicKey};

/// A topic is given its chair, its rapporteur and its questions. Given again, they take the place of those before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicGuided {
    /// The topic.
    pub topic: TopicKey,
    /// The party that chairs its discussion.
    pub chair: Option<PartyKey>,
    /// The party that reports on it.
    pub rapporteur: Option<PartyKey>,
    /// What its discussion is guided by, in order.
    pub questions: Vec<MultiText>,
}

/// A background paper is filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperFiled {
    /// Its key, unique in the forum.
    pub paper: String,
    /// Its topic.
    pub topic: TopicKey,
    /// Its title.
    pub title: MultiText,
    /// Who wrote it.
    pub author: MultiText,
    /// In what capacity.
    pub capacity: Capacity,
    /// Where it can be read.
    pub source: PaperSource,
}

/// Where a paper can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperSource {
    /// At an `https://` address.
    Link(String),
    /// In the forum's own keeping, by the digest of its bytes.
    File {
        /// BLAKE3 of its bytes.
        digest: Digest,
        /// Its media type.
        media: String,
        /// How many bytes.
        bytes: u64,
    },
}

/// Where a statement or reply comes from, where it was not the secretariat. Never a person: only what is counted
/// anyway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// How its author came in; `None` for a delegate.
    pub tier: Option<Tier>,
    /// The party of its author.
    pub party: Option<PartyKey>,
    /// The capacity of its author.
    pub capacity: Option<Capacity>,
}

/// A statement is translated. The words of its author stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementTranslated {
    /// The statement.
    pub statement: StatementKey,
    /// Into which language.
    pub lang: Lang,
    /// The translation.
    pub text: String,
    /// Whether a machine made it.
    pub by_machine: bool,
}

/// What somebody handed in was not let in. Its text is not in the record; its digest is, so that the author can prove
/// what was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmissionRefused {
    /// The topic.
    pub topic: TopicKey,
    /// BLAKE3 of the text, in UTF-8.
    pub digest: Digest,
    /// Why, in the moderator's words.
    pub reason: String,
}

/// A reply to a statement is made. Replies are not voted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyMade {
    /// Its key, unique in the forum.
    pub reply: String,
    /// To which statement.
    pub statement: StatementKey,
    /// Whether it speaks for the statement or against it, or asks.
    pub stance: Stance,
    /// What it says, in its author's language.
    pub text: MultiText,
    /// Sources: `https://` addresses or keys of papers.
    pub sources: Vec<String>,
    /// Where it comes from.
    pub origin: Option<Origin>,
}

/// How a reply stands to its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It gives a reason for it.
    For,
    /// It gives a reason against it.
    Against,
    /// It asks something.
    Question,
}

impl Stance {
    /// All, in the order in which they are shown.
    pub const ALL: [Stance; 3] = [Stance::For, Stance::Against, Stance::Question];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stance::For => "for",
            Stance::Against => "against",
            Stance::Question => "question",
        }
    }

    /// The stance of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Stance> {
        Stance::ALL.into_iter().find(|stance| stance.name() == name)
    }
}

/// A reply is no longer shown. It stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyHidden {
    /// The reply.
    pub reply: String,
    /// Why, in the moderator's words.
    pub reason: String,
}

/// What a closed topic concluded is reported. The figures are those of the snapshot; the words are the rapporteur's.
/// Reported again, the report takes the place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicReported {
    /// The topic.
    pub topic: TopicKey,
    /// The digest of the findings it rests on: the latest published ones.
    pub snapshot: Digest,
    /// What the rapporteur says before the figures; may be empty.
    pub opening: MultiText,
    /// What the rapporteur says after them; may be empty.
    pub conclusion: MultiText,
}
