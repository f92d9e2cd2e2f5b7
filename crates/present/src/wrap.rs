//! Lines of a fixed width in any script: at spaces, and between the signs of scripts that write none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text in lines of at most `columns`, where a Chinese sign takes two. Lines are broken at single spaces, around wide
/// signs, and inside a word that is longer than a line; runs of spaces become one, no-break spaces are kept.
#[must_use]
pub fn lines(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text, columns) {
        if line.trim_end().width() > 0 && line.width() + piece.trim_end().width() > columns {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(piece);
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Columns a text takes: 2 for a Chinese sign, none for a combining mark.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Where a line may break: after a space, around wide signs, and inside a word longer than a line.
fn pieces(text: &str, columns: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut used, mut before) = (0, 0, ' ');
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.width() == Some(2);
        let columns_of_c = c.width().unwrap_or(0);
        // A combining mark has no width of its own and never starts a line; nor does a closing mark; an opening one never ends one.
        let stays = before != ' ' && (columns_of_c == 0 || is_closing(c) || is_opening(before) || c == ' ');
        let may_break = before == ' ' || wide(before) || wide(c) || used + columns_of_c > columns;
        if at > start && may_break && !stays {
            out.push(&text[start..at]);
            (start, used) = (at, 0);
        }
        used += columns_of_c;
        before = c;
    }
    out.push(&text[start..]);
    out
}

pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | '？' | '！' | '）' | '」' | '』' | '》' | '”')
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '「' | '『' | '《' | '“')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_between_signs_but_not_beside_a_mark() {
        assert_eq!(lines("各方就文本表态。", 6), ["各方就", "文本表", "态。"]);
        assert_eq!(lines("各方，就文本", 4), ["各", "方，", "就文", "本"]);
        assert_eq!(lines("各方《文本》", 6), ["各方", "《文", "本》"]);
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("", 7), Vec::<String>::new());
    }
}
