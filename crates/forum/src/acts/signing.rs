//! Acts about keys.

use record::PublicKey;
use serde::{Deserialize, Serialize};
use terms::PartyKey;

/// A key is registered: the forum's, by which every later act is signed, or one of a delegation, which may sign its
/// own acts with it as well. Registered again, it takes the place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRegistered {
    /// The party whose delegation holds it; `None`: the forum's own.
    pub party: Option<PartyKey>,
    /// The public key.
    pub key: PublicKey,
}
