//! The convening desk: from nothing to a forum in which people vote.

use crate::server::{Browser, Server, agree};
use axum::http::StatusCode;
use terms::ForumKey;

pub(crate) const DESK: &str = "/rivers-and-cities/en/desk";

pub(crate) async fn convened(server: &Server) -> Browser {
    let mut browser = Browser::default();
    let key = server.convene.text();
    let asked = browser.get(server, &format!("/convene?key={key}")).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    let fields = [
        ("key", key.as_str()),
        ("name", "Rivers and Cities"),
        ("theme", "Water"),
        ("place", "Tashkent"),
        ("zone", "Asia/Tashkent"),
        ("opens", "2027-05-01"),
        ("closes", "2027-05-03"),
        ("template", "city-network"),
    ];
    let begun = browser.post(server, "/convene", &fields).await;
    assert_eq!(begun.location(), DESK, "{}", begun.text);
    browser
}

#[tokio::test]
async fn a_secretariat_sets_up_a_forum_from_nothing_and_somebody_votes_for_a_party() {
    let server = Server::start().await;
    let mut desk = convened(&server).await;
    for (list, text, topic) in [
        ("parties", "TAS\tTashkent\tcity\t3 000 000\nALM\tAlmaty\tcities\nBIS;Bishkek", ""),
        ("topics", "Clean water\nRiver banks", ""),
        ("statements", "Every river should have a keeper.\nNo river ends at a border.", "clean-water"),
    ] {
        let done = desk.post(&server, &format!("{DESK}/{list}"), &[("text", text), ("topic", topic)]).await;
        assert_eq!(done.location(), format!("{DESK}?done={list}"), "{}", done.text);
    }
    let vote =
        r#"{"votes":[{"statement":"s1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    let early = Browser::default().json(&server, "/rivers-and-cities/votes", vote).await;
    assert!(early.text.contains("refused-not-open"), "{}", early.text);
    let opened = desk.post(&server, &format!("{DESK}/phase"), &[("phase", "open")]).await;
    assert_eq!(opened.location(), format!("{DESK}?done=phase"), "{}", opened.text);
    let wanted = [("party", "ALM"), ("count", "2")];
    let early = desk.post(&server, &format!("{DESK}/codes"), &wanted).await;
    assert!(early.text.contains("declared no roster"), "{}", early.text);
    let declared = desk.post(&server, &format!("{DESK}/rosters"), &[("text", "ALM\t2")]).await;
    assert_eq!(declared.status, StatusCode::SEE_OTHER, "{}", declared.text);
    let issued = desk.post(&server, &format!("{DESK}/codes"), &wanted).await;
    assert_eq!(issued.text.matches("<svg").count(), 2, "{}", issued.text);
    let code = issued.text.split("<code dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
    let mut voter = Browser::default();
    let fields = [("code", code.expect("a code")), ("confirmed", "true"), ("capacity", "resident")];
    voter.post(&server, "/rivers-and-cities/en/enter", &fields).await;
    let vote =
        r#"{"votes":[{"statement":"s1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    assert!(voter.json(&server, "/rivers-and-cities/votes", vote).await.text.contains("counted"));
    let few = desk.post(&server, &format!("{DESK}/publish"), &[]).await;
    assert!(few.text.contains("Counts of fewer people are not published"), "{}", few.text);
    let live = server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
    agree(&live, "ALM", 9, &[terms::StatementKey::new("s1")]).await;
    let published = desk.post(&server, &format!("{DESK}/publish"), &[]).await;
    assert_eq!(published.location(), format!("{DESK}?done=published"), "{}", published.text);
    let press = voter.get(&server, "/rivers-and-cities/en/press").await;
    assert!(press.text.contains("10 people"), "{}", press.text);
    assert!(!press.text.contains("Simulation"), "a real forum has no such mark");
}

#[tokio::test]
async fn a_name_is_given_in_the_language_of_the_page_and_what_was_given_stays() {
    let server = Server::start().await;
    let mut desk = convened(&server).await;
    desk.post(&server, &format!("{DESK}/topics"), &[("text", "Clean water")]).await;
    let russian = "/rivers-and-cities/ru/desk/names";
    let before = desk.get(&server, russian).await;
    assert!(before.text.contains("не хватает 4"), "{}", before.text);
    let fields = [("forum", "Реки и города"), ("topic/clean-water", "Чистая вода"), ("place", "")];
    let kept = desk.post(&server, russian, &fields).await;
    assert_eq!(kept.location(), format!("{russian}?done=names"), "{}", kept.text);
    let front = Browser::default().get(&server, "/rivers-and-cities/ru").await;
    assert!(front.text.contains("Реки и города") && front.text.contains("Чистая вода"), "{}", front.text);
    let front = Browser::default().get(&server, "/rivers-and-cities/en").await;
    assert!(front.text.contains("Rivers and Cities") && !front.text.contains("Реки"), "{}", front.text);

    let english = desk.post(&server, &format!("{DESK}/names"), &[("theme", "Fire")]).await;
    assert_eq!(english.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(english.text.contains("That name was given, not translated"), "{}", english.text);
    let long = "и".repeat(301);
    let refused = desk.post(&server, russian, &[("theme", "Вода"), ("place", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains(&long) && refused.text.contains(r#"value="Вода""#),
        "what was typed is kept"
    );
    let theme = desk.get(&server, russian).await;
    assert!(!theme.text.contains(r#"value="Вода""#), "nothing is taken where one does not fit");
    let stranger = Browser::default().post(&server, russian, &[("theme", "Вода")]).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_line_that_does_not_fit_is_named_beside_the_list_and_what_was_pasted_is_kept() {
    let server = Server::start().await;
    let mut desk = convened(&server).await;
    let text = "TAS\tTashkent\nALM\tAlmaty\tkingdom";
    let refused = desk.post(&server, &format!("{DESK}/parties"), &[("text", text)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Line 2") && refused.text.contains("kingdom"), "{}", refused.text);
    let live = server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
    assert!(live.view().state.parties.is_empty(), "nothing of the list was taken");
}

#[tokio::test]
async fn nobody_but_an_organiser_of_this_forum_works_at_its_desk() {
    let server = Server::start().await;
    let mut elsewhere = convened(&server).await;
    let mut stranger = Browser::default();
    for desk in ["/friendship-2021/en/desk", "/rivers-and-cities/en/desk"] {
        assert_eq!(stranger.get(&server, desk).await.status, StatusCode::FORBIDDEN, "{desk}");
        for action in ["parties", "topics", "statements", "codes", "publish", "phase", "topic", "statement"] {
            let fields = [
                ("text", "AA\tA"),
                ("topic", "health"),
                ("party", "CN"),
                ("count", "1"),
                ("phase", "archived"),
                ("open", "false"),
                ("statement", "cp1"),
                ("hide", "true"),
                ("reason", "x"),
            ];
            let page = stranger.post(&server, &format!("{desk}/{action}"), &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{desk}/{action}");
        }
    }
    // The session of one forum opens no desk of another, whatever path the cookie is sent to.
    assert_eq!(elsewhere.get(&server, "/friendship-2021/en/desk").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn without_the_servers_key_nobody_convenes() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let other = forum::live::Secret::draw().text();
    for key in ["", "x", other.as_str()] {
        assert_eq!(browser.get(&server, &format!("/convene?key={key}")).await.status, StatusCode::FORBIDDEN);
        let page = browser.post(&server, "/convene", &[("key", key), ("name", "A forum")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(server.forums.all().len(), 1);
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_with_every_mistake_beside_its_field() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let key = server.convene.text();
    let fields = [("key", key.as_str()), ("name", "A <b>forum</b>"), ("zone", "Nowhere"), ("opens", "x")];
    let page = browser.post(&server, "/convene", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.text.matches("class=\"error\"").count(), 5, "{}", page.text);
    assert!(page.text.contains("A &#60;b&#62;forum") && !page.text.contains("<b>forum"));
}

#[tokio::test]
async fn what_is_closed_or_withdrawn_takes_no_votes_and_counts_in_no_finding_until_it_is_opened_again() {
    let server = Server::start().await;
    let mut desk = convened(&server).await;
    for (list, text, topic) in [
        ("topics", "Clean water\nRiver banks", ""),
        ("statements", "Every river should have a keeper.\nNo river ends at a border.", "clean-water"),
    ] {
        desk.post(&server, &format!("{DESK}/{list}"), &[("text", text), ("topic", topic)]).await;
    }
    desk.post(&server, &format!("{DESK}/phase"), &[("phase", "open")]).await;
    let vote = |mark: &str| {
        format!(r#"{{"votes":[{{"statement":"s1","vote":1,"seen":0,"request":"{}"}}]}}"#, mark.repeat(16))
    };
    let mut voter = Browser::default();
    for (path, on, off, refused) in [
        (
            "topic",
            [("topic", "clean-water"), ("open", "false")],
            [("topic", "clean-water"), ("open", "true")],
            "refused-topic-closed",
        ),
        (
            "statement",
            [("statement", "s1"), ("hide", "true")],
            [("statement", "s1"), ("hide", "false")],
            "refused-hidden",
        ),
    ] {
        let on: Vec<_> = on.into_iter().chain([("reason", "a test")]).collect();
        desk.post(&server, &format!("{DESK}/{path}"), &on).await;
        let page = voter.json(&server, "/rivers-and-cities/votes", &vote("ab")).await;
        assert!(page.text.contains(refused), "{}", page.text);
        let back = desk.post(&server, &format!("{DESK}/{path}"), &off).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    }
    assert!(voter.json(&server, "/rivers-and-cities/votes", &vote("ab")).await.text.contains("counted"));
    let without =
        desk.post(&server, &format!("{DESK}/statement"), &[("statement", "s1"), ("hide", "true")]).await;
    assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.text.contains("reason"));
    let back = desk.post(&server, &format!("{DESK}/phase"), &[("phase", "planned")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "phases go forward");
}

#[tokio::test]
async fn a_forum_begun_after_the_last_one_has_its_parties_and_topics_and_none_of_its_statements() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let key = server.convene.text();
    let asked = browser.get(&server, &format!("/convene?key={key}")).await;
    assert!(asked.text.contains("value=\"after:friendship-2021\""), "{}", asked.text);
    let fields = [
        ("key", key.as_str()),
        ("name", "Friendship 2023"),
        ("place", "Qingdao"),
        ("zone", "Asia/Shanghai"),
        ("opens", "2023-06-01"),
        ("closes", "2023-06-02"),
        ("template", "after:friendship-2021"),
    ];
    let begun = browser.post(&server, "/convene", &fields).await;
    assert_eq!(begun.location(), "/friendship-2023/en/desk", "{}", begun.text);
    let live = server.forums.get(&ForumKey::new("friendship-2023")).expect("convened");
    let state = &live.view().state;
    assert_eq!((state.parties.len(), state.topics.len(), state.statements.len()), (18, 7, 0));
}

#[tokio::test]
async fn whoever_convenes_chooses_the_rule_and_how_long_a_silence_lasts() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let key = server.convene.text();
    let asked = browser.get(&server, &format!("/convene?key={key}")).await;
    assert!(asked.text.contains("expresses an objection to taking the decision"), "{}", asked.text);
    let fields = |hours: &'static str| {
        [
            ("key", key.clone()),
            ("name", "Lakes in Silence".to_owned()),
            ("theme", "Water".to_owned()),
            ("place", "Tashkent".to_owned()),
            ("zone", "Asia/Tashkent".to_owned()),
            ("opens", "2027-05-01".to_owned()),
            ("closes", "2027-05-03".to_owned()),
            ("template", "city-network".to_owned()),
            ("rule", "osce".to_owned()),
            ("silence_hours", hours.to_owned()),
        ]
    };
    let sent = |fields: &[(&'static str, String)]| -> Vec<(&'static str, String)> { fields.to_vec() };
    let post = async |browser: &mut Browser, hours| {
        let fields = sent(&fields(hours));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&server, "/convene", &fields).await
    };
    let refused = post(&mut browser, "9999").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["id=\"silence-error\"", "value=\"9999\"", "value=\"osce\" selected"] {
        assert!(refused.text.contains(kept), "{kept}: {}", refused.text);
    }
    assert_eq!(post(&mut browser, "72").await.status, StatusCode::SEE_OTHER);
    let live = server.forums.get(&ForumKey::new("lakes-in-silence")).expect("convened");
    let rule = live.view().state.rules.as_ref().expect("rules").body.adoption.clone();
    let silence = rule.silence.expect("a silence");
    assert_eq!((rule.id.as_str(), silence.min_window.millis()), ("osce", 72 * 3_600_000));
    assert!(silence.prior_acceptance, "nobody's silence is assent unasked");
}
