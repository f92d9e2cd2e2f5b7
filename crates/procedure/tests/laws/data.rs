//! Rules and rolls as data: what is refused, where and why, and that whatever is read holds.

use crate::common::{at, input, object, said, seat, text};
use procedure::{
    BadRule, Ballot, Contrary, Decision, Position, Roll, Round, RoundState, Rule, Said, Seat, Silence, decide,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use terms::Instant;

/// A rule with every parameter that a file may hold, one to a line.
const WHOLE: &str = r#"{
  "id": "house",
  "exclude_concerned": true,
  "quorum": {"open": {"num": 1, "den": 3, "strict": false}, "decide": null},
  "test": {"no_objection": {"over": "all", "absent": "assent"}},
  "abstain": {"constructive": {
    "bar_members": {"num": 1, "den": 3, "strict": false},
    "bar_population": {"num": 1, "den": 3, "strict": false}}},
  "fallback": "majority",
  "effect_after_days": 7,
  "consent": {"review_after_days": 90},
  "silence": {"min_window_millis": 1000, "clock_start": "served", "extension": "pauses",
    "amendment_breaks": true, "prior_acceptance": true, "withdrawal_lifts": true, "confirm_at_meeting": true},
  "asks_for_violation": true,
  "without_vote": true,
  "attaches": ["interpretative", "footnote"],
  "flexible": true,
  "refers_to": "Council"
}"#;

/// What is wrong with the rule of this id.
type Why = fn(String) -> BadRule;

fn refusal(written: &str) -> String {
    serde_json::from_str::<Rule>(written).expect_err(written).to_string()
}

/// What is wrong is named, and the line and column where it stands.
#[test]
fn an_unknown_parameter_is_refused_with_where_and_what() {
    assert!(serde_json::from_str::<Rule>(WHOLE).is_ok());
    let table = [
        ("\"id\": \"house\",", "\"id\": \"house\", \"veto\": 1,", "unknown field `veto`", 2),
        ("\"decide\": null", "\"close\": null", "unknown field `close`", 4),
        ("\"absent\": \"assent\"", "\"absentees\": \"assent\"", "unknown field `absentees`", 5),
        ("\"absent\": \"assent\"", "\"absent\": \"perhaps\"", "unknown variant `perhaps`", 5),
        ("no_objection", "acclamation", "unknown variant `acclamation`", 5),
        ("\"bar_members\"", "\"bar_member\"", "unknown field `bar_member`", 7),
        ("\"effect_after_days\": 7", "\"effect_after_days\": -7", "invalid value: integer `-7`", 10),
        ("\"effect_after_days\": 7", "\"effect_after_days\": 0.5", "invalid type: floating point `0.5`", 10),
        ("review_after_days", "review_after_weeks", "unknown field `review_after_weeks`", 11),
        ("\"min_window_millis\": 1000", "\"min_window_millis\": 0", "a window of 0 ms", 12),
        ("\"extension\": \"pauses\"", "\"extension\": \"stops\"", "unknown variant `stops`", 12),
        ("\"amendment_breaks\"", "\"amendments_break\"", "unknown field `amendments_break`", 13),
        ("\"flexible\": true", "\"flexible\": true, \"flexible\": true", "duplicate field `flexible`", 17),
        ("\"footnote\"", "\"asterisk\"", "unknown variant `asterisk`", 16),
    ];
    for (written, wrong, what, line) in table {
        let refusal = refusal(&WHOLE.replacen(written, wrong, 1));
        assert!(refusal.contains(what) && refusal.contains(&format!("at line {line} column ")), "{refusal}");
    }
    let bars = WHOLE.replace(
        "\"num\": 1, \"den\": 3, \"strict\": false}, \"decide\"",
        "\"num\": 4, \"den\": 3, \"strict\": false}, \"decide\"",
    );
    let refusal = refusal(&bars);
    assert!(refusal.contains("4/3 cannot be met") && refusal.contains("at line 4"), "{refusal}");
}

/// Parameters that do not go together are refused with the rule and both of them, whether read or made.
#[test]
fn parameters_that_do_not_go_together_are_refused_with_the_rule_and_what() {
    let silence = Some(Silence::united_nations());
    let contrary = |before| Some(Contrary { effect_after_days: 30, absent_before_days: before });
    let table: [(Rule, Why); 9] = [
        (Rule { silence, ..Rule::majority() }, BadRule::SilenceWithoutObjections),
        (Rule { silence, ..Rule::rough() }, BadRule::SilenceWithoutObjections),
        (Rule { contrary: contrary(10), ..Rule::qmv() }, BadRule::ContraryWithoutObjections),
        (Rule { contrary: contrary(10), ..Rule::silence() }, BadRule::TwoClocks),
        (Rule { effect_after_days: Some(3), ..Rule::opec() }, BadRule::TwoEffects),
        (Rule { contrary: contrary(31), ..Rule::opec() }, |id| BadRule::ContraryTooEarly {
            id,
            before: 31,
            after: 30,
        }),
        (Rule { asks_for_violation: true, ..Rule::osce() }, BadRule::ViolationWithoutConcerned),
        (Rule { without_vote: true, ..Rule::two_thirds() }, BadRule::VoteWithoutVote),
        (Rule { without_vote: true, ..Rule::iso() }, BadRule::VoteWithoutVote),
    ];
    for (rule, why) in table {
        let why = why(rule.id.clone());
        assert_eq!(rule.check(), Err(why.clone()));
        let refusal = refusal(&serde_json::to_string(&rule).expect("JSON"));
        assert!(refusal.contains(&why.to_string()) && refusal.contains(&rule.id), "{refusal}");
    }
    let edge = Rule { contrary: contrary(30), ..Rule::opec() };
    assert_eq!(edge.check(), Ok(()), "who is absent may notify until the deadline");
}

#[test]
fn a_roll_is_refused_with_where_and_what() {
    let roll = Roll::new(text(1), at(0), vec![seat("KG"), seat("UZ")]).expect("no party twice");
    let written = serde_json::to_string_pretty(&roll).expect("JSON");
    let table = [
        ("\"UZ\"", "\"KG\"", "party KG is on the roll twice"),
        ("\"present\"", "\"here\"", "unknown field `here`"),
        ("\"seats\"", "\"chairs\"", "unknown field `chairs`"),
        ("\"concerned\": false", "\"concerned\": 0", "invalid type: integer `0`"),
        ("\"concerned\": false", "\"concerned\": false, \"population\": -1", "invalid value: integer `-1`"),
    ];
    for (as_it_is, wrong, what) in table {
        let refusal =
            serde_json::from_str::<Roll>(&written.replace(as_it_is, wrong)).expect_err(what).to_string();
        assert!(refusal.contains(what), "{refusal}");
    }
}

/// Words and figures that a rule or a roll is likely to hold, and some that it is not.
fn leaf() -> impl Strategy<Value = Value> {
    let words = [
        "all",
        "present",
        "assent",
        "blocks",
        "against",
        "cast",
        "yes_and_no",
        "rough",
        "served",
        "pauses",
        "breaks",
        "ignore",
        "KG",
        "",
        "\u{0}",
    ];
    prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec![0, 1, 2, 3, u64::MAX]).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(serde_json::from_str("0.5").expect("a number that is not whole")),
        Just(Value::Null),
        Just(json!({})),
        Just(json!([])),
        Just(json!({"num": 1, "den": 2, "strict": true})),
    ]
}

/// The paths of everything in a document.
fn paths(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| paths(value, &format!("{here}/{key}"), found))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| paths(value, &format!("{here}/{at}"), found))
        }
        _ => {}
    }
}

/// One change to a document: something replaced, something taken out, or something of another document put in.
fn change(document: &mut Value, at: usize, what: u8, leaf: &Value, other: &Value) {
    let mut found = Vec::new();
    paths(document, "", &mut found);
    let path = found[at % found.len()].clone();
    let Some((parent, key)) = path.rsplit_once('/') else { return };
    let Some(parent) = document.pointer_mut(parent) else { return };
    match (parent, what) {
        (Value::Object(fields), 0) => drop(fields.remove(key)),
        (Value::Object(fields), 1) => drop(fields.insert(key.to_owned(), leaf.clone())),
        (Value::Object(fields), 2) => drop(fields.insert(format!("{key}s"), leaf.clone())),
        (Value::Object(fields), _) => fields.extend(other.as_object().cloned().unwrap_or_default()),
        (Value::Array(items), 0) => drop(items.pop()),
        (Value::Array(items), 1) => items.push(leaf.clone()),
        (Value::Array(items), _) => items.extend(items.clone()),
        _ => {}
    }
}

fn whole() -> Value {
    serde_json::from_str(WHOLE).expect("JSON")
}

fn rule_as_data() -> impl Strategy<Value = Value> {
    let shipped = Rule::shipped().into_iter().map(|rule| serde_json::to_value(rule).expect("JSON"));
    prop::sample::select(shipped.chain([whole()]).collect::<Vec<_>>())
}

fn changes() -> impl Strategy<Value = Vec<(usize, u8, Value, Value)>> {
    prop::collection::vec(
        (any::<prop::sample::Index>().prop_map(|at| at.index(1000)), 0..4_u8, leaf(), rule_as_data()),
        1..4,
    )
}

fn holds(rule: &Rule) -> Result<(), TestCaseError> {
    prop_assert_eq!(rule.check(), Ok(()));
    let written = serde_json::to_string(rule).expect("JSON");
    prop_assert_eq!(&serde_json::from_str::<Rule>(&written).expect("JSON"), rule);
    prop_assert_eq!(
        serde_json::to_string(&serde_json::from_str::<Rule>(&written).expect("JSON")).expect("JSON"),
        written
    );
    Ok(())
}

fn stands(roll: &Roll) -> Result<(), TestCaseError> {
    prop_assert!(roll.seats().is_sorted_by(|a, b| a.party < b.party), "in order, no party twice");
    prop_assert!(roll.seats().iter().all(|seat| roll.seat(&seat.party) == Some(seat)));
    let written = serde_json::to_string(roll).expect("JSON");
    prop_assert_eq!(&serde_json::from_str::<Roll>(&written).expect("JSON"), roll);
    Ok(())
}

/// It decides, whatever figures it holds and at the ends of time, and adopts nothing before the deadline.
fn decides(rule: &Rule) -> Result<(), TestCaseError> {
    let seats = ["IN", "KG", "a:UZ", "c:PK"].map(|key| Seat { population: u64::MAX / 8, ..seat(key) });
    let said = |seq, key| {
        [input(seq, key, -1, said(Position::Accept)), input(seq, key, -1, Said::Ballot(Ballot::Yes))]
    };
    let heard = [
        said(1, "IN"),
        said(2, "KG"),
        [input(3, "PK", -1, crate::common::said(object())), input(3, "UZ", 0, Said::Joins { letter: 3 })],
    ]
    .concat();
    for deadline in [Instant::from_millis(i64::MIN), at(0), Instant::from_millis(i64::MAX)] {
        let roll = Roll::new(text(1), deadline, seats.to_vec()).expect("no party twice");
        for now in [i64::MIN, deadline.millis(), i64::MAX].map(Instant::from_millis) {
            let outcome = decide(rule, &roll, &heard, now);
            prop_assert!(now > deadline || outcome.decision != Decision::Adopted);
            if let Ok(round) = Round::open(1, rule.clone(), roll.clone(), Instant::from_millis(i64::MIN)) {
                let elapsed = round.state(now) == RoundState::Elapsed;
                prop_assert!(elapsed || round.decide(now).decision != Decision::Adopted);
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_bytes_make_a_rule_or_a_roll_that_does_not_hold(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0..1500_usize) {
        let mut broken = WHOLE.as_bytes().to_vec();
        let at = cut % broken.len();
        broken.splice(at..(at + bytes.len() / 40).min(WHOLE.len()), bytes.iter().take(3).copied());
        for bytes in [&bytes, &broken] {
            if let Ok(rule) = serde_json::from_slice::<Rule>(bytes) {
                holds(&rule)?;
            }
            if let Ok(roll) = serde_json::from_slice::<Roll>(bytes) {
                stands(&roll)?;
            }
        }
    }

    #[test]
    fn whatever_is_read_as_a_rule_passes_its_check_and_is_written_as_it_was(mut rule in rule_as_data(), changes in changes()) {
        for (at, what, leaf, other) in &changes {
            change(&mut rule, *at, *what, leaf, other);
        }
        if let Ok(rule) = serde_json::from_value::<Rule>(rule) {
            holds(&rule)?;
            decides(&rule)?;
        }
    }

    #[test]
    fn whatever_is_read_as_a_roll_has_each_party_once_and_is_written_as_it_was(changes in changes()) {
        let seats = vec![seat("KG"), seat("o:MN"), seat("c:PK"), Seat { population: 7, accepts_silence: true, ..seat("a:UZ") }];
        let mut roll = serde_json::to_value(Roll::new(text(1), at(0), seats).unwrap()).unwrap();
        for (at, what, leaf, other) in &changes {
            change(&mut roll, *at, *what, leaf, other);
        }
        if let Ok(roll) = serde_json::from_value::<Roll>(roll) {
            stands(&roll)?;
        }
    }
}
