//! An act that waits for its signatures.

use crate::act::{Act, SIGNATURES};
use crate::keys::{PublicKey, SigningKey};
use crate::log::{Entry, Record, RecordError, unrecordable};
use crate::signatures::{Signature, SignatureError, Signatures};

/// An act with its place in the record, not yet in it: it is given out to be signed, and then appended. The
/// same entry drafted on the same record has the same bytes, so that nobody need keep a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    act: Act,
    bytes: Vec<u8>,
}

impl Draft {
    /// The number the act will have.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.act.seq
    }

    /// The bytes to sign: what [`Act::to_sign`] gives of the act that comes of this.
    #[must_use]
    pub fn to_sign(&self) -> &[u8] {
        &self.bytes
    }

    /// Who signed so far.
    #[must_use]
    pub fn signatures(&self) -> &Signatures {
        &self.act.signatures
    }

    /// Signs with a key at hand. A second time with the same key changes nothing.
    pub fn sign(&mut self, key: &SigningKey) {
        self.act.signatures.insert(key.sign(&self.bytes));
    }

    /// Takes a signature that was made elsewhere, once it is found to be one of `key` over [`Draft::to_sign`].
    ///
    /// # Errors
    /// [`SignatureError`] where it is not, or where that key signed already; the draft is then unchanged.
    pub fn attach(&mut self, signature: Signature, key: &PublicKey) -> Result<(), SignatureError> {
        self.act.signatures.attach(&self.bytes, signature, key)
    }
}

impl Record {
    /// An act as it would stand at the end of this record, to be signed.
    ///
    /// # Errors
    /// As [`Record::append`](Record::append).
    pub fn draft(&self, entry: Entry) -> Result<Draft, RecordError> {
        let act = self.unsealed(entry, Some(SIGNATURES.to_owned()));
        let bytes = act.to_sign().map_err(|source| unrecordable(&act.kind, source))?;
        Ok(Draft { act, bytes })
    }

    /// Adds an act with the signatures it was given.
    ///
    /// # Errors
    /// [`RecordError::Stale`] where another act took the place meanwhile, [`RecordError::NotSigned`] where nobody
    /// signed, and as [`Record::append`](Record::append); the record is then unchanged.
    pub fn append_draft(&mut self, draft: Draft) -> Result<&Act, RecordError> {
        let act = draft.act;
        if (act.seq, act.previous) != (self.acts().len() as u64, self.last_hash()) {
            return Err(RecordError::Stale { kind: act.kind, seq: act.seq });
        }
        if act.signatures.is_empty() {
            return Err(RecordError::NotSigned { kind: act.kind });
        }
        self.seal(act)
    }

    /// Adds an act signed with each of these keys; with none it is [`Record::append_entry`], to the byte.
    ///
    /// # Errors
    /// As [`Record::append`](Record::append).
    pub fn append_signed(&mut self, entry: Entry, keys: &[&SigningKey]) -> Result<&Act, RecordError> {
        if keys.is_empty() {
            return self.append_entry(entry);
        }
        let mut draft = self.draft(entry)?;
        keys.iter().for_each(|key| draft.sign(key));
        self.append_draft(draft)
    }
}
