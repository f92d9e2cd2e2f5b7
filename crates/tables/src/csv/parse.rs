//! Finds the cells of a block of whole records.

use crate::{
    Place, TableError,
    column::Span,
    csv::cut::{LONGEST_RECORD, too_long},
};
use memchr::{memchr, memchr2};

/// How wide records are.
pub(crate) struct Layout {
    /// Fields in every record.
    pub(crate) fields: usize,
}

impl Layout {
    pub(crate) fn new(fields: usize) -> Self {
        Self { fields }
    }
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Fields(usize),
    Encoding { field: usize },
    Nul { field: usize },
    AfterQuote { field: usize },
    TooLong,
}

/// A row that was left out, small until somebody asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BadRow {
    /// How many good rows of the block stand before it.
    pub(crate) row: u32,
    distance: u32,
    fault: Fault,
}

impl BadRow {
    /// Whether nothing behind it can be trusted, so that even a lenient reader stops.
    pub(crate) fn is_fatal(self) -> bool {
        matches!(self.fault, Fault::TooLong)
    }

    /// The number of fields, if that is what is wrong.
    pub(crate) fn fields(self) -> Option<usize> {
        if let Fault::Fields(found) = self.fault { Some(found) } else { None }
    }

    pub(crate) fn error(self, name: &str, first_line: u64, headers: &[String]) -> TableError {
        let line = Place::line(name, first_line + u64::from(self.distance));
        let at = |field: usize| match headers.get(field) {
            Some(header) => line.clone().column(header),
            None => line.clone(),
        };
        match self.fault {
            Fault::Fields(found) => {
                let expected = format!("{}, as in the first row", fields(headers.len()));
                TableError::new(line, format!("the row has {}", fields(found)), expected)
            }
            Fault::Encoding { field } => {
                TableError::new(at(field), "the text is not valid UTF-8", "a file saved as UTF-8")
            }
            Fault::Nul { field } => {
                TableError::new(at(field), "a NUL byte in the text", "plain text, saved as UTF-8")
            }
            Fault::AfterQuote { field } => {
                let expected = "a comma or the end of the line (a quote inside a quoted field is doubled)";
                TableError::new(at(field), "text after a closing quote", expected)
            }
            Fault::TooLong => too_long(name, first_line + u64::from(self.distance)),
        }
    }
}

fn fields(count: usize) -> String {
    format!("{count} field{}", if count == 1 { "" } else { "s" })
}

/// The cells of a block, row by row, and the buffers to find them with. A record is written where it stays: a table of
/// a thousand columns costs no more per cell than one of three.
#[derive(Default)]
pub(crate) struct Cells {
    /// All fields of all rows, then those of the record at hand.
    pub(crate) spans: Vec<Span>,
    /// Where the record at hand begins among them.
    record: usize,
    pub(crate) rows: usize,
    /// Distance of every row to the first line; empty while the rows are the lines.
    pub(crate) distances: Vec<u32>,
    pub(crate) bad: Vec<BadRow>,
    /// Bytes that are no text, in order: where, and whether it is a NUL.
    spoilt: Vec<(usize, bool)>,
}

impl Cells {
    /// Finds the cells of `block` and takes it over as text: doubled quotes made single, spoilt bytes replaced.
    pub(crate) fn parse(&mut self, mut block: Vec<u8>, layout: &Layout) -> String {
        self.clear();
        self.replace_spoilt(&mut block);
        if memchr(b'"', &block).is_some() {
            self.parse_quoted(&mut block, layout);
        } else {
            self.parse_plain(&block, layout);
        }
        match String::from_utf8(block) {
            Ok(text) => text,
            // Cannot happen: spoilt bytes are gone and taking out quotes moves whole characters.
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        }
    }

    fn clear(&mut self) {
        self.spans.clear();
        self.record = 0;
        self.rows = 0;
        self.distances.clear();
        self.bad.clear();
        self.spoilt.clear();
    }

    /// Notes NUL bytes and invalid UTF-8 and puts a question mark there, so that the block is text again.
    fn replace_spoilt(&mut self, block: &mut [u8]) {
        let mut from = 0;
        while let Err(error) = std::str::from_utf8(&block[from..]) {
            let start = from + error.valid_up_to();
            let end = error.error_len().map_or(block.len(), |length| start + length);
            self.spoilt.push((start, false));
            block[start..end].fill(b'?');
            from = end;
        }
        let encoding = self.spoilt.len();
        let mut from = 0;
        while let Some(nul) = memchr(0, &block[from..]) {
            self.spoilt.push((from + nul, true));
            block[from + nul] = b'?';
            from += nul + 1;
        }
        if encoding > 0 && self.spoilt.len() > encoding {
            self.spoilt.sort_unstable();
        }
        self.spoilt.reverse();
    }

    /// A block without a quote: every line is a record.
    fn parse_plain(&mut self, block: &[u8], layout: &Layout) {
        let mut distance = 0;
        let mut start = 0;
        let mut row_start = 0;
        for_each_stop(block, |stop, is_feed| {
            self.spans.push((offset(start), offset(stop)));
            start = stop + 1;
            if is_feed {
                self.end_record(block, layout, (row_start, start), distance);
                distance += 1;
                row_start = start;
            }
        });
        if row_start < block.len() {
            self.spans.push((offset(start), offset(block.len())));
            self.end_record(block, layout, (row_start, block.len()), distance);
        }
    }

    /// A block with quotes, unpacked in place.
    fn parse_quoted(&mut self, block: &mut [u8], layout: &Layout) {
        let mut distance = 0;
        let mut at = 0;
        while at < block.len() {
            let (row_start, row_distance) = (at, distance);
            let mut fault = None;
            loop {
                let field = if block.get(at) == Some(&b'"') {
                    quoted_field(block, at, &mut distance)
                } else {
                    plain_field(block, at)
                };
                if field.is_broken && fault.is_none() {
                    fault = Some(Fault::AfterQuote { field: self.spans.len() - self.record });
                }
                self.spans.push(field.span);
                at = field.next;
                if field.ends_record {
                    break;
                }
            }
            match fault {
                Some(fault) => self.leave_out(row_distance, fault, at),
                None => self.end_quoted_record(block, layout, (row_start, at), row_distance),
            }
            distance += 1;
        }
    }

    fn end_quoted_record(&mut self, block: &[u8], layout: &Layout, row: (usize, usize), distance: u32) {
        if row.1 - row.0 > LONGEST_RECORD + 2 {
            return self.leave_out(distance, Fault::TooLong, row.1);
        }
        // A quoted empty cell alone on a line is a row; nothing at all on a line is not.
        let is_quoted = block[row.0] == b'"';
        self.commit(layout, distance, row.1, is_quoted);
    }

    /// Takes a carriage return off the last field, then keeps the record.
    fn end_record(&mut self, block: &[u8], layout: &Layout, row: (usize, usize), distance: u32) {
        let Some(last) = self.spans[self.record..].last_mut() else { return };
        if last.1 > last.0 && block[last.1 as usize - 1] == b'\r' {
            last.1 -= 1;
        }
        if row.1 - row.0 > LONGEST_RECORD + 2 {
            return self.leave_out(distance, Fault::TooLong, row.1);
        }
        self.commit(layout, distance, row.1, false);
    }

    fn commit(&mut self, layout: &Layout, distance: u32, row_end: usize, is_quoted: bool) {
        let record = &self.spans[self.record..];
        let is_blank = record.len() == 1 && record[0].0 == record[0].1 && !is_quoted;
        if is_blank {
            self.spans.truncate(self.record);
            return;
        }
        if let Some(&(place, is_nul)) = self.spoilt.last()
            && place < row_end
        {
            let field = record.iter().take_while(|span| (span.1 as usize) <= place).count();
            let fault = if is_nul { Fault::Nul { field } } else { Fault::Encoding { field } };
            return self.leave_out(distance, fault, row_end);
        }
        if record.len() != layout.fields {
            return self.leave_out(distance, Fault::Fields(record.len()), row_end);
        }
        if !self.distances.is_empty() || distance as usize != self.rows {
            if self.distances.is_empty() {
                self.distances.extend((0..self.rows).map(offset));
            }
            self.distances.push(distance);
        }
        self.rows += 1;
        self.record = self.spans.len();
    }

    fn leave_out(&mut self, distance: u32, fault: Fault, row_end: usize) {
        self.bad.push(BadRow { row: offset(self.rows), distance, fault });
        while self.spoilt.last().is_some_and(|&(place, _)| place < row_end) {
            self.spoilt.pop();
        }
        self.spans.truncate(self.record);
    }
}

/// Calls `each` for every comma and line feed in order, with whether it is a line feed.
///
/// Cells of votes are one or two bytes long, so that a search that starts anew at every stop costs more than looking at
/// all bytes, eight at a time.
#[inline]
fn for_each_stop(block: &[u8], mut each: impl FnMut(usize, bool)) {
    let words = block.chunks_exact(8);
    let tail = words.remainder();
    let tail_start = block.len() - tail.len();
    for (number, word) in words.enumerate() {
        let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
        let feeds = equal_bytes(word, b'\n');
        let mut stops = feeds | equal_bytes(word, b',');
        while stops != 0 {
            let lowest = stops & stops.wrapping_neg();
            each(number * 8 + stops.trailing_zeros() as usize / 8, feeds & lowest != 0);
            stops ^= lowest;
        }
    }
    for (place, &byte) in (tail_start..).zip(tail) {
        if byte == b',' || byte == b'\n' {
            each(place, byte == b'\n');
        }
    }
}

/// The top bit of every byte of `word` that is `byte`. Exact: no carry leaves its byte (Warren, Hacker's Delight, 6-1).
#[inline]
fn equal_bytes(word: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let different = word ^ u64::from_ne_bytes([byte; 8]);
    !(((different & LOW) + LOW) | different | LOW)
}

/// A field found in a block with quotes.
struct Field {
    span: Span,
    next: usize,
    ends_record: bool,
    is_broken: bool,
}

fn plain_field(block: &[u8], at: usize) -> Field {
    let stop = memchr2(b',', b'\n', &block[at..]).map_or(block.len(), |stop| at + stop);
    let ends_record = block.get(stop) != Some(&b',');
    let has_return = ends_record && stop > at && block[stop - 1] == b'\r';
    let end = if has_return { stop - 1 } else { stop };
    Field { span: (offset(at), offset(end)), next: stop + 1, ends_record, is_broken: false }
}

/// The field whose opening quote is at `open`. Doubled quotes are made single by moving the text that follows to the
/// left; what that leaves free is blanked, so that the block stays text.
fn quoted_field(block: &mut [u8], open: usize, distance: &mut u32) -> Field {
    let start = open + 1;
    let (mut write, mut read) = (start, start);
    loop {
        let quote = memchr(b'"', &block[read..]).map_or(block.len(), |quote| read + quote);
        *distance += offset(memchr::memchr_iter(b'\n', &block[read..quote]).count());
        if write != read {
            block.copy_within(read..quote, write);
        }
        write += quote - read;
        if block.get(quote + 1) == Some(&b'"') {
            block[write] = b'"';
            write += 1;
            read = quote + 2;
            continue;
        }
        block[write..quote].fill(b' ');
        let rest = plain_field(block, (quote + 1).min(block.len()));
        let is_broken = rest.span.0 != rest.span.1;
        return Field { span: (offset(start), offset(write)), is_broken, ..rest };
    }
}

/// Blocks are a few MiB, far from 4 GiB.
#[expect(clippy::cast_possible_truncation, reason = "a block is bounded by its size and the longest record")]
fn offset(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_comma_and_line_feed_is_a_stop(block in prop::collection::vec(prop_oneof![
            Just(b','), Just(b'\n'), Just(b'-'), Just(b'+'), Just(0x0b), Just(0x8a), Just(0xac), any::<u8>()
        ], 0..100)) {
            let mut found = Vec::new();
            for_each_stop(&block, |stop, is_feed| found.push((stop, is_feed)));
            let wanted: Vec<_> = block.iter().enumerate()
                .filter(|(_, byte)| matches!(byte, b',' | b'\n'))
                .map(|(place, &byte)| (place, byte == b'\n'))
                .collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
