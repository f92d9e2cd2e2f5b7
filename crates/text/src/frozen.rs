//! A text as it is put to adoption.

use crate::clause::{Clause, ClauseId, ClauseRef};
use crate::draft::{Kind, digest, numbered};
use crate::symbol::Symbol;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Digest, Lang};

/// A text that no longer changes: complete in every authentic language and known by one digest over all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenText {
    /// The symbol it goes under, in all languages.
    pub symbol: Symbol,
    /// What it is to become.
    pub kind: Kind,
    /// The languages in which it is equally authentic; never empty.
    pub authentic: BTreeSet<Lang>,
    /// SHA-256 over the clauses' digests in their order, that of the version that was frozen. It covers the words in
    /// every language there are some in; which of those languages are authentic is said by the act that freezes. What an
    /// adoption, a position on the whole and an approval name.
    pub digest: Digest,
    /// The clauses in the order of the document.
    pub clauses: Vec<Clause>,
}

/// Why a text cannot be frozen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FreezeError {
    /// There is no clause.
    #[error("the text has no clause")]
    Empty,
    /// No language is named as authentic.
    #[error("no authentic language is named")]
    NoLanguage,
    /// A clause has no text in an authentic language.
    #[error("clause {clause} has no text in {lang}, which is to be authentic")]
    Missing {
        /// The clause.
        clause: ClauseId,
        /// The language.
        lang: Lang,
    },
}

impl FrozenText {
    pub(crate) fn new(
        symbol: Symbol,
        kind: Kind,
        authentic: BTreeSet<Lang>,
        clauses: Vec<Clause>,
    ) -> Result<FrozenText, FreezeError> {
        if clauses.is_empty() {
            return Err(FreezeError::Empty);
        }
        if authentic.is_empty() {
            return Err(FreezeError::NoLanguage);
        }
        if let Some((clause, lang)) = missing(&clauses, &authentic) {
            return Err(FreezeError::Missing { clause: clause.id.clone(), lang: lang.clone() });
        }
        Ok(FrozenText { symbol, kind, authentic, digest: of(&clauses), clauses })
    }

    /// Whether the clauses still give the digest and are complete in every authentic language (invariant I1). Ask
    /// this of every frozen text that was read from somewhere.
    #[must_use]
    pub fn holds(&self) -> bool {
        let complete = !self.authentic.is_empty() && missing(&self.clauses, &self.authentic).is_none();
        complete && self.digest == of(&self.clauses)
    }

    /// The clause with this id.
    #[must_use]
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == *id)
    }

    /// The clauses with their derived numbers, as in [`Version::numbered`](crate::Version::numbered).
    pub fn numbered(&self) -> impl Iterator<Item = (Option<usize>, &Clause)> {
        numbered(&self.clauses)
    }

    /// Whether what was given on `reference` was given on this very text of the clause.
    #[must_use]
    pub fn contains(&self, reference: &ClauseRef) -> bool {
        self.clause(&reference.id).is_some_and(|clause| clause.digest() == reference.digest)
    }

    /// The text in one authentic language, clause by clause; `None` for any other language.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Option<Vec<(&ClauseId, &str)>> {
        let texts = self.clauses.iter().map(|clause| Some((&clause.id, clause.text.get(lang)?)));
        self.authentic.contains(lang).then(|| texts.collect()).flatten()
    }
}

fn of(clauses: &[Clause]) -> Digest {
    digest(&clauses.iter().map(Clause::digest).collect::<Vec<_>>())
}

/// The first clause without a text in one of the languages. Blank is no text.
fn missing<'a>(clauses: &'a [Clause], langs: &'a BTreeSet<Lang>) -> Option<(&'a Clause, &'a Lang)> {
    let lacks = |clause: &Clause, lang| clause.text.get(lang).is_none_or(|text| text.trim().is_empty());
    clauses.iter().find_map(|clause| langs.iter().find(|lang| lacks(clause, lang)).map(|lang| (clause, lang)))
}
