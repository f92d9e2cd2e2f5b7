//! Writes the made-up analysis of the tests in every format: `cargo run -p present --example sample -- DIR [LANG]`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use present::analysis::{self, TerminalStyle};
use std::{env, error::Error, fs, path::PathBuf};
use terms::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let dir = PathBuf::from(args.next().ok_or("name a folder to write to")?);
    let lang = Lang::new(&args.next().unwrap_or_else(|| "en".to_owned()));
    let sample = samples::forum();
    let view = sample.view();
    fs::create_dir_all(&dir)?;
    fs::write(dir.join("sample.html"), analysis::html(&view, &lang))?;
    fs::write(dir.join("sample.csv"), analysis::csv(&view))?;
    fs::write(
        dir.join("sample.txt"),
        analysis::terminal(&view, &lang, TerminalStyle { colour: false, width: 80 }),
    )?;
    analysis::write_json(&view, &lang, &mut fs::File::create(dir.join("sample.json"))?)?;
    Ok(())
}
