//! Sixty-four people at a time: one bit a person, and the work is the number of pairs of statements, whoever answered.

use super::PairSum;
use crate::VoteMatrix;
use fearless_simd::{Level, dispatch};
use rayon::prelude::*;
use std::ops::Range;

/// Words of 64 people in a strip. Three strips of a thousand statements then lie in the second cache.
const WORDS: usize = 32;

/// One strip of people for one statement: who answered, who agrees, who disagrees.
#[derive(Clone)]
struct Strip {
    answered: [u64; WORDS],
    agree: [u64; WORDS],
    disagree: [u64; WORDS],
}

const NOBODY: Strip = Strip { answered: [0; WORDS], agree: [0; WORDS], disagree: [0; WORDS] };

/// Adds the people of a block.
pub(super) fn add(votes: &VoteMatrix, people: Range<usize>, rows: &mut [&mut [PairSum]]) {
    let level = Level::new();
    let mut strips = vec![NOBODY; votes.statements()];
    let mut begin = people.start;
    while begin < people.end {
        let end = people.end.min(begin + WORDS * 64);
        if begin > people.start {
            strips.fill(NOBODY);
        }
        fill(votes, begin..end, &mut strips);
        // Compiled for each kind of register there may be: bits are counted many times faster with the wider ones.
        rows.par_iter_mut().enumerate().for_each(|(first, row)| {
            dispatch!(level, _simd => line(&strips[first], &strips[first..], row));
        });
        begin = end;
    }
}

fn fill(votes: &VoteMatrix, people: Range<usize>, strips: &mut [Strip]) {
    for (person, row) in people.clone().map(|person| (person - people.start, votes.row(person))) {
        let (word, bit) = (person / 64, 1u64 << (person % 64));
        for answer in row {
            let strip = &mut strips[answer.statement()];
            strip.answered[word] |= bit;
            match answer.sign() {
                1 => strip.agree[word] |= bit,
                -1 => strip.disagree[word] |= bit,
                _ => {}
            }
        }
    }
}

/// Adds the people of a strip for one statement and each after it.
#[inline(always)]
fn line(own: &Strip, others: &[Strip], row: &mut [PairSum]) {
    for (cell, other) in row.iter_mut().zip(others) {
        *cell = cell.plus(pair(own, other));
    }
}

#[inline(always)]
fn pair(one: &Strip, other: &Strip) -> PairSum {
    let count = |word: fn(&Strip, &Strip, usize) -> u64| -> i64 { population(|at| word(one, other, at)) };
    PairSum {
        both: count(|a, b, at| a.answered[at] & b.answered[at]),
        product: count(|a, b, at| a.agree[at] & b.agree[at] | a.disagree[at] & b.disagree[at])
            - count(|a, b, at| a.agree[at] & b.disagree[at] | a.disagree[at] & b.agree[at]),
        first: count(|a, b, at| a.agree[at] & b.answered[at])
            - count(|a, b, at| a.disagree[at] & b.answered[at]),
        second: count(|a, b, at| a.answered[at] & b.agree[at])
            - count(|a, b, at| a.answered[at] & b.disagree[at]),
    }
}

/// How many bits are set in the words of a strip.
#[inline(always)]
fn population(word: impl Fn(usize) -> u64) -> i64 {
    let mut count = 0u32;
    for at in 0..WORDS {
        count = count.wrapping_add(word(at).count_ones());
    }
    i64::from(count)
}
