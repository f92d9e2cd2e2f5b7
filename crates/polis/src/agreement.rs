//! What most people say, what one person of every group would agree with, and what is asked next; and how alike two
//! partitions are.

use crate::counts::GroupCounts;
use crate::math::{Agreed, Consensus, Counts};
use crate::stats::{Z90, against_half, real, share};
use std::collections::BTreeMap;

const MOST: usize = 5;

/// Of everybody's votes, groups apart.
pub(crate) fn consensus(all: &[Counts], statements: &[i64], zeroed: &[bool]) -> Consensus {
    let list = |count: fn(&Counts) -> u64| {
        let open = statements.iter().zip(all).zip(zeroed).filter(|(_, zeroed)| !**zeroed);
        let agreed = open.map(|((tid, counts), _)| Agreed {
            tid: *tid,
            n_success: count(counts),
            n_trials: counts.seen,
            p_success: share(count(counts), counts.seen),
            p_test: against_half(count(counts), counts.seen),
        });
        let mut list: Vec<Agreed> = agreed.filter(|one| one.p_success > 0.5 && one.p_test > Z90).collect();
        // Stable: equals stay in the order of their first votes.
        list.sort_by(|a, b| (b.p_success * b.p_test).total_cmp(&(a.p_success * a.p_test)));
        list.truncate(MOST);
        list
    };
    Consensus { agree: list(|counts| counts.agree), disagree: list(|counts| counts.disagree) }
}

/// The product over groups of (agree + 1) / (seen + 2).
pub(crate) fn group_aware(groups: &[GroupCounts], statements: &[i64]) -> BTreeMap<i64, f64> {
    let of =
        |at: usize| groups.iter().map(|group| share(group.votes[at].agree, group.votes[at].seen)).product();
    statements.iter().enumerate().map(|(at, tid)| (*tid, of(at))).collect()
}

/// What Polis gives a statement about participants, before squaring.
const META: f64 = 7.0;

/// How gladly Polis shows a statement next (`priority-metric`): `votes` of all groups together, `extremity` from its
/// place on the map.
#[must_use]
pub fn priority(votes: Counts, extremity: f64, is_meta: bool) -> f64 {
    let passes = votes.seen - votes.agree - votes.disagree;
    let importance = (1.0 - share(passes, votes.seen)) * (extremity + 1.0) * share(votes.agree, votes.seen);
    let new = 1.0 + 8.0 * libm::exp2(-real(votes.seen) / 5.0);
    let weight = if is_meta { META } else { importance * new };
    weight * weight
}

/// How alike two partitions of the same things are (Hubert and Arabie 1985): 1 the same, 0 as alike as by chance.
/// Two partitions that leave no choice, such as all in one, are the same.
#[must_use]
pub fn adjusted_rand_index<A: Ord, B: Ord>(pairs: &[(A, B)]) -> f64 {
    let mut cells: BTreeMap<(&A, &B), u64> = BTreeMap::new();
    let mut rows: BTreeMap<&A, u64> = BTreeMap::new();
    let mut columns: BTreeMap<&B, u64> = BTreeMap::new();
    for (a, b) in pairs {
        *cells.entry((a, b)).or_default() += 1;
        *rows.entry(a).or_default() += 1;
        *columns.entry(b).or_default() += 1;
    }
    let choose = |count: u64| real(count * count.saturating_sub(1) / 2);
    let together: f64 = cells.values().map(|&count| choose(count)).sum();
    let one: f64 = rows.values().map(|&count| choose(count)).sum();
    let other: f64 = columns.values().map(|&count| choose(count)).sum();
    let all = choose(pairs.len() as u64);
    let expected = if all > 0.0 { one * other / all } else { 0.0 };
    let most = f64::midpoint(one, other);
    if most > expected { (together - expected) / (most - expected) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_is_its_own_whatever_its_names_and_chance_is_nothing() {
        let same: Vec<(u32, char)> = vec![(0, 'b'), (0, 'b'), (1, 'a'), (1, 'a'), (2, 'c')];
        assert_eq!(adjusted_rand_index(&same), 1.0);
        // Hubert and Arabie's index for a 2 × 2 table of ones: (0 − 2·2/6) / (2 − 2·2/6) = −½.
        let crossed = [(0, 0), (0, 1), (1, 0), (1, 1)];
        assert!((adjusted_rand_index(&crossed) + 0.5).abs() < 1e-15);
        assert_eq!(adjusted_rand_index::<u8, u8>(&[]), 1.0);
    }

    #[test]
    fn a_statement_about_participants_has_the_priority_49() {
        assert_eq!(priority(Counts::default(), 3.0, true), 49.0);
        // Nobody asked yet: (1 − ½) · (0 + 1) · ½ · 9, squared.
        assert_eq!(priority(Counts::default(), 0.0, false), (0.25f64 * 9.0).powi(2));
    }
}
