//! Coming in by an account that somebody else vouches for.

use crate::{Trouble, Wait};

/// An account, as a provider vouches for it. Which of them may do what is decided elsewhere, by issuer and subject
/// alone: names and addresses are for people to read, and providers let them change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who vouches.
    pub issuer: String,
    /// Who it is, to that issuer; never given to somebody else.
    pub subject: String,
    /// What the person is called there, or their address.
    pub name: Option<String>,
}

/// A sign-in that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Where the browser goes now.
    pub url: String,
    /// What this browser alone must keep until it comes back. Letters, digits, `-`, `_` and dots.
    pub kept: String,
}

/// Lets people come in by an account elsewhere.
pub trait SignIn: Send + Sync {
    /// What the provider is called on a button.
    fn name(&self) -> &str;

    /// Begins.
    ///
    /// # Errors
    /// [`Trouble`] where the provider cannot be reached or does not speak as it should.
    fn begin(&self) -> Wait<'_, Result<Begun, Trouble>>;

    /// Ends: with what the browser kept, and the `state` and `code` it came back with, at this time in seconds since
    /// 1970.
    ///
    /// # Errors
    /// [`Trouble`] where it is not the browser that began, or where what the provider says does not hold.
    fn finish<'a>(
        &'a self,
        kept: &'a str,
        state: &'a str,
        code: &'a str,
        now: i64,
    ) -> Wait<'a, Result<Account, Trouble>>;
}
