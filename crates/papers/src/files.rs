//! A paper as files.

use crate::model::Paper;
use crate::sheet::Sheet;
use crate::{akn, docx, html, plain};
use terms::Lang;

/// The file that holds the model itself.
pub const MODEL: &str = "paper.json";

/// What a file is named that is of one language: `text.fa.html`.
#[must_use]
pub fn name(what: &str, lang: &Lang, kind: &str) -> String {
    format!("{what}.{lang}.{kind}")
}

/// The sheets that are set of a paper, by what they are called in names of files: the text, and the record of its
/// adoption where there is one.
#[must_use]
pub fn sheets(paper: &Paper, lang: &Lang) -> Vec<(&'static str, Sheet)> {
    let record = Sheet::adoption_record(paper, lang).map(|sheet| ("adoption-record", sheet));
    std::iter::once(("text", Sheet::text(paper, lang))).chain(record).collect()
}

/// All files of a paper: for each language the page, the plain text, the Word
/// file and the Akoma Ntoso file of the text; the first three of the record of its adoption; the model, and the record
/// as JSON.
#[must_use]
pub fn files(paper: &Paper) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(MODEL.to_owned(), paper.to_json())];
    if let Some(adoption) = &paper.adoption {
        let mut bytes = serde_json::to_vec_pretty(adoption).unwrap_or_default();
        bytes.push(b'\n');
        files.push(("adoption-record.json".to_owned(), bytes));
    }
    for lang in &paper.languages {
        files.extend(sheets(paper, lang).into_iter().flat_map(|(what, sheet)| written(what, &sheet)));
        files.push((name("text", lang, "akn.xml"), akn::akn(paper, lang)));
    }
    files
}

/// A sheet as page, plain text and Word file.
#[must_use]
pub fn written(what: &str, sheet: &Sheet) -> [(String, Vec<u8>); 3] {
    let lang = &sheet.lang;
    [
        (name(what, lang, "html"), html::html(sheet).into_bytes()),
        (name(what, lang, "txt"), plain::plain(sheet).into_bytes()),
        (name(what, lang, "docx"), docx::docx(sheet)),
    ]
}
