//! What a reader is to do next with the text, the most pressing first.

use super::dates;
use crate::extract::Place;
use crate::routes::text::{Reader, Stage};
use forum::fold::{State, TextState};
use terms::PartyKey;

/// Something to do.
pub(crate) struct Need {
    pub(crate) href: String,
    pub(crate) text: String,
    /// Whether it has an end in time.
    pub(crate) pressing: bool,
}

/// What this reader is to do next.
pub(crate) fn needs(at: &Place, state: &State, reader: &Reader, stage: Stage) -> Vec<Need> {
    let mut needs = Vec::new();
    let text = state.text.as_ref();
    if let (Some(text), Some(party)) = (text, reader.party()) {
        needs.extend(of_delegation(at, text, party, stage));
    }
    if reader.pen {
        needs.extend(of_pen(at, text, stage));
    }
    needs
}

fn need(at: &Place, page: &str, text: String) -> Need {
    Need { href: at.to(page), text, pressing: false }
}

/// What a delegation is asked for.
pub(crate) fn of_delegation(at: &Place, text: &TextState, party: &PartyKey, stage: Stage) -> Vec<Need> {
    let speech = &at.speech;
    let mut needs = Vec::new();
    if let (Stage::Round, Some(adoption)) = (stage, &text.adoption) {
        let served = adoption.round.as_ref().is_none_or(|round| round.served(party).is_some());
        let spoke = adoption.inputs.iter().any(|input| input.party == *party);
        let called = adoption.opened.body.roll.seat(party).is_some();
        if called && !served {
            needs.push(need(at, "text/round#receive", speech.w("need-receive")));
        }
        if called && !spoke {
            let end = adoption.end_of(party).unwrap_or_else(|| adoption.expiry());
            let words = speech.s("need-answer", "when", &dates::moment(at, end));
            needs.push(Need { pressing: true, ..need(at, "text/round#answer", words) });
        }
    }
    if stage == Stage::Open {
        let clauses = text.draft.latest().clauses();
        let open: Vec<_> = text.unsaid(party).collect();
        let fallen =
            clauses.iter().filter(|clause| text.positions_fallen(clause).any(|known| known == party));
        if let Some(first) = fallen.clone().next() {
            let page = format!("text/clause/{}", first.id);
            needs.push(need(at, &page, speech.n("need-anew", "count", fallen.count() as u64)));
        }
        if let Some(first) = open.first() {
            let page = format!("text/clause/{}", first.id);
            needs.push(need(at, &page, speech.n("need-positions", "count", open.len() as u64)));
        }
    }
    needs
}

/// What those who hold the pen are to do.
fn of_pen(at: &Place, text: Option<&TextState>, stage: Stage) -> Vec<Need> {
    let speech = &at.speech;
    let one = |page: &str, message: &str| vec![need(at, page, speech.w(message))];
    match (stage, text) {
        (Stage::Nothing | Stage::Published, _) => one("desk/text", "need-begin"),
        (Stage::Zero, Some(text)) if text.is_summary() => one("text#freeze", "need-finish"),
        (Stage::Zero, _) => one("text#circulate", "need-circulate"),
        (Stage::Summary, _) => one("text#publish", "need-issue"),
        (Stage::Open, Some(text)) if text.open_amendments(None).next().is_some() => {
            let open: Vec<_> = text.open_amendments(None).collect();
            let page = open.first().and_then(|first| first.clause());
            let page = page.map_or_else(|| "text#new".to_owned(), |id| format!("text/clause/{id}"));
            vec![need(at, &page, speech.n("need-settle", "count", open.len() as u64))]
        }
        (Stage::Open, _) => one("text#freeze", "need-freeze"),
        (Stage::Frozen, _) => one("text/round#open", "need-open"),
        (Stage::Round, _) => one("text/round", "need-conduct"),
        (Stage::Failed, _) => one("text#reopen", "need-reopen"),
        (Stage::Adopted, _) => one("text#publish", "need-publish"),
    }
}
