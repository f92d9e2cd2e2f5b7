//! The parts of a Word file beside its words: what it holds, who made it, how it looks.

use crate::sheet::Sheet;
use crate::xml::Xml;
use jiff::Timestamp;
use terms::{Instant, Lang};

/// The namespace of word processing.
pub(super) const W: (&str, &str) =
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// The namespace of relationships.
pub(super) const R: (&str, &str) =
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An instant as the format writes it.
pub(super) fn stamp(at: Instant) -> String {
    Timestamp::from_millisecond(at.millis()).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A language with a region, which Word wants to find its dictionary.
pub(super) fn tag(lang: &Lang) -> String {
    match lang.as_str() {
        "en" => "en-GB".to_owned(),
        "fa" => "fa-IR".to_owned(),
        "ru" => "ru-RU".to_owned(),
        "zh" | "zh-Hans" => "zh-CN".to_owned(),
        "zh-Hant" => "zh-TW".to_owned(),
        other => other.to_owned(),
    }
}

pub(super) fn content_types() -> Vec<u8> {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = Xml::new();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    for (part, kind) in [
        ("/word/document.xml", format!("{main}.document.main+xml")),
        ("/word/styles.xml", format!("{main}.styles+xml")),
        ("/word/numbering.xml", format!("{main}.numbering+xml")),
        ("/word/footnotes.xml", format!("{main}.footnotes+xml")),
        ("/word/header1.xml", format!("{main}.header+xml")),
        ("/word/footer1.xml", format!("{main}.footer+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
    ] {
        xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
    }
    xml.finish()
}

pub(super) fn relations() -> Vec<u8> {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    linked(&[
        (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (&core, "docProps/core.xml"),
        (&format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

pub(super) fn document_relations() -> Vec<u8> {
    linked(&[
        (&format!("{OFFICE}/styles"), "styles.xml"),
        (&format!("{OFFICE}/numbering"), "numbering.xml"),
        (&format!("{OFFICE}/footnotes"), "footnotes.xml"),
        (&format!("{OFFICE}/header"), "header1.xml"),
        (&format!("{OFFICE}/footer"), "footer1.xml"),
    ])
}

fn linked(targets: &[(&str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (at, (kind, target)) in (1..).zip(targets) {
        xml.empty("Relationship", &[("Id", &format!("rId{at}")), ("Type", kind), ("Target", target)]);
    }
    xml.finish()
}

pub(super) fn core(sheet: &Sheet) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &[], &sheet.title);
    xml.leaf("dc:subject", &[], &sheet.symbol);
    xml.leaf("dc:creator", &[], &sheet.forum);
    if let Some(mark) = &sheet.mark {
        xml.leaf("dc:description", &[], mark);
    }
    xml.leaf("dc:language", &[], sheet.lang.as_str());
    let at = stamp(sheet.dated);
    xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &at);
    xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &at);
    xml.finish()
}

pub(super) fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    let properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", properties)]).leaf("Application", &[], "Plenary");
    xml.finish()
}

/// One numbering: the clauses, counted from 1.
pub(super) fn numbering() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:numbering", &[W]);
    xml.open("w:abstractNum", &[("w:abstractNumId", "0")]);
    xml.empty("w:multiLevelType", &[("w:val", "singleLevel")]);
    xml.open("w:lvl", &[("w:ilvl", "0")]);
    xml.empty("w:start", &[("w:val", "1")]).empty("w:numFmt", &[("w:val", "decimal")]);
    xml.empty("w:lvlText", &[("w:val", "%1.")]).empty("w:lvlJc", &[("w:val", "start")]);
    xml.open("w:pPr", &[]).empty("w:ind", &[("w:start", "567"), ("w:hanging", "567")]).close();
    xml.close().close();
    xml.open("w:num", &[("w:numId", "1")]).empty("w:abstractNumId", &[("w:val", "0")]).close();
    xml.finish()
}

/// A paragraph style: id, name, what it rests on, space before and after, indents, size in half points, looks.
struct Style {
    id: &'static str,
    name: &'static str,
    before: &'static str,
    after: &'static str,
    indent: Option<(&'static str, &'static str)>,
    size: &'static str,
    bold: bool,
    colour: Option<&'static str>,
    level: Option<&'static str>,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    before: "0",
    after: "120",
    indent: None,
    size: "22",
    bold: false,
    colour: None,
    level: None,
};

const STYLES: [Style; 15] = [
    Style { id: "Title", name: "Title", before: "60", after: "120", size: "36", bold: true, ..PLAIN },
    Style {
        id: "Heading1",
        name: "heading 1",
        before: "360",
        size: "26",
        bold: true,
        level: Some("0"),
        ..PLAIN
    },
    Style { id: "Mark", name: "Simulation Mark", after: "240", size: "20", bold: true, ..PLAIN },
    Style { id: "Letterhead", name: "Letterhead", after: "0", size: "20", ..PLAIN },
    Style {
        id: "Kind",
        name: "Kind",
        before: "480",
        after: "0",
        size: "20",
        colour: Some("0A5C60"),
        ..PLAIN
    },
    Style { id: "Status", name: "Status", after: "60", size: "20", colour: Some("4F5B61"), ..PLAIN },
    Style { id: "Clause", name: "Clause", before: "120", ..PLAIN },
    Style { id: "Numbered", name: "Clause Numbered", before: "120", indent: Some(("567", "567")), ..PLAIN },
    Style { id: "Further", name: "Clause Further", indent: Some(("567", "0")), ..PLAIN },
    Style { id: "Item", name: "Clause Item", after: "60", indent: Some(("1134", "567")), ..PLAIN },
    Style { id: "Note", name: "Clause Note", indent: Some(("1134", "0")), size: "19", ..PLAIN },
    Style {
        id: "Rests",
        name: "Clause Ground",
        indent: Some(("1134", "0")),
        size: "18",
        colour: Some("4F5B61"),
        ..PLAIN
    },
    Style { id: "Cell", name: "Table Cell", before: "40", after: "40", size: "18", ..PLAIN },
    Style { id: "CellHead", name: "Table Head", before: "40", after: "40", size: "18", bold: true, ..PLAIN },
    Style { id: "FootnoteText", name: "footnote text", after: "0", size: "18", ..PLAIN },
];

pub(super) fn styles(sheet: &Sheet) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:styles", &[W]);
    xml.open("w:docDefaults", &[]).open("w:rPrDefault", &[]).open("w:rPr", &[]);
    let fonts = [
        ("w:ascii", "Times New Roman"),
        ("w:hAnsi", "Times New Roman"),
        ("w:eastAsia", "SimSun"),
        ("w:cs", "Times New Roman"),
    ];
    xml.empty("w:rFonts", &fonts).empty("w:sz", &[("w:val", "22")]).empty("w:szCs", &[("w:val", "22")]);
    let tag = tag(&sheet.lang);
    let (latin, east) = if sheet.lang.language() == "zh" { (&*tag, &*tag) } else { (&*tag, "zh-CN") };
    let bidi = if sheet.rtl { &*tag } else { "fa-IR" };
    let latin = if sheet.rtl { "en-GB" } else { latin };
    xml.empty("w:lang", &[("w:val", latin), ("w:eastAsia", east), ("w:bidi", bidi)]);
    xml.close().close();
    xml.open("w:pPrDefault", &[]).open("w:pPr", &[]);
    let spacing = [("w:after", "120"), ("w:line", "276"), ("w:lineRule", "auto")];
    xml.empty("w:spacing", &spacing).close().close().close();
    let normal = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
    xml.open("w:style", &normal).empty("w:name", &[("w:val", "Normal")]).empty("w:qFormat", &[]).close();
    for style in &STYLES {
        write(&mut xml, style);
    }
    let character = [("w:type", "character"), ("w:styleId", "FootnoteReference")];
    xml.open("w:style", &character).empty("w:name", &[("w:val", "footnote reference")]);
    xml.open("w:rPr", &[]).empty("w:vertAlign", &[("w:val", "superscript")]).close().close();
    xml.finish()
}

fn write(xml: &mut Xml, style: &Style) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)]);
    xml.empty("w:name", &[("w:val", style.name)]).empty("w:basedOn", &[("w:val", "Normal")]);
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    if style.level.is_some() || style.id == "Title" {
        xml.empty("w:keepNext", &[]);
    }
    xml.empty("w:spacing", &[("w:before", style.before), ("w:after", style.after)]);
    if let Some((start, hanging)) = style.indent {
        xml.empty("w:ind", &[("w:start", start), ("w:hanging", hanging)]);
    }
    if let Some(level) = style.level {
        xml.empty("w:outlineLvl", &[("w:val", level)]);
    }
    xml.close().open("w:rPr", &[]);
    if style.bold {
        xml.empty("w:b", &[]).empty("w:bCs", &[]);
    }
    if let Some(colour) = style.colour {
        xml.empty("w:color", &[("w:val", colour)]);
    }
    xml.empty("w:sz", &[("w:val", style.size)]).empty("w:szCs", &[("w:val", style.size)]);
    xml.close().close();
}
