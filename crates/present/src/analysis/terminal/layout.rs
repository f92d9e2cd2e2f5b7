//! Lines of a fixed width in any script.

use crate::wrap;

pub(super) use wrap::width;

/// The text followed by spaces up to `columns`.
pub(super) fn pad_end(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text preceded by spaces up to `columns`.
pub(super) fn pad_start(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text in at most `most` lines of at most `columns`; what does not fit ends in `…`.
pub(super) fn wrap(text: &str, columns: usize, most: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = wrap::lines(text, columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = shorten(last, columns);
        }
    }
    lines
}

/// The text with its end replaced by `…`, within `columns`.
fn shorten(line: &str, columns: usize) -> String {
    let mut kept = line.to_owned();
    while width(&kept) + 1 > columns {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wrap::is_closing;
    use proptest::prelude::*;

    #[test]
    fn scripts_are_measured_in_columns() {
        assert_eq!(wrap("one two three", 8, 9), ["one two", "three"]);
        assert_eq!(wrap("我们支持城市之间的友谊。", 8, 9), ["我们支持", "城市之间", "的友谊。"]);
        assert_eq!(wrap("a longwordwithoutend", 6, 9), ["a", "longwo", "rdwith", "outend"]);
        assert_eq!(wrap("one two three four", 8, 1), ["one two…"]);
        assert_eq!(width("हिन्दी"), width(&wrap("हिन्दी", 20, 1)[0]));
        assert_eq!(pad_start("七", 4), "  七");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_nothing_is_lost(text in "[a-z 中文语言。é\u{301}]{0,60}", columns in 4_usize..20) {
            let lines = wrap(&text, columns, usize::MAX);
            for line in &lines {
                // A closing mark may hang into the margin rather than start a line.
                prop_assert!(width(line) <= columns + 2 * line.chars().filter(|c| is_closing(*c)).count(), "{line}");
            }
            let squeeze = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
        }
    }
}
