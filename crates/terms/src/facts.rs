//! What is known of a party or a statement beside its votes.

use crate::{Instant, Lang, PartyKey, Standing, StatementKey};

/// What is known of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyFacts {
    /// Its key.
    pub key: PartyKey,
    /// The name to show; the key where a file gives none.
    pub name: String,
    /// Its standing, if it has one.
    pub standing: Option<Standing>,
    /// How many people it speaks for, if known. Weighs nothing under "one party, one weight".
    pub population: Option<u64>,
    /// How many participants it declared. `None` is an open crowd.
    pub roster: Option<u64>,
}

/// What moderation decided of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moderation {
    /// Shown.
    Accepted,
    /// Not looked at yet.
    Unmoderated,
    /// Taken out.
    Rejected,
}

/// What is known of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFacts {
    /// Its key.
    pub key: StatementKey,
    /// Its text, empty where a file has none.
    pub text: String,
    /// Its topics, in the file's order.
    pub topics: Vec<String>,
    /// The language of its text.
    pub lang: Option<Lang>,
    /// When it was made.
    pub made: Option<Instant>,
    /// What moderation decided.
    pub moderation: Moderation,
    /// Whether it asks who people are rather than what they think (Polis' "metadata").
    pub is_meta: bool,
}
