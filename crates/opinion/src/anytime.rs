//! Bounds that hold at every moment at once, for results that are watched while votes come in.
//!
//! The beta-binomial mixture martingale (Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon 2021): with A of N
//! agreeing, `M(t) = B(½ + A, ½ + N − A) / B(½, ½) / (t^A (1−t)^(N−A))` has expectation at most 1 under share t,
//! so the chance that it ever reaches 1/α is at most α (Ville). On the side of t opposite to A/N the likelihood
//! only falls, so 1/M(t) also bounds the one-sided error.
//!
//! Errors of several parties are summed, never multiplied: that holds whatever moment is looked at. Where the
//! parties of a claim are picked after seeing the votes, the sum is raised so that every choice is covered.

use crate::special::ln_beta;
use libm::{exp, log, log1p, sqrt};

/// Σ n·ln(share) over both sides, where nothing of nothing is nothing.
fn ln_likelihood(agree: f64, other: f64, share: f64) -> f64 {
    let power = |count: f64, ln: f64| if count == 0.0 { 0.0 } else { count * ln };
    power(agree, log(share)) + power(other, log1p(-share))
}

fn ln_mixture(agree: f64, other: f64) -> f64 {
    ln_beta(0.5 + agree, 0.5 + other) - ln_beta(0.5, 0.5)
}

/// Bound on the chance of ever seeing such evidence although the share is below `share`.
pub(crate) fn below(agree: f64, answers: f64, share: f64) -> f64 {
    let other = answers - agree;
    if answers == 0.0 || agree <= share * answers {
        return 1.0;
    }
    exp(ln_likelihood(agree, other, share) - ln_mixture(agree, other)).min(1.0)
}

/// Bound on the chance of ever seeing such evidence although the share is above `share`.
pub(crate) fn above(agree: f64, answers: f64, share: f64) -> f64 {
    below(answers - agree, answers, 1.0 - share)
}

/// The lower confidence sequence: the share below which the evidence refutes all at this error.
pub(crate) fn lower(agree: f64, answers: f64, error: f64) -> f64 {
    let other = answers - agree;
    if agree <= 0.0 {
        return 0.0;
    }
    let target = ln_mixture(agree, other) + log(error);
    if other <= 0.0 {
        return exp(target / answers);
    }
    // The log-likelihood is concave in the logit and rises up to A/N, so Newton steps from its left stay there.
    let gap = ln_likelihood(agree, other, agree / answers) - target;
    let mut logit = log(agree / other) - sqrt(2.0 * gap * answers / (agree * other)).min(30.0);
    for _ in 0..60 {
        let share = 1.0 / (1.0 + exp(-logit));
        let step =
            (ln_likelihood(agree, other, share) - target) / (agree - answers * share).max(f64::MIN_POSITIVE);
        logit -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    1.0 / (1.0 + exp(-logit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lower_bound_is_where_the_evidence_reaches_the_error() {
        for (agree, answers) in [(1.0, 2.0), (0.5, 60.0), (14.0, 20.0), (999.0, 1000.0), (5e5, 1e6)] {
            for error in [0.05, 1e-4] {
                let low = lower(agree, answers, error);
                let found = below(agree, answers, low);
                assert!((found / error - 1.0).abs() < 1e-6, "{agree} of {answers} at {error}: {found}");
            }
        }
        assert!((below(7.0, 7.0, lower(7.0, 7.0, 0.05)) - 0.05).abs() < 1e-12);
        assert_eq!(lower(0.0, 9.0, 0.05), 0.0);
    }
}
