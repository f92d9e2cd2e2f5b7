//! What became of a statement: the clauses that rest on it, and whether it was taken out.

use crate::extract::Place;
use crate::views::clause::named;
use forum::fold::TextState;
use terms::StatementKey;

/// One thing that became of a statement.
pub(crate) struct Became {
    pub(crate) words: String,
    /// Where it is to be seen; empty for nowhere.
    pub(crate) href: String,
}

/// What everybody may know of it: clauses of texts that are public, the newest text first.
pub(crate) fn of(at: &Place, key: &StatementKey) -> Vec<Became> {
    let state = &at.view.state;
    let current = state.text.iter().map(|text| (text, true));
    let texts = current.chain(state.earlier.iter().rev().map(|text| (text, false)));
    let clauses = texts.filter(|(text, _)| text.is_public()).flat_map(|(text, is_current)| {
        let rests = |clause: &&text::Clause| clause.sources.iter().any(|source| source.statement == *key);
        let all = text.draft.latest().numbered().map(|(_, clause)| clause).filter(rests);
        all.map(|clause| led_to(at, text, clause, is_current)).collect::<Vec<_>>()
    });
    let hidden = state
        .hidden_because(key)
        .map(|reason| Became { words: at.speech.s("became-hidden", "reason", reason), href: String::new() });
    hidden.into_iter().chain(clauses).collect()
}

fn led_to(at: &Place, text: &TextState, clause: &text::Clause, is_current: bool) -> Became {
    let name = named(at, text, &clause.id);
    let id = if text.negotiation.published.is_some() { "became-adopted" } else { "became-clause" };
    // Pages show the text that is worked on, or was last.
    let href = if is_current { at.to(&format!("text/clause/{}", clause.id)) } else { String::new() };
    Became { words: at.speech.s(id, "clause", &name), href }
}
