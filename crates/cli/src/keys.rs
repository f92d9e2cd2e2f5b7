//! The file of the server's key: beside the database, never in it.

use crate::arguments::Keeping;
use crate::server::{is_address, now, shown};
use crate::terminal::{Failure, note, told};
use forum::live::{Forums, ServerKey};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Where the key lies: where it was named, else beside the file of the database; nowhere for a database with an
/// address, which has no place beside it.
pub(crate) fn place(database: &str, named: Option<&Path>) -> Option<PathBuf> {
    let beside = || (!is_address(database)).then(|| PathBuf::from(format!("{database}.key")));
    named.map(Path::to_owned).or_else(beside)
}

/// The key of a server, made if its file is not there yet.
pub(crate) fn held(database: &str, named: Option<&Path>) -> Result<Option<ServerKey>, Failure> {
    let Some(file) = place(database, named) else {
        note(
            "Acts are not signed: name the file of a key with --key, the same for every server of this database.",
        );
        return Ok(None);
    };
    match std::fs::read_to_string(&file) {
        Ok(text) => {
            let key = text.parse::<ServerKey>();
            key.map(Some).map_err(|why| Failure::Input(format!("{}: {why}", file.display())))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(&file).map(Some),
        Err(error) => Err(Failure::Input(format!("{}: {error}", file.display()))),
    }
}

fn make(file: &Path) -> Result<ServerKey, Failure> {
    let key = ServerKey::draw();
    let failed = |error: std::io::Error| Failure::Machine(format!("{}: {error}", file.display()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file).map_err(failed)?;
    opened.write_all(key.text().as_bytes()).and_then(|()| opened.sync_all()).map_err(failed)?;
    note(&format!(
        "The key that signs acts is in {}. Keep a copy of it, apart from the database.",
        file.display()
    ));
    Ok(key)
}

/// Every forum is signed with the key of this server, or a change of key is wanted and recorded. A server with the wrong
/// key would refuse every act later, in the middle of a forum; so it does not start.
pub(crate) async fn fits(forums: &Forums, typed: &Keeping) -> Result<(), Failure> {
    for live in forums.all() {
        if live.holds_key() != Some(false) {
            continue;
        }
        if typed.replace_key {
            let done = live.register_key(now()).await;
            done.map_err(|error| Failure::Machine(format!("{}: {}", live.key(), told(&error))))?;
            note(&format!(
                "{}: the record says that acts are signed with another key from now on.",
                live.key()
            ));
            continue;
        }
        let database = shown(&typed.database);
        return Err(Failure::Input(format!(
            "the acts of the forum {} in {database} are signed with another key than this server's. Name the file of \
             its key with --key; if it is lost, --replace-key goes on with a new one and says so in the record",
            live.key()
        )));
    }
    Ok(())
}
