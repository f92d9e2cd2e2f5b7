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
//!
//! What they have in common: every wait ends after ten seconds, an error is a sentence that an operator can act on,
//! and a password or key is in no error, no `Debug` and no log. There is no clock here: the caller says what time it is.
//! Nothing is tried again behind the caller's back either: whoever keeps the letters decides when.
//!
//! Connections are encrypted by rustls with ring, and a server is believed if its certificate leads to one that the
//! operating system trusts.

#[cfg(feature = "mail")]
mod host;
#[cfg(feature = "mail")]
pub mod mail;
#[cfg(feature = "mail")]
mod words;
