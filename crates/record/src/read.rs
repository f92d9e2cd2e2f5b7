//! Reading a record back, refusing whatever does not hold.

use crate::act::{Act, HASH, SIGNATURES};
use crate::log::{Header, Record};
use serde::de::DeserializeOwned;
use std::io::{self, BufRead, BufReader, Read};
use terms::Digest;

/// The longest line a record may have, in bytes, so that no file can fill the memory: 16 MiB.
pub const MAX_LINE: usize = 16 << 20;

/// How much memory the values of one act may take when they are read, in bytes: 256 MiB.
pub(crate) const MAX_MEMORY: usize = 256 << 20;

/// What does not hold of one act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The line is not an act.
    #[error("act {seq}: the line is not an act ({why}, column {column})")]
    NotAnAct {
        /// The act expected on the line.
        seq: u64,
        /// What is wrong with the line.
        why: String,
        /// The byte in the line, from 1; 0 where it is the line as a whole.
        column: usize,
    },
    /// The values are those of an act, written in another way than the canonical one.
    #[error("act {seq}: the line is not in canonical form from column {column}")]
    NotCanonical {
        /// The act.
        seq: u64,
        /// The first byte that differs, from 1.
        column: usize,
    },
    /// Another act stands here: one is missing, doubled or moved.
    #[error(
        "act {expected} is expected here, and the line holds act {found}: an act is missing, doubled or moved"
    )]
    OutOfSequence {
        /// The act that belongs here.
        expected: u64,
        /// The act that stands here.
        found: u64,
    },
    /// The act belongs to another forum.
    #[error("act {seq}: it belongs to the forum {found:?}, this record to {expected:?}")]
    OtherForum {
        /// The act.
        seq: u64,
        /// The record's forum.
        expected: String,
        /// The act's.
        found: String,
    },
    /// The act names an algorithm this version does not know.
    #[error("act {seq}: it is hashed with {found:?}; this version knows {HASH}")]
    UnknownHash {
        /// The act.
        seq: u64,
        /// The algorithm it names.
        found: String,
    },
    /// A signature without the name of how it was made, or the name without a signature.
    #[error("act {seq}: the signatures and the name of how they were made do not stand together")]
    HalfSigned {
        /// The act.
        seq: u64,
    },
    /// The act is signed in a way this version does not know.
    #[error("act {seq}: it is signed as {found:?}; this version knows {SIGNATURES}")]
    UnknownSigning {
        /// The act.
        seq: u64,
        /// The way it names.
        found: String,
    },
    /// The link to the act before does not hold.
    #[error(
        "act {seq}: it follows {found}, but what stands before it is {expected}: one of the two was replaced"
    )]
    BrokenChain {
        /// The act.
        seq: u64,
        /// The hash of what stands before.
        expected: Digest,
        /// The hash it names.
        found: Digest,
    },
    /// The content does not give the hash.
    #[error(
        "act {seq}: its content hashes to {computed}, but it carries {carried}: something in it was changed"
    )]
    WrongHash {
        /// The act.
        seq: u64,
        /// The hash of the content.
        computed: Digest,
        /// The hash it carries.
        carried: Digest,
    },
}

impl Fault {
    /// The number of the act that does not hold: the one expected at its place.
    #[must_use]
    pub fn act(&self) -> u64 {
        match self {
            Fault::OutOfSequence { expected: seq, .. }
            | Fault::NotAnAct { seq, .. }
            | Fault::NotCanonical { seq, .. }
            | Fault::OtherForum { seq, .. }
            | Fault::UnknownHash { seq, .. }
            | Fault::HalfSigned { seq }
            | Fault::UnknownSigning { seq, .. }
            | Fault::BrokenChain { seq, .. }
            | Fault::WrongHash { seq, .. } => *seq,
        }
    }
}

/// A last line without its end, as a crash during an append leaves it. Nothing of it was ever acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TornTail {
    /// How many whole acts stand before it.
    pub acts_before: u64,
    /// How many bytes the file holds up to the end of the last whole line: cut it there to repair it.
    pub keep_bytes: u64,
    /// How many bytes the torn line has.
    pub torn_bytes: u64,
}

/// Why bytes are not a record.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The reader failed.
    #[error("the record could not be read")]
    Io(#[from] io::Error),
    /// The first line is not the header of a record.
    #[error("line 1 is not the header of a record: {0}")]
    Header(String),
    /// The record is of another version.
    #[error("line 1 says the format is {found:?}; this version reads {}", Header::FORMAT)]
    Format {
        /// The format it names.
        found: String,
    },
    /// An act does not hold. `line` counts from 1; the header is line 1.
    #[error("{fault} (line {line})")]
    Act {
        /// Which line.
        line: u64,
        /// Which act, and what does not hold.
        #[source]
        fault: Fault,
    },
    /// A line longer than [`MAX_LINE`].
    #[error("act {seq}: line {line} is longer than {MAX_LINE} bytes")]
    LineTooLong {
        /// The act expected on the line.
        seq: u64,
        /// Which line.
        line: u64,
    },
    /// The last line has no end. [`Record::recover_from`] gives the record up to it.
    #[error(
        "the last line breaks off: {} whole acts stand before it, and {} bytes of an unfinished one follow",
        .0.acts_before, .0.torn_bytes
    )]
    TornTail(TornTail),
}

impl ReadError {
    /// The number of the act that does not hold or is cut off; `None` where it is the header or the reader.
    #[must_use]
    pub fn act(&self) -> Option<u64> {
        match self {
            ReadError::Act { fault, .. } => Some(fault.act()),
            ReadError::LineTooLong { seq, .. } => Some(*seq),
            ReadError::TornTail(torn) => Some(torn.acts_before),
            ReadError::Io(_) | ReadError::Header(_) | ReadError::Format { .. } => None,
        }
    }
}

impl Record {
    /// Reads a record and checks every act of it.
    ///
    /// # Errors
    /// The first thing that does not hold, naming the act; [`ReadError::TornTail`] where only the last line
    /// breaks off.
    pub fn read_from(input: impl Read) -> Result<Record, ReadError> {
        match Record::recover_from(input)? {
            (record, None) => Ok(record),
            (_, Some(torn)) => Err(ReadError::TornTail(torn)),
        }
    }

    /// Reads a record whose last line may break off: gives all whole acts, checked, and what was left out.
    ///
    /// # Errors
    /// As [`Record::read_from`], but for the torn tail. A header that breaks off is [`ReadError::Header`].
    pub fn recover_from(input: impl Read) -> Result<(Record, Option<TornTail>), ReadError> {
        let mut lines = Lines::new(BufReader::new(input));
        let mut record = Record::with_header(read_header(&mut lines)?);
        loop {
            let seq = record.acts().len() as u64;
            match lines.next(seq)? {
                Line::End => return Ok((record, None)),
                Line::Torn(bytes) => {
                    let torn = TornTail { acts_before: seq, keep_bytes: lines.kept, torn_bytes: bytes };
                    return Ok((record, Some(torn)));
                }
                Line::Whole(line) => {
                    let act = record.place().read(&line);
                    record.push(act.map_err(|fault| ReadError::Act { line: lines.read, fault })?);
                }
            }
        }
    }

    /// Adds an act from its line, without line end, as a store keeps it, checked against the acts before.
    ///
    /// # Errors
    /// What does not hold of the act; the record is then unchanged.
    pub fn push_line(&mut self, line: &[u8]) -> Result<&Act, Fault> {
        let act = self.place().read(line)?;
        Ok(self.push(act))
    }
}

/// Where the next act stands: what it is checked against.
pub(crate) struct Place<'a> {
    pub(crate) header: &'a Header,
    /// Its number.
    pub(crate) seq: u64,
    /// The hash of what stands before.
    pub(crate) last: Digest,
}

impl Place<'_> {
    /// Whether `act` may stand here.
    pub(crate) fn check(&self, act: &Act) -> Result<(), Fault> {
        let (seq, forum) = (self.seq, &self.header.forum);
        if act.seq != seq {
            return Err(Fault::OutOfSequence { expected: seq, found: act.seq });
        }
        if act.forum != *forum {
            return Err(Fault::OtherForum { seq, expected: forum.clone(), found: act.forum.clone() });
        }
        if act.algorithms.hash != HASH {
            return Err(Fault::UnknownHash { seq, found: act.algorithms.hash.clone() });
        }
        if act.algorithms.signature.is_none() != act.signatures.is_empty() {
            return Err(Fault::HalfSigned { seq });
        }
        if let Some(found) = act.algorithms.signature.as_ref().filter(|way| *way != SIGNATURES) {
            return Err(Fault::UnknownSigning { seq, found: found.clone() });
        }
        let computed =
            act.compute_hash().map_err(|error| Fault::NotAnAct { seq, why: error.to_string(), column: 0 })?;
        if act.hash != computed {
            return Err(Fault::WrongHash { seq, computed, carried: act.hash });
        }
        if act.previous != self.last {
            return Err(Fault::BrokenChain { seq, expected: self.last, found: act.previous });
        }
        Ok(())
    }

    /// The act of a line, without its end.
    pub(crate) fn read(&self, line: &[u8]) -> Result<Act, Fault> {
        let seq = self.seq;
        let not_an_act = |(why, column)| Fault::NotAnAct { seq, why, column };
        if memory(line) > MAX_MEMORY {
            return Err(not_an_act(("it holds more values than an act may".to_owned(), 0)));
        }
        let act: Act = parse(line).map_err(not_an_act)?;
        self.check(&act)?;
        let canonical = act.line().map_err(|error| not_an_act((error.to_string(), 0)))?;
        self.same(&canonical, line)?;
        Ok(act)
    }

    /// Whether a line is spelled as it is written here.
    pub(crate) fn same(&self, canonical: &[u8], line: &[u8]) -> Result<(), Fault> {
        if canonical == line {
            return Ok(());
        }
        let same = canonical.iter().zip(line).take_while(|(a, b)| a == b).count();
        Err(Fault::NotCanonical { seq: self.seq, column: same + 1 })
    }
}

/// How many bytes the values of a line take in memory, about, before any of them is made. A short line can hold
/// millions of empty lists, and each takes far more than the two bytes it is written with.
pub(crate) fn memory(line: &[u8]) -> usize {
    let (mut bytes, mut text, mut escaped) = (0, false, false);
    for &byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if text => escaped = true,
            b'"' => text = !text,
            _ if text => {}
            b'{' => bytes += 640,
            b'[' => bytes += 160,
            b',' => bytes += 64,
            _ => {}
        }
    }
    bytes
}

pub(crate) fn read_header(lines: &mut Lines<impl BufRead>) -> Result<Header, ReadError> {
    let refuse = |why: &str| Err(ReadError::Header(why.to_owned()));
    let line = match lines.next(0)? {
        Line::End => return refuse("the file is empty"),
        Line::Torn(_) => return refuse("the line breaks off"),
        Line::Whole(line) => line,
    };
    let header: Header =
        parse(&line).map_err(|(why, column)| ReadError::Header(format!("{why}, column {column}")))?;
    if header.format != Header::FORMAT {
        return Err(ReadError::Format { found: header.format });
    }
    if !header.holds() {
        return refuse("its content does not give the hash it carries");
    }
    if header.line() != line {
        return refuse("it is not in canonical form");
    }
    Ok(header)
}

/// What the line says, or what is wrong with it and in which column.
pub(crate) fn parse<T: DeserializeOwned>(line: &[u8]) -> Result<T, (String, usize)> {
    let text = std::str::from_utf8(line).map_err(|e| ("it is not UTF-8".to_owned(), e.valid_up_to() + 1))?;
    serde_json::from_str(text).map_err(|error| {
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or_default().to_owned();
        (why, error.column())
    })
}

pub(crate) struct Lines<R> {
    input: R,
    /// How many lines were read.
    pub(crate) read: u64,
    /// How many bytes they have, line ends included.
    pub(crate) kept: u64,
}

pub(crate) enum Line {
    /// A line, without its end.
    Whole(Vec<u8>),
    /// So many bytes without an end.
    Torn(u64),
    /// The end of the input.
    End,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(input: R) -> Lines<R> {
        Lines { input, read: 0, kept: 0 }
    }

    pub(crate) fn next(&mut self, seq: u64) -> Result<Line, ReadError> {
        let mut line = Vec::new();
        let limit = MAX_LINE as u64 + 1;
        let bytes = self.input.by_ref().take(limit).read_until(b'\n', &mut line)? as u64;
        if line.pop_if(|end| *end == b'\n').is_some() {
            self.read += 1;
            self.kept += bytes;
            return Ok(Line::Whole(line));
        }
        match bytes {
            0 => Ok(Line::End),
            full if full == limit => Err(ReadError::LineTooLong { seq, line: self.read + 1 }),
            torn => Ok(Line::Torn(torn)),
        }
    }
}
