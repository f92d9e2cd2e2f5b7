//! How many more answers would be expected to settle an open statement: the engine's own certificates, on the
//! shares seen so far if they continue. A plan, not a certificate.

use crate::answers::Answers;
use crate::case::{Assembly, Path};
use crate::report::MoreAnswers;
use crate::special::NotConverged;

/// No plan asks one party for more than this.
const MOST: u64 = 100_000;

/// The fewest further answers per party, equal for all (a roster that ends stays at its end), that would be
/// expected to settle the statement; with the number each party would add.
///
/// Of the ways to settle it only those are followed that would hold in the end.
pub(crate) fn more_answers(
    answers: &[Answers],
    assembly: &Assembly<'_>,
) -> Result<(MoreAnswers, Vec<u64>), NotConverged> {
    let none = vec![0; answers.len()];
    let most = answers.iter().map(|cell| cell.added(MOST)).max().unwrap_or(0);
    if most == 0 {
        return Ok((MoreAnswers::Exhausted, none));
    }
    let settles = |path: Path, extra: u64| -> Result<bool, NotConverged> {
        let later: Vec<Answers> = answers.iter().map(|cell| cell.continued(extra)).collect();
        assembly.settles(path, &later)
    };
    let mut fewest: Option<u64> = None;
    for path in assembly.paths() {
        let most = fewest.map_or(most, |found| found - 1);
        if most > 0 && settles(path, most)? {
            fewest = Some(search(most, |extra| settles(path, extra))?);
        }
    }
    Ok(fewest.map_or((MoreAnswers::Beyond(most), none), |fewest| {
        let each: Vec<u64> = answers.iter().map(|cell| cell.added(fewest)).collect();
        (MoreAnswers::Expected(each.iter().sum()), each)
    }))
}

/// The smallest number in 1..=most that `holds`, given that `most` does: fourfold steps, then halving.
fn search(most: u64, holds: impl Fn(u64) -> Result<bool, NotConverged>) -> Result<u64, NotConverged> {
    let (mut low, mut high) = (0, most);
    let mut step = 4;
    while step < most {
        if holds(step)? {
            high = step;
            break;
        }
        low = step;
        step *= 4;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle)? { high = middle } else { low = middle }
    }
    Ok(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_finds_the_smallest() {
        for truth in [1, 2, 3, 4, 5, 16, 17, 63, 64, 99_999, 100_000] {
            assert_eq!(search(100_000, |n| Ok(n >= truth)), Ok(truth));
        }
    }
}
