//! Bounds that hold at every moment at once, for results that are watched while votes come in.
//!
//! The beta-binomial mixture martingale (Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon 2021): with A of N
//! agreeing, `M(t) = B(½ + A, ½ + N − A) / B(½, ½) / (t^A (1−t)^(N−A))` has expectation at most 1 under share t,
//! so the chance that it ever reaches 1/α is at most α (Ville). On the side of t opposite to A/N the likelihood
//! only falls, so 1/M(t) also bounds the one-sided error.

use crate::special::ln_beta;
use libm::{exp, log, log1p};

fn ln_mixture(agree: f64, answers: f64, share: f64) -> f64 {
    let other = answers - agree;
    let power = |count: f64, ln: f64| if count == 0.0 { 0.0 } else { count * ln };
    let likelihood = power(agree, log(share)) + power(other, log1p(-share));
    ln_beta(0.5 + agree, 0.5 + other) - ln_beta(0.5, 0.5) - likelihood
}

/// Bound on the chance of ever seeing such evidence although the share is below `share`.
pub(crate) fn below(agree: f64, answers: f64, share: f64) -> f64 {
    if answers == 0.0 || agree <= share * answers {
        return 1.0;
    }
    exp(-ln_mixture(agree, answers, share)).min(1.0)
}

/// Bound on the chance of ever seeing such evidence although the share is above `share`.
pub(crate) fn above(agree: f64, answers: f64, share: f64) -> f64 {
    below(answers - agree, answers, 1.0 - share)
}

/// The lower confidence sequence: the share below which the evidence refutes all at this error.
pub(crate) fn lower(agree: f64, answers: f64, error: f64) -> f64 {
    if answers == 0.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, agree / answers);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if below(agree, answers, middle) <= error { low = middle } else { high = middle }
    }
    low
}
