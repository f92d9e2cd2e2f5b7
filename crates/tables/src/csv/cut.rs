//! Cuts a stream into blocks that end where a record ends.

use crate::{
    TableError,
    error::Place,
    stream::{Packing, Stream, read_error},
};
use memchr::{memchr, memchr_iter, memrchr};
use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// No record may be longer: a stray quote or a file of another kind shows itself here instead of filling memory.
pub(crate) const LONGEST_RECORD: usize = 1 << 20;

/// Where a block begins, and how far the file had been read when it was cut.
pub(crate) struct Block {
    pub(crate) first_line: u64,
    pub(crate) done: u64,
}

/// The reader side of a scan.
pub(crate) struct Cutter<'r> {
    reader: Box<dyn Read + Send + 'r>,
    packing: Packing,
    done: Arc<AtomicU64>,
    name: String,
    block: usize,
    line: u64,
    carry: Vec<u8>,
    at_end: bool,
}

impl<'r> Cutter<'r> {
    /// Cuts `stream`, whose next byte is on line `line`, into blocks of about `block` bytes.
    pub(crate) fn new(stream: Stream<'r>, name: &str, line: u64, block: usize) -> Self {
        Self {
            reader: stream.reader,
            packing: stream.packing,
            done: stream.done,
            name: name.to_owned(),
            block: block.max(1),
            line,
            carry: Vec::new(),
            at_end: false,
        }
    }

    /// Fills `block` with whole records; `None` at the end.
    pub(crate) fn next(&mut self, block: &mut Vec<u8>) -> Result<Option<Block>, TableError> {
        block.clear();
        std::mem::swap(block, &mut self.carry);
        loop {
            self.fill(block)?;
            if block.is_empty() {
                return Ok(None);
            }
            let cut = cut(block, self.at_end);
            if let Some(end) = cut.end {
                self.carry.extend_from_slice(&block[end..]);
                block.truncate(end);
                let first_line = self.line;
                self.line += count_lines(block);
                return Ok(Some(Block { first_line, done: self.done.load(Ordering::Relaxed) }));
            }
            if let (true, Some(quote)) = (self.at_end, cut.open) {
                return Err(unterminated(&self.name, self.line + count_lines(&block[..quote])));
            }
            if block.len() > LONGEST_RECORD + 2 {
                return Err(too_long(&self.name, self.line));
            }
        }
    }

    fn fill(&mut self, block: &mut Vec<u8>) -> Result<(), TableError> {
        if self.at_end {
            return Ok(());
        }
        let wanted = self.block as u64;
        match self.reader.by_ref().take(wanted).read_to_end(block) {
            Ok(read) => {
                self.at_end = (read as u64) < wanted;
                Ok(())
            }
            Err(error) => Err(read_error(&self.name, self.packing, &error)),
        }
    }
}

pub(crate) fn count_lines(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

pub(crate) fn too_long(name: &str, line: u64) -> TableError {
    let expected = "records of at most 1 MiB (a quote that is never closed looks like this too)";
    TableError::new(Place::line(name, line), "the record that starts here is longer than 1 MiB", expected)
}

pub(crate) fn unterminated(name: &str, line: u64) -> TableError {
    TableError::new(Place::line(name, line), "the quote opened here is never closed", "a closing quote")
}

/// Where the last whole record ends (behind its line feed), and the quote that is open at the end of the bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) end: Option<usize>,
    pub(crate) open: Option<usize>,
}

/// Looks for the last end of a record in bytes that start with a record. A quote opens a quoted field only at the
/// start of a field; `""` inside is a quote. At the end of a file everything outside quotes is whole.
pub(crate) fn cut(bytes: &[u8], at_end: bool) -> Cut {
    let mut end = None;
    let mut from = 0;
    loop {
        let opening = next_opening(bytes, from);
        let outside = &bytes[from..opening.unwrap_or(bytes.len())];
        end = memrchr(b'\n', outside).map_or(end, |feed| Some(from + feed + 1));
        let Some(open) = opening else {
            return Cut { end: if at_end { Some(bytes.len()) } else { end }, open: None };
        };
        let Some(close) = closing(bytes, open, at_end) else { return Cut { end, open: Some(open) } };
        from = close + 1;
    }
}

/// Where the first record ends, behind its line feed; `None` where more bytes are needed.
pub(crate) fn first_end(bytes: &[u8], at_end: bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let opening = next_opening(bytes, from);
        let outside = &bytes[from..opening.unwrap_or(bytes.len())];
        if let Some(feed) = memchr(b'\n', outside) {
            return Some(from + feed + 1);
        }
        let Some(open) = opening else { return at_end.then_some(bytes.len()) };
        from = closing(bytes, open, at_end)? + 1;
    }
}

/// The next quote that stands at the start of a field.
fn next_opening(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = from + memchr(b'"', bytes.get(from..)?)?;
        if quote == 0 || matches!(bytes[quote - 1], b',' | b'\n') {
            return Some(quote);
        }
        from = quote + 1;
    }
}

/// The quote that closes the one at `open`. The last byte may be half of a `""` unless the file ends there.
fn closing(bytes: &[u8], open: usize, at_end: bool) -> Option<usize> {
    let mut from = open + 1;
    loop {
        let quote = from + memchr(b'"', bytes.get(from..)?)?;
        match bytes.get(quote + 1) {
            Some(b'"') => from = quote + 2,
            Some(_) => return Some(quote),
            None => return at_end.then_some(quote),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_outside_quotes() {
        for (bytes, at_end, end, open) in [
            ("a,b\nc,", false, Some(4), None),
            ("a,b\nc,", true, Some(6), None),
            ("a,\"b\nc", false, None, Some(2)),
            ("a,\"b\nc\"\nd", false, Some(8), None),
            ("x\n\"a\"", false, Some(2), Some(2)),
            ("x\n\"a\"", true, Some(5), None),
            ("x\n\"a\"\"\n", false, Some(2), Some(2)),
            ("5\" pipe\nq", false, Some(8), None),
        ] {
            assert_eq!(cut(bytes.as_bytes(), at_end), Cut { end, open }, "{bytes:?}");
        }
    }
}
