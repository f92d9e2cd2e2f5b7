//! What programs do: the same as the pages, under the same rules.

use crate::server::{API, Browser, Server, agree};
use axum::http::{Method, StatusCode};
use forum::live::entering::{DeskRole, Grant};
use serde_json::{Value, json};
use terms::StatementKey;

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

async fn organiser(server: &Server) -> Browser {
    server.program(&Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser }).await
}

#[tokio::test]
async fn every_address_of_the_description_answers_and_every_answer_of_the_api_is_json() {
    let server = Server::start().await;
    let mut reader = Browser::default();
    let description = value(&reader.get(&server, "/api/v1/openapi.json").await.text);
    let paths = description["paths"].as_object().expect("paths");
    assert!(paths.len() >= 15, "{}", paths.len());
    for (path, methods) in paths {
        let path = path.replace("{forum}", "friendship-2021").replace("{statement}", "cp1");
        let path = path.replace("{id}", "0").replace("{party}", "KZ").replace("{topic}", "health");
        let path = path.replace("{clause}", "c1");
        for method in methods.as_object().expect("methods").keys() {
            let method: Method = method.to_uppercase().parse().expect("a method");
            let page = reader.ask(&server, method.clone(), &path, Some("application/json"), "{}").await;
            // What is not there yet says so in words of its own; an address that nobody serves does not.
            if page.status == StatusCode::NOT_FOUND {
                let error = value(&page.text)["error"].clone();
                let named = ["problem-text-not-published", "problem-no-receipt"].map(|name| json!(name));
                assert!(named.contains(&error), "{method} {path}: {}", page.text);
            }
            assert_ne!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(!page.status.is_server_error(), "{method} {path}: {}", page.text);
            if !page.text.is_empty() {
                value(&page.text);
            }
        }
    }
    let missing = reader.get(&server, "/api/v1/forums/none").await;
    assert_eq!(
        (missing.status, &value(&missing.text)["error"]),
        (StatusCode::NOT_FOUND, &json!("problem-not-found"))
    );
}

#[tokio::test]
async fn a_code_becomes_a_token_that_votes_for_its_party_reads_its_own_answers_and_ends() {
    let server = Server::start().await;
    let code = server.code("UZ", 1).await.text();
    let mut person = server.exchanged(&code, "expert").await;
    let spent = json!({"code": code}).to_string();
    let again = Browser::default().json(&server, &format!("{API}/tokens"), &spent).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a code is spent once");
    let next = value(&person.get(&server, &format!("{API}/next?count=2")).await.text);
    let statement = next[0].as_str().expect("a statement").to_owned();
    let vote =
        json!([{"statement": statement, "vote": 1, "seen": 0, "request": "ab".repeat(16)}]).to_string();
    for _ in 0..2 {
        let page = person.json(&server, &format!("{API}/votes"), &vote).await;
        assert_eq!(value(&page.text), json!([{"counted": true, "revision": 1}]), "twice the same is once");
    }
    let answers = value(&person.get(&server, &format!("{API}/answers")).await.text);
    assert_eq!(answers, json!([{"statement": statement, "vote": 1, "revision": 1}]));
    server.live.refresh().await.expect("up to date");
    let findings = value(&Browser::default().get(&server, &format!("{API}/findings")).await.text);
    assert_eq!(findings, json!([]), "how one person voted is shown to nobody");
    agree(&server.live, "UZ", 10, &[StatementKey::new(&statement)]).await;
    server.live.refresh().await.expect("up to date");
    let findings = value(&Browser::default().get(&server, &format!("{API}/findings")).await.text);
    assert_eq!(findings[0]["parties"]["UZ"], json!([10, 0, 0]), "by ten people at a time: {findings}");
    assert_eq!(
        person.json(&server, &format!("{API}/phase"), r#"{"phase":"archived"}"#).await.status,
        StatusCode::FORBIDDEN
    );
    person.ask(&server, Method::DELETE, &format!("{API}/tokens"), None, "").await;
    assert_eq!(person.json(&server, &format!("{API}/votes"), &vote).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_organiser_s_program_opens_topics_decides_on_submissions_and_publishes() {
    let server = Server::start().await;
    let mut desk = organiser(&server).await;
    let topics = json!({"rows": "Rivers", "lang": "en"}).to_string();
    assert_eq!(
        Browser::default().json(&server, &format!("{API}/topics"), &topics).await.status,
        StatusCode::UNAUTHORIZED
    );
    let done = desk.json(&server, &format!("{API}/topics"), &topics).await;
    assert!(value(&done.text)["acts"][0].is_u64(), "{}", done.text);
    let mut person = server.exchanged(&server.code("KZ", 1).await.text(), "expert").await;
    let said =
        json!({"topic": "rivers", "text": "Every river should have a keeper.", "lang": "en"}).to_string();
    let handed = person.json(&server, &format!("{API}/submissions"), &said).await;
    assert_eq!(handed.status, StatusCode::ACCEPTED, "{}", handed.text);
    let queue = value(&desk.get(&server, &format!("{API}/submissions")).await.text);
    let id = queue[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(person.get(&server, &format!("{API}/submissions")).await.status, StatusCode::FORBIDDEN);
    let decide = format!("{API}/submissions/{id}");
    let page = desk.json(&server, &decide, r#"{"let_in":false}"#).await;
    assert_eq!(value(&page.text)["error"], "refused-reason", "{}", page.text);
    assert_eq!(desk.json(&server, &decide, r#"{"let_in":true}"#).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        desk.json(&server, &decide, r#"{"let_in":true}"#).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let made = value(&person.get(&server, &format!("{API}/statements?topic=rivers")).await.text);
    assert_eq!(made[0]["text"]["en"], "Every river should have a keeper.");
    let codes = desk.json(&server, &format!("{API}/codes"), r#"{"party":"KZ","count":3}"#).await;
    assert_eq!(value(&codes.text).as_array().map(Vec::len), Some(3), "{}", codes.text);
    let early = desk.json(&server, &format!("{API}/publish"), "").await;
    assert_eq!(value(&early.text)["error"], "refused-nobody-voted", "{}", early.text);
}
