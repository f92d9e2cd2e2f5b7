//! Which kernel for which people.

use super::sparse::MOST_PEOPLE;
use crate::VoteMatrix;
use std::ops::Range;

/// How pairs are counted. Both give the same sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Along each person's row, pair by pair.
    Sparse,
    /// Sixty-four people at a time, one bit each.
    Bits,
}

/// How many steps along a row take as long as one word of 64 people for one pair of statements. Measured: between 1.2 and
/// 3.2 with registers of 256 bits; about five without, where this choice costs some time.
const STEPS_A_WORD: u128 = 2;

impl Kernel {
    /// The kernel with the smaller estimate of time for the people at these rows.
    #[must_use]
    pub fn for_block(votes: &VoteMatrix, people: &Range<usize>) -> Kernel {
        let pairs = |answers: u128| answers * (answers + 1) / 2;
        let steps: u128 = people.clone().map(|person| pairs(votes.row(person).len() as u128)).sum();
        let words = people.len().div_ceil(64) as u128;
        if steps > pairs(votes.statements() as u128) * words * STEPS_A_WORD {
            Kernel::Bits
        } else {
            Kernel::Sparse
        }
    }
}

/// The people in blocks of consecutive rows. They decide over time alone, never over sums.
pub(super) fn blocks(votes: &VoteMatrix) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut begin = 0;
    while begin < votes.people() {
        let end = (begin + MOST_PEOPLE).min(votes.people());
        blocks.push(begin..end);
        begin = end;
    }
    blocks
}
