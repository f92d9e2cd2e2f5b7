//! The analysis as text for a terminal: headline, then one section per kind of finding.

mod alike;
mod layout;
mod opinions;
mod paint;
mod row;

use super::{AnalysisView, figures::Section, figures::of_section, words::Words};
use crate::{page::simulation_notice, plain};
use layout::wrap;
use paint::Paint;
use terms::Lang;

/// Rows of a section before the rest is only counted.
const ROWS_AT_MOST: usize = 12;

/// How to write for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct TerminalStyle {
    /// Whether to colour. Nothing is said by colour alone.
    pub colour: bool,
    /// Columns of the terminal; less than 40 is read as 40.
    pub width: usize,
}

/// The analysis as text, every line within the width, ending in a line end.
///
/// Right-to-left texts stand in logical order: the terminal turns them.
#[must_use]
pub fn terminal(view: &AnalysisView<'_>, lang: &Lang, style: TerminalStyle) -> String {
    let width = style.width.max(40);
    let page = Page { words: Words { view, lang }, paint: Paint { colour: style.colour }, width };
    let mut lines = page.headline();
    for section in Section::ALL {
        lines.extend(page.section(section));
    }
    lines.extend(page.opinions());
    lines.extend(page.alike());
    lines.extend(page.ending());
    lines.join("\n") + "\n"
}

/// Paragraphs, each indented by so many columns, every line within the width.
pub(super) fn paragraphs(paragraphs: &[(usize, String)], width: usize) -> String {
    let width = width.max(40);
    let mut all = String::new();
    for (indent, text) in paragraphs {
        if text.is_empty() {
            all.push('\n');
        }
        for line in wrap(text, width - indent, usize::MAX) {
            all.push_str(&" ".repeat(*indent));
            all.push_str(&line);
            all.push('\n');
        }
    }
    all
}

/// One rendering.
struct Page<'a> {
    words: Words<'a>,
    paint: Paint,
    width: usize,
}

impl Page<'_> {
    fn headline(&self) -> Vec<String> {
        let view = self.words.view;
        let mut lines = Vec::new();
        if let Some(seed) = view.simulation {
            let notice = wrap(&simulation_notice(self.words.lang, seed), self.width, 9);
            lines.extend(notice.iter().map(|line| self.paint.notice(line)));
            lines.push(String::new());
        }
        let title = format!("{} · {}", self.words.say("analysis-title"), plain::line(view.source));
        lines.extend(wrap(&title, self.width, 2).iter().map(|line| self.paint.strong(line)));
        lines.extend(wrap(&self.words.ground(), self.width, 9));
        lines.extend(self.quiet(&self.words.answers()));
        lines.extend(self.quiet(&self.words.settings()));
        lines.extend(view.attribution.iter().flat_map(|line| self.quiet(&plain::line(line))));
        lines.push(String::new());
        lines.extend(self.summary());
        lines
    }

    /// The number of each section with its sign, then the exact counts.
    fn summary(&self) -> Vec<String> {
        let count = |section: Section| {
            let found = of_section(&self.words.view.report.findings, section).len() as u64;
            // No break within one entry: a no-break space stands for the space.
            format!("{} {} {}", section.sign(), self.words.integer(found), self.words.section(section))
                .replace(' ', "\u{a0}")
        };
        let entries: Vec<String> = Section::ALL.into_iter().map(count).collect();
        let mut lines = wrap(&entries.join("\u{a0} "), self.width, 9);
        lines.iter_mut().for_each(|line| *line = line.replace('\u{a0}', " "));
        lines.extend(self.words.exact().iter().flat_map(|line| self.quiet(line)));
        lines
    }

    fn section(&self, section: Section) -> Vec<String> {
        let findings = of_section(&self.words.view.report.findings, section);
        if findings.is_empty() {
            return Vec::new();
        }
        let head = format!("{} {}", section.sign(), self.words.section(section));
        let mut lines = vec![String::new(), self.paint.section(section, &head)];
        lines.extend(self.quiet(&self.words.breakdown(section)));
        let rows = row::Rows::of(self, &findings);
        lines.extend(findings.iter().take(ROWS_AT_MOST).flat_map(|finding| rows.lines(finding)));
        let hidden = findings.len().saturating_sub(ROWS_AT_MOST) as u64;
        if hidden > 0 {
            lines.extend(self.quiet(&self.words.say_with("label-more", "hidden", hidden)));
        }
        lines
    }

    fn ending(&self) -> Vec<String> {
        let view = self.words.view;
        let mut lines = vec![String::new()];
        let excluded = view.excluded.len() as u64;
        if excluded > 0 {
            lines.extend(self.quiet(&self.words.say_with("label-excluded-count", "excluded", excluded)));
        }
        let digest = view.report.digest.get(..16).unwrap_or(&view.report.digest);
        lines.extend(self.quiet(&format!("{} {digest}", self.words.say("label-digest"))));
        lines
    }

    fn quiet(&self, text: &str) -> Vec<String> {
        wrap(text, self.width, 9).iter().map(|line| self.paint.quiet(line)).collect()
    }
}
