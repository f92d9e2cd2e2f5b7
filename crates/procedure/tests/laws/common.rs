//! Short ways to write a roll and what is said.

use procedure::{Ballot, Input, Position, Roll, Said, Scope, Seat};
use terms::{Digest, Instant, PartyKey, Standing};

/// Third of June 2021, 18:00 in New York: 22:00 UTC.
pub(crate) const DEADLINE: i64 = 1_622_757_600_000;

pub(crate) fn at(millis_after_deadline: i64) -> Instant {
    Instant::from_millis(DEADLINE + millis_after_deadline)
}

pub(crate) fn text(version: u8) -> Digest {
    Digest::from_bytes([version; 32])
}

pub(crate) fn party(key: &str) -> PartyKey {
    key.into()
}

pub(crate) const MEMBERS: [&str; 8] = ["CN", "IN", "KG", "KZ", "PK", "RU", "TJ", "UZ"];

/// A seat that decides, or with a prefix: `o:` an observer, `a:` absent, `c:` concerned, with the violation that was found.
pub(crate) fn seat(key: &str) -> Seat {
    let (prefix, key) = key.split_once(':').unwrap_or(("", key));
    let member = Seat::deciding(party(key), Standing::new("member"));
    match prefix {
        "o" => Seat { standing: Standing::new("observer"), decides: false, ..member },
        "a" => Seat { present: false, ..member },
        "c" => Seat { concerned: true, violation: Some("gross and uncorrected".to_owned()), ..member },
        _ => member,
    }
}

pub(crate) fn roll(seats: &[&str]) -> Roll {
    Roll::new(text(1), at(0), seats.iter().map(|key| seat(key)).collect()).expect("no party twice")
}

/// `yes`, `no` and `abstain` parties, each with its ballot, in an assembly of `members`.
pub(crate) fn assembly(members: u64, present: u64, ballots: (u64, u64, u64)) -> (Roll, Vec<Input>) {
    let (yes, no, abstain) = ballots;
    let seats = (0..members).map(|n| Seat { present: n < present, ..seat(&format!("P{n:03}")) });
    let roll = Roll::new(text(1), at(0), seats.collect()).expect("no party twice");
    let ballot = |n: u64| match n {
        n if n < yes => Ballot::Yes,
        n if n < yes + no => Ballot::No,
        _ => Ballot::Abstain,
    };
    let inputs = (0..yes + no + abstain).map(|n| input(n, &format!("P{n:03}"), -1, Said::Ballot(ballot(n))));
    (roll, inputs.collect())
}

pub(crate) fn input(seq: u64, key: &str, millis_after_deadline: i64, said: Said) -> Input {
    Input { seq, party: party(key), received: at(millis_after_deadline), text: text(1), said }
}

pub(crate) fn said(position: Position) -> Said {
    Said::Position { scope: Scope::Whole, position }
}

pub(crate) fn on_clause(id: &str, position: Position) -> Said {
    Said::Position { scope: Scope::Clause(id.into()), position }
}

pub(crate) fn object() -> Position {
    Position::Object { reason: "shared vision of a common future".into(), remedy: None }
}

pub(crate) fn opinion() -> Said {
    Said::OpinionOnRecord { scope: Scope::Whole, text: "we read it otherwise".into() }
}
