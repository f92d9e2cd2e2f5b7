//! The opinion map: people by how they answer.

mod marks;
mod twin;

use super::bins::Gathered;
use super::ellipse::Ellipse;
use super::frame::{Frame, WIDE};
use super::svg::{At, n, polygon};
use super::words::{Words, own};
use super::{Ground, Picture, hull, shape};
use crate::page;
use opinion::groups::{Groups, OneSpectrum};
use opinion::model::{FACTORS, Position};

/// What the map shows.
#[derive(Clone, Copy, Debug)]
pub struct OpinionMap<'a> {
    /// The groups, or that there are none.
    pub groups: &'a Groups,
    /// Everybody, in the order of [`Groups::of`].
    pub positions: &'a [Position],
    /// How strongly each axis divides people: [`opinion::model::Model::strengths`]. The second axis is drawn shorter as
    /// it matters less, so that distances on the map are how differently people answer.
    pub strengths: [f64; FACTORS],
    /// For each axis the statements that pull most towards its low and its high end.
    pub ends: [[Option<MapEnd<'a>>; 2]; 2],
    /// Where the reader stands.
    pub you: Option<&'a Position>,
    /// Up to so many people each is a mark of their own; more are gathered in cells. A page that must not show one
    /// person's place asks for 0.
    pub marks_at_most: usize,
    /// No disc, outline or number is of fewer people than so many; cells are then as large as they must be. 0 where
    /// there is no such rule.
    pub people_at_least: usize,
}

/// A statement at the end of an axis: people who stand there agree to it more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapEnd<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// An axis is told of if it divides people at least so strongly, against the first.
const LEAST_STRENGTH: f64 = 0.1;
/// A direction of less pulls nobody (log odds).
const LEAST_PULL: f64 = 0.1;
/// Up to so many people, everybody's own ellipse is drawn.
const ELLIPSES_AT_MOST: usize = 12;
/// However weak the second axis is, it is drawn at least so long against the first.
const LEAST_RATIO: f64 = 0.35;

/// For the first two axes the columns of the statements that pull most towards the low and the high end; none where an
/// axis divides people too little to be told of, or nothing pulls that way.
///
/// `directions` are those of [`opinion::model::Model::direction`], by column.
#[must_use]
pub fn ends(directions: &[[f64; FACTORS]], strengths: &[f64; FACTORS]) -> [[Option<usize>; 2]; 2] {
    let strongest = |axis: usize, sign: f64| {
        let pulls = directions.iter().map(|direction| sign * direction[axis]).enumerate();
        let pulls = pulls.filter(|(_, pull)| *pull >= LEAST_PULL);
        pulls.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(column, _)| column)
    };
    let counts = |axis: usize| strengths[axis] > 0.0 && strengths[axis] >= LEAST_STRENGTH * strengths[0];
    std::array::from_fn(|axis| [-1.0, 1.0].map(|sign| counts(axis).then(|| strongest(axis, sign)).flatten()))
}

/// The map as a picture.
#[must_use]
pub fn opinion_map(map: &OpinionMap<'_>, ground: &Ground<'_>) -> Picture {
    let words = Words::of(ground);
    let title = words.word("map-title");
    let scene = Scene::of(map, ground);
    let says = scene.says(words);
    Picture {
        id: "opinion-map",
        // An empty plane would look like a finding.
        drawing: match scene.places.is_empty() && map.you.is_none() {
            true => String::new(),
            false => scene.drawing(ground, [&title, &says]) + &scene.ends(words),
        },
        key: scene.key(words),
        twin: scene.twin(words),
        title,
        words: says,
    }
}

/// Places worked out, ready to be drawn.
struct Scene<'a> {
    map: &'a OpinionMap<'a>,
    frame: Frame,
    ratio: f64,
    /// Whoever is drawn: everybody whose place is known well enough, or all where each has a ring of their own. To draw
    /// the others would be to make places up.
    drawn: Vec<usize>,
    /// Where they stand in the drawing.
    places: Vec<At>,
    /// Their groups.
    of: Vec<Option<u8>>,
    /// The outline of each group, or of all who are placed.
    outlines: Vec<Vec<At>>,
    /// How sure the place of a person in the middle of sureness is.
    typical: Option<Ellipse>,
    /// Cells, where people are too many for a mark each.
    bins: Option<Gathered>,
    rtl: bool,
}

/// A place as it is drawn, before the box. What is not known is the middle.
fn stretched(place: &At, ratio: f64) -> At {
    let sane = |value: f64| if value.is_finite() { value.clamp(-20.0, 20.0) } else { 0.0 };
    [sane(place[0]), sane(place[1]) * ratio]
}

fn ellipse(position: &Position, ratio: f64) -> Ellipse {
    let sane = |value: f64| if value.is_finite() { value.clamp(-100.0, 100.0) } else { 0.0 };
    let cov = &position.cov;
    Ellipse::of(sane(cov[0][0]), sane(cov[0][1]) * ratio, sane(cov[1][1]) * ratio * ratio)
}

impl<'a> Scene<'a> {
    fn of(map: &'a OpinionMap<'a>, ground: &Ground<'_>) -> Scene<'a> {
        let strength = map.strengths[1] / map.strengths[0];
        let ratio = if strength.is_finite() { strength.max(0.0).sqrt().clamp(LEAST_RATIO, 1.0) } else { 1.0 };
        let rtl = ground.lang.is_right_to_left();
        let group = |at: usize| map.groups.of.get(at).copied().flatten();
        let own_rings = map.positions.len() <= ELLIPSES_AT_MOST.min(map.marks_at_most);
        let drawn: Vec<usize> =
            (0..map.positions.len()).filter(|at| own_rings || group(*at).is_some()).collect();
        let of: Vec<Option<u8>> = drawn.iter().map(|at| group(*at)).collect();
        let on_map = || drawn.iter().map(|at| stretched(&map.positions[*at].place, ratio));
        let typical = typical(map, &drawn).filter(|_| !own_rings);
        let typical = typical.map(|position| ellipse(position, ratio));
        let you = map.you.map(|you| (stretched(&you.place, ratio), ellipse(you, ratio).reach()));
        let ring = typical.zip(map.groups.list.first());
        let ring = ring.map(|(ring, group)| (stretched(&group.centre, ratio), ring.reach()));
        let own = drawn.iter().filter(|_| own_rings).map(|at| {
            let position = &map.positions[*at];
            (stretched(&position.place, ratio), ellipse(position, ratio).reach())
        });
        let around = you
            .into_iter()
            .chain(ring)
            .chain(own)
            .flat_map(|(p, r)| [[p[0] - r[0], p[1] - r[1]], [p[0] + r[0], p[1] + r[1]]]);
        let frame = Frame::around(on_map().chain(around), rtl);
        let places: Vec<At> = on_map().map(|p| frame.place(p)).collect();
        let bins = (places.len() > map.marks_at_most)
            .then(|| super::bins::gathered(&places, &of, map.people_at_least));
        let outlines = match bins.as_ref().filter(|_| map.people_at_least > 0) {
            // The corners of an outline are people; here they are cells of several.
            Some(gathered) => {
                let (near, groups) = gathered.seen(&places, &of);
                outlines(map.groups.list.len(), &near, &groups)
            }
            None => outlines(map.groups.list.len(), &places, &of),
        };
        Scene { map, frame, ratio, drawn, places, of, outlines, typical, bins, rtl }
    }

    fn says(&self, words: Words<'_>) -> String {
        let people = ("people", self.places.len());
        match self.map.groups.one_spectrum {
            _ if self.map.positions.is_empty() => words.word("map-nobody"),
            _ if self.places.is_empty() => words.word("map-nobody-placed"),
            None => words.count("map-says-groups", &[people, ("k", self.map.groups.k())]),
            Some(OneSpectrum::TooFew) => words.count("map-says-too-few", &[people]),
            Some(_) => words.count("map-says-spectrum", &[people]),
        }
    }

    fn drawing(&self, ground: &Ground<'_>, says: [&str; 2]) -> String {
        let mut out = ground.opening("opinion-map", "map", [WIDE, self.frame.high], says);
        out += &self.axes();
        out += &self.hulls();
        out += &self.people();
        out += &self.ellipses();
        out += &self.badges();
        out += &self.you(Words::of(ground));
        out += &marked(ground, self.frame.high);
        out + "</svg>"
    }

    /// The middle of both axes: where nobody is pulled.
    fn axes(&self) -> String {
        let [x, y] = self.frame.place([0.0, 0.0]);
        let high = self.frame.high;
        let (x, y) = (n(x.clamp(0.0, WIDE)), n(y.clamp(0.0, high)));
        format!("<path class=\"axis\" d=\"M0 {y}h{}M{x} 0v{}\"/>", n(WIDE), n(high))
    }

    fn hulls(&self) -> String {
        let there = self.map.groups.are_there();
        let one = |(at, outline): (usize, &Vec<At>)| {
            let ring = polygon(outline);
            match there {
                true => format!(
                    "<path class=\"hull g{at}\" d=\"{ring}\"/><path class=\"hatch g{at}{}\" d=\"{}\"/>",
                    if shape::is_dotted(at) { " dotted" } else { "" },
                    shape::pattern(at, outline)
                ),
                false => format!("<path class=\"hull\" d=\"{ring}\"/>"),
            }
        };
        self.outlines.iter().enumerate().filter(|(_, outline)| !outline.is_empty()).map(one).collect()
    }

    /// The letters at the middles of the groups.
    fn badges(&self) -> String {
        if !self.map.groups.are_there() {
            return String::new();
        }
        let one = |(at, group): (usize, &opinion::groups::Group)| {
            let [x, y] = self.frame.place(stretched(&group.centre, self.ratio));
            format!(
                "<g class=\"badge g{at}\"><path d=\"{}\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
                shape::path(at, [x, y], 20.0),
                n(x),
                n(y),
                page::escape(&crate::analysis::group_name(at))
            )
        };
        self.map.groups.list.iter().enumerate().map(one).collect()
    }

    /// What pulls towards each end, around the drawing: up and down above and below, low and high beside each other.
    fn ends(&self, words: Words<'_>) -> String {
        let label = |class: &str, side: &str, end: Option<MapEnd<'_>>| {
            let Some(end) = end else { return String::new() };
            let toward = page::escape(&words.word(&format!("map-{side}")));
            format!("<li class=\"{class}\"><span>{toward}</span> {}", own(end.text))
        };
        let [across, upwards] = self.map.ends;
        // The first axis runs as the page is read: its low end is at the start.
        let (start, end) = if self.rtl { ("right", "left") } else { ("left", "right") };
        let all = [
            label("up", "up", upwards[1]),
            label("low", start, across[0]),
            label("high", end, across[1]),
            label("down", "down", upwards[0]),
        ];
        let all: String = all.concat();
        if all.is_empty() { all } else { format!("<ul class=\"ends\">{all}</ul>") }
    }
}

/// The outline of each group; of all who are placed where there are none.
fn outlines(groups: usize, places: &[At], of: &[Option<u8>]) -> Vec<Vec<At>> {
    let members = |group: usize| -> Vec<At> {
        let all = of.iter().zip(places);
        all.filter(|(of, _)| **of == u8::try_from(group).ok()).map(|(_, place)| *place).collect()
    };
    let ring = |members: Vec<At>| {
        if members.is_empty() {
            return Vec::new();
        }
        let count = members.len() as f64;
        let middle = [0, 1].map(|k| members.iter().map(|p| p[k]).sum::<f64>() / count);
        hull::outline(&members, middle)
    };
    (0..groups).map(|group| ring(members(group))).collect()
}

/// The person of those drawn whose place is known neither better nor worse than that of most.
fn typical<'a>(map: &OpinionMap<'a>, drawn: &[usize]) -> Option<&'a Position> {
    let mut all: Vec<&Position> = drawn.iter().map(|at| &map.positions[*at]).collect();
    let spread = |p: &Position| p.cov[0][0] + p.cov[1][1];
    all.sort_by(|a, b| spread(a).total_cmp(&spread(b)));
    all.get(all.len() / 2).copied()
}

/// The mark of a simulation within the drawing itself, so that it cannot be lost.
pub(super) fn marked(ground: &Ground<'_>, high: f64) -> String {
    let Some(seed) = ground.simulation else { return String::new() };
    let notice = page::escape(&page::simulation_notice(ground.lang, seed));
    format!("<text class=\"mark\" x=\"{}\" y=\"{}\">{notice}</text>", n(WIDE / 2.0), n(high - 8.0))
}
