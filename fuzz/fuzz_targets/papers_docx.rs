//! Any bytes as what is handed in as a draft: a Word file, whole or as its parts, or plain text. Nothing panics, and
//! what is taken has words on one line each.
#![no_main]

use libfuzzer_sys::fuzz_target;
use papers::docx::Reading;
use papers::import;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reading) = import::import(bytes) {
        holds(&reading);
    }
    // The same bytes as the words of a file that is whole otherwise: few made-up zips get so far.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("_rels/.rels", RELATIONS), ("word/document.xml", bytes)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory takes a file");
        zip.write_all(part).expect("memory takes bytes");
    }
    let file = zip.finish().expect("memory takes a directory").into_inner();
    if let Ok(reading) = import::import(&file) {
        holds(&reading);
    }
});

fn holds(reading: &Reading) {
    assert!(!reading.paragraphs.is_empty());
    for paragraph in &reading.paragraphs {
        assert!(!paragraph.text.trim().is_empty());
        assert!(!paragraph.text.chars().any(char::is_control), "{:?}", paragraph.text);
    }
}
