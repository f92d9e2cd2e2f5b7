//! Acts that say what something is called in a further language.

use serde::{Deserialize, Serialize};
use terms::{Lang, PartyKey, TopicKey};

/// Something is called so in a further language. The names it was given stay as they are; an earlier translation is
/// replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameTranslated {
    /// What is called so.
    pub of: Called,
    /// In which language.
    pub lang: Lang,
    /// What it is called.
    pub name: String,
}

/// What can be called something in several languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Called {
    /// The forum.
    Forum,
    /// Its theme.
    Theme,
    /// Where it meets.
    Place,
    /// A topic.
    Topic(TopicKey),
    /// A question that guides the discussion of a topic, by its number from 1.
    Question(TopicKey, u32),
    /// A party or organisation.
    Party(PartyKey),
    /// A co-organiser.
    CoOrganiser(PartyKey),
}

impl Called {
    /// How a form or a program names it: `forum`, `theme`, `place`, `topic/KEY`, `question/NUMBER/KEY`, `party/KEY`,
    /// `co-organiser/KEY`.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Called::Forum => "forum".to_owned(),
            Called::Theme => "theme".to_owned(),
            Called::Place => "place".to_owned(),
            Called::Topic(key) => format!("topic/{key}"),
            Called::Question(key, number) => format!("question/{number}/{key}"),
            Called::Party(key) => format!("party/{key}"),
            Called::CoOrganiser(key) => format!("co-organiser/{key}"),
        }
    }

    /// What has this id; `None` for a text that is no such id.
    #[must_use]
    pub fn named(id: &str) -> Option<Called> {
        let (kind, rest) = id.split_once('/').unwrap_or((id, ""));
        match (kind, rest) {
            ("forum", "") => Some(Called::Forum),
            ("theme", "") => Some(Called::Theme),
            ("place", "") => Some(Called::Place),
            (_, "") => None,
            ("topic", key) => Some(Called::Topic(TopicKey::new(key))),
            ("question", rest) => {
                let (number, key) = rest.split_once('/')?;
                Some(Called::Question(TopicKey::new(key), number.parse().ok()?))
            }
            ("party", key) => Some(Called::Party(PartyKey::new(key))),
            ("co-organiser", key) => Some(Called::CoOrganiser(PartyKey::new(key))),
            _ => None,
        }
    }
}
