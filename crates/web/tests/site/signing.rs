//! Acts signed by the forum, and by a delegation on its own device.

use crate::server::{Browser, FORUM, NOW, Server};
use axum::http::StatusCode;
use forum::live::entering::{DeskRole, Grant, ticket};
use forum::live::{Forums, ServerKey};
use record::{Actor, SigningKey, verify_signatures};
use serde_json::{Value, json};
use store::Batch;
use terms::{Instant, PartyKey};

const API: &str = "/api/v1/forums/friendship-2021";

/// A program with the token of a grant.
async fn program(server: &Server, grant: &Grant) -> Browser {
    let (secret, new) = ticket("x", grant, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(new)).await.expect("a ticket");
    let mut program = Browser::default();
    let body = json!({ "code": secret.text() }).to_string();
    let given = program.json(server, &format!("{API}/tokens"), &body).await;
    let given: Value = serde_json::from_str(&given.text).expect("a token");
    program.token = Some(given["token"].as_str().expect("its text").to_owned());
    program
}

/// The head of the delegation of Kazakhstan, invited.
async fn head(server: &Server) -> Browser {
    let now = Instant::from_millis(NOW);
    let party = PartyKey::new("KZ");
    let live = &server.live;
    live.invite_parties(Actor::role("secretariat"), (Some(&party), "2021-07-01"), None, now)
        .await
        .expect("invited");
    let named = live.name_delegates(Actor::role("secretariat"), "N. N.;head", Some(&party), None, now).await;
    named.expect("named");
    let delegate = live.view().state.membership.delegation(&party)[0].named.body.delegate.clone();
    program(server, &Grant::Delegate { delegate }).await
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("plain"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("a byte")).collect()
}

/// Drafts an act, signs it with the key and sends it.
async fn signed(
    server: &Server,
    head: &mut Browser,
    mut act: Value,
    key: &SigningKey,
) -> crate::server::Page {
    let draft = head.json(server, &format!("{API}/delegation/draft"), &act.to_string()).await;
    assert_eq!(draft.status, StatusCode::OK, "{}", draft.text);
    let draft: Value = serde_json::from_str(&draft.text).expect("a draft");
    let signature = key.sign(&bytes(draft["bytes"].as_str().expect("bytes")));
    act["at"] = draft["at"].clone();
    act["signature"] = json!(signature.value);
    head.json(server, &format!("{API}/delegation/acts"), &act.to_string()).await
}

#[tokio::test]
async fn every_act_from_the_first_done_here_is_signed_with_the_forum_s_key() {
    let server = Server::signing().await;
    head(&server).await;
    let view = server.live.view();
    let registered = view.state.keys.forum.as_ref().expect("a key");
    let report = verify_signatures(&view.record, |id| view.state.keys.find(id).map(|known| known.key));
    report.holds().expect("every signature is good");
    let unsigned: Vec<u64> = report.unsigned().collect();
    assert_eq!(unsigned, (0..registered.act).collect::<Vec<u64>>(), "only what the forum was convened with");
    let page = Browser::default().get(&server, &format!("{FORUM}/en/record")).await;
    assert!(page.text.contains(&registered.body.key.id().short().to_string()), "{}", page.text);
}

#[tokio::test]
async fn a_server_with_another_key_does_nothing_until_the_change_is_recorded() {
    let server = Server::signing().await;
    head(&server).await;
    let store = server.forums.store().clone();
    let other = Forums::with_key(store, Some(ServerKey::draw())).await.expect("it can be read");
    let live = other.get(server.live.key()).expect("the forum");
    assert_eq!(live.holds_key(), Some(false));
    let done = live.remind(&|_| None, Instant::from_millis(NOW)).await;
    assert!(done.is_ok(), "what is no act needs no key");
    let refused = live.publish(Actor::role("secretariat"), Instant::from_millis(NOW)).await;
    assert!(refused.is_err());
    let party = PartyKey::new("UZ");
    let act = || {
        live.invite_parties(
            Actor::role("secretariat"),
            (Some(&party), "2021-07-01"),
            None,
            Instant::from_millis(NOW),
        )
    };
    assert!(act().await.expect_err("refused").to_string().contains("does not hold"));
    live.register_key(Instant::from_millis(NOW)).await.expect("recorded");
    act().await.expect("and now it is done");
    let keys = live.view().record.acts().iter().filter(|act| act.kind == "key_registered").count();
    assert_eq!(keys, 2, "everybody sees the change");
}

#[tokio::test]
async fn a_delegation_registers_a_key_and_signs_its_acts_beside_the_forum() {
    let server = Server::signing().await;
    let mut head = head(&server).await;
    let key = SigningKey::from_secret(&[7; 32]);
    let registered = signed(&server, &mut head, json!({ "key": key.public().to_string() }), &key).await;
    assert_eq!(registered.status, StatusCode::OK, "{}", registered.text);
    let replied = signed(&server, &mut head, json!({ "reply": "accepts" }), &key).await;
    assert_eq!(replied.status, StatusCode::OK, "{}", replied.text);
    let view = server.live.view();
    let act = view.record.acts().last().expect("the reply");
    assert_eq!((act.kind.as_str(), act.signatures.len()), ("party_replied", 2));
    assert!(act.actor.delegate.is_some(), "bound to the delegate whose session it was");
    let own: Value =
        serde_json::from_str(&head.get(&server, &format!("{API}/delegation")).await.text).expect("JSON");
    assert_eq!(
        (own["reply"].as_str(), own["key"].as_str()),
        (Some("accepts"), Some(key.public().to_string().as_str()))
    );
}

#[tokio::test]
async fn a_signature_by_another_key_of_another_act_or_too_late_is_refused_and_nothing_is_done() {
    let server = Server::signing().await;
    let mut head = head(&server).await;
    let key = SigningKey::from_secret(&[7; 32]);
    signed(&server, &mut head, json!({ "key": key.public().to_string() }), &key).await;
    let acts = server.live.view().acts();
    let foreign = SigningKey::from_secret(&[8; 32]);
    let refused = signed(&server, &mut head, json!({ "roster": 300 }), &foreign).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.text.contains("refused-signature"), "{}", refused.text);

    let draft = head.json(&server, &format!("{API}/delegation/draft"), r#"{"roster":300}"#).await;
    let draft: Value = serde_json::from_str(&draft.text).expect("a draft");
    let value = key.sign(&bytes(draft["bytes"].as_str().expect("bytes"))).value;
    let at = draft["at"].as_i64().expect("an instant");
    let send = |roster: u64, at: i64| json!({ "roster": roster, "at": at, "signature": value }).to_string();
    for body in [send(301, at), send(300, at + 1), send(300, at - 700_000)] {
        let refused = head.json(&server, &format!("{API}/delegation/acts"), &body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", refused.text);
    }
    assert_eq!(server.live.view().acts(), acts, "nothing was done");
    let done = head.json(&server, &format!("{API}/delegation/acts"), &send(300, at)).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let twice = head.json(&server, &format!("{API}/delegation/acts"), &send(300, at)).await;
    assert_eq!(
        twice.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a signature holds at one place of the record"
    );
}

#[tokio::test]
async fn an_adviser_signs_nothing_and_an_organiser_is_no_delegate() {
    let server = Server::signing().await;
    let organiser = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    let mut organiser = program(&server, &organiser).await;
    let refused = organiser.json(&server, &format!("{API}/delegation/acts"), r#"{"reply":"accepts"}"#).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let (party, now) = (PartyKey::new("KZ"), Instant::from_millis(NOW));
    let named = server
        .live
        .name_delegates(Actor::role("secretariat"), "A. B.;adviser", Some(&party), None, now)
        .await;
    named.expect("named");
    let delegate = server.live.view().state.membership.delegation(&party)[0].named.body.delegate.clone();
    let mut adviser = program(&server, &Grant::Delegate { delegate }).await;
    let refused = adviser.json(&server, &format!("{API}/delegation/acts"), r#"{"roster":5}"#).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
}
