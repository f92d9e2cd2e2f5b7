//! What of PDF/UA-1 (ISO 14289-1:2014) a machine can check, in every PDF that is set, by the numbers of the Matterhorn
//! Protocol 1.1 (PDF Association). The claim in a file proves nothing; this reads the file with another library than
//! the one that wrote it.

use crate::{FONTS, PAPER, spoken};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream, String as Bytes};
use hayro_syntax::page::Page;
use papers::Sheet;
use papers::model::{Change, ChangeKind, Note, NoteKind, Piece};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, MultiText};
use typeset::pdf;

/// The types of structure that ISO 32000-1, 14.8.4 knows.
const STANDARD: [&str; 46] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Figure",
    "Formula",
    "Form",
];

/// An element of the structure with what is below it.
struct Node<'a> {
    dict: Dict<'a>,
    role: String,
    kids: Vec<Kid<'a>>,
}

enum Kid<'a> {
    Node(Node<'a>),
    /// Content of a page: the page, and its number there.
    Content(ObjectIdentifier, i64),
    /// An annotation.
    Object(ObjectIdentifier),
}

fn named(name: &Name<'_>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

fn words(bytes: &Bytes<'_>) -> String {
    match bytes.as_ref() {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        plain => String::from_utf8_lossy(plain).into_owned(),
    }
}

fn whole(number: Number) -> i64 {
    number.as_f64() as i64
}

/// What stands under a key that holds one thing or many.
fn each<'a>(dict: &Dict<'a>, key: &str) -> Vec<Object<'a>> {
    match dict.get::<Object<'a>>(key) {
        Some(Object::Array(all)) => all.iter::<Object<'a>>().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// The page that content of an element lies on: its own, or that of what it is in.
fn node<'a>(dict: Dict<'a>, roles: &BTreeMap<String, String>, page: Option<ObjectIdentifier>) -> Node<'a> {
    let own = named(&dict.get::<Name<'_>>("S").expect("an element has a type"));
    let role = roles.get(&own).cloned().unwrap_or(own);
    let page = dict.get_ref("Pg").map(ObjectIdentifier::from).or(page);
    let kid = |object: Object<'a>| match object {
        Object::Number(number) => Kid::Content(page.expect("a page"), whole(number)),
        Object::Dict(kid) => match kid.get::<Name<'_>>("Type").map(|name| named(&name)).as_deref() {
            Some("MCR") => {
                let page = kid.get_ref("Pg").map(ObjectIdentifier::from).or(page);
                Kid::Content(page.expect("a page"), whole(kid.get::<Number>("MCID").expect("a number")))
            }
            Some("OBJR") => Kid::Object(kid.get_ref("Obj").expect("an object").into()),
            _ => Kid::Node(node(kid, roles, page)),
        },
        other => panic!("{other:?} in the structure"),
    };
    let kids = each(&dict, "K").into_iter().map(kid).collect();
    Node { dict, role, kids }
}

impl<'a> Node<'a> {
    fn nodes(&self) -> impl Iterator<Item = &Node<'a>> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Node(node) => Some(node),
            _ => None,
        })
    }

    /// It and all below it, in the order of reading.
    fn all(&self) -> Vec<&Node<'a>> {
        std::iter::once(self).chain(self.nodes().flat_map(Node::all)).collect()
    }

    fn has_content(&self) -> bool {
        self.kids.iter().any(|kid| match kid {
            Kid::Node(node) => node.has_content(),
            Kid::Content(..) | Kid::Object(_) => true,
        })
    }
}

/// A file with what is asked of again and again.
struct File<'a> {
    name: &'a str,
    pdf: &'a Pdf,
    root: Dict<'a>,
    tree: Node<'a>,
}

fn file<'a>(name: &'a str, pdf: &'a Pdf) -> File<'a> {
    let root: Dict<'a> = pdf.xref().get(pdf.xref().root_id()).expect("a catalog");
    let tree = root.get::<Dict<'_>>("StructTreeRoot").unwrap_or_else(|| panic!("{name} has no structure"));
    let map = tree.get::<Dict<'_>>("RoleMap").unwrap_or_else(Dict::empty);
    let mapped = |key: Name<'_>| Some((named(&key), named(&map.get::<Name<'_>>(key.as_ref())?)));
    let roles: BTreeMap<String, String> = map.keys().filter_map(mapped).collect();
    for role in roles.keys() {
        assert!(!STANDARD.contains(&role.as_str()), "02-004: {name} maps the standard type {role}");
    }
    let kids: Vec<Kid<'a>> = each(&tree, "K")
        .into_iter()
        .filter_map(Object::into_dict)
        .map(|dict| Kid::Node(node(dict, &roles, None)))
        .collect();
    let tree = Node { dict: tree, role: "StructTreeRoot".to_owned(), kids };
    File { name, pdf, root, tree }
}

/// What a page holds: the numbers of its tagged content, and the faults of what is neither tagged nor an artifact.
fn marked(page: &Page<'_>, properties: Option<&Dict<'_>>) -> (Vec<i64>, Vec<String>) {
    let (mut numbers, mut faults) = (Vec::new(), Vec::new());
    let mut open: Vec<&str> = Vec::new();
    let mut content = page.operations();
    while let Some(done) = content.next() {
        let operator = String::from_utf8_lossy(done.operator).into_owned();
        match operator.as_str() {
            "BMC" | "BDC" => {
                let operands: Vec<Object<'_>> = done.operands().cloned().collect();
                let tag = match operands.first() {
                    Some(Object::Name(name)) => named(name),
                    other => panic!("{other:?} is no tag"),
                };
                let within = match operands.get(1) {
                    Some(Object::Dict(dict)) => Some(dict.clone()),
                    Some(Object::Name(name)) => properties.and_then(|all| all.get::<Dict<'_>>(name.as_ref())),
                    _ => None,
                };
                let number = within.and_then(|dict| dict.get::<Number>("MCID")).map(whole);
                let (artifact, tagged) = (open.contains(&"artifact"), open.contains(&"tagged"));
                let kind = match number {
                    _ if tag == "Artifact" => "artifact",
                    Some(_) => "tagged",
                    None => "other",
                };
                if kind == "artifact" && tagged {
                    faults.push("01-003: an artifact within tagged content".to_owned());
                }
                if kind == "tagged" && artifact {
                    faults.push("01-004: tagged content within an artifact".to_owned());
                }
                numbers.extend(number);
                open.push(kind);
            }
            "EMC" => _ = open.pop().expect("what ends was begun"),
            "Tj" | "TJ" | "'" | "\"" | "f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*" | "sh"
            | "Do" | "BI"
                if !open.iter().any(|kind| matches!(*kind, "artifact" | "tagged")) =>
            {
                faults.push(format!("01-005: {operator} is neither tagged nor an artifact"));
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "marked content is closed on its page");
    (numbers, faults)
}

/// 01, 30: all content of all pages is tagged or an artifact, and the structure names each tagged piece once.
fn content(file: &File<'_>) {
    let name = file.name;
    let mut named_by_tree: BTreeMap<(ObjectIdentifier, i64), usize> = BTreeMap::new();
    for node in file.tree.all() {
        for kid in &node.kids {
            if let Kid::Content(page, number) = kid {
                *named_by_tree.entry((*page, *number)).or_default() += 1;
            }
        }
    }
    let mut on_pages = BTreeMap::new();
    for (at, page) in (1..).zip(file.pdf.pages().iter()) {
        let resources = page.raw().get::<Dict<'_>>("Resources");
        let properties = resources.and_then(|all| all.get::<Dict<'_>>("Properties"));
        let (numbers, faults) = marked(page, properties.as_ref());
        assert_eq!(faults, Vec::<String>::new(), "{name}, page {at}");
        let id = page.raw().obj_id().expect("a page is an object");
        for number in numbers {
            assert_eq!(on_pages.insert((id, number), 1), None, "{name}, page {at}: content {number} twice");
        }
    }
    assert!(on_pages.len() > 20, "{name}: {}", on_pages.len());
    assert_eq!(named_by_tree, on_pages, "{name}: what is tagged is what the structure names");
}

/// 01-007, 06, 07, 11-006, 20, 25, 26: what a file says of itself.
fn catalog(file: &File<'_>, sheet: &Sheet) {
    let (name, root) = (file.name, &file.root);
    let mark = root.get::<Dict<'_>>("MarkInfo").expect("MarkInfo");
    assert_eq!(mark.get::<bool>("Marked"), Some(true), "{name}");
    assert_ne!(mark.get::<bool>("Suspects"), Some(true), "01-007: {name}");
    let lang = root.get::<Bytes<'_>>("Lang").map(|lang| words(&lang));
    assert_eq!(lang, Some(spoken(&sheet.lang)), "11-006: {name}");
    let shown = root.get::<Dict<'_>>("ViewerPreferences").and_then(|all| all.get::<bool>("DisplayDocTitle"));
    assert_eq!(shown, Some(true), "07-001, 07-002: {name}");
    let direction =
        root.get::<Dict<'_>>("ViewerPreferences").and_then(|all| all.get::<Name<'_>>("Direction"));
    assert_eq!(
        direction.is_some_and(|way| named(&way) == "R2L"),
        sheet.rtl,
        "{name}: pages turn as the language runs"
    );
    let meta = root.get::<Stream<'_>>("Metadata").expect("06-001");
    let meta = String::from_utf8(meta.decoded().expect("it unpacks").into_owned()).expect("UTF-8");
    assert!(meta.contains("<pdfuaid:part>1</pdfuaid:part>"), "06-002: {name}");
    let title = meta.split("<dc:title>").nth(1).and_then(|rest| rest.split("</dc:title>").next());
    let escaped = sheet.title.replace('&', "&amp;").replace('<', "&lt;");
    assert!(title.is_some_and(|title| title.contains(&escaped)), "06-003: {name}: {meta}");
    for absent in ["AcroForm", "OCProperties", "OpenAction"] {
        assert!(!root.contains_key(absent), "{name} has {absent}");
    }
    let outline = root.get::<Dict<'_>>("Outlines").and_then(|all| all.get::<Dict<'_>>("First"));
    assert!(outline.is_some(), "{name} has bookmarks");
}

/// 02, 09: every element is of a standard type and stands where that type may.
fn nesting(file: &File<'_>) {
    let name = file.name;
    for node in file.tree.all().into_iter().skip(1) {
        assert!(STANDARD.contains(&node.role.as_str()), "02-001: {name} has {}", node.role);
        let kids: Vec<&str> = node.nodes().map(|kid| kid.role.as_str()).collect();
        let only = |allowed: &[&str]| {
            let other = kids.iter().find(|kid| !allowed.contains(kid));
            assert_eq!(other, None, "09-004 to 09-006: {name}, in {}", node.role);
        };
        match node.role.as_str() {
            "Table" => only(&["TR", "THead", "TBody", "TFoot", "Caption"]),
            "THead" | "TBody" | "TFoot" => only(&["TR"]),
            "TR" => only(&["TH", "TD"]),
            "L" => only(&["L", "LI", "Caption"]),
            "LI" => only(&["Lbl", "LBody"]),
            _ => {}
        }
        for kid in node.nodes() {
            let parents: &[&str] = match kid.role.as_str() {
                "TR" => &["Table", "THead", "TBody", "TFoot"],
                "TH" | "TD" => &["TR"],
                "THead" | "TBody" | "TFoot" => &["Table"],
                "LI" => &["L"],
                "LBody" => &["LI"],
                _ => continue,
            };
            assert!(parents.contains(&node.role.as_str()), "09-004: {name}: {} in {}", kid.role, node.role);
        }
    }
}

/// 13, 14, 15, 17, 19: headings go down step by step, tables say what heads them, figures are described, notes have
/// names.
fn elements(file: &File<'_>, sheet: &Sheet) {
    let name = file.name;
    let all = file.tree.all();
    let mut level = 0;
    for node in &all {
        if let Some(next) = node.role.strip_prefix('H').and_then(|level| level.parse::<u32>().ok()) {
            assert!(next <= level + 1, "14-003: {name}: H{level} is followed by H{next}");
            assert!(node.has_content(), "14: {name}: an empty heading");
            level = next;
        }
        assert_ne!(node.role, "H", "14-007: {name}: numbered headings alone");
        if matches!(node.role.as_str(), "Figure" | "Formula") {
            let told = node.dict.contains_key("Alt") || node.dict.contains_key("ActualText");
            assert!(told, "13-004, 17-002: {name}");
        }
        if node.role == "TH" {
            let scope = each(&node.dict, "A").into_iter().filter_map(Object::into_dict);
            let scope: Vec<Name<'_>> = scope.filter_map(|a| a.get::<Name<'_>>("Scope")).collect();
            assert!(!scope.is_empty(), "15-003: {name}: a head of a table that says not of what");
        }
        if let Some(lang) = node.dict.get::<Bytes<'_>>("Lang") {
            let lang = words(&lang);
            let part =
                |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
            assert!(lang.split('-').all(part), "11: {name}: {lang:?}");
        }
    }
    assert_eq!(level_one(&all), 1, "{name} has one title");
    let columns: usize = all.iter().filter(|node| node.role == "Table").count();
    let tables =
        sheet.blocks.iter().filter(|block| matches!(block, papers::sheet::Block::Table { .. })).count();
    assert_eq!(columns, tables, "{name}: what is a table is tagged as one, and nothing else");
    let notes: Vec<Option<String>> = all
        .iter()
        .filter(|node| node.role == "Note")
        .map(|node| node.dict.get::<Bytes<'_>>("ID").map(|id| words(&id)))
        .collect();
    assert!(notes.iter().all(Option::is_some), "19-003: {name}: a note without a name");
    assert_eq!(notes.iter().collect::<BTreeSet<_>>().len(), notes.len(), "19-004: {name}");
    assert_eq!(notes.len(), sheet.footnotes.len(), "{name}: each footnote is one");
}

fn level_one(all: &[&Node<'_>]) -> usize {
    all.iter().filter(|node| node.role == "H1").count()
}

/// 28: what can be followed is in the structure, is described, and comes in its order.
fn annotations(file: &File<'_>) {
    let name = file.name;
    let mut named_by_tree = BTreeSet::new();
    for node in file.tree.all() {
        for kid in &node.kids {
            if let Kid::Object(id) = kid {
                assert_eq!(node.role, "Link", "28-010: {name}");
                assert!(named_by_tree.insert(*id), "{name}: one annotation, one element");
            }
        }
    }
    let mut on_pages = BTreeSet::new();
    for (at, page) in (1..).zip(file.pdf.pages().iter()) {
        let Some(all) = page.raw().get::<Array<'_>>("Annots") else { continue };
        let tabs = page.raw().get::<Name<'_>>("Tabs").map(|tabs| named(&tabs));
        assert_eq!(tabs.as_deref(), Some("S"), "28-008: {name}, page {at}");
        for object in all.raw_iter() {
            let id: ObjectIdentifier = object.as_obj_ref().expect("an annotation is an object").into();
            let annotation: Dict<'_> = file.pdf.xref().get(id).expect("it is there");
            assert_eq!(
                annotation.get::<Name<'_>>("Subtype").map(|kind| named(&kind)).as_deref(),
                Some("Link")
            );
            let told = annotation.get::<Bytes<'_>>("Contents").map(|told| words(&told));
            assert!(told.is_some_and(|told| !told.trim().is_empty()), "28-012: {name}, page {at}");
            on_pages.insert(id);
        }
    }
    assert_eq!(named_by_tree, on_pages, "28-002: {name}");
}

/// 10, 31: every font is embedded, and every sign of it can be told.
fn fonts(file: &File<'_>) {
    let (name, mut seen) = (file.name, 0);
    for page in file.pdf.pages().iter() {
        let Some(all) = page.raw().get::<Dict<'_>>("Resources").and_then(|all| all.get::<Dict<'_>>("Font"))
        else {
            continue;
        };
        for key in all.keys() {
            let font: Dict<'_> = all.get(key.as_ref()).expect("a font");
            let told = font.get::<Stream<'_>>("ToUnicode").unwrap_or_else(|| panic!("10-001: {name}"));
            let told = String::from_utf8_lossy(&told.decoded().expect("it unpacks")).to_uppercase();
            for nothing in ["> <0000>", "> <FEFF>", "> <FFFE>", "> <>"] {
                assert!(!told.contains(nothing), "31-027 to 31-029: {name}: {nothing}");
            }
            let below = each(&font, "DescendantFonts").into_iter().filter_map(Object::into_dict);
            for descendant in below {
                let about: Dict<'_> = descendant.get("FontDescriptor").expect("it is described");
                let embedded =
                    ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| about.contains_key(key));
                assert!(embedded, "31-009: {name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "{name}: fonts were looked at");
}

fn holds(name: &str, sheet: &Sheet) {
    let bytes = pdf(sheet, &FONTS).expect("set");
    let read = Pdf::new(bytes).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let file = file(name, &read);
    catalog(&file, sheet);
    content(&file);
    nesting(&file);
    elements(&file, sheet);
    annotations(&file);
    fonts(&file);
}

#[test]
fn every_published_paper_keeps_what_a_machine_can_check_of_pdf_ua() {
    for (name, sheet) in crate::sheets() {
        holds(&name, &sheet);
    }
}

#[test]
fn so_does_a_draft_with_footnotes_notes_and_changes_in_every_language() {
    let mut paper = PAPER.clone();
    let by = paper.parties.keys().next().cloned();
    let note = |kind| Note {
        kind,
        by: by.clone(),
        text: MultiText::of("und", "As \u{201c}we\u{201d} read it & <no> more."),
        act: None,
    };
    let change =
        |kind| Some(Change { kind, author: "KZ".to_owned(), at: Instant::from_millis(1_622_700_000_000) });
    for (at, clause) in paper.clauses.iter_mut().enumerate() {
        clause.notes.extend([NoteKind::Footnote, NoteKind::Reservation, NoteKind::Footnote].map(note));
        let langs: Vec<_> = clause.text.iter().map(|(lang, text)| (lang.clone(), text.to_owned())).collect();
        for (lang, text) in langs.into_iter().filter(|_| at % 2 == 0) {
            let gone = Piece { text: " 17".to_owned(), change: change(ChangeKind::Del) };
            let new = Piece { text: " 18".to_owned(), change: change(ChangeKind::Ins) };
            let pieces = vec![Piece { text: text.clone(), change: None }, gone, new];
            clause.text = std::mem::take(&mut clause.text).with(lang.as_str(), &format!("{text} 18"));
            clause.changes.insert(lang, pieces);
        }
    }
    paper.notes.extend([NoteKind::Explanation, NoteKind::Dissociation].map(note));
    paper.check().expect("it holds together");
    for lang in &paper.languages {
        holds(&format!("marked.{lang}"), &Sheet::text(&paper, lang));
    }
}
