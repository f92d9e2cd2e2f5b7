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
        Standings::of(members.values().map(Vec::as_slice), parties.len())
    }

    /// Standings of these sizes, their parties numbered one after the other.
    pub(crate) fn of_sizes(sizes: &[usize]) -> Standings {
        let mut next = 0;
        let mut run = |size: usize| {
            next += size;
            (next - size..next).collect::<Vec<usize>>()
        };
        let members: Vec<Vec<usize>> = sizes.iter().map(|&size| run(size)).collect();
        Standings::of(members.iter().map(Vec::as_slice), next)
    }

    fn of<'a>(standings: impl Iterator<Item = &'a [usize]>, parties: usize) -> Standings {
        let mut of_party = vec![0; parties];
        let mut may_fail = Vec::new();
        for (number, members) in standings.enumerate() {
            members.iter().for_each(|&index| of_party[index] = number);
            // size − ⌈2·size/3⌉
            may_fail.push(members.len() - (2 * members.len()).div_ceil(3));
        }
        Standings { of_party, may_fail }
    }

    /// Probability that at most `outside` parties fail and no standing loses more than a third.
    ///
    /// Fixed evidence: a dynamic programme over each standing's number of failures (parties are disjoint, so
    /// their posteriors are independent). Anytime evidence: the errors of the most certain parties summed, times
    /// `outside` + 1 because they were picked (the partial-conjunction bound of Benjamini and Heller 2008).
    pub(crate) fn inside(&self, fails: &[f64], outside: usize, evidence: Evidence) -> f64 {
        match evidence {
            Evidence::Fixed => self.exact(fails, outside),
            Evidence::Anytime => {
                let named = self.name(fails, outside, &[]).unwrap_or_default();
                let out: f64 = named.iter().map(|&party| fails[party]).sum();
                picked(fails.iter().sum::<f64>() - out, outside)
            }
        }
    }

    fn exact(&self, fails: &[f64], outside: usize) -> f64 {
        if outside == 0 {
            return fails.iter().map(|fail| 1.0 - fail).product();
        }
        let mut own: Vec<Failures> =
            self.may_fail.iter().map(|&limit| Failures::new(limit.min(outside))).collect();
        for (party, &fail) in fails.iter().enumerate() {
            own[self.of_party[party]].add(fail);
        }
        let all = own.iter().fold(vec![1.0], |all, standing| standing.joined(&all, outside));
        all.iter().sum::<f64>().min(1.0)
    }

    /// The parties to name outside: those in `must` and then the least certain, `number` of them in all (fewer if
    /// no standing can lose more). `None` when `must` are too many, or more of a standing than it may lose.
    pub(crate) fn name(&self, fails: &[f64], number: usize, must: &[usize]) -> Option<Vec<usize>> {
        let mut left = self.may_fail.clone();
        for &party in must {
            let room = &mut left[self.of_party[party]];
            *room = room.checked_sub(1)?;
        }
        let more = number.checked_sub(must.len())?;
        let mut named = must.to_vec();
        let mut order: Vec<usize> = (0..fails.len()).filter(|party| !must.contains(party)).collect();
        order.sort_by(|&a, &b| fails[b].total_cmp(&fails[a]).then(a.cmp(&b)));
        for party in order {
            let room = &mut left[self.of_party[party]];
            if named.len() < must.len() + more && *room > 0 {
                *room -= 1;
                named.push(party);
            }
        }
        named.sort_unstable();
        Some(named)
    }
}

/// An error sum of parties picked as the most certain ones with `outside` left out.
fn picked(errors: f64, outside: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
    let choices = outside as f64 + 1.0;
    (1.0 - choices * errors).clamp(0.0, 1.0)
}

/// Distribution of the number of failures among independent parties, up to a limit (Poisson-binomial).
struct Failures {
    /// Parties that fail for certain, kept apart so that parties who voted to the last cost nothing.
    certain: usize,
    limit: usize,
    exactly: Vec<f64>,
}

impl Failures {
    fn new(limit: usize) -> Failures {
        Failures { certain: 0, limit, exactly: vec![1.0] }
    }

    fn add(&mut self, fail: f64) {
        if fail <= 0.0 {
            return;
        }
        if fail >= 1.0 {
            self.certain += 1;
            return;
        }
        if self.exactly.len() <= self.limit {
            self.exactly.push(0.0);
        }
        for number in (0..self.exactly.len()).rev() {
            let one_less = if number > 0 { self.exactly[number - 1] } else { 0.0 };
            self.exactly[number] = self.exactly[number] * (1.0 - fail) + one_less * fail;
        }
    }

    /// P(at most the limit fail).
    fn within(&self) -> f64 {
        let most = (self.limit + 1).saturating_sub(self.certain).min(self.exactly.len());
        self.exactly[..most].iter().sum::<f64>().min(1.0)
    }

    /// The sum of this number, within its limit, and another's with distribution `other`, cut after `most`.
    fn joined(&self, other: &[f64], most: usize) -> Vec<f64> {
        let mut out = vec![0.0; (other.len() + self.limit).min(most + 1)];
        for (number, mass) in self.exactly.iter().enumerate() {
            let fails = number + self.certain;
            for (place, theirs) in other.iter().enumerate() {
                if fails <= self.limit && fails + place < out.len() {
                    out[fails + place] += mass * theirs;
                }
            }
        }
        out
    }
}

/// Probability that more than half of the parties succeed.
pub(crate) fn more_than_half(fails: &[f64], evidence: Evidence) -> f64 {
    let may_fail = (fails.len().max(1) - 1) / 2;
    match evidence {
        Evidence::Fixed => {
            let mut failures = Failures::new(may_fail);
            fails.iter().for_each(|&fail| failures.add(fail));
            failures.within()
        }
        Evidence::Anytime => {
            let mut sorted = fails.to_vec();
            sorted.sort_by(f64::total_cmp);
            picked(sorted[..fails.len() - may_fail].iter().sum(), may_fail)
        }
    }
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

    fn fail() -> impl Strategy<Value = f64> {
        prop_oneof![6 => 0.0..1.0_f64, 1 => Just(0.0), 1 => Just(1.0)]
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
        fn the_programme_equals_enumeration(fails in prop::collection::vec(fail(), 1..9), k in 0usize..4, cut in 0usize..9) {
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
        fn more_than_half_equals_enumeration(fails in prop::collection::vec(fail(), 1..9)) {
            let expected = by_hand(&fails, |out| 2 * out.iter().filter(|&&o| !o).count() > out.len());
            prop_assert!((more_than_half(&fails, Evidence::Fixed) - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn those_who_must_be_named_never_exceed_k_or_their_standing() {
        let standings = Standings::of_sizes(&[2, 6]);
        let fails = [0.9, 0.0, 0.4, 0.3, 0.0, 0.0, 0.0, 0.0];
        // Two observers may lose none, six members two.
        assert_eq!(standings.name(&fails, 2, &[]), Some(vec![2, 3]));
        assert_eq!(standings.name(&fails, 2, &[0]), None);
        assert_eq!(standings.name(&fails, 1, &[2, 3]), None);
        assert_eq!(standings.name(&fails, 9, &[4]), Some(vec![2, 4]));
    }
}
