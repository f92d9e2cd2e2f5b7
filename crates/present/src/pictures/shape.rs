//! The sign of a group: a letter, a shape and a pattern, beside the colour.

use super::svg::{At, n, polygon};
use super::{hull, svg};
use std::fmt::Write;

/// How a group looks, by its place in the list of groups; at most eight groups are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Disc,
    Square,
    Triangle,
    Diamond,
    Drop,
    Hexagon,
    Bar,
    Slab,
}

fn shape(group: usize) -> Shape {
    use Shape::{Bar, Diamond, Disc, Drop, Hexagon, Slab, Square, Triangle};
    [Disc, Square, Triangle, Diamond, Drop, Hexagon, Bar, Slab][group % 8]
}

/// The shape in characters, for text: `●`, `■`, `▲` and so on.
#[must_use]
pub fn group_sign(group: usize) -> &'static str {
    ["●", "■", "▲", "◆", "▼", "⬢", "▮", "▬"][group % 8]
}

/// The shape around a place as path data; all have about the area of a disc of this radius.
pub(super) fn path(group: usize, [x, y]: At, radius: f64) -> String {
    let of = |corners: &[At]| {
        let points: Vec<At> = corners.iter().map(|[a, b]| [x + a * radius, y + b * radius]).collect();
        polygon(&points)
    };
    match shape(group) {
        Shape::Disc => {
            let (r, d) = (n(radius), n(2.0 * radius));
            format!("M{} {}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z", n(x - radius), n(y))
        }
        Shape::Square => of(&[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
        Shape::Triangle => of(&[[0.0, -1.45], [1.3, 0.85], [-1.3, 0.85]]),
        Shape::Diamond => of(&[[0.0, -1.3], [1.3, 0.0], [0.0, 1.3], [-1.3, 0.0]]),
        Shape::Drop => of(&[[0.0, 1.45], [1.3, -0.85], [-1.3, -0.85]]),
        Shape::Hexagon => {
            of(&[[-1.1, 0.0], [-0.55, -0.95], [0.55, -0.95], [1.1, 0.0], [0.55, 0.95], [-0.55, 0.95]])
        }
        Shape::Bar => of(&[[-0.65, -1.25], [0.65, -1.25], [0.65, 1.25], [-0.65, 1.25]]),
        Shape::Slab => of(&[[-1.25, -0.65], [1.25, -0.65], [1.25, 0.65], [-1.25, 0.65]]),
    }
}

/// The pattern of a group across its outline, as path data of lines; a line without length is a dot.
pub(super) fn pattern(group: usize, outline: &[At]) -> String {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};
    let lines = |turn: f64, apart: f64| hull::hatch(outline, turn, apart);
    let written = |lines: Vec<[At; 2]>| {
        let mut out = String::new();
        for [a, b] in lines {
            let _ = write!(out, "M{} {}L{} {}", n(a[0]), n(a[1]), n(b[0]), n(b[1]));
        }
        out
    };
    match group % 8 {
        0 => written(lines(-FRAC_PI_4, 9.0)),
        1 => dots(outline, 9.0),
        2 => written(lines(FRAC_PI_4, 9.0)),
        3 => written(lines(0.0, 9.0)),
        4 => written(lines(FRAC_PI_2, 9.0)),
        5 => written([lines(-FRAC_PI_4, 14.0), lines(FRAC_PI_4, 14.0)].concat()),
        6 => dots(outline, 15.0),
        _ => written(lines(-FRAC_PI_4, 18.0)),
    }
}

/// Whether the pattern of a group is of dots.
pub(super) fn is_dotted(group: usize) -> bool {
    matches!(group % 8, 1 | 6)
}

fn dots(outline: &[At], apart: f64) -> String {
    let mut places = Vec::new();
    for [a, b] in hull::hatch(outline, 0.0, apart) {
        let mut x = (a[0] / apart).ceil() * apart;
        while x <= b[0] {
            places.push([x, a[1]]);
            x += apart;
        }
    }
    svg::discs(places)
}
