//! The words of the interface, by message id and language.
//!
//! Messages are Fluent files under `locales/<language>/`, embedded in the binary: nothing is read at run time.
//! A language without its own files speaks English; so does a message another language lacks (a test keeps
//! that from happening in the languages that are shipped).

use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{collections::BTreeMap, sync::LazyLock};
use terms::Lang;
use unic_langid::LanguageIdentifier;

macro_rules! files {
    ($tag:literal) => {
        (
            $tag,
            [
                include_str!(concat!("../locales/", $tag, "/sentence.ftl")),
                include_str!(concat!("../locales/", $tag, "/analysis.ftl")),
                include_str!(concat!("../locales/", $tag, "/page.ftl")),
                include_str!(concat!("../locales/", $tag, "/site.ftl")),
                include_str!(concat!("../locales/", $tag, "/vote.ftl")),
                include_str!(concat!("../locales/", $tag, "/board.ftl")),
                include_str!(concat!("../locales/", $tag, "/desk.ftl")),
                include_str!(concat!("../locales/", $tag, "/delegations.ftl")),
                include_str!(concat!("../locales/", $tag, "/discussion.ftl")),
                include_str!(concat!("../locales/", $tag, "/letters.ftl")),
            ],
        )
    };
}

/// The languages whose messages are shipped, with their files.
const SHIPPED: [(&str, [&str; 10]); 4] = [files!("en"), files!("fa"), files!("ru"), files!("zh")];

static SPEECHES: LazyLock<BTreeMap<&'static str, Bundle>> =
    LazyLock::new(|| SHIPPED.iter().map(|(tag, files)| (*tag, bundle(tag, files))).collect());

type Bundle = FluentBundle<FluentResource>;

/// Arguments of a message.
pub type Args<'a> = FluentArgs<'a>;

/// The tags of the languages that are shipped, English first.
#[must_use]
pub fn shipped() -> Vec<&'static str> {
    SHIPPED.iter().map(|(tag, _)| *tag).collect()
}

/// The message `id` in `lang`, else in English, else the id itself.
///
/// The last never happens for an id the crate uses; it is kept visible rather than silent.
#[must_use]
pub fn say(lang: &Lang, id: &str, args: &Args<'_>) -> String {
    let own = speech(lang).and_then(|bundle| pattern(bundle, id, args));
    own.or_else(|| SPEECHES.get("en").and_then(|bundle| pattern(bundle, id, args)))
        .unwrap_or_else(|| id.to_owned())
}

/// The message `id` without arguments.
#[must_use]
pub fn word(lang: &Lang, id: &str) -> String {
    say(lang, id, &Args::new())
}

/// A whole number with the language's grouping and digits.
#[must_use]
pub fn integer(lang: &Lang, number: u64) -> String {
    let latin = lang.as_str().contains("-u-nu-latn");
    match language(lang) {
        "fa" if !latin => group(number, "٬").chars().map(persian_digit).collect(),
        "fa" | "zh" => group(number, ","),
        "ru" => group(number, "\u{a0}"),
        _ => group(number, ","),
    }
}

fn persian_digit(c: char) -> char {
    c.to_digit(10).and_then(|d| char::from_u32(0x06F0 + d)).unwrap_or(c)
}

fn group(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    // Four digits stand ungrouped only in years and codes, which are texts here, never numbers.
    let head = (digits.len() - 1) % 3 + 1;
    let mut out = digits[..head].to_owned();
    for at in (head..digits.len()).step_by(3) {
        out.push_str(separator);
        out.push_str(&digits[at..at + 3]);
    }
    out
}

fn language(lang: &Lang) -> &str {
    lang.as_str().split('-').next().unwrap_or_default()
}

fn speech(lang: &Lang) -> Option<&'static Bundle> {
    SPEECHES.get(lang.as_str()).or_else(|| SPEECHES.get(language(lang)))
}

fn pattern(bundle: &Bundle, id: &str, args: &Args<'_>) -> Option<String> {
    let mut errors: Vec<FluentError> = Vec::new();
    let message = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(message, Some(args), &mut errors).into_owned())
}

fn bundle(tag: &'static str, files: &[&str]) -> Bundle {
    let id: LanguageIdentifier = tag.parse().expect("shipped tags are well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names are isolated where they need it, by `plain::isolate`; marks around every argument garble terminals.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match tag {
        "fa" => |value, _| number(value, &Lang::new("fa")),
        "ru" => |value, _| number(value, &Lang::new("ru")),
        _ => |value, _| number(value, &Lang::new("en")),
    }));
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole numbers below 2^53 are passed"
)]
fn number(value: &FluentValue<'_>, lang: &Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(integer(lang, number.value as u64)),
        _ => None,
    }
}
