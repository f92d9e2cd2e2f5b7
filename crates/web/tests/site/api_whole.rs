//! Programs do all that the pages do: what the pages alone could do before, and the description that leaves nothing out.

use crate::reach::routes;
use crate::server::{API, Browser, Page, Server};
use axum::http::StatusCode;
use forum::live::entering::{DeskRole, Grant};
use serde_json::{Value, json};
use terms::{ForumKey, PartyKey};

async fn send(program: &mut Browser, server: &Server, path: &str, body: &Value) -> Page {
    program.json(server, path, &body.to_string()).await
}

/// A text with two clauses that the delegations have.
async fn circulated(server: &Server, pen: &mut Browser) {
    crate::text::begun(server, pen).await;
    crate::text::done(pen, server, "circulate", &[]).await;
}

/// A delegate of a party whose credentials are accepted, as a program.
async fn head(server: &Server, party: &str) -> Browser {
    let mut browser = crate::text::delegate(server, party, "head").await;
    browser.token = browser.cookies.remove("delegate");
    browser
}

#[tokio::test]
async fn every_route_of_the_api_is_in_its_description_and_nothing_else_is() {
    let server = Server::start().await;
    let description = Browser::default().get(&server, "/api/v1/openapi.json").await.value();
    let paths = description["paths"].as_object().expect("paths");
    let mut described: Vec<(String, String)> = Vec::new();
    for (path, methods) in paths {
        described.extend(
            methods.as_object().into_iter().flatten().map(|(method, _)| (path.clone(), method.clone())),
        );
    }
    let mut served: Vec<(String, String)> = Vec::new();
    for (path, methods) in routes() {
        if path.starts_with("/api/v1") && path != "/api/v1/openapi.json" {
            served.extend(methods.iter().map(|method| (path.clone(), method.as_str().to_lowercase())));
        }
    }
    described.sort();
    served.sort();
    assert!(served.len() > 60, "{}", served.len());
    assert_eq!(served, described);
}

#[tokio::test]
async fn a_program_with_the_servers_key_convenes_a_forum_and_runs_it() {
    let server = Server::start().await;
    let new = |key: &str| {
        json!({
            "key": key, "name": "Lakes and Towns", "theme": "Water", "place": "Tashkent", "zone": "Asia/Tashkent",
            "opens": "2027-05-01", "closes": "2027-05-03", "template": "city-network",
        })
    };
    let mut program = Browser::default();
    let other = forum::live::Secret::draw().text();
    let forbidden = send(&mut program, &server, "/api/v1/forums", &new(&other)).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN, "{}", forbidden.text);
    let key = server.convene.text();
    for (field, value) in [("zone", "Nowhere"), ("opens", "x"), ("lang", "de"), ("template", "after:none")] {
        let mut wrong = new(&key);
        wrong[field] = json!(value);
        let refused = send(&mut program, &server, "/api/v1/forums", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", refused.text);
        assert_eq!(refused.value()["field"], json!(field), "{}", refused.text);
    }
    assert_eq!(server.forums.all().len(), 1, "nothing was convened");
    let convened = send(&mut program, &server, "/api/v1/forums", &new(&key)).await;
    assert_eq!(convened.status, StatusCode::CREATED, "{}", convened.text);
    assert_eq!(convened.value()["forum"], json!("lakes-and-towns"));
    assert_eq!(convened.headers["cache-control"], "no-store");
    program.token = convened.value()["token"].as_str().map(str::to_owned);
    let own = "/api/v1/forums/lakes-and-towns";
    let rows = json!({"rows": "TAS\tTashkent\tcity\t3000000", "lang": "en"});
    let done = send(&mut program, &server, &format!("{own}/parties"), &rows).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let live = server.forums.get(&ForumKey::new("lakes-and-towns")).expect("convened");
    assert_eq!(live.view().state.parties.len(), 1);
    let again = send(&mut program, &server, "/api/v1/forums", &new(&key)).await;
    assert_eq!(again.value()["field"], json!("name"), "there is one of this name: {}", again.text);
}

#[tokio::test]
async fn what_somebody_handed_in_is_told_to_them_alone_with_what_became_of_it() {
    let server = Server::start().await;
    let mut author = server.exchanged(&server.code("UZ", 1).await.text(), "expert").await;
    let mut other = server.exchanged(&server.code("KZ", 1).await.text(), "expert").await;
    let grant = Grant::Desk { person: "x".to_owned(), role: DeskRole::Moderator };
    let mut moderator = server.program(&grant).await;
    for text in ["Every river should have a keeper.", "Buy my pills, they are the best."] {
        let said = json!({"topic": "health", "text": text, "lang": "en"});
        let handed = send(&mut author, &server, &format!("{API}/submissions"), &said).await;
        assert_eq!(handed.status, StatusCode::ACCEPTED, "{}", handed.text);
    }
    let own =
        async |program: &mut Browser| program.get(&server, &format!("{API}/submissions/own")).await.value();
    let waiting = own(&mut author).await;
    let fates: Vec<_> = waiting.as_array().into_iter().flatten().map(|own| &own["fate"]).collect();
    assert_eq!(fates, ["waiting", "waiting"], "{waiting}");
    let queue = moderator.get(&server, &format!("{API}/submissions")).await.value();
    for (at, decision) in
        [json!({"let_in": true}), json!({"let_in": false, "reason": "It advertises."})].iter().enumerate()
    {
        let id = queue[at]["id"].as_str().expect("an id");
        let done = send(&mut moderator, &server, &format!("{API}/submissions/{id}"), decision).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
    }
    let told = own(&mut author).await;
    let of = |fate: &str| told.as_array().into_iter().flatten().find(|own| own["fate"] == fate).cloned();
    let let_in = of("let_in").expect("one was let in");
    let key = terms::StatementKey::new(let_in["key"].as_str().expect("its key"));
    assert!(server.live.view().state.statement(&key).is_some());
    assert_eq!(of("refused").expect("one was not")["reason"], json!("It advertises."));
    assert_eq!(own(&mut other).await, json!([]), "nobody else's");
    let nobody = Browser::default().get(&server, &format!("{API}/submissions/own")).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_delegation_notes_takes_along_and_hands_in_by_program_what_its_pages_would() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    circulated(&server, &mut pen).await;
    let (mut kz, mut kg) = (head(&server, "KZ").await, head(&server, "KG").await);
    let notes = format!("{API}/text/notes/c1");
    let none = kz.get(&server, &notes).await.value();
    assert_eq!((&none["note"], &none["seen"]), (&json!(""), &json!(0)));
    let note = json!({"note": "The capital leans against it.", "seen": 0});
    assert_eq!(send(&mut kz, &server, &notes, &note).await.status, StatusCode::NO_CONTENT);
    let kept = kz.get(&server, &notes).await.value();
    assert_eq!(kept["note"], json!("The capital leans against it."));
    let stale = send(&mut kz, &server, &notes, &json!({"note": "Mine", "seen": 0})).await;
    assert_eq!(stale.value()["error"], json!("refused-changed-meanwhile"), "{}", stale.text);
    assert_eq!(kg.get(&server, &notes).await.value()["note"], json!(""), "of another delegation");
    let nowhere = kz.get(&server, &format!("{API}/text/notes/c9")).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);

    let pack = kz.get(&server, &format!("{API}/text/pack")).await;
    assert!(pack.headers["content-type"].to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    let acts = server.live.view().acts();
    let bare = pack.text.replacen("\nposition:\n", "\nposition: object\n", 1);
    let refused = send(&mut kz, &server, &format!("{API}/text/pack"), &json!({"pack": bare})).await;
    assert_eq!(refused.value()["error"], json!("refused-pack-line"), "{}", refused.text);
    assert_eq!(server.live.view().acts(), acts, "all of it or nothing");
    let filled = pack.text.replace("\nposition:\n", "\nposition: accept\n");
    let done = send(&mut kz, &server, &format!("{API}/text/pack"), &json!({"pack": filled})).await;
    assert_eq!(done.value()["acts"].as_array().map(Vec::len), Some(2), "{}", done.text);
    for (path, body) in [("text/pack", json!({"pack": filled})), ("text/notes/c1", note)] {
        for program in [
            &mut Browser::default(),
            &mut server.program(&Grant::Desk { person: "y".to_owned(), role: DeskRole::Organiser }).await,
        ] {
            let page = send(program, &server, &format!("{API}/{path}"), &body).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}: {}", page.text);
            let page = program.get(&server, &format!("{API}/{path}")).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn who_was_called_to_an_adoption_and_is_silent_is_reminded_by_program() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    circulated(&server, &mut pen).await;
    let grant = Grant::Desk { person: "y".to_owned(), role: DeskRole::Organiser };
    let mut program = server.program(&grant).await;
    let remind = format!("{API}/text/reminders");
    let negotiated = send(&mut program, &server, &remind, &json!({})).await.value();
    let asked = negotiated["unreachable"].as_array().expect("a list");
    assert!(asked.contains(&json!("KZ")) && asked.contains(&json!("CN")), "no clause has their position yet");
    let mut one = crate::text::delegate(&server, "KZ", "head").await;
    for clause in ["c1", "c2"] {
        let seen = crate::text::seen(&server, clause);
        crate::text::done(&mut one, &server, "stand", &crate::text::fields(&seen, &[("position", "accept")]))
            .await;
        crate::text::done(&mut pen, &server, "agree", &crate::text::fields(&seen, &[])).await;
    }
    let negotiated = send(&mut program, &server, &remind, &json!({})).await.value();
    let left = negotiated["unreachable"].as_array().expect("a list");
    assert!(
        !left.contains(&json!("KZ")) && left.contains(&json!("CN")),
        "who said everything is let be: {left:?}"
    );
    crate::text::done(&mut pen, &server, "freeze", &[]).await;
    let frozen = send(&mut program, &server, &remind, &json!({})).await.value();
    assert_eq!(frozen, json!({"letters": 0, "unreachable": []}), "no adoption is open");
    crate::text::done(&mut pen, &server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    let told = send(&mut program, &server, &remind, &json!({})).await.value();
    let silent = told["unreachable"].as_array().expect("a list");
    assert!(silent.contains(&json!("KZ")) && silent.contains(&json!("CN")), "nobody has an address: {told}");
    let view = server.live.view();
    let text = view.state.text.as_ref().and_then(|text| text.adoption.as_ref()).expect("an adoption");
    let unheard: Vec<&PartyKey> = text.unheard().collect();
    assert_eq!(silent.len(), unheard.len(), "{told}");
    let stranger = send(&mut Browser::default(), &server, &remind, &json!({})).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}
