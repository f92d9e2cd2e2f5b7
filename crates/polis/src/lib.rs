//! What Polis would say of the same votes.
//!
//! Polis finds two axes, groups of people, statements that represent a group and statements most agree on. This crate
//! computes the same figures from a [`tally::VoteMatrix`], so that both readings of one conversation can be laid
//! side by side; it decides and certifies nothing. The formulas are those of Polis' mathematics worker as of 2024
//! (`conversation.clj`, `pca.clj`, `clusters.clj`, `repness.clj`), written anew from their description. What Polis
//! does by accident rather than by intent is a switch in [`Quirks`].
//!
//! | entry | what it gives |
//! |---|---|
//! | [`snapshot`] | everything, as a worker that sees all votes at once for the first time |
//! | [`snapshot_after`] | the same, where it is known who was clustered before ([`ever_clustered`]) |
//! | [`replay`] | everything, as a worker that saw the votes come in, tick after tick |
//! | [`with_groups`] | everything but the groups, over groups that somebody published |
//!
//! Two things differ from Polis for good: axes are the eigenvectors themselves, found in a fixed order of additions,
//! where Polis stops after a hundred steps from a random start; and large conversations get the same axes as small
//! ones, where Polis draws samples without a seed. So the same votes give the same bytes here, every time.
//!
//! Polis counts agree as −1 and disagree as +1 inside its results; so do the figures here, while votes are read in
//! the house's sign.
//!
//! | module | what it computes |
//! |---|---|
//! | `conversation` | whose rows and columns they are, and what is moderated out |
//! | `eigen`, `axes`, `project` | centre, axes, where people and statements lie |
//! | `members` | who is clustered at all |
//! | `kmeans`, `groups` | base clusters, groups, how many |
//! | `counts`, `stats`, `represent`, `agreement` | votes by group, who says what, what most say |
//! | `math` | the published object |

mod agreement;
mod axes;
mod conversation;
mod counts;
mod eigen;
mod finish;
mod groups;
mod kmeans;
mod math;
mod members;
mod project;
mod quirks;
mod replay;
mod represent;
mod snapshot;
mod stats;

pub use agreement::{adjusted_rand_index, priority};
pub use axes::{AxesFrom, Settings};
pub use conversation::{Conversation, InputError, Moderation};
pub use math::{
    Agreed, BaseClusters, Consensus, Counts, CountsByBase, Group, GroupVotes, Math, Pca, Representative, Side,
};
pub use project::{positions, statements_on};
pub use quirks::Quirks;
pub use replay::{Event, Moved, Ticks, ever_clustered, replay};
pub use snapshot::{Given, parted, snapshot, snapshot_after, with_groups};
