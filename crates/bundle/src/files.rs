//! The files of a bundle and the names they may have.

use std::collections::BTreeMap;

/// Names and bytes, `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The largest file a bundle may hold, in bytes, so that none can fill the memory: 128 MiB.
pub const LARGEST_FILE: u64 = 128 << 20;

/// How many bytes all files of a bundle may have together: 256 MiB.
pub const MOST_BYTES: u64 = 256 << 20;

/// How many files a bundle may hold.
pub const MOST_FILES: usize = 1_000;

/// A name that a bundle may not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file name {name:?} {why}")]
pub struct NameFault {
    /// The name, cut where it is longer than 200 signs.
    pub name: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// The longest name, in bytes.
const LONGEST_NAME: usize = 200;

/// Names of devices on Windows, where a file that bears one cannot be written.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a file may bear this name: it stays in its folder on every system.
///
/// # Errors
/// [`NameFault`] where it may not.
pub fn check_name(name: &str) -> Result<(), NameFault> {
    let fault = |why| Err(NameFault { name: name.chars().take(LONGEST_NAME).collect(), why });
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if name.len() > LONGEST_NAME {
        return fault("is longer than 200 signs");
    }
    for part in name.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = |of: &str| stem.strip_prefix(of).is_some_and(|n| n.len() == 1 && n != "0");
        if part.is_empty() || part.starts_with('.') || part.ends_with('.') || !part.chars().all(plain) {
            return fault("leads out of the bundle, or has signs that not every system can write");
        }
        if DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
            return fault("is the name of a device on some systems");
        }
    }
    Ok(())
}

/// Two files whose names differ in capitals alone, of which some systems would keep one.
pub(crate) fn same_but_for_capitals<'a>(names: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let mut met = BTreeMap::new();
    names.filter_map(|name| met.insert(name.to_ascii_lowercase(), name).map(|_| name.as_str())).next()
}
