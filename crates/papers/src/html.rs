//! A sheet as one self-contained page in the tokens of the house.

use crate::model::ChangeKind;
use crate::sheet::{Block, ClauseBlock, Line, Run, RunStyle, Sheet};
use present::page::{PageMeta, direction, escape, shell};
use present::{dates, numbers};
use std::fmt::Write as _;
use terms::{Lang, Zone};

const STYLES: &str = include_str!("../assets/paper.css");

/// The sheet as a page. It fetches nothing.
#[must_use]
pub fn html(sheet: &Sheet) -> String {
    let mut body = String::from("<article class=\"document\">\n<header>\n");
    let symbol = match sheet.symbol.as_str() {
        "" => String::new(),
        symbol => format!("<p class=\"symbol\"><bdi dir=\"ltr\">{}</bdi></p>\n", escape(symbol)),
    };
    let _ = write!(
        body,
        "<div class=\"letterhead\">\n<div>\n<p class=\"forum\">{}</p>\n<p class=\"quiet\">{}</p>\n</div>\n<div>\n{symbol}<p class=\"quiet\">{}</p>\n</div>\n</div>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n",
        escape(&sheet.forum),
        escape(&sheet.place),
        escape(&sheet.day_in_words),
        escape(&sheet.kind),
        escape(&sheet.title),
    );
    for status in &sheet.status {
        let _ = writeln!(body, "<p class=\"status\">{}</p>", escape(status));
    }
    body.push_str("</header>\n");
    for (at, block) in sheet.blocks.iter().enumerate() {
        write_block(&mut body, sheet, block, at);
    }
    footnotes(&mut body, sheet, sheet.footnotes_elsewhere());
    body.push_str("</article>\n");
    let description = [&sheet.title, &sheet.symbol].map(String::as_str).join(" · ");
    let description = description.trim_end_matches(" · ");
    let meta = PageMeta {
        description: &escape(description),
        simulation: sheet.seed,
        digest: sheet.digest.as_deref(),
        date: Some(&sheet.day_in_words),
        styles: STYLES,
        ..PageMeta::new(&sheet.title, &sheet.lang)
    };
    shell(&meta, &body)
}

fn write_block(body: &mut String, sheet: &Sheet, block: &Block, at: usize) {
    let of = &sheet.lang;
    match block {
        Block::Heading { text } => {
            let _ = writeln!(body, "<h2>{}</h2>", escape(text));
        }
        Block::Para { runs, quiet } => {
            let class = if *quiet { " class=\"quiet\"" } else { "" };
            let _ = writeln!(body, "<p{class}>{}</p>", words(of, runs));
        }
        Block::Clause(clause) => write_clause(body, sheet, clause),
        Block::Facts { rows } => {
            body.push_str("<dl>\n");
            for (label, value) in rows {
                let _ = writeln!(body, "<div><dt>{}</dt><dd>{}</dd></div>", escape(label), words(of, value));
            }
            body.push_str("</dl>\n");
        }
        Block::Table { caption, head, rows, .. } => {
            let _ = write!(
                body,
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t{at}\">\n<table>\n<caption id=\"t{at}\" class=\"hidden\">{}</caption>\n<thead><tr>",
                escape(caption)
            );
            for cell in head {
                let _ = write!(body, "<th scope=\"col\">{}</th>", escape(cell));
            }
            body.push_str("</tr></thead>\n<tbody>\n");
            for row in rows {
                body.push_str("<tr>");
                for cell in row {
                    let _ = write!(body, "<td>{}</td>", words(of, cell));
                }
                body.push_str("</tr>\n");
            }
            body.push_str("</tbody>\n</table>\n</div>\n");
        }
    }
}

fn write_clause(body: &mut String, sheet: &Sheet, clause: &ClauseBlock) {
    let of = &sheet.lang;
    let _ = writeln!(body, "<section class=\"clause {}\" id=\"{}\">", clause.part.name(), clause.anchor);
    let number =
        clause.number.as_ref().map(|number| format!("<span class=\"number\">{}.</span> ", escape(number)));
    let mut number = number.unwrap_or_default();
    let mut in_list = false;
    for line in &clause.lines {
        if line.label.is_some() != in_list {
            body.push_str(if in_list { "</ul>\n" } else { "<ul>\n" });
            in_list = !in_list;
        }
        write_line(body, of, line, &number);
        number.clear();
    }
    if in_list {
        body.push_str("</ul>\n");
    }
    footnotes(body, sheet, clause.footnotes());
    for note in &clause.notes {
        let _ = writeln!(
            body,
            "<aside class=\"note {}\"><p><b>{}{}</b>{}</p></aside>",
            note.kind,
            escape(&note.head),
            sheet.colon(),
            words(of, &note.runs)
        );
    }
    if !clause.rests.is_empty() {
        let _ = writeln!(body, "<p class=\"rests\">{}</p>", words(of, &clause.rests));
    }
    body.push_str("</section>\n");
}

fn write_line(body: &mut String, of: &Lang, line: &Line, number: &str) {
    let text = words(of, &line.runs);
    let _ = match &line.label {
        Some(label) => {
            let label = words(of, std::slice::from_ref(label));
            writeln!(body, "<li><span class=\"letter\">{label}</span> <span>{text}</span></li>")
        }
        None => writeln!(body, "<p>{number}{text}</p>"),
    };
}

/// A page has no foot: footnotes stand under the clause they hang on, all others at the end.
fn footnotes(body: &mut String, sheet: &Sheet, hanging: impl Iterator<Item = usize>) {
    let of = &sheet.lang;
    let mut hanging = hanging.peekable();
    let Some(first) = hanging.peek() else { return };
    let _ = writeln!(body, "<ol class=\"footnotes\" start=\"{}\">", first + 1);
    for at in hanging {
        let runs = sheet.footnotes.get(at).map(|runs| words(of, runs)).unwrap_or_default();
        let at = at + 1;
        let _ = writeln!(body, "<li id=\"fn{at}\">{runs} <a href=\"#fnref{at}\">↑</a></li>");
    }
    body.push_str("</ol>\n");
}

/// Words with their looks, escaped, in a sheet of this language.
fn words(of: &Lang, runs: &[Run]) -> String {
    runs.iter().map(|run| word(of, run)).collect()
}

fn word(of: &Lang, run: &Run) -> String {
    let mut text = escape(&run.text);
    if let Some(lang) = &run.lang {
        text = format!("<bdi lang=\"{}\" dir=\"{}\">{text}</bdi>", escape(lang.as_str()), turned(lang));
    }
    text = match run.style {
        RunStyle::Plain => text,
        RunStyle::Verb => format!("<em>{text}</em>"),
        RunStyle::Code => format!("<code dir=\"ltr\">{text}</code>"),
    };
    if let Some(change) = &run.change {
        let element = if change.kind == ChangeKind::Ins { "ins" } else { "del" };
        let at = dates::date_of(change.at, &Zone::new("UTC"));
        let author = escape(&change.author);
        text = format!("<{element} datetime=\"{at}\" title=\"{author}, {at}\">{text}</{element}>");
    }
    if let Some(at) = run.footnote {
        let (at, shown) = (at + 1, numbers::ungrouped(of, at as u64 + 1));
        let _ = write!(text, "<sup><a id=\"fnref{at}\" href=\"#fn{at}\">{shown}</a></sup>");
    }
    text
}

/// The direction of words in another language; that of words nobody named the language of shows in their first sign.
fn turned(lang: &Lang) -> &'static str {
    if lang.language() == "und" { "auto" } else { direction(lang) }
}
