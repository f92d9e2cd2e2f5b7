//! The votes that were counted, held person by person until all are read.
//!
//! Memory: 4 bytes a vote and 20 a person beside the text of the keys. Putting them in order takes as much again, less
//! what is given back on the way: of a file in natural order nearly all.

use crate::{
    BallotError,
    intern::Texts,
    people::{BlockId, Person},
};
use tally::{Answer, VoteMatrix};
use terms::{Weight, key::natural_order};

/// Beyond so many votes a new piece begins.
const PIECE: usize = 1 << 16;

/// Votes of people in the order they were counted.
#[derive(Default)]
pub(crate) struct Kept {
    pieces: Vec<Piece>,
}

/// Some people, each whole. Small, so that it can be given back as soon as the last of them has found a place.
#[derive(Default)]
struct Piece {
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
    /// Keeps the answers of one person, `most` or fewer; a person without any is not kept.
    pub(crate) fn person(
        &mut self,
        key: &str,
        person: Person,
        most: usize,
        answers: impl Iterator<Item = Answer>,
    ) {
        let is_full = |piece: &Piece| piece.answers.len() + most > PIECE && !piece.people.is_empty();
        if self.pieces.last().is_none_or(is_full) {
            self.pieces.push(Piece::default());
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
        other.pieces.iter_mut().for_each(|piece| piece.renumber(numbers));
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
        on_threads(&mut self.pieces, threads, |pieces| {
            for piece in pieces {
                piece.renumber(columns);
                piece.sort_rows();
            }
        });
        let order = self.order(threads)?;
        let people = || self.pieces.iter().flat_map(|piece| &piece.people);
        let is_weighted = people().any(|person| person.weight != Weight::ONE);
        let votes = self.pieces.iter().map(|piece| piece.answers.len()).sum();
        let bytes = self.pieces.iter().map(|piece| piece.keys.bytes()).sum();
        let mut all = Arranged {
            matrix: VoteMatrix::with_capacity(width, order.len(), votes),
            keys: Texts::with_capacity(order.len(), bytes),
            blocks: Vec::with_capacity(order.len()),
            weights: Vec::with_capacity(if is_weighted { order.len() } else { 0 }),
        };
        let mut left: Vec<usize> = self.pieces.iter().map(|piece| piece.people.len()).collect();
        for (number, row) in order {
            let (number, row) = (number as usize, row as usize);
            let piece = &self.pieces[number];
            let pushed = all.matrix.push(piece.row(row).iter().copied());
            pushed.map_err(|error| BallotError::new(error.to_string()))?;
            all.keys.push(piece.keys.get(row));
            all.blocks.push(piece.people[row].block);
            if is_weighted {
                all.weights.push(piece.people[row].weight);
            }
            left[number] -= 1;
            if left[number] == 0 {
                self.pieces[number] = Piece::default();
            }
        }
        Ok(all)
    }

    /// Piece and row of all people, in natural order of key.
    fn order(&self, threads: usize) -> Result<Vec<(u32, u32)>, BallotError> {
        let people: usize = self.pieces.iter().map(|piece| piece.people.len()).sum();
        // An answer turned round names a person as it names a statement.
        if people > Answer::MOST_STATEMENTS {
            return Err(BallotError::new(format!(
                "{people} participants are too many to be kept one by one"
            )));
        }
        let mut order = Vec::with_capacity(people);
        for (number, piece) in (0_u32..).zip(&self.pieces) {
            order.extend((0_u32..).zip(&piece.people).map(|(row, _)| (number, row)));
        }
        let key = |&(piece, row): &(u32, u32)| self.pieces[piece as usize].keys.get(row as usize);
        let by_key = |a: &(u32, u32), b: &(u32, u32)| natural_order(key(a), key(b));
        // Whoever reads a sorted file counts people in few ascending runs, which this sort finds and merges.
        on_threads(&mut order, threads, |part| part.sort_by(by_key));
        order.sort_by(by_key);
        Ok(order)
    }
}

impl Piece {
    fn row(&self, person: usize) -> &[Answer] {
        let start = person.checked_sub(1).map_or(0, |before| self.people[before].end);
        &self.answers[start as usize..self.people[person].end as usize]
    }

    fn renumber(&mut self, numbers: &[u32]) {
        for answer in &mut self.answers {
            *answer = Answer::new(numbers[answer.statement()], answer.vote());
        }
    }

    fn sort_rows(&mut self) {
        let mut start = 0;
        for person in &self.people {
            let end = person.end as usize;
            self.answers[start..end].sort_unstable();
            start = end;
        }
    }
}

/// Does the same to parts of a list, each on a thread.
fn on_threads<T: Send>(list: &mut [T], threads: usize, each: impl Fn(&mut [T]) + Sync) {
    let step = list.len().div_ceil(threads.max(1)).max(1);
    let each = &each;
    std::thread::scope(|scope| {
        let mut parts = list.chunks_mut(step);
        let own = parts.next();
        for part in parts {
            scope.spawn(move || each(part));
        }
        own.map(each);
    });
}
