//! Floors: the share that is sure in every party at once, beside the interval of each.

use super::plane::linked;
use super::svg::n;
use super::words::{Words, nearest, own, table};
use super::{Ground, Picture};
use crate::analysis::Section;
use crate::sentence::{at_least, at_most};
use crate::{locale, locale::Args, numbers, page, plain};
use opinion::Grade;
use std::fmt::Write;

/// What is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// To agree.
    Agree,
    /// To disagree.
    Disagree,
}

/// The agree share of one party, with its uncertainty (each 0 to 1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval<'a> {
    /// The party's name.
    pub name: &'a str,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The expected share.
    pub mean: f64,
}

/// The floor of one finding.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorRow<'a> {
    /// The statement's key.
    pub key: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What is found.
    pub grade: Grade,
    /// Whether the floor is one of agreeing or of disagreeing.
    pub leaning: Leaning,
    /// The floor (0 to 1).
    pub floor: f64,
    /// Every party, in any order.
    pub intervals: Vec<Interval<'a>>,
    /// The party that bounds the floor, by its place in `intervals`.
    pub weakest: Option<usize>,
}

/// The floors as a picture. `threshold` is the share that a consensus asks for, `of` the number of findings that have a
/// floor, `confidence` how sure it is (0 to 1).
#[must_use]
pub fn floors(
    rows: &[FloorRow<'_>],
    of: usize,
    [threshold, confidence]: [f64; 2],
    ground: &Ground<'_>,
) -> Picture {
    let words = Words::of(ground);
    let single = rows.iter().all(|row| row.intervals.len() < 2);
    let mut args = Args::new();
    args.set("confidence", u64::from(at_least(confidence)));
    args.set("agreement", u64::from(at_least(threshold)));
    let say = |id: &str| locale::say(ground.lang, id, &args);
    let mut key = Vec::new();
    if !rows.is_empty() {
        key.push(page::escape(&say(if single { "floors-key-single" } else { "floors-key" })));
    }
    if rows.iter().any(|row| row.leaning == Leaning::Disagree) {
        key.push(page::escape(&words.word("floors-key-rejected")));
    }
    if of > rows.len() {
        key.push(page::escape(&words.count("picture-first", &[("shown", rows.len()), ("count", of)])));
    }
    let says = match (rows.is_empty(), single) {
        (true, _) => say("floors-nothing"),
        (_, true) => say("floors-says-single"),
        _ => say("floors-says"),
    };
    let lines = Lines { words, ground, threshold };
    Picture {
        id: "floors",
        title: words.word(if single { "floors-title-single" } else { "floors-title" }),
        words: says,
        drawing: lines.list(rows),
        key,
        twin: lines.twin(rows),
    }
}

struct Lines<'a> {
    words: Words<'a>,
    ground: &'a Ground<'a>,
    threshold: f64,
}

/// The drawing of one floor is so wide; it is stretched to the room there is.
const WIDE: f64 = 1000.0;
/// The room of one party; less where they are many.
const STEP: f64 = 5.0;
const ALL: f64 = 56.0;
/// The room above and below all.
const EDGE: f64 = 8.0;

fn step(row: &FloorRow<'_>) -> f64 {
    STEP.min(ALL / row.intervals.len().max(1) as f64)
}

/// How high the drawing of a row is.
pub(super) fn height(row: &FloorRow<'_>) -> f64 {
    2.0 * EDGE + step(row) * row.intervals.len().max(1) as f64
}

/// The shapes of a row, a thousand wide and [`height`] high, for a drawing of many.
pub(super) fn bare(row: &FloorRow<'_>, threshold: f64, ground: &Ground<'_>) -> String {
    Lines { words: Words::of(ground), ground, threshold }.shapes(row)
}

/// The floor of a row in words, with the weakest party.
pub(super) fn told(row: &FloorRow<'_>, ground: &Ground<'_>) -> String {
    let lines = Lines { words: Words::of(ground), ground, threshold: 0.0 };
    [Some(lines.figure(row)), lines.weakest(row)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

impl Lines<'_> {
    fn list(&self, rows: &[FloorRow<'_>]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let ends = [0.0, 0.5, 1.0].map(|share| page::escape(&self.words.percent(share)));
        let mut out = format!(
            "<ol class=\"floor-rows\"><li class=\"scale\" aria-hidden=\"true\"><span>{}</span><span>{}</span><span>{}</span>",
            ends[0], ends[1], ends[2]
        );
        for (at, row) in rows.iter().enumerate() {
            let section = Section::of(row.grade);
            let _ = write!(
                out,
                "<li class=\"{}\"><p><span class=\"sign\" aria-hidden=\"true\">{}</span> {} {}</p>{}<p class=\"fig\"><b>{}</b>{}</p>",
                section.key(),
                section.sign(),
                linked(row.key, self.ground),
                own(row.text),
                self.drawing(at, row),
                page::escape(&self.figure(row)),
                self.weakest(row).map_or_else(String::new, |name| format!(" · {}", own(&name)))
            );
        }
        out + "</ol>"
    }

    fn figure(&self, row: &FloorRow<'_>) -> String {
        let mut args = Args::new();
        args.set("percent", u64::from(at_least(sane(row.floor))));
        let id = if row.leaning == Leaning::Agree { "floor-agree" } else { "floor-disagree" };
        locale::say(self.ground.lang, id, &args)
    }

    /// "weakest: Arvenia", where there are several parties.
    fn weakest(&self, row: &FloorRow<'_>) -> Option<String> {
        let name = row.intervals.get(row.weakest?).filter(|_| row.intervals.len() > 1)?.name;
        Some(format!("{}: {}", self.words.word("label-weakest"), plain::line(name)))
    }

    /// Of a share, where it is drawn; from the other side where the page is read from the right.
    fn x(&self, share: f64) -> f64 {
        let share = sane(share);
        WIDE * if self.ground.lang.is_right_to_left() { 1.0 - share } else { share }
    }

    fn drawing(&self, at: usize, row: &FloorRow<'_>) -> String {
        let (shapes, high) = (self.shapes(row), height(row));
        let id = format!("floor-{at}");
        let title = page::escape(&plain::line(row.text));
        let about = page::escape(
            &[Some(self.figure(row)), self.weakest(row)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        );
        format!(
            "<svg viewBox=\"0 0 1000 {h}\" height=\"{h}\" preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
             <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{about}</desc>\
             {shapes}</svg>",
            h = n(high),
        )
    }

    /// Track, floor, what was asked for, and every party's interval.
    fn shapes(&self, row: &FloorRow<'_>) -> String {
        // The widest first would hide how they lie; the weakest stands first.
        let mut order: Vec<usize> = (0..row.intervals.len()).collect();
        let sign = if row.leaning == Leaning::Agree { 1.0 } else { -1.0 };
        let value = |at: usize| sign * sane(row.intervals[at].mean);
        order.sort_by(|&a, &b| value(a).total_cmp(&value(b)));
        let step = step(row);
        let high = height(row);
        let (mut spans, mut dots, mut weakest) = (String::new(), String::new(), String::new());
        for (line, &party) in order.iter().enumerate() {
            let interval = &row.intervals[party];
            let y = EDGE + step * (line as f64 + 0.5);
            let span = format!("M{} {}H{}", n(self.x(interval.low)), n(y), n(self.x(interval.high)));
            let to =
                if row.weakest == Some(party) && row.intervals.len() > 1 { &mut weakest } else { &mut spans };
            to.push_str(&span);
            let _ = write!(dots, "M{} {}h0", n(self.x(interval.mean)), n(y));
        }
        // What is rejected is filled from the other end: so many disagree, so few can agree.
        let (from, to) = match row.leaning {
            Leaning::Agree => (0.0, row.floor),
            Leaning::Disagree => (1.0 - sane(row.floor), 1.0),
        };
        let (a, b) = (self.x(from), self.x(to));
        let asked = match row.leaning {
            Leaning::Agree => self.threshold,
            Leaning::Disagree => 1.0 - sane(self.threshold),
        };
        let edge = if row.leaning == Leaning::Agree { self.x(row.floor) } else { a };
        format!(
            "<path class=\"track\" d=\"M0 0H1000V{h}H0z\"/><path class=\"fill\" d=\"M{a} 0H{b}V{h}H{a}z\"/>\
             <path class=\"asked\" d=\"M{t} 0V{h}\"/><path class=\"spans\" d=\"{spans}\"/><path class=\"dots\" d=\"{dots}\"/>\
             <path class=\"weakest\" d=\"{weakest}\"/><path class=\"edge\" d=\"M{e} 0V{h}\"/>",
            h = n(high),
            a = n(a),
            b = n(b),
            t = n(self.x(asked)),
            e = n(edge),
        )
    }

    fn twin(&self, rows: &[FloorRow<'_>]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let heads = ["plane-head-statement", "floors-head-floor", "floors-head-intervals"]
            .map(|id| page::escape(&self.words.word(id)));
        let row = |row: &FloorRow<'_>| {
            let figure =
                [Some(self.figure(row)), self.weakest(row)].into_iter().flatten().collect::<Vec<_>>();
            let each = row.intervals.iter().map(|interval| self.interval(interval));
            vec![
                linked(row.key, self.ground),
                page::escape(&figure.join(" · ")),
                each.collect::<Vec<_>>().join("<br>"),
            ]
        };
        let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
        table(&self.words.word("floors-title"), &heads, &rows)
    }

    /// "Arvenia 62–81 % (72 %)".
    fn interval(&self, interval: &Interval<'_>) -> String {
        let mut args = Args::new();
        args.set("low", u64::from(at_least(sane(interval.low))));
        args.set("high", u64::from(at_most(sane(interval.high))));
        let range = locale::say(self.ground.lang, "figure-range", &args);
        let mean = numbers::percent(self.ground.lang, nearest(interval.mean));
        format!("{} {} ({})", own(interval.name), page::escape(&range), page::escape(&mean))
    }
}

fn sane(share: f64) -> f64 {
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}
