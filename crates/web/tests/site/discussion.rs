//! The discussion: from a statement handed in to the report of its topic.

use crate::server::{Browser, FORUM, Page, Server, agree};
use axum::http::StatusCode;
use forum::live::entering::{DeskRole, Grant, ticket};
use store::Batch;

/// Somebody at the desk.
async fn at_desk(server: &Server, role: DeskRole) -> Browser {
    let (secret, new) = ticket("desk/x", &Grant::Desk { person: "x".to_owned(), role }, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(new)).await.expect("a ticket");
    enters(server, &secret.text()).await
}

async fn enters(server: &Server, code: &str) -> Browser {
    let mut browser = Browser::default();
    let form = [("code", code), ("confirmed", "true"), ("capacity", "expert")];
    let entered = browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    browser
}

fn ids(page: &Page) -> Vec<String> {
    let parts = page.text.split("id=\"q-").skip(1);
    parts.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_statement_handed_in_is_asked_once_a_moderator_let_it_in_and_says_whence_but_not_from_whom() {
    let server = Server::start().await;
    let code = server.code("UZ", 1).await;
    let mut author = enters(&server, &code.text()).await;
    let topic = format!("{FORUM}/en/topic/health");
    let text = "Village nurses should be able to ask any hospital of the region by video.";
    let handed = author.post(&server, &topic, &[("text", text), ("lang", "en")]).await;
    assert_eq!(handed.location(), format!("{topic}?done=submitted"), "{}", handed.text);
    author.post(&server, &topic, &[("text", text), ("lang", "en")]).await;
    let own = author.get(&server, &topic).await;
    assert!(own.text.contains("waits for a moderator"), "{}", own.text);
    let stranger = Browser::default().get(&server, &topic).await;
    assert!(!stranger.text.contains("Village nurses"), "nobody else sees it yet");

    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    let queue = moderator.get(&server, &format!("{FORUM}/en/moderate")).await;
    let waiting = ids(&queue);
    assert_eq!(waiting.len(), 1, "sent twice, handed in once");
    let form = [("id", waiting[0].as_str())];
    let let_in = moderator.post(&server, &format!("{FORUM}/en/moderate/let-in"), &form).await;
    assert_eq!(let_in.status, StatusCode::SEE_OTHER, "{}", let_in.text);
    let second = moderator.post(&server, &format!("{FORUM}/en/moderate/let-in"), &form).await;
    assert!(second.text.contains("decided this in the meantime"), "{}", second.text);

    let page = Browser::default().get(&server, &topic).await;
    assert!(
        page.text.contains("Village nurses") && page.text.contains("expert · Uzbekistan"),
        "{}",
        page.text
    );
    let record = author.get(&server, &format!("{FORUM}/record.jsonl")).await;
    let act = record.text.lines().find(|line| line.contains("Village nurses")).expect("the act");
    assert!(act.contains(r#""origin":{"capacity":"expert","party":"UZ","tier":"attested"}"#), "{act}");
    assert!(act.contains(r#""role":"moderator""#), "{act}");
    let own = author.get(&server, &topic).await;
    assert!(own.text.contains("let in"), "{}", own.text);
}

#[tokio::test]
async fn what_may_say_the_same_is_shown_before_it_is_handed_in() {
    let server = Server::start().await;
    let live = server.live.view();
    let known = &live.state.statements[0].body;
    let text = known.text.get(&terms::Lang::new("en")).expect("in English").replace('.', "!");
    let topic = format!("{FORUM}/en/topic/{}", known.topic);
    let mut author = Browser::default();
    let near = author.post(&server, &topic, &[("text", &text), ("lang", "en")]).await;
    assert_eq!(near.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(near.text.contains("may say the same") && near.text.contains("name=\"sure\""), "{}", near.text);
    let sure = author.post(&server, &topic, &[("text", &text), ("lang", "en"), ("sure", "true")]).await;
    assert_eq!(sure.status, StatusCode::SEE_OTHER, "{}", sure.text);
}

#[tokio::test]
async fn what_does_not_fit_comes_back_with_its_reason_and_nobody_comes_in_for_it() {
    let server = Server::start().await;
    let topic = format!("{FORUM}/en/topic/health");
    let long = "é\u{301}".repeat(281);
    for (text, says) in
        [("x", "a little more"), (long.as_str(), "281 characters"), ("a\u{7}bcdef", "one line")]
    {
        let mut author = Browser::default();
        let page = author.post(&server, &topic, &[("text", text), ("lang", "en")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(page.text.contains(says), "{}", page.text);
        assert!(author.cookies.is_empty(), "no session was begun");
    }
    let fits = "é\u{301}".repeat(280);
    let page = Browser::default().post(&server, &topic, &[("text", &fits), ("lang", "en")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "280 as readers count them: {}", page.text);
}

#[tokio::test]
async fn a_refusal_is_told_to_its_author_and_stands_in_the_record_without_the_text() {
    let server = Server::start().await;
    let mut author = Browser::default();
    let topic = format!("{FORUM}/en/topic/health");
    let text = "Buy the pills of my brother-in-law today.";
    author.post(&server, &topic, &[("text", text), ("lang", "en")]).await;
    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    let id = ids(&moderator.get(&server, &format!("{FORUM}/en/moderate")).await).remove(0);
    let refuse = format!("{FORUM}/en/moderate/refuse");
    let without = moderator.post(&server, &refuse, &[("id", &id), ("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    moderator.post(&server, &refuse, &[("id", &id), ("reason", "It advertises something.")]).await;
    let own = author.get(&server, &topic).await;
    assert!(
        own.text.contains("not let in: ") && own.text.contains("It advertises something."),
        "{}",
        own.text
    );
    let record = author.get(&server, &format!("{FORUM}/record.jsonl")).await;
    assert!(record.text.contains("It advertises something.") && !record.text.contains("brother-in-law"));
    for (path, form) in [("let-in", [("id", id.as_str())]), ("refuse", [("id", id.as_str())])] {
        let page = author.post(&server, &format!("{FORUM}/en/moderate/{path}"), &form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "only moderators decide");
    }
}

#[tokio::test]
async fn replies_stand_beside_their_statement_with_sources_and_a_topic_is_reported_on_once_closed() {
    let server = Server::start().await;
    let key = server.live.view().state.statements[0].body.statement.to_string();
    let topic = server.live.view().state.statements[0].body.topic.to_string();
    let statement = format!("{FORUM}/en/statement/{key}");
    let mut author = enters(&server, &server.code("KZ", 1).await.text()).await;
    let bad = [("stance", "for"), ("text", "It worked <b>before</b>."), ("sources", "javascript:alert(1)")];
    let page = author.post(&server, &format!("{statement}/reply"), &bad).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("It worked &#60;b&#62;before"),
        "what was typed is kept, harmless: {}",
        page.text
    );
    let good =
        [("stance", "for"), ("text", "It worked <b>before</b>."), ("sources", "https://example.org/study")];
    let page = author.post(&server, &format!("{statement}/reply"), &good).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let mut desk = at_desk(&server, DeskRole::Organiser).await;
    let id = ids(&desk.get(&server, &format!("{FORUM}/en/moderate")).await).remove(0);
    desk.post(&server, &format!("{FORUM}/en/moderate/let-in"), &[("id", &id)]).await;
    let page = Browser::default().get(&server, &statement).await;
    assert!(page.text.contains("https://example.org/study") && page.text.contains("expert · Kazakhstan"));
    assert!(!page.text.contains("<b>before"), "{}", page.text);

    let body = format!(
        r#"{{"votes":[{{"statement":"{key}","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}}]}}"#
    );
    author.json(&server, &format!("{FORUM}/votes"), &body).await;
    let report = format!("{FORUM}/en/topic/{topic}/report");
    let words = [("opening", "We met twice."), ("conclusion", "Let us go on.")];
    let early = desk.post(&server, &report, &words).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.text);
    assert!(early.text.contains("still open"), "{}", early.text);
    agree(&server.live, "KZ", 9, &[terms::StatementKey::new(&key)]).await;
    desk.post(&server, &format!("{FORUM}/en/desk/publish"), &[]).await;
    desk.post(&server, &format!("{FORUM}/en/desk/topic"), &[("topic", &topic), ("open", "false")]).await;
    let filed = desk.post(&server, &report, &words).await;
    assert_eq!(filed.location(), format!("{report}?done=reported"), "{}", filed.text);
    let page = Browser::default().get(&server, &report).await;
    assert!(page.text.contains("10 answers by people of 1 of 18 parties"), "{}", page.text);
    assert!(page.text.contains("We met twice.") && page.text.contains("https://example.org/study"));
    let begins = desk.get(&server, &format!("{FORUM}/en/desk/text?topic={topic}")).await;
    assert!(begins.text.contains("Conclusions of the topic reports"), "{}", begins.text);
    let form = [("kind", "plan"), ("title-en", "From a report"), ("conclusion", topic.as_str())];
    let begun = desk.post(&server, &format!("{FORUM}/en/desk/text"), &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let view = server.live.view();
    let opening = &view.state.text.as_ref().expect("a text").draft.latest().clauses()[0];
    assert_eq!(
        (opening.part, opening.text.best(&terms::Lang::new("en")).map(|(_, words)| words)),
        (text::Part::Chapeau, Some(words[1].1))
    );
    let stranger = Browser::default().post(&server, &report, &words).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

/// A form with a file in it, as a browser sends it.
async fn files(browser: &mut Browser, server: &Server, fields: &[(&str, &str)], file: (&str, &[u8])) -> Page {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let (name, bytes) = file;
    let head = format!(
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
    );
    body.extend(head.bytes());
    body.extend(bytes);
    body.extend(b"\r\n--B--\r\n");
    let path = format!("{FORUM}/en/desk/paper");
    browser.bytes(server, axum::http::Method::POST, &path, "multipart/form-data; boundary=B", body).await
}

#[tokio::test]
async fn a_paper_is_filed_as_a_file_and_handed_over_never_run() {
    let server = Server::start().await;
    let mut desk = at_desk(&server, DeskRole::Organiser).await;
    let fields = [
        ("topic", "health"),
        ("title", "Clinics <b>"),
        ("author", "A. Author"),
        ("capacity", "expert"),
        ("link", ""),
    ];
    let refused = files(&mut desk, &server, &fields, ("x.html", b"MZ\x90\x00")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("none of the kinds") && refused.text.contains("Clinics &#60;b&#62;"),
        "{}",
        refused.text
    );
    let large = vec![b'a'; 11 * 1024 * 1024];
    let refused = files(&mut desk, &server, &fields, ("x.txt", &large)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("too large"), "{}", refused.text);
    let filed = files(&mut desk, &server, &fields, ("../../etc/x.html", b"%PDF-1.7 of ours")).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text);

    let topic = Browser::default().get(&server, &format!("{FORUM}/en/topic/health")).await;
    let href = topic.text.split("href=\"").find(|rest| rest.contains("/paper/p-")).expect("its link");
    let href = href.split('"').next().expect("its end");
    let file = Browser::default().get(&server, href).await;
    assert_eq!((file.status, file.text.as_str()), (StatusCode::OK, "%PDF-1.7 of ours"));
    let head = |name: &str| file.headers.get(name).and_then(|value| value.to_str().ok()).expect("the head");
    assert_eq!(head("content-type"), "application/pdf");
    assert_eq!(head("content-security-policy"), "default-src 'none'; sandbox");
    assert!(head("content-disposition").starts_with("attachment; filename=\"paper.pdf\""));
    let mut moderator = at_desk(&server, DeskRole::Moderator).await;
    let not_theirs = files(&mut moderator, &server, &fields, ("x.pdf", b"%PDF-1.7")).await;
    assert_eq!(not_theirs.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_topic_is_guided_at_the_desk() {
    let server = Server::start().await;
    let mut desk = at_desk(&server, DeskRole::Organiser).await;
    let path = format!("{FORUM}/en/desk/guide");
    let both = [("topic", "health"), ("chair", "CN"), ("rapporteur", "CN"), ("text", "Who pays?")];
    let refused = desk.post(&server, &path, &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("does not report on it") && refused.text.contains("Who pays?"));
    let form =
        [("topic", "health"), ("chair", "CN"), ("rapporteur", "UZ"), ("text", "Who pays?\nWho decides?")];
    let guided = desk.post(&server, &path, &form).await;
    assert_eq!(guided.location(), format!("{FORUM}/en/desk/topics?done=guided"), "{}", guided.text);
    let topic = Browser::default().get(&server, &format!("{FORUM}/en/topic/health")).await;
    assert!(topic.text.contains("Who decides?") && topic.text.contains("Chaired by"), "{}", topic.text);
}
