//! A draft: versions that never change, each made from the one before.

use crate::bytes::Bytes;
use crate::clause::{Clause, ClauseId, ClauseRef, Part};
use crate::frozen::{FreezeError, FrozenText};
use crate::symbol::Symbol;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Digest, Lang};

/// What kind of document a draft is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A declaration or joint statement, negotiated by all.
    Declaration,
    /// A proposal by the forum.
    Initiative,
    /// A plan or programme of action.
    Plan,
    /// The chair's own summary: the chair's responsibility, adopted by nobody.
    ChairsSummary,
}

/// One change of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Puts in a new clause, behind `after` or, without it, at the end of its part.
    Add {
        /// The clause.
        clause: Clause,
        /// The clause it follows, in the same part.
        after: Option<ClauseId>,
    },
    /// Puts another content in the place of the clause with the same id. Its part may not change.
    Replace {
        /// The clause as it is to be.
        clause: Clause,
    },
    /// Takes a clause out. Its id is never used again in this draft.
    Delete {
        /// The clause.
        id: ClauseId,
    },
}

/// Why a change was refused. The draft is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// There is no such clause in the latest version.
    #[error("there is no clause {0} in this version")]
    NoSuchClause(ClauseId),
    /// The id is or was in use.
    #[error("the clause id {0} is or was in use in this draft; a new clause needs a new id")]
    IdTaken(ClauseId),
    /// The clause to follow stands in another part, or the part of a replaced clause would change.
    #[error(
        "clause {id} stands in the {stands_in:?} part; a clause of the {wanted:?} part cannot take or follow its place"
    )]
    OtherPart {
        /// The clause in place.
        id: ClauseId,
        /// Where it stands.
        stands_in: Part,
        /// The part asked for.
        wanted: Part,
    },
    /// The replacement is the same to the byte.
    #[error("clause {0} would not change")]
    Unchanged(ClauseId),
}

/// One version of a draft. It never changes; a change makes the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    clauses: Vec<Clause>,
}

/// Whether what was given on one version of a clause still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Validity {
    /// The clause is the same to the byte.
    Current,
    /// The clause was changed: what was given on it no longer stands and must be given anew.
    Superseded {
        /// The digest of the clause as it is now.
        now: Digest,
    },
    /// The clause is gone, and what was given on it with it.
    Deleted,
}

impl Version {
    /// The clauses in the order of the document.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The clause with this id.
    #[must_use]
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == *id)
    }

    /// The clauses with their numbers: operative ones count from 1, the others have none. Derived from the order;
    /// nothing may refer to a clause by its number.
    pub fn numbered(&self) -> impl Iterator<Item = (Option<usize>, &Clause)> {
        numbered(&self.clauses)
    }

    /// SHA-256 over the clauses' digests in their order (`plenary-text/1`). Equal digests are equal texts.
    #[must_use]
    pub fn digest(&self) -> Digest {
        digest(&self.clauses)
    }

    /// Whether what was given on `reference` stands in this version (invariant I2).
    #[must_use]
    pub fn validity(&self, reference: &ClauseRef) -> Validity {
        match self.clause(&reference.id).map(Clause::digest) {
            None => Validity::Deleted,
            Some(now) if now == reference.digest => Validity::Current,
            Some(now) => Validity::Superseded { now },
        }
    }
}

pub(crate) fn digest(clauses: &[Clause]) -> Digest {
    let mut bytes = Bytes::of("plenary-text/1");
    bytes.count(clauses.len());
    clauses.iter().for_each(|clause| bytes.digest(&clause.digest()));
    bytes.sha256()
}

pub(crate) fn numbered(clauses: &[Clause]) -> impl Iterator<Item = (Option<usize>, &Clause)> {
    clauses.iter().scan(0, |last, clause| {
        let counts = clause.part == Part::Operative;
        *last += usize::from(counts);
        Some((counts.then_some(*last), clause))
    })
}

/// A text in the making. It is not written anywhere itself: its changes are, and it is what they add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    symbol: Symbol,
    kind: Kind,
    /// Never empty; the first is the empty version before any clause.
    versions: Vec<Version>,
    /// Which versions were circulated, ascending.
    circulated: BTreeSet<usize>,
}

impl Draft {
    /// A draft without clauses. `symbol` is the one it will first be circulated under.
    #[must_use]
    pub fn new(symbol: Symbol, kind: Kind) -> Draft {
        Draft { symbol, kind, versions: vec![Version { clauses: Vec::new() }], circulated: BTreeSet::new() }
    }

    /// The symbol of the latest version: the first one until something was circulated, then `Rev.1` from the
    /// first change on, `Rev.2` from the first change after `Rev.1` was circulated, and so on.
    #[must_use]
    pub fn symbol(&self) -> Symbol {
        let before = self.circulated.range(..self.versions.len() - 1).count();
        self.symbol.revised(u32::try_from(before).expect("far fewer versions than 2^32 fit in memory"))
    }

    /// Marks the latest version as sent to the parties and gives the symbol it goes under. Once more without a
    /// change in between gives the same symbol.
    pub fn circulate(&mut self) -> Symbol {
        self.circulated.insert(self.versions.len() - 1);
        self.symbol()
    }

    /// What it is to become.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// All versions, the oldest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The latest version.
    #[must_use]
    pub fn latest(&self) -> &Version {
        self.versions.last().expect("a draft has a version from the start")
    }

    /// Makes the next version.
    ///
    /// # Errors
    /// [`ChangeError`] where the change does not fit the latest version; the draft is then unchanged.
    pub fn apply(&mut self, change: Change) -> Result<&Version, ChangeError> {
        let clauses = self.next(change)?;
        self.versions.push(Version { clauses });
        Ok(self.latest())
    }

    /// The clauses after a change, whether or not it is then made.
    pub(crate) fn next(&self, change: Change) -> Result<Vec<Clause>, ChangeError> {
        let mut clauses = self.latest().clauses.clone();
        match change {
            Change::Add { clause, after } => {
                let at = self.place(&clause, after.as_ref())?;
                clauses.insert(at, clause);
            }
            Change::Replace { clause } => {
                let at = self.find(&clause.id)?;
                refuse_replacement(&clauses[at], &clause)?;
                clauses[at] = clause;
            }
            Change::Delete { id } => {
                clauses.remove(self.find(&id)?);
            }
        }
        Ok(clauses)
    }

    fn find(&self, id: &ClauseId) -> Result<usize, ChangeError> {
        let at = self.latest().clauses.iter().position(|clause| clause.id == *id);
        at.ok_or_else(|| ChangeError::NoSuchClause(id.clone()))
    }

    /// Where a new clause goes.
    fn place(&self, clause: &Clause, after: Option<&ClauseId>) -> Result<usize, ChangeError> {
        if self.versions.iter().any(|version| version.clause(&clause.id).is_some()) {
            return Err(ChangeError::IdTaken(clause.id.clone()));
        }
        let clauses = &self.latest().clauses;
        let Some(after) = after else {
            return Ok(clauses.partition_point(|other| other.part <= clause.part));
        };
        let at = self.find(after)?;
        match clauses[at].part {
            part if part == clause.part => Ok(at + 1),
            part => Err(ChangeError::OtherPart { id: after.clone(), stands_in: part, wanted: clause.part }),
        }
    }

    /// Freezes the latest version for adoption in its authentic languages.
    ///
    /// # Errors
    /// [`FreezeError`] where the text is empty or a clause lacks one of the languages (invariant I1).
    pub fn freeze(&self, authentic: &[Lang]) -> Result<FrozenText, FreezeError> {
        let authentic: BTreeSet<Lang> = authentic.iter().cloned().collect();
        FrozenText::new(self.symbol(), self.kind, authentic, self.latest().clauses.clone())
    }
}

fn refuse_replacement(old: &Clause, new: &Clause) -> Result<(), ChangeError> {
    if old.part != new.part {
        return Err(ChangeError::OtherPart { id: old.id.clone(), stands_in: old.part, wanted: new.part });
    }
    if old == new {
        return Err(ChangeError::Unchanged(old.id.clone()));
    }
    Ok(())
}
