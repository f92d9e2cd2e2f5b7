//! Dense counts while reading, and the tally they become.

use crate::{BallotError, intern::Interner, people::BlockId, values::Mark};
use tally::{Block, Counts, Tally, TallyError, WeightedCounts};
use terms::{StatementKey, Weight, key::natural_order};

/// Beyond this many cells the blocks cannot be meant as parties; memory stays bounded.
const MOST_CELLS: usize = 64_000_000;

/// Counts per block and statement, by number. Disagree, pass, agree.
///
/// Memory: 24 bytes per cell, 72 where weights are used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counter {
    rows: Vec<Vec<[u64; 3]>>,
    weighted: Vec<Vec<Weighed>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Weighed {
    sums: [u64; 3],
    squares: u128,
}

impl Counter {
    /// The cells of a block, for so many statements at least.
    pub(crate) fn row(&mut self, block: BlockId, statements: usize) -> &mut [[u64; 3]] {
        let row = grown(&mut self.rows, block as usize);
        if row.len() < statements {
            row.resize(statements, [0; 3]);
        }
        row
    }

    /// Adds the weight of a vote that was counted in [`Counter::row`].
    pub(crate) fn add_weight(&mut self, block: BlockId, statement: u32, mark: Mark, weight: Weight) {
        let cell = grown(grown(&mut self.weighted, block as usize), statement as usize);
        let weight = u64::from(weight.thousandths());
        cell.sums[mark.position()] += weight;
        cell.squares += u128::from(weight) * u128::from(weight);
    }

    /// Adds another counter's cells, whose statements have other numbers.
    pub(crate) fn merge(&mut self, other: &Counter, number: &[u32]) {
        for (block, row) in other.rows.iter().enumerate() {
            for (theirs, cell) in row.iter().enumerate().filter(|(_, cell)| **cell != [0; 3]) {
                let ours = grown(grown(&mut self.rows, block), number[theirs] as usize);
                ours.iter_mut().zip(cell).for_each(|(sum, count)| *sum += count);
            }
        }
        for (block, row) in other.weighted.iter().enumerate() {
            for (theirs, cell) in row.iter().enumerate() {
                let ours = grown(grown(&mut self.weighted, block), number[theirs] as usize);
                ours.sums.iter_mut().zip(cell.sums).for_each(|(sum, weight)| *sum += weight);
                ours.squares += cell.squares;
            }
        }
    }

    /// The tally of these blocks, each with its number: blocks and statements in natural order, statements without a vote left out.
    pub(crate) fn tally(
        &self,
        blocks: &[(usize, Block)],
        statements: &Interner,
    ) -> Result<Tally, BallotError> {
        let mut order: Vec<u32> = (0..u32::try_from(statements.len()).unwrap_or(u32::MAX)).collect();
        order.retain(|&statement| self.rows.iter().any(|row| cell(row, statement) != [0; 3]));
        order.sort_by(|&a, &b| natural_order(statements.get(a), statements.get(b)));
        refuse_too_many(blocks.len(), order.len())?;
        let mut tally = Tally::default();
        for &statement in &order {
            tally.statement(&StatementKey::new(statements.get(statement)));
        }
        let mut blocks: Vec<&(usize, Block)> = blocks.iter().collect();
        blocks.sort_by(|(_, a), (_, b)| block_order(a, b));
        for (number, block) in blocks {
            self.add_row(&mut tally, *number, block, &order).map_err(overflow)?;
        }
        Ok(tally)
    }

    fn add_row(
        &self,
        tally: &mut Tally,
        number: usize,
        block: &Block,
        order: &[u32],
    ) -> Result<(), TallyError> {
        let row = self.rows.get(number).map_or(&[][..], Vec::as_slice);
        if *block == Block::Unassigned && row.iter().all(|cell| *cell == [0; 3]) {
            return Ok(());
        }
        let block = tally.block(block);
        for (index, &statement) in tally.statement_indices().zip(order) {
            let [disagree, pass, agree] = cell(row, statement);
            let counts = Counts { agree, pass, disagree };
            if counts.is_empty() {
                continue;
            }
            match self.weighted.get(number).and_then(|row| row.get(statement as usize)) {
                None => tally.add_counts(block, index, counts, Weight::ONE)?,
                Some(&Weighed { sums: [disagree, pass, agree], squares }) => {
                    tally.add_cell(
                        block,
                        index,
                        counts,
                        WeightedCounts { agree, pass, disagree, squares },
                    )?;
                }
            }
        }
        Ok(())
    }
}

/// Refuses what would need more memory than any set of parties.
pub(crate) fn refuse_too_many(blocks: usize, statements: usize) -> Result<(), BallotError> {
    if blocks.saturating_mul(statements) <= MOST_CELLS {
        return Ok(());
    }
    let problem = format!("{blocks} blocks on {statements} statements are more than {MOST_CELLS} counts");
    Err(BallotError::new(problem).advice("Choose a column of parties, groups or regions with --blocks."))
}

fn overflow(_: TallyError) -> BallotError {
    BallotError::new("the weights add up to more than 2^64")
}

fn cell(row: &[[u64; 3]], statement: u32) -> [u64; 3] {
    row.get(statement as usize).copied().unwrap_or_default()
}

#[inline]
fn grown<T: Default + Clone>(row: &mut Vec<T>, position: usize) -> &mut T {
    if position >= row.len() {
        row.resize(position + 1, T::default());
    }
    &mut row[position]
}

pub(crate) fn block_order(a: &Block, b: &Block) -> std::cmp::Ordering {
    match (a, b) {
        (Block::Named(a), Block::Named(b)) => natural_order(a.as_str(), b.as_str()),
        (Block::Unassigned, Block::Unassigned) => std::cmp::Ordering::Equal,
        (Block::Unassigned, Block::Named(_)) => std::cmp::Ordering::Less,
        (Block::Named(_), Block::Unassigned) => std::cmp::Ordering::Greater,
    }
}
