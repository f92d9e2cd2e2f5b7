//! The news report of a forum, written from its record alone.
//!
//! A sentence is a message id with arguments, and every argument carries the numbers of the acts it came from: what
//! no act carries cannot be said. The degree of agreement is that of the findings, recomputed from the recorded
//! counts; "broad consensus" is said of nothing that did not earn it.

mod compose;
mod page;
mod plain;
pub(crate) mod words;

pub use present::communique::{Arg, Section, Sentence, Value};

use crate::outsiders::Outside;
use crate::{ForumError, State, fold};
use present::locale::{Args, speaks};
use record::{Outline, Record, tree::tree_hash};
use std::collections::BTreeSet;
use std::io::Read;
use terms::{Digest, Lang};

/// The kind of the act that issues a communiqué. What stands from there on is no part of it.
pub(crate) const ISSUED: &str = "communique_issued";

/// A communiqué, in one language.
#[derive(Clone, Debug)]
pub struct Communique {
    /// The language it was asked for in.
    pub lang: Lang,
    /// The forum's name.
    pub forum: String,
    /// The headline.
    pub headline: Sentence,
    /// Its sections, none empty.
    pub sections: Vec<Section>,
    /// The acts it was written from, by number.
    pub acts: Vec<ActNote>,
    /// The tree hash over those acts.
    pub head: Digest,
    /// The mark and the seed, where the record is that of a simulation.
    pub simulation: Option<(u64, String)>,
}

/// What a footnote says of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActNote {
    /// Its kind.
    pub kind: String,
    /// The first eight digits of its hash.
    pub short_hash: String,
}

/// "act 7", "acts 4–11, 28"
fn cited(acts: &BTreeSet<u64>, lang: &Lang) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for &act in acts {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == act => *last = act,
            _ => runs.push((act, act)),
        }
    }
    let one = |&(first, last): &(u64, u64)| match last - first {
        0 => format!("{first}"),
        1 => joined(lang, first.to_string(), &last.to_string()),
        _ => format!("{first}–{last}"),
    };
    let runs = runs.iter().map(one).reduce(|before, run| joined(lang, before, &run)).unwrap_or_default();
    let runs = digits(lang, &runs);
    Sentence::new("note-acts").number("count", acts.len() as u64, []).choice("acts", &runs, []).write(lang)
}

/// Two parts of a list that goes on, as the language separates them.
fn joined(lang: &Lang, before: String, part: &str) -> String {
    let mut args = Args::new();
    args.set("a", before);
    args.set("b", part);
    present::locale::say(lang, "list-more", &args)
}

/// The digits of a number that is not counted, in the language that is spoken.
fn digits(lang: &Lang, text: &str) -> String {
    present::locale::digits(&speaks(lang), text)
}

/// Reads a record and writes its communiqué.
///
/// # Errors
/// [`ForumError::Record`] where the record does not hold, [`ForumError::Fold`] where its acts do not follow from
/// each other.
pub fn from_record(reader: impl Read, lang: &Lang) -> Result<Communique, ForumError> {
    of(&Record::read_from(reader)?, lang)
}

/// Writes the communiqué of a record that was read.
///
/// # Errors
/// [`ForumError::Fold`] where its acts do not follow from each other.
pub fn of(record: &Record, lang: &Lang) -> Result<Communique, ForumError> {
    let end = record.acts().iter().position(|act| act.kind == ISSUED).unwrap_or(record.acts().len());
    let acts = &record.acts()[..end];
    let mut state = State::default();
    for act in acts {
        fold::apply(&mut state, act)?;
    }
    let mut later = state.clone();
    record.acts()[end..].iter().try_for_each(|act| fold::apply(&mut later, act))?;
    written(noted(acts), &state, lang)
}

/// Writes the communiqué of a record whose state is known already: what holds after all of its acts.
///
/// # Errors
/// As [`of`].
pub fn of_state(record: &Record, state: &State, lang: &Lang) -> Result<Communique, ForumError> {
    if record.acts().iter().any(|act| act.kind == ISSUED) {
        of(record, lang)
    } else {
        written(noted(record.acts()), state, lang)
    }
}

/// Writes the communiqué of a record as outsiders are given it, from what it shows them.
///
/// # Errors
/// Where the record has no act.
pub fn of_public(outline: &Outline, outside: &Outside, lang: &Lang) -> Result<Communique, ForumError> {
    let issued =
        outside.issued.as_deref().and_then(|(act, state)| Some((usize::try_from(*act).ok()?, state)));
    let (end, state) = issued.unwrap_or((outline.acts().len(), &outside.state));
    let acts = outline.acts().iter().take(end).map(|(kind, hash)| (kind.clone(), *hash));
    written(acts.collect(), state, lang)
}

/// What footnotes say of acts: kind and hash.
fn noted(acts: &[record::Act]) -> Vec<(String, Digest)> {
    acts.iter().map(|act| (act.kind.clone(), act.hash)).collect()
}

fn written(acts: Vec<(String, Digest)>, state: &State, lang: &Lang) -> Result<Communique, ForumError> {
    let Some(convened) = &state.convened else {
        return Err(ForumError::Step("the record has no act yet, so there is nothing to report".to_owned()));
    };
    let note = |(kind, hash): (String, Digest)| ActNote {
        kind,
        short_hash: hash.to_string().chars().take(8).collect(),
    };
    let leaves: Vec<Digest> = acts.iter().map(|(_, hash)| *hash).collect();
    let simulation = convened.body.simulation.as_ref().map(|mark| (mark.seed, mark.mark.clone()));
    let (headline, sections) = compose::all(state, lang);
    Ok(Communique {
        lang: lang.clone(),
        forum: words::best(&convened.body.name, lang),
        headline,
        sections,
        acts: acts.into_iter().map(note).collect(),
        head: tree_hash(&leaves),
        simulation,
    })
}

impl Communique {
    /// All sentences with their footnote number, from 1, in the order of reading. Items follow their sentence.
    pub fn numbered(&self) -> Vec<(usize, &Sentence)> {
        let sentences = self.sections.iter().flat_map(|section| &section.sentences);
        let all = sentences.flat_map(|sentence| std::iter::once(sentence).chain(&sentence.items));
        (1..).zip(all).collect()
    }

    /// What the footnote of a sentence says: "acts 4–11, 28".
    #[must_use]
    pub fn cites(&self, sentence: &Sentence) -> String {
        cited(&sentence.acts(), &self.lang)
    }

    /// The acts that any footnote names.
    #[must_use]
    pub fn cited_acts(&self) -> BTreeSet<u64> {
        self.numbered().into_iter().flat_map(|(_, sentence)| sentence.acts()).collect()
    }

    /// What is noted of an act.
    #[must_use]
    pub fn note(&self, act: u64) -> Option<&ActNote> {
        usize::try_from(act).ok().and_then(|act| self.acts.get(act))
    }

    /// The mark of a simulation in the language of the communiqué: in English as it is recorded.
    #[must_use]
    pub fn mark(&self) -> Option<String> {
        let (seed, recorded) = self.simulation.as_ref()?;
        let lang = speaks(&self.lang);
        let english = lang.language() == "en";
        Some(if english { recorded.clone() } else { present::page::simulation_notice(&lang, *seed) })
    }

    /// The communiqué as plain text, 78 columns wide, with its footnotes.
    #[must_use]
    pub fn text(&self) -> String {
        plain::text(self)
    }

    /// The communiqué as one self-contained page.
    #[must_use]
    pub fn html(&self) -> String {
        page::html(self, None)
    }

    /// The communiqué as a piece of a page, without head and style; its footnotes lead where `act` says of the number of
    /// an act.
    #[must_use]
    pub fn article(&self, act: &dyn Fn(u64) -> String) -> String {
        page::article(self, Some(act))
    }

    /// The same, its footnotes leading into a page of the record: act 7 at `record_page#act-7`.
    #[must_use]
    pub fn html_beside(&self, record_page: &str) -> String {
        page::html(self, Some(&|act| format!("{record_page}#act-{act}")))
    }
}
