//! The opinion groups that Polis published: the column `group-id` of its table of participants.

use crate::{BallotError, intern::Interner, reading::Reading};
use tables::{Chunk, Table};
use terms::key::natural_order;

/// The group of each person who is in one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    people: Interner,
    group: Vec<u32>,
    names: Interner,
}

/// The group of people in a given order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grouped {
    /// The keys of the groups, in natural order.
    pub(crate) names: Vec<String>,
    /// By person the position of the group; [`NONE`] for nobody's. Empty where there are no groups.
    pub(crate) of: Vec<u32>,
}

pub(crate) const NONE: u32 = u32::MAX;
const COLUMN: &str = "group-id";

/// Reads the first of the tables that has such a column.
pub(crate) fn read(reading: &Reading<'_>, tables: &[Option<&Table<'_>>]) -> Result<Groups, BallotError> {
    let mut groups = Groups::default();
    let found = tables.iter().flatten().find_map(|table| {
        Some((table, table.column("participant")?, table.column(COLUMN)?)).filter(|_| reading.keeps_votes())
    });
    let Some((table, key, group)) = found else { return Ok(groups) };
    // Bad rows of this table are told by whoever reads it for its people.
    let quiet = Reading::new(reading.source, reading.options);
    let map = |chunk: &Chunk<'_>| {
        let cell = |position: usize, row: usize| chunk.column(position).text(row).into_owned();
        Ok((0..chunk.rows()).map(|row| (cell(0, row), cell(1, row))).collect::<Vec<_>>())
    };
    quiet.scan(table, &[key, group], map, |rows| {
        for (key, group) in rows {
            let number = groups.people.intern(&key) as usize;
            // Of a participant who stands there twice the first row stands.
            if number == groups.group.len() {
                groups.group.push(if group.is_empty() { NONE } else { groups.names.intern(&group) });
            }
        }
        Ok(())
    })?;
    Ok(groups)
}

impl Groups {
    /// The groups of these people.
    pub(crate) fn of<'k>(&self, people: impl Iterator<Item = &'k str>) -> Grouped {
        if self.names.len() == 0 {
            return Grouped::default();
        }
        let mut order: Vec<u32> = (0..u32::try_from(self.names.len()).unwrap_or(NONE)).collect();
        order.sort_by(|&a, &b| natural_order(self.names.get(a), self.names.get(b)));
        let mut place = vec![NONE; order.len()];
        (0_u32..).zip(&order).for_each(|(position, &number)| place[number as usize] = position);
        let of = people.map(|key| {
            let group = self.people.find(key).map_or(NONE, |number| self.group[number as usize]);
            place.get(group as usize).copied().unwrap_or(NONE)
        });
        Grouped {
            of: of.collect(),
            names: order.iter().map(|&number| self.names.get(number).to_owned()).collect(),
        }
    }
}
