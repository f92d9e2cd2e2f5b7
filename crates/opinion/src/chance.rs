//! Numbers that look like chance and are a function of a seed: the same on every machine and number of threads.

/// A stream of numbers from a seed (splitmix64, Steele, Lea and Flood 2014).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads the bits of a number over all of it.
#[must_use]
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

impl Chance {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Chance {
        Chance(mix(seed.wrapping_add(STEP)))
    }

    /// A stream of its own for part `index`, whatever was drawn before.
    #[must_use]
    pub fn part(self, index: u64) -> Chance {
        Chance(mix(self.0 ^ mix(index.wrapping_mul(STEP).wrapping_add(1))))
    }

    /// 64 even bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// Even in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// An even whole number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // The high half of a product (Lemire 2019); the bias of at most bound / 2⁶⁴ is left.
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// A standard normal number (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.unit())
    }

    /// `count` of the numbers below `all` for which `wanted` holds, ascending; all of them where there are no more.
    pub(crate) fn choose(self, all: usize, count: usize, wanted: impl Fn(usize) -> bool) -> Vec<u32> {
        let of = |at: u32| mix(self.0 ^ mix(u64::from(at).wrapping_mul(STEP)));
        let last = u32::try_from(all).unwrap_or(u32::MAX);
        let mut drawn: Vec<(u64, u32)> =
            (0..last).filter(|&at| wanted(at as usize)).map(|at| (of(at), at)).collect();
        if drawn.len() > count && count > 0 {
            drawn.select_nth_unstable(count - 1);
        }
        drawn.truncate(count);
        let mut chosen: Vec<u32> = drawn.into_iter().map(|(_, at)| at).collect();
        chosen.sort_unstable();
        chosen
    }

    /// The numbers below `all` in an order drawn anew.
    pub(crate) fn order(self, all: usize) -> Vec<u32> {
        let of = |at: u32| mix(self.0 ^ mix(u64::from(at).wrapping_mul(STEP)));
        let mut order: Vec<u32> = (0..u32::try_from(all).unwrap_or(u32::MAX)).collect();
        order.sort_by_key(|&at| (of(at), at));
        order
    }
}
