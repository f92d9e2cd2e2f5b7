//! Reading the record of a bundle, act by act; no act is kept.

use crate::SMALLEST_SHOWN;
use forum::acts::VotesCounted;
use forum::outsiders::Outside;
use forum::{FoldError, State};
use record::{Outline, PublicAct, PublicActs, ReadError};
use std::collections::BTreeMap;

/// What a record shows outsiders.
pub(crate) struct Reading {
    pub(crate) outline: Outline,
    pub(crate) outside: Outside,
    /// How many counts of fewer people than may be shown it shows, by act.
    pub(crate) small: BTreeMap<u64, u64>,
}

/// Why it is none.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadingError {
    #[error(transparent)]
    Record(#[from] ReadError),
    #[error(transparent)]
    Fold(#[from] FoldError),
}

impl Reading {
    pub(crate) fn of(bytes: &[u8]) -> Result<Reading, ReadingError> {
        let mut acts = PublicActs::open(bytes)?;
        let mut outline = Outline::new(acts.header().clone());
        let (mut outside, mut small) = (Outside::default(), BTreeMap::new());
        while let Some(act) = acts.read()? {
            outside.take(&act)?;
            outline.push(&act);
            if let Some(count) = small_counts(&act) {
                small.insert(act.seq(), count);
            }
        }
        outside.end()?;
        Ok(Reading { outline, outside, small })
    }

    pub(crate) fn state(&self) -> &State {
        &self.outside.state
    }
}

/// How many counts of fewer people than may be shown an act carries; `None` where it carries none.
fn small_counts(act: &PublicAct) -> Option<u64> {
    let PublicAct::Whole(act) = act else { return None };
    if act.kind != "votes_counted" {
        return None;
    }
    let counted: VotesCounted = act.body_as().ok()?;
    let small = |cell: &&[u64; 3]| {
        let people = cell.iter().fold(0_u64, |sum, &count| sum.saturating_add(count));
        (1..SMALLEST_SHOWN).contains(&people)
    };
    let count = counted.cells.values().flat_map(BTreeMap::values).filter(small).count() as u64;
    (count > 0).then_some(count)
}
