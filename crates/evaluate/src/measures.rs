//! How good a forecast was, and how sure one is of a rate.

use opinion::chance::Chance;
use serde::Serialize;

/// A mean with the bounds that hold it with 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// Draws of the bootstrap over conversations.
const DRAWS: usize = 2_000;

impl Interval {
    /// Over values that were drawn from many alike: the bootstrap of their mean (Efron 1979), by percentiles.
    #[must_use]
    pub fn over(values: &[f64], chance: Chance) -> Interval {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, n) = values.fold((0.0, 0usize), |(sum, n), value| (sum + value, n + 1));
            sum / n.max(1) as f64
        };
        let mut means: Vec<f64> = (0..DRAWS as u64)
            .map(|draw| {
                let mut chance = chance.part(draw);
                mean(&mut (0..values.len()).map(|_| values[chance.below(values.len())]))
            })
            .collect();
        means.sort_by(f64::total_cmp);
        let at = |share: f64| means[((DRAWS - 1) as f64 * share).round() as usize];
        Interval { mean: mean(&mut values.iter().copied()), low: at(0.025), high: at(0.975) }
    }
}

/// How often something was so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// How often it was.
    pub hits: u64,
    /// How often it could have been.
    pub of: u64,
}

impl Rate {
    pub(crate) fn add(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.of += 1;
    }

    pub(crate) fn plus(self, other: Rate) -> Rate {
        Rate { hits: self.hits + other.hits, of: self.of + other.of }
    }

    /// The share; `None` of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// Where the true share lies with 95 % (Wilson 1927).
    #[must_use]
    pub fn bounds(self) -> Option<(f64, f64)> {
        let (n, p) = (self.of as f64, self.share()?);
        let z = 1.959_963_984_540_054_f64;
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }
}

impl Serialize for Rate {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            hits: u64,
            of: u64,
            share: Option<f64>,
            bounds: Option<(f64, f64)>,
        }
        let Rate { hits, of } = *self;
        Written { hits, of, share: self.share(), bounds: self.bounds() }.serialize(out)
    }
}

/// Forecasts of yes or no, and what came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forecasts(Vec<(f64, bool)>);

/// A probability of 0 or 1 is taken for this much less than certain.
const LEAST: f64 = 1e-6;

impl Forecasts {
    pub(crate) fn add(&mut self, p: f64, came: bool) {
        self.0.push((p, came));
    }

    pub(crate) fn all(&self) -> &[(f64, bool)] {
        &self.0
    }

    /// No number where nothing was forecast: JSON has null for it, a table a dash.
    fn mean(&self, loss: impl Fn(f64, bool) -> f64) -> f64 {
        self.0.iter().map(|&(p, came)| loss(p, came)).sum::<f64>() / self.0.len() as f64
    }

    /// Mean of −log of what was held probable of what came.
    pub(crate) fn log_loss(&self) -> f64 {
        self.mean(|p, came| -libm::log((if came { p } else { 1.0 - p }).clamp(LEAST, 1.0)))
    }

    /// Mean square (Brier 1950).
    pub(crate) fn brier(&self) -> f64 {
        self.mean(|p, came| (p - f64::from(u8::from(came))).powi(2))
    }

    /// How probably something that came had the higher forecast than something that did not; ties count half
    /// (Mann and Whitney 1947). One half where either is missing.
    pub(crate) fn auc(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut below, mut pairs, mut at) = (0.0, 0.0, 0);
        while at < sorted.len() {
            let end =
                at + sorted[at..].iter().take_while(|one| one.0.total_cmp(&sorted[at].0).is_eq()).count();
            let came = sorted[at..end].iter().filter(|one| one.1).count() as f64;
            let not = (end - at) as f64 - came;
            pairs += came * (below + not / 2.0);
            below += not;
            at = end;
        }
        let came = self.0.iter().filter(|one| one.1).count() as f64;
        if came == 0.0 || below == 0.0 { 0.5 } else { pairs / (came * below) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_is_judged_as_by_hand() {
        let mut forecasts = Forecasts::default();
        for (p, came) in [(0.9, true), (0.4, true), (0.4, false), (0.1, false)] {
            forecasts.add(p, came);
        }
        let by_hand = -(0.9f64.ln() + 0.4f64.ln() + 0.6f64.ln() + 0.9f64.ln()) / 4.0;
        assert!((forecasts.log_loss() - by_hand).abs() < 1e-12);
        assert!((forecasts.brier() - (0.01 + 0.36 + 0.16 + 0.01) / 4.0).abs() < 1e-12);
        // Of four pairs three are in order and one is a tie.
        assert!((forecasts.auc() - 3.5 / 4.0).abs() < 1e-12);
    }

    #[test]
    fn a_rate_has_wilsons_bounds() {
        let (low, high) = Rate { hits: 0, of: 200 }.bounds().unwrap();
        // Wilson 1927 by hand: 0 of 200 is 0 to z²/(n + z²).
        assert!(low.abs() < 1e-12 && (high - 3.841_458_8 / 203.841_458_8).abs() < 1e-6);
        assert_eq!(Rate::default().share(), None);
    }
}
