//! Letters as files in a folder.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::letter::Ready;
use super::{NotSent, Sent};

/// Writes the letter beside its place, has it on the disk, and only then gives it its name.
pub(super) fn put(folder: &Path, letter: &Ready) -> Result<Sent, NotSent> {
    put_with(folder, letter, |file, bytes| file.write_all(bytes))
}

fn put_with(
    folder: &Path,
    letter: &Ready,
    write: impl FnOnce(&mut File, &[u8]) -> io::Result<()>,
) -> Result<Sent, NotSent> {
    let failed = |error: &io::Error| failed(folder, error);
    let mut beside = beside(folder).map_err(|error| failed(&error))?;
    write(beside.as_file_mut(), &letter.bytes).map_err(|error| failed(&error))?;
    beside.as_file().sync_all().map_err(|error| failed(&error))?;
    let path = folder.join(format!("{}.eml", letter.name));
    match beside.persist_noclobber(&path) {
        Ok(_) => sync_folder(folder).map_err(|error| failed(&error))?,
        Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => same(folder, &path, letter)?,
        Err(other) => return Err(failed(&other.error)),
    }
    Ok(Sent { receipt: path.display().to_string() })
}

/// Whether the folder can be written to.
pub(super) fn check(folder: &Path) -> Result<(), NotSent> {
    let tried = beside(folder).and_then(|mut file| {
        file.write_all(b"plenary doctor\r\n")?;
        file.as_file().sync_all()?;
        file.close()
    });
    tried.map_err(|error| failed(folder, &error))
}

/// A file of its own, readable for its owner alone, that goes away unless it is given a name.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".letter-").suffix(".part").tempfile_in(folder)
}

/// A name is on the disk when the folder is; where folders cannot be opened, the system does without.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A file of this name is there: the same letter was written before, or another one has its id.
fn same(folder: &Path, path: &Path, letter: &Ready) -> Result<(), NotSent> {
    let there = std::fs::read(path).map_err(|error| failed(folder, &error))?;
    if there == letter.bytes {
        // The first try may have ended before this.
        return sync_folder(folder).map_err(|error| failed(folder, &error));
    }
    Err(NotSent::for_good(format!("another letter is in {} already; it is left as it is", path.display())))
}

/// The letter is not at fault, so it is for now.
fn failed(folder: &Path, error: &io::Error) -> NotSent {
    let folder = folder.display();
    NotSent::for_now(match error.kind() {
        io::ErrorKind::NotFound => format!("the folder {folder} is not there; make it or name another"),
        io::ErrorKind::NotADirectory => format!("{folder} is no folder; name one"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("the folder {folder} may not be written to; give the server's user the right to")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!("the disk of the folder {folder} is full; make room")
        }
        _ => format!("the folder {folder} cannot be written to: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready() -> Ready {
        let address = "a@example.org".parse().ok();
        let envelope = lettre::address::Envelope::new(address.clone(), address.into_iter().collect());
        Ready {
            envelope: envelope.expect("has a receiver"),
            bytes: b"Subject: x\r\n\r\n".to_vec(),
            name: "one".to_owned(),
        }
    }

    #[test]
    fn a_disk_that_fills_up_half_way_leaves_no_letter_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let not = put_with(folder.path(), &ready(), |file, bytes| {
            file.write_all(&bytes[..5])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let not = not.unwrap_err();
        assert!(not.temporary);
        assert!(
            not.why.contains("is full") && not.why.contains(&folder.path().display().to_string()),
            "{not}"
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        // With room again the same letter goes through.
        assert!(put(folder.path(), &ready()).is_ok());
    }

    #[test]
    fn each_way_a_folder_can_fail_has_its_way_out() {
        for (kind, says) in [
            (io::ErrorKind::PermissionDenied, "give the server's user the right"),
            (io::ErrorKind::ReadOnlyFilesystem, "may not be written to"),
            (io::ErrorKind::QuotaExceeded, "make room"),
            (io::ErrorKind::NotFound, "make it or name another"),
        ] {
            let not = failed(Path::new("letters"), &kind.into());
            assert!(not.temporary && not.why.contains(says), "{not}");
        }
    }
}
