//! One act and its bytes.

use crate::canonical::{CanonicalError, canonical};
use crate::tree::leaf_hash;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use terms::{Digest, Instant, PartyKey, Zone};

/// Who did something: for which party, if for one, and in which role. Never a person's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The party the act speaks for; `None` for the secretariat and the system itself.
    pub party: Option<PartyKey>,
    /// The role, for example `secretariat`, `head_of_delegation`, `co_organiser`.
    pub role: String,
}

impl Actor {
    /// Someone who acts for a party.
    #[must_use]
    pub fn of(party: PartyKey, role: &str) -> Actor {
        Actor { party: Some(party), role: role.to_owned() }
    }

    /// Someone who acts for the forum as a whole.
    #[must_use]
    pub fn role(role: &str) -> Actor {
        Actor { party: None, role: role.to_owned() }
    }
}

/// The names of the algorithms under which an act was sealed, so that a record outlives any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Algorithms {
    /// The hash: `sha-256`.
    pub hash: String,
    /// The signature's algorithm, or `None` where the act is not signed.
    pub signature: Option<String>,
}

/// The only hash of `plenary-act/1`.
pub const HASH: &str = "sha-256";

/// A signature over [`Act::bytes_to_sign`]. This crate keeps it under the hash and never judges it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Which key, in the signer's own naming.
    pub key: String,
    /// The signature, in the text form its algorithm names.
    pub value: String,
}

/// One act of the record. The record knows no kinds: `kind` and `body` mean something to the caller only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Its number, from 0, without gaps. This is the order of the acts; the clock is not.
    pub seq: u64,
    /// The forum.
    pub forum: String,
    /// When, in milliseconds UTC.
    pub at: Instant,
    /// The zone, where a person chose one.
    pub zone: Option<Zone>,
    /// Who.
    pub actor: Actor,
    /// What kind of act.
    pub kind: String,
    /// What was done, in the values of [`canonical`](mod@crate::canonical).
    pub body: Value,
    /// The hash of the act before; for act 0 the hash of the header.
    pub previous: Digest,
    /// Under which algorithms.
    pub algorithms: Algorithms,
    /// The signature, if there is one.
    pub signature: Option<Signature>,
    /// The RFC 6962 leaf hash of everything above.
    pub hash: Digest,
}

impl Act {
    /// The body as a type of the caller's.
    ///
    /// # Errors
    /// The reason of serde where the body is not of that type.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(&self.body)
    }

    /// What a signature covers: the canonical bytes of everything but `signature` and `hash`.
    ///
    /// # Errors
    /// [`CanonicalError`] for an act whose body was changed to something outside the encoding.
    pub fn bytes_to_sign(&self) -> Result<Vec<u8>, CanonicalError> {
        self.bytes_without(&["hash", "signature"])
    }

    /// The hash that belongs in [`Act::hash`]. It covers the signature, so that none can be swapped unnoticed.
    pub(crate) fn compute_hash(&self) -> Result<Digest, CanonicalError> {
        self.bytes_without(&["hash"]).map(|bytes| leaf_hash(&bytes))
    }

    /// The canonical bytes of the whole act, as a line of a file holds them.
    ///
    /// # Errors
    /// As [`Act::bytes_to_sign`].
    pub fn line(&self) -> Result<Vec<u8>, CanonicalError> {
        self.bytes_without(&[])
    }

    fn bytes_without(&self, fields: &[&str]) -> Result<Vec<u8>, CanonicalError> {
        let mut value =
            serde_json::to_value(self).expect("an act is made of strings, integers and a JSON value");
        let entries = value.as_object_mut().expect("an act is written as an object");
        entries.retain(|field, _| !fields.contains(&field.as_str()));
        canonical(&value)
    }
}
