//! The files of a bundle and the names they may have.

use std::collections::BTreeMap;

/// Names and bytes, `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The largest file a bundle may hold, in bytes, so that none can fill the memory: 64 MiB.
pub const LARGEST_FILE: u64 = 64 << 20;

/// How many files a bundle may hold.
pub const MOST_FILES: usize = 1_000;

/// A name that a bundle may not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file name {name:?} {why}")]
pub struct NameFault {
    /// The name.
    pub name: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// Whether a file may bear this name: it stays in its folder on every system.
///
/// # Errors
/// [`NameFault`] where it may not.
pub fn check_name(name: &str) -> Result<(), NameFault> {
    let fault = |why| Err(NameFault { name: name.to_owned(), why });
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if name.len() > 200 {
        return fault("is longer than 200 signs");
    }
    for part in name.split('/') {
        if part.is_empty() || part.starts_with('.') || !part.chars().all(plain) {
            return fault("leads out of the bundle, or has signs that not every system can write");
        }
    }
    Ok(())
}
