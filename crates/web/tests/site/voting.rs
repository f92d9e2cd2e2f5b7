//! Taking part, with and without a script.

use crate::server::{Browser, FORUM, Server, agree};
use axum::http::StatusCode;
use std::collections::BTreeSet;
use tally::Counts;
use terms::{PartyKey, StatementKey, Tier};

async fn answer(browser: &mut Browser, server: &Server, vote: &str) -> String {
    let page = browser.get(server, &format!("{FORUM}/en/take-part")).await;
    let statement = page.field("statement");
    let fields = [
        ("statement", statement.as_str()),
        ("seen", &page.field("seen")),
        ("request", &page.field("request")),
        ("topic", ""),
        ("vote", vote),
    ];
    let done = browser.post(server, &format!("{FORUM}/en/take-part"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    statement
}

/// What is inside: readers are shown answers by ten people at a time.
async fn counted(server: &Server, tier: Tier, statement: &str) -> Counts {
    server.live.refresh().await.expect("followed");
    let tally = server.live.counting().tally(tier, None).expect("counts");
    tally.find_statement(&StatementKey::new(statement)).map(|index| tally.total(index)).unwrap_or_default()
}

#[tokio::test]
async fn without_a_script_a_vote_counts_at_once_and_another_statement_is_asked() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let first = answer(&mut browser, &server, "1").await;
    let second = answer(&mut browser, &server, "-1").await;
    assert_ne!(first, second);
    assert_eq!(counted(&server, Tier::Open, &first).await, Counts { agree: 1, pass: 0, disagree: 0 });
    let own = browser.get(&server, &format!("{FORUM}/en/answers")).await;
    assert!(own.text.contains("2 answers"), "{}", own.text);
}

#[tokio::test]
async fn a_mind_can_be_changed_and_an_older_page_does_not_change_it_back() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let statement = answer(&mut browser, &server, "1").await;
    let page = browser.get(&server, &format!("{FORUM}/en/take-part?statement={statement}")).await;
    assert_eq!(page.field("seen"), "1");
    assert!(page.text.contains("value=\"1\" accesskey=\"a\" aria-pressed=\"true\""));
    for (seen, vote, request) in [("1", "-1", "11"), ("1", "1", "22")] {
        let request = request.repeat(16);
        let fields =
            [("statement", statement.as_str()), ("seen", seen), ("request", &request), ("vote", vote)];
        browser.post(&server, &format!("{FORUM}/en/take-part"), &fields).await;
    }
    assert_eq!(counted(&server, Tier::Open, &statement).await, Counts { agree: 0, pass: 0, disagree: 1 });
}

#[tokio::test]
async fn the_same_request_again_is_the_same_vote() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let body =
        r#"{"votes":[{"statement":"cp1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    let first = browser.json(&server, &format!("{FORUM}/votes"), body).await;
    let second = browser.json(&server, &format!("{FORUM}/votes"), body).await;
    assert_eq!((first.status, &first.text), (StatusCode::OK, &second.text));
    assert!(first.text.contains("\"counted\""), "{}", first.text);
    assert_eq!(counted(&server, Tier::Open, "cp1").await.answers(), 1);
    assert_eq!(server.live.store().last_vote(server.live.key()).await.expect("votes"), 1);
}

#[tokio::test]
async fn one_refused_vote_does_not_hold_up_the_others() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let vote = |statement: &str, mark: &str| {
        format!(r#"{{"statement":"{statement}","vote":0,"seen":0,"request":"{}"}}"#, mark.repeat(16))
    };
    let body = format!(r#"{{"votes":[{},{},{}]}}"#, vote("cp1", "aa"), vote("none", "bb"), vote("cp2", "cc"));
    let page = browser.json(&server, &format!("{FORUM}/votes"), &body).await;
    assert_eq!(page.text.matches("\"counted\"").count(), 2, "{}", page.text);
    assert_eq!(page.text.matches("refused-no-statement").count(), 1);
}

#[tokio::test]
async fn a_code_is_spent_by_coming_in_and_not_by_looking() {
    let server = Server::start().await;
    let secret = server.code("IR", 1).await;
    let path = format!("{FORUM}/en/enter/{}", secret.text());
    let (mut first, mut second) = (Browser::default(), Browser::default());
    for _ in 0..3 {
        let page = first.get(&server, &path).await;
        assert!(page.status == StatusCode::OK && page.text.contains("Iran"), "{}", page.text);
    }
    let fields =
        [("code", secret.grouped()), ("confirmed", "true".to_owned()), ("capacity", "expert".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let come_in = first.post(&server, &format!("{FORUM}/en/enter"), &fields).await;
    assert_eq!(come_in.status, StatusCode::SEE_OTHER, "{}", come_in.text);
    let again = second.post(&server, &format!("{FORUM}/en/enter"), &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("has been used") && again.text.contains(&secret.grouped()));
    let statement = answer(&mut first, &server, "1").await;
    assert_eq!(counted(&server, Tier::Attested, &statement).await.agree, 1);
}

#[tokio::test]
async fn open_answers_certify_nothing() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let statement = answer(&mut browser, &server, "1").await;
    assert_eq!(counted(&server, Tier::Attested, &statement).await.answers(), 0);
}

#[tokio::test]
async fn open_answers_are_seen_by_ten_people_at_a_time_and_ones_own_at_once() {
    let server = Server::start().await;
    let mut reader = Browser::default();
    let (mut statement, mut before) = (String::new(), String::new());
    for person in 1..=20 {
        let mut browser = Browser::default();
        let page = browser.get(&server, &format!("{FORUM}/en/take-part?statement=cp1")).await;
        statement = page.field("statement");
        let request = page.field("request");
        let fields = [("statement", statement.as_str()), ("seen", "0"), ("request", &request), ("vote", "1")];
        browser.post(&server, &format!("{FORUM}/en/take-part"), &fields).await;
        server.live.refresh().await.expect("followed");
        let part = reader.get(&server, &format!("{FORUM}/en/statement/{statement}?part=true")).await;
        let board = reader.get(&server, &format!("{FORUM}/en/board?part=true")).await;
        let seen = format!("{}{}", part.text, board.text);
        let of = |people: u64| part.text.contains(&format!("{people} answers"));
        assert_eq!((of(10), of(20)), ((10..20).contains(&person), person == 20), "{person}: {}", part.text);
        if person > 1 {
            assert_eq!(seen != before, person % 10 == 0, "after {person}");
        }
        before = seen;
        let own = browser.get(&server, &format!("{FORUM}/en/answers")).await;
        assert!(own.text.contains("1 answer"), "{}", own.text);
    }
    assert_eq!(counted(&server, Tier::Open, &statement).await.agree, 20);
}

#[tokio::test]
async fn who_voted_openly_and_comes_in_with_a_code_keeps_one_set_of_votes() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let statement = answer(&mut browser, &server, "1").await;
    let code = server.code("UZ", 2).await.text();
    let form = [("code", code.as_str()), ("confirmed", "true"), ("capacity", "expert")];
    let entered = browser.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    assert_eq!(counted(&server, Tier::Open, &statement).await, Counts::default());
    assert_eq!(counted(&server, Tier::Attested, &statement).await, Counts { agree: 1, pass: 0, disagree: 0 });
    let own = browser.get(&server, &format!("{FORUM}/en/answers")).await;
    assert!(own.text.contains("1 answer"), "{}", own.text);

    let second = browser.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    assert!(second.text.contains("takes part with a code already"), "{}", second.text);
    let mut other = Browser::default();
    let used = other.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(used.status, StatusCode::SEE_OTHER, "what was refused did not spend the code: {}", used.text);
}

#[tokio::test]
async fn a_session_that_is_over_never_becomes_an_open_participant_in_silence() {
    let (server, mut browser) = (Server::start().await, Browser::default());
    let code = server.code("UZ", 1).await.text();
    let form = [("code", code.as_str()), ("confirmed", "true"), ("capacity", "expert")];
    browser.post(&server, &format!("{FORUM}/en/enter"), &form).await;
    answer(&mut browser, &server, "1").await;
    let session = forum::live::Secret::read(&browser.cookies["participant"]).expect("a secret");
    server.live.leave(&session).await.expect("ended elsewhere");
    let before = server.live.counting().attested();
    let page = browser.get(&server, &format!("{FORUM}/en/take-part")).await;
    let fields = [
        ("statement", page.field("statement")),
        ("seen", "0".to_owned()),
        ("request", page.field("request")),
        ("vote", "1".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = browser.post(&server, &format!("{FORUM}/en/take-part"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.text.contains("Come in again with your code"), "{}", refused.text);
    let body =
        r#"{"votes":[{"statement":"cp1","vote":1,"seen":0,"request":"0123456789abcdef0123456789abcdef"}]}"#;
    assert_eq!(browser.json(&server, &format!("{FORUM}/votes"), body).await.status, StatusCode::UNAUTHORIZED);
    server.live.refresh().await.expect("followed");
    assert!(server.live.counting().attested() <= before.max(1), "nothing was counted");
    let open = server.live.counting().tally(Tier::Open, None).expect("counts");
    assert_eq!(open.statement_indices().count(), 0, "and nobody became an open participant");

    let enter = browser.get(&server, &format!("{FORUM}/en/enter")).await;
    assert!(enter.text.contains("Leave on this device"), "{}", enter.text);
    let left = browser.post(&server, &format!("{FORUM}/en/leave"), &[("role", "participant")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    browser.cookies.clear();
    answer(&mut browser, &server, "1").await;
}

/// What the own party has made clear is asked of it by audit alone, and all the rest, each once; the same again for whoever
/// looks again.
#[tokio::test]
async fn what_is_clear_in_the_party_is_asked_by_audit_alone_and_the_chance_is_named() {
    let server = Server::start().await;
    let (live, party) = (&server.live, PartyKey::new("UZ"));
    let next = |mix: u32, answered: &BTreeSet<StatementKey>, count| {
        live.next(Some(&party), &mix.to_le_bytes(), answered, None, count)
    };
    let nothing = BTreeSet::new();
    let open = live.askable(None);
    let all: BTreeSet<StatementKey> =
        next(1, &nothing, open + 9).into_iter().map(|next| next.statement).collect();
    assert_eq!(all.len(), open, "each once");
    assert_eq!(next(1, &nothing, 5), next(1, &nothing, 5));
    assert!(next(1, &all, 1).is_empty(), "all is answered");
    let clear = next(1, &nothing, 1)[0].statement.clone();
    agree(live, "UZ", 30, std::slice::from_ref(&clear)).await;
    live.refresh().await.expect("up to date");
    let (mut first, people) = (0_u32, 2_000);
    let audit = 200_000.0 / open as f64;
    for mix in 0..people {
        let asked = next(mix, &nothing, 1).remove(0);
        first += u32::from(asked.statement == clear);
        let least = audit.round() as u32;
        if asked.statement == clear {
            assert_eq!(asked.chance, least);
        } else {
            assert!(asked.chance > least, "{}", asked.chance);
        }
    }
    // Five deviations above what an audit share of a fifth lets expect.
    let expected = f64::from(people) * audit / 1e6;
    assert!(f64::from(first) <= expected + 5.0 * expected.sqrt(), "{first} for {expected}");
}
