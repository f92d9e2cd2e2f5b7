//! The published bundle of a forum: its record as outsiders may read it, a signed head, and what follows from the
//! record, with the digest of every file. It is written from the record alone, and whoever holds it can recompute all
//! of it without a connection.
//!
//! Files are names and bytes; who calls reads and writes them.
//!
//! | function | what it does |
//! |---|---|
//! | [`write`] | the bundle of a record, signed by its host |
//! | [`countersign`] | a delegation's signature on the head of a bundle that holds |
//! | [`verify`] | what holds of a bundle, what does not, and what nobody could check |
//! | [`receipt_for`] | that one act stands in the record, signed by the host, as a small file |
//! | [`verify_receipt`], [`receipt_in`] | whether a receipt holds, by itself or under a head, and in a bundle |

mod derive;
mod files;
mod manifest;
mod reading;
mod receipts;
mod report;
mod trust;
mod verify;

pub use forum::outsiders::SMALLEST_SHOWN;

pub use files::{Files, LARGEST_FILE, MOST_BYTES, MOST_FILES, NameFault, check_name};
pub use manifest::{FileEntry, Manifest};
pub use receipts::{LARGEST_RECEIPT, has_receipt, receipt_for, receipt_in, verify_receipt};
pub use report::{LeftOut, Line, Report, Subject, Trust, Verdict};
pub use trust::HeldKey;
pub use verify::{Unreadable, verify};

use forum::FoldError;
use forum::outsiders::{self, Why};
use reading::{Reading, ReadingError};
use record::{CanonicalError, Record, SignedHead, SigningKey};
use terms::Instant;

/// Why no bundle was written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The record is not that of a forum.
    #[error("the record is not that of a forum")]
    Fold(#[from] FoldError),
    /// The record cannot be written, or what was written cannot be read.
    #[error("the record cannot be written: {0}")]
    Record(String),
    /// What follows from the record cannot be written.
    #[error("what follows from the record cannot be written")]
    Forum(#[from] forum::ForumError),
    /// The record shows counts of so few people that it may not be published.
    #[error(
        "the record shows {0} counts of fewer than {SMALLEST_SHOWN} people, so it is not published as it is"
    )]
    SmallCounts(u64),
    /// An act is to be withheld, and what it says could be found out from its hash.
    #[error(
        "act {seq} ({kind}) is to be withheld and nobody signed it, so that what it says could be tried out until its \
         hash fits; a forum whose key signs every act can be published"
    )]
    Guessable {
        /// Its number.
        seq: u64,
        /// Its kind.
        kind: String,
    },
    /// A file has a name that a bundle may not hold.
    #[error("{0}")]
    Name(#[from] NameFault),
    /// The bundle would be larger than is read.
    #[error("{0}")]
    TooLarge(#[from] Unreadable),
    /// A simulated forum's file lacks the mark.
    #[error("{0} does not say that everything here is simulated")]
    Unmarked(String),
    /// The head or the manifest cannot be signed.
    #[error("the head cannot be signed")]
    Head(#[from] CanonicalError),
}

/// Writes the bundle of a record: what outsiders may read of it. `host` signs its head and its manifest; `extra` are
/// published files, such as the adopted text in its forms, by name.
///
/// # Errors
/// [`BundleError`]; nothing is written then.
pub fn write(
    record: &Record,
    host: &SigningKey,
    at: Instant,
    extra: Vec<(String, Vec<u8>)>,
) -> Result<Files, BundleError> {
    let state = forum::fold(record)?;
    cannot_be_guessed(record, derive::mark(&state).is_some())?;
    let mut lines = Vec::new();
    outsiders::write(record, &mut lines).map_err(|error| BundleError::Record(error.to_string()))?;
    let reading = Reading::of(&lines).map_err(|error| match error {
        ReadingError::Fold(error) => BundleError::Fold(error),
        ReadingError::Record(error) => BundleError::Record(error.to_string()),
    })?;
    let small = reading.small.values().sum();
    if small > 0 {
        return Err(BundleError::SmallCounts(small));
    }
    let mut head = SignedHead::new(&record.header().forum, at, record.head());
    head.sign(host)?;
    let mut files = derive::from_record(&reading, &host.public())?;
    files.insert(derive::RECORD.to_owned(), lines);
    for (name, bytes) in extra {
        check_name(&name)?;
        if files.contains_key(&name) || derive::RESERVED.contains(&name.as_str()) {
            return Err(NameFault { name, why: "is the name of a file that the bundle has anyway" }.into());
        }
        if !derive::marked(reading.state(), &name, &bytes) {
            return Err(BundleError::Unmarked(name));
        }
        files.insert(name, bytes);
    }
    files.insert(derive::HEAD.to_owned(), derive::json(&head));
    let manifest = Manifest::signed(record.header(), reading.state(), &files, &head.head, host)?;
    files.insert(derive::MANIFEST.to_owned(), derive::json(&manifest));
    verify::can_be_read(&files)?;
    Ok(files)
}

/// An act that is withheld has few possible wordings ("accepts", "objects"), and its hash would tell which; but not
/// where a signature, which nobody else can make, is part of what was hashed. What is simulated hides nothing.
fn cannot_be_guessed(record: &Record, simulated: bool) -> Result<(), BundleError> {
    let withheld = outsiders::withheld(record.acts());
    let mut acts = record.acts().iter().zip(withheld);
    let open = |(act, why): &(&record::Act, Option<Why>)| why.is_some() && act.signatures.is_empty();
    match acts.find(open) {
        Some((act, _)) if !simulated => Err(BundleError::Guessable { seq: act.seq, kind: act.kind.clone() }),
        _ => Ok(()),
    }
}

/// Why a head was not countersigned. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum CountersignError {
    /// These files are no bundle.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Something in the bundle does not hold.
    #[error("it does not hold, so it is not signed: {0}")]
    NotSo(String),
    /// The key has signed already, or the head cannot be signed.
    #[error(transparent)]
    Signature(#[from] record::SignatureError),
}

/// Adds a delegation's signature to the head of a bundle that holds.
///
/// # Errors
/// [`CountersignError`]; the files are then unchanged.
pub fn countersign(files: &mut Files, key: &SigningKey) -> Result<(), CountersignError> {
    let report = verify(files, &[], 1)?;
    if let Some(fault) = report.fault() {
        return Err(CountersignError::NotSo(fault.to_owned()));
    }
    let not_so = |error: serde_json::Error| CountersignError::NotSo(error.to_string());
    let parse = |name: &str| files.get(name).map_or(&[][..], Vec::as_slice);
    let mut head: SignedHead = serde_json::from_slice(parse(derive::HEAD)).map_err(not_so)?;
    let mut manifest: Manifest = serde_json::from_slice(parse(derive::MANIFEST)).map_err(not_so)?;
    let bytes = head.to_sign().map_err(record::SignatureError::from)?;
    head.attach(key.sign(&bytes), &key.public())?;
    let head = derive::json(&head);
    manifest.files.insert(derive::HEAD.to_owned(), FileEntry::of(&head));
    files.insert(derive::HEAD.to_owned(), head);
    files.insert(derive::MANIFEST.to_owned(), derive::json(&manifest));
    Ok(())
}
