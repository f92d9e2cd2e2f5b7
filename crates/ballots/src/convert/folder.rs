//! An output folder that is there whole or not at all.

use crate::BallotError;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder beside the output, which takes its place at the end or vanishes.
pub(crate) struct Folder {
    output: PathBuf,
    partial: PathBuf,
}

impl Folder {
    /// Makes the folder to write into.
    pub(crate) fn create(output: &Path) -> Result<Folder, BallotError> {
        refuse_existing(output)?;
        let name = output.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.ok_or_else(|| BallotError::in_file(&shown(output), "is no name for a folder"))?;
        let partial = output.with_file_name(format!(".{name}.partial-{}", std::process::id()));
        fs::create_dir(&partial).map_err(|error| cannot(output, "cannot be made", &error))?;
        Ok(Folder { output: output.to_owned(), partial })
    }

    /// Where to write a file.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.partial.join(name)
    }

    /// Puts the folder in its place.
    pub(crate) fn finish(self) -> Result<(), BallotError> {
        fs::rename(&self.partial, &self.output)
            .map_err(|error| cannot(&self.output, "cannot be put in its place", &error))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After `finish` there is nothing there any more; before, a half-written folder must not stay.
        drop(fs::remove_dir_all(&self.partial));
    }
}

/// Nothing that exists is written over.
pub(crate) fn refuse_existing(output: &Path) -> Result<(), BallotError> {
    let is_empty_folder = || fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_none());
    if !output.exists() || (output.is_dir() && is_empty_folder()) {
        return Ok(());
    }
    Err(BallotError::in_file(&shown(output), "is there already")
        .expected("a name that is free")
        .advice("Choose another name or move it away."))
}

fn cannot(output: &Path, problem: &str, error: &io::Error) -> BallotError {
    BallotError::in_file(&shown(output), format!("{problem}: {error}"))
}

pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}
