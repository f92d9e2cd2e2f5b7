//! Tokens that may do less than their holder.
//!
//! Such a token is a secret of its own and opens no page: what is kept is a hash of it, what it may do, and the session
//! behind it, sealed with the token, so that neither a copy of the database nor the token by itself is that session.
//! When the session ends, by whatever way, the token is worth nothing.

use super::entering::Entered;
use super::error::LiveError;
use super::forums::LiveForum;
use super::secret::{Purpose, Secret, hex, unhex};
use serde::{Deserialize, Serialize};
use store::{Batch, PutDocument};

const TOKEN: &str = "token";

/// What is kept of a narrow token.
#[derive(Serialize, Deserialize)]
struct Kept {
    sealed: String,
    only: Vec<String>,
}

/// What stands behind a narrow token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The session of its holder.
    pub session: Secret,
    /// What it may change, as whoever made it named it.
    pub only: Vec<String>,
}

/// Sixteen bytes that only the token yields. Each token is used to seal one thing.
fn seal(token: &Secret, bytes: [u8; 16]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("plenary token seal 1");
    hasher.update(token.text().as_bytes());
    let pad = hasher.finalize();
    std::array::from_fn(|place| bytes[place] ^ pad.as_bytes()[place])
}

impl LiveForum {
    /// A token for a session that was just begun, which may change only what is named.
    ///
    /// # Errors
    /// What the store says.
    pub async fn narrow(&self, entered: &Entered, only: &[String]) -> Result<Secret, LiveError> {
        let token = Secret::draw();
        let sealed = hex(&seal(&token, entered.session.bytes()));
        let kept = Kept { sealed, only: only.to_vec() };
        let body = serde_json::to_vec(&kept).map_err(|error| LiveError::Broken(error.to_string()))?;
        let id = token.hash(Purpose::Token).to_string();
        let until = Some(entered.until);
        let put = PutDocument { kind: TOKEN.to_owned(), id, seen: None, body: Some(body), until };
        self.store().commit(Batch::new(self.key()).with(put)).await?;
        Ok(token)
    }

    /// What stands behind a narrow token; `None` where it is none.
    ///
    /// # Errors
    /// What the store says.
    pub async fn behind(&self, token: &Secret) -> Result<Option<Behind>, LiveError> {
        let id = token.hash(Purpose::Token).to_string();
        let Some(found) = self.store().document(self.key(), TOKEN, &id).await? else { return Ok(None) };
        let kept: Option<Kept> = serde_json::from_slice(&found.body).ok();
        Ok(kept.and_then(|kept| {
            let session = Secret::of(seal(token, unhex(&kept.sealed)?));
            Some(Behind { session, only: kept.only })
        }))
    }
}
