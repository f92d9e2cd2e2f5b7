//! The invariants I3 to I6 of the model, over random rolls and inputs and every rule.

use crate::common::{at, party, text};
use procedure::{
    Absent, Ballot, Base, Decision, Input, NoEffect, Outcome, Over, Position, Quorum, Reason, Roll, Rule,
    Said, Scope, Seat, Stands, Test, Threshold, decide,
};
use proptest::prelude::*;
use terms::{Instant, Standing};

const DAY: i64 = 24 * 60 * 60 * 1000;
const PARTIES: [&str; 7] = ["AA", "BB", "CC", "DD", "EE", "FF", "GG"];

fn rules() -> Vec<Rule> {
    let half = Threshold::more_than(1, 2).expect("below 1");
    let by = |base| Rule { test: Test::Fraction { threshold: half, base }, ..Rule::majority() };
    let silent = |over, absent| Rule { test: Test::NoObjection { over, absent }, ..Rule::sco16() };
    let mut rules = Rule::shipped().to_vec();
    rules.extend([Base::Cast, Base::Present, Base::All].map(by));
    rules.extend([
        silent(Over::Present, Absent::NoEffect),
        silent(Over::All, Absent::Blocks),
        silent(Over::All, Absent::Against),
    ]);
    rules.push(Rule::consent(90));
    rules.push(Rule { quorum: Quorum::general_assembly(), ..Rule::majority() });
    rules
}

fn rule() -> impl Strategy<Value = Rule> {
    prop::sample::select(rules())
}

/// Five of the seven parties; two stay strangers.
fn roll() -> impl Strategy<Value = Roll> {
    let flags =
        (prop::bool::weighted(0.7), prop::bool::weighted(0.8), prop::bool::weighted(0.1), prop::bool::ANY);
    prop::collection::vec(flags, 5).prop_map(|flags| {
        let seats = PARTIES.iter().zip(flags).map(|(key, (decides, present, concerned, stated))| Seat {
            decides,
            present,
            concerned,
            population: u64::from(key.as_bytes()[0]),
            violation: (concerned && stated).then(|| "gross and uncorrected".to_owned()),
            ..Seat::deciding(party(key), Standing::new(if decides { "member" } else { "observer" }))
        });
        Roll::new(text(1), at(0), seats.collect()).expect("no party twice")
    })
}

fn said() -> impl Strategy<Value = Said> {
    let position = prop_oneof![
        3 => Just(crate::common::object()),
        2 => Just(Position::Accept),
        1 => Just(Position::AcceptWithReservation { reservation: "r".into() }),
        1 => Just(Position::CanLiveWith),
        1 => Just(Position::NeedsTime),
        1 => Just(Position::NotParticipating),
    ];
    let scope =
        || prop_oneof![2 => Just(Scope::Whole), 1 => "[cd]".prop_map(|id| Scope::Clause(id.as_str().into()))];
    let ballot =
        prop::sample::select(vec![Ballot::Yes, Ballot::No, Ballot::Abstain, Ballot::AbstainWithDeclaration]);
    prop_oneof![
        4 => (scope(), position).prop_map(|(scope, position)| Said::Position { scope, position }),
        4 => ballot.prop_map(Said::Ballot),
        1 => scope().prop_map(|scope| Said::OpinionOnRecord { scope, text: "o".into() }),
        1 => scope().prop_map(|scope| Said::Reservation { scope, text: "r".into() }),
    ]
}

/// Up to fifteen inputs, numbered as acts are; mostly in time and on the right text.
fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let one = (0..PARTIES.len(), -5..3_i64, prop::bool::weighted(0.1), said());
    prop::collection::vec(one, 0..15).prop_map(|many| {
        let number = |(seq, (key, received, other, said)): (u64, (usize, i64, bool, Said))| Input {
            text: text(if other { 2 } else { 1 }),
            ..crate::common::input(seq, PARTIES[key], received, said)
        };
        (0..).zip(many).map(number).collect()
    })
}

fn after(rule: &Rule, roll: &Roll, inputs: &[Input]) -> Outcome {
    // Where notifications to the contrary are taken for a month, the month is over.
    decide(rule, roll, inputs, at(if rule.contrary.is_some() { 31 * DAY } else { 10 }))
}

/// The part of an outcome that decides something.
fn effect(outcome: &Outcome) -> impl PartialEq + std::fmt::Debug + use<> {
    let Outcome { decision, basis, counts, reasons, stands, missing, .. } = outcome.clone();
    (decision, basis, counts, reasons, stands, missing)
}

fn decides(rule: &Rule, roll: &Roll, input: &Input) -> bool {
    // CSCE, Prague 1992: the state concerned is left out only where a violation is stated.
    let left_out = |seat: &Seat| {
        rule.exclude_concerned && seat.concerned && (!rule.asks_for_violation || seat.violation.is_some())
    };
    roll.seat(&input.party).is_some_and(|seat| seat.decides && !left_out(seat))
}

proptest! {
    #[test]
    fn i3_who_does_not_decide_changes_nothing_and_is_always_recorded(rule in rule(), roll in roll(), inputs in inputs()) {
        let outcome = after(&rule, &roll, &inputs);
        let deciding: Vec<Input> = inputs.iter().filter(|input| decides(&rule, &roll, input)).cloned().collect();
        prop_assert_eq!(effect(&outcome), effect(&after(&rule, &roll, &deciding)));
        for input in inputs.iter().filter(|input| !decides(&rule, &roll, input)) {
            prop_assert!(outcome.recorded.iter().any(|recorded| recorded.input == *input));
            prop_assert!(!outcome.stands.contains_key(&input.party));
        }
    }

    #[test]
    fn i4_the_order_of_the_inputs_is_irrelevant_and_a_replay_gives_the_same_bytes(
        rule in rule(), roll in roll(), (inputs, shuffled) in inputs().prop_flat_map(|i| (Just(i.clone()), Just(i).prop_shuffle()))
    ) {
        let outcome = after(&rule, &roll, &inputs);
        prop_assert_eq!(&outcome, &after(&rule, &roll, &shuffled));
        let doubled = [inputs.clone(), shuffled].concat();
        prop_assert_eq!(&outcome, &after(&rule, &roll, &doubled), "an input delivered twice counts once");

        let through_json = |inputs: &[Input]| -> (Rule, Roll, Vec<Input>) {
            let bytes = serde_json::to_vec(&(&rule, &roll, inputs)).unwrap();
            serde_json::from_slice(&bytes).unwrap()
        };
        let (rule, roll, inputs) = through_json(&inputs);
        let replayed = after(&rule, &roll, &inputs);
        prop_assert_eq!(serde_json::to_vec(&outcome).unwrap(), serde_json::to_vec(&replayed).unwrap());
        prop_assert_eq!(serde_json::from_slice::<Outcome>(&serde_json::to_vec(&outcome).unwrap()).unwrap(), outcome);
    }

    #[test]
    fn i5_only_the_difference_between_instants_matters(
        rule in rule(), roll in roll(), inputs in inputs(), shift in -1_000_000_000_000..1_000_000_000_000_i64, now in -3..3_i64
    ) {
        let moved = |instant: Instant| Instant::from_millis(instant.millis() + shift);
        let moved_roll = Roll::new(roll.text(), moved(roll.deadline()), roll.seats().to_vec()).expect("no party twice");
        let moved_inputs: Vec<Input> =
            inputs.iter().map(|input| Input { received: moved(input.received), ..input.clone() }).collect();
        let here = decide(&rule, &roll, &inputs, at(now));
        let there = decide(&rule, &moved_roll, &moved_inputs, moved(at(now)));
        prop_assert_eq!((here.decision, here.counts, here.stands), (there.decision, there.counts, there.stands));
        prop_assert_eq!(here.late, there.late);
    }

    #[test]
    fn i6_removing_an_objection_never_prevents_an_adoption(rule in rule(), roll in roll(), inputs in inputs()) {
        let is_objection = |input: &Input| matches!(&input.said, Said::Position { position: Position::Object { .. }, .. });
        let with = after(&rule, &roll, &inputs);
        for left_out in (0..inputs.len()).filter(|&at| is_objection(&inputs[at])) {
            let mut fewer = inputs.clone();
            fewer.remove(left_out);
            let without = after(&rule, &roll, &fewer);
            prop_assert!(with.decision != Decision::Adopted || without.decision == Decision::Adopted);
        }
    }

    #[test]
    fn i6_an_abstention_matters_only_where_the_rule_says_so(rule in rule(), roll in roll(), inputs in inputs()) {
        let before = after(&rule, &roll, &inputs);
        let silent = before.stands.iter().filter(|(_, stands)| **stands == Stands::DidNotVote);
        for (silent, _) in silent {
            let abstention = crate::common::input(99, silent.as_str(), -1, Said::Ballot(Ballot::Abstain));
            let with = after(&rule, &roll, &[inputs.clone(), vec![abstention]].concat());
            match rule.test {
                Test::Fraction { base: Base::Cast, .. } => {
                    prop_assert!(with.decision == before.decision || with.decision == Decision::NotAdopted);
                }
                _ => prop_assert_eq!(with.decision, before.decision),
            }
        }
    }

    #[test]
    fn what_stands_beside_a_decision_never_changes_it(rule in rule(), roll in roll(), inputs in inputs()) {
        let beside = |input: &Input| matches!(input.said, Said::OpinionOnRecord { .. } | Said::Reservation { .. });
        let others: Vec<Input> = inputs.iter().filter(|input| !beside(input)).cloned().collect();
        let outcome = after(&rule, &roll, &inputs);
        prop_assert_eq!(effect(&outcome), effect(&after(&rule, &roll, &others)));
        let recorded = outcome.recorded.iter().filter(|recorded| beside(&recorded.input)).count();
        prop_assert_eq!(recorded, inputs.len() - others.len());
    }

    #[test]
    fn what_comes_late_never_changes_a_decision_and_is_listed(rule in rule(), roll in roll(), inputs in inputs()) {
        // Who decides has a month more under a rule that takes notifications to the contrary.
        let late = |input: &Input| {
            input.received > at(0) && !(rule.contrary.is_some() && decides(&rule, &roll, input))
        };
        let in_time: Vec<Input> = inputs.iter().filter(|input| !late(input)).cloned().collect();
        let outcome = after(&rule, &roll, &inputs);
        prop_assert_eq!(effect(&outcome), effect(&after(&rule, &roll, &in_time)));
        prop_assert_eq!(outcome.late.len(), inputs.len() - in_time.len());
        prop_assert!(outcome.late.iter().all(|late| outcome.recorded.iter().any(|r| r.input.seq == late.seq)));
    }

    #[test]
    fn silence_is_never_agreement(rule in rule(), roll in roll(), inputs in inputs()) {
        let outcome = after(&rule, &roll, &inputs);
        for (party, stands) in &outcome.stands {
            let recorded = |input: &Input| outcome.recorded.iter().any(|recorded| recorded.input == *input);
            let heard = inputs.iter().any(|input| input.party == *party && !recorded(input));
            prop_assert_eq!(outcome.missing.contains(party), !heard);
            if !heard {
                prop_assert!(matches!(stands, Stands::NoObjectionReceived | Stands::DidNotVote));
            }
        }
        let c = outcome.counts;
        prop_assert_eq!(c.accepting + c.objecting + c.standing_aside + c.silent + c.yes + c.no + c.abstain, c.counted);
        prop_assert_eq!(outcome.stands.len() as u64, c.counted);
    }

    #[test]
    fn every_outcome_gives_its_ground_or_its_reasons(rule in rule(), roll in roll(), inputs in inputs(), now in -3..3_i64) {
        let outcome = decide(&rule, &roll, &inputs, at(now));
        prop_assert_eq!(outcome.decision == Decision::Adopted, outcome.reasons.is_empty());
        prop_assert_eq!(outcome.decision == Decision::Adopted, outcome.basis.is_some());
        // Nothing is adopted before the deadline; a broken silence alone is over before.
        let breaks = |reason: &Reason| {
            matches!(reason, Reason::ObjectionStands { .. } | Reason::AmendmentBreaks { .. } | Reason::ExtensionBreaks { .. })
        };
        let broken = rule.silence.is_some()
            && outcome.decision == Decision::NotAdopted
            && outcome.reasons.iter().any(breaks);
        prop_assert!(now > 0 || outcome.decision == Decision::NotYet || broken);
        prop_assert!(outcome.recorded.iter().all(|r| r.why != NoEffect::Absent || !roll.seat(&r.input.party).unwrap().present));
    }
}
