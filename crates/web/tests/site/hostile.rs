//! What does harm where it is shown, written into every field that is kept, and every page read back.

use crate::reach::{MARK, filled, routes};
use crate::server::{Browser, FORUM, NOW, Page, Server, agree};
use crate::text::{TEXT, delegate, done, enters, fields, pen, seen};
use axum::http::{Method, StatusCode, header};
use forum::acts::{CredentialsRuled, Ruling};
use forum::live::Deed;
use forum::live::entering::{DeskRole, Grant};
use record::Actor;
use std::collections::BTreeSet;
use terms::{Instant, PartyKey, StatementKey, Tier};

/// Ends what it stands in, as an attribute and as an element, and runs something in either place.
const HARM: &str = "Z\" autofocus onfocus=alert(1) x=\"'><script>alert(1)</script>";
/// What is left of it where it was not made harmless: an element, or an attribute that ended too soon.
const LEFT: [&str; 2] = [MARK, "Z\" autofocus"];
/// What is left of it where it was, as the templates and as the writers of papers escape.
const HARMLESS: [&str; 2] = ["script&#62;alert(1)", "script&gt;alert(1)"];

/// Sends a form, which must be taken.
async fn takes(browser: &mut Browser, server: &Server, path: &str, form: &[(&str, &str)]) -> Page {
    let page = browser.post(server, path, form).await;
    let why = page.text.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("</p>").next());
    assert!(page.status.is_success() || page.status.is_redirection(), "{path}: {why:?}");
    page
}

/// A form with a file whose name does harm, too.
async fn files(browser: &mut Browser, server: &Server, fields: &[(&str, &str)], bytes: &[u8]) -> Page {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let name = HARM.replace('"', "\\\"");
    let head = format!("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.bytes());
    body.extend(bytes);
    body.extend(b"\r\n--B--\r\n");
    let path = format!("{FORUM}/en/desk/paper");
    browser.bytes(server, Method::POST, &path, "multipart/form-data; boundary=B", body).await
}

/// Lists, names, dates, papers: everything that the desk keeps.
async fn at_the_desk(server: &Server, desk: &mut Browser) {
    let to = |page: &str| format!("{FORUM}/en/desk/{page}");
    let row = |begins: &str, ends: &str| format!("{begins}\t{HARM}{ends}");
    for (page, list) in [
        ("parties", format!("{}\t{HARM}", row("XX", "\tmember\t1000"))),
        ("organisations", row("ORG9", &format!("\t{HARM}\tUZ"))),
        ("topics", HARM.to_owned()),
        ("delegates", format!("{}\n{}", row("RU", "\thead\ta@b.example"), row("KZ", "\texpert"))),
    ] {
        takes(desk, server, &to(page), &[("text", &list)]).await;
    }
    let health = ("topic", "health");
    takes(desk, server, &to("statements"), &[health, ("text", HARM)]).await;
    let asked = format!("{HARM}\n{HARM} again");
    let guided = [health, ("chair", "CN"), ("rapporteur", "UZ"), ("text", asked.as_str())];
    takes(desk, server, &to("guide"), &guided).await;
    takes(desk, server, &to("co-organiser"), &[("key", "HUB"), ("name", HARM)]).await;
    let named = [("party/XX", HARM), ("co-organiser/HUB", HARM)];
    takes(desk, server, &format!("{FORUM}/fa/desk/names"), &named).await;
    takes(desk, server, &to("plan"), &[("name", HARM), ("days", "40")]).await;
    takes(desk, server, &to("people"), &[("name", HARM), ("role", "moderator")]).await;
    let renamed = [("party", "KG"), ("text", HARM), ("since", "2021-06-01")];
    takes(desk, server, &to("rename"), &renamed).await;
    for party in ["RU", "TJ", "KZ"] {
        let asked = [("party", party), ("answer_by", "2021-07-01"), ("post", "true")];
        takes(desk, server, &to("invite"), &asked).await;
    }
    takes(desk, server, &to("reply"), &[("party", "TJ"), ("reply", "accepts"), ("note", HARM)]).await;
    takes(desk, server, &to("credentials"), &[("party", "TJ"), ("ruling", "contested"), ("note", HARM)])
        .await;
    takes(desk, server, &to("statement"), &[("statement", "cp3"), ("hide", "true"), ("reason", HARM)]).await;
    let paper = [health, ("title", HARM), ("author", HARM), ("capacity", "expert"), ("link", "")];
    let filed = files(desk, server, &paper, b"%PDF-1.7 of ours").await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text);
    let link = format!("https://example.org/{HARM}");
    let linked = [paper[0], paper[1], paper[2], paper[3], ("link", link.as_str())];
    let refused = files(desk, server, &linked, b"").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "this is no address: {}", refused.text);
}

/// The last thing that waits for a moderator.
async fn waiting(server: &Server, desk: &mut Browser) -> String {
    let queue = desk.get(server, &format!("{FORUM}/en/moderate")).await;
    let id = queue.text.split("id=\"q-").last().and_then(|rest| rest.split('"').next());
    id.expect("something waits").to_owned()
}

/// Statements, replies, sources, reasons, a translation: everything that people and moderators write.
async fn in_discussion(server: &Server, desk: &mut Browser, author: &mut Browser) {
    let (topic, moderate) = (format!("{FORUM}/en/topic/health"), format!("{FORUM}/en/moderate"));
    for (text, page) in [(format!("{HARM} of mine"), "let-in"), (format!("{HARM} not let in"), "refuse")] {
        takes(author, server, &topic, &[("text", &text), ("lang", "en"), ("sure", "true")]).await;
        let id = waiting(server, desk).await;
        takes(desk, server, &format!("{moderate}/{page}"), &[("id", &id), ("reason", HARM)]).await;
    }
    let reply = format!("{FORUM}/en/statement/cp1/reply");
    let source = "https://example.org/?x='onfocus=alert(1)";
    takes(author, server, &reply, &[("stance", "for"), ("text", HARM), ("sources", source)]).await;
    let id = waiting(server, desk).await;
    takes(desk, server, &format!("{moderate}/let-in"), &[("id", &id)]).await;
    let bad =
        [("stance", "for"), ("text", HARM), ("sources", "https://example.org/\"><script>alert(1)</script>")];
    let page = author.post(server, &reply, &bad).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "this is no address: {}", page.text);
    holds(&page, &reply);
    let made = server.live.view().state.statements.last().map(|made| made.body.statement.to_string());
    let made = made.expect("it was let in");
    let form = [("statement", made.as_str()), ("lang", "fa"), ("text", HARM)];
    takes(desk, server, &format!("{moderate}/translate"), &form).await;
    for text in [format!("{HARM} waits"), format!("{HARM} waits too")] {
        takes(author, server, &topic, &[("text", &text), ("lang", "en"), ("sure", "true")]).await;
    }
}

/// A delegate of a party that has a name of its own already.
async fn head(server: &Server, party: &str, role: &str) -> Browser {
    let browser = delegate(server, party, role).await;
    let ruled =
        CredentialsRuled { party: PartyKey::new(party), ruling: Ruling::Accepted, note: HARM.to_owned() };
    let now = Instant::from_millis(NOW);
    let deed = |_: &forum::fold::State| Ok(Deed::one(Actor::role("secretariat"), ruled.clone()));
    server.live.act(now, deed).await.expect("ruled");
    browser
}

/// What was found, what a co-organiser says of the programme, and the report of a topic.
async fn in_the_report(server: &Server, pen: &mut Browser) {
    agree(&server.live, "UZ", 10, &[StatementKey::new("cp1")]).await;
    takes(pen, server, &format!("{FORUM}/en/desk/publish"), &[]).await;
    let required = [("matter", "programme"), ("needed", "1")];
    takes(pen, server, &format!("{FORUM}/en/desk/require"), &required).await;
    let co_organiser =
        Grant::Desk { person: "h".to_owned(), role: DeskRole::CoOrganiser(PartyKey::new("HUB")) };
    let mut co_organiser = enters(server, &co_organiser).await;
    takes(pen, server, &format!("{FORUM}/en/desk/ask-approval"), &[]).await;
    let digest = co_organiser.get(server, &format!("{FORUM}/en/approvals")).await.field("digest");
    let withheld = [("matter", "programme"), ("digest", digest.as_str()), ("reason", HARM)];
    takes(&mut co_organiser, server, &format!("{FORUM}/en/approvals/withhold"), &withheld).await;

    takes(pen, server, &format!("{FORUM}/en/desk/topic"), &[("topic", "health"), ("open", "false")]).await;
    let report = format!("{FORUM}/en/topic/health/report");
    takes(pen, server, &report, &[("opening", HARM), ("conclusion", HARM)]).await;
}

/// A text, from its title to what is said of it while the delegations have it.
async fn in_the_text(server: &Server, pen: &mut Browser, one: &mut Browser) {
    in_the_report(server, pen).await;
    let begin = [("kind", "plan"), ("title-en", HARM), ("audience", "public"), ("conclusion", "health")];
    takes(pen, server, &format!("{FORUM}/en/desk/text"), &begin).await;
    let words = |text: &'static str| [("part", "operative"), ("verb", "supports"), ("words-en", text)];
    for text in ["supports one", "supports two"] {
        let harm = format!("{text} {HARM}");
        let [part, verb, _] = words("");
        done(pen, server, "add", &[part, verb, ("words-en", &harm)]).await;
    }
    let revised = format!("supports three {HARM}");
    let change = [("verb", "supports"), ("words-en", revised.as_str()), ("why", HARM)];
    done(pen, server, "revise", &fields(&seen(server, "c2"), &change)).await;
    done(pen, server, "alternative", &fields(&seen(server, "c3"), &change)).await;
    done(pen, server, "choose", &fields(&seen(server, "c3"), &[("why", HARM)])).await;
    done(pen, server, "circulate", &[]).await;
    let other = format!("supports four {HARM}");
    let change = [("verb", "supports"), ("words-en", other.as_str()), ("why", HARM)];
    done(one, server, "replace", &fields(&seen(server, "c2"), &change)).await;
    done(pen, server, "decline", &[("amendment", "a1"), ("why", HARM)]).await;
    done(one, server, "insert", &[words("")[0], ("verb", "supports"), ("words-en", &other), ("why", HARM)])
        .await;
    let against = [("position", "object"), ("reason", HARM), ("remedy", HARM)];
    done(one, server, "stand", &fields(&seen(server, "c2"), &against)).await;
    let note = [("clause", "c2"), ("seen", "0"), ("note", HARM)];
    takes(one, server, &format!("{TEXT}/note"), &note).await;
    let reply = [("reply", "accepts"), ("note", HARM)];
    takes(one, server, &format!("{FORUM}/en/delegation/reply"), &reply).await;
}

/// Decided as it stands, with all that is said on the way.
async fn in_the_adoption(server: &Server, pen: &mut Browser, one: &mut Browser) {
    done(pen, server, "decline", &[("amendment", "a2"), ("why", HARM)]).await;
    let ids: Vec<String> = {
        let view = server.live.view();
        let text = view.state.text.as_ref().expect("a text");
        text.draft.latest().clauses().iter().map(|clause| clause.id.to_string()).collect()
    };
    for id in ids {
        done(one, server, "stand", &fields(&seen(server, &id), &[("position", "accept")])).await;
        done(pen, server, "agree", &fields(&seen(server, &id), &[])).await;
    }
    done(pen, server, "freeze", &[("authentic", "en")]).await;
    done(pen, server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    done(pen, server, "serve", &[("page", "round"), ("party", "CN"), ("why", HARM)]).await;
    for position in ["reservation", "explanation", "interpretative"] {
        done(one, server, "say", &[("page", "round"), ("position", position), ("reason", HARM)]).await;
    }
    let against = [("page", "round"), ("position", "object"), ("reason", HARM), ("remedy", HARM)];
    done(one, server, "say", &against).await;
}

/// What must hold of an answer, whatever was written: nothing in it runs. Says whether the harm is shown there.
fn holds(page: &Page, path: &str) -> bool {
    let kind = page.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    assert!(!page.status.is_server_error(), "{path}: {}", page.text);
    if ["html", "xml"].iter().any(|page| kind.contains(page)) {
        for left in LEFT {
            let around = page.text.find(left).map(|at| page.text[at.saturating_sub(200)..].chars().take(300));
            assert!(around.is_none(), "{path}: {}", around.into_iter().flatten().collect::<String>());
        }
    } else if page.text.contains(MARK) {
        let data = ["json", "text/plain", "text/csv", "jsonl", "octet-stream", "ndjson"];
        assert!(data.iter().any(|data| kind.contains(data)), "{path} is {kind}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff", "{path}");
    }
    HARMLESS.iter().any(|harmless| page.text.contains(harmless))
}

/// Reads every page there is in two languages, and says which routes showed the harm.
async fn read_back(server: &Server, readers: &mut [&mut Browser]) -> BTreeSet<String> {
    let every = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let view = server.live.view();
    let last = |keys: Vec<String>| keys.into_iter().rev().take(3).collect::<Vec<_>>();
    let topics = last(view.state.topics.iter().map(|topic| topic.body.topic.to_string()).collect());
    let made = last(view.state.statements.iter().map(|made| made.body.statement.to_string()).collect());
    let paper = view.state.discussion.papers.iter().map(|paper| paper.body.paper.to_string());
    let acts = (0..view.record.acts().len()).rev().take(12).map(|act| act.to_string());
    let values = [
        ("forum", every(&["friendship-2021"])),
        ("lang", every(&["en", "fa"])),
        ("topic", topics.into_iter().chain(every(&["health"])).collect()),
        ("statement", made.into_iter().chain(every(&["cp1", "cp3"])).collect()),
        ("party", every(&["XX", "KG", "TJ", "ORG9", "KZ"])),
        ("paper", paper.collect()),
        ("clause", every(&["c1", "c2", "c3"])),
        ("picture", every(&["map.svg", "floors.json", "side-by-side.svg", "groups.json"])),
        ("name", every(&["text.en.html", "text.en.txt", "text.en.akn.xml", "communique.en.txt"])),
        ("act", acts.flat_map(|act| [format!("{act}.json"), act]).collect()),
        ("secret", every(&["0000", "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"])),
        ("digest", every(&["0"])),
        ("id", every(&["0"])),
    ];
    let mut shown = BTreeSet::new();
    for (route, methods) in routes() {
        // What never ends is no page.
        if !methods.contains(&Method::GET) || route == "/{forum}/live" {
            continue;
        }
        for path in filled(&route, &values) {
            assert!(!path.contains('{'), "what stands in {path}?");
            for reader in readers.iter_mut() {
                let page = reader.get(server, &path).await;
                if holds(&page, &path) {
                    shown.insert(route.clone());
                }
            }
        }
    }
    shown
}

#[tokio::test]
async fn what_does_harm_is_kept_as_text_in_every_field_and_runs_on_no_page() {
    let limits = web::Limits::none();
    let server = Server::with_limits(limits).await;
    let mut desk = pen(&server).await;
    let party = Some(PartyKey::new("UZ"));
    let grant = Grant::Participant { tier: Tier::Attested, party, capacity: None };
    let mut author = enters(&server, &grant).await;
    at_the_desk(&server, &mut desk).await;
    in_discussion(&server, &mut desk, &mut author).await;
    let mut one = head(&server, "KZ", "head").await;
    in_the_text(&server, &mut desk, &mut one).await;
    let mut shown = read_back(&server, &mut [&mut desk, &mut author, &mut one]).await;
    in_the_adoption(&server, &mut desk, &mut one).await;
    shown.extend(read_back(&server, &mut [&mut desk, &mut one]).await);
    let page = |page: &str| format!("/{{forum}}/{{lang}}/{page}");
    for room in [
        "desk",
        "desk/topics",
        "desk/delegations",
        "desk/people",
        "desk/plan",
        "desk/names",
        "approvals",
        "moderate",
        "delegation",
        "participants",
        "party/{party}",
        "topics",
        "topic/{topic}",
        "topic/{topic}/report",
        "take-part",
        "board",
        "statement/{statement}",
        "statement/{statement}/picture.svg",
        "embed/{statement}",
        "text",
        "text/round",
        "text/clause/{clause}",
        "desk/text",
        "record",
    ] {
        assert!(shown.contains(&page(room)), "{room} shows what was written: {shown:#?}");
    }
    for path in
        ["en/search?q=autofocus", "en/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "fa/search?q=Z"]
    {
        let page = author.get(&server, &format!("{FORUM}/{path}")).await;
        assert!(holds(&page, path), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn a_forum_whose_names_do_harm_is_shown_as_any_other() {
    let server = Server::start().await;
    let mut browser = Browser::default();
    let key = server.convene.text();
    let form = [
        ("key", key.as_str()),
        ("name", HARM),
        ("theme", HARM),
        ("place", HARM),
        ("zone", "Asia/Tashkent"),
        ("opens", "2027-05-01"),
        ("closes", "2027-05-03"),
        ("template", "city-network"),
    ];
    let begun = browser.post(&server, "/convene", &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let desk = begun.location().to_owned();
    let home = desk.trim_end_matches("/desk").to_owned();
    agree(&server.live, "UZ", 10, &[StatementKey::new("cp1")]).await;
    let pages = [
        "",
        "/board",
        "/topics",
        "/press",
        "/participants",
        "/record",
        "/take-part",
        "/text",
        "/desk",
        "/enter",
    ];
    for page in pages {
        let path = format!("{home}{page}");
        let page = browser.get(&server, &path).await;
        assert!(holds(&page, &path), "{path}: {}", page.text);
    }
    let all = browser.get(&server, "/").await;
    assert!(holds(&all, "/"), "{}", all.text);
    let again = browser.get(&server, &format!("/convene?key={key}&name=Z%22%20autofocus")).await;
    holds(&again, "/convene");
    let wrong =
        [form[0], form[1], form[2], form[3], ("zone", HARM), ("opens", HARM), ("silence_hours", HARM)];
    let refused = browser.post(&server, "/convene", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(holds(&refused, "/convene"), "{}", refused.text);
}
