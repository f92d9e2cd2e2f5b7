//! Coming to the desk by an account elsewhere, and translations by a machine: the provider and the translator are told
//! what to say here.

use crate::server::{Browser, FORUM, NOW, Server};
use axum::http::{Method, StatusCode, header};
use forum::live::Secret;
use forum::live::accounts::SigningIn;
use forum::live::entering::{self, DeskRole, Grant};
use outside::sign_in::{Account, Begun, SignIn};
use outside::translation::Translate;
use outside::{Trouble, Wait};
use std::sync::Arc;
use store::Batch;
use terms::Instant;
use web::{Limits, Settings, Ways};

/// Vouches for the account that the code names, in the browser that keeps what it was given.
struct Provider;

impl SignIn for Provider {
    fn name(&self) -> &str {
        "id.example.org"
    }

    fn begin(&self) -> Wait<'_, Result<Begun, Trouble>> {
        let url = "https://id.example.org/authorize?state=s".to_owned();
        Box::pin(async { Ok(Begun { url, kept: "s.n.v".to_owned() }) })
    }

    fn finish<'a>(
        &'a self,
        kept: &'a str,
        state: &'a str,
        code: &'a str,
        _: i64,
    ) -> Wait<'a, Result<Account, Trouble>> {
        Box::pin(async move {
            if kept != "s.n.v" || state != "s" || code == "forged" {
                return Err(Trouble::new("the provider did not take the <code>"));
            }
            let issuer = "https://id.example.org".to_owned();
            Ok(Account { issuer, subject: code.to_owned(), name: Some(format!("Person {code}")) })
        })
    }
}

/// Says which way it translated, or that it cannot.
struct Translator;

impl Translate for Translator {
    fn name(&self) -> &str {
        "translate.example.org"
    }

    fn translate<'a>(
        &'a self,
        text: &'a str,
        from: &'a str,
        to: &'a str,
    ) -> Wait<'a, Result<String, Trouble>> {
        Box::pin(async move {
            if to == "ru" {
                return Err(Trouble::new("the translator is asleep"));
            }
            Ok(format!("{from}>{to}: {}", text.chars().count()))
        })
    }
}

async fn server() -> Server {
    let ways = Ways {
        sign_in: Some(Arc::new(Provider)),
        translate: Some(Arc::new(Translator)),
        set: None,
        passkeys: None,
    };
    Server::with(Settings { ways, ..Settings::default() }).await
}

async fn link(server: &Server, role: DeskRole) -> Secret {
    let grant = Grant::Desk { person: format!("{role:?}"), role };
    let (secret, ticket) = entering::ticket("desk", &grant, 5, None);
    server.live.store().commit(Batch::new(server.live.key()).with(ticket)).await.expect("a link");
    secret
}

async fn at_desk(server: &Server, role: DeskRole) -> Browser {
    let (mut browser, code) = (Browser::default(), link(server, role).await.text());
    let form = [("code", code.as_str()), ("confirmed", "true")];
    let page = browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    browser
}

fn onward(page: &crate::server::Page) -> &str {
    page.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default()
}

/// To the provider and back, as this account.
async fn round(server: &Server, browser: &mut Browser, from: &str, account: &str) -> crate::server::Page {
    let page = browser.get(server, &format!("{FORUM}/en/{from}")).await;
    assert_eq!(onward(&page), "https://id.example.org/authorize?state=s", "{}", page.text);
    browser.get(server, &format!("/sign-in/back?state=s&code={account}")).await
}

const CONNECT: &str = "desk/account/connect";

#[tokio::test]
async fn who_connected_an_account_comes_in_with_it_on_another_device_in_the_same_role() {
    let server = server().await;
    for (role, account, room) in [(DeskRole::Organiser, "7", "desk"), (DeskRole::Moderator, "8", "moderate")]
    {
        let mut browser = at_desk(&server, role).await;
        let page = round(&server, &mut browser, CONNECT, account).await;
        assert_eq!(onward(&page), format!("{FORUM}/en/desk/account?done=account-connected"), "{}", page.text);
        let page = browser.get(&server, &format!("{FORUM}/en/desk/account")).await;
        assert!(page.text.contains(&format!("Person {account}")), "{}", page.text);
        let mut other = Browser::default();
        let page = round(&server, &mut other, "sign-in", account).await;
        assert_eq!(onward(&page), format!("{FORUM}/en/{room}"), "{}", page.text);
        assert_eq!(other.get(&server, &format!("{FORUM}/en/{room}")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_account_that_nobody_connected_or_somebody_took_back_opens_nothing() {
    let server = server().await;
    let mut stranger = Browser::default();
    let page = round(&server, &mut stranger, "sign-in", "7").await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Nobody has connected this account"), "{}", page.text);
    assert_eq!(stranger.get(&server, &format!("{FORUM}/en/desk")).await.status, StatusCode::FORBIDDEN);
    let mut organiser = at_desk(&server, DeskRole::Organiser).await;
    round(&server, &mut organiser, CONNECT, "7").await;
    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    let page = round(&server, &mut moderator, CONNECT, "7").await;
    assert!(page.text.contains("Somebody else has connected"), "{}", page.text);
    // Another account takes the place of the first; then none is left.
    round(&server, &mut organiser, CONNECT, "9").await;
    let page = round(&server, &mut stranger, "sign-in", "7").await;
    assert!(page.text.contains("Nobody has connected"), "{}", page.text);
    organiser.post(&server, &format!("{FORUM}/en/desk/account/forget"), &[]).await;
    let page = round(&server, &mut stranger, "sign-in", "9").await;
    assert!(page.text.contains("Nobody has connected"), "{}", page.text);
    round(&server, &mut organiser, CONNECT, "9").await;
    server.live.erase_person("Organiser").await.expect("erased");
    let page = round(&server, &mut stranger, "sign-in", "9").await;
    assert!(page.text.contains("Nobody has connected"), "{}", page.text);
}

#[tokio::test]
async fn a_way_back_serves_once_and_only_in_the_browser_that_began() {
    let server = server().await;
    let mut organiser = at_desk(&server, DeskRole::Organiser).await;
    let begun = organiser.get(&server, &format!("{FORUM}/en/{CONNECT}")).await;
    let cookie = begun.headers.get(header::SET_COOKIE).and_then(|c| c.to_str().ok()).expect("a cookie");
    assert!(cookie.contains("Path=/sign-in; Max-Age=600; HttpOnly; SameSite=Lax"), "{cookie}");
    let mut other = Browser::default();
    let page = other.get(&server, "/sign-in/back?state=s&code=7").await;
    assert_eq!(page.status, StatusCode::GONE, "{}", page.text);
    let held = organiser.clone();
    assert_eq!(organiser.get(&server, "/sign-in/back?state=s&code=7").await.status, StatusCode::SEE_OTHER);
    let mut again = held;
    assert_eq!(again.get(&server, "/sign-in/back?state=s&code=7").await.status, StatusCode::CONFLICT);
    // What the provider says is text on our page.
    let page = round(&server, &mut organiser, CONNECT, "forged").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert!(page.text.contains("did not take the &#60;code&#62;"), "{}", page.text);
}

#[tokio::test]
async fn somebody_who_is_taken_away_from_the_desk_has_no_way_back() {
    let server = server().await;
    let mut organiser = at_desk(&server, DeskRole::Organiser).await;
    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    let link = link(&server, DeskRole::Moderator).await.text();
    round(&server, &mut moderator, CONNECT, "8").await;
    let page = organiser.get(&server, &format!("{FORUM}/en/desk/people")).await;
    assert!(page.text.contains("comes by the account Person 8"), "{}", page.text);
    let remove = format!("{FORUM}/en/desk/remove");
    let page = moderator.post(&server, &remove, &[("key", "Organiser")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "a moderator takes nobody away");
    let page = organiser.post(&server, &remove, &[("key", "Organiser")]).await;
    assert!(page.text.contains("Nobody can take themselves away"), "{}", page.text);
    let page = organiser.post(&server, &remove, &[("key", "Moderator")]).await;
    assert_eq!(onward(&page), format!("{FORUM}/en/desk/people?done=removed"), "{}", page.text);
    assert_eq!(moderator.get(&server, &format!("{FORUM}/en/moderate")).await.status, StatusCode::FORBIDDEN);
    let page = round(&server, &mut moderator, "sign-in", "8").await;
    assert!(page.text.contains("Nobody has connected"), "{}", page.text);
    let form = [("code", link.as_str()), ("confirmed", "true")];
    let page = moderator.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    assert_ne!(page.status, StatusCode::SEE_OTHER, "a link that was not used yet has ended as well");
    let page = organiser.get(&server, &format!("{FORUM}/en/desk/people")).await;
    assert!(!page.text.contains("Person 8"), "{}", page.text);
}

#[tokio::test]
async fn who_stops_at_the_provider_is_told_so() {
    let server = server().await;
    let mut stranger = Browser::default();
    stranger.get(&server, &format!("{FORUM}/en/sign-in")).await;
    let page = stranger.get(&server, "/sign-in/back?error=access_denied&state=s").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("You did not sign in there"), "{}", page.text);
}

#[tokio::test]
async fn who_is_taken_away_while_at_the_provider_connects_nothing_when_they_come_back() {
    let server = server().await;
    let mut organiser = at_desk(&server, DeskRole::Organiser).await;
    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    moderator.get(&server, &format!("{FORUM}/en/{CONNECT}")).await;
    let remove = format!("{FORUM}/en/desk/remove");
    organiser.post(&server, &remove, &[("key", "Moderator")]).await;
    let page = moderator.get(&server, "/sign-in/back?state=s&code=8").await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    let page = round(&server, &mut moderator, "sign-in", "8").await;
    assert!(page.text.contains("Nobody has connected"), "{}", page.text);
}

#[tokio::test]
async fn a_sign_in_ends_after_ten_minutes_also_where_nobody_has_swept() {
    let server = server().await;
    let begun = SigningIn { until: NOW, lang: "en".to_owned(), connects: None, kept: "s.n.v".to_owned() };
    for (later, holds) in [(-1, true), (0, false)] {
        let secret = server.live.begin_sign_in(&begun).await.expect("it is kept");
        let ended = server.live.end_sign_in(&secret, Instant::from_millis(NOW + later)).await;
        assert_eq!(ended.is_ok(), holds, "{later}");
    }
}

#[tokio::test]
async fn of_two_who_take_each_other_away_at_once_one_stays() {
    let server = server().await;
    for person in ["one", "two"] {
        let grant = Grant::Desk { person: person.to_owned(), role: DeskRole::Organiser };
        let (_, ticket) = entering::ticket("desk", &grant, 5, None);
        server.live.store().commit(Batch::new(server.live.key()).with(ticket)).await.expect("a link");
    }
    let now = Instant::from_millis(NOW);
    let (first, second) = tokio::join!(
        server.live.remove_from_desk("two", "one", now),
        server.live.remove_from_desk("one", "two", now)
    );
    assert!(first.is_ok() ^ second.is_ok(), "{first:?} {second:?}");
    assert_eq!(server.live.at_desk(now).await.expect("the store answers").len(), 1);
}

#[tokio::test]
async fn going_to_the_provider_is_limited_from_one_address() {
    let ways = Ways { sign_in: Some(Arc::new(Provider)), translate: None, set: None, passkeys: None };
    let limits = Limits { codes: 3, ..Limits::default() };
    let server = Server::with(Settings { ways, limits, ..Settings::default() }).await;
    let mut stranger = Browser::default();
    for _ in 0..3 {
        let page = stranger.get(&server, &format!("{FORUM}/en/sign-in")).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
    let page = stranger.get(&server, &format!("{FORUM}/en/sign-in")).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn without_a_provider_nothing_of_it_is_seen() {
    let server = Server::start().await;
    let mut browser = at_desk(&server, DeskRole::Organiser).await;
    for page in ["sign-in", "desk/account", CONNECT] {
        let answer = browser.get(&server, &format!("{FORUM}/en/{page}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(browser.get(&server, "/sign-in/back?state=s&code=7").await.status, StatusCode::NOT_FOUND);
    let page = browser.get(&server, &format!("{FORUM}/en/moderate")).await;
    assert!(!page.text.contains("by-machine"), "{}", page.text);
    let form = [("statement", "1"), ("lang", "fa")];
    let page = browser.post(&server, &format!("{FORUM}/en/moderate/by-machine"), &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_translation_by_a_machine_is_marked_and_one_that_fails_changes_nothing() {
    let server = server().await;
    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    let path = format!("{FORUM}/en/moderate/by-machine");
    let statement = server.live.view().state.statements[0].body.clone();
    let key = statement.statement.to_string();
    let acts = server.live.view().acts();
    for (lang, said) in [("ru", "the translator is asleep"), ("xx", "made in this language")] {
        let page = moderator.post(&server, &path, &[("statement", &key), ("lang", lang)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{lang}");
        assert!(page.text.contains(said), "{lang}: {}", page.text);
    }
    let page = moderator.post(&server, &path, &[("statement", "nothing"), ("lang", "fa")]).await;
    assert!(page.text.contains("no statement of this number"), "{}", page.text);
    assert_eq!(server.live.view().acts(), acts);
    let topic = server.live.view().state.topics[0].body.topic.to_string();
    let mut organiser = at_desk(&server, DeskRole::Organiser).await;
    let form = [("topic", topic.as_str()), ("text", "Cities should share their plans")];
    organiser.post(&server, &format!("{FORUM}/en/desk/statements"), &form).await;
    let made = server.live.view().state.statements.last().expect("one").body.statement.to_string();
    let page = moderator.post(&server, &path, &[("statement", &made), ("lang", "fa")]).await;
    assert_eq!(onward(&page), format!("{FORUM}/en/moderate?done=translated"), "{}", page.text);
    let code = link(&server, DeskRole::Moderator).await.text();
    let body = serde_json::json!({ "code": code }).to_string();
    let page = Browser::default().json(&server, &format!("{API}/tokens"), &body).await;
    let said: serde_json::Value = serde_json::from_str(&page.text).expect("JSON");
    let mut program = Browser { token: said["token"].as_str().map(str::to_owned), ..Browser::default() };
    let acts = format!("{API}/desk/acts");
    let body = format!(r#"{{"act":"translate_by_machine","statement":"{made}","lang":"zh-Hans"}}"#);
    let page = program.json(&server, &acts, &body).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let body = r#"{"act":"hide_reply","reply":"r999","reason":"No such reply"}"#;
    let page = program.json(&server, &acts, body).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    let page = program.json(&server, &acts, r#"{"act":"close_topic","topic":"health"}"#).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "a moderator closes no topic: {}", page.text);
    let page = moderator.get(&server, &format!("{FORUM}/en/statement/{made}")).await;
    assert!(page.text.contains("en&#62;zh: 31"), "{}", page.text);
    assert!(page.text.contains("en&#62;fa: 31"), "{}", page.text);
    assert!(page.text.contains("translated by a machine"), "{}", page.text);
}

const API: &str = "/api/v1/forums/friendship-2021";

/// A token that may change things only there.
async fn narrow(server: &Server, only: &[&str]) -> crate::server::Page {
    let code = link(server, DeskRole::Organiser).await.text();
    let body = serde_json::json!({ "code": code, "only": only }).to_string();
    Browser::default().json(server, &format!("{API}/tokens"), &body).await
}

#[tokio::test]
async fn a_narrow_token_changes_nothing_elsewhere_opens_no_page_and_ends_with_its_holder() {
    let server = server().await;
    let page = narrow(&server, &["topics", "nonsense"]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("nonsense"), "{}", page.text);
    let page = narrow(&server, &["topics"]).await;
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.text);
    let said: serde_json::Value = serde_json::from_str(&page.text).expect("JSON");
    let token = said["token"].as_str().expect("a token").to_owned();
    let mut program = Browser { token: Some(token.clone()), ..Browser::default() };
    assert_eq!(program.get(&server, &format!("{API}/findings")).await.status, StatusCode::OK);
    let statement = r#"{"topic":"x","lang":"en","text":"y"}"#;
    let page = program.json(&server, &format!("{API}/statements"), statement).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert!(page.text.contains("api-not-in-scope"), "{}", page.text);
    let page = program.json(&server, &format!("{API}/topics"), "{}").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "it may, and the form is wrong: {}", page.text);
    // As a cookie it is nobody's session.
    let mut browser = Browser::default();
    browser.cookies.insert("desk".to_owned(), token);
    assert_eq!(browser.get(&server, &format!("{FORUM}/en/desk")).await.status, StatusCode::FORBIDDEN);
    at_desk(&server, DeskRole::Moderator).await;
    server.live.remove_from_desk("Organiser", "Moderator", Instant::from_millis(NOW)).await.expect("removed");
    let page = program.json(&server, &format!("{API}/topics"), "{}").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.text);
}

#[tokio::test]
async fn a_narrow_token_can_always_be_given_back() {
    let server = server().await;
    let page = narrow(&server, &[]).await;
    let said: serde_json::Value = serde_json::from_str(&page.text).expect("JSON");
    let mut program = Browser { token: said["token"].as_str().map(str::to_owned), ..Browser::default() };
    let end = |method| (method, format!("{API}/tokens"));
    let (method, path) = end(Method::DELETE);
    assert_eq!(program.ask(&server, method, &path, None, "").await.status, StatusCode::NO_CONTENT);
    let page = program.json(&server, &format!("{API}/topics"), "{}").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
}
