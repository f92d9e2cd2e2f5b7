//! The regularised incomplete beta function, both tails, and its inverse.

use super::gamma::{deviance, stirling_error};
use super::normal::normal_quantile;
use libm::{exp, log, log1p, sqrt};

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

/// A Beta(a, b) distribution of a share, with what does not depend on the point computed once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
    /// x₀^a y₀^b / B(a, b) at x₀ = a/(a + b), where that product is largest.
    peak: f64,
}

/// Both tails of Beta(a, b) at `x`; see [`Beta::tails`].
///
/// # Errors
/// [`NotConverged`] for shapes that are not positive and finite, or when the fraction does not settle.
pub fn beta_tails(a: f64, b: f64, x: f64) -> Result<BetaTails, NotConverged> {
    Beta::new(a, b)?.tails(x)
}

/// The `p`-quantile of Beta(a, b); see [`Beta::quantile`].
///
/// # Errors
/// [`NotConverged`] as for [`beta_tails`].
pub fn beta_quantile(a: f64, b: f64, p: f64) -> Result<f64, NotConverged> {
    Beta::new(a, b)?.quantile(p)
}

impl Beta {
    /// The distribution with shapes `a`, `b` > 0.
    ///
    /// # Errors
    /// [`NotConverged`] for shapes that are not positive and finite.
    pub fn new(a: f64, b: f64) -> Result<Beta, NotConverged> {
        let positive = |shape: f64| shape > 0.0 && shape.is_finite();
        if !positive(a) || !positive(b) {
            return Err(NotConverged { a, b, x: f64::NAN });
        }
        let sum = a + b;
        let exponent = stirling_error(sum) - stirling_error(a) - stirling_error(b);
        Ok(Beta { a, b, peak: sqrt(a / sum * b / std::f64::consts::TAU) * exp(exponent) })
    }

    /// The mean a / (a + b).
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The shapes a and b.
    #[must_use]
    pub fn shapes(&self) -> (f64, f64) {
        (self.a, self.b)
    }

    /// Both tails at `x`, which is clamped to 0..=1.
    ///
    /// Continued fraction of DLMF 8.17.22, its even part, with the prefactor in Loader's saddle-point form, which
    /// keeps its relative accuracy where the log-gamma form loses seven digits.
    ///
    /// # Errors
    /// [`NotConverged`] when `x` is not a number or the fraction does not settle.
    pub fn tails(&self, x: f64) -> Result<BetaTails, NotConverged> {
        if x.is_nan() {
            return Err(self.failed(x));
        }
        if x <= 0.0 {
            return Ok(BetaTails { lower: 0.0, upper: 1.0 });
        }
        if x >= 1.0 {
            return Ok(BetaTails { lower: 1.0, upper: 0.0 });
        }
        let (a, b, y) = (self.a, self.b, 1.0 - x);
        let front = self.peak * exp(-self.descent(x, y));
        if x <= self.turn() {
            let lower = (front / a * fraction(a, b, x).ok_or(self.failed(x))?).min(1.0);
            Ok(BetaTails { lower, upper: 1.0 - lower })
        } else {
            let upper = (front / b * fraction(b, a, y).ok_or(self.failed(x))?).min(1.0);
            Ok(BetaTails { lower: 1.0 - upper, upper })
        }
    }

    /// The density at `x` inside (0, 1).
    #[must_use]
    pub fn density(&self, x: f64) -> f64 {
        let y = 1.0 - x;
        self.peak * exp(-self.descent(x, y)) / (x * y)
    }

    /// The `p`-quantile: the `x` with `I_x(a, b) = p`, relative error at most 1e-10 of the smaller of x and 1 − x.
    ///
    /// Halley steps for ln I in the logit of x, in which a Beta density is log-concave: the steps cannot leave
    /// the basin of the one root, wherever they start. Quantiles below 1e-300 are 0.
    ///
    /// # Errors
    /// [`NotConverged`] as for [`Beta::tails`], or for a `p` that is not a number.
    pub fn quantile(&self, p: f64) -> Result<f64, NotConverged> {
        if p.is_nan() {
            return Err(self.failed(p));
        }
        if p <= 0.0 || p >= 1.0 {
            return Ok(p.clamp(0.0, 1.0));
        }
        if p > 0.5 {
            return Ok(self.mirrored().lower_logit(1.0 - p)?.map_or(1.0, |logit| 1.0 / (1.0 + exp(logit))));
        }
        Ok(self.lower_logit(p)?.map_or(0.0, |logit| 1.0 / (1.0 + exp(-logit))))
    }

    /// A lower bound of −ln of the tail beyond `x` in (0, 1), on the side of it that does not hold the mean.
    ///
    /// With θ = X/(X + Y) for two gamma variables, Chernoff's bound of P((1−x) X ≥ x Y) is exactly
    /// (x/x₀)^a (y/y₀)^b at the mean x₀, y₀.
    #[must_use]
    pub fn tail_exponent(&self, x: f64) -> f64 {
        self.descent(x, 1.0 - x)
    }

    /// About the `p`-quantile, without an integral: a start for a search, good to a few per cent of a deviation.
    #[must_use]
    pub fn rough_quantile(&self, p: f64) -> f64 {
        if p > 0.5 {
            1.0 - self.mirrored().rough_quantile(1.0 - p)
        } else {
            1.0 / (1.0 + exp(-self.start(p)))
        }
    }

    fn mirrored(&self) -> Beta {
        Beta { a: self.b, b: self.a, ..*self }
    }

    fn failed(&self, x: f64) -> NotConverged {
        NotConverged { a: self.a, b: self.b, x }
    }

    /// Where the fraction of the lower tail stops converging fast.
    fn turn(&self) -> f64 {
        (self.a + 1.0) / (self.a + self.b + 2.0)
    }

    /// −ln of x^a y^b / B(a, b) relative to its peak.
    fn descent(&self, x: f64, y: f64) -> f64 {
        let sum = self.a + self.b;
        deviance(self.a, sum * x) + deviance(self.b, sum * y)
    }

    /// The logit of the `p`-quantile for p ≤ ½; `None` when it lies below every number.
    fn lower_logit(&self, p: f64) -> Result<Option<f64>, NotConverged> {
        let (a, b, target) = (self.a, self.b, log(p));
        let scale = sqrt(1.0 / a + 1.0 / b).min(1.0);
        let mut logit = self.start(p);
        for _ in 0..100 {
            if logit < -690.0 {
                return Ok(None);
            }
            let logit_now = logit.min(700.0);
            let (x, y) = (1.0 / (1.0 + exp(-logit_now)), 1.0 / (1.0 + exp(logit_now)));
            let (ln_lower, slope) = self.ln_lower(x, y)?;
            let newton = (ln_lower - target) / slope;
            // d²/du² ln I = slope · (a y − b x − slope).
            let bend = 1.0 - 0.5 * newton * (a * y - b * x - slope);
            let step = if (0.5..2.0).contains(&bend) { newton / bend } else { newton };
            logit = logit_now - step;
            if step.abs() <= 5e-4 * scale {
                return Ok(Some(logit));
            }
        }
        Err(self.failed(p))
    }

    /// ln I and its derivative by the logit, neither of which underflows.
    fn ln_lower(&self, x: f64, y: f64) -> Result<(f64, f64), NotConverged> {
        let (a, b) = (self.a, self.b);
        let ln_front = log(self.peak) - self.descent(x, y);
        if x <= self.turn() {
            let part = fraction(a, b, x).ok_or(self.failed(x))? / a;
            Ok((ln_front + log(part), 1.0 / part))
        } else {
            let front = exp(ln_front);
            let upper = (front / b * fraction(b, a, y).ok_or(self.failed(x))?).min(1.0 - f64::EPSILON);
            Ok((log1p(-upper), front / (1.0 - upper)))
        }
    }

    /// A first guess of the logit for p ≤ ½. Cornish and Fisher's expansion on the cumulants of ln θ/(1 − θ), which
    /// are differences of polygammas; below a = 1 the left tail is a power of x and solved as one.
    fn start(&self, p: f64) -> f64 {
        let (a, b) = (self.a, self.b);
        if a < 1.0 {
            // I ≈ x^a / (a B(a, b)), and peak = x₀^a y₀^b / B(a, b).
            let ln_inverse_b = log(self.peak) - a * log(a / (a + b)) - b * log(b / (a + b));
            return ((log(p * a) - ln_inverse_b) / a).min(log(a / b) + 1.0);
        }
        let (u, v) = (1.0 / a, 1.0 / b.max(0.5));
        let mean = log(a / b) - 0.5 * (u - v) - (u * u - v * v) / 12.0;
        let variance = u + v + 0.5 * (u * u + v * v) + (u * u * u + v * v * v) / 6.0;
        let third = -(u * u * (1.0 + u) - v * v * (1.0 + v));
        let fourth = 2.0 * (u * u * u + v * v * v);
        let (skew, excess) = (third / (variance * sqrt(variance)), fourth / (variance * variance));
        let z = normal_quantile(p);
        let cube = z * z * z;
        let bent = z + (z * z - 1.0) * skew / 6.0 + (cube - 3.0 * z) * excess / 24.0
            - (2.0 * cube - 5.0 * z) * skew * skew / 36.0;
        mean + bent * sqrt(variance)
    }
}

/// The even part of the fraction of DLMF 8.17.22, `None` if it does not settle. It needs on the order of
/// √max(a, b) steps at the mean and a dozen in the tails.
fn fraction(a: f64, b: f64, x: f64) -> Option<f64> {
    const HUGE: f64 = 1e100;
    let sum = a + b;
    // d₁ first; then each step takes d₂ₘ and d₂ₘ₊₁ together with one division.
    let mut odd = -sum * x / (a + 1.0);
    let (mut top, mut top_before) = (1.0, 0.0);
    let (mut bottom, mut bottom_before) = (1.0 + odd, 1.0);
    for step in 1..400_000_u32 {
        let m = f64::from(step);
        let s = a + 2.0 * m;
        let inverse = x / ((s - 1.0) * s * (s + 1.0));
        let even = m * (b - m) * (s + 1.0) * inverse;
        let next_odd = -(a + m) * (sum + m) * (s - 1.0) * inverse;
        let (weight, link) = (1.0 + even + next_odd, -odd * even);
        odd = next_odd;
        (top, top_before) = (weight * top + link * top_before, top);
        (bottom, bottom_before) = (weight * bottom + link * bottom_before, bottom);
        // |top/bottom − before| relative, cross-multiplied.
        let (now, before) = (top * bottom_before, top_before * bottom);
        if (now - before).abs() <= 1e-15 * now.abs() {
            return Some(top / bottom);
        }
        // Near the mean the weights are small and both parts sink together; elsewhere they may grow.
        let size = bottom.abs().max(top.abs());
        if !(1.0 / HUGE..HUGE).contains(&size) {
            let scale = if size > 1.0 { 1.0 / HUGE } else { HUGE };
            for part in [&mut top, &mut top_before, &mut bottom, &mut bottom_before] {
                *part *= scale;
            }
        }
    }
    None
}
