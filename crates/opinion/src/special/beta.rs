//! The regularised incomplete beta function, both tails, and its inverse.

use super::gamma::{deviance, stirling_error};
use libm::{exp, sqrt};

/// The two tails of a Beta(a, b) distribution at one point. Each is accurate relative to itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaTails {
    /// P(θ ≤ x), the regularised incomplete beta function I_x(a, b).
    pub lower: f64,
    /// P(θ > x) = I_{1−x}(b, a).
    pub upper: f64,
}

/// The continued fraction did not settle: no value is better than a wrong one.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the incomplete beta function at a = {a}, b = {b}, x = {x} did not converge")]
pub struct NotConverged {
    /// First shape.
    pub a: f64,
    /// Second shape.
    pub b: f64,
    /// The point.
    pub x: f64,
}

/// Both tails of Beta(a, b) at `x`; `a`, `b` > 0, `x` is clamped to 0..=1.
///
/// Continued fraction of DLMF 8.17.22 by the modified Lentz method, with the prefactor in Loader's
/// saddle-point form, which keeps its relative accuracy where the log-gamma form loses seven digits.
///
/// # Errors
/// [`NotConverged`] for shapes that are not positive and finite, or when the fraction does not settle.
pub fn beta_tails(a: f64, b: f64, x: f64) -> Result<BetaTails, NotConverged> {
    let failed = NotConverged { a, b, x };
    let positive = |shape: f64| shape > 0.0 && shape.is_finite();
    if !positive(a) || !positive(b) || x.is_nan() {
        return Err(failed);
    }
    if x <= 0.0 {
        return Ok(BetaTails { lower: 0.0, upper: 1.0 });
    }
    if x >= 1.0 {
        return Ok(BetaTails { lower: 1.0, upper: 0.0 });
    }
    let y = 1.0 - x;
    let density = prefactor(a, b, x, y);
    if x <= (a + 1.0) / (a + b + 2.0) {
        let lower = (density / a * fraction(a, b, x).ok_or(failed)?).min(1.0);
        Ok(BetaTails { lower, upper: 1.0 - lower })
    } else {
        let upper = (density / b * fraction(b, a, y).ok_or(failed)?).min(1.0);
        Ok(BetaTails { lower: 1.0 - upper, upper })
    }
}

/// The `p`-quantile of Beta(a, b): the `x` with `I_x(a, b) = p`, to 1e-12 of the smaller of x and 1 − x.
///
/// Newton steps inside a shrinking bracket, from the normal approximation on.
///
/// # Errors
/// [`NotConverged`] as for [`beta_tails`].
pub fn beta_quantile(a: f64, b: f64, p: f64) -> Result<f64, NotConverged> {
    if p <= 0.0 {
        return Ok(0.0);
    }
    if p >= 1.0 {
        return Ok(1.0);
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = start(a, b, p);
    for _ in 0..200 {
        let tails = beta_tails(a, b, x)?;
        let miss = if p < 0.5 { tails.lower - p } else { (1.0 - p) - tails.upper };
        if miss > 0.0 {
            high = x
        } else {
            low = x
        }
        let slope = prefactor(a, b, x, 1.0 - x) / (x * (1.0 - x));
        let newton = x - miss / slope;
        let inside = newton > low && newton < high;
        let next = if inside { newton } else { 0.5 * (low + high) };
        let settled = (next - x).abs() <= 1e-15 * next.min(1.0 - next) || next <= low || next >= high;
        if settled || miss == 0.0 {
            return Ok(if miss == 0.0 { x } else { next });
        }
        x = next;
    }
    Err(NotConverged { a, b, x })
}

/// A first guess: mean plus the normal quantile's worth of deviations, kept inside the unit interval.
fn start(a: f64, b: f64, p: f64) -> f64 {
    let sum = a + b;
    let mean = a / sum;
    let deviation = sqrt(mean * (1.0 - mean) / (sum + 1.0));
    let guess = mean + rough_normal_quantile(p) * deviation;
    if guess > 0.0 && guess < 1.0 { guess } else { mean.clamp(1e-6, 1.0 - 1e-6) }
}

/// Abramowitz and Stegun 26.2.23; error below 4.5e-4, enough for a starting point.
fn rough_normal_quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let t = sqrt(-2.0 * libm::log(tail));
    let top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let bottom = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let z = t - top / bottom;
    if p < 0.5 { -z } else { z }
}

/// x^a y^b / B(a, b) for x + y = 1.
fn prefactor(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let sum = a + b;
    let exponent = stirling_error(sum) - stirling_error(a) - stirling_error(b);
    let exponent = exponent - deviance(a, sum * x) - deviance(b, sum * y);
    sqrt(a / sum * b / std::f64::consts::TAU) * exp(exponent)
}

/// The fraction of DLMF 8.17.22, `None` if it does not settle. It needs on the order of √max(a, b) steps.
fn fraction(a: f64, b: f64, x: f64) -> Option<f64> {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..400_000_u32 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let change = d * c;
        value *= change;
        if (change - 1.0).abs() < 3e-16 {
            return Some(value);
        }
    }
    None
}
