//! What holds of every round, whatever is said in it and however it is conducted.

use crate::common::{at, input, object, party, said, seat, text};
use crate::rounds::{DAY, HOUR, silence};
use procedure::{
    AgreementGrade, ClockStart, Conduct, Conducted, Decision, Extension, Input, NoEffect, Outcome, Position,
    Roll, Round, RoundError, RoundState, Rule, Said, Scope, Seat, Silence, Stands, Window,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

const PARTIES: [&str; 5] = ["AA", "BB", "CC", "DD", "EE"];
const WINDOW: i64 = 24 * HOUR;

/// An act of a round, as a record would keep it.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Act {
    Heard(Input),
    Done(Conducted),
}

/// Any rule of silence, and the shipped rules that are decided on positions.
fn rule() -> impl Strategy<Value = Rule> {
    let extension = prop::sample::select(vec![Extension::ChairDecides, Extension::Pauses, Extension::Breaks]);
    let clock = prop::sample::select(vec![ClockStart::Announced, ClockStart::Served]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let silent = (extension, clock, flags).prop_map(|(extension, clock_start, flags)| {
        let (amendment_breaks, prior_acceptance, withdrawal_lifts, confirm_at_meeting) = flags;
        let min_window = Window::hours(24).expect("a window");
        silence(|_| Silence {
            min_window,
            clock_start,
            extension,
            amendment_breaks,
            prior_acceptance,
            withdrawal_lifts,
            confirm_at_meeting,
        })
    });
    let shipped = prop::sample::select(Rule::shipped().to_vec());
    prop_oneof![3 => silent, 1 => shipped]
}

/// Four of the five parties; one stays a stranger.
fn seats() -> impl Strategy<Value = Vec<Seat>> {
    let flags = (prop::bool::weighted(0.8), prop::bool::weighted(0.8), any::<bool>());
    prop::collection::vec(flags, 4).prop_map(|flags| {
        let made = PARTIES.iter().zip(flags).map(|(key, (decides, present, accepts_silence))| Seat {
            decides,
            present,
            accepts_silence,
            population: 1,
            ..seat(key)
        });
        made.collect()
    })
}

fn spoken() -> impl Strategy<Value = Said> {
    let scope = || prop_oneof![3 => Just(Scope::Whole), 1 => Just(Scope::Clause("c".into()))];
    let position = prop_oneof![
        2 => Just(object()),
        3 => Just(Position::Accept),
        1 => Just(Position::CanLiveWith),
        1 => Just(Position::NeedsTime),
    ];
    let words = || "in its words".to_owned();
    prop_oneof![
        6 => (scope(), position).prop_map(|(scope, position)| Said::Position { scope, position }),
        1 => Just(Said::ExtensionRequest { until: None, reason: "no instructions".to_owned() }),
        1 => scope().prop_map(move |scope| Said::Amendment { scope, text: words() }),
        1 => scope().prop_map(move |scope| Said::Reservation { scope, text: words() }),
        1 => prop::collection::vec(prop::sample::select(PARTIES.to_vec()), 0..3).prop_map(move |named| {
            let parties = named.into_iter().map(party).collect();
            Said::JointObjection { scope: Scope::Whole, reason: words(), remedy: None, parties }
        }),
        1 => (1..10_u64).prop_map(|letter| Said::Joins { letter }),
        1 => (1..10_u64).prop_map(|objection| Said::Maintains { objection }),
    ]
}

fn conducted() -> impl Strategy<Value = Conduct> {
    let words = || "in its words".to_owned();
    prop_oneof![
        4 => prop::sample::select(PARTIES.to_vec()).prop_map(move |key| Conduct::Served { party: party(key), evidence: words() }),
        1 => (-WINDOW..3 * WINDOW).prop_map(move |until| Conduct::Extended { by: words(), until: at(until), reason: words() }),
        1 => Just(Conduct::ExtensionRefused { by: words(), reason: words() }),
        1 => Just(Conduct::BreakTold),
        1 => (1..10_u64).prop_map(move |objection| Conduct::Answered { objection, text: words() }),
        1 => (1..10_u64, any::<bool>()).prop_map(|(objection, substantial)| Conduct::Ruled { objection, substantial }),
        1 => Just(Conduct::Closed),
        1 => Just(Conduct::Withdrawn { reason: words() }),
        1 => Just(Conduct::Confirmed { meeting: words() }),
    ]
}

/// Acts in their order, up to twelve hours apart, numbered from `first`; some on another text.
fn acts(first: u64, from: i64) -> impl Strategy<Value = Vec<Act>> {
    let heard = (prop::sample::select(PARTIES.to_vec()), prop::bool::weighted(0.9), spoken());
    let what = prop_oneof![3 => heard.prop_map(Ok), 2 => conducted().prop_map(Err)];
    prop::collection::vec((0..12 * HOUR, what), 0..16).prop_map(move |many| {
        let mut now = from;
        let number = |(seq, (later, what)): (u64, (i64, Result<_, Conduct>))| {
            now += later;
            match what {
                Ok((key, this, said)) => {
                    let text = text(if this { 1 } else { 2 });
                    Act::Heard(Input { text, ..input(seq, key, now, said) })
                }
                Err(what) => Act::Done(Conducted { seq, at: at(now), what }),
            }
        };
        (first..).zip(many).map(number).collect()
    })
}

fn opened(rule: &Rule, seats: &[Seat]) -> Round {
    let roll = Roll::new(text(1), at(0), seats.to_vec()).expect("no party twice");
    Round::open(1, rule.clone(), roll, at(-3 * WINDOW)).expect("three days")
}

fn take(round: &mut Round, act: &Act) -> Result<(), RoundError> {
    match act.clone() {
        Act::Heard(input) => round.hear(input),
        Act::Done(done) => round.apply(done),
    }
}

/// The round, and the acts it did not refuse.
fn played(rule: &Rule, seats: &[Seat], acts: &[Act]) -> (Round, Vec<Act>) {
    let mut round = opened(rule, seats);
    let taken = acts.iter().filter(|act| take(&mut round, act).is_ok()).cloned().collect();
    (round, taken)
}

/// The part of an outcome that decides something.
fn effect(outcome: &Outcome) -> impl PartialEq + std::fmt::Debug + use<> {
    let Outcome { decision, basis, counts, reasons, stands, missing, .. } = outcome.clone();
    (decision, basis, counts, reasons, stands, missing)
}

const AFTER_ALL: i64 = 60 * DAY;

proptest! {
    #[test]
    fn i4_a_replay_of_what_was_taken_gives_the_same_round_and_the_same_bytes(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW)
    ) {
        let (round, taken) = played(&rule, &seats, &acts);
        let kept = serde_json::to_vec(&(&rule, &seats, &taken)).unwrap();
        let (rule, seats, read): (Rule, Vec<Seat>, Vec<Act>) = serde_json::from_slice(&kept).unwrap();
        let (again, taken_again) = played(&rule, &seats, &read);
        prop_assert_eq!(taken_again.len(), read.len(), "what was taken once is taken again");
        prop_assert_eq!(&again, &round, "what was refused changed nothing");
        let bytes = |round: &Round| serde_json::to_vec(&round.decide(at(AFTER_ALL))).unwrap();
        prop_assert_eq!(bytes(&again), bytes(&round));
    }

    #[test]
    fn i4_the_order_of_the_acts_is_kept_and_no_clock_goes_back(
        rule in rule(), seats in seats(), acts in acts(10, -2 * WINDOW), back in 1..9_i64
    ) {
        let (mut round, taken) = played(&rule, &seats, &acts);
        let Some(last) = taken.last() else { return Ok(()) };
        let (latest, when) = match last {
            Act::Heard(input) => (input.seq, input.received),
            Act::Done(done) => (done.seq, done.at),
        };
        let before = round.clone();
        let received = terms::Instant::from_millis(when.millis() - back);
        let earlier = Input { received, ..input(latest + 1, "AA", 0, said(object())) };
        prop_assert_eq!(round.hear(earlier), Err(RoundError::ClockWentBack { latest: when, at: received }));
        let seq = latest - back.unsigned_abs();
        let out_of_order = Conducted { seq, at: when, what: Conduct::Closed };
        prop_assert_eq!(round.apply(out_of_order), Err(RoundError::OutOfOrder { latest, seq }));
        prop_assert_eq!(&round, &before);
        prop_assert_eq!(round.decide(received).decision, Decision::NotYet);
    }

    #[test]
    fn what_is_said_after_a_decision_never_changes_it(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW), more in prop::collection::vec((0..PARTIES.len(), spoken()), 1..6)
    ) {
        let (mut round, _) = played(&rule, &seats, &acts);
        let decided = round.decide(at(AFTER_ALL));
        if decided.decision == Decision::NotYet {
            return Ok(());
        }
        for (seq, (who, said)) in (900..).zip(&more) {
            round.hear(input(seq, PARTIES[*who], AFTER_ALL, said.clone())).unwrap();
        }
        let still = round.decide(at(AFTER_ALL));
        // Beside a break that stands for good another may be made, by who has no end, until all were told.
        prop_assert_eq!((still.decision, still.basis), (decided.decision, decided.basis));
        for (seq, (who, _)) in (900..).zip(&more) {
            let recorded = still.recorded.iter().find(|recorded| recorded.input.seq == seq);
            if round.end_of(&party(PARTIES[*who])).is_some() {
                prop_assert!(recorded.is_some_and(|r| ![NoEffect::Beside, NoEffect::Replaced].contains(&r.why)));
                prop_assert!(still.late.iter().any(|late| late.seq == seq));
            }
        }
    }

    /// UN General Assembly, rule 80: withdrawn before voting has begun, not after the text was adopted.
    #[test]
    fn an_adopted_text_stays_adopted_whatever_is_done(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW), more in acts(900, AFTER_ALL)
    ) {
        let (mut round, _) = played(&rule, &seats, &acts);
        let adopted = round.decide(at(AFTER_ALL));
        if adopted.decision != Decision::Adopted {
            return Ok(());
        }
        for act in &more {
            let taken = take(&mut round, act);
            if matches!(act, Act::Done(Conducted { what: Conduct::Withdrawn { .. }, .. })) {
                prop_assert!(matches!(taken, Err(RoundError::Adopted(1) | RoundError::Over(1))), "{taken:?}");
            }
        }
        prop_assert_eq!(effect(&round.decide(at(2 * AFTER_ALL))), effect(&adopted));
    }

    /// I5 for the chair: under rough consensus nothing that is done after the time of all is over carries a text or stops
    /// one, short of withdrawing it.
    #[test]
    fn i5_what_the_chair_does_after_the_deadline_carries_nothing(
        seats in seats(), acts in acts(1, -2 * WINDOW), more in acts(900, AFTER_ALL)
    ) {
        let (mut round, _) = played(&Rule::rough(), &seats, &acts);
        let decided = round.decide(at(AFTER_ALL));
        if decided.decision == Decision::NotYet {
            return Ok(());
        }
        for act in more.iter().filter(|act| !matches!(act, Act::Done(Conducted { what: Conduct::Withdrawn { .. }, .. }))) {
            let _ = take(&mut round, act);
        }
        prop_assert_eq!(effect(&round.decide(at(2 * AFTER_ALL))), effect(&decided));
    }

    #[test]
    fn a_round_that_is_over_is_never_opened_again(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW), more in acts(900, AFTER_ALL)
    ) {
        let (mut round, _) = played(&rule, &seats, &acts);
        let end = Conducted { seq: 899, at: at(AFTER_ALL), what: Conduct::Closed };
        if !matches!(round.state(at(AFTER_ALL)), RoundState::Closed | RoundState::Confirmed) && round.apply(end).is_err() {
            return Ok(());
        }
        let decided = round.decide(at(2 * AFTER_ALL));
        for act in &more {
            let taken = take(&mut round, act);
            if let Act::Done(Conducted { what, .. }) = act {
                let confirms = matches!(what, Conduct::Confirmed { .. });
                prop_assert!(confirms || taken == Err(RoundError::Over(1)), "{what:?}: {taken:?}");
            }
        }
        prop_assert!(matches!(round.state(at(2 * AFTER_ALL)), RoundState::Closed | RoundState::Confirmed));
        prop_assert_eq!(effect(&round.decide(at(2 * AFTER_ALL))), effect(&decided));
    }
}

proptest! {
    #[test]
    fn silence_is_tacit_of_who_accepted_it_beforehand_alone_and_never_counted_as_agreeing(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW), now in prop::sample::select(vec![-WINDOW, 1, 2 * WINDOW, AFTER_ALL])
    ) {
        let (round, _) = played(&rule, &seats, &acts);
        let outcome = round.decide(at(now));
        let agrees = |stands: Stands| matches!(stands, Stands::Accepts | Stands::AcceptsWithReservation | Stands::CanLiveWith);
        for (party, &stands) in &outcome.stands {
            let own = round.inputs().iter().filter(|input| input.party == *party);
            let with_effect = |input: &&Input| !outcome.recorded.iter().any(|recorded| recorded.input == **input);
            let mut said = own.filter(with_effect).map(|input| &input.said);
            if agrees(stands) {
                let accepts = |said: &Said| matches!(said, Said::Position { position: Position::Accept | Position::CanLiveWith, .. });
                prop_assert!(said.any(accepts), "{party} agrees and never said so");
            }
            if stands == Stands::TacitAssent {
                let on_whole = |said: &Said| matches!(said, Said::Position { scope: Scope::Whole, .. });
                prop_assert!(!said.any(on_whole), "a word on one clause is none on the text");
                let accepted = round.roll().seat(party).is_some_and(|seat| seat.accepts_silence);
                let prior = rule.silence.is_some_and(|silence| silence.prior_acceptance);
                prop_assert!(accepted && prior && outcome.decision == Decision::Adopted);
            }
        }
        let agreeing = outcome.stands.values().filter(|&&stands| agrees(stands)).count();
        prop_assert_eq!(outcome.counts.accepting, u64::try_from(agreeing).unwrap());
        if outcome.counts.silent > 0 {
            let grade = AgreementGrade::of(&outcome);
            let more = [AgreementGrade::ConsensusWithReservations, AgreementGrade::Consensus, AgreementGrade::Unanimous];
            prop_assert!(!more.contains(&grade));
        }
    }

    #[test]
    fn nothing_is_adopted_in_silence_over_a_break_that_was_not_taken_back(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW)
    ) {
        let (round, taken) = played(&rule, &seats, &acts);
        if rule.silence.is_none() {
            return Ok(());
        }
        let outcome = round.decide(at(AFTER_ALL));
        let breaks = |input: &Input| match &input.said {
            Said::Position { position: Position::Object { .. }, .. } | Said::JointObjection { .. } => true,
            Said::Amendment { .. } => rule.silence.is_some_and(|silence| silence.amendment_breaks),
            Said::ExtensionRequest { .. } => rule.silence.is_some_and(|silence| silence.extension == Extension::Breaks),
            _ => false,
        };
        let heard = taken.iter().filter_map(|act| if let Act::Heard(input) = act { Some(input) } else { None });
        let effective = |input: &&Input| !outcome.recorded.iter().any(|recorded| recorded.input == **input);
        let standing = heard.filter(|input| breaks(input)).find(effective);
        prop_assert!(standing.is_none() || outcome.decision != Decision::Adopted, "{standing:?}");
    }

    /// I2: what was said on the text as it was is no word on the text as it is.
    #[test]
    fn i2_a_changed_text_voids_what_was_said_on_it(rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW)) {
        let (old, _) = played(&rule, &seats, &acts);
        let changed = Roll::new(text(3), at(AFTER_ALL), seats.clone()).unwrap();
        let opened = Round::open(2, rule.clone(), changed, at(-3 * WINDOW)).unwrap();
        let mut round = opened.clone();
        for input in old.inputs() {
            round.hear(input.clone()).unwrap();
        }
        let outcome = round.decide(at(2 * AFTER_ALL));
        prop_assert_eq!(effect(&outcome), effect(&opened.decide(at(2 * AFTER_ALL))));
        prop_assert_eq!(outcome.recorded.len(), old.inputs().len());
        prop_assert!(outcome.dissociated.is_empty() && outcome.attached.is_empty() && outcome.unconfirmed.is_empty());
        prop_assert_eq!(round.expiry(), at(AFTER_ALL), "nor does it stop its clock");
    }

    /// I8, as far as it is of this crate: what is declared of an outcome is borne by it.
    #[test]
    fn i8_no_grade_is_declared_above_the_one_that_is_computed(
        rule in rule(), seats in seats(), acts in acts(1, -2 * WINDOW), yes in 0..5_u64, no in 0..5_u64
    ) {
        let (round, _) = played(&rule, &seats, &acts);
        let outcome = round.decide(at(AFTER_ALL));
        let computed = AgreementGrade::of(&outcome);
        prop_assert_eq!(computed == AgreementGrade::None, outcome.decision != Decision::Adopted);
        prop_assert_eq!(computed.declare(&outcome), Ok(computed));
        let rising = [
            AgreementGrade::None,
            AgreementGrade::NoObjection,
            AgreementGrade::General,
            AgreementGrade::ConsensusWithReservations,
            AgreementGrade::Consensus,
            AgreementGrade::Unanimous,
        ];
        let place = rising.iter().position(|grade| *grade == computed);
        for (at, grade) in rising.into_iter().enumerate() {
            let borne = grade.declare(&outcome).is_ok();
            prop_assert!(!borne || place.is_none_or(|place| at <= place), "{grade:?} over {computed:?}");
            prop_assert!(!borne || outcome.counts.objecting == 0 || grade != AgreementGrade::NoObjection);
        }
        for exact in [AgreementGrade::Rough, AgreementGrade::Majority { yes, no, abstain: 0 }] {
            prop_assert_eq!(exact.declare(&outcome).is_ok(), exact == computed, "{:?} over {:?}", exact, computed);
        }
    }
}

/// A break that may be taken back, a party that was never served or whose clock stands: it has no end, and the closing of
/// the round is one all the same.
#[test]
fn nothing_is_taken_back_in_a_closed_round_by_who_has_no_end() {
    let window = Window::hours(24).expect("a window");
    let lifts = |extension, clock_start| {
        silence(|s| Silence { min_window: window, clock_start, extension, withdrawal_lifts: true, ..s })
    };
    for rule in
        [lifts(Extension::ChairDecides, ClockStart::Served), lifts(Extension::Pauses, ClockStart::Announced)]
    {
        let mut round = opened(&rule, &["AA", "BB"].map(seat));
        let asks = Said::ExtensionRequest { until: None, reason: "no instructions".to_owned() };
        round.hear(input(1, "AA", -HOUR, asks)).expect("in order");
        round.hear(input(2, "AA", -HOUR, said(object()))).expect("in order");
        round.apply(Conducted { seq: 3, at: at(-HOUR), what: Conduct::Closed }).expect("broken");
        let decided = round.decide(at(DAY));
        assert_eq!(decided.decision, Decision::NotAdopted);
        round.hear(input(4, "AA", DAY, said(Position::Accept))).expect("in order");
        let still = round.decide(at(DAY));
        assert_eq!(effect(&still), effect(&decided));
        assert_eq!(round.state(at(DAY)), RoundState::Closed);
    }
}
