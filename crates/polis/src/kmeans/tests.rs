//! What clusters must keep to.

use super::*;
use proptest::prelude::*;

const TASK: Task = Task { k: 4, rounds: 20, first_points: true };

fn names(count: usize) -> Vec<u32> {
    (0..count as u32).collect()
}

fn places() -> impl Strategy<Value = Vec<Point>> {
    let near = |x: i32| f64::from(x) / 2.0;
    prop::collection::vec((-6i32..6, -6i32..6).prop_map(move |(x, y)| [near(x), near(y)]), 1..60)
}

proptest! {
    #[test]
    fn everybody_is_in_one_cluster_and_centres_are_means(places in places(), first_points: bool) {
        let names = names(places.len());
        let points = Points { names: &names, places: &places, weights: None };
        let clusters = kmeans(&points, Task { first_points, ..TASK }, None);
        let mut all: Vec<u32> = clusters.iter().flat_map(|cluster| cluster.members.clone()).collect();
        all.sort_unstable();
        prop_assert_eq!(&all, &names);
        for cluster in &clusters {
            for (axis, center) in cluster.center.iter().enumerate() {
                let sum: f64 = cluster.members.iter().map(|name| places[*name as usize][axis]).sum();
                prop_assert!((sum / cluster.members.len() as f64 - center).abs() < 1e-12);
            }
        }
        let table = distances(&places);
        let value = silhouette(&points, &table, &clusters, false);
        prop_assert!((-1.0..=1.0).contains(&value));
    }

    #[test]
    fn going_on_from_the_clusters_before_loses_nobody(places in places()) {
        let names = names(places.len());
        let points = Points { names: &names, places: &places, weights: None };
        let clusters = kmeans(&points, TASK, None);
        let again = kmeans(&points, TASK, Some(&clusters));
        prop_assert!(again.len() <= TASK.k);
        let mut all: Vec<u32> = again.iter().flat_map(|cluster| cluster.members.clone()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, names);
    }
}

#[test]
fn two_heaps_are_two_clusters_and_a_newcomer_joins_the_nearer() {
    let mut places: Vec<Point> = vec![[0.0, 0.0], [0.2, 0.0], [5.0, 5.0], [5.2, 5.0]];
    let task = Task { k: 2, ..TASK };
    let before = kmeans(&Points { names: &names(4), places: &places, weights: None }, task, None);
    places.push([4.9, 5.1]);
    let after = kmeans(&Points { names: &names(5), places: &places, weights: None }, task, Some(&before));
    let members: Vec<&[u32]> = after.iter().map(|cluster| &cluster.members[..]).collect();
    assert_eq!(members, [&[0, 1][..], &[2, 3, 4]]);
    assert_eq!(
        before.iter().map(|c| c.id).collect::<Vec<_>>(),
        after.iter().map(|c| c.id).collect::<Vec<_>>()
    );
}

#[test]
fn clusters_whose_people_left_make_room_for_one_of_all() {
    let gone = [Cluster { id: 3, members: vec![7, 8], center: [1.0, 1.0] }];
    let places: Vec<Point> = vec![[0.0, 0.0], [4.0, 0.0]];
    let clusters = kmeans(
        &Points { names: &[0, 1], places: &places, weights: None },
        Task { k: 2, ..TASK },
        Some(&gone),
    );
    assert_eq!(clusters.len(), 2);
}

#[test]
fn weights_pull_a_centre() {
    let places: Vec<Point> = vec![[0.0, 0.0], [4.0, 0.0]];
    let points = Points { names: &[0, 1], places: &places, weights: Some(&[3.0, 1.0]) };
    let clusters = kmeans(&points, Task { k: 1, ..TASK }, None);
    assert_eq!(clusters[0].center, [1.0, 0.0]);
}
