//! How much the test and the resamplings look at.

use crate::chance::Chance;
use crate::model::Model;
use tally::{Answer, VoteMatrix};

/// The same people on so few statements that they gave at most `answers` answers, and the model of those statements;
/// nothing where there are no more.
///
/// Whole statements are drawn, so that each keeps all of its answers, and everybody about the same part of their own.
/// Which ones follows from `chance` and the numbers of answers alone: the order of people decides nothing.
pub(super) fn bounded(
    model: &Model,
    rows: &VoteMatrix,
    answers: usize,
    chance: Chance,
) -> Option<(Model, VoteMatrix)> {
    if rows.votes() <= answers {
        return None;
    }
    let mut asked = vec![0; rows.statements()];
    rows.answers().for_each(|answer| asked[answer.statement()] += 1);
    let mut left = answers;
    let mut kept = vec![false; rows.statements()];
    for at in chance.order(rows.statements()) {
        let at = at as usize;
        if asked[at] > left {
            break;
        }
        left -= asked[at];
        kept[at] = asked[at] > 0;
    }
    let columns: Vec<usize> = (0..rows.statements()).filter(|&at| kept[at]).collect();
    let mut place = vec![0; rows.statements()];
    (0u32..).zip(&columns).for_each(|(now, &before)| place[before] = now);
    let mut few = VoteMatrix::with_capacity(columns.len(), rows.people());
    for row in rows.rows() {
        let of = row.iter().filter(|answer| kept[answer.statement()]);
        // The statements are those that were counted, so none is refused.
        let _ = few.push(of.map(|answer| Answer::new(place[answer.statement()], answer.vote())));
    }
    Some((model.among(&columns), few))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FitSettings;
    use proptest::prelude::*;
    use terms::Vote;

    const STATEMENTS: usize = 9;

    fn some_votes() -> impl Strategy<Value = Vec<Vec<Answer>>> {
        let row = prop::collection::vec(prop::option::of(-1i64..=1), STATEMENTS);
        let answers = |row: Vec<Option<i64>>| {
            (0u32..)
                .zip(row)
                .filter_map(|(at, sign)| Some(Answer::new(at, Vote::from_sign(sign?)?)))
                .collect()
        };
        prop::collection::vec(row.prop_map(answers), 1..8)
    }

    fn matrix(rows: &[Vec<Answer>]) -> VoteMatrix {
        let mut votes = VoteMatrix::new(STATEMENTS);
        rows.iter().for_each(|row| assert_eq!(votes.push(row.clone()), Ok(())));
        votes
    }

    fn cut(votes: &VoteMatrix, answers: usize, seed: u64) -> Option<VoteMatrix> {
        let model = Model::fit(votes, &FitSettings { sweeps: 1, ..FitSettings::default() });
        bounded(&model, votes, answers, Chance::new(seed)).map(|(_, few)| few)
    }

    proptest! {
        #[test]
        fn no_more_answers_than_asked_are_left_and_statements_keep_all_of_theirs_or_none(
            rows in some_votes(),
            answers in 0usize..40,
            seed in 0u64..9,
        ) {
            let votes = matrix(&rows);
            let Some(few) = cut(&votes, answers, seed) else {
                prop_assert!(votes.votes() <= answers);
                return Ok(());
            };
            prop_assert!(few.votes() <= answers && answers < votes.votes());
            prop_assert_eq!(few.people(), votes.people());
            let column = |votes: &VoteMatrix, at: usize| votes.by_statement().row(at).to_vec();
            let mut all = (0..STATEMENTS).map(|at| column(&votes, at));
            // In their order, each is one of those there were.
            for at in 0..few.statements() {
                let now = column(&few, at);
                prop_assert!(!now.is_empty() && all.any(|before| before == now));
            }
        }

        #[test]
        fn the_order_of_people_decides_nothing(
            rows in some_votes(),
            answers in 0usize..40,
            seed in 0u64..9,
            turn in 0usize..8,
        ) {
            let mut other = rows.clone();
            other.rotate_left(turn % rows.len());
            let (one, mut other) = (cut(&matrix(&rows), answers, seed), cut(&matrix(&other), answers, seed));
            if let Some(votes) = &mut other {
                let back: Vec<u32> =
                    (0..rows.len()).map(|at| ((at + rows.len() - turn % rows.len()) % rows.len()) as u32).collect();
                *votes = votes.of_people(&back);
            }
            prop_assert_eq!(one, other);
        }
    }
}
