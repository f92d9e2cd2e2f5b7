//! A server in this process, and those who read the text there.

use super::Size;
use super::made::{Made, amendment};
use anyhow::{Context as _, Result, anyhow, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use forum::acts::{AmendmentTabled, ClausePositionTaken, CredentialsRuled, Ruling};
use forum::live::entering::{self, DeskRole, Grant};
use forum::live::{Deed, Forums, LiveForum, Secret, secret};
use procedure::Position;
use record::Actor;
use std::sync::Arc;
use store::{Batch, Store};
use store_sqlite::SqliteStore;
use terms::{ForumKey, Instant, PartyKey};
use text::Clause;
use tower::ServiceExt as _;
use web::{App, Settings, router};

const FORUM: &str = "/friendship-2021";
const API: &str = "/api/v1/forums/friendship-2021";
/// No page is longer.
const LONGEST: usize = 256 << 20;
/// The party whose head of delegation reads.
const READS: &str = "KZ";

/// A server on a file of its own.
pub(super) struct Server {
    live: Arc<LiveForum>,
    router: Router,
    now: Instant,
    _folder: tempfile::TempDir,
}

/// Somebody with a cookie or a token, or nobody.
#[derive(Clone, Default)]
pub(super) struct Browser {
    cookie: String,
    token: String,
}

impl Server {
    /// The forum is stored and opened.
    pub(super) async fn start(made: &Made) -> Result<Server> {
        let folder = tempfile::tempdir()?;
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&folder.path().join("forum.sqlite"))?);
        let forums = Arc::new(Forums::open(store).await?);
        let live = forums.create(&ForumKey::new("friendship-2021"), &made.record).await?;
        let now = Instant::from_millis(made.now + 1_000);
        let app = App::new(forums, Settings::default(), Arc::new(move || now));
        Ok(Server { live, router: router(app), now, _folder: folder })
    }

    /// The pages to ask for at a stage: what it is, who asks, where.
    pub(super) async fn pages(&self, stage: &str, size: &Size) -> Result<Vec<(String, Browser, String)>> {
        let (desk, head, program) = (self.desk().await?, self.head().await?, self.program().await?);
        let nobody = Browser::default();
        let mut pages: Vec<(&str, &Browser, String)> = vec![
            ("the text, head of delegation", &head, format!("{FORUM}/en/text")),
            ("the text, desk", &desk, format!("{FORUM}/en/text")),
            ("the text in two languages, head of delegation", &head, format!("{FORUM}/en/text?with=ru")),
            ("a clause, head of delegation", &head, format!("{FORUM}/en/text/clause/c{}", size.clauses / 2)),
            (
                "the clause with most amendments, head of delegation",
                &head,
                format!("{FORUM}/en/text/clause/c{}", size.clauses),
            ),
            (
                "the clause with most amendments, desk",
                &desk,
                format!("{FORUM}/en/text/clause/c{}", size.clauses),
            ),
            ("the round, head of delegation", &head, format!("{FORUM}/en/text/round")),
            ("the round, desk", &desk, format!("{FORUM}/en/text/round")),
            ("beginning a text, desk", &desk, format!("{FORUM}/en/desk/text")),
            ("the delegation, head of delegation", &head, format!("{FORUM}/en/delegation")),
            ("the desk, desk", &desk, format!("{FORUM}/en/desk")),
            ("the front, reader", &nobody, format!("{FORUM}/en")),
            ("the press page, reader", &nobody, format!("{FORUM}/en/press")),
            ("the record, reader", &nobody, format!("{FORUM}/en/record")),
            ("the record, desk", &desk, format!("{FORUM}/en/record")),
            ("the record as lines, reader", &nobody, format!("{FORUM}/record.jsonl")),
            ("the text as JSON, program of the desk", &program, format!("{API}/text")),
        ];
        if stage == "published" {
            pages.push(("the text, reader", &nobody, format!("{FORUM}/en/text")));
            pages.push(("the round, reader", &nobody, format!("{FORUM}/en/text/round")));
            let clause = format!("{FORUM}/en/text/clause/c{}", size.clauses);
            pages.push(("the clause with most amendments, reader", &nobody, clause));
            pages.push(("the text as JSON, reader", &nobody, format!("{API}/text")));
        }
        Ok(pages.into_iter().map(|(what, who, path)| (what.to_owned(), who.clone(), path)).collect())
    }

    /// Acts one after the other: what, and how long each took in milliseconds.
    pub(super) async fn acts(&self, size: &Size) -> Result<Vec<(String, Vec<f64>)>> {
        let mut positions = Vec::new();
        for number in 0..size.acts {
            let begun = std::time::Instant::now();
            let done = self.live.act(self.now, |state| {
                let text = state.text.as_ref().ok_or(forum::live::Refusal::of("refused-no-text"))?;
                let clauses = text.draft.latest().clauses();
                let clause = Clause::reference(&clauses[number % clauses.len()]);
                let actor = Actor::of(PartyKey::new(READS), "head_of_delegation");
                Ok(Deed::one(actor, ClausePositionTaken { clause, position: Position::Accept }))
            });
            done.await?;
            positions.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        let mut amendments = Vec::new();
        for number in 0..size.acts {
            let begun = std::time::Instant::now();
            let done = self.live.act(self.now, |state| {
                let text = state.text.as_ref().ok_or(forum::live::Refusal::of("refused-no-text"))?;
                let proposed = amendment(text, number, size);
                let known = format!("a{}", text.negotiation.amendments.len() + 1);
                let actor = Actor::of(PartyKey::new(READS), "head_of_delegation");
                Ok(Deed::one(actor, AmendmentTabled { amendment: known, proposed, why: String::new() }))
            });
            done.await?;
            amendments.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        Ok(vec![
            ("an act: a position on a clause".to_owned(), positions),
            ("an act: an amendment".to_owned(), amendments),
        ])
    }

    async fn ticket(&self, role: DeskRole) -> Result<Secret> {
        let grant = Grant::Desk { person: secret::id(), role };
        let (secret, ticket) = entering::ticket("x", &grant, 1, None);
        self.live.store().commit(Batch::new(self.live.key()).with(ticket)).await?;
        Ok(secret)
    }

    async fn desk(&self) -> Result<Browser> {
        let code = self.ticket(DeskRole::Organiser).await?;
        self.enters(&code).await
    }

    async fn head(&self) -> Result<Browser> {
        let party = PartyKey::new(READS);
        let desk = || Actor::role("secretariat");
        let links = self.live.name_delegates(desk(), "N. N.;head", Some(&party), None, self.now).await?;
        let ruled = CredentialsRuled { party, ruling: Ruling::Accepted, note: String::new() };
        self.live.act(self.now, |_| Ok(Deed::one(desk(), ruled.clone()))).await?;
        self.enters(&links.first().context("a link")?.secret).await
    }

    async fn program(&self) -> Result<Browser> {
        let code = self.ticket(DeskRole::Organiser).await?.text();
        let body = format!("{{\"code\":\"{code}\",\"capacity\":\"\"}}");
        let json = "application/json";
        let given =
            self.send(Method::POST, &format!("{API}/tokens"), &Browser::default(), (json, body)).await?;
        let given = String::from_utf8(given.2)?;
        let token = given.split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next());
        Ok(Browser { token: token.context("a token")?.to_owned(), ..Browser::default() })
    }

    async fn enters(&self, code: &Secret) -> Result<Browser> {
        let form = ("application/x-www-form-urlencoded", format!("code={}&confirmed=true", code.text()));
        let path = format!("{FORUM}/en/enter");
        let (status, cookies, _) = self.send(Method::POST, &path, &Browser::default(), form).await?;
        ensure!(status == StatusCode::SEE_OTHER, "nobody was let in: {status}");
        Ok(Browser { cookie: cookies.join("; "), ..Browser::default() })
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        browser: &Browser,
        (kind, body): (&str, String),
    ) -> Result<(StatusCode, Vec<String>, Vec<u8>)> {
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost:2021");
        request = request.header("sec-fetch-site", "same-origin");
        for (name, value) in
            [(header::CONTENT_TYPE, kind), (header::COOKIE, &browser.cookie)].map(|(n, v)| (n, v.to_owned()))
        {
            if !value.is_empty() {
                request = request.header(name, value);
            }
        }
        if !browser.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", browser.token));
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body))?).await?;
        let status = response.status();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = cookies.filter_map(|c| c.to_str().ok()?.split(';').next().map(str::to_owned)).collect();
        let bytes = to_bytes(response.into_body(), LONGEST).await?;
        Ok((status, cookies, bytes.to_vec()))
    }
}

impl Browser {
    /// A page, which must be there.
    pub(super) async fn get(&self, server: &Server, path: &str) -> Result<Vec<u8>> {
        let (status, _, bytes) = server.send(Method::GET, path, self, ("", String::new())).await?;
        match status {
            StatusCode::OK => Ok(bytes),
            status => Err(anyhow!("{path}: {status}")),
        }
    }
}
