//! Laws of the opinion map: positions, predictions and groups.

use opinion::chance::Chance;
use opinion::groups::{GroupSettings, Groups, OneSpectrum};
use opinion::model::{FitSettings, Model};
use proptest::prelude::*;
use tally::{Answer, VoteMatrix};
use terms::Vote;

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Votes of people who stand where `place` says, on statements that divide mostly along one axis.
fn made(
    people: usize,
    statements: usize,
    each: f64,
    seed: u64,
    place: impl Fn(usize, &mut Chance) -> f64,
) -> VoteMatrix {
    let mut chance = Chance::new(seed);
    let of_statements: Vec<[f64; 2]> =
        (0..statements).map(|_| [chance.normal() + 0.5, chance.normal() * 1.3]).collect();
    let mut votes = VoteMatrix::new(statements);
    for person in 0..people {
        let place = place(person, &mut chance);
        let mut row = Vec::new();
        for (statement, [popular, divides]) in (0u32..).zip(&of_statements) {
            if chance.unit() >= each {
                continue;
            }
            let agrees = chance.unit() < sigmoid(popular + divides * place);
            let vote = if chance.unit() < 0.1 {
                Vote::Pass
            } else if agrees {
                Vote::Agree
            } else {
                Vote::Disagree
            };
            row.push(Answer::new(statement, vote));
        }
        assert_eq!(votes.push(row), Ok(()));
    }
    votes
}

fn fit(votes: &VoteMatrix) -> Model {
    Model::fit(votes, &FitSettings::default())
}

fn quick() -> GroupSettings {
    GroupSettings { draws: 39, resamples: 12, people: 300, ..GroupSettings::default() }
}

fn groups(votes: &VoteMatrix) -> Groups {
    let model = fit(votes);
    Groups::find(&model, votes, &model.positions(votes), &quick())
}

#[test]
fn two_camps_are_found_and_everybody_is_in_the_right_one() {
    let camp = |person: usize| person.is_multiple_of(3);
    let votes = made(240, 50, 0.6, 1, |person, chance| {
        (if camp(person) { 2.0 } else { -1.0 }) + 0.2 * chance.normal()
    });
    let found = groups(&votes);
    assert_eq!((found.k(), found.one_spectrum), (2, None));
    assert!(found.list[0].size > found.list[1].size);
    assert!(found.stability.unwrap() >= 0.75 && found.null_p.unwrap() <= 0.05);
    let right = (0..240).filter(|&person| found.of[person] == Some(u8::from(camp(person)))).count();
    assert!(right >= 235, "{right} of 240");
    for group in &found.list {
        assert!(!group.statements.is_empty());
        assert!(group.statements.iter().all(|told| told.difference > 0.0 && told.share > told.others));
    }
    assert!(found.list[0].contrast[1] > 0.1 && found.list[0].contrast[0] == 0.0);
}

#[test]
fn one_even_spectrum_and_one_cloud_are_no_groups() {
    let even = made(240, 50, 0.6, 2, |_, chance| 3.4 * chance.unit() - 1.7);
    let cloud = made(240, 50, 0.6, 3, |_, chance| chance.normal());
    for votes in [even, cloud] {
        let found = groups(&votes);
        assert_eq!((found.k(), found.one_spectrum), (1, Some(OneSpectrum::NotParted)));
        assert_eq!(found.list[0].size, found.placed);
    }
}

#[test]
fn people_whose_answers_hang_together_by_chance_alone_are_not_placed() {
    let votes = made(200, 40, 0.5, 4, |_, _| 0.0);
    assert!(!groups(&votes).are_there());
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let votes = made(
        300,
        40,
        0.4,
        5,
        |person, chance| if person.is_multiple_of(2) { 1.4 } else { -1.4 } + 0.3 * chance.normal(),
    );
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let model = fit(&votes);
            let positions = model.positions(&votes);
            let bits: Vec<u64> = positions.iter().flat_map(|at| at.place.map(f64::to_bits)).collect();
            (bits, Groups::find(&model, &votes, &positions, &quick()))
        })
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn a_hidden_answer_is_told_better_from_the_other_answers_than_from_the_rate() {
    let votes = made(400, 60, 0.5, 6, |_, chance| chance.normal());
    let hidden = |person: usize, answer: Answer| {
        answer.vote() != Vote::Pass && (person * 31 + answer.statement() * 17).is_multiple_of(5)
    };
    let seen = votes.without(hidden);
    let model = fit(&seen);
    let columns = seen.by_statement();
    let (mut own, mut rate) = (0.0, 0.0);
    for (person, row) in votes.rows().enumerate() {
        for &answer in row.iter().filter(|&&answer| hidden(person, answer)) {
            let agrees = answer.vote() == Vote::Agree;
            let loss = |p: f64| -if agrees { p.ln() } else { (1.0 - p).ln() };
            own += loss(model.predict(seen.row(person), [answer.statement()])[0]);
            let column = columns.row(answer.statement());
            let agree = column.iter().filter(|answer| answer.vote() == Vote::Agree).count() as f64;
            let sided = column.iter().filter(|answer| answer.vote() != Vote::Pass).count() as f64;
            rate += loss((agree + 1.0) / (sided + 2.0));
        }
    }
    assert!(own < 0.95 * rate, "{own} {rate}");
}

/// So many that the first sweeps go over few of them.
fn a_crowd() -> VoteMatrix {
    made(
        5_000,
        40,
        0.3,
        7,
        |person, chance| if person.is_multiple_of(3) { 1.5 } else { -0.7 } + chance.normal() / 2.0,
    )
}

/// The mean difference of what two models predict of some people's answers to all statements.
fn apart(votes: &VoteMatrix, one: &Model, other: &Model) -> f64 {
    let people = (0..votes.people()).step_by(50);
    let of = |model: &Model, at: usize| model.predict(votes.row(at), 0..votes.statements());
    let differences = people.flat_map(|at| of(one, at).into_iter().zip(of(other, at)).collect::<Vec<_>>());
    let (sum, count) =
        differences.fold((0.0, 0.0), |(sum, count), (a, b)| (sum + (a - b).abs(), count + 1.0));
    sum / count
}

#[test]
fn of_many_people_the_number_of_threads_changes_no_bit() {
    let votes = a_crowd();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fit(&votes).predict(votes.row(0), 0..votes.statements()))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn sweeps_over_few_and_then_over_all_end_where_sweeps_over_all_end() {
    let votes = a_crowd();
    // Of so few each sweep goes over all.
    let all: Vec<u32> = (0..4_000).collect();
    let whole = fit(&votes.of_people(&all));
    let difference = apart(&votes, &fit(&votes), &whole);
    assert!(difference < 0.02, "{difference}");
}

#[test]
fn a_crowd_of_whom_few_or_none_took_a_side_has_places_that_are_numbers() {
    for sided in [0, 3] {
        let mut votes = VoteMatrix::new(4);
        for person in 0..5_000 {
            let vote = if person < sided { Vote::Agree } else { Vote::Pass };
            votes.push((0..4).map(|at| Answer::new(at, vote))).unwrap();
        }
        is_sound(&votes).unwrap();
    }
}

fn degenerate() -> impl Strategy<Value = VoteMatrix> {
    (0usize..6, 0usize..5).prop_flat_map(|(people, statements)| {
        let row = prop::collection::vec(prop::option::of(-1i64..=1), statements);
        prop::collection::vec(row, people).prop_map(move |rows| {
            let mut votes = VoteMatrix::new(statements);
            for row in rows {
                let answers =
                    (0u32..).zip(row).filter_map(|(at, sign)| Some(Answer::new(at, Vote::from_sign(sign?)?)));
                assert_eq!(votes.push(answers), Ok(()));
            }
            votes
        })
    })
}

fn is_sound(votes: &VoteMatrix) -> Result<(), TestCaseError> {
    let model = fit(votes);
    let positions = model.positions(votes);
    for (row, position) in votes.rows().zip(&positions) {
        prop_assert!(position.place.iter().all(|x| x.is_finite()));
        prop_assert!(
            (0..position.cov.len()).all(|k| position.cov[k][k].is_finite() && position.cov[k][k] >= 0.0)
        );
        for p in model.predict(row, 0..votes.statements()) {
            prop_assert!(p > 0.0 && p < 1.0);
        }
    }
    let found = Groups::find(&model, votes, &positions, &quick());
    prop_assert!(!found.are_there());
    prop_assert_eq!(found.of.len(), votes.people());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn however_few_answers_nothing_is_no_number(votes in degenerate()) {
        is_sound(&votes)?;
    }
}

#[test]
fn identical_people_and_nobody_in_common_are_one_spectrum() {
    let mut same = VoteMatrix::new(8);
    let mut apart = VoteMatrix::new(50);
    let mut passes = VoteMatrix::new(8);
    for person in 0..50u32 {
        same.push((0..8).map(|at| Answer::new(at, if at % 2 == 0 { Vote::Agree } else { Vote::Disagree })))
            .unwrap();
        apart.push([Answer::new(person, Vote::Agree)]).unwrap();
        passes.push((0..8).map(|at| Answer::new(at, Vote::Pass))).unwrap();
    }
    for votes in [same, apart, passes] {
        is_sound(&votes).unwrap();
    }
}

#[test]
fn many_statements_and_few_people_are_one_spectrum() {
    let mut chance = Chance::new(9);
    let mut votes = VoteMatrix::new(10_000);
    for _ in 0..50 {
        let vote = |chance: &mut Chance| if chance.unit() < 0.6 { Vote::Agree } else { Vote::Disagree };
        let answer = |at| (chance.unit() < 0.02).then(|| Answer::new(at, vote(&mut chance)));
        votes.push((0..10_000).filter_map(answer).collect::<Vec<_>>()).unwrap();
    }
    let model = fit(&votes);
    let positions = model.positions(&votes);
    assert!(positions.iter().all(|position| position.place.iter().all(|x| x.is_finite())));
    assert!(!Groups::find(&model, &votes, &positions, &quick()).are_there());
}
