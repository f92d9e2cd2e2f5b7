//! The words of the interface, by message id and language.
//!
//! Messages are Fluent files under `locales/<language>/`, embedded in the binary: nothing is read at run time.
//! A language without its own files speaks English; so does a message another language lacks (a test keeps
//! that from happening in the languages that are shipped).

use crate::numbers;
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
                include_str!(concat!("../locales/", $tag, "/polis.ftl")),
                include_str!(concat!("../locales/", $tag, "/page.ftl")),
                include_str!(concat!("../locales/", $tag, "/pictures.ftl")),
                include_str!(concat!("../locales/", $tag, "/site.ftl")),
                include_str!(concat!("../locales/", $tag, "/vote.ftl")),
                include_str!(concat!("../locales/", $tag, "/board.ftl")),
                include_str!(concat!("../locales/", $tag, "/desk.ftl")),
                include_str!(concat!("../locales/", $tag, "/delegations.ftl")),
                include_str!(concat!("../locales/", $tag, "/discussion.ftl")),
                include_str!(concat!("../locales/", $tag, "/letters.ftl")),
                include_str!(concat!("../locales/", $tag, "/accounts.ftl")),
                include_str!(concat!("../locales/", $tag, "/dates.ftl")),
                include_str!(concat!("../locales/", $tag, "/communique.ftl")),
                include_str!(concat!("../locales/", $tag, "/forum.ftl")),
                include_str!(concat!("../locales/", $tag, "/paper.ftl")),
                include_str!(concat!("../locales/", $tag, "/text.ftl")),
                include_str!(concat!("../locales/", $tag, "/draft.ftl")),
                include_str!(concat!("../locales/", $tag, "/record.ftl")),
            ],
        )
    };
}

/// The languages whose messages are shipped, with their files.
const SHIPPED: [(&str, [&str; 20]); 4] = [files!("en"), files!("fa"), files!("ru"), files!("zh")];

/// Persian whose numbers are written with Latin digits, within messages as well.
const PERSIAN_IN_LATIN_DIGITS: &str = "fa-u-nu-latn";

/// Each is read when it first speaks: most runs speak one.
static SPEECHES: LazyLock<BTreeMap<&'static str, Speech>> = LazyLock::new(|| {
    let latin =
        SHIPPED.iter().filter(|(tag, _)| *tag == "fa").map(|(_, files)| (PERSIAN_IN_LATIN_DIGITS, files));
    let own = SHIPPED.iter().map(|(tag, files)| (*tag, files));
    own.chain(latin)
        .map(|(tag, files)| (tag, Speech::new(Box::new(move || bundle(tag, files)) as Reads)))
        .collect()
});

type Bundle = FluentBundle<FluentResource>;
type Reads = Box<dyn FnOnce() -> Bundle + Send>;
type Speech = LazyLock<Bundle, Reads>;

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

/// A whole number with the language's grouping and digits: [`numbers::integer`].
#[must_use]
pub fn integer(lang: &Lang, number: u64) -> String {
    numbers::integer(lang, number)
}

/// The language in which messages speak when `lang` is asked for: itself where it is shipped, with what its tag says
/// beside the language, else English. What stands in a sentence is taken in it, so that no sentence speaks two.
#[must_use]
pub fn speaks(lang: &Lang) -> Lang {
    if SPEECHES.contains_key(lang.language()) { lang.clone() } else { Lang::new("en") }
}

/// The Latin digits of a text, which is no number to be grouped, as digits of the language.
#[must_use]
pub fn digits(lang: &Lang, text: &str) -> String {
    if lang.language() != "fa" || has_latin_digits(lang) {
        return text.to_owned();
    }
    let persian = |digit: u32| char::from_u32(0x06F0 + digit);
    text.chars().map(|c| c.to_digit(10).and_then(persian).unwrap_or(c)).collect()
}

/// Whether the tag asks for Latin digits where the language has its own.
fn has_latin_digits(lang: &Lang) -> bool {
    lang.as_str().contains("-u-nu-latn")
}

fn speech(lang: &Lang) -> Option<&'static Bundle> {
    let tag = if has_latin_digits(lang) && lang.language() == "fa" {
        PERSIAN_IN_LATIN_DIGITS
    } else {
        lang.language()
    };
    SPEECHES.get(tag).map(|speech| &**speech)
}

fn pattern(bundle: &Bundle, id: &str, args: &Args<'_>) -> Option<String> {
    let mut errors: Vec<FluentError> = Vec::new();
    let message = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(message, Some(args), &mut errors).into_owned())
}

fn bundle(tag: &'static str, files: &[&str]) -> Bundle {
    let id: LanguageIdentifier = Lang::new(tag).language().parse().expect("shipped tags are well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names are isolated where they need it, by `plain::isolate`; marks around every argument garble terminals.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match tag {
        "fa" => |value, _| number(value, &Lang::new("fa")),
        PERSIAN_IN_LATIN_DIGITS => |value, _| number(value, &Lang::new(PERSIAN_IN_LATIN_DIGITS)),
        "ru" => |value, _| number(value, &Lang::new("ru")),
        "zh" => |value, _| number(value, &Lang::new("zh")),
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
