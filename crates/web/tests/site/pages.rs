//! What holds of every page.

use crate::server::{Browser, FORUM, Server, agree};
use axum::http::StatusCode;
use terms::StatementKey;

const PAGES: [&str; 14] = [
    "/topics",
    "/press",
    "/record",
    "",
    "/take-part",
    "/take-part?topic=health",
    "/answers",
    "/enter",
    "/board",
    "/opinions",
    "/board?topic=health&capacity=expert",
    "/statement/cp1",
    "/party/IR",
    "/party/KH",
];

#[tokio::test]
async fn every_page_speaks_every_language_of_the_forum_in_its_direction_and_carries_the_mark() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    for (tag, dir, mark) in
        [("en", "ltr", "Simulation, seed 7"), ("zh-Hans", "ltr", "7"), ("ru", "ltr", "7"), ("fa", "rtl", "7")]
    {
        for page in PAGES {
            let shown = browser.get(&server, &format!("{FORUM}/{tag}{page}")).await;
            assert_eq!(shown.status, StatusCode::OK, "{tag}{page}");
            assert!(shown.text.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{tag}{page}");
            let banner = shown.text.split("class=\"simulation\"").nth(1).expect("a banner");
            assert!(banner.split("</p>").next().expect("its end").contains(mark), "{tag}{page}");
        }
    }
}

#[tokio::test]
async fn no_message_id_shows_through() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    for page in PAGES {
        let shown = browser.get(&server, &format!("{FORUM}/fa{page}")).await;
        for word in
            ["site-", "take-", "board-", "column-", "grade-", "phase-", "front-", "capacity-", "enter-"]
        {
            let leaks =
                shown.text.split(['<', '>']).any(|text| text.trim().starts_with(word) && !text.contains(' '));
            assert!(!leaks, "{page} shows an id that begins with {word}");
        }
    }
}

#[tokio::test]
async fn an_address_without_language_leads_to_the_readers_own() {
    let server = Server::start().await;
    let request = axum::http::Request::get("/friendship-2021").header("accept-language", "fa-IR,en;q=0.5");
    let page = server.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(page.location(), "/friendship-2021/fa");
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_missing_with_a_way_back() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let missing = [
        "/nowhere",
        "/friendship-2021/de",
        "/friendship-2021/en/statement/none",
        "/friendship-2021/en/party/XX",
    ];
    for path in missing {
        let page = browser.get(&server, path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text.contains("<a href="), "{path}");
    }
    let page = browser.get(&server, "/friendship-2021/fa/nowhere").await;
    assert!(page.text.contains(r#"lang="fa" dir="rtl""#), "in the language of the address: {}", page.text);
}

#[tokio::test]
async fn the_first_view_of_a_voter_is_at_most_60_kilobytes_even_uncompressed() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    for lang in ["en", "fa", "ru", "zh-Hans"] {
        let page = browser.get(&server, &format!("{FORUM}/{lang}/take-part")).await;
        let mut bytes = page.text.len();
        for address in page.text.split('"').filter(|text| text.starts_with("/assets/")) {
            bytes += browser.get(&server, address).await.text.len();
        }
        assert!(bytes <= 60_000, "{lang}: {bytes}");
    }
}

#[tokio::test]
async fn the_board_as_data_has_what_the_board_shows_and_carries_the_mark() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let before = browser.get(&server, &format!("{FORUM}/en/board.json")).await;
    assert_eq!(before.status, StatusCode::NOT_FOUND, "nobody has voted");
    let secret = server.code("IR", 1).await.grouped();
    let fields = [("code", secret.as_str()), ("confirmed", "true"), ("capacity", "resident")];
    browser.post(&server, &format!("{FORUM}/en/enter"), &fields).await;
    let vote =
        r#"{"votes":[{"statement":"cp1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    browser.json(&server, &format!("{FORUM}/votes"), vote).await;
    server.live.refresh().await.expect("followed");
    let few = browser.get(&server, &format!("{FORUM}/en/board.json")).await;
    assert_eq!(few.status, StatusCode::NOT_FOUND, "how one person voted is shown to nobody");
    agree(&server.live, "IR", 9, &[StatementKey::new("cp1")]).await;
    server.live.refresh().await.expect("followed");
    let json = browser.get(&server, &format!("{FORUM}/en/board.json")).await;
    assert!(json.text.contains("\"cp1\"") && json.text.contains("Simulation, seed 7"), "{}", json.text);
    let csv = browser.get(&server, &format!("{FORUM}/fa/board.csv")).await;
    assert!(csv.text.contains("cp1") && csv.text.contains("not_yet_asked"), "{}", csv.text);
}

#[tokio::test]
async fn what_people_wrote_is_found_in_every_language_and_only_where_every_word_is() {
    let server = Server::start().await;
    let mut browser = Browser::default();
    let found = browser.get(&server, &format!("{FORUM}/en/search?q=vaccines%20PRICE")).await;
    assert!(found.text.contains("Vaccines should reach") && found.text.contains("1 found"), "{}", found.text);
    let chinese = browser.get(&server, &format!("{FORUM}/en/search?q=%E7%96%AB%E8%8B%97")).await;
    assert!(chinese.text.contains("Vaccines should reach"), "found by its translation: {}", chinese.text);
    let nothing = browser.get(&server, &format!("{FORUM}/en/search?q=vaccines%20zeppelin")).await;
    assert!(nothing.text.contains("Nothing was found"));
    let harmless = browser.get(&server, &format!("{FORUM}/en/search?q=%3Cscript%3E")).await;
    assert!(!harmless.text.contains("<script>") && harmless.text.contains("&#60;script&#62;"));
}

#[tokio::test]
async fn only_the_embedded_page_may_stand_in_the_pages_of_others_and_it_says_that_it_is_a_simulation() {
    let server = Server::start().await;
    let mut browser = Browser::default();
    let policy = |page: &crate::server::Page| {
        page.headers["content-security-policy"].to_str().expect("plain").to_owned()
    };
    let embed = browser.get(&server, &format!("{FORUM}/fa/embed/cp1")).await;
    assert!(policy(&embed).contains("frame-ancestors *") && policy(&embed).contains("form-action 'none'"));
    assert!(embed.text.contains("class=\"simulation\"") && !embed.text.contains("<form"), "{}", embed.text);
    let page = browser.get(&server, &format!("{FORUM}/fa/statement/cp1")).await;
    assert!(policy(&page).contains("frame-ancestors 'none'"));
    let svg = browser.get(&server, &format!("{FORUM}/en/statement/cp1/picture.svg")).await;
    assert!(svg.text.starts_with("<svg") && svg.text.contains("Simulation, seed 7"), "{}", svg.text);
    let csv = browser.get(&server, &format!("{FORUM}/en/statement/cp1/parties.csv")).await;
    assert!(csv.text.starts_with("party,agree,pass,disagree,simulation\r\n"), "{}", csv.text);
}

#[tokio::test]
async fn the_record_is_read_page_by_page_and_an_act_is_found_by_its_number() {
    let server = Server::start().await;
    let mut browser = Browser::default();
    let acts = server.live.view().record.acts().len();
    let page = browser.get(&server, &format!("{FORUM}/en/record")).await;
    assert_eq!(page.text.matches("<tr id=\"act-").count(), acts.min(200), "a page holds two hundred");
    assert!(!page.text.contains("rel=\"prev\"") && page.text.contains("id=\"act-0\""));
    let now = terms::Instant::from_millis(crate::server::NOW);
    for number in acts..450 {
        let set = forum::acts::DeadlineSet {
            deadline: format!("d{number}"),
            name: terms::MultiText::of("en", "A day"),
            days_before: 1,
        };
        let deed = || forum::live::Deed::one(record::Actor::role("secretariat"), set.clone());
        server.live.act(now, |_| Ok(deed())).await.expect("set");
    }
    let middle = browser.get(&server, &format!("{FORUM}/en/record?act=399")).await;
    assert!(middle.text.contains("id=\"act-200\"") && middle.text.contains("id=\"act-399\""));
    assert!(!middle.text.contains("id=\"act-199\"") && !middle.text.contains("id=\"act-400\""));
    assert!(middle.text.contains("Acts 200 to 399 of 450"), "{}", middle.text);
    assert!(middle.text.contains("rel=\"prev\" href=\"/friendship-2021/en/record?page=1\""));
    assert!(middle.text.contains("rel=\"next\" href=\"/friendship-2021/en/record?page=3\""));
    assert!(middle.text.contains("id=\"act-399\" class=\"wanted\""));
    let persian = browser.get(&server, &format!("{FORUM}/fa/record?act=%DB%B4%DB%B0%DB%B1")).await;
    assert!(persian.text.contains("id=\"act-401\" class=\"wanted\""), "digits as they stand there");
    for odd in ["act=450", "act=x", "act=99999999999999999999999"] {
        let none = browser.get(&server, &format!("{FORUM}/en/record?{odd}")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{odd}");
        assert!(none.text.contains("The last one so far is number 449"), "{}", none.text);
    }
    for odd in ["page=0", "page=x", "page=", "act="] {
        let first = browser.get(&server, &format!("{FORUM}/en/record?{odd}")).await;
        assert!(first.status == StatusCode::OK && first.text.contains("id=\"act-0\""), "{odd}");
    }
    let beyond = browser.get(&server, &format!("{FORUM}/en/record?page=77")).await;
    assert!(beyond.text.contains("id=\"act-449\"") && !beyond.text.contains("rel=\"next\""));
    let whole = browser.get(&server, &format!("{FORUM}/record.jsonl")).await;
    assert_eq!(whole.text.lines().count(), 451, "head and every act");
}
