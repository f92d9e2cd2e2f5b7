//! Where the languages of a text may not say the same, in the reader's words.

use crate::extract::Place;
use crate::speech::Speech;
use text::{Difference, Discord, Finding};

/// One finding, as a sentence that says where it is and what to do.
pub(crate) fn words(at: &Place, found: &Finding) -> String {
    let speech = &at.speech;
    let differ = |message: &str, by: &Difference| {
        let list = |list: &[String]| if list.is_empty() { "–".to_owned() } else { list.join(", ") };
        speech.says(message, &[("leading", list(&by.leading)), ("here", list(&by.here))])
    };
    let what = match &found.what {
        Discord::Missing => speech.w("discord-missing"),
        Discord::Stale => speech.w("discord-stale"),
        Discord::Numbers(by) => differ("discord-numbers", by),
        Discord::Symbols(by) => differ("discord-symbols", by),
        Discord::Brackets { leading, here } => {
            speech.nn("discord-brackets", ("leading", *leading), ("here", *here))
        }
        Discord::Unbalanced(_) => speech.w("discord-unbalanced"),
        Discord::Open(passages) => speech.n("discord-open", "count", *passages),
        Discord::Alternative { of, label } => {
            speech.says("discord-alternative", &[("label", label.clone()), ("clause", of.to_string())])
        }
        Discord::Unapproved(verb) => speech.s("discord-unapproved", "verb", verb),
        Discord::Verb { wording } => speech.s("discord-verb", "wording", wording),
    };
    let own_name = Speech::new(found.lang.clone()).w("language-own-name");
    speech.says("discord-at", &[("clause", found.clause.to_string()), ("language", own_name), ("what", what)])
}
