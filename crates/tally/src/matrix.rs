//! Who answered what: the votes themselves, person by person, as the map of opinions needs them.

use std::ops::Range;
use terms::Vote;

/// One answer of one person: the position of the statement and the vote, in four bytes.
///
/// Answers order by statement first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Answer(pub(crate) u32);

impl Answer {
    /// The most statements a matrix can have.
    pub const MOST_STATEMENTS: usize = 1 << 30;

    /// An answer to the statement at a position below [`Answer::MOST_STATEMENTS`].
    #[must_use]
    pub fn new(statement: u32, vote: Vote) -> Answer {
        debug_assert!((statement as usize) < Answer::MOST_STATEMENTS);
        Answer(statement << 2 | vote as u32)
    }

    /// The position of the statement.
    #[inline]
    #[must_use]
    pub fn statement(self) -> usize {
        (self.0 >> 2) as usize
    }

    /// The vote.
    #[inline]
    #[must_use]
    pub fn vote(self) -> Vote {
        match self.0 & 3 {
            0 => Vote::Disagree,
            1 => Vote::Pass,
            _ => Vote::Agree,
        }
    }

    /// Agree = 1, pass = 0, disagree = -1.
    #[inline]
    #[must_use]
    pub fn sign(self) -> i8 {
        // Two bits, so that nothing is lost.
        (self.0 & 3) as i8 - 1
    }
}

/// The votes of people on statements, one row a person: each row ascending by statement, one answer to each.
///
/// Rows and columns are positions only; whose they are, and in which order, is kept by whoever builds it. Memory:
/// 4 bytes a vote and 8 a person.
///
/// The rows lie in leaves of [`VoteMatrix::LEAF`] people, so that several threads can each make some of them and
/// nothing has to be moved when they are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteMatrix {
    statements: usize,
    /// Where each row begins among the answers of all, and one end.
    starts: Vec<usize>,
    /// The answers of so many people each, those of the last excepted.
    leaves: Vec<Vec<Answer>>,
}

impl VoteMatrix {
    /// How many people lie in one leaf.
    pub const LEAF: usize = 1 << 12;

    /// A matrix of nobody over so many statements.
    #[must_use]
    pub fn new(statements: usize) -> VoteMatrix {
        VoteMatrix { statements, starts: vec![0], leaves: Vec::new() }
    }

    /// The same, with room for people.
    #[must_use]
    pub fn with_capacity(statements: usize, people: usize) -> VoteMatrix {
        let mut starts = Vec::with_capacity(people + 1);
        starts.push(0);
        VoteMatrix { statements, starts, leaves: Vec::with_capacity(people.div_ceil(VoteMatrix::LEAF)) }
    }

    /// Adds a person. The answers may come in any order; of several to one statement the last given counts.
    ///
    /// # Errors
    /// The first answer to a statement that the matrix does not have; nothing is added then.
    pub fn push(&mut self, answers: impl IntoIterator<Item = Answer>) -> Result<(), NoSuchStatement> {
        let statements = self.statements;
        let leaf = self.leaf();
        let begin = leaf.len();
        leaf.extend(answers);
        let row = &mut leaf[begin..];
        if let Some(wrong) = row.iter().find(|answer| answer.statement() >= statements) {
            let wrong = NoSuchStatement { statement: wrong.statement(), statements };
            leaf.truncate(begin);
            self.drop_empty();
            return Err(wrong);
        }
        if !row.is_sorted_by(|a, b| a.statement() < b.statement()) {
            // Stable, so that the last given stays last.
            row.sort_by_key(|answer| answer.statement());
            keep_last(leaf, begin);
        }
        let more = leaf.len() - begin;
        self.end_row(more);
        Ok(())
    }

    /// Where the answers of the next person belong.
    fn leaf(&mut self) -> &mut Vec<Answer> {
        let at = self.people() / VoteMatrix::LEAF;
        if self.leaves.len() <= at {
            // A leaf is mostly as full as the one before it; the rest of the room is given back at its end.
            let full = self.leaves.last_mut().map_or(0, |before| {
                before.shrink_to_fit();
                before.len()
            });
            self.leaves.push(Vec::with_capacity(full));
        }
        &mut self.leaves[at]
    }

    /// Leaves no trace of a row that was refused.
    fn drop_empty(&mut self) {
        self.leaves.truncate(self.people().div_ceil(VoteMatrix::LEAF));
    }

    fn end_row(&mut self, answers: usize) {
        self.starts.push(self.votes() + answers);
    }

    /// Adds all rows of another matrix of as many statements. Nothing is moved where this one's last leaf is full.
    ///
    /// # Errors
    /// The first answer to a statement that this one does not have; the rows before it are added then.
    pub fn append(&mut self, mut other: VoteMatrix) -> Result<(), NoSuchStatement> {
        if !self.people().is_multiple_of(VoteMatrix::LEAF) || other.statements > self.statements {
            return other.rows().try_for_each(|row| self.push(row.iter().copied()));
        }
        let before = self.votes();
        self.starts.extend(other.starts[1..].iter().map(|start| before + start));
        self.leaves.append(&mut other.leaves);
        Ok(())
    }

    /// How many people have a row, those without a vote included.
    #[must_use]
    pub fn people(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many statements there are, those without a vote included.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.statements
    }

    /// How many votes there are.
    #[must_use]
    pub fn votes(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// The answers of one person, ascending by statement.
    #[inline]
    #[must_use]
    pub fn row(&self, person: usize) -> &[Answer] {
        self.stretch(person..person + 1)
    }

    /// The answers of some people of one leaf, one after the other.
    #[inline]
    pub(crate) fn stretch(&self, people: Range<usize>) -> &[Answer] {
        let leaf = people.start / VoteMatrix::LEAF;
        let first = self.starts[leaf * VoteMatrix::LEAF];
        &self.leaves[leaf][self.starts[people.start] - first..self.starts[people.end] - first]
    }

    /// All rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Answer]> {
        (0..self.people()).map(|person| self.row(person))
    }

    /// Where each person's answers begin in [`VoteMatrix::answers`], and one end: `people + 1` numbers.
    #[must_use]
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// The answers of all people, one after the other.
    pub fn answers(&self) -> impl Iterator<Item = Answer> {
        self.leaves.iter().flatten().copied()
    }

    /// The rows of these people alone, in the order given.
    #[must_use]
    pub fn of_people(&self, people: &[u32]) -> VoteMatrix {
        let mut some = VoteMatrix::with_capacity(self.statements, people.len());
        for &person in people {
            let row = self.row(person as usize);
            some.leaf().extend_from_slice(row);
            some.end_row(row.len());
        }
        some
    }

    /// The same votes without those that `left_out(person, answer)` names; the people stay, with shorter rows.
    #[must_use]
    pub fn without(&self, mut left_out: impl FnMut(usize, Answer) -> bool) -> VoteMatrix {
        let mut rest = VoteMatrix::with_capacity(self.statements, self.people());
        for (person, row) in self.rows().enumerate() {
            let leaf = rest.leaf();
            let before = leaf.len();
            leaf.extend(row.iter().copied().filter(|&answer| !left_out(person, answer)));
            let kept = leaf.len() - before;
            rest.end_row(kept);
        }
        rest
    }

    /// The same votes by statement: one row a statement, each answer naming the person instead.
    #[must_use]
    pub fn by_statement(&self) -> VoteMatrix {
        let mut counts = vec![0_usize; self.statements];
        self.answers().for_each(|answer| counts[answer.statement()] += 1);
        let mut turned = VoteMatrix::with_capacity(self.people(), self.statements);
        // Where the next answer to each statement goes in its leaf.
        let mut next = Vec::with_capacity(self.statements);
        for counts in counts.chunks(VoteMatrix::LEAF) {
            let mut in_leaf = 0;
            for count in counts {
                next.push(in_leaf);
                in_leaf += count;
                turned.end_row(*count);
            }
            turned.leaves.push(vec![Answer(0); in_leaf]);
        }
        for (person, row) in (0u32..).zip(self.rows()) {
            for answer in row {
                let statement = answer.statement();
                let leaf = &mut turned.leaves[statement / VoteMatrix::LEAF];
                leaf[next[statement]] = Answer(person << 2 | answer.0 & 3);
                next[statement] += 1;
            }
        }
        turned
    }
}

/// Of several answers to one statement that stand together from `begin` on, keeps the last.
fn keep_last(answers: &mut Vec<Answer>, begin: usize) {
    let mut kept = begin;
    for at in begin..answers.len() {
        let answer = answers[at];
        if kept > begin && answers[kept - 1].statement() == answer.statement() {
            answers[kept - 1] = answer;
        } else {
            answers[kept] = answer;
            kept += 1;
        }
    }
    answers.truncate(kept);
}

/// An answer names a statement that the matrix does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("statement {statement} of {statements}: count from 0")]
pub struct NoSuchStatement {
    /// The position it names.
    pub statement: usize,
    /// How many there are.
    pub statements: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn rows() -> impl Strategy<Value = Vec<Vec<(u32, i64)>>> {
        prop::collection::vec(prop::collection::vec((0u32..7, -1i64..=1), 0..12), 0..9)
    }

    fn matrix(rows: &[Vec<(u32, i64)>]) -> VoteMatrix {
        let mut matrix = VoteMatrix::new(7);
        for row in rows {
            let answers = row.iter().filter_map(|&(at, sign)| Some(Answer::new(at, Vote::from_sign(sign)?)));
            matrix.push(answers).unwrap();
        }
        matrix
    }

    proptest! {
        #[test]
        fn the_last_answer_of_a_person_to_a_statement_counts(rows in rows()) {
            let matrix = matrix(&rows);
            prop_assert_eq!(matrix.people(), rows.len());
            for (person, row) in rows.iter().enumerate() {
                let last: BTreeMap<usize, i8> = row.iter().map(|&(at, sign)| (at as usize, sign as i8)).collect();
                let kept: Vec<(usize, i8)> =
                    matrix.row(person).iter().map(|answer| (answer.statement(), answer.sign())).collect();
                prop_assert_eq!(kept, last.into_iter().collect::<Vec<_>>());
            }
        }

        #[test]
        fn twice_by_statement_is_the_matrix_itself(rows in rows()) {
            let matrix = matrix(&rows);
            prop_assert_eq!(matrix.by_statement().by_statement(), matrix);
        }
    }

    /// Rows for some leaves: person `p` answers `p % 7` statements.
    fn long(people: usize) -> VoteMatrix {
        let mut matrix = VoteMatrix::new(7);
        for person in 0..people {
            let answers = (0..person % 7)
                .map(|at| Answer::new(at as u32, Vote::from_sign((person % 3) as i64 - 1).unwrap()));
            matrix.push(answers).unwrap();
        }
        matrix
    }

    #[test]
    fn rows_over_leaves_are_the_rows_one_by_one() {
        for people in
            [0, 1, VoteMatrix::LEAF - 1, VoteMatrix::LEAF, VoteMatrix::LEAF + 1, 3 * VoteMatrix::LEAF + 5]
        {
            let matrix = long(people);
            assert_eq!((matrix.people(), matrix.rows().len()), (people, people));
            assert_eq!(matrix.votes(), (0..people).map(|person| person % 7).sum::<usize>());
            assert!(matrix.rows().enumerate().all(|(person, row)| row.len() == person % 7));
            assert!(matrix.rows().flatten().copied().eq(matrix.answers()));
            assert_eq!(matrix.by_statement().by_statement(), matrix);
            let all: Vec<u32> = (0..people as u32).collect();
            assert_eq!(matrix.of_people(&all), matrix);
            assert_eq!(matrix.without(|_, _| false), matrix);
            // In two parts, cut at a leaf and elsewhere.
            for cut in [0, people / 2, people / VoteMatrix::LEAF * VoteMatrix::LEAF, people] {
                let mut joined = matrix.of_people(&all[..cut]);
                joined.append(matrix.of_people(&all[cut..])).unwrap();
                assert_eq!(joined, matrix, "{people} cut at {cut}");
            }
        }
    }

    #[test]
    fn an_answer_to_no_statement_is_refused_and_adds_nothing() {
        let mut matrix = VoteMatrix::new(2);
        let row = [Answer::new(0, Vote::Agree), Answer::new(2, Vote::Pass)];
        assert_eq!(matrix.push(row), Err(NoSuchStatement { statement: 2, statements: 2 }));
        assert_eq!((matrix.people(), matrix.votes()), (0, 0));
        let mut wide = VoteMatrix::new(3);
        wide.push(row).unwrap();
        assert_eq!(matrix.append(wide.clone()), Err(NoSuchStatement { statement: 2, statements: 2 }));
        let mut other = VoteMatrix::new(3);
        assert!(other.push([Answer::new(3, Vote::Pass)]).is_err());
        other.append(wide.clone()).unwrap();
        assert_eq!(other, wide, "what was refused left nothing");
    }
}
