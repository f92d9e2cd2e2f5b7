//! k-means as Polis runs it (`clusters.clj`): clusters keep their names from one tick to the next.

use crate::project::{Point, real};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Centres that moved less count as staying.
const STAYS: f64 = 0.01;
/// From how many distances on several threads share them.
const WORTH_THREADS: usize = 1 << 16;

/// Points with the names of their rows, ascending, and what each weighs.
pub(crate) struct Points<'a> {
    pub names: &'a [u32],
    pub places: &'a [Point],
    /// `None`: all alike.
    pub weights: Option<&'a [f64]>,
}

/// Points that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cluster {
    pub id: u32,
    /// Names of points, in the order of rows.
    pub members: Vec<u32>,
    pub center: Point,
}

/// What k-means is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task {
    pub k: usize,
    pub rounds: usize,
    /// Whether clusters grow from the first different points, or from points far apart.
    pub first_points: bool,
}

/// At most k clusters, ascending by id; fewer where there are fewer different points. `last` are those of the tick
/// before.
pub(crate) fn kmeans(points: &Points, task: Task, last: Option<&[Cluster]>) -> Vec<Cluster> {
    if points.names.is_empty() || task.k == 0 {
        return Vec::new();
    }
    let mut clusters = match last {
        Some(last) if !last.is_empty() => continued(points, last, task.k),
        _ if task.first_points => first_different(points, task.k),
        _ => far_apart(points, task.k),
    };
    for _ in 0..=task.rounds {
        let next = step(points, &clusters);
        let stays = stays(&clusters, &next);
        clusters = next;
        if stays {
            break;
        }
    }
    clusters.sort_by_key(|cluster| cluster.id);
    clusters
}

fn square(a: Point, b: Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

/// The place of the nearest centre and the squared distance; the last of several.
fn nearest(place: Point, centers: &[Point]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (at, center) in centers.iter().enumerate() {
        let distance = square(place, *center);
        if distance <= best.1 {
            best = (at, distance);
        }
    }
    best
}

fn all_nearest(places: &[Point], centers: &[Point]) -> Vec<(usize, f64)> {
    if places.len() * centers.len() < WORTH_THREADS {
        return places.iter().map(|place| nearest(*place, centers)).collect();
    }
    places.par_iter().with_min_len(256).map(|place| nearest(*place, centers)).collect()
}

fn centers(clusters: &[Cluster]) -> Vec<Point> {
    clusters.iter().map(|cluster| cluster.center).collect()
}

/// Everybody to the nearest centre, and centres anew; clusters left empty go.
fn step(points: &Points, clusters: &[Cluster]) -> Vec<Cluster> {
    let mut next: Vec<(Vec<u32>, Middle)> =
        clusters.iter().map(|_| (Vec::new(), Middle::default())).collect();
    for (row, (at, _)) in all_nearest(points.places, &centers(clusters)).into_iter().enumerate() {
        next[at].0.push(points.names[row]);
        next[at].1.add(points, row);
    }
    let kept = clusters.iter().zip(next).filter(|(_, (members, _))| !members.is_empty());
    kept.map(|(old, (members, middle))| Cluster { id: old.id, members, center: middle.point() }).collect()
}

/// A mean in the making.
#[derive(Default)]
struct Middle {
    sum: Point,
    weight: f64,
}

impl Middle {
    fn add(&mut self, points: &Points, row: usize) {
        let weight = points.weights.map_or(1.0, |weights| weights[row]);
        self.sum[0] += weight * points.places[row][0];
        self.sum[1] += weight * points.places[row][1];
        self.weight += weight;
    }

    fn point(&self) -> Point {
        self.sum.map(|x| x / self.weight)
    }
}

/// Whether no centre moved far, one sorted list of them beside the other.
fn stays(before: &[Cluster], after: &[Cluster]) -> bool {
    let sorted = |clusters: &[Cluster]| {
        let mut centers = centers(clusters);
        centers.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        centers
    };
    sorted(before).iter().zip(sorted(after)).all(|(a, b)| square(*a, b).sqrt() < STAYS)
}

/// A point as what equal points share; 0 and −0 are one place.
fn key(place: Point) -> [u64; 2] {
    place.map(|x| (x + 0.0).to_bits())
}

fn different(places: &[Point], most: usize) -> Vec<Point> {
    let mut seen = BTreeSet::new();
    places.iter().copied().filter(|place| seen.insert(key(*place))).take(most).collect()
}

fn seeds(centers: Vec<Point>) -> Vec<Cluster> {
    (0u32..).zip(centers).map(|(id, center)| Cluster { id, members: Vec::new(), center }).collect()
}

fn first_different(points: &Points, k: usize) -> Vec<Cluster> {
    seeds(different(points.places, k))
}

/// The point farthest from the middle, then always the one farthest from those chosen (Gonzalez 1985).
fn far_apart(points: &Points, k: usize) -> Vec<Cluster> {
    let mut middle = Middle::default();
    (0..points.places.len()).for_each(|row| middle.add(points, row));
    let middle = middle.point();
    let mut chosen: Vec<Point> = Vec::new();
    let mut far: Vec<f64> = points.places.iter().map(|place| square(*place, middle)).collect();
    while chosen.len() < k {
        // The first of several.
        let best = far
            .iter()
            .enumerate()
            .fold(0, |best, (row, distance)| if *distance > far[best] { row } else { best });
        if far[best] <= 0.0 && !chosen.is_empty() {
            break;
        }
        let seed = points.places[best];
        for (far, place) in far.iter_mut().zip(points.places) {
            let distance = square(*place, seed);
            *far = if chosen.is_empty() { distance } else { far.min(distance) };
        }
        chosen.push(seed);
    }
    seeds(chosen)
}

/// The clusters of the tick before as a start for this one: centres where their members lie now, equal ones merged,
/// and the farthest points made clusters of their own until there are k.
fn continued(points: &Points, last: &[Cluster], k: usize) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = last.iter().filter_map(|cluster| recentred(points, cluster)).collect();
    if clusters.is_empty() {
        let id = last.iter().map(|cluster| cluster.id).max().map_or(0, |id| id + 1);
        let whole = Cluster { id, members: points.names.to_vec(), center: [0.0; 2] };
        clusters.extend(recentred(points, &whole));
    }
    let mut clusters = merged(clusters);
    let possible = different(points.places, k).len();
    while clusters.len() < possible {
        let nearest = all_nearest(points.places, &centers(&clusters));
        // The last of several.
        let farthest = nearest.iter().enumerate().max_by(|(_, a), (_, b)| a.1.total_cmp(&b.1));
        let Some((row, &(_, distance))) = farthest else { break };
        if distance <= 0.0 {
            break;
        }
        let name = points.names[row];
        let id = clusters.iter().map(|cluster| cluster.id).max().map_or(0, |id| id + 1);
        let rest = clusters.iter_mut().filter_map(|cluster| {
            match cluster.members.iter().position(|member| *member == name) {
                None => Some(cluster.clone()),
                Some(at) => {
                    cluster.members.remove(at);
                    recentred(points, cluster)
                }
            }
        });
        clusters = rest.collect();
        clusters.push(Cluster { id, members: vec![name], center: points.places[row] });
    }
    clusters
}

/// A cluster where its members lie now; `None` where none of them is there.
fn recentred(points: &Points, cluster: &Cluster) -> Option<Cluster> {
    let mut middle = Middle::default();
    let rows = cluster.members.iter().filter_map(|name| points.names.binary_search(name).ok());
    rows.for_each(|row| middle.add(points, row));
    (middle.weight > 0.0).then(|| Cluster { center: middle.point(), ..cluster.clone() })
}

/// Clusters with one centre become one, under the name of the larger.
fn merged(clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut apart: Vec<Cluster> = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        match apart.iter_mut().find(|known| key(known.center) == key(cluster.center)) {
            None => apart.push(cluster),
            Some(known) => {
                if cluster.members.len() >= known.members.len() {
                    known.id = cluster.id;
                }
                known.members.extend(cluster.members);
            }
        }
    }
    apart
}

/// The mean over clusters of how much nearer each point is to its own than to the next (Rousseeuw 1987); a point
/// alone counts 0. `by_weight`: each point by its weight, else all alike.
pub(crate) fn silhouette(points: &Points, distances: &[f64], clusters: &[Cluster], by_weight: bool) -> f64 {
    let size = points.names.len();
    let rows: Vec<Vec<usize>> = clusters
        .iter()
        .map(|cluster| {
            cluster.members.iter().filter_map(|name| points.names.binary_search(name).ok()).collect()
        })
        .collect();
    let (mut sum, mut whole) = (0.0, 0.0);
    for (own, members) in rows.iter().enumerate() {
        for &row in members {
            let weight = if by_weight { points.weights.map_or(1.0, |weights| weights[row]) } else { 1.0 };
            let to =
                |others: &[usize]| -> f64 { others.iter().map(|&other| distances[row * size + other]).sum() };
            let next = rows.iter().enumerate().filter(|(at, _)| *at != own);
            let next = next.map(|(_, others)| to(others) / real(others.len())).fold(f64::INFINITY, f64::min);
            whole += weight;
            if members.len() > 1 && next.is_finite() {
                let inner = to(members) / real(members.len() - 1);
                let larger = inner.max(next);
                sum += if larger > 0.0 { weight * (next - inner) / larger } else { 0.0 };
            }
        }
    }
    if whole > 0.0 { sum / whole } else { 0.0 }
}

/// All distances, row by row.
pub(crate) fn distances(places: &[Point]) -> Vec<f64> {
    places.iter().flat_map(|a| places.iter().map(|b| square(*a, *b).sqrt())).collect()
}

#[cfg(test)]
mod tests;
