//! Zip archives: the names that may be trusted, and members as streams.

use crate::{
    TableError,
    blob::{Blob, BlobReader},
    folder::{MOST_MEMBERS, too_many},
    stream::{Packing, Stream, read_error, unpack},
};
use std::{collections::BTreeMap, io};
use zip::{ZipArchive, result::ZipError};

/// A zip and where its members are in it.
pub(crate) struct Archive {
    blob: Blob,
    label: String,
    places: BTreeMap<String, usize>,
}

impl Archive {
    /// Opens an archive and lists its members.
    pub(crate) fn open(blob: Blob, label: &str) -> Result<(Self, Vec<String>), TableError> {
        let archive = read_directory(&blob, label)?;
        if archive.len() > MOST_MEMBERS {
            return Err(too_many(label));
        }
        let mut places = BTreeMap::new();
        for place in 0..archive.len() {
            let entry = archive.by_index_data(place).map_err(|error| zip_error(label, &error))?;
            let name = entry.name().map_err(|error| zip_error(label, &error))?.into_owned();
            if !is_safe(&name) {
                let problem = format!("holds a file named {name:?}, which leads out of the archive");
                return Err(TableError::file(label, problem, "plain relative names"));
            }
            let is_hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
            if !entry.is_dir() && !is_hidden {
                places.insert(name, place);
            }
        }
        refuse_office_file(&places, label)?;
        let places = without_top_folder(places);
        let members = places.keys().cloned().collect();
        Ok((Self { blob, label: label.to_owned(), places }, members))
    }

    /// Hands the unpacked stream of a member over.
    pub(crate) fn with_member<R>(
        &self,
        member: &str,
        then: impl FnOnce(Stream<'_>) -> Result<R, TableError>,
    ) -> Result<R, TableError> {
        let place = self.places.get(member).copied().unwrap_or(usize::MAX);
        let mut archive = read_directory(&self.blob, &self.label)?;
        let file = archive.by_index(place).map_err(|error| zip_error(member, &error))?;
        let total = file.size();
        then(unpack(member, file, total, Packing::Zip)?)
    }
}

fn read_directory(blob: &Blob, label: &str) -> Result<ZipArchive<BlobReader>, TableError> {
    let reader = blob.open().map_err(|error| read_error(label, Packing::Plain, &error))?;
    ZipArchive::new(reader).map_err(|error| zip_error(label, &error))
}

fn zip_error(name: &str, error: &ZipError) -> TableError {
    match error {
        ZipError::Io(error) => read_error(name, Packing::Zip, error),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            TableError::file(name, "is encrypted", "a zip without a password")
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            TableError::file(name, format!("cannot be unpacked: {error}"), "a zip packed with deflate")
        }
        _ => read_error(name, Packing::Zip, &io::Error::other(error.to_string())),
    }
}

/// Relative, forward slashes, no way up, no drive, no NUL.
fn is_safe(name: &str) -> bool {
    let name = name.strip_suffix('/').unwrap_or(name);
    !name.contains(['\\', '\0', ':']) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn refuse_office_file(places: &BTreeMap<String, usize>, label: &str) -> Result<(), TableError> {
    if places.contains_key("[Content_Types].xml") || places.contains_key("META-INF/manifest.xml") {
        return Err(TableError::file(
            label,
            "is a spreadsheet or office file",
            "the table saved as CSV (UTF-8)",
        ));
    }
    Ok(())
}

/// Takes off the one folder that everything is in, if so.
fn without_top_folder(places: BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    let top = places.keys().next().and_then(|name| name.split_once('/')).map(|(top, _)| format!("{top}/"));
    let Some(top) = top.filter(|top| places.keys().all(|name| name.starts_with(top))) else { return places };
    places.into_iter().map(|(name, place)| (name[top.len()..].to_owned(), place)).collect()
}
