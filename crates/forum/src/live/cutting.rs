//! Cutting a clause in two, and making two clauses one, out of words as somebody typed them.

use super::delegate_texts::seen;
use super::error::Refusal;
use super::texts::{Words, next_id};
use crate::fold::TextState;
use terms::MultiText;
use text::{Clause, ClauseId, ClauseRef};

/// Both halves of a clause. Its words are cut, in each language, at the one line that is empty or of three hyphens. The
/// first keeps the id; both rest on what the whole rested on.
///
/// # Errors
/// A refusal for words that are not cut in exactly one place, for a half that is no clause, and for a clause that has
/// alternatives.
pub(super) fn halves(
    text: &TextState,
    clause: &ClauseRef,
    words: &Words,
    verb: &str,
) -> Result<(Clause, Clause), Refusal> {
    let seen = seen(text, clause)?;
    alone(text, &seen.id)?;
    let (mut first, mut second) = (MultiText::default(), MultiText::default());
    for (lang, _) in seen.text.iter().chain(words.text.iter()) {
        let typed = words.text.get(lang).unwrap_or_default();
        let [one, two] = cut(typed).ok_or(Refusal::field("split", "refused-not-cut").with("lang", lang))?;
        first = first.with(lang.as_str(), &one);
        second = second.with(lang.as_str(), &two);
    }
    let new = Clause { id: next_id(text), ..seen.clone() };
    let second = Words { verb: verb.to_owned(), text: second, ..Words::default() }.clause(new)?;
    let first = Words { verb: words.verb.clone(), text: first, ..Words::default() }.clause(seen)?;
    Ok((first, second))
}

/// What stands before and behind the one mark in it.
fn cut(words: &str) -> Option<[String; 2]> {
    let words = present::plain::block(words);
    let is_mark = |line: &str| {
        let line = line.trim();
        line.is_empty() || (line.chars().count() >= 3 && line.chars().all(|c| "-–—".contains(c)))
    };
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for line in words.lines() {
        match parts.last_mut() {
            // Marks that follow each other are one.
            Some(last) if !is_mark(line) => last.push(line),
            Some(last) if last.is_empty() => {}
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    let joined = |part: Vec<&str>| part.join("\n");
    <[Vec<&str>; 2]>::try_from(parts).ok().map(|parts| parts.map(joined))
}

/// What two clauses become: the first, in these words, with whatever both rest on and whomever both name.
///
/// # Errors
/// A refusal for words that are no clause, for clauses that do not follow each other, and for one that has alternatives.
pub(super) fn one(text: &TextState, two: [&ClauseRef; 2], words: &Words) -> Result<Clause, Refusal> {
    let [first, second] = two;
    let (first, second) = (seen(text, first)?, seen(text, second)?);
    alone(text, &first.id)?;
    alone(text, &second.id)?;
    if next(text, &first.id).is_none_or(|next| next.id != second.id) {
        return Err(Refusal::field("join", "refused-not-next"));
    }
    let both = Clause {
        sources: first.sources.union(&second.sources).cloned().collect(),
        addressees: first.addressees.union(&second.addressees).cloned().collect(),
        actors: first.actors.union(&second.actors).cloned().collect(),
        ..first
    };
    Words { actors: None, asserted_by: None, ..words.clone() }.clause(both)
}

/// The clause behind this one in its part, if it can be joined with it: neither has alternatives.
#[must_use]
pub fn next<'a>(text: &'a TextState, id: &ClauseId) -> Option<&'a Clause> {
    let clauses = text.draft.latest().clauses();
    let at = clauses.iter().position(|clause| clause.id == *id)?;
    let (clause, next) = (clauses.get(at)?, clauses.get(at + 1)?);
    (clause.part == next.part && next.id.alternative_of().is_none()).then_some(next)
}

/// Of a clause and its alternatives one is chosen before it is cut or joined.
fn alone(text: &TextState, id: &ClauseId) -> Result<(), Refusal> {
    let mut clauses = text.draft.latest().clauses().iter();
    let of_it = |clause: &Clause| clause.id.alternative_of().is_some_and(|(of, _)| of == *id);
    match id.alternative_of().is_some() || clauses.any(of_it) {
        true => Err(Refusal::of("refused-alternatives-first")),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn words_are_cut_at_the_one_mark_in_them_and_nowhere_else() {
        let two = Some(["supports one\nand more".to_owned(), "supports two".to_owned()]);
        for words in [
            "supports one\nand more\n\nsupports two",
            "supports one\nand more\n---\nsupports two\n",
            "supports one\nand more\n\n ——— \n\n\nsupports two",
        ] {
            assert_eq!(cut(words), two, "{words:?}");
        }
        for words in ["", "one", "one\ntwo", "one\n\ntwo\n\nthree", "\n\none", "one\n---\n", "one\n--\ntwo"] {
            assert_eq!(cut(words), None, "{words:?}");
        }
    }
}
