//! Reading a Word file as plain paragraphs.
//!
//! Whoever hands in a Word file may hand in anything: every size is bounded before it is unpacked, no entity is ever
//! resolved, nothing outside the file is looked at.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The largest file that is read.
pub const MOST_BYTES: usize = 20 << 20;
/// The largest part that is unpacked.
const MOST_UNPACKED: u64 = 64 << 20;
/// How many parts a file may have.
const MOST_PARTS: usize = 4000;
/// How deep elements may lie in each other.
const DEEPEST: usize = 256;
/// How many paragraphs a draft may have.
const MOST_PARAGRAPHS: usize = 20_000;

/// A Word file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its paragraphs that have words, in order, tracked changes taken as made.
    pub paragraphs: Vec<Paragraph>,
    /// What was decided or left out on the way, each once.
    pub warnings: Vec<Warning>,
}

/// A paragraph that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words on one line.
    pub text: String,
    /// The name of its style, where it has one.
    pub style: Option<String>,
    /// Whether the program that wrote it counts it.
    pub numbered: bool,
}

/// What was decided or left out while a file was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// Words that somebody put in are taken as put in.
    Inserted {
        /// Who, where the file says so.
        author: String,
    },
    /// Words that somebody took out are left out.
    Deleted {
        /// Who, where the file says so.
        author: String,
    },
    /// The cells of a table are read as paragraphs.
    Table,
    /// Footnotes and endnotes are left out.
    Footnotes,
    /// Comments are left out.
    Comments,
    /// Pictures and drawings are left out.
    Pictures,
    /// Boxes of text are left out.
    Boxes,
    /// What another file was to put in is left out.
    OtherFiles,
}

impl Warning {
    /// The message that says it, and its arguments by name.
    #[must_use]
    pub fn said(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let id = match self {
            Warning::Inserted { author } if author.is_empty() => "brought-inserted",
            Warning::Inserted { author } => return ("brought-inserted-by", vec![("who", author.clone())]),
            Warning::Deleted { author } if author.is_empty() => "brought-deleted",
            Warning::Deleted { author } => return ("brought-deleted-by", vec![("who", author.clone())]),
            Warning::Table => "brought-table",
            Warning::Footnotes => "brought-footnotes",
            Warning::Comments => "brought-comments",
            Warning::Pictures => "brought-pictures",
            Warning::Boxes => "brought-boxes",
            Warning::OtherFiles => "brought-other-files",
        };
        (id, Vec::new())
    }
}

/// Why a file is refused. Nothing of it is taken then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDocx {
    /// It is longer than [`MOST_BYTES`].
    #[error("the file is larger than 20 MiB; leave out its pictures and try again")]
    TooLarge,
    /// It is a Word file of the old kind, or one under a password.
    #[error("this is an old Word file or one under a password; save it as .docx without a password")]
    OldOrProtected,
    /// It is no Word file.
    #[error("this is no Word file (.docx)")]
    NotDocx,
    /// A part is missing.
    #[error("the Word file is damaged: {0} is missing in it")]
    Missing(String),
    /// A part cannot be read.
    #[error("the Word file is damaged: {0} cannot be read")]
    Broken(String),
    /// It unpacks to more than any text needs.
    #[error("the Word file unpacks to far more than a text needs, and is not read")]
    Bomb,
    /// Its elements lie too deep in each other.
    #[error("the parts of the Word file lie too deep in each other, and it is not read")]
    TooDeep,
    /// It declares a document type or an entity.
    #[error("the Word file declares entities, which no Word file needs, and is not read")]
    Entities,
    /// It has more paragraphs than any text.
    #[error("the Word file has more than 20,000 paragraphs")]
    TooLong,
    /// It has no words.
    #[error("the Word file has no words in it")]
    Empty,
}

impl BadDocx {
    /// The message that says it, and its arguments by name.
    #[must_use]
    pub fn said(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let id = match self {
            BadDocx::TooLarge => "refused-docx-large",
            BadDocx::OldOrProtected => "refused-docx-old",
            BadDocx::NotDocx => "refused-docx-not",
            BadDocx::Missing(part) => return ("refused-docx-missing", vec![("part", part.clone())]),
            BadDocx::Broken(part) => return ("refused-docx-broken", vec![("part", part.clone())]),
            BadDocx::Bomb => "refused-docx-unpacks",
            BadDocx::TooDeep => "refused-docx-deep",
            BadDocx::Entities => "refused-docx-entities",
            BadDocx::TooLong => "refused-docx-paragraphs",
            BadDocx::Empty => "refused-docx-empty",
        };
        (id, Vec::new())
    }
}

/// Reads a Word file: tracked changes are taken as made, and warned of.
///
/// # Errors
/// [`BadDocx`], in one sentence.
pub fn read(bytes: &[u8]) -> Result<Reading, BadDocx> {
    if bytes.len() > MOST_BYTES {
        return Err(BadDocx::TooLarge);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(BadDocx::OldOrProtected);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BadDocx::NotDocx)?;
    if zip.len() > MOST_PARTS {
        return Err(BadDocx::Bomb);
    }
    let main = main_part(&mut zip)?;
    let xml = part(&mut zip, &main)?.ok_or(BadDocx::Missing(main.clone()))?;
    let mut walk = Walk { part: main, ..Walk::default() };
    walk.read(&xml)?;
    if walk.reading.paragraphs.is_empty() {
        return Err(BadDocx::Empty);
    }
    walk.reading.warnings = walk.warnings.into_iter().collect();
    Ok(walk.reading)
}

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A part as text; nothing where there is none.
fn part(zip: &mut Zip<'_>, name: &str) -> Result<Option<String>, BadDocx> {
    let broken = || BadDocx::Broken(name.to_owned());
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(broken()),
    };
    if file.size() > MOST_UNPACKED {
        return Err(BadDocx::Bomb);
    }
    let mut bytes = Vec::new();
    // What a file says of its size may be a lie; what is read is bounded all the same.
    file.take(MOST_UNPACKED + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
    if bytes.len() as u64 > MOST_UNPACKED {
        return Err(BadDocx::Bomb);
    }
    let text = String::from_utf8(bytes).map_err(|_| broken())?;
    Ok(Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
}

/// Where the words are: what the package says, or the usual place.
fn main_part(zip: &mut Zip<'_>) -> Result<String, BadDocx> {
    const RELATIONS: &str = "_rels/.rels";
    let relations = part(zip, RELATIONS)?.ok_or(BadDocx::NotDocx)?;
    let mut reader = Reader::from_str(&relations);
    loop {
        match reader.read_event().map_err(|_| BadDocx::Broken(RELATIONS.to_owned()))? {
            Event::Start(element) | Event::Empty(element) => {
                let office =
                    attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
                let target = attribute(&element, "Target").filter(|_| office);
                if let Some(target) = target {
                    return Ok(target.trim_start_matches('/').to_owned());
                }
            }
            Event::DocType(_) => return Err(BadDocx::Entities),
            Event::Eof => return Ok("word/document.xml".to_owned()),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|own| own.key.local_name().as_ref() == name);
    found.and_then(|own| own.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned))
}

/// The walk through the words.
#[derive(Default)]
struct Walk {
    part: String,
    reading: Reading,
    warnings: BTreeSet<Warning>,
    depth: usize,
    /// The depth of the outermost element whose content is left out.
    skipping: Option<usize>,
    paragraph: Paragraph,
    in_text: bool,
    /// Within the properties of a paragraph.
    in_properties: bool,
    /// The end of this paragraph was taken out: the next goes on in it.
    goes_on: bool,
}

impl Walk {
    fn read(&mut self, xml: &str) -> Result<(), BadDocx> {
        let mut reader = Reader::from_str(xml);
        loop {
            let event = reader.read_event().map_err(|_| BadDocx::Broken(self.part.clone()))?;
            match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(BadDocx::TooDeep);
                    }
                    self.start(&element, false);
                }
                Event::Empty(element) => {
                    self.start(&element, true);
                    self.end(element.local_name().as_ref())?;
                }
                Event::End(element) => {
                    if self.skipping == Some(self.depth) {
                        self.skipping = None;
                    } else {
                        self.end(element.local_name().as_ref())?;
                    }
                    self.depth = self.depth.saturating_sub(1);
                }
                Event::Text(text) => self.take(&text.xml10_content()),
                Event::CData(text) => self.take(&text.xml10_content()),
                Event::GeneralRef(reference) => self.reference(&reference.into_inner())?,
                Event::DocType(_) => return Err(BadDocx::Entities),
                Event::Eof if self.depth > 0 => return Err(BadDocx::Broken(self.part.clone())),
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// The five references that XML knows, and signs by their number. Any other would have to be declared.
    fn reference(&mut self, name: &str) -> Result<(), BadDocx> {
        let sign = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            other => {
                let digits = other.strip_prefix('#').ok_or(BadDocx::Entities)?;
                let code = match digits.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => digits.parse(),
                };
                let sign = code.ok().and_then(char::from_u32);
                sign.ok_or_else(|| BadDocx::Broken(self.part.clone()))?
            }
        };
        self.take(sign.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn take(&mut self, text: &str) {
        if self.in_text && self.skipping.is_none() {
            self.paragraph.text.push_str(text);
        }
    }

    /// An element begins; `empty` where it ends at once.
    fn start(&mut self, element: &BytesStart<'_>, empty: bool) {
        if self.skipping.is_some() {
            return;
        }
        let author = || attribute(element, "author").unwrap_or_default();
        let name = element.local_name();
        let left_out = match name.as_ref() {
            "del" | "moveFrom" if self.in_properties => {
                self.goes_on = true;
                Some(Warning::Deleted { author: author() })
            }
            "del" | "moveFrom" => Some(Warning::Deleted { author: author() }),
            "txbxContent" => Some(Warning::Boxes),
            "drawing" | "pict" | "object" => Some(Warning::Pictures),
            "altChunk" | "subDoc" => Some(Warning::OtherFiles),
            "footnoteReference" | "endnoteReference" => Some(Warning::Footnotes),
            "commentReference" => Some(Warning::Comments),
            _ => None,
        };
        if let Some(warning) = left_out {
            self.warnings.insert(warning);
            self.skip(empty);
            return;
        }
        match name.as_ref() {
            // What stands in the place of a drawing for old programs, and how things were before.
            "Fallback" | "pPrChange" | "rPrChange" => self.skip(empty),
            "ins" | "moveTo" => drop(self.warnings.insert(Warning::Inserted { author: author() })),
            "tbl" => drop(self.warnings.insert(Warning::Table)),
            "pPr" => self.in_properties = true,
            "pStyle" => self.paragraph.style = attribute(element, "val"),
            "numPr" => self.paragraph.numbered = true,
            "t" => self.in_text = true,
            "tab" | "br" | "cr" if !self.in_properties => self.paragraph.text.push(' '),
            "noBreakHyphen" => self.paragraph.text.push('\u{2011}'),
            _ => {}
        }
    }

    fn skip(&mut self, empty: bool) {
        if !empty {
            self.skipping = Some(self.depth);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), BadDocx> {
        if self.skipping.is_some() {
            return Ok(());
        }
        match name {
            "t" => self.in_text = false,
            "pPr" => self.in_properties = false,
            "p" => return self.paragraph_ends(),
            _ => {}
        }
        Ok(())
    }

    fn paragraph_ends(&mut self) -> Result<(), BadDocx> {
        if std::mem::take(&mut self.goes_on) {
            return Ok(());
        }
        let mut paragraph = std::mem::take(&mut self.paragraph);
        paragraph.text = present::plain::line(&paragraph.text).into_owned();
        if paragraph.text.is_empty() {
            return Ok(());
        }
        if self.reading.paragraphs.len() == MOST_PARAGRAPHS {
            return Err(BadDocx::TooLong);
        }
        self.reading.paragraphs.push(paragraph);
        Ok(())
    }
}
