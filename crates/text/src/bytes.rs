//! The canonical bytes under the digests of clauses and texts.
//!
//! Every text is its length in bytes (u64, little-endian) and its UTF-8; every list is its length and its
//! items; every choice is a text naming it. So no two different values share their bytes.

use sha2::{Digest as _, Sha256};
use terms::Digest;

/// Bytes in the making.
pub(crate) struct Bytes(Vec<u8>);

impl Bytes {
    /// Begins with the name and version of the encoding.
    pub(crate) fn of(format: &str) -> Bytes {
        let mut bytes = Bytes(Vec::new());
        bytes.text(format);
        bytes
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.0.extend((count as u64).to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend(text.as_bytes());
    }

    pub(crate) fn texts<'a>(&mut self, texts: impl ExactSizeIterator<Item = &'a str>) {
        self.count(texts.len());
        texts.for_each(|text| self.text(text));
    }

    pub(crate) fn digest(&mut self, digest: &Digest) {
        self.0.extend(digest.as_bytes());
    }

    /// SHA-256 of the bytes.
    pub(crate) fn sha256(&self) -> Digest {
        Digest::from_bytes(Sha256::digest(&self.0).into())
    }
}
