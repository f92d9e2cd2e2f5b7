//! `plenary demo`: the reference forum the whole way, with simulated participants.

use super::papers::in_folders;
use crate::arguments::{Demo, Setting};
use crate::setter;
use crate::terminal::{Failure, note, result, told, write_file};
use ::papers::Published;
use record::{Record, SigningKey};
use std::path::Path;
use terms::{Instant, Lang};

/// Runs the forum and writes its files, or opens it in the browser.
pub(crate) fn run(typed: &Demo) -> Result<(), Failure> {
    if !typed.headless {
        return super::show::run(typed);
    }
    let done = forum::demo::run(typed.seed, &Lang::new(&typed.lang))
        .map_err(|error| Failure::Input(told(&error)))?;
    let mark = simulate::mark(typed.seed);
    let host = SigningKey::from_secret(record::tree::leaf_hash(mark.as_bytes()).as_bytes());
    let at = done.record.acts().last().map_or(Instant::from_millis(0), |act| act.at);
    let text = done.files.iter().filter(|(name, _)| name == "text.txt").cloned().collect();
    // The key of a simulated host comes from the seed and is no secret.
    let bundle = bundle(&done.record, &host, at, text)?;
    let papers = papers(&done.record, &typed.setting)?;
    let receipts = receipts(&done.record, &host, at);
    write(&typed.out, done.files.iter().chain(&bundle).chain(&receipts).chain(&papers))?;
    note(&format!("{}.", simulate::mark(typed.seed)));
    let shown = |name: &str| typed.out.join(name).display().to_string();
    result(&format!(
        "The whole way, as a page:   {}\nThe communiqué, as text:    {}\nThe text, for every use:    {}\n\
         The communiqué, the same:   {}\n\
         The record, act by act:     {}\n\
         To be verified by anybody:  {}\nReceipts of those who spoke: {}\n",
        shown("index.html"),
        shown("communique.txt"),
        shown("text"),
        shown("communique"),
        shown("record.jsonl"),
        shown("bundle"),
        shown("receipts")
    ))
}

/// Leaves the published text in its forms, and the bundle, in a folder.
///
/// # Errors
/// A record that may not be published, or a folder that cannot be written.
pub(super) fn leave(
    record: &Record,
    host: &SigningKey,
    at: Instant,
    out: &Path,
    setting: &Setting,
) -> Result<(), Failure> {
    let bundle = bundle(record, host, at, Vec::new())?;
    let papers = papers(record, setting)?;
    let receipts = receipts(record, host, at);
    write(out, bundle.iter().chain(&receipts).chain(&papers))
}

fn write<'a>(out: &Path, files: impl Iterator<Item = &'a (String, Vec<u8>)>) -> Result<(), Failure> {
    for (name, bytes) in files {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            let failed = |error: std::io::Error| Failure::Machine(format!("{}: {error}", folder.display()));
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        write_file(&path, bytes)?;
    }
    Ok(())
}

/// The bundle that anybody can verify, and beside it the receipts of those who spoke and of the counts of votes.
fn bundle(
    record: &Record,
    host: &SigningKey,
    at: Instant,
    text: Vec<(String, Vec<u8>)>,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let files = bundle::write(record, host, at, text);
    let files = files.map_err(|error| Failure::Input(told(&error)))?;
    Ok(files.into_iter().map(|(name, bytes)| (format!("bundle/{name}"), bytes)).collect())
}

/// The receipts of those who spoke and of the counts of votes, but for acts that outsiders may not read: a receipt says
/// what its act says.
fn receipts(record: &Record, host: &SigningKey, at: Instant) -> Vec<(String, Vec<u8>)> {
    let acts = record.acts().iter().zip(forum::outsiders::withheld(record.acts()));
    let acts = acts.filter(|(act, why)| why.is_none() && bundle::has_receipt(&act.kind));
    let receipt = |(act, _): (&record::Act, _)| {
        let receipt = bundle::receipt_for(record, act.seq, at, host)?;
        Some((format!("receipts/act-{}.json", act.seq), receipt))
    };
    acts.filter_map(receipt).collect()
}

/// The text of the forum and its communiqué as documents, in each of its languages. Without the typesetter or a font a
/// demonstration alone leaves out the PDFs and says so; what is real is published whole or not at all.
fn papers(record: &Record, setting: &Setting) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let state = forum::fold(record).map_err(|error| Failure::Input(told(&error)))?;
    let papers = Published::of(record, &state, false).map_err(|error| Failure::Input(told(&error)))?;
    let pdf = setter::set(papers.batch(), setting).unwrap_or_else(|why| {
        note(&format!("Without PDF: {}.", why.said()));
        Vec::new()
    });
    Ok(in_folders(papers.with(pdf)))
}
