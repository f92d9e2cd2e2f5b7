//! The words of a Word file.

use super::parts::{R, W, stamp, tag};
use crate::model::{Change, ChangeKind};
use crate::sheet::{Block, ClauseBlock, Line, Run, RunStyle, Sheet};
use crate::xml::Xml;
use terms::Lang;

/// Whether a paragraph may be the last on its page though another follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Free,
    WithNext,
}

/// A part in the making: it counts the changes, each of which has a number.
struct Part<'a> {
    xml: Xml,
    sheet: &'a Sheet,
    changes: u32,
}

pub(super) fn document(sheet: &Sheet) -> Vec<u8> {
    let mut part = Part { xml: Xml::new(), sheet, changes: 0 };
    part.xml.open("w:document", &[W, R]).open("w:body", &[]);
    if let Some(mark) = &sheet.mark {
        part.plain("Mark", mark);
    }
    for line in [&sheet.forum, &sheet.place, &sheet.day_in_words] {
        part.plain("Letterhead", line);
    }
    if !sheet.symbol.is_empty() {
        part.para("Letterhead", &[Run::code(&sheet.symbol)]);
    }
    part.plain("Kind", &sheet.kind);
    part.plain("Title", &sheet.title);
    sheet.status.iter().for_each(|status| part.plain("Status", status));
    for block in &sheet.blocks {
        part.block(block);
    }
    part.section();
    part.xml.finish()
}

/// The running head: the mark of a simulation, so that no printed sheet can lose it, and the symbol.
pub(super) fn header(sheet: &Sheet) -> Vec<u8> {
    let mut part = Part { xml: Xml::new(), sheet, changes: 0 };
    part.xml.open("w:hdr", &[W, R]);
    let head = if sheet.symbol.is_empty() { Run::plain(&sheet.forum) } else { Run::code(&sheet.symbol) };
    let mut runs = vec![head];
    if let Some(mark) = &sheet.mark {
        runs.push(Run::plain(format!(" · {mark}")));
    }
    part.para("Letterhead", &runs);
    part.xml.finish()
}

/// The page and how many there are.
pub(super) fn footer(sheet: &Sheet) -> Vec<u8> {
    let mut part = Part { xml: Xml::new(), sheet, changes: 0 };
    part.xml.open("w:ftr", &[W, R]);
    part.xml.open("w:p", &[]);
    part.properties("Letterhead", Keep::Free, false, None);
    for (at, field) in ["PAGE", "NUMPAGES"].iter().enumerate() {
        if at > 0 {
            part.words(&Run::plain(" / "));
        }
        part.xml.open("w:fldSimple", &[("w:instr", field)]);
        part.words(&Run::plain("1"));
        part.xml.close();
    }
    part.xml.close();
    part.xml.finish()
}

pub(super) fn footnotes(sheet: &Sheet) -> Vec<u8> {
    let mut part = Part { xml: Xml::new(), sheet, changes: 0 };
    part.xml.open("w:footnotes", &[W, R]);
    for (id, kind, mark) in
        [("0", "separator", "w:separator"), ("1", "continuationSeparator", "w:continuationSeparator")]
    {
        part.xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]).open("w:p", &[]).open("w:r", &[]);
        part.xml.empty(mark, &[]).close().close().close();
    }
    for (at, runs) in sheet.footnotes.iter().enumerate() {
        part.xml.open("w:footnote", &[("w:id", &footnote_id(at))]).open("w:p", &[]);
        part.properties("FootnoteText", Keep::Free, false, None);
        part.xml
            .open("w:r", &[])
            .open("w:rPr", &[])
            .empty("w:rStyle", &[("w:val", "FootnoteReference")])
            .close();
        part.xml.empty("w:footnoteRef", &[]).close();
        part.words(&Run::plain(" "));
        runs.iter().for_each(|run| part.words(run));
        part.xml.close().close();
    }
    part.xml.finish()
}

/// The first two are the lines above the footnotes.
fn footnote_id(at: usize) -> String {
    (at + 2).to_string()
}

impl Part<'_> {
    fn plain(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            self.para(style, &[Run::plain(text)]);
        }
    }

    fn para(&mut self, style: &str, runs: &[Run]) {
        self.xml.open("w:p", &[]);
        self.properties(style, Keep::Free, false, None);
        runs.iter().for_each(|run| self.words(run));
        self.xml.close().line();
    }

    /// The properties of a paragraph: its style, whether it stays with the next, its number, direction, and whether its
    /// end was put in or taken out.
    fn properties(&mut self, style: &str, keep: Keep, numbered: bool, ends: Option<&Change>) {
        self.xml.open("w:pPr", &[]).empty("w:pStyle", &[("w:val", style)]);
        if keep == Keep::WithNext {
            self.xml.empty("w:keepNext", &[]);
        }
        if numbered {
            self.xml.open("w:numPr", &[]).empty("w:ilvl", &[("w:val", "0")]);
            self.xml.empty("w:numId", &[("w:val", "1")]).close();
        }
        if self.sheet.rtl {
            self.xml.empty("w:bidi", &[]);
        }
        if let Some(change) = ends {
            self.xml.open("w:rPr", &[]);
            self.change(change, true);
            self.xml.close();
        }
        self.xml.close();
    }

    /// The mark of a change, around runs or alone.
    fn change(&mut self, change: &Change, alone: bool) {
        let (id, at) = (self.changes.to_string(), stamp(change.at));
        self.changes += 1;
        let name = if change.kind == ChangeKind::Ins { "w:ins" } else { "w:del" };
        let attributes = [("w:id", id.as_str()), ("w:author", &change.author), ("w:date", &at)];
        if alone {
            self.xml.empty(name, &attributes);
        } else {
            self.xml.open(name, &attributes);
        }
    }

    fn words(&mut self, run: &Run) {
        if let Some(change) = &run.change {
            self.change(change, false);
        }
        self.xml.open("w:r", &[]);
        self.looks(run);
        let gone = run.change.as_ref().is_some_and(|change| change.kind == ChangeKind::Del);
        let holder = if gone { "w:delText" } else { "w:t" };
        for (at, piece) in run.text.split('\t').enumerate() {
            if at > 0 {
                self.xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                self.xml.leaf(holder, &[("xml:space", "preserve")], piece);
            }
        }
        self.xml.close();
        if run.change.is_some() {
            self.xml.close();
        }
        if let Some(at) = run.footnote {
            self.xml.open("w:r", &[]).open("w:rPr", &[]);
            self.xml.empty("w:rStyle", &[("w:val", "FootnoteReference")]).close();
            self.xml.empty("w:footnoteReference", &[("w:id", &footnote_id(at))]).close();
        }
    }

    /// How a run looks, its direction and its language, in the order the schema wants.
    fn looks(&mut self, run: &Run) {
        self.xml.open("w:rPr", &[]);
        match run.style {
            RunStyle::Plain => {}
            // Scripts without italics set the verb off by weight.
            RunStyle::Verb if self.sheet.rtl || matches!(self.sheet.lang.language(), "zh" | "ja" | "ko") => {
                self.xml.empty("w:b", &[]).empty("w:bCs", &[]);
            }
            RunStyle::Verb => {
                self.xml.empty("w:i", &[]).empty("w:iCs", &[]);
            }
            RunStyle::Code => {
                self.xml.empty("w:noProof", &[]);
            }
        }
        let own = run.lang.as_ref().unwrap_or(&self.sheet.lang);
        if rtl(run, self.sheet) {
            self.xml.empty("w:rtl", &[]);
        }
        if run.style != RunStyle::Code && own.language() != "und" {
            let tag = tag(own);
            let attribute = match own.language() {
                _ if own.is_right_to_left() => "w:bidi",
                "zh" | "ja" | "ko" => "w:eastAsia",
                _ => "w:val",
            };
            self.xml.empty("w:lang", &[(attribute, &tag)]);
        }
        self.xml.close();
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => self.plain("Heading1", text),
            Block::Para { runs, quiet } => self.para(if *quiet { "Status" } else { "Normal" }, runs),
            Block::Clause(clause) => self.clause(clause),
            Block::Facts { rows } if !rows.is_empty() => {
                let cells: Vec<Vec<Vec<Run>>> =
                    rows.iter().map(|(label, value)| vec![vec![Run::plain(label)], value.clone()]).collect();
                self.table(None, &[5, 13], &cells);
            }
            Block::Facts { .. } => {}
            Block::Table { head, widths, rows, .. } => self.table(Some(head), widths, rows),
        }
    }

    /// Numbers are those of the program that opens the file, where it writes the digits of the language itself. What opens
    /// items stands on one page with the first of them, and what stands under a clause with the clause.
    fn clause(&mut self, clause: &ClauseBlock) {
        let latin = clause.number.as_ref().is_some_and(|number| number.is_ascii());
        let mut below = clause.notes.len() + usize::from(!clause.rests.is_empty());
        for (at, line) in clause.lines.iter().enumerate() {
            self.xml.open("w:p", &[]);
            let style = match (&line.label, &clause.number) {
                (Some(_), _) => "Item",
                (None, Some(_)) if at == 0 => "Numbered",
                (None, Some(_)) => "Further",
                (None, None) => "Clause",
            };
            let keep = match clause.lines.get(at + 1) {
                Some(next) if line.label.is_none() && next.label.is_some() => Keep::WithNext,
                None if below > 0 => Keep::WithNext,
                _ => Keep::Free,
            };
            self.properties(style, keep, at == 0 && latin, line.ends.as_ref());
            if let Some(number) = clause.number.as_ref().filter(|_| at == 0 && !latin) {
                self.words(&Run::plain(format!("{number}.\t")));
            }
            self.line(line);
            self.xml.close().line();
        }
        for note in &clause.notes {
            let head = format!("{}{}", note.head, self.sheet.colon());
            let mut runs = vec![Run { style: RunStyle::Verb, ..Run::plain(head) }];
            runs.extend(note.runs.iter().cloned());
            below -= 1;
            let keep = if below > 0 { Keep::WithNext } else { Keep::Free };
            self.xml.open("w:p", &[]);
            self.properties("Note", keep, false, None);
            runs.iter().for_each(|run| self.words(run));
            self.xml.close().line();
        }
        if !clause.rests.is_empty() {
            self.para("Rests", &clause.rests);
        }
    }

    fn line(&mut self, line: &Line) {
        if let Some(label) = &line.label {
            self.words(&Run { text: format!("{}\t", label.text), ..label.clone() });
        }
        line.runs.iter().for_each(|run| self.words(run));
    }

    fn table(&mut self, head: Option<&[String]>, widths: &[u8], rows: &[Vec<Vec<Run>>]) {
        self.xml.open("w:tbl", &[]).open("w:tblPr", &[]);
        if self.sheet.rtl {
            self.xml.empty("w:bidiVisual", &[]);
        }
        self.xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        self.xml.open("w:tblBorders", &[]);
        for side in ["w:top", "w:bottom", "w:insideH"] {
            self.xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:color", "BBBBBB")]);
        }
        self.xml.close().empty("w:tblLayout", &[("w:type", "fixed")]).close();
        let all: u32 = widths.iter().map(|width| u32::from(*width)).sum();
        let width = |width: u8| (9638 * u32::from(width) / all.max(1)).to_string();
        self.xml.open("w:tblGrid", &[]);
        for of in widths {
            self.xml.empty("w:gridCol", &[("w:w", &width(*of))]);
        }
        self.xml.close();
        let head = head.map(|head| head.iter().map(|cell| vec![Run::plain(cell)]).collect::<Vec<_>>());
        for (is_head, row) in head.iter().map(|row| (true, row)).chain(rows.iter().map(|row| (false, row))) {
            self.xml.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]);
            if is_head {
                self.xml.empty("w:tblHeader", &[]);
            }
            self.xml.close();
            let style = if is_head { "CellHead" } else { "Cell" };
            for (cell, of) in row.iter().zip(widths) {
                self.xml.open("w:tc", &[]).open("w:tcPr", &[]);
                self.xml.empty("w:tcW", &[("w:w", &width(*of)), ("w:type", "dxa")]).close();
                self.para(style, cell);
                self.xml.close();
            }
            self.xml.close();
        }
        // Two tables in a row would be one.
        self.xml.close().line();
        self.para("Letterhead", &[]);
    }

    fn section(&mut self) {
        self.xml.open("w:sectPr", &[]);
        self.xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
        self.xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        self.xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1418"),
                ("w:right", "1134"),
                ("w:bottom", "1418"),
                ("w:left", "1134"),
                ("w:header", "709"),
                ("w:footer", "709"),
                ("w:gutter", "0"),
            ],
        );
        if self.sheet.rtl {
            self.xml.empty("w:bidi", &[]);
        }
        self.xml.close();
    }
}

/// Whether a run is of a script that runs from right to left; of words in no named language their first letter tells.
fn rtl(run: &Run, sheet: &Sheet) -> bool {
    let by_letter = |text: &str| {
        let strong = text.chars().find(|c| c.is_alphabetic());
        strong.map(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
    };
    match &run.lang {
        _ if run.style == RunStyle::Code => false,
        Some(lang) if *lang == Lang::new("und") => by_letter(&run.text).unwrap_or(sheet.rtl),
        Some(lang) => lang.is_right_to_left(),
        None => sheet.rtl,
    }
}
