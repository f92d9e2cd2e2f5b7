//! What the communiqué and the pages take from texts in several languages.

use crate::State;
use opinion::Report;
use present::collate::Collation;
use present::locale::speaks;
use terms::{Lang, MultiText};

/// The text in the language in which the messages speak when `lang` is asked for, so that a sentence and what stands in
/// it speak one; else in English, else in any language; empty where there is none.
pub(crate) fn best(text: &MultiText, lang: &Lang) -> String {
    text.best(&speaks(lang)).map_or(String::new(), |(_, text)| text.to_owned())
}

/// Names in the order of the language, each with what belongs to it.
pub(crate) fn in_order<T: Ord>(lang: &Lang, names: &mut [(String, T)]) {
    let collation = Collation::of(&speaks(lang));
    names.sort_by(|(a, own), (b, other)| collation.compare(a, b).then_with(|| own.cmp(other)));
}

/// What the engine says, its parties called by their names in the language.
pub(crate) fn called(state: &State, report: &Report, lang: &Lang) -> Report {
    let mut report = report.clone();
    for party in &mut report.parties {
        if let Some(name) = state.name(&party.key) {
            party.name = best(name.name, lang);
        }
    }
    report
}
