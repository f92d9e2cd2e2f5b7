//! Pair by pair along each person's row: the work is the number of pairs answered, whatever the number of statements.

use super::PairSum;
use crate::{Answer, VoteMatrix};
use rayon::prelude::*;
use std::ops::Range;

/// The most people in a block. Each adds at most 2 to a lane of sixteen bits.
pub(super) const MOST_PEOPLE: usize = (u16::MAX / 2) as usize;

/// One answer: where it stands among the answers of the block, and where the person's row ends.
#[derive(Clone, Copy, Default)]
struct Place {
    at: u32,
    end: u32,
}

/// How many answers are walked over together, so that their rows lie in a near cache while every statement visits them.
const ANSWERS: usize = 1 << 16;

/// Adds the people of a block.
///
/// For each first statement, the rest of the row of everyone who answered it is added to one line of counters, which
/// stays in the nearest cache. A counter is four lanes of sixteen bits: both, product + 1, first + 1, second + 1; so a
/// pair is one addition. Each thread has first statements of its own, and integers add in any order.
pub(super) fn add(votes: &VoteMatrix, people: Range<usize>, rows: &mut [&mut [PairSum]]) {
    let mut lines: Vec<Vec<u64>> = rows.iter().map(|row| vec![0; row.len()]).collect();
    let starts = &votes.starts()[people.start..=people.end];
    let mut from = 0;
    while from < people.len() {
        let enough = starts.partition_point(|&start| start <= starts[from] + ANSWERS) - 1;
        let leaf_ends = (people.start + from + 1).next_multiple_of(VoteMatrix::LEAF) - people.start;
        let to = enough.max(from + 1).min(leaf_ends);
        let answers = votes.stretch(people.start + from..people.start + to);
        walk(answers, &by_statement(votes.statements(), &starts[from..=to], answers), &mut lines);
        from = to;
    }
    rows.par_iter_mut().zip(&lines).with_min_len(16).for_each(|(row, line)| {
        for (cell, counter) in row.iter_mut().zip(line).filter(|(_, counter)| **counter != 0) {
            *cell = cell.plus(unpacked(*counter));
        }
    });
}

fn walk(answers: &[Answer], (firsts, places): &(Vec<usize>, Vec<Place>), lines: &mut [Vec<u64>]) {
    lines.par_iter_mut().enumerate().with_min_len(4).for_each(|(first, line)| {
        for place in &places[firsts[first]..firsts[first + 1]] {
            let rest = &answers[place.at as usize..place.end as usize];
            let steps = steps(u64::from(rest[0].0 & 3));
            for other in rest {
                let counter = &mut line[other.statement() - first];
                // A lane cannot run over: see MOST_PEOPLE.
                *counter = counter.wrapping_add(steps[(other.0 & 3) as usize]);
            }
        }
    });
}

/// What an answer to the second statement adds, by its two bits (disagree 0, pass 1, agree 2), to the first's.
fn steps(own: u64) -> [u64; 4] {
    let step = |other: u64| {
        // (x + 1)(y + 1) = xy + x + y + 1, so xy + 1 = (x + 1)(y + 1) − (x + 1) − (y + 1) + 2.
        let product = own * other + 2 - own - other;
        1 | product << 16 | own << 32 | other << 48
    };
    [step(0), step(1), step(2), 0]
}

fn unpacked(counter: u64) -> PairSum {
    let lane = |at: u32| i64::from((counter >> at) as u16);
    let both = lane(0);
    PairSum { both, product: lane(16) - both, first: lane(32) - both, second: lane(48) - both }
}

/// The places of all answers by statement, and where each statement's begin.
fn by_statement(statements: usize, starts: &[usize], answers: &[Answer]) -> (Vec<usize>, Vec<Place>) {
    let mut firsts = vec![0usize; statements + 1];
    for answer in answers {
        firsts[answer.statement() + 1] += 1;
    }
    for at in 1..firsts.len() {
        firsts[at] += firsts[at - 1];
    }
    let mut next = firsts.clone();
    let mut places = vec![Place::default(); answers.len()];
    for row in starts.windows(2) {
        let (begin, end) = (row[0] - starts[0], row[1] - starts[0]);
        for (at, answer) in (begin as u32..).zip(&answers[begin..end]) {
            let place = &mut next[answer.statement()];
            places[*place] = Place { at, end: end as u32 };
            *place += 1;
        }
    }
    (firsts, places)
}
