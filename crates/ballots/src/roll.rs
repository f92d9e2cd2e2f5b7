//! The keys of a table of people, each once, in the order of the table.

use crate::intern::{Interner, Texts};
use std::cmp::Ordering;
use terms::key::natural_order;

/// Keys to their number in the table and back.
///
/// Most tables are sorted. While the keys rise, a new one is told from the last alone and one is found by halving, so
/// that no table has to be built of a million people.
#[derive(Clone, Debug)]
pub(crate) enum Roll {
    /// Each key is above the one before.
    Rising(Texts, Rise),
    /// Keys in any order.
    Any(Interner),
}

/// The order in which keys rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rise {
    Bytes,
    Natural,
}

impl Rise {
    fn order(self, a: &str, b: &str) -> Ordering {
        match self {
            Rise::Bytes => a.cmp(b),
            Rise::Natural => natural_order(a, b),
        }
    }

    fn holds(self, keys: &Texts) -> bool {
        keys.iter().zip(keys.iter().skip(1)).all(|(a, b)| self.order(a, b).is_lt())
    }
}

impl Default for Roll {
    fn default() -> Roll {
        Roll::Rising(Texts::default(), Rise::Bytes)
    }
}

impl Roll {
    pub(crate) fn len(&self) -> usize {
        match self {
            Roll::Rising(keys, _) => keys.len(),
            Roll::Any(keys) => keys.len(),
        }
    }

    /// Adds a key; `false` when it stands here already.
    pub(crate) fn enter(&mut self, key: &str) -> bool {
        match self {
            Roll::Rising(keys, rise) => {
                if keys.last().is_none_or(|last| rise.order(last, key).is_lt()) {
                    keys.push(key);
                    return true;
                }
                *self = Roll::of(std::mem::take(keys), *rise, key);
                self.enter(key)
            }
            Roll::Any(keys) => {
                let before = keys.len();
                keys.intern(key) as usize == before
            }
        }
    }

    /// The same keys, told apart otherwise: this one does not rise as they did.
    fn of(keys: Texts, rise: Rise, next: &str) -> Roll {
        let is_natural = |last: &str| natural_order(last, next).is_lt();
        if rise == Rise::Bytes && keys.last().is_some_and(is_natural) && Rise::Natural.holds(&keys) {
            return Roll::Rising(keys, Rise::Natural);
        }
        let mut any = Interner::default();
        keys.iter().for_each(|key| {
            any.intern(key);
        });
        Roll::Any(any)
    }

    /// The number of a key that was entered before.
    pub(crate) fn find(&self, key: &str) -> Option<u32> {
        match self {
            Roll::Rising(keys, rise) => keys.find_by(|other| rise.order(other, key)),
            Roll::Any(keys) => keys.find(key),
        }
    }

    /// The same where it is likely to stand soon after the one with that number.
    pub(crate) fn find_after(&self, before: u32, key: &str) -> Option<u32> {
        let next = before.checked_add(1)?;
        match self {
            Roll::Rising(keys, rise) => keys.find_from(next as usize, |other| rise.order(other, key)),
            Roll::Any(keys) if (next as usize) < keys.len() && keys.get(next) == key => Some(next),
            Roll::Any(keys) => keys.find(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Keys in byte order, in natural order, in any order, or sorted but for some.
    fn keys() -> impl Strategy<Value = Vec<String>> {
        (prop::collection::vec("[ab]?[0-9]{0,3}", 0..40), 0..4).prop_map(|(mut keys, how)| {
            match how {
                0 => keys.sort(),
                1 => keys.sort_by(|a, b| natural_order(a, b)),
                2 => keys[..].sort_by_key(|key| key.len()),
                _ => {}
            }
            keys
        })
    }

    proptest! {
        #[test]
        fn a_roll_numbers_keys_by_first_mention_whatever_their_order(keys in keys()) {
            let mut roll = Roll::default();
            let mut known: BTreeMap<&str, u32> = BTreeMap::new();
            for key in &keys {
                let next = u32::try_from(known.len()).unwrap();
                let is_new = !known.contains_key(key.as_str());
                known.entry(key).or_insert(next);
                prop_assert_eq!(roll.enter(key), is_new);
                prop_assert_eq!(roll.len(), known.len());
            }
            for (key, number) in known {
                prop_assert_eq!(roll.find(key), Some(number));
                for before in 0..roll.len() {
                    let before = u32::try_from(before).unwrap();
                    prop_assert_eq!(roll.find_after(before, key), Some(number));
                    prop_assert_eq!(roll.find_after(before, "no such key"), None);
                }
            }
            prop_assert_eq!(roll.find("no such key"), None);
        }
    }

    #[test]
    fn while_keys_rise_no_hashes_are_kept() {
        let mut roll = Roll::default();
        (1..=1_200).for_each(|n| assert!(roll.enter(&format!("p{n}"))));
        assert!(matches!(roll, Roll::Rising(_, Rise::Natural)), "p10 stands behind p9");
        assert!(!roll.enter("p7"));
        assert!(matches!(roll, Roll::Any(_)));
        assert_eq!((roll.find("p1200"), roll.find("p1201")), (Some(1_199), None));
    }
}
