//! The map in words and tables.

use super::super::bins::Gathered;
use super::super::words::{Words, own, table};
use super::marks::{fullest, sizes, span};
use super::{MapEnd, Scene, ellipse, stretched};
use crate::analysis::group_name;
use crate::page;

impl Scene<'_> {
    /// Every figure the map shows.
    pub(super) fn twin(&self, words: Words<'_>) -> String {
        let e = |text: String| page::escape(&text);
        if self.map.positions.is_empty() {
            return String::new();
        }
        let mut out = self.groups(words) + &self.axes_told(words);
        let say = |text: String| format!("<p>{}</p>", e(text));
        if let Some(Gathered { bins, .. }) = self.bins.as_ref().filter(|gathered| !gathered.bins.is_empty()) {
            let told = [("cells", bins.len()), ("most", fullest(bins))];
            let each: Vec<String> = sizes(bins).values().map(|range| span(*range, words)).collect();
            out += &say(format!("{} {}", words.count("map-twin-cells", &told), each.join(" · ")));
        }
        if let Some(ring) = self.typical {
            let (long, short) = (words.tenths(ring.long), words.tenths(ring.short));
            out += &say(words.with("map-twin-ring", &[("long", &long), ("short", &short)]));
        }
        if let Some(you) = self.map.you {
            let at = stretched(&you.place, self.ratio).map(|value| words.tenths(value));
            let ring = ellipse(you, self.ratio);
            let (long, short) = (words.tenths(ring.long), words.tenths(ring.short));
            let told = [("first", &*at[0]), ("second", &*at[1]), ("long", &*long), ("short", &*short)];
            out += &say(words.with("map-twin-you", &told));
        }
        out
    }

    fn groups(&self, words: Words<'_>) -> String {
        let head = |id: &str| page::escape(&words.word(id));
        let heads =
            ["map-head-group", "map-head-people", "map-head-share", "map-head-first", "map-head-second"]
                .map(head);
        let placed = self.map.groups.placed.max(1) as f64;
        let there = self.map.groups.are_there();
        let row = |(at, group): (usize, &opinion::groups::Group)| {
            let middle = stretched(&group.centre, self.ratio).map(|value| words.tenths(value));
            let name = if there { group_name(at) } else { words.word("map-all") };
            let [first, second] = middle;
            let share = words.percent(group.size as f64 / placed);
            vec![page::escape(&name), words.integer(group.size), share, first, second]
        };
        let mut rows: Vec<Vec<String>> = self.map.groups.list.iter().enumerate().map(row).collect();
        let unplaced = self.unplaced();
        if unplaced > 0 {
            let dash = || "–".to_owned();
            rows.push(vec![head("map-unplaced"), words.integer(unplaced), dash(), dash(), dash()]);
        }
        table(&words.word("map-table"), &heads, &rows)
    }

    fn axes_told(&self, words: Words<'_>) -> String {
        let told = |end: Option<MapEnd<'_>>| {
            end.map_or_else(
                || "–".to_owned(),
                |end| format!("{} {}", page::escape(&crate::plain::line(end.key)), own(end.text)),
            )
        };
        let axes = ["map-head-first", "map-head-second"].into_iter().zip(self.map.ends);
        let rows: Vec<Vec<String>> = axes
            .filter(|(_, ends)| ends.iter().any(Option::is_some))
            .map(|(name, [low, high])| vec![page::escape(&words.word(name)), told(low), told(high)])
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        let heads =
            ["map-head-axis", "map-head-low", "map-head-high"].map(|id| page::escape(&words.word(id)));
        table(&words.word("map-axes"), &heads, &rows)
    }
}
