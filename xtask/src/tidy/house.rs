//! What the rules look at: the files of the repository, the crates of its workspace, and `deny.toml`.

use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;

use crate::proc;

/// Something a rule complains of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where: a path from the root, with a line where there is one, or the name of a crate.
    pub(crate) at: String,
    /// What is wrong and what to do instead.
    pub(crate) says: String,
}

impl Fault {
    pub(crate) fn new(at: impl Into<String>, says: impl Into<String>) -> Fault {
        Fault { at: at.into(), says: says.into() }
    }

    pub(crate) fn line(file: &File, line: usize, says: impl Into<String>) -> Fault {
        Fault::new(format!("{}:{line}", file.path), says)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
    }
}

/// A text file of the repository.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// From the root, with `/` between folders.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// The name of the workspace crate it belongs to by its folder.
    pub(crate) fn krate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Rust that ships: not an integration test, a benchmark, an example or a `tests.rs` beside the code.
    pub(crate) fn is_production(&self) -> bool {
        self.is_rust()
            && self.path.contains("/src/")
            && !self.path.ends_with("/tests.rs")
            && !self.path.contains("/tests/")
    }
}

/// One crate of the graph, the workspace's own or a library.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: Option<String>,
    /// Whether it is one of the workspace.
    pub(crate) ours: bool,
    /// Names of what it depends on, in tests and builds too.
    pub(crate) needs: Vec<String>,
}

/// What the rules look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct House {
    /// Text files under version control, and new ones that are not ignored.
    pub(crate) files: Vec<File>,
    /// Every path under version control, text or not.
    pub(crate) paths: Vec<String>,
    /// The dependency graph, for every platform.
    pub(crate) crates: Vec<Crate>,
    /// `deny.toml`.
    pub(crate) deny: toml::Table,
}

impl House {
    /// Reads the repository.
    pub(crate) fn read() -> Result<House> {
        let root = proc::root();
        let paths = paths(&root)?;
        let mut files = Vec::new();
        for path in &paths {
            // A picture is not text; a file that is listed and gone was just deleted.
            if let Ok(text) = std::fs::read_to_string(root.join(path)) {
                files.push(File { path: path.clone(), text });
            }
        }
        let deny = std::fs::read_to_string(root.join("deny.toml")).context("cannot read deny.toml")?;
        Ok(House { files, paths, crates: crates(&root)?, deny: deny.parse().context("deny.toml")? })
    }

    /// A house of made-up files, to show that a rule fires.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> House {
        let file = |&(path, text): &(&str, &str)| File { path: path.to_owned(), text: text.to_owned() };
        let paths = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        House { files: files.iter().map(file).collect(), paths, ..House::default() }
    }

    /// The same with made-up crates.
    #[cfg(test)]
    pub(crate) fn of_crates(crates: Vec<Crate>, deny: &str) -> House {
        House { crates, deny: deny.parse().expect("valid toml"), ..House::default() }
    }

    /// Whether a path, a file or a folder, is in the repository.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.paths.iter().any(|p| p == path || p.starts_with(&folder))
    }
}

/// What git knows or would take; without git, as in an unpacked archive, everything that is not ignored.
fn paths(root: &Path) -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let mut paths: Vec<String> = match git.output() {
        Ok(listed) if listed.status.success() => {
            let text = String::from_utf8(listed.stdout).context("a file name is not UTF-8")?;
            text.split('\0').filter(|p| !p.is_empty() && root.join(p).exists()).map(str::to_owned).collect()
        }
        _ => {
            let ignored = std::fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
            let mut found = Vec::new();
            walk(root, "", &ignored, &mut found)?;
            found
        }
    };
    paths.sort();
    paths.dedup();
    if paths.is_empty() {
        bail!("no files in {}", root.display());
    }
    Ok(paths)
}

/// Adds the files under a folder, by paths from the root; `.gitignore` here holds whole folders (`/target/`) only.
fn walk(root: &Path, folder: &str, ignored: &str, found: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().into_string().ok().context("a file name is not UTF-8")?;
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        let skipped = path == ".git" || ignored.lines().any(|line| line.trim_matches('/') == path);
        match (entry.file_type()?.is_dir(), skipped) {
            (true, false) => walk(root, &path, ignored, found)?,
            (false, false) => found.push(path),
            (_, true) => {}
        }
    }
    Ok(())
}

fn crates(root: &Path) -> Result<Vec<Crate>> {
    let mut command = MetadataCommand::new();
    command.current_dir(root).other_options(vec!["--locked".to_owned()]);
    let metadata = command.exec().context("cargo metadata")?;
    let ours = |id: &cargo_metadata::PackageId| metadata.workspace_members.contains(id);
    Ok(metadata
        .packages
        .iter()
        .map(|package| Crate {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence: package.license.clone(),
            ours: ours(&package.id),
            needs: package.dependencies.iter().map(|d| d.name.clone()).collect(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unpacked_archive_has_the_files_that_git_lists() {
        let root = proc::root();
        let ignored = std::fs::read_to_string(root.join(".gitignore")).unwrap();
        let listed = paths(&root).unwrap();
        let mut walked = Vec::new();
        walk(&root, "", &ignored, &mut walked).unwrap();
        assert!(listed.iter().all(|path| walked.contains(path)));
        assert!(walked.iter().all(|path| !path.starts_with(".git/") && !path.starts_with("target/")));
    }
}
