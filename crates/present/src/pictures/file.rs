//! Pictures as files of their own, to be taken from the page: with their colours, and with all that must be said.

use super::heat::{self, SideBySide};
use super::svg::n;
use super::words::Words;
use super::{FloorRow, Ground, Picture, floors};
use crate::analysis::Section;
use crate::{page, plain};

/// A sheet is so wide.
const WIDE: f64 = 1000.0;
/// Its statements take so much of it.
const TEXT: f64 = 430.0;
/// So many signs fit into a line beside the figures, and over the whole width.
const FIT: [usize; 2] = [54, 120];
/// A line is so high.
const LINE: f64 = 20.0;

impl Picture {
    /// The drawing as a file of its own; `None` where it is no single drawing.
    #[must_use]
    pub fn file(&self) -> Option<String> {
        let end = self.drawing.find("</svg>")? + "</svg>".len();
        let drawing = self.drawing.get(..end)?.strip_prefix("<svg ")?;
        let opens = drawing.find('>')? + 1;
        let (tag, rest) = drawing.split_at(opens);
        // The styles speak of a picture within a page.
        Some(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {tag}{}{}", style(), grouped(rest)))
    }
}

/// What is drawn, within an element of the class that the rules of the page name.
fn grouped(rest: &str) -> String {
    let inner = rest.strip_suffix("</svg>").unwrap_or(rest);
    format!("<g class=\"picture\">{inner}</g></svg>")
}

/// The rules of all pictures, for a drawing that stands alone.
fn style() -> String {
    let alone = super::STYLES.replace(".picture svg ", ".picture ").replace(".picture svg.", ".");
    let rules = [page::TOKENS, &alone, SHEET].concat();
    format!("<style>{}</style>", page::escape(&rules).replace("&quot;", "\"").replace("&#39;", "'"))
}

const SHEET: &str = "
svg { background: var(--sheet); }
.sheet text { font: 500 15px/1 var(--sans); fill: var(--ink); }
.sheet .title { font: 600 22px/1 var(--serif); }
.sheet .quiet { fill: var(--grey-ink); }
.sheet .line { stroke: var(--grey-line); }
.sheet .track { fill: var(--grey-track); }
.sheet .figure { text-anchor: middle; }
.sheet .on { fill: var(--sheet); font-weight: 600; }
.sheet .fill { fill: var(--hue, var(--consensus)); fill-opacity: 0.22; }
.sheet .edge { stroke: var(--consensus); stroke-width: 3; }
.sheet .asked { stroke: var(--grey-ink); stroke-dasharray: 3 3; }
.sheet .spans { stroke: var(--grey-ink); stroke-width: 1.4; fill: none; }
.sheet .weakest { stroke: var(--ink); stroke-width: 3; fill: none; }
.sheet .dots { stroke: var(--ink); stroke-width: 3.4; stroke-linecap: round; fill: none; }
.sheet .h0 { fill: var(--disagree); } .sheet .h6 { fill: var(--agree); }
.sheet .h1 { fill: var(--disagree); fill-opacity: 0.38; } .sheet .h5 { fill: var(--agree); fill-opacity: 0.38; }
.sheet .h2 { fill: var(--disagree); fill-opacity: 0.18; } .sheet .h4 { fill: var(--agree); fill-opacity: 0.18; }
.sheet .h3 { fill: var(--grey-track); } .sheet .q { fill: none; }
";

/// A text in lines of about so many signs; those of Chinese are twice as wide and need no spaces between them. A word
/// that is longer stands in a line of its own.
#[must_use]
pub fn lines(text: &str, fit: usize) -> Vec<String> {
    let wide = |c: char| 1 + usize::from(('\u{2e80}'..='\u{ffef}').contains(&c));
    let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0);
    for part in text.split_inclusive(|c: char| c == ' ' || wide(c) == 2) {
        let long: usize = part.chars().map(wide).sum();
        if width + long > fit && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        line.push_str(part);
        width += long;
    }
    lines.push(line);
    lines
}

/// A sheet that grows downwards: statements at the start, their figures at the end of the line.
struct Sheet<'a> {
    ground: &'a Ground<'a>,
    body: String,
    y: f64,
}

impl Sheet<'_> {
    fn new<'a>(ground: &'a Ground<'a>) -> Sheet<'a> {
        Sheet { ground, body: String::new(), y: 0.0 }
    }

    /// From the start of the line, where the page is read from the right as well.
    fn x(&self, along: f64, width: f64) -> f64 {
        if self.ground.lang.is_right_to_left() { WIDE - along - width } else { along }
    }

    fn write(&mut self, text: &str, class: &str, fit: usize) {
        let x = n(self.x(16.0, 0.0));
        for line in lines(&plain::line(text), fit) {
            self.y += LINE + 4.0;
            let y = n(self.y);
            self.body +=
                &format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", page::escape(&line));
        }
    }

    /// A statement; returns where its room begins and how high it is.
    fn statement(&mut self, sign: &str, text: &str) -> [f64; 2] {
        let top = self.y + 14.0;
        self.body += &format!("<path class=\"line\" d=\"M16 {}H{}\"/>", n(self.y + 8.0), n(WIDE - 16.0));
        self.y += 10.0;
        self.write(&format!("{sign} {text}"), "", FIT[0]);
        let high = (self.y + 6.0 - top).max(48.0);
        self.y = top + high - 4.0;
        [top, high]
    }

    fn done(mut self, [title, words]: [&str; 2]) -> String {
        self.y += 12.0;
        for line in self.ground.lines() {
            self.write(&line, "quiet", FIT[1]);
        }
        let opening = self.ground.opening("sheet", "sheet", [WIDE, self.y + 20.0], [title, words]);
        let (lang, dir) = (page::escape(self.ground.lang.as_str()), page::direction(self.ground.lang));
        let opening = opening.replacen(
            "<svg ",
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{lang}\" direction=\"{dir}\" "),
            1,
        );
        format!("{opening}{}{}</svg>", style(), self.body)
    }
}

/// Parties and groups side by side as a file of its own.
#[must_use]
pub fn side_by_side_file(view: &SideBySide<'_>, ground: &Ground<'_>) -> String {
    let picture = super::side_by_side(view, ground);
    let words = Words::of(ground);
    let mut sheet = Sheet::new(ground);
    sheet.write(&picture.title, "title", FIT[1]);
    sheet.write(&picture.words, "quiet", FIT[1]);
    let wide = (WIDE - TEXT - 32.0) / view.columns.len().max(1) as f64;
    let along = |at: usize| TEXT + 16.0 + wide * at as f64;
    sheet.y += 190.0;
    for (at, column) in view.columns.iter().enumerate() {
        let x = sheet.x(along(at), wide) + wide / 2.0 + 5.0;
        let sign = column.group.map_or_else(String::new, |group| format!("{} ", super::group_sign(group)));
        let name: String = plain::line(column.name).chars().take(26).collect();
        sheet.body += &format!(
            "<text direction=\"ltr\" transform=\"translate({} {}) rotate(-90)\">{}</text>",
            n(x),
            n(sheet.y),
            page::escape(&format!("{sign}{name}"))
        );
    }
    for row in view.rows {
        let [top, high] = sheet.statement(Section::of(row.grade).sign(), row.text);
        for at in 0..view.columns.len() {
            let (class, figure) = heat::figure(row.stands.get(at).copied(), words);
            let x = sheet.x(along(at), wide);
            let on = if matches!(class, "h0" | "h6") { " on" } else { "" };
            sheet.body += &format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\
                 <text class=\"figure{on}\" x=\"{}\" y=\"{}\">{}</text>",
                n(x + 1.0),
                n(top),
                n((wide - 2.0).max(1.0)),
                n(high - 6.0),
                n(x + wide / 2.0),
                n(top + high / 2.0 + 2.0),
                page::escape(&figure)
            );
        }
    }
    sheet.done([&picture.title, &picture.words])
}

/// Floors as a file of its own; arguments as of [`super::floors`].
#[must_use]
pub fn floors_file(rows: &[FloorRow<'_>], of: usize, asked: [f64; 2], ground: &Ground<'_>) -> String {
    let picture = floors(rows, of, asked, ground);
    let mut sheet = Sheet::new(ground);
    sheet.write(&picture.title, "title", FIT[1]);
    sheet.write(&picture.words, "quiet", FIT[1]);
    let room = WIDE - TEXT - 48.0;
    for row in rows {
        let [top, high] = sheet.statement(Section::of(row.grade).sign(), row.text);
        sheet.body += &format!(
            "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 1000 {}\" preserveAspectRatio=\"none\">{}</svg>",
            n(sheet.x(TEXT + 16.0, room)),
            n(top),
            n(room),
            n(high - 24.0),
            n(floors::height(row)),
            floors::bare(row, asked[0], ground)
        );
        let figure = floors::told(row, ground);
        sheet.body += &format!(
            "<text class=\"quiet\" x=\"{}\" y=\"{}\">{}</text>",
            n(sheet.x(TEXT + 16.0, 0.0)),
            n(top + high - 6.0),
            page::escape(&figure)
        );
    }
    sheet.done([&picture.title, &picture.words])
}
