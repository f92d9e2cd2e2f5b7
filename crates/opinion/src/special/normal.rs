//! The normal distribution, where it only has to start a search.

use libm::{log, sqrt};

/// About the `p`-quantile of the standard normal distribution, 0 < p < 1; absolute error below 5e-4.
///
/// Source: Abramowitz and Stegun 26.2.23.
pub(super) fn normal_quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let t = sqrt(-2.0 * log(tail));
    let top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let bottom = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let z = t - top / bottom;
    if p < 0.5 { -z } else { z }
}
