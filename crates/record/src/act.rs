//! One act and its bytes.

use crate::canonical::{CanonicalError, canonical};
use crate::signatures::Signatures;
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
    /// The drawn id of the delegate whose session it was, where it was a delegate's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate: Option<String>,
}

impl Actor {
    /// Someone who acts for a party.
    #[must_use]
    pub fn of(party: PartyKey, role: &str) -> Actor {
        Actor { party: Some(party), role: role.to_owned(), delegate: None }
    }

    /// A delegate, by the drawn id under which they were named.
    #[must_use]
    pub fn delegate(party: PartyKey, role: &str, id: &str) -> Actor {
        Actor { delegate: Some(id.to_owned()), ..Actor::of(party, role) }
    }

    /// Someone who acts for the forum as a whole.
    #[must_use]
    pub fn role(role: &str) -> Actor {
        Actor { party: None, role: role.to_owned(), delegate: None }
    }
}

/// The names of the algorithms under which an act was sealed, so that a record outlives any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Algorithms {
    /// The hash: `sha-256`.
    pub hash: String,
    /// What the signatures cover and how they are written, [`SIGNATURES`]; `None` where the act is not signed.
    /// Which algorithm made a signature stands beside it.
    pub signature: Option<String>,
}

/// The only hash of `plenary-act/1`.
pub const HASH: &str = "sha-256";

/// The name and version of how acts are signed. It is the first line of what is signed and stands in the act as
/// well, so that no signature can be read as one over anything else.
pub const SIGNATURES: &str = "plenary-act-signature/1";

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
    /// Who signed it; null in the bytes where nobody did.
    #[serde(rename = "signature")]
    pub signatures: Signatures,
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

    /// What every signature of this act covers: the line [`SIGNATURES`], then the canonical bytes of everything
    /// but `signature` and `hash`. Forum, number and the hash before are among them, so that a signature holds
    /// at one place of one record only.
    ///
    /// # Errors
    /// [`CanonicalError`] for an act whose body was changed to something outside the encoding.
    pub fn to_sign(&self) -> Result<Vec<u8>, CanonicalError> {
        let act = self.bytes_without(&["hash", "signature"])?;
        Ok([SIGNATURES.as_bytes(), b"\n", &act].concat())
    }

    /// The hash that belongs in [`Act::hash`]. It covers the signatures, so that none can be swapped unnoticed.
    pub(crate) fn compute_hash(&self) -> Result<Digest, CanonicalError> {
        self.bytes_without(&["hash"]).map(|bytes| leaf_hash(&bytes))
    }

    /// The canonical bytes of the whole act, as a line of a file holds them.
    ///
    /// # Errors
    /// As [`Act::to_sign`].
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
