//! A draft: versions that never change, each made from the one before.

use crate::bytes::Bytes;
use crate::clause::{Clause, ClauseId, ClauseRef, Part};
use crate::frozen::{FreezeError, FrozenText};
use crate::symbol::Symbol;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Puts a clause elsewhere in its part, and with it the alternatives that stand behind it. Its digest stays, and so
    /// does what was given on it.
    Move {
        /// The clause.
        id: ClauseId,
        /// Where it goes.
        to: Place,
    },
    /// Cuts a clause in two. The first half keeps the id, and what was given on the clause falls, since its digest
    /// changes; nothing was given on the second half yet.
    Split {
        /// The first half, under the id of the clause.
        first: Clause,
        /// The second half, under an id of its own, behind the first.
        second: Clause,
    },
    /// Makes two clauses of one part one, in the place and under the id of the first. What was given on either falls.
    /// [`Draft::superseded_by`] tells where the second went; its id is never used again in this draft.
    Merge {
        /// The clause that both become, under the id of the first.
        with: Clause,
        /// The second.
        second: ClauseId,
    },
}

/// Where a clause goes within its part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// To the beginning.
    First,
    /// Behind this clause and its alternatives.
    After(ClauseId),
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
    /// The replacement is the same to the byte, or the clause stands there already.
    #[error("clause {0} would not change")]
    Unchanged(ClauseId),
    /// A clause is to be merged with itself.
    #[error("clause {0} cannot be merged with itself; name another")]
    Itself(ClauseId),
}

/// One version of a draft. It never changes; a change makes the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    clauses: Vec<Clause>,
    /// Those of the clauses, in their order.
    digests: Vec<Digest>,
    digest: Digest,
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
    fn of(clauses: Vec<Clause>, digests: Vec<Digest>) -> Version {
        let digest = digest(&digests);
        Version { clauses, digests, digest }
    }

    /// The clauses in the order of the document.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The same, each with its digest.
    pub fn with_digests(&self) -> impl Iterator<Item = (Digest, &Clause)> {
        self.digests.iter().copied().zip(&self.clauses)
    }

    /// The clause with this id.
    #[must_use]
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == *id)
    }

    /// The clauses with their numbers: operative ones count from 1, the others have none; alternatives behind their
    /// clause ([`ClauseId::alternative`]) share its number. Derived from the order;
    /// nothing may refer to a clause by its number.
    pub fn numbered(&self) -> impl Iterator<Item = (Option<usize>, &Clause)> {
        numbered(&self.clauses)
    }

    /// SHA-256 over the clauses' digests in their order (`plenary-text/1`). Equal digests are equal texts.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether what was given on `reference` stands in this version (invariant I2).
    #[must_use]
    pub fn validity(&self, reference: &ClauseRef) -> Validity {
        let at = self.clauses.iter().position(|clause| clause.id == reference.id);
        match at.map(|at| self.digests[at]) {
            None => Validity::Deleted,
            Some(now) if now == reference.digest => Validity::Current,
            Some(now) => Validity::Superseded { now },
        }
    }
}

/// The digest of a text, from those of its clauses in their order.
pub(crate) fn digest(clauses: &[Digest]) -> Digest {
    let mut bytes = Bytes::of("plenary-text/1");
    bytes.count(clauses.len());
    clauses.iter().for_each(|clause| bytes.digest(clause));
    bytes.sha256()
}

pub(crate) fn numbered(clauses: &[Clause]) -> impl Iterator<Item = (Option<usize>, &Clause)> {
    // The last number, and the clause that has it.
    clauses.iter().scan((0, None), |(last, holder), clause| {
        let counts = clause.part == Part::Operative;
        let principal = clause.id.alternative_of().map(|(of, _)| of);
        if counts && (principal.is_none() || principal.as_ref() != *holder) {
            *last += 1;
            *holder = Some(&clause.id);
        }
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
    /// The ids that are or were in use in any version.
    used: BTreeSet<ClauseId>,
    /// Leading wording and translation, where somebody said that the one still renders the other.
    held: BTreeMap<(ClauseId, Lang), (String, String)>,
    /// The digests each clause has had, each with the version from which it had it, ascending.
    digests: BTreeMap<ClauseId, Vec<(usize, Digest)>>,
    /// What was moved, split and merged, with the version that it made, ascending.
    turns: Vec<(usize, Turn)>,
}

/// What happened to a clause beside a change of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It was moved.
    Moved(ClauseId),
    /// The first was cut in two, the second being new.
    Split(ClauseId, ClauseId),
    /// The second went into the first.
    Merged(ClauseId, ClauseId),
}

impl Draft {
    /// A draft without clauses. `symbol` is the one it will first be circulated under.
    #[must_use]
    pub fn new(symbol: Symbol, kind: Kind) -> Draft {
        let versions = vec![Version::of(Vec::new(), Vec::new())];
        Draft {
            symbol,
            kind,
            versions,
            circulated: BTreeSet::new(),
            used: BTreeSet::new(),
            held: BTreeMap::new(),
            digests: BTreeMap::new(),
            turns: Vec::new(),
        }
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
        let (written, turn) = match &change {
            Change::Add { clause, .. } | Change::Replace { clause } => (vec![clause.reference()], None),
            Change::Delete { .. } => (Vec::new(), None),
            Change::Move { id, .. } => (Vec::new(), Some(Turn::Moved(id.clone()))),
            Change::Split { first, second } => {
                let turn = Turn::Split(first.id.clone(), second.id.clone());
                (vec![first.reference(), second.reference()], Some(turn))
            }
            Change::Merge { with, second } => {
                (vec![with.reference()], Some(Turn::Merged(with.id.clone(), second.clone())))
            }
        };
        let clauses = self.next(change)?;
        let version = self.versions.len();
        for ClauseRef { id, digest } in written {
            self.used.insert(id.clone());
            self.digests.entry(id).or_default().push((version, digest));
        }
        self.turns.extend(turn.map(|turn| (version, turn)));
        let digest =
            |clause: &Clause| self.digests.get(&clause.id).and_then(|had| had.last()).map(|had| had.1);
        let digests =
            clauses.iter().map(|clause| digest(clause).unwrap_or_else(|| clause.digest())).collect();
        self.versions.push(Version::of(clauses, digests));
        Ok(self.latest())
    }

    /// The clause that this one was merged into, which may have been merged into another itself; `None` where it was not.
    #[must_use]
    pub fn superseded_by(&self, id: &ClauseId) -> Option<&ClauseId> {
        self.turns.iter().find_map(|(_, turn)| match turn {
            Turn::Merged(into, gone) if gone == id => Some(into),
            _ => None,
        })
    }

    /// The clause that this one was the second half of, when it was cut in two; `None` where it was added.
    #[must_use]
    pub fn split_from(&self, id: &ClauseId) -> Option<&ClauseId> {
        self.turns.iter().find_map(|(_, turn)| match turn {
            Turn::Split(of, new) if new == id => Some(of),
            _ => None,
        })
    }

    /// What happened to clauses beside a change of their words, after a version.
    pub(crate) fn turns_since(&self, version: usize) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(move |(made, _)| *made > version).map(|(_, turn)| turn)
    }

    /// The last version from which a clause had this digest; `None` where it never had.
    pub(crate) fn since(&self, reference: &ClauseRef) -> Option<usize> {
        let mut had = self.digests.get(&reference.id)?.iter().rev();
        had.find(|(_, digest)| *digest == reference.digest).map(|(version, _)| *version)
    }

    /// The clause as a reference saw it, out of all versions; `None` where it never read so.
    #[must_use]
    pub fn wording(&self, reference: &ClauseRef) -> Option<&Clause> {
        self.versions.get(self.since(reference)?)?.clause(&reference.id)
    }

    /// The wordings a clause has had, the oldest first; none for a clause that never was.
    pub fn wordings<'a>(&'a self, id: &'a ClauseId) -> impl DoubleEndedIterator<Item = &'a Clause> {
        let had = self.digests.get(id).map_or(&[][..], Vec::as_slice).iter();
        had.filter_map(move |(version, _)| self.versions.get(*version)?.clause(id))
    }

    /// Whether a clause that is in the latest version reads as it did for this reference.
    pub(crate) fn is_current(&self, reference: &ClauseRef) -> bool {
        let last = self.digests.get(&reference.id).and_then(|had| had.last());
        last.is_some_and(|(_, digest)| *digest == reference.digest)
    }

    /// Whether a change fits the latest version. Nothing is copied for it: it is asked once for each amendment.
    pub(crate) fn check(&self, change: &Change) -> Result<(), ChangeError> {
        match change {
            Change::Add { clause, after } => self.place(clause, after.as_ref()).map(drop),
            Change::Replace { clause } => {
                refuse_replacement(&self.latest().clauses[self.find(&clause.id)?], clause)
            }
            Change::Delete { id } => self.find(id).map(drop),
            Change::Move { id, to } => self.moved(id, to).map(drop),
            Change::Split { first, second } => self.halves(first, second).map(drop),
            Change::Merge { with, second } => self.merging(with, second).map(drop),
        }
    }

    /// The clauses after a change.
    fn next(&self, change: Change) -> Result<Vec<Clause>, ChangeError> {
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
            Change::Move { id, to } => clauses = self.moved(&id, &to)?.into_iter().cloned().collect(),
            Change::Split { first, second } => {
                let (at, behind) = self.halves(&first, &second)?;
                clauses[at] = first;
                clauses.insert(behind, second);
            }
            Change::Merge { with, second } => {
                let (at, gone) = self.merging(&with, &second)?;
                clauses[at] = with;
                clauses.remove(gone);
            }
        }
        Ok(clauses)
    }

    /// The clauses in their order once one was moved.
    fn moved(&self, id: &ClauseId, to: &Place) -> Result<Vec<&Clause>, ChangeError> {
        let clauses: Vec<&Clause> = self.latest().clauses.iter().collect();
        let from = self.find(id)?;
        let part = clauses[from].part;
        let mut rest = clauses.clone();
        let end = if id.alternative_of().is_some() { from + 1 } else { behind(&clauses, from, None) };
        let block: Vec<&Clause> = rest.drain(from..end).collect();
        let at = match to {
            Place::First => rest.partition_point(|clause| clause.part < part),
            Place::After(after) => {
                let stands = clauses[self.find(after)?].part;
                if stands != part {
                    return Err(ChangeError::OtherPart {
                        id: after.clone(),
                        stands_in: stands,
                        wanted: part,
                    });
                }
                let at = rest.iter().position(|clause| clause.id == *after);
                // Behind itself or one of its alternatives is where it stands.
                behind(&rest, at.ok_or_else(|| ChangeError::Unchanged(id.clone()))?, Some(id))
            }
        };
        if at == from {
            return Err(ChangeError::Unchanged(id.clone()));
        }
        rest.splice(at..at, block);
        Ok(rest)
    }

    /// Where the halves of a clause go.
    fn halves(&self, first: &Clause, second: &Clause) -> Result<(usize, usize), ChangeError> {
        let clauses: Vec<&Clause> = self.latest().clauses.iter().collect();
        let at = self.find(&first.id)?;
        refuse_replacement(clauses[at], first)?;
        if self.used.contains(&second.id) {
            return Err(ChangeError::IdTaken(second.id.clone()));
        }
        same_part(clauses[at], second.part)?;
        Ok((at, behind(&clauses, at, Some(&second.id))))
    }

    /// Where two clauses stand that become one.
    fn merging(&self, with: &Clause, second: &ClauseId) -> Result<(usize, usize), ChangeError> {
        if with.id == *second {
            return Err(ChangeError::Itself(second.clone()));
        }
        let (at, gone) = (self.find(&with.id)?, self.find(second)?);
        refuse_replacement(&self.latest().clauses[at], with)?;
        same_part(&self.latest().clauses[gone], with.part)?;
        Ok((at, gone))
    }

    fn find(&self, id: &ClauseId) -> Result<usize, ChangeError> {
        let at = self.latest().clauses.iter().position(|clause| clause.id == *id);
        at.ok_or_else(|| ChangeError::NoSuchClause(id.clone()))
    }

    /// Where a new clause goes.
    fn place(&self, clause: &Clause, after: Option<&ClauseId>) -> Result<usize, ChangeError> {
        if self.used.contains(&clause.id) {
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

    /// The translations in the latest version that were left behind: the wording in the `leading` language changed
    /// after they were written, is not what it was then, and nobody said that they still hold. In the order of the
    /// document and of the languages. It follows from the versions; no digest knows of it.
    #[must_use]
    pub fn stale(&self, leading: &Lang) -> Vec<(ClauseId, Lang)> {
        let mut stale = Vec::new();
        for clause in self.latest().clauses() {
            let Some(now) = clause.text.get(leading) else { continue };
            for (lang, words) in clause.text.iter().filter(|(lang, _)| *lang != leading) {
                let held = self.held.get(&(clause.id.clone(), lang.clone()));
                if held.is_some_and(|(led, held)| led == now && held == words) {
                    continue;
                }
                let before = self.wordings(&clause.id).rev();
                let since = before.take_while(|before| before.text.get(lang) == Some(words));
                // A translation older than any leading wording is the original of the first one.
                let then = since.filter_map(|before| before.text.get(leading)).last();
                if then != Some(now) {
                    stale.push((clause.id.clone(), lang.clone()));
                }
            }
        }
        stale
    }

    /// Says that the translation of a clause into `lang` still renders the wording in the `leading` language, as both
    /// are now. It falls with the next change of either.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchClause`] where the clause is no longer as it was seen or has no words in both languages.
    pub fn translation_holds(
        &mut self,
        seen: &ClauseRef,
        lang: &Lang,
        leading: &Lang,
    ) -> Result<(), ChangeError> {
        let clause = self.latest().clause(&seen.id).filter(|clause| clause.digest() == seen.digest);
        let words = clause.and_then(|clause| Some((clause.text.get(leading)?, clause.text.get(lang)?)));
        let (led, words) = words.ok_or_else(|| ChangeError::NoSuchClause(seen.id.clone()))?;
        let held = (led.to_owned(), words.to_owned());
        self.held.insert((seen.id.clone(), lang.clone()), held);
        Ok(())
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

fn same_part(clause: &Clause, wanted: Part) -> Result<(), ChangeError> {
    let stands_in = clause.part;
    if stands_in == wanted {
        Ok(())
    } else {
        Err(ChangeError::OtherPart { id: clause.id.clone(), stands_in, wanted })
    }
}

/// The place behind a clause and the alternatives that follow it in its part, or, for a further alternative of it, behind the clause
/// itself.
fn behind(clauses: &[&Clause], at: usize, who: Option<&ClauseId>) -> usize {
    let of = |id: &ClauseId| id.alternative_of().map(|(of, _)| of);
    let principal = of(&clauses[at].id).unwrap_or_else(|| clauses[at].id.clone());
    if who.and_then(of).is_some_and(|of| of == principal) {
        return at + 1;
    }
    let part = clauses[at].part;
    let follows = |clause: &&&Clause| clause.part == part && of(&clause.id).as_ref() == Some(&principal);
    at + 1 + clauses[at + 1..].iter().take_while(follows).count()
}

fn refuse_replacement(old: &Clause, new: &Clause) -> Result<(), ChangeError> {
    same_part(old, new.part)?;
    if old == new {
        return Err(ChangeError::Unchanged(old.id.clone()));
    }
    Ok(())
}
