//! The tally itself: rows of blocks, columns of statements, both found by key.

use crate::cell::{Counts, WeightedCounts, square};
use std::collections::BTreeMap;
use terms::{PartyKey, StatementKey, Vote, Weight};

/// A block of people: a party, an opinion group or a region, or the people who belong to none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Block {
    /// People without a value in the block column. They count in totals and in no block.
    Unassigned,
    /// The people of one party or group.
    Named(PartyKey),
}

impl Block {
    /// The block with this key.
    #[must_use]
    pub fn named(key: &str) -> Block {
        Block::Named(PartyKey::new(key))
    }
}

/// Where a block stands in one [`Tally`]. It means nothing in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockIndex(u32);

/// Where a statement stands in one [`Tally`]. It means nothing in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatementIndex(u32);

impl BlockIndex {
    /// The position in order of first mention.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

impl StatementIndex {
    /// The position in order of first mention.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// What an exact count refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// A vote was taken back that had not been counted.
    #[error("a vote was taken back that had not been counted")]
    NotCounted,
    /// More than 2⁶⁴ − 1 of something.
    #[error("a count went past 2^64 - 1")]
    Overflow,
}

#[derive(Clone, Debug, Default)]
struct Row {
    counts: Vec<Counts>,
    /// Present as soon as one weight of the whole tally was not one person.
    weighted: Option<Vec<WeightedCounts>>,
}

/// Exact counts per block and statement. See the crate's page for its laws.
///
/// Memory: 24 bytes per cell, 72 once a weight other than 1 was seen; blocks × statements cells.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    blocks: Vec<Block>,
    block_index: BTreeMap<Block, BlockIndex>,
    statements: Vec<StatementKey>,
    statement_index: BTreeMap<StatementKey, StatementIndex>,
    rows: Vec<Row>,
}

impl Tally {
    /// The index of a block, which is made if it is new.
    ///
    /// # Panics
    /// Beyond 2³² blocks.
    pub fn block(&mut self, block: &Block) -> BlockIndex {
        if let Some(&index) = self.block_index.get(block) {
            return index;
        }
        let index = BlockIndex(u32::try_from(self.blocks.len()).expect("fewer than 2^32 blocks"));
        self.blocks.push(block.clone());
        self.block_index.insert(block.clone(), index);
        self.rows.push(Row::default());
        index
    }

    /// The index of a statement, which is made if it is new.
    ///
    /// # Panics
    /// Beyond 2³² statements.
    pub fn statement(&mut self, statement: &StatementKey) -> StatementIndex {
        if let Some(&index) = self.statement_index.get(statement) {
            return index;
        }
        let index = StatementIndex(u32::try_from(self.statements.len()).expect("fewer than 2^32 statements"));
        self.statements.push(statement.clone());
        self.statement_index.insert(statement.clone(), index);
        index
    }

    /// The blocks in order of first mention; `position()` of a [`BlockIndex`] indexes into them.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The statements in order of first mention; `position()` of a [`StatementIndex`] indexes into them.
    #[must_use]
    pub fn statements(&self) -> &[StatementKey] {
        &self.statements
    }

    /// Where a block stands, if it was ever mentioned.
    #[must_use]
    pub fn find_block(&self, block: &Block) -> Option<BlockIndex> {
        self.block_index.get(block).copied()
    }

    /// Where a statement stands, if it was ever mentioned.
    #[must_use]
    pub fn find_statement(&self, statement: &StatementKey) -> Option<StatementIndex> {
        self.statement_index.get(statement).copied()
    }

    /// Counts one vote.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond 2⁶⁴ − 1.
    pub fn add(
        &mut self,
        block: BlockIndex,
        statement: StatementIndex,
        vote: Vote,
        weight: Weight,
    ) -> Result<(), TallyError> {
        let mut counts = Counts::default();
        *counts.of_mut(vote) = 1;
        self.add_counts(block, statement, counts, weight)
    }

    /// Counts many votes of equal weight at once: what a shard saw of one cell.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond 2⁶⁴ − 1; the tally is then unchanged.
    pub fn add_counts(
        &mut self,
        block: BlockIndex,
        statement: StatementIndex,
        counts: Counts,
        weight: Weight,
    ) -> Result<(), TallyError> {
        let weighted = weigh(counts, weight)?;
        self.add_cell(block, statement, counts, weighted)
    }

    /// Takes one vote back: the exact reverse of [`Tally::add`].
    ///
    /// # Errors
    /// [`TallyError::NotCounted`] when no such vote stands in the cell; the tally is then unchanged.
    pub fn retract(
        &mut self,
        block: BlockIndex,
        statement: StatementIndex,
        vote: Vote,
        weight: Weight,
    ) -> Result<(), TallyError> {
        let mut counts = self.counts(block, statement);
        let mut weighted = self.weighted(block, statement);
        let take = |cell: &mut u64, by: u64| -> Result<(), TallyError> {
            *cell = cell.checked_sub(by).ok_or(TallyError::NotCounted)?;
            Ok(())
        };
        take(counts.of_mut(vote), 1)?;
        take(weighted.of_mut(vote), u64::from(weight.thousandths()))?;
        weighted.squares = weighted.squares.checked_sub(square(weight)).ok_or(TallyError::NotCounted)?;
        self.put(block, statement, counts, weighted);
        Ok(())
    }

    /// What one block said of one statement, in whole people.
    #[must_use]
    pub fn counts(&self, block: BlockIndex, statement: StatementIndex) -> Counts {
        self.rows[block.position()].counts.get(statement.position()).copied().unwrap_or_default()
    }

    /// What one block said of one statement, each person at their weight.
    #[must_use]
    pub fn weighted(&self, block: BlockIndex, statement: StatementIndex) -> WeightedCounts {
        let row = &self.rows[block.position()];
        match &row.weighted {
            Some(cells) => cells.get(statement.position()).copied().unwrap_or_default(),
            None => WeightedCounts::plain(self.counts(block, statement)),
        }
    }

    /// What everybody said of one statement, people in no block included.
    #[must_use]
    pub fn total(&self, statement: StatementIndex) -> Counts {
        let cells = self.rows.iter().filter_map(|row| row.counts.get(statement.position()));
        cells.fold(Counts::default(), |sum, &cell| Counts {
            agree: sum.agree + cell.agree,
            pass: sum.pass + cell.pass,
            disagree: sum.disagree + cell.disagree,
        })
    }

    /// All statements in order of first mention, with their index.
    pub fn statement_indices(&self) -> impl Iterator<Item = StatementIndex> + use<> {
        (0..u32::try_from(self.statements.len()).unwrap_or(u32::MAX)).map(StatementIndex)
    }

    /// All blocks in order of first mention, with their index.
    pub fn block_indices(&self) -> impl Iterator<Item = BlockIndex> + use<> {
        (0..u32::try_from(self.blocks.len()).unwrap_or(u32::MAX)).map(BlockIndex)
    }

    /// Adds everything another tally counted, matched by key.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond 2⁶⁴ − 1; the tally may then hold part of the other and must be dropped.
    pub fn merge(&mut self, other: &Tally) -> Result<(), TallyError> {
        let statements: Vec<StatementIndex> =
            other.statements.iter().map(|key| self.statement(key)).collect();
        for (from, block) in other.block_indices().zip(&other.blocks) {
            let to = self.block(block);
            for (theirs, &ours) in other.statement_indices().zip(&statements) {
                let counts = other.counts(from, theirs);
                if !counts.is_empty() {
                    self.add_cell(to, ours, counts, other.weighted(from, theirs))?;
                }
            }
        }
        Ok(())
    }

    /// Adds to one cell the counts of people of any weights, with the weights summed by the caller.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] beyond 2⁶⁴ − 1; the tally is then unchanged.
    pub fn add_cell(
        &mut self,
        block: BlockIndex,
        statement: StatementIndex,
        counts: Counts,
        weighted: WeightedCounts,
    ) -> Result<(), TallyError> {
        let sum = self.counts(block, statement).plus(counts)?;
        let weighted_sum = self.weighted(block, statement).plus(weighted)?;
        self.put(block, statement, sum, weighted_sum);
        Ok(())
    }

    fn put(
        &mut self,
        block: BlockIndex,
        statement: StatementIndex,
        counts: Counts,
        weighted: WeightedCounts,
    ) {
        let row = &mut self.rows[block.position()];
        if row.counts.len() <= statement.position() {
            row.counts.resize(statement.position() + 1, Counts::default());
        }
        if row.weighted.is_none() && !weighted.is_plain(counts) {
            row.weighted = Some(row.counts.iter().map(|&cell| WeightedCounts::plain(cell)).collect());
        }
        row.counts[statement.position()] = counts;
        if let Some(cells) = &mut row.weighted {
            cells.resize(row.counts.len(), WeightedCounts::default());
            cells[statement.position()] = weighted;
        }
    }
}

fn weigh(counts: Counts, weight: Weight) -> Result<WeightedCounts, TallyError> {
    let scale = |people: u64| people.checked_mul(u64::from(weight.thousandths())).ok_or(TallyError::Overflow);
    Ok(WeightedCounts {
        agree: scale(counts.agree)?,
        pass: scale(counts.pass)?,
        disagree: scale(counts.disagree)?,
        squares: u128::from(counts.answers()) * square(weight),
    })
}
