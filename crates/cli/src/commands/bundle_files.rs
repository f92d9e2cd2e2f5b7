//! The files of a bundle, from a folder or from the archive that a forum hands out.

use crate::terminal::Failure;
use bundle::{Files, LARGEST_FILE, MOST_BYTES, MOST_FILES};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The folder within the archive.
const WITHIN: &str = "bundle/";

/// All files of a bundle.
///
/// # Errors
/// [`Failure::Input`] for what cannot be read or is larger than a bundle may be.
pub(super) fn read(place: &Path) -> Result<Files, Failure> {
    if place.is_file() { archive(place) } else { folder(place) }
}

/// No more of a file than is asked for, whatever its length is said to be.
pub(super) fn bounded(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    at_most(File::open(file)?, most)
}

fn at_most(source: impl io::Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("it is larger than {most} bytes")));
    }
    Ok(bytes)
}

/// Files as they are read: so many, together no larger than a bundle may be.
struct Shelf {
    files: Files,
    left: u64,
}

impl Shelf {
    fn new() -> Shelf {
        Shelf { files: Files::new(), left: MOST_BYTES }
    }

    /// One more file; what it is read from says what went wrong.
    fn take(&mut self, name: String, bytes: impl FnOnce(u64) -> io::Result<Vec<u8>>) -> Result<(), String> {
        if self.files.len() >= MOST_FILES {
            return Err(format!("a bundle holds at most {MOST_FILES} files"));
        }
        let bytes = bytes(LARGEST_FILE.min(self.left)).map_err(|error| error.to_string())?;
        self.left -= bytes.len() as u64;
        match self.files.insert(name, bytes) {
            Some(_) => Err("it is in the archive twice".to_owned()),
            None => Ok(()),
        }
    }
}

/// All files of an archive, which may stand in one folder of it, as a forum hands them out.
fn archive(place: &Path) -> Result<Files, Failure> {
    let failed = |why: &str| Failure::Input(format!("{}: {why}", place.display()));
    let file = File::open(place).map_err(|error| failed(&error.to_string()))?;
    let mut archive = ZipArchive::new(file)
        .map_err(|error| failed(&format!("neither the folder of a bundle nor its archive ({error})")))?;
    let mut shelf = Shelf::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| failed(&error.to_string()))?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(|error| failed(&error.to_string()))?.into_owned();
        let failed = |why: &str| failed(&format!("{name:?}: {why}"));
        let own = name.strip_prefix(WITHIN).unwrap_or(&name);
        bundle::check_name(own).map_err(|fault| failed(&fault.to_string()))?;
        if entry.is_symlink() {
            return Err(failed("a bundle holds plain files only"));
        }
        shelf.take(own.to_owned(), |most| at_most(entry, most)).map_err(|why| failed(&why))?;
    }
    Ok(shelf.files)
}

/// All files of a folder. Links are not followed: a bundle holds its files itself.
fn folder(folder: &Path) -> Result<Files, Failure> {
    let mut shelf = Shelf::new();
    let mut folders: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((folder, before)) = folders.pop() {
        let failed = |error: io::Error| Failure::Input(format!("{}: {error}", folder.display()));
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let refused = |why: &str| Failure::Input(format!("{}: {why}", path.display()));
            let facts = entry.metadata().map_err(failed)?;
            let Some(name) = entry.file_name().to_str().map(|name| format!("{before}{name}")) else {
                return Err(refused("its name is no text"));
            };
            bundle::check_name(&name).map_err(|fault| refused(&fault.to_string()))?;
            if facts.is_dir() {
                folders.push((path, format!("{name}/")));
            } else if facts.is_file() {
                shelf.take(name, |most| bounded(&path, most)).map_err(|why| refused(&why))?;
            } else {
                return Err(refused("a bundle holds plain files only"));
            }
            if folders.len() > MOST_FILES {
                return Err(Failure::Input("the bundle has more folders than are read".to_owned()));
            }
        }
    }
    Ok(shelf.files)
}
