//! Base clusters, the groups made of them, and how many groups there are.

use crate::kmeans::{Cluster, Points, Task, distances, kmeans, silhouette};
use crate::project::{Point, real};
use crate::quirks::Quirks;
use std::collections::BTreeMap;

const BASE_CLUSTERS: usize = 100;
const BASE_ROUNDS: usize = 100;
const MOST_GROUPS: usize = 5;
/// A new number of groups must be seen so often before it holds.
const SEEN: u32 = 4;
/// Kaufman and Rousseeuw 1990: below, no substantial structure.
const STRUCTURE: f64 = 0.25;

/// What a tick hands to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clustering {
    pub base: Vec<Cluster>,
    /// For each number of groups tried.
    by_count: BTreeMap<usize, Vec<Cluster>>,
    smoother: Smoother,
    /// Members are ids of base clusters.
    pub groups: Vec<Cluster>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Smoother {
    last: Option<usize>,
    seen: u32,
    holds: Option<usize>,
}

impl Clustering {
    /// Clusters the people at these rows, from where the tick before left off.
    pub(crate) fn next(&self, names: &[u32], places: &[Point], quirks: &Quirks) -> Clustering {
        let first_points = quirks.first_points_as_seeds;
        let base_task = Task { k: BASE_CLUSTERS, rounds: BASE_ROUNDS, first_points };
        let last = (!self.base.is_empty()).then_some(&self.base[..]);
        let base = kmeans(&Points { names, places, weights: None }, base_task, last);
        let (ids, centers, weights) = unfolded(&base);
        let points = Points { names: &ids, places: &centers, weights: Some(&weights) };
        let rounds = if quirks.twenty_rounds { 20 } else { 100 };
        let most = MOST_GROUPS.min(2 + ids.len() / 12);
        let by_count: BTreeMap<usize, Vec<Cluster>> = (2..=most)
            .map(|k| {
                let last = self.by_count.get(&k).map(Vec::as_slice);
                (k, kmeans(&points, Task { k, rounds, first_points }, last))
            })
            .collect();
        let table = distances(&centers);
        let by_weight = !quirks.silhouette_by_cluster;
        let mut best = (0, f64::NEG_INFINITY);
        for (&k, clusters) in &by_count {
            let value = silhouette(&points, &table, clusters, by_weight);
            // The largest number of several equally good ones.
            if value >= best.1 {
                best = (k, value);
            }
        }
        let one = !quirks.two_groups_at_least && best.1 < STRUCTURE;
        let smoother = self.smoother.next(if one { 1 } else { best.0 });
        let holds = smoother.holds.unwrap_or(best.0);
        let groups = if holds == 1 {
            kmeans(&points, Task { k: 1, rounds, first_points }, None)
        } else {
            // Where the number that holds has become too many for so few base clusters, the best of today.
            by_count.get(&holds).or_else(|| by_count.get(&best.0)).cloned().unwrap_or_default()
        };
        Clustering { base, by_count, smoother, groups }
    }

    /// The groups had there to be so many; `None` where so many are not tried.
    pub(crate) fn of_count(&self, k: usize) -> Option<&[Cluster]> {
        self.by_count.get(&k).map(Vec::as_slice)
    }
}

impl Smoother {
    fn next(self, best: usize) -> Smoother {
        let seen = if self.last == Some(best) { self.seen + 1 } else { 1 };
        let holds = if seen >= SEEN { best } else { self.holds.unwrap_or(best) };
        Smoother { last: Some(best), seen, holds: Some(holds) }
    }
}

fn unfolded(base: &[Cluster]) -> (Vec<u32>, Vec<Point>, Vec<f64>) {
    let ids = base.iter().map(|cluster| cluster.id).collect();
    let centers = base.iter().map(|cluster| cluster.center).collect();
    let weights = base.iter().map(|cluster| real(cluster.members.len())).collect();
    (ids, centers, weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_number_of_groups_holds_when_seen_four_times_in_a_row() {
        let mut smoother = Smoother::default();
        let held: Vec<Option<usize>> = [3, 2, 2, 2, 3, 2, 2, 2, 2, 3]
            .map(|best| {
                smoother = smoother.next(best);
                smoother.holds
            })
            .to_vec();
        assert_eq!(held, [3, 3, 3, 3, 3, 3, 3, 3, 2, 2].map(Some));
    }
}
