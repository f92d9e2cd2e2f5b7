//! Keys of people instead of passwords (WebAuthn, <https://www.w3.org/TR/webauthn-3/>): what the server asks a browser,
//! and whether the answer holds.
//!
//! A key is made on somebody's device for one address ([`Relying`]) and never leaves it, or the circle of devices that
//! its maker keeps in step. The server knows its public half ([`Credential`]). To come in, the browser has a question
//! signed; nobody types a name, since the key knows whose it is. Whoever holds the device must show each time that it is
//! they (by finger, face or PIN): a key is two proofs in one.
//!
//! Question and answer are one ceremony. Between the two the server remembers [`Registering`] or [`SigningIn`], in its
//! store and never in the browser, and takes it away before it looks at the answer: so an answer is looked at once,
//! whichever process it reaches. Both are bytes for that; so is a credential.
//!
//! Nothing here knows a forum, a page or a store, and no type of the library below is seen from outside.
//!
//! | module | what it holds |
//! |---|---|
//! | [`relying`] | the address that keys are for, and both ceremonies |
//! | [`ceremony`] | what is remembered between question and answer |
//! | [`credential`] | the half of a key that the server knows |
//! | [`error`] | why an answer does not hold |

pub mod ceremony;
pub mod credential;
pub mod error;
pub mod relying;

pub use ceremony::{MAY_TAKE, Registering, SigningIn};
pub use credential::{Credential, User};
pub use error::PasskeyError;
pub use relying::{Relying, Signed};
