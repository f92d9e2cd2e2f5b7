//! What is not agreed yet: passages in brackets, and alternatives of a clause.
//!
//! In a draft, words that are not agreed stand in square brackets, and another version of a whole clause stands behind
//! it as its *bis*, *ter* and so on (practice of UN drafting groups). A text that is put to adoption has neither.

use crate::clause::ClauseId;
use serde::{Deserialize, Serialize};

/// The labels of alternatives, in their order.
const LABELS: [&str; 7] = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"];

/// A bracket without its other half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Unbalanced {
    /// An opening bracket that is never closed.
    #[error("the bracket at character {0} is never closed; put in its \"]\" or take it out")]
    Open(usize),
    /// A closing bracket that closes nothing.
    #[error("the bracket at character {0} closes nothing; put in its \"[\" or take it out")]
    Close(usize),
}

/// The passages in square brackets, without their brackets, in the order in which they begin; one inside another counts
/// of its own. The full-width forms `［］` of Chinese are the same signs.
///
/// # Errors
/// [`Unbalanced`] with the first bracket that has no other half, as the number of the character from 1.
pub fn brackets(text: &str) -> Result<Vec<&str>, Unbalanced> {
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (number, (at, sign)) in (1..).zip(text.char_indices()) {
        match sign {
            '[' | '［' => open.push((number, at, at + sign.len_utf8())),
            ']' | '］' => {
                let (_, from, inner) = open.pop().ok_or(Unbalanced::Close(number))?;
                found.push((from, &text[inner..at]));
            }
            _ => {}
        }
    }
    if let Some((number, ..)) = open.first() {
        return Err(Unbalanced::Open(*number));
    }
    found.sort_unstable_by_key(|(from, _)| *from);
    Ok(found.into_iter().map(|(_, passage)| passage).collect())
}

impl ClauseId {
    /// The id of the `nth` alternative of this clause, from 0: `c1-bis`, `c1-ter`, to `c1-octies`; `None` beyond, and
    /// for an alternative, which has none of its own.
    #[must_use]
    pub fn alternative(&self, nth: usize) -> Option<ClauseId> {
        let label = LABELS.get(nth).filter(|_| self.alternative_of().is_none())?;
        Some(ClauseId::new(&format!("{self}-{label}")))
    }

    /// The clause that this one is an alternative of, by its id, and the label: `c1` and `bis` of `c1-bis`. Whether
    /// that clause is in the text, the text says.
    #[must_use]
    pub fn alternative_of(&self) -> Option<(ClauseId, &str)> {
        let (clause, label) = self.as_str().rsplit_once('-')?;
        (!clause.is_empty() && LABELS.contains(&label)).then(|| (ClauseId::new(clause), label))
    }
}
