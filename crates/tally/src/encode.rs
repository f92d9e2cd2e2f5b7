//! The canonical bytes of a tally, and the digest over them.
//!
//! Layout of `plenary-tally/1`, all integers little-endian: the format name and a newline; the number of
//! statements (u32) and their keys in byte order, each as length (u32) and UTF-8; the number of blocks
//! (u32) and their keys likewise, the unassigned block as an entry of length `u32::MAX`, first; then for
//! every cell that holds a vote, in order of statement and then block: statement and block position (u32
//! each), agree, pass, disagree (u64 each), and a byte that is 0 where every person weighed one, else 1
//! followed by the weighted agree, pass, disagree (u64) and the squares (u128). Keys without a vote are
//! left out, so that a vote taken back leaves no trace.

use crate::cell::{Counts, WeightedCounts};
use crate::keyed::{Block, BlockIndex, StatementIndex, Tally};
use terms::StatementKey;

/// The name of the encoding, with its version. It is the first line of the bytes.
pub const FORMAT: &str = "plenary-tally/1";

/// Why bytes are not a tally.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes do not begin with [`FORMAT`].
    #[error("these bytes are not a tally of the format {FORMAT}")]
    Format,
    /// The bytes end or go wrong at an offset.
    #[error("the tally is damaged at byte {offset}: {what}")]
    Damaged {
        /// Where.
        offset: usize,
        /// What was expected there.
        what: &'static str,
    },
}

impl Tally {
    /// The canonical bytes: the same for the same votes, however they were split, ordered or batched.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let statements = self.statements_with_votes();
        let blocks = self.blocks_with_votes();
        let mut out = format!("{FORMAT}\n").into_bytes();
        put_u32(&mut out, statements.len());
        for &index in &statements {
            put_key(&mut out, self.statements()[index.position()].as_str());
        }
        put_u32(&mut out, blocks.len());
        for &index in &blocks {
            match &self.blocks()[index.position()] {
                Block::Unassigned => out.extend(u32::MAX.to_le_bytes()),
                Block::Named(key) => put_key(&mut out, key.as_str()),
            }
        }
        for (s, &statement) in statements.iter().enumerate() {
            for (b, &block) in blocks.iter().enumerate() {
                let counts = self.counts(block, statement);
                if !counts.is_empty() {
                    put_u32(&mut out, s);
                    put_u32(&mut out, b);
                    put_cell(&mut out, counts, self.weighted(block, statement));
                }
            }
        }
        out
    }

    /// BLAKE3 of the canonical bytes, as 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        blake3::hash(&self.encode()).to_hex().to_string()
    }

    /// Reads canonical bytes back.
    ///
    /// # Errors
    /// [`DecodeError`] for another format, a cut, keys or cells out of order, or an empty cell: only the bytes
    /// that [`Tally::encode`] would write are accepted.
    pub fn decode(bytes: &[u8]) -> Result<Tally, DecodeError> {
        let head = format!("{FORMAT}\n");
        let mut reader = Reader { bytes, at: head.len() };
        if !bytes.starts_with(head.as_bytes()) {
            return Err(DecodeError::Format);
        }
        let mut tally = Tally::default();
        let statements = reader.keys(
            |tally, key| {
                let key = key.ok_or("a statement key")?;
                Ok(tally.statement(&StatementKey::new(key)))
            },
            &mut tally,
        )?;
        let blocks = reader
            .keys(|tally, key| Ok(tally.block(&key.map_or(Block::Unassigned, Block::named))), &mut tally)?;
        while reader.at < bytes.len() {
            reader.cell(&mut tally, &statements, &blocks)?;
        }
        if tally.encode() == bytes {
            Ok(tally)
        } else {
            Err(reader.damaged("keys and cells in canonical order"))
        }
    }

    fn statements_with_votes(&self) -> Vec<StatementIndex> {
        let mut found: Vec<_> = self.statement_indices().filter(|&s| !self.total(s).is_empty()).collect();
        found.sort_by(|a, b| self.statements()[a.position()].cmp(&self.statements()[b.position()]));
        found
    }

    fn blocks_with_votes(&self) -> Vec<BlockIndex> {
        let voted = |&b: &BlockIndex| self.statement_indices().any(|s| !self.counts(b, s).is_empty());
        let mut found: Vec<_> = self.block_indices().filter(voted).collect();
        found.sort_by(|a, b| self.blocks()[a.position()].cmp(&self.blocks()[b.position()]));
        found
    }
}

fn put_u32(out: &mut Vec<u8>, number: usize) {
    out.extend(u32::try_from(number).expect("keys are indexed by u32").to_le_bytes());
}

fn put_key(out: &mut Vec<u8>, key: &str) {
    put_u32(out, key.len());
    out.extend(key.as_bytes());
}

fn put_cell(out: &mut Vec<u8>, counts: Counts, weighted: WeightedCounts) {
    for count in [counts.agree, counts.pass, counts.disagree] {
        out.extend(count.to_le_bytes());
    }
    if weighted.is_plain(counts) {
        out.push(0);
        return;
    }
    out.push(1);
    for sum in [weighted.agree, weighted.pass, weighted.disagree] {
        out.extend(sum.to_le_bytes());
    }
    out.extend(weighted.squares.to_le_bytes());
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn damaged(&self, what: &'static str) -> DecodeError {
        DecodeError::Damaged { offset: self.at, what }
    }

    fn take<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], DecodeError> {
        let slice = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<N>());
        let taken = *slice.ok_or_else(|| self.damaged(what))?;
        self.at += N;
        Ok(taken)
    }

    fn u32(&mut self, what: &'static str) -> Result<u32, DecodeError> {
        self.take(what).map(u32::from_le_bytes)
    }

    fn u64(&mut self, what: &'static str) -> Result<u64, DecodeError> {
        self.take(what).map(u64::from_le_bytes)
    }

    fn key(&mut self) -> Result<Option<&'a str>, DecodeError> {
        let length = self.u32("the length of a key")?;
        if length == u32::MAX {
            return Ok(None);
        }
        let bytes = self.bytes.get(self.at..).and_then(|rest| rest.get(..length as usize));
        let key = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let key = key.ok_or_else(|| self.damaged("a key of that length in UTF-8"))?;
        self.at += key.len();
        Ok(Some(key))
    }

    fn keys<T>(
        &mut self,
        mut enter: impl FnMut(&mut Tally, Option<&str>) -> Result<T, &'static str>,
        tally: &mut Tally,
    ) -> Result<Vec<T>, DecodeError> {
        let count = self.u32("a number of keys")?;
        let mut found = Vec::new();
        for _ in 0..count {
            let key = self.key()?;
            found.push(enter(tally, key).map_err(|what| self.damaged(what))?);
        }
        Ok(found)
    }

    fn cell(
        &mut self,
        tally: &mut Tally,
        statements: &[StatementIndex],
        blocks: &[BlockIndex],
    ) -> Result<(), DecodeError> {
        let statement = self.u32("the statement of a cell")?;
        let block = self.u32("the block of a cell")?;
        let mut three = || -> Result<[u64; 3], DecodeError> {
            Ok([self.u64("a count")?, self.u64("a count")?, self.u64("a count")?])
        };
        let [agree, pass, disagree] = three()?;
        let counts = Counts { agree, pass, disagree };
        let people = agree.checked_add(pass).and_then(|sum| sum.checked_add(disagree));
        if people.is_none_or(|people| people > u64::MAX / 1_000_000) {
            return Err(self.damaged("counts below 2^44"));
        }
        let weighted = match self.take::<1>("a mark of weights")? {
            [0] => WeightedCounts::plain(counts),
            [1] => {
                let [agree, pass, disagree] =
                    [self.u64("a weight")?, self.u64("a weight")?, self.u64("a weight")?];
                let squares = u128::from_le_bytes(self.take("a sum of squares")?);
                WeightedCounts { agree, pass, disagree, squares }
            }
            _ => return Err(self.damaged("0 or 1 as the mark of weights")),
        };
        let cell = statements.get(statement as usize).zip(blocks.get(block as usize));
        let (&statement, &block) = cell.ok_or_else(|| self.damaged("a cell inside the table"))?;
        tally.add_cell(block, statement, counts, weighted).map_err(|_| self.damaged("counts below 2^64"))
    }
}
