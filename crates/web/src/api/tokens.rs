//! A link or code, exchanged for a token; a token, given back.

use super::answer::{Asker, Refused};
use super::description::CHANGEABLE;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::live::entering::DeskRole;
use forum::live::{Refusal, Secret, Subject};
use serde::{Deserialize, Serialize};
use terms::Capacity;
use utoipa::ToSchema;

/// A link or code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeSent {
    /// A personal code, or the last part of a personal link. It is spent.
    code: String,
    /// official, expert, organisation or resident, where the code does not say so.
    #[serde(default)]
    capacity: String,
    /// The token may change things only at these addresses, each named by what follows the forum in it, such as
    /// `votes` or `statements`. Reading is always allowed. Left out: all that the holder may.
    #[serde(default)]
    only: Option<Vec<String>>,
}

/// A token.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenView {
    /// The token, this once.
    token: String,
    /// What its holder is: participant, delegate, organiser, moderator or `co_organiser`.
    scope: &'static str,
    /// At which addresses it may change things; left out: at all that the holder may.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<Vec<String>>,
    /// Until when, in milliseconds since 1970 UTC.
    until: i64,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/tokens", params(("forum" = String, Path, description = "The forum.")), request_body = CodeSent, responses((status = 201, body = TokenView, description = "The code was spent for this token, and nothing links the two."), (status = 422, body = Refused, description = "There is no such code, or it was used.")))]
pub(crate) async fn exchange(
    at: Asker,
    sent: Result<Json<CodeSent>, JsonRejection>,
) -> Result<(StatusCode, Json<TokenView>), Refused> {
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    if let Some(unknown) = sent.only.iter().flatten().find(|name| !CHANGEABLE.contains(*name)) {
        return Err(at.refused(Refusal::field("only", "api-no-address").with("name", unknown)));
    }
    let secret = Secret::read(&sent.code)
        .ok_or_else(|| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-ticket-unknown"))?;
    let entered = at.live.enter_from(&secret, Capacity::named(&sent.capacity), at.token(), at.now).await;
    let entered = entered.map_err(|error| at.failed(error))?;
    let scope = match &entered.subject {
        Subject::Participant { .. } => "participant",
        Subject::Delegate { .. } => "delegate",
        Subject::Desk { role: DeskRole::Organiser, .. } => "organiser",
        Subject::Desk { role: DeskRole::Moderator, .. } => "moderator",
        Subject::Desk { role: DeskRole::CoOrganiser(_), .. } => "co_organiser",
    };
    let token = match &sent.only {
        Some(only) => at.live.narrow(&entered, only).await.map_err(|error| at.failed(error))?,
        None => entered.session.clone(),
    };
    let until = entered.until.millis();
    Ok((StatusCode::CREATED, Json(TokenView { token: token.text(), scope, only: sent.only, until })))
}

#[utoipa::path(delete, path = "/api/v1/forums/{forum}/tokens", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 204, description = "The token that came with the request has ended.")))]
pub(crate) async fn end(at: Asker) -> Result<StatusCode, Refused> {
    if let Some(token) = at.token() {
        at.live.leave(token).await.map_err(|error| at.failed(error))?;
    }
    Ok(StatusCode::NO_CONTENT)
}
