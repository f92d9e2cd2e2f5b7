//! Who asks, and how a refusal is told.

use crate::app::App;
use crate::extract::Place;
use crate::problem::refusal;
use crate::speech::Speech;
use axum::Json;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderMap, Method, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use forum::acts::DelegateNamed;
use forum::live::entering::DeskRole;
use forum::live::{LiveError, LiveForum, Refusal, Secret, Subject, Voter};
use serde::Serialize;
use std::sync::Arc;
use store::StoreError;
use terms::{ForumKey, Instant, Lang, PartyKey};
use utoipa::ToSchema;

/// Why something was not done. Nothing was changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Refused {
    /// The name of the refusal, the same in every language, such as `refused-not-open`.
    pub(crate) error: String,
    /// The same for people, in the language that `Accept-Language` asks for.
    pub(crate) message: String,
    /// The field it belongs to; empty for the whole.
    pub(crate) field: String,
    #[serde(skip)]
    status: u16,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self)).into_response()
    }
}

/// The forum of an address, and who asks.
pub(crate) struct Asker {
    pub(crate) live: Arc<LiveForum>,
    pub(crate) now: Instant,
    pub(crate) speech: Speech,
    app: App,
    headers: HeaderMap,
    token: Option<Secret>,
}

impl Asker {
    /// A refusal by name.
    pub(crate) fn says(&self, status: StatusCode, message: &'static str) -> Refused {
        told(&self.speech, status, &Refusal::of(message))
    }

    /// A refusal with its status.
    pub(crate) fn told(&self, status: StatusCode, refusal: &Refusal) -> Refused {
        told(&self.speech, status, refusal)
    }

    /// A refusal of what was sent.
    pub(crate) fn refused(&self, refusal: Refusal) -> Refused {
        told(&self.speech, StatusCode::UNPROCESSABLE_ENTITY, &refusal)
    }

    /// What went wrong in the forum.
    pub(crate) fn failed(&self, error: LiveError) -> Refused {
        match refusal(error) {
            Ok(refusal) => told(&self.speech, StatusCode::UNPROCESSABLE_ENTITY, &refusal),
            Err(StoreError::Full(_)) => self.says(StatusCode::INSUFFICIENT_STORAGE, "problem-full"),
            Err(StoreError::Conflict { .. }) => self.says(StatusCode::CONFLICT, "problem-busy"),
            Err(_) => self.says(StatusCode::INTERNAL_SERVER_ERROR, "problem-failed"),
        }
    }

    /// The same as a page would be asked, for what is written in its words, such as letters.
    pub(crate) fn place(&self) -> Place {
        Place {
            app: self.app.clone(),
            live: self.live.clone(),
            seen: self.live.told(),
            view: self.live.view(),
            speech: self.speech.clone(),
            now: self.now,
            path: String::new(),
            query: String::new(),
            reads: true,
            headers: self.headers.clone(),
        }
    }

    /// Whether the text could be published with all its papers.
    pub(crate) async fn can_publish(&self) -> Result<(), Refusal> {
        crate::routes::text::doing::can_publish(&self.app, &self.live).await
    }

    /// The token that came with the request.
    pub(crate) fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// The same with the session behind a token that may do less, where it may do this.
    async fn within(mut self, method: &Method, path: &str) -> Result<Asker, Refused> {
        let Some(token) = &self.token else { return Ok(self) };
        let behind = self.live.behind(token).await.map_err(|error| self.failed(error))?;
        let Some(behind) = behind else { return Ok(self) };
        // /api/v1/forums/FORUM/ADDRESS/…
        let address = path.split('/').nth(5).unwrap_or_default();
        let ends_itself = address == "tokens" && *method == Method::DELETE;
        if *method != Method::GET && !ends_itself && !behind.only.iter().any(|only| only == address) {
            let refusal = Refusal::of("api-not-in-scope").with("name", address);
            return Err(told(&self.speech, StatusCode::FORBIDDEN, &refusal));
        }
        self.token = Some(behind.session);
        Ok(self)
    }

    async fn subject(&self) -> Result<Option<Subject>, Refused> {
        let Some(token) = &self.token else { return Ok(None) };
        self.live.subject(token, self.now).await.map_err(|error| self.failed(error))
    }

    /// The participant whose token it is.
    pub(crate) async fn voter(&self) -> Result<Voter, Refused> {
        let voter = match &self.token {
            Some(token) => self.live.voter(token, self.now).await.map_err(|error| self.failed(error))?,
            None => None,
        };
        voter.ok_or_else(|| self.says(StatusCode::UNAUTHORIZED, "api-no-token"))
    }

    /// The delegate whose token it is, while they are in a delegation and their days last.
    pub(crate) async fn delegate(&self) -> Result<DelegateNamed, Refused> {
        let Some(Subject::Delegate { delegate }) = self.subject().await? else {
            return Err(self.says(StatusCode::UNAUTHORIZED, "api-no-token"));
        };
        let view = self.live.view();
        let known = view.state.membership.delegate(&delegate).map(|known| &known.named.body);
        let known = known.filter(|named| named.within(view.state.today(self.now)));
        known.cloned().ok_or_else(|| self.says(StatusCode::FORBIDDEN, "problem-not-delegate"))
    }

    /// Only an organiser's token goes on. The id of the person.
    pub(crate) async fn organiser(&self) -> Result<String, Refused> {
        match self.subject().await? {
            Some(Subject::Desk { role: DeskRole::Organiser, person }) => Ok(person),
            Some(_) => Err(self.says(StatusCode::FORBIDDEN, "problem-not-organiser")),
            None => Err(self.says(StatusCode::UNAUTHORIZED, "api-no-token")),
        }
    }

    /// The co-organiser whose token it is.
    pub(crate) async fn co_organiser(&self) -> Result<PartyKey, Refused> {
        match self.subject().await? {
            Some(Subject::Desk { role: DeskRole::CoOrganiser(key), .. }) => Ok(key),
            Some(_) => Err(self.says(StatusCode::FORBIDDEN, "problem-not-co-organiser")),
            None => Err(self.says(StatusCode::UNAUTHORIZED, "api-no-token")),
        }
    }

    /// Only a moderator's or an organiser's token goes on.
    pub(crate) async fn moderator(&self) -> Result<DeskRole, Refused> {
        match self.subject().await? {
            Some(Subject::Desk { role: role @ (DeskRole::Organiser | DeskRole::Moderator), .. }) => Ok(role),
            Some(_) => Err(self.says(StatusCode::FORBIDDEN, "problem-not-moderator")),
            None => Err(self.says(StatusCode::UNAUTHORIZED, "api-no-token")),
        }
    }
}

/// The token that a program sends.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok())?;
    value.strip_prefix("Bearer ").and_then(Secret::read)
}

/// A refusal in these words.
pub(crate) fn told(speech: &Speech, status: StatusCode, refusal: &Refusal) -> Refused {
    Refused {
        error: refusal.message.to_owned(),
        message: speech.says(refusal.message, &refusal.args),
        field: refusal.field.to_owned(),
        status: status.as_u16(),
    }
}

impl FromRequestParts<App> for Asker {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Asker, Refused> {
        let languages = ["en", "zh-Hans", "ru", "fa"].map(Lang::new);
        let speech = Speech::new(crate::extract::preferred(&parts.headers, &languages));
        let missing = || told(&speech, StatusCode::NOT_FOUND, &Refusal::of("problem-not-found"));
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| missing())?;
        let key = params.iter().find(|(name, _)| *name == "forum").map(|(_, key)| ForumKey::new(key));
        let live = key.and_then(|key| app.forums().get(&key)).ok_or_else(missing)?;
        let (token, headers) = (bearer(&parts.headers), parts.headers.clone());
        let asker = Asker { live, now: app.now(), speech, app: app.clone(), headers, token };
        asker.within(&parts.method, parts.uri.path()).await
    }
}
