//! What the targets share: the reference forum, and its pages and API in this process without a network.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use forum::config::ForumConfig;
use forum::fold::{State, fold};
use forum::live::entering::{DeskRole, Grant, ticket};
use forum::live::{Forums, LiveForum, convening};
use record::Record;
use std::cell::RefCell;
use std::sync::Arc;
use store::{Batch, Store};
use store_sqlite::SqliteStore;
use terms::{ForumKey, Instant, PartyKey, Tier};
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
    /// A stranger, a participant, an organiser: what each sends along as token.
    tokens: [String; 3],
    requests: usize,
    _folder: tempfile::TempDir,
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
        let most = u32::MAX;
        let limits = Limits { session: most, codes: most, newcomers: most };
        let settings = Settings { limits, ..Settings::default() };
        let now = Instant::from_millis(NOW);
        let router = router(App::new(forums, settings, Arc::new(move || now)));
        let participant =
            Grant::Participant { tier: Tier::Attested, party: Some(PartyKey::new("CN")), capacity: None };
        let organiser = Grant::Desk { person: "x".to_owned(), role: DeskRole::Organiser };
        let [participant, organiser] = [participant, organiser].map(|grant| {
            let (secret, new) = ticket("fuzz", &grant, 1, None);
            runtime.block_on(live.store().commit(Batch::new(&key).with(new))).expect("a ticket");
            runtime.block_on(live.enter(&secret, None, now)).expect("they come in").session.text()
        });
        let tokens = [String::new(), participant, organiser];
        Site { live, router, runtime, tokens, requests: 0, _folder: folder }
    }

    /// Sends a body to an address, as one of those who may do something, both by cookie and by token.
    pub fn send(&mut self, who: u8, address: &str, media: &str, body: &[u8]) -> Answer {
        self.requests += 1;
        let token = &self.tokens[usize::from(who) % self.tokens.len()];
        let mut request =
            Request::post(address).header("host", "localhost").header("sec-fetch-site", "same-origin");
        if !media.is_empty() {
            request = request.header(header::CONTENT_TYPE, media);
        }
        if !token.is_empty() {
            let cookie = format!("participant={token}; desk={token}");
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

/// Every address that takes something, out of the routers themselves, so that a new one is never forgotten: those of
/// the API, or the others.
pub fn addresses(of_the_api: bool) -> Vec<String> {
    let routers =
        concat!(include_str!("../../crates/web/src/router.rs"), include_str!("../../crates/web/src/api.rs"));
    let plain: String = routers.split_whitespace().collect();
    let mut found = Vec::new();
    for route in plain.split(".route(\"").skip(1) {
        let Some((path, rest)) = route.split_once('"') else { continue };
        let filled = path
            .replace("{forum}", "friendship-2021")
            .replace("{lang}", "en")
            .replace("{topic}", "health")
            .replace("{statement}", "cp1")
            .replace("{id}", "0123456789abcdef");
        if rest.contains("post(") && filled.starts_with("/api/") == of_the_api {
            found.push(filled);
        }
    }
    found
}
