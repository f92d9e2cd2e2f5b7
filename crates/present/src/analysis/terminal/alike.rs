//! People who answer alike, in a few lines.

use super::{Page, layout::wrap};
use crate::{analysis::alike::Told, plain};

/// Sets and findings that are told.
const SETS: usize = 6;
const CHANGES: usize = 12;

impl Page<'_> {
    /// The verdict, each set, and each finding that is another with the sets as one voter each.
    pub(super) fn alike(&self) -> Vec<String> {
        let Some(told) = Told::of(self.words, SETS, CHANGES) else { return Vec::new() };
        let mut lines = vec![String::new(), self.paint.strong(&self.words.say("alike-title"))];
        lines.extend(told.verdict.iter().flat_map(|line| wrap(line, self.width, 9)));
        for (head, signs) in &told.sets {
            lines.extend(self.indented(2, &format!("{head}: {signs}")));
        }
        lines.extend(self.more(told.more_sets));
        let facts = self.words.view.facts();
        for (key, counted, as_one) in &told.changes {
            let text = facts.get(key).map_or("", |facts| facts.text.as_str());
            let head = format!("{} {}", key.as_str(), text);
            let head = wrap(&plain::line(&head), self.width - 2, 2);
            lines.extend(head.iter().map(|line| format!("  {line}")));
            lines.extend(self.indented(4, counted));
            lines.extend(self.indented(4, as_one));
        }
        lines.extend(self.more(told.more_changes));
        lines
    }

    fn more(&self, count: usize) -> Vec<String> {
        match count {
            0 => Vec::new(),
            _ => self.indented(2, &self.words.say_with("alike-more", "count", count as u64)),
        }
    }

    fn indented(&self, by: usize, text: &str) -> Vec<String> {
        let wrapped = wrap(text, self.width - by, 6);
        wrapped.iter().map(|line| format!("{}{}", " ".repeat(by), self.paint.quiet(line))).collect()
    }
}
