//! Why something was not done.

use crate::passkeys::PasskeyCondition;

/// Why a store did not do what it was asked for. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Acts came first: look at the forum again.
    #[error("the forum has {acts} acts by now; look again")]
    Conflict {
        /// How many acts there are.
        acts: u64,
    },
    /// A condition of a write does not hold.
    #[error("{0}")]
    Refused(Condition),
    /// A condition of a passkey or of its ceremony does not hold. Only who signs in meets it.
    #[error("{0}")]
    Passkey(PasskeyCondition),
    /// There is no such forum.
    #[error("there is no forum {0}")]
    NoForum(String),
    /// The store cannot do that.
    #[error("{0}")]
    NotSupported(String),
    /// No room is left: disk full, quota, or a read-only file system. Nothing was written, and what was there is whole.
    #[error("no room is left to write: {0}")]
    Full(String),
    /// The database failed or cannot be reached.
    #[error("the database failed: {0}")]
    Database(String),
    /// What is stored is not what this version writes.
    #[error("what is stored cannot be read: {0}")]
    Corrupt(String),
}

/// A condition that did not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Condition {
    /// The forum is there already.
    #[error("a forum of this key is there already")]
    ForumExists,
    /// The document is of another version than the writer saw.
    #[error("somebody else changed it in the meantime")]
    DocumentChanged,
    /// There is no such ticket.
    #[error("this link or code is not known")]
    TicketUnknown,
    /// The ticket is used up.
    #[error("this link or code has been used")]
    TicketUsed,
    /// The ticket's time is over.
    #[error("this link or code is no longer valid")]
    TicketOver,
    /// The ticket was revoked.
    #[error("this link or code was withdrawn")]
    TicketRevoked,
    /// The ticket is there already.
    #[error("this link or code exists already")]
    TicketExists,
    /// There is no such participant.
    #[error("this participant is not known")]
    ParticipantUnknown,
    /// The participant goes on under another pseudonym.
    #[error("this participant votes under another name by now")]
    ParticipantGone,
    /// A participant of this pseudonym is there already.
    #[error("this participant exists already")]
    ParticipantExists,
}
