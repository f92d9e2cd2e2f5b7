//! The same question under several weightings of parties, side by side.

use crate::report::Weightings;
use crate::settings::Evidence;
use terms::PartyFacts;

/// Populations are scaled to whole numbers of about this total, so that a weight is off by at most 1/20 000 of it.
const PEOPLE: f64 = 10_000.0;
/// Their square roots, which lie closer together, to this one.
const ROOTS: f64 = 4_000.0;
/// A probability so near to 0 or 1 is taken for it.
const NEGLIGIBLE: f64 = 1e-12;

/// The three weightings of the counted parties, made ready once for all statements.
pub(crate) struct Scales {
    equal: Scale,
    population: Option<Scale>,
    penrose: Option<Scale>,
}

impl Scales {
    /// Equal; by population; by its square root (Penrose). The last two need every party's population.
    pub(crate) fn new(parties: &[PartyFacts]) -> Scales {
        #[expect(clippy::cast_precision_loss, reason = "populations lie far below 2^53")]
        let known = |party: &PartyFacts| party.population.filter(|&people| people > 0).map(|n| n as f64);
        let populations: Option<Vec<f64>> = parties.iter().map(known).collect();
        let roots = |people: &Vec<f64>| people.iter().map(|&n| libm::sqrt(n)).collect::<Vec<f64>>();
        Scales {
            equal: Scale::whole(vec![1; parties.len()]),
            population: populations.as_deref().map(|people| Scale::scaled(people, PEOPLE)),
            penrose: populations.as_ref().map(|people| Scale::scaled(&roots(people), ROOTS)),
        }
    }

    /// Probability that parties holding two thirds of the weight succeed, under each weighting.
    pub(crate) fn held(&self, fails: &[f64], evidence: Evidence) -> Weightings {
        let under = |scale: &Scale| scale.two_thirds(fails, evidence);
        Weightings {
            equal: under(&self.equal),
            population: self.population.as_ref().map(under),
            penrose: self.penrose.as_ref().map(under),
        }
    }
}

/// Whole weights with the parties in order of falling weight: the heavy ones decide early, which keeps the
/// programme below short.
struct Scale {
    weights: Vec<usize>,
    order: Vec<usize>,
    quota: usize,
}

impl Scale {
    fn whole(weights: Vec<usize>) -> Scale {
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|&party| std::cmp::Reverse(weights[party]));
        let quota = (2 * weights.iter().sum::<usize>()).div_ceil(3);
        Scale { weights, order, quota }
    }

    fn scaled(weights: &[f64], size: f64) -> Scale {
        let total: f64 = weights.iter().sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 <= weight <= total, so 0..=size"
        )]
        let scaled = |weight: &f64| libm::round(weight / total * size) as usize;
        Scale::whole(weights.iter().map(scaled).collect())
    }

    fn two_thirds(&self, fails: &[f64], evidence: Evidence) -> f64 {
        match evidence {
            Evidence::Fixed => self.exact(fails),
            Evidence::Anytime => self.bound(fails),
        }
    }

    /// A dynamic programme over the weight of those who succeed. Sums that can no longer miss the quota leave it,
    /// as do those that can no longer reach it; what remains at the end has missed it.
    fn exact(&self, fails: &[f64]) -> f64 {
        let (mut certain, mut rest) = (0, 0);
        for (&weight, &fail) in self.weights.iter().zip(fails) {
            if fail <= NEGLIGIBLE {
                certain += weight;
            } else if fail < 1.0 - NEGLIGIBLE {
                rest += weight;
            }
        }
        if certain >= self.quota {
            return 1.0;
        }
        let quota = self.quota - certain;
        if rest < quota {
            return 0.0;
        }
        let mut held = vec![0.0; quota];
        let mut next = vec![0.0; quota];
        held[0] = 1.0;
        let (mut least, mut end, mut missed) = (0, 1, 0.0);
        let open = |&&party: &&usize| fails[party] > NEGLIGIBLE && fails[party] < 1.0 - NEGLIGIBLE;
        for &party in self.order.iter().filter(open) {
            let (weight, fail) = (self.weights[party], fails[party]);
            let reach = (end + weight).min(quota);
            // Who fails stays; who succeeds moves up by the weight, past the quota out of the programme.
            next[least..end].iter_mut().zip(&held[least..end]).for_each(|(to, from)| *to = from * fail);
            next[end..reach].fill(0.0);
            if let Some(moved) = reach.checked_sub(weight).filter(|&last| last > least) {
                let up = next[least + weight..reach].iter_mut().zip(&held[least..moved]);
                up.for_each(|(to, from)| *to += from * (1.0 - fail));
            }
            rest -= weight;
            end = reach;
            let doomed = quota.saturating_sub(rest).clamp(least, end);
            missed += next[least..doomed].iter().sum::<f64>();
            least = doomed;
            std::mem::swap(&mut held, &mut next);
        }
        (1.0 - missed - held[least..end].iter().sum::<f64>()).clamp(0.0, 1.0)
    }

    /// Live: the most certain parties up to the quota; their errors count for all who could have been picked.
    fn bound(&self, fails: &[f64]) -> f64 {
        let mut order = self.order.clone();
        order.sort_by(|&a, &b| fails[a].total_cmp(&fails[b]));
        let mut held = 0;
        for party in order {
            held += self.weights[party];
            if held >= self.quota {
                #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
                let errors = fails[party] * fails.len() as f64;
                return (1.0 - errors).max(0.0);
            }
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_weighted_quota_equals_enumeration(
            parties in prop::collection::vec((prop_oneof![6 => 0.0..1.0_f64, 1 => Just(0.0), 1 => Just(1.0)], 0usize..20), 1..9),
        ) {
            let (fails, weights): (Vec<f64>, Vec<usize>) = parties.into_iter().unzip();
            let total: usize = weights.iter().sum();
            let expected: f64 = (0..1_u32 << fails.len())
                .filter(|set| {
                    let held: usize = (0..fails.len()).filter(|i| set >> i & 1 == 0).map(|i| weights[i]).sum();
                    3 * held >= 2 * total
                })
                .map(|set| (0..fails.len()).map(|i| if set >> i & 1 == 1 { fails[i] } else { 1.0 - fails[i] }).product::<f64>())
                .sum();
            let found = Scale::whole(weights).exact(&fails);
            prop_assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
        }
    }

    #[test]
    fn a_giant_decides_by_population_and_not_by_head() {
        let party = |key: &str, population| PartyFacts {
            key: key.into(),
            name: key.to_owned(),
            standing: None,
            population: Some(population),
            roster: None,
        };
        let scales = Scales::new(&[party("A", 1_400_000_000), party("B", 3_000_000), party("C", 3_000_000)]);
        let held = scales.held(&[1.0, 0.0, 0.0], Evidence::Fixed);
        assert_eq!(held, Weightings { equal: 1.0, population: Some(0.0), penrose: Some(0.0) });
    }
}
