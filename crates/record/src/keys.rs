//! Keys: the secret one signs, the public one checks, and its id stands beside a signature.

use crate::signatures::Signature;
use ed25519_dalek::{Signer as _, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};
use terms::Digest;

/// The id of the one algorithm this version signs with: Ed25519 (RFC 8032 §5.1).
pub const ED25519: &str = "ed25519";

/// The secret half of a key. It is wiped from memory when it is dropped, and is never printed, copied or written.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key with these 32 secret bytes (RFC 8032 §5.1.5). They must come from a source of chance fit for
    /// secrets; the caller wipes its own copy.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> SigningKey {
        SigningKey(ed25519_dalek::SigningKey::from_bytes(secret))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs bytes as [`Draft::to_sign`](crate::Draft::to_sign) and
    /// [`SignedHead::to_sign`](crate::SignedHead::to_sign) give them; their first line says what they are, so
    /// that a signature over one thing never passes for another. The same bytes give the same signature.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        let value = hex(&self.0.sign(bytes).to_bytes());
        Signature { algorithm: ED25519.to_owned(), key: self.public().id(), value }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

/// The public half of a key, written as its algorithm, a colon and 64 lower-case hexadecimal digits:
/// `ed25519:d75a…511a`. What exists is a point of large order in its one spelling.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PublicKey(VerifyingKey);

/// Why something is no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// The text has another form.
    #[error("a public key is written as {ED25519}: and 64 lower-case hexadecimal digits")]
    Form,
    /// The 32 bytes are no point of the curve, or not in their one spelling.
    #[error("these 32 bytes are not an Ed25519 public key")]
    NotAPoint,
    /// A point of small order, for which a signature can be made that fits almost everything.
    #[error("this Ed25519 public key is a weak one, which proves nothing; make a new key")]
    Weak,
}

impl PublicKey {
    /// The Ed25519 key with these bytes (RFC 8032 §5.1.5), as other programs export it in raw form.
    ///
    /// # Errors
    /// [`NotAKey`] where they are none that a signature could rest on.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<PublicKey, NotAKey> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| NotAKey::NotAPoint)?;
        if key.is_weak() {
            return Err(NotAKey::Weak);
        }
        // A few points can be written in two ways; with both allowed, one key would have two ids.
        if VerifyingKey::from(key.to_edwards()).as_bytes() != bytes {
            return Err(NotAKey::NotAPoint);
        }
        Ok(PublicKey(key))
    }

    /// Its 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The id of its algorithm.
    #[must_use]
    pub fn algorithm(&self) -> &'static str {
        ED25519
    }

    /// Its id: the SHA-256 of the key as text, so that the id stands for the algorithm as well and can be
    /// computed with the tools everyone has.
    #[must_use]
    pub fn id(&self) -> KeyId {
        KeyId(Digest::from_bytes(Sha256::digest(self.to_string()).into()))
    }

    /// Whether `signature` was made with this key over exactly these bytes. Strict: every algorithm, key id or
    /// spelling other than the one that [`SigningKey::sign`] gives is refused.
    #[must_use]
    pub fn verifies(&self, bytes: &[u8], signature: &Signature) -> bool {
        signature.algorithm == self.algorithm()
            && signature.key == self.id()
            && from_hex(&signature.value).is_some_and(|value| {
                let value = ed25519_dalek::Signature::from_bytes(&value);
                self.0.verify_strict(bytes, &value).is_ok()
            })
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{ED25519}:{}", hex(self.as_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl FromStr for PublicKey {
    type Err = NotAKey;

    /// Reads exactly what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<PublicKey, NotAKey> {
        let digits = text.strip_prefix(ED25519).and_then(|rest| rest.strip_prefix(':'));
        let bytes: Digest = digits.and_then(|digits| digits.parse().ok()).ok_or(NotAKey::Form)?;
        PublicKey::from_bytes(bytes.as_bytes())
    }
}

impl TryFrom<String> for PublicKey {
    type Error = NotAKey;

    fn try_from(text: String) -> Result<PublicKey, NotAKey> {
        text.parse()
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> String {
        key.to_string()
    }
}

/// Which key: the digest of its public half, algorithm included. Written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(Digest);

impl KeyId {
    /// The id with this digest.
    #[must_use]
    pub fn from_digest(digest: Digest) -> KeyId {
        KeyId(digest)
    }

    /// The digest.
    #[must_use]
    pub fn digest(self) -> Digest {
        self.0
    }

    /// The first 16 digits in groups of four, for people who compare two ids by eye. Programs compare the whole.
    #[must_use]
    pub fn short(self) -> String {
        let bytes = self.0.as_bytes();
        let groups: Vec<String> = bytes[..8].chunks_exact(2).map(hex).collect();
        groups.join(" ")
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

impl FromStr for KeyId {
    type Err = terms::NotADigest;

    fn from_str(text: &str) -> Result<KeyId, terms::NotADigest> {
        text.parse().map(KeyId)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 64 bytes out of 128 lower-case hexadecimal digits: twice as much as a digest, and spelled like one.
fn from_hex(text: &str) -> Option<[u8; 64]> {
    let (first, second) = text.split_at_checked(64)?;
    let (first, second): (Digest, Digest) = (first.parse().ok()?, second.parse().ok()?);
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(first.as_bytes());
    bytes[32..].copy_from_slice(second.as_bytes());
    Some(bytes)
}
