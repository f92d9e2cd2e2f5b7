//! A conversation as the protocols need it.

use polis::{Conversation as PolisConversation, Moderation};
use tally::VoteMatrix;

/// The votes of a conversation on statements that findings are taken of.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// What to call it.
    pub name: String,
    /// A row a person.
    pub votes: VoteMatrix,
    /// The published group of each row, by number; empty where none were published.
    pub groups: Vec<Option<usize>>,
    /// When each vote was given, beside the answers of `votes` in their order; empty where times are not known.
    pub times: Vec<i64>,
}

impl Conversation {
    /// How many published groups there are.
    pub(crate) fn published(&self) -> usize {
        self.groups.iter().flatten().max().map_or(0, |last| last + 1)
    }
}

/// A matrix as Polis numbers it, with the row of the matrix for each row there.
pub(crate) fn polis_conversation(votes: &VoteMatrix) -> Option<(PolisConversation, Vec<usize>)> {
    let people: Vec<i64> = (0i64..).take(votes.people()).collect();
    let statements: Vec<i64> = (0i64..).take(votes.statements()).collect();
    let conversation = PolisConversation::new(votes, &people, &statements, Moderation::default()).ok()?;
    let rows = conversation.people_ids().iter().filter_map(|&id| usize::try_from(id).ok()).collect();
    Some((conversation, rows))
}
