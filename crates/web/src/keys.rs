//! Passkeys, as the pages need them. What checks them is heavy and comes from whoever builds the server.

use forum::live::Refusal;
use forum::live::passkeys::Made;
use terms::Instant;

/// A question for a browser and what the server keeps meanwhile, until the instant.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The options for `navigator.credentials`, as JSON, bytes in base64url.
    pub question: String,
    /// What is kept.
    pub kept: Vec<u8>,
    /// Until when it may be answered.
    pub until: Instant,
}

/// What makes questions to passkeys and checks their answers, for the address of this server.
pub trait Passkeys: Send + Sync {
    /// Begins to make a key for the holder of this handle, who is shown under this name and has these credentials
    /// already.
    ///
    /// # Errors
    /// Why it cannot be begun.
    fn begin_making(
        &self,
        of: [u8; 16],
        name: &str,
        known: &[Vec<u8>],
        now: Instant,
    ) -> Result<Asked, Refusal>;

    /// The key that was made.
    ///
    /// # Errors
    /// Why it is not taken.
    fn made(&self, kept: &[u8], answer: &[u8], now: Instant) -> Result<Made, Refusal>;

    /// Begins to let somebody in.
    ///
    /// # Errors
    /// Why it cannot be begun.
    fn begin_entering(&self, now: Instant) -> Result<Asked, Refusal>;

    /// The id of the key that an answer says it is by; nothing of it has been checked.
    ///
    /// # Errors
    /// A refusal of what is no answer.
    fn claimed(&self, answer: &[u8]) -> Result<Vec<u8>, Refusal>;

    /// The key that has signed, after its use.
    ///
    /// # Errors
    /// Why nobody is let in.
    fn entered(&self, kept: &[u8], answer: &[u8], known: &[u8], now: Instant) -> Result<Made, Refusal>;
}
