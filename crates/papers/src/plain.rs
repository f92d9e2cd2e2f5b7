//! A sheet as plain text, 78 columns wide.

use crate::model::ChangeKind;
use crate::sheet::{Block, ClauseBlock, Run, RunStyle, Sheet};
use present::numbers;
use present::plain::isolate;
use present::wrap::{lines, width};

const COLUMNS: usize = 78;
/// The sign that makes a line run from right to left in programs that look at its first sign.
const RIGHT_TO_LEFT: char = '\u{200f}';

/// The sheet as text, with the mark of a simulation above and below.
#[must_use]
pub fn plain(sheet: &Sheet) -> String {
    let mut page = Page { sheet, out: String::new() };
    if let Some(mark) = &sheet.mark {
        page.para("", mark);
        page.gap();
    }
    page.para("", &sheet.forum);
    page.para("", &sheet.place);
    page.gap();
    page.para("", &sheet.symbol);
    page.para("", &sheet.kind);
    page.gap();
    page.para("", &sheet.title);
    page.line(&"=".repeat(width(&sheet.title).clamp(1, COLUMNS)));
    sheet.status.iter().for_each(|status| page.para("", status));
    for block in &sheet.blocks {
        page.gap();
        page.block(block);
    }
    page.gap();
    sheet.footnotes_elsewhere().for_each(|at| page.footnote("", at));
    if let Some(mark) = &sheet.mark {
        page.gap();
        page.para("", mark);
    }
    page.out
}

struct Page<'a> {
    sheet: &'a Sheet,
    out: String,
}

impl Page<'_> {
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn line(&mut self, line: &str) {
        if self.sheet.rtl && !line.is_empty() {
            self.out.push(RIGHT_TO_LEFT);
        }
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A paragraph whose further lines stand below the end of `lead`.
    fn para(&mut self, lead: &str, text: &str) {
        if text.is_empty() && lead.trim().is_empty() {
            return;
        }
        let indent = width(lead);
        let mut first = Some(lead);
        for line in lines(text, COLUMNS - indent.min(COLUMNS / 2)) {
            let lead = first.take().map_or_else(|| " ".repeat(indent), str::to_owned);
            self.line(&format!("{lead}{line}"));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => {
                self.para("", text);
                self.line(&"-".repeat(width(text).clamp(1, COLUMNS)));
            }
            Block::Para { runs, .. } => self.para("", &self.words(runs)),
            Block::Clause(clause) => self.clause(clause),
            Block::Facts { rows } => {
                for (label, value) in rows {
                    self.para("", &format!("{label}{}{}", self.sheet.colon(), self.words(value)));
                }
            }
            Block::Table { head, rows, .. } => {
                for row in rows {
                    self.gap();
                    for (label, cell) in head.iter().zip(row) {
                        let words = self.words(cell);
                        if !words.is_empty() {
                            self.para("", &format!("{label}{}{words}", self.sheet.colon()));
                        }
                    }
                }
            }
        }
    }

    fn clause(&mut self, clause: &ClauseBlock) {
        let number = clause.number.as_ref().map_or(String::new(), |number| format!("{number}. "));
        let mut lead = number.clone();
        let under = " ".repeat(width(&number));
        for line in &clause.lines {
            let words = self.words(&line.runs);
            match &line.label {
                Some(label) => {
                    let label = self.words(std::slice::from_ref(label));
                    self.para(&format!("{under}{label} "), &words);
                }
                None => self.para(&lead, &words),
            }
            lead.clone_from(&under);
        }
        clause.footnotes().for_each(|at| self.footnote(&under, at));
        for note in &clause.notes {
            self.para(
                &format!("{under}* "),
                &format!("{}{}{}", note.head, self.sheet.colon(), self.words(&note.runs)),
            );
        }
        if !clause.rests.is_empty() {
            self.para(&format!("{under}= "), &self.words(&clause.rests));
        }
    }

    /// A plain file has no pages: footnotes stand under the clause they hang on, all others at the end.
    fn footnote(&mut self, under: &str, at: usize) {
        let words = self.sheet.footnotes.get(at).map(|runs| self.words(runs)).unwrap_or_default();
        self.para(&format!("{under}{} ", self.mark(at)), &words);
    }

    /// The mark of a footnote.
    fn mark(&self, at: usize) -> String {
        format!("[{}]", numbers::ungrouped(&self.sheet.lang, at as u64 + 1))
    }

    /// The words of runs: what was put in as `[+…+]`, what was taken out as `[-…-]`, a footnote as its number.
    fn words(&self, runs: &[Run]) -> String {
        let one = |run: &Run| {
            let foreign = run.lang.is_some() || run.style == RunStyle::Code;
            let text = if foreign { isolate(&run.text, self.sheet.rtl) } else { run.text.clone() };
            let text = match run.change.as_ref().map(|change| change.kind) {
                None => text,
                Some(ChangeKind::Ins) => format!("[+{text}+]"),
                Some(ChangeKind::Del) => format!("[-{text}-]"),
            };
            let note = run.footnote.map_or(String::new(), |at| self.mark(at));
            format!("{text}{note}")
        };
        runs.iter().map(one).collect()
    }
}
