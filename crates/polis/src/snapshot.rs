//! Everything at once, with no tick before.

use crate::axes::{Axes, Settings};
use crate::conversation::{Conversation, InputError};
use crate::finish::{Found, finish};
use crate::groups::Clustering;
use crate::kmeans::Cluster;
use crate::math::{BaseClusters, Group, Math};
use crate::members;
use crate::project::{self, Projector};
use crate::quirks::Quirks;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a worker would publish that sees all votes at once for the first time.
#[must_use]
pub fn snapshot(conversation: &Conversation, quirks: &Quirks, settings: &Settings) -> Math {
    snapshot_after(conversation, &[], quirks, settings)
}

/// The same, of a worker that remembers of its past who was ever clustered ([`crate::ever_clustered`]), and nothing else.
/// People of `before` whose votes are missing here are left out.
#[must_use]
pub fn snapshot_after(
    conversation: &Conversation,
    before: &[i64],
    quirks: &Quirks,
    settings: &Settings,
) -> Math {
    let conversation = conversation.admitted(quirks).map_or(Cow::Borrowed(conversation), Cow::Owned);
    let zeroed = conversation.zeroed();
    let (Clustered { axes, members }, clustering) = clustered(&conversation, before, quirks, settings);
    let found = Found {
        axes: &axes,
        zeroed: &zeroed,
        members: &members,
        base: &clustering.base,
        groups: &clustering.groups,
        before: None,
    };
    finish(&conversation, &found, quirks)
}

/// The axes of a snapshot and who is clustered on them.
struct Clustered {
    axes: Axes,
    members: Vec<bool>,
}

fn clustered(
    conversation: &Conversation,
    before: &[i64],
    quirks: &Quirks,
    settings: &Settings,
) -> (Clustered, Clustering) {
    let zeroed = conversation.zeroed();
    let axes = Axes::of(conversation, settings);
    let places = project::all(conversation, &Projector::new(&axes, &zeroed, quirks));
    let answers: Vec<usize> = conversation.votes.rows().map(<[_]>::len).collect();
    let before: FxHashSet<i64> = before.iter().copied().filter(|_| quirks.once_in_always_in).collect();
    let mut members: Vec<bool> = conversation.people.iter().map(|id| before.contains(id)).collect();
    members::admit(&mut members, &answers, conversation.statements());
    let (names, kept): (Vec<u32>, Vec<_>) =
        (0u32..).zip(places).zip(&members).filter(|(_, member)| **member).map(|(place, _)| place).unzip();
    let clustering = Clustering::default().next(&names, &kept, quirks);
    (Clustered { axes, members }, clustering)
}

/// In which of `k` groups each row of the votes is, had there to be so many, as a snapshot finds them; `None` who is
/// not clustered. All are `None` where Polis would not try so many.
///
/// Rows are those of [`Conversation::people_ids`].
#[must_use]
pub fn parted(
    conversation: &Conversation,
    k: usize,
    quirks: &Quirks,
    settings: &Settings,
) -> Vec<Option<u32>> {
    let mut of = vec![None; conversation.people()];
    let (_, clustering) = clustered(conversation, &[], quirks, settings);
    for group in clustering.of_count(k).unwrap_or_default() {
        for base in clustering.base.iter().filter(|base| group.members.contains(&base.id)) {
            base.members.iter().for_each(|&row| of[row as usize] = Some(group.id));
        }
    }
    of
}

/// Who is clustered, the base clusters and the groups, as somebody published them. It reads from Polis' JSON as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Given {
    /// The people who are clustered.
    pub in_conv: Vec<i64>,
    /// The base clusters.
    pub base_clusters: BaseClusters,
    /// The groups.
    pub group_clusters: Vec<Group>,
}

/// Everything else over groups that were published, so that it can be held against what was published with them.
/// People whose votes are missing here are left out of their clusters.
///
/// # Errors
/// [`InputError::Missing`] where a group names a base cluster that is not there, or columns of base clusters have
/// different lengths.
pub fn with_groups(
    conversation: &Conversation,
    given: &Given,
    quirks: &Quirks,
    settings: &Settings,
) -> Result<Math, InputError> {
    let rows: FxHashMap<i64, u32> = conversation.people.iter().copied().zip(0u32..).collect();
    let base = base(given, &rows)?;
    let groups = groups(given, &base)?;
    let mut members = vec![false; conversation.people()];
    given.in_conv.iter().filter_map(|id| rows.get(id)).for_each(|&row| members[row as usize] = true);
    let zeroed = conversation.zeroed();
    let axes = Axes::of(conversation, settings);
    let found =
        Found { axes: &axes, zeroed: &zeroed, members: &members, base: &base, groups: &groups, before: None };
    Ok(finish(conversation, &found, quirks))
}

fn base(given: &Given, rows: &FxHashMap<i64, u32>) -> Result<Vec<Cluster>, InputError> {
    let of = |(at, &id): (usize, &u32)| {
        let missing = InputError::Missing { what: "base cluster", id: i64::from(id) };
        let BaseClusters { members, x, y, .. } = &given.base_clusters;
        let (members, x, y) =
            (members.get(at).ok_or(missing)?, x.get(at).ok_or(missing)?, y.get(at).ok_or(missing)?);
        let members = members.iter().filter_map(|id| rows.get(id).copied()).collect();
        Ok(Cluster { id, members, center: [*x, *y] })
    };
    given.base_clusters.id.iter().enumerate().map(of).collect()
}

fn groups(given: &Given, base: &[Cluster]) -> Result<Vec<Cluster>, InputError> {
    let of = |group: &Group| {
        let missing = group.members.iter().find(|id| base.iter().all(|cluster| cluster.id != **id));
        match missing {
            Some(id) => Err(InputError::Missing { what: "base cluster", id: i64::from(*id) }),
            None => Ok(Cluster { id: group.id, members: group.members.clone(), center: group.center }),
        }
    };
    given.group_clusters.iter().map(of).collect()
}
