//! Amendments: a change somebody proposes, and whether it still fits a text that went on in the meantime.

use crate::clause::{Clause, ClauseId, ClauseRef};
use crate::conflict::{Conflict, changed_since, merge};
use crate::draft::{Change, ChangeError, Draft};
use serde::{Deserialize, Serialize};

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
        /// Where both sides changed it, and what each has there: every place, in the order of verb, names, sources and
        /// languages.
        at: Vec<Conflict>,
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
    /// together as far as they touch different things or different words ([`merge`](crate::diff::merge)); nothing is ever overwritten in silence.
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
                    return Err(conflict(clause, at));
                }
                Fit { change: Change::Delete { id: clause.id.clone() }, merged: false }
            }
            Proposed::Replace { clause, with } => {
                if clause.id != with.id {
                    return Err(Unfit::OtherId(clause.id.clone()));
                }
                let now = self.now(clause)?;
                let merged = now.digest() != clause.digest;
                let clause = if merged {
                    merge(self.seen(clause)?, with, now).map_err(|at| conflict(clause, at))?
                } else {
                    with.clone()
                };
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

fn conflict(clause: &ClauseRef, at: Vec<Conflict>) -> Unfit {
    Unfit::Conflict { clause: clause.id.clone(), at }
}
