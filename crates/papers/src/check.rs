//! Reading a paper, and what must hold of one before it is set.

use crate::model::{ChangeKind, Clause, FORMAT, Paper, Piece, Status};
use std::collections::BTreeSet;
use terms::{Lang, MultiText};
use text::{AssertedBy, Part};

/// The largest paper that is read, in bytes of JSON.
pub const MOST_BYTES: usize = 64 << 20;

/// Why a paper is refused.
#[derive(Debug, thiserror::Error)]
pub enum BadPaper {
    /// It is longer than [`MOST_BYTES`].
    #[error("the paper is larger than 64 MiB, which no text is")]
    TooLarge,
    /// It is not JSON of this form.
    #[error("the paper cannot be read at line {line}, column {column}: {what}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was found or expected.
        what: String,
    },
    /// Its parts do not fit together.
    #[error("{0}")]
    Parts(String),
}

impl BadPaper {
    /// What JSON could not be read as, with its place.
    pub(crate) fn of(error: &serde_json::Error) -> BadPaper {
        BadPaper::Form {
            line: error.line(),
            column: error.column(),
            what: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        }
    }
}

impl Paper {
    /// Reads a paper from its JSON and checks that it holds together.
    ///
    /// # Errors
    /// [`BadPaper`], with the place where there is one.
    pub fn from_json(bytes: &[u8]) -> Result<Paper, BadPaper> {
        if bytes.len() > MOST_BYTES {
            return Err(BadPaper::TooLarge);
        }
        let paper: Paper = serde_json::from_slice(bytes).map_err(|error| BadPaper::of(&error))?;
        paper.check()?;
        Ok(paper)
    }

    /// The paper as JSON; the same paper gives the same bytes.
    ///
    /// # Panics
    /// Never: a paper has nothing that JSON cannot hold.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a paper is plain data");
        bytes.push(b'\n');
        bytes
    }

    /// Whether the paper holds together.
    ///
    /// # Errors
    /// [`BadPaper::Parts`] names the first thing that does not.
    pub fn check(&self) -> Result<(), BadPaper> {
        let wrong = |what: String| Err(BadPaper::Parts(what));
        if self.format != FORMAT {
            return wrong(format!("the paper says it is {:?}; this program sets {FORMAT}", self.format));
        }
        if self.languages.is_empty() {
            return wrong("the paper names no language to be set in".to_owned());
        }
        let set: BTreeSet<&Lang> = self.languages.iter().collect();
        if set.len() != self.languages.len() {
            return wrong("the paper names a language twice".to_owned());
        }
        if let Some(lang) = self.languages.iter().chain(&self.authentic).find(|lang| !is_tag(lang)) {
            return wrong(format!("{:?} is no language tag", lang.as_str()));
        }
        if !is_key(&self.forum.key) {
            let key = &self.forum.key;
            return wrong(format!("{key:?} is no key of a forum; it may hold letters, digits, - and _"));
        }
        if let Some(lang) = self.authentic.iter().find(|lang| !set.contains(lang)) {
            return wrong(format!("the text is authentic in {lang}, in which it is not to be set"));
        }
        if self.status == Status::Adopted && self.authentic.is_empty() {
            return wrong("an adopted text is authentic in no language".to_owned());
        }
        self.clauses_hold()
    }

    fn clauses_hold(&self) -> Result<(), BadPaper> {
        let wrong = |what: String| Err(BadPaper::Parts(what));
        if self.clauses.is_empty() {
            return wrong("the text has no clause".to_owned());
        }
        let place = |clause: &Clause| Part::ALL.iter().position(|part| *part == clause.part);
        if !self.clauses.is_sorted_by_key(place) {
            return wrong("the clauses are not in the order of the parts".to_owned());
        }
        let mut ids = BTreeSet::new();
        for clause in &self.clauses {
            let id = &clause.id;
            if !ids.insert(id) {
                return wrong(format!("clause {id} stands in the text twice"));
            }
            let gone = !clause.changes.is_empty() && clause.text.iter().next().is_none();
            let lacking = self.authentic.iter().find(|lang| !has_words(&clause.text, lang));
            if let Some(lang) = lacking.filter(|_| !gone) {
                return wrong(format!("clause {id} has no text in {lang}, in which the text is authentic"));
            }
            if !gone && clause.text.iter().all(|(_, text)| text.trim().is_empty()) {
                return wrong(format!("clause {id} has no text"));
            }
            for (lang, pieces) in &clause.changes {
                if clause.text.get(lang).unwrap_or_default() != standing(pieces) {
                    return wrong(format!("the changes of clause {id} in {lang} do not add up to its text"));
                }
            }
            if let AssertedBy::Parties(parties) = &clause.asserted_by
                && let Some(party) = parties.iter().find(|party| !self.parties.contains_key(*party))
            {
                return wrong(format!("clause {id} speaks for {party}, which the paper does not name"));
            }
        }
        Ok(())
    }
}

fn has_words(text: &MultiText, lang: &Lang) -> bool {
    text.get(lang).is_some_and(|text| !text.trim().is_empty())
}

/// What stands of the pieces now.
pub(crate) fn standing(pieces: &[Piece]) -> String {
    let gone = |piece: &&Piece| !piece.change.as_ref().is_some_and(|change| change.kind == ChangeKind::Del);
    pieces.iter().filter(gone).map(|piece| piece.text.as_str()).collect()
}

/// Whether a tag has the form of one: it becomes part of names of files.
fn is_tag(lang: &Lang) -> bool {
    let tag = lang.as_str();
    let part = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    tag.len() <= 35 && (2..=3).contains(&lang.language().len()) && tag.split('-').all(part)
}

fn is_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !key.is_empty() && key.len() <= 64 && key.chars().all(plain)
}
