//! How often somebody may ask: enough for a hall that shares one address, too little for a machine that guesses.
//!
//! A session has limits of its own; who has none yet is limited by address. Behind a proxy the address is the one that
//! the proxy adds last; what a client writes there itself comes before and is not believed.

use crate::app::App;
use crate::cookies::{self, Role};
use crate::turned_away::told;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use forum::live::secret::hex;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::SocketAddr;
use std::num::NonZeroU32;

/// Requests a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Forms and votes of one session. A request may carry up to two hundred votes.
    pub session: u32,
    /// Looking at links and codes, and going to a provider of accounts and back, from one address.
    pub codes: u32,
    /// Forms and votes of people without a session yet, from one address: each of them becomes a participant.
    pub newcomers: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { session: 600, codes: 300, newcomers: 600 }
    }
}

/// The limiters of a server.
pub(crate) struct Limiters {
    session: DefaultKeyedRateLimiter<String>,
    codes: DefaultKeyedRateLimiter<String>,
    newcomers: DefaultKeyedRateLimiter<String>,
}

impl Limiters {
    pub(crate) fn new(limits: Limits) -> Limiters {
        let a_minute = |many: u32| {
            RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(many).unwrap_or(NonZeroU32::MIN)))
        };
        Limiters {
            session: a_minute(limits.session),
            codes: a_minute(limits.codes),
            newcomers: a_minute(limits.newcomers),
        }
    }

    /// Forgets whoever has not asked for a while.
    pub(crate) fn forget(&self) {
        for limiter in [&self.session, &self.codes, &self.newcomers] {
            limiter.retain_recent();
        }
    }

    fn allows(&self, request: &Request, address: &str) -> bool {
        let path = request.uri().path();
        let of_codes = path
            .split('/')
            .any(|part| matches!(part, "enter" | "convene" | "tokens" | "sign-in" | "connect"))
            || (path == "/api/v1/forums" && request.method() == Method::POST);
        if of_codes && self.codes.check_key(&address.to_owned()).is_err() {
            return false;
        }
        if request.method() != Method::POST {
            return true;
        }
        // Where somebody new may come in, only a participant's session tells people apart: another cookie could be
        // invented for every request, while an invented one of this role lets nobody in.
        let newcomers = path.split('/').any(|part| matches!(part, "votes" | "take-part" | "topic" | "reply"));
        let roles: &[Role] = match newcomers {
            true => &[Role::Participant],
            false => &[Role::Participant, Role::Delegate, Role::Desk],
        };
        let cookie = roles.iter().find_map(|&role| cookies::session(request.headers(), role));
        let session = cookie.or_else(|| crate::api::answer::bearer(request.headers()));
        match session {
            // The secret itself is kept nowhere, not even here.
            Some(session) => {
                let key = hex(&session.hash(forum::live::secret::Purpose::Session).as_bytes()[..16]);
                self.session.check_key(&key).is_ok()
            }
            None => self.newcomers.check_key(&address.to_owned()).is_ok(),
        }
    }
}

/// Turns away who asks too often.
pub(crate) async fn hold(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = address(&app, &request);
    if app.limiters().allows(&request, &address) {
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
