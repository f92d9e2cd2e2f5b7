//! What is said where something cannot be done: what happened, what was kept, what to do.

use crate::speech::Speech;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use forum::live::{LiveError, Refusal};
use store::{Condition, PasskeyCondition, StoreError};
use terms::Lang;

/// Something that cannot be done, to be shown as a page of its own.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    message: &'static str,
    args: Vec<(&'static str, String)>,
    lang: Lang,
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Page<'a> {
    lang: &'a str,
    dir: &'static str,
    title: String,
    text: String,
    home: String,
    back: &'a str,
    style: &'a str,
}

impl Problem {
    /// A problem with a status and a message.
    pub(crate) fn new(status: StatusCode, message: &'static str, lang: &Lang) -> Problem {
        Problem { status, message, args: Vec::new(), lang: lang.clone(), back: None }
    }

    /// Nothing is at this address.
    pub(crate) fn not_found(lang: &Lang) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "problem-not-found", lang)
    }

    /// What was refused, as a page.
    pub(crate) fn refused(refusal: Refusal, lang: &Lang) -> Problem {
        let status = match refusal.message {
            "refused-ticket-unknown"
            | "refused-ticket-used"
            | "refused-ticket-over"
            | "refused-ticket-revoked" => StatusCode::GONE,
            "refused-session-over" => StatusCode::UNAUTHORIZED,
            _ => StatusCode::CONFLICT,
        };
        Problem { args: refusal.args, ..Problem::new(status, refusal.message, lang) }
    }

    /// What went wrong in the forum, as a page.
    pub(crate) fn of(error: LiveError, lang: &Lang) -> Problem {
        match refusal(error) {
            Ok(refusal) => Problem::refused(refusal, lang),
            Err(StoreError::Full(_)) => Problem::new(StatusCode::INSUFFICIENT_STORAGE, "problem-full", lang),
            Err(StoreError::Conflict { .. }) => Problem::new(StatusCode::CONFLICT, "problem-busy", lang),
            Err(_) => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-failed", lang),
        }
    }

    /// With a value for its message.
    pub(crate) fn with(mut self, name: &'static str, value: &impl std::fmt::Display) -> Problem {
        self.args.push((name, value.to_string()));
        self
    }

    /// With an address to go back to.
    pub(crate) fn back(mut self, address: String) -> Problem {
        self.back = Some(address);
        self
    }
}

/// The refusal in an error, or what the store said.
pub(crate) fn refusal(error: LiveError) -> Result<Refusal, StoreError> {
    match error {
        LiveError::Refused(refusal) => Ok(refusal),
        LiveError::Fold(error) => Ok(Refusal::of("refused-by-record").with("what", error.what)),
        LiveError::Key(key) => Ok(Refusal::of("refused-key").with("key", key)),
        LiveError::Broken(what) => Err(StoreError::Corrupt(what)),
        LiveError::Store(StoreError::Refused(condition)) => Ok(Refusal::of(match condition {
            Condition::ForumExists => "refused-forum-exists",
            Condition::DocumentChanged => "refused-changed-meanwhile",
            Condition::TicketUnknown | Condition::TicketExists => "refused-ticket-unknown",
            Condition::TicketUsed => "refused-ticket-used",
            Condition::TicketOver => "refused-ticket-over",
            Condition::TicketRevoked => "refused-ticket-revoked",
            Condition::ParticipantUnknown | Condition::ParticipantGone | Condition::ParticipantExists => {
                "refused-no-participant"
            }
        })),
        LiveError::Store(StoreError::Passkey(condition)) => Ok(Refusal::of(match condition {
            PasskeyCondition::Exists => "refused-passkey-known",
            PasskeyCondition::Behind => "refused-passkey-behind",
            PasskeyCondition::Unknown => "refused-passkey-unknown",
            _ => "refused-sign-in-over",
        })),
        LiveError::Store(error) => Err(error),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let speech = Speech::new(self.lang.clone());
        let page = Page {
            lang: self.lang.as_str(),
            dir: present::page::direction(&self.lang),
            title: speech.n("problem-title", "status", self.status.as_u16()),
            text: speech.says(self.message, &self.args),
            home: speech.w("problem-home"),
            back: self.back.as_deref().unwrap_or("/"),
            style: crate::assets::STYLE_ADDRESS.as_str(),
        };
        let body = page.render().unwrap_or_default();
        (self.status, Html(body)).into_response()
    }
}
