//! The outline of a group, and lines across it.

use super::svg::At;

/// The outline holds at least this part of a group, those nearest to its middle.
pub(super) const WITHIN: f64 = 0.8;
/// So far outside of the places runs the outline.
const AROUND: f64 = 11.0;
/// Corners of the round end about one place.
const CORNERS: u8 = 16;

/// The convex outline of the part of the places nearest to the middle, and of the middle; counter-clockwise by the
/// drawing's numbers, with round corners. There is always one.
pub(super) fn outline(places: &[At], middle: At) -> Vec<At> {
    let away = |p: &At| (p[0] - middle[0]).hypot(p[1] - middle[1]);
    let mut near = places.to_vec();
    near.sort_by(|a, b| away(a).total_cmp(&away(b)));
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a number of people"
    )]
    let kept = (near.len() as f64 * WITHIN).ceil() as usize;
    near.truncate(kept);
    near.push(middle);
    let round = |[x, y]: At| {
        (0..CORNERS).map(move |corner| {
            let turn = f64::from(corner) / f64::from(CORNERS) * std::f64::consts::TAU;
            [x + AROUND * turn.cos(), y + AROUND * turn.sin()]
        })
    };
    convex(convex(near).into_iter().flat_map(round).collect())
}

/// The convex hull (Andrew 1979, monotone chain); fewer than three points where they lie on one line.
pub(super) fn convex(mut points: Vec<At>) -> Vec<At> {
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let mut hull = half(points.iter());
    hull.pop();
    let mut back = half(points.iter().rev());
    back.pop();
    hull.append(&mut back);
    hull
}

fn half<'p>(points: impl Iterator<Item = &'p At>) -> Vec<At> {
    let mut hull: Vec<At> = Vec::new();
    for &point in points {
        while let [.., a, b] = hull[..]
            && side(a, b, point) <= 0.0
        {
            hull.pop();
        }
        hull.push(point);
    }
    hull
}

/// On which side of the line from `a` to `b` a point lies: positive on the left of rising numbers.
fn side(a: At, b: At, point: At) -> f64 {
    (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
}

/// Whether a place lies within a convex outline or on it.
#[cfg(test)]
pub(super) fn holds(outline: &[At], place: At) -> bool {
    let next = outline.iter().cycle().skip(1);
    outline.iter().zip(next).all(|(&a, &b)| side(a, b, place) >= -1e-6)
}

/// Parallel lines across a convex outline, `apart` from each other, running in this direction (radians).
pub(super) fn hatch(outline: &[At], turn: f64, apart: f64) -> Vec<[At; 2]> {
    let (sin, cos) = turn.sin_cos();
    // In a turned frame the lines are level.
    let level = |[x, y]: At| [x * cos + y * sin, y * cos - x * sin];
    let back = |[x, y]: At| [x * cos - y * sin, x * sin + y * cos];
    let turned: Vec<At> = outline.iter().map(|&p| level(p)).collect();
    let low = turned.iter().fold(f64::INFINITY, |low, p| low.min(p[1]));
    let high = turned.iter().fold(f64::NEG_INFINITY, |high, p| high.max(p[1]));
    let mut lines = Vec::new();
    let mut y = (low / apart).ceil() * apart;
    while y <= high {
        if let Some((from, to)) = crossing(&turned, y) {
            lines.push([back([from, y]), back([to, y])]);
        }
        y += apart;
    }
    lines
}

/// Where a level line enters and leaves a convex outline.
fn crossing(outline: &[At], y: f64) -> Option<(f64, f64)> {
    let next = outline.iter().cycle().skip(1);
    let met = outline.iter().zip(next).filter_map(|(a, b)| {
        let ((low, high), rise) = ((a[1].min(b[1]), a[1].max(b[1])), b[1] - a[1]);
        (low <= y && y <= high && rise != 0.0).then(|| a[0] + (y - a[1]) / rise * (b[0] - a[0]))
    });
    let span = met.fold(None, |span: Option<(f64, f64)>, x| {
        Some(span.map_or((x, x), |(from, to)| (from.min(x), to.max(x))))
    });
    span.filter(|(from, to)| to > from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_place_has_a_round_outline() {
        let ring = outline(&[[5.0, 5.0]; 3], [5.0, 5.0]);
        assert_eq!(ring.len(), usize::from(CORNERS));
        assert!(ring.iter().all(|p| ((p[0] - 5.0).hypot(p[1] - 5.0) - AROUND).abs() < 1e-9));
    }

    proptest! {
        #[test]
        fn an_outline_holds_its_middle_and_four_in_five_of_its_places(
            places in prop::collection::vec((-300.0..300.0f64, -200.0..200.0f64), 0..60),
        ) {
            let places: Vec<At> = places.into_iter().map(|(x, y)| [x, y]).collect();
            let count = places.len().max(1) as f64;
            let middle = [0, 1].map(|k| places.iter().map(|p| p[k]).sum::<f64>() / count);
            let ring = outline(&places, middle);
            prop_assert!(holds(&ring, middle));
            let inside = places.iter().filter(|p| holds(&ring, **p)).count() as f64;
            prop_assert!(inside >= WITHIN * places.len() as f64);
        }

        #[test]
        fn hatching_stays_within(
            places in prop::collection::vec((-300.0..300.0f64, -200.0..200.0f64), 1..40), turn in -3.0..3.0f64,
        ) {
            let places: Vec<At> = places.into_iter().map(|(x, y)| [x, y]).collect();
            let ring = outline(&places, places[0]);
            let lines = hatch(&ring, turn, 7.0);
            prop_assert!(!lines.is_empty());
            for [a, b] in lines {
                let middle = [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])];
                prop_assert!(holds(&ring, middle), "{:?} {:?}", a, b);
            }
        }
    }
}
