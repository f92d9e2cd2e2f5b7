//! A forum run by a program alone, and the same program with the wrong token.

use crate::server::{API, Browser, NOW, Page, Server, agree};
use axum::http::StatusCode;
use forum::live::entering::{DeskRole, Grant};
use serde_json::{Value, json};
use terms::PartyKey;

fn desk(role: DeskRole) -> Grant {
    Grant::Desk { person: "x".to_owned(), role }
}

async fn does(program: &mut Browser, server: &Server, path: &str, body: &Value) -> Page {
    program.json(server, &format!("{API}/{path}"), &body.to_string()).await
}

async fn done(program: &mut Browser, server: &Server, path: &str, body: &Value) -> Value {
    let page = does(program, server, path, body).await;
    assert!(page.status.is_success(), "{path} {body}: {}", page.text);
    serde_json::from_str(&page.text).unwrap_or_default()
}

/// What every desk can do, as a program says it.
fn acts() -> Vec<Value> {
    vec![
        json!({"act": "rosters", "rows": "UZ\t20000"}),
        json!({"act": "organisations", "rows": "ORG9\tRiver League\tassociation\tUZ", "lang": "en"}),
        json!({"act": "credentials", "party": "UZ", "ruling": "accepted"}),
        json!({"act": "rename", "party": "UZ", "name": "Uzbekistan (Republic)", "lang": "en", "since": "2021-06-01"}),
        json!({"act": "right", "standing": "organisation", "right": "state", "granted": false, "topic": "health"}),
        json!({"act": "date", "key": "papers", "name": "Papers", "lang": "en", "days_before": 30}),
        json!({"act": "guide", "topic": "health", "chair": "CN", "rapporteur": "UZ", "questions": "Who pays?", "lang": "en"}),
        json!({"act": "hide_statement", "statement": "cp1", "reason": "asked twice"}),
        json!({"act": "restore_statement", "statement": "cp1"}),
        json!({"act": "require_approval", "matter": "findings", "needed": 1}),
        json!({"act": "close_topic", "topic": "health"}),
        json!({"act": "reopen_topic", "topic": "health"}),
    ]
}

#[tokio::test]
async fn a_program_invites_guides_asks_for_approval_publishes_and_reports() {
    let server = Server::start().await;
    let mut organiser = server.program(&desk(DeskRole::Organiser)).await;
    done(&mut organiser, &server, "invitations", &json!({"party": "UZ", "answer_by": "2021-07-01"})).await;
    let links = done(&mut organiser, &server, "delegates", &json!({"rows": "UZ\tA. B.\thead"})).await;
    assert_eq!((links[0]["party"].as_str(), links[0]["code"].as_str().map(str::len)), (Some("UZ"), Some(26)));
    done(&mut organiser, &server, "desk/acts", &json!({"act": "reply", "party": "UZ", "reply": "accepts"}))
        .await;
    for act in acts() {
        done(&mut organiser, &server, "desk/acts", &act).await;
    }
    let paper = json!({"topic": "health", "title": "T", "author": "A", "capacity": "expert", "lang": "en", "link": "https://example.org/a"});
    let key = done(&mut organiser, &server, "papers", &paper).await;
    assert!(key.as_str().is_some_and(|key| server.live.view().state.discussion.paper(key).is_some()));

    let code = server.code("UZ", 1).await.text();
    let mut person = Browser::default();
    let token = person.json(&server, &format!("{API}/tokens"), &json!({"code": code}).to_string()).await;
    person.token =
        serde_json::from_str::<Value>(&token.text).expect("a token")["token"].as_str().map(str::to_owned);
    let vote = json!([{"statement": "cp1", "vote": 1, "seen": 0, "request": "ab".repeat(16)}]);
    done(&mut person, &server, "votes", &vote).await;
    agree(&server.live, "UZ", 9, &[terms::StatementKey::new("cp1")]).await;
    let asked = done(&mut organiser, &server, "publish", &json!({})).await;
    assert_eq!(asked["published"], json!(false), "a co-organiser must approve");
    let approvals = done_get(&mut organiser, &server, "approvals").await;
    let findings =
        approvals.as_array().expect("a list").iter().find(|of| of["matter"] == "findings").expect("it");
    let key = server.live.view().state.co_organisers[0].body.co_organiser.clone();
    let mut co_organiser = server.program(&desk(DeskRole::CoOrganiser(key))).await;
    let given = json!({"matter": "findings", "digest": findings["digest"], "approves": true});
    done(&mut co_organiser, &server, "approvals", &given).await;
    let published = done(&mut organiser, &server, "publish", &json!({})).await;
    assert_eq!(published["published"], json!(true));
    done(&mut organiser, &server, "desk/acts", &json!({"act": "close_topic", "topic": "health"})).await;
    let report = json!({"act": "report", "topic": "health", "lang": "en", "conclusion": "We go on."});
    done(&mut organiser, &server, "desk/acts", &report).await;
    assert!(server.live.view().state.discussion.reports.contains_key(&terms::TopicKey::new("health")));
    assert_eq!(server.live.view().record.acts().last().map(|act| act.at.millis()), Some(NOW));
}

async fn done_get(program: &mut Browser, server: &Server, path: &str) -> Value {
    serde_json::from_str(&program.get(server, &format!("{API}/{path}")).await.text).expect("JSON")
}

#[tokio::test]
async fn what_a_page_would_refuse_is_refused_here_too_and_secrets_are_in_no_cache() {
    let server = Server::start().await;
    let mut organiser = server.program(&desk(DeskRole::Organiser)).await;
    let before = server.live.view().acts();
    for act in [
        json!({"act": "co_organiser", "key": "a b/c", "name": "N", "lang": "en"}),
        json!({"act": "date", "key": "d", "name": "", "lang": "en", "days_before": 3}),
        json!({"act": "translate", "statement": "cp1", "lang": "xx", "text": "T"}),
        json!({"act": "translate", "statement": "cp1", "lang": "fa", "text": "x".repeat(1_001)}),
        json!({"act": "hide_statement", "statement": "cp1", "reason": " "}),
        json!({"act": "no_such_act"}),
    ] {
        let page = does(&mut organiser, &server, "desk/acts", &act).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}: {}", page.text);
    }
    assert_eq!(server.live.view().acts(), before);
    let links = does(&mut organiser, &server, "delegates", &json!({"rows": "UZ\tA. B.\thead"})).await;
    assert_eq!(links.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn nobody_else_s_token_does_what_the_desk_does() {
    let server = Server::start().await;
    let before = server.live.view().acts();
    let participant =
        Grant::Participant { tier: terms::Tier::Attested, party: Some(PartyKey::new("UZ")), capacity: None };
    let mut wrong = vec![Browser::default()];
    for grant in
        [participant, desk(DeskRole::Moderator), desk(DeskRole::CoOrganiser(PartyKey::new("province")))]
    {
        wrong.push(server.program(&grant).await);
    }
    let mut bodies: Vec<(&str, Value)> = acts().into_iter().map(|act| ("desk/acts", act)).collect();
    bodies.push(("invitations", json!({"answer_by": "2021-07-01"})));
    bodies.push(("delegates", json!({"rows": "UZ\tA. B.\thead"})));
    bodies.push(("papers", json!({})));
    for program in &mut wrong {
        for (path, body) in &bodies {
            let page = does(program, &server, path, body).await;
            let refused = matches!(page.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
            assert!(refused, "{path} {body}: {}", page.text);
        }
    }
    let mut organiser = server.program(&desk(DeskRole::Organiser)).await;
    let approval = json!({"matter": "programme", "digest": "0".repeat(64), "approves": true});
    let page = does(&mut organiser, &server, "approvals", &approval).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "an organiser approves nothing");
    assert_eq!(server.live.view().acts(), before);
}
