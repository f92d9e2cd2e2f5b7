//! How often somebody may ask: enough for a hall that shares one address, too little for a machine that guesses.
//!
//! A session has a limit of its own, by how its holder came in; who has none, or one that is no session here, is limited
//! by address. Behind a proxy the address is the one that the proxy adds last; what a client writes there itself comes
//! before and is not believed.

use crate::app::App;
use crate::cookies::{self, Role};
use crate::turned_away::told;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use forum::live::secret::{Purpose, hex};
use forum::live::{LiveError, LiveForum, Secret};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use terms::{ForumKey, Instant, Tier};

/// Requests a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Forms and votes of somebody whom a party attested. A request may carry up to two hundred votes.
    pub attested: u32,
    /// Forms and votes of somebody whom the organisers invited.
    pub invited: u32,
    /// Forms and votes of somebody who came in by a link for all, or by none.
    pub open: u32,
    /// Forms of a delegate, and of somebody at the desk.
    pub acting: u32,
    /// Looking at links and codes, and going to a provider of accounts and back, from one address.
    pub codes: u32,
    /// Forms and votes of people without a session yet, from one address: each of them becomes a participant.
    pub newcomers: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { attested: 600, invited: 600, open: 300, acting: 600, codes: 300, newcomers: 600 }
    }
}

impl Limits {
    /// As good as none, for tests that ask more often than anybody may.
    #[must_use]
    pub const fn none() -> Limits {
        let most = u32::MAX;
        Limits { attested: most, invited: most, open: most, acting: most, codes: most, newcomers: most }
    }
}

/// As whom somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Votes, in this tier.
    Votes(Tier),
    /// Acts for a party, or runs the forum.
    Acts,
}

/// The limiters of a server.
pub(crate) struct Limiters {
    attested: DefaultKeyedRateLimiter<String>,
    invited: DefaultKeyedRateLimiter<String>,
    open: DefaultKeyedRateLimiter<String>,
    acting: DefaultKeyedRateLimiter<String>,
    codes: DefaultKeyedRateLimiter<String>,
    newcomers: DefaultKeyedRateLimiter<String>,
    /// As whom a session asks, so that the store is asked once. The session itself is kept nowhere, not even here.
    known: Mutex<BTreeMap<String, Who>>,
}

impl Limiters {
    pub(crate) fn new(limits: Limits) -> Limiters {
        let a_minute = |many: u32| {
            RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(many).unwrap_or(NonZeroU32::MIN)))
        };
        Limiters {
            attested: a_minute(limits.attested),
            invited: a_minute(limits.invited),
            open: a_minute(limits.open),
            acting: a_minute(limits.acting),
            codes: a_minute(limits.codes),
            newcomers: a_minute(limits.newcomers),
            known: Mutex::default(),
        }
    }

    /// Forgets whoever has not asked for a while.
    pub(crate) fn forget(&self) {
        let all = [&self.attested, &self.invited, &self.open, &self.acting, &self.codes, &self.newcomers];
        for limiter in all {
            limiter.retain_recent();
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether somebody who asks as this may do so once more; who has no session is counted by address.
    fn allows(&self, who: Option<(Who, String)>, address: &str) -> bool {
        let (limiter, key) = match who {
            Some((Who::Votes(Tier::Attested), key)) => (&self.attested, key),
            Some((Who::Votes(Tier::Invited), key)) => (&self.invited, key),
            Some((Who::Votes(Tier::Open), key)) => (&self.open, key),
            Some((Who::Acts, key)) => (&self.acting, key),
            None => (&self.newcomers, address.to_owned()),
        };
        limiter.check_key(&key).is_ok()
    }

    /// As whom this session asks. An invented one, and one that is over, asks as nobody.
    async fn who(&self, live: &LiveForum, session: &Secret, now: Instant) -> Option<(Who, String)> {
        let key = format!("{}/{}", live.key(), hex(&session.hash(Purpose::Session).as_bytes()[..16]));
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some(who) = known {
            return Some((who, key));
        }
        // Where the store cannot be asked, the endpoint says so; here nobody is known then.
        let who = behind(live, session, now).await.ok().flatten()?;
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), who);
        Some((who, key))
    }
}

/// As whom a session asks, or the session behind a token that may do less.
async fn behind(live: &LiveForum, session: &Secret, now: Instant) -> Result<Option<Who>, LiveError> {
    let narrowed = live.behind(session).await?.map(|behind| behind.session);
    let session = narrowed.as_ref().unwrap_or(session);
    if let Some(voter) = live.voter(session, now).await? {
        return Ok(Some(Who::Votes(voter.tier)));
    }
    Ok(live.subject(session, now).await?.map(|_| Who::Acts))
}

/// The session that a request comes with. One that was invented is nobody's, and counted by address.
fn session(request: &Request) -> Option<Secret> {
    let roles = [Role::Participant, Role::Delegate, Role::Desk];
    let cookie = roles.iter().find_map(|&role| cookies::session(request.headers(), role));
    cookie.or_else(|| crate::api::answer::bearer(request.headers()))
}

/// The forum of an address: `/FORUM/…` or `/api/v1/forums/FORUM/…`.
fn forum_of(path: &str) -> ForumKey {
    let inner = path.strip_prefix("/api/v1/forums/").unwrap_or(path.trim_start_matches('/'));
    ForumKey::new(inner.split('/').next().unwrap_or_default())
}

/// What of a request is limited.
struct Asked {
    /// Whether it looks at links and codes, or leads to a provider of accounts.
    of_codes: bool,
    /// Whether it may change something.
    changes: bool,
    forum: ForumKey,
    session: Option<Secret>,
}

impl Asked {
    fn of(request: &Request) -> Asked {
        let (path, method) = (request.uri().path(), request.method());
        let of_codes = |part: &str| matches!(part, "enter" | "convene" | "tokens" | "sign-in" | "connect");
        Asked {
            // Convening by program shows the server's key, which might be guessed.
            of_codes: path.split('/').any(of_codes) || (path == "/api/v1/forums" && method == Method::POST),
            changes: method == Method::POST || method == Method::DELETE,
            forum: forum_of(path),
            session: session(request),
        }
    }

    async fn may(self, app: &App, address: &str) -> bool {
        let limiters = app.limiters();
        if self.of_codes && limiters.codes.check_key(&address.to_owned()).is_err() {
            return false;
        }
        if !self.changes {
            return true;
        }
        let who = match app.forums().get(&self.forum).zip(self.session) {
            Some((live, session)) => limiters.who(&live, &session, app.now()).await,
            None => None,
        };
        limiters.allows(who, address)
    }
}

/// Turns away who asks too often.
pub(crate) async fn hold(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = address(&app, &request);
    if Asked::of(&request).may(&app, &address).await {
        return next.run(request).await;
    }
    let problem = (StatusCode::TOO_MANY_REQUESTS, "problem-too-many");
    ([("retry-after", "60")], told(problem, request.uri().path(), request.headers())).into_response()
}

fn address(app: &App, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let forwarded = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let behind_proxy = app.settings().public_url.is_some() && peer.is_none_or(|peer| peer.is_loopback());
    let address: Option<std::net::IpAddr> = if behind_proxy { forwarded.or(peer) } else { peer };
    address.map_or_else(|| "unknown".to_owned(), |address| address.to_string())
}
