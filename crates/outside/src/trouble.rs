//! What all ways out say when something does not work, and how they are waited for.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Something that is waited for, of any kind of way out.
pub type Wait<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What did not work, in a sentence that an operator can act on. No secret is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    /// With this sentence.
    #[must_use]
    pub fn new(sentence: impl Into<String>) -> Trouble {
        Trouble(sentence.into())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}
