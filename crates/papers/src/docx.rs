//! Word files (Office Open XML, ECMA-376): written so that right-to-left runs, languages and tracked changes come
//! out as what they are, and read with care, for what comes in may be broken or hostile.

mod body;
mod parts;
mod read;

pub use read::{BadDocx, MOST_BYTES, Paragraph, Reading, Warning, read};

use crate::sheet::Sheet;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// The sheet as a Word file. The same sheet gives the same bytes.
///
/// # Panics
/// Never: writing to memory does not fail.
#[must_use]
pub fn docx(sheet: &Sheet) -> Vec<u8> {
    let document = body::document(sheet);
    let parts: [(&str, Vec<u8>); 11] = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::relations()),
        ("docProps/core.xml", parts::core(sheet)),
        ("docProps/app.xml", parts::app()),
        ("word/_rels/document.xml.rels", parts::document_relations()),
        ("word/document.xml", document),
        ("word/styles.xml", parts::styles(sheet)),
        ("word/numbering.xml", parts::numbering()),
        ("word/footnotes.xml", body::footnotes(sheet)),
        ("word/header1.xml", body::header(sheet)),
        ("word/footer1.xml", body::footer(sheet)),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, options).expect("memory takes a file");
        zip.write_all(&bytes).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes a directory").into_inner()
}
