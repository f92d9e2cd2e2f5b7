//! What the terminal can show, and how failures are told.

#[cfg(feature = "files")]
use crate::arguments::Colour;
use anstream::eprintln;
use anstyle::{AnsiColor, Style};
#[cfg(feature = "files")]
use std::io::IsTerminal as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Why a command ended without a result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was checked does not hold: exit code 1.
    NotSo(String),
    /// The input or the arguments: exit code 2. Nothing was written.
    Input(String),
    /// The machine: disk, pipe, memory: exit code 3.
    Machine(String),
    /// The reader of our output went away: no failure at all.
    Closed,
}

impl Failure {
    /// Says it once, on standard error, and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        let bold = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        match self {
            Failure::NotSo(message) => {
                complain(&format!("{bold}error:{bold:#} {message}"));
                ExitCode::from(1)
            }
            Failure::Input(message) => {
                complain(&format!("{bold}error:{bold:#} {message}"));
                ExitCode::from(2)
            }
            Failure::Machine(message) => {
                complain(&format!("{bold}error:{bold:#} {message}"));
                ExitCode::from(3)
            }
            Failure::Closed => ExitCode::SUCCESS,
        }
    }

    /// An error of writing.
    pub(crate) fn writing(what: &str, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Machine(format!("{what} could not be written: {error}")),
        }
    }
}

/// An error with what caused it, in one line.
pub(crate) fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source()).map(ToString::to_string);
    // Some errors already end in the words of their cause; nobody needs them twice.
    causes.fold(
        error.to_string(),
        |line, cause| if line.ends_with(&cause) { line } else { format!("{line}: {cause}") },
    )
}

fn complain(line: &str) {
    eprintln!("{line}");
}

/// Tells something beside the result, on standard error.
pub(crate) fn note(line: &str) {
    complain(line);
}

/// Writes the result to standard output.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| Failure::writing("the result", &e))
}

/// Whether to colour standard output.
#[cfg(feature = "files")]
pub(crate) fn coloured(wish: Colour) -> bool {
    match wish {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let choice = anstream::AutoStream::choice(&io::stdout());
            io::stdout().is_terminal() && choice != anstream::ColorChoice::Never
        }
    }
}

/// Writes a whole folder that must not exist yet, or nothing: beside it first, then renamed. Names of files may have
/// folders in them.
pub(crate) fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::Machine(format!("{}: {error}", folder.display()));
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = tempfile::Builder::new().prefix(".plenary-").tempdir_in(parent).map_err(failed)?;
    for (name, bytes) in files {
        let path = beside.path().join(name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
        std::fs::write(path, bytes).map_err(failed)?;
    }
    // What is kept is renamed at once; a folder that was made meanwhile under the name is not written into.
    std::fs::rename(beside.path(), folder).map_err(failed)?;
    drop(beside.keep());
    Ok(())
}

/// Writes a whole file or nothing: beside it first, then renamed.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |e: io::Error| Failure::Machine(format!("{}: {e}", path.display()));
    let name =
        path.file_name().ok_or_else(|| Failure::Input(format!("{}: not a file name", path.display())))?;
    let mut beside = name.to_os_string();
    beside.push(".part");
    let beside = path.with_file_name(beside);
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(|e| {
        // The half-written file is of no use to anybody; that it may be gone already is no further failure.
        drop(std::fs::remove_file(&beside));
        failed(e)
    })
}
