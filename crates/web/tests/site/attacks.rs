//! What somebody else must not be able to do.

use crate::server::{Browser, FORUM, Server};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use web::Limits;

#[tokio::test]
async fn a_form_sent_from_another_site_is_refused_and_changes_nothing() {
    let server = Server::start().await;
    let body = "statement=cp1&seen=0&request=00000000000000000000000000000000&vote=1";
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
        let request = Request::post(format!("{FORUM}/en/take-part"))
            .header("host", "localhost:2021")
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let page = server.send(request.body(Body::from(body)).expect("a request")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(server.live.store().last_vote(server.live.key()).await.expect("votes"), 0);
}

#[tokio::test]
async fn answers_are_seen_and_changed_by_their_own_session_alone() {
    let (server, mut owner, mut other) = (Server::start().await, Browser::default(), Browser::default());
    let vote =
        r#"{"votes":[{"statement":"cp1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    owner.json(&server, &format!("{FORUM}/votes"), vote).await;
    let own = owner.cookies.get("participant").expect("a session").clone();
    // The pseudonym, the address of a page and a cookie of another role open nothing.
    for cookie in ["participant=", "participant=0", &format!("desk={own}"), &format!("Participant={own}")] {
        let request = Request::get(format!("{FORUM}/en/answers")).header(header::COOKIE, cookie);
        let page = server.send(request.body(Body::empty()).expect("a request")).await;
        assert!(page.text.contains("not answered anything"), "{cookie}");
    }
    let added = r#"{"participant":"x","votes":[{"statement":"cp1","vote":-1,"seen":1,"request":"ff23456789abcdef0123456789abcdef"}]}"#;
    let page = other.json(&server, &format!("{FORUM}/votes"), added).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn every_answer_forbids_what_comes_from_outside() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    for path in [FORUM, "/friendship-2021/en", "/friendship-2021/en/board", "/nowhere", "/health"] {
        let page = browser.get(&server, path).await;
        let policy = page.headers.get("content-security-policy").and_then(|value| value.to_str().ok());
        let policy = policy.expect("a policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(page.headers.get("x-content-type-options").expect("set"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn no_page_has_a_style_or_script_inside_which_the_policy_would_stop() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    for path in ["", "/take-part", "/board", "/statement/cp1", "/enter", "/party/CN"] {
        let page = browser.get(&server, &format!("{FORUM}/en{path}")).await;
        for inside in [" style=", "<style", " onclick=", "javascript:", "<script>"] {
            assert!(!page.text.contains(inside), "{path} has {inside}");
        }
    }
}

#[tokio::test]
async fn what_people_type_comes_back_as_text() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let typed = "\"><script>alert(1)</script>";
    let page = browser.post(&server, &format!("{FORUM}/en/enter"), &[("code", typed)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    let page =
        browser.get(&server, &format!("{FORUM}/en/take-part?done=%22%3E%3Cscript%3E&topic=%3Cb%3E")).await;
    assert!(!page.text.contains("<script>") && !page.text.contains("<b>"));
}

#[tokio::test]
async fn a_body_that_is_too_large_or_makes_no_sense_is_turned_away() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let large = format!(r#"{{"votes":[{}]}}"#, " ".repeat(300 * 1024));
    assert_eq!(
        browser.json(&server, &format!("{FORUM}/votes"), &large).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for body in [
        "",
        "{",
        "[]",
        r#"{"votes":[]}"#,
        r#"{"votes":[{"statement":"cp1","vote":7,"seen":0,"request":"00"}]}"#,
    ] {
        let page = browser.json(&server, &format!("{FORUM}/votes"), body).await;
        assert!(page.status.is_client_error(), "{body}: {}", page.status);
    }
    let fields = [("statement", "cp1"), ("seen", "0"), ("request", "zz"), ("vote", "1")];
    let page = browser.post(&server, &format!("{FORUM}/en/take-part"), &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.live.store().last_vote(server.live.key()).await.expect("votes"), 0);
}

#[tokio::test]
async fn whoever_guesses_codes_or_makes_participants_by_the_thousand_is_held_up_and_others_are_not() {
    let limits = Limits { codes: 5, newcomers: 3, session: 4 };
    let server = Server::with_limits(limits).await;
    let mut guesser = Browser::default();
    let enter = format!("{FORUM}/en/enter/00000000000000000000000000");
    let mut held = Vec::new();
    for _ in 0..7 {
        held.push(guesser.get(&server, &enter).await.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(held, [false, false, false, false, false, true, true]);
    let vote = |mark: u8| {
        let request = format!("{mark:02x}").repeat(16);
        format!(r#"{{"votes":[{{"statement":"cp{mark}","vote":1,"seen":0,"request":"{request}"}}]}}"#)
    };
    let mut voter = Browser::default();
    for mark in 1..=4 {
        let page = voter.json(&server, &format!("{FORUM}/votes"), &vote(mark)).await;
        assert_eq!(page.status, StatusCode::OK, "the first makes a session, three more are the session's");
    }
    for _ in 0..2 {
        Browser::default().json(&server, &format!("{FORUM}/votes"), &vote(5)).await;
    }
    let one_more = Browser::default().json(&server, &format!("{FORUM}/votes"), &vote(5)).await;
    assert_eq!(one_more.status, StatusCode::TOO_MANY_REQUESTS, "a fourth newcomer in a minute");
    assert_eq!(voter.json(&server, &format!("{FORUM}/votes"), &vote(6)).await.status, StatusCode::OK);
    let page = voter.get(&server, &format!("{FORUM}/en/board")).await;
    assert_eq!(page.status, StatusCode::OK, "reading is never held up");
}

#[tokio::test]
async fn the_journal_knows_which_kind_of_address_was_asked_for_and_no_code_session_or_name() {
    let lines: std::sync::Arc<std::sync::Mutex<Vec<String>>> = std::sync::Arc::default();
    let kept = lines.clone();
    let write = move |line: &web::Line| {
        kept.lock().expect("whole").push(serde_json::to_string(line).expect("JSON"));
    };
    let journal = web::Journal::to(write);
    let server = Server::with(web::Settings { journal, ..web::Settings::default() }).await;
    let code = server.code("UZ", 1).await.text();
    let mut browser = Browser::default();
    browser.get(&server, &format!("{FORUM}/en/enter/{code}")).await;
    let form = [("code", code.as_str()), ("confirmed", "true"), ("capacity", "expert")];
    browser.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    browser.get(&server, "/no/such/place/at/all").await;
    let written = lines.lock().expect("whole").join("\n");
    assert!(
        written.contains(r#""method":"GET","route":"/{forum}/{lang}/enter/{secret}","status":200"#),
        "{written}"
    );
    assert!(written.contains(r#""route":"-","status":404"#), "{written}");
    let session = browser.cookies.values().next().expect("a session");
    assert!(!written.contains(&code) && !written.contains(session), "{written}");
}
