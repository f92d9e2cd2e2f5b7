//! What parties said of a clause in words stands under that clause, in every format and language.

use crate::{Element, elements, letters, lines, parts, without_tags};
use forum::acts::PositionTaken;
use forum::fold::Cited;
use papers::sheet::{Block, ClauseBlock};
use papers::{Paper, Sheet, akn, docx, html, plain};
use procedure::{Position, Said, Scope, StatementKind};
use std::sync::LazyLock;
use terms::{Lang, PartyKey};
use text::Part;

/// The shipped forum, each clause of whose text every kind of words was bound to.
static NOTED: LazyLock<(Paper, Vec<Spoken>)> = LazyLock::new(noted);

/// Words that a party bound to a clause, or to the whole text.
struct Spoken {
    clause: Option<usize>,
    footnote: bool,
    party: PartyKey,
    words: String,
}

/// Each way in which something is said in words that stands beside the text.
fn ways(scope: &Scope, words: impl Fn(usize) -> String) -> Vec<(String, Said)> {
    let mut said: Vec<(String, Said)> = Vec::new();
    for kind in StatementKind::ALL {
        let text = words(said.len());
        said.push((text.clone(), Said::Statement { kind, scope: scope.clone(), text }));
    }
    let text = words(said.len());
    said.push((text.clone(), Said::Reservation { scope: scope.clone(), text }));
    let text = words(said.len());
    said.push((text.clone(), Said::OpinionOnRecord { scope: scope.clone(), text }));
    let reservation = words(said.len());
    let position = Position::AcceptWithReservation { reservation: reservation.clone() };
    said.push((reservation, Said::Position { scope: scope.clone(), position }));
    // A second footnote on the same clause.
    let text = words(said.len());
    let kind = StatementKind::Footnote;
    said.push((text.clone(), Said::Statement { kind, scope: scope.clone(), text }));
    said
}

fn noted() -> (Paper, Vec<Spoken>) {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let mut state = forum::fold(&done.record).expect("a record that holds");
    let text = state.text.as_mut().expect("a text");
    let (_, frozen) = text.frozen.as_ref().expect("it is frozen");
    let run = text.adoption.as_mut().expect("an adoption");
    run.positions.clear();
    let parties: Vec<PartyKey> = run.opened.body.roll.seats().iter().map(|seat| seat.party.clone()).collect();
    let mut all = Vec::new();
    let scopes =
        frozen.clauses.iter().enumerate().map(|(at, clause)| (Some(at), Scope::Clause(clause.id.clone())));
    for (clause, scope) in scopes.chain([(None, Scope::Whole)]) {
        let place = clause.map_or("whole".to_owned(), |at| at.to_string());
        for (words, said) in ways(&scope, |way| format!("Of {place} way {way} so understood.")) {
            let party = parties[all.len() % parties.len()].clone();
            let footnote = matches!(said, Said::Statement { kind: StatementKind::Footnote, .. });
            let body = PositionTaken { text: frozen.digest, said };
            let act = 10_000 + all.len() as u64;
            run.positions.push((party.clone(), Cited { act, at: run.opened.at, body }));
            all.push(Spoken { clause, footnote, party, words });
        }
    }
    (papers::of_state("friendship-2021", &state, Some(&done.record.head())).expect("a text"), all)
}

fn sheet(lang: &Lang) -> Sheet {
    Sheet::text(&NOTED.0, lang)
}

/// Where a word stands, which stands once.
fn place(whole: &str, word: &str) -> usize {
    let found: Vec<usize> = whole.match_indices(word).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "{word} stands {} times", found.len());
    found[0]
}

/// Where each clause begins and ends in the letters of a file, its lines in their order.
fn spans(whole: &str, lang: &Lang) -> Vec<(usize, usize)> {
    let mut from = 0;
    let mut span = |clause: &papers::model::Clause| {
        let mut begins = None;
        for line in lines(clause.text.get(lang).expect("written")) {
            let at = whole[from..].find(&line).unwrap_or_else(|| panic!("{lang}: {line} of {}", clause.id));
            begins.get_or_insert(from + at);
            from += at + line.len();
        }
        (begins.expect("a clause has words"), from)
    };
    NOTED.0.clauses.iter().map(&mut span).collect()
}

/// Every note of a clause, with whose it is before its words, comes after the last word of its clause and before the
/// first of the next.
fn stand_in_place(what: &str, whole: &str, lang: &Lang, holds: impl Fn(&Spoken) -> bool) {
    let spans = spans(whole, lang);
    for spoken in NOTED.1.iter().filter(|spoken| holds(spoken)) {
        let at = place(whole, &letters(&spoken.words));
        let own = spoken.clause.map_or(spans[spans.len() - 1].1, |clause| spans[clause].1);
        let next = spoken.clause.and_then(|clause| spans.get(clause + 1)).map_or(whole.len(), |span| span.0);
        assert!(own <= at && at < next, "{what} in {lang}: {} at {at}, not in {own}..{next}", spoken.words);
        let name = letters(NOTED.0.parties[&spoken.party].name.best(lang).expect("it has a name").1);
        assert!(
            whole[own..at].ends_with(&name),
            "{what} in {lang}: {} is not said to be of {name}",
            spoken.words
        );
    }
    for clause in (0..spans.len()).map(Some).chain([None]) {
        let here = NOTED.1.iter().filter(|spoken| spoken.clause == clause && holds(spoken)).count();
        assert!(here >= 8, "{what}: of clause {clause:?} {here} were looked at");
    }
}

#[test]
fn what_was_said_of_a_clause_is_printed_under_it_on_the_page_and_in_plain_text() {
    for lang in &NOTED.0.languages {
        let sheet = sheet(lang);
        stand_in_place("html", &letters(&without_tags(&html::html(&sheet))), lang, |_| true);
        stand_in_place("txt", &letters(&plain::plain(&sheet)), lang, |_| true);
    }
}

#[test]
fn what_was_said_of_a_clause_is_printed_under_it_in_a_word_file() {
    for lang in &NOTED.0.languages {
        let reading = docx::read(&docx::docx(&sheet(lang))).expect("our own file");
        let whole: String = reading.paragraphs.iter().map(|p| letters(&p.text)).collect();
        // A footnote on the whole has nothing to hang on, and stands with the rest of what was said of the whole.
        stand_in_place("docx", &whole, lang, |spoken| !spoken.footnote || spoken.clause.is_none());
    }
}

/// The elements that open after the one at `at`, up to the next of that name.
fn up_to_next<'a>(met: &'a [Element], at: usize, name: &str) -> &'a [Element] {
    let rest = &met[at + 1..];
    let end = rest.iter().position(|element| element.name == name).unwrap_or(rest.len());
    &rest[..end]
}

#[test]
fn footnotes_of_a_clause_hang_on_its_own_paragraph_in_a_word_file_each_with_its_words() {
    for lang in &NOTED.0.languages {
        let parts = parts(&docx::docx(&sheet(lang)));
        let (body, foot) = (elements(&parts["word/document.xml"]), elements(&parts["word/footnotes.xml"]));
        let of_id = |id: &str| {
            let note = foot.iter().find(|e| e.name == "w:footnote" && e.attributes["w:id"] == id);
            letters(&note.unwrap_or_else(|| panic!("footnote {id}")).text)
        };
        let mut looked_at = 0;
        for (at, clause) in NOTED.0.clauses.iter().enumerate() {
            let opening = &lines(clause.text.get(lang).expect("written"))[0];
            let paragraph = body.iter().position(|e| e.name == "w:p" && letters(&e.text).contains(opening));
            let inside = up_to_next(&body, paragraph.expect("it is there"), "w:p");
            let hang: Vec<String> = inside
                .iter()
                .filter(|e| e.name == "w:footnoteReference")
                .map(|e| of_id(&e.attributes["w:id"]))
                .collect();
            let said: Vec<&Spoken> = NOTED.1.iter().filter(|s| s.footnote && s.clause == Some(at)).collect();
            assert_eq!(hang.len(), said.len(), "{lang}: {opening}");
            for (hangs, spoken) in hang.iter().zip(said) {
                let name = NOTED.0.parties[&spoken.party].name.best(lang).expect("a name").1;
                assert_eq!(*hangs, letters(&format!("{name}{}", spoken.words)), "{lang}");
                looked_at += 1;
            }
        }
        let references = body.iter().filter(|e| e.name == "w:footnoteReference").count();
        assert_eq!(references, looked_at, "{lang}: no other footnote");
        assert!(looked_at >= 2 * NOTED.0.clauses.len());
    }
}

#[test]
fn what_was_said_of_a_clause_stands_within_its_element_of_akoma_ntoso_and_in_no_other() {
    for lang in &NOTED.0.languages {
        let met = elements(&String::from_utf8(akn::akn(&NOTED.0, lang)).expect("UTF-8"));
        let sheet = sheet(lang);
        let blocks = sheet.blocks.iter().filter_map(|block| match block {
            Block::Clause(clause) => Some(clause),
            _ => None,
        });
        let anchors: Vec<&str> = blocks.map(|clause: &ClauseBlock| clause.anchor.as_str()).collect();
        let of_clause = |at: usize| {
            let own = |e: &&Element| e.attributes.get("wId").is_some_and(|id| id == anchors[at]);
            let found: Vec<&Element> =
                met.iter().filter(own).filter(|e| !e.name.starts_with("plenary:")).collect();
            assert_eq!(found.len(), 1, "{lang}: {}", anchors[at]);
            letters(&found[0].text)
        };
        let whole = letters(&met[0].text);
        for spoken in &NOTED.1 {
            let words = letters(&spoken.words);
            place(&whole, &words);
            let holders = (0..anchors.len()).filter(|at| of_clause(*at).contains(&words)).collect::<Vec<_>>();
            assert_eq!(holders, spoken.clause.into_iter().collect::<Vec<_>>(), "{lang}: {}", spoken.words);
            let name = NOTED.0.parties[&spoken.party].name.best(lang).expect("a name").1;
            assert!(whole.contains(&(letters(name) + &words)), "{lang}: {} is not {name}'s", spoken.words);
        }
    }
}

#[test]
fn a_note_on_a_closing_clause_is_in_akoma_ntoso_as_well() {
    let (mut paper, said) = noted();
    let last = paper.clauses.len() - 1;
    paper.clauses[last].part = Part::Closing;
    paper.clauses[last].number = None;
    for lang in &paper.languages {
        let met = elements(&String::from_utf8(akn::akn(&paper, lang)).expect("UTF-8"));
        let end = met.iter().find(|e| e.name == "conclusions").expect("it closes");
        let words = letters(&end.text);
        for spoken in said.iter().filter(|spoken| spoken.clause == Some(last)) {
            assert!(words.contains(&letters(&spoken.words)), "{lang}: {}", spoken.words);
        }
    }
}

#[test]
fn every_footnote_of_every_sheet_is_on_the_page_once_and_leads_back_to_its_mark() {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let state = forum::fold(&done.record).expect("a record that holds");
    for lang in &NOTED.0.languages {
        let news = papers::communique(&done.record, &state, lang).expect("news");
        for (what, sheet) in [("the text", sheet(lang)), ("the communiqué", news)] {
            assert!(sheet.footnotes.len() > 10, "{what} in {lang}: {}", sheet.footnotes.len());
            let (page, text) = (html::html(&sheet), plain::plain(&sheet));
            let words = letters(&without_tags(&page));
            let listed: Vec<&str> = page.match_indices("<li id=\"fn").map(|(at, _)| &page[at..]).collect();
            assert_eq!(listed.len(), sheet.footnotes.len(), "{what} in {lang}");
            for (at, note) in (1..).zip(&sheet.footnotes) {
                let said: String = note.iter().map(|run| run.text.as_str()).collect();
                assert!(words.contains(&letters(&said)), "{what} in {lang}: {said}");
                for once in
                    [format!("id=\"fn{at}\""), format!("id=\"fnref{at}\""), format!("href=\"#fn{at}\"")]
                {
                    assert_eq!(page.matches(&once).count(), 1, "{what} in {lang}: {once}");
                }
                let mark = format!("[{}]", present::numbers::ungrouped(lang, at));
                assert_eq!(text.matches(&mark).count(), 2, "{what} in {lang}: {mark}");
            }
        }
    }
}
