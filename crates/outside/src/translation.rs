//! Translations by a machine, each of one text that somebody asked for.

use crate::{Trouble, Wait};

/// Translates.
pub trait Translate: Send + Sync {
    /// Who translates, for the mark beside the text.
    fn name(&self) -> &str;

    /// A text in another language. Languages are tags such as `fa` or `zh`.
    ///
    /// # Errors
    /// [`Trouble`] where the translator cannot be reached, or where what it answers is no text of a fitting length.
    fn translate<'a>(
        &'a self,
        text: &'a str,
        from: &'a str,
        to: &'a str,
    ) -> Wait<'a, Result<String, Trouble>>;
}
