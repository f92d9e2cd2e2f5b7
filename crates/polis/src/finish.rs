//! From places, clusters and groups to the published object.

use crate::agreement::{consensus, group_aware, priority};
use crate::axes::Axes;
use crate::conversation::Conversation;
use crate::counts::{self, GroupCounts, by_base, by_group, group_votes, votes_base};
use crate::kmeans::Cluster;
use crate::math::{BaseClusters, Counts, Group, Math};
use crate::project::Projector;
use crate::quirks::Quirks;
use crate::represent::representatives;
use std::collections::BTreeMap;

/// What was found. Members of base clusters are rows, members of groups are ids of base clusters.
pub(crate) struct Found<'a> {
    pub axes: &'a Axes,
    pub zeroed: &'a [bool],
    pub members: &'a [bool],
    pub base: &'a [Cluster],
    pub groups: &'a [Cluster],
    /// The votes of all groups a tick ago, by column; there may be fewer columns.
    pub before: Option<&'a [Counts]>,
}

pub(crate) fn finish(conversation: &Conversation, found: &Found, quirks: &Quirks) -> Math {
    let statements = &conversation.statements;
    let votes = &conversation.votes;
    let projector = Projector::new(found.axes, found.zeroed, quirks);
    let pca = projector.pca(found.axes);
    let by_base = by_base(|person| votes.row(person), statements.len(), found.base);
    let groups = by_group(&by_base, statements.len(), found.base, found.groups);
    let all = counts::of_all(conversation);
    let moderation = &conversation.moderation;
    Math {
        n: conversation.people(),
        n_cmts: statements.len(),
        tids: statements.clone(),
        in_conv: ids(conversation, (0u32..).zip(found.members).filter(|(_, m)| **m).map(|(row, _)| row)),
        mod_in: moderation.accepted.iter().copied().collect(),
        mod_out: moderation.out.union(&moderation.meta).copied().collect(),
        meta_tids: moderation.meta.iter().copied().collect(),
        user_vote_counts: conversation.people.iter().copied().zip(votes.rows().map(<[_]>::len)).collect(),
        base_clusters: base_clusters(conversation, found.base),
        group_clusters: found.groups.iter().map(group).collect(),
        group_votes: group_votes(&groups, statements),
        votes_base: votes_base(&by_base, statements),
        repness: representatives(&groups, statements, found.zeroed),
        consensus: consensus(&all, statements, found.zeroed),
        group_aware_consensus: if groups.is_empty() {
            BTreeMap::new()
        } else {
            group_aware(&groups, statements)
        },
        comment_priorities: priorities(conversation, found, &groups, &pca.comment_extremity, quirks),
        pca,
    }
}

fn ids(conversation: &Conversation, rows: impl Iterator<Item = u32>) -> Vec<i64> {
    rows.map(|row| conversation.people[row as usize]).collect()
}

fn base_clusters(conversation: &Conversation, base: &[Cluster]) -> BaseClusters {
    BaseClusters {
        id: base.iter().map(|cluster| cluster.id).collect(),
        members: base.iter().map(|cluster| ids(conversation, cluster.members.iter().copied())).collect(),
        x: base.iter().map(|cluster| cluster.center[0]).collect(),
        y: base.iter().map(|cluster| cluster.center[1]).collect(),
        count: base.iter().map(|cluster| cluster.members.len()).collect(),
    }
}

fn group(group: &Cluster) -> Group {
    Group { id: group.id, center: group.center, members: group.members.clone() }
}

fn priorities(
    conversation: &Conversation,
    found: &Found,
    groups: &[GroupCounts],
    extremity: &[f64],
    quirks: &Quirks,
) -> BTreeMap<i64, f64> {
    let now = counts::total(groups, conversation.statements());
    let late = found.before.filter(|_| quirks.priorities_one_tick_late);
    let of = |(at, tid): (usize, &i64)| {
        let votes = late.map_or(now[at], |before| before.get(at).copied().unwrap_or_default());
        let meta = quirks.all_priorities_49 || conversation.moderation.meta.contains(tid);
        (*tid, priority(votes, extremity[at], meta))
    };
    conversation.statements.iter().enumerate().map(of).collect()
}
