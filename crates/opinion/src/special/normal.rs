//! The normal distribution, where it only has to start a search.

use libm::{log, sqrt};

/// About the `p`-quantile of the standard normal distribution, 0 < p < 1; relative error about 1e-7.
///
/// Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (1988), PPND7.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let centre = p - 0.5;
    if centre.abs() <= 0.425 {
        let r = 0.180_625 - centre * centre;
        let top = ((59.109_374_720 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
        let bottom = ((67.187_563_600 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
        return centre * top / bottom;
    }
    let r = sqrt(-log(p.min(1.0 - p)));
    let far = if r <= 5.0 {
        let r = r - 1.6;
        let top = ((0.170_238_211_03 * r + 1.306_728_481_6) * r + 2.756_815_390_0) * r + 1.423_437_277_7;
        top / ((0.120_211_329_75 * r + 0.737_001_642_50) * r + 1.0)
    } else {
        let r = r - 5.0;
        let top = ((0.017_337_203_997 * r + 0.428_682_943_37) * r + 3.081_226_386_0) * r + 6.657_905_115_0;
        top / ((0.012_258_202_635 * r + 0.241_978_942_25) * r + 1.0)
    };
    if centre < 0.0 { -far } else { far }
}

/// How probable it is that a standard normal number is at least `z`.
pub(crate) fn normal_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_meet_known_values() {
        for (p, z) in [
            (0.5, 0.0),
            (0.05, -1.644_853_626_951_472_9),
            (0.975, 1.959_963_984_540_054),
            (1e-6, -4.753_424_308_822_899),
            (1e-20, -9.262_340_089_798_408),
        ] {
            assert!((normal_quantile(p) - z).abs() <= 1e-6 * z.abs().max(1.0), "{p}: {}", normal_quantile(p));
        }
    }
}
