//! Votes by base cluster and by group, moderated statements included.

use crate::conversation::Conversation;
use crate::kmeans::Cluster;
use crate::math::{Counts, CountsByBase, GroupVotes};
use std::collections::BTreeMap;
use tally::Answer;

impl Counts {
    fn add(&mut self, answer: Answer) {
        self.seen += 1;
        match answer.sign() {
            1 => self.agree += 1,
            -1 => self.disagree += 1,
            _ => {}
        }
    }

    pub(crate) fn plus(self, other: Counts) -> Counts {
        Counts {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            seen: self.seen + other.seen,
        }
    }
}

/// One group's votes by column.
pub(crate) struct GroupCounts {
    pub id: u32,
    pub people: usize,
    pub votes: Vec<Counts>,
}

/// For each base cluster its votes by column. Members are rows.
pub(crate) fn by_base<'a>(
    row: impl Fn(usize) -> &'a [Answer],
    statements: usize,
    base: &[Cluster],
) -> Vec<Vec<Counts>> {
    let of = |cluster: &Cluster| {
        let mut counts = vec![Counts::default(); statements];
        for &person in &cluster.members {
            row(person as usize).iter().for_each(|answer| counts[answer.statement()].add(*answer));
        }
        counts
    };
    base.iter().map(of).collect()
}

pub(crate) fn by_group(
    by_base: &[Vec<Counts>],
    statements: usize,
    base: &[Cluster],
    groups: &[Cluster],
) -> Vec<GroupCounts> {
    let of = |group: &Cluster| {
        let mut counts = GroupCounts { id: group.id, people: 0, votes: vec![Counts::default(); statements] };
        for id in &group.members {
            let Some(at) = base.iter().position(|cluster| cluster.id == *id) else { continue };
            counts.people += base[at].members.len();
            for (sum, more) in counts.votes.iter_mut().zip(&by_base[at]) {
                *sum = sum.plus(*more);
            }
        }
        counts
    };
    groups.iter().map(of).collect()
}

/// The votes of all groups together, by column.
pub(crate) fn total(groups: &[GroupCounts], statements: usize) -> Vec<Counts> {
    let mut total = vec![Counts::default(); statements];
    for group in groups {
        total.iter_mut().zip(&group.votes).for_each(|(sum, more)| *sum = sum.plus(*more));
    }
    total
}

/// The votes of everybody, by column.
pub(crate) fn of_all(conversation: &Conversation) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); conversation.statements()];
    for answer in conversation.votes.answers() {
        counts[answer.statement()].add(answer);
    }
    counts
}

pub(crate) fn votes_base(by_base: &[Vec<Counts>], statements: &[i64]) -> BTreeMap<i64, CountsByBase> {
    let of = |(at, id): (usize, &i64)| {
        let column = || by_base.iter().map(move |counts| counts[at]);
        let counts = CountsByBase {
            agree: column().map(|counts| counts.agree).collect(),
            disagree: column().map(|counts| counts.disagree).collect(),
            seen: column().map(|counts| counts.seen).collect(),
        };
        (*id, counts)
    };
    statements.iter().enumerate().map(of).collect()
}

pub(crate) fn group_votes(groups: &[GroupCounts], statements: &[i64]) -> BTreeMap<u32, GroupVotes> {
    let of = |group: &GroupCounts| {
        let votes = statements.iter().copied().zip(group.votes.iter().copied()).collect();
        (group.id, GroupVotes { n_members: group.people, votes })
    };
    groups.iter().map(of).collect()
}
