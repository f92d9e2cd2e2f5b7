//! Akoma Ntoso held against the schema of OASIS (akomantoso30.xsd) by xmllint. `cargo xtask setup` fetches the schema, and
//! PLENARY_AKN_SCHEMA names it; where either is missing `cargo xtask test` counts this as skipped.

use papers::model::{Change, ChangeKind, Note, NoteKind, Piece};
use papers::{Paper, akn, files};
use std::process::Command;
use terms::{Instant, Lang, MultiText};
use text::{ClauseId, Part};

/// The same draft with everything a draft can have: an alternative beside a clause, words put in and taken out in each
/// language, and a note of every kind.
fn marked(draft: &Paper) -> Paper {
    let mut paper = draft.clone();
    let place =
        paper.clauses.iter().position(|clause| clause.part == Part::Operative).expect("an operative clause");
    let mut other = paper.clauses[place].clone();
    other.id = other.id.alternative(0).expect("it has room for one");
    other.notes.clear();
    let change =
        |kind| Some(Change { kind, author: "KZ".to_owned(), at: Instant::from_millis(1_622_700_000_000) });
    let piece = |text: &str, change| Piece { text: text.to_owned(), change };
    for lang in &paper.languages {
        let words = paper.clauses[place].text.get(lang).unwrap_or_default();
        let pieces = vec![
            piece(words, None),
            piece(" <old & gone>", change(ChangeKind::Del)),
            piece(" new", change(ChangeKind::Ins)),
        ];
        other.changes.insert(lang.clone(), pieces);
    }
    let kinds = [
        NoteKind::Footnote,
        NoteKind::Reservation,
        NoteKind::InterpretativeStatement,
        NoteKind::Dissociation,
        NoteKind::Explanation,
        NoteKind::Opinion,
    ];
    let by = paper.parties.keys().next().cloned();
    let note = |kind| Note {
        kind,
        by: by.clone(),
        text: MultiText::of("und", "As \"we\" <read> it & no more."),
        act: None,
    };
    paper.clauses[place].notes.extend(kinds.map(note));
    paper.notes.extend(kinds.map(note));
    paper.clauses.insert(place + 1, other);
    // A clause that closes, with items and the same notes.
    let mut last = paper.clauses[place].clone();
    (last.id, last.part, last.number) = (ClauseId::new("closing"), Part::Closing, None);
    for lang in &paper.languages {
        let words = format!("{}\n(a) One.\n(b) Two.", last.text.get(lang).unwrap_or_default());
        last.text = std::mem::take(&mut last.text).with(lang.as_str(), &words);
    }
    paper.clauses.push(last);
    paper
}

#[test]
fn akoma_ntoso_of_every_language_is_valid_by_the_schema_of_oasis() {
    #[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
    let schema = std::env::var("PLENARY_AKN_SCHEMA").expect("PLENARY_AKN_SCHEMA names akomantoso30.xsd");
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let state = forum::fold(&done.record).expect("a record that holds");
    let adopted = papers::of_state("friendship-2021", &state, Some(&done.record.head())).expect("a text");
    let mut draft = adopted.clone();
    (draft.status, draft.adoption, draft.digest) = (papers::model::Status::Draft, None, None);
    draft.authentic.clear();
    let marked = marked(&draft);
    let folder = tempfile::tempdir().expect("a folder");
    let mut names = Vec::new();
    for (kind, paper) in [("adopted", &adopted), ("draft", &draft), ("marked", &marked)] {
        for lang in &paper.languages {
            let path = folder.path().join(files::name(kind, lang, "akn.xml"));
            std::fs::write(&path, akn::akn(paper, lang)).expect("written");
            names.push(path);
        }
    }
    assert_eq!(names.len(), 12);
    let done =
        Command::new("xmllint").args(["--nonet", "--noout", "--schema", &schema]).args(&names).output();
    let done = done.expect("xmllint (Debian: libxml2-utils)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
