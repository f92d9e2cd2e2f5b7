//! Where an amendment and what happened in the meantime meet: both sides, as data.

use crate::clause::{AssertedBy, Clause, ClauseId, Source, Verb};
use crate::diff::{self, Passage, Sides};
use crate::draft::{Place, Version};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Lang, MultiText, PartyKey};

/// What in a clause was changed on both sides, differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictAt {
    /// The verb.
    Verb,
    /// In whose name it speaks, who is to act or who is invited.
    Names,
    /// The statements behind it.
    Sources,
    /// Its words in this language.
    Text(Lang),
    /// Where it stands.
    Place,
}

/// One place where both sides changed a clause, and what each has there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The clause.
    pub clause: ClauseId,
    /// What of it.
    pub what: Clash,
}

/// What both sides have in one place. An amendment that takes the clause out, or moves it as it was, wants nothing there:
/// no verb, no names, no sources, no passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clash {
    /// The verb.
    Verb(Sides<Option<Verb>>),
    /// In whose name it speaks, who is to act or who is invited.
    Names(Box<Sides<Names>>),
    /// The statements behind it.
    Sources(Sides<BTreeSet<Source>>),
    /// A passage in one language.
    Text {
        /// The language.
        lang: Lang,
        /// The passage; nothing where a side has no words in the language. Where the amendment cuts the clause in two,
        /// its wording is both halves, each on a line.
        sides: Box<Sides<Option<Passage>>>,
    },
    /// Where the clause stands.
    Place(Box<Sides<Place>>),
}

/// Whom a clause names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In whose name it speaks.
    pub asserted_by: AssertedBy,
    /// Who is to act.
    pub actors: BTreeSet<PartyKey>,
    /// Who is invited.
    pub addressees: BTreeSet<PartyKey>,
}

impl Conflict {
    /// Which field of the clause, and in which language.
    #[must_use]
    pub fn at(&self) -> ConflictAt {
        match &self.what {
            Clash::Verb(_) => ConflictAt::Verb,
            Clash::Names(_) => ConflictAt::Names,
            Clash::Sources(_) => ConflictAt::Sources,
            Clash::Text { lang, .. } => ConflictAt::Text(lang.clone()),
            Clash::Place(_) => ConflictAt::Place,
        }
    }
}

impl Names {
    fn of(clause: &Clause) -> Names {
        let Clause { asserted_by, actors, addressees, .. } = clause.clone();
        Names { asserted_by, actors, addressees }
    }
}

/// Three sides of one thing: the changed one wins, two that differ are a conflict.
fn three<T: PartialEq>(base: T, wanted: T, now: T) -> Result<T, Sides<T>> {
    match () {
        () if wanted == now || now == base => Ok(wanted),
        () if wanted == base => Ok(now),
        () => Err(Sides { base, wanted, now }),
    }
}

/// Both changes of a clause brought together.
pub(crate) fn merge(base: &Clause, wanted: &Clause, now: &Clause) -> Result<Clause, Vec<Conflict>> {
    let mut clashes = Vec::new();
    let mut merged = now.clone();
    match three(&base.verb, &wanted.verb, &now.verb) {
        Ok(verb) => merged.verb.clone_from(verb),
        Err(sides) => clashes.push(Clash::Verb(sides.map(Clone::clone))),
    }
    match three(Names::of(base), Names::of(wanted), Names::of(now)) {
        Ok(Names { asserted_by, actors, addressees }) => {
            (merged.asserted_by, merged.actors, merged.addressees) = (asserted_by, actors, addressees);
        }
        Err(sides) => clashes.push(Clash::Names(Box::new(sides))),
    }
    match three(&base.sources, &wanted.sources, &now.sources) {
        Ok(sources) => merged.sources.clone_from(sources),
        Err(sides) => clashes.push(Clash::Sources(sides.map(Clone::clone))),
    }
    let mut text = MultiText::default();
    for lang in langs(&[base, wanted, now]) {
        match words(Sides { base, wanted, now }.map(|clause| clause.text.get(lang)), lang) {
            Ok(Some(words)) => text = text.with(lang.as_str(), &words),
            Ok(None) => {}
            Err(passages) => clashes.extend(passages.into_iter().map(|sides| in_text(lang, sides))),
        }
    }
    merged.text = text;
    if clashes.is_empty() { Ok(merged) } else { Err(conflicts(base, clashes)) }
}

/// What was changed in a clause since an amendment was written that cannot be brought together with any change of it:
/// that wants these words in the place of the clause, or none.
pub(crate) fn changed_since(base: &Clause, wanted: Option<&Clause>, now: &Clause) -> Vec<Conflict> {
    let mut clashes = Vec::new();
    if base.verb != now.verb {
        let wanted = wanted.and_then(|wanted| wanted.verb.clone());
        clashes.push(Clash::Verb(Sides { base: base.verb.clone(), wanted, now: now.verb.clone() }));
    }
    let names = Sides {
        base: Names::of(base),
        wanted: wanted.map(Names::of).unwrap_or_default(),
        now: Names::of(now),
    };
    if names.base != names.now {
        clashes.push(Clash::Names(Box::new(names)));
    }
    if base.sources != now.sources {
        let wanted = wanted.map(|wanted| wanted.sources.clone()).unwrap_or_default();
        clashes.push(Clash::Sources(Sides { base: base.sources.clone(), wanted, now: now.sources.clone() }));
    }
    conflicts(base, clashes).into_iter().chain(reworded_since(base, wanted, now)).collect()
}

/// The words that were changed in a clause since such an amendment was written.
pub(crate) fn reworded_since(base: &Clause, wanted: Option<&Clause>, now: &Clause) -> Vec<Conflict> {
    let mut clashes = Vec::new();
    for lang in langs(&[base, now]) {
        let wanted = wanted.and_then(|wanted| wanted.text.get(lang));
        match (base.text.get(lang), now.text.get(lang)) {
            (was, is) if was == is => {}
            (Some(was), Some(is)) => {
                let passages = diff::went_on(was, wanted.unwrap_or(was), is, lang).into_iter();
                clashes.extend(passages.map(|Sides { base, wanted: words, now }| {
                    let wanted = wanted.map(|_| words);
                    in_text(lang, Sides { base: Some(base), wanted, now: Some(now) })
                }));
            }
            (base, now) => clashes.push(in_text(lang, whole(Sides { base, wanted, now }, lang))),
        }
    }
    conflicts(base, clashes)
}

/// Where a clause stands in a version.
pub(crate) fn place(version: &Version, id: &ClauseId) -> Place {
    let at = version.clauses().iter().position(|clause| clause.id == *id).unwrap_or_default();
    let (before, from) = version.clauses().split_at(at);
    match (before.last(), from.first()) {
        (Some(before), Some(clause)) if before.part == clause.part => Place::After(before.id.clone()),
        _ => Place::First,
    }
}

/// That a clause was moved in the meantime.
pub(crate) fn moved_since(id: &ClauseId, sides: Sides<Place>) -> Conflict {
    Conflict { clause: id.clone(), what: Clash::Place(Box::new(sides)) }
}

/// A clause whose words are those of both halves, each on a line.
pub(crate) fn halves(first: &Clause, second: &Clause) -> Clause {
    let mut text = MultiText::default();
    for lang in langs(&[first, second]) {
        let both: Vec<&str> = [first, second].iter().filter_map(|half| half.text.get(lang)).collect();
        text = text.with(lang.as_str(), &both.join("\n"));
    }
    Clause { text, ..first.clone() }
}

fn conflicts(clause: &Clause, clashes: Vec<Clash>) -> Vec<Conflict> {
    clashes.into_iter().map(|what| Conflict { clause: clause.id.clone(), what }).collect()
}

fn langs<'a>(clauses: &[&'a Clause]) -> BTreeSet<&'a Lang> {
    clauses.iter().flat_map(|clause| clause.text.iter().map(|(lang, _)| lang)).collect()
}

fn in_text(lang: &Lang, sides: Sides<Option<Passage>>) -> Clash {
    Clash::Text { lang: lang.clone(), sides: Box::new(sides) }
}

fn whole(sides: Sides<Option<&str>>, lang: &Lang) -> Sides<Option<Passage>> {
    sides.map(|words| words.map(|words| Passage::whole(words, lang)))
}

/// The words of three sides in one language brought together, word by word where both changed them; nothing where it
/// has no text in it.
fn words(sides: Sides<Option<&str>>, lang: &Lang) -> Result<Option<String>, Vec<Sides<Option<Passage>>>> {
    let Sides { base, wanted, now } = sides;
    match (three(base, wanted, now), base, wanted, now) {
        (Ok(words), ..) => Ok(words.map(str::to_owned)),
        (Err(_), Some(base), Some(wanted), Some(now)) => {
            let clashes = |passages: Vec<Sides<Passage>>| {
                passages.into_iter().map(|passages| passages.map(Some)).collect()
            };
            diff::try_merge(base, wanted, now, lang).map(Some).map_err(clashes)
        }
        // One side took the language out, or both brought it in.
        (Err(sides), ..) => Err(vec![whole(sides, lang)]),
    }
}
