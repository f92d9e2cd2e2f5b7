//! What is taken along: the board, a statement, a party, as data, pictures and small pages for other sites.

use crate::server::{API, Browser, FORUM, NOW, Page, Server, agree};
use axum::http::{Method, StatusCode};
use forum::acts::StatementHidden;
use forum::live::{Cast, Deed, Voter, secret};
use record::Actor;
use serde_json::json;
use store::{Batch, NewParticipant};
use terms::{Capacity, Instant, PartyKey, StatementKey, Tier, Vote};

/// So many people of a party in this capacity vote so on a statement.
pub(crate) async fn vote(server: &Server, party: &str, capacity: Capacity, people: usize, on: (&str, Vote)) {
    let (live, now) = (&server.live, Instant::from_millis(NOW));
    for _ in 0..people {
        let (id, tier, party) = (secret::pseudonym(), Tier::Attested, Some(PartyKey::new(party)));
        let new = NewParticipant { id, tier, party: party.clone(), capacity };
        live.store().commit(Batch::new(live.key()).with(new)).await.expect("a participant");
        let request = secret::pseudonym().bytes();
        let cast = Cast { statement: StatementKey::new(on.0), vote: on.1, seen: 0, request };
        live.vote(&Voter { id, tier, party, capacity }, vec![cast], now).await.expect("counted");
    }
    live.refresh().await.expect("followed");
}

/// Two statements of different topics.
fn of_two_topics(server: &Server) -> [(String, String); 2] {
    let view = server.live.view();
    let made = |made: &forum::acts::StatementMade| (made.statement.to_string(), made.topic.to_string());
    let all: Vec<_> = view.state.statements.iter().map(|cited| made(&cited.body)).collect();
    let other = all.iter().find(|(_, topic)| *topic != all[0].1).expect("another topic");
    [all[0].clone(), other.clone()]
}

async fn get(server: &Server, path: &str) -> Page {
    Browser::default().get(server, &format!("{FORUM}/en/{path}")).await
}

#[tokio::test]
async fn what_is_taken_out_leaves_the_board_of_a_capacity_as_well() {
    let server = Server::start().await;
    let [(one, _), (two, _)] = of_two_topics(&server);
    for key in [&one, &two] {
        vote(&server, "UZ", Capacity::Expert, 10, (key, Vote::Agree)).await;
    }
    let shown = async |query: &str| {
        let json = get(&server, &format!("board.json{query}")).await.value();
        json["statements"].as_array().expect("statements").len()
    };
    for query in ["", "?capacity=expert"] {
        assert_eq!(shown(query).await, 2, "{query}");
    }
    let hidden =
        StatementHidden { statement: StatementKey::new(&one), reason: "It names a person.".to_owned() };
    let deed = Deed::one(Actor::role("secretariat"), hidden);
    server.live.act(Instant::from_millis(NOW), |_| Ok(deed.clone())).await.expect("the desk hides it");
    server.live.refresh().await.expect("followed");
    for query in ["", "?capacity=expert"] {
        assert_eq!(shown(query).await, 1, "no vote came since: {query}");
    }
}

#[tokio::test]
async fn the_board_of_a_topic_or_a_capacity_is_taken_along_as_it_is_shown() {
    let server = Server::start().await;
    let [(one, topic), (two, other)] = of_two_topics(&server);
    vote(&server, "UZ", Capacity::Expert, 10, (&one, Vote::Agree)).await;
    agree(&server.live, "UZ", 20, &[StatementKey::new(&two)]).await;
    server.live.refresh().await.expect("followed");
    for (query, shows) in [
        (String::new(), vec![(&one, 10), (&two, 20)]),
        (format!("?topic={topic}"), vec![(&one, 10)]),
        (format!("?topic={other}"), vec![(&two, 20)]),
        ("?capacity=expert".to_owned(), vec![(&one, 10)]),
        (format!("?topic={other}&capacity=resident"), vec![(&two, 20)]),
    ] {
        let json = get(&server, &format!("board.json{query}")).await.value();
        let statements = json["statements"].as_array().expect("statements");
        let found: Vec<_> = statements.iter().map(|found| (&found["id"], &found["agree"])).collect();
        let wanted: Vec<_> = shows.iter().map(|(key, people)| (json!(key), json!(people))).collect();
        assert_eq!(found, wanted.iter().map(|(key, people)| (key, people)).collect::<Vec<_>>(), "{query}");
        let graded: u64 =
            json["summary"].as_object().into_iter().flatten().filter_map(|(_, n)| n.as_u64()).sum();
        assert_eq!(graded, shows.len() as u64, "{query}: {json}");
        assert!(json["simulation"]["notice"].as_str().is_some_and(|notice| notice.contains("seed 7")));
        let csv = get(&server, &format!("board.csv{query}")).await.text;
        assert_eq!(csv.lines().count(), 1 + shows.len(), "{query}: {csv}");
        let svg = get(&server, &format!("board.svg{query}")).await;
        assert!(svg.headers["content-disposition"].to_str().is_ok_and(|name| name.contains("board.svg")));
        let rows = get(&server, &format!("board{query}")).await.text.matches("<article class=\"row").count();
        assert_eq!(svg.text.matches("preserveAspectRatio").count(), rows, "a bar for each row: {query}");
        let embed = get(&server, &format!("embed/board{query}")).await.text;
        assert_eq!(embed.matches("<article>").count(), rows, "{query}");
    }
    let none = get(&server, &format!("board.json?topic={topic}&capacity=resident")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "no resident answered in this topic: {}", none.text);
}

#[tokio::test]
async fn a_picture_of_the_board_says_in_words_what_it_shows_and_that_it_is_simulated() {
    let server = Server::start().await;
    vote(&server, "UZ", Capacity::Expert, 10, ("cp1", Vote::Agree)).await;
    for lang in ["en", "fa", "ru", "zh-Hans"] {
        let page = |page: &str| format!("{FORUM}/{lang}/{page}");
        let svg = Browser::default().get(&server, &page("board.svg?capacity=expert")).await.text;
        let board = Browser::default().get(&server, &page("board?capacity=expert")).await.text;
        let words = svg.split("<desc>").nth(1).and_then(|rest| rest.split("</desc>").next()).expect("words");
        let ground = board.split("class=\"ground\">").nth(1).and_then(|rest| rest.split('<').next());
        assert!(words.starts_with(ground.expect("its ground")), "{lang}: {words}");
        let columns =
            board.split("<h2>").skip(1).filter_map(|rest| rest.split(" <span class=\"number\">").next());
        for column in columns {
            assert!(words.contains(column), "{lang}: {column} in {words}");
        }
        assert!(
            svg.contains('7') && svg.contains("role=\"img\"") && svg.contains("<title>"),
            "{lang}: {svg}"
        );
        assert!(!svg.contains("<script") && !svg.contains("style="), "{lang}");
    }
}

#[tokio::test]
async fn the_pages_lead_to_what_is_taken_along_and_what_is_unknown_is_nowhere() {
    let server = Server::start().await;
    let board = get(&server, "board?topic=health&capacity=expert").await.text;
    for file in ["board.json", "board.csv", "board.svg"] {
        let href = format!("href=\"{FORUM}/en/{file}?topic=health&#38;capacity=expert\"");
        assert!(board.contains(&href), "{href}: {board}");
    }
    assert!(board.contains("/en/embed/board?topic=health&#38;capacity=expert"), "{board}");
    let party = get(&server, "party/UZ").await.text;
    for file in ["party/UZ/stands.json", "party/UZ/stands.csv", "embed/party/UZ"] {
        assert!(party.contains(&format!("{FORUM}/en/{file}\"")), "{file}: {party}");
    }
    assert!(get(&server, "statement/cp1").await.text.contains("statement/cp1/finding.json\""));
    for page in ["board", "board.json", "board.csv", "board.svg", "embed/board"] {
        for query in ["topic=nowhere", "capacity=king"] {
            let missing = get(&server, &format!("{page}?{query}")).await;
            assert_eq!(missing.status, StatusCode::NOT_FOUND, "{page}?{query} is not all of it");
        }
    }
    for page in ["party/XX/stands.json", "party/XX/stands.csv", "embed/party/XX", "statement/x/finding.json"]
    {
        assert_eq!(get(&server, page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn how_a_party_or_an_organisation_stands_is_taken_along() {
    let server = Server::start().await;
    vote(&server, "UZ", Capacity::Resident, 10, ("cp1", Vote::Agree)).await;
    vote(&server, "ORG1", Capacity::Resident, 10, ("cp1", Vote::Disagree)).await;
    for (party, answers) in [("UZ", [10, 0, 0]), ("ORG1", [0, 0, 10])] {
        let json = get(&server, &format!("party/{party}/stands.json")).await.value();
        assert_eq!((&json["party"], &json["answers"]["cp1"]), (&json!(party), &json!(answers)), "{json}");
        assert!(json["simulation"].as_str().is_some_and(|mark| mark.contains("seed 7")), "{json}");
        let [agree, pass, disagree] = answers;
        let csv = get(&server, &format!("party/{party}/stands.csv")).await.text;
        let row = csv.lines().nth(1).expect("a row");
        assert!(row.starts_with("cp1,") && row.contains(&format!(",{agree},{pass},{disagree},no,")), "{csv}");
        assert!(row.ends_with("real opinion\""), "every row says that it is simulated: {csv}");
        let embed = get(&server, &format!("embed/party/{party}")).await;
        let policy = embed.headers["content-security-policy"].to_str().expect("plain");
        assert!(policy.contains("frame-ancestors *") && policy.contains("form-action 'none'"));
        assert!(
            embed.text.contains("class=\"simulation\"") && !embed.text.contains("<form"),
            "{}",
            embed.text
        );
        assert!(
            embed.text.contains("/en/statement/cp1\"") && !embed.text.contains("<script"),
            "{}",
            embed.text
        );
    }
}

#[tokio::test]
async fn a_statement_is_taken_along_with_what_is_found_of_it_and_how_that_came_about() {
    let server = Server::start().await;
    for _ in 0..2 {
        vote(&server, "UZ", Capacity::Resident, 10, ("cp1", Vote::Agree)).await;
    }
    let json = get(&server, "statement/cp1/finding.json").await.value();
    assert_eq!(json["statement"]["statement"], json!("cp1"));
    assert_eq!(json["finding"]["parties"]["UZ"], json!([20, 0, 0]), "{json}");
    let history = json["history"].as_array().expect("a history");
    assert_eq!(history.last().map(|sample| &sample["answers"]), Some(&json!([20, 0, 0])), "{json}");
    assert!(json["simulation"].is_string() && json["statement"]["text"]["fa"].is_string(), "{json}");
    let mut program = Browser::default();
    let same = program.get(&server, &format!("{API}/statements/cp1/history")).await.value();
    assert_eq!(same, json["history"], "programs are told the same");
    let never = program.ask(&server, Method::GET, &format!("{API}/statements/x/history"), None, "").await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
}
