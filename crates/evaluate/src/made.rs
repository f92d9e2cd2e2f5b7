//! Made crowds: only of what was invented is it known how it is.

use crate::baselines::sigmoid;
use opinion::chance::Chance;
use opinion::model::{FACTORS, Model};
use tally::{Answer, VoteMatrix};
use terms::Vote;

/// The people of a camp, and how they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crowd {
    pub people: usize,
    pub statements: usize,
    /// How many of the statements each person answers, about.
    pub answered: f64,
    /// How many camps there are.
    pub camps: usize,
    /// How far apart neighbouring camps are, in standard deviations within a camp.
    pub apart: f64,
}

/// How strongly statements divide over one standard deviation of all people.
const DIVIDES: f64 = 1.6;
const PASSES: f64 = 0.1;

/// The statements of a kind of crowd: how popular each is, and along which way it divides.
#[derive(Clone, Debug)]
pub(crate) struct Statements(Vec<[f64; 3]>);

impl Statements {
    pub(crate) fn new(count: usize, mut chance: Chance) -> Statements {
        Statements(
            (0..count)
                .map(|_| [0.4 + chance.normal(), DIVIDES * chance.normal(), 0.5 * chance.normal()])
                .collect(),
        )
    }

    fn vote(&self, at: usize, place: [f64; 2], chance: &mut Chance) -> Vote {
        let [popular, first, second] = self.0[at];
        if chance.unit() < PASSES {
            return Vote::Pass;
        }
        let p = sigmoid(popular + first * place[0] + second * place[1]);
        if chance.unit() < p { Vote::Agree } else { Vote::Disagree }
    }
}

impl Crowd {
    /// The votes of such people, and the camp of each. All people together have variance one along the axis of camps.
    pub(crate) fn draw(&self, statements: &Statements, mut chance: Chance) -> (VoteMatrix, Vec<usize>) {
        let camps = self.camps.max(1) as f64;
        // Even camps at 0, 1, … have variance (k² − 1) / 12, and one within each is added.
        let spread = (1.0 + self.apart.powi(2) * (camps * camps - 1.0) / 12.0).sqrt();
        let mut votes = VoteMatrix::new(self.statements);
        let mut of = Vec::with_capacity(self.people);
        for person in 0..self.people {
            let camp = person % self.camps.max(1);
            let middle = self.apart * (camp as f64 - (camps - 1.0) / 2.0);
            let place = [(middle + chance.normal()) / spread, chance.normal()];
            let mut row = Vec::new();
            for at in 0..self.statements {
                if chance.unit() < self.answered {
                    row.push(answer(at, statements.vote(at, place, &mut chance)));
                }
            }
            // Statements are those there are, so none is refused.
            let _ = votes.push(row);
            of.push(camp);
        }
        (votes, of)
    }
}

pub(crate) fn answer(statement: usize, vote: Vote) -> Answer {
    Answer::new(u32::try_from(statement).unwrap_or(u32::MAX), vote)
}

/// A crowd that is one, drawn from the model of a real conversation, everybody asked what somebody really was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OneCrowd {
    /// Places are normal on every axis.
    Cloud,
    /// Places are even along the strongest axis.
    Spectrum,
    /// The answers of each statement dealt out anew among those who gave them: nothing hangs together.
    Shuffled,
}

impl OneCrowd {
    pub(crate) const ALL: [OneCrowd; 3] = [OneCrowd::Cloud, OneCrowd::Spectrum, OneCrowd::Shuffled];

    pub(crate) fn name(self) -> &'static str {
        match self {
            OneCrowd::Cloud => "one cloud",
            OneCrowd::Spectrum => "one even spectrum",
            OneCrowd::Shuffled => "shuffled answers",
        }
    }

    pub(crate) fn draw(self, model: &Model, votes: &VoteMatrix, chance: Chance) -> VoteMatrix {
        match self {
            OneCrowd::Shuffled => shuffled(votes, chance),
            OneCrowd::Cloud => of_model(model, votes, chance, |chance| chance.normal()),
            OneCrowd::Spectrum => {
                of_model(model, votes, chance, |chance| 3f64.sqrt() * (2.0 * chance.unit() - 1.0))
            }
        }
    }
}

fn of_model(
    model: &Model,
    votes: &VoteMatrix,
    mut chance: Chance,
    first: impl Fn(&mut Chance) -> f64,
) -> VoteMatrix {
    let mut drawn = VoteMatrix::with_capacity(votes.statements(), votes.people());
    for row in votes.rows() {
        let readiness = chance.normal() * model.readiness_spread();
        let mut place: [f64; FACTORS] = std::array::from_fn(|_| chance.normal());
        place[0] = first(&mut chance);
        let row: Vec<Answer> = row
            .iter()
            .map(|old| match old.vote() {
                Vote::Pass => *old,
                _ => {
                    let p = model.agree_at(readiness, &place, old.statement());
                    answer(old.statement(), if chance.unit() < p { Vote::Agree } else { Vote::Disagree })
                }
            })
            .collect();
        let _ = drawn.push(row);
    }
    drawn
}

fn shuffled(votes: &VoteMatrix, mut chance: Chance) -> VoteMatrix {
    let columns = votes.by_statement();
    let mut rows: Vec<Vec<Answer>> = vec![Vec::new(); votes.people()];
    for (statement, column) in columns.rows().enumerate() {
        let mut answers: Vec<Vote> = column.iter().map(|answer| answer.vote()).collect();
        // Fisher and Yates.
        (1..answers.len()).rev().for_each(|at| answers.swap(at, chance.below(at + 1)));
        for (person, vote) in column.iter().zip(answers) {
            rows[person.statement()].push(answer(statement, vote));
        }
    }
    let mut drawn = VoteMatrix::with_capacity(votes.statements(), votes.people());
    rows.into_iter().for_each(|row| {
        let _ = drawn.push(row);
    });
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use opinion::model::FitSettings;
    use proptest::prelude::*;

    fn some_votes() -> impl Strategy<Value = VoteMatrix> {
        let row = prop::collection::vec(prop::option::of(-1i64..=1), 6);
        prop::collection::vec(row, 1..12).prop_map(|rows| {
            let mut votes = VoteMatrix::new(6);
            for row in rows {
                let answers = (0usize..).zip(row);
                let answers = answers.filter_map(|(at, sign)| Some(answer(at, Vote::from_sign(sign?)?)));
                assert_eq!(votes.push(answers.collect::<Vec<_>>()), Ok(()));
            }
            votes
        })
    }

    fn mask(votes: &VoteMatrix) -> Vec<Vec<usize>> {
        votes.rows().map(|row| row.iter().map(|answer| answer.statement()).collect()).collect()
    }

    proptest! {
        #[test]
        fn a_crowd_that_is_one_is_asked_what_the_real_one_was(votes in some_votes(), seed in 0u64..99) {
            let model = Model::fit(&votes, &FitSettings::default());
            for kind in OneCrowd::ALL {
                let drawn = kind.draw(&model, &votes, Chance::new(seed));
                prop_assert_eq!(mask(&drawn), mask(&votes));
            }
        }

        #[test]
        fn shuffling_leaves_the_counts_of_each_statement(votes in some_votes(), seed in 0u64..99) {
            let counts = |votes: &VoteMatrix| {
                let mut signs: Vec<(usize, i8)> =
                    votes.answers().map(|answer| (answer.statement(), answer.sign())).collect();
                signs.sort_unstable();
                signs
            };
            prop_assert_eq!(counts(&shuffled(&votes, Chance::new(seed))), counts(&votes));
        }
    }
}
