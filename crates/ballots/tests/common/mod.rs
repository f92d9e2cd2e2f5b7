//! Folders of small files for tests.

use std::{fs, path::PathBuf};
use tempfile::TempDir;

/// A folder that vanishes.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a temporary folder"));
        for (name, bytes) in files {
            fs::write(folder.path(name), bytes).expect("a file in a temporary folder");
        }
        folder
    }

    /// A folder with these files of text.
    pub(crate) fn of(files: &[(&str, &str)]) -> Folder {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Folder::with(&files)
    }

    /// The path of a file in it; of the folder itself for an empty name.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        if name.is_empty() { self.0.path().to_owned() } else { self.0.path().join(name) }
    }
}
