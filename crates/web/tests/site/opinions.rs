//! How opinions hang together, on the pages of a running forum.

use crate::server::{Browser, FORUM, NOW, Server};
use axum::http::StatusCode;
use forum::live::{Cast, LiveForum, Voter, secret};
use record::Actor;
use store::{Batch, NewParticipant};
use terms::{Capacity, Instant, PartyKey, StatementKey, Tier, Vote};

/// So many statements are answered, the last of which everybody agrees to.
const ASKED: usize = 13;

fn asked(live: &LiveForum) -> Vec<StatementKey> {
    live.view().state.statements.iter().take(ASKED).map(|made| made.body.statement.clone()).collect()
}

/// A number that looks drawn, the same every time.
fn drawn(person: usize, statement: usize) -> u32 {
    let bytes = blake3::hash(format!("{person} {statement}").as_bytes());
    u32::from(bytes.as_bytes()[0]) % 100
}

/// A person's answers who stands on this side: nine in ten as their side does.
fn of_camp(side: bool, person: usize) -> Vec<Vote> {
    let vote = |statement: usize| match statement {
        _ if statement == ASKED - 1 => Vote::Agree,
        _ if (drawn(person, statement) < 90) == (side == statement.is_multiple_of(2)) => Vote::Agree,
        _ => Vote::Disagree,
    };
    (0..ASKED).map(vote).collect()
}

/// A person of one crowd, who stands anywhere between two ends and answers roughly so.
fn of_crowd(person: usize) -> Vec<Vote> {
    let place = drawn(person, 1_000);
    let vote = |statement: usize| {
        let (noise, asked) =
            (drawn(person, statement), u32::try_from(statement * 31 % 100).unwrap_or_default());
        // Half of the way is chance.
        if place + noise > asked + 50 { Vote::Agree } else { Vote::Disagree }
    };
    (0..ASKED).map(vote).collect()
}

async fn votes(live: &LiveForum, people: impl IntoIterator<Item = Vec<Vote>>) {
    votes_of(live, &PartyKey::new("KZ"), people).await;
    live.refresh().await.expect("followed");
}

async fn votes_of(live: &LiveForum, party: &PartyKey, people: impl IntoIterator<Item = Vec<Vote>>) {
    let (statements, party, capacity) = (asked(live), Some(party.clone()), Capacity::Resident);
    for votes in people {
        let (id, tier) = (secret::pseudonym(), Tier::Attested);
        let new = NewParticipant { id, tier, party: party.clone(), capacity };
        live.store().commit(Batch::new(live.key()).with(new)).await.expect("a participant");
        let voter = Voter { id, tier, party: party.clone(), capacity };
        let cast = |(statement, vote): (&StatementKey, Vote)| Cast {
            statement: statement.clone(),
            vote,
            seen: 0,
            request: secret::pseudonym().bytes(),
        };
        let casts = statements.iter().zip(votes).map(cast).collect();
        live.vote(&voter, casts, Instant::from_millis(NOW)).await.expect("counted");
    }
}

/// Two camps of eighty and fifty, who come in this order.
fn camps() -> Vec<Vec<Vote>> {
    (0..130).map(|person| of_camp(person < 80, person)).collect()
}

async fn parted() -> Server {
    let server = Server::start().await;
    votes(&server.live, camps()).await;
    assert!(server.live.look().await.expect("looked"));
    server
}

async fn page(server: &Server, path: &str) -> String {
    let shown = Browser::default().get(server, &format!("{FORUM}{path}")).await;
    assert_eq!(shown.status, StatusCode::OK, "{path}: {}", shown.text);
    shown.text
}

#[tokio::test]
async fn two_camps_are_two_groups_with_their_letters_and_sizes_in_every_language() {
    let server = parted().await;
    let data: serde_json::Value =
        serde_json::from_str(&page(&server, "/en/opinions/map.json").await).expect("JSON");
    let groups = data["figures"]["groups"].as_array().expect("groups");
    let told: Vec<(&str, u64)> = groups
        .iter()
        .map(|of| (of["id"].as_str().expect("a letter"), of["size"].as_u64().expect("a size")))
        .collect();
    assert_eq!(told, [("A", 80), ("B", 50)], "{data}");
    assert_eq!(data["people"], 130);
    for lang in ["en", "zh-Hans", "ru", "fa"] {
        let shown = page(&server, &format!("/{lang}/opinions")).await;
        for part in [
            "id=\"opinion-map\"",
            "id=\"statement-plane\"",
            "id=\"side-by-side\"",
            "id=\"floors\"",
            "id=\"groups\"",
        ] {
            assert_eq!(shown.matches(part).count(), 1, "{lang}: {part}");
        }
        assert!(shown.contains("class=\"badge g1\"") && shown.contains("data-follow"), "{lang}");
        assert!(shown.len() <= 120_000, "{lang}: {} bytes", shown.len());
        assert!(!shown.contains("class=\"you\""), "nobody's place is shown to others");
        let mark = present::page::simulation_notice(&terms::Lang::new(lang), 7);
        for kind in ["map", "plane", "side-by-side", "floors"] {
            let file = page(&server, &format!("/{lang}/opinions/{kind}.svg")).await;
            assert!(
                file.starts_with("<svg xmlns=") && file.contains(&present::page::escape(&mark)),
                "{kind}: {file}"
            );
            let data = page(&server, &format!("/{lang}/opinions/{kind}.json")).await;
            let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
            assert_eq!(data["simulation"], mark.as_str(), "{kind}");
        }
    }
}

#[tokio::test]
async fn the_board_says_of_each_statement_whether_it_holds_in_every_group() {
    let server = parted().await;
    let shared = asked(&server.live)[ASKED - 1].clone();
    let board = page(&server, "/en/board").await;
    assert!(board.contains("In every opinion group at least"), "{board}");
    assert!(board.contains("/en/opinions\""));
    let statement = page(&server, &format!("/en/statement/{shared}")).await;
    assert!(statement.contains("In every opinion group at least"), "{statement}");
    let data: serde_json::Value = serde_json::from_str(&page(&server, "/en/board.json").await).expect("JSON");
    assert_eq!(data["groups"]["k"], 2, "{data}");
    let statements = data["statements"].as_array().expect("statements");
    let held = statements.iter().find(|one| one["id"] == shared.as_str()).expect("it was answered");
    assert_eq!(held["groups"]["list"].as_array().map(Vec::len), Some(2), "{held}");
    assert!(data.get("participants").is_none(), "nobody's place is data");
}

#[tokio::test]
async fn one_crowd_is_one_spectrum() {
    let server = Server::start().await;
    votes(&server.live, (0..130).map(of_crowd)).await;
    assert!(server.live.look().await.expect("looked"));
    let shown = page(&server, "/en/opinions").await;
    assert!(shown.contains("No separate groups: opinions form one spectrum."), "{shown}");
    assert!(!shown.contains("class=\"badge"), "{shown}");
    assert!(!page(&server, "/en/board").await.contains("opinion group"));
}

#[tokio::test]
async fn of_fewer_than_ten_people_nothing_is_shown_and_the_page_says_when_something_will_be() {
    let server = Server::start().await;
    votes(&server.live, (0..9).map(|person| of_camp(true, person))).await;
    server.live.look().await.expect("looked");
    for lang in ["en", "fa"] {
        let shown = page(&server, &format!("/{lang}/opinions")).await;
        assert!(!shown.contains("<figure") && shown.contains("/take-part\""), "{shown}");
    }
    for file in
        ["map.svg", "map.json", "groups.json", "floors.svg", "side-by-side.json", "map.png", "map", "x.svg"]
    {
        let missing = Browser::default().get(&server, &format!("{FORUM}/en/opinions/{file}")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test]
async fn a_picture_stays_until_ten_more_people_have_come() {
    let server = Server::start().await;
    votes(&server.live, (0..130).map(of_crowd)).await;
    assert!(server.live.look().await.expect("looked"));
    let before = page(&server, "/en/opinions/map.json").await;
    assert!(!server.live.look().await.expect("nothing is new"));
    votes(&server.live, (200..209).map(of_crowd)).await;
    assert!(!server.live.look().await.expect("too little is new"), "nine people came");
    assert_eq!(page(&server, "/en/opinions/map.json").await, before);
    votes(&server.live, (300..310).map(of_crowd)).await;
    assert!(server.live.look().await.expect("looked"));
    assert!(page(&server, "/en/opinions/map.json").await.contains("\"people\":149"));
}

#[tokio::test]
async fn whoever_answered_sees_their_own_place_and_nobody_else_does() {
    let server = parted().await;
    let mut reader = Browser::default();
    let code = server.code("KZ", 1).await.grouped();
    let fields = [("code", code.as_str()), ("confirmed", "true"), ("capacity", "resident")];
    reader.post(&server, &format!("{FORUM}/en/enter"), &fields).await;
    let path = format!("{FORUM}/en/opinions");
    assert!(!reader.get(&server, &path).await.text.contains("class=\"you\""), "no answer, no place");
    let vote = |(at, key): (usize, &StatementKey)| {
        let (vote, request) = (if at.is_multiple_of(2) { 1 } else { -1 }, format!("{at:032x}"));
        format!(r#"{{"statement":"{key}","vote":{vote},"seen":0,"request":"{request}"}}"#)
    };
    let body: Vec<String> = asked(&server.live).iter().enumerate().map(vote).collect();
    let sent = reader
        .json(&server, &format!("{FORUM}/votes"), &format!(r#"{{"votes":[{}]}}"#, body.join(",")))
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    let own = reader.get(&server, &path).await.text;
    assert!(own.contains("class=\"you\"") && own.contains("shown to you alone"), "{own}");
    let file = reader.get(&server, &format!("{path}/map.svg")).await.text;
    assert!(!file.contains("class=\"you\""), "what is taken along shows nobody");
    assert!(!page(&server, "/en/opinions").await.contains("class=\"you\""));
}

#[tokio::test]
async fn the_same_votes_give_the_same_picture_whoever_cast_them_and_in_whatever_order() {
    let (one, other) = (parted().await, Server::start().await);
    votes(&other.live, camps().into_iter().rev()).await;
    assert!(other.live.look().await.expect("looked"));
    for file in ["map.svg", "map.json", "groups.json", "plane.json", "side-by-side.json"] {
        let path = format!("/en/opinions/{file}");
        assert_eq!(page(&one, &path).await, page(&other, &path).await, "{file}");
    }
}

#[tokio::test]
async fn voting_goes_on_while_it_is_looked() {
    let server = Server::start().await;
    votes(&server.live, camps()).await;
    let more = (500..512).map(|person| of_camp(true, person));
    let (looked, ()) = tokio::join!(server.live.look(), votes(&server.live, more));
    assert!(looked.expect("looked"));
    let tally = server.live.counting().tally(Tier::Attested, None).expect("counts");
    let statement = tally.find_statement(&asked(&server.live)[0]).expect("answered");
    assert_eq!(tally.total(statement).answers(), 142);
    assert!(server.live.outlook().found().is_some());
}

#[tokio::test]
async fn a_group_keeps_its_letter_when_another_outgrows_it() {
    let server = parted().await;
    // Forty more on the smaller side: it is the larger one from now on, and most of it was there before.
    votes(&server.live, (1_000..1_040).map(|person| of_camp(false, person))).await;
    assert!(server.live.look().await.expect("looked"));
    let data: serde_json::Value =
        serde_json::from_str(&page(&server, "/en/opinions/map.json").await).expect("JSON");
    let groups = data["figures"]["groups"].as_array().expect("groups");
    let told: Vec<_> = groups.iter().map(|of| (of["id"].as_str(), of["size"].as_u64())).collect();
    assert_eq!(told, [(Some("A"), Some(80)), (Some("B"), Some(90))], "{data}");
    let found = server.live.outlook();
    let groups = &found.found().expect("a map").groups;
    let sizes: Vec<usize> = (0..2).map(|at| groups.of.iter().filter(|of| **of == Some(at)).count()).collect();
    assert_eq!(sizes, [80, 90], "people are in the group of their letter");
    // A server that has just started knows no letters before: the larger one is the first.
    let fresh = Server::start().await;
    let all = camps().into_iter().chain((1_000..1_040).map(|person| of_camp(false, person)));
    votes(&fresh.live, all).await;
    assert!(fresh.live.look().await.expect("looked"));
    let data = page(&fresh, "/en/opinions/map.json").await;
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let first = &data["figures"]["groups"][0];
    assert_eq!((first["id"].as_str(), first["size"].as_u64()), (Some("A"), Some(90)), "{data}");
}

/// `consensus-science.md` §2.2: what a group does not share is agreed on by the parties and not by all.
#[tokio::test]
async fn an_agreement_that_a_group_does_not_share_is_none_and_the_page_names_the_group() {
    let server = Server::start().await;
    let parties = server.live.view().state.counted();
    // Of sixty people of each party four are of the other camp, which is against what all others agree on.
    for (at, party) in parties.iter().enumerate() {
        let person = |number: usize| {
            let (side, person) = (number >= 4, at * 60 + number);
            let mut votes = of_camp(side, person);
            votes[ASKED - 2] = if side { Vote::Agree } else { Vote::Disagree };
            votes
        };
        votes_of(&server.live, &party.key, (0..60).map(person)).await;
    }
    server.live.refresh().await.expect("followed");
    server.live.look().await.expect("looked");
    let found = server.live.outlook();
    let groups = &found.found().expect("a map").groups;
    let sizes: Vec<usize> = groups.list.iter().map(|group| group.size).collect();
    assert_eq!(sizes.len(), 2, "{sizes:?}");
    let data: serde_json::Value = serde_json::from_str(&page(&server, "/en/board.json").await).expect("JSON");
    let statements = data["statements"].as_array().expect("statements");
    let of = |key: &StatementKey| {
        statements.iter().find(|one| one["id"] == key.as_str()).cloned().expect("it was answered")
    };
    let (stopped, shared) = (asked(&server.live)[ASKED - 2].clone(), asked(&server.live)[ASKED - 1].clone());
    // While people vote, bounds hold however often one looks, and a majority is not that sure.
    assert_eq!(of(&stopped)["grade"], "open", "{}", of(&stopped));
    assert_eq!(of(&shared)["grade"], "unanimous", "{}", of(&shared));
    assert_eq!(of(&stopped)["groups"]["stopped"], "consensus", "{}", of(&stopped));
    assert_eq!(of(&shared)["groups"]["stopped"], serde_json::Value::Null);
    let shown = page(&server, &format!("/en/statement/{stopped}")).await;
    assert!(shown.contains("group B"), "it names the group: {shown}");
    let column = page(&server, "/en/board").await;
    let agreed = column.split("id=\"agreed\"").nth(1).and_then(|rest| rest.split("</section>").next());
    assert!(!agreed.unwrap_or_default().contains(stopped.as_str()), "it is not among what all agree on");

    // What is published is held over the groups as well, so no clause grows from it.
    server.live.publish(Actor::role("secretariat"), Instant::from_millis(NOW)).await.expect("published");
    let view = server.live.view();
    let finding = view.state.finding(&stopped).expect("found");
    assert_eq!(finding.grade, opinion::Grade::Open);
    let earned: Vec<_> =
        forum::live::zero_draft::earned(&view.state).into_iter().map(|(key, ..)| key).collect();
    assert!(earned.contains(&&shared) && !earned.contains(&&stopped), "{earned:?}");
    let again = forum::fold(&view.record).expect("whoever reads the record finds the same");
    assert_eq!(again.finding(&stopped).map(|finding| finding.grade), Some(finding.grade));
    let counted = view.record.acts().iter().rfind(|act| act.kind == "votes_counted").expect("counted");
    let groups = &counted.body["groups"];
    assert_eq!(groups["people"].as_object().map(|people| people.len()), Some(2), "{groups}");
    let record = page(&server, "/record.jsonl").await;
    assert!(!record.contains("\"participant\""), "nobody's group is in the record");
}
