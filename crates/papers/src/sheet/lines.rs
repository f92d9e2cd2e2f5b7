//! The lines of a clause.

use super::{Run, RunStyle};
use crate::model::{Change, Clause, Piece};
use serde::{Deserialize, Serialize};
use terms::Lang;
use text::Verbs;

/// One line of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The letter of an item, `(a)`; `None` of the opening and of what opens a group of items.
    pub label: Option<Run>,
    /// The words.
    pub runs: Vec<Run>,
    /// Whether the end of the line itself was put in or taken out.
    pub ends: Option<Change>,
}

/// The lines of a clause in a language, its subject before the first; in another language where it has none in this.
#[must_use]
pub fn lines(clause: &Clause, lang: &Lang, subject: &str) -> Vec<Line> {
    let (own, whole) = clause.text.best(lang).map_or((lang.clone(), ""), |(own, text)| (own.clone(), text));
    let unchanged = [Piece { text: whole.to_owned(), change: None }];
    let pieces = clause.changes.get(&own).map_or(&unchanged[..], Vec::as_slice);
    let foreign = (own.language() != lang.language()).then(|| own.clone());
    let mut lines = split(pieces, foreign.as_ref());
    lines.iter_mut().skip(1).for_each(take_label);
    if let Some(first) = lines.first_mut() {
        emphasise(clause, &own, first);
        if !subject.is_empty() {
            first.runs.insert(0, Run::plain(subject));
        }
    }
    lines
}

fn split(pieces: &[Piece], lang: Option<&Lang>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for piece in pieces {
        let mut parts = piece.text.split('\n').peekable();
        while let Some(part) = parts.next() {
            if !part.is_empty() {
                line.runs.push(Run {
                    text: part.to_owned(),
                    lang: lang.cloned(),
                    change: piece.change.clone(),
                    ..Run::default()
                });
            }
            if parts.peek().is_some() {
                line.ends.clone_from(&piece.change);
                lines.push(std::mem::take(&mut line));
            }
        }
    }
    lines.push(line);
    lines
}

/// Takes the letter off an item: `(a)` and the space behind it, where they stand in one run.
fn take_label(line: &mut Line) {
    let Some(first) = line.runs.first_mut() else { return };
    let Some((label, rest)) = first.text.split_once(')') else { return };
    let inner = label.strip_prefix('(').filter(|inner| (1..=6).contains(&inner.chars().count()));
    if inner.is_none_or(|inner| !inner.chars().all(char::is_alphanumeric)) {
        return;
    }
    let label = Run { text: format!("{label})"), ..first.clone() };
    first.text = rest.trim_start().to_owned();
    if first.text.is_empty() {
        line.runs.remove(0);
    }
    line.label = Some(label);
}

/// Sets the verb off, where the clause opens with its approved wording.
fn emphasise(clause: &Clause, lang: &Lang, line: &mut Line) {
    let verbs = Verbs::standard();
    let wording = clause.verb.as_ref().and_then(|verb| verbs.get(&verb.id)).map(|entry| &entry.wording);
    let Some((_, wording)) = wording.and_then(|wording| wording.best(lang)) else { return };
    let Some(first) = line.runs.first_mut() else { return };
    let Some(rest) = first.text.strip_prefix(wording).map(str::to_owned) else { return };
    let rest = Run { text: rest, ..first.clone() };
    first.text = wording.to_owned();
    first.style = RunStyle::Verb;
    if !rest.text.is_empty() {
        line.runs.insert(1, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChangeKind;
    use terms::{Digest, Instant, MultiText};
    use text::{ClauseId, Part, Verb, VerbClass};

    fn clause(text: &str) -> Clause {
        Clause {
            id: ClauseId::new("c1"),
            part: Part::Operative,
            number: Some(1),
            verb: Some(Verb { id: "supports".to_owned(), class: VerbClass::Support }),
            asserted_by: text::AssertedBy::Forum,
            text: MultiText::of("en", text),
            changes: [].into(),
            notes: vec![],
            grounds: vec![],
            digest: Digest::from_bytes([0; 32]),
        }
    }

    #[test]
    fn a_clause_opens_with_its_verb_and_its_items_have_letters() {
        let en = Lang::new("en");
        let lines = lines(
            &clause("supports links, holding that:\n(a) One.\nrejecting that:\n(b) Two."),
            &en,
            "The Forum ",
        );
        let words = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join("|");
        let label = |line: &Line| line.label.as_ref().map(|label| label.text.clone());
        assert_eq!(words(&lines[0]), "The Forum |supports| links, holding that:");
        assert_eq!(lines[0].runs[1].style, RunStyle::Verb);
        assert_eq!((label(&lines[1]).as_deref(), words(&lines[1]).as_str()), (Some("(a)"), "One."));
        assert_eq!((label(&lines[2]), words(&lines[2]).as_str()), (None, "rejecting that:"));
        assert_eq!(label(&lines[3]).as_deref(), Some("(b)"));
        let other = super::lines(&clause("supports links"), &Lang::new("fa"), "");
        assert_eq!(other[0].runs[0].lang, Some(en), "a language it lacks is named");
    }

    #[test]
    fn a_changed_line_end_is_a_change_of_its_own() {
        let change =
            Some(Change { kind: ChangeKind::Del, author: "A".to_owned(), at: Instant::from_millis(0) });
        let mut clause = clause("supports links, holding that:\n(a) One.");
        let piece =
            |text: &str, change: &Option<Change>| Piece { text: text.to_owned(), change: change.clone() };
        let pieces =
            vec![piece("supports links, holding that:\n(a) One.", &None), piece("\n(b) Gone.", &change)];
        clause.changes.insert(Lang::new("en"), pieces);
        let lines = lines(&clause, &Lang::new("en"), "");
        assert_eq!(lines.len(), 3);
        assert_eq!((&lines[0].ends, &lines[1].ends, &lines[2].ends), (&None, &change, &None));
        assert_eq!(lines[2].label.as_ref().map(|label| &label.change), Some(&change));
        assert_eq!(lines[2].runs[0].text, "Gone.");
    }
}
