//! `plenary key`: the key of a delegation, on its own device.

use crate::arguments::Key;
use crate::terminal::{Failure, result, told, write_file};
use bundle::CountersignError;
use forum::live::ServerKey;
use record::SigningKey;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use terms::ForumKey;

/// Makes a key, shows its public half, or signs with it: a draft, or the head of a bundle.
pub(crate) fn run(typed: &Key) -> Result<(), Failure> {
    match typed {
        Key::New { file } => {
            make(file)?;
            result(&format!("{}\n", read(file)?.public()))
        }
        Key::Public { file } => result(&format!("{}\n", read(file)?.public())),
        Key::SignHead { bundle, key } => sign_head(bundle, key),
        Key::Sign { file, bytes } => {
            let bytes = forum::live::secret::bytes_of(bytes.trim());
            let bytes = bytes.ok_or_else(|| {
                Failure::Input(
                    "what is to be signed: expected the hexadecimal digits of the draft".to_owned(),
                )
            })?;
            result(&format!("{}\n", read(file)?.sign(&bytes).value))
        }
    }
}

/// Only a bundle that holds is signed: whoever signs says that they saw it.
fn sign_head(folder: &Path, key: &Path) -> Result<(), Failure> {
    let key = read(key)?;
    let mut files = super::bundle_files::read(folder)?;
    let signed = bundle::countersign(&mut files, &key);
    signed.map_err(|error| {
        let says = format!("{}: {}", folder.display(), told(&error));
        match error {
            CountersignError::Unreadable(_) => Failure::Input(says),
            CountersignError::NotSo(_) | CountersignError::Signature(_) => Failure::NotSo(says),
        }
    })?;
    for name in ["head.json", "manifest.json"] {
        let bytes = files.get(name).map_or(&[][..], Vec::as_slice);
        write_file(&folder.join(name), bytes)?;
    }
    result(&format!("{}\n", key.public()))
}

fn make(file: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", file.display()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file).map_err(failed)?;
    opened.write_all(ServerKey::draw().text().as_bytes()).and_then(|()| opened.sync_all()).map_err(failed)
}

/// The key in a file. A delegation has one for all its forums, so it is derived for a name that no forum can have.
fn read(file: &Path) -> Result<SigningKey, Failure> {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
    let secret = text.parse::<ServerKey>();
    let secret = secret.map_err(|why| Failure::Input(format!("{}: {why}", file.display())))?;
    Ok(secret.of(&ForumKey::new("/delegation")))
}
