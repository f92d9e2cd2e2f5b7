//! Rules as data: what may be written, and the exact arithmetic of a threshold.

use procedure::{Rule, Seat, Threshold};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn a_rule_is_read_as_written_and_known_by_its_id() {
    for rule in Rule::shipped() {
        let json = serde_json::to_value(&rule).expect("JSON");
        assert_eq!(serde_json::from_value::<Rule>(json).expect("as written"), rule);
        assert_eq!(Rule::named(&rule.id), Some(rule));
    }
    assert_eq!(Rule::named("acclamation"), None);
    let fallbacks: Vec<String> = Rule::shipped().into_iter().filter_map(|rule| rule.fallback).collect();
    assert_eq!(fallbacks, ["majority"]);
    assert!(fallbacks.iter().all(|id| Rule::named(id).is_some()));
}

#[test]
fn a_rule_in_a_file_says_what_differs_from_the_usual() {
    let short = json!({"id": "sco16", "test": {"no_objection": {"over": "all"}}});
    assert_eq!(serde_json::from_value::<Rule>(short).expect("a rule"), Rule::sco16());
    let fraction =
        json!({"fraction": {"threshold": {"num": 2, "den": 3, "strict": false}, "base": "yes_and_no"}});
    let short = json!({"id": "two_thirds", "test": fraction});
    assert_eq!(serde_json::from_value::<Rule>(short).expect("a rule"), Rule::two_thirds());
}

#[test]
fn unknown_parameters_and_impossible_thresholds_are_refused() {
    let with = |key: &str, value: Value| {
        let mut rule = serde_json::to_value(Rule::majority()).expect("JSON");
        rule[key] = value;
        serde_json::from_value::<Rule>(rule).map_err(|error| error.to_string())
    };
    let fraction = |num: u64, den: u64, strict: bool| json!({"fraction": {"threshold": {"num": num, "den": den, "strict": strict}, "base": "cast"}});
    for (key, value, says) in [
        ("veto", json!(true), "veto"),
        ("test", json!({"acclamation": {}}), "acclamation"),
        ("test", json!({"no_objection": {"over": "all", "silence": "72h"}}), "silence"),
        ("test", json!({"no_objection": {"over": "some"}}), "some"),
        ("quorum", json!({"close": null}), "close"),
        ("abstain", json!("constructive"), "struct variant"),
        ("abstain", json!("against"), "against"),
        ("effect_after_days", json!(-1), "-1"),
        ("test", fraction(1, 0, false), "1/0 cannot be met"),
        ("test", fraction(0, 3, false), "0/3 cannot be met"),
        ("test", fraction(4, 3, false), "4/3 cannot be met"),
        ("test", fraction(1, 1, true), "1/1 cannot be met"),
    ] {
        let error = with(key, value.clone()).expect_err(says);
        assert!(error.contains(says), "{value}: {error}");
    }
    assert!(with("test", fraction(1, 1, false)).is_ok(), "all of them can be asked for");
}

#[test]
fn what_was_written_before_a_parameter_existed_reads_and_writes_as_it_was() {
    let seat =
        json!({"party": "KG", "standing": "member", "decides": true, "present": true, "concerned": false});
    let read: Seat = serde_json::from_value(seat.clone()).expect("a seat");
    assert_eq!(read.population, 0);
    assert_eq!(serde_json::to_value(&read).expect("JSON"), seat);
    let counted = Seat { population: 69, ..read };
    let json = serde_json::to_value(&counted).expect("JSON");
    assert_eq!(json["population"], 69);
    assert_eq!(serde_json::from_value::<Seat>(json).expect("a seat"), counted);
    let rule = serde_json::to_value(Rule::sco16()).expect("JSON");
    let keys: Vec<&str> = rule.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["exclude_concerned", "id", "quorum", "test"]);
}

proptest! {
    #[test]
    fn a_threshold_is_exact(num in 1..50_u64, more in 0..50_u64, strict: bool, part in 0..200_u64, whole in 0..200_u64) {
        let den = num + more;
        prop_assume!(!strict || more > 0);
        let made = if strict { Threshold::more_than(num, den) } else { Threshold::at_least(num, den) };
        let threshold = made.expect("can be met");
        let (have, need) = (part * den, num * whole);
        prop_assert_eq!(threshold.met_by(part, whole), part > 0 && if strict { have > need } else { have >= need });
        let least = threshold.least(whole);
        prop_assert!(threshold.met_by(least, whole));
        prop_assert!(!threshold.met_by(least - 1, whole));
    }

    #[test]
    fn no_count_is_too_large(num in 1..u64::MAX, strict: bool, part: u64, whole: u64) {
        let made = if strict { Threshold::more_than(num, u64::MAX) } else { Threshold::at_least(num, u64::MAX) };
        let threshold = made.expect("can be met");
        let least = threshold.least(whole);
        prop_assert_eq!(threshold.met_by(part, whole), part >= least);
    }
}
