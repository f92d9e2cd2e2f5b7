//! Akoma Ntoso 1.0 (OASIS Standard, 29 August 2018), as AKN4UN uses it for resolutions: a `statement`, one file for
//! each language, its eIds the same in all of them.

mod body;
mod meta;

use crate::model::Paper;
use crate::sheet::{Block, ClauseBlock, Sheet, Words};
use crate::xml::Xml;
use terms::Lang;
use text::Part;

/// The namespace of the standard.
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// Our own, for what the standard has no place for: the mark of a simulation and the digests.
const OWN: &str = "urn:plenary:paper:1";

/// The text in one language as an Akoma Ntoso file.
#[must_use]
pub fn akn(paper: &Paper, lang: &Lang) -> Vec<u8> {
    let sheet = Sheet::text(paper, lang);
    let mut xml = Xml::new();
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE), ("xmlns:plenary", OWN)]).line();
    xml.open("statement", &[("name", subtype(paper)), ("contains", contains(paper))]).line();
    meta::write(&mut xml, paper, lang);
    preface(&mut xml, &sheet);
    body::write(&mut xml, &sheet);
    conclusions(&mut xml, paper, &sheet);
    xml.finish()
}

/// What the document is called among statements.
fn subtype(paper: &Paper) -> &'static str {
    match paper.kind {
        text::Kind::Declaration => "declaration",
        text::Kind::Initiative => "initiative",
        text::Kind::Plan => "plan",
        text::Kind::ChairsSummary => "summary",
    }
}

/// Whether changes are shown in it.
fn contains(paper: &Paper) -> &'static str {
    let changed = paper.clauses.iter().any(|clause| !clause.changes.is_empty());
    if changed { "multipleVersions" } else { "originalVersion" }
}

fn preface(xml: &mut Xml, sheet: &Sheet) {
    xml.open("preface", &[]).line();
    if let Some(mark) = &sheet.mark {
        xml.leaf("p", &[("class", "simulation")], mark).line();
    }
    xml.open("longTitle", &[("eId", "longTitle")]).open("p", &[]);
    xml.leaf("docTitle", &[("eId", "docTitle")], &sheet.title).close().close().line();
    xml.open("p", &[]).leaf("docProponent", &[], &sheet.forum).close().line();
    xml.open("p", &[]).leaf("docNumber", &[], &sheet.symbol).close().line();
    xml.open("p", &[]).leaf("docDate", &[("date", &sheet.day)], &sheet.day_in_words).close().line();
    for status in &sheet.status {
        xml.open("p", &[]).leaf("docStatus", &[], status).close().line();
    }
    xml.close().line();
}

/// Done at, who signed, and what was said of the whole.
fn conclusions(xml: &mut Xml, paper: &Paper, sheet: &Sheet) {
    let closing: Vec<&ClauseBlock> = clauses(sheet).filter(|clause| clause.part == Part::Closing).collect();
    let adopted = paper.status == crate::model::Status::Adopted;
    if closing.is_empty() && !adopted && paper.notes.is_empty() && paper.signatures.is_empty() {
        return;
    }
    xml.open("conclusions", &[]).line();
    for (at, clause) in (1..).zip(closing) {
        let eid = format!("conclusions__tblock_{at}");
        xml.open("tblock", &[("eId", &eid), ("wId", &clause.anchor)]).line();
        body::blocks(xml, sheet, clause, &eid);
        xml.close().line();
    }
    let words = Words { paper, lang: &sheet.lang };
    for note in &paper.notes {
        let (head, said) = words.note(note);
        xml.open("p", &[("class", note.kind.name())]).text(&head).text(sheet.colon());
        body::runs(xml, sheet, &said);
        xml.close().line();
    }
    if adopted {
        let place = words.multi(&paper.forum.place);
        xml.open("p", &[]).leaf("location", &[("refersTo", "#place")], &place).text(", ");
        xml.leaf("date", &[("date", &sheet.day)], &sheet.day_in_words).close().line();
    }
    for signature in &paper.signatures {
        xml.open("p", &[]).leaf("signature", &[], &words.signer(signature)).close().line();
    }
    xml.close().line();
}

fn clauses(sheet: &Sheet) -> impl Iterator<Item = &ClauseBlock> {
    sheet.blocks.iter().filter_map(|block| match block {
        Block::Clause(clause) => Some(clause),
        _ => None,
    })
}
