//! The clauses of an Akoma Ntoso file: formula, recitals, paragraphs.

use super::clauses;
use crate::model::ChangeKind;
use crate::sheet::{ClauseBlock, Line, Run, RunStyle, Sheet};
use crate::xml::Xml;
use present::dates;
use terms::Zone;
use text::Part;

pub(super) fn write(xml: &mut Xml, sheet: &Sheet) {
    let of = |part: Part| clauses(sheet).filter(move |clause| clause.part == part).collect::<Vec<_>>();
    let (chapeau, preamble) = (of(Part::Chapeau), of(Part::Preamble));
    if !chapeau.is_empty() || !preamble.is_empty() {
        xml.open("preamble", &[]).line();
        for (at, clause) in (1..).zip(&chapeau) {
            let eid = format!("formula_{at}");
            let attributes = [("name", "chapeau"), ("eId", &eid), ("wId", clause.anchor.as_str())];
            xml.open("formula", &attributes).line();
            blocks(xml, sheet, clause, &eid);
            xml.close().line();
        }
        if !preamble.is_empty() {
            xml.open("recitals", &[("eId", "recs_1")]).line();
            for (at, clause) in (1..).zip(&preamble) {
                let eid = format!("recs_1__rec_{at}");
                xml.open("recital", &[("eId", &eid), ("wId", &clause.anchor)]).line();
                blocks(xml, sheet, clause, &eid);
                xml.close().line();
            }
            xml.close().line();
        }
        xml.close().line();
    }
    xml.open("mainBody", &[]).line();
    let operative = of(Part::Operative);
    for (at, clause) in (1..).zip(&operative) {
        paragraph(xml, sheet, clause, at);
    }
    if operative.is_empty() {
        // The standard wants something here; a text of grounds alone has nothing to put in.
        xml.empty("p", &[("class", "empty")]).line();
    }
    xml.close().line();
}

/// An operative clause. Its groups of items are lists, each with what opens it.
fn paragraph(xml: &mut Xml, sheet: &Sheet, clause: &ClauseBlock, at: u32) {
    let eid = format!("para_{at}");
    xml.open("paragraph", &[("eId", &eid), ("wId", &clause.anchor)]).line();
    if let Some(number) = &clause.number {
        xml.leaf("num", &[], &format!("{number}.")).line();
    }
    let groups = groups(&clause.lines);
    let plain = groups.iter().all(|group| group.items.is_empty());
    let holder = if plain { "content" } else { "intro" };
    xml.open(holder, &[]);
    opening(xml, sheet, clause, &eid);
    if plain {
        // Lines that open nothing are paragraphs of the same clause.
        groups.iter().skip(1).filter_map(|group| group.head).for_each(|head| paragraph_of(xml, sheet, head));
    }
    xml.close().line();
    let lists = if plain { &[][..] } else { &groups[..] };
    for (number, group) in (1..).zip(lists) {
        if group.items.is_empty() && (number == 1 || group.head.is_none()) {
            continue;
        }
        let list = format!("{eid}__list_{number}");
        xml.open("list", &[("eId", &list)]).line();
        if number > 1
            && let Some(head) = group.head
        {
            xml.open("intro", &[]);
            paragraph_of(xml, sheet, head);
            xml.close().line();
        }
        for (item, line) in (1..).zip(&group.items) {
            xml.open("point", &[("eId", &format!("{list}__point_{item}"))]);
            label(xml, sheet, line);
            xml.open("content", &[]);
            paragraph_of(xml, sheet, line);
            xml.close().close().line();
        }
        xml.close().line();
    }
    xml.close().line();
}

/// A clause as blocks, where no hierarchy can stand: paragraphs, and items as block lists.
pub(super) fn blocks(xml: &mut Xml, sheet: &Sheet, clause: &ClauseBlock, eid: &str) {
    opening(xml, sheet, clause, eid);
    for (number, group) in (1..).zip(groups(&clause.lines)) {
        let head = group.head.filter(|_| number > 1);
        if group.items.is_empty() {
            if let Some(head) = head {
                paragraph_of(xml, sheet, head);
            }
            continue;
        }
        let list = format!("{eid}__list_{number}");
        xml.open("blockList", &[("eId", &list)]).line();
        if let Some(head) = head {
            xml.open("listIntroduction", &[]);
            line(xml, sheet, head);
            xml.close().line();
        }
        for (item, line) in (1..).zip(&group.items) {
            xml.open("item", &[("eId", &format!("{list}__item_{item}"))]);
            label(xml, sheet, line);
            paragraph_of(xml, sheet, line);
            xml.close().line();
        }
        xml.close().line();
    }
}

/// The opening line with what was said beside the clause.
fn opening(xml: &mut Xml, sheet: &Sheet, clause: &ClauseBlock, eid: &str) {
    xml.open("p", &[]);
    if let Some(first) = clause.lines.first() {
        line(xml, sheet, first);
    }
    for (at, note) in (1..).zip(&clause.notes) {
        let id = format!("{eid}__authorialNote_{at}");
        let attributes =
            [("eId", id.as_str()), ("class", &note.kind), ("marker", "*"), ("placement", "bottom")];
        xml.open("authorialNote", &attributes).open("p", &[]).text(&note.head).text(sheet.colon());
        runs(xml, sheet, &note.runs);
        xml.close().close();
    }
    xml.close().line();
}

fn paragraph_of(xml: &mut Xml, sheet: &Sheet, of: &Line) {
    xml.open("p", &[]);
    line(xml, sheet, of);
    xml.close();
}

fn label(xml: &mut Xml, sheet: &Sheet, line: &Line) {
    if let Some(label) = &line.label {
        xml.open("num", &[]);
        runs(xml, sheet, std::slice::from_ref(label));
        xml.close();
    }
}

/// The words of a line.
fn line(xml: &mut Xml, sheet: &Sheet, line: &Line) {
    runs(xml, sheet, &line.runs);
}

/// Words with what became of them.
pub(super) fn runs(xml: &mut Xml, sheet: &Sheet, runs: &[Run]) {
    for run in runs {
        let mut open = 0;
        if let Some(change) = &run.change {
            let element = if change.kind == ChangeKind::Ins { "ins" } else { "del" };
            let at = dates::date_of(change.at, &Zone::new("UTC")).to_string();
            xml.open(element, &[("title", &format!("{}, {at}", change.author))]);
            open += 1;
        }
        if let Some(lang) = &run.lang {
            xml.open("span", &[("xml:lang", lang.as_str())]);
            open += 1;
        }
        if run.style == RunStyle::Verb {
            xml.open("i", &[("class", "verb")]);
            open += 1;
        }
        xml.text(&run.text);
        for _ in 0..open {
            xml.close();
        }
        if let Some(number) = run.footnote {
            footnote(xml, sheet, number);
        }
    }
}

fn footnote(xml: &mut Xml, sheet: &Sheet, number: usize) {
    let (id, marker) = (format!("fn_{}", number + 1), (number + 1).to_string());
    let attributes =
        [("eId", id.as_str()), ("class", "footnote"), ("marker", &marker), ("placement", "bottom")];
    xml.open("authorialNote", &attributes).open("p", &[]);
    if let Some(words) = sheet.footnotes.get(number) {
        runs(xml, sheet, words);
    }
    xml.close().close();
}

/// Lines by what opens them.
struct Group<'a> {
    head: Option<&'a Line>,
    items: Vec<&'a Line>,
}

/// The opening with its items, then each further line without a letter with the items behind it.
fn groups(lines: &[Line]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if line.label.is_some() => group.items.push(line),
            _ => groups.push(Group { head: Some(line), items: Vec::new() }),
        }
    }
    groups
}
