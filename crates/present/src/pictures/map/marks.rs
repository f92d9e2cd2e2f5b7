//! People on the map: a mark each, or discs over cells; and how sure a place is.

use super::super::bins::{Bin, CELL, Gathered};
use super::super::shape;
use super::super::svg::{At, discs, n};
use super::super::words::Words;
use super::{Scene, ellipse};
use crate::page;
use std::collections::BTreeMap;

/// Sizes of discs; the largest stands for the fullest cell.
const SIZES: usize = 6;
/// The thinnest disc.
const THINNEST: f64 = 3.0;
/// Half the size of a mark.
const MARK: f64 = 3.6;

/// The size of a disc, 1 to [`SIZES`]: its area grows with the people.
fn size(people: usize, most: usize) -> usize {
    let share = (people as f64 / most.max(1) as f64).sqrt();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the sizes")]
    let size = (share * SIZES as f64).round() as usize;
    size.clamp(1, SIZES)
}

fn width(size: usize, cell: f64) -> f64 {
    THINNEST + (cell - 1.0 - THINNEST) * (size - 1) as f64 / (SIZES - 1) as f64
}

/// The class of what belongs to a group, or to none.
fn class(group: Option<u8>) -> String {
    group.map_or_else(|| "none".to_owned(), |group| format!("g{group}"))
}

impl Scene<'_> {
    pub(super) fn people(&self) -> String {
        match &self.bins {
            Some(gathered) => self.cells(gathered),
            None => self.marks(),
        }
    }

    fn cells(&self, Gathered { cell, bins }: &Gathered) -> String {
        let most = fullest(bins);
        let mut paths: BTreeMap<(Option<u8>, usize), Vec<At>> = BTreeMap::new();
        for bin in bins {
            paths.entry((bin.group, size(bin.people, most))).or_default().push(bin.at);
        }
        let one = |((group, size), places): (&(Option<u8>, usize), &Vec<At>)| {
            format!(
                "<path class=\"{}\" stroke-width=\"{}\" d=\"{}\"/>",
                class(*group),
                n(width(*size, *cell)),
                discs(places.iter().copied())
            )
        };
        format!("<g class=\"cells{}\">{}</g>", self.spectrum(), paths.iter().map(one).collect::<String>())
    }

    fn marks(&self) -> String {
        let mut paths: BTreeMap<Option<u8>, String> = BTreeMap::new();
        for (&group, place) in self.of.iter().zip(&self.places) {
            let shape = group.filter(|_| self.map.groups.are_there()).map_or(0, usize::from);
            *paths.entry(group).or_default() += &shape::path(shape, *place, MARK);
        }
        let one =
            |(group, d): (&Option<u8>, &String)| format!("<path class=\"{}\" d=\"{d}\"/>", class(*group));
        format!("<g class=\"marks{}\">{}</g>", self.spectrum(), paths.iter().map(one).collect::<String>())
    }

    /// Colours are of groups; where there are none, there is one.
    fn spectrum(&self) -> &'static str {
        if self.map.groups.are_there() { "" } else { " spectrum" }
    }

    /// Everybody's own where they are few; else that of a typical person, around the middle of the largest group.
    pub(super) fn ellipses(&self) -> String {
        if let Some((ring, group)) = self.typical.zip(self.map.groups.list.first()) {
            let at = self.frame.place(super::stretched(&group.centre, self.ratio));
            let cross = format!("<path d=\"M{} {}h12m-6-6v12\"/>", n(at[0] - 6.0), n(at[1]));
            return format!("<g class=\"sure typical\">{}{cross}</g>", ring.element(at, &self.frame));
        }
        let own = self.drawn.iter().zip(&self.places);
        let all: String = own
            .map(|(at, place)| ellipse(&self.map.positions[*at], self.ratio).element(*place, &self.frame))
            .collect();
        if all.is_empty() { all } else { format!("<g class=\"sure\">{all}</g>") }
    }

    pub(super) fn you(&self, words: Words<'_>) -> String {
        let Some(you) = self.map.you else { return String::new() };
        let [x, y] = self.frame.place(super::stretched(&you.place, self.ratio));
        let ring = ellipse(you, self.ratio).element([x, y], &self.frame);
        let label = page::escape(&words.word("map-you"));
        format!(
            "<g class=\"you\">{ring}<path d=\"{}\"/><path class=\"cross\" d=\"M{} {}h32m-16-16v32\"/>\
             <text x=\"{}\" y=\"{}\">{label}</text></g>",
            shape::path(0, [x, y], 10.0),
            n(x - 16.0),
            n(y),
            n(x),
            n(y - 22.0)
        )
    }

    /// How to read the marks.
    pub(super) fn key(&self, words: Words<'_>) -> Vec<String> {
        let e = |text: String| page::escape(&text);
        let mut keys = Vec::new();
        let there = self.map.groups.are_there();
        match &self.bins {
            _ if self.places.is_empty() => {}
            Some(gathered) if gathered.bins.is_empty() => {}
            Some(Gathered { bins, .. }) => {
                keys.push(format!("{} {}", e(words.word("map-key-cells")), samples(bins, words)));
            }
            None => keys.push(e(words.word(if there { "map-key-marks" } else { "map-key-mark" }))),
        }
        if self.outlines.iter().any(|outline| !outline.is_empty()) {
            keys.push(e(words.word(if there { "map-key-outlines" } else { "map-key-outline" })));
        }
        let left_out = self.tellable(self.map.positions.len() - self.drawn.len());
        let unplaced = self.unplaced();
        if left_out > 0 {
            keys.push(e(words.count("map-key-left-out", &[("people", left_out)])));
        } else if unplaced > 0 {
            keys.push(e(words.count("map-key-unplaced", &[("people", unplaced)])));
        }
        if self.typical.is_some() {
            keys.push(e(words.word(if there { "map-key-ring" } else { "map-key-ring-one" })));
        } else if !self.places.is_empty() {
            keys.push(e(words.word("map-key-own-rings")));
        }
        if self.map.you.is_some() {
            keys.push(e(words.word("map-key-you")));
        }
        keys
    }

    pub(super) fn unplaced(&self) -> usize {
        let of = &self.map.groups.of;
        let unplaced = |at: &usize| of.get(*at).copied().flatten().is_none();
        self.tellable((0..self.map.positions.len()).filter(unplaced).count())
    }

    /// A number of people, or none where they are too few to be told of.
    fn tellable(&self, people: usize) -> usize {
        if people < self.map.people_at_least { 0 } else { people }
    }
}

/// The people of the fullest cell.
pub(super) fn fullest(bins: &[Bin]) -> usize {
    bins.iter().map(|bin| bin.people).max().unwrap_or(0)
}

/// How many people each size stands for, with a disc of that size.
pub(super) fn sizes(bins: &[Bin]) -> BTreeMap<usize, [usize; 2]> {
    let most = fullest(bins);
    let mut sizes: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    for bin in bins {
        let [low, high] = sizes.entry(size(bin.people, most)).or_insert([bin.people; 2]);
        (*low, *high) = ((*low).min(bin.people), (*high).max(bin.people));
    }
    sizes
}

/// "2", or "2–4".
pub(super) fn span([low, high]: [usize; 2], words: Words<'_>) -> String {
    if low == high { words.integer(low) } else { format!("{}–{}", words.integer(low), words.integer(high)) }
}

fn samples(bins: &[Bin], words: Words<'_>) -> String {
    let one = |(size, range): (&usize, &[usize; 2])| {
        format!(
            "<span class=\"sample\"><svg viewBox=\"0 0 18 18\" width=\"14\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">\
             <path stroke-width=\"{}\" d=\"M9 9h0\"/></svg> {}</span>",
            n(width(*size, CELL)),
            page::escape(&span(*range, words))
        )
    };
    sizes(bins).iter().map(one).collect::<Vec<_>>().join(" ")
}
