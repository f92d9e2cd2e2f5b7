//! How probable it is that enough parties agree, in closed form.

use crate::settings::Evidence;
use std::collections::BTreeMap;
use terms::PartyFacts;

/// The counted parties by standing, and how many of each standing may stand outside: a broad consensus needs at
/// least two thirds of every standing. Parties without a standing form one.
#[derive(Clone, Debug)]
pub(crate) struct Standings {
    of_party: Vec<usize>,
    may_fail: Vec<usize>,
}

impl Standings {
    pub(crate) fn new(parties: &[PartyFacts]) -> Standings {
        let mut members: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        for (index, party) in parties.iter().enumerate() {
            members.entry(party.standing.as_ref().map(terms::Standing::as_str)).or_default().push(index);
        }
        let mut of_party = vec![0; parties.len()];
        let mut may_fail = Vec::new();
        for (number, indices) in members.values().enumerate() {
            indices.iter().for_each(|&index| of_party[index] = number);
            // size − ⌈2·size/3⌉
            may_fail.push(indices.len() - (2 * indices.len()).div_ceil(3));
        }
        Standings { of_party, may_fail }
    }

    /// Probability that at most `outside` parties fail and no standing loses more than a third.
    ///
    /// Fixed evidence: a dynamic programme over each standing's number of failures (parties are disjoint, so
    /// their posteriors are independent). Anytime evidence: a union bound with the partial-conjunction
    /// correction of Benjamini and Heller (2008), as one moment of looking binds all parties together.
    pub(crate) fn inside(&self, fails: &[f64], outside: usize, evidence: Evidence) -> f64 {
        match evidence {
            Evidence::Fixed => self.exact(fails, outside),
            Evidence::Anytime => {
                let named = self.name(fails, outside, &[]);
                let left: f64 = (0..fails.len()).filter(|i| !named.contains(i)).map(|i| fails[i]).sum();
                #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
                let corrected = left * (outside as f64 + 1.0);
                (1.0 - corrected).max(0.0)
            }
        }
    }

    fn exact(&self, fails: &[f64], outside: usize) -> f64 {
        let mut all = vec![1.0];
        for (number, &limit) in self.may_fail.iter().enumerate() {
            let of_standing = (0..fails.len()).filter(|&i| self.of_party[i] == number).map(|i| fails[i]);
            let own = failures(of_standing, limit.min(outside));
            all = convolve(&all, &own, outside);
        }
        all.iter().sum::<f64>().min(1.0)
    }

    /// The parties to name outside: those in `must` and then the least certain, at most `limit` and never more
    /// of a standing than it may lose, unless `must` itself does.
    pub(crate) fn name(&self, fails: &[f64], limit: usize, must: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..fails.len()).collect();
        order.sort_by(|&a, &b| {
            let forced = must.contains(&b).cmp(&must.contains(&a));
            forced.then(fails[b].total_cmp(&fails[a])).then(a.cmp(&b))
        });
        let mut left = self.may_fail.clone();
        let mut named = Vec::new();
        for party in order {
            let room = &mut left[self.of_party[party]];
            if named.len() < limit && (*room > 0 || must.contains(&party)) {
                *room = room.saturating_sub(1);
                named.push(party);
            }
        }
        named.sort_unstable();
        named
    }
}

/// Distribution of the number of failures among independent parties, cut after `limit` (Poisson-binomial).
fn failures(fails: impl Iterator<Item = f64>, limit: usize) -> Vec<f64> {
    let mut exactly = vec![0.0; limit + 1];
    exactly[0] = 1.0;
    for fail in fails {
        for number in (0..=limit).rev() {
            let one_less = if number > 0 { exactly[number - 1] } else { 0.0 };
            exactly[number] = exactly[number] * (1.0 - fail) + one_less * fail;
        }
    }
    exactly
}

fn convolve(a: &[f64], b: &[f64], limit: usize) -> Vec<f64> {
    let mut out = vec![0.0; (a.len() + b.len() - 1).min(limit + 1)];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate().filter(|(j, _)| i + j <= limit) {
            out[i + j] += x * y;
        }
    }
    out
}

/// Probability that more than half of the parties succeed.
pub(crate) fn more_than_half(fails: &[f64], evidence: Evidence) -> f64 {
    let may_fail = (fails.len().max(1) - 1) / 2;
    match evidence {
        Evidence::Fixed => failures(fails.iter().copied(), may_fail).iter().sum::<f64>().min(1.0),
        Evidence::Anytime => {
            let mut sorted = fails.to_vec();
            sorted.sort_by(f64::total_cmp);
            let left: f64 = sorted[..fails.len() - may_fail].iter().sum();
            #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
            let corrected = left * (may_fail as f64 + 1.0);
            (1.0 - corrected).max(0.0)
        }
    }
}

/// Probability that parties holding at least two thirds of the weight succeed; `weights` are whole numbers.
pub(crate) fn two_thirds_of_weight(fails: &[f64], weights: &[u64]) -> f64 {
    let total: u64 = weights.iter().sum();
    let size = usize::try_from(total).unwrap_or(usize::MAX);
    let mut held = vec![0.0; size + 1];
    held[0] = 1.0;
    let mut reach = 0;
    for (&fail, &weight) in fails.iter().zip(weights) {
        let weight = usize::try_from(weight).unwrap_or(usize::MAX);
        for sum in (0..=reach).rev() {
            let mass = held[sum];
            held[sum] = mass * fail;
            held[sum + weight] += mass * (1.0 - fail);
        }
        reach += weight;
    }
    let quota = (2 * size).div_ceil(3);
    held[quota..].iter().sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use terms::{PartyKey, Standing};

    fn parties(standings: &[Option<&str>]) -> Vec<PartyFacts> {
        let party = |(i, standing): (usize, &Option<&str>)| PartyFacts {
            key: PartyKey::new(&i.to_string()),
            name: i.to_string(),
            standing: standing.map(Standing::new),
            population: None,
            roster: None,
        };
        standings.iter().enumerate().map(party).collect()
    }

    /// Every subset of failing parties, one by one.
    fn by_hand(fails: &[f64], allowed: impl Fn(&[bool]) -> bool) -> f64 {
        (0..1_u32 << fails.len())
            .map(|set| (0..fails.len()).map(|i| set >> i & 1 == 1).collect::<Vec<bool>>())
            .filter(|out| allowed(out))
            .map(|out| out.iter().zip(fails).map(|(&o, &f)| if o { f } else { 1.0 - f }).product::<f64>())
            .sum()
    }

    proptest! {
        #[test]
        fn the_programme_equals_enumeration(fails in prop::collection::vec(0.0..1.0_f64, 1..9), k in 0usize..4, cut in 0usize..9) {
            let names: Vec<Option<&str>> = (0..fails.len()).map(|i| if i < cut { Some("m") } else { None }).collect();
            let facts = parties(&names);
            let standings = Standings::new(&facts);
            let expected = by_hand(&fails, |out| {
                let quota = |name: Option<&str>| {
                    let of: Vec<usize> = (0..out.len()).filter(|&i| names[i] == name).collect();
                    let inside = of.iter().filter(|&&i| !out[i]).count();
                    3 * inside >= 2 * of.len()
                };
                out.iter().filter(|&&o| o).count() <= k && quota(Some("m")) && quota(None)
            });
            prop_assert!((standings.inside(&fails, k, Evidence::Fixed) - expected).abs() < 1e-12);
        }

        #[test]
        fn weighted_quota_equals_enumeration(fails in prop::collection::vec(0.0..1.0_f64, 1..8), weights in prop::collection::vec(0u64..20, 8)) {
            let weights = &weights[..fails.len()];
            let total: u64 = weights.iter().sum();
            let expected = by_hand(&fails, |out| {
                let held: u64 = out.iter().zip(weights).filter(|(o, _)| !**o).map(|(_, w)| w).sum();
                3 * held >= 2 * total
            });
            prop_assert!((two_thirds_of_weight(&fails, weights) - expected).abs() < 1e-12);
        }

        #[test]
        fn more_than_half_equals_enumeration(fails in prop::collection::vec(0.0..1.0_f64, 1..9)) {
            let expected = by_hand(&fails, |out| 2 * out.iter().filter(|&&o| !o).count() > out.len());
            prop_assert!((more_than_half(&fails, Evidence::Fixed) - expected).abs() < 1e-12);
        }
    }
}
