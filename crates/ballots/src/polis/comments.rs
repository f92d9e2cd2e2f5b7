//! The table of statements of a Polis export.

use crate::{
    BallotError,
    convert::Grid,
    reading::Reading,
    statements::{self, Statements},
};
use tables::{Source, Table};

/// The longest such file that is repaired.
const LIMIT: u64 = 256 << 20;

/// Reads `comments`, if it is there.
pub(crate) fn read(reading: &Reading<'_>) -> Result<Statements, BallotError> {
    let found = with_table(reading, |table| statements::read(reading, table, &statements::POLIS))?;
    Ok(found.unwrap_or_default())
}

/// The same table as text.
pub(crate) fn grid(reading: &Reading<'_>) -> Result<Option<Grid>, BallotError> {
    with_table(reading, |table| Grid::read(reading, table))
}

fn with_table<T>(
    reading: &Reading<'_>,
    then: impl Fn(&Table<'_>) -> Result<T, BallotError>,
) -> Result<Option<T>, BallotError> {
    let Some(member) = reading.source.find("comments")? else { return Ok(None) };
    let table = reading.source.table(member)?;
    if table.headers().last().is_some_and(|last| last == statements::POLIS.text)
        && member.to_ascii_lowercase().ends_with(".csv")
        && let Some(repaired) = repaired(&reading.source.bytes(member, LIMIT)?)
    {
        let note = format!("{member} does not quote its texts; each is taken to the end of the line.");
        reading.note("unquoted", note);
        let source = Source::from_reader(member, repaired.as_slice())?;
        return then(&source.table(member)?).map(Some);
    }
    then(&table).map(Some)
}

/// The same file with its texts quoted, line for line, where it does not quote them: some versions of Polis write
/// texts as they are, so that a comma in a text looks like one more field. `None` where the file is sound.
fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let fields = text.lines().next()?.split(',').count();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let is_sound = reader.records().all(|record| record.is_ok_and(|record| record.len() == fields));
    // A quoted text anywhere means that the file does quote, and has another fault.
    if is_sound || text.contains(",\"") {
        return None;
    }
    let mut lines = text.lines();
    let mut out = lines.next()?.to_owned();
    let mut is_open = false;
    for line in lines {
        let mut parts = line.splitn(fields, ',');
        let starts_row = parts.clone().count() == fields && parts.next().is_some_and(is_number);
        if !starts_row {
            out.push('\n');
            out.push_str(&line.replace('"', "\"\""));
            continue;
        }
        out.push_str(if is_open { "\"\n" } else { "\n" });
        let body = line.splitn(fields, ',').last().unwrap_or_default();
        out.push_str(&line[..line.len() - body.len()]);
        out.push('"');
        out.push_str(&body.replace('"', "\"\""));
        is_open = true;
    }
    out.push_str(if is_open { "\"\n" } else { "\n" });
    Some(out.into_bytes())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unquoted_texts_are_quoted_line_for_line() {
        let raw = "timestamp,comment-id,comment-body\n1,0,Yes, but \"no\"\n2,1,two\nlines\n";
        let repaired = String::from_utf8(repaired(raw.as_bytes()).unwrap()).unwrap();
        let wanted = "timestamp,comment-id,comment-body\n1,0,\"Yes, but \"\"no\"\"\"\n2,1,\"two\nlines\"\n";
        assert_eq!(repaired, wanted);
        assert_eq!(super::repaired(b"timestamp,comment-id,comment-body\n1,0,\"a, b\"\n"), None);
        assert_eq!(super::repaired(b"timestamp,comment-id,comment-body\n1,0,plain\n"), None);
    }
}
