//! The one place that talks to the world outside, and only where the operator configured it.
//!
//! A server that nobody told otherwise opens no connection. Each way out is a cargo feature, and none is on by default:
//! a binary built without them cannot call anybody.
//!
//! | module | feature | what it is for | what the operator gives |
//! |---|---|---|---|
#![cfg_attr(
    feature = "mail",
    doc = "| [`mail`] | `mail` | letters: invitations, notices, links to sign in | the address of a mail server, or a folder |"
)]
#![cfg_attr(
    feature = "signin",
    doc = "| [`provider`] | `signin` | organisers come in by an account elsewhere | the address of a provider, an id and a secret |"
)]
#![cfg_attr(
    feature = "translate",
    doc = "| [`translator`] | `translate` | translations by a machine | the address of a translator, perhaps a key |"
)]
#![cfg_attr(
    feature = "http",
    doc = "| [`http`] | `http` | requests; looking at the forum's own public address | that address |"
)]
//!
//! [`sign_in`] and [`translation`] say what a server asks of the two; they bring nothing and are always there.
//!
//! What they have in common: every wait ends after ten seconds, an error is a sentence that an operator can act on,
//! and a password or key is in no error, no `Debug` and no log. There is no clock here: the caller says what time it is.
//! Nothing is tried again behind the caller's back either: whoever keeps the letters decides when.
//!
//! Connections are encrypted by rustls with ring, and a server is believed if its certificate leads to one that the
//! operating system trusts.

#[cfg(any(feature = "http", feature = "mail"))]
mod host;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "mail")]
pub mod mail;
#[cfg(feature = "signin")]
pub mod provider;
pub mod sign_in;
pub mod translation;
#[cfg(feature = "translate")]
pub mod translator;
mod trouble;
#[cfg(any(feature = "http", feature = "mail"))]
mod words;

pub use trouble::{Trouble, Wait};
