//! What was said of a clause stands under it on the page that is printed, in every language.

use crate::{FONTS, PAPER, letters, poppler};
use papers::Sheet;
use papers::model::{Note, NoteKind};
use std::collections::BTreeMap;
use terms::{Lang, MultiText};
use typeset::pdf;

/// Kinds of words that stand under a clause; a footnote stands at the foot of the page.
const KINDS: [NoteKind; 5] = [
    NoteKind::Reservation,
    NoteKind::InterpretativeStatement,
    NoteKind::Dissociation,
    NoteKind::Explanation,
    NoteKind::Opinion,
];

/// Signs in place of words that no clause and no other note has: letters that no script turns round or joins.
fn sign(what: &str, clause: usize, at: usize) -> String {
    format!("q{what}{clause}x{at}z")
}

/// The shipped text, a sign at the end of the first and of the last line of every clause, and notes of every kind.
fn sheet(lang: &Lang) -> Sheet {
    let mut paper = PAPER.clone();
    let parties: Vec<_> = paper.parties.keys().cloned().collect();
    for (clause, of) in paper.clauses.iter_mut().enumerate() {
        let mut text = MultiText::default();
        for (own, words) in of.text.iter() {
            let mut lines: Vec<String> = words.lines().map(str::to_owned).collect();
            lines[0].push_str(&format!(" {}", sign("a", clause, 0)));
            let last = lines.last_mut().expect("a line");
            last.push_str(&format!(" {}", sign("b", clause, 0)));
            text = text.with(own.as_str(), &lines.join("\n"));
        }
        of.text = text;
        of.notes.clear();
        for (at, kind) in KINDS.into_iter().enumerate() {
            let by = Some(parties[(clause + at) % parties.len()].clone());
            let words = MultiText::of("und", &format!("So understood {} by us.", sign("n", clause, at)));
            of.notes.push(Note { kind, by, text: words, act: None });
        }
        for at in 0..2 {
            let by = Some(parties[(clause + at) % parties.len()].clone());
            let words = MultiText::of("und", &format!("See {} there.", sign("f", clause, at)));
            of.notes.push(Note { kind: NoteKind::Footnote, by, text: words, act: None });
        }
    }
    Sheet::text(&paper, lang)
}

fn once(text: &str, sign: &str, lang: &Lang) -> usize {
    let found: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "{lang}: {sign} stands {} times", found.len());
    found[0]
}

#[test]
fn what_was_said_of_a_clause_is_printed_between_its_last_word_and_the_next_clause() {
    for lang in &PAPER.languages {
        let text = poppler("pdftotext", &["-raw"], &pdf(&sheet(lang), &FONTS).expect("set"));
        let clauses = PAPER.clauses.len();
        let mut looked_at = 0;
        for clause in 0..clauses {
            let ends = once(&text, &sign("b", clause, 0), lang);
            let next = (clause + 1 < clauses).then(|| once(&text, &sign("a", clause + 1, 0), lang));
            let mut before = ends;
            for at in 0..KINDS.len() {
                let here = once(&text, &sign("n", clause, at), lang);
                assert!(before < here, "{lang}: note {at} of clause {clause} is not in its place");
                assert!(
                    next.is_none_or(|next| here < next),
                    "{lang}: note {at} of clause {clause} comes late"
                );
                before = here;
                looked_at += 1;
            }
        }
        assert_eq!(looked_at, clauses * KINDS.len());
    }
}

#[test]
fn a_footnote_stands_at_the_foot_of_a_page_under_the_number_that_its_clause_bears() {
    for lang in &PAPER.languages {
        let file = pdf(&sheet(lang), &FONTS).expect("set");
        let text = poppler("pdftotext", &["-raw"], &file);
        let pages: Vec<&str> = text.split('\u{c}').collect();
        let mut numbers = BTreeMap::new();
        for clause in 0..PAPER.clauses.len() {
            for at in 0..2 {
                let words = sign("f", clause, at);
                once(&text, &words, lang);
                let opening = sign("a", clause, 0);
                let page = pages.iter().position(|page| page.contains(&words)).expect("a page");
                let of_clause = pages.iter().position(|page| page.contains(&opening)).expect("a page");
                // Where the foot of a page is full, the next takes the rest.
                assert!(
                    page == of_clause || page == of_clause + 1,
                    "{lang}: {words} is on page {page}, its clause on {of_clause} of {}",
                    pages.len()
                );
                numbers.insert(2 * clause + at, page);
            }
        }
        // They are numbered through, in the digits of the language, and the mark stands behind the opening words.
        for (number, page) in numbers {
            let shown = present::numbers::ungrouped(lang, number as u64 + 1);
            assert!(letters(pages[page]).contains(&letters(&shown)), "{lang}: no {shown} on page {page}");
        }
    }
}
