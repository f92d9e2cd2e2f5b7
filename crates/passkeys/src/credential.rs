//! The half of a key that the server knows.

use crate::error::PasskeyError;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{Credential as Parts, ParsedAttestation, Passkey};

/// How credentials are written; a later form gets a later number, and this one is read for ever.
const VERSION: u32 = 1;

/// The longest credential id that is taken (WebAuthn Level 3, §7.1).
const LONGEST: usize = 1_023;

/// Whose a key is, as the key itself remembers it: 16 bytes that say nothing of the person and are the same for all keys
/// of one person at one address. A device keeps one key for each.
pub type User = [u8; 16];

/// The half of a key that the server knows: its id, its public key, its counter and whose it is.
#[derive(Clone, Debug)]
pub struct Credential {
    user: User,
    key: Passkey,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    user: User,
    key: Passkey,
}

impl Credential {
    /// A key that has just been made, without what it says of its make: nobody here asks, and it may tell devices apart.
    pub(crate) fn new(user: User, key: Passkey) -> Result<Credential, PasskeyError> {
        match key.cred_id().len() {
            0 => return Err(PasskeyError::Malformed),
            1..=LONGEST => {}
            _ => return Err(PasskeyError::Unsupported),
        }
        let mut parts = Parts::from(key);
        parts.attestation = ParsedAttestation::default();
        Ok(Credential { user, key: parts.into() })
    }

    /// The same key after a use.
    pub(crate) fn with(&self, key: Passkey) -> Credential {
        Credential { user: self.user, key }
    }

    pub(crate) fn key(&self) -> &Passkey {
        &self.key
    }

    /// Its id, as the device chose it: 1 to 1023 bytes.
    #[must_use]
    pub fn id(&self) -> &[u8] {
        self.key.cred_id()
    }

    /// Whose it is.
    #[must_use]
    pub fn user(&self) -> User {
        self.user
    }

    /// How often it has signed, as it counts; 0 where it does not count.
    #[must_use]
    pub fn counter(&self) -> u32 {
        Parts::from(self.key.clone()).counter
    }

    /// Whether there are copies of it by intent: its holder's devices, or a service, keep it in step.
    #[must_use]
    pub fn is_backed_up(&self) -> bool {
        Parts::from(self.key.clone()).backup_state
    }

    /// To be kept; [`Credential::from_bytes`] reads it in this and every later version.
    ///
    /// # Errors
    /// [`PasskeyError::Broken`], which a key that was taken never is.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PasskeyError> {
        let written = Written { version: VERSION, user: self.user, key: self.key.clone() };
        serde_json::to_vec(&written).map_err(|error| PasskeyError::Broken(error.to_string()))
    }

    /// What was kept.
    ///
    /// # Errors
    /// [`PasskeyError::Broken`] for anything else, and for what a newer version wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Credential, PasskeyError> {
        let written: Written =
            serde_json::from_slice(bytes).map_err(|error| PasskeyError::Broken(error.to_string()))?;
        if written.version != VERSION {
            return Err(PasskeyError::Broken(format!("a credential of version {}", written.version)));
        }
        Ok(Credential { user: written.user, key: written.key })
    }
}
