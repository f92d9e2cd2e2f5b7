//! What a delegation has at home: deadlines by the clock of its capital, and a text without a connection.

use crate::server::{Browser, FORUM, Page, Server};
use axum::http::{Method, StatusCode};
use terms::Weekday;

#[tokio::test]
async fn a_deadline_is_shown_by_the_clock_the_calendar_and_the_working_week_of_a_capital() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    let mut head = crate::text::delegate(&server, "IR", "head").await;
    let path = format!("{FORUM}/en/delegation/capital");
    let wrong = head.post(&server, &path, &[("zone", "Tehran"), ("rest", "friday")]).await;
    assert!(wrong.text.contains("There is no such zone") && wrong.text.contains("value=\"Tehran\""));
    let rest = Weekday::ALL.map(|day| ("rest", day.name()));
    let idle: Vec<_> = [("zone", "Asia/Tehran")].into_iter().chain(rest).collect();
    assert!(head.post(&server, &path, &idle).await.text.contains("Somebody works"));
    let form =
        [("zone", "Asia/Tehran"), ("rest", "thursday"), ("rest", "friday"), ("calendar", "solar-hijri")];
    assert_eq!(head.post(&server, &path, &form).await.status, StatusCode::SEE_OTHER);
    let mut expert = crate::text::delegate(&server, "KZ", "expert").await;
    assert_eq!(expert.post(&server, &path, &form).await.status, StatusCode::FORBIDDEN, "only who leads");

    crate::text::found(&server).await;
    let statement = server.live.view().state.statements[0].body.statement.to_string();
    let begin = [("kind", "plan"), ("title-en", "T"), ("statement", statement.as_str())];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &begin).await;
    let sent = [("until", "2021-06-11T09:00")];
    pen.post(&server, &format!("{FORUM}/en/text/do/circulate"), &sent).await;
    let page = head.get(&server, &format!("{FORUM}/en/text")).await;
    assert!(
        page.text.contains("For Iran: Friday, 21 Khordad 1400 AP (11 June 2021), 05:30 (UTC+4:30)."),
        "{}",
        page.text
    );
    assert!(
        page.text.contains("the last working day before it is Wednesday, 19 Khordad 1400 AP (9 June 2021).")
    );
    let other = expert.get(&server, &format!("{FORUM}/en/text")).await;
    assert!(!other.text.contains("Khordad"), "each capital reads its own");
}

/// A pack is a file in a form.
async fn hands(browser: &mut Browser, server: &Server, pack: &str) -> Page {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pack.txt\"\r\n\r\n{pack}\r\n--x--\r\n"
    );
    let path = format!("{FORUM}/en/text/pack");
    browser.bytes(server, Method::POST, &path, "multipart/form-data; boundary=x", body.into_bytes()).await
}

#[tokio::test]
async fn a_text_is_taken_along_answered_without_a_connection_and_handed_in_whole_or_not_at_all() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    let mut head = crate::text::delegate(&server, "KZ", "head").await;
    crate::text::found(&server).await;
    let view = server.live.view();
    let keys: Vec<String> =
        view.state.statements.iter().take(2).map(|s| s.body.statement.to_string()).collect();
    let begin = [
        ("kind", "plan"),
        ("title-en", "T"),
        ("statement", keys[0].as_str()),
        ("statement", keys[1].as_str()),
    ];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &begin).await;
    pen.post(&server, &format!("{FORUM}/en/text/do/circulate"), &[("until", "")]).await;
    let stranger = Browser::default().get(&server, &format!("{FORUM}/en/text/pack.txt")).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let pack = head.get(&server, &format!("{FORUM}/en/text/pack.txt")).await.text;
    assert!(
        pack.contains("# 1. believes the following") && pack.contains("no party's real opinion"),
        "{pack}"
    );
    let acts = server.live.view().acts();
    let empty = hands(&mut head, &server, &pack).await;
    assert!(empty.text.contains("says nothing: no line has a position"), "{}", empty.text);
    let odd = hands(&mut head, &server, &format!("{pack}\nstanding: well")).await;
    assert!(odd.text.contains("cannot be read: a line is empty"), "{}", odd.text);
    let bare = pack.replacen("\nposition:\n", "\nposition: accept\n", 1);
    let bare = bare.replacen("\nposition:\n", "\nposition: object\n", 1);
    let bare = hands(&mut head, &server, &bare).await;
    assert!(bare.text.contains("An objection needs a reason"), "{}", bare.text);
    assert_eq!(server.live.view().acts(), acts, "all of it or nothing");

    let filled = pack.replacen("\nposition:\n", "\nposition: accept\n", 1);
    let filled = filled.replacen("\nposition:\nreason:\n", "\nposition: object\nreason: Too wide\n", 1);
    let taken = hands(&mut head, &server, &filled).await;
    assert_eq!(taken.location(), format!("{FORUM}/en/text?done=pack"), "{}", taken.text);
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let stands: Vec<_> =
        text.draft.latest().clauses().iter().map(|clause| text.positions_on(clause).count()).collect();
    assert_eq!(stands, [1, 1]);

    // What was put in other words since is not answered by an old pack.
    let clause = text.draft.latest().clauses()[0].clone();
    let (id, digest) = (clause.id.to_string(), clause.digest().to_string());
    let change = [
        ("clause", id.as_str()),
        ("digest", digest.as_str()),
        ("verb", "believes"),
        ("words-en", "believes so."),
    ];
    pen.post(&server, &format!("{FORUM}/en/text/do/revise"), &change).await;
    let old = hands(&mut head, &server, &filled).await;
    assert!(old.text.contains("(c1) cannot be"), "{}", old.text);
}

#[tokio::test]
async fn what_a_delegation_notes_for_itself_leaves_it_on_no_page_and_in_no_record() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    let (mut head, mut other) = (
        crate::text::delegate(&server, "KZ", "head").await,
        crate::text::delegate(&server, "KG", "head").await,
    );
    let mut expert = crate::text::delegate(&server, "KZ", "expert").await;
    crate::text::found(&server).await;
    let statement = server.live.view().state.statements[0].body.statement.to_string();
    let begin = [("kind", "plan"), ("title-en", "T"), ("statement", statement.as_str())];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &begin).await;
    let (path, clause) = (format!("{FORUM}/en/text/note"), format!("{FORUM}/en/text/clause/c1"));
    let note = [("clause", "c1"), ("seen", "0"), ("note", "The capital leans against it.")];
    let kept = expert.post(&server, &path, &note).await;
    assert_eq!(kept.location(), format!("{clause}?done=note"), "{}", kept.text);
    let page = head.get(&server, &clause).await;
    assert!(page.text.contains("The capital leans against it."), "the delegation reads it: {}", page.text);
    let meanwhile = head.post(&server, &path, &[("clause", "c1"), ("seen", "0"), ("note", "Mine")]).await;
    assert_eq!(meanwhile.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(meanwhile.text.contains(">Mine</textarea>"), "what was typed is kept: {}", meanwhile.text);
    for browser in [&mut other, &mut pen] {
        let page = browser.get(&server, &clause).await;
        assert!(page.status == StatusCode::OK && !page.text.contains("leans against it"), "{}", page.text);
        let record = browser.get(&server, &format!("{FORUM}/record.jsonl")).await;
        assert!(!record.text.contains("leans against it"));
    }
    assert_eq!(pen.post(&server, &path, &note).await.status, StatusCode::FORBIDDEN);
    let nowhere = head.post(&server, &path, &[("clause", "c9"), ("note", "x")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}
