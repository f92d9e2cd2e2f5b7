//! Texts people wrote, made safe to stand inside other text.

use std::borrow::Cow;

const FIRST_STRONG: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const POP_EMBEDDING: char = '\u{202C}';

/// One line: control characters and runs of white space become one space, and bidirectional controls are
/// balanced, so that nothing the text contains can act on what stands around it.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_control() && !is_bidi_control(c) && (c == ' ' || !c.is_whitespace());
    if text.chars().all(plain) && !text.contains("  ") && text.trim().len() == text.len() {
        return Cow::Borrowed(text);
    }
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Cow::Owned(balanced(&spaced.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Several lines, each as [`line`] makes it. Blank lines at the end and more than one in a row are dropped.
#[must_use]
pub fn block(text: &str) -> String {
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for line in text.lines().map(line) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// The text wrapped in first-strong isolates where its direction may differ from its surroundings'.
#[must_use]
pub fn isolate(text: &str, right_to_left: bool) -> String {
    let text = line(text);
    let foreign =
        |c: char| is_bidi_control(c) || if right_to_left { c.is_ascii_alphanumeric() } else { is_rtl(c) };
    if text.chars().any(foreign) { format!("{FIRST_STRONG}{text}{POP_ISOLATE}") } else { text.into_owned() }
}

/// Drops closers without an opener and closes what was left open.
fn balanced(text: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(POP_EMBEDDING),
            '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
            POP_ISOLATE | POP_EMBEDDING if open.last() != Some(&c) => continue,
            POP_ISOLATE | POP_EMBEDDING => drop(open.pop()),
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.iter().rev());
    out
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_cannot_escape_its_line() {
        assert_eq!(line("a\u{1b}[31m b\r\n\tc"), "a [31m b c");
        assert_eq!(line("plain text"), "plain text");
        assert_eq!(line("\u{202e}evil"), "\u{202e}evil\u{202c}");
        assert_eq!(line("x\u{2069}y\u{202c}"), "xy");
        assert_eq!(isolate("Иран", false), "Иран");
        assert_eq!(isolate("ایران", false), "\u{2068}ایران\u{2069}");
        assert_eq!(isolate("India", true), "\u{2068}India\u{2069}");
    }

    proptest! {
        #[test]
        fn every_opener_is_closed_and_no_control_is_left(text in "[a-z \n\u{1b}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,20}") {
            let out = line(&text);
            let mut open = Vec::new();
            for c in out.chars() {
                prop_assert!(!c.is_control());
                match c {
                    '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(POP_EMBEDDING),
                    '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
                    POP_ISOLATE | POP_EMBEDDING => prop_assert_eq!(open.pop(), Some(c)),
                    _ => {}
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
