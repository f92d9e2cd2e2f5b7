//! Amendments: a change somebody proposes, and whether it still fits a text that went on in the meantime.

use crate::clause::{Clause, ClauseId, ClauseRef};
use crate::diff;
use crate::draft::{Change, ChangeError, Draft};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Lang, MultiText};

/// What an amendment proposes. It names the version of the clause it was written against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Proposed {
    /// A new clause.
    Insert {
        /// The clause, under an id of its own.
        clause: Clause,
        /// The clause it follows; without it, at the end of its part.
        after: Option<ClauseId>,
    },
    /// The clause is taken out.
    Delete {
        /// The clause as it was seen.
        clause: ClauseRef,
    },
    /// The clause is put in other words.
    Replace {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// As it is to be.
        with: Clause,
    },
}

/// How an amendment fits the latest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The change that carries it out.
    pub change: Change,
    /// Whether the clause went on in the meantime and both changes were brought together.
    pub merged: bool,
}

/// What in a clause was changed on both sides, differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConflictAt {
    /// The verb.
    Verb,
    /// In whose name it speaks, who is to act or who is invited.
    Names,
    /// The statements behind it.
    Sources,
    /// Its words in this language.
    Text(Lang),
}

/// Why an amendment does not fit. The draft is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The change itself does not fit.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// The clause is gone.
    #[error("clause {0} is no longer in the text; propose it anew as an addition")]
    Gone(ClauseId),
    /// No version of the draft has the clause as the amendment saw it.
    #[error("clause {0} never read as the amendment says it did; write it against the text as it is now")]
    UnknownBase(ClauseId),
    /// The clause went on where the amendment changes it.
    #[error(
        "clause {clause} was changed in the same place in the meantime; write the amendment against it as it is now"
    )]
    Conflict {
        /// The clause.
        clause: ClauseId,
        /// Where both sides changed it.
        at: Vec<ConflictAt>,
    },
    /// The replacement has another id.
    #[error("clause {0} is replaced under its own id")]
    OtherId(ClauseId),
}

impl Proposed {
    /// The clause it is about; `None` for a new one.
    #[must_use]
    pub fn target(&self) -> Option<&ClauseRef> {
        match self {
            Proposed::Insert { .. } => None,
            Proposed::Delete { clause } | Proposed::Replace { clause, .. } => Some(clause),
        }
    }

    /// The clause as it would be; `None` where it is taken out.
    #[must_use]
    pub fn clause(&self) -> Option<&Clause> {
        match self {
            Proposed::Insert { clause, .. } | Proposed::Replace { with: clause, .. } => Some(clause),
            Proposed::Delete { .. } => None,
        }
    }
}

impl Draft {
    /// How an amendment fits the latest version. Where its clause went on in the meantime, both changes are brought
    /// together as far as they touch different things or different words ([`diff::merge`]); nothing is ever overwritten in silence.
    ///
    /// # Errors
    /// [`Unfit`] says why not and what to do.
    pub fn fit(&self, proposed: &Proposed) -> Result<Fit, Unfit> {
        let fit = match proposed {
            Proposed::Insert { clause, after } => {
                let change = Change::Add { clause: clause.clone(), after: after.clone() };
                Fit { change, merged: false }
            }
            Proposed::Delete { clause } => {
                let now = self.now(clause)?;
                if now.digest() != clause.digest {
                    let at = changed_since(self.seen(clause)?, now);
                    return Err(Unfit::Conflict { clause: clause.id.clone(), at });
                }
                Fit { change: Change::Delete { id: clause.id.clone() }, merged: false }
            }
            Proposed::Replace { clause, with } => {
                if clause.id != with.id {
                    return Err(Unfit::OtherId(clause.id.clone()));
                }
                let now = self.now(clause)?;
                let merged = now.digest() != clause.digest;
                let clause = if merged { merge(self.seen(clause)?, with, now)? } else { with.clone() };
                Fit { change: Change::Replace { clause }, merged }
            }
        };
        // What would be refused when it is carried out is refused now.
        self.check(&fit.change)?;
        Ok(fit)
    }

    fn now(&self, reference: &ClauseRef) -> Result<&Clause, Unfit> {
        self.latest().clause(&reference.id).ok_or_else(|| Unfit::Gone(reference.id.clone()))
    }

    /// The clause as an amendment saw it, out of the versions.
    fn seen(&self, reference: &ClauseRef) -> Result<&Clause, Unfit> {
        let of_version = self.versions().iter().rev().filter_map(|version| version.clause(&reference.id));
        let mut seen = of_version.filter(|clause| clause.digest() == reference.digest);
        seen.next().ok_or_else(|| Unfit::UnknownBase(reference.id.clone()))
    }
}

/// Three sides of one thing: the changed one wins, two that differ are a conflict.
fn three<'a, T: PartialEq>(base: &T, ours: &'a T, theirs: &'a T) -> Option<&'a T> {
    match () {
        () if ours == theirs || theirs == base => Some(ours),
        () if ours == base => Some(theirs),
        () => None,
    }
}

/// What was changed from one version of a clause to another.
fn changed_since(base: &Clause, now: &Clause) -> Vec<ConflictAt> {
    let langs: BTreeSet<&Lang> = base.text.iter().chain(now.text.iter()).map(|(lang, _)| lang).collect();
    let texts = langs.into_iter().filter(|lang| base.text.get(lang) != now.text.get(lang));
    let names =
        |clause: &Clause| (clause.asserted_by.clone(), clause.actors.clone(), clause.addressees.clone());
    let mut at: Vec<ConflictAt> = Vec::new();
    at.extend((base.verb != now.verb).then_some(ConflictAt::Verb));
    at.extend((names(base) != names(now)).then_some(ConflictAt::Names));
    at.extend((base.sources != now.sources).then_some(ConflictAt::Sources));
    at.extend(texts.map(|lang| ConflictAt::Text(lang.clone())));
    at
}

fn merge(base: &Clause, ours: &Clause, theirs: &Clause) -> Result<Clause, Unfit> {
    let mut at = Vec::new();
    let mut merged = theirs.clone();
    match three(&base.verb, &ours.verb, &theirs.verb) {
        Some(verb) => merged.verb.clone_from(verb),
        None => at.push(ConflictAt::Verb),
    }
    let names =
        |clause: &Clause| (clause.asserted_by.clone(), clause.actors.clone(), clause.addressees.clone());
    match three(&names(base), &names(ours), &names(theirs)).cloned() {
        Some((by, actors, addressees)) => {
            (merged.asserted_by, merged.actors, merged.addressees) = (by, actors, addressees);
        }
        None => at.push(ConflictAt::Names),
    }
    match three(&base.sources, &ours.sources, &theirs.sources) {
        Some(sources) => merged.sources.clone_from(sources),
        None => at.push(ConflictAt::Sources),
    }
    let langs: BTreeSet<&Lang> =
        [base, ours, theirs].iter().flat_map(|clause| clause.text.iter().map(|(lang, _)| lang)).collect();
    let mut text = MultiText::default();
    for lang in langs {
        match words([base, ours, theirs].map(|clause| clause.text.get(lang)), lang) {
            Some(Some(words)) => text = text.with(lang.as_str(), &words),
            Some(None) => {}
            None => at.push(ConflictAt::Text(lang.clone())),
        }
    }
    merged.text = text;
    if at.is_empty() { Ok(merged) } else { Err(Unfit::Conflict { clause: base.id.clone(), at }) }
}

/// The words of base, one side and the other in one language brought together, word by word where both changed them;
/// `Some(None)`: it has no text in it; `None`: a conflict.
fn words([base, ours, theirs]: [Option<&str>; 3], lang: &Lang) -> Option<Option<String>> {
    match (three(&base, &ours, &theirs), base, ours, theirs) {
        (Some(words), ..) => Some(words.map(str::to_owned)),
        (None, Some(base), Some(ours), Some(theirs)) => diff::merge(base, ours, theirs, lang).map(Some),
        // One side took the language out, or both brought it in.
        (None, ..) => None,
    }
}
