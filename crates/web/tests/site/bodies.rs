//! Whatever is sent to whatever takes something, by whoever has a part in a forum: it is done, or refused in words; it
//! never fails, it leaves no act that is not theirs, and what was sent comes back harmless.

use crate::reach::{Draw, MARK, deeds, filled, routes};
use crate::server::{Browser, FORUM, Page, Server};
use crate::text::{begun, delegate, done, enters, fields, pen, seen};
use axum::http::{Method, StatusCode, header};
use forum::live::entering::{DeskRole, Grant};
use record::{Act, Actor};
use std::collections::BTreeSet;
use terms::{PartyKey, Tier};

/// These tests ask more often than anybody may.
const NO_LIMITS: web::Limits = web::Limits::none();

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// An address that takes something: how, under which route, and what is done with a text there.
struct Address {
    method: Method,
    path: String,
    route: String,
    deed: String,
}

/// Every address that takes something, and each once more for all that can be done with a text there.
fn addresses() -> Vec<Address> {
    let one = |value: &str| vec![value.to_owned()];
    let values = [
        ("forum", one("friendship-2021")),
        ("lang", one("en")),
        ("topic", one("health")),
        ("statement", one("cp1")),
        ("id", one("0123456789abcdef")),
        ("clause", one("c1")),
        ("what", deeds()),
    ];
    let mut found = Vec::new();
    for (route, methods) in routes() {
        let texts = route.ends_with("/acts") || route.ends_with("/draft");
        for method in methods.into_iter().filter(|method| *method != Method::GET) {
            for path in filled(&route, &values) {
                assert!(!path.contains('{'), "what stands in {path}?");
                let deeds = if texts { deeds() } else { one(path.rsplit('/').next().unwrap_or_default()) };
                let address =
                    |deed| Address { method: method.clone(), path: path.clone(), route: route.clone(), deed };
                found.extend(deeds.into_iter().map(address));
            }
        }
    }
    // Who has left is a stranger to all that comes after.
    found.sort_by_key(|address| ["/leave", "/tokens"].iter().any(|ends| address.path.ends_with(ends)));
    found
}

/// A body with its media type: mostly what the address takes, at times what nobody should send.
fn body(draw: &mut Draw, address: &Address, turn: usize) -> (&'static str, Vec<u8>) {
    const BROKEN: [(&str, &[u8]); 6] = [
        (JSON, b"{\"text\":\"\\ud800\"}"),
        (JSON, b"[[[[[[[[[["),
        (JSON, b"{\"votes\":[{\"statement\":1e999}]}"),
        (FORM, b"text=%ff%fe%00&text=%"),
        ("text/plain", b"text=x"),
        ("", b""),
    ];
    if turn % 4 == 3 {
        let (media, bytes) = BROKEN[(turn / 4 + address.path.len()) % BROKEN.len()];
        return (media, bytes.to_vec());
    }
    match draw.described(&address.route, &address.deed) {
        Some(described) => (JSON, described),
        None => (FORM, draw.form()),
    }
}

/// Whether a browser would run what stands in this answer.
fn runs(page: &Page) -> bool {
    let kind = page.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    page.text.contains(MARK) && ["json", "text/plain", "text/csv"].iter().all(|data| !kind.contains(data))
}

/// Sends to every address, and says which acts came of it.
async fn all_hold(server: &Server, browser: &Browser, turns: std::ops::Range<usize>) -> Vec<Act> {
    let mut draw = Draw::of(server).await;
    let before = server.live.view().record.acts().len();
    for address in addresses() {
        for turn in turns.clone() {
            draw.digest = digest(server);
            let (media, bytes) = body(&mut draw, &address, turn);
            let (shown, acts) = (String::from_utf8_lossy(&bytes).into_owned(), server.live.view().acts());
            let mut browser = browser.clone();
            let page = browser.bytes(server, address.method.clone(), &address.path, media, bytes).await;
            let told = format!("{} {} {media} {shown}", address.method, address.path);
            assert!(!page.status.is_server_error(), "{told}: {}", page.text);
            assert!(!runs(&page), "{told} gives back what runs");
            if page.status.is_client_error() {
                assert_eq!(server.live.view().acts(), acts, "{told}: {}", page.status);
            }
        }
    }
    let view = server.live.view();
    view.record.acts()[before..].to_vec()
}

/// The digest of the first clause as it stands; empty while there is none.
fn digest(server: &Server) -> String {
    let view = server.live.view();
    let text = view.state.text.as_ref().and_then(|text| text.reference(&text::ClauseId::new("c1")));
    text.map_or_else(String::new, |clause| clause.digest.to_string())
}

/// Both as browsers and as programs send who they are.
fn with_token(mut browser: Browser) -> Browser {
    browser.token = browser.cookies.values().next().cloned();
    browser
}

/// A forum whose text is with the delegations, with an amendment to it.
async fn negotiating() -> Server {
    let server = Server::with_limits(NO_LIMITS).await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let mut head = delegate(&server, "KG", "head").await;
    let change = [("verb", "believes"), ("words-en", "believes in something else."), ("why", "Shorter")];
    done(&mut head, &server, "replace", &fields(&seen(&server, "c1"), &change)).await;
    server
}

#[test]
fn every_act_on_a_text_is_tried_by_its_own_address_and_by_programs() {
    let (names, all) = (deeds(), addresses());
    assert!(names.len() > 40 && names.contains(&"join-project".to_owned()), "{names:?}");
    for name in names {
        let of = |route: &str| all.iter().any(|to| to.deed == name && to.route.ends_with(route));
        assert!(of("/text/do/{what}") && of("/desk/acts") && of("/delegation/acts"), "{name}");
    }
    assert!(all.iter().filter(|to| to.method == Method::DELETE).count() >= 5);
    let fields = crate::reach::fields();
    for field in
        ["words-en", "title-en", "why", "sources", "opening", "conclusion", "place", "theme", "digest"]
    {
        assert!(fields.contains(&field.to_owned()), "{field}");
    }
}

#[tokio::test]
async fn whatever_a_stranger_sends_is_refused_in_words_and_no_act_comes_of_it() {
    let server = negotiating().await;
    assert_eq!(all_hold(&server, &Browser::default(), 0..4).await, []);
}

#[tokio::test]
async fn whatever_a_participant_sends_no_act_comes_of_it() {
    let server = negotiating().await;
    let party = Some(PartyKey::new("CN"));
    let grant = Grant::Participant { tier: Tier::Attested, party, capacity: None };
    let participant = with_token(enters(&server, &grant).await);
    assert_eq!(all_hold(&server, &participant, 0..2).await, []);
}

#[tokio::test]
async fn whatever_a_delegate_sends_is_done_for_their_own_party_or_refused() {
    let server = negotiating().await;
    let head = with_token(delegate(&server, "KZ", "head").await);
    let acts = all_hold(&server, &head, 0..4).await;
    assert!(!acts.is_empty(), "some of it is theirs to do");
    for act in acts {
        let actor = &act.actor;
        assert_eq!(actor.party, Some(PartyKey::new("KZ")), "{act:?}");
        assert!(actor.delegate.is_some(), "{act:?}");
    }
}

async fn of_the_desk(role: DeskRole) -> Vec<Act> {
    let server = negotiating().await;
    let grant = Grant::Desk { person: "x".to_owned(), role };
    let somebody = with_token(enters(&server, &grant).await);
    all_hold(&server, &somebody, 0..4).await
}

#[tokio::test]
async fn whatever_a_moderator_sends_is_a_moderators_act_or_none() {
    for act in of_the_desk(DeskRole::Moderator).await {
        assert_eq!(act.actor, Actor::role("moderator"), "{act:?}");
    }
}

#[tokio::test]
async fn whatever_a_co_organiser_sends_is_their_approval_or_nothing() {
    let server = Server::start().await;
    let key = server.live.view().state.co_organisers[0].body.co_organiser.clone();
    for act in of_the_desk(DeskRole::CoOrganiser(key.clone())).await {
        assert_eq!(act.actor, Actor::of(key.clone(), "co_organiser"), "{act:?}");
    }
}

#[tokio::test]
async fn whatever_is_sent_from_the_desk_is_done_or_refused_and_never_fails() {
    let server = negotiating().await;
    let grant = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    let desk = with_token(enters(&server, &grant).await);
    let acts = all_hold(&server, &desk, 0..8).await;
    let kinds: BTreeSet<&str> = acts.iter().map(|act| act.kind.as_str()).collect();
    assert!(kinds.len() >= 12, "many kinds of acts are reached: {kinds:?}");
    let read = pen(&server).await.get(&server, &format!("{FORUM}/record.jsonl")).await;
    record::Record::read_from(read.text.as_bytes()).expect("the record holds");
}

#[tokio::test]
async fn whatever_is_sent_while_a_text_is_adopted_is_done_or_refused_and_never_fails() {
    let server = Server::with_limits(NO_LIMITS).await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let mut head = delegate(&server, "KZ", "head").await;
    for clause in ["c1", "c2"] {
        done(&mut head, &server, "stand", &fields(&seen(&server, clause), &[("position", "accept")])).await;
        done(&mut pen, &server, "agree", &fields(&seen(&server, clause), &[])).await;
    }
    done(&mut pen, &server, "freeze", &[]).await;
    done(&mut pen, &server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    let said = all_hold(&server, &with_token(head), 0..3).await;
    let kinds: BTreeSet<&str> = said.iter().map(|act| act.kind.as_str()).collect();
    assert!(kinds.contains("round_conducted"), "something is said in the adoption: {kinds:?}");
    all_hold(&server, &with_token(pen), 0..2).await;
    let view = server.live.view();
    assert!(view.state.text.is_some());
    assert_eq!(Browser::default().get(&server, &format!("{FORUM}/en")).await.status, StatusCode::OK);
}
