//! `plenary papers`: a forum's text and its communiqué as documents, in every format and language: all or none.

use crate::arguments::Papers;
use crate::setter;
use crate::terminal::{Failure, note, told, write_folder};
use ::papers::Published;
use ::papers::published::{Files, placed};
use ::record::Record;
use std::fs::File;
use std::io::{self, BufReader};

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
    let papers = Published::of(&record, &state, typed.changes).map_err(|error| bad(&error))?;
    let pdf = setter::set(papers.batch(), &typed.setting)
        .map_err(|why| Failure::Machine(format!("nothing is published without PDF: {}", why.said())))?;
    write_folder(&typed.out, &in_folders(papers.with(pdf)))?;
    note(&format!("Wrote {}.", typed.out.display()));
    Ok(())
}

/// The files in the folders they stand in.
pub(super) fn in_folders(files: Files) -> Files {
    files.into_iter().map(|(name, bytes)| (placed(&name), bytes)).collect()
}
