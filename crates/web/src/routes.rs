//! The endpoints, one per file.

pub(crate) mod answers;
pub(crate) mod approvals;
pub(crate) mod assets;
pub(crate) mod board;
pub(crate) mod delegation;
pub(crate) mod desk;
pub(crate) mod downloads;
pub(crate) mod embeds;
pub(crate) mod enter;
pub(crate) mod forums;
pub(crate) mod front;
pub(crate) mod health;
pub(crate) mod language;
pub(crate) mod live;
pub(crate) mod machine;
pub(crate) mod moderate;
pub(crate) mod nothing;
pub(crate) mod opinions;
pub(crate) mod paper;
pub(crate) mod participants;
pub(crate) mod party;
pub(crate) mod passkey;
pub(crate) mod picture;
pub(crate) mod press;
pub(crate) mod record;
pub(crate) mod reply;
pub(crate) mod report;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod stands;
pub(crate) mod statement;
pub(crate) mod take_part;
pub(crate) mod text;
pub(crate) mod topic;
pub(crate) mod topics;
pub(crate) mod votes;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// A rendered page.
pub(crate) fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(text).into_response(),
        // Writing to memory does not fail; a template that does is our fault and must not look like an empty page.
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
