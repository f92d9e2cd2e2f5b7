//! The communiqué as plain text.

use super::{Communique, digits};
use present::locale::word;
use present::plain::line;
use present::wrap;
use std::fmt::Write as _;

const WIDTH: usize = 78;

pub(super) fn text(communique: &Communique) -> String {
    let lang = &communique.lang;
    let mut out = String::new();
    let mark = communique.mark().unwrap_or_default();
    push(&mut out, "", &mark);
    push(&mut out, "", &line(&communique.forum));
    push(&mut out, "", &communique.headline.write(lang));
    let mut number = 0;
    for section in &communique.sections {
        heading(&mut out, &word(lang, section.heading));
        for sentence in &section.sentences {
            number += 1;
            push(&mut out, "", &format!("{} {}", line(&sentence.write(lang)), bracketed(communique, number)));
            for item in &sentence.items {
                number += 1;
                let written = format!("– {} {}", line(&item.write(lang)), bracketed(communique, number));
                push(&mut out, "  ", &written);
            }
        }
    }
    notes(&mut out, communique);
    push(&mut out, "", &mark);
    out
}

/// The number of a footnote as it is cited.
fn bracketed(communique: &Communique, number: usize) -> String {
    format!("[{}]", digits(&communique.lang, &number.to_string()))
}

fn heading(out: &mut String, text: &str) {
    out.push('\n');
    push(out, "", text);
    push(out, "", &"-".repeat(wrap::width(text)));
}

fn notes(out: &mut String, communique: &Communique) {
    let lang = &communique.lang;
    heading(out, &word(lang, "section-notes"));
    for (number, sentence) in communique.numbered() {
        let note = format!("{} {}", bracketed(communique, number), super::cited(&sentence.acts(), lang));
        push(out, "", &note);
    }
    heading(out, &word(lang, "section-register"));
    for act in communique.cited_acts() {
        if let Some(note) = communique.note(act) {
            let act = digits(lang, &act.to_string());
            let _ = writeln!(out, "{act} {} {}", note.kind, note.short_hash);
        }
    }
    let acts = digits(lang, &communique.acts.len().to_string());
    let _ = writeln!(out, "\n{}: {acts} · {}", word(lang, "head"), communique.head);
}

/// One paragraph, wrapped; continuation lines keep the indent. Nothing where there is nothing to say.
fn push(out: &mut String, indent: &str, paragraph: &str) {
    for line in wrap::lines(paragraph, WIDTH - indent.len()) {
        let _ = writeln!(out, "{indent}{line}");
    }
}
