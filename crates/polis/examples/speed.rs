//! How long everything takes on a made conversation: `cargo run --release -p polis --example speed [people statements
//! votes-each]`, by default 33,422 × 783 × 60, the shape of Polis' largest.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "an example that measures")]

use polis::{AxesFrom, Conversation, Moderation, Quirks, Settings, snapshot};
use std::time::Instant;
use tally::{Answer, PairSums, VoteMatrix};
use terms::Vote;

/// SplitMix64 (Steele, Lea and Flood 2014): the same votes every time.
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Three camps that answer alike four times of five, so that there is something to find.
fn made(people: usize, statements: usize, each: usize) -> VoteMatrix {
    let mut votes = VoteMatrix::with_capacity(statements, people);
    for person in 0..people as u64 {
        let camp = mixed(person) % 3;
        let answers = (0..each as u64).map(|n| {
            let draw = mixed(person << 20 | n);
            let statement = draw % statements as u64;
            let usual = mixed(statement << 8 | camp | 1 << 60);
            let pick = if (draw >> 33) % 5 < 4 { usual } else { draw >> 40 };
            Answer::new(statement as u32, Vote::ALL[(pick % 3) as usize])
        });
        votes.push(answers).unwrap_or_else(|wrong| println!("{wrong}"));
    }
    votes
}

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let (people, statements, each) = if let [people, statements, each] = numbers[..] {
        (people, statements, each)
    } else {
        (33_422, 783, 60)
    };
    let votes = made(people, statements, each);
    println!("{people} people, {statements} statements, {} votes", votes.votes());
    let ids: Vec<i64> = (0..people.max(statements) as i64).collect();
    let conversation = Conversation::new(&votes, &ids[..people], &ids[..statements], Moderation::default())
        .unwrap_or_else(|wrong| panic!("{wrong}"));
    for _ in 0..3 {
        let begin = Instant::now();
        std::hint::black_box(PairSums::count(&votes));
        let pairs = begin.elapsed();
        let begin = Instant::now();
        let by =
            |from| snapshot(&conversation, &Quirks::default(), &Settings { from, ..Settings::default() });
        let math = by(AxesFrom::PairSums);
        let whole = begin.elapsed();
        let begin = Instant::now();
        let rows = by(AxesFrom::Votes);
        println!(
            "pair sums {pairs:?}, snapshot {whole:?} ({} groups), without pair sums {:?} ({} groups)",
            math.group_clusters.len(),
            begin.elapsed(),
            rows.group_clusters.len()
        );
    }
}
