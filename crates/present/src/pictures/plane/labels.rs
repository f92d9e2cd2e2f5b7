//! Where labels find room.

use super::super::svg::At;
use super::{BOX, WIDE};

/// A sign takes so much room, and a line of signs: by the larger letters of small screens.
const SIGN: [f64; 2] = [14.0, 26.0];
/// A label stands so far from its mark.
const APART: f64 = 9.0;

/// A key that is short enough to stand beside a mark.
pub(super) fn short(key: &str) -> String {
    let line = crate::plain::line(key);
    if line.chars().count() <= 8 {
        return line.into_owned();
    }
    line.chars().take(7).chain(['…']).collect()
}

/// Those of the wanted, in order, whose label finds room, with the middle of the label's base line.
pub(super) fn placed(wanted: &[usize], places: &[At], label: impl Fn(usize) -> String) -> Vec<(usize, At)> {
    let mark = |[x, y]: At| [x - 6.0, y - 6.0, x + 6.0, y + 6.0];
    let mut taken: Vec<[f64; 4]> = wanted.iter().map(|at| mark(places[*at])).collect();
    let mut out = Vec::new();
    for &at in wanted {
        let half = label(at).chars().count() as f64 * SIGN[0] / 2.0;
        let [x, y] = places[at];
        let tries = [
            [x + half + APART, y + 7.0],
            [x - half - APART, y + 7.0],
            [x, y - APART - 3.0],
            [x, y + APART + 18.0],
        ];
        let room = |[x, y]: At| [x - half, y - SIGN[1] + 6.0, x + half, y + 6.0];
        let found = tries.into_iter().find(|place| {
            let own = room(*place);
            let within = own[0] >= 0.0 && own[2] <= WIDE && own[1] >= BOX[1] && own[3] <= BOX[3] + 6.0;
            within && taken.iter().all(|other| !overlap(own, *other))
        });
        if let Some(place) = found {
            taken.push(room(place));
            out.push((at, place));
        }
    }
    out
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_label_lies_on_another_or_outside(
            places in prop::collection::vec((BOX[0]..BOX[2], BOX[1]..BOX[3]), 0..30),
        ) {
            let places: Vec<At> = places.into_iter().map(|(x, y)| [x, y]).collect();
            let wanted: Vec<usize> = (0..places.len()).collect();
            let found = placed(&wanted, &places, |_| "1234".to_owned());
            for (at, [x, y]) in &found {
                prop_assert!((0.0..=WIDE).contains(x) && (0.0..=BOX[3] + 6.0).contains(y));
                for (other, [u, v]) in &found {
                    prop_assert!(at == other || (x - u).abs() >= 4.0 * SIGN[0] - 1e-9 || (y - v).abs() >= SIGN[1] - 1e-9);
                }
            }
        }
    }
}
