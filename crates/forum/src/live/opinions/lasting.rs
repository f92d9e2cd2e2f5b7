//! Which letter a group carries on from the last picture: a step of showing, never of finding.
//!
//! Between two pictures nobody is known again, so groups are told by what they stand for: the shares with which they agree
//! to each statement.

use super::Opinions;
use tally::Counts;

/// Groups whose shares of agreement differ by so much on average, or more, are not the same.
const SAME: f64 = 0.25;
/// On fewer statements nothing is compared.
const LEAST: usize = 3;

/// The place of each group of now in the order of letters: one that goes on keeps its letter while there are so many
/// groups, and a new one takes a letter that is free.
pub(super) fn letters(before: &Opinions, now: &Opinions) -> Vec<usize> {
    let count = now.groups.list.len();
    let near = |old: usize| (0..count).map(|at| nearness(before, old, now, at)).collect();
    let near: Vec<Vec<f64>> = (0..before.groups.list.len().min(count)).map(near).collect();
    let pairs = pairs(&near, count);
    let kept = |at: usize| pairs.iter().position(|pair| *pair == Some(at));
    let mut free = (0..count).filter(|letter| pairs.get(*letter).copied().flatten().is_none());
    (0..count).map(|at| kept(at).or_else(|| free.next()).unwrap_or(at)).collect()
}

/// By how much a group of before and one of now are nearer than groups that are not the same (0 to [`SAME`]).
fn nearness(before: &Opinions, old: usize, now: &Opinions, new: usize) -> f64 {
    let share = |counts: &Counts| (!counts.is_empty()).then(|| real(counts.agree) / real(counts.answers()));
    let apart: Vec<f64> = now
        .columns
        .iter()
        .zip(&now.answers[new])
        .filter_map(|(key, counts)| {
            let column = before.columns.iter().position(|known| known == key)?;
            Some((share(counts)? - share(&before.answers[old][column])?).abs())
        })
        .collect();
    if apart.len() < LEAST {
        return 0.0;
    }
    (SAME - apart.iter().sum::<f64>() / real(apart.len() as u64)).max(0.0)
}

/// For each old group the new one it is paired with, so that the pairs are nearest together; over all subsets of at most
/// eight, exactly.
fn pairs(near: &[Vec<f64>], count: usize) -> Vec<Option<usize>> {
    // best[taken]: how near the old groups so far are to these new ones, and the pairs.
    let mut best: Vec<Option<(f64, Vec<Option<usize>>)>> = vec![None; 1 << count.min(8)];
    best[0] = Some((0.0, Vec::new()));
    for row in near {
        let mut next = vec![None; best.len()];
        for (taken, (sum, pairs)) in best.iter().enumerate().filter_map(|(at, one)| Some((at, one.as_ref()?)))
        {
            let free = (0..count.min(8)).filter(|at| taken & (1 << at) == 0 && row[*at] > 0.0);
            let choices = free.map(|at| (taken | (1 << at), row[at], Some(at)));
            for (then, more, pair) in std::iter::once((taken, 0.0, None)).chain(choices) {
                let slot: &mut Option<(f64, Vec<Option<usize>>)> = &mut next[then];
                if slot.as_ref().is_none_or(|(most, _)| sum + more > *most) {
                    *slot = Some((sum + more, pairs.iter().copied().chain([pair]).collect()));
                }
            }
        }
        best = next;
    }
    let reached = best.into_iter().flatten();
    reached.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, pairs)| pairs).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_old_group_is_paired_at_most_once_and_the_pairs_are_nearest_together() {
        // The first alone would take the first; together it is nearer the other way round.
        let near = [vec![0.20, 0.18, 0.0], vec![0.19, 0.0, 0.0]];
        assert_eq!(pairs(&near, 3), [Some(1), Some(0)]);
        assert_eq!(pairs(&[vec![0.0, 0.0]], 2), [None], "what is far from all goes on in none");
        assert_eq!(pairs(&[], 2), Vec::<Option<usize>>::new());
    }
}
