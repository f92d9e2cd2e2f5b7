//! What comes in as a draft: a Word file, or plain text.

use crate::docx::{self, BadDocx, Paragraph, Reading};

/// The largest plain text that is read.
pub const MOST_BYTES: usize = 4 << 20;

/// Why something that was handed in is refused. Nothing of it is taken then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadImport {
    /// As a Word file.
    #[error(transparent)]
    Docx(#[from] BadDocx),
    /// It is longer than [`MOST_BYTES`].
    #[error("the text is larger than 4 MiB")]
    TooLarge,
    /// It is no text in UTF-8.
    #[error("the text is not UTF-8 at byte {0}; save it as UTF-8 and try again")]
    NotText(usize),
    /// It has no words.
    #[error("the text has no words in it")]
    Empty,
}

impl BadImport {
    /// The message that says it, and its arguments by name.
    #[must_use]
    pub fn said(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            BadImport::Docx(bad) => bad.said(),
            BadImport::TooLarge => ("refused-plain-large", Vec::new()),
            BadImport::NotText(at) => ("refused-plain-not-text", vec![("byte", at.to_string())]),
            BadImport::Empty => ("refused-plain-empty", Vec::new()),
        }
    }
}

/// Reads what was handed in by what it is: a Word file by its first bytes, all else as plain text.
///
/// # Errors
/// [`BadImport`], in one sentence.
pub fn import(bytes: &[u8]) -> Result<Reading, BadImport> {
    if is_word(bytes) { Ok(docx::read(bytes)?) } else { plain_text(bytes) }
}

/// Whether this is, or was to be, a Word file, by its first bytes: of the new kind or the old.
#[must_use]
pub fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Reads plain text: paragraphs are what empty lines part, and a line that opens with a letter or number in brackets
/// begins one of its own.
///
/// # Errors
/// [`BadImport`], in one sentence.
pub fn plain_text(bytes: &[u8]) -> Result<Reading, BadImport> {
    if bytes.len() > MOST_BYTES {
        return Err(BadImport::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| BadImport::NotText(error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = present::plain::line(line);
        if line.is_empty() {
            open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if open && !opens_an_item(&line) => {
                last.text.push(' ');
                last.text.push_str(&line);
            }
            _ => paragraphs.push(Paragraph { text: line.into_owned(), ..Paragraph::default() }),
        }
        open = true;
    }
    if paragraphs.is_empty() {
        return Err(BadImport::Empty);
    }
    Ok(Reading { paragraphs, warnings: Vec::new() })
}

/// "(a) ", "(12) ".
fn opens_an_item(line: &str) -> bool {
    let inner = line.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inner, _)| inner);
    inner.is_some_and(|inner| {
        (1..=6).contains(&inner.chars().count()) && inner.chars().all(char::is_alphanumeric)
    })
}
