//! Keys to small numbers, in order of first mention.

use rustc_hash::FxHasher;
use std::{cmp::Ordering, hash::Hasher, ops::Range};

/// Texts one after the other in one allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    bytes: String,
    ends: Vec<usize>,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, position: usize) -> &str {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[position]]
    }

    pub(crate) fn last(&self) -> Option<&str> {
        self.len().checked_sub(1).map(|last| self.get(last))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|position| self.get(position))
    }

    /// Adds all of them.
    pub(crate) fn append(&mut self, other: &Texts) {
        let before = self.bytes.len();
        self.bytes.push_str(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// Texts from here on, which this list loses.
    pub(crate) fn split_off(&mut self, position: usize) -> Texts {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        let ends = self.ends.split_off(position).into_iter().map(|end| end - start).collect();
        Texts { bytes: self.bytes.split_off(start), ends }
    }

    /// The position of the text that `order` finds equal, where the texts stand in that order.
    pub(crate) fn find_by(&self, order: impl Fn(&str) -> Ordering) -> Option<u32> {
        self.find_in(0..self.len(), order)
    }

    /// The same, looking in the nearest places from `start` on first.
    pub(crate) fn find_from(&self, start: usize, order: impl Fn(&str) -> Ordering) -> Option<u32> {
        let (mut from, mut step) = (start.min(self.len()), 1);
        while let Some(at) = from.checked_add(step).filter(|&at| at <= self.len()) {
            match order(self.get(at - 1)) {
                Ordering::Less => (from, step) = (at, step * 2),
                Ordering::Greater if from == start => return self.find_in(0..from, order),
                Ordering::Greater => return self.find_in(from..at - 1, order),
                Ordering::Equal => return u32::try_from(at - 1).ok(),
            }
        }
        self.find_by(order)
    }

    fn find_in(&self, among: Range<usize>, order: impl Fn(&str) -> Ordering) -> Option<u32> {
        let (mut from, mut to) = (among.start, among.end);
        while from < to {
            let middle = from + (to - from) / 2;
            match order(self.get(middle)) {
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
                Ordering::Equal => return u32::try_from(middle).ok(),
            }
        }
        None
    }
}

/// Keys to numbers and back. The hash never reaches a result: numbers follow the order of first mention.
///
/// Memory: the text of every key, 8 bytes for its end and about 8 bytes of table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    keys: Texts,
    /// Open addressing; 0 is free, else the number of the key plus one. Its length is a power of two or zero.
    slots: Vec<u32>,
}

impl Interner {
    /// The number of a key, which is entered if it is new.
    pub(crate) fn intern(&mut self, key: &str) -> u32 {
        if self.keys.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        match self.probe(key) {
            Ok(found) => found,
            Err(free) => {
                let number = u32::try_from(self.keys.len()).expect("fewer than 2^32 keys");
                self.keys.push(key);
                self.slots[free] = number.checked_add(1).expect("fewer than 2^32 keys");
                number
            }
        }
    }

    /// The number of a key that was entered before.
    pub(crate) fn find(&self, key: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.probe(key).ok() }
    }

    /// The key with this number.
    pub(crate) fn get(&self, number: u32) -> &str {
        self.keys.get(number as usize)
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.keys.iter()
    }

    /// The number of the key, or the free slot where it would stand.
    fn probe(&self, key: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) & mask;
        loop {
            match self.slots[slot].checked_sub(1) {
                None => return Err(slot),
                Some(number) if self.get(number) == key => return Ok(number),
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(size, 0);
        for number in 0..self.keys.len() {
            let mut slot = hash(self.keys.get(number)) & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = u32::try_from(number + 1).expect("fewer than 2^32 keys");
        }
    }
}

fn hash(key: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    usize::try_from(hasher.finish() >> 1).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_keeps_the_number_of_its_first_mention(keys in prop::collection::vec("[a-c0-9]{0,3}", 0..200)) {
            let mut interner = Interner::default();
            let mut seen: Vec<&str> = Vec::new();
            for key in &keys {
                let number = interner.intern(key);
                if !seen.contains(&key.as_str()) {
                    seen.push(key);
                }
                prop_assert_eq!(seen[number as usize], key);
                prop_assert_eq!(interner.find(key), Some(number));
                prop_assert_eq!(interner.get(number), key);
            }
            prop_assert_eq!(interner.len(), seen.len());
            prop_assert!(interner.iter().eq(seen));
            prop_assert_eq!(interner.find("no such key"), None);
        }
    }
}
