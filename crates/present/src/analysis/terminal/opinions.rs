//! How opinions hang together, in a few lines.

use super::{Page, layout::wrap};
use crate::{pictures, plain};

/// Statements told of a group, of each direction.
const TOLD: usize = 2;

impl Page<'_> {
    /// The verdict, then each group with what it says otherwise than others; nothing where it was not looked at.
    pub(super) fn opinions(&self) -> Vec<String> {
        let Some(map) = self.words.view.map else { return Vec::new() };
        let mut lines = vec![String::new(), self.paint.strong(&self.words.say("hang-title"))];
        let verdict = pictures::verdict(map.groups, self.words.lang);
        lines.extend(verdict.iter().flat_map(|sentence| wrap(sentence, self.width, 9)));
        for portrait in pictures::portraits(map.groups, self.words.lang, TOLD) {
            lines.extend(self.portrait(&portrait));
        }
        lines
    }

    fn portrait(&self, portrait: &pictures::Portrait) -> Vec<String> {
        let head = format!("{} {}", pictures::group_sign(portrait.group), portrait.title);
        let beside = [Some(portrait.size.as_str()), portrait.stability.as_deref()];
        let beside = beside.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let mut lines: Vec<String> =
            wrap(&head, self.width, 2).iter().map(|l| self.paint.strong(l)).collect();
        let quiet = |text: &str, indent: usize| {
            let wrapped = wrap(text, self.width - indent, 4);
            let line = |line: &String| format!("{}{}", " ".repeat(indent), self.paint.quiet(line));
            wrapped.iter().map(line).collect::<Vec<_>>()
        };
        lines.extend(quiet(&beside, 2));
        for told in &portrait.statements {
            let sign = if told.agrees { '✓' } else { '✕' };
            let text = wrap(&format!("{sign} {}", self.told(told.column)), self.width - 4, 2);
            lines.extend(text.iter().enumerate().map(|(at, line)| {
                // What follows the sign stays clear of it.
                format!("{}{line}", if at == 0 { "  " } else { "    " })
            }));
            lines.extend(quiet(&told.figures, 4));
        }
        lines.extend(portrait.alike.iter().flat_map(|line| quiet(line, 2)));
        lines
    }

    /// "12 The text of the statement."
    fn told(&self, column: usize) -> String {
        let view = self.words.view;
        let key = view.map.and_then(|map| map.columns.get(column));
        let text = view.statements.iter().find(|facts| Some(&facts.key) == key);
        let text = text.map_or("", |facts| facts.text.as_str());
        format!("{} {}", key.map_or("", |key| key.as_str()), plain::line(text))
    }
}
