//! People gathered in the cells of a honeycomb: a picture stays small however many there are.

use super::svg::At;
use std::collections::BTreeMap;

/// The middles of neighbouring cells are so far apart.
pub(super) const CELL: f64 = 17.0;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bin {
    /// Its middle.
    pub(super) at: At,
    /// How many people; never none.
    pub(super) people: usize,
    /// The group that most of them are of, where more than half are of one.
    pub(super) group: Option<u8>,
}

/// The cells that hold somebody, row by row. Everybody is in exactly one.
pub(super) fn bins(places: &[At], groups: &[Option<u8>]) -> Vec<Bin> {
    let mut cells: BTreeMap<(i64, i64), BTreeMap<Option<u8>, usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let group = groups.get(at).copied().flatten();
        *cells.entry(cell(*place)).or_default().entry(group).or_default() += 1;
    }
    let bin = |(at, of): (&(i64, i64), &BTreeMap<Option<u8>, usize>)| {
        let people = of.values().sum();
        let most = of.iter().find(|(_, count)| 2 * **count > people).and_then(|(group, _)| *group);
        Bin { at: middle(*at), people, group: most }
    };
    cells.iter().map(bin).collect()
}

/// Rows are so far apart.
fn row_height() -> f64 {
    CELL * 0.75f64.sqrt()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred cells")]
fn middle((row, column): (i64, i64)) -> At {
    let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
    [(column as f64 + shift) * CELL, row as f64 * row_height()]
}

/// The cell whose middle is nearest: one of two rows, in each the nearest column.
#[expect(clippy::cast_possible_truncation, reason = "places lie within a drawing")]
fn cell([x, y]: At) -> (i64, i64) {
    let upper = (y / row_height()).floor() as i64;
    let nearest = |row: i64| {
        let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
        (row, (x / CELL - shift).round() as i64)
    };
    let away = |cell: (i64, i64)| {
        let at = middle(cell);
        (at[0] - x).hypot(at[1] - y)
    };
    let (a, b) = (nearest(upper), nearest(upper + 1));
    if away(b) < away(a) { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everybody_is_in_exactly_one_cell_and_near_to_its_middle(
            people in prop::collection::vec((0.0..720.0f64, 0.0..500.0f64, prop::option::of(0u8..4)), 0..300),
        ) {
            let places: Vec<At> = people.iter().map(|(x, y, _)| [*x, *y]).collect();
            let groups: Vec<Option<u8>> = people.iter().map(|(_, _, group)| *group).collect();
            let found = bins(&places, &groups);
            prop_assert_eq!(found.iter().map(|bin| bin.people).sum::<usize>(), people.len());
            for place in &places {
                let near = found.iter().map(|bin| (bin.at[0] - place[0]).hypot(bin.at[1] - place[1]));
                // The corner of a cell lies 1/√3 of the distance of two middles away.
                prop_assert!(near.fold(f64::INFINITY, f64::min) <= CELL / 3f64.sqrt() + 1e-9);
            }
        }
    }
}
