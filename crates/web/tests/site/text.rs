//! A text from what was found to its publication: two delegations, an observer, those who hold the pen.

use crate::server::{API, Browser, FORUM, NOW, Page, Server, agree};
use axum::http::StatusCode;
use forum::acts::{CredentialsRuled, FindingsPublished, Ruling};
use forum::live::entering::{self, DeskRole, Grant};
use forum::live::{Deed, secret};
use record::Actor;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::Batch;
use terms::{Instant, PartyKey, StatementKey};
use web::Setter;

pub(crate) const TEXT: &str = "/friendship-2021/en/text";

/// Somebody of the desk.
pub(crate) async fn pen(server: &Server) -> Browser {
    let grant = Grant::Desk { person: secret::id(), role: DeskRole::Organiser };
    enters(server, &grant).await
}

pub(crate) async fn enters(server: &Server, grant: &Grant) -> Browser {
    let (secret, ticket) = entering::ticket("x", grant, 1, None);
    server.live.store().commit(Batch::new(server.live.key()).with(ticket)).await.expect("a ticket");
    let mut browser = Browser::default();
    let form = [("code", secret.text()), ("confirmed", "true".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let entered = browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    browser
}

/// A delegate of a party whose credentials are accepted.
pub(crate) async fn delegate(server: &Server, party: &str, role: &str) -> Browser {
    let (now, party) = (Instant::from_millis(NOW), PartyKey::new(party));
    let secretariat = || Actor::role("secretariat");
    let list = format!("N. N. of {party};{role}");
    let links =
        server.live.name_delegates(secretariat(), &list, Some(&party), None, now).await.expect("named");
    let ruled = CredentialsRuled { party, ruling: Ruling::Accepted, note: String::new() };
    server.live.act(now, |_| Ok(Deed::one(secretariat(), ruled.clone()))).await.expect("ruled");
    let mut browser = Browser::default();
    let code = links[0].secret.text();
    let form = [("code", code.as_str()), ("confirmed", "true")];
    let entered = browser.post(server, &format!("{FORUM}/en/enter"), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    browser
}

/// Sixty people of every counted party agree with the first two statements, and the findings are published.
pub(crate) async fn found(server: &Server) -> FindingsPublished {
    let (live, now) = (&server.live, Instant::from_millis(NOW));
    let statements: Vec<StatementKey> =
        live.view().state.statements.iter().take(2).map(|made| made.body.statement.clone()).collect();
    let parties: Vec<PartyKey> = live.view().state.counted().iter().map(|party| party.key.clone()).collect();
    for party in &parties {
        agree(live, party.as_str(), 60, &statements).await;
    }
    live.publish(Actor::role("secretariat"), now).await.expect("published");
    live.view().state.findings.clone().expect("findings").published.body
}

/// A form about the text.
pub(crate) async fn does(
    browser: &mut Browser,
    server: &Server,
    what: &str,
    fields: &[(&str, &str)],
) -> Page {
    browser.post(server, &format!("{TEXT}/do/{what}"), fields).await
}

pub(crate) async fn done(browser: &mut Browser, server: &Server, what: &str, fields: &[(&str, &str)]) {
    let page = does(browser, server, what, fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{what}: {}", page.text);
}

/// The clause as a form must name it.
pub(crate) fn seen(server: &Server, id: &str) -> [(&'static str, String); 3] {
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let digest = text.reference(&text::ClauseId::new(id)).expect("the clause").digest;
    [("page", "clause".to_owned()), ("clause", id.to_owned()), ("digest", digest.to_string())]
}

pub(crate) fn fields<'a>(
    seen: &'a [(&'static str, String)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let known = seen.iter().map(|(name, value)| (*name, value.as_str()));
    known.chain(more.iter().copied()).collect()
}

pub(crate) async fn begun(server: &Server, pen: &mut Browser) {
    found(server).await;
    let page = pen.get(server, "/friendship-2021/en/desk/text").await;
    assert_eq!(page.text.matches("type=\"checkbox\"").count(), 2, "both statements may stand in a text");
    let view = server.live.view();
    let keys: Vec<String> =
        view.state.statements.iter().take(2).map(|made| made.body.statement.to_string()).collect();
    let form = [
        ("kind", "initiative"),
        ("title-en", "A test initiative"),
        ("audience", "delegations"),
        ("statement", keys[0].as_str()),
        ("statement", keys[1].as_str()),
    ];
    let page = pen.post(server, "/friendship-2021/en/desk/text", &form).await;
    assert_eq!(page.location(), format!("{TEXT}?done=begun"), "{}", page.text);
}

#[tokio::test]
async fn a_text_goes_from_findings_through_amendments_and_an_adoption_to_its_publication() {
    let server = Server::in_earnest(Arc::new(Press::default())).await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    drafts_are_withheld(&server, &mut pen).await;

    let (mut one, mut two) = (delegate(&server, "KZ", "head").await, delegate(&server, "KG", "head").await);
    let mut observer = delegate(&server, "MN", "head").await;
    let clause = seen(&server, "c1");
    let early = does(&mut one, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    assert!(early.text.contains("not circulated yet"), "{}", early.text);
    done(&mut pen, &server, "circulate", &[]).await;

    let page = one.get(&server, TEXT).await;
    assert!(page.text.contains("From <bdi>") || page.text.contains("From 1 finding"), "{}", page.text);
    done(&mut one, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    let bare = does(&mut two, &server, "stand", &fields(&clause, &[("position", "object")])).await;
    assert!(bare.text.contains("An objection needs a reason"), "{}", bare.text);
    done(&mut two, &server, "stand", &fields(&clause, &[("position", "object"), ("reason", "Too wide")]))
        .await;
    let against = does(&mut pen, &server, "agree", &fields(&clause, &[])).await;
    assert!(against.text.contains("objects to clause"), "{}", against.text);

    let view = server.live.view();
    let words = view.state.text.as_ref().expect("a text").draft.latest().clauses()[0].text.clone();
    let verb =
        view.state.text.as_ref().and_then(|t| t.draft.latest().clauses()[0].verb.clone()).expect("a verb");
    let (english, _) = (words.get(&terms::Lang::new("en")).expect("English"), ());
    let narrower = format!("{english} This holds where parties wish it.");
    let change = [("verb", verb.id.as_str()), ("words-en", narrower.as_str()), ("why", "Narrower")];
    let refused = does(&mut observer, &server, "replace", &fields(&clause, &change)).await;
    assert!(refused.text.contains("gives no right to this"), "{}", refused.text);
    done(&mut two, &server, "replace", &fields(&clause, &change)).await;
    done(&mut one, &server, "support", &[("amendment", "a1")]).await;
    let open = does(&mut pen, &server, "freeze", &[]).await;
    assert!(open.text.contains("Amendment a1 is open"), "{}", open.text);
    done(&mut pen, &server, "take", &[("amendment", "a1")]).await;
    old_translations_are_marked(&server, &mut pen).await;

    let stale = does(&mut one, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    assert!(stale.text.contains("put in other words since"), "{}", stale.text);
    let page = one.get(&server, TEXT).await;
    assert!(page.text.contains("Say anew where you stand"), "{}", page.text);
    let clause = seen(&server, "c1");
    done(&mut one, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    done(&mut two, &server, "stand", &fields(&clause, &[("position", "can_live_with")])).await;
    done(&mut pen, &server, "agree", &fields(&clause, &[])).await;
    done(&mut two, &server, "sponsor", &[]).await;
    let behind = does(&mut pen, &server, "freeze", &[]).await;
    assert!(behind.text.contains("after it was translated: fa, ru, zh-Hans"), "{}", behind.text);
    for lang in ["fa", "ru", "zh-Hans"] {
        done(&mut pen, &server, "hold", &fields(&clause, &[("lang", lang)])).await;
    }
    done(&mut pen, &server, "freeze", &[]).await;
    adopted(&server, (&mut pen, &mut one, &mut two, &mut observer)).await;
    joined(&server, (&mut pen, &mut one, &mut two)).await;
    again(&server, (&mut pen, &mut one)).await;
}

/// A clause of what was published is carried out by those that join, when they join.
async fn joined(server: &Server, (pen, one, two): (&mut Browser, &mut Browser, &mut Browser)) {
    let unknown = does(one, server, "join-project", &[("project", "p1")]).await;
    assert!(unknown.text.contains("There is no such project"), "{}", unknown.text);
    let forbidden = does(one, server, "project", &[("clause", "c1")]).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN, "the desk opens it");
    done(pen, server, "project", &[("clause", "c1")]).await;
    let twice = does(pen, server, "project", &[("clause", "c1")]).await;
    assert!(twice.text.contains("is a project already"), "{}", twice.text);
    let page = Browser::default().get(server, TEXT).await;
    assert!(page.text.contains("Nobody has joined yet") && !page.text.contains("do/join-project"));

    joins(server, (one, two)).await;
    let text = Browser::default().get(server, &format!("{API}/text")).await.value();
    let project = &text["projects"][0];
    assert_eq!((&project["clause"], &project["now"]["KG"]), (&json!("c1"), &json!("in")));
    assert_eq!((&project["now"]["KZ"], &project["now"]["MN"]), (&json!("out"), &json!("out")));
    let steps = project["steps"].as_array().expect("steps").iter();
    let steps: Vec<_> = steps.map(|step| &step["taking"]).collect();
    assert_eq!(steps, ["in", "later", "in", "out"], "every step stays to be seen");
    let act = project["steps"][2]["act"].as_u64().expect("an act");
    let view = server.live.view();
    let act = &view.record.acts()[usize::try_from(act).expect("few")];
    assert_eq!((act.kind.as_str(), act.signatures.len()), ("participation_stated", 1));
}

/// One joins and leaves, the other announces to join and does, when all was long decided.
async fn joins(server: &Server, (one, two): (&mut Browser, &mut Browser)) {
    done(one, server, "join-project", &[("project", "p1")]).await;
    let again = does(one, server, "join-project", &[("project", "p1")]).await;
    assert!(again.text.contains("has said so already"), "{}", again.text);
    done(two, server, "later-project", &[("project", "p1")]).await;
    let mut adviser = delegate(server, "UZ", "adviser").await;
    let powerless = does(&mut adviser, server, "join-project", &[("project", "p1")]).await;
    assert_eq!(
        powerless.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "an adviser does not sign: {}",
        powerless.text
    );
    server.at(END + 60_000);
    done(two, server, "join-project", &[("project", "p1")]).await;
    done(one, server, "leave-project", &[("project", "p1")]).await;
    let page = Browser::default().get(server, TEXT).await;
    assert!(
        page.text.contains("1 party takes part") && page.text.contains("since 3 June 2021"),
        "{}",
        page.text
    );
}

async fn drafts_are_withheld(server: &Server, pen: &mut Browser) {
    let mut stranger = Browser::default();
    assert_eq!(stranger.get(server, TEXT).await.status, StatusCode::FORBIDDEN, "drafts are for delegations");
    let lines = stranger.get(server, &format!("{FORUM}/record.jsonl")).await;
    assert!(
        lines.text.contains("clause_drafted") && !lines.text.contains("believes the following"),
        "withheld"
    );
    let record = stranger.get(server, &format!("{FORUM}/en/record")).await;
    assert!(record.text.contains("withheld while the text is with the delegations"), "{}", record.text);
    let whole = pen.get(server, &format!("{FORUM}/record.jsonl")).await;
    assert!(whole.text.contains("believes the following"), "those who hold the pen have the whole");
}

async fn old_translations_are_marked(server: &Server, pen: &mut Browser) {
    let page = pen.get(server, TEXT).await;
    assert!(page.text.contains("Older than the wording it translates: "), "{}", page.text);
}

/// The next text finds the language that was agreed in the one before.
async fn again(server: &Server, (pen, one): (&mut Browser, &mut Browser)) {
    let note = [("clause", "c1"), ("seen", "0"), ("note", "Of the first text")];
    one.post(server, &format!("{TEXT}/note"), &note).await;
    let page = one.get(server, &format!("{TEXT}/clause/c1")).await;
    assert!(page.text.contains("Of the first text"), "{}", page.text);
    let view = server.live.view();
    let statement = view.state.statements[0].body.statement.to_string();
    let before = view.state.text.as_ref().expect("a text").draft.symbol().to_string();
    let form = [("kind", "plan"), ("title-en", "A second text"), ("statement", statement.as_str())];
    let page = pen.post(server, "/friendship-2021/en/desk/text", &form).await;
    assert_eq!(page.location(), format!("{TEXT}?done=begun"), "{}", page.text);
    let page = one.get(server, &format!("{TEXT}/clause/c1")).await;
    assert!(!page.text.contains("Of the first text"), "a note stays with its text: {}", page.text);
    let page = pen.get(server, &format!("{TEXT}/clause/c1")).await;
    assert!(page.text.contains("Agreed language in earlier texts"), "{}", page.text);
    assert!(page.text.contains(&format!("{before}, § 1")), "{}", page.text);
}

async fn adopted(
    server: &Server,
    (pen, one, two, observer): (&mut Browser, &mut Browser, &mut Browser, &mut Browser),
) {
    let early = does(one, server, "say", &[("page", "round"), ("position", "accept")]).await;
    assert!(early.text.contains("no adoption is open"), "{}", early.text);
    let past = does(pen, server, "open", &[("page", "round"), ("until", "2021-06-02T10:00")]).await;
    assert!(past.text.contains("That moment is past"), "{}", past.text);
    done(pen, server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    let page = one.get(server, &format!("{TEXT}/round")).await;
    assert!(page.text.contains("Not served with the text yet: ") && page.text.contains("not served yet"));
    done(one, server, "receive", &[("page", "round")]).await;
    done(two, server, "receive", &[("page", "round")]).await;
    let again = does(two, server, "receive", &[("page", "round")]).await;
    assert!(again.text.contains("was served at"), "{}", again.text);
    heard(server, (pen, one, two, observer)).await;
    last_minutes(server, (pen, one, two)).await;
}

async fn heard(
    server: &Server,
    (pen, one, two, observer): (&mut Browser, &mut Browser, &mut Browser, &mut Browser),
) {
    let members = ["CN", "IN", "PK", "RU", "TJ", "UZ"];
    for party in members {
        let how = [("page", "round"), ("party", party), ("why", "read out at the meeting")];
        done(pen, server, "serve", &how).await;
    }
    done(one, server, "say", &[("page", "round"), ("position", "accept")]).await;
    let reserved =
        [("page", "round"), ("position", "reservation"), ("scope", "c1"), ("reason", "As we read it.")];
    done(two, server, "say", &reserved).await;
    let against = [("page", "round"), ("position", "object"), ("reason", "We were not asked.")];
    done(observer, server, "say", &against).await;
    let early = does(pen, server, "declare", &[("page", "round")]).await;
    assert!(early.text.contains("Nothing is decided yet"), "{}", early.text);
    let page = pen.get(server, &format!("{TEXT}/round")).await;
    assert!(page.text.contains("its standing does not decide"), "{}", page.text);
    assert!(page.text.contains("As we read it."), "{}", page.text);
}

/// 3 June 2021, 16:00 in Wuhan: the end of the adoption.
const END: i64 = 1_622_707_200_000;

async fn last_minutes(server: &Server, (pen, one, two): (&mut Browser, &mut Browser, &mut Browser)) {
    server.at(END - 1_000);
    let against =
        [("page", "round"), ("position", "object"), ("reason", "A last doubt."), ("remedy", "One word")];
    done(one, server, "say", &against).await;
    let page = pen.get(server, &format!("{TEXT}/round")).await;
    assert!(page.text.contains("A last doubt."), "{}", page.text);
    server.at(END);
    done(one, server, "say", &[("page", "round"), ("position", "accept")]).await;
    server.at(END + 1);
    let late = [("page", "round"), ("position", "object"), ("reason", "Too late.")];
    done(two, server, "say", &late).await;
    let page = two.get(server, &format!("{TEXT}/round")).await;
    assert!(page.text.contains("too late"), "{}", page.text);
    done(pen, server, "declare", &[("page", "round")]).await;
    let outcome =
        &server.live.view().state.text.as_ref().and_then(|t| t.adoption.clone()).expect("an adoption");
    let closed = outcome.round.as_ref().map(|round| round.state(Instant::from_millis(END + 1)));
    assert_eq!(closed, Some(procedure::RoundState::Closed), "a round is closed with its outcome");
    let outcome = &outcome.declared.as_ref().expect("declared").body.outcome;
    assert_eq!(outcome.decision, procedure::Decision::Adopted);
    assert_eq!(outcome.late.len(), 1, "the late objection is listed");
    let page = Browser::default().get(server, TEXT).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "adopted is not yet published");
    published(server, (pen, one)).await;
    let page = Browser::default().get(server, TEXT).await;
    assert!(page.text.contains("Adopted and published"), "{}", page.text);
    assert!(page.text.contains("This holds where parties wish it."), "{}", page.text);
    let round = Browser::default().get(server, &format!("{TEXT}/round")).await;
    assert!(
        round.text.contains("no objection was received") && !round.text.contains("by consensus"),
        "{}",
        round.text
    );
}

/// A program that sets papers once it has its fonts, the second time it is asked.
#[derive(Debug, Default)]
pub(crate) struct Press(AtomicBool);

impl Setter for Press {
    fn set(&self, batch: &papers::Batch) -> Result<papers::published::Files, String> {
        if !self.0.swap(true, Ordering::Relaxed) {
            return Err("no font for fa".to_owned());
        }
        let pdf = |named: &papers::batch::NamedSheet| (format!("{}.pdf", named.name), b"%PDF-1.7".to_vec());
        Ok(batch.sheets.iter().map(pdf).collect())
    }
}

async fn published(server: &Server, (pen, one): (&mut Browser, &mut Browser)) {
    let mut stranger = Browser::default();
    let early = stranger.get(server, &format!("{TEXT}/file/text.en.pdf")).await;
    assert!(early.status == StatusCode::NOT_FOUND && early.text.contains("not published yet"));
    let acts = server.live.view().acts();
    let refused = does(pen, server, "publish", &[]).await;
    assert!(refused.text.contains("no font for fa"), "all papers or none: {}", refused.text);
    assert_eq!(server.live.view().acts(), acts, "nothing was published");
    let said = server
        .live
        .view()
        .record
        .acts()
        .iter()
        .rev()
        .find(|act| act.kind == "clause_position_taken")
        .cloned();
    let receipt = format!("{FORUM}/en/receipt/{}.json", said.expect("a position").seq);
    assert_eq!(
        stranger.get(server, &receipt).await.status,
        StatusCode::NOT_FOUND,
        "what it says is withheld"
    );
    let receipt = one.get(server, &receipt).await;
    assert_eq!(receipt.status, StatusCode::OK, "a delegate keeps a receipt: {}", receipt.text);
    done(pen, server, "publish", &[]).await;
    handed_out(server, &receipt.bytes).await;
}

/// Everybody takes the papers and the bundle away, and verifies it without us.
async fn handed_out(server: &Server, receipt: &[u8]) {
    let mut anybody = Browser::default();
    let page = anybody.get(server, TEXT).await;
    let files = [("text.en.pdf", "%PDF"), ("text.zh-Hans.docx", "PK"), ("text.en.akn.xml", "<?xml")];
    for (name, begins) in
        files.into_iter().chain([("adoption-record.en.html", "<!doctype"), ("communique.fa.txt", "")])
    {
        let href = format!("{TEXT}/file/{name}");
        // The clause that was changed in English alone stands in no other language any more.
        let file = anybody.get(server, &href).await;
        assert_eq!(file.status, StatusCode::OK, "{name}: {}", file.text);
        assert!(file.bytes.starts_with(begins.as_bytes()), "{name}: {}", file.text);
        assert!(
            file.headers["content-disposition"].to_str().is_ok_and(|value| value.starts_with("attachment"))
        );
        assert!(!name.contains(".en.") || page.text.contains(&href), "{name} is offered");
    }
    let missing = anybody.get(server, &format!("{TEXT}/file/..%2f..%2fkey")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let bundle = anybody.get(server, &format!("{TEXT}/bundle.zip")).await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bundle.bytes)).expect("an archive");
    let mut files = bundle::Files::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let name = file.name().expect("a name").strip_prefix("bundle/").expect("in its folder").to_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("its bytes");
        files.insert(name, bytes);
    }
    let report = bundle::verify(&files, &[], 1).expect("a bundle");
    assert_eq!(report.fault(), None);
    let line = bundle::receipt_in(&files, receipt).expect("a receipt");
    assert_eq!(line.verdict, bundle::Verdict::Holds, "{}", line.says);
}

#[tokio::test]
async fn nobody_but_those_who_may_touch_a_text() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let clause = seen(&server, "c1");
    let mut expert = delegate(&server, "KZ", "expert").await;
    let change = [("position", "object"), ("reason", "No")];
    let refused = does(&mut expert, &server, "stand", &fields(&clause, &change)).await;
    assert!(refused.text.contains("did not give you this power"), "{}", refused.text);
    for what in ["circulate", "take", "freeze", "open", "declare", "publish", "serve", "add"] {
        let page = does(&mut expert, &server, what, &[("page", "text")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{what}");
    }
    for what in ["stand", "replace", "say", "receive", "sponsor"] {
        let page = does(&mut Browser::default(), &server, what, &[("page", "text")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{what}");
    }
    let page = does(&mut pen, &server, "nothing", &[]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let acts = server.live.view().acts();
    let away =
        does(&mut pen, &server, "drop", &[("page", "http://elsewhere.example"), ("clause", "../x")]).await;
    assert_eq!(away.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.live.view().acts(), acts, "nothing was done");
}

#[tokio::test]
async fn a_program_does_with_a_text_what_the_pages_do() {
    let server = Server::start().await;
    let (statement, now) = (found(&server).await, Instant::from_millis(NOW));
    assert!(!statement.summary.is_empty());
    let grant = Grant::Desk { person: secret::id(), role: DeskRole::Organiser };
    let mut pen = server.program(&grant).await;
    let act = |fields: serde_json::Value, what: &str| {
        json!({"act": "text", "what": what, "fields": fields}).to_string()
    };
    let keys: Vec<String> = server
        .live
        .view()
        .state
        .statements
        .iter()
        .take(2)
        .map(|made| made.body.statement.to_string())
        .collect();
    let begin = json!({"kind": "declaration", "title-en": "T", "statement": keys.join("\n")});
    for (fields, what) in [(begin, "begin"), (json!({}), "circulate")] {
        let page = pen.json(&server, &format!("{API}/desk/acts"), &act(fields, what)).await;
        assert_eq!(page.status, StatusCode::OK, "{what}: {}", page.text);
    }
    let stranger = Browser::default().get(&server, &format!("{API}/text")).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let text = pen.get(&server, &format!("{API}/text")).await.value();
    assert_eq!((&text["stage"], text["clauses"].as_array().map(Vec::len)), (&json!("open"), Some(2)));

    let party = PartyKey::new("KZ");
    let secretariat = || Actor::role("secretariat");
    let links = server
        .live
        .name_delegates(secretariat(), "N. N.;head", Some(&party), None, now)
        .await
        .expect("named");
    let ruled = CredentialsRuled { party, ruling: Ruling::Accepted, note: String::new() };
    server.live.act(now, |_| Ok(Deed::one(secretariat(), ruled.clone()))).await.expect("ruled");
    let mut delegate = server.exchanged(&links[0].secret.text(), "").await;
    let clause = &text["clauses"][0];
    let stand = |digest: &serde_json::Value| {
        let fields =
            json!({"clause": clause["clause"], "digest": digest, "position": "object", "reason": "No"});
        json!({"text": {"what": "stand", "fields": fields}}).to_string()
    };
    let wrong = delegate
        .json(&server, &format!("{API}/delegation/acts"), &stand(&text["clauses"][1]["digest"]))
        .await;
    assert_eq!(wrong.value()["error"], json!("refused-clause-changed"), "{}", wrong.text);
    let done = delegate.json(&server, &format!("{API}/delegation/acts"), &stand(&clause["digest"])).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let text = delegate.get(&server, &format!("{API}/text")).await.value();
    assert_eq!(text["clauses"][0]["positions"]["KZ"]["position"], json!("object"));
}
