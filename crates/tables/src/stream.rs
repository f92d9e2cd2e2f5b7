//! Decompression by content, and the words for what can go wrong in it.

use crate::TableError;
use flate2::read::MultiGzDecoder;
use std::{
    io::{self, BufReader, Cursor, ErrorKind, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// First bytes of the formats that are told apart by content.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
pub(crate) const PARQUET: &[u8] = b"PAR1";
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How a stream is packed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
    Zip,
}

/// A decompressed stream and how many bytes of the packed one were read.
pub(crate) struct Stream<'r> {
    pub(crate) reader: Box<dyn Read + Send + 'r>,
    pub(crate) packing: Packing,
    pub(crate) total: u64,
    pub(crate) done: Arc<AtomicU64>,
}

struct Counted<R> {
    inner: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.done.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// A reader that gives its first bytes again.
pub(crate) type Peeked<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// Reads up to `count` bytes and returns them with a reader that still gives them.
pub(crate) fn peek<R: Read>(mut reader: R, count: usize) -> io::Result<(Vec<u8>, Peeked<R>)> {
    let mut start = Vec::with_capacity(count);
    reader.by_ref().take(count as u64).read_to_end(&mut start)?;
    Ok((start.clone(), Cursor::new(start).chain(reader)))
}

/// Unpacks gzip and zstd, told by their first bytes; a name that promises them must hold them.
pub(crate) fn unpack<'r>(
    name: &str,
    raw: impl Read + Send + 'r,
    total: u64,
    outer: Packing,
) -> Result<Stream<'r>, TableError> {
    let done = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: raw, done: Arc::clone(&done) };
    let (start, raw) = peek(counted, 4).map_err(|error| read_error(name, outer, &error))?;
    let (reader, packing): (Box<dyn Read + Send + 'r>, _) = if start.starts_with(GZIP) {
        (Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, raw))), Packing::Gzip)
    } else if start.starts_with(ZSTD) {
        let decoder =
            zstd::stream::read::Decoder::new(raw).map_err(|error| read_error(name, Packing::Zstd, &error))?;
        (Box::new(decoder), Packing::Zstd)
    } else {
        refuse_wrong_name(name, &start)?;
        (Box::new(raw), outer)
    };
    Ok(Stream { reader, packing, total, done })
}

fn refuse_wrong_name(name: &str, start: &[u8]) -> Result<(), TableError> {
    let lower = name.to_ascii_lowercase();
    let promised = match () {
        () if start.is_empty() => return Err(empty(name)),
        () if lower.ends_with(".gz") => "gzip data, as the name says",
        () if lower.ends_with(".zst") => "zstd data, as the name says",
        () => return Ok(()),
    };
    Err(TableError::file(name, "the content is not what the name says", promised))
}

pub(crate) fn empty(name: &str) -> TableError {
    TableError::file(name, "the file is empty", "a header line and rows")
}

/// The error of a stream, in words for someone who has the file before them.
pub(crate) fn read_error(name: &str, packing: Packing, error: &io::Error) -> TableError {
    let (kind, data) = match packing {
        Packing::Plain => return TableError::file(name, format!("cannot be read: {error}"), ""),
        Packing::Gzip => ("gzip", "a whole gzip file"),
        Packing::Zstd => ("zstd", "a whole zstd file"),
        Packing::Zip => ("zip", "a whole zip archive"),
    };
    // zstd reports a frame that ends early as `UnexpectedEof` too.
    if error.kind() == ErrorKind::UnexpectedEof {
        TableError::file(name, format!("the {kind} data end too early, the file is cut off"), data)
    } else {
        TableError::file(name, format!("the {kind} data are damaged: {error}"), data)
    }
}
