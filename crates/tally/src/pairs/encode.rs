//! The canonical bytes of pair sums.
//!
//! Layout of `plenary-pairs/1`, all integers little-endian: the format name and a newline; the number of statements
//! (u32) and of people who gave an answer (u64); then for every two statements j ≤ k that somebody answered both of,
//! in order of j and then k: j and k (u32 each), both (u64), product, first and second (i64 each).

use super::{PairSum, PairSums};
use crate::DecodeError;

/// The name of the encoding, with its version. It is the first line of the bytes.
pub const PAIRS_FORMAT: &str = "plenary-pairs/1";

impl PairSums {
    /// The canonical bytes: the same for the same votes, however they were split, ordered or batched.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut |bytes| out.extend_from_slice(bytes));
        out
    }

    /// BLAKE3 of the canonical bytes, as 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        self.write(&mut |bytes| _ = hasher.update(bytes));
        hasher.finalize().to_hex().to_string()
    }

    fn write(&self, out: &mut impl FnMut(&[u8])) {
        out(format!("{PAIRS_FORMAT}\n").as_bytes());
        out(&(self.statements as u32).to_le_bytes());
        out(&self.people.to_le_bytes());
        for first in 0..self.statements {
            for (second, sum) in (first..).zip(self.from(first)) {
                if sum.both == 0 {
                    continue;
                }
                out(&(first as u32).to_le_bytes());
                out(&(second as u32).to_le_bytes());
                for number in [sum.both, sum.product, sum.first, sum.second] {
                    out(&number.to_le_bytes());
                }
            }
        }
    }

    /// Reads canonical bytes back. `most_bytes` is how much memory the sums may take ([`PairSums::bytes`]): a few bytes
    /// can name many statements.
    ///
    /// # Errors
    /// [`DecodeError`] for another format, a cut, pairs out of order, sums that no answers give, or more statements
    /// than there is memory for: only the bytes that [`PairSums::encode`] would write are accepted.
    pub fn decode(bytes: &[u8], most_bytes: u128) -> Result<PairSums, DecodeError> {
        let head = format!("{PAIRS_FORMAT}\n");
        if !bytes.starts_with(head.as_bytes()) {
            return Err(DecodeError::Format);
        }
        let mut reader = Reader { bytes, at: head.len() };
        let statements = reader.position("the number of statements")?;
        if PairSums::bytes(statements) > most_bytes {
            return Err(reader.damaged("no more statements than there is memory for"));
        }
        let mut sums = PairSums::new(statements);
        sums.people = reader.number("the number of people")?;
        if sums.people < 0 {
            return Err(reader.damaged("fewer than 2^63 people"));
        }
        let mut last = None;
        while reader.at < bytes.len() {
            let pair = (reader.position("a statement")?, reader.position("a statement")?);
            if pair.0 > pair.1 || pair.1 >= statements || last.is_some_and(|last| pair <= last) {
                return Err(reader.damaged("pairs in order"));
            }
            last = Some(pair);
            let place = sums.place(pair.0, pair.1);
            sums.cells[place] = reader.sum(sums.people)?;
        }
        Ok(sums)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn damaged(&self, what: &'static str) -> DecodeError {
        DecodeError::Damaged { offset: self.at, what }
    }

    fn take<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], DecodeError> {
        let slice = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<N>());
        let taken = *slice.ok_or_else(|| self.damaged(what))?;
        self.at += N;
        Ok(taken)
    }

    fn position(&mut self, what: &'static str) -> Result<usize, DecodeError> {
        Ok(u32::from_le_bytes(self.take(what)?) as usize)
    }

    fn number(&mut self, what: &'static str) -> Result<i64, DecodeError> {
        self.take(what).map(i64::from_le_bytes)
    }

    fn sum(&mut self, people: i64) -> Result<PairSum, DecodeError> {
        let both = self.number("a number of people")?;
        let product = self.number("a sum of products")?;
        let first = self.number("a sum of answers")?;
        let second = self.number("a sum of answers")?;
        let sum = PairSum { both, product, first, second };
        if both > 0 && both <= people && sum.is_possible() {
            Ok(sum)
        } else {
            Err(self.damaged("sums that answers of so many people give"))
        }
    }
}
