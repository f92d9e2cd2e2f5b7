//! What the targets share: the reference forum, and its pages and API in this process without a network.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use forum::acts::{Audience, CredentialsRuled, Ruling};
use forum::config::ForumConfig;
use forum::fold::{State, fold};
use forum::live::entering::{DeskRole, Grant, ticket};
use forum::live::texts::{Beginning, Words};
use forum::live::{Deed, Forums, LiveForum, PenAct, convening};
use record::{Actor, Record};
use std::cell::RefCell;
use std::sync::Arc;
use store::{Batch, Store};
use store_sqlite::SqliteStore;
use terms::{ForumKey, Instant, MultiText, PartyKey, Tier};
use text::{Kind, Part};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;
use web::{App, Limits, Settings, router};

/// During the forum.
pub const NOW: i64 = 1_622_700_000_000;
/// What would run in a browser if it came back as it was sent.
pub const MARK: &str = "<script>alert(1)</script>";
/// A forum is begun anew after so many requests, so that an input can be looked at without all that came before.
const REQUESTS: usize = 2_000;

/// The record with which the reference forum is convened, and what follows from it.
pub fn convened() -> (Record, State) {
    let config = ForumConfig::friendship_2021().expect("the shipped forum");
    let record = convening::convened(&config, Some(7), Instant::from_millis(NOW)).expect("a forum");
    let state = fold(&record).expect("it follows");
    (record, state)
}

/// The site on a store of its own, and those who may do something there.
pub struct Site {
    /// The forum.
    pub live: Arc<LiveForum>,
    router: Router,
    runtime: Runtime,
    /// A stranger, a participant, an organiser, a moderator, a co-organiser, a delegate: what each sends along as token.
    tokens: [String; 6],
    requests: usize,
    _folder: tempfile::TempDir,
}

/// A text with the delegations, and a session of a head of delegation whose credentials are accepted.
async fn text_and_delegate(live: &LiveForum, now: Instant) -> String {
    let (secretariat, party) = (|| Actor::role("secretariat"), PartyKey::new("KZ"));
    let links =
        live.name_delegates(secretariat(), "N. N.;head", Some(&party), None, now).await.expect("named");
    let ruled = CredentialsRuled { party, ruling: Ruling::Accepted, note: String::new() };
    live.act(now, |_| Ok(Deed::one(secretariat(), ruled.clone()))).await.expect("ruled");
    let begin = Beginning {
        kind: Kind::Plan,
        title: MultiText::of("en", "A plan"),
        audience: Audience::Delegations,
        statements: Vec::new(),
        conclusions: Vec::new(),
    };
    let words = || Words {
        verb: "supports".to_owned(),
        text: MultiText::of("en", "supports this."),
        actors: None,
        asserted_by: None,
    };
    let add = || PenAct::Add { part: Part::Operative, words: words() };
    for act in [PenAct::Begin(begin), add(), add(), PenAct::Circulate { until: None }] {
        live.act(now, |state| act.deed(state, now)).await.expect("the text is there");
    }
    live.enter(&links[0].secret, None, now).await.expect("they come in").session.text()
}

/// What came back.
pub struct Answer {
    /// How it ended.
    pub status: StatusCode,
    /// What came.
    pub text: String,
}

thread_local! {
    static SITE: RefCell<Option<Site>> = const { RefCell::new(None) };
}

/// Does something with the site of this thread.
pub fn with_site(work: impl FnOnce(&mut Site)) {
    SITE.with_borrow_mut(|kept| {
        if kept.as_ref().is_none_or(|site| site.requests >= REQUESTS) {
            *kept = Some(Site::new());
        }
        work(kept.as_mut().expect("it was just made"));
    });
}

impl Site {
    fn new() -> Site {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let store: Arc<dyn Store> =
            Arc::new(SqliteStore::open(&folder.path().join("forum.sqlite")).expect("a store"));
        let (record, _) = convened();
        let key = ForumKey::new(&record.header().forum);
        let forums = Arc::new(runtime.block_on(Forums::open(store)).expect("no forum yet"));
        let live = runtime.block_on(forums.create(&key, &record)).expect("a new forum");
        let settings = Settings { limits: Limits::none(), ..Settings::default() };
        let now = Instant::from_millis(NOW);
        let router = router(App::new(forums, settings, Arc::new(move || now)));
        let participant =
            Grant::Participant { tier: Tier::Attested, party: Some(PartyKey::new("CN")), capacity: None };
        let desk = |role| Grant::Desk { person: "x".to_owned(), role };
        let co_organiser = live.view().state.co_organisers[0].body.co_organiser.clone();
        let granted = [
            participant,
            desk(DeskRole::Organiser),
            desk(DeskRole::Moderator),
            desk(DeskRole::CoOrganiser(co_organiser)),
        ];
        let [participant, organiser, moderator, co_organiser] = granted.map(|grant| {
            let (secret, new) = ticket("fuzz", &grant, 1, None);
            runtime.block_on(live.store().commit(Batch::new(&key).with(new))).expect("a ticket");
            runtime.block_on(live.enter(&secret, None, now)).expect("they come in").session.text()
        });
        let delegate = runtime.block_on(text_and_delegate(&live, now));
        let tokens = [String::new(), participant, organiser, moderator, co_organiser, delegate];
        Site { live, router, runtime, tokens, requests: 0, _folder: folder }
    }

    /// Sends a body to an address, as one of those who may do something, both by cookie and by token.
    pub fn send(&mut self, who: u8, address: &Address, media: &str, body: &[u8]) -> Answer {
        self.requests += 1;
        let token = &self.tokens[usize::from(who) % self.tokens.len()];
        let mut request = Request::builder().method(address.method.clone()).uri(&address.path);
        request = request.header("host", "localhost").header("sec-fetch-site", "same-origin");
        if !media.is_empty() {
            request = request.header(header::CONTENT_TYPE, media);
        }
        if !token.is_empty() {
            let cookie = format!("participant={token}; desk={token}; delegate={token}");
            request = request
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::COOKIE, cookie);
        }
        let request = request.body(Body::from(body.to_vec())).expect("a request");
        let router = self.router.clone();
        self.runtime.block_on(async {
            let answer = router.oneshot(request).await.expect("infallible");
            let status = answer.status();
            let bytes = to_bytes(answer.into_body(), 16 << 20).await.expect("a body");
            Answer { status, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }
}

/// An address that takes something, and how.
#[derive(Clone, Debug)]
pub struct Address {
    /// POST or DELETE.
    pub method: Method,
    /// The path.
    pub path: String,
}

/// Every address that takes something, out of the routers themselves, so that a new one is never forgotten: those of
/// the API, or the others. All that can be done with a text has an address of its own.
pub fn addresses(of_the_api: bool) -> Vec<Address> {
    let routers =
        concat!(include_str!("../../crates/web/src/router.rs"), include_str!("../../crates/web/src/api.rs"));
    let plain: String = routers.split_whitespace().collect();
    let mut found = Vec::new();
    for route in plain.split(".route(\"").skip(1) {
        let Some((path, rest)) = route.split_once('"') else { continue };
        let path = path
            .replace("{forum}", "friendship-2021")
            .replace("{lang}", "en")
            .replace("{topic}", "health")
            .replace("{statement}", "cp1")
            .replace("{clause}", "c1")
            .replace("{id}", "0123456789abcdef");
        if path.starts_with("/api/") != of_the_api {
            continue;
        }
        for (name, method) in [("post(", Method::POST), ("delete(", Method::DELETE)] {
            let address = |path: String| Address { method: method.clone(), path };
            match (rest.contains(name), path.contains("{what}")) {
                (false, _) => {}
                (true, false) => found.push(address(path.clone())),
                (true, true) => found.extend(deeds().map(|deed| address(path.replace("{what}", deed)))),
            }
        }
    }
    assert!(found.iter().all(|address| !address.path.contains('{')), "a place in a path that nobody fills");
    found
}

/// The names of all that can be done with a text, out of the code that does it.
pub fn deeds() -> impl Iterator<Item = &'static str> {
    let code = include_str!("../../crates/web/src/routes/text/doing.rs");
    let lists = code.split("&[&str] = &[").skip(1);
    lists.flat_map(|rest| rest.split("];").next().unwrap_or_default().split('"').skip(1).step_by(2))
}

/// The names of all acts of the desk as programs send them, out of the code that takes them.
pub fn desk_acts() -> Vec<String> {
    let code = include_str!("../../crates/web/src/api/acts.rs");
    let list =
        code.split("enum DeskAct {").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap_or_default();
    let variants = list.lines().filter_map(|line| line.strip_prefix("    "));
    let variants = variants.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let snake = |line: &str| {
        let mut name = String::new();
        for sign in line.chars().take_while(char::is_ascii_alphanumeric) {
            if sign.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(sign.to_ascii_lowercase());
        }
        name
    };
    variants.map(snake).collect()
}
