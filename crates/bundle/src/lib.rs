//! The published bundle of a forum: its record, a signed head, and what follows from the record, with the digest of
//! every file. It is written from the record alone, and whoever holds it can recompute all of it without a connection.
//!
//! Files are names and bytes; who calls reads and writes them.

mod derive;
mod files;
mod verify;

pub use derive::Manifest;
pub use files::{Files, LARGEST_FILE, MOST_FILES, NameFault, check_name};
pub use verify::{Line, Report, Trust, Unreadable, Verdict, receipt, verify};

use forum::FoldError;
use record::{CanonicalError, Record, SignedHead, SigningKey};
use terms::Instant;

/// The smallest number of people whose counts are shown.
pub const SMALLEST_SHOWN: u64 = 10;

/// Why no bundle was written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The record is not that of a forum.
    #[error("the record is not that of a forum")]
    Fold(#[from] FoldError),
    /// What follows from the record cannot be written.
    #[error("what follows from the record cannot be written")]
    Forum(#[from] forum::ForumError),
    /// The record shows counts of so few people that it may not be published.
    #[error(
        "the record shows {0} counts of fewer than {SMALLEST_SHOWN} people, so it is not published as it is"
    )]
    SmallCounts(u64),
    /// A file has a name that a bundle may not hold.
    #[error("{0}")]
    Name(#[from] NameFault),
    /// A simulated forum's file lacks the mark.
    #[error("{0} does not say that everything here is simulated")]
    Unmarked(String),
    /// The head cannot be signed.
    #[error("the head cannot be signed")]
    Head(#[from] CanonicalError),
}

/// Writes the bundle of a record. `host` signs its head; `extra` are published files, such as the adopted text in its
/// forms, by name.
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
    let small = derive::small_counts(record);
    if small > 0 {
        return Err(BundleError::SmallCounts(small));
    }
    let mut head = SignedHead::new(&record.header().forum, at, record.head());
    head.sign(host)?;
    let mut files = derive::from_record(record, &state, &host.public())?;
    for (name, bytes) in extra {
        check_name(&name)?;
        if files.contains_key(&name) || derive::RESERVED.contains(&name.as_str()) {
            return Err(NameFault { name, why: "is the name of a file that the bundle has anyway" }.into());
        }
        if !derive::marked(&state, &name, &bytes) {
            return Err(BundleError::Unmarked(name));
        }
        files.insert(name, bytes);
    }
    files.insert(derive::HEAD.to_owned(), derive::json(&head));
    let manifest = Manifest::of(record, &state, &files);
    files.insert(derive::MANIFEST.to_owned(), derive::json(&manifest));
    Ok(files)
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
    if let Some(line) = report.lines.iter().find(|line| line.verdict == Verdict::Fails) {
        return Err(CountersignError::NotSo(line.says.clone()));
    }
    let not_so = |error: serde_json::Error| CountersignError::NotSo(error.to_string());
    let parse = |name: &str| files.get(name).map_or(&[][..], Vec::as_slice);
    let mut head: SignedHead = serde_json::from_slice(parse(derive::HEAD)).map_err(not_so)?;
    let mut manifest: Manifest = serde_json::from_slice(parse(derive::MANIFEST)).map_err(not_so)?;
    let bytes = head.to_sign().map_err(record::SignatureError::from)?;
    head.attach(key.sign(&bytes), &key.public())?;
    let head = derive::json(&head);
    manifest.files.insert(derive::HEAD.to_owned(), derive::FileEntry::of(&head));
    files.insert(derive::HEAD.to_owned(), head);
    files.insert(derive::MANIFEST.to_owned(), derive::json(&manifest));
    Ok(())
}
