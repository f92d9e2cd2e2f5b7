//! Who may read a text while it is made: the delegations, whoever takes part, everybody.

use crate::server::{Browser, FORUM, Server};
use crate::text::{TEXT, begun, delegate, does, done, pen};
use axum::http::StatusCode;
use forum::outsiders::withheld;

const API: &str = "/api/v1/forums/friendship-2021";

/// Somebody who takes part in the discussion for a party.
async fn participant(server: &Server) -> Browser {
    let code = server.code("CN", 1).await;
    let mut browser = Browser::default();
    let form = [("code", code.text()), ("confirmed", "true".to_owned()), ("capacity", "resident".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    browser
}

/// How each page of the text answers a reader.
async fn statuses(server: &Server, browser: &mut Browser) -> Vec<StatusCode> {
    let mut statuses = Vec::new();
    for page in [TEXT.to_owned(), format!("{TEXT}/clause/c1"), format!("{TEXT}/round"), format!("{API}/text")]
    {
        statuses.push(browser.get(server, &page).await.status);
    }
    statuses
}

/// Issue "The text and its adoption", flow: visibility per object (public, participants, delegations, one party).
#[tokio::test]
async fn a_text_is_read_by_those_it_is_opened_to_and_never_closed_to_them_again() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    let (mut inside, mut outside) = (participant(&server).await, Browser::default());
    let mut head = delegate(&server, "KZ", "head").await;
    let hidden = |acts: &[record::Act]| withheld(acts).iter().flatten().count();
    let kept = |server: &Server| hidden(server.live.view().record.acts());
    assert_eq!(statuses(&server, &mut inside).await, [StatusCode::FORBIDDEN; 4]);
    assert_eq!(statuses(&server, &mut head).await[0], StatusCode::OK);

    done(&mut pen, &server, "readers", &[("audience", "participants")]).await;
    assert_eq!(statuses(&server, &mut inside).await[..3], [StatusCode::OK; 3]);
    assert_eq!(statuses(&server, &mut outside).await, [StatusCode::FORBIDDEN; 4]);
    assert!(kept(&server) > 0, "the record that is handed out still keeps the negotiation back");
    let page = inside.get(&server, TEXT).await;
    assert!(page.text.contains("Read by whoever takes part in the discussion"), "{}", page.text);
    assert!(!page.text.contains("id=\"readers\""), "they do not hold the pen");
    let code = server.code("CN", 1).await.text();
    let mut program = server.exchanged(&code, "resident").await;
    assert_eq!(program.get(&server, &format!("{API}/text")).await.status, StatusCode::OK);

    for again in ["participants", "delegations", "nobody"] {
        let refused = does(&mut pen, &server, "readers", &[("audience", again)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
    }
    let theirs = does(&mut head, &server, "readers", &[("audience", "public")]).await;
    assert_ne!(theirs.status, StatusCode::SEE_OTHER, "a delegation does not open it");

    done(&mut pen, &server, "readers", &[("audience", "public")]).await;
    assert_eq!(statuses(&server, &mut outside).await[..2], [StatusCode::OK; 2]);
    let tallies = |acts: &[record::Act]| acts.iter().filter(|act| act.kind == "tally_noted").count();
    assert_eq!(kept(&server), tallies(server.live.view().record.acts()), "nothing of the text is kept back");
    let page = pen.get(&server, TEXT).await;
    assert!(!page.text.contains("id=\"readers\""), "there is nobody left to open it to");
}
