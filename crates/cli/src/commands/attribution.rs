//! Whose votes are shown and under which licence, where that is stated in the file or beside it.

use ballots::{Attribution, LICENCE_FILES};
use std::fs;
use std::path::{Path, PathBuf};

/// A collection of conversations states its licence once, at most so many folders above.
const ABOVE: usize = 2;
/// Nothing longer is read.
const LIMIT: u64 = 1 << 20;

/// The line that whatever shows these votes must carry; nothing where no licence is stated. What comes through standard
/// input lies beside nothing, so that it must say all of it itself.
pub(super) fn of(path: &Path, own: &Attribution) -> Option<String> {
    let Some(folder) = folder(path) else { return own.line.clone() };
    let whole = match path.is_dir() || own.conversation.is_some() {
        true => own.clone(),
        false => alone(path, &folder).unwrap_or_else(|| own.clone()),
    };
    let texts = folder.ancestors().take(1 + ABOVE).flat_map(|folder| {
        LICENCE_FILES.iter().filter_map(|name| text(&folder.join(name))).collect::<Vec<_>>()
    });
    whole.beside(texts)
}

/// The folder that the votes are, or lie in.
fn folder(path: &Path) -> Option<PathBuf> {
    let whole = path.canonicalize().ok().filter(|whole| whole.is_dir() || whole.is_file())?;
    if whole.is_dir() { Some(whole) } else { whole.parent().map(Path::to_owned) }
}

/// What the files say that one table was taken out of: the export or package it lies in, if that has a table of its name.
fn alone(path: &Path, folder: &Path) -> Option<Attribution> {
    let name = path.file_name()?.to_str()?;
    let is_exported = ["votes.csv", "participants-votes.csv", "participant-votes.csv"].contains(&name);
    let package = text(&folder.join("datapackage.json"));
    let is_packed = package.is_some_and(|text| text.contains(&format!("\"{name}\"")));
    (is_exported || is_packed).then(|| stated(folder)).flatten()
}

fn stated(path: &Path) -> Option<Attribution> {
    Some(Attribution::of(&tables::Source::open(path).ok()?))
}

fn text(path: &Path) -> Option<String> {
    let short = fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() <= LIMIT);
    short.then(|| fs::read_to_string(path).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn read(path: &Path) -> Option<String> {
        of(path, &stated(path).unwrap_or_default())
    }

    const SUMMARY: &str = "topic,A\nurl,https://pol.is/2demo\n";
    const STATED: &str = "Licensed under CC BY 4.0, attribution to The Computational Democracy Project.";
    const LINE: &str = "Polis conversation 2demo, openData of The Computational Democracy Project, CC BY 4.0";

    #[test]
    fn a_licence_is_told_where_it_is_stated_and_nowhere_else() {
        let open = folder(&[("README.md", STATED), ("one/summary.csv", SUMMARY), ("one/votes.csv", "x")]);
        assert_eq!(read(&open.path().join("one")).as_deref(), Some(LINE));
        assert_eq!(read(&open.path().join("one/votes.csv")).as_deref(), Some(LINE));
        let other = folder(&[("README.md", "All rights reserved."), ("one/summary.csv", SUMMARY)]);
        assert_eq!(read(&other.path().join("one")), None);
        let elsewhere = folder(&[("README.md", STATED), ("one/summary.csv", "topic,A\n")]);
        assert_eq!(read(&elsewhere.path().join("one")), None);
        assert_eq!(of(Path::new("-"), &Attribution::default()), None);
    }

    #[test]
    fn a_table_that_merely_lies_beside_a_package_is_not_of_it() {
        let package = r#"{"attribution":"By all of us.","resources":[{"path":"votes.csv"}]}"#;
        let packed = folder(&[("datapackage.json", package), ("votes.csv", "x"), ("mine.csv", "x")]);
        assert_eq!(read(packed.path()).as_deref(), Some("By all of us."));
        assert_eq!(read(&packed.path().join("votes.csv")).as_deref(), Some("By all of us."));
        assert_eq!(read(&packed.path().join("mine.csv")), None);
    }

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
            std::io::Write::write_all(&mut zip, text.as_bytes()).expect("its text");
        }
        zip.finish().expect("a zip").into_inner()
    }

    /// What comes through standard input says all of it itself; a zip may lie beside what states the licence.
    #[test]
    fn a_zip_carries_its_licence_along_and_is_covered_by_the_one_beside_it() {
        let of_itself = zip(&[("README.md", STATED), ("summary.csv", SUMMARY), ("votes.csv", "x")]);
        let silent = zip(&[("summary.csv", SUMMARY), ("votes.csv", "x")]);
        for (bytes, line) in [(&of_itself, Some(LINE)), (&silent, None)] {
            let piped = tables::Source::from_reader("-", bytes.as_slice()).expect("a source");
            assert_eq!(of(Path::new("-"), &Attribution::of(&piped)).as_deref(), line);
        }
        let open = folder(&[("README.md", STATED)]);
        let alone = folder(&[]);
        for (at, bytes, line) in
            [(&alone, &of_itself, Some(LINE)), (&open, &silent, Some(LINE)), (&alone, &silent, None)]
        {
            let path = at.path().join("export.zip");
            fs::write(&path, bytes).expect("a zip");
            assert_eq!(read(&path).as_deref(), line);
        }
    }
}
