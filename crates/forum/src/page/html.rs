//! Small pieces of HTML.

use super::View;
use crate::communique::Sentence;
use crate::communique::words::{best, in_order};
use opinion::Grade;
use present::dates::{self, Calendars};
use present::locale;
use present::page::escape;
use terms::{Instant, Lang, MultiText, PartyKey, Zone};

/// A message of the page, to be given arguments.
pub(super) fn m(id: &'static str) -> Sentence {
    Sentence::new(id)
}

/// A message in a language, not escaped.
pub(super) fn say(lang: &Lang, sentence: Sentence) -> String {
    sentence.write(lang)
}

/// A message with arguments, escaped and isolated from the direction around it: a language without messages of its
/// own speaks English, whatever the page's direction.
pub(super) fn said(view: &View, sentence: Sentence) -> String {
    isolated(&sentence.write(view.lang))
}

/// A word of the page, neither escaped nor isolated.
pub(super) fn plain_word(view: &View, id: &str) -> String {
    locale::word(view.lang, id)
}

/// A word of the page, escaped and isolated.
pub(super) fn word(view: &View, id: &str) -> String {
    isolated(&plain_word(view, id))
}

/// A word of the page for an attribute: escaped, without a tag.
pub(super) fn label(view: &View, id: &str) -> String {
    escape(&plain_word(view, id))
}

/// Words somebody wrote, in the quotation marks of the language, not escaped.
pub(super) fn quoted(view: &View, words: &str) -> String {
    say(view.lang, m("quoted").written("words", words, []))
}

/// A text, escaped and isolated.
pub(super) fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

/// What somebody wrote, escaped and isolated from the direction around it.
pub(super) fn written(view: &View, text: &MultiText) -> String {
    isolated(&best(text, view.lang))
}

/// A party's name, escaped and isolated.
pub(super) fn name(view: &View, key: &PartyKey) -> String {
    match view.state.name(key) {
        Some(name) => written(view, name.name),
        None => escape(key.as_str()),
    }
}

/// The names of parties in the order of the language, not escaped.
pub(super) fn names<'k>(view: &View, keys: impl IntoIterator<Item = &'k PartyKey>) -> Vec<String> {
    let plain =
        |key: &PartyKey| view.state.name(key).map_or(key.to_string(), |name| best(name.name, view.lang));
    let mut names: Vec<(String, ())> = keys.into_iter().map(|key| (plain(key), ())).collect();
    in_order(view.lang, &mut names);
    names.into_iter().map(|(name, ())| name).collect()
}

/// A link to an act on the record page.
pub(super) fn act(view: &View, act: u64) -> String {
    let text = said(view, m("text-act").number("act", act, [act]));
    format!("<a class=\"act\" href=\"{}#act-{act}\">{text}</a>", view.beside.record_page)
}

/// The day of an instant in UTC, in the calendars asked for.
pub(super) fn day(view: &View, at: Instant, calendars: Calendars) -> String {
    dates::day_in(view.lang, dates::date_of(at, &Zone::new("UTC")), calendars)
}

/// An anchor that any key can have: letters, digits and dashes stay, all else is its code.
pub(super) fn anchor(prefix: &str, key: &str) -> String {
    let mut out = format!("{prefix}-");
    for c in key.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}", u32::from(c)));
        }
    }
    out
}

/// The section of the board a grade stands in: its class, sign and word.
pub(super) fn kind(grade: Grade) -> (&'static str, &'static str, &'static str) {
    match grade {
        Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => ("agreed", "◆✓", "sign-agreed"),
        Grade::SharedRejection => ("rejected", "◆✕", "sign-rejected"),
        Grade::Divided => ("differ", "⇄", "sign-divided"),
        Grade::NotYetAsked => ("not-asked", "○", "sign-not-asked"),
        Grade::Majority | Grade::Open => ("open", "…", "sign-open"),
    }
}

/// The sign of a grade with its word for those who do not see it.
pub(super) fn sign(view: &View, grade: Grade) -> String {
    let (class, sign, text) = kind(grade);
    format!(
        "<span class=\"sign {class}\" title=\"{0}\"><span aria-hidden=\"true\">{sign}</span><span class=\"hidden\">{0}</span></span>",
        label(view, text)
    )
}
