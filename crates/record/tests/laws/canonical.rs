//! The canonical encoding: one value, one sequence of bytes.

use proptest::prelude::*;
use record::canonical::{MAX_DEPTH, MAX_INTEGER};
use record::{CanonicalError, canonical};
use serde_json::{Map, Value, json};

fn text(value: &Value) -> String {
    String::from_utf8(canonical(value).expect("a value of the encoding")).expect("UTF-8")
}

/// RFC 8785 §3.2.3: the sorting example, whose order by UTF-16 code units differs from the order by UTF-8.
#[test]
fn keys_are_in_the_order_of_the_rfc() {
    let value = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    let order: Vec<String> =
        text(&value).split("\":\"").map(|piece| piece.rsplit('"').next().unwrap().to_owned()).collect();
    assert_eq!(&order[..7], ["\\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"]);
}

#[test]
fn golden_bytes() {
    let cases = [
        (json!({"b": 1, "a": [true, null, -2]}), r#"{"a":[true,null,-2],"b":1}"#),
        // RFC 8785 §3.2.2.2: the string example.
        (json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/"), "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""),
        (json!("\u{8}\t\u{c}\r\u{1f}\u{7f}"), "\"\\b\\t\\f\\r\\u001f\u{7f}\""),
        (json!({"": {}}), r#"{"":{}}"#),
        (json!(MAX_INTEGER), "9007199254740991"),
        (json!(-9_007_199_254_740_991_i64), "-9007199254740991"),
    ];
    for (value, bytes) in cases {
        assert_eq!(text(&value), bytes);
    }
}

#[test]
fn what_programs_could_print_differently_is_refused_and_located() {
    let not_an_integer =
        |path: &str, number: &str| CanonicalError::NotAnInteger { path: path.into(), number: number.into() };
    let too_large =
        |path: &str, number: &str| CanonicalError::TooLarge { path: path.into(), number: number.into() };
    let cases = [
        (json!({"a": [1, 0.5]}), not_an_integer("/a/1", "0.5")),
        (json!({"a/b": {"c~d": 1.0}}), not_an_integer("/a~1b/c~0d", "1.0")),
        (json!(MAX_INTEGER + 1), too_large("", "9007199254740992")),
        (json!([i64::MIN]), too_large("/0", "-9223372036854775808")),
        (json!([u64::MAX]), too_large("/0", "18446744073709551615")),
    ];
    for (value, error) in cases {
        assert_eq!(canonical(&value), Err(error));
    }
}

#[test]
fn nesting_ends_where_it_says() {
    let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    assert!(canonical(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(
        canonical(&nested(MAX_DEPTH + 1)),
        Err(CanonicalError::TooDeep { path: "/0".repeat(MAX_DEPTH + 1) })
    );
}

fn value() -> impl Strategy<Value = Value> {
    let limit = MAX_INTEGER as i64;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-limit..=limit).prop_map(Value::from),
        "[a-c\"\\\\/\n\u{1}é界\u{1f600}]{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-c\"\u{e000}\u{1f600}]{0,2}", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(reversed).collect(),
        Value::Object(entries) => {
            Value::Object(entries.iter().rev().map(|(key, item)| (key.clone(), reversed(item))).collect())
        }
        leaf => leaf.clone(),
    }
}

proptest! {
    #[test]
    fn equal_values_give_equal_bytes_and_others_do_not(a in value(), b in value()) {
        prop_assert_eq!(a == b, canonical(&a) == canonical(&b));
    }

    #[test]
    fn the_order_of_keys_is_irrelevant(a in value()) {
        prop_assert_eq!(canonical(&a), canonical(&reversed(&a)));
    }

    #[test]
    fn any_json_reader_reads_the_bytes_back(a in value()) {
        let bytes = canonical(&a).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), a);
    }
}
