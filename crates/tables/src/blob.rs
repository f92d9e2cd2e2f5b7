//! Bytes that can be opened again and again: a file on disk, memory, or a temporary file.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
    path::PathBuf,
    sync::Arc,
};
use tempfile::NamedTempFile;

/// Up to here a stream is kept in memory; longer ones go to a temporary file.
const IN_MEMORY: u64 = 16 << 20;

pub(crate) enum Blob {
    Path(PathBuf),
    Memory(Arc<[u8]>),
    Spooled(NamedTempFile),
}

impl Blob {
    /// Keeps a stream that can be read only once. `None` when it is longer than `limit`.
    pub(crate) fn spool(mut stream: impl Read, limit: u64) -> io::Result<Option<Blob>> {
        let mut start = Vec::new();
        let memory = IN_MEMORY.min(limit);
        stream.by_ref().take(memory + 1).read_to_end(&mut start)?;
        if start.len() as u64 <= memory {
            return Ok(Some(Blob::Memory(start.into())));
        }
        let mut file = NamedTempFile::new()?;
        file.write_all(&start)?;
        let rest = limit - memory.min(limit);
        let copied = io::copy(&mut stream.take(rest), file.as_file_mut())?;
        file.flush()?;
        Ok((copied < rest).then_some(Blob::Spooled(file)))
    }

    pub(crate) fn open(&self) -> io::Result<BlobReader> {
        Ok(match self {
            Blob::Path(path) => BlobReader::File(File::open(path)?),
            Blob::Memory(bytes) => BlobReader::Memory(Cursor::new(Arc::clone(bytes))),
            Blob::Spooled(file) => BlobReader::File(file.reopen()?),
        })
    }
}

/// A reader with a position of its own.
pub(crate) enum BlobReader {
    File(File),
    Memory(Cursor<Arc<[u8]>>),
}

impl BlobReader {
    pub(crate) fn len(&self) -> io::Result<u64> {
        match self {
            BlobReader::File(file) => Ok(file.metadata()?.len()),
            BlobReader::Memory(cursor) => Ok(cursor.get_ref().len() as u64),
        }
    }

    pub(crate) fn try_clone(&self) -> io::Result<Self> {
        Ok(match self {
            BlobReader::File(file) => BlobReader::File(file.try_clone()?),
            BlobReader::Memory(cursor) => BlobReader::Memory(cursor.clone()),
        })
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            BlobReader::File(file) => file.read(buffer),
            BlobReader::Memory(cursor) => cursor.read(buffer),
        }
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            BlobReader::File(file) => file.seek(to),
            BlobReader::Memory(cursor) => cursor.seek(to),
        }
    }
}
