//! What is written together.

use crate::passkeys::{NewCeremony, NewPasskey, UsePasskey};
use terms::{Capacity, Digest, ForumKey, Instant, PartyKey, Pseudonym, StatementKey, Tier, Vote};

/// What is written together, whole or not at all: first the acts, then the writes in their order.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The forum.
    pub forum: ForumKey,
    /// Acts to append.
    pub acts: Option<Append>,
    /// Everything else.
    pub writes: Vec<Write>,
}

impl Batch {
    /// An empty batch.
    #[must_use]
    pub fn new(forum: &ForumKey) -> Batch {
        Batch { forum: forum.clone(), acts: None, writes: Vec::new() }
    }

    /// With one more write.
    #[must_use]
    pub fn with(mut self, write: impl Into<Write>) -> Batch {
        self.writes.push(write.into());
        self
    }
}

/// Acts to append to the record of a forum.
#[derive(Clone, Debug)]
pub struct Append {
    /// After how many acts: the writer has seen exactly these.
    pub after: u64,
    /// Their canonical lines, without line ends.
    pub lines: Vec<Vec<u8>>,
}

/// One write of a batch.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Write {
    /// Puts or removes a document.
    Document(PutDocument),
    /// Makes a ticket.
    Ticket(NewTicket),
    /// Takes one use of a ticket; refused if it is unknown, revoked, over (from its instant on) or used up: the first
    /// of these that holds.
    Redeem {
        /// The hash of its secret.
        hash: Digest,
        /// Now.
        at: Instant,
    },
    /// Revokes a ticket; refused if it is unknown, not if it was revoked before.
    RevokeTicket {
        /// The hash of its secret.
        hash: Digest,
    },
    /// Adds a participant.
    Participant(NewParticipant),
    /// Lets somebody go on under another pseudonym, with their answers.
    Attest(Attest),
    /// Begins a session.
    Session(NewSession),
    /// Ends a session; one that ended is no error.
    EndSession {
        /// The hash of its secret.
        hash: Digest,
    },
    /// Ends every session whose `subject` is this.
    EndSessionsOf {
        /// As given in [`NewSession`].
        subject: String,
    },
    /// Keeps a file; one that is there is no error.
    Blob(PutBlob),
    /// Removes a file, as where it must be erased; one that is not there is no error.
    EraseBlob {
        /// Its digest.
        digest: Digest,
    },
    /// Casts a vote.
    Vote(CastVote),
    /// Notes that a statement was shown.
    Serve(Serve),
    /// Keeps a passkey.
    Passkey(NewPasskey),
    /// Notes the use of a passkey.
    UsePasskey(UsePasskey),
    /// Removes a passkey of a person; one that is not there, or is somebody else's, is no error.
    RemovePasskey {
        /// The id of the person.
        person: String,
        /// Its credential id.
        id: Vec<u8>,
    },
    /// Removes every passkey of a person.
    RemovePasskeysOf {
        /// The id of the person.
        person: String,
    },
    /// Begins a ceremony.
    Ceremony(NewCeremony),
    /// Takes a ceremony away, for whoever ends it; refused if it is unknown or over (from its instant on). Alone in its
    /// batch: with a write that may be refused it would be there again, and could be tried a second time.
    TakeCeremony {
        /// The hash of its secret.
        hash: Digest,
        /// Now.
        at: Instant,
    },
}

macro_rules! from {
    ($($name:ident($inner:ident)),*) => {
        $(impl From<$inner> for Write {
            fn from(inner: $inner) -> Write {
                Write::$name(inner)
            }
        })*
    };
}

from!(
    Document(PutDocument),
    Ticket(NewTicket),
    Participant(NewParticipant),
    Attest(Attest),
    Session(NewSession),
    Blob(PutBlob),
    Vote(CastVote),
    Serve(Serve),
    Passkey(NewPasskey),
    UsePasskey(UsePasskey),
    Ceremony(NewCeremony)
);

/// A document: a small body by kind and id, with a version. Personal data, submissions, settings, mail.
#[derive(Clone, Debug)]
pub struct PutDocument {
    /// What kind it is, such as `person`.
    pub kind: String,
    /// Its id, unique in its kind.
    pub id: String,
    /// The version the writer has seen; 0 if it must be new. `None`: whatever is there.
    pub seen: Option<u64>,
    /// The new body; `None` removes it.
    pub body: Option<Vec<u8>>,
    /// Until when it is kept: [`Store::sweep`](crate::Store::sweep) removes it after that. `None`: for ever.
    pub until: Option<Instant>,
}

/// A link or code that lets somebody in. Only the hash of its secret is kept.
#[derive(Clone, Debug)]
pub struct NewTicket {
    /// The hash of its secret.
    pub hash: Digest,
    /// To find it again, such as `code/CN/3`. It says nothing of who used it.
    pub label: String,
    /// What it grants, as the forum understands it.
    pub grant: String,
    /// How often it can be used.
    pub uses: u32,
    /// Until when; `None`: until it is revoked.
    pub until: Option<Instant>,
}

/// A participant. Nothing here says when they came or with which ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParticipant {
    /// Their name here.
    pub id: Pseudonym,
    /// How they came in.
    pub tier: Tier,
    /// The party they belong to.
    pub party: Option<PartyKey>,
    /// Their role.
    pub capacity: Capacity,
}

/// Somebody goes on under another pseudonym, as where an open participant comes in with a party's personal code: they
/// have one set of answers in the forum, which is theirs as who they are now.
///
/// Every answer of `from` that stands is taken back, and cast for `to` with the same revision, so that what the device
/// has not sent yet goes on from it. These are votes like others, numbered after those before them: for each statement
/// in the order of the bytes of its key, first the one that takes back, then the one that casts. So no answer is ever
/// counted twice, wherever one stops reading. The sessions of `from` end, and a vote of theirs that comes later is
/// refused ([`Condition::ParticipantGone`](crate::Condition::ParticipantGone)); a request that was taken before still
/// has its receipt.
///
/// What remains to be seen: in the tables, the votes of both stand next to each other, so whoever reads those can tell
/// that they are one person; nothing else says so. In [`VoteRow`](crate::VoteRow), which has no pseudonym, answers
/// that are taken back and cast in one go are those of one person; and whoever sees exact counts just before and just
/// after can read them off. Nothing leads to the ticket: it has one use less, as always.
///
/// Refused if `from` is unknown or has gone on before, or if `to` is there already.
#[derive(Clone, Debug)]
pub struct Attest {
    /// The pseudonym until now.
    pub from: Pseudonym,
    /// The subject of the sessions of `from`, as given in [`NewSession`].
    pub subject: String,
    /// Who they are from now on.
    pub to: NewParticipant,
    /// Now.
    pub at: Instant,
}

/// A session of a device.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its secret.
    pub hash: Digest,
    /// Whose it is, as the forum understands it.
    pub subject: String,
    /// Until when.
    pub until: Instant,
}

/// A file.
#[derive(Clone, Debug)]
pub struct PutBlob {
    /// BLAKE3 of its bytes.
    pub digest: Digest,
    /// Its media type.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One vote. It counts if its author had seen the latest revision of their answer; else it is kept, marked stale and
/// not counted. The same request again gives the same receipt and changes nothing.
#[derive(Clone, Debug)]
pub struct CastVote {
    /// Who.
    pub participant: Pseudonym,
    /// On what.
    pub statement: StatementKey,
    /// Which way.
    pub vote: Vote,
    /// The revision of their own answer that they saw; 0 if they had not answered.
    pub seen: u32,
    /// Drawn by the sender, the same for every try.
    pub request: [u8; 16],
    /// When it was received.
    pub at: Instant,
}

/// That a statement was shown to somebody, and with what chance it was chosen.
#[derive(Clone, Debug)]
pub struct Serve {
    /// To whom.
    pub participant: Pseudonym,
    /// Which.
    pub statement: StatementKey,
    /// The chance with which it was chosen, in millionths.
    pub chance: u32,
    /// When.
    pub at: Instant,
}
