//! Which clauses are near to being agreed, and what still keeps each from it.

use super::clause::parties_named;
use crate::extract::Place;
use forum::acts::ClausePositionTaken;
use forum::fold::{State, TextState};
use procedure::Position;
use std::collections::BTreeSet;
use terms::{PartyKey, Right};

/// A clause with at most so many objecting parties is near.
const FEW: usize = 2;
/// So many clauses are listed at most, the nearest first.
const MOST: usize = 10;

/// A clause that is near.
pub(crate) struct Near {
    pub(crate) href: String,
    pub(crate) name: String,
    /// What keeps it from being agreed.
    pub(crate) words: String,
}

/// What is near, the nearest first: clauses to which nobody objects, then those to which few do. A clause that is in
/// brackets, or to which an amendment is open, is not near, whatever parties say of it: its words are still to be found.
pub(crate) fn near(at: &Place, state: &State, text: &TextState) -> Vec<Near> {
    let deciding = state.participants().filter(|(_, standing)| state.has_right(standing, Right::Decide));
    let deciding: BTreeSet<&PartyKey> = deciding.map(|(party, _)| party).collect();
    let mut found: Vec<(usize, usize, Near)> = Vec::new();
    for (number, clause) in text.draft.latest().numbered() {
        let stands: Vec<_> = text.positions_on(clause).collect();
        let objects = |taken: &ClausePositionTaken| matches!(taken.position, Position::Object { .. });
        let objecting: Vec<&PartyKey> =
            stands.iter().filter(|(_, taken)| objects(&taken.body)).map(|(party, _)| *party).collect();
        let open = text.open_amendments(Some(&clause.id)).next().is_some()
            || clause.id.alternative_of().is_some()
            || clause.text.iter().any(|(_, words)| words.contains('['));
        let said = stands.iter().filter(|(party, _)| deciding.contains(*party)).count();
        if open || said == 0 || objecting.len() > FEW || text.is_agreed(&clause.id) {
            continue;
        }
        let words = match objecting.len() {
            0 => at.speech.nn("near-nobody", ("said", said), ("all", deciding.len())),
            _ => at.speech.s("near-few", "parties", &parties_named(at, state, objecting.iter().copied())),
        };
        let (id, name) = crate::routes::text::clause::name(at, (number, clause));
        let near = Near { href: at.to(&format!("text/clause/{id}")), name, words };
        found.push((objecting.len(), deciding.len() - said, near));
    }
    found.sort_by_key(|(objecting, missing, _)| (*objecting, *missing));
    found.into_iter().map(|(_, _, near)| near).take(MOST).collect()
}
