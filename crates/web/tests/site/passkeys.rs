//! Coming to the desk by a passkey: what the pages make of it.

use crate::letters::organiser;
use crate::server::{Browser, FORUM, NOW, Server};
use axum::http::StatusCode;
use forum::live::Refusal;
use forum::live::passkeys::Made;
use serde_json::json;
use std::sync::Arc;
use terms::Instant;
use web::{Settings, Ways};

/// What keeps no keys but says which it was asked for: the pages alone are looked at here, keys in the crate of keys and
/// in a browser.
struct Locksmith;

impl web::Passkeys for Locksmith {
    fn begin_making(
        &self,
        of: [u8; 16],
        _: &str,
        known: &[Vec<u8>],
        now: Instant,
    ) -> Result<web::Asked, Refusal> {
        assert!(known.iter().all(|body| body.starts_with(b"key ")));
        Ok(asked(of.to_vec(), now))
    }

    fn made(&self, kept: &[u8], answer: &[u8], _: Instant) -> Result<Made, Refusal> {
        assert_eq!(kept.len(), 16, "what was kept comes back");
        let id = serde_json::from_slice::<String>(answer).map_err(|_| Refusal::of("refused-form"))?;
        Ok(Made { body: format!("key {id}").into_bytes(), id: id.into_bytes(), counter: 1 })
    }

    fn begin_entering(&self, now: Instant) -> Result<web::Asked, Refusal> {
        Ok(asked(b"enters".to_vec(), now))
    }

    fn claimed(&self, answer: &[u8]) -> Result<Vec<u8>, Refusal> {
        let id = serde_json::from_slice::<String>(answer).map_err(|_| Refusal::of("refused-form"))?;
        Ok(id.into_bytes())
    }

    fn entered(&self, kept: &[u8], answer: &[u8], known: &[u8], now: Instant) -> Result<Made, Refusal> {
        assert_eq!((kept, known.starts_with(b"key ")), (&b"enters"[..], true));
        let counter = u32::try_from(now.millis() - NOW).expect("soon");
        Ok(Made { id: self.claimed(answer)?, counter, body: known.to_vec() })
    }
}

fn asked(kept: Vec<u8>, now: Instant) -> web::Asked {
    let until = Instant::from_millis(now.millis() + 300_000);
    web::Asked { question: "{}".to_owned(), kept, until }
}

#[tokio::test]
async fn a_passkey_brings_its_holder_to_the_desk_once_for_each_question() {
    let ways = Ways { passkeys: Some(Arc::new(Locksmith)), ..Ways::default() };
    let server = Server::with(Settings { ways, ..Settings::default() }).await;
    let mut pen = organiser(&server).await;
    let desk = format!("{FORUM}/en/desk/passkey");
    let made = |name: &str| json!({"name": name, "answer": "k1"}).to_string();
    let bare = pen.json(&server, &format!("{desk}/make"), &made("one")).await;
    assert_eq!(bare.value()["error"], json!("refused-sign-in-over"), "nobody asked");
    for (name, status) in [(" ", StatusCode::UNPROCESSABLE_ENTITY), ("one", StatusCode::OK)] {
        assert_eq!(pen.json(&server, &format!("{desk}/ask"), "").await.status, StatusCode::OK);
        let page = pen.json(&server, &format!("{desk}/make"), &made(name)).await;
        assert_eq!(page.status, status, "{}", page.text);
    }
    pen.json(&server, &format!("{desk}/ask"), "").await;
    let again = pen.json(&server, &format!("{desk}/make"), &made("two")).await;
    assert_eq!(again.value()["error"], json!("refused-passkey-known"));

    let mut browser = Browser::default();
    let refused = browser.json(&server, &format!("{desk}/ask"), "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "only somebody at the desk makes a key");
    let (ask, enter) = (format!("{FORUM}/en/passkey/ask"), format!("{FORUM}/en/passkey/enter"));
    browser.json(&server, &ask, "").await;
    let unknown = browser.json(&server, &enter, "\"k2\"").await;
    assert_eq!(unknown.value()["error"], json!("refused-passkey-unknown"));
    let used_up = browser.json(&server, &enter, "\"k1\"").await;
    assert_eq!(used_up.value()["error"], json!("refused-sign-in-over"), "a question is answered once");
    server.at(NOW + 10);
    browser.json(&server, &ask, "").await;
    server.at(NOW + 300_010);
    let late = browser.json(&server, &enter, "\"k1\"").await;
    assert_eq!(late.value()["error"], json!("refused-sign-in-over"));
    browser.json(&server, &ask, "").await;
    let entered = browser.json(&server, &enter, "\"k1\"").await;
    assert_eq!(entered.value()["to"], json!(format!("{FORUM}/en/desk")), "{}", entered.text);
    assert_eq!(browser.get(&server, &format!("{FORUM}/en/desk")).await.status, StatusCode::OK);
    // A copy of the key counts no further.
    let mut copy = Browser::default();
    copy.json(&server, &ask, "").await;
    let behind = copy.json(&server, &enter, "\"k1\"").await;
    assert_eq!(behind.value()["error"], json!("refused-passkey-behind"));

    let page = browser.get(&server, &format!("{FORUM}/en/desk/account")).await;
    let id = page.field("id");
    let gone = browser.post(&server, &format!("{desk}/forget"), &[("id", &id)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    copy.json(&server, &ask, "").await;
    let gone = copy.json(&server, &enter, "\"k1\"").await;
    assert_eq!(gone.value()["error"], json!("refused-passkey-unknown"));
}
