//! The append-only, hash-chained log of acts, from which everything else can be recomputed.
//!
//! A [`Record`] is one sequence of [`Act`]s of one forum. It knows no act kinds: a kind is a word and a body
//! is a JSON value, and what they mean is the caller's business. Keys, clock and files are arguments.
//!
//! | what | how |
//! |---|---|
//! | bytes of an act | [`canonical()`]: RFC 8785 restricted to integers, strings, booleans, null, arrays and objects |
//! | hash of an act | RFC 6962 leaf hash, SHA-256 over a zero byte and the canonical bytes without `hash` |
//! | signatures | Ed25519 (RFC 8032) over the line [`SIGNATURES`] and the canonical bytes without `signature` and `hash` |
//! | chain | `previous` is the hash before; act 0 names the hash of the [`Header`] |
//! | head | [`TreeHead`]: the number of acts and the RFC 6962 tree hash over them |
//! | signed head | [`SignedHead`]: forum, instant and head, signed by the forum and by whoever saw it |
//! | file | JSON Lines: the header, then one act per line, each ended by `\n` |
//!
//! Outsiders may be given a record in which some acts are withheld: [`Record::write_public`] leaves the hash, the kind
//! and the number of each in its place, and [`PublicActs`] reads what it wrote.
//!
//! The order of acts is their sequence number. Clocks of many delegations disagree, so an `at` that lies
//! before the one of the act in front is allowed, and [`Record::notes`] names it.
//!
//! A line of a file must be exactly the canonical bytes: any other spelling of the same values is refused, so
//! that every changed byte is found and named. What a file alone cannot show is that whole acts are missing
//! at its end; [`Record::extends`] tells that from a [`TreeHead`] kept elsewhere. A line without its `\n` is
//! a torn tail, as a crash during an append leaves it: [`Record::read_from`] refuses it, and
//! [`Record::recover_from`] gives the record up to it and what was left out.
//!
//! An act may carry signatures of several keys, or of none. [`verify_signatures`] says of each act who signed it;
//! which key may sign what, and which act must be signed, is the caller's to judge. The leaf hash covers the
//! signatures, and they do not cover the hash.
//!
//! ```
//! use record::{Actor, Record};
//! use serde_json::json;
//! use terms::Instant;
//!
//! let mut record = Record::new("wuhan-2021", "Friendship forum");
//! let actor = Actor::of("UZ".into(), "head_of_delegation");
//! record.append("position", actor, Instant::from_millis(1_622_700_000_000), json!({"clause": "c1"}))?;
//!
//! let mut file = Vec::new();
//! record.write_to(&mut file)?;
//! assert_eq!(Record::read_from(&file[..])?.head(), record.head());
//!
//! let mut forged = file.clone();
//! let at = file.len() - 20;
//! forged[at] ^= 1;
//! assert!(Record::read_from(&forged[..]).unwrap_err().to_string().starts_with("act 0"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A server signs what it appends, and anybody who knows its public key checks the whole record:
//!
//! ```
//! use record::{Actor, Entry, KeyId, Record, SigningKey, verify_signatures};
//! # use serde_json::json;
//! # use terms::Instant;
//! # let entry = Entry {
//! #     kind: "position".into(), actor: Actor::role("secretariat"), at: Instant::from_millis(1), zone: None,
//! #     body: json!({"clause": "c1"}),
//! # };
//! let key = SigningKey::from_secret(&[7; 32]); // in earnest: 32 bytes of chance, kept secret
//! let mut record = Record::new("wuhan-2021", "Friendship forum");
//! record.append_signed(entry, &[&key])?;
//!
//! let public = key.public();
//! let report = verify_signatures(&record, |id: KeyId| (id == public.id()).then_some(public));
//! report.holds()?;
//! assert_eq!(report.signed_by(0).collect::<Vec<_>>(), [public.id()]);
//! assert_eq!(report.unsigned().count(), 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod act;
pub mod canonical;
mod draft;
mod head;
mod keys;
mod log;
mod proof;
mod public;
mod read;
mod signatures;
pub mod tree;

pub use act::{Act, Actor, Algorithms, HASH, SIGNATURES};
pub use canonical::{CanonicalError, canonical};
pub use draft::Draft;
pub use head::{HeadFault, SignedHead};
pub use keys::{ED25519, KeyId, NotAKey, PublicKey, SigningKey};
pub use log::{Entry, Header, Note, Record, RecordError};
pub use proof::{Receipt, consistency_proof, extends_by, inclusion_proof, is_included};
pub use public::{Outline, PublicAct, PublicActs, Sequence, Withheld};
pub use read::{Fault, MAX_LINE, ReadError, TornTail};
pub use signatures::{
    Checked, Signature, SignatureError, SignatureFault, Signatures, SignaturesReport, Verdict,
    verify_signatures,
};
pub use tree::TreeHead;
