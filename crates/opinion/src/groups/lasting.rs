//! What stays the same from one picture to the next: a step of showing, never of finding.

use crate::model::Position;

/// How many people two partitions of the same people share: by group of the first and group of the second.
#[must_use]
pub fn overlap(before: &[Option<u8>], now: &[Option<u8>]) -> Vec<Vec<usize>> {
    let groups = |of: &[Option<u8>]| of.iter().flatten().max().map_or(0, |&last| usize::from(last) + 1);
    let mut shared = vec![vec![0; groups(now)]; groups(before)];
    for pair in before.iter().zip(now) {
        if let (Some(a), Some(b)) = pair {
            shared[usize::from(*a)][usize::from(*b)] += 1;
        }
    }
    shared
}

/// Which name each group of now carries on: the pairs of old and new groups that share most people together.
///
/// `shared` is [`overlap`] with at most 8 groups on each side. A group whose overlap with its pair (Jaccard) is below one
/// half gets a new name, the next after `last_name`.
#[must_use]
pub fn same_groups(shared: &[Vec<usize>], names: &[u32], last_name: u32) -> Vec<u32> {
    let now = shared.first().map_or(0, Vec::len);
    let pairs = best_pairs(shared, now);
    let size_now = |at: usize| shared.iter().map(|row| row[at]).sum::<usize>();
    let mut next = last_name;
    (0..now)
        .map(|at| {
            let old = pairs.iter().position(|&pair| pair == Some(at));
            let kept = old.filter(|&old| {
                let both = shared[old][at];
                let all = shared[old].iter().sum::<usize>() + size_now(at) - both;
                both * 2 >= all && both > 0
            });
            kept.and_then(|old| names.get(old).copied()).unwrap_or_else(|| {
                next += 1;
                next
            })
        })
        .collect()
}

/// For each old group the new one it is paired with, so that the pairs share most people; over all subsets, exactly.
fn best_pairs(shared: &[Vec<usize>], now: usize) -> Vec<Option<usize>> {
    let subsets = 1usize << now.min(16);
    // best[taken]: the most people shared by the old groups so far with these new ones taken, and the choice.
    let mut best = vec![vec![None; subsets]; shared.len() + 1];
    best[0][0] = Some((0usize, None, 0usize));
    for (old, row) in shared.iter().enumerate() {
        for taken in 0..subsets {
            let Some((sum, ..)) = best[old][taken] else { continue };
            let alone = std::iter::once((taken, 0, None));
            let paired = (0..now.min(16)).filter(|at| taken & (1 << at) == 0);
            let paired = paired.map(|at| (taken | (1 << at), row[at], Some(at)));
            for (then, more, pair) in alone.chain(paired) {
                let slot = &mut best[old + 1][then];
                if slot.is_none_or(|(most, ..)| sum + more > most) {
                    *slot = Some((sum + more, pair, taken));
                }
            }
        }
    }
    let reached = |taken: &usize| best[shared.len()][*taken].map_or(0, |(sum, ..)| sum + 1);
    let mut taken = (0..subsets).max_by_key(reached).unwrap_or(0);
    let mut pairs = vec![None; shared.len()];
    for old in (0..shared.len()).rev() {
        if let Some((_, pair, before)) = best[old + 1][taken] {
            pairs[old] = pair;
            taken = before;
        }
    }
    pairs
}

/// Turns the first two axes of a picture onto the previous one, of the same people in the same order (orthogonal
/// Procrustes in the plane, mirroring allowed): the two rows of the turn. People without a place in one are left out.
#[must_use]
pub fn same_places(before: &[Option<[f64; 2]>], now: &[Position]) -> [[f64; 2]; 2] {
    let mut cross = [[0.0f64; 2]; 2];
    for (old, new) in before.iter().zip(now) {
        let Some(old) = old else { continue };
        for j in 0..2 {
            for k in 0..2 {
                cross[j][k] += old[j] * new.place[k];
            }
        }
    }
    let [[a, b], [c, d]] = cross;
    // The turn without a mirror keeps a + d and b − c together, the one with a mirror a − d and b + c.
    let (plain, mirrored) = (libm::hypot(a + d, c - b), libm::hypot(a - d, c + b));
    if plain.max(mirrored) == 0.0 {
        return [[1.0, 0.0], [0.0, 1.0]];
    }
    if plain >= mirrored {
        let (cos, sin) = ((a + d) / plain, (c - b) / plain);
        [[cos, -sin], [sin, cos]]
    } else {
        let (cos, sin) = ((a - d) / mirrored, (c + b) / mirrored);
        [[cos, sin], [sin, -cos]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_their_names_when_their_order_changes() {
        let shared = [vec![1, 90, 0], vec![70, 5, 0], vec![0, 0, 30]];
        assert_eq!(same_groups(&shared, &[4, 7, 9], 9), [7, 4, 9]);
    }

    #[test]
    fn a_group_that_keeps_less_than_half_gets_a_new_name() {
        // 50 of 100 went on, 60 others came: 50 / 160 is below one half.
        let shared = [vec![50, 50], vec![60, 0]];
        assert_eq!(same_groups(&shared, &[1, 2], 2), [2, 1]);
        let shared = [vec![30, 30, 30]];
        assert_eq!(same_groups(&shared, &[1], 5), [6, 7, 8]);
    }

    #[test]
    fn a_turned_and_mirrored_picture_is_turned_back() {
        let places = [[1.0, 0.2], [-0.4, 0.9], [0.3, -1.5], [-1.1, -0.6]];
        for (turn, mirror) in [(0.7f64, 1.0), (2.9, 1.0), (0.4, -1.0), (-2.0, -1.0)] {
            let (sin, cos) = turn.sin_cos();
            let now: Vec<Position> = places
                .iter()
                .map(|[x, y]| {
                    let place = [cos * x - sin * y, mirror * (sin * x + cos * y)];
                    Position { readiness: 0.0, place, cov: [[0.0; 2]; 2] }
                })
                .collect();
            let back = same_places(&places.map(Some), &now);
            for (old, new) in places.iter().zip(&now) {
                for j in 0..2 {
                    let turned = back[j][0] * new.place[0] + back[j][1] * new.place[1];
                    assert!((turned - old[j]).abs() < 1e-12);
                }
            }
        }
    }
}
