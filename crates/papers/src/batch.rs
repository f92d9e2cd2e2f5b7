//! Several sheets in one file, for the program that sets them.

use crate::check::{BadPaper, MOST_BYTES};
use crate::files;
use crate::model::Paper;
use crate::sheet::Sheet;
use serde::{Deserialize, Serialize};

/// The name and version of the form in which sheets are handed over.
pub const FORMAT: &str = "plenary-sheets/1";

/// Sheets to be set in one go, all of them or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// [`FORMAT`].
    pub format: String,
    /// The sheets.
    pub sheets: Vec<NamedSheet>,
}

/// A sheet and what its file is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedSheet {
    /// The name of its file without what comes after the last dot: `text.fa`. Letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// The sheet.
    pub sheet: Sheet,
}

impl Batch {
    /// Sheets by the names of their files.
    #[must_use]
    pub fn of(sheets: impl IntoIterator<Item = (String, Sheet)>) -> Batch {
        let named = |(name, sheet)| NamedSheet { name, sheet };
        Batch { format: FORMAT.to_owned(), sheets: sheets.into_iter().map(named).collect() }
    }

    /// The sheets of a paper, in all its languages: the text, and the record of its adoption.
    #[must_use]
    pub fn of_paper(paper: &Paper) -> Batch {
        Batch::of(paper.languages.iter().flat_map(|lang| {
            let named = move |(what, sheet)| (format!("{what}.{lang}"), sheet);
            files::sheets(paper, lang).into_iter().map(named)
        }))
    }

    /// As JSON; the same sheets give the same bytes.
    ///
    /// # Panics
    /// Never: sheets have nothing that JSON cannot hold.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("sheets are plain data")
    }

    /// Reads sheets, or a paper, whose sheets are then made.
    ///
    /// # Errors
    /// [`BadPaper`], with the place where there is one.
    pub fn from_json(bytes: &[u8]) -> Result<Batch, BadPaper> {
        if bytes.len() > MOST_BYTES {
            return Err(BadPaper::TooLarge);
        }
        let head: Head = serde_json::from_slice(bytes).map_err(|error| BadPaper::of(&error))?;
        if head.format == crate::model::FORMAT {
            return Ok(Batch::of_paper(&Paper::from_json(bytes)?));
        }
        if head.format != FORMAT {
            let said = head.format;
            let known = crate::model::FORMAT;
            return Err(BadPaper::Parts(format!("it says it is {said:?}; expected {known} or {FORMAT}")));
        }
        let batch: Batch = serde_json::from_slice(bytes).map_err(|error| BadPaper::of(&error))?;
        batch.check()?;
        Ok(batch)
    }

    fn check(&self) -> Result<(), BadPaper> {
        let mut names: Vec<&str> = self.sheets.iter().map(|named| named.name.as_str()).collect();
        if let Some(name) = names.iter().find(|name| !is_name(name)) {
            return Err(BadPaper::Parts(format!("{name:?} is no name of a file")));
        }
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(BadPaper::Parts(format!("two sheets are called {:?}", pair[0]))),
            None => Ok(()),
        }
    }
}

/// What a file says it is.
#[derive(Deserialize)]
struct Head {
    format: String,
}

/// Whether a name stays in its folder and is one on every system.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && name.len() <= 100 && name.chars().all(plain) && !name.starts_with('.')
}
