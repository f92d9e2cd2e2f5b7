//! Rules, rolls and what is said and done under them: any bytes as data, and any course of an adoption under a shipped rule
//! or one that was read. Nothing panics; what is read holds and is written as it was; what is refused changes nothing; what
//! was adopted stays adopted; no grade is above the one that is computed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use procedure::{
    AgreementGrade, Ballot, Conduct, Conducted, Decision, Input, Outcome, Position, Roll, Round, Rule, Said,
    Scope, Seat, StatementKind, decide,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use terms::{Digest, Instant, PartyKey, Standing};

const DEADLINE: i64 = 1_622_757_600_000;
const DAY: i64 = 24 * 60 * 60 * 1000;
const PARTIES: [&str; 5] = ["CN", "IN", "KG", "KZ", "MN"];

fuzz_target!(|data: &[u8]| {
    let [which, shape, bytes @ ..] = data else { return };
    let mut parts = bytes.splitn(3, |&byte| byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (rule, roll, acts) = (part(), part(), part());
    let shipped = Rule::shipped();
    let rule = read::<Rule>(rule).unwrap_or_else(|| shipped[usize::from(*which) % shipped.len()].clone());
    rule.check().expect("what was read holds");
    let roll = read::<Roll>(roll).unwrap_or_else(|| called(*shape));
    drop((read::<Input>(acts), read::<Conduct>(acts), read::<Outcome>(acts)));
    let announced = Instant::from_millis(roll.deadline().millis().saturating_sub(3 * DAY));
    if let Ok(round) = Round::open(1, rule.clone(), roll.clone(), announced) {
        play(round, acts);
    }
    let inputs: Vec<Input> =
        acts.chunks_exact(5).zip(1..).filter_map(|(act, seq)| input(&roll, act, seq)).collect();
    for now in [i64::MIN, 0, DEADLINE + 1, i64::MAX] {
        told(&decide(&rule, &roll, &inputs, Instant::from_millis(now)));
    }
});

/// A value that was read is written and read again to the same.
fn read<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(bytes).ok()?;
    let written = serde_json::to_vec(&value).expect("what was read is written");
    assert_eq!(serde_json::from_slice::<T>(&written).expect("what was written is read"), value);
    Some(value)
}

/// Five parties, one an observer, of whom some are absent, concerned, or accepted silence beforehand.
fn called(shape: u8) -> Roll {
    let seat = |(n, key): (usize, &&str)| Seat {
        decides: *key != "MN",
        present: n != 1 || shape & 1 == 0,
        concerned: n == 2 && shape & 2 != 0,
        violation: (n == 2 && shape & 4 != 0).then(|| "gross".to_owned()),
        accepts_silence: shape & 8 != 0,
        population: if shape & 16 == 0 { 100 * (n as u64 + 1) } else { u64::MAX / 2 },
        ..Seat::deciding(PartyKey::new(key), Standing::new("member"))
    };
    let seats = PARTIES.iter().enumerate().map(seat).collect();
    Roll::new(Digest::from_bytes([1; 32]), Instant::from_millis(DEADLINE), seats).expect("no party twice")
}

fn party(n: u8) -> PartyKey {
    PartyKey::new(PARTIES[usize::from(n) % PARTIES.len()])
}

/// Five bytes as something a party says; half the time it is something done instead.
fn input(roll: &Roll, act: &[u8], seq: u64) -> Option<Input> {
    let &[kind, who, hours, scope, words] = act else { return None };
    let scope = if scope % 3 == 0 { Scope::Clause("c1".into()) } else { Scope::Whole };
    let text = || if words == 0 { String::new() } else { "in its words".to_owned() };
    let position = |position| Said::Position { scope: scope.clone(), position };
    let said = match kind % 32 {
        0 | 1 => position(Position::Object { reason: text(), remedy: None }),
        2 => position(Position::Accept),
        3 => position(Position::CanLiveWith),
        4 => position(Position::NeedsTime),
        5 => position(Position::NotParticipating),
        6 => position(Position::AcceptWithReservation { reservation: text() }),
        7 => Said::Ballot(Ballot::Yes),
        8 => Said::Ballot(Ballot::No),
        9 => Said::Ballot(Ballot::Abstain),
        10 => Said::Ballot(Ballot::AbstainWithDeclaration),
        11 => Said::Amendment { scope, text: text() },
        12 => Said::ExtensionRequest { until: None, reason: text() },
        13 => Said::JointObjection { scope, reason: text(), remedy: None, parties: vec![party(words)] },
        14 => Said::Joins { letter: words.into() },
        15 => Said::Maintains { objection: words.into() },
        16 => Said::Statement { kind: StatementKind::ALL[usize::from(words) % 7], scope, text: text() },
        17 => Said::Reservation { scope, text: text() },
        _ => return None,
    };
    let text = if words == u8::MAX { Digest::from_bytes([2; 32]) } else { roll.text() };
    Some(Input { seq, party: party(who), received: after(roll, hours), text, said })
}

/// Up to three days before the deadline, or five after it.
fn after(roll: &Roll, hours: u8) -> Instant {
    let millis = (i64::from(hours) - 96) * (DAY / 32);
    Instant::from_millis(roll.deadline().millis().saturating_add(millis))
}

fn done(roll: &Roll, act: &[u8]) -> Option<Conduct> {
    let &[kind, who, _, until, number] = act else { return None };
    let words = || "in so many words".to_owned();
    Some(match kind % 32 {
        18 | 19 => Conduct::Served { party: party(who), evidence: words() },
        20 => Conduct::Extended { by: words(), until: after(roll, until), reason: words() },
        21 => Conduct::ExtensionRefused { by: words(), reason: words() },
        22 => Conduct::BreakTold,
        23..=25 => Conduct::Answered { objection: number.into(), text: words() },
        26 => Conduct::Ruled { objection: number.into(), substantial: until % 2 == 0 },
        27 => Conduct::Withdrawn { reason: words() },
        28 | 29 => Conduct::Closed,
        _ => Conduct::Confirmed { meeting: words() },
    })
}

fn play(mut round: Round, acts: &[u8]) {
    let mut adopted = false;
    // Each act is decided on twice, so a long course would be few courses.
    for (act, seq) in acts.chunks_exact(5).take(24).zip(1..) {
        let at = after(round.roll(), act[2]);
        let before = round.clone();
        let taken = match input(round.roll(), act, seq) {
            Some(input) => round.hear(input),
            None => match done(round.roll(), act) {
                Some(what) => round.apply(Conducted { seq, at, what }),
                None => continue,
            },
        };
        if taken.is_err() {
            assert_eq!(round, before, "what is refused changes nothing");
        }
        let _ = round.state(at);
        let outcome = round.decide(at);
        told(&outcome);
        if taken.is_ok() {
            assert!(!adopted || outcome.decision == Decision::Adopted, "what was adopted stays adopted");
            adopted = outcome.decision == Decision::Adopted;
        }
    }
    told(&round.decide(Instant::from_millis(i64::MAX)));
}

/// What holds of every outcome.
fn told(outcome: &Outcome) {
    let grade = AgreementGrade::of(outcome);
    assert_eq!(grade.declare(outcome), Ok(grade));
    assert_eq!(outcome.decision == Decision::Adopted, outcome.basis.is_some());
    assert_eq!(outcome.decision == Decision::Adopted, outcome.reasons.is_empty());
    let written = serde_json::to_vec(outcome).expect("an outcome is written");
    assert_eq!(&serde_json::from_slice::<Outcome>(&written).expect("and read"), outcome);
}
