//! Numbered streams of random words, and drawing lots.
//!
//! ChaCha with 8 rounds, the seed as key and the participant as stream number: a counter-based generator, so that
//! the words of participant one million cost no more than those of participant one.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a key is used for. Votes and lots must never share words.
#[derive(Clone, Copy)]
enum Domain {
    Votes = 1,
    Lots = 2,
}

fn generator(seed: u64, domain: Domain) -> ChaCha8Rng {
    let mut key = [0_u8; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8] = domain as u8;
    ChaCha8Rng::from_seed(key)
}

/// The generator of all participants' votes under a seed; [`Words::enter`] selects one of them.
#[derive(Clone, Debug)]
pub(crate) struct Words(ChaCha8Rng);

impl Words {
    pub(crate) fn of_votes(seed: u64) -> Words {
        Words(generator(seed, Domain::Votes))
    }

    /// Goes to the first word of this participant.
    pub(crate) fn enter(&mut self, participant: u64) {
        self.0.set_stream(participant);
        self.0.set_word_pos(0);
    }

    pub(crate) fn next(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// A number below `bound`; uneven by less than `bound` / 2³².
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        scale(self.next(), bound)
    }
}

fn scale(word: u32, bound: u32) -> u32 {
    let high = (u64::from(word) * u64::from(bound)) >> 32;
    u32::try_from(high).expect("the high half of a 32 by 32 bit product")
}

/// An urn from which lots are drawn under a seed. Each purpose has an urn of its own, so that one more draw for one
/// purpose moves no other.
///
/// ```
/// let drawn = simulate::Lot::new(7, "outsiders").draw(2, 18);
/// assert_eq!(drawn, simulate::Lot::new(7, "outsiders").draw(2, 18));
/// assert_eq!(drawn.len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Lot(ChaCha8Rng);

impl Lot {
    /// The urn for this purpose.
    #[must_use]
    pub fn new(seed: u64, purpose: &str) -> Lot {
        let mut rng = generator(seed, Domain::Lots);
        rng.set_stream(fnv1a(purpose));
        Lot(rng)
    }

    /// A number below `bound`; 0 when `bound` is 0.
    ///
    /// # Panics
    /// Never for fewer than 2³² choices.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u32::try_from(bound).expect("lots are drawn among fewer than 2^32");
        scale(self.0.next_u32(), bound) as usize
    }

    /// `count` different positions below `bound`, ascending; all of them where `count` is larger.
    pub fn draw(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut drawn = self.shuffled(bound);
        drawn.truncate(count);
        drawn.sort_unstable();
        drawn
    }

    /// All positions below `bound` in an order drawn by lot.
    pub fn shuffled(&mut self, bound: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..bound).collect();
        for left in (1..bound).rev() {
            let other = self.below(left + 1);
            order.swap(left, other);
        }
        order
    }
}

/// FNV-1a, 64 bits: names the urn of a purpose. Not a digest anyone relies on.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_has_an_urn_of_its_own() {
        let order = |seed, purpose| Lot::new(seed, purpose).shuffled(50);
        assert_eq!(order(7, "a"), order(7, "a"));
        assert_ne!(order(7, "a"), order(7, "b"));
        assert_ne!(order(7, "a"), order(8, "a"));
    }

    #[test]
    fn lots_are_even() {
        let mut lot = Lot::new(1, "even");
        let mut seen = [0_u32; 6];
        for _ in 0..6000 {
            seen[lot.below(6)] += 1;
        }
        // Five standard deviations of a fair die thrown 6000 times are 144.
        assert!(seen.iter().all(|&n| n.abs_diff(1000) < 144), "{seen:?}");
    }
}
