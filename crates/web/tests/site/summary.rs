//! A chair's summary on the pages: written, finished and issued by those who hold the pen, read by everybody.

use crate::server::{Browser, FORUM, Server};
use crate::text::{Press, TEXT, delegate, does, done, found, pen};
use axum::http::StatusCode;
use std::sync::Arc;

#[tokio::test]
async fn a_chairs_summary_is_issued_with_its_papers_and_nobody_is_asked_to_adopt_it() {
    let server = Server::in_earnest(Arc::new(Press::default())).await;
    let (mut pen, mut head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    found(&server).await;
    let form = [("kind", "chairs-summary"), ("title-en", "What was said"), ("audience", "delegations")];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &form).await;
    done(&mut pen, &server, "add", &[("part", "operative"), ("words-en", "Many spoke of rivers.")]).await;
    let page = pen.get(&server, TEXT).await;
    assert!(page.text.contains("the chair answers for it alone"), "{}", page.text);
    assert!(
        page.text.contains("Finish the summary") && !page.text.contains("ad referendum"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("id=\"circulate\"") && page.text.contains("id=\"freeze\""));
    let sent = does(&mut pen, &server, "circulate", &[]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text.contains("nobody negotiates or adopts it"), "{}", sent.text);
    let theirs = head.get(&server, TEXT).await;
    for form in ["id=\"sponsors\"", "id=\"insert\"", "id=\"pack\""] {
        assert!(!theirs.text.contains(form), "{form}");
    }
    let sponsored = does(&mut head, &server, "sponsor", &[]).await;
    assert!(sponsored.text.contains("nobody negotiates or adopts it"), "{}", sponsored.text);
    let early = does(&mut pen, &server, "publish", &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);

    done(&mut pen, &server, "freeze", &[]).await;
    let opened = does(&mut pen, &server, "open", &[("until", "2021-06-03T16:00")]).await;
    assert!(opened.text.contains("nobody negotiates or adopts it"), "{}", opened.text);
    let refused = does(&mut pen, &server, "publish", &[]).await;
    assert!(refused.text.contains("no font for fa"), "all papers or none: {}", refused.text);
    done(&mut pen, &server, "publish", &[]).await;
    let mut reader = Browser::default();
    let page = reader.get(&server, TEXT).await;
    assert!(page.text.contains("Issued by the chair") && !page.text.contains("Adopted"), "{}", page.text);
    let plain = reader.get(&server, &format!("{TEXT}/file/text.en.txt")).await;
    let words = plain.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("It was not negotiated or adopted, and binds nobody"), "{}", plain.text);
    assert!(!page.text.contains("adoption-record"), "there is no adoption to record");
}
