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
    /// How many counts of few people were left out when votes were counted, by act.
    pub(crate) left_out: BTreeMap<u64, u64>,
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
        let mut outside = Outside::default();
        let (mut small, mut left_out) = (BTreeMap::new(), BTreeMap::new());
        while let Some(act) = acts.read()? {
            outside.take(&act)?;
            outline.push(&act);
            if let Some(counted) = counted(&act) {
                small.insert(act.seq(), small_counts(&counted));
                left_out.insert(act.seq(), counted.left_out);
            }
        }
        outside.end()?;
        small.retain(|_, count| *count > 0);
        left_out.retain(|_, count| *count > 0);
        Ok(Reading { outline, outside, small, left_out })
    }

    pub(crate) fn state(&self) -> &State {
        &self.outside.state
    }
}

fn counted(act: &PublicAct) -> Option<VotesCounted> {
    match act {
        PublicAct::Whole(act) if act.kind == "votes_counted" => act.body_as().ok(),
        _ => None,
    }
}

/// How many counts of fewer people than may be shown are among these.
fn small_counts(counted: &VotesCounted) -> u64 {
    let small = |cell: &&[u64; 3]| {
        let people = cell.iter().fold(0_u64, |sum, &count| sum.saturating_add(count));
        (1..SMALLEST_SHOWN).contains(&people)
    };
    counted.cells.values().flat_map(BTreeMap::values).filter(small).count() as u64
}
