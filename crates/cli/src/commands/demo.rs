//! `plenary demo`: the reference forum the whole way, with simulated participants.

use crate::arguments::Demo;
use crate::terminal::{Failure, note, result, told, write_file};
use record::SigningKey;
use terms::Lang;

/// Runs the forum and writes its files, or opens it in the browser.
pub(crate) fn run(typed: &Demo) -> Result<(), Failure> {
    if !typed.headless {
        return super::show::run(typed);
    }
    let done = forum::demo::run(typed.seed, &Lang::new(&typed.lang))
        .map_err(|error| Failure::Input(told(&error)))?;
    let bundle = bundle(typed, &done)?;
    let papers = papers(&done)?;
    for (name, bytes) in done.files.iter().chain(&bundle).chain(&papers) {
        let path = typed.out.join(name);
        if let Some(folder) = path.parent() {
            let failed = |error: std::io::Error| Failure::Machine(format!("{}: {error}", folder.display()));
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        write_file(&path, bytes)?;
    }
    note(&format!("{}.", simulate::mark(typed.seed)));
    let shown = |name: &str| typed.out.join(name).display().to_string();
    result(&format!(
        "The whole way, as a page:   {}\nThe communiqué, as text:    {}\nThe text, for every use:    {}\n\
         The record, act by act:     {}\n\
         To be verified by anybody:  {}\nReceipts of those who spoke: {}\n",
        shown("index.html"),
        shown("communique.txt"),
        shown("text"),
        shown("record.jsonl"),
        shown("bundle"),
        shown("receipts")
    ))
}

/// The bundle that anybody can verify, and beside it the receipts of those who spoke and of the counts of votes. The
/// key of a simulated host comes from the seed and is no secret.
fn bundle(typed: &Demo, done: &forum::demo::DemoOutcome) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mark = simulate::mark(typed.seed);
    let host = SigningKey::from_secret(record::tree::leaf_hash(mark.as_bytes()).as_bytes());
    let at = done.record.acts().last().map_or(terms::Instant::from_millis(0), |act| act.at);
    let text = done.files.iter().filter(|(name, _)| name == "text.txt").cloned().collect();
    let files = bundle::write(&done.record, &host, at, text);
    let files = files.map_err(|error| Failure::Input(told(&error)))?;
    let files = files.into_iter().map(|(name, bytes)| (format!("bundle/{name}"), bytes));
    let acts = done.record.acts().iter().filter(|act| bundle::has_receipt(&act.kind));
    let receipts = acts.filter_map(|act| {
        let receipt = bundle::receipt_for(&done.record, act.seq, at, &host)?;
        Some((format!("receipts/act-{}.json", act.seq), receipt))
    });
    Ok(files.chain(receipts).collect())
}

/// The text of the forum as documents, in each of its languages.
fn papers(done: &forum::demo::DemoOutcome) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let state = forum::fold(&done.record).map_err(|error| Failure::Input(told(&error)))?;
    let head = done.record.head();
    let paper = papers::of_state(&done.record.header().forum, &state, Some(&head));
    let files = paper.as_ref().map(papers::files::files).unwrap_or_default();
    Ok(files.into_iter().map(|(name, bytes)| (format!("text/{name}"), bytes)).collect())
}
