//! All that is published of a forum on paper: its text with the record of the adoption, and its communiqué.

use crate::sheet::Sheet;
use crate::{Batch, changes, communique, files, of_state};
use forum::{ForumError, State};
use record::Record;

/// Files by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// What the communiqué is called in names of files.
const COMMUNIQUE: &str = "communique";

/// The papers of a forum: those that need no typesetter, and what is to be set as PDF.
#[derive(Clone, Debug)]
pub struct Published {
    files: Files,
    batch: Batch,
}

impl Published {
    /// The text, where there is one, and the communiqué in every language of the forum. With `tracked`, what became of
    /// the text since it was sent round is shown in its Word files. `state` is what the record was folded to.
    ///
    /// # Errors
    /// [`ForumError`] where the acts do not follow from each other.
    pub fn of(record: &Record, state: &State, tracked: bool) -> Result<Published, ForumError> {
        let mut sheets: Vec<(String, Sheet)> = Vec::new();
        let mut written = Files::new();
        if let Some(mut paper) = of_state(&record.header().forum, state, Some(&record.head())) {
            if tracked {
                changes::show(&mut paper, record, state);
            }
            written.extend(files::files(&paper));
            sheets.extend(Batch::of_paper(&paper).sheets.into_iter().map(|named| (named.name, named.sheet)));
        }
        let langs =
            state.convened.as_ref().map(|convened| convened.body.languages.clone()).unwrap_or_default();
        for lang in &langs {
            let sheet = communique(record, state, lang)?;
            written.extend(files::written(COMMUNIQUE, &sheet));
            sheets.push((format!("{COMMUNIQUE}.{lang}"), sheet));
        }
        Ok(Published { files: written, batch: Batch::of(sheets) })
    }

    /// What is to be set as PDF.
    #[must_use]
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// All files, with what was set.
    #[must_use]
    pub fn with(self, pdf: Files) -> Files {
        let mut files = self.files;
        files.extend(pdf);
        files
    }
}

/// The folder a file of it stands in: the communiqué in one of its own, all else in that of the text.
#[must_use]
pub fn placed(name: &str) -> String {
    let folder = if name.starts_with(COMMUNIQUE) { COMMUNIQUE } else { "text" };
    format!("{folder}/{name}")
}
