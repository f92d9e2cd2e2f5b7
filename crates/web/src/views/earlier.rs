//! Agreed language: what earlier adopted texts say in nearly the same words, of this forum and of the others that this
//! server keeps.

use super::clause::Wording;
use crate::extract::Place;
use forum::fold::{State, TextState};
use terms::{ForumKey, Lang};
use text::{Clause, Earlier};

/// What has less in common is not shown, in thousandths.
const LEAST: u32 = 350;
/// So many are shown.
const MOST: usize = 5;

/// An earlier passage.
pub(crate) struct Agreed {
    /// Where it stands: symbol and paragraph.
    pub(crate) reference: String,
    pub(crate) words: Wording,
    /// How much it has in common, as a percentage.
    pub(crate) common: String,
}

/// The closest passages of earlier texts, in the language in which the reader sees the clause.
pub(crate) fn agreed(at: &Place, state: &State, clause: &Clause) -> Vec<Agreed> {
    let Some((lang, words)) = clause.text.best(at.lang()) else { return Vec::new() };
    let mut earlier = Vec::new();
    for text in state.earlier.iter().filter(|text| text.is_adopted()) {
        passages(text, lang, &mut earlier);
    }
    let own: &ForumKey = at.live.key();
    for live in at.app.forums().all().iter().filter(|live| live.key() != own) {
        let view = live.view();
        let texts = view.state.earlier.iter().chain(view.state.text.as_ref());
        for text in texts.filter(|text| text.negotiation.published.is_some()) {
            passages(text, lang, &mut earlier);
        }
    }
    let similar = text::agreed(words, lang, &earlier, LEAST).into_iter().take(MOST);
    let shown = |similar: text::Similar<'_>| Agreed {
        reference: similar.earlier.reference.clone(),
        words: Wording {
            lang: lang.to_string(),
            dir: present::page::direction(lang),
            name: String::new(),
            lines: similar.earlier.wording.lines().map(str::to_owned).collect(),
        },
        common: at.speech.n("clause-earlier-common", "percent", similar.per_mille / 10),
    };
    similar.map(shown).collect()
}

fn passages(text: &TextState, lang: &Lang, into: &mut Vec<Earlier>) {
    let symbol = text.draft.symbol();
    for (number, clause) in text.draft.latest().numbered() {
        let Some(words) = clause.text.get(lang) else { continue };
        let place = number.map_or_else(|| clause.id.to_string(), |number| number.to_string());
        let reference = format!("{symbol}, § {place}");
        into.push(Earlier { reference, lang: lang.clone(), wording: words.to_owned() });
    }
}
