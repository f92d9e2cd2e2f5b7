//! Whose votes a source holds and under which licence, as far as it says so itself.

use crate::{descriptor, layout, polis::summary};
use serde_json::Value;
use tables::Source;

/// Whose votes these are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The line that whatever shows these votes must carry, where the source states a licence.
    pub line: Option<String>,
    /// The conversation of pol.is that an export says it is of.
    pub conversation: Option<String>,
}

/// Files that state a licence.
pub const LICENCE_FILES: [&str; 5] = ["LICENSE", "LICENSE.md", "LICENSE.txt", "README.md", "README.txt"];
/// Nothing longer is read.
const LIMIT: u64 = 1 << 20;

impl Attribution {
    /// What a source says; nothing where a file that would say it cannot be read.
    #[must_use]
    pub fn of(source: &Source) -> Attribution {
        let bytes = |member: Option<&str>| source.bytes(member?, LIMIT).ok();
        let package = bytes(layout::member(source, descriptor::NAME));
        let package = package.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let rows = bytes(source.find("summary").ok().flatten()).map(|bytes| summary::rows(&bytes));
        let address = rows.iter().flatten().find(|(key, _)| key == "url").map(|(_, value)| value.as_str());
        let conversation = address.and_then(conversation).map(str::to_owned);
        let stated = source.members().iter().filter(|member| LICENCE_FILES.contains(&member.as_str()));
        let texts = stated.filter_map(|member| source.bytes(member, LIMIT).ok());
        let texts = texts.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let all = Attribution { line: package.as_ref().and_then(described), conversation };
        Attribution { line: all.beside(texts), ..all }
    }

    /// The line, where the source has one or one of these texts, which lie beside it, states the licence of Polis'
    /// openData for its conversation.
    #[must_use]
    pub fn beside(&self, texts: impl IntoIterator<Item = String>) -> Option<String> {
        let collected = || {
            let conversation = self.conversation.as_deref()?;
            let states = |text: String| {
                text.contains("CC BY 4.0") && text.contains("The Computational Democracy Project")
            };
            let line = || {
                format!(
                    "Polis conversation {conversation}, openData of The Computational Democracy Project, CC BY 4.0"
                )
            };
            texts.into_iter().any(states).then(line)
        };
        self.line.clone().or_else(collected)
    }
}

/// The conversation at an address of pol.is.
fn conversation(address: &str) -> Option<&str> {
    address.trim().trim_matches('"').strip_prefix("https://pol.is/").filter(|name| !name.is_empty())
}

/// What the descriptor of a plain package says: `attribution`, or `licenses` with `sources` (Data Package v1).
fn described(package: &Value) -> Option<String> {
    if let Some(line) = package.get("attribution").and_then(Value::as_str) {
        return Some(line.to_owned());
    }
    let names = |list: &str, keys: &[&str]| -> Vec<String> {
        let all = package.get(list).and_then(Value::as_array).into_iter().flatten();
        let name = |one: &Value| keys.iter().find_map(|key| one.get(key)?.as_str().map(str::to_owned));
        all.filter_map(name).collect()
    };
    let licences = names("licenses", &["name", "title", "path"]);
    let sources = names("sources", &["title", "path"]);
    (!licences.is_empty()).then(|| format!("Data: {}", [sources, licences].concat().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_descriptor_of_a_package_speaks_for_itself() {
        let licences = json!({"licenses": [{"name": "CC-BY-4.0"}], "sources": [{"title": "Erik Voeten"}]});
        assert_eq!(described(&licences).as_deref(), Some("Data: Erik Voeten, CC-BY-4.0"));
        assert_eq!(described(&json!({"attribution": "By all of us."})).as_deref(), Some("By all of us."));
        assert_eq!(described(&json!({"title": "Votes"})), None);
    }

    #[test]
    fn a_licence_beside_says_something_of_a_conversation_alone() {
        let stated = || ["Licensed under CC BY 4.0 by The Computational Democracy Project.".to_owned()];
        let of = |address: &str| Attribution {
            line: None,
            conversation: conversation(address).map(str::to_owned),
        };
        let line = "Polis conversation 2demo, openData of The Computational Democracy Project, CC BY 4.0";
        assert_eq!(of("https://pol.is/2demo").beside(stated()).as_deref(), Some(line));
        assert_eq!(of("https://pol.is/2demo").beside(["All rights reserved.".to_owned()]), None);
        assert_eq!(of("https://example.org/2demo").beside(stated()), None);
        assert_eq!(of("https://pol.is/").beside(stated()), None);
    }
}
