//! What holds of boards, reports and links: who moves which board, who writes a report, what stays as it was published,
//! and where links lead.

use crate::downloads::vote;
use crate::server::{API, Browser, FORUM, Page, Server, agree};
use crate::text::{delegate, enters, pen};
use axum::http::{StatusCode, header};
use forum::live::entering::{DeskRole, Grant};
use serde_json::json;
use tally::Counts;
use terms::{Capacity, PartyKey, StatementKey, Tier, TopicKey, Vote};
use web::Settings;

async fn get(server: &Server, path: &str) -> Page {
    Browser::default().get(server, &format!("{FORUM}/en/{path}")).await
}

/// What a board shows, without the rest of its page.
async fn board(server: &Server, query: &str) -> String {
    get(server, &format!("board?part=true{query}")).await.text
}

#[tokio::test]
async fn votes_of_experts_alone_move_the_board_of_the_experts() {
    let server = Server::start().await;
    let (experts, residents) = ("&capacity=expert", "&capacity=resident");
    let before = (board(&server, experts).await, board(&server, residents).await);
    vote(&server, "UZ", Capacity::Resident, 10, ("cp1", Vote::Agree)).await;
    let after = (board(&server, experts).await, board(&server, residents).await);
    assert_eq!(after.0, before.0, "residents do not move it");
    assert_ne!(after.1, before.1, "but their own");
    vote(&server, "UZ", Capacity::Official, 10, ("cp1", Vote::Agree)).await;
    assert_eq!(board(&server, experts).await, before.0, "nor do officials");
    let whole = board(&server, "").await;
    vote(&server, "UZ", Capacity::Expert, 10, ("cp1", Vote::Disagree)).await;
    assert_ne!(board(&server, experts).await, before.0, "experts do");
    assert_eq!(board(&server, residents).await, after.1, "and move nobody else's");
    assert_ne!(board(&server, "").await, whole, "and the board of all");
    let found = |query: &str| {
        let path = format!("{API}/findings{query}");
        let server = &server;
        async move { Browser::default().get(server, &path).await.value()[0]["parties"]["UZ"].clone() }
    };
    assert_eq!(found("?capacity=expert").await, json!([0, 0, 10]));
    assert_eq!(found("").await, json!([20, 0, 10]));
}

#[tokio::test]
async fn what_an_organisation_votes_is_certified_on_a_line_of_its_own_and_changes_no_finding() {
    let server = Server::start().await;
    vote(&server, "UZ", Capacity::Resident, 20, ("cp1", Vote::Agree)).await;
    let found = async |server: &Server| {
        let report = server.live.board().report.clone().expect("a report");
        // The totals say how many answered at all, whoever they are.
        let bare = |found: &opinion::Finding| opinion::Finding { totals: Counts::default(), ..found.clone() };
        let findings: Vec<opinion::Finding> = report.findings.iter().map(bare).collect();
        (findings, Browser::default().get(server, &format!("{API}/findings")).await.text)
    };
    let before = found(&server).await;
    let row = board(&server, "").await;
    assert!(!get(&server, "statement/cp1").await.text.contains("of 60 "), "nobody of it has voted");
    // Sixty of sixty against is more than enough to be sure of.
    vote(&server, "ORG1", Capacity::Organisation, 60, ("cp1", Vote::Disagree)).await;
    assert_eq!(found(&server).await, before, "no finding changed");
    let beside =
        server.live.board().finding_beside(&StatementKey::new("cp1")).cloned().expect("found beside");
    let own =
        beside.parties.iter().find(|party| party.party == PartyKey::new("ORG1")).expect("the organisation");
    assert_eq!((own.asked, own.counts.disagree, own.counts.answers()), (true, 60, 60));
    assert!(own.high < 0.5, "it is certified like any party: {own:?}");
    let page = get(&server, "statement/cp1").await.text;
    let (counted, others) = page.split_once("<h3>").expect("a heading of its own");
    assert!(counted.contains("/party/UZ\"") && !counted.contains("/party/ORG1\""), "{page}");
    assert!(others.contains("/party/ORG1\"") && others.contains("100 % disagree, of 60 "), "{page}");
    let beside = server.live.view().state.beside();
    for organisation in beside.iter().filter(|of| of.key != PartyKey::new("ORG1")) {
        let key = organisation.key.as_str();
        vote(&server, key, Capacity::Organisation, 60, ("cp1", Vote::Disagree)).await;
    }
    assert_eq!(found(&server).await, before, "nor did all of them together");
    let with = board(&server, "").await;
    let lines = |board: &str| {
        let lines = board.split("<p class=\"quiet\">").filter(|part| part.starts_with("Beside them, "));
        lines.filter_map(|part| part.split('<').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((lines(&row).len(), lines(&with).len()), (1, 1), "{with}");
    assert!(
        lines(&row)[0].contains("Not yet asked") && lines(&with)[0].contains("Rejected together"),
        "{with}"
    );
}

/// The findings are published and the topic is closed.
async fn closed(server: &Server, desk: &mut Browser, topic: &str) {
    agree(&server.live, "UZ", 10, &[StatementKey::new("cp1")]).await;
    desk.post(server, &format!("{FORUM}/en/desk/publish"), &[]).await;
    for topic in [topic, "connectivity"] {
        let form = [("topic", topic), ("open", "false")];
        desk.post(server, &format!("{FORUM}/en/desk/topic"), &form).await;
    }
}

#[tokio::test]
async fn the_report_of_a_topic_is_written_by_a_delegate_of_its_rapporteur_and_by_no_other() {
    let server = Server::start().await;
    let mut desk = pen(&server).await;
    let guided = [("topic", "health"), ("chair", "CN"), ("rapporteur", "UZ"), ("text", "Who pays?")];
    let done = desk.post(&server, &format!("{FORUM}/en/desk/guide"), &guided).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    closed(&server, &mut desk, "health").await;
    let report = format!("{FORUM}/en/topic/health/report");
    let words = [("opening", "We met twice."), ("conclusion", "Let us go on.")];
    let mut own = delegate(&server, "UZ", "head").await;
    let acts = server.live.view().acts();
    for party in ["CN", "KZ"] {
        let mut other = delegate(&server, party, "head").await;
        let page = other.post(&server, &report, &words).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{party}: {}", page.text);
        let page = other.get(&server, &report).await;
        assert!(!page.text.contains("name=\"conclusion\""), "{party} is offered no form");
    }
    let moderator = Grant::Desk { person: "m".to_owned(), role: DeskRole::Moderator };
    let participant =
        Grant::Participant { tier: Tier::Attested, party: Some(PartyKey::new("UZ")), capacity: None };
    for grant in [moderator, participant] {
        let page = enters(&server, &grant).await.post(&server, &report, &words).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{grant:?}");
    }
    let view = server.live.view();
    assert!(view.state.discussion.reports.is_empty(), "nothing was filed");
    assert!(own.get(&server, &report).await.text.contains("name=\"conclusion\""), "the rapporteur is");
    let filed = own.post(&server, &report, &words).await;
    assert_eq!(filed.location(), format!("{report}?done=reported"), "{}", filed.text);
    let view = server.live.view();
    let act = view.record.acts().last().expect("acts");
    assert!(view.acts() > acts && act.kind == "topic_reported", "{act:?}");
    assert_eq!((act.actor.party.clone(), act.actor.delegate.is_some()), (Some(PartyKey::new("UZ")), true));
    let topics: Vec<TopicKey> = view.state.topics.iter().map(|topic| topic.body.topic.clone()).collect();
    let other = topics.iter().find(|topic| topic.as_str() != "health").expect("another topic");
    let elsewhere = own.post(&server, &format!("{FORUM}/en/topic/{other}/report"), &words).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN, "of its own topic alone");
}

#[tokio::test]
async fn a_statement_that_draws_on_a_paper_names_it_where_it_is_read_and_in_the_record() {
    let server = Server::start().await;
    let desk = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
    let mut program = server.program(&desk).await;
    let paper = json!({
        "topic": "health", "title": "Clinics by video", "author": "A. Author", "capacity": "expert", "lang": "en",
        "link": "https://example.org/clinics",
    });
    let key = program.json(&server, &format!("{API}/papers"), &paper.to_string()).await.value();
    let key = key.as_str().expect("its key");
    let (mut author, mut desk) = (Browser::default(), enters(&server, &desk).await);
    let topic = format!("{FORUM}/en/topic/health");
    let offered = author.get(&server, &topic).await;
    assert!(offered.text.contains(&format!("<option value=\"{key}\"")), "{}", offered.text);
    let text = "Every village should reach a hospital by video.";
    let unknown = [("text", text), ("lang", "en"), ("paper", "p-nowhere")];
    let refused = author.post(&server, &topic, &unknown).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    let form = [("text", text), ("lang", "en"), ("paper", key)];
    let handed = author.post(&server, &topic, &form).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
    let queue = desk.get(&server, &format!("{FORUM}/en/moderate")).await;
    let id = queue.text.split("id=\"q-").nth(1).and_then(|rest| rest.split('"').next()).expect("it waits");
    desk.post(&server, &format!("{FORUM}/en/moderate/let-in"), &[("id", id)]).await;
    let view = server.live.view();
    let made = &view.state.statements.last().expect("it was let in").body;
    assert_eq!(made.cites, [key.to_owned()]);
    let page = get(&server, &format!("statement/{}", made.statement)).await;
    assert!(
        page.text.contains("https://example.org/clinics") && page.text.contains("Clinics by video"),
        "{}",
        page.text
    );
    let record = author.get(&server, &format!("{FORUM}/record.jsonl")).await;
    let act = record.text.lines().find(|line| line.contains("reach a hospital by video")).expect("the act");
    assert!(act.contains(&format!("\"cites\":[\"{key}\"]")), "{act}");
}

#[tokio::test]
async fn what_was_published_stays_as_it_was_while_votes_go_on() {
    let server = Server::start().await;
    let mut desk = pen(&server).await;
    closed(&server, &mut desk, "health").await;
    let words = [("opening", ""), ("conclusion", "We go on.")];
    let report = format!("{FORUM}/en/topic/health/report");
    desk.post(&server, &report, &words).await;
    let main = |page: &str| page.split("<main").nth(1).map(str::to_owned).expect("a page");
    let published = async |server: &Server| {
        let view = server.live.view();
        let findings = view.state.findings.as_ref().expect("findings");
        let (press, text) = (get(server, "press").await.text, get(server, "press.txt").await.text);
        let report = get(server, "topic/health/report").await.text;
        let program = Browser::default().get(server, &format!("{API}/communique")).await.text;
        (findings.report.digest.clone(), main(&press), text, main(&report), program)
    };
    let (before, shown) = (published(&server).await, board(&server, "").await);
    for (party, sign) in [("UZ", Vote::Disagree), ("KZ", Vote::Disagree), ("ORG1", Vote::Agree)] {
        vote(&server, party, Capacity::Resident, 30, ("cp1", sign)).await;
    }
    assert_ne!(board(&server, "").await, shown, "the board goes on");
    assert_eq!(published(&server).await, before, "what was published does not");
    desk.post(&server, &format!("{FORUM}/en/desk/publish"), &[]).await;
    let anew = published(&server).await;
    assert!(anew.0 != before.0 && anew.1 != before.1, "until it is published anew");
}

#[tokio::test]
async fn with_a_public_address_codes_links_and_their_pictures_begin_with_it_and_cookies_are_secure() {
    const PUBLIC: &str = "https://forum.example";
    let settings = Settings { public_url: Some(format!("{PUBLIC}/")), ..Settings::default() };
    let server = Server::with(settings).await;
    let mut desk = pen(&server).await;
    let to = |page: &str| format!("{FORUM}/en/desk/{page}");
    let begins = format!("{PUBLIC}{FORUM}/enter/");
    desk.post(&server, &to("rosters"), &[("text", "UZ\t20000")]).await;
    let codes = desk.post(&server, &to("codes"), &[("party", "UZ"), ("count", "2")]).await;
    let shared = [("tier", "open"), ("party", "UZ"), ("count", "5")];
    let shared = desk.post(&server, &to("share"), &shared).await;
    let named = desk.post(&server, &to("delegates"), &[("text", "UZ\tN. N.\thead\ta@b.example")]).await;
    for (page, many, pictures) in [(&codes, 2, 2), (&shared, 1, 1), (&named, 1, 0)] {
        let addresses: Vec<&str> =
            page.text.split(&begins).skip(1).filter_map(|rest| rest.split(['<', '"']).next()).collect();
        assert_eq!(addresses.len(), many, "{}", page.text);
        assert!(!page.text.contains("localhost"), "{}", page.text);
        assert_eq!(page.text.matches("<svg").count(), pictures, "{}", page.text);
        for secret in addresses.iter().take(pictures) {
            assert!(page.text.contains(&drawn(&format!("{begins}{secret}"))), "the picture is of the link");
        }
    }
    assert!(
        named.text.contains("https%3A%2F%2Fforum.example%2Ffriendship-2021%2Fenter%2F"),
        "{}",
        named.text
    );
    let embed = get(&server, "statement/cp1").await.text;
    assert!(embed.contains(&format!("src=\"{PUBLIC}{FORUM}/en/embed/cp1\"")), "{embed}");
    let code = server.code("UZ", 1).await.text();
    let form = [("code", code.as_str()), ("confirmed", "true"), ("capacity", "expert")];
    let entered = Browser::default().post(&server, &format!("{FORUM}/en/enter"), &form).await;
    let voted =
        r#"{"votes":[{"statement":"cp1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    let voted = Browser::default().json(&server, &format!("{FORUM}/votes"), voted).await;
    for page in [&entered, &voted] {
        let cookie = page.headers[header::SET_COOKIE].to_str().expect("plain");
        assert!(cookie.ends_with("; Secure") && cookie.contains("; HttpOnly"), "{cookie}");
    }
}

/// The way an address is drawn.
fn drawn(address: &str) -> String {
    let code = qrcode::QrCode::new(address.as_bytes()).expect("short enough");
    let picture =
        code.render::<qrcode::render::svg::Color>().min_dimensions(140, 140).quiet_zone(true).build();
    let start = picture.find("<svg").expect("a picture");
    picture[start..].to_owned()
}

#[tokio::test]
async fn the_page_of_a_statement_shows_how_its_answers_grew_as_a_picture_and_as_a_table() {
    let server = Server::start().await;
    let before = get(&server, "statement/cp1").await.text;
    assert!(!before.contains("class=\"history\""), "nobody has answered");
    vote(&server, "UZ", Capacity::Resident, 10, ("cp1", Vote::Agree)).await;
    vote(&server, "KZ", Capacity::Resident, 10, ("cp1", Vote::Disagree)).await;
    let page = get(&server, "statement/cp1").await.text;
    let history = page.split("class=\"history\"").nth(1).expect("a picture");
    assert!(
        history.contains("class=\"agree\" points=\"") && history.contains("class=\"disagree\" points=\"")
    );
    let rows: Vec<&str> = history.split("<tr><td dir=\"ltr\">").skip(1).collect();
    let last = rows.last().expect("rows");
    assert!(last.contains("<td>20</td><td>50</td><td>50</td>"), "{history}");
    let words = page.split("class=\"history\"").next().and_then(|page| page.rsplit("<p>").next());
    assert!(words.is_some_and(|words| words.contains("20")), "the same in words: {words:?}");
}
