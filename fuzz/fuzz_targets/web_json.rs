//! Any JSON, or nearly JSON, to any address of the API and to where phones send votes: it is done or refused in JSON that
//! says why, never an error of the server; a refusal leaves no act.
#![no_main]

use axum::http::Method;
use libfuzzer_sys::fuzz_target;
use plenary_fuzz::{Address, addresses, deeds, desk_acts, with_site};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static ADDRESSES: LazyLock<Vec<Address>> = LazyLock::new(|| {
    let mut all = addresses(true);
    all.push(Address { method: Method::POST, path: "/friendship-2021/votes".to_owned() });
    all
});

static ACTS: LazyLock<Vec<String>> = LazyLock::new(desk_acts);
static DEEDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| deeds().collect());

const FIELDS: [&str; 48] = [
    "act",
    "answer_by",
    "approves",
    "capacity",
    "chair",
    "clause",
    "code",
    "conclusion",
    "count",
    "days_before",
    "digest",
    "fields",
    "granted",
    "key",
    "lang",
    "let_in",
    "letters",
    "matter",
    "name",
    "needed",
    "note",
    "opening",
    "party",
    "phase",
    "position",
    "questions",
    "rapporteur",
    "reason",
    "reply",
    "reply_to",
    "request",
    "right",
    "role",
    "roster",
    "rows",
    "ruling",
    "seen",
    "since",
    "sources",
    "stance",
    "standing",
    "statement",
    "text",
    "topic",
    "vote",
    "what",
    "why",
    "words-en",
];

fuzz_target!(|data: &[u8]| {
    let [who, place, shape, bytes @ ..] = data else { return };
    let address = &ADDRESSES[usize::from(*place) % ADDRESSES.len()];
    let body = match shape % 4 {
        0 => bytes.to_vec(),
        1 => object(bytes).to_string().into_bytes(),
        2 => json!([object(bytes)]).to_string().into_bytes(),
        _ => json!({ "votes": [object(bytes)] }).to_string().into_bytes(),
    };
    with_site(|site| {
        let before = site.live.view().acts();
        let answer = site.send(*who, address, "application/json", &body);
        assert!(!answer.status.is_server_error(), "{address:?}: {}", answer.text);
        if address.path.starts_with("/api/") && !answer.text.is_empty() {
            let told = serde_json::from_str::<Value>(&answer.text);
            assert!(told.is_ok(), "{address:?}: {} is no JSON", answer.text);
        }
        if answer.status.is_client_error() {
            assert_eq!(
                site.live.view().acts(),
                before,
                "{address:?}: {} and yet something was done",
                answer.status
            );
        }
    });
});

/// An object whose fields are named as they are here: values apart by zero bytes, each with its field before it. A value
/// that is JSON is that; any other is text.
fn object(bytes: &[u8]) -> Value {
    let pairs = bytes.split(|&byte| byte == 0).filter_map(|part| part.split_first());
    let pairs = pairs.map(|(&field, value)| {
        let text = || Value::String(String::from_utf8_lossy(value).into_owned());
        let name = FIELDS[usize::from(field) % FIELDS.len()];
        // What is to be done is one of what can be done, so that the code behind it is reached.
        let value = match (name, value.first().copied().map(usize::from)) {
            ("act", Some(place)) => Value::String(ACTS[place % ACTS.len()].clone()),
            ("what", Some(place)) => Value::String(DEEDS[place % DEEDS.len()].to_owned()),
            _ => serde_json::from_slice(value).unwrap_or_else(|_| text()),
        };
        (name.to_owned(), value)
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}
