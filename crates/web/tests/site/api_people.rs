//! What programs read of a forum and do with its people: the same as the pages, under the same rules.

use crate::server::{Browser, Server};
use axum::http::{Method, StatusCode};
use forum::live::entering::{DeskRole, Grant, ticket};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::Batch;

const API: &str = "/api/v1/forums/friendship-2021";

async fn token(server: &Server, code: &str) -> Browser {
    let mut program = Browser::default();
    let page = program.json(server, &format!("{API}/tokens"), &json!({ "code": code }).to_string()).await;
    let said: Value = serde_json::from_str(&page.text).unwrap_or_default();
    program.token = said["token"].as_str().map(str::to_owned);
    program
}

async fn organiser(server: &Server) -> Browser {
    let grant = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    let (secret, new) = ticket("desk/x", &grant, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(new)).await.expect("a ticket");
    token(server, &secret.text()).await
}

async fn read(browser: &mut Browser, server: &Server, address: &str) -> Value {
    let page = browser.get(server, &format!("{API}/{address}")).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text);
    serde_json::from_str(&page.text).unwrap_or_else(|error| panic!("{address}: {error}: {}", page.text))
}

async fn send(browser: &mut Browser, server: &Server, address: &str, body: Value) -> Value {
    let page = browser.json(server, &format!("{API}/{address}"), &body.to_string()).await;
    assert!(page.status.is_success(), "{address}: {} {}", page.status, page.text);
    serde_json::from_str(&page.text).unwrap_or_default()
}

async fn delete(browser: &mut Browser, server: &Server, address: &str) -> StatusCode {
    browser.ask(server, Method::DELETE, &format!("{API}/{address}"), None, "").await.status
}

#[tokio::test]
async fn somebody_invited_to_the_desk_by_a_program_comes_in_and_is_taken_away_again() {
    let server = Server::start().await;
    let mut organiser = organiser(&server).await;
    let link = send(&mut organiser, &server, "people", json!({"name": "Aigerim", "role": "moderator"})).await;
    let mut moderator = token(&server, link["code"].as_str().expect("a code")).await;
    assert!(read(&mut moderator, &server, "submissions").await.is_array());
    let people = read(&mut organiser, &server, "people").await;
    let found = people.as_array().into_iter().flatten().find(|known| known["name"] == "Aigerim");
    let found = found.unwrap_or_else(|| panic!("{people}"));
    assert_eq!(found["role"], "moderator");
    let person = found["person"].as_str().expect("an id").to_owned();
    let page = moderator.get(&server, &format!("{API}/people")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert_eq!(delete(&mut organiser, &server, "people/x").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(delete(&mut organiser, &server, &format!("people/{person}")).await, StatusCode::NO_CONTENT);
    let page = moderator.get(&server, &format!("{API}/submissions")).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.text);
}

#[tokio::test]
async fn a_link_for_people_lets_in_as_many_as_it_says_and_attests_nobody() {
    let server = Server::start().await;
    let mut organiser = organiser(&server).await;
    let shared = json!({"tier": "invited", "party": "KZ", "people": 1});
    let link = send(&mut organiser, &server, "people/links", shared).await;
    let code = link["code"].as_str().expect("a code");
    assert!(token(&server, code).await.token.is_some());
    assert!(token(&server, code).await.token.is_none(), "it served once");
    let shared = json!({"tier": "open", "people": 30});
    let link = send(&mut organiser, &server, "people/links", shared).await;
    let serve = read(&mut organiser, &server, "people/links").await;
    assert_eq!((serve.as_array().map(Vec::len), &serve[0]["left"]), (Some(1), &json!(30)), "{serve}");
    let page = organiser.get(&server, "/friendship-2021/en/desk/people").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "a token is no session of a browser");
    let end = format!("{API}/people/links/{}", serve[0]["id"].as_str().expect("an id"));
    let ended = organiser.ask(&server, Method::DELETE, &end, None, "").await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{}", ended.text);
    assert!(token(&server, link["code"].as_str().expect("a code")).await.token.is_none(), "it has ended");
    assert_eq!(read(&mut organiser, &server, "people/links").await, json!([]));
    let shared = json!({"tier": "attested", "party": "KZ", "people": 1}).to_string();
    let page = organiser.json(&server, &format!("{API}/people/links"), &shared).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
}

#[tokio::test]
async fn a_delegate_is_withdrawn_and_erased_by_a_program() {
    let server = Server::start().await;
    let mut organiser = organiser(&server).await;
    let named =
        send(&mut organiser, &server, "delegates", json!({"rows": "KZ\tAigerim Example\thead"})).await;
    let mut head = token(&server, named[0]["code"].as_str().expect("a code")).await;
    let shown = read(&mut head, &server, "delegation").await;
    let delegates: Vec<String> = {
        let view = server.live.view();
        let all = view.state.membership.delegation(&"KZ".into());
        all.into_iter().map(|delegate| delegate.named.body.delegate.clone()).collect()
    };
    assert_eq!(delegates.len(), 1, "{shown}");
    assert_eq!(delete(&mut organiser, &server, &format!("delegates/{}", delegates[0])).await, StatusCode::OK);
    let page = head.get(&server, &format!("{API}/delegation")).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.text);
    let person = format!("delegates/{}/person", delegates[0]);
    assert_eq!(delete(&mut organiser, &server, &person).await, StatusCode::NO_CONTENT);
    assert!(server.live.person(&delegates[0]).await.expect("the store answers").is_none());
    assert_eq!(read(&mut organiser, &server, "letters").await, json!([]));
}

#[tokio::test]
async fn letters_are_written_for_a_program_as_for_a_person_and_their_log_holds_no_link() {
    let server = Server::start().await;
    let mut organiser = organiser(&server).await;
    let rows = "KZ\tAigerim Example\thead\taigerim@example.org";
    send(&mut organiser, &server, "delegates", json!({"rows": rows, "letters": true})).await;
    let invited = json!({"party": "KZ", "answer_by": "2021-06-20", "letters": true});
    send(&mut organiser, &server, "invitations", invited).await;
    let reminded = send(&mut organiser, &server, "letters/reminders", json!({})).await;
    assert_eq!(reminded["letters"], 1, "{reminded}");
    let log = read(&mut organiser, &server, "letters").await;
    // All three are of the same moment here, so their order says nothing.
    let occasions = log.as_array().into_iter().flatten().filter_map(|letter| letter["occasion"].as_str());
    let occasions: BTreeSet<&str> = occasions.collect();
    assert_eq!(occasions, BTreeSet::from(["invitation", "link", "reminder"]), "{log}");
    assert!(!log.to_string().contains("/enter/"), "{log}");
}

#[tokio::test]
async fn a_paper_of_some_megabytes_is_filed_by_a_program() {
    let server = Server::start().await;
    let mut organiser = organiser(&server).await;
    let pdf = format!("%PDF-1.4\n{}", "x".repeat(2 << 20));
    let field = |name: &str, value: &str| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields = [
        ("topic", "health"),
        ("title", "A large paper"),
        ("author", "Somebody"),
        ("capacity", "expert"),
        ("lang", "en"),
    ];
    let mut body: String = fields.iter().map(|(name, value)| field(name, value)).collect();
    body.push_str(&format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"p.pdf\"\r\ncontent-type: application/pdf\r\n\r\n{pdf}\r\n--b--\r\n"));
    let path = format!("{API}/papers/files");
    let page =
        organiser.ask(&server, Method::POST, &path, Some("multipart/form-data; boundary=b"), &body).await;
    assert!(page.status.is_success(), "{} {}", page.status, page.text);
    assert!(read(&mut organiser, &server, "papers").await.to_string().contains("A large paper"));
}

#[tokio::test]
async fn what_everybody_may_see_a_program_may_read_without_a_token() {
    let server = Server::start().await;
    let mut reader = Browser::default();
    let participants = read(&mut reader, &server, "participants").await.to_string();
    assert!(participants.contains("Kazakhstan"), "{participants}");
    let party = read(&mut reader, &server, "parties/KZ").await.to_string();
    assert!(party.contains("Kazakhstan"), "{party}");
    let rights = read(&mut reader, &server, "rights").await;
    let standings = rights["standings"].as_array().map_or(0, Vec::len);
    assert!(standings >= 3, "{rights}");
    assert!(read(&mut reader, &server, "plan").await.is_array());
    assert!(read(&mut reader, &server, "papers").await.is_array());
    let found = read(&mut reader, &server, "search?q=health").await.to_string();
    assert!(found.contains("health"), "{found}");
    let mut organiser = organiser(&server).await;
    send(&mut organiser, &server, "plan", json!({})).await;
    let plan = read(&mut reader, &server, "plan").await;
    assert!(plan.as_array().is_some_and(|dates| dates.len() >= 3), "{plan}");
}
