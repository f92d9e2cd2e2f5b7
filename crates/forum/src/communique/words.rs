//! The communiqué's words by language. English is what is shipped; another language speaks English until it is.

use super::sentence::{Sentence, Value};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use present::{locale, plain, sentence};
use std::sync::LazyLock;
use terms::{Lang, MultiText};
use unic_langid::LanguageIdentifier;

/// The languages whose messages are shipped.
const SHIPPED: [&str; 1] = ["en"];

type Bundle = FluentBundle<FluentResource>;

const ENGLISH: &str = include_str!("../../locales/en/communique.ftl");

const PAGES: &str = include_str!("../../locales/en/page.ftl");

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let id: LanguageIdentifier = "en".parse().expect("a well-formed tag");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names are isolated where they need it, by `plain::isolate`.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(whole(number.value)),
        _ => None,
    }));
    for file in [ENGLISH, PAGES] {
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
});

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole numbers below 2^53 are passed"
)]
fn whole(number: f64) -> String {
    locale::integer(&Lang::new("en"), number as u64)
}

/// The message with these arguments, or its id where there is none: visible rather than silent.
fn message(id: &str, args: &FluentArgs<'_>) -> String {
    let pattern = BUNDLE.get_message(id).and_then(|message| message.value());
    let mut errors = Vec::new();
    pattern
        .map_or(id.to_owned(), |pattern| BUNDLE.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

/// The language in which the messages speak when `lang` is asked for: itself where it is shipped, else English. The
/// parts of one sentence speak one language.
pub(crate) fn speaks(lang: &Lang) -> Lang {
    let language = lang.as_str().split('-').next().unwrap_or_default();
    Lang::new(SHIPPED.into_iter().find(|shipped| *shipped == language).unwrap_or("en"))
}

/// A heading or other word without arguments.
pub(crate) fn word(id: &str) -> String {
    message(id, &FluentArgs::new())
}

/// A sentence in `lang`.
pub(super) fn say(lang: &Lang, sentence: &Sentence) -> String {
    let mut args = FluentArgs::new();
    for (&name, arg) in &sentence.args {
        match &arg.value {
            Value::Number(number) => args.set(name, *number),
            value => args.set(name, spoken(lang, value)),
        }
    }
    message(sentence.id, &args)
}

fn spoken(lang: &Lang, value: &Value) -> String {
    match value {
        Value::Choice(word) => word.clone(),
        Value::Number(number) => locale::integer(&speaks(lang), *number),
        Value::Day(day) => self::day(day),
        Value::Written(text) => plain::isolate(text, lang.is_right_to_left()),
        Value::List(list) => join(list.iter().map(|value| spoken(lang, value)).collect()),
        Value::Part(part) => say(lang, part),
        Value::Found(found) => sentence::write(found, &speaks(lang)),
    }
}

/// "A", "A and B", "A, B and C".
fn join(mut items: Vec<String>) -> String {
    let two = |id: &str, a: String, b: String| {
        let mut args = FluentArgs::new();
        args.set("a", a);
        args.set("b", b);
        message(id, &args)
    };
    let Some(last) = items.pop() else { return String::new() };
    match items.into_iter().reduce(|a, b| two("list-more", a, b)) {
        Some(head) => two("list-end", head, last),
        None => last,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// "3 June 2021"; the day as it stands where it is none.
pub(crate) fn day(day: &str) -> String {
    let Ok(date) = day.parse::<jiff::civil::Date>() else { return day.to_owned() };
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month - 1));
    let Some(month) = month else { return day.to_owned() };
    let mut args = FluentArgs::new();
    args.set("day", date.day().to_string());
    args.set("month", word(&format!("month-{month}")));
    args.set("year", date.year().to_string());
    message("date", &args)
}

/// The text in the language in which the messages speak when `lang` is asked for, so that a sentence and what stands in
/// it speak one; else in English, else in any language; empty where there is none.
pub(crate) fn best(text: &MultiText, lang: &Lang) -> String {
    text.best(&speaks(lang)).map_or(String::new(), |(_, text)| text.to_owned())
}
