//! A paper as files, and how they are put in their place: all of them or none.

use crate::model::Paper;
use crate::sheet::Sheet;
use crate::{akn, docx, html, plain};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use terms::Lang;

/// The file that holds the model itself; a folder that has it is one that was written here.
pub const MODEL: &str = "paper.json";

/// What a file is named that is of one language: `text.fa.html`.
#[must_use]
pub fn name(what: &str, lang: &Lang, kind: &str) -> String {
    format!("{what}.{lang}.{kind}")
}

/// The sheets that are set of a paper, by what they are called in names of files: the text, and the record of its
/// adoption where there is one.
#[must_use]
pub fn sheets(paper: &Paper, lang: &Lang) -> Vec<(&'static str, Sheet)> {
    let record = Sheet::adoption_record(paper, lang).map(|sheet| ("adoption-record", sheet));
    std::iter::once(("text", Sheet::text(paper, lang))).chain(record).collect()
}

/// All files of a paper but the PDFs, which another program sets: for each language the page, the plain text, the Word
/// file and the Akoma Ntoso file of the text; the first three of the record of its adoption; the model, and the record
/// as JSON.
#[must_use]
pub fn files(paper: &Paper) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(MODEL.to_owned(), paper.to_json())];
    if let Some(adoption) = &paper.adoption {
        let mut bytes = serde_json::to_vec_pretty(adoption).unwrap_or_default();
        bytes.push(b'\n');
        files.push(("adoption-record.json".to_owned(), bytes));
    }
    for lang in &paper.languages {
        for (what, sheet) in sheets(paper, lang) {
            files.push((name(what, lang, "html"), html::html(&sheet).into_bytes()));
            files.push((name(what, lang, "txt"), plain::plain(&sheet).into_bytes()));
            files.push((name(what, lang, "docx"), docx::docx(&sheet)));
        }
        files.push((name("text", lang, "akn.xml"), akn::akn(paper, lang)));
    }
    files
}

/// Writes files into the folder `dir`, all or none: into a folder beside it first, which then takes its place. A folder
/// that was written here before is replaced; any other that is not empty is left alone.
///
/// # Errors
/// What the disk says, or that the folder holds something else; what was there before is then still there.
pub fn write_all(dir: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let standing = dir.exists();
    if standing && !dir.join(MODEL).is_file() && fs::read_dir(dir)?.next().is_some() {
        let what = format!("{} holds something else than papers, and is left alone", dir.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
    }
    fs::create_dir_all(parent)?;
    let beside = tempfile::Builder::new().prefix(".papers-").tempdir_in(parent)?;
    let fresh = beside.path().join("new");
    fs::create_dir(&fresh)?;
    for (name, bytes) in files {
        let plain = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
        if !plain {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{name:?} is no name of a file"),
            ));
        }
        let mut file = File::create_new(fresh.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    let old = beside.path().join("old");
    if standing {
        fs::rename(dir, &old)?;
    }
    if let Err(error) = fs::rename(&fresh, dir) {
        if standing {
            fs::rename(&old, dir)?;
        }
        return Err(error);
    }
    // The folder itself is on the disk only when its parent is.
    File::open(parent)?.sync_all()
}

/// A text as part of an address: small letters, digits and dashes.
pub(crate) fn slug(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let dashed: String = text.chars().map(plain).collect();
    dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
