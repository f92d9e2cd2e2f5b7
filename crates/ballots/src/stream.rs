//! Votes sorted by participant, counted as they stream by.
//!
//! A participant's rows stand together, so re-votes are settled as soon as the next participant begins and no vote
//! is held. That the rows do stand together is checked on the way: the keys must rise from run to run in byte
//! order, in natural order, or in the order of the participants table. Each of these gives every participant one
//! run; when none of them holds any more the file is read again and held (`log`).
//!
//! A chunk may begin or end inside a run. Its first and last run are therefore handed over instead of counted.

use crate::{
    BallotError,
    reading::Reading,
    tallier::{Ballot, Tallier},
    votes::{Batch, Units, VoteColumns, participant},
    world::World,
};
use std::sync::{Mutex, PoisonError};
use tables::{Chunk, Table};
use terms::key::natural_order;

/// What one chunk says: its inner runs are counted already.
struct Piece {
    order: Order,
    first: Option<Run>,
    last: Option<Run>,
    units: Option<(crate::values::TimeUnit, tables::Place)>,
    errors: Vec<BallotError>,
}

/// A run that may go on in the next chunk.
struct Run {
    /// Where its first row stands; see [`Part`].
    place: u64,
    key: String,
    number: Option<u32>,
    statements: Vec<String>,
    ballots: Vec<Ballot>,
}

/// Which orders the keys have followed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    bytes: bool,
    natural: bool,
    table: bool,
}

impl Order {
    const ANY: Order = Order { bytes: true, natural: true, table: true };

    fn and(self, other: Order) -> Order {
        Order {
            bytes: self.bytes && other.bytes,
            natural: self.natural && other.natural,
            table: self.table && other.table,
        }
    }

    /// Which orders let `next` follow `last`.
    fn of(last: (&str, Option<u32>), next: (&str, Option<u32>)) -> Order {
        Order {
            bytes: last.0 < next.0,
            natural: natural_order(last.0, next.0).is_lt(),
            table: last.1.zip(next.1).is_some_and(|(last, next)| last < next),
        }
    }

    fn holds(self) -> bool {
        self.bytes || self.natural || self.table
    }
}

/// What of a chunk stands where, as places that rise through the file.
#[derive(Clone, Copy)]
enum Part {
    First,
    Inner,
    Last,
}

impl Part {
    fn place(self, chunk: &Chunk<'_>) -> u64 {
        chunk.first().saturating_mul(4) | self as u64
    }
}

type Pool<'w> = Mutex<Vec<(Tallier<'w>, Batch)>>;

/// Counts a table sorted by participant. `None` when it is not sorted; nothing is counted then.
pub(crate) fn count<'w>(
    reading: &Reading<'_>,
    table: &Table<'_>,
    columns: &VoteColumns,
    agree: i8,
    world: &'w World,
) -> Result<Option<Tallier<'w>>, BallotError> {
    let pool: Pool<'w> = Mutex::default();
    let mut joiner = Joiner { tallier: Tallier::new(world), order: Order::ANY, open: None };
    let mut units = Units::default();
    let mut is_sorted = true;
    let walked = reading.scan(
        table,
        &columns.selection,
        |chunk| {
            let (mut tallier, mut batch) =
                take(&pool).unwrap_or_else(|| (Tallier::new(world), Batch::default()));
            let piece = piece(chunk, columns, agree, world, &mut tallier, &mut batch);
            pool.lock().unwrap_or_else(PoisonError::into_inner).push((tallier, batch));
            piece
        },
        |piece| {
            if !piece.order.holds() || !joiner.join(piece.first, piece.last, piece.order)? {
                is_sorted = false;
                return Err(BallotError::new("not sorted"));
            }
            reading.skips.bad_rows(piece.errors)?;
            units.check(piece.units)
        },
    );
    if !is_sorted {
        return Ok(None);
    }
    walked?;
    joiner.close()?;
    let mut all = joiner.tallier;
    for (tallier, _) in pool.into_inner().unwrap_or_else(PoisonError::into_inner) {
        all.merge(tallier);
    }
    if let Some(kept) = all.kept.as_mut().filter(|_| joiner.order.natural) {
        kept.stands_in_order();
    }
    Ok(Some(all))
}

fn take<'w>(pool: &Pool<'w>) -> Option<(Tallier<'w>, Batch)> {
    pool.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

fn piece(
    chunk: &Chunk<'_>,
    columns: &VoteColumns,
    agree: i8,
    world: &World,
    tallier: &mut Tallier<'_>,
    batch: &mut Batch,
) -> Result<Piece, BallotError> {
    batch.decode(chunk, columns, agree, &mut tallier.statements);
    tallier.know_statements()?;
    tallier.begin(Part::Inner.place(chunk), batch.runs.len(), chunk.rows());
    let mut order = Order::ANY;
    let mut before: Option<(std::borrow::Cow<'_, str>, Option<u32>)> = None;
    let (mut first, mut last) = (None, None);
    for (position, run) in batch.runs.iter().enumerate() {
        let key = participant(chunk, run.start);
        let before_number = before.as_ref().and_then(|(_, number)| *number);
        let person = world.people.person_after(before_number, &key);
        let number = person.and_then(|person| person.number);
        if let Some((key_before, number_before)) = &before {
            order = order.and(Order::of((key_before.as_ref(), *number_before), (key.as_ref(), number)));
            if !order.holds() {
                break;
            }
        }
        if position == 0 || position + 1 == batch.runs.len() {
            let part = if position == 0 { Part::First } else { Part::Last };
            let hand_over = Run::new(part.place(chunk), &key, number, batch.ballots(run.clone()), tallier);
            if position == 0 { first = Some(hand_over) } else { last = Some(hand_over) }
        } else {
            tallier.known(&key, person, batch.ballots(run.clone()));
        }
        before = Some((key, number));
    }
    Ok(Piece { order, first, last, units: batch.unit.take(), errors: std::mem::take(&mut batch.errors) })
}

impl Run {
    /// The numbers of statements mean something in one tallier only, so their keys go along.
    fn new(
        place: u64,
        key: &str,
        number: Option<u32>,
        ballots: impl Iterator<Item = Ballot>,
        tallier: &Tallier<'_>,
    ) -> Run {
        let mut known: rustc_hash::FxHashMap<u32, u32> = rustc_hash::FxHashMap::default();
        let mut run = Run { place, key: key.to_owned(), number, statements: Vec::new(), ballots: Vec::new() };
        for mut ballot in ballots {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let statement = *known.entry(ballot.statement).or_insert_with(|| {
                run.statements.push(tallier.statements.get(ballot.statement).to_owned());
                next
            });
            ballot.statement = statement;
            run.ballots.push(ballot);
        }
        run
    }
}

/// Puts runs together that a cut between chunks went through, and counts them.
struct Joiner<'w> {
    tallier: Tallier<'w>,
    order: Order,
    open: Option<Run>,
}

impl Joiner<'_> {
    /// Takes the outer runs of the next chunk; `false` when no order holds any more.
    fn join(&mut self, first: Option<Run>, last: Option<Run>, within: Order) -> Result<bool, BallotError> {
        self.order = self.order.and(within);
        for run in [first, last].into_iter().flatten() {
            match &mut self.open {
                Some(open) if open.key == run.key => open.extend(run),
                Some(open) => {
                    let step = Order::of((&open.key, open.number), (&run.key, run.number));
                    self.order = self.order.and(step);
                    self.close()?;
                    self.open = Some(run);
                }
                None => self.open = Some(run),
            }
        }
        Ok(self.order.holds())
    }

    fn close(&mut self) -> Result<(), BallotError> {
        let Some(run) = self.open.take() else { return Ok(()) };
        let numbers: Vec<u32> =
            run.statements.iter().map(|key| self.tallier.statements.intern(key)).collect();
        self.tallier.know_statements()?;
        self.tallier.begin(run.place, 1, run.ballots.len());
        let ballots = run.ballots.iter();
        let renumbered =
            ballots.map(|ballot| Ballot { statement: numbers[ballot.statement as usize], ..*ballot });
        self.tallier.person(&run.key, renumbered);
        Ok(())
    }
}

impl Run {
    fn extend(&mut self, other: Run) {
        let base = u32::try_from(self.statements.len()).unwrap_or(u32::MAX);
        self.statements.extend(other.statements);
        let moved =
            other.ballots.into_iter().map(|ballot| Ballot { statement: ballot.statement + base, ..ballot });
        self.ballots.extend(moved);
    }
}
