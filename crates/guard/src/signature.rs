//! Sets of answers in 240 bytes, and who has almost the same.

use std::collections::{BTreeMap, BTreeSet};

/// Bands of a signature, and rows in each: two sets that share 8 of 10 members meet in some band with 99 %, two that share
/// half with 32 %.
const BANDS: usize = 12;
const ROWS: usize = 5;
const HASHES: usize = BANDS * ROWS;
/// With so many in one bucket each is compared with as many neighbours only, so that a crowd costs no square.
const CROWD: usize = 32;

/// The smallest of sixty hashes each over a set of members (MinHash, Broder 1997). The signature of a union is the smaller
/// of both, number by number, so parts merge to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature([u32; HASHES]);

impl Default for Signature {
    fn default() -> Self {
        Signature([u32::MAX; HASHES])
    }
}

/// Spreads the bits of a number (splitmix64, Steele, Lea and Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

impl Signature {
    /// Takes a member in.
    pub fn add(&mut self, member: u64) {
        let mut state = mix(member.wrapping_add(0x9E37_79B9_7F4A_7C15));
        for least in &mut self.0 {
            state = mix(state.wrapping_add(0x9E37_79B9_7F4A_7C15));
            // The high half; the low one goes on as it is.
            *least = (*least).min((state >> 32) as u32);
        }
    }

    /// The signature of both sets together.
    #[must_use]
    pub fn union(mut self, other: &Signature) -> Signature {
        self.0.iter_mut().zip(other.0).for_each(|(one, other)| *one = (*one).min(other));
        self
    }

    /// Whether nothing was taken in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Signature::default()
    }

    /// About which share of all members both have; off by 0.06 or so.
    #[must_use]
    pub fn similarity(&self, other: &Signature) -> f64 {
        let same = self.0.iter().zip(other.0).filter(|(one, other)| **one == *other).count();
        same as f64 / HASHES as f64
    }

    fn bucket(&self, band: usize) -> u64 {
        self.0[band * ROWS..][..ROWS].iter().fold(band as u64, |sum, hash| mix(sum ^ u64::from(*hash)))
    }
}

/// Pairs whose sets are probably alike, smaller number first, ascending.
#[must_use]
pub fn alike(signatures: &BTreeMap<u32, Signature>) -> BTreeSet<(u32, u32)> {
    let mut pairs = BTreeSet::new();
    for band in 0..BANDS {
        let mut buckets: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (person, signature) in signatures.iter().filter(|(_, signature)| !signature.is_empty()) {
            buckets.entry(signature.bucket(band)).or_default().push(*person);
        }
        for mut people in buckets.into_values() {
            // Another order in each band, so that a crowd is held together by other neighbours each time.
            people.sort_by_key(|person| mix(u64::from(*person) ^ mix(band as u64)));
            for (at, one) in people.iter().enumerate() {
                let near = people[at + 1..].iter().take(CROWD);
                pairs.extend(near.map(|other| (*one.min(other), *one.max(other))));
            }
        }
    }
    pairs
}
