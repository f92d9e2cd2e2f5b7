//! What the noted chances are good for.

use opinion::chance::Chance;
use routing::{Serves, Stream};
use terms::Vote;

/// Two kinds of people, half each: one agrees with 0.9 and is asked with chance 0.8, one with 0.3 and 0.05.
fn bent(seed: u64, people: usize) -> Serves {
    let mut chance = Chance::new(seed);
    let mut serves = Serves::default();
    for _ in 0..people {
        let (agrees, asked) = if chance.unit() < 0.5 { (0.9, 0.8) } else { (0.3, 0.05) };
        let vote = if chance.unit() < agrees { Vote::Agree } else { Vote::Disagree };
        if chance.unit() < asked {
            let millionths = if asked > 0.5 { 800_000 } else { 50_000 };
            serves.record(vote, millionths, Stream::Routed).expect("few people");
        }
    }
    serves
}

#[test]
fn weights_undo_a_choice_that_depends_on_who_is_asked() {
    let (mut inside, mut plain_inside, runs) = (0, 0, 400);
    for seed in 0..runs {
        let serves = bent(seed, 2_000);
        let estimate = serves.weighed().expect("answers");
        inside += u32::from((estimate.share - 0.6).abs() < 1.96 * estimate.error);
        let votes = serves.of(Stream::Routed);
        let plain = votes.agree as f64 / votes.answers() as f64;
        let error = (plain * (1.0 - plain) / votes.answers() as f64).sqrt();
        plain_inside += u32::from((plain - 0.6).abs() < 1.96 * error);
    }
    // 95 % within three deviations of a binomial of 400; the plain share is never right.
    assert!((367..=393).contains(&inside), "{inside} of {runs}");
    assert_eq!(plain_inside, 0);
}

fn two_streams(seed: u64, answers: u64, routed: f64, random: f64) -> Serves {
    let mut chance = Chance::new(seed);
    let mut serves = Serves::default();
    for _ in 0..answers {
        for (stream, share) in [(Stream::Routed, routed), (Stream::Audit, random)] {
            let vote = if chance.unit() < share { Vote::Agree } else { Vote::Pass };
            serves.record(vote, 100_000, stream).expect("few answers");
        }
    }
    serves
}

#[test]
fn the_alarm_is_silent_where_the_streams_agree_and_rings_where_they_do_not() {
    for (answers, share) in [(10, 0.5), (10, 0.95), (100, 0.5), (100, 0.02), (1_000, 0.7)] {
        let rang = (0..2_000).filter(|seed| two_streams(*seed, answers, share, share).alarm()).count();
        assert!(rang <= 14, "{rang} of 2000 at {share} of {answers}");
    }
    let rang = (0..200).filter(|seed| two_streams(*seed, 150, 0.8, 0.5).alarm()).count();
    assert!(rang >= 195, "{rang} of 200");
}

#[test]
fn too_few_answers_are_not_compared() {
    assert_eq!(two_streams(1, 9, 1.0, 0.0).difference(), None);
    assert!(two_streams(1, 10, 1.0, 0.0).alarm());
    assert_eq!(Serves::default().weighed(), None);
}

#[test]
fn a_chance_beyond_its_ends_is_the_nearer_end() {
    let mut serves = [Serves::default(); 4];
    for (serves, chance) in serves.iter_mut().zip([0, 1, 1_000_000, u32::MAX]) {
        serves.record(Vote::Agree, chance, Stream::Audit).expect("one answer");
    }
    assert_eq!(serves[0], serves[1]);
    assert_eq!(serves[2], serves[3]);
}
