//! A sentence in a language.

use super::{Arg, Named, Sentence};
use crate::{list::joined, locale, locale::Args, plain};
use opinion::OutsideReason;
use terms::Lang;

/// Arguments by which a message chooses its words; they are never shown themselves.
const CHOICES: [&str; 2] = ["blocks", "direction"];

/// The sentence in `lang`; names that run the other way are isolated with Unicode marks.
#[must_use]
pub fn write(sentence: &Sentence, lang: &Lang) -> String {
    let mut args = Args::new();
    for (&name, arg) in &sentence.args {
        match arg {
            Arg::Text(text) if CHOICES.contains(&name) => args.set(name, text.as_str()),
            Arg::Text(text) => args.set(name, called(lang, blocks(sentence), text)),
            Arg::Integer(number) => args.set(name, *number),
            Arg::Percent(percent) => args.set(name, u64::from(*percent)),
            Arg::Parties(parties) => {
                args.set("count", parties.len());
                args.set(
                    name,
                    joined(lang, parties.iter().map(|party| named(party, sentence, lang)).collect()),
                );
            }
        }
    }
    locale::say(lang, &format!("sentence-{}", sentence.id), &args)
}

/// The parties of a sentence with what it says of each, as one text.
pub(crate) fn named_list(lang: &Lang, parties: &[Named], sentence: &Sentence) -> String {
    joined(lang, parties.iter().map(|party| named(party, sentence, lang)).collect())
}

/// Why a party stands outside a finding of this direction: `for` or `against`.
pub(crate) fn reason(lang: &Lang, reason: OutsideReason, direction: &str) -> String {
    let mut args = Args::new();
    args.set("reason", reason_key(reason));
    args.set("direction", direction.to_owned());
    locale::say(lang, "outside-reason", &args)
}

/// The key used in files.
pub(crate) fn reason_key(reason: OutsideReason) -> &'static str {
    match reason {
        OutsideReason::Disagrees => "disagrees",
        OutsideReason::Undecided => "undecided",
        OutsideReason::NotAsked => "not_asked",
    }
}

/// How a block is called in running text: a party by its name, a group as "group 1".
pub(crate) fn called(lang: &Lang, blocks: &str, name: &str) -> String {
    let mut args = Args::new();
    args.set("blocks", blocks.to_owned());
    args.set("name", plain::isolate(name, lang.is_right_to_left()));
    locale::say(lang, "block-named", &args)
}

fn blocks(sentence: &Sentence) -> &str {
    match sentence.args.get("blocks") {
        Some(Arg::Text(blocks)) => blocks,
        _ => "party",
    }
}

fn named(party: &Named, sentence: &Sentence, lang: &Lang) -> String {
    let name = called(lang, blocks(sentence), &party.name);
    let mut args = Args::new();
    args.set("party", name.clone());
    if let Some(reason) = party.reason {
        args.set("reason", reason_key(reason));
        if let Some(Arg::Text(direction)) = sentence.args.get("direction") {
            args.set("direction", direction.clone());
        }
        return locale::say(lang, "outside-one", &args);
    }
    let Some(needed) = party.needed else { return name };
    args.set("needed", needed);
    locale::say(lang, "needed-one", &args)
}
