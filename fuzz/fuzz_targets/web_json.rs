//! Any JSON, or nearly JSON, to any address of the API and to where phones send votes: it is done or refused in JSON that
//! says why, never an error of the server; a refusal leaves no act.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary_fuzz::{addresses, with_site};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut all = addresses(true);
    all.push("/friendship-2021/votes".to_owned());
    all
});

const FIELDS: [&str; 18] = [
    "capacity",
    "code",
    "count",
    "lang",
    "let_in",
    "party",
    "phase",
    "reason",
    "reply_to",
    "request",
    "rows",
    "seen",
    "sources",
    "stance",
    "statement",
    "text",
    "topic",
    "vote",
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
        assert!(!answer.status.is_server_error(), "{address}: {}", answer.text);
        if address.starts_with("/api/") && !answer.text.is_empty() {
            let told = serde_json::from_str::<Value>(&answer.text);
            assert!(told.is_ok(), "{address}: {} is no JSON", answer.text);
        }
        if answer.status.is_client_error() {
            assert_eq!(
                site.live.view().acts(),
                before,
                "{address}: {} and yet something was done",
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
        let value = serde_json::from_slice(value).unwrap_or_else(|_| text());
        (FIELDS[usize::from(field) % FIELDS.len()].to_owned(), value)
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}
