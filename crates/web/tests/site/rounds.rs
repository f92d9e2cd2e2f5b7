//! Rounds of adoption under the rules of the field, each chosen by whoever convenes: whom a rule leaves out, what several
//! say in one letter, what is sustained after an answer, and what is said once it is over.

use crate::chamber::{enters, links};
use crate::server::{Browser, Page, Server};
use axum::http::StatusCode;
use forum::live::PenAct;
use procedure::Decision;
use terms::{ForumKey, Instant};

const HOME: &str = "/rivers-and-cities/en";
/// 3 June 2021, 16:00 in Tashkent: the end of the adoption.
const END: i64 = 1_622_718_000_000;

/// A forum of three cities under a rule, with a frozen text of one clause.
struct Hall {
    server: Server,
    pen: Browser,
    /// The heads of delegation: Tashkent, Almaty, Bishkek.
    heads: [Browser; 3],
}

impl Hall {
    async fn under(rule: &str) -> Hall {
        let server = Server::start().await;
        let mut pen = Browser::default();
        let key = server.convene.text();
        let fields = [
            ("key", key.as_str()),
            ("name", "Rivers and Cities"),
            ("theme", "Water"),
            ("place", "Tashkent"),
            ("zone", "Asia/Tashkent"),
            ("opens", "2021-06-01"),
            ("closes", "2021-07-01"),
            ("template", "city-network"),
            ("rule", rule),
            ("silence_hours", if ["iso", "silence"].contains(&rule) { "" } else { "1" }),
        ];
        let begun = pen.post(&server, "/convene", &fields).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{rule}: {}", begun.text);
        let cities = "TAS\tTashkent\tcity\nALM\tAlmaty\tcity\nBIS\tBishkek\tcity";
        pen.post(&server, &format!("{HOME}/desk/parties"), &[("text", cities)]).await;
        let people = "TAS\tA. A.\thead\nALM\tB. B.\thead\nBIS\tC. C.\thead";
        let named = pen.post(&server, &format!("{HOME}/desk/delegates"), &[("text", people)]).await;
        let links = links(&named);
        for party in ["TAS", "ALM", "BIS"] {
            let ruled = [("party", party), ("ruling", "accepted")];
            let done = pen.post(&server, &format!("{HOME}/desk/credentials"), &ruled).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        }
        let mut heads = Vec::new();
        for link in &links {
            heads.push(enters(&server, link).await.0);
        }
        let heads: [Browser; 3] = heads.try_into().unwrap_or_else(|_| unreachable!("three were named"));
        let mut hall = Hall { server, pen, heads };
        hall.frozen().await;
        hall
    }

    async fn frozen(&mut self) {
        let begin = [("kind", "declaration"), ("title-en", "On rivers"), ("audience", "public")];
        let begun = self.pen.post(&self.server, &format!("{HOME}/desk/text"), &begin).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        self.chair(
            "add",
            &[("part", "operative"), ("verb", "supports"), ("words-en", "supports clean rivers")],
        )
        .await;
        self.chair("circulate", &[]).await;
        self.chair("freeze", &[]).await;
    }

    async fn ask(&mut self, who: Option<usize>, what: &str, fields: &[(&str, &str)]) -> Page {
        let browser = who.map_or(&mut self.pen, |head| &mut self.heads[head]);
        let fields: Vec<(&str, &str)> =
            [("page", "round")].into_iter().chain(fields.iter().copied()).collect();
        browser.post(&self.server, &format!("{HOME}/text/do/{what}"), &fields).await
    }

    /// The chair does something, and it is done.
    async fn chair(&mut self, what: &str, fields: &[(&str, &str)]) {
        let page = self.ask(None, what, fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{what}: {}", page.text);
    }

    /// A head of delegation does something, and it is done.
    async fn head(&mut self, head: usize, what: &str, fields: &[(&str, &str)]) {
        let page = self.ask(Some(head), what, fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{what}: {}", page.text);
    }

    /// The adoption is opened, and everybody has received the text.
    async fn open(&mut self, fields: &[(&str, &str)]) {
        let fields: Vec<(&str, &str)> =
            [("until", "2021-06-03T16:00")].into_iter().chain(fields.iter().copied()).collect();
        self.chair("open", &fields).await;
        if self.round(0).await.contains("do/receive") {
            for head in 0..3 {
                self.head(head, "receive", &[]).await;
            }
        }
    }

    async fn round(&mut self, head: usize) -> String {
        self.heads[head].get(&self.server, &format!("{HOME}/text/round")).await.text
    }

    /// The act with which a head said something last.
    fn last_act(&self) -> String {
        let live = self.server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
        let view = live.view();
        let said = view.record.acts().iter().rev().find(|act| act.kind == "position_taken").expect("said");
        said.seq.to_string()
    }

    /// What is declared when everybody's time is over.
    async fn declared(&mut self) -> Decision {
        self.declared_at(END + 1).await
    }

    async fn declared_at(&mut self, millis: i64) -> Decision {
        self.server.at(millis);
        self.chair("declare", &[]).await;
        let live = self.server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
        let text = live.view().state.text.clone().expect("a text");
        text.adoption.and_then(|run| run.declared).expect("declared").body.outcome.decision
    }
}

const AGAINST: [(&str, &str); 2] = [("position", "object"), ("reason", "It is too wide.")];

#[tokio::test]
async fn the_party_concerned_is_heard_and_not_counted_where_the_rule_leaves_it_out_and_only_there() {
    let mut hall = Hall::under("osce_minus_one").await;
    let until = ("until", "2021-06-03T16:00");
    let bare = hall.ask(None, "open", &[until, ("concerned", "BIS")]).await;
    assert!(bare.text.contains("only for a violation that was found"), "{}", bare.text);
    let stranger = hall.ask(None, "open", &[until, ("concerned", "XX"), ("violation", "Found.")]).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stranger.text);
    hall.open(&[("concerned", "BIS"), ("violation", "The dam was closed, as the commission found.")]).await;
    hall.head(2, "say", &AGAINST).await;
    let page = hall.round(0).await;
    assert!(page.contains("the decision is about it: heard, not counted"), "{page}");
    assert_eq!(hall.declared().await, Decision::Adopted, "its objection stands in nobody's way");

    let mut of_all = Hall::under("osce").await;
    let refused = of_all.ask(None, "open", &[until, ("concerned", "BIS"), ("violation", "Found.")]).await;
    assert!(refused.text.contains("nobody can be left out"), "{}", refused.text);
    of_all.open(&[]).await;
    of_all.head(2, "say", &AGAINST).await;
    assert_eq!(of_all.declared().await, Decision::NotAdopted);
}

#[tokio::test]
async fn a_joint_objection_counts_for_whoever_confirms_it_and_stays_when_its_sender_gives_way() {
    let mut hall = Hall::under("sco16").await;
    hall.open(&[]).await;
    let letter: Vec<(&str, &str)> = AGAINST.into_iter().chain([("for", "ALM"), ("for", "BIS")]).collect();
    hall.head(0, "say", &letter).await;
    let act = hall.last_act();
    let page = hall.round(0).await;
    assert!(page.contains("objects, for several parties (Almaty, Bishkek)"), "{page}");
    assert!(!page.contains("do/confirm-letter"), "its sender has nothing to confirm");
    assert!(hall.round(1).await.contains("do/confirm-letter"));
    hall.head(1, "confirm-letter", &[("objection", &act)]).await;
    assert!(!hall.round(1).await.contains("do/confirm-letter"), "once is enough");
    hall.head(0, "say", &[("position", "accept")]).await;
    let wrong = hall.ask(Some(2), "confirm-letter", &[("objection", "none")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hall.declared().await, Decision::NotAdopted, "Almaty's own objection stands");
}

#[tokio::test]
async fn an_amendment_breaks_a_silence_and_is_offered_in_no_other_adoption() {
    let mut hall = Hall::under("osce").await;
    hall.open(&[]).await;
    assert!(hall.round(1).await.contains("value=\"amendment\""));
    let bare = hall.ask(Some(1), "say", &[("position", "amendment")]).await;
    assert!(bare.text.contains("what is to stand in the record"), "{}", bare.text);
    hall.head(1, "say", &[("position", "amendment"), ("reason", "Add lakes."), ("scope", "c1")]).await;
    let page = hall.round(0).await;
    assert!(page.contains("proposes an amendment") && page.contains("Add lakes."), "{page}");
    assert_eq!(hall.declared().await, Decision::NotAdopted);
}

#[tokio::test]
async fn opposition_is_sustained_where_it_is_maintained_after_an_answer_and_to_a_substantial_issue() {
    for (ruled, decision) in [("substantial", Decision::NotAdopted), ("not-substantial", Decision::Adopted)] {
        let mut hall = Hall::under("iso").await;
        hall.open(&[]).await;
        for head in [0, 2] {
            hall.head(head, "say", &[("position", "accept")]).await;
        }
        hall.head(1, "say", &AGAINST).await;
        let act = hall.last_act();
        assert!(!hall.round(1).await.contains("do/maintain"), "nothing is answered yet");
        hall.chair("answer", &[("objection", &act), ("why", "It names the rivers alone.")]).await;
        assert!(hall.round(1).await.contains("do/maintain"));
        hall.head(1, "maintain", &[("objection", &act)]).await;
        assert!(!hall.round(1).await.contains("do/maintain"), "once is enough");
        let page = hall.pen.get(&hall.server, &format!("{HOME}/text/round")).await;
        assert!(page.text.contains("do/not-substantial"), "{}", page.text);
        hall.chair(ruled, &[("objection", &act)]).await;
        assert_eq!(hall.declared().await, decision, "{ruled}");
    }
}

#[tokio::test]
async fn after_the_decision_a_party_explains_itself_beside_it_and_reserves_nothing_any_more() {
    let mut hall = Hall::under("sco16").await;
    hall.open(&[]).await;
    let early = hall.ask(Some(0), "say", &[("position", "explanation-after"), ("reason", "x")]).await;
    assert_eq!(early.status, StatusCode::SEE_OTHER, "nothing forbids to be early: {}", early.text);
    assert_eq!(hall.declared().await, Decision::Adopted);
    let page = hall.round(1).await;
    assert!(page.contains("explanation of position after the decision"), "{page}");
    assert!(!page.contains("value=\"reservation\"") && !page.contains("value=\"accept\""), "{page}");
    let words = [("position", "dissociation"), ("reason", "Our council must agree first."), ("scope", "c1")];
    hall.head(1, "say", &words).await;
    for position in ["reservation", "footnote", "explanation", "object", "accept"] {
        let late = hall.ask(Some(1), "say", &[("position", position), ("reason", "Too late.")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{position}");
        assert!(late.text.contains("the adoption is closed"), "{position}: {}", late.text);
    }
    // Without the program that sets papers nothing is published at the desk; the record takes it all the same.
    let live = hall.server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
    let now = Instant::from_millis(END + 2);
    live.act(now, |state| PenAct::Publish.deed(state, now)).await.expect("published");
    let published = Browser::default().get(&hall.server, &format!("{HOME}/text")).await;
    assert!(published.text.contains("Our council must agree first."), "{}", published.text);
    assert!(!published.text.contains("Too late."), "{}", published.text);
    let after = hall.ask(Some(1), "say", &[("position", "opinion"), ("reason", "Later.")]).await;
    assert!(after.text.contains("the adoption is closed"), "{}", after.text);
}

#[tokio::test]
async fn the_chair_gives_more_time_and_tells_of_a_break_after_which_nothing_is_taken_back() {
    let mut hall = Hall::under("sco16").await;
    hall.open(&[]).await;
    hall.head(1, "say", &[("position", "more-time"), ("reason", "The council meets at five.")]).await;
    let bare = hall.ask(None, "extend", &[("until", "2021-06-03T18:00")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed: {}", bare.text);
    hall.chair("extend", &[("until", "2021-06-03T18:00"), ("why", "The council of Almaty meets.")]).await;
    hall.server.at(END + 60_000);
    hall.head(1, "say", &[("position", "accept")]).await;
    let page = hall.round(0).await;
    assert!(page.contains("The council meets at five.") && !page.contains("too late"), "{page}");
    let early = hall.ask(None, "tell", &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is broken: {}", early.text);
    hall.head(2, "say", &AGAINST).await;
    hall.chair("tell", &[]).await;
    hall.head(2, "say", &[("position", "accept")]).await;
    let page = hall.round(0).await;
    assert!(page.contains("Without effect on the decision"), "{page}");
    assert_eq!(hall.declared_at(END + 2 * 3_600_000 + 1).await, Decision::NotAdopted);
}

#[tokio::test]
async fn silence_is_assent_of_those_alone_that_accepted_it_before_the_adoption_was_opened() {
    let mut hall = Hall::under("sco16").await;
    hall.head(0, "assent", &[]).await;
    assert!(hall.round(0).await.contains("do/dissent"));
    hall.open(&[]).await;
    hall.head(1, "assent", &[]).await;
    assert_eq!(hall.declared().await, Decision::Adopted);
    let live = hall.server.forums.get(&ForumKey::new("rivers-and-cities")).expect("convened");
    let text = live.view().state.text.clone().expect("a text");
    let outcome = text.adoption.and_then(|run| run.declared).expect("declared").body.outcome;
    let stands = |party: &str| outcome.stands[&terms::PartyKey::new(party)];
    use procedure::Stands::{NoObjectionReceived, TacitAssent};
    assert_eq!(
        [stands("TAS"), stands("ALM"), stands("BIS")],
        [TacitAssent, NoObjectionReceived, NoObjectionReceived]
    );
}

#[tokio::test]
async fn what_passed_in_silence_is_confirmed_at_a_meeting_where_the_rule_says_so() {
    let mut hall = Hall::under("silence").await;
    let short = hall.ask(None, "open", &[("until", "2021-06-03T16:00")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY, "72 hours at the least: {}", short.text);
    hall.open(&[("until", "2021-06-07T16:00")]).await;
    assert_eq!(hall.declared_at(END + 4 * 86_400_000 + 1).await, Decision::Adopted);
    let page = hall.pen.get(&hall.server, &format!("{HOME}/text/round")).await;
    assert!(page.text.contains("do/confirm\""), "{}", page.text);
    let bare = hall.ask(None, "confirm", &[]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "which meeting: {}", bare.text);
    hall.chair("confirm", &[("why", "The plenary of 8 June")]).await;
    let page = hall.pen.get(&hall.server, &format!("{HOME}/text/round")).await;
    assert!(
        page.text.contains("Confirmed at a meeting") && !page.text.contains("do/confirm\""),
        "{}",
        page.text
    );
}
