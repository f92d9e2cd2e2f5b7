//! `plenary communique`: the forum's news report, written from its record alone.

use crate::arguments::Communique;
use crate::terminal::{Failure, result, told};
use forum::communique::from_record;
use std::fs::File;
use std::io::{self, BufReader};
use terms::Lang;

/// Reads the record, checks it, writes the report.
pub(crate) fn run(typed: &Communique) -> Result<(), Failure> {
    let lang = Lang::new(&typed.lang);
    let name = typed.record.display();
    let report = if typed.record.as_os_str() == "-" {
        from_record(io::stdin().lock(), &lang)
    } else {
        let file = File::open(&typed.record).map_err(|error| Failure::Input(format!("{name}: {error}")))?;
        from_record(BufReader::new(file), &lang)
    };
    let report = report.map_err(|error| Failure::Input(format!("{name}: {}", told(&error))))?;
    result(&if typed.html { report.html() } else { report.text() })
}
