//! The same scatter out of the votes themselves, where it would be too large to write down or more work.

use super::{Block, Operator, WIDTH};
use rayon::prelude::*;
use tally::VoteMatrix;

/// People whose sums are made together. Fixed, so that threads change nothing.
const PEOPLE: usize = 512;
/// Groups of people whose sums are held at the same time.
const AT_ONCE: usize = 16;

/// Σ rᵢrᵢᵀ over people, with r the answers less their means and 0 where nobody answered.
pub(crate) struct Rows<'a> {
    votes: &'a VoteMatrix,
    /// For each statement the answers disagree, pass and agree less the mean; zeros where it is moderated out.
    centred: Vec<[f64; 3]>,
}

impl<'a> Rows<'a> {
    /// `means` in the house's sign.
    pub(crate) fn new(votes: &'a VoteMatrix, means: &[f64], zeroed: &[bool]) -> Rows<'a> {
        let centred = |(mean, zeroed): (&f64, &bool)| {
            if *zeroed { [0.0; 3] } else { [-1.0 - mean, -mean, 1.0 - mean] }
        };
        Rows { votes, centred: means.iter().zip(zeroed).map(centred).collect() }
    }

    fn of(&self, begin: usize, block: &Block) -> Block {
        let mut sum = vec![[0.0; WIDTH]; self.centred.len()];
        for person in begin..self.votes.people().min(begin + PEOPLE) {
            let row = self.votes.row(person);
            let value =
                |answer: &tally::Answer| self.centred[answer.statement()][(answer.sign() + 1) as usize];
            let mut along = [0.0; WIDTH];
            for answer in row {
                let (x, weights) = (value(answer), &block[answer.statement()]);
                (0..WIDTH).for_each(|lane| along[lane] += x * weights[lane]);
            }
            for answer in row {
                let (x, to) = (value(answer), &mut sum[answer.statement()]);
                (0..WIDTH).for_each(|lane| to[lane] += x * along[lane]);
            }
        }
        sum
    }
}

impl Operator for Rows<'_> {
    fn size(&self) -> usize {
        self.centred.len()
    }

    fn apply(&self, block: &Block) -> Block {
        let mut whole = vec![[0.0; WIDTH]; self.centred.len()];
        let begins: Vec<usize> = (0..self.votes.people()).step_by(PEOPLE).collect();
        for begins in begins.chunks(AT_ONCE) {
            let parts: Vec<Block> = begins.par_iter().map(|&begin| self.of(begin, block)).collect();
            for part in parts {
                for (to, from) in whole.iter_mut().zip(&part) {
                    (0..WIDTH).for_each(|lane| to[lane] += from[lane]);
                }
            }
        }
        whole
    }
}
