//! How long pair sums of a made conversation take: `cargo run --release -p tally --example pairs PEOPLE STATEMENTS VOTES-EACH [sparse|bits]`.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a measurement")]

use std::time::Instant;
use tally::{Answer, Kernel, PairSums, VoteMatrix};
use terms::Vote;

/// SplitMix64 (Steele, Lea and Flood 2014): the same votes every time.
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn made(people: usize, statements: usize, each: usize) -> VoteMatrix {
    let mut votes = VoteMatrix::with_capacity(statements, people);
    for person in 0..people as u64 {
        let drawn = (0..each as u64).map(|n| mixed(person << 20 | n));
        let answers = drawn
            .map(|draw| Answer::new((draw % statements as u64) as u32, Vote::ALL[(draw >> 40) as usize % 3]));
        votes.push(answers).expect("below the number of statements");
    }
    votes
}

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let [people, statements, each] = numbers[..] else {
        println!("people, statements, votes each");
        return;
    };
    let votes = made(people, statements, each);
    println!(
        "{people} people, {statements} statements, {} votes, {} bytes",
        votes.votes(),
        PairSums::bytes(statements)
    );
    let kernel = match std::env::args().nth(4).as_deref() {
        Some("sparse") => Some(Kernel::Sparse),
        Some("bits") => Some(Kernel::Bits),
        _ => None,
    };
    {
        let times: Vec<u128> = (0..5)
            .map(|_| {
                let begin = Instant::now();
                std::hint::black_box(PairSums::count_by(&votes, kernel));
                begin.elapsed().as_micros()
            })
            .collect();
        println!("{kernel:?}: {times:?} µs");
    }
}
