//! Papers set in real fonts, and looked at by another program: poppler. Runs where the fonts and poppler are; elsewhere
//! `cargo xtask test` counts it as skipped.

mod in_place;
mod ua;

use papers::{Batch, Paper, Sheet};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use terms::{Lang, MultiText};
use typeset::{Fonts, Refusal, fonts, pdf, set};

static PAPER: LazyLock<Paper> = LazyLock::new(|| {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let state = forum::fold(&done.record).expect("a record that holds");
    papers::of_state("friendship-2021", &state, Some(&done.record.head())).expect("a text")
});

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let langs = PAPER.languages.clone();
    let scripts = fonts::of_langs(&langs);
    let fonts = Fonts::find(&folders(), &scripts);
    assert_eq!(
        fonts.missing(&scripts, &langs),
        [],
        "install the fonts, or name their folder in PLENARY_FONTS"
    );
    fonts
});

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn folders() -> Vec<PathBuf> {
    fonts::usual_folders(std::env::var("PLENARY_FONTS").ok(), std::env::var("HOME").ok())
}

fn sheets() -> Vec<(String, Sheet)> {
    Batch::of_paper(&PAPER).sheets.into_iter().map(|named| (named.name, named.sheet)).collect()
}

/// What a program of poppler says of a file.
fn poppler(program: &str, arguments: &[&str], file: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, file).expect("written");
    let mut command = Command::new(program);
    command.args(arguments).arg(&path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let ran = command.output().unwrap_or_else(|error| panic!("{program} (Debian: poppler-utils): {error}"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    // Titles in the structure are printed as the file holds them, in UTF-16.
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// Letters and digits alone, without marks above Arabic letters, whose order poppler turns round.
fn letters(text: &str) -> String {
    let text = text.replace("\u{647}\u{654}", "\u{6c0}");
    text.chars().filter(|c| c.is_alphanumeric() && !('\u{64b}'..='\u{65f}').contains(c)).collect()
}

/// Words. Lām with alif is one glyph, and what keeps letters apart is none: poppler puts the letters beside them in
/// another order, so Persian words with them are left out.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .filter(|word| !word.contains("\u{644}\u{627}") && !word.contains('\u{200c}'))
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()).map(letters))
        .filter(|word| !word.is_empty())
}

#[test]
fn every_word_of_every_clause_stands_in_the_pdf_of_every_language() {
    for lang in &PAPER.languages {
        let text = poppler("pdftotext", &["-raw"], &pdf(&Sheet::text(&PAPER, lang), &FONTS).expect("set"));
        // Words of Arabic letters are never parted at the end of a line; others are, so there the whole is looked in.
        let words: BTreeSet<String> = text.split(|c: char| !c.is_alphanumeric()).map(letters).collect();
        let whole = letters(&text);
        let said =
            |word: &String| if lang.is_right_to_left() { words.contains(word) } else { whole.contains(word) };
        let mut looked_for = 0;
        for clause in &PAPER.clauses {
            for word in words_of(clause.text.get(lang).expect("written")) {
                assert!(said(&word), "{lang}: {word} of {}", clause.id);
                looked_for += 1;
            }
        }
        assert!(looked_for > 50, "{lang}: {looked_for}");
    }
}

#[test]
fn every_pdf_is_tagged_says_its_title_and_its_language_and_claims_pdf_ua() {
    for (name, sheet) in sheets() {
        let file = pdf(&sheet, &FONTS).expect("set");
        let info = poppler("pdfinfo", &[], &file);
        let says = |key: &str| {
            let line = info.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
            line.unwrap_or_else(|| panic!("{name} says nothing of {key}: {info}")).trim().to_owned()
        };
        assert_eq!((says("Tagged"), says("Title")), ("yes".to_owned(), sheet.title.clone()), "{name}");
        assert_eq!((says("JavaScript"), says("Encrypted")), ("no".to_owned(), "no".to_owned()), "{name}");
        assert!(says("Page size").contains("A4"), "{name}");
        let meta = poppler("pdfinfo", &["-meta"], &file);
        assert!(meta.contains("<pdfuaid:part>1</pdfuaid:part>"), "{name}: {meta}");
        assert!(meta.contains(&format!("<rdf:li>{}</rdf:li>", spoken(&sheet.lang))), "{name}: {meta}");
        let structure = poppler("pdfinfo", &["-struct"], &file);
        for tag in ["H1", "H2", "Table", "TH", "TD"] {
            let is = |line: &str| line.trim_start().split([' ', '(', ':']).next() == Some(tag);
            assert!(structure.lines().any(is), "{name} has no {tag}: {structure}");
        }
    }
}

/// A tag as Typst writes it: the language, and the region where there is one.
fn spoken(lang: &Lang) -> String {
    let region = lang.as_str().split('-').skip(1).find(|part| part.len() == 2);
    region.map_or_else(|| lang.language().to_owned(), |region| format!("{}-{region}", lang.language()))
}

#[test]
fn every_font_is_embedded_and_its_signs_can_be_copied() {
    for (name, sheet) in sheets() {
        let fonts = poppler("pdffonts", &[], &pdf(&sheet, &FONTS).expect("set"));
        let rows: Vec<Vec<&str>> =
            fonts.lines().skip(2).map(|line| line.split_whitespace().rev().collect()).collect();
        assert!(rows.len() >= 2, "{name}: {fonts}");
        // From the end: generation, object, to Unicode, subset, embedded.
        rows.iter().for_each(|row| assert_eq!(row[2..5], ["yes", "yes", "yes"], "{name}: {fonts}"));
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    for (name, sheet) in sheets() {
        let (one, other) = (pdf(&sheet, &FONTS).expect("set"), pdf(&sheet, &FONTS).expect("set"));
        assert!(one == other, "{name}");
        let again = Fonts::find(&folders(), &set::scripts(&sheet));
        let of_few = pdf(&sheet, &again).expect("set");
        assert!(one == of_few, "{name}: fonts that are not needed change nothing");
    }
}

#[test]
fn every_page_of_a_simulation_says_so() {
    for (name, sheet) in sheets() {
        let text = poppler("pdftotext", &["-raw"], &pdf(&sheet, &FONTS).expect("set"));
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() > 1, "{name}");
        let mark = sheet.mark.as_deref().expect("a simulation");
        let longest = mark.split_whitespace().map(letters).max_by_key(String::len).expect("a word");
        pages.iter().for_each(|page| assert!(letters(page).contains(&longest), "{name}: {page}"));
    }
}

#[test]
fn a_sign_that_no_font_has_is_refused_by_name_and_so_is_a_font_that_is_not_there() {
    let mut paper = PAPER.clone();
    paper.title = MultiText::of("en", "A title with \u{16a0}");
    let lang = Lang::new("en");
    let refused = pdf(&Sheet::text(&paper, &lang), &FONTS).expect_err("no font of ours has runes");
    assert!(matches!(refused, Refusal::Sign { sign: '\u{16a0}', .. }), "{refused}");
    let said = refused.to_string();
    assert!(said.contains("U+16A0") && said.contains("Noto Serif") && said.contains("--fonts"), "{said}");

    let latin = Fonts::find(&folders(), &BTreeSet::from([0]));
    let refused = pdf(&Sheet::text(&PAPER, &Lang::new("fa")), &latin).expect_err("no Arabic font");
    let said = refused.to_string();
    assert!(said.contains("Noto Naskh Arabic") && said.contains("(fa)"), "{said}");
    assert!(said.contains("fonts-noto-core"), "{said}");
}

/// The program, with fonts from where the tests find them.
fn program(arguments: &[&str], folder: &Path) -> (Option<i32>, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_plenary-papers")).args(arguments).current_dir(folder).output();
    let ran = ran.expect("it runs");
    (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn the_program_writes_all_files_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let there = |name: &str| path.join(name).exists();
    std::fs::write(path.join("paper.json"), PAPER.to_json()).expect("written");
    assert_eq!(program(&["set", "paper.json", "--out", "pdf"], path), (Some(0), String::new()));
    let mut written: Vec<String> = std::fs::read_dir(path.join("pdf"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain"))
        .collect();
    let mut expected: Vec<String> = sheets().into_iter().map(|(name, _)| format!("{name}.pdf")).collect();
    written.sort();
    expected.sort();
    assert_eq!(written, expected);

    let (code, said) = program(&["set", "paper.json", "--out", "pdf"], path);
    assert!(code == Some(2) && said.contains("is there already"), "{said}");

    std::fs::create_dir(path.join("empty")).expect("a folder");
    let (code, said) = program(&["set", "paper.json", "--out", "other", "--fonts", "empty"], path);
    assert!(code == Some(1) && said.contains("Noto Serif") && said.contains("looked in empty"), "{said}");
    assert!(!there("other"), "nothing is written");

    let mut strange = PAPER.clone();
    strange.title = MultiText::of("zh-Hans", "\u{16a0}");
    std::fs::write(path.join("strange.json"), strange.to_json()).expect("written");
    let (code, said) = program(&["set", "strange.json", "--out", "other"], path);
    assert!(code == Some(1) && said.contains("U+16A0"), "{said}");
    let left: Vec<_> =
        std::fs::read_dir(path).expect("a folder").flatten().map(|entry| entry.path()).collect();
    assert_eq!(left.len(), 4, "nothing half-written stays: {left:?}");
}

#[test]
fn three_hundred_clauses_are_set_in_all_languages() {
    let mut paper = PAPER.clone();
    let clauses = paper.clauses.clone();
    let operative: Vec<_> = clauses.iter().filter(|clause| clause.part == text::Part::Operative).collect();
    paper.clauses.retain(|clause| clause.part != text::Part::Operative);
    for at in 0..300_u32 {
        let mut clause = operative[at as usize % operative.len()].clone();
        clause.id = text::ClauseId::new(&format!("long-{at}"));
        clause.number = Some(at + 1);
        paper.clauses.push(clause);
    }
    paper.digest = None;
    for lang in &paper.languages {
        let file = pdf(&Sheet::text(&paper, lang), &FONTS).expect("set");
        let text = poppler("pdftotext", &["-raw"], &file);
        assert!(text.contains(&present::numbers::ungrouped(lang, 300)), "{lang}");
    }
}
