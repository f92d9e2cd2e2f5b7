//! The communiqué as plain text.

use super::{Communique, words};
use present::plain::line;
use std::fmt::Write as _;

const WIDTH: usize = 78;

pub(super) fn text(communique: &Communique) -> String {
    let mut out = String::new();
    let mark = communique.simulation.as_ref().map(|(_, mark)| mark.as_str());
    push(&mut out, "", mark);
    push(&mut out, "", Some(&line(&communique.forum)));
    push(&mut out, "", Some(&communique.headline.write(&communique.lang)));
    let mut number = 0;
    for section in &communique.sections {
        let heading = words::word(section.heading);
        out.push('\n');
        push(&mut out, "", Some(&heading));
        push(&mut out, "", Some(&"-".repeat(heading.chars().count())));
        for sentence in &section.sentences {
            number += 1;
            let written = format!("{} [{number}]", line(&sentence.write(&communique.lang)));
            push(&mut out, "", Some(&written));
            for item in &sentence.items {
                number += 1;
                let written = format!("– {} [{number}]", line(&item.write(&communique.lang)));
                push(&mut out, "  ", Some(&written));
            }
        }
    }
    notes(&mut out, communique);
    push(&mut out, "", mark);
    out
}

fn notes(out: &mut String, communique: &Communique) {
    let heading = words::word("section-notes");
    out.push('\n');
    push(out, "", Some(&heading));
    push(out, "", Some(&"-".repeat(heading.chars().count())));
    for (number, sentence) in communique.numbered() {
        push(out, "", Some(&format!("[{number}] {}", super::cited(&sentence.acts()))));
    }
    let heading = words::word("section-register");
    out.push('\n');
    push(out, "", Some(&heading));
    push(out, "", Some(&"-".repeat(heading.chars().count())));
    for act in communique.cited_acts() {
        if let Some(note) = communique.note(act) {
            let _ = writeln!(out, "{act} {} {}", note.kind, note.short_hash);
        }
    }
    let _ = writeln!(out, "\n{}: {} · {}", words::word("head"), communique.acts.len(), communique.head);
}

/// One paragraph, wrapped between words; continuation lines keep the indent.
fn push(out: &mut String, indent: &str, paragraph: Option<&str>) {
    let Some(paragraph) = paragraph else { return };
    let mut column = 0;
    for word in paragraph.split(' ') {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        }
        let gap =
            if column == 0 { if out.ends_with('\n') || out.is_empty() { indent } else { "" } } else { " " };
        out.push_str(gap);
        out.push_str(word);
        column += gap.chars().count() + width;
    }
    out.push('\n');
}
