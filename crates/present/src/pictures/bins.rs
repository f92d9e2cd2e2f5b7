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

/// So many times as large cells may become, so that most hold enough people.
const LARGER: [f64; 7] = [1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0];
/// At least this part of the people should be in cells that are shown.
const SHOWN: f64 = 0.9;

/// The cells that are shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gathered {
    /// The middles of neighbouring cells are so far apart.
    pub(super) cell: f64,
    pub(super) bins: Vec<Bin>,
}

/// The people in cells of at least so many: the smallest cells in which nine in ten are shown, else the largest.
pub(super) fn gathered(places: &[At], groups: &[Option<u8>], least: usize) -> Gathered {
    let of = |larger: f64| {
        let mut found = Gathered { cell: CELL * larger, bins: bins(places, groups, CELL * larger) };
        found.bins.retain(|bin| bin.people >= least);
        found
    };
    let people = |found: &Gathered| found.bins.iter().map(|bin| bin.people).sum::<usize>();
    #[expect(clippy::cast_precision_loss, reason = "people are millions at the most")]
    let enough = |found: &Gathered| people(found) as f64 >= SHOWN * places.len() as f64;
    let fits = LARGER.into_iter().map(of).find(enough);
    fits.unwrap_or_else(|| of(LARGER[LARGER.len() - 1]))
}

impl Gathered {
    /// Those who are in a cell that is shown, each at its middle, with their groups.
    pub(super) fn seen(&self, places: &[At], groups: &[Option<u8>]) -> (Vec<At>, Vec<Option<u8>>) {
        let middles = places.iter().map(|place| middle(cell(*place, self.cell), self.cell));
        let shown = |at: &At| self.bins.iter().any(|bin| bin.at == *at);
        middles.zip(groups.iter().copied()).filter(|(at, _)| shown(at)).unzip()
    }
}

/// The cells that hold somebody, row by row. Everybody is in exactly one.
fn bins(places: &[At], groups: &[Option<u8>], size: f64) -> Vec<Bin> {
    let mut cells: BTreeMap<(i64, i64), BTreeMap<Option<u8>, usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let group = groups.get(at).copied().flatten();
        *cells.entry(cell(*place, size)).or_default().entry(group).or_default() += 1;
    }
    let bin = |(at, of): (&(i64, i64), &BTreeMap<Option<u8>, usize>)| {
        let people = of.values().sum();
        let most = of.iter().find(|(_, count)| 2 * **count > people).and_then(|(group, _)| *group);
        Bin { at: middle(*at, size), people, group: most }
    };
    cells.iter().map(bin).collect()
}

/// Rows are so far apart.
fn row_height(size: f64) -> f64 {
    size * 0.75f64.sqrt()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred cells")]
fn middle((row, column): (i64, i64), size: f64) -> At {
    let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
    [(column as f64 + shift) * size, row as f64 * row_height(size)]
}

/// The cell whose middle is nearest: one of two rows, in each the nearest column.
#[expect(clippy::cast_possible_truncation, reason = "places lie within a drawing")]
fn cell([x, y]: At, size: f64) -> (i64, i64) {
    let upper = (y / row_height(size)).floor() as i64;
    let nearest = |row: i64| {
        let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
        (row, (x / size - shift).round() as i64)
    };
    let away = |cell: (i64, i64)| {
        let at = middle(cell, size);
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
            let found = bins(&places, &groups, CELL);
            prop_assert_eq!(found.iter().map(|bin| bin.people).sum::<usize>(), people.len());
            for place in &places {
                let near = found.iter().map(|bin| (bin.at[0] - place[0]).hypot(bin.at[1] - place[1]));
                // The corner of a cell lies 1/√3 of the distance of two middles away.
                prop_assert!(near.fold(f64::INFINITY, f64::min) <= CELL / 3f64.sqrt() + 1e-9);
            }
        }

        #[test]
        fn no_cell_that_is_shown_holds_fewer_people_than_may_be_seen(
            people in prop::collection::vec((0.0..720.0f64, 0.0..500.0f64), 0..400), least in 1usize..20,
        ) {
            let places: Vec<At> = people.iter().map(|(x, y)| [*x, *y]).collect();
            let groups = vec![None; places.len()];
            let found = gathered(&places, &groups, least);
            prop_assert!(found.bins.iter().all(|bin| bin.people >= least));
            let (seen, _) = found.seen(&places, &groups);
            prop_assert_eq!(seen.len(), found.bins.iter().map(|bin| bin.people).sum::<usize>());
            prop_assert!(seen.iter().all(|at| found.bins.iter().any(|bin| bin.at == *at)));
        }
    }
}
