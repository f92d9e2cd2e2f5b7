//! The key with which a forum signs its acts, and acts that a delegation signs with its own.

use super::acting::{Deed, entry};
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::drawn_secret;
use crate::acts::KeyRegistered;
use crate::fold::State;
use record::{Actor, PublicKey, Signature, SigningKey};
use std::fmt;
use std::str::FromStr;
use terms::{ForumKey, Instant};

/// The secret of a server, from which every forum has a key of its own. It lies in a file beside the database and
/// never in it, so that a copy of the database signs nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerKey([u8; 32]);

impl ServerKey {
    /// A new one from the system's source of chance.
    ///
    /// # Panics
    /// If the system has none.
    #[must_use]
    pub fn draw() -> ServerKey {
        ServerKey(drawn_secret())
    }

    /// As its file holds it.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{PREFIX}{}\n", super::secret::hex(&self.0))
    }

    /// The key of a forum.
    #[must_use]
    pub fn of(&self, forum: &ForumKey) -> SigningKey {
        let mut hasher = blake3::Hasher::new_derive_key("plenary forum key 1");
        hasher.update(&self.0);
        hasher.update(forum.as_str().as_bytes());
        SigningKey::from_secret(hasher.finalize().as_bytes())
    }
}

const PREFIX: &str = "plenary-server-key-1:";

impl FromStr for ServerKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<ServerKey, &'static str> {
        const WRONG: &str =
            "this is no key of a server: expected plenary-server-key-1: and 64 hexadecimal digits";
        let digits = text.trim().strip_prefix(PREFIX).ok_or(WRONG)?;
        let (first, second) = digits.split_at_checked(32).ok_or(WRONG)?;
        let half = |text: &str| super::secret::unhex(text).ok_or(WRONG);
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&half(first)?);
        bytes[16..].copy_from_slice(&half(second)?);
        Ok(ServerKey(bytes))
    }
}

/// No secret may reach a log by accident.
impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

/// What a forum's acts are to be signed with at this moment.
pub(super) enum Duty<'a> {
    /// With nothing: the forum has no key.
    Unsigned,
    /// With this key.
    Sign(&'a SigningKey),
    /// With this key, which is registered first.
    Register(&'a SigningKey),
}

/// What is to be signed with, from the key of the server and the one that is registered.
pub(super) fn duty<'a>(state: &State, key: Option<&'a SigningKey>) -> Result<Duty<'a>, LiveError> {
    match (key, state.keys.of_forum()) {
        (None, None) => Ok(Duty::Unsigned),
        (Some(key), None) => Ok(Duty::Register(key)),
        (Some(key), Some(known)) if key.public() == *known => Ok(Duty::Sign(key)),
        (_, Some(known)) => Err(LiveError::Key(known.id().short().to_string())),
    }
}

/// The act that registers the forum's key.
pub(super) fn registration(key: PublicKey) -> Deed {
    Deed::one(Actor::role("system"), KeyRegistered { party: None, key })
}

impl LiveForum {
    /// Whether the key of this server is the registered one; `None` where none is registered yet.
    #[must_use]
    pub fn holds_key(&self) -> Option<bool> {
        let known = *self.view().state.keys.of_forum()?;
        Some(self.signing_key().is_some_and(|key| key.public() == known))
    }

    /// Registers the key of this server, where another or none is registered. Everybody sees it in the record.
    ///
    /// # Errors
    /// What the store says; [`LiveError::Broken`] for a server without a key.
    pub async fn register_key(&self, now: Instant) -> Result<(), LiveError> {
        if self.holds_key() == Some(true) {
            return Ok(());
        }
        let key = self.signing_key().ok_or_else(|| LiveError::Broken("this server has no key".to_owned()))?;
        let deed = registration(key.public());
        self.append(now, |_| Ok(deed.clone()), |_| Ok(Duty::Sign(key))).await.map(drop)
    }

    /// The bytes that a delegation's own key is to sign, were this done at this moment: one act.
    ///
    /// # Errors
    /// A refusal for a deed of several acts; what the record says.
    pub fn to_sign(&self, deed: &Deed, now: Instant) -> Result<Vec<u8>, LiveError> {
        let [body] = deed.bodies.as_slice() else { return Err(Refusal::of("refused-form").into()) };
        let seen = self.view();
        let draft = seen.record.draft(entry(&seen.state, deed, body, now)?);
        let draft = draft.map_err(|error| LiveError::Broken(error.to_string()))?;
        Ok(draft.to_sign().to_vec())
    }

    /// Does what a delegation has signed with its own key, exactly as it was given out by [`LiveForum::to_sign`].
    ///
    /// # Errors
    /// A refusal where another act came first, so that it must be signed anew, or where the signature does not fit.
    pub async fn act_signed(
        &self,
        deed: Deed,
        signature: (Signature, PublicKey),
        now: Instant,
    ) -> Result<Vec<u64>, LiveError> {
        let deed = Deed { signature: Some(signature), ..deed };
        self.act(now, |_| Ok(deed.clone())).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_key_is_read_as_it_was_written_and_each_forum_has_another() {
        let key = ServerKey::draw();
        assert_eq!(key.text().parse(), Ok(key.clone()));
        let (one, two) = (key.of(&ForumKey::new("one")), key.of(&ForumKey::new("two")));
        assert_ne!(one.public(), two.public());
        assert_eq!(key.of(&ForumKey::new("one")).public(), one.public());
        assert_eq!(format!("{key:?}"), "ServerKey(…)");
        for wrong in ["", "plenary-server-key-1:", "plenary-server-key-1:zz", "é"] {
            assert!(wrong.parse::<ServerKey>().is_err(), "{wrong}");
        }
    }
}
