//! The logistic function and the bound that makes it Gaussian.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8};

/// `σ(x) = 1 / (1 + e⁻ˣ)`.
pub(crate) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// `λ(ξ) = tanh(ξ/2) / 4ξ` of Jaakkola and Jordan (2000), doubled, as a function of `ξ²`; to about 1e-6 of itself.
///
/// With it `log σ(x) ≥ log σ(ξ) + (x − ξ)/2 − λ(ξ)(x² − ξ²)`, tight at `x = ±ξ`; any other λ is a bound as well, so that
/// single precision costs nothing but a little tightness.
#[inline(always)]
pub(super) fn twice_lambda<S: Simd>(square: f32x8<S>) -> f32x8<S> {
    let xi = square.max(1e-12).sqrt();
    let e = exp_minus_single(xi);
    // tanh(ξ/2) = (1 − e⁻ξ)/(1 + e⁻ξ)
    let far = (1.0 - e) / ((1.0 + e) * 2.0 * xi);
    // Near zero the difference above loses its digits.
    let near = 0.25 - square * (1.0 / 48.0 - square * (1.0 / 480.0 - square * (17.0 / 80_640.0)));
    square.simd_lt(0.05).select(near, far)
}

/// `e⁻ˣ` for `x ≥ 0`, to about 2e-7 of itself; beyond 87 as there. By range reduction and a polynomial: no call and no
/// branch, so that eight of them go side by side.
#[inline(always)]
fn exp_minus_single<S: Simd>(x: f32x8<S>) -> f32x8<S> {
    // Adding and taking away 1.5·2²³ rounds to the nearest whole number and leaves it in the low bits.
    const ROUND: f32 = 12_582_912.0;
    // The logarithm of two in two parts, so that a multiple of the first is exact (Cody and Waite 1980).
    const LN2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    let x = x.min(87.0);
    let shifted = ROUND - x * std::f32::consts::LOG2_E;
    let whole = shifted - ROUND;
    let r = -x - whole * LN2[0] - whole * LN2[1];
    let mut p = r * (1.0 / 720.0) + 1.0 / 120.0;
    for c in [1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        p = p * r + c;
    }
    p * f32x8::from_bits((shifted.to_bits() + 127) << 23)
}

/// `e⁻ˣ` for `x ≥ 0`, to about 1e-13 of itself; 0 beyond 700.
#[inline(always)]
pub(crate) fn exp_minus(x: f64) -> f64 {
    const LOG2E: f64 = std::f64::consts::LOG2_E;
    const LN2: f64 = std::f64::consts::LN_2;
    let x = x.min(700.0);
    // Adding and taking away 1.5·2⁵² rounds to the nearest whole number and leaves it in the low bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let shifted = -x * LOG2E + ROUND;
    let whole = shifted - ROUND;
    let r = -x - whole * LN2;
    let mut p = 1.0 / 39_916_800.0;
    for c in [
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ] {
        p = p * r + c;
    }
    let exponent = shifted.to_bits().wrapping_add(1023) << 52;
    p * f64::from_bits(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    fn lambda(square: f32) -> f32 {
        dispatch!(Level::new(), simd => twice_lambda(f32x8::splat(simd, square)).to_array()[0])
    }

    fn exp_minus_lean(x: f32) -> f32 {
        dispatch!(Level::new(), simd => exp_minus_single(f32x8::splat(simd, x)).to_array()[0])
    }

    #[test]
    fn lambda_is_what_its_formula_says() {
        for step in 0..4000 {
            let xi = f64::from(step) * 0.02;
            let exact = if xi == 0.0 { 0.25 } else { (xi / 2.0).tanh() / (2.0 * xi) };
            let got = f64::from(lambda((xi * xi) as f32));
            assert!((got - exact).abs() < 2e-6 * exact, "{xi}: {got} {exact}");
        }
        assert!(lambda(1e30).is_finite() && lambda(1e30) >= 0.0);
    }

    #[test]
    fn the_exponential_is_one() {
        for step in 0..4000 {
            let x = f64::from(step) * 0.02;
            assert!((exp_minus(x) - libm::exp(-x)).abs() <= 1e-12 * libm::exp(-x), "{x}");
            let single = f64::from(exp_minus_lean(x as f32));
            assert!((single - libm::exp(-x)).abs() <= 1e-5 * libm::exp(-x), "{x}");
        }
    }
}
