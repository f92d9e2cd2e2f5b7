//! The start of a text table: byte order mark, encoding, delimiter, header.

use super::{
    cut::{LONGEST_RECORD, count_lines, first_end, too_long, unterminated},
    parse::{Cells, Layout},
};
use crate::{
    Place, TableError,
    stream::{Stream, empty, read_error},
};
use std::{collections::BTreeMap, io::Read};

const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];
const STEP: u64 = 8 << 10;

/// What the first record says.
pub(crate) struct Head {
    /// The names of the columns; their numbers where the first record is data.
    pub(crate) headers: Vec<String>,
    /// Bytes before the first data row.
    pub(crate) skip: u64,
    /// The line of the first data row.
    pub(crate) line: u64,
}

impl Head {
    /// Reads the first record.
    pub(crate) fn read(mut stream: Stream<'_>, name: &str, has_header: bool) -> Result<Self, TableError> {
        let start = Start::read(&mut stream, name)?;
        let cells = start.cells(name)?;
        let before = start.record.start;
        if !has_header {
            let headers = (1..=cells.len()).map(|number| number.to_string()).collect();
            return Ok(Self { headers, skip: before as u64, line: start.line });
        }
        refuse_other_delimiter(&cells, name, start.line)?;
        refuse_duplicates(&cells, name, Some(start.line))?;
        let line = start.line + count_lines(&start.bytes[start.record.clone()]).max(1);
        Ok(Self { headers: cells, skip: start.record.end as u64, line })
    }
}

/// The first bytes of a file, up to the end of the first record at least.
struct Start {
    bytes: Vec<u8>,
    record: std::ops::Range<usize>,
    line: u64,
}

impl Start {
    fn read(stream: &mut Stream<'_>, name: &str) -> Result<Self, TableError> {
        let mut bytes = Vec::new();
        loop {
            let read = stream.reader.by_ref().take(STEP).read_to_end(&mut bytes);
            let read = read.map_err(|error| read_error(name, stream.packing, &error))?;
            let at_end = (read as u64) < STEP;
            refuse_utf16(&bytes, name)?;
            let (from, line) = text_start(&bytes);
            if from == bytes.len() && at_end {
                return Err(empty(name));
            }
            match first_end(&bytes[from..], at_end) {
                Some(length) if length > LONGEST_RECORD + 2 => return Err(too_long(name, line)),
                Some(length) if from < bytes.len() => {
                    return Ok(Self { bytes, record: from..from + length, line });
                }
                // Nothing but an open quote keeps a file from ending a record.
                _ if at_end => return Err(unterminated(name, open_quote_line(&bytes[from..], line))),
                _ if bytes.len() - from > LONGEST_RECORD + 2 => return Err(too_long(name, line)),
                _ => {}
            }
        }
    }

    fn cells(&self, name: &str) -> Result<Vec<String>, TableError> {
        let record = &self.bytes[self.record.clone()];
        let mut cells = Cells::default();
        // No record has no field, so the first pass finds their number as a fault, or what else is wrong.
        cells.parse(record.to_vec(), &Layout::new(0));
        let Some(fault) = cells.bad.first() else { return Err(empty(name)) };
        let Some(fields) = fault.fields() else { return Err(fault.error(name, self.line, &[])) };
        let mut cells = Cells::default();
        let text = cells.parse(record.to_vec(), &Layout::new(fields));
        let cell = |&(start, end): &(u32, u32)| text[start as usize..end as usize].to_owned();
        Ok(cells.spans.iter().take(fields).map(cell).collect())
    }
}

fn open_quote_line(bytes: &[u8], line: u64) -> u64 {
    let open = super::cut::cut(bytes, true).open.unwrap_or(0);
    line + count_lines(&bytes[..open])
}

/// Where the text begins, behind a byte order mark and blank lines, and on which line.
fn text_start(bytes: &[u8]) -> (usize, u64) {
    let mut from = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let mut line = 1;
    loop {
        match &bytes[from..] {
            [b'\n', ..] => from += 1,
            [b'\r', b'\n', ..] => from += 2,
            _ => return (from, line),
        }
        line += 1;
    }
}

fn refuse_utf16(bytes: &[u8], name: &str) -> Result<(), TableError> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || matches!(bytes, [0, high, 0, low, ..] | [high, 0, low, 0, ..] if *high != 0 && *low != 0);
    if is_utf16 {
        return Err(TableError::file(name, "the text is in UTF-16", "a file saved as UTF-8"));
    }
    Ok(())
}

fn refuse_other_delimiter(cells: &[String], name: &str, line: u64) -> Result<(), TableError> {
    let [only] = cells else { return Ok(()) };
    for (delimiter, what) in [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")] {
        if only.contains(delimiter) {
            let problem = format!("the columns are divided by {what}");
            return Err(TableError::new(Place::line(name, line), problem, "commas between the columns"));
        }
    }
    if only.contains('\r') {
        let problem = "the lines end with a lone carriage return";
        return Err(TableError::new(Place::line(name, line), problem, "lines that end with a line feed"));
    }
    Ok(())
}

/// No two columns may have the same name.
pub(crate) fn refuse_duplicates(headers: &[String], name: &str, line: Option<u64>) -> Result<(), TableError> {
    let mut seen = BTreeMap::new();
    for (header, position) in headers.iter().zip(1..) {
        if let Some(first) = seen.insert(header, position) {
            let problem = match header.as_str() {
                "" => format!("columns {first} and {position} have no name"),
                _ => format!("column {header} is there twice, as columns {first} and {position}"),
            };
            let place = Place { line, ..Place::file(name) };
            return Err(TableError::new(place, problem, "a name of its own for every column"));
        }
    }
    Ok(())
}
