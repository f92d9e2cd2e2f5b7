//! Whatever is sent to whatever takes something: it is done, or refused in words; it never fails, and what was sent
//! comes back harmless.

use crate::server::{Browser, Server};
use axum::http::{Method, StatusCode};
use forum::live::entering::{DeskRole, Grant, ticket};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use store::Batch;

/// These tests ask more often than anybody may.
const NO_LIMITS: web::Limits = web::Limits { session: u32::MAX, codes: u32::MAX, newcomers: u32::MAX };

/// Every address that takes something, out of the routers themselves, so that a new one is never forgotten.
fn addresses() -> Vec<(Method, String)> {
    let routers = concat!(include_str!("../../src/router.rs"), include_str!("../../src/api.rs"));
    let plain: String = routers.split_whitespace().collect();
    let mut found = Vec::new();
    for route in plain.split(".route(\"").skip(1) {
        let Some((path, rest)) = route.split_once('"') else { continue };
        let filled = path
            .replace("{forum}", "friendship-2021")
            .replace("{lang}", "en")
            .replace("{topic}", "health")
            .replace("{statement}", "cp1")
            .replace("{id}", "0123456789abcdef");
        if rest.contains("post(") {
            found.push((Method::POST, filled));
        }
    }
    found
}

/// Field names that forms here have, so that values reach the code behind them.
const FIELDS: [&str; 28] = [
    "text",
    "topic",
    "party",
    "count",
    "phase",
    "open",
    "statement",
    "hide",
    "reason",
    "answer_by",
    "reply",
    "ruling",
    "note",
    "delegate",
    "name",
    "role",
    "key",
    "tier",
    "days",
    "standing",
    "right",
    "granted",
    "matter",
    "needed",
    "digest",
    "lang",
    "stance",
    "vote",
];

const MARK: &str = "<script>alert(1)</script>";

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(MARK.to_owned()),
        Just(format!("\"><img src=x onerror=alert(1)>{MARK}")),
        Just("'; DROP TABLE votes; --".to_owned()),
        Just("\u{202e}\u{0}\u{7f}\u{feff}".to_owned()),
        Just("UZ;N. N.;head;a@b.c\nKZ;;;".to_owned()),
        Just("9".repeat(400)),
        Just("-1".to_owned()),
        Just("2021-02-31".to_owned()),
        Just("UZ".to_owned()),
        Just("true".to_owned()),
        ".{0,60}",
        "[0-9]{1,9}",
    ]
}

/// A body with its media type.
fn body() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    const FORM: &str = "application/x-www-form-urlencoded";
    const JSON: &str = "application/json";
    let pairs = prop::collection::vec((prop::sample::select(&FIELDS[..]), value()), 0..8);
    let form = pairs.prop_map(|pairs| {
        let sign = |byte: u8| format!("%{byte:02X}");
        let pair =
            |(name, value): (&str, String)| format!("{name}={}", value.bytes().map(sign).collect::<String>());
        (FORM, pairs.into_iter().map(pair).collect::<Vec<_>>().join("&").into_bytes())
    });
    let json = prop::collection::vec((prop::sample::select(&FIELDS[..]), value()), 0..6).prop_map(|pairs| {
        let object: serde_json::Map<String, serde_json::Value> =
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        (JSON, serde_json::Value::Object(object).to_string().into_bytes())
    });
    let broken = prop_oneof![
        Just(&b"{\"text\":\"\\ud800\"}"[..]),
        Just(&b"[[[[[[[[[["[..]),
        Just(&b"text=%ff%fe%00&text=%"[..]),
        Just(&b"{\"votes\":[{\"statement\":1e999}]}"[..]),
    ];
    let broken = (prop::sample::select(&[FORM, JSON, "text/plain", ""][..]), broken)
        .prop_map(|(media, bytes)| (media, bytes.to_vec()));
    let noise = (prop::sample::select(&[FORM, JSON][..]), prop::collection::vec(any::<u8>(), 0..200));
    prop_oneof![4 => form, 2 => json, 1 => broken, 1 => noise]
}

async fn all_hold(server: &Server, browser: &Browser, times: usize, may_change: bool) {
    let mut runner = TestRunner::deterministic();
    for (method, address) in addresses() {
        for _ in 0..times {
            let (media, bytes) = body().new_tree(&mut runner).expect("a body").current();
            let before = server.live.view().acts();
            let mut browser = browser.clone();
            let page = browser.bytes(server, method.clone(), &address, media, bytes.clone()).await;
            let shown = String::from_utf8_lossy(&bytes);
            assert!(!page.status.is_server_error(), "{address} {media} {shown}: {}", page.text);
            assert!(!page.text.contains(MARK), "{address} gives back what runs: {shown}");
            let refused = page.status.is_client_error();
            if refused || !may_change {
                assert_eq!(server.live.view().acts(), before, "{address} {media} {shown}: {}", page.status);
            }
        }
    }
}

#[tokio::test]
async fn whatever_a_stranger_sends_is_refused_in_words_and_no_act_comes_of_it() {
    let server = Server::with_limits(NO_LIMITS).await;
    assert!(addresses().len() > 40, "{}", addresses().len());
    all_hold(&server, &Browser::default(), 12, false).await;
}

#[tokio::test]
async fn whatever_is_sent_from_the_desk_is_done_or_refused_and_never_fails() {
    let server = Server::with_limits(NO_LIMITS).await;
    let role = DeskRole::Organiser;
    let (secret, new) = ticket("desk/x", &Grant::Desk { person: "x".to_owned(), role }, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(new)).await.expect("a ticket");
    let mut desk = Browser::default();
    let form = [("code", secret.text()), ("confirmed", "true".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let entered = desk.post(&server, "/friendship-2021/en/enter", &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    all_hold(&server, &desk, 12, true).await;
    let read = desk.get(&server, "/friendship-2021/record.jsonl").await;
    record::Record::read_from(read.text.as_bytes()).expect("the record holds");
}
