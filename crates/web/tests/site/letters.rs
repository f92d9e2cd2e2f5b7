//! Letters: written with an invitation, sent by whoever can, logged, erased with their person.

use crate::server::{Browser, FORUM, NOW, Page, Server};
use axum::http::StatusCode;
use forum::live::entering::{DeskRole, Grant, ticket};
use forum::live::letters::{LetterFate, Tried};
use store::Batch;
use terms::Instant;

pub(crate) async fn organiser(server: &Server) -> Browser {
    let grant = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    let (secret, new) = ticket("desk/x", &grant, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(new)).await.expect("a ticket");
    let mut browser = Browser::default();
    let form = [("code", secret.text()), ("confirmed", "true".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let entered = browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    browser
}

fn at(millis: i64) -> Instant {
    Instant::from_millis(NOW + millis)
}

/// Names a head of delegation of Kazakhstan with an address and invites the party by letter.
async fn invited(server: &Server, desk: &mut Browser) {
    let named = [("text", "KZ\tN. N.\thead\thead@example.org")];
    let links = desk.post(server, &format!("{FORUM}/en/desk/delegates"), &named).await;
    assert!(links.text.contains("/enter/"), "{}", links.text);
    let form = [("party", "KZ"), ("answer_by", "2021-07-01"), ("post", "true")];
    let done = desk.post(server, &format!("{FORUM}/en/desk/invite"), &form).await;
    assert_eq!(done.location(), format!("{FORUM}/en/desk/delegations?done=invited"), "{}", done.text);
}

#[tokio::test]
async fn an_invitation_writes_to_the_head_in_a_language_of_the_party_with_a_link_that_works() {
    let server = Server::start().await;
    let mut desk = organiser(&server).await;
    invited(&server, &mut desk).await;
    let waiting = server.live.letters(true).await.expect("letters");
    assert_eq!(waiting.len(), 1);
    let letter = &waiting[0].letter;
    assert_eq!((letter.to.as_str(), letter.lang.as_str()), ("head@example.org", "ru"));
    assert!(letter.text.contains("1 июля 2021"), "{}", letter.text);
    assert!(letter.text.contains("Simulation, seed 7"), "a simulated forum says so in its letters too");
    let link =
        letter.text.lines().find(|line| line.contains("/enter/")).expect("the link on a line of its own");
    let code = link.rsplit('/').next().expect("its code");
    let mut head = Browser::default();
    let entered =
        head.post(&server, &format!("{FORUM}/ru/enter"), &[("code", code), ("confirmed", "true")]).await;
    assert!(entered.location().ends_with("/delegation"), "{}", entered.text);
    let record = desk.get(&server, &format!("{FORUM}/record.jsonl")).await;
    assert!(!record.text.contains("head@example.org") && !record.text.contains(code));
}

#[tokio::test]
async fn a_letter_is_claimed_by_one_sender_tried_again_and_logged_without_its_text() {
    let server = Server::start().await;
    let mut desk = organiser(&server).await;
    invited(&server, &mut desk).await;
    let live = &server.live;
    let claimed = live.claim_letter(at(0)).await.expect("a look").expect("one waits");
    assert!(live.claim_letter(at(1)).await.expect("a look").is_none(), "nobody else sends it");
    let later = Tried::Later("451 try later".to_owned(), Some(at(60_000)));
    live.settle_letter(claimed, later, at(2)).await.expect("settled");
    assert!(live.claim_letter(at(59_999)).await.expect("a look").is_none());
    let again = live.claim_letter(at(60_000)).await.expect("a look").expect("due again");
    live.settle_letter(again, Tried::Refused("550 nobody here".to_owned()), at(60_001))
        .await
        .expect("settled");
    let log = desk.get(&server, &format!("{FORUM}/en/desk/letters")).await;
    assert!(log.text.contains("550 nobody here") && log.text.contains("Try again"), "{}", log.text);
    let id = log.field("id");
    desk.post(&server, &format!("{FORUM}/en/desk/retry"), &[("id", &id)]).await;
    let third = live.claim_letter(at(60_002)).await.expect("a look").expect("tried again");
    assert!(third.letter.text.contains("/enter/"));
    live.settle_letter(third, Tried::Sent, at(60_003)).await.expect("settled");
    let kept = live.letters(false).await.expect("the log");
    assert!(matches!(kept[0].letter.fate, LetterFate::Sent { .. }) && kept[0].letter.text.is_empty());
}

#[tokio::test]
async fn who_has_not_answered_is_reminded_and_who_cannot_be_written_to_is_named() {
    let server = Server::start().await;
    let mut desk = organiser(&server).await;
    invited(&server, &mut desk).await;
    let form = [("party", "UZ"), ("answer_by", "2021-07-01"), ("post", "true")];
    let done = desk.post(&server, &format!("{FORUM}/en/desk/invite"), &form).await;
    assert!(done.text.contains("No address is known of a head or alternate of: Uzbekistan"), "{}", done.text);
    desk.post(&server, &format!("{FORUM}/en/desk/remind"), &[]).await;
    let waiting = server.live.letters(true).await.expect("letters");
    assert_eq!(waiting.len(), 2, "the invitation and the reminder");
    let head = waiting[0].letter.person.clone();
    desk.post(&server, &format!("{FORUM}/en/desk/erase"), &[("delegate", &head)]).await;
    assert!(server.live.letters(true).await.expect("letters").is_empty(), "erased with their person");
}

/// The page to which the link of a letter that ends so leads.
async fn followed(server: &Server, head: &mut Browser, letter: &str, ending: &str) -> Page {
    let (_, link) = letter
        .lines()
        .find_map(|line| line.split_once(": http").filter(|_| line.ends_with(ending)))
        .expect("a link for each answer");
    let path = link.split_once("/friendship-2021").expect("of this forum").1;
    let asked = head.get(server, &format!("{FORUM}{path}")).await;
    head.get(server, asked.location()).await
}

#[tokio::test]
async fn a_letter_about_an_adoption_leads_to_each_answer_and_gives_none() {
    let server = Server::start().await;
    let (mut desk, mut pen) = (organiser(&server).await, crate::text::pen(&server).await);
    crate::text::found(&server).await;
    crate::text::delegate(&server, "KZ", "alternate").await;
    desk.post(&server, &format!("{FORUM}/en/desk/delegates"), &[("text", "KZ\tA. A.\thead\ta@example.org")])
        .await;
    let statement = server.live.view().state.statements[0].body.statement.to_string();
    let text = format!("{FORUM}/en/text");
    let begin = [("kind", "plan"), ("title-en", "A plan of rivers"), ("statement", statement.as_str())];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &begin).await;
    for (what, until) in [("circulate", ""), ("freeze", ""), ("open", "2021-06-03T16:00")] {
        let page = pen.post(&server, &format!("{text}/do/{what}"), &[("until", until)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{what}: {}", page.text);
    }
    pen.post(&server, &format!("{text}/remind"), &[]).await;
    let letters = server.live.letters(true).await.expect("letters");
    let written: Vec<_> = letters.iter().map(|kept| &kept.letter).collect();
    let letter = written.iter().find(|letter| letter.subject.contains("A plan of rivers")).expect("a letter");
    let view = server.live.view();
    let text_now = view.state.text.as_ref().expect("a text").draft.latest();
    let words = text_now.clauses()[0].text.get(&letter.lang).expect("in the language of the letter");
    assert!(letter.text.contains(words), "the clause itself: {}", letter.text);
    let end = present::dates::moment(
        &letter.lang,
        Instant::from_millis(1_622_707_200_000),
        &terms::Zone::new("Asia/Shanghai"),
    );
    // Mail programs are spared the narrow space that a page has there.
    let end = end.replace('\u{202f}', " ");
    assert!(letter.text.contains(&end), "until {end}: {}", letter.text);
    let acts = server.live.view().acts();
    let mut head = Browser::default();
    let confirm = followed(&server, &mut head, &letter.text, "?answer=object").await;
    assert_eq!(confirm.field("answer"), "object", "{}", confirm.text);
    let (code, answer) = (confirm.field("code"), confirm.field("answer"));
    let form = [("code", code.as_str()), ("confirmed", "true"), ("answer", answer.as_str())];
    let entered = head.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.location(), format!("{text}/round?answer=object#answer"), "{}", entered.text);
    let page = head.get(&server, entered.location()).await;
    assert!(page.text.contains("value=\"object\" required checked"), "{}", page.text);
    assert_eq!(server.live.view().acts(), acts, "nothing is said by following a link");
}

/// Issue "The text and its adoption", pages: a mail that holds the clause, a plain-language line, the deadline in local
/// time and signed links.
#[tokio::test]
async fn a_letter_about_a_negotiation_holds_the_clauses_the_deadline_and_a_link_for_each_position() {
    let server = Server::start().await;
    let (mut desk, mut pen) = (organiser(&server).await, crate::text::pen(&server).await);
    crate::text::begun(&server, &mut pen).await;
    let mut own = crate::text::delegate(&server, "KZ", "alternate").await;
    desk.post(&server, &format!("{FORUM}/en/desk/delegates"), &[("text", "KZ\tA. A.\thead\ta@example.org")])
        .await;
    let capital =
        [("zone", "Asia/Almaty"), ("calendar", "gregorian"), ("rest", "saturday"), ("rest", "sunday")];
    own.post(&server, &format!("{FORUM}/en/delegation/capital"), &capital).await;
    let until = [("until", "2021-06-03T16:00")];
    crate::text::done(&mut pen, &server, "circulate", &until).await;
    let clause = crate::text::seen(&server, "c2");
    let stand = crate::text::fields(&clause, &[("position", "accept")]);
    crate::text::done(&mut own, &server, "stand", &stand).await;

    let text = format!("{FORUM}/en/text");
    let told = pen.post(&server, &format!("{text}/remind"), &[]).await;
    assert!(
        told.text.contains("The letters wait to be sent") && told.text.contains("India"),
        "{}",
        told.text
    );
    let letters = server.live.letters(true).await.expect("letters");
    let letter = letters.iter().map(|kept| &kept.letter).find(|letter| letter.to == "a@example.org");
    let letter = letter.expect("one to the head with an address");
    assert_eq!(letter.occasion.name(), "negotiation");
    let view = server.live.view();
    let latest = view.state.text.as_ref().expect("a text").draft.latest();
    let words = |id: &str| {
        let clause = latest.clause(&text::ClauseId::new(id)).expect("the clause");
        clause.text.best(&letter.lang).expect("words").1
    };
    assert!(letter.text.contains(words("c1")) && !letter.text.contains(words("c2")), "what is unsaid");
    let zone = terms::Zone::new("Asia/Almaty");
    let there = present::dates::moment(&letter.lang, Instant::from_millis(1_622_707_200_000), &zone);
    let hour = there.replace('\u{202f}', " ");
    assert!(letter.text.contains(&hour), "{hour} in the capital: {}", letter.text);
    let verb = latest.clauses()[0].verb.as_ref().expect("a verb").class.name();
    let meant = present::locale::word(&letter.lang, &format!("plain-{verb}"));
    assert!(letter.text.contains(&meant), "what accepting it means: {}", letter.text);
    let acts = server.live.view().acts();
    let mut head = Browser::default();
    let confirm = followed(&server, &mut head, &letter.text, "?answer=object&clause=c1").await;
    let (code, answer, clause) = (confirm.field("code"), confirm.field("answer"), confirm.field("clause"));
    let form = [("code", code.as_str()), ("confirmed", "true"), ("answer", &answer), ("clause", &clause)];
    let entered = head.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.location(), format!("{text}/clause/c1?answer=object#stand"), "{}", entered.text);
    let page = head.get(&server, entered.location()).await;
    assert!(page.text.contains("value=\"object\" required checked"), "{}", page.text);
    assert_eq!(server.live.view().acts(), acts, "nothing is said by following a link");
    let elsewhere = [("code", code.as_str()), ("confirmed", "true"), ("clause", "../../x")];
    let entered = head.post(&server, &format!("{FORUM}/en/enter"), &elsewhere).await;
    assert!(entered.location().ends_with("/delegation"), "{}", entered.location());
}
