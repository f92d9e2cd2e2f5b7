//! Coming in by an account elsewhere, against a provider of our own; and translations, against a translator of our own.

mod fake;
mod provider;
mod translator;
