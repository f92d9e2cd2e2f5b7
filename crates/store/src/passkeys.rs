//! Passkeys of people at the desk, and the ceremonies in which they are made and used.
//!
//! All of it is private: it lies in tables of its own beside the record, is keyed by the id of a person that is never a
//! voting pseudonym, and is erased with the person. A ceremony holds what the server must remember between question and
//! answer; it is taken once, by one of several processes, and removed by [`Store::sweep`](crate::Store::sweep) when it
//! has ended.

use terms::{Digest, ForumKey, Instant};

/// A key with which somebody comes to the desk. Refused if a key of this id is there already, in whichever forum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPasskey {
    /// Its credential id, as the authenticator chose it: at most 1023 bytes (WebAuthn Level 3, §4).
    pub id: Vec<u8>,
    /// The id of the person at the desk.
    pub person: String,
    /// As what they come in, as the forum understands it.
    pub grant: String,
    /// What its holder calls it, to recognise it.
    pub name: String,
    /// The signature counter of the authenticator; 0 where it has none.
    pub counter: u32,
    /// The credential, as whoever checks it understands it.
    pub body: Vec<u8>,
    /// When it was made.
    pub at: Instant,
}

/// That a key was used. Refused if it is unknown in this forum, or if its counter is not above the one that is kept:
/// then there may be a copy of it (WebAuthn Level 3, §6.1.1). A counter that is and stays 0 says nothing, as most keys
/// that are kept in several places have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsePasskey {
    /// Its credential id.
    pub id: Vec<u8>,
    /// The counter that came with the signature.
    pub counter: u32,
    /// The credential after this use.
    pub body: Vec<u8>,
    /// When.
    pub at: Instant,
}

/// A ceremony that was begun. Refused if there is one of this hash already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCeremony {
    /// The hash of the secret of the browser that began it.
    pub hash: Digest,
    /// What is to be remembered. It never leaves the server.
    pub body: Vec<u8>,
    /// Until when it may be ended.
    pub until: Instant,
}

/// A key as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its credential id.
    pub id: Vec<u8>,
    /// The forum.
    pub forum: ForumKey,
    /// The id of the person at the desk.
    pub person: String,
    /// As what they come in.
    pub grant: String,
    /// What its holder calls it.
    pub name: String,
    /// The highest counter that was seen.
    pub counter: u32,
    /// The credential.
    pub body: Vec<u8>,
    /// When it was made.
    pub made: Instant,
    /// When it was last used to come in; `None`: never.
    pub used: Option<Instant>,
}

/// Why a write of a passkey or a ceremony was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyCondition {
    /// A key of this id is there already.
    #[error("this passkey is connected already")]
    Exists,
    /// There is no such key in this forum.
    #[error("this passkey is not known here")]
    Unknown,
    /// The counter is not above the one that is kept.
    #[error("this passkey counts backwards; there may be a copy of it")]
    Behind,
    /// There is no such ceremony in this forum, or it was taken.
    #[error("this sign-in is not known or was ended")]
    CeremonyUnknown,
    /// The time of the ceremony is over.
    #[error("this sign-in took too long")]
    CeremonyOver,
    /// There is a ceremony of this hash already.
    #[error("this sign-in was begun already")]
    CeremonyExists,
}
