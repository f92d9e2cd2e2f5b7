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

    /// The language without script and region: `zh` of `zh-Hans`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
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

    /// The text in `lang`, else in the same language in another script or for another region, else in English, else
    /// in the first language there is, with the language it is in. Who asks for `zh` reads `zh-Hans`.
    #[must_use]
    pub fn best(&self, lang: &Lang) -> Option<(&Lang, &str)> {
        let english = Lang::new("en");
        let pick = |l: &Lang| self.0.get_key_value(l);
        let kin = || self.0.iter().find(|(own, _)| own.language() == lang.language());
        let any = || self.0.iter().next();
        pick(lang).or_else(kin).or_else(|| pick(&english)).or_else(any).map(|(l, t)| (l, t.as_str()))
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
    fn a_reader_gets_the_own_language_before_english() {
        let text = MultiText::of("en", "city").with("zh-Hans", "城市").with("fa", "شهر").with("ru", "город");
        let read = |tag: &str| text.best(&Lang::new(tag)).map(|(lang, text)| (lang.as_str(), text));
        for tag in ["zh", "zh-Hans", "zh-Hans-CN"] {
            assert_eq!(read(tag), Some(("zh-Hans", "城市")), "{tag}");
        }
        assert_eq!(read("fa-AF"), Some(("fa", "شهر")));
        assert_eq!(read("tg"), Some(("en", "city")));
        assert_eq!(MultiText::of("ru", "город").best(&Lang::new("tg")), Some((&Lang::new("ru"), "город")));
    }

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
