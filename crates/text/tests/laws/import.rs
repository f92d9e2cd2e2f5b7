//! The laws of taking in a plain text.

use proptest::prelude::*;
use terms::Lang;
use text::import::{Error, Imported, MOST_BYTES, plain};
use text::{Clause, Part, Verbs};

fn read(text: &str, lang: &str) -> Result<Vec<Imported>, Error> {
    plain(text, &Lang::new(lang), "c", &Verbs::standard())
}

type Row<'a> = (usize, Part, Option<&'a str>, &'a str);

fn rows<'a>(imported: &'a [Imported], lang: &str) -> Vec<Row<'a>> {
    let lang = Lang::new(lang);
    let row = |imported: &'a Imported| {
        let Clause { part, verb, text, .. } = &imported.clause;
        (
            imported.line,
            *part,
            verb.as_ref().map(|verb| verb.id.as_str()),
            text.get(&lang).expect("its words"),
        )
    };
    imported.iter().map(row).collect()
}

#[test]
fn a_numbered_text_has_four_parts() {
    let text = "\u{feff}Wuhan Initiative\n\nRecalls the forum\nof 2020;\n\n1. Supports links\n   between cities;\n2) The parties meet\nin\n3 cities.\n\nDone at Wuhan\n";
    let imported = read(text, "en").expect("a text");
    let expected: [Row; 5] = [
        (1, Part::Chapeau, None, "Wuhan Initiative"),
        (3, Part::Preamble, Some("recalls"), "recalls the forum of 2020;"),
        (6, Part::Operative, Some("supports"), "supports links between cities;"),
        (8, Part::Operative, None, "The parties meet in 3 cities."),
        (12, Part::Closing, None, "Done at Wuhan"),
    ];
    assert_eq!(rows(&imported, "en"), expected);
    let ids: Vec<_> = imported.iter().map(|imported| imported.clause.id.as_str()).collect();
    assert_eq!(ids, ["c1", "c2", "c3", "c4", "c5"]);
}

#[test]
fn a_text_without_numbers_is_read_by_its_verbs_in_every_language() {
    let zh = read("武汉倡议\n\n赞同友好\n城市\n\n呼吁合作\n\n2021年6月3日于武汉", "zh-Hans").expect("a text");
    let expected: [Row; 4] = [
        (1, Part::Chapeau, None, "武汉倡议"),
        (3, Part::Operative, Some("supports"), "赞同友好城市"),
        (6, Part::Operative, Some("calls_upon"), "呼吁合作"),
        (8, Part::Closing, None, "2021年6月3日于武汉"),
    ];
    assert_eq!(rows(&zh, "zh-Hans"), expected);
    let fa = read("\u{200f}۱. استقبال می‌کند از شهرها\n\u{200f}۲. فرامی‌خواند همه را", "fa").expect("a text");
    let verbs: Vec<_> = rows(&fa, "fa").into_iter().map(|(_, part, verb, _)| (part, verb)).collect();
    assert_eq!(verbs, [(Part::Operative, Some("welcomes")), (Part::Operative, Some("calls_upon"))]);
    let ru = read("Приветствует города", "ru").expect("a text");
    assert_eq!(rows(&ru, "ru"), [(1, Part::Operative, Some("welcomes"), "приветствует города")]);
}

#[test]
fn what_is_refused_names_its_line_and_the_way_out() {
    let long = "a".repeat(MOST_BYTES + 1);
    let many = "a\n\n".repeat(1_001);
    let cases = [
        ("", 1, "no words"),
        (" \n\u{feff}\n", 1, "no words"),
        (&long, 1, "bytes"),
        (&many, 2001, "paragraphs"),
        ("1. notes\n\n3. notes", 3, "number 3 stands where 2 is due"),
        ("2. notes", 1, "number 2 stands where 1 is due"),
        ("1. notes\n\nmore\n\n2. notes", 3, "without a number"),
        ("1. notes\n2. notes [it", 2, "bracket"),
        ("notes\n\u{0}", 2, "U+0000"),
    ];
    for (text, line, what) in cases {
        let error = read(text, "en").expect_err(what);
        assert_eq!(error.line, line, "{what}");
        let why = error.why.to_string();
        assert!(
            why.split("; ").next().is_some_and(|fault| fault.contains(what)) && why.contains("; "),
            "{error}"
        );
    }
}

proptest! {
    #[test]
    fn nothing_that_is_pasted_panics_and_every_word_is_kept(text in prop_oneof![
        any::<String>(),
        "([0-9۱二]{0,2}[.)、 \n\\[\\]]|notes|Supports|赞同|\n\n){0,20}",
    ]) {
        for lang in ["en", "zh-Hans", "fa", "??"] {
            let Ok(imported) = read(&text, lang) else { continue };
            prop_assert!(imported.is_sorted_by_key(|imported| (imported.clause.part, imported.line)));
            for one in &imported {
                let words = one.clause.text.get(&Lang::new(lang)).expect("its words");
                let last = words.split_whitespace().last().expect("not blank");
                prop_assert!(text.to_lowercase().contains(&last.to_lowercase()) || lang == "zh-Hans");
            }
        }
    }

    #[test]
    fn what_is_written_out_is_read_again(operative in prop::collection::vec("[a-z]{1,8}( [a-z]{1,8}){0,12}", 1..6)) {
        let clauses: Vec<String> = operative.iter().map(|words| format!("supports {words}")).collect();
        let mut out = "Chapeau\n\nrecalls the forum\n\n".to_owned();
        for (number, words) in (1..).zip(&clauses) {
            out += &format!("{number}. {}\n\n", words.replace(' ', "\n   "));
        }
        let imported = read(&out, "en").expect("as written");
        let read: Vec<&str> = rows(&imported, "en").into_iter().filter(|row| row.1 == Part::Operative).map(|row| row.3).collect();
        prop_assert_eq!(read, clauses);
    }
}
