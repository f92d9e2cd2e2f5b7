//! A text that somebody brings: taken in as the clauses of a draft that has none, or as the words of a draft in one
//! more language, clause by clause.

use super::acting::Deed;
use super::error::Refusal;
use super::texts::{LONGEST_CLAUSE, next_id, text};
use crate::acts::{ClauseDrafted, ClauseRevised};
use crate::fold::{State, TextState};
use record::Actor;
use terms::Lang;
use text::import::{Error, Imported, MOST_BYTES, MOST_CLAUSES, Why, plain};
use text::{Clause, ClauseId, Part, Unbalanced, VerbClass, Verbs};

/// The clauses of a plain text in one language, as acts of those who hold the pen.
///
/// # Errors
/// A refusal with the line and the way out where the text cannot be read; where a draft has clauses already and the
/// text has another number of them, or in other parts.
pub(super) fn deed(state: &State, words: &str, lang: &Lang) -> Result<Deed, Refusal> {
    let draft = text(state)?;
    let languages = state.convened.as_ref().map_or(&[][..], |convened| &convened.body.languages);
    if !languages.contains(lang) {
        return Err(Refusal::field("bring", "refused-form"));
    }
    let read = plain(words, lang, "c", &Verbs::standard());
    let read = read.map_err(unread)?;
    let long = |one: &&Imported| {
        one.clause.text.get(lang).is_some_and(|words| words.chars().count() > LONGEST_CLAUSE)
    };
    if let Some(long) = read.iter().find(long) {
        let refused = Refusal::field("bring", "refused-brought-long");
        return Err(refused.with("line", long.line).with("most", LONGEST_CLAUSE));
    }
    match draft.draft.latest().clauses() {
        [] => Ok(new(draft, read)),
        _ => beside(draft, &read, lang),
    }
}

/// Why a text was not taken in, in a form that can be said in any language.
fn unread(Error { line, why }: Error) -> Refusal {
    let of = |message| Refusal::field("bring", message).with("line", line);
    match why {
        Why::TooLong => of("refused-import-long").with("most", MOST_BYTES),
        Why::NoWords => of("refused-import-empty"),
        Why::TooMany => of("refused-import-many").with("most", MOST_CLAUSES),
        Why::Bracket(Unbalanced::Open(sign)) => of("refused-import-bracket-open").with("sign", sign),
        Why::Bracket(Unbalanced::Close(sign)) => of("refused-import-bracket-close").with("sign", sign),
        Why::Bare => of("refused-import-bare"),
        Why::Number { found, due } => of("refused-import-number").with("found", found).with("due", due),
        Why::Sign(sign) => of("refused-import-sign").with("sign", format!("U+{sign:04X}")),
    }
}

/// A clause for each paragraph. A verb that commits needs somebody who is committed, which no plain text says, so such
/// a clause comes without its verb: it is for people to give it one.
fn new(draft: &TextState, read: Vec<Imported>) -> Deed {
    let first: u32 = next_id(draft).as_str().trim_start_matches('c').parse().unwrap_or(1);
    let bodies = (first..).zip(read).map(|(number, one)| {
        let mut clause = one.clause;
        clause.id = ClauseId::new(&format!("c{number}"));
        if clause.verb.as_ref().is_some_and(|verb| verb.class == VerbClass::Commit) {
            clause.verb = None;
        }
        ClauseDrafted { clause, grounds: Vec::new() }.into()
    });
    Deed::of(Actor::role("secretariat"), bodies.collect(), Vec::new())
}

/// A clause with a verb opens with its approved wording in every language.
fn opens_alike(clause: &Clause, one: &Imported, words: &str, lang: &Lang) -> Result<(), Refusal> {
    let Some(verb) = &clause.verb else { return Ok(()) };
    let verbs = Verbs::standard();
    let Some(wording) = verbs.get(&verb.id).and_then(|entry| entry.wording.get(lang)) else { return Ok(()) };
    if verbs.opening(lang, words).is_some_and(|(id, _)| id == verb.id) {
        return Ok(());
    }
    let refused = Refusal::field("bring", "refused-brought-opening");
    Err(refused.with("line", one.line).with("wording", wording))
}

/// The words of every clause in one more language, in the order of the document.
fn beside(draft: &TextState, read: &[Imported], lang: &Lang) -> Result<Deed, Refusal> {
    let clauses = draft.draft.latest().clauses();
    if clauses.len() != read.len() {
        let refused = Refusal::field("bring", "refused-brought-count");
        return Err(refused.with("clauses", clauses.len()).with("brought", read.len()));
    }
    let mut bodies = Vec::new();
    for (clause, one) in clauses.iter().zip(read) {
        let operative = |part: Part| part == Part::Operative;
        if operative(clause.part) != operative(one.clause.part) {
            return Err(Refusal::field("bring", "refused-brought-part").with("line", one.line));
        }
        let words = one.clause.text.get(lang).unwrap_or_default();
        opens_alike(clause, one, words, lang)?;
        if clause.text.get(lang) == Some(words) {
            continue;
        }
        let known = draft.clauses.iter().find(|known| known.body.clause.id == clause.id);
        let mut changed = clause.clone();
        changed.text = changed.text.with(lang.as_str(), words);
        bodies.push(
            ClauseRevised {
                was: clause.reference(),
                clause: changed,
                grounds: known.map(|known| known.body.grounds.clone()).unwrap_or_default(),
                why: String::new(),
            }
            .into(),
        );
    }
    if bodies.is_empty() {
        return Err(Refusal::field("bring", "refused-no-change"));
    }
    Ok(Deed::of(Actor::role("secretariat"), bodies, Vec::new()))
}
