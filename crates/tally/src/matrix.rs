//! Who answered what: the votes themselves, person by person, as the map of opinions needs them.

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteMatrix {
    statements: usize,
    /// Where each row begins, and one end.
    starts: Vec<usize>,
    answers: Vec<Answer>,
}

impl VoteMatrix {
    /// A matrix of nobody over so many statements.
    #[must_use]
    pub fn new(statements: usize) -> VoteMatrix {
        VoteMatrix { statements, starts: vec![0], answers: Vec::new() }
    }

    /// The same, with room for people and votes.
    #[must_use]
    pub fn with_capacity(statements: usize, people: usize, votes: usize) -> VoteMatrix {
        let mut starts = Vec::with_capacity(people + 1);
        starts.push(0);
        VoteMatrix { statements, starts, answers: Vec::with_capacity(votes) }
    }

    /// Adds a person. The answers may come in any order; of several to one statement the last given counts.
    ///
    /// # Errors
    /// The first answer to a statement that the matrix does not have; nothing is added then.
    pub fn push(&mut self, answers: impl IntoIterator<Item = Answer>) -> Result<(), NoSuchStatement> {
        let begin = self.answers.len();
        self.answers.extend(answers);
        let row = &mut self.answers[begin..];
        if let Some(wrong) = row.iter().find(|answer| answer.statement() >= self.statements) {
            let wrong = NoSuchStatement { statement: wrong.statement(), statements: self.statements };
            self.answers.truncate(begin);
            return Err(wrong);
        }
        if !row.is_sorted_by(|a, b| a.statement() < b.statement()) {
            // Stable, so that the last given stays last.
            row.sort_by_key(|answer| answer.statement());
            self.keep_last(begin);
        }
        self.starts.push(self.answers.len());
        Ok(())
    }

    fn keep_last(&mut self, begin: usize) {
        let mut kept = begin;
        for at in begin..self.answers.len() {
            let answer = self.answers[at];
            if kept > begin && self.answers[kept - 1].statement() == answer.statement() {
                self.answers[kept - 1] = answer;
            } else {
                self.answers[kept] = answer;
                kept += 1;
            }
        }
        self.answers.truncate(kept);
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
        self.answers.len()
    }

    /// The answers of one person, ascending by statement.
    #[inline]
    #[must_use]
    pub fn row(&self, person: usize) -> &[Answer] {
        &self.answers[self.starts[person]..self.starts[person + 1]]
    }

    /// All rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Answer]> {
        self.starts.windows(2).map(|ends| &self.answers[ends[0]..ends[1]])
    }

    /// Where each person's answers begin in [`VoteMatrix::answers`], and one end: `people + 1` numbers.
    #[must_use]
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// The answers of all people, one after the other.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The rows of these people alone, in the order given.
    #[must_use]
    pub fn of_people(&self, people: &[u32]) -> VoteMatrix {
        let votes = people.iter().map(|&person| self.row(person as usize).len()).sum();
        let mut some = VoteMatrix::with_capacity(self.statements, people.len(), votes);
        for &person in people {
            some.answers.extend_from_slice(self.row(person as usize));
            some.starts.push(some.answers.len());
        }
        some
    }

    /// The same votes without those that `left_out(person, answer)` names; the people stay, with shorter rows.
    #[must_use]
    pub fn without(&self, mut left_out: impl FnMut(usize, Answer) -> bool) -> VoteMatrix {
        let mut rest = VoteMatrix::with_capacity(self.statements, self.people(), self.votes());
        for (person, row) in self.rows().enumerate() {
            rest.answers.extend(row.iter().copied().filter(|&answer| !left_out(person, answer)));
            rest.starts.push(rest.answers.len());
        }
        rest
    }

    /// The same votes by statement: one row a statement, each answer naming the person instead.
    #[must_use]
    pub fn by_statement(&self) -> VoteMatrix {
        let mut starts = vec![0usize; self.statements + 1];
        for answer in &self.answers {
            starts[answer.statement() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut answers = vec![Answer(0); self.answers.len()];
        for (person, row) in (0u32..).zip(self.rows()) {
            for answer in row {
                let place = &mut next[answer.statement()];
                answers[*place] = Answer(person << 2 | answer.0 & 3);
                *place += 1;
            }
        }
        VoteMatrix { statements: self.people(), starts, answers }
    }
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

    #[test]
    fn an_answer_to_no_statement_is_refused_and_adds_nothing() {
        let mut matrix = VoteMatrix::new(2);
        let row = [Answer::new(0, Vote::Agree), Answer::new(2, Vote::Pass)];
        assert_eq!(matrix.push(row), Err(NoSuchStatement { statement: 2, statements: 2 }));
        assert_eq!((matrix.people(), matrix.votes()), (0, 0));
    }
}
