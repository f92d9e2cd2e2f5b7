//! A clique as one voter.

use crate::cliques::Clique;
use std::collections::BTreeMap;
use tally::{Answer, VoteMatrix};
use terms::{Vote, Weight};

/// The same votes with each clique in the row of its first member: on each statement the answer most of its members gave,
/// of equally many the most cautious. The rows of the others are empty; people keep their numbers.
///
/// Counting what results and counting `votes` are the two results to be published.
#[must_use]
pub fn coalesce(votes: &VoteMatrix, cliques: &[Clique]) -> VoteMatrix {
    let mut clique_of: Vec<Option<usize>> = vec![None; votes.people()];
    for (at, clique) in cliques.iter().enumerate() {
        for person in &clique.people {
            if let Some(of) = clique_of.get_mut(*person as usize) {
                *of = Some(at);
            }
        }
    }
    let mut result = VoteMatrix::with_capacity(votes.statements(), votes.people());
    for (person, row) in votes.rows().enumerate() {
        let answers = match clique_of[person] {
            None => row.to_vec(),
            Some(at) if cliques[at].people.first().is_some_and(|first| *first as usize == person) => {
                joint(votes, &cliques[at].people)
            }
            Some(_) => Vec::new(),
        };
        let pushed = result.push(answers);
        debug_assert!(pushed.is_ok(), "answers of the same statements");
    }
    result
}

/// The parts of cliques that lie within one block each, of two people or more; `block` says in which somebody is.
///
/// Counted as one voter over all blocks, a clique would lose its voice in all of them but one: it is one voter in each.
#[must_use]
pub fn within(cliques: &[Clique], block: impl Fn(u32) -> Option<usize>) -> Vec<Clique> {
    let mut parts = Vec::new();
    for clique in cliques {
        let mut of: BTreeMap<Option<usize>, Vec<u32>> = BTreeMap::new();
        clique.people.iter().for_each(|person| of.entry(block(*person)).or_default().push(*person));
        let several = of.into_values().filter(|people| people.len() > 1);
        parts.extend(several.map(|people| Clique { people, reasons: clique.reasons.clone() }));
    }
    parts
}

/// What most of them say, ascending by statement.
fn joint(votes: &VoteMatrix, people: &[u32]) -> Vec<Answer> {
    let mut all: Vec<Answer> =
        people.iter().flat_map(|person| votes.row(*person as usize)).copied().collect();
    all.sort_unstable();
    let of_one = |answers: &[Answer]| {
        let count = |vote: Vote| answers.iter().filter(|answer| answer.vote() == vote).count();
        // Of equally many the last is taken, which is the most cautious.
        let vote = Vote::ALL.into_iter().rev().max_by_key(|vote| count(*vote)).unwrap_or(Vote::Pass);
        (answers[0].statement(), vote)
    };
    all.chunk_by(|a, b| a.statement() == b.statement())
        .map(of_one)
        .filter_map(|(statement, vote)| Some(Answer::new(u32::try_from(statement).ok()?, vote)))
        .collect()
}

/// The weight of each person: one, and within a clique of n one n-th, so that it weighs one person together. In thousandths
/// and never above: of a clique of more than a thousand nobody weighs anything.
#[must_use]
pub fn weights(people: usize, cliques: &[Clique]) -> Vec<Weight> {
    let mut weights = vec![Weight::ONE; people];
    for clique in cliques {
        let members = u32::try_from(clique.people.len()).unwrap_or(u32::MAX).max(1);
        for person in &clique.people {
            if let Some(weight) = weights.get_mut(*person as usize) {
                *weight = Weight::from_thousandths(Weight::ONE.thousandths() / members);
            }
        }
    }
    weights
}
