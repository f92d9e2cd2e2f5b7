//! Points and the centres around which they gather: where the search for groups begins.

use crate::chance::Chance;
use crate::model::{FACTORS, Position};

pub(super) use crate::model::AXES;

/// A place, in log odds: how far apart two people are is how differently they answer.
pub(super) type Point = [f64; AXES];

/// An axis counts for groups if it divides people at least so strongly, against the strongest.
const LEAST_STRENGTH: f64 = 0.1;

/// The scale of each axis, and 0 for those that do not count.
pub(super) fn scales(strengths: &[f64; FACTORS]) -> Point {
    std::array::from_fn(|k| match strengths[k] >= LEAST_STRENGTH * strengths[0] {
        true => strengths[k].sqrt(),
        false => 0.0,
    })
}

pub(super) fn point(position: &Position, scales: &Point) -> Point {
    std::array::from_fn(|k| position.place[k] * scales[k])
}

pub(super) fn distance(a: &Point, b: &Point) -> f64 {
    (0..AXES).map(|k| (a[k] - b[k]) * (a[k] - b[k])).sum()
}

/// The position of the nearest centre; of several the first.
pub(super) fn nearest(centres: &[Point], point: &Point) -> usize {
    let mut best = (0, f64::INFINITY);
    for (at, centre) in centres.iter().enumerate() {
        let away = distance(centre, point);
        if away < best.1 {
            best = (at, away);
        }
    }
    best.0
}

/// Starts from different centres; the best of them counts.
const STARTS: u64 = 2;
/// Rounds of moving the centres; it ends earlier where nobody changes sides.
const ROUNDS: usize = 20;

/// `k` centres with the least sum of squares around them (k-means, started by k-means++ of Arthur and Vassilvitskii
/// 2007). Fewer come back where there are fewer different points.
pub(super) fn gather(points: &[Point], k: usize, chance: Chance) -> Vec<Point> {
    let one = |start| settle(points, seeds(points, k, chance.part(start)));
    let mut best = one(0);
    for start in 1..STARTS {
        let next = one(start);
        if next.1 < best.1 {
            best = next;
        }
    }
    best.0
}

fn seeds(points: &[Point], k: usize, mut chance: Chance) -> Vec<Point> {
    let mut centres = Vec::with_capacity(k);
    if points.is_empty() {
        return centres;
    }
    centres.push(points[chance.below(points.len())]);
    let mut away: Vec<f64> = points.iter().map(|point| distance(point, &centres[0])).collect();
    while centres.len() < k {
        let sum: f64 = away.iter().sum();
        let mut left = chance.unit() * sum;
        let drawn = away.iter().position(|&away| {
            left -= away;
            left < 0.0
        });
        let Some(next) = drawn.or_else(|| away.iter().rposition(|&away| away > 0.0)) else { break };
        let next = points[next];
        for (away, point) in away.iter_mut().zip(points) {
            *away = away.min(distance(point, &next));
        }
        centres.push(next);
    }
    centres
}

fn settle(points: &[Point], mut centres: Vec<Point>) -> (Vec<Point>, f64) {
    let mut sides = vec![usize::MAX; points.len()];
    for _ in 0..ROUNDS {
        let mut moved = false;
        let mut sums = vec![([0.0; AXES], 0.0); centres.len()];
        for (side, point) in sides.iter_mut().zip(points) {
            let now = nearest(&centres, point);
            moved |= std::mem::replace(side, now) != now;
            (0..AXES).for_each(|k| sums[now].0[k] += point[k]);
            sums[now].1 += 1.0;
        }
        for (centre, (sum, count)) in centres.iter_mut().zip(sums) {
            if count > 0.0 {
                *centre = sum.map(|value| value / count);
            }
        }
        if !moved {
            break;
        }
    }
    let around = points.iter().map(|point| distance(point, &centres[nearest(&centres, point)])).sum();
    (centres, around)
}
