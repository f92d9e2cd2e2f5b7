//! The statement plane: what unites and what divides.

mod labels;

use super::map::marked;
use super::svg::{At, discs, n, polygon};
use super::words::{Words, nearest, own, table};
use super::{Ground, Picture};
use crate::analysis::{Section, anchor};
use crate::page;
use opinion::Grade;
use std::collections::BTreeMap;

/// A statement on the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaneStatement<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What is found of it.
    pub grade: Grade,
    /// The share that agrees (0 to 1), every party with the same weight.
    pub agree: f64,
    /// Its direction on the first axis of the map, in log odds: [`opinion::model::Model::direction`].
    pub pull: f64,
}

/// What the plane shows.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a> {
    /// The statements that were asked enough.
    pub statements: &'a [PlaneStatement<'a>],
    /// How many others there are, which are left out.
    pub left_out: usize,
    /// Whether all people are one block: nothing is then said of the weight of parties.
    pub single_block: bool,
}

const WIDE: f64 = super::frame::WIDE;
const HIGH: f64 = 430.0;
/// Left, upper, right and lower edge of the plane itself, on a page that is read from the left.
const BOX: [f64; 4] = [58.0, 46.0, 676.0, 380.0];
/// Half the size of a mark; of many statements each is smaller.
const MARK: [f64; 2] = [5.0, 3.0];
const MANY: usize = 800;
/// The upper end of the plane is at least so many points.
const LEAST_TOP: f64 = 0.2;

impl PlaneStatement<'_> {
    /// How far apart the two sides of the map are expected to be on it: the difference of agree shares one standard
    /// deviation to either side on the first axis, where the share over all is `agree` (0 to 1).
    #[must_use]
    pub fn apart(&self) -> f64 {
        let share = if self.agree.is_finite() { self.agree.clamp(0.005, 0.995) } else { 0.5 };
        let pull = if self.pull.is_finite() { self.pull.abs().min(20.0) } else { 0.0 };
        let odds = (share / (1.0 - share)).ln();
        let logistic = |x: f64| 1.0 / (1.0 + (-x).exp());
        logistic(odds + pull) - logistic(odds - pull)
    }
}

/// The plane as a picture.
#[must_use]
pub fn statement_plane(plane: &Plane<'_>, ground: &Ground<'_>) -> Picture {
    let words = Words::of(ground);
    let title = words.word("plane-title");
    let says = match (plane.statements.len(), plane.single_block) {
        (0, _) => words.word("plane-nothing"),
        (count, true) => words.count("plane-says-single", &[("count", count)]),
        (count, false) => words.count("plane-says", &[("count", count)]),
    };
    let scene = Scene::of(plane, ground);
    let named = scene.named();
    Picture {
        id: "statement-plane",
        drawing: scene.drawing(ground, &named, [&title, &says]) + &scene.list(&named, words, ground),
        key: scene.key(words),
        twin: scene.twin(words),
        title,
        words: says,
    }
}

struct Scene<'a> {
    plane: &'a Plane<'a>,
    places: Vec<At>,
    /// The number of points at the upper end (0 to 1).
    top: f64,
    rtl: bool,
}

/// The class of a mark, which is that of the section of the board.
fn section(statement: &PlaneStatement<'_>) -> Section {
    Section::of(statement.grade)
}

impl<'a> Scene<'a> {
    fn of(plane: &'a Plane<'a>, ground: &Ground<'_>) -> Scene<'a> {
        let rtl = ground.lang.is_right_to_left();
        let most = plane.statements.iter().map(PlaneStatement::apart).fold(LEAST_TOP, f64::max);
        let top = (most * 10.0 - 1e-9).ceil() / 10.0;
        let mut scene = Scene { plane, places: Vec::new(), top, rtl };
        scene.places = plane.statements.iter().map(|s| scene.at(s.agree, s.apart())).collect();
        scene
    }

    fn at(&self, agree: f64, apart: f64) -> At {
        let agree = if agree.is_finite() { agree.clamp(0.0, 1.0) } else { 0.5 };
        let [left, upper, right, lower] = BOX;
        let x = left + agree * (right - left);
        [self.across(x), lower - (apart / self.top).clamp(0.0, 1.0) * (lower - upper)]
    }

    /// Mirrored where the page is read from the right.
    fn across(&self, x: f64) -> f64 {
        if self.rtl { WIDE - x } else { x }
    }

    fn drawing(&self, ground: &Ground<'_>, named: &[(usize, At)], says: [&str; 2]) -> String {
        let mut out = ground.opening("statement-plane", "plane", [WIDE, HIGH], says);
        out += &self.grid(Words::of(ground));
        out += &self.marks();
        out += "<g class=\"labels\">";
        for (at, [x, y]) in named {
            let key = labels::short(self.plane.statements[*at].key);
            out += &format!("<text x=\"{}\" y=\"{}\">{}</text>", n(*x), n(*y), page::escape(&key));
        }
        out += "</g>";
        out += &marked(ground, BOX[1] - 24.0);
        out + "</svg>"
    }

    fn grid(&self, words: Words<'_>) -> String {
        let [left, upper, right, lower] = BOX;
        let mut lines = String::new();
        let mut texts = String::new();
        for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let [x, _] = self.at(share, 0.0);
            lines += &format!("M{} {}V{}", n(x), n(upper), n(lower));
            let label = page::escape(&words.percent(share));
            texts +=
                &format!("<text class=\"across\" x=\"{}\" y=\"{}\">{label}</text>", n(x), n(lower + 22.0));
        }
        for part in [0.0, 0.5, 1.0] {
            let [_, y] = self.at(0.0, part * self.top);
            lines += &format!("M{} {}H{}", n(self.across(left)), n(y), n(self.across(right)));
            let label = words.integer(usize::from(nearest(part * self.top)));
            let x = self.across(left - 8.0);
            texts += &format!("<text class=\"upwards\" x=\"{}\" y=\"{}\">{label}</text>", n(x), n(y + 5.0));
        }
        let across = page::escape(&words.word("plane-across"));
        let upwards = page::escape(&words.word("plane-upwards"));
        texts += &format!(
            "<text class=\"across name\" x=\"{}\" y=\"{}\">{across}</text><text class=\"start name\" x=\"{}\" y=\"{}\">{upwards}</text>",
            n(f64::midpoint(self.across(left), self.across(right))),
            n(lower + 44.0),
            n(self.across(left)),
            n(upper - 10.0)
        );
        let dir = if self.rtl { "rtl" } else { "ltr" };
        format!("<path class=\"grid\" d=\"{lines}\"/><g class=\"ticks\" direction=\"{dir}\">{texts}</g>")
    }

    fn marks(&self) -> String {
        let many = self.plane.statements.len() > MANY;
        let r = MARK[usize::from(many)];
        let mut paths: BTreeMap<usize, String> = BTreeMap::new();
        for (statement, place) in self.plane.statements.iter().zip(&self.places) {
            *paths.entry(section(statement) as usize).or_default() += &mark(section(statement), *place, r);
        }
        let one = |section: Section| {
            let d = paths.get(&(section as usize))?;
            Some(format!("<path class=\"{}\" d=\"{d}\"/>", section.key()))
        };
        // What is still open lies below what is found.
        let all = Section::ALL.into_iter().rev().filter_map(one).collect::<String>();
        format!("<g class=\"found{}\">{all}</g>", if many { " many" } else { "" })
    }

    /// The statements with a label, and where it stands.
    fn named(&self) -> Vec<(usize, At)> {
        let statements = self.plane.statements;
        let mut by_apart: Vec<usize> = (0..statements.len()).collect();
        by_apart.sort_by(|&a, &b| statements[b].apart().total_cmp(&statements[a].apart()));
        let mut by_agree: Vec<usize> = (0..statements.len()).collect();
        by_agree.sort_by(|&a, &b| statements[b].agree.total_cmp(&statements[a].agree));
        let mut wanted: Vec<usize> = by_apart.into_iter().take(6).collect();
        wanted.extend(by_agree.iter().take(4));
        wanted.extend(by_agree.iter().rev().take(2));
        let mut seen = std::collections::BTreeSet::new();
        wanted.retain(|at| seen.insert(*at));
        labels::placed(&wanted, &self.places, |at| labels::short(statements[at].key))
    }

    /// The labelled statements in words, beside the drawing.
    fn list(&self, named: &[(usize, At)], words: Words<'_>, ground: &Ground<'_>) -> String {
        let one = |(at, _): &(usize, At)| {
            let statement = &self.plane.statements[*at];
            let (agree, apart) = (words.percent(statement.agree), usize::from(nearest(statement.apart())));
            let figures = words.count("plane-apart", &[("points", apart)]);
            format!(
                "<li class=\"{}\"><b>{} {}</b> {} <span>{} {} · {}</span>",
                section(statement).key(),
                section(statement).sign(),
                linked(statement.key, ground),
                own(statement.text),
                page::escape(&agree),
                page::escape(&words.word("vote-agree")),
                page::escape(&figures)
            )
        };
        let all: String = named.iter().map(one).collect();
        if all.is_empty() { all } else { format!("<ul class=\"named\">{all}</ul>") }
    }

    fn key(&self, words: Words<'_>) -> Vec<String> {
        let there = |wanted: &Section| self.plane.statements.iter().any(|s| section(s) == *wanted);
        let one = |wanted: Section| {
            format!(
                "<span class=\"sample\"><svg class=\"found\" viewBox=\"0 0 18 18\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">\
                 <path class=\"{}\" d=\"{}\"/></svg> {}</span>",
                wanted.key(),
                mark(wanted, [9.0, 9.0], MARK[0]),
                page::escape(&words.word(&format!("section-{}", wanted.key())))
            )
        };
        let signs: Vec<String> = Section::ALL.into_iter().filter(there).map(one).collect();
        let mut keys = Vec::new();
        if !signs.is_empty() {
            keys.push(signs.join(" "));
            keys.push(page::escape(&words.word("plane-apart-about")));
        }
        if self.plane.left_out > 0 {
            keys.push(page::escape(&words.count("plane-left-out", &[("count", self.plane.left_out)])));
        }
        keys
    }

    fn twin(&self, words: Words<'_>) -> String {
        let mut all: Vec<&PlaneStatement<'_>> = self.plane.statements.iter().collect();
        if all.is_empty() {
            return String::new();
        }
        all.sort_by(|a, b| b.apart().total_cmp(&a.apart()));
        let heads = ["plane-head-statement", "vote-agree", "plane-head-apart"]
            .map(|id| page::escape(&words.word(id)));
        let row = |statement: &&PlaneStatement<'_>| {
            vec![
                format!("{} {}", section(statement).sign(), page::escape(&crate::plain::line(statement.key))),
                words.percent(statement.agree),
                words.integer(usize::from(nearest(statement.apart()))),
            ]
        };
        let rows: Vec<Vec<String>> = all.iter().map(row).collect();
        table(&words.word("plane-title"), &heads, &rows)
    }
}

/// The key of a statement, linked to its row where there is one.
pub(super) fn linked(key: &str, ground: &Ground<'_>) -> String {
    let shown = page::escape(&crate::plain::line(key));
    if ground.anchors { format!("<a href=\"#{}\">{shown}</a>", anchor(key)) } else { shown }
}

/// The mark of a finding: its shape says the section where colour does not.
fn mark(section: Section, [x, y]: At, r: f64) -> String {
    match section {
        Section::Agreed => polygon(&[[x, y - 1.3 * r], [x + 1.3 * r, y], [x, y + 1.3 * r], [x - 1.3 * r, y]]),
        Section::Rejected => {
            let (a, b) = (n(2.0 * r), n(-2.0 * r));
            format!("M{} {}l{a} {a}m{b} 0l{a} {b}", n(x - r), n(y - r))
        }
        Section::Differ => {
            polygon(&[[x - 1.3 * r, y - r], [x - 1.3 * r, y + r], [x + 1.3 * r, y - r], [x + 1.3 * r, y + r]])
        }
        Section::NotAsked | Section::Open => discs([[x, y]]),
    }
}
