//! Laws of the search for groups: clouds that lie askew, and answers of which only a part is looked at.

use opinion::chance::Chance;
use opinion::groups::{GroupSettings, Groups, OneSpectrum};
use opinion::model::{FitSettings, Model, Position};
use tally::{Answer, VoteMatrix};
use terms::Vote;

const PEOPLE: usize = 300;

/// Votes of people who stand where `place` says. Statements divide along the first axis more than along the second, and
/// along each apart from the other, so that the axes are found where they were made as long as places are uncorrelated.
fn made(
    statements: usize,
    each: f64,
    seed: u64,
    place: impl Fn(usize, &mut Chance) -> [f64; 2],
) -> VoteMatrix {
    let mut chance = Chance::new(seed);
    let of_statements: Vec<[f64; 3]> = (0..statements)
        .map(|_| [0.4 + chance.normal(), 1.7 * chance.normal(), 1.3 * chance.normal()])
        .collect();
    let mut votes = VoteMatrix::new(statements);
    for person in 0..PEOPLE {
        let place = place(person, &mut chance);
        let mut row = Vec::new();
        for (statement, [popular, first, second]) in (0u32..).zip(&of_statements) {
            if chance.unit() < each {
                let lean: f64 = popular + first * place[0] + second * place[1];
                let agrees = chance.unit() < 1.0 / (1.0 + (-lean).exp());
                row.push(Answer::new(statement, if agrees { Vote::Agree } else { Vote::Disagree }));
            }
        }
        assert_eq!(votes.push(row), Ok(()));
    }
    votes
}

/// So far along the way between the axes, and so far across it.
fn askew(along: f64, across: f64) -> [f64; 2] {
    let part = 0.5f64.sqrt();
    [part * (along - across), part * (along + across)]
}

fn camp(person: usize) -> bool {
    person.is_multiple_of(2)
}

/// Two camps seven deviations apart between the axes. All people together have variance one in every direction.
fn two_askew_camps(statements: usize, each: f64, seed: u64) -> VoteMatrix {
    let (middle, within) = (0.96, 0.28);
    made(statements, each, seed, |person, chance| {
        let middle = if camp(person) { middle } else { -middle };
        askew(middle + within * chance.normal(), chance.normal())
    })
}

fn found(votes: &VoteMatrix, settings: &GroupSettings) -> (Vec<Position>, Groups) {
    let model = Model::fit(votes, &FitSettings::default());
    let positions = model.positions(votes);
    let groups = Groups::find(&model, votes, &positions, settings);
    (positions, groups)
}

fn quick() -> GroupSettings {
    GroupSettings { draws: 39, resamples: 12, ..GroupSettings::default() }
}

/// How many people are in the group that holds most of their camp, the camps in different groups.
fn right(of: &[Option<u8>]) -> usize {
    let in_order =
        |first: bool| (0..of.len()).filter(|&at| of[at] == Some(u8::from(camp(at) == first))).count();
    in_order(true).max(in_order(false))
}

#[test]
fn two_clouds_askew_with_no_valley_on_either_axis_are_found() {
    let votes = two_askew_camps(80, 0.7, 1);
    let (positions, groups) = found(&votes, &quick());
    assert_eq!((groups.k(), groups.one_spectrum), (2, None));
    assert!(groups.null_p.unwrap() <= 0.05 && groups.stability.unwrap() >= 0.75);
    assert!(right(&groups.of) * 100 >= 95 * PEOPLE, "{} of {PEOPLE}", right(&groups.of));
    for axis in 0..2 {
        let [one, other] = [0, 1].map(|group| groups.list[group].centre[axis]);
        let about = |middle: f64| {
            positions.iter().filter(|position| (position.place[axis] - middle).abs() < 0.25).count()
        };
        let between = about(0.5 * (one + other));
        assert!(between * 2 > about(one).min(about(other)), "axis {axis} alone has a valley");
    }
}

#[test]
fn an_even_spectrum_that_lies_askew_is_one_spectrum() {
    for seed in 0..6 {
        let even = 3f64.sqrt();
        let votes =
            made(60, 0.6, 10 + seed, |_, chance| askew(even * (2.0 * chance.unit() - 1.0), chance.normal()));
        let (_, groups) = found(&votes, &quick());
        assert_eq!((groups.k(), groups.one_spectrum), (1, Some(OneSpectrum::NotParted)), "seed {seed}");
    }
}

#[test]
fn groups_are_found_on_a_part_of_the_answers_and_everybody_is_put_into_one_by_all_of_theirs() {
    let votes = two_askew_camps(400, 0.7, 2);
    let settings = GroupSettings { answers: votes.votes() / 4, ..quick() };
    let (_, groups) = found(&votes, &settings);
    assert_eq!(groups.k(), 2);
    assert!(right(&groups.of) * 100 >= 98 * PEOPLE, "{} of {PEOPLE}", right(&groups.of));
}

#[test]
fn answers_up_to_the_bound_are_all_looked_at() {
    let votes = two_askew_camps(80, 0.7, 3);
    let with = |answers| found(&votes, &GroupSettings { answers, ..quick() }).1;
    assert_eq!(with(votes.votes()), with(usize::MAX));
    let fewer = with(votes.votes() - 1);
    assert_ne!(
        fewer.stability,
        with(usize::MAX).stability,
        "one answer more than are looked at, and nothing is left out"
    );
}

#[test]
fn a_part_of_the_answers_is_the_same_on_any_number_of_threads() {
    let votes = two_askew_camps(200, 0.7, 4);
    let settings = GroupSettings { answers: votes.votes() / 3, ..quick() };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| found(&votes, &settings))
    };
    let one = with(1);
    assert!(one.1.are_there());
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}
