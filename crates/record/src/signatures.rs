//! The signatures beside an act or a tree head, and what they are worth.

use crate::act::Act;
use crate::canonical::CanonicalError;
use crate::keys::{KeyId, PublicKey};
use crate::log::Record;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// One signature, with the id of its algorithm beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The algorithm: [`ED25519`](crate::ED25519).
    pub algorithm: String,
    /// Which key.
    pub key: KeyId,
    /// The signature; for Ed25519 its 64 bytes as 128 lower-case hexadecimal digits.
    pub value: String,
}

/// Signatures over the same bytes, in the order of their key ids, each key once: one set has one spelling, and
/// nobody counts twice. Written as null where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures(Vec<Signature>);

impl Signatures {
    /// In the order of the key ids.
    pub fn iter(&self) -> impl Iterator<Item = &Signature> {
        self.0.iter()
    }

    /// Whether nobody signed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many signed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts a signature in the place of its key. False, and nothing is changed, where that key signed already.
    pub(crate) fn insert(&mut self, signature: Signature) -> bool {
        match self.0.binary_search_by_key(&signature.key, |known| known.key) {
            Ok(_) => false,
            Err(at) => {
                self.0.insert(at, signature);
                true
            }
        }
    }

    /// Puts a signature that was made elsewhere in its place, if it is one of `key` over `bytes`.
    pub(crate) fn attach(
        &mut self,
        bytes: &[u8],
        signature: Signature,
        key: &PublicKey,
    ) -> Result<(), SignatureError> {
        let id = key.id();
        if signature.key != id {
            return Err(SignatureError::OtherKey { expected: id, found: signature.key });
        }
        if !key.verifies(bytes, &signature) {
            return Err(SignatureError::Wrong { key: id });
        }
        if self.insert(signature) { Ok(()) } else { Err(SignatureError::Twice { key: id }) }
    }

    /// What each signature over `bytes` is worth; without bytes none is worth anything.
    pub(crate) fn check(
        &self,
        bytes: Option<&[u8]>,
        keys: &impl Fn(KeyId) -> Option<PublicKey>,
    ) -> Vec<Checked> {
        let verdict = |signature: &Signature| match keys(signature.key) {
            None => Verdict::UnknownKey,
            Some(key) if bytes.is_some_and(|bytes| key.verifies(bytes, signature)) => Verdict::Good,
            Some(_) => Verdict::Wrong,
        };
        self.iter().map(|signature| Checked { key: signature.key, verdict: verdict(signature) }).collect()
    }
}

impl Serialize for Signatures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = (!self.is_empty()).then_some(&self.0);
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Signatures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Signatures, D::Error> {
        let Some(list) = Option::<Vec<Signature>>::deserialize(deserializer)? else {
            return Ok(Signatures::default());
        };
        if list.is_empty() {
            return Err(D::Error::custom("a list of no signatures, which is written as null"));
        }
        if !list.is_sorted_by(|a, b| a.key < b.key) {
            return Err(D::Error::custom("the signatures are not in the order of their keys, each key once"));
        }
        Ok(Signatures(list))
    }
}

/// Why a signature was not attached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// It names another key.
    #[error("the signature names the key {}, and is offered as one of the key {}", .found.short(), .expected.short())]
    OtherKey {
        /// The id of the key it is offered for.
        expected: KeyId,
        /// The one it names.
        found: KeyId,
    },
    /// It is no signature of that key over these bytes.
    #[error("the signature of the key {} does not fit what was to be signed; sign it anew", .key.short())]
    Wrong {
        /// The key.
        key: KeyId,
    },
    /// That key signed already.
    #[error("the key {} has signed this already", .key.short())]
    Twice {
        /// The key.
        key: KeyId,
    },
    /// There are no bytes to sign.
    #[error("this cannot be signed: {0}")]
    Canonical(#[from] CanonicalError),
}

/// What a signature is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The key signed exactly this.
    Good,
    /// The key is not known here, so that nothing can be said.
    UnknownKey,
    /// The key is known and did not sign this.
    Wrong,
}

/// One signature and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The key it names.
    pub key: KeyId,
    /// What it is worth.
    pub verdict: Verdict,
}

impl Act {
    /// What each signature of this act is worth; empty where it is not signed. `keys` gives the public key with
    /// an id, or `None`; which key may sign what is the caller's to judge.
    #[must_use]
    pub fn check_signatures(&self, keys: impl Fn(KeyId) -> Option<PublicKey>) -> Vec<Checked> {
        self.signatures.check(self.to_sign().ok().as_deref(), &keys)
    }
}

/// What the signatures of a whole record are worth, act by act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignaturesReport {
    acts: Vec<Vec<Checked>>,
}

/// Checks every signature of a record. That the acts follow on each other is [`Record::verify`]'s to say, and
/// was checked already where the record was read.
pub fn verify_signatures(record: &Record, keys: impl Fn(KeyId) -> Option<PublicKey>) -> SignaturesReport {
    SignaturesReport { acts: record.acts().iter().map(|act| act.check_signatures(&keys)).collect() }
}

impl SignaturesReport {
    /// The signatures of each act, by its number.
    pub fn acts(&self) -> impl Iterator<Item = (u64, &[Checked])> {
        (0..).zip(self.acts.iter().map(Vec::as_slice))
    }

    /// The signatures of one act; empty where it is not signed or not there.
    #[must_use]
    pub fn of(&self, seq: u64) -> &[Checked] {
        usize::try_from(seq).ok().and_then(|index| self.acts.get(index)).map_or(&[], Vec::as_slice)
    }

    /// The keys that signed this act, beyond doubt.
    pub fn signed_by(&self, seq: u64) -> impl Iterator<Item = KeyId> {
        self.of(seq).iter().filter(|checked| checked.verdict == Verdict::Good).map(|checked| checked.key)
    }

    /// The acts that nobody signed. Whether one had to be signed is the caller's to judge.
    pub fn unsigned(&self) -> impl Iterator<Item = u64> {
        self.acts().filter(|(_, signatures)| signatures.is_empty()).map(|(seq, _)| seq)
    }

    /// Every signature that is wrong or of an unknown key, in the order of the acts.
    pub fn faults(&self) -> impl Iterator<Item = SignatureFault> {
        self.acts().flat_map(|(seq, signatures)| {
            signatures.iter().filter_map(move |&Checked { key, verdict }| match verdict {
                Verdict::Good => None,
                Verdict::UnknownKey => Some(SignatureFault::UnknownKey { seq, key }),
                Verdict::Wrong => Some(SignatureFault::Wrong { seq, key }),
            })
        })
    }

    /// Whether every signature is good. Acts without one do not count; see [`SignaturesReport::unsigned`].
    ///
    /// # Errors
    /// The first signature that is not, naming its act.
    pub fn holds(&self) -> Result<(), SignatureFault> {
        self.faults().next().map_or(Ok(()), Err)
    }
}

/// A signature that is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// Of a key that is not known here.
    #[error("act {seq}: it is signed with the key {}, which is not known here", .key.short())]
    UnknownKey {
        /// The act.
        seq: u64,
        /// The key.
        key: KeyId,
    },
    /// Not of that key over this act.
    #[error(
        "act {seq}: the signature of the key {} does not fit the act: one of the two was changed or moved",
        .key.short()
    )]
    Wrong {
        /// The act.
        seq: u64,
        /// The key.
        key: KeyId,
    },
}

impl SignatureFault {
    /// The number of the act.
    #[must_use]
    pub fn act(&self) -> u64 {
        match self {
            SignatureFault::UnknownKey { seq, .. } | SignatureFault::Wrong { seq, .. } => *seq,
        }
    }
}
