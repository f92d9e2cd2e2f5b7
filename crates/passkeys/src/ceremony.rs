//! What is remembered between question and answer.

use crate::credential::User;
use crate::error::PasskeyError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;
use terms::Instant;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

/// How long somebody may take for an answer, in milliseconds: five minutes, which WebAuthn Level 3, §15.1 recommends.
pub const MAY_TAKE: i64 = 5 * 60 * 1000;

/// How ceremonies are written. They live for minutes, so that another form needs no reader of this one.
const VERSION: u32 = 1;

/// A key is being made. It stays at the server: in the browser it would let an old answer in again.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registering {
    pub(crate) until: i64,
    pub(crate) user: User,
    /// The ids of the keys that are there, in base64url.
    pub(crate) known: Vec<String>,
    pub(crate) asked: PasskeyRegistration,
}

/// Somebody is coming in by their key. It stays at the server: in the browser it would let an old answer in again.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningIn {
    pub(crate) until: i64,
    pub(crate) asked: DiscoverableAuthentication,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    version: u32,
    /// What it is for: an answer to one kind of question is none to the other.
    kind: String,
    state: T,
}

fn write(kind: &str, state: &impl Serialize) -> Result<Vec<u8>, PasskeyError> {
    let written = Written { version: VERSION, kind: kind.to_owned(), state };
    serde_json::to_vec(&written).map_err(|error| PasskeyError::Broken(error.to_string()))
}

fn read<T: DeserializeOwned>(kind: &str, bytes: &[u8]) -> Result<T, PasskeyError> {
    let written: Written<T> =
        serde_json::from_slice(bytes).map_err(|error| PasskeyError::Broken(error.to_string()))?;
    if (written.version, written.kind.as_str()) != (VERSION, kind) {
        let text = format!("{} of version {}, not {kind}", written.kind, written.version);
        return Err(PasskeyError::Broken(text));
    }
    Ok(written.state)
}

pub(crate) fn in_time(until: i64, now: Instant) -> Result<(), PasskeyError> {
    if until <= now.millis() { Err(PasskeyError::Expired) } else { Ok(()) }
}

macro_rules! kept {
    ($name:ident, $kind:literal) => {
        impl $name {
            /// Until when an answer is taken; from then on it is too late.
            #[must_use]
            pub fn until(&self) -> Instant {
                Instant::from_millis(self.until)
            }

            /// To be kept until the answer comes.
            ///
            /// # Errors
            /// [`PasskeyError::Broken`], which a ceremony that was begun never is.
            pub fn to_bytes(&self) -> Result<Vec<u8>, PasskeyError> {
                write($kind, self)
            }

            /// What was kept.
            ///
            /// # Errors
            /// [`PasskeyError::Broken`] for anything else, also a ceremony of the other kind.
            pub fn from_bytes(bytes: &[u8]) -> Result<$name, PasskeyError> {
                read($kind, bytes)
            }
        }

        /// What is asked is no matter for a log.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

kept!(Registering, "registering");
kept!(SigningIn, "signing in");
