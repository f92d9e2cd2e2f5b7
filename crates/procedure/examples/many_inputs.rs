//! Decides as often as it is told on 200 parties, 300 clauses and 5,000 things said, to be timed from outside; fails
//! where it is not adopted each time.
//!
//! `time target/release/examples/many_inputs 100`

use procedure::{Decision, Input, Position, Roll, Rule, Said, Scope, Seat, decide};
use std::process::ExitCode;
use terms::{Digest, Instant, PartyKey, Standing};

fn main() -> ExitCode {
    let times: usize = std::env::args().nth(1).and_then(|typed| typed.parse().ok()).unwrap_or(1);
    let party = |n: usize| PartyKey::new(&format!("P{n:03}"));
    let seats = (0..200).map(|n| Seat::deciding(party(n), Standing::new("member"))).collect();
    let text = Digest::from_bytes([1; 32]);
    let Ok(roll) = Roll::new(text, Instant::from_millis(0), seats) else { return ExitCode::FAILURE };
    let said = |n: usize| {
        let scope = Scope::Clause(format!("c{}", n % 300).as_str().into());
        match n % 5 {
            0 => Said::Position { scope, position: Position::CanLiveWith },
            1 => Said::Reservation { scope, text: "as our law has it".to_owned() },
            _ => Said::Position { scope, position: Position::Accept },
        }
    };
    let input = |n: usize| Input {
        seq: n as u64,
        party: party(n * 7 % 200),
        received: Instant::from_millis(-1),
        text,
        said: said(n),
    };
    let inputs: Vec<Input> = (0..5_000).map(input).collect();
    let adopted = (0..times)
        .filter(|_| {
            decide(&Rule::sco16(), &roll, &inputs, Instant::from_millis(1)).decision == Decision::Adopted
        })
        .count();
    if adopted == times { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
