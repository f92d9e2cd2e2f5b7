//! Shares and their tests (`stats.clj`).

use crate::math::Counts;

/// z above which Polis calls a share significant: 90 %, one-sided.
pub(crate) const Z90: f64 = 1.2816;

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// (successes + 1) / (trials + 2).
pub(crate) fn share(successes: u64, trials: u64) -> f64 {
    real(successes + 1) / real(trials + 2)
}

/// z of a share against one half, one success and one trial added.
pub(crate) fn against_half(successes: u64, trials: u64) -> f64 {
    2.0 * real(trials + 1).sqrt() * (real(successes + 1) / real(trials + 1) - 0.5)
}

/// z of the difference of two shares, one added to every number.
pub(crate) fn between(inside: (u64, u64), outside: (u64, u64)) -> f64 {
    let [a, n, b, m] = [inside.0, inside.1, outside.0, outside.1].map(|count| real(count + 1));
    let pooled = (a + b) / (n + m);
    if pooled >= 1.0 {
        return 0.0;
    }
    (a / n - b / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}

/// One answer's share in a group and beside the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared {
    pub count: u64,
    pub share: f64,
    pub test: f64,
    /// The share divided by that of the others.
    pub ratio: f64,
    pub ratio_test: f64,
}

impl Compared {
    pub(crate) fn new(count: u64, seen: u64, others: u64, others_seen: u64) -> Compared {
        Compared {
            count,
            share: share(count, seen),
            test: against_half(count, seen),
            // One division, so that equal shares have the ratio 1.
            ratio: real((count + 1) * (others_seen + 2)) / real((seen + 2) * (others + 1)),
            ratio_test: between((count, seen), (others, others_seen)),
        }
    }

    pub(crate) fn is_sure(&self) -> bool {
        self.ratio_test > Z90 && self.test > Z90
    }

    /// By which statements are ranked.
    pub(crate) fn merit(&self) -> f64 {
        self.ratio * self.ratio_test * self.share * self.test
    }
}

/// A statement as one group sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub tid: i64,
    pub seen: u64,
    pub agree: Compared,
    pub disagree: Compared,
}

impl Seen {
    pub(crate) fn new(tid: i64, own: Counts, all: Counts) -> Seen {
        let others = all.seen - own.seen;
        Seen {
            tid,
            seen: own.seen,
            agree: Compared::new(own.agree, own.seen, all.agree - own.agree, others),
            disagree: Compared::new(own.disagree, own.seen, all.disagree - own.disagree, others),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_agreement_of_one_is_called_significant_and_nothing_of_nothing_nearly() {
        assert!((against_half(1, 1) - 2f64.sqrt()).abs() < 1e-15);
        assert!((against_half(0, 0) - 1.0).abs() < 1e-15);
        assert!(against_half(1, 1) > Z90);
    }

    #[test]
    fn two_unanimous_sides_do_not_differ() {
        assert_eq!(between((5, 5), (3, 3)), 0.0);
        assert_eq!(between((0, 0), (0, 0)), 0.0);
    }
}
