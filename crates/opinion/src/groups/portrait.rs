//! What a group stands for: where it answers otherwise than everybody else.

use super::Representative;
use crate::special::normal_tail;
use rayon::prelude::*;
use tally::{Answer, VoteMatrix};
use terms::Vote;

/// Answers of one group to one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sided {
    agree: u64,
    disagree: u64,
    answers: u64,
}

/// Answers per group and statement; people of no group are left out.
pub(super) fn counts(votes: &VoteMatrix, of: &[Option<u8>], k: usize) -> Vec<Vec<Sided>> {
    let none = || vec![vec![Sided::default(); votes.statements()]; k];
    let add = |mut counts: Vec<Vec<Sided>>, at: usize| {
        if let Some(group) = of[at] {
            votes
                .row(at)
                .iter()
                .for_each(|answer| counts[usize::from(group)][answer.statement()].add(answer));
        }
        counts
    };
    let merge = |mut counts: Vec<Vec<Sided>>, more: Vec<Vec<Sided>>| {
        counts.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(sum, more)| *sum = sum.plus(more));
        counts
    };
    // Whole numbers, which add up in any order.
    let rows = (0..votes.people()).into_par_iter().with_min_len(4096);
    rows.fold(none, add).reduce(none, merge)
}

impl Sided {
    fn add(&mut self, answer: &Answer) {
        self.answers += 1;
        match answer.vote() {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => {}
        }
    }

    fn of(&self, vote: Vote) -> u64 {
        if vote == Vote::Agree { self.agree } else { self.disagree }
    }

    fn plus(self, other: &Sided) -> Sided {
        Sided {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            answers: self.answers + other.answers,
        }
    }
}

/// A share with half a vote on each side (Jeffreys).
fn share(yes: u64, all: u64) -> f64 {
    (yes as f64 + 0.5) / (all as f64 + 1.0)
}

/// The statements on which each group answers otherwise than all others, in either direction, most telling first.
///
/// Of all groups, statements and directions together at most `false_share` are false in expectation (Benjamini and
/// Hochberg 1995). A statement is told only where the larger part of the group's sided answers goes that way.
pub(super) fn portraits(counts: &[Vec<Sided>], false_share: f64) -> Vec<Vec<Representative>> {
    let mut candidates: Vec<(f64, usize, Representative)> = Vec::new();
    let mut tried = 0usize;
    for (group, own) in counts.iter().enumerate() {
        for (statement, cell) in own.iter().enumerate() {
            let rest = counts.iter().enumerate().filter(|(other, _)| *other != group);
            let rest = rest.fold(Sided::default(), |sum, (_, cells)| sum.plus(&cells[statement]));
            if cell.answers == 0 || rest.answers == 0 {
                continue;
            }
            for vote in [Vote::Agree, Vote::Disagree] {
                tried += 1;
                let (p, told) = compare(statement, vote, cell, &rest);
                let against = if vote == Vote::Agree { cell.disagree } else { cell.agree };
                if told.difference > 0.0 && cell.of(vote) > against {
                    candidates.push((p, group, told));
                }
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let kept = (0..candidates.len())
        .rev()
        .find(|&at| candidates[at].0 <= false_share * (at + 1) as f64 / tried as f64)
        .map_or(0, |last| last + 1);
    let mut portraits = vec![Vec::new(); counts.len()];
    for (_, group, told) in candidates.into_iter().take(kept) {
        portraits[group].push(told);
    }
    for portrait in &mut portraits {
        portrait.sort_by(|a, b| b.at_least.total_cmp(&a.at_least).then(a.statement.cmp(&b.statement)));
    }
    portraits
}

/// One-sided, of two shares.
fn compare(statement: usize, vote: Vote, own: &Sided, rest: &Sided) -> (f64, Representative) {
    let (a, b) = (share(own.of(vote), own.answers), share(rest.of(vote), rest.answers));
    let both = share(own.of(vote) + rest.of(vote), own.answers + rest.answers);
    let (n, m) = (own.answers as f64 + 1.0, rest.answers as f64 + 1.0);
    let z = (a - b) / (both * (1.0 - both) * (1.0 / n + 1.0 / m)).sqrt();
    let error = (a * (1.0 - a) / n + b * (1.0 - b) / m).sqrt();
    let told = Representative {
        statement,
        vote,
        share: a,
        others: b,
        difference: a - b,
        at_least: a - b - 1.645 * error,
    };
    (normal_tail(z), told)
}

/// The mean difference of two groups' agree shares over the statements that both answered; 0 where there is none.
pub(super) fn contrast(one: &[Sided], other: &[Sided]) -> f64 {
    let both = one.iter().zip(other).filter(|(a, b)| a.answers > 0 && b.answers > 0);
    let (mut sum, mut count) = (0.0, 0.0);
    for (a, b) in both {
        sum += (share(a.agree, a.answers) - share(b.agree, b.answers)).abs();
        count += 1.0;
    }
    sum / f64::max(count, 1.0)
}
