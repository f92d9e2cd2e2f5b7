//! `plenary papers`: a forum's text and its communiqué as documents, in every format and language: all or none.

use crate::arguments::Papers;
use crate::setter;
use crate::terminal::{Failure, note, told, write_folder};
use ::papers::{Batch, Sheet, files};
use ::record::Record;
use forum::State;
use std::fs::File;
use std::io::{self, BufReader};

type Files = Vec<(String, Vec<u8>)>;

/// Reads the record, checks it, writes the folder whole or not at all.
pub(crate) fn run(typed: &Papers) -> Result<(), Failure> {
    if typed.out.exists() {
        return Err(Failure::Input(format!("{} is there already; name another folder", typed.out.display())));
    }
    let name = typed.record.display();
    let bad = |error: &dyn std::error::Error| Failure::Input(format!("{name}: {}", told(error)));
    let record = if typed.record.as_os_str() == "-" {
        Record::read_from(io::stdin().lock())
    } else {
        let file = File::open(&typed.record).map_err(|error| bad(&error))?;
        Record::read_from(BufReader::new(file))
    };
    let record = record.map_err(|error| bad(&error))?;
    let state = forum::fold(&record).map_err(|error| bad(&error))?;
    let papers = Papered::of(&record, &state, typed.changes)?;
    let pdf = setter::set(&papers.batch, &typed.setting)
        .map_err(|why| Failure::Machine(format!("nothing is published without PDF: {}", why.said())))?;
    write_folder(&typed.out, &papers.with(pdf))?;
    note(&format!("Wrote {}.", typed.out.display()));
    Ok(())
}

/// What is published of a forum on paper.
pub(super) struct Papered {
    /// All files but the PDFs.
    files: Files,
    /// What is to be set as PDF.
    pub(super) batch: Batch,
}

impl Papered {
    /// The text, where there is one, and the communiqué in every language of the forum.
    pub(super) fn of(record: &Record, state: &State, changes: bool) -> Result<Papered, Failure> {
        let mut sheets: Vec<(String, Sheet)> = Vec::new();
        let mut files = Files::new();
        let head = record.head();
        if let Some(mut paper) = ::papers::of_state(&record.header().forum, state, Some(&head)) {
            if changes {
                ::papers::changes::show(&mut paper, record, state);
            }
            files.extend(files::files(&paper).into_iter().map(|(name, bytes)| (placed(&name), bytes)));
            sheets.extend(Batch::of_paper(&paper).sheets.into_iter().map(|named| (named.name, named.sheet)));
        }
        let langs =
            state.convened.as_ref().map(|convened| convened.body.languages.clone()).unwrap_or_default();
        for lang in &langs {
            let sheet = ::papers::communique(record, state, lang);
            let sheet = sheet.map_err(|error| Failure::Input(told(&error)))?;
            files.extend(files::written(COMMUNIQUE, &sheet).map(|(name, bytes)| (placed(&name), bytes)));
            sheets.push((format!("{COMMUNIQUE}.{lang}"), sheet));
        }
        Ok(Papered { files, batch: Batch::of(sheets) })
    }

    /// All files, with what was set.
    pub(super) fn with(self, pdf: Files) -> Files {
        let mut files = self.files;
        files.extend(pdf.into_iter().map(|(name, bytes)| (placed(&name), bytes)));
        files
    }
}

const COMMUNIQUE: &str = "communique";

/// The communiqué in a folder of its own, all else in that of the text.
fn placed(name: &str) -> String {
    let folder = if name.starts_with(COMMUNIQUE) { COMMUNIQUE } else { "text" };
    format!("{folder}/{name}")
}
