//! What is read.

use terms::{Capacity, Digest, ForumKey, Instant, PartyKey, StatementKey, Tier, Vote};

/// A forum as it stands in the list of forums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForumRow {
    /// Its key.
    pub key: ForumKey,
    /// The header line of its record, without line end.
    pub header: Vec<u8>,
    /// How many acts it has.
    pub acts: u64,
}

/// What a batch did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// One receipt for each vote, in their order.
    pub receipts: Vec<Receipt>,
    /// What each redeemed ticket grants, in their order.
    pub redeemed: Vec<Redeemed>,
    /// What each ceremony that was taken remembers, in their order.
    pub ceremonies: Vec<Vec<u8>>,
}

/// What a redeemed ticket grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redeemed {
    /// Its label.
    pub label: String,
    /// What it grants.
    pub grant: String,
}

/// That a vote was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its number in the votes of the forum, from 1.
    pub vote: u64,
    /// How it stands.
    pub standing: Standing,
    /// The revision of the answer after it.
    pub revision: u32,
}

/// How an accepted vote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is the answer now.
    Counted,
    /// Its author had not seen their own latest answer; it is kept and not counted.
    Stale,
}

/// One vote as it was accepted, with all that counting needs: a tally is a fold of these alone. Each that counts leads
/// from `before` to `vote`: what was is taken off the count, what is comes onto it, and either may be nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteRow {
    /// Its number, from 1, without gaps.
    pub number: u64,
    /// On what.
    pub statement: StatementKey,
    /// The voter's tier.
    pub tier: Tier,
    /// The voter's party.
    pub party: Option<PartyKey>,
    /// The voter's role.
    pub capacity: Capacity,
    /// The answer it replaces or takes back; `None` for a first answer, and for a stale vote, which replaces nothing.
    pub before: Option<Vote>,
    /// Which way; `None` takes an answer back, as where its author goes on under another pseudonym.
    pub vote: Option<Vote>,
    /// Whether it counts.
    pub standing: Standing,
    /// When it was received.
    pub at: Instant,
}

/// A participant: only what counting needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participant {
    /// How they came in.
    pub tier: Tier,
    /// Their party.
    pub party: Option<PartyKey>,
    /// Their role.
    pub capacity: Capacity,
}

/// A participant's latest counted answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// To what.
    pub statement: StatementKey,
    /// Which way.
    pub vote: Vote,
    /// How often it was given or changed, from 1.
    pub revision: u32,
    /// When it was received.
    pub at: Instant,
}

/// A ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The hash of its secret.
    pub hash: Digest,
    /// The forum.
    pub forum: ForumKey,
    /// Its label.
    pub label: String,
    /// What it grants.
    pub grant: String,
    /// How many uses are left.
    pub left: u32,
    /// Until when.
    pub until: Option<Instant>,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The forum it belongs to.
    pub forum: ForumKey,
    /// Whose it is.
    pub subject: String,
    /// Until when.
    pub until: Instant,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its version, from 1.
    pub version: u64,
    /// Its body.
    pub body: Vec<u8>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its media type.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a rebuild found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many votes were read.
    pub votes: u64,
    /// How many answers there are now.
    pub answers: u64,
    /// How many answers were missing or other than the votes say, before.
    pub mended: u64,
}

/// What was removed because it had ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many sessions.
    pub sessions: u64,
    /// How many tickets.
    pub tickets: u64,
    /// How many documents.
    pub documents: u64,
    /// How many ceremonies that nobody ended.
    pub ceremonies: u64,
}

/// That a forum changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The forum.
    pub forum: ForumKey,
    /// How many acts it has now.
    pub acts: u64,
    /// The number of its last vote.
    pub votes: u64,
}
