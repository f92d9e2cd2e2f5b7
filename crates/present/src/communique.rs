//! The sentences of a forum's news report and of its pages, before and in a language.
//!
//! A sentence is a message id with arguments, each with the numbers of the acts that carry it, so that a footnote can
//! be made of any sentence. Nothing that is shown stands in the id; what a language says is in `communique.ftl` and
//! `forum.ftl`.

use crate::{dates, list, locale, locale::Args, numbers, plain, sentence};
use std::collections::{BTreeMap, BTreeSet};
use terms::Lang;

/// A group of sentences under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The message id of its heading.
    pub heading: &'static str,
    /// Its sentences; never empty.
    pub sentences: Vec<Sentence>,
}

/// A sentence: a message id and arguments, and what stands below it as a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The message id.
    pub id: &'static str,
    /// The arguments by name.
    pub args: BTreeMap<&'static str, Arg>,
    /// Sentences listed below it.
    pub items: Vec<Sentence>,
}

/// An argument and the acts that carry it.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// What is said.
    pub value: Value,
    /// The numbers of the acts it came from.
    pub acts: BTreeSet<u64>,
}

/// What an argument says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A word by which a message chooses its own words. Never shown itself.
    Choice(String),
    /// A count.
    Number(u64),
    /// A day, `YYYY-MM-DD`.
    Day(String),
    /// From one day to another, both `YYYY-MM-DD`.
    Days(String, String),
    /// Words somebody wrote: a name, a title, a statement.
    Written(String),
    /// Several, joined as the language does.
    List(Vec<Value>),
    /// A part that is a message of its own, with its own arguments.
    Part(Box<Sentence>),
    /// What the engine says of a statement.
    Found(Box<sentence::Sentence>),
}

impl Sentence {
    /// A sentence without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Sentence {
        Sentence { id, args: BTreeMap::new(), items: Vec::new() }
    }

    /// The same with an argument and the acts that carry it.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: Value, acts: impl IntoIterator<Item = u64>) -> Sentence {
        self.args.insert(name, Arg { value, acts: acts.into_iter().collect() });
        self
    }

    /// The same with a count.
    #[must_use]
    pub fn number(self, name: &'static str, number: u64, acts: impl IntoIterator<Item = u64>) -> Sentence {
        self.arg(name, Value::Number(number), acts)
    }

    /// The same with words somebody wrote.
    #[must_use]
    pub fn written(self, name: &'static str, text: &str, acts: impl IntoIterator<Item = u64>) -> Sentence {
        self.arg(name, Value::Written(text.to_owned()), acts)
    }

    /// The same with a word to choose by.
    #[must_use]
    pub fn choice(self, name: &'static str, word: &str, acts: impl IntoIterator<Item = u64>) -> Sentence {
        self.arg(name, Value::Choice(word.to_owned()), acts)
    }

    /// The same with `names` and their `count`, each name with the acts that gave it.
    #[must_use]
    pub fn names(self, names: Vec<(String, BTreeSet<u64>)>) -> Sentence {
        let acts: BTreeSet<u64> = names.iter().flat_map(|(_, acts)| acts.iter().copied()).collect();
        let count = names.len() as u64;
        let list = names.into_iter().map(|(name, _)| Value::Written(name)).collect();
        self.number("count", count, acts.clone()).arg("names", Value::List(list), acts)
    }

    /// The acts of all its arguments: its footnote.
    #[must_use]
    pub fn acts(&self) -> BTreeSet<u64> {
        let of_value = |value: &Value| match value {
            Value::Part(part) => part.acts(),
            Value::List(list) => list
                .iter()
                .flat_map(|value| if let Value::Part(part) = value { part.acts() } else { BTreeSet::new() })
                .collect(),
            _ => BTreeSet::new(),
        };
        let one = |arg: &Arg| arg.acts.iter().copied().chain(of_value(&arg.value)).collect::<BTreeSet<_>>();
        self.args.values().flat_map(one).collect()
    }

    /// The sentence in a language; one without messages of its own hears it in English, its parts included.
    #[must_use]
    pub fn write(&self, lang: &Lang) -> String {
        let lang = locale::speaks(lang);
        let mut args = Args::new();
        for (&name, arg) in &self.args {
            match &arg.value {
                Value::Number(number) => args.set(name, *number),
                value => args.set(name, spoken(&lang, value)),
            }
        }
        locale::say(&lang, self.id, &args)
    }
}

fn spoken(lang: &Lang, value: &Value) -> String {
    match value {
        Value::Choice(word) => word.clone(),
        Value::Number(number) => numbers::integer(lang, *number),
        Value::Day(day) => dates::written_day(lang, day),
        Value::Days(from, to) => dates::written_range(lang, from, to),
        Value::Written(text) => plain::isolate(text, lang.is_right_to_left()),
        Value::List(list) => list::joined(lang, list.iter().map(|value| spoken(lang, value)).collect()),
        Value::Part(part) => part.write(lang),
        Value::Found(found) => sentence::write(found, lang),
    }
}
