//! Who belongs to which block, and how much each person weighs.

use crate::{
    BallotError,
    intern::{Interner, Texts},
    layout,
    parties::Parties,
    reading::Reading,
    roll::Roll,
    statements::{Repeats, shorten},
};
use tables::{Chunk, Table};
use terms::Weight;

/// The number of a block; 0 is "no block". Block `n` is the `n - 1`st key of [`People::blocks`].
pub(crate) type BlockId = u32;

/// People without a value in the block column.
pub(crate) const UNASSIGNED: BlockId = 0;

/// How people are told into blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// All people are one block.
    OneBlock,
    /// A column of the participants says.
    Column,
    /// Every participant is a party of its own.
    EachItsOwn,
}

/// Who belongs to which block.
#[derive(Clone, Debug)]
pub(crate) struct People {
    pub(crate) rule: Rule,
    pub(crate) blocks: Interner,
    known: Roll,
    block: Vec<BlockId>,
    /// Empty while everybody weighs one.
    weight: Vec<Weight>,
}

/// One person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) block: BlockId,
    pub(crate) weight: Weight,
    /// Where the person stands in the participants table, if it has them.
    pub(crate) number: Option<u32>,
}

/// The key of the one block of all people.
pub(crate) const ALL: &str = "all";

impl People {
    /// Everybody in one block.
    pub(crate) fn one_block() -> People {
        let mut blocks = Interner::default();
        blocks.intern(ALL);
        People { rule: Rule::OneBlock, blocks, ..People::by_column() }
    }

    /// Every participant a party of its own.
    pub(crate) fn each_its_own(parties: &Parties) -> People {
        let mut blocks = Interner::default();
        parties.iter().for_each(|row| {
            blocks.intern(row.facts.key.as_str());
        });
        People { rule: Rule::EachItsOwn, blocks, ..People::by_column() }
    }

    /// Nobody yet, told into blocks by a column.
    pub(crate) fn by_column() -> People {
        People {
            rule: Rule::Column,
            blocks: Interner::default(),
            known: Roll::default(),
            block: Vec::new(),
            weight: Vec::new(),
        }
    }

    /// The person with this key; `None` where each participant is a party and this one is none.
    pub(crate) fn person(&self, key: &str) -> Option<Person> {
        if self.rule == Rule::EachItsOwn {
            let number = self.blocks.find(key)?;
            return Some(Person { block: number + 1, weight: Weight::ONE, number: Some(number) });
        }
        Some(self.numbered(self.known.find(key)))
    }

    /// The same for the participant after the one with this number: votes often stand in the order of the table, and
    /// looking there first spares the search.
    pub(crate) fn person_after(&self, before: Option<u32>, key: &str) -> Option<Person> {
        match before {
            Some(before) if self.rule != Rule::EachItsOwn => {
                Some(self.numbered(self.known.find_after(before, key)))
            }
            _ => self.person(key),
        }
    }

    /// The person with this number in the participants table, or one whom it does not name.
    fn numbered(&self, number: Option<u32>) -> Person {
        let outsider = Person { block: self.outsider(), weight: Weight::ONE, number: None };
        number.map_or(outsider, |number| self.known_person(number))
    }

    fn known_person(&self, number: u32) -> Person {
        let position = number as usize;
        Person {
            block: self.block.get(position).copied().unwrap_or(self.outsider()),
            weight: self.weight.get(position).copied().unwrap_or(Weight::ONE),
            number: Some(number),
        }
    }

    /// The block of people whom no table names.
    fn outsider(&self) -> BlockId {
        if self.rule == Rule::OneBlock { 1 } else { UNASSIGNED }
    }

    /// Whether a participants table told who there is.
    pub(crate) fn has_table(&self) -> bool {
        self.known.len() > 0
    }

    /// Whether anybody weighs anything but one.
    pub(crate) fn is_weighted(&self) -> bool {
        !self.weight.is_empty()
    }

    /// Enters a person; `false` when the key stands here already.
    fn enter(&mut self, key: &str, block: impl FnOnce(&mut Interner) -> BlockId, weight: Weight) -> bool {
        let number = self.known.len();
        if !self.known.enter(key) {
            return false;
        }
        self.block.push(if self.rule == Rule::OneBlock { 1 } else { block(&mut self.blocks) });
        if weight != Weight::ONE && self.weight.is_empty() {
            self.weight.resize(number, Weight::ONE);
        }
        if weight != Weight::ONE || !self.weight.is_empty() {
            self.weight.push(weight);
        }
        true
    }

    /// Enters the people of a chunk; keys that stand here already are noted.
    fn take(&mut self, rows: &Rows, twice: &mut Repeats) {
        // Blocks are few and people many: each block is looked up once.
        let mut known: Vec<Option<BlockId>> = vec![None; rows.blocks.len()];
        for (row, key) in rows.keys.iter().enumerate() {
            let own = rows.block[row];
            let block = |blocks: &mut Interner| {
                let mut number = |key: &str| if key.is_empty() { UNASSIGNED } else { blocks.intern(key) + 1 };
                *known[own as usize].get_or_insert_with(|| number(rows.blocks.get(own)))
            };
            if !self.enter(key, block, rows.weights.get(row).copied().unwrap_or(Weight::ONE)) {
                twice.note(key);
            }
        }
    }
}

/// People of one chunk of a participants table.
#[derive(Default)]
struct Rows {
    keys: Texts,
    blocks: Interner,
    block: Vec<u32>,
    weights: Vec<Weight>,
    errors: Vec<BallotError>,
}

/// Reads a participants table whose keys are in `key` and whose blocks are in the column `blocks`, if given.
/// With a parties table, every block must stand in it.
pub(crate) fn read(
    reading: &Reading<'_>,
    table: &Table<'_>,
    blocks: Option<&str>,
    parties: Option<&Parties>,
) -> Result<People, BallotError> {
    let key = layout::required(table, "participant")?;
    let mut columns = vec![key];
    let block = blocks.map(|name| layout::required(table, name)).transpose()?.map(|column| {
        columns.push(column);
        columns.len() - 1
    });
    let weight = table.column("weight").map(|column| {
        columns.push(column);
        columns.len() - 1
    });
    let mut people = if block.is_some() { People::by_column() } else { People::one_block() };
    if let Some(parties) = parties.filter(|_| block.is_some()) {
        parties.iter().for_each(|row| {
            people.blocks.intern(row.facts.key.as_str());
        });
    }
    let mut twice = Repeats::default();
    reading.scan(
        table,
        &columns,
        |chunk| Ok(rows(chunk, block, weight, parties)),
        |mut rows| {
            reading.skips.bad_rows(std::mem::take(&mut rows.errors))?;
            people.take(&rows, &mut twice);
            Ok(())
        },
    )?;
    twice.report(reading, table, key, "participant")?;
    Ok(people)
}

fn rows(chunk: &Chunk<'_>, block: Option<usize>, weight: Option<usize>, parties: Option<&Parties>) -> Rows {
    let mut rows = Rows::default();
    for row in 0..chunk.rows() {
        let entered = enter(&mut rows, chunk, row, block, weight, parties);
        rows.errors.extend(entered.err());
    }
    rows
}

fn enter(
    rows: &mut Rows,
    chunk: &Chunk<'_>,
    row: usize,
    block: Option<usize>,
    weight: Option<usize>,
    parties: Option<&Parties>,
) -> Result<(), BallotError> {
    let key = chunk.column(0).text(row);
    if key.is_empty() {
        return Err(BallotError::at(chunk.place(row, 0), "empty").expected("the key of a participant"));
    }
    let value = block.map(|position| chunk.column(position).text(row)).unwrap_or_default();
    let number = match rows.blocks.find(&value) {
        Some(number) => number,
        None if value.is_empty() || parties.is_none_or(|parties| parties.get(&value).is_some()) => {
            rows.blocks.intern(&value)
        }
        None => {
            let problem = format!("the party `{}` is not in the parties table", shorten(&value));
            let place = chunk.place(row, block.unwrap_or(0));
            return Err(BallotError::at(place, problem).expected("a key of the parties table, or nothing"));
        }
    };
    if let Some(position) = weight {
        let text = chunk.column(position).text(row);
        let weight = if text.is_empty() { Some(Weight::ONE) } else { Weight::parse(&text) };
        rows.weights.push(weight.ok_or_else(|| {
            BallotError::at(
                chunk.place(row, position),
                format!("the weight `{}` is not that", shorten(&text)),
            )
            .expected("a number from 0 to 1000000 with at most three decimals")
        })?);
    }
    rows.keys.push(&key);
    rows.block.push(number);
    Ok(())
}
