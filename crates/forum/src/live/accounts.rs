//! Accounts elsewhere with which people come to the desk, once they have come by their link and connected one.
//!
//! Nobody comes in by a name or an address that a provider says, since those change hands: an account is known by the
//! provider and its number for the account, and only after its holder connected it from within. What is kept is
//! private, lies beside the record and goes with the person.

use super::entering::{DeskRole, Entered, Grant, Subject};
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::{Purpose, Secret, hex};
use serde::{Deserialize, Serialize};
use store::{Batch, PutDocument, Write};
use terms::Instant;

const ACCOUNT: &str = "account";
pub(super) const ACCOUNT_OF: &str = "account-of";
const SIGNING_IN: &str = "signing-in";

/// How long somebody may take at the provider, in milliseconds.
pub const MAY_TAKE: i64 = 10 * 60 * 1000;

/// An account elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who vouches for it.
    pub issuer: String,
    /// Its number there.
    pub subject: String,
    /// What it is called there, for its holder to recognise.
    pub name: String,
}

/// A sign-in that was begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningIn {
    /// Until when it may be ended, in milliseconds since 1970 UTC.
    pub until: i64,
    /// In which language the reader was.
    pub lang: String,
    /// Who at the desk connects an account; `None`: somebody comes in by one.
    pub connects: Option<Subject>,
    /// What the provider's part wants to have kept.
    pub kept: String,
}

#[derive(Serialize, Deserialize)]
struct Known {
    person: String,
    role: DeskRole,
    name: String,
}

#[derive(Serialize, Deserialize)]
struct Connected {
    id: String,
    name: String,
}

impl Account {
    /// Under which id it is kept; it cannot be turned back.
    fn id(&self) -> String {
        let mut hasher = blake3::Hasher::new_derive_key("plenary account 1");
        for part in [&self.issuer, &self.subject] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hex(hasher.finalize().as_bytes())
    }
}

fn put(kind: &str, id: &str, body: Option<Vec<u8>>, until: Option<Instant>) -> Write {
    PutDocument { kind: kind.to_owned(), id: id.to_owned(), seen: None, body, until }.into()
}

fn written(value: &impl Serialize) -> Option<Vec<u8>> {
    serde_json::to_vec(value).ok()
}

pub(super) fn gone() -> LiveError {
    Refusal::of("refused-sign-in-over").into()
}

impl LiveForum {
    /// Keeps a sign-in that is begun. The secret is for the browser that began it alone.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin_sign_in(&self, begun: &SigningIn) -> Result<Secret, LiveError> {
        let secret = Secret::draw();
        let id = secret.hash(Purpose::SignIn).to_string();
        let until = Some(Instant::from_millis(begun.until));
        let batch = Batch::new(self.key()).with(put(SIGNING_IN, &id, written(begun), until));
        self.store().commit(batch).await?;
        Ok(secret)
    }

    /// What was begun with this secret, once.
    ///
    /// # Errors
    /// A refusal for what is unknown, over or was ended before; what the store says.
    pub async fn end_sign_in(&self, secret: &Secret, now: Instant) -> Result<SigningIn, LiveError> {
        let id = secret.hash(Purpose::SignIn).to_string();
        let found = self.store().document(self.key(), SIGNING_IN, &id).await?.ok_or_else(gone)?;
        let mut batch = Batch::new(self.key());
        let body = PutDocument {
            kind: SIGNING_IN.to_owned(),
            id,
            seen: Some(found.version),
            body: None,
            until: None,
        };
        batch.writes.push(body.into());
        // Who comes second finds another version, or none.
        self.store().commit(batch).await.map_err(|error| match error {
            store::StoreError::Refused(_) => gone(),
            error => error.into(),
        })?;
        let begun: Result<SigningIn, _> = serde_json::from_slice(&found.body);
        let begun = begun.map_err(|error| LiveError::Broken(error.to_string()))?;
        // What has ended is swept only now and then.
        if begun.until <= now.millis() { Err(gone()) } else { Ok(begun) }
    }

    /// Connects an account to somebody at the desk, in place of the one they had.
    ///
    /// # Errors
    /// A refusal for somebody who is not at the desk any more, and for an account that somebody else has here.
    pub async fn connect_account(
        &self,
        subject: &Subject,
        account: &Account,
        now: Instant,
    ) -> Result<(), LiveError> {
        let Subject::Desk { person, role } = subject else { return Err(Refusal::of("refused-form").into()) };
        // They may have been taken away while they were at the provider.
        let turn = self.desk_turn().await?;
        if !self.at_desk(now).await?.iter().any(|known| known.person == *person && known.role == *role) {
            return Err(Refusal::of("refused-not-at-desk").into());
        }
        let id = account.id();
        if self.known(&id).await?.is_some_and(|known| known.person != *person) {
            return Err(Refusal::of("refused-account-taken").into());
        }
        let known = Known { person: person.clone(), role: role.clone(), name: account.name.clone() };
        let connected = Connected { id: id.clone(), name: account.name.clone() };
        let mut batch = Batch::new(self.key()).with(turn);
        batch.writes.extend(self.accounts_of(person).await?);
        batch.writes.push(put(ACCOUNT, &id, written(&known), None));
        batch.writes.push(put(ACCOUNT_OF, person, written(&connected), None));
        self.store().commit(batch).await?;
        Ok(())
    }

    /// What the account is called with which somebody comes in; `None` where there is none.
    ///
    /// # Errors
    /// What the store says.
    pub async fn account_name(&self, person: &str) -> Result<Option<String>, LiveError> {
        Ok(self.connected(person).await?.map(|connected| connected.name))
    }

    /// Takes the account of somebody away; their link and sessions stay.
    ///
    /// # Errors
    /// What the store says.
    pub async fn disconnect_account(&self, person: &str) -> Result<(), LiveError> {
        let mut batch = Batch::new(self.key());
        batch.writes = self.accounts_of(person).await?;
        self.store().commit(batch).await?;
        Ok(())
    }

    /// Begins a session at the desk for whoever connected this account.
    ///
    /// # Errors
    /// A refusal for an account that nobody connected here; what the store says.
    pub async fn enter_by_account(&self, account: &Account, now: Instant) -> Result<Entered, LiveError> {
        let turn = self.desk_turn().await?;
        let known = self.known(&account.id()).await?;
        let known = known.ok_or_else(|| Refusal::of("refused-account-unknown"))?;
        self.begin(Grant::Desk { person: known.person, role: known.role }, None, (Some(turn), None), now)
            .await
    }

    /// What is kept of somebody's account, to be taken away.
    pub(super) async fn accounts_of(&self, person: &str) -> Result<Vec<Write>, LiveError> {
        let Some(connected) = self.connected(person).await? else { return Ok(Vec::new()) };
        Ok(vec![put(ACCOUNT, &connected.id, None, None), put(ACCOUNT_OF, person, None, None)])
    }

    /// As what somebody comes in by their account, and what that is called.
    pub(super) async fn role_by_account(
        &self,
        person: &str,
    ) -> Result<Option<(DeskRole, String)>, LiveError> {
        let Some(connected) = self.connected(person).await? else { return Ok(None) };
        Ok(self.known(&connected.id).await?.map(|known| (known.role, connected.name)))
    }

    async fn connected(&self, person: &str) -> Result<Option<Connected>, LiveError> {
        let found = self.store().document(self.key(), ACCOUNT_OF, person).await?;
        Ok(found.and_then(|document| serde_json::from_slice(&document.body).ok()))
    }

    async fn known(&self, id: &str) -> Result<Option<Known>, LiveError> {
        let found = self.store().document(self.key(), ACCOUNT, id).await?;
        Ok(found.and_then(|document| serde_json::from_slice(&document.body).ok()))
    }
}
