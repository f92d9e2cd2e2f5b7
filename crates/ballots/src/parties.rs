//! The parties table: what is known of each party beside its people.

use crate::{
    BallotError,
    intern::Interner,
    layout,
    reading::Reading,
    statements::{Repeats, shorten},
};
use tables::{Chunk, Place, Table};
use terms::{PartyFacts, PartyKey, Standing};

/// What a parties table says, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parties {
    index: Interner,
    rows: Vec<PartyRow>,
}

/// One row of a parties table and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct PartyRow {
    pub(crate) facts: PartyFacts,
    pub(crate) place: Place,
}

impl Parties {
    pub(crate) fn get(&self, key: &str) -> Option<&PartyRow> {
        self.index.find(key).map(|number| &self.rows[number as usize])
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &PartyRow> {
        self.rows.iter()
    }

    fn enter(&mut self, row: PartyRow) -> bool {
        let number = self.index.intern(row.facts.key.as_str());
        let new = number as usize == self.rows.len();
        if new {
            self.rows.push(row);
        }
        new
    }
}

/// Facts of a party of which only the key is known.
pub(crate) fn bare(key: &str) -> PartyFacts {
    PartyFacts {
        key: PartyKey::new(key),
        name: key.to_owned(),
        standing: None,
        population: None,
        roster: None,
    }
}

/// Reads a parties table: `party` and, where there are such columns, `name`, `standing`, `population`, `roster`.
pub(crate) fn read(reading: &Reading<'_>, table: &Table<'_>) -> Result<Parties, BallotError> {
    let mut columns = vec![layout::required(table, "party")?];
    let mut choose = |name: &str| {
        columns.push(table.column(name)?);
        Some(columns.len() - 1)
    };
    let chosen = [choose("name"), choose("standing"), choose("population"), choose("roster")];
    let mut parties = Parties::default();
    let mut twice = Repeats::default();
    let map =
        |chunk: &Chunk<'_>| Ok((0..chunk.rows()).map(|row| party(chunk, row, chosen)).collect::<Vec<_>>());
    reading.scan(table, &columns, map, |rows| {
        for row in rows {
            match row {
                Ok(row) => {
                    let key = row.facts.key.clone();
                    if !parties.enter(row) {
                        twice.note(key.as_str());
                    }
                }
                Err(error) => reading.skips.bad(error)?,
            }
        }
        Ok(())
    })?;
    twice.report(reading, table, columns[0], "party")?;
    Ok(parties)
}

fn party(chunk: &Chunk<'_>, row: usize, columns: [Option<usize>; 4]) -> Result<PartyRow, BallotError> {
    let key = chunk.column(0).text(row);
    if key.is_empty() {
        return Err(BallotError::at(chunk.place(row, 0), "empty").expected("the key of a party"));
    }
    let [name, standing, population, roster] = columns;
    let cell = |position: Option<usize>| {
        position.map(|position| chunk.column(position).text(row)).filter(|text| !text.trim().is_empty())
    };
    let count = |position: Option<usize>, least: u64, expected: &str| {
        let Some(text) = cell(position) else { return Ok(None) };
        let number = crate::values::integer(&text).and_then(|number| u64::try_from(number).ok());
        number.filter(|&number| number >= least).map(Some).ok_or_else(|| {
            let place = chunk.place(row, position.unwrap_or(0));
            BallotError::at(place, format!("`{}` is not that", shorten(&text))).expected(expected)
        })
    };
    let facts = PartyFacts {
        name: cell(name).map_or_else(|| key.clone().into_owned(), std::borrow::Cow::into_owned),
        key: PartyKey::new(&key),
        standing: cell(standing).map(|name| Standing::new(name.trim())),
        population: count(population, 0, "how many people it speaks for: a whole number, 0 or more")?,
        roster: count(roster, 1, "how many participants it declared: a whole number, 1 or more, or nothing")?,
    };
    Ok(PartyRow { facts, place: chunk.place(row, 0) })
}
