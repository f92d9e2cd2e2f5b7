//! What makes a forum a living one: pages that follow, who can see what, what became of a statement, bodies that
//! come too slowly.

use crate::server::{Browser, FORUM, Server};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode, header};
use forum::acts::StatementHidden;
use forum::live::Deed;
use forum::live::entering::{DeskRole, Grant, ticket};
use futures_util::StreamExt as _;
use record::Actor;
use std::convert::Infallible;
use store::Batch;
use terms::Instant;

async fn enters(server: &Server, code: &str) -> Browser {
    let mut browser = Browser::default();
    let form = [("code", code), ("confirmed", "true"), ("capacity", "resident")];
    let entered = browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    browser
}

async fn at_desk(server: &Server) -> Browser {
    let grant = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    let (secret, new) = ticket("desk/x", &grant, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(new)).await.expect("a ticket");
    enters(server, &secret.text()).await
}

#[tokio::test]
async fn every_page_that_shows_agreement_follows_it() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let key = server.live.view().state.statements[0].body.statement.to_string();
    let statement = format!("/statement/{key}");
    for page in ["", "/board", "/topics", "/topic/health", "/party/IR", "/press", &statement] {
        let shown = browser.get(&server, &format!("{FORUM}/en{page}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        // The part is found again in a page that is sent whole by its id.
        let parts: Vec<&str> = shown.text.split('<').filter(|tag| tag.contains(" data-follow=")).collect();
        assert!(!parts.is_empty() && parts.iter().all(|tag| tag.contains(" id=\"")), "{page}: {parts:?}");
    }
}

#[tokio::test]
async fn all_scripts_together_are_at_most_30_kilobytes_before_they_are_compressed() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let mut scripts: Vec<String> = vec!["/sw.js".to_owned()];
    for page in ["take-part", "board", "enter", "text"] {
        let page = browser.get(&server, &format!("{FORUM}/en/{page}")).await;
        let own = page.text.split('"').filter(|text| text.starts_with("/assets/") && text.contains(".js"));
        scripts.extend(own.map(str::to_owned));
    }
    scripts.sort();
    scripts.dedup();
    assert!(scripts.len() > 2, "{scripts:?}");
    let mut bytes = 0;
    for script in &scripts {
        bytes += browser.get(&server, script).await.bytes.len();
    }
    assert!(bytes <= 30_000, "{bytes}");
}

#[tokio::test]
async fn the_voting_page_says_in_one_line_who_can_see_what() {
    let server = Server::start().await;
    let open = Browser::default().get(&server, &format!("{FORUM}/en/take-part")).await;
    assert!(open.text.contains("Nobody sees who you are; everybody sees the sums."), "{}", open.text);
    let mut attested = enters(&server, &server.code("UZ", 1).await.text()).await;
    let page = attested.get(&server, &format!("{FORUM}/en/take-part")).await;
    assert!(
        page.text.contains("Neither your party nor the organisers can see how you answer"),
        "{}",
        page.text
    );
    let mut desk = at_desk(&server).await;
    let form = [("tier", "invited"), ("party", "UZ"), ("count", "1")];
    let links = desk.post(&server, &format!("{FORUM}/en/desk/share"), &form).await;
    let link = links.text.split("/enter/").nth(1).and_then(|rest| rest.split('<').next()).expect("a link");
    let mut invited = enters(&server, link).await;
    let page = invited.get(&server, &format!("{FORUM}/en/take-part")).await;
    assert!(page.text.contains("counted apart from attested ones"), "{}", page.text);
}

#[tokio::test]
async fn a_link_that_is_shared_has_a_picture_for_the_wall() {
    let server = Server::start().await;
    let mut desk = at_desk(&server).await;
    let form = [("tier", "open"), ("party", ""), ("count", "50")];
    let links = desk.post(&server, &format!("{FORUM}/en/desk/share"), &form).await;
    assert!(links.text.contains("class=\"qr\"><svg"), "{}", links.text);
    let wrong = [("tier", "open"), ("party", ""), ("count", "many")];
    let refused = desk.post(&server, &format!("{FORUM}/en/desk/share"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"many\""), "{}", refused.text);
}

#[tokio::test]
async fn a_reply_that_is_refused_keeps_every_field_that_was_typed() {
    let server = Server::start().await;
    let key = server.live.view().state.statements[0].body.statement.to_string();
    let mut author = enters(&server, &server.code("KZ", 1).await.text()).await;
    let form =
        [("stance", "against"), ("text", "It was tried before."), ("sources", "no address"), ("lang", "ru")];
    let page = author.post(&server, &format!("{FORUM}/en/statement/{key}/reply"), &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "It was tried before.",
        "value=\"no address\"",
        "value=\"against\" required checked",
        "value=\"ru\" lang=\"ru\" selected",
    ] {
        assert!(page.text.contains(kept), "{kept}: {}", page.text);
    }
}

#[tokio::test]
async fn whoever_answered_a_statement_sees_that_it_was_taken_out_and_why() {
    let server = Server::start().await;
    let key = server.live.view().state.statements[0].body.statement.clone();
    let mut author = enters(&server, &server.code("KZ", 1).await.text()).await;
    let body = format!(
        r#"{{"votes":[{{"statement":"{key}","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}}]}}"#
    );
    author.json(&server, &format!("{FORUM}/votes"), &body).await;
    let hidden = StatementHidden { statement: key.clone(), reason: "It names a person.".to_owned() };
    let secretariat = Actor::role("secretariat");
    let now = Instant::from_millis(crate::server::NOW);
    let done = server.live.act(now, |_| Ok(Deed::one(secretariat.clone(), hidden.clone()))).await;
    done.expect("the desk hides it");
    let own = author.get(&server, &format!("{FORUM}/en/answers")).await;
    assert!(own.text.contains("It was taken out: It names a person."), "{}", own.text);
}

#[tokio::test]
async fn what_is_done_on_this_server_is_told_to_those_who_watch_a_page_that_was_open_before() {
    let (server, mut reader) = (Server::start().await, Browser::default());
    let told = server.live.pulse();
    let read = reader.get(&server, &format!("{FORUM}/en/board")).await;
    // The page says what it shows, so that nothing is missed until the stream of news begins.
    let seen = format!("data-seen=\"{}\"", *told.borrow());
    assert!(read.text.contains(&seen), "{seen}");
    let key = server.live.view().state.statements[0].body.statement.clone();
    let hidden = StatementHidden { statement: key, reason: "It names a person.".to_owned() };
    let now = Instant::from_millis(crate::server::NOW);
    let done = server.live.act(now, |_| Ok(Deed::one(Actor::role("secretariat"), hidden.clone()))).await;
    done.expect("the desk hides it");
    server.live.refresh().await.expect("followed");
    assert!(told.has_changed().expect("the forum is open"), "no vote has to come first");
    let now = server.live.told();
    assert_eq!(now.acts, server.live.view().acts());
    let read = reader.get(&server, &format!("{FORUM}/en/board")).await;
    assert!(read.text.contains(&format!("data-seen=\"{now}\"")) && !read.text.contains(&seen), "{now}");
}

#[tokio::test]
async fn a_body_that_stops_half_way_is_not_waited_for() {
    let server = Server::start().await;
    // From here on time goes by as soon as everybody waits.
    tokio::time::pause();
    let half = futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"code=ABCD"))])
        .chain(futures_util::stream::pending());
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("{FORUM}/en/enter"))
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from_stream(half))
        .expect("a request");
    let page = server.send(request).await;
    assert!(page.status.is_client_error(), "{}: {}", page.status, page.text);
}

#[tokio::test]
async fn a_server_that_is_ready_says_so() {
    let server = Server::start().await;
    let ready = Browser::default().get(&server, "/ready").await;
    assert_eq!((ready.status, ready.text.as_str()), (StatusCode::OK, "ready\n"));
}
