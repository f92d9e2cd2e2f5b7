//! Languages and texts in several of them.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// A BCP 47 language tag such as `en`, `zh-Hans`, `fa`, kept as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lang(String);

impl Lang {
    /// The language with this tag.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Self(tag.to_owned())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the language's usual script runs from right to left. An explicit script subtag decides first.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let mut subtags = self.0.split('-');
        let language = subtags.next().unwrap_or_default();
        let script = subtags.find(|tag| tag.len() == 4);
        match script {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Thaa" | "Syrc" | "Nkoo" | "Adlm"),
            None => matches!(
                language,
                "ar" | "fa" | "prs" | "ps" | "ur" | "he" | "yi" | "ug" | "sd" | "ckb" | "dv"
            ),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One text in several languages, in order of tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MultiText(BTreeMap<Lang, String>);

impl MultiText {
    /// The text in one language.
    #[must_use]
    pub fn of(lang: &str, text: &str) -> Self {
        Self(BTreeMap::from([(Lang::new(lang), text.to_owned())]))
    }

    /// The same with one more language, or with another text in one it has.
    #[must_use]
    pub fn with(mut self, lang: &str, text: &str) -> Self {
        self.0.insert(Lang::new(lang), text.to_owned());
        self
    }

    /// The text in `lang`, if there is one.
    #[must_use]
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(String::as_str)
    }

    /// The text in `lang`, else in English, else in the first language there is, with the language it is in.
    #[must_use]
    pub fn best(&self, lang: &Lang) -> Option<(&Lang, &str)> {
        let english = Lang::new("en");
        let pick = |l: &Lang| self.0.get_key_value(l);
        pick(lang).or_else(|| pick(&english)).or_else(|| self.0.iter().next()).map(|(l, t)| (l, t.as_str()))
    }

    /// All languages with their text, in order of tag.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(l, t)| (l, t.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_decides_direction() {
        for rtl in ["fa", "ur-PK", "az-Arab", "ps"] {
            assert!(Lang::new(rtl).is_right_to_left(), "{rtl}");
        }
        for ltr in ["en", "zh-Hans", "ru", "ur-Latn", "tr"] {
            assert!(!Lang::new(ltr).is_right_to_left(), "{ltr}");
        }
    }
}
