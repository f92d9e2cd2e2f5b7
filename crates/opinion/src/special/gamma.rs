//! Gamma and its relatives.

use libm::{lgamma, log, log1p};

/// ln √(2π).
const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;

/// ln Γ(x) for x > 0.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    lgamma(x)
}

/// ln B(a, b) for a, b > 0, without the cancellation of three large log-gammas.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    if large < 16.0 {
        return lgamma(small) + lgamma(large) - lgamma(small + large);
    }
    // Γ(x) = √(2π/x) (x/e)^x e^stirling(x), so the powers combine before they can cancel.
    let sum = small + large;
    let tail = stirling_error(large) - stirling_error(sum);
    if small < 16.0 {
        let power = -(large - 0.5) * log1p(small / large) - small * log(sum) + small;
        return lgamma(small) + power + tail;
    }
    let power = (small - 0.5) * log(small / sum) - large * log1p(small / large) - 0.5 * log(large);
    LN_SQRT_2PI + power + stirling_error(small) + tail
}

/// The error of Stirling's formula, ln Γ(x + 1) − ((x + ½) ln x − x + ln √(2π)).
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), `stirlerr`.
pub(super) fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        return lgamma(x + 1.0) - (x + 0.5) * log(x) + x - LN_SQRT_2PI;
    }
    let square = x * x;
    let series = [1.0 / 12.0, 1.0 / 360.0, 1.0 / 1260.0, 1.0 / 1680.0, 1.0 / 1188.0, 691.0 / 360_360.0];
    let sum = series.iter().rev().fold(0.0, |inner, &term| term - inner / square);
    sum / x
}

/// x ln(x / m) + m − x without cancellation near x = m (Loader's `bd0`).
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    let gap = x - m;
    if gap.abs() >= 0.1 * (x + m) {
        return x * log(x / m) + m - x;
    }
    let v = gap / (x + m);
    let mut sum = gap * v;
    let mut power = 2.0 * x * v;
    for odd in 1..1000 {
        power *= v * v;
        let next = sum + power / f64::from(2 * odd + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// ln Γ(x + w) − ln Γ(x) for x > 0, w ≥ 0, without the cancellation of two large log-gammas.
#[must_use]
pub fn ln_gamma_rise(x: f64, w: f64) -> f64 {
    if x < 16.0 {
        return lgamma(x + w) - lgamma(x);
    }
    let power = (x - 0.5) * log1p(w / x) + w * (log(x + w) - 1.0);
    power + stirling_error(x + w) - stirling_error(x)
}

/// ψ(x) and ψ′(x) for x > 0 by recurrence and the asymptotic series; error below 1e-12 of the larger of 1 and the value.
#[must_use]
pub fn polygammas(mut x: f64) -> (f64, f64) {
    let (mut first, mut second) = (0.0, 0.0);
    while x < 10.0 {
        let inverse = 1.0 / x;
        first -= inverse;
        second += inverse * inverse;
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let y = inverse * inverse;
    let series = y * (1.0 / 12.0 - y * (1.0 / 120.0 - y * (1.0 / 252.0 - y * (1.0 / 240.0 - y / 132.0))));
    let digamma = first + log(x) - 0.5 * inverse - series;
    let series = 1.0 / 6.0 - y * (1.0 / 30.0 - y * (1.0 / 42.0 - y * (1.0 / 30.0 - y * 5.0 / 66.0)));
    (digamma, second + inverse + 0.5 * y + series * y * inverse)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of mpmath at 30 digits.
    #[test]
    fn polygammas_meet_known_values() {
        for (x, first, second) in [
            (1.0, -0.577_215_664_901_532_9, 1.644_934_066_848_226_4),
            (0.01, -100.560_885_457_868_67, 10_001.621_213_528_313),
            (25.0, 3.198_742_512_851_974, 0.040_810_663_257_225_58),
        ] {
            let found = polygammas(x);
            assert!((found.0 - first).abs() <= 1e-12 * first.abs().max(1.0), "{x}: {found:?}");
            assert!((found.1 - second).abs() <= 1e-12 * second.abs().max(1.0), "{x}: {found:?}");
        }
    }

    #[test]
    fn a_rise_by_one_multiplies_by_the_argument() {
        for x in [0.3, 2.0, 15.9, 16.1, 1e3, 1e8] {
            assert!((ln_gamma_rise(x, 1.0) - log(x)).abs() < 1e-13 * log(x).abs().max(10.0), "{x}");
        }
    }
}
