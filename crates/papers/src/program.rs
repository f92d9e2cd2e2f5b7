//! The program that sets PDFs, `plenary-papers`, run as a child process.

use crate::model::Paper;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use terms::Lang;

/// The name of the program.
pub const PROGRAM: &str = "plenary-papers";

/// Where the program is and where it finds its fonts.
#[derive(Clone, Debug)]
pub struct Typesetter {
    program: PathBuf,
    fonts: Vec<PathBuf>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The program is not there.
    #[error("the program {} is not there", .0.display())]
    NoProgram(PathBuf),
    /// It cannot be run, or its files cannot be read.
    #[error("the program {} cannot be run", .program.display())]
    Run {
        /// The program.
        program: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A font is missing that the paper needs.
    #[error("{0}")]
    Fonts(String),
    /// It refused the paper, and says why.
    #[error("{0}")]
    Refused(String),
}

/// The exit code with which the program says that a font is missing.
pub const FONTS_MISSING: i32 = 3;

impl Typesetter {
    /// The program at a path, with the folders in which fonts are looked for.
    #[must_use]
    pub fn new(program: impl Into<PathBuf>, fonts: impl IntoIterator<Item = PathBuf>) -> Typesetter {
        Typesetter { program: program.into(), fonts: fonts.into_iter().collect() }
    }

    /// The PDFs of a paper, by name of file: the text in each of its languages and the record of its adoption. All or
    /// none: where a font is missing for one language, there is no PDF in any.
    ///
    /// # Errors
    /// [`TypesetError`] says what is missing.
    pub fn pdfs(&self, paper: &Paper) -> Result<Vec<(String, Vec<u8>)>, TypesetError> {
        let failed = |source| TypesetError::Run { program: self.program.clone(), source };
        let folder = tempfile::tempdir().map_err(failed)?;
        let (model, out) = (folder.path().join("paper.json"), folder.path().join("out"));
        fs::write(&model, paper.to_json()).map_err(failed)?;
        self.run(&[OsStr::new("pdf"), OsStr::new("--out"), out.as_os_str(), model.as_os_str()])?;
        let mut files = read_all(&out).map_err(failed)?;
        files.sort();
        Ok(files)
    }

    /// Whether every font is there that these languages need.
    ///
    /// # Errors
    /// [`TypesetError::Fonts`] names those that are missing.
    pub fn check(&self, languages: &[Lang]) -> Result<String, TypesetError> {
        let mut args = vec![OsStr::new("check")];
        for lang in languages {
            args.extend([OsStr::new("--lang"), OsStr::new(lang.as_str())]);
        }
        self.run(&args).map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn run(&self, args: &[&OsStr]) -> Result<Output, TypesetError> {
        let mut command = Command::new(&self.program);
        for folder in &self.fonts {
            command.arg("--fonts").arg(folder);
        }
        // It needs nothing of what the environment holds.
        command.args(args).env_clear().stdin(Stdio::null());
        let output = command.output().map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => TypesetError::NoProgram(self.program.clone()),
            _ => TypesetError::Run { program: self.program.clone(), source },
        })?;
        if output.status.success() {
            return Ok(output);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        let said = if said.is_empty() { format!("{PROGRAM} ended with {}", output.status) } else { said };
        Err(match output.status.code() {
            Some(FONTS_MISSING) => TypesetError::Fonts(said),
            _ => TypesetError::Refused(said),
        })
    }
}

fn read_all(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let file = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))
    };
    fs::read_dir(folder)?.map(file).collect()
}
