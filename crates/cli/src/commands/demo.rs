//! `plenary demo`: the reference forum the whole way, with simulated participants.

use crate::arguments::Demo;
use crate::terminal::{Failure, note, result, told, write_file};
use terms::Lang;

/// Runs the forum and writes its files, or opens it in the browser.
pub(crate) fn run(typed: &Demo) -> Result<(), Failure> {
    if !typed.headless {
        return super::show::run(typed);
    }
    let done = forum::demo::run(typed.seed, &Lang::new(&typed.lang))
        .map_err(|error| Failure::Input(told(&error)))?;
    for (name, bytes) in &done.files {
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
        "The whole way, as a page:   {}\nThe communiqué, as text:    {}\nThe record, act by act:     {}\n",
        shown("index.html"),
        shown("communique.txt"),
        shown("record.jsonl")
    ))
}
