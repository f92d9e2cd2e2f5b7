//! What somebody else must not be able to do.

use crate::server::{API, Browser, FORUM, NOW, Server};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use forum::live::entering::{DeskRole, Grant};
use forum::live::{Secret, Voter, secret};
use terms::{Instant, PartyKey, Phase, Tier, Vote};
use web::Limits;

/// Who votes in a session.
async fn voter(server: &Server, session: &str) -> Voter {
    let session = Secret::read(session).expect("a session");
    server.live.voter(&session, Instant::from_millis(NOW)).await.expect("read").expect("a voter")
}

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
    // Nor does a header, a token or an address that names somebody else.
    let pseudonym = secret::hex(&voter(&server, &own).await.id.bytes());
    other
        .json(&server, &format!("{FORUM}/votes"), &vote.replace("0123456789abcdef", "fe23456789abcdef"))
        .await;
    let mine = other.cookies.get("participant").expect("a session").clone();
    for (header, value) in [
        ("authorization", format!("Bearer {own}")),
        ("authorization", format!("Bearer {pseudonym}")),
        ("x-participant", pseudonym.clone()),
        ("x-participant", own.clone()),
        ("x-session", own.clone()),
        ("x-forwarded-user", pseudonym.clone()),
    ] {
        let query =
            format!("participant={pseudonym}&session={own}&id={pseudonym}&voter={pseudonym}&token={own}");
        let ask = |method: Method, path: &str, body: &str| {
            let request = Request::builder().method(method).uri(format!("{FORUM}{path}?{query}"));
            let request = request.header("host", "localhost:2021").header("sec-fetch-site", "same-origin");
            let request =
                request.header(header, &value).header(header::COOKIE, format!("participant={mine}"));
            let request = request.header(header::CONTENT_TYPE, "application/json");
            server.send(request.body(Body::from(body.to_owned())).expect("a request"))
        };
        let page = ask(Method::GET, "/en/answers", "").await;
        assert_eq!(
            page.text.matches("take-part?statement=").count(),
            1,
            "{header}: one's own alone: {}",
            page.text
        );
        let cast = vote.replace(":1,", ":-1,").replace("0123456789abcdef", &secret::id()[..16]);
        ask(Method::POST, "/votes", &cast.replace("\"seen\":0", "\"seen\":1")).await;
        let now = server.live.answers(&voter(&server, &own).await).await.expect("answers");
        assert_eq!((now.len(), now[0].vote, now[0].revision), (1, Vote::Agree, 1), "{header}: {value}");
    }
    for path in [
        format!("/en/answers/{pseudonym}"),
        format!("/en/participant/{pseudonym}"),
        format!("/answers/{own}"),
    ] {
        let page = other.get(&server, &format!("{FORUM}{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let added = r#"{"participant":"x","votes":[{"statement":"cp1","vote":-1,"seen":1,"request":"ff23456789abcdef0123456789abcdef"}]}"#;
    let page = other.json(&server, &format!("{FORUM}/votes"), added).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_answers_of_another_are_read_and_cast_by_their_own_token_alone() {
    let server = Server::start().await;
    let mut owner = server.exchanged(&server.code("UZ", 1).await.text(), "expert").await;
    let vote = |sign: i8, seen: u8| {
        let request = secret::id().repeat(2);
        format!(r#"[{{"statement":"cp1","vote":{sign},"seen":{seen},"request":"{request}"}}]"#)
    };
    owner.json(&server, &format!("{API}/votes"), &vote(1, 0)).await;
    let token = owner.token.clone().expect("a token");
    let id = secret::hex(&voter(&server, &token).await.id.bytes());
    let mut other = server.exchanged(&server.code("KZ", 1).await.text(), "expert").await;
    // A cookie of another beside the own token is nobody's, and an id in the address is not looked at.
    other.cookies.insert("participant".to_owned(), token.clone());
    let query = format!("participant={id}&token={token}&id={id}");
    let answers = other.get(&server, &format!("{API}/answers?{query}")).await;
    assert_eq!(answers.value(), serde_json::json!([]), "{}", answers.text);
    other.json(&server, &format!("{API}/votes?{query}"), &vote(-1, 1)).await;
    let with_id = vote(-1, 1).replace("\"seen\"", &format!("\"participant\":\"{id}\",\"seen\""));
    let refused = other.json(&server, &format!("{API}/votes"), &with_id).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    let mut nobody = Browser { token: Some(id.clone()), ..Browser::default() };
    assert_eq!(nobody.get(&server, &format!("{API}/answers")).await.status, StatusCode::UNAUTHORIZED);
    nobody.token = None;
    nobody.cookies.insert("participant".to_owned(), token);
    let page = nobody.get(&server, &format!("{API}/answers")).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "a cookie is no token here");
    let own = owner.get(&server, &format!("{API}/answers")).await.value();
    assert_eq!(own, serde_json::json!([{"statement": "cp1", "vote": 1, "revision": 1}]));
}

#[tokio::test]
async fn after_the_phase_in_which_people_vote_nobody_votes_any_more() {
    let server = Server::start().await;
    let mut desk = crate::text::pen(&server).await;
    let mut voter = Browser::default();
    let vote = |statement: &str| {
        let request = secret::id().repeat(2);
        format!(r#"{{"votes":[{{"statement":"{statement}","vote":1,"seen":0,"request":"{request}"}}]}}"#)
    };
    let given = voter.json(&server, &format!("{FORUM}/votes"), &vote("cp1")).await;
    assert!(given.text.contains("counted"), "{}", given.text);
    let mut program = server.exchanged(&server.code("UZ", 1).await.text(), "expert").await;
    let later = Phase::ALL.into_iter().filter(|phase| *phase > Phase::Open);
    let later: Vec<Phase> = later.collect();
    assert_eq!(later.last(), Some(&Phase::Archived));
    for phase in later {
        let entered = desk.post(&server, &format!("{FORUM}/en/desk/phase"), &[("phase", phase.name())]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}: {}", phase.name(), entered.text);
        let cast = server.live.store().last_vote(server.live.key()).await.expect("votes");
        for (browser, statement) in [(&mut voter, "cp1"), (&mut Browser::default(), "cp2")] {
            let page = browser.json(&server, &format!("{FORUM}/votes"), &vote(statement)).await;
            assert!(page.text.contains("refused-not-open"), "{}: {}", phase.name(), page.text);
        }
        let alone = vote("cp1");
        let alone = alone.trim_start_matches(r#"{"votes":"#).trim_end_matches('}');
        let page = program.json(&server, &format!("{API}/votes"), alone).await;
        assert_eq!(page.value()["error"], "refused-not-open", "{}: {}", phase.name(), page.text);
        let request = secret::id().repeat(2);
        let form = [("statement", "cp2"), ("seen", "0"), ("request", request.as_str()), ("vote", "1")];
        let page = voter.post(&server, &format!("{FORUM}/en/take-part"), &form).await;
        assert!(page.status.is_client_error(), "{}: {}", phase.name(), page.text);
        assert_eq!(server.live.store().last_vote(server.live.key()).await.expect("votes"), cast);
    }
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
    let limits = Limits { codes: 5, newcomers: 3, open: 4, ..Limits::default() };
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
async fn each_tier_has_a_limit_of_its_own_and_whoever_invents_sessions_is_counted_by_address() {
    let limits = Limits { attested: 6, invited: 5, open: 4, acting: 3, newcomers: 7, ..Limits::default() };
    let server = Server::with_limits(limits).await;
    let votes = |tier: Tier| Grant::Participant { tier, party: Some(PartyKey::new("UZ")), capacity: None };
    let desk = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    // Whoever comes in is a newcomer until then.
    let held = async |mut browser: Browser, path: &str| {
        let mut taken = 0;
        while browser.json(&server, path, "{}").await.status != StatusCode::TOO_MANY_REQUESTS {
            taken += 1;
            assert!(taken < 20, "{path} has no limit");
        }
        taken
    };
    for (grant, most, path) in [
        (votes(Tier::Attested), 6, format!("{FORUM}/votes")),
        (votes(Tier::Invited), 5, format!("{FORUM}/votes")),
        (votes(Tier::Open), 4, format!("{FORUM}/votes")),
        (desk, 3, format!("{FORUM}/en/desk/topic")),
    ] {
        let browser = crate::text::enters(&server, &grant).await;
        assert_eq!(held(browser.clone(), &path).await, most, "{grant:?}");
        let by_token = Browser { token: browser.cookies.values().next().cloned(), ..Browser::default() };
        assert_eq!(
            held(by_token, &format!("{API}/votes")).await,
            0,
            "a token is the same session: {grant:?}"
        );
    }
    // Four came in; three more of this address may, whatever they make up.
    let mut taken = 0;
    loop {
        let mut invented = Browser::default();
        for role in ["participant", "desk"] {
            invented.cookies.insert(role.to_owned(), Secret::draw().text());
        }
        if invented.json(&server, &format!("{FORUM}/votes"), "{}").await.status
            == StatusCode::TOO_MANY_REQUESTS
        {
            break;
        }
        taken += 1;
        assert!(taken < 20, "invented sessions have no limit");
    }
    assert_eq!(taken, 3);
}

#[tokio::test]
async fn a_narrowed_token_counts_as_the_session_behind_it() {
    let limits = Limits { attested: 4, ..Limits::default() };
    let server = Server::with_limits(limits).await;
    let code = server.code("UZ", 1).await.text();
    let mut program = Browser::default();
    let body = serde_json::json!({ "code": code, "only": ["votes"] }).to_string();
    let given = program.json(&server, &format!("{API}/tokens"), &body).await;
    program.token = given.value()["token"].as_str().map(str::to_owned);
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(program.json(&server, &format!("{API}/votes"), "[]").await.status.as_u16());
    }
    assert_eq!(statuses, [422, 422, 422, 422, 429]);
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
