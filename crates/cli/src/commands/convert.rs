//! `plenary convert`: vote files in, vote files out.

use crate::arguments::{Convert, Form};
use crate::progress::Progress;
use crate::terminal::{Failure, note, told};
use ballots::{ConvertOptions, OutputFormat};

/// Converts and says what was written.
pub(crate) fn run(typed: &Convert) -> Result<(), Failure> {
    let progress = Progress::begin();
    let rows = |done| progress.rows(done);
    let options = ConvertOptions {
        format: match typed.form {
            None => OutputFormat::ByName,
            Some(Form::Csv) => OutputFormat::Csv,
            Some(Form::Parquet) => OutputFormat::Parquet,
            Some(Form::Polis) => OutputFormat::Polis,
        },
        agree_sign: typed.agree,
        lenient: typed.lenient,
        threads: 0,
        progress: Some(&rows),
    };
    let done = ballots::convert(&typed.input, &typed.output, &options);
    progress.end();
    let done = done.map_err(|error| Failure::Input(told(&error)))?;
    done.notes.iter().for_each(|remark| note(&remark.text));
    note(&format!(
        "Wrote {} votes of {} participants on {} statements to {}: {}.",
        done.events,
        done.participants,
        done.statements,
        typed.output.display(),
        done.files.join(", ")
    ));
    Ok(())
}
