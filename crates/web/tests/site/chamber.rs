//! Delegations and co-organisers: from the invitation to the codes, from asking to approving.

use crate::desk::{DESK, convened};
use crate::server::{Browser, Page, Server};
use axum::http::StatusCode;
use terms::{ForumKey, PartyKey};

const FORUM: &str = "/rivers-and-cities/en";

/// A forum with two parties.
async fn two_cities(server: &Server) -> Browser {
    let mut desk = convened(server).await;
    let text = "TAS\tTashkent\tcity\t3000000\nALM\tAlmaty\tcity";
    let done = desk.post(server, &format!("{DESK}/parties"), &[("text", text)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    desk
}

/// The secrets of the links on a page.
pub(crate) fn links(page: &Page) -> Vec<String> {
    let codes = page.text.split("<code dir=\"ltr\">").skip(1);
    codes.filter_map(|rest| Some(rest.split('<').next()?.rsplit('/').next()?.to_owned())).collect()
}

/// Somebody comes in with a personal link.
pub(crate) async fn enters(server: &Server, secret: &str) -> (Browser, String) {
    let mut browser = Browser::default();
    let form = [("code", secret), ("confirmed", "true")];
    let entered = browser.post(server, &format!("{FORUM}/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    let onward = entered.location().to_owned();
    (browser, onward)
}

#[tokio::test]
async fn an_invited_delegation_answers_declares_its_roster_and_issues_codes_up_to_it() {
    let server = Server::start().await;
    let mut desk = two_cities(&server).await;
    let invited = desk.post(&server, &format!("{DESK}/invite"), &[("answer_by", "2027-03-01")]).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.text);
    let again = desk.post(&server, &format!("{DESK}/invite"), &[("answer_by", "2027-03-01")]).await;
    assert!(again.text.contains("invited already"), "{}", again.text);
    let page = desk.get(&server, &format!("{DESK}/delegations")).await;
    assert!(page.text.contains("2 parties were invited and have not answered"), "{}", page.text);

    let text = "ALM\tAigerim Example\thead\taigerim@city.example\nALM\tTimur Example\texpert";
    let named = desk.post(&server, &format!("{DESK}/delegates"), &[("text", text)]).await;
    assert!(named.text.contains("mailto:aigerim@city.example"), "{}", named.text);
    assert_eq!(named.headers["cache-control"], "no-store");
    let links = links(&named);
    assert_eq!(links.len(), 2);

    let (mut head, onward) = enters(&server, &links[0]).await;
    assert_eq!(onward, format!("{FORUM}/delegation"));
    let own = head.get(&server, &onward).await;
    assert!(own.text.contains("Timur Example") && own.text.contains("1 March 2027"), "{}", own.text);
    assert!(own.text.contains("waits until the credentials are accepted"), "{}", own.text);
    let replied = head.post(&server, &format!("{onward}/reply"), &[("reply", "accepts"), ("note", "")]).await;
    assert_eq!(replied.location(), format!("{onward}?done=replied"));
    let early = head.post(&server, &format!("{onward}/codes"), &[("count", "1")]).await;
    assert!(early.text.contains("declared no roster"), "{}", early.text);
    head.post(&server, &format!("{onward}/roster"), &[("people", "3")]).await;
    let codes = head.post(&server, &format!("{onward}/codes"), &[("count", "2")]).await;
    assert_eq!(codes.text.matches("<svg").count(), 2, "{}", codes.text);
    let over = head.post(&server, &format!("{onward}/codes"), &[("count", "2")]).await;
    assert!(over.text.contains("room for 1 more"), "{}", over.text);

    let (mut expert, _) = enters(&server, &links[1]).await;
    let refused = expert.post(&server, &format!("{onward}/codes"), &[("count", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "an expert issues nothing");

    let page = desk.get(&server, &format!("{DESK}/delegations")).await;
    assert!(page.text.contains("1 party was invited and has not answered"), "{}", page.text);
    let ruled = [("party", "ALM"), ("ruling", "accepted"), ("note", "")];
    desk.post(&server, &format!("{DESK}/credentials"), &ruled).await;
    let own = head.get(&server, &onward).await;
    assert!(own.text.contains("can do this now"), "{}", own.text);

    let id = page.field("delegate");
    desk.post(&server, &format!("{DESK}/withdraw"), &[("delegate", &id)]).await;
    assert_eq!(head.get(&server, &onward).await.status, StatusCode::FORBIDDEN, "the session has ended");
    let looked = Browser::default().get(&server, &format!("/rivers-and-cities/en/enter/{}", links[0])).await;
    assert_ne!(looked.status, StatusCode::OK, "and so has the link");
}

#[tokio::test]
async fn a_name_can_be_erased_and_the_record_never_held_it() {
    let server = Server::start().await;
    let mut desk = two_cities(&server).await;
    let text = "ALM\tAigerim Example\thead\taigerim@city.example";
    desk.post(&server, &format!("{DESK}/delegates"), &[("text", text)]).await;
    let record = desk.get(&server, "/rivers-and-cities/record.jsonl").await;
    assert!(record.text.contains("delegate_named") && !record.text.contains("Aigerim"), "{}", record.text);
    let page = desk.get(&server, &format!("{DESK}/delegations")).await;
    assert!(page.text.contains("Aigerim Example"));
    desk.post(&server, &format!("{DESK}/erase"), &[("delegate", &page.field("delegate"))]).await;
    let page = desk.get(&server, &format!("{DESK}/delegations")).await;
    assert!(page.text.contains("name erased") && !page.text.contains("Aigerim"), "{}", page.text);
    let live = server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
    assert_eq!(live.view().state.membership.delegation(&PartyKey::new("ALM")).len(), 1, "the act stays");
}

#[tokio::test]
async fn what_is_known_of_people_ends_a_year_after_the_forum_and_not_before() {
    let server = Server::start().await;
    let mut desk = two_cities(&server).await;
    let text = "ALM\tAigerim Example\thead\taigerim@city.example";
    desk.post(&server, &format!("{DESK}/delegates"), &[("text", text)]).await;
    let live = server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
    let closes = "2027-05-03T00:00:00Z".parse::<jiff::Timestamp>().expect("a day").as_millisecond();
    let year = 365 * 24 * 60 * 60 * 1000;
    for (after, erased, known) in [(-1, 0, true), (0, 1, false), (1, 0, false)] {
        let now = terms::Instant::from_millis(closes + year + after);
        assert_eq!(live.end_what_is_known(now).await.expect("it is looked at"), erased, "{after}");
        let page = desk.get(&server, &format!("{DESK}/delegations")).await;
        assert_eq!(page.text.contains("Aigerim"), known, "{after}");
    }
    assert_eq!(live.view().state.membership.delegation(&PartyKey::new("ALM")).len(), 1, "the act stays");
}

#[tokio::test]
async fn the_forum_opens_once_enough_co_organisers_approved_exactly_its_programme() {
    let server = Server::start().await;
    let mut desk = two_cities(&server).await;
    for (key, name) in [("HUB", "Provincial office"), ("SEC", "Secretariat office")] {
        desk.post(&server, &format!("{DESK}/co-organiser"), &[("key", key), ("name", name)]).await;
    }
    let require = [("matter", "programme"), ("needed", "2")];
    let required = desk.post(&server, &format!("{DESK}/require"), &require).await;
    assert_eq!(required.status, StatusCode::SEE_OTHER, "{}", required.text);
    let open = [("phase", "open")];
    let early = desk.post(&server, &format!("{DESK}/phase"), &open).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.post(&server, &format!("{DESK}/ask-approval"), &[]).await;

    let mut voices = Vec::new();
    for key in ["HUB", "SEC"] {
        let made = desk.post(&server, &format!("{DESK}/people"), &[("name", "N. N."), ("role", key)]).await;
        let (browser, onward) = enters(&server, &links(&made)[0]).await;
        assert_eq!(onward, format!("{FORUM}/approvals"));
        voices.push(browser);
    }
    let page = voices[0].get(&server, &format!("{FORUM}/approvals")).await;
    let digest = page.field("digest");
    let give = [("matter", "programme"), ("digest", digest.as_str())];
    let why = [give[0], give[1], ("reason", " ")];
    let silent = voices[1].post(&server, &format!("{FORUM}/approvals/withhold"), &why).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let because = [give[0], give[1], ("reason", "One city is missing.")];
    voices[1].post(&server, &format!("{FORUM}/approvals/withhold"), &because).await;
    let given = voices[0].post(&server, &format!("{FORUM}/approvals/give"), &give).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    let still = desk.post(&server, &format!("{DESK}/phase"), &open).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY, "one of two");
    let seen = Browser::default().get(&server, &format!("{FORUM}/approvals")).await;
    assert!(seen.text.contains("One city is missing."), "everybody reads it: {}", seen.text);

    // A city more: what was approved is not what would be opened.
    desk.post(&server, &format!("{DESK}/parties"), &[("text", "BIS\tBishkek\tcity")]).await;
    let late = voices[1].post(&server, &format!("{FORUM}/approvals/give"), &give).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "the digest that was asked for can still be approved");
    let still = desk.post(&server, &format!("{DESK}/phase"), &open).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY, "but it opens nothing else");
    desk.post(&server, &format!("{DESK}/ask-approval"), &[]).await;
    let digest = voices[0].get(&server, &format!("{FORUM}/approvals")).await.field("digest");
    for voice in &mut voices {
        let give = [("matter", "programme"), ("digest", digest.as_str())];
        let given = voice.post(&server, &format!("{FORUM}/approvals/give"), &give).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    }
    let opened = desk.post(&server, &format!("{DESK}/phase"), &open).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let stranger = Browser::default().post(&server, &format!("{FORUM}/approvals/give"), &give).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn rights_taken_in_one_topic_hold_there_and_the_plan_counts_back() {
    let server = Server::start().await;
    let mut desk = two_cities(&server).await;
    desk.post(&server, &format!("{DESK}/usual-plan"), &[]).await;
    let set = [("name", "Visas"), ("days", "40")];
    desk.post(&server, &format!("{DESK}/plan"), &set).await;
    let page = desk.get(&server, &format!("{DESK}/plan")).await;
    // The forum opens on 1 May 2027.
    assert!(page.text.contains("22 March 2027") && page.text.contains("17 April 2027"), "{}", page.text);
    let wrong = desk.post(&server, &format!("{DESK}/plan"), &[("name", "Visas"), ("days", "soon")]).await;
    assert!(wrong.text.contains("value=\"Visas\""), "what was typed is kept: {}", wrong.text);
    let right = [("standing", "city"), ("right", "vote"), ("phase", ""), ("topic", ""), ("granted", "false")];
    let taken = desk.post(&server, &format!("{DESK}/right"), &right).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let page = desk.get(&server, &format!("{DESK}/plan")).await;
    assert!(page.text.contains("taken away"), "{}", page.text);
}

#[tokio::test]
async fn a_party_bears_another_name_and_standing_and_the_record_keeps_those_before() {
    let server = Server::start().await;
    let mut desk = two_cities(&server).await;
    let form =
        [("party", "TAS"), ("text", "Tashkent City"), ("standing", "associate"), ("since", "2021-06-01")];
    let done = desk.post(&server, &format!("{DESK}/rename"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = desk.get(&server, &format!("{FORUM}/party/TAS")).await;
    assert!(
        page.text.contains("Tashkent City") && page.text.contains("Until then its name was Tashkent."),
        "{}",
        page.text
    );
    assert!(page.text.contains("It has this standing since 1 June 2021"), "{}", page.text);
    let same = desk.post(&server, &format!("{DESK}/rename"), &form).await;
    assert!(same.text.contains("Nothing is changed"), "{}", same.text);
    let later = [("party", "ALM"), ("text", "Alma-Ata"), ("standing", ""), ("since", "2031-01-01")];
    let refused = desk.post(&server, &format!("{DESK}/rename"), &later).await;
    assert!(refused.text.contains("still to come") && refused.text.contains("Alma-Ata"), "{}", refused.text);
}
