//! The votes that were counted, held person by person until all are read.
//!
//! Memory: 4 bytes a vote and 20 a person beside the text of the keys. Putting them in order takes as much again, less
//! what is given back on the way: of a file in natural order nearly all.

use crate::{
    BallotError,
    intern::Texts,
    people::{BlockId, Person},
};
use std::ops::Range;
use tally::{Answer, VoteMatrix};
use terms::{Weight, key::natural_order};

/// Beyond so many votes a new piece begins.
const PIECE: usize = 1 << 16;

/// Votes of people in the order they were counted.
#[derive(Default)]
pub(crate) struct Kept {
    pieces: Vec<Piece>,
    /// The numbers that statements of pieces from elsewhere have here.
    numbers: Vec<Vec<u32>>,
    /// Whether people stand in natural order when the pieces are put in the order of their places.
    is_in_order: bool,
}

/// Some people, each whole. Small, so that it can be given back as soon as the last of them has found a place.
#[derive(Default)]
struct Piece {
    /// Where in the file they stand.
    place: u64,
    /// Which of [`Kept::numbers`] its statements have.
    numbers: Option<usize>,
    keys: Texts,
    people: Vec<Voter>,
    answers: Vec<Answer>,
}

struct Voter {
    /// Where the answers end.
    end: u32,
    block: BlockId,
    weight: Weight,
}

/// The people in natural order of key, and their votes.
pub(crate) struct Arranged {
    pub(crate) matrix: VoteMatrix,
    pub(crate) keys: Texts,
    pub(crate) blocks: Vec<BlockId>,
    /// Empty where nobody weighs anything but one.
    pub(crate) weights: Vec<Weight>,
}

impl Kept {
    /// Whoever is kept from here on stands at this place of a file and, up to the next place, in its order. Room is made
    /// for so many people and answers.
    pub(crate) fn begin(&mut self, place: u64, people: usize, answers: usize) {
        let piece = Piece {
            place,
            people: Vec::with_capacity(people),
            answers: Vec::with_capacity(answers.min(PIECE)),
            ..Piece::default()
        };
        match self.pieces.last_mut() {
            Some(unused) if unused.people.is_empty() => *unused = piece,
            last => {
                last.into_iter().for_each(Piece::give_back);
                self.pieces.push(piece);
            }
        }
    }

    /// Says that the file is in natural order of key.
    pub(crate) fn stands_in_order(&mut self) {
        self.is_in_order = true;
    }

    /// Keeps the answers of one person, `most` or fewer; a person without any is not kept.
    pub(crate) fn person(
        &mut self,
        key: &str,
        person: Person,
        most: usize,
        answers: impl Iterator<Item = Answer>,
    ) {
        let is_full = |piece: &Piece| {
            piece.numbers.is_some() || piece.answers.len() + most > PIECE && !piece.people.is_empty()
        };
        if self.pieces.last().is_none_or(is_full) {
            let place = self.pieces.last().map_or(0, |piece| piece.place);
            self.pieces.push(Piece { place, ..Piece::default() });
        }
        let Some(piece) = self.pieces.last_mut() else { return };
        let before = piece.answers.len();
        piece.answers.extend(answers);
        if piece.answers.len() > before {
            piece.keys.push(key);
            let end = u32::try_from(piece.answers.len()).unwrap_or(u32::MAX);
            piece.people.push(Voter { end, block: person.block, weight: person.weight });
        }
    }

    /// Takes in other people, whose statements have other numbers.
    pub(crate) fn merge(&mut self, mut other: Kept, numbers: &[u32]) {
        let before = self.numbers.len();
        let renumbered = |theirs: &Vec<u32>| theirs.iter().map(|&number| numbers[number as usize]).collect();
        self.numbers.extend(other.numbers.iter().map(renumbered));
        self.numbers.push(numbers.to_vec());
        let own = other.numbers.len();
        for piece in &mut other.pieces {
            piece.numbers = Some(before + piece.numbers.unwrap_or(own));
        }
        self.pieces.append(&mut other.pieces);
    }

    /// Puts people in natural order of key and their answers in the order of `columns`, which has the column of every
    /// statement by number.
    pub(crate) fn arrange(
        mut self,
        columns: &[u32],
        width: usize,
        threads: usize,
    ) -> Result<Arranged, BallotError> {
        let people: usize = self.pieces.iter().map(|piece| piece.people.len()).sum();
        // An answer turned round names a person as it names a statement.
        if people > Answer::MOST_STATEMENTS {
            return Err(BallotError::new(format!(
                "{people} participants are too many to be kept one by one"
            )));
        }
        let column = |&number: &u32| columns[number as usize];
        let mut of_numbers: Vec<Vec<u32>> =
            self.numbers.iter().map(|numbers| numbers.iter().map(column).collect()).collect();
        of_numbers.push(columns.to_vec());
        let mut everybody = self.pieces.iter().flat_map(|piece| &piece.people);
        let is_weighted = everybody.any(|person| person.weight != Weight::ONE);
        let plan = Plan { columns: of_numbers, width, is_weighted, parts: parts(people, threads) };
        if self.is_in_order {
            self.pieces.sort_by_key(|piece| piece.place);
            plan.in_order(self.pieces)
        } else {
            let order = order(&self.pieces, threads);
            plan.by_key(&self.pieces, &order)
        }
    }
}

/// The people of each thread, whole leaves of the matrix but for the last.
fn parts(people: usize, threads: usize) -> Vec<Range<usize>> {
    let leaves = people.div_ceil(VoteMatrix::LEAF);
    let step = leaves.div_ceil(threads.max(1)).max(1) * VoteMatrix::LEAF;
    (0..people).step_by(step).map(|from| from..people.min(from + step)).collect()
}

/// Piece and row of all people, in natural order of key.
fn order(pieces: &[Piece], threads: usize) -> Vec<(u32, u32)> {
    let mut order = Vec::with_capacity(pieces.iter().map(|piece| piece.people.len()).sum());
    for (number, piece) in (0_u32..).zip(pieces) {
        order.extend((0_u32..).zip(&piece.people).map(|(row, _)| (number, row)));
    }
    let key = |&(piece, row): &(u32, u32)| pieces[piece as usize].keys.get(row as usize);
    let by_key = |a: &(u32, u32), b: &(u32, u32)| natural_order(key(a), key(b));
    let step = order.len().div_ceil(threads.max(1)).max(1);
    let by_key = &by_key;
    std::thread::scope(|scope| {
        for part in order.chunks_mut(step) {
            scope.spawn(move || part.sort_by(by_key));
        }
    });
    // Whoever reads a sorted file counts people in few ascending runs, which this sort finds and merges.
    order.sort_by(by_key);
    order
}

/// How votes become rows.
struct Plan {
    /// The column of every statement, for each of [`Kept::numbers`], and last for pieces that have none of them.
    columns: Vec<Vec<u32>>,
    width: usize,
    is_weighted: bool,
    parts: Vec<Range<usize>>,
}

impl Plan {
    /// People as they stand. A piece is given back as soon as its people have their rows.
    fn in_order(&self, mut pieces: Vec<Piece>) -> Result<Arranged, BallotError> {
        let mut portions = Vec::with_capacity(self.parts.len());
        for part in self.parts.iter().skip(1).rev() {
            portions.push(split_off(&mut pieces, part.start));
        }
        portions.push(pieces);
        portions.reverse();
        self.together(portions.into_iter().zip(&self.parts).map(|(pieces, part)| {
            move || {
                let mut all = self.room(part.len());
                for piece in pieces {
                    (0..piece.people.len()).try_for_each(|row| self.add(&mut all, &piece, row))?;
                }
                Ok(all)
            }
        }))
    }

    /// People in another order: piece and row of each.
    fn by_key(&self, pieces: &[Piece], order: &[(u32, u32)]) -> Result<Arranged, BallotError> {
        self.together(self.parts.iter().map(|part| {
            move || {
                let mut all = self.room(part.len());
                for &(piece, row) in &order[part.clone()] {
                    self.add(&mut all, &pieces[piece as usize], row as usize)?;
                }
                Ok(all)
            }
        }))
    }

    /// Does each part on a thread, and puts them together in their order.
    fn together<F>(&self, parts: impl Iterator<Item = F>) -> Result<Arranged, BallotError>
    where
        F: FnOnce() -> Result<Arranged, BallotError> + Send,
    {
        let mut all = self.room(0);
        std::thread::scope(|scope| {
            let workers: Vec<_> = parts.map(|part| scope.spawn(part)).collect();
            workers.into_iter().try_for_each(|worker| {
                all.append(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?)
            })
        })?;
        Ok(all)
    }

    fn room(&self, people: usize) -> Arranged {
        Arranged {
            matrix: VoteMatrix::with_capacity(self.width, people),
            keys: Texts::default(),
            blocks: Vec::with_capacity(people),
            weights: Vec::with_capacity(if self.is_weighted { people } else { 0 }),
        }
    }

    fn add(&self, all: &mut Arranged, piece: &Piece, row: usize) -> Result<(), BallotError> {
        let columns = &self.columns[piece.numbers.unwrap_or(self.columns.len() - 1)];
        let column = |answer: &Answer| Answer::new(columns[answer.statement()], answer.vote());
        let pushed = all.matrix.push(piece.row(row).iter().map(column));
        pushed.map_err(|error| BallotError::new(error.to_string()))?;
        all.keys.push(piece.keys.get(row));
        let voter = &piece.people[row];
        all.blocks.push(voter.block);
        if self.is_weighted {
            all.weights.push(voter.weight);
        }
        Ok(())
    }
}

/// The people from a position on.
fn split_off(pieces: &mut Vec<Piece>, position: usize) -> Vec<Piece> {
    let mut before = position;
    for at in 0..pieces.len() {
        let people = pieces[at].people.len();
        if before < people {
            let mut rest = pieces.split_off(at + 1);
            rest.insert(0, pieces[at].split_off(before));
            return rest;
        }
        before -= people;
    }
    Vec::new()
}

impl Piece {
    fn row(&self, person: usize) -> &[Answer] {
        &self.answers[self.start(person)..self.people[person].end as usize]
    }

    fn start(&self, person: usize) -> usize {
        person.checked_sub(1).map_or(0, |before| self.people[before].end) as usize
    }

    /// Gives back room that was made for more, as where few of a chunk are kept.
    fn give_back(&mut self) {
        if self.answers.len() < self.answers.capacity() / 2 {
            self.answers.shrink_to_fit();
            self.people.shrink_to_fit();
        }
    }

    /// The people from a position on, which this piece loses.
    fn split_off(&mut self, person: usize) -> Piece {
        let start = self.start(person);
        let mut people = self.people.split_off(person);
        let before = u32::try_from(start).unwrap_or(u32::MAX);
        people.iter_mut().for_each(|voter| voter.end -= before);
        Piece {
            place: self.place,
            numbers: self.numbers,
            keys: self.keys.split_off(person),
            people,
            answers: self.answers.split_off(start),
        }
    }
}

impl Arranged {
    fn append(&mut self, mut other: Arranged) -> Result<(), BallotError> {
        self.matrix.append(other.matrix).map_err(|error| BallotError::new(error.to_string()))?;
        self.keys.append(&other.keys);
        self.blocks.append(&mut other.blocks);
        self.weights.append(&mut other.weights);
        Ok(())
    }
}
