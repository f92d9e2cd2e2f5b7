//! The program that sets papers as PDF. It is one of its own, so that this one is built without the typesetter.

use crate::arguments::Setting;
use papers::Batch;
use papers::published::Files;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use terms::Lang;

/// Why nothing was set.
#[derive(Debug)]
pub(crate) enum NotSet {
    /// The program is not there.
    NoProgram(String),
    /// It refused, or could not.
    Refused(String),
}

impl NotSet {
    /// What it says, and the way out.
    pub(crate) fn said(&self) -> &str {
        match self {
            NotSet::NoProgram(said) | NotSet::Refused(said) => said,
        }
    }
}

/// The program, as the way in which a server has papers set.
pub(crate) fn way(typed: &Setting) -> Arc<dyn web::Setter> {
    Arc::new(Way(typed.clone()))
}

struct Way(Setting);

impl web::Setter for Way {
    fn set(&self, batch: &Batch) -> Result<Files, String> {
        set(batch, &self.0).map_err(|why| why.said().to_owned())
    }
}

/// The sheets as PDF, by name of file: all of them or none.
pub(crate) fn set(batch: &Batch, typed: &Setting) -> Result<Files, NotSet> {
    let refused = |what: &str, error: &dyn std::fmt::Display| NotSet::Refused(format!("{what}: {error}"));
    let folder = tempfile::tempdir().map_err(|error| refused("no folder for papers", &error))?;
    let out = folder.path().join("papers");
    let mut command = command(typed)?;
    command.arg("set").arg("-").arg("--out").arg(&out);
    run(fonts(&mut command, typed), &batch.to_json())?;
    let read = |name: &str| {
        let name = format!("{name}.pdf");
        let bytes = std::fs::read(out.join(&name)).map_err(|error| refused(&name, &error))?;
        Ok((name, bytes))
    };
    batch.sheets.iter().map(|named| read(&named.name)).collect()
}

/// Whether every font that papers in these languages need is there: what it says.
pub(crate) fn check(langs: &[Lang], typed: &Setting) -> Result<String, NotSet> {
    let langs: Vec<&str> = langs.iter().map(Lang::as_str).collect();
    let mut command = command(typed)?;
    command.arg("fonts").arg("--lang").arg(langs.join(","));
    run(fonts(&mut command, typed), &[])
}

/// The program that was named, or the one beside this.
fn command(typed: &Setting) -> Result<Command, NotSet> {
    let beside = || {
        let own = std::env::current_exe().ok()?;
        Some(own.with_file_name(format!("plenary-papers{}", std::env::consts::EXE_SUFFIX)))
    };
    let program: Option<PathBuf> = typed.papers_bin.clone().or_else(beside);
    match program.filter(|program| program.is_file()) {
        Some(program) => Ok(Command::new(program)),
        None => {
            let named = typed.papers_bin.as_ref().map(|named| format!("{} is not there", named.display()));
            let why = named.unwrap_or_else(|| "plenary-papers is not beside this program".to_owned());
            Err(NotSet::NoProgram(format!(
                "{why}; build it with cargo build --release -p typeset, or name it by --papers-bin"
            )))
        }
    }
}

fn fonts<'c>(command: &'c mut Command, typed: &Setting) -> &'c mut Command {
    typed.fonts.iter().fold(command, |command, folder| command.arg("--fonts").arg(folder))
}

fn run(command: &mut Command, input: &[u8]) -> Result<String, NotSet> {
    let failed = |error: std::io::Error| NotSet::NoProgram(format!("plenary-papers does not run: {error}"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // Where it ends before it has read all, what it says tells why.
        drop(stdin.write_all(input));
    }
    let done = child.wait_with_output().map_err(failed)?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let said = said.trim().trim_start_matches("error: ");
    let said = if said.is_empty() { format!("plenary-papers: {}", done.status) } else { said.to_owned() };
    Err(NotSet::Refused(said))
}
