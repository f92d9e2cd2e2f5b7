//! A tree head with signatures: what several people saw of the record, and when.

use crate::act::HASH;
use crate::canonical::{CanonicalError, canonical};
use crate::keys::{KeyId, PublicKey, SigningKey};
use crate::public::Sequence;
use crate::signatures::{Checked, Signature, SignatureError, Signatures, Verdict};
use crate::tree::TreeHead;
use serde::{Deserialize, Serialize};
use serde_json::json;
use terms::Instant;

/// The first line of what is signed of a tree head, with its version.
const CONTEXT: &str = "plenary-head-signature/1";

impl TreeHead {
    /// What a signature over this head covers: a first line that names it and its version, then the canonical
    /// bytes of forum, instant, hash, number of acts and root. The instant is part of it, as in RFC 6962 §3.5.
    ///
    /// # Errors
    /// [`CanonicalError`] for a number beyond ±(2⁵³ - 1).
    pub fn to_sign(&self, forum: &str, at: Instant) -> Result<Vec<u8>, CanonicalError> {
        let statement = json!({
            "at": at, "forum": forum, "hash": HASH, "root": self.root, "size": self.size
        });
        Ok([CONTEXT.as_bytes(), b"\n", &canonical(&statement)?].concat())
    }
}

/// A tree head at an instant, and who signed that they saw it: the forum, and delegations after it. All sign
/// the same bytes, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct SignedHead {
    /// The forum.
    pub forum: String,
    /// When the head was taken, as the one who took it says.
    pub at: Instant,
    /// The head.
    pub head: TreeHead,
    /// Who signed.
    pub signatures: Signatures,
}

impl SignedHead {
    /// The name and version of its written form.
    pub const FORMAT: &str = "plenary-head/1";

    /// A head that nobody signed yet.
    #[must_use]
    pub fn new(forum: &str, at: Instant, head: TreeHead) -> SignedHead {
        SignedHead { forum: forum.to_owned(), at, head, signatures: Signatures::default() }
    }

    /// The bytes to sign, as [`TreeHead::to_sign`] gives them.
    ///
    /// # Errors
    /// As there.
    pub fn to_sign(&self) -> Result<Vec<u8>, CanonicalError> {
        self.head.to_sign(&self.forum, self.at)
    }

    /// Signs with a key at hand. A second time with the same key changes nothing.
    ///
    /// # Errors
    /// As [`SignedHead::to_sign`].
    pub fn sign(&mut self, key: &SigningKey) -> Result<(), CanonicalError> {
        let bytes = self.to_sign()?;
        self.signatures.insert(key.sign(&bytes));
        Ok(())
    }

    /// Takes a signature that was made elsewhere, once it is found to be one of `key` over this head.
    ///
    /// # Errors
    /// [`SignatureError`] where it is not, or where that key signed already; nothing is changed then.
    pub fn attach(&mut self, signature: Signature, key: &PublicKey) -> Result<(), SignatureError> {
        let bytes = self.to_sign()?;
        self.signatures.attach(&bytes, signature, key)
    }

    /// What each signature is worth, whatever became of the record.
    #[must_use]
    pub fn check_signatures(&self, keys: impl Fn(KeyId) -> Option<PublicKey>) -> Vec<Checked> {
        self.signatures.check(self.to_sign().ok().as_deref(), &keys)
    }

    /// Whether `record` still begins with exactly the acts this head stood for, and no signature is wrong. Gives
    /// what each signature is worth; those of unknown keys are among them, and an unsigned head gives none.
    ///
    /// # Errors
    /// [`HeadFault`], the first thing that does not hold.
    pub fn verify(
        &self,
        record: &impl Sequence,
        keys: impl Fn(KeyId) -> Option<PublicKey>,
    ) -> Result<Vec<Checked>, HeadFault> {
        let (expected, acts) = (record.forum(), record.leaves().len() as u64);
        if self.forum != *expected {
            return Err(HeadFault::OtherForum { expected: expected.to_owned(), found: self.forum.clone() });
        }
        let size = self.head.size;
        if size > acts {
            return Err(HeadFault::ActsMissing { size, acts });
        }
        if !record.extends(&self.head) {
            return Err(HeadFault::OtherActs { size });
        }
        let checked = self.check_signatures(keys);
        match checked.iter().find(|checked| checked.verdict == Verdict::Wrong) {
            Some(wrong) => Err(HeadFault::Wrong { size, key: wrong.key }),
            None => Ok(checked),
        }
    }
}

/// Why a signed head does not speak for a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadFault {
    /// It is of another forum.
    #[error("the head is of the forum {found:?}, this record of {expected:?}")]
    OtherForum {
        /// The record's forum.
        expected: String,
        /// The head's.
        found: String,
    },
    /// The record is shorter than it was.
    #[error("the head stands for {size} acts and the record holds {acts}: acts are missing at its end")]
    ActsMissing {
        /// The number of acts the head stands for.
        size: u64,
        /// The number of acts in the record.
        acts: u64,
    },
    /// The record began with other acts.
    #[error("the first {size} acts are not those the head stands for: the record was rewritten")]
    OtherActs {
        /// The number of acts the head stands for.
        size: u64,
    },
    /// A signature that is not of its key over this head.
    #[error("the head over {size} acts: the signature of the key {} does not fit it", .key.short())]
    Wrong {
        /// The number of acts the head stands for.
        size: u64,
        /// The key.
        key: KeyId,
    },
}

/// The written form, with its name and version.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    forum: String,
    at: Instant,
    head: TreeHead,
    signatures: Signatures,
}

impl From<SignedHead> for Written {
    fn from(head: SignedHead) -> Written {
        let SignedHead { forum, at, head, signatures } = head;
        Written { format: SignedHead::FORMAT.to_owned(), forum, at, head, signatures }
    }
}

impl TryFrom<Written> for SignedHead {
    type Error = String;

    fn try_from(written: Written) -> Result<SignedHead, String> {
        let Written { format, forum, at, head, signatures } = written;
        if format != SignedHead::FORMAT {
            return Err(format!("the format is {format:?}; this version reads {}", SignedHead::FORMAT));
        }
        Ok(SignedHead { forum, at, head, signatures })
    }
}
