//! The files of a folder.

use crate::TableError;
use std::{fs, io, path::Path};

/// A folder or zip with more files than this is not one set of tables.
pub(crate) const MOST_MEMBERS: usize = 10_000;
const DEEPEST: usize = 4;

/// Names relative to the folder, sorted. Hidden files and names that are no UTF-8 are left out, links to folders are
/// not followed.
pub(crate) fn members(folder: &Path, label: &str) -> Result<Vec<String>, TableError> {
    let mut names = Vec::new();
    let walked = walk(folder, "", 1, &mut names);
    walked.map_err(|error| TableError::file(label, format!("cannot be listed: {error}"), ""))?;
    if names.len() > MOST_MEMBERS {
        return Err(too_many(label));
    }
    names.sort();
    Ok(names)
}

pub(crate) fn too_many(label: &str) -> TableError {
    let problem = format!("holds more than {MOST_MEMBERS} files");
    TableError::file(label, problem, "the folder or zip that holds the tables")
}

fn walk(folder: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEEPEST {
            walk(&entry.path(), &format!("{name}/"), depth + 1, names)?;
        } else if kind.is_file() || (kind.is_symlink() && entry.path().is_file()) {
            names.push(name);
        }
        if names.len() > MOST_MEMBERS {
            break;
        }
    }
    Ok(())
}
