//! Exact fractions, and answers weighted in thousandths.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// An exact fraction `part / whole`, for rules that must never see a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    part: u64,
    whole: u64,
}

impl Share {
    /// `part / whole`; `None` when `whole` is zero.
    #[must_use]
    pub fn new(part: u64, whole: u64) -> Option<Share> {
        (whole > 0).then_some(Share { part, whole })
    }

    /// The numerator as given.
    #[must_use]
    pub fn part(self) -> u64 {
        self.part
    }

    /// The denominator as given, never zero.
    #[must_use]
    pub fn whole(self) -> u64 {
        self.whole
    }

    /// Compares by value, by cross multiplication: `1/2` equals `2/4`.
    #[must_use]
    pub fn cmp_value(self, other: Share) -> Ordering {
        let left = u128::from(self.part) * u128::from(other.whole);
        let right = u128::from(other.part) * u128::from(self.whole);
        left.cmp(&right)
    }
}

/// How much one participant's answers weigh, in thousandths: 1000 is one person's full weight.
///
/// Files may give at most three decimals, so that no weight is ever rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(u32);

impl Weight {
    /// The weight of one person.
    pub const ONE: Weight = Weight(1000);

    /// A weight of so many thousandths.
    #[must_use]
    pub fn from_thousandths(thousandths: u32) -> Weight {
        Weight(thousandths)
    }

    /// The weight in thousandths.
    #[must_use]
    pub fn thousandths(self) -> u32 {
        self.0
    }

    /// Reads `"1"`, `"0.25"`, `"12.125"`. `None` for a sign, more than three decimals, or more than 1 000 000.
    #[must_use]
    pub fn parse(text: &str) -> Option<Weight> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|c| c.is_ascii_digit());
        let bad = whole.is_empty() || decimals.len() > 3 || !digits(whole) || !digits(decimals);
        if bad || (text.contains('.') && decimals.is_empty()) {
            return None;
        }
        let whole: u32 = whole.parse().ok().filter(|&w| w <= 1_000_000)?;
        let fraction: u32 = format!("{decimals:0<3}").parse().ok()?;
        whole.checked_mul(1000)?.checked_add(fraction).map(Weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_has_at_most_three_decimals() {
        let thousandths = |t| Weight::parse(t).map(Weight::thousandths);
        assert_eq!(thousandths("1"), Some(1000));
        assert_eq!(thousandths("0.25"), Some(250));
        assert_eq!(thousandths("12.125"), Some(12_125));
        for bad in ["", ".", "1.", ".5", "-1", "+1", "1.2345", "1e3", "nan", "1000001", "99999999999"] {
            assert_eq!(thousandths(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn shares_compare_by_value() {
        let share = |p, w| Share::new(p, w).expect("whole > 0");
        assert_eq!(share(1, 2).cmp_value(share(2, 4)), Ordering::Equal);
        assert_eq!(share(2, 3).cmp_value(share(3, 5)), Ordering::Greater);
        assert_eq!(Share::new(1, 0), None);
    }
}
