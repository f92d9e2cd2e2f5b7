//! Amendments: a change somebody proposes, and whether it still fits a text that went on in the meantime.

use crate::clause::{Clause, ClauseId, ClauseRef};
use crate::conflict::{Conflict, changed_since, halves, merge, moved_since, place, reworded_since};
use crate::diff::Sides;
use crate::draft::{Change, ChangeError, Draft, Place, Turn};
use serde::{Deserialize, Serialize};
use terms::Digest;

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
    /// The clause stands elsewhere in its part. Its words stay, and so do the positions on them.
    Move {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// The digest of the version in whose order it was seen.
        seen: Digest,
        /// Where it is to stand.
        to: Place,
    },
    /// The clause is cut in two.
    Split {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// Its first half, under its id.
        first: Clause,
        /// Its second half, under an id of its own.
        second: Clause,
    },
    /// Two clauses of one part become one.
    Merge {
        /// The clause that stays, as it was seen.
        first: ClauseRef,
        /// The clause that goes into it, as it was seen.
        second: ClauseRef,
        /// What both become, under the id of the first.
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
    /// The clause was merged into another.
    #[error("clause {clause} went into clause {into} in the meantime; write the amendment against that one")]
    MergedInto {
        /// The clause.
        clause: ClauseId,
        /// The clause it went into.
        into: ClauseId,
    },
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
    /// The replacement, the first half or what two clauses become has another id.
    #[error("clause {0} is replaced under its own id")]
    OtherId(ClauseId),
}

impl Proposed {
    /// The clause it is about, of two that become one the one that stays; `None` for a new one.
    #[must_use]
    pub fn target(&self) -> Option<&ClauseRef> {
        match self {
            Proposed::Insert { .. } => None,
            Proposed::Delete { clause }
            | Proposed::Replace { clause, .. }
            | Proposed::Move { clause, .. }
            | Proposed::Split { clause, .. }
            | Proposed::Merge { first: clause, .. } => Some(clause),
        }
    }

    /// Every clause it is about, as it was seen.
    pub fn targets(&self) -> impl Iterator<Item = &ClauseRef> {
        let second = if let Proposed::Merge { second, .. } = self { Some(second) } else { None };
        self.target().into_iter().chain(second)
    }

    /// The clause as it would be, of one that is cut in two the first half; `None` where it is taken out or moved.
    #[must_use]
    pub fn clause(&self) -> Option<&Clause> {
        match self {
            Proposed::Insert { clause, .. }
            | Proposed::Replace { with: clause, .. }
            | Proposed::Split { first: clause, .. }
            | Proposed::Merge { with: clause, .. } => Some(clause),
            Proposed::Delete { .. } | Proposed::Move { .. } => None,
        }
    }

    /// Every clause that it writes, as it would be.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        let second = if let Proposed::Split { second, .. } = self { Some(second) } else { None };
        self.clause().into_iter().chain(second)
    }
}

impl Draft {
    /// How an amendment fits the latest version. Where its clause went on in the meantime, both changes are brought
    /// together as far as they touch different things or different words ([`merge`](crate::diff::merge)); nothing is ever
    /// overwritten in silence.
    ///
    /// A move meets another move of the clause, or of the one it is to follow; cutting a clause in two or making two one
    /// meets every change of their words, whichever came first.
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
                self.current(clause, None)?;
                Fit { change: Change::Delete { id: clause.id.clone() }, merged: false }
            }
            Proposed::Replace { clause, with } => self.replacement(clause, with)?,
            Proposed::Move { clause, seen, to } => self.moving(clause, seen, to)?,
            Proposed::Split { clause, first, second } => self.splitting(clause, first, second)?,
            Proposed::Merge { first, second, with } => self.making_one(first, second, with)?,
        };
        // What would be refused when it is carried out is refused now.
        self.check(&fit.change)?;
        Ok(fit)
    }

    fn replacement(&self, clause: &ClauseRef, with: &Clause) -> Result<Fit, Unfit> {
        own_id(clause, with)?;
        let now = self.now(clause)?;
        let merged = !self.is_current(clause);
        let clause = if merged {
            let (since, base) = self.seen(clause)?;
            if with.text != base.text && self.was_cut(&clause.id, since) {
                none_or(clause, reworded_since(base, Some(with), now))?;
            }
            merge(base, with, now).map_err(|at| conflict(clause, at))?
        } else {
            with.clone()
        };
        Ok(Fit { change: Change::Replace { clause }, merged })
    }

    fn moving(&self, clause: &ClauseRef, seen: &Digest, to: &Place) -> Result<Fit, Unfit> {
        let now = self.now(clause)?;
        let unknown = || Unfit::UnknownBase(clause.id.clone());
        let since =
            self.versions().iter().rposition(|version| version.digest() == *seen).ok_or_else(unknown)?;
        let version = &self.versions()[since];
        let base =
            version.clause(&clause.id).filter(|base| base.digest() == clause.digest).ok_or_else(unknown)?;
        let change = Change::Move { id: clause.id.clone(), to: to.clone() };
        // Who wants it where somebody else has put it has what was wanted.
        self.check(&change)?;
        if self.was_cut(&clause.id, since) {
            none_or(clause, changed_since(base, None, now))?;
        }
        let places = |id: &ClauseId, wanted: Option<Place>| {
            let (base, now) = (place(version, id), place(self.latest(), id));
            moved_since(id, Sides { wanted: wanted.unwrap_or_else(|| base.clone()), base, now })
        };
        let was_moved = |id: &ClauseId| self.turns_since(since).any(|turn| *turn == Turn::Moved(id.clone()));
        let mut at = Vec::new();
        at.extend(was_moved(&clause.id).then(|| places(&clause.id, Some(to.clone()))));
        if let Place::After(after) = to {
            at.extend(was_moved(after).then(|| places(after, None)));
        }
        none_or(clause, at)?;
        Ok(Fit { change, merged: !self.is_current(clause) })
    }

    fn splitting(&self, clause: &ClauseRef, first: &Clause, second: &Clause) -> Result<Fit, Unfit> {
        own_id(clause, first)?;
        let now = self.now(clause)?;
        let merged = !self.is_current(clause);
        let (mut first, mut second) = (first.clone(), second.clone());
        if merged {
            let (since, base) = self.seen(clause)?;
            let both = halves(&first, &second);
            none_or(clause, reworded_since(base, Some(&both), now))?;
            if self.was_cut(&clause.id, since) {
                none_or(clause, changed_since(base, Some(&both), now))?;
            }
            // What changed beside the words goes to both halves.
            first = merge(base, &first, now).map_err(|at| conflict(clause, at))?;
            let with = merge(base, &second, now).map_err(|at| conflict(clause, at))?;
            second = Clause { id: second.id, part: second.part, ..with };
        }
        Ok(Fit { change: Change::Split { first, second }, merged })
    }

    fn making_one(&self, first: &ClauseRef, second: &ClauseRef, with: &Clause) -> Result<Fit, Unfit> {
        own_id(first, with)?;
        let now = self.now(first)?;
        let merged = !self.is_current(first);
        let mut at = Vec::new();
        if merged {
            at.extend(reworded_since(self.seen(first)?.1, Some(with), now));
        }
        // The second goes with all that it names, so no change of it can be kept.
        match self.current(second, Some(with)) {
            Err(Unfit::Conflict { at: of_second, .. }) => at.extend(of_second),
            other => other?,
        }
        none_or(first, at)?;
        let base = if merged { self.seen(first)?.1 } else { now };
        let with = merge(base, with, now).map_err(|at| conflict(first, at))?;
        Ok(Fit { change: Change::Merge { with, second: second.id.clone() }, merged })
    }

    /// The clause must be as it was seen by an amendment that wants this in its place.
    fn current(&self, clause: &ClauseRef, wanted: Option<&Clause>) -> Result<(), Unfit> {
        let now = self.now(clause)?;
        if self.is_current(clause) {
            return Ok(());
        }
        Err(conflict(clause, changed_since(self.seen(clause)?.1, wanted, now)))
    }

    fn now(&self, reference: &ClauseRef) -> Result<&Clause, Unfit> {
        self.latest().clause(&reference.id).ok_or_else(|| match self.superseded_by(&reference.id) {
            Some(into) => Unfit::MergedInto { clause: reference.id.clone(), into: into.clone() },
            None => Unfit::Gone(reference.id.clone()),
        })
    }

    /// The clause as an amendment saw it, and the last version from which it read so.
    fn seen(&self, reference: &ClauseRef) -> Result<(usize, &Clause), Unfit> {
        let since = self.since(reference);
        let seen = since.and_then(|since| Some((since, self.versions().get(since)?.clause(&reference.id)?)));
        seen.ok_or_else(|| Unfit::UnknownBase(reference.id.clone()))
    }

    /// Whether a clause was cut in two, or took another in, after a version.
    fn was_cut(&self, id: &ClauseId, since: usize) -> bool {
        self.turns_since(since).any(|turn| match turn {
            Turn::Split(of, _) | Turn::Merged(of, _) => of == id,
            Turn::Moved(_) => false,
        })
    }
}

fn own_id(clause: &ClauseRef, with: &Clause) -> Result<(), Unfit> {
    if clause.id == with.id { Ok(()) } else { Err(Unfit::OtherId(clause.id.clone())) }
}

fn conflict(clause: &ClauseRef, at: Vec<Conflict>) -> Unfit {
    Unfit::Conflict { clause: clause.id.clone(), at }
}

fn none_or(clause: &ClauseRef, at: Vec<Conflict>) -> Result<(), Unfit> {
    if at.is_empty() { Ok(()) } else { Err(conflict(clause, at)) }
}
