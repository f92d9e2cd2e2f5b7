//! The words of a page in one language, for templates.

use present::{locale, plain};
use terms::{Lang, MultiText};

/// Speaks one language.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    lang: Lang,
}

/// A text that people wrote, with the language it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// The text.
    pub(crate) text: String,
    /// Its language.
    pub(crate) lang: String,
    /// `ltr` or `rtl`.
    pub(crate) dir: &'static str,
    /// Whether it is in another language than the reader asked for.
    pub(crate) foreign: bool,
}

impl Speech {
    /// Speaks `lang`.
    pub(crate) fn new(lang: Lang) -> Speech {
        Speech { lang }
    }

    /// The language.
    pub(crate) fn lang(&self) -> &Lang {
        &self.lang
    }

    /// A message without arguments.
    pub(crate) fn w(&self, id: &str) -> String {
        locale::word(&self.lang, id)
    }

    /// A message with one number.
    pub(crate) fn n(&self, id: &str, name: &str, number: impl TryInto<u64>) -> String {
        let mut args = locale::Args::new();
        args.set(name, number.try_into().unwrap_or_default());
        locale::say(&self.lang, id, &args)
    }

    /// A message with two numbers.
    pub(crate) fn nn(
        &self,
        id: &str,
        (one, first): (&str, impl TryInto<u64>),
        (two, second): (&str, impl TryInto<u64>),
    ) -> String {
        let mut args = locale::Args::new();
        args.set(one, first.try_into().unwrap_or_default());
        args.set(two, second.try_into().unwrap_or_default());
        locale::say(&self.lang, id, &args)
    }

    /// A message with one text.
    pub(crate) fn s(&self, id: &str, name: &str, text: &str) -> String {
        self.says(id, &[(name, text.to_owned())])
    }

    /// A message with texts.
    pub(crate) fn says(&self, id: &str, texts: &[(&str, String)]) -> String {
        let mut args = locale::Args::new();
        for (name, text) in texts {
            args.set(*name, self.isolated(text));
        }
        locale::say(&self.lang, id, &args)
    }

    /// A whole number in the digits of the language.
    pub(crate) fn integer(&self, number: impl TryInto<u64>) -> String {
        locale::integer(&self.lang, number.try_into().unwrap_or_default())
    }

    /// A text of the forum in this language, or the nearest there is.
    pub(crate) fn spoken(&self, text: &MultiText) -> Spoken {
        let (lang, words) = text.best(&self.lang).map_or((&self.lang, ""), |(lang, words)| (lang, words));
        Spoken {
            text: plain::line(words).into_owned(),
            lang: lang.to_string(),
            dir: present::page::direction(lang),
            foreign: language(lang) != language(&self.lang),
        }
    }

    /// The same as a plain name.
    pub(crate) fn name(&self, text: &MultiText) -> String {
        self.spoken(text).text
    }

    fn isolated(&self, text: &str) -> String {
        plain::isolate(text, self.lang.is_right_to_left())
    }
}

/// In the order of the reader's language, by name.
pub(crate) fn by_name<T>(at: &crate::extract::Place, items: Vec<T>, name: impl Fn(&T) -> &String) -> Vec<T> {
    present::collate::sorted_by_name(at.lang(), items, |item| name(item).as_str())
}

fn language(lang: &Lang) -> &str {
    lang.as_str().split('-').next().unwrap_or_default()
}
