//! Passkeys with which people come to the desk, once they have come by their link and made one.
//!
//! A passkey is kept with the person and the role it was made in, beside the record, and goes with the person. What a
//! ceremony remembers between question and answer is taken away before the answer is looked at.

use super::accounts::gone;
use super::entering::{DeskRole, Entered, Grant, Subject};
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::{Purpose, Secret};
use store::{Batch, NewCeremony, NewPasskey, Passkey, UsePasskey, Write};
use terms::{ForumKey, Instant};

/// A name has at most so many characters.
const LONGEST_NAME: usize = 60;

/// A passkey that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its credential id.
    pub id: Vec<u8>,
    /// How often it has signed.
    pub counter: u32,
    /// The credential.
    pub body: Vec<u8>,
}

/// Whose a passkey is, as it remembers it: the same for every key of a person in a forum, and it says nothing of them.
#[must_use]
pub fn handle(forum: &ForumKey, person: &str) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("plenary passkey holder 1");
    for part in [forum.as_str(), person] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut handle = [0; 16];
    hasher.finalize_xof().fill(&mut handle);
    handle
}

impl LiveForum {
    /// Keeps what a ceremony has to remember. The secret is for the browser that began it alone.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin_ceremony(&self, body: Vec<u8>, until: Instant) -> Result<Secret, LiveError> {
        let secret = Secret::draw();
        let begun = NewCeremony { hash: secret.hash(Purpose::Ceremony), body, until };
        self.store().commit(Batch::new(self.key()).with(begun)).await?;
        Ok(secret)
    }

    /// What a ceremony remembered, once.
    ///
    /// # Errors
    /// A refusal for one that is unknown, over or was ended before; what the store says.
    pub async fn take_ceremony(&self, secret: &Secret, now: Instant) -> Result<Vec<u8>, LiveError> {
        let hash = secret.hash(Purpose::Ceremony);
        let taken = Batch::new(self.key()).with(Write::TakeCeremony { hash, at: now });
        let taken = self.store().commit(taken).await.map_err(|error| match error {
            store::StoreError::Passkey(_) => gone(),
            error => error.into(),
        })?;
        taken.ceremonies.into_iter().next().ok_or_else(gone)
    }

    /// The passkeys of somebody at the desk, as they were made.
    ///
    /// # Errors
    /// What the store says.
    pub async fn passkeys_of(&self, person: &str) -> Result<Vec<Passkey>, LiveError> {
        Ok(self.store().passkeys(self.key(), Some(person)).await?)
    }

    /// Connects a passkey to somebody at the desk.
    ///
    /// # Errors
    /// A refusal without a name, for somebody who is not at the desk any more, and for a key that is connected already.
    pub async fn add_passkey(
        &self,
        (person, role): (&str, &DeskRole),
        name: &str,
        made: Made,
        now: Instant,
    ) -> Result<(), LiveError> {
        let name = present::plain::line(name);
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        if name.is_empty() {
            return Err(Refusal::field("name", "refused-passkey-name").into());
        }
        // They may have been taken away while they were looking for their device.
        let turn = self.desk_turn().await?;
        if !self.at_desk(now).await?.iter().any(|known| known.person == person && known.role == *role) {
            return Err(Refusal::of("refused-not-at-desk").into());
        }
        let grant = serde_json::to_string(role).map_err(|error| LiveError::Broken(error.to_string()))?;
        let Made { id, counter, body } = made;
        let key = NewPasskey { id, person: person.to_owned(), grant, name, counter, body, at: now };
        self.store().commit(Batch::new(self.key()).with(turn).with(key)).await?;
        Ok(())
    }

    /// Takes a passkey of somebody away; their link, account and sessions stay.
    ///
    /// # Errors
    /// What the store says.
    pub async fn forget_passkey(&self, person: &str, id: Vec<u8>) -> Result<(), LiveError> {
        let removed = Write::RemovePasskey { person: person.to_owned(), id };
        self.store().commit(Batch::new(self.key()).with(removed)).await?;
        Ok(())
    }

    /// Begins a session at the desk for the holder of a passkey of this forum that has signed.
    ///
    /// # Errors
    /// A refusal for a key that was taken away meanwhile or counts backwards; what the store says.
    pub async fn enter_by_passkey(
        &self,
        key: &Passkey,
        used: Made,
        now: Instant,
    ) -> Result<Entered, LiveError> {
        let role = serde_json::from_str(&key.grant).map_err(|error| LiveError::Broken(error.to_string()))?;
        let used = UsePasskey { id: used.id, counter: used.counter, body: used.body, at: now };
        let grant = Grant::Desk { person: key.person.clone(), role };
        self.begin(grant, None, (Some(used.into()), None), now).await
    }
}

/// Who somebody at the desk is.
#[must_use]
pub fn at_desk(subject: &Subject) -> Option<(&str, &DeskRole)> {
    match subject {
        Subject::Desk { person, role } => Some((person, role)),
        _ => None,
    }
}
