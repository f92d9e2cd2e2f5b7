//! What every format of a paper must hold, over the text of the shipped forum.

mod adoption_record;
mod notes;
mod redline;

use papers::{BadPaper, Paper, Sheet, akn, docx, files, html, plain};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;
use terms::Lang;
use text::Part;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

static PAPER: LazyLock<Paper> = LazyLock::new(|| paper(7));

fn paper(seed: u64) -> Paper {
    let done = forum::demo::run(seed, &Lang::new("en")).expect("the shipped forum");
    let state = forum::fold(&done.record).expect("a record that holds");
    papers::of_state("friendship-2021", &state, Some(&done.record.head())).expect("a text")
}

/// Letters and digits alone: what is left of words whatever a format does with lines and spaces.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The lines of a clause, without the letters of its items, which a format may count itself.
fn lines(text: &str) -> Vec<String> {
    let bare = |line: &str| match line.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((label, rest)) if label.chars().count() <= 6 => letters(rest),
        _ => letters(line),
    };
    text.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

/// An element that was met: its name, its attributes, and all text within it.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

fn element(start: &BytesStart<'_>) -> Element {
    let own = |at: quick_xml::events::attributes::Attribute<'_>| {
        let value = at.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value");
        (at.key.as_ref().to_string(), value.into_owned())
    };
    let attributes = start.attributes().map(|at| own(at.expect("an attribute"))).collect();
    Element { name: start.name().as_ref().to_string(), attributes, text: String::new() }
}

/// Every element of an XML file in the order in which they open; fails where the file is not well-formed.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut met, mut open, mut roots) = (Vec::<Element>::new(), Vec::<usize>::new(), 0);
    loop {
        let said = match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                roots += usize::from(open.is_empty());
                open.push(met.len());
                met.push(element(&start));
                continue;
            }
            Event::Empty(start) => {
                met.push(element(&start));
                continue;
            }
            Event::End(_) => {
                open.pop().expect("it was opened");
                continue;
            }
            Event::Text(text) => text.xml10_content().to_string(),
            Event::GeneralRef(name) => match &*name.into_inner() {
                "amp" => "&".to_owned(),
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "quot" => "\"".to_owned(),
                "apos" => "'".to_owned(),
                other => panic!("{other} is no reference that XML knows"),
            },
            Event::DocType(_) => panic!("nothing is declared"),
            Event::Eof => break,
            _ => continue,
        };
        assert!(!open.is_empty() || said.trim().is_empty(), "text outside the root: {said}");
        open.iter().for_each(|&at| met[at].text.push_str(&said));
    }
    assert!(open.is_empty() && roots == 1, "one root, closed");
    met
}

fn akn_of(lang: &Lang) -> Vec<Element> {
    elements(&String::from_utf8(akn::akn(&PAPER, lang)).expect("UTF-8"))
}

fn parts(docx: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("UTF-8").into_owned()).collect();
    let mut read = |name: String| {
        let mut text = String::new();
        zip.by_name(&name).expect("it is listed").read_to_string(&mut text).expect("UTF-8");
        (name, text)
    };
    names.into_iter().map(&mut read).collect()
}

/// The words of a page: its markup taken out.
fn without_tags(page: &str) -> String {
    let body = &page[page.find("<body").expect("a body")..];
    let mut out = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        out = out.replace(name, sign);
    }
    out
}

#[test]
fn every_clause_stands_in_every_format_of_every_language() {
    assert_eq!(PAPER.languages.len(), 4, "{:?}", PAPER.languages);
    assert!(PAPER.clauses.len() > 5);
    for lang in &PAPER.languages {
        let sheet = Sheet::text(&PAPER, lang);
        let word: String = docx::read(&docx::docx(&sheet))
            .expect("our own file")
            .paragraphs
            .iter()
            .map(|p| letters(&p.text))
            .collect();
        let formats = [
            ("html", letters(&without_tags(&html::html(&sheet)))),
            ("txt", letters(&plain::plain(&sheet))),
            ("akn", letters(&akn_of(lang)[0].text)),
            ("docx", word),
        ];
        for clause in &PAPER.clauses {
            for line in lines(clause.text.get(lang).expect("written in every language")) {
                for (format, words) in &formats {
                    assert!(words.contains(&line), "{format} in {lang} lacks {line} of {}", clause.id);
                }
            }
        }
    }
}

#[test]
fn a_page_fetches_nothing_and_says_its_language_its_direction_and_the_simulation() {
    for lang in &PAPER.languages {
        for (what, sheet) in files::sheets(&PAPER, lang) {
            let page = html::html(&sheet);
            let root = &page[page.find("<html").expect("a root")..];
            let root = &root[..root.find('>').expect("it ends")];
            let direction = if lang.language() == "fa" { "rtl" } else { "ltr" };
            assert!(root.contains(&format!("lang=\"{lang}\"")), "{root}");
            assert!(root.contains(&format!("dir=\"{direction}\"")), "{root}");
            let mark = present::page::simulation_notice(lang, 7);
            assert!(letters(&without_tags(&page)).contains(&letters(&mark)), "{what} in {lang}");
            for outside in
                ["http:", "https:", "src=\"//", "href=\"//", "@import", "<script", "<link", "<iframe"]
            {
                let found = page.find(outside).map(|at| page[at..].chars().take(80).collect::<String>());
                assert_eq!(found, None, "{what} in {lang}");
            }
            let targets = page.match_indices("href=\"").map(|(at, key)| &page[at + key.len()..]);
            targets
                .for_each(|target| assert!(target.starts_with('#'), "{}", &target[..20.min(target.len())]));
        }
    }
}

#[test]
fn plain_text_carries_the_mark_above_and_below_and_stays_in_its_columns() {
    for lang in &PAPER.languages {
        for (what, sheet) in files::sheets(&PAPER, lang) {
            let text = plain::plain(&sheet);
            let mark = letters(&present::page::simulation_notice(lang, 7));
            assert!(letters(&text).starts_with(&mark) && letters(&text).ends_with(&mark), "{what} in {lang}");
            let wide = text.lines().find(|line| present::wrap::width(line) > 78 && line.contains(' '));
            assert_eq!(wide, None, "{what} in {lang}");
        }
    }
}

#[test]
fn akoma_ntoso_is_well_formed_of_one_language_and_marked() {
    for lang in &PAPER.languages {
        let met = akn_of(lang);
        assert_eq!((met[0].name.as_str(), met[1].name.as_str()), ("akomaNtoso", "statement"));
        assert_eq!(met[0].attributes["xmlns"], "http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
        let spoken: BTreeSet<&str> = met
            .iter()
            .filter(|e| e.name == "FRBRlanguage")
            .map(|e| e.attributes["language"].as_str())
            .collect();
        let own = match lang.language() {
            "en" => "eng",
            "fa" => "fas",
            "ru" => "rus",
            _ => "zho",
        };
        assert_eq!(spoken, BTreeSet::from([own]));
        let mark = present::page::simulation_notice(lang, 7);
        let marked = met.iter().any(|e| {
            e.name == "p" && e.attributes.get("class").is_some_and(|c| c == "simulation") && e.text == mark
        });
        assert!(marked, "{lang}");
    }
}

#[test]
fn ids_of_akoma_ntoso_are_unique_and_the_same_in_every_language() {
    let ids = |lang: &Lang| -> Vec<String> {
        akn_of(lang).iter().filter_map(|e| e.attributes.get("eId").cloned()).collect()
    };
    let first = ids(&PAPER.languages[0]);
    assert!(first.len() > PAPER.clauses.len());
    for lang in &PAPER.languages {
        let own = ids(lang);
        assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), own.len(), "{lang}");
        assert_eq!(own, first, "{lang}");
    }
}

#[test]
fn what_akoma_ntoso_refers_to_within_the_file_is_there() {
    for lang in &PAPER.languages {
        let met = akn_of(lang);
        let ids: BTreeSet<&str> =
            met.iter().filter_map(|e| e.attributes.get("eId").map(String::as_str)).collect();
        for element in &met {
            for key in ["refersTo", "source"] {
                let target = element.attributes.get(key).and_then(|value| value.strip_prefix('#'));
                assert!(target.is_none_or(|target| ids.contains(target)), "{lang}: {element:?}");
            }
        }
    }
}

#[test]
fn recitals_and_paragraphs_of_akoma_ntoso_are_the_clauses_in_their_order() {
    for lang in &PAPER.languages {
        let met = akn_of(lang);
        for (name, part) in [("recital", Part::Preamble), ("paragraph", Part::Operative)] {
            let clauses: Vec<_> = PAPER.clauses.iter().filter(|clause| clause.part == part).collect();
            let written: Vec<_> = met.iter().filter(|e| e.name == name).collect();
            assert_eq!(written.len(), clauses.len(), "{name} in {lang}");
            assert!(!written.is_empty(), "{name}");
            for (element, clause) in written.iter().zip(clauses) {
                let words = letters(&element.text);
                for line in lines(clause.text.get(lang).expect("written")) {
                    assert!(words.contains(&line), "{name} in {lang}: {line}");
                }
            }
        }
    }
}

#[test]
fn every_part_of_a_word_file_is_well_formed_listed_and_marked() {
    for lang in &PAPER.languages {
        for (what, sheet) in files::sheets(&PAPER, lang) {
            let parts = parts(&docx::docx(&sheet));
            let types = elements(&parts["[Content_Types].xml"]);
            for (name, xml) in &parts {
                elements(xml);
                let listed = types.iter().any(|e| {
                    e.attributes.get("PartName").is_some_and(|part| part[1..] == **name)
                        || (name.ends_with(".rels")
                            && e.attributes.get("Extension").is_some_and(|x| x == "rels"))
                });
                assert!(listed || name == "[Content_Types].xml", "{name}");
            }
            for overriden in types.iter().filter_map(|e| e.attributes.get("PartName")) {
                assert!(parts.contains_key(&overriden[1..]), "{overriden}");
            }
            let mark = letters(&present::page::simulation_notice(lang, 7));
            for part in ["word/document.xml", "word/header1.xml"] {
                assert!(letters(&elements(&parts[part])[0].text).contains(&mark), "{what} {part} in {lang}");
            }
        }
    }
}

#[test]
fn persian_words_run_from_right_to_left_in_a_word_file_and_english_ones_do_not() {
    let document = |tag: &str| {
        let sheet = Sheet::text(&PAPER, &Lang::new(tag));
        elements(&parts(&docx::docx(&sheet))["word/document.xml"])
    };
    let named = |met: &[Element], name: &str| met.iter().filter(|e| e.name == name).count();
    let persian = document("fa");
    assert!(named(&persian, "w:rtl") > PAPER.clauses.len());
    assert!(named(&persian, "w:bidi") > PAPER.clauses.len());
    assert_eq!(named(&document("en"), "w:rtl"), 0);
}

#[test]
fn what_was_written_as_a_word_file_is_read_as_its_paragraphs_in_order() {
    for lang in &PAPER.languages {
        let reading = docx::read(&docx::docx(&Sheet::text(&PAPER, lang))).expect("our own file");
        let mut at = 0;
        for clause in &PAPER.clauses {
            for line in lines(clause.text.get(lang).expect("written")) {
                let found = reading.paragraphs[at..].iter().position(|p| letters(&p.text).contains(&line));
                at += found.unwrap_or_else(|| panic!("{lang}: {line} of {} is not in its place", clause.id));
            }
        }
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    let again = Paper::from_json(&PAPER.to_json()).expect("a paper");
    assert_eq!(files::files(&PAPER), files::files(&again));
    assert_eq!(files::files(&PAPER), files::files(&paper(7)));
}

#[test]
fn a_model_comes_back_from_its_json() {
    PAPER.check().expect("the paper of the shipped forum holds");
    let again = Paper::from_json(&PAPER.to_json()).expect("a paper");
    assert_eq!(again, *PAPER);
}

#[test]
fn a_broken_model_names_its_line_or_what_does_not_fit() {
    let json = String::from_utf8(PAPER.to_json()).expect("UTF-8");
    let at = json.lines().position(|line| line.contains("\"symbol\"")).expect("a symbol");
    let broken = json.replacen("\"symbol\"", "symbol", 1);
    match Paper::from_json(broken.as_bytes()) {
        Err(BadPaper::Form { line, .. }) => assert_eq!(line, at + 1),
        other => panic!("{other:?}"),
    }
    let mut twice = PAPER.clone();
    twice.clauses.insert(1, twice.clauses[0].clone());
    let said = Paper::from_json(&twice.to_json()).expect_err("a clause twice").to_string();
    assert!(said.contains(PAPER.clauses[0].id.to_string().as_str()), "{said}");
    let mut silent = PAPER.clone();
    silent.languages.clear();
    assert!(silent.check().is_err());
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("memory takes a file");
        zip.write_all(bytes).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes a directory").into_inner()
}

fn word_file(document: &[u8]) -> Vec<u8> {
    zipped(&[("_rels/.rels", RELATIONS.as_bytes()), ("word/document.xml", document)])
}

fn body(inside: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"w\"><w:body>{inside}</w:body></w:document>").into_bytes()
}

#[test]
fn a_hostile_word_file_is_refused_with_one_sentence() {
    use docx::BadDocx::{Broken, Empty, Entities, Missing, NotDocx, OldOrProtected, TooDeep, TooLarge};
    let main = || "word/document.xml".to_owned();
    let entity = br#"<!DOCTYPE d [<!ENTITY a "aaaa">]><d><p><t>&a;</t></p></d>"#;
    let deep = format!("{}{}", "<x>".repeat(1000), "</x>".repeat(1000));
    let whole = word_file(&body("<w:p><w:r><w:t>Words</w:t></w:r></w:p>"));
    assert_eq!(docx::read(&whole).expect("a small file").paragraphs[0].text, "Words");
    let refused = [
        (b"no zip at all".to_vec(), NotDocx),
        (Vec::new(), NotDocx),
        (whole[..whole.len() / 2].to_vec(), NotDocx),
        (zipped(&[("word/document.xml", &body("<w:p/>"))]), NotDocx),
        (zipped(&[("_rels/.rels", RELATIONS.as_bytes())]), Missing(main())),
        (word_file(entity), Entities),
        (word_file(&body("<w:p><w:t>&undeclared;</w:t></w:p>")), Entities),
        (word_file(b"<w:document><w:p></w:document>"), Broken(main())),
        (word_file(b"\xff\xfe"), Broken(main())),
        (word_file(&body(&deep)), TooDeep),
        (word_file(&body("<w:p/>")), Empty),
        (vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], OldOrProtected),
        (vec![0; docx::MOST_BYTES + 1], TooLarge),
    ];
    for (at, (bytes, why)) in refused.into_iter().enumerate() {
        let said = docx::read(&bytes).expect_err("it is refused");
        assert_eq!(said, why, "{at}");
        let said = said.to_string();
        assert!(!said.contains('\n') && !said.contains(". ") && !said.is_empty(), "{said}");
    }
}

/// Pieces of what a Word file is made of, and of what breaks one.
const PIECES: [&str; 20] = [
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:del w:author=\"A\">",
    "</w:del>",
    "<w:del/>",
    "<w:ins>",
    "</w:ins>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "words ",
    "&amp;",
    "&#8230;",
    "&#x110000;",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "\u{202e}\n",
    "<![CDATA[",
];

proptest::proptest! {
    #[test]
    fn whatever_a_word_file_holds_is_read_as_words_on_one_line_each_or_refused(
        picks in proptest::collection::vec(0..PIECES.len(), 0..40),
        whole in proptest::bool::ANY,
    ) {
        let inside: String = picks.into_iter().map(|at| PIECES[at]).collect();
        let document = if whole { body(&inside) } else { inside.into_bytes() };
        if let Ok(reading) = docx::read(&word_file(&document)) {
            proptest::prop_assert!(!reading.paragraphs.is_empty());
            for paragraph in reading.paragraphs {
                proptest::prop_assert!(!paragraph.text.trim().is_empty());
                proptest::prop_assert!(!paragraph.text.chars().any(char::is_control), "{:?}", paragraph.text);
            }
        }
    }

    #[test]
    fn any_bytes_handed_in_are_taken_as_words_or_refused_in_one_sentence(
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
        zip in proptest::bool::ANY,
    ) {
        let bytes = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        match papers::import::import(&bytes) {
            Ok(reading) => proptest::prop_assert!(!reading.paragraphs.is_empty()),
            Err(why) => proptest::prop_assert!(!why.to_string().contains('\n')),
        }
    }
}

#[test]
fn a_part_that_unpacks_beyond_the_limit_is_not_unpacked() {
    let bomb = word_file(&vec![b' '; (64 << 20) + 1]);
    assert!(bomb.len() < 1 << 20, "the file itself is small: {}", bomb.len());
    assert_eq!(docx::read(&bomb), Err(docx::BadDocx::Bomb));
}
