//! `plenary export`: the answers of a running forum as a plain package.

use super::upkeep::{failed, opened};
use crate::arguments::Export;
use crate::server::{block_on, shown};
use crate::terminal::{Failure, note};
use terms::ForumKey;

/// Writes the package, whole or not at all.
pub(crate) fn run(typed: &Export) -> Result<(), Failure> {
    if typed.to.exists() {
        return Err(Failure::Input(format!("{} is there already; name another folder", typed.to.display())));
    }
    block_on(async {
        let forums = opened(&typed.database).await?;
        let live = forums.get(&ForumKey::new(&typed.forum)).ok_or_else(|| {
            let known: Vec<String> = forums.all().iter().map(|live| live.key().to_string()).collect();
            let database = shown(&typed.database);
            Failure::Input(format!(
                "no forum {} is in {database}; there are: {}",
                typed.forum,
                known.join(", ")
            ))
        })?;
        let files = live.export().await.map_err(|error| failed(&error))?;
        let beside = typed.to.with_extension("part");
        let written = write(&beside, &files).and_then(|()| std::fs::rename(&beside, &typed.to));
        written.map_err(|error| {
            let _ = std::fs::remove_dir_all(&beside);
            Failure::Machine(format!("{}: {error}", typed.to.display()))
        })?;
        note(&format!(
            "Wrote {}. It holds what single people answered, by number: keep it from the public.",
            typed.to.display()
        ));
        Ok(())
    })
}

fn write(folder: &std::path::Path, files: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    files.iter().try_for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes))
}
