//! Bytes for the Parquet library that never promise more than there are.

use crate::blob::{Blob, BlobReader};
use ::parquet::{
    errors::{ParquetError, Result},
    file::reader::{ChunkReader, Length},
};
use bytes::Bytes;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// A file whose length is known: a damaged footer cannot ask for gigabytes that do not exist.
pub(super) struct Bounded {
    reader: BlobReader,
    length: u64,
}

impl Bounded {
    /// Opens a position of its own in the blob.
    pub(super) fn open(blob: &Blob) -> Result<Self> {
        let reader = blob.open()?;
        let length = reader.len()?;
        Ok(Self { reader, length })
    }

    fn at(&self, start: u64, length: u64) -> Result<BlobReader> {
        if start.checked_add(length).is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} are past the end of the file")));
        }
        let mut reader = self.reader.try_clone()?;
        reader.seek(SeekFrom::Start(start))?;
        Ok(reader)
    }
}

impl Length for Bounded {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Bounded {
    type T = BufReader<BlobReader>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(self.at(start, 0)?))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut buffer = vec![0; length.min(usize::try_from(self.length).unwrap_or(usize::MAX))];
        self.at(start, length as u64)?.read_exact(&mut buffer)?;
        Ok(buffer.into())
    }
}
