//! The reference forum on a store of its own, and a browser that keeps cookies.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use forum::config::ForumConfig;
use forum::live::entering::{self, Grant};
use forum::live::{Cast, Forums, LiveForum, Secret, ServerKey, Voter, convening, secret};
use procedure::Window;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Batch, NewParticipant, Store};
use store_sqlite::SqliteStore;
use terms::{Capacity, ForumKey, Instant, PartyKey, StatementKey, Tier, Vote};
use tower::ServiceExt as _;
use web::{App, Limits, Setter, Settings, Ways, router};

pub(crate) const NOW: i64 = 1_622_700_000_000;
pub(crate) const FORUM: &str = "/friendship-2021";
/// Where programs ask for the same forum.
pub(crate) const API: &str = "/api/v1/forums/friendship-2021";

/// A server in memory but for its file.
pub(crate) struct Server {
    pub(crate) live: Arc<LiveForum>,
    pub(crate) forums: Arc<Forums>,
    pub(crate) convene: Secret,
    router: Router,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

/// A browser: it keeps cookies and says that its requests come from the same site.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    pub(crate) cookies: BTreeMap<String, String>,
    /// What a program sends in place of a cookie.
    pub(crate) token: Option<String>,
}

impl Server {
    /// The reference forum, with the mark of a simulation.
    pub(crate) async fn start() -> Server {
        Server::with_limits(Limits::default()).await
    }

    /// The same, for people who may ask only so often.
    pub(crate) async fn with_limits(limits: Limits) -> Server {
        Server::with(Settings { limits, ..Settings::default() }).await
    }

    /// The same, as an operator sets it.
    pub(crate) async fn with(settings: Settings) -> Server {
        Server::of(settings, None, Some(7)).await
    }

    /// The reference forum in earnest, on a server that signs what is done there and sets papers so.
    pub(crate) async fn in_earnest(set: Arc<dyn Setter>) -> Server {
        let ways = Ways { set: Some(set), ..Ways::default() };
        Server::of(Settings { ways, ..Settings::default() }, Some(ServerKey::draw()), None).await
    }

    /// The same, on a server that signs what is done there.
    pub(crate) async fn signing() -> Server {
        Server::of(Settings::default(), Some(ServerKey::draw()), Some(7)).await
    }

    async fn of(settings: Settings, key: Option<ServerKey>, seed: Option<u64>) -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let store: Arc<dyn Store> =
            Arc::new(SqliteStore::open(&folder.path().join("forum.sqlite")).expect("a store"));
        let forums = Arc::new(Forums::with_key(store, key).await.expect("no forum yet"));
        let config = ForumConfig::friendship_2021().expect("the shipped forum");
        let now = Instant::from_millis(NOW);
        let hour = Window::hours(1).expect("a window");
        let record = convening::shortened(&config, seed, now, Some(hour)).expect("a forum");
        let live = forums.create(&ForumKey::new(&config.forum.key), &record).await.expect("a new forum");
        let convene = Secret::draw();
        let settings = Settings { convene: Some(convene.clone()), ..settings };
        let clock = Arc::new(AtomicI64::new(NOW));
        let hand = clock.clone();
        let tells = move || Instant::from_millis(hand.load(Ordering::Relaxed));
        let app = App::new(forums.clone(), settings, Arc::new(tells));
        Server { live, forums, convene, router: router(app), clock, _folder: folder }
    }

    /// Sets the clock of the server.
    pub(crate) fn at(&self, millis: i64) {
        self.clock.store(millis, Ordering::Relaxed);
    }

    /// A code of a party that serves so many people.
    pub(crate) async fn code(&self, party: &str, uses: u32) -> Secret {
        let party = Some(PartyKey::new(party));
        let grant = Grant::Participant { tier: Tier::Attested, party, capacity: None };
        let (secret, ticket) = entering::ticket("code", &grant, uses, None);
        self.live.store().commit(Batch::new(self.live.key()).with(ticket)).await.expect("a ticket");
        secret
    }

    /// A program with a token of what is granted.
    pub(crate) async fn program(&self, grant: &Grant) -> Browser {
        let (secret, ticket) = entering::ticket("x", grant, 1, None);
        self.live.store().commit(Batch::new(self.live.key()).with(ticket)).await.expect("a ticket");
        self.exchanged(&secret.text(), "").await
    }

    /// A program with the token that a link or code is exchanged for.
    pub(crate) async fn exchanged(&self, code: &str, capacity: &str) -> Browser {
        let mut program = Browser::default();
        let body = json!({ "code": code, "capacity": capacity }).to_string();
        let given = program.json(self, &format!("{API}/tokens"), &body).await;
        assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
        program.token = given.value()["token"].as_str().map(str::to_owned);
        program
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 4 << 20).await.expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
    }
}

/// So many people of a party agree with these statements: fewer than ten are never published.
pub(crate) async fn agree(live: &LiveForum, party: &str, people: usize, statements: &[StatementKey]) {
    answer(live, party, people, statements, Vote::Agree).await;
}

/// So many people of a party answer these statements so.
pub(crate) async fn answer(
    live: &LiveForum,
    party: &str,
    people: usize,
    statements: &[StatementKey],
    vote: Vote,
) {
    let (now, of) = (Instant::from_millis(NOW), Some(PartyKey::new(party)));
    for _ in 0..people {
        let (id, tier, capacity) = (secret::pseudonym(), Tier::Attested, Capacity::Resident);
        let new = NewParticipant { id, tier, party: of.clone(), capacity };
        live.store().commit(Batch::new(live.key()).with(new)).await.expect("a participant");
        let voter = Voter { id, tier, party: of.clone(), capacity };
        let cast = |statement: &StatementKey| Cast {
            statement: statement.clone(),
            vote,
            seen: 0,
            request: secret::pseudonym().bytes(),
        };
        live.vote(&voter, statements.iter().map(cast).collect(), now).await.expect("counted");
    }
}

impl Browser {
    pub(crate) async fn get(&mut self, server: &Server, path: &str) -> Page {
        self.ask(server, Method::GET, path, None, "").await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, server: &Server, path: &str, form: &[(&str, &str)]) -> Page {
        let pairs: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.ask(server, Method::POST, path, Some("application/x-www-form-urlencoded"), &pairs.join("&"))
            .await
    }

    pub(crate) async fn json(&mut self, server: &Server, path: &str, body: &str) -> Page {
        self.ask(server, Method::POST, path, Some("application/json"), body).await
    }

    pub(crate) async fn ask(
        &mut self,
        server: &Server,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: &str,
    ) -> Page {
        self.bytes(server, method, path, kind.unwrap_or(""), body.as_bytes().to_vec()).await
    }

    /// Asks for a page as phones do, which take it compressed.
    pub(crate) async fn compressed(&self, server: &Server, path: &str) -> Page {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request =
            Request::get(path).header("host", "localhost:2021").header(header::ACCEPT_ENCODING, "gzip");
        let request = request.header(header::COOKIE, pairs.join("; "));
        server.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends these bytes, with a media type where one is named.
    pub(crate) async fn bytes(
        &mut self,
        server: &Server,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Page {
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost:2021");
        request = request.header("sec-fetch-site", "same-origin");
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !pairs.is_empty() {
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        let page = server.send(request.body(Body::from(body)).expect("a request")).await;
        for cookie in page.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("plain");
            let (name, value) = text.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        page
    }
}

impl Page {
    /// What is said as JSON.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        let from = self.text.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field");
        from.split('"').next().expect("its end").to_owned()
    }

    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).expect("a redirect")
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
