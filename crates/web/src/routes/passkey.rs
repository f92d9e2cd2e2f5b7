//! Coming to the desk by a passkey, and making one there. The questions and answers go between the script of the page
//! and these addresses as JSON; without a script there is the personal link.

use super::sign_in::{at_desk, page_of_accounts as page};
use crate::cookies::{self, Role};
use crate::extract::Place;
use crate::keys::{Asked, Passkeys};
use crate::problem::{Problem, refusal};
use axum::Json;
use axum::body::Bytes;
use axum::extract::Form;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::passkeys::handle;
use forum::live::{LiveError, Refusal, Secret};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

const COOKIE: &str = "passkey";

/// What keeps passkeys here; where nothing does, there is nothing at these addresses.
fn keys(at: &Place) -> Result<Arc<dyn Passkeys>, Problem> {
    at.app.settings().ways.passkeys.clone().ok_or_else(|| Problem::not_found(at.lang()))
}

/// Why something did not work, for the script to show.
fn said(at: &Place, error: LiveError) -> Response {
    match refusal(error) {
        Ok(refused) => {
            let message = at.speech.says(refused.message, &refused.args);
            let body = Json(json!({ "error": refused.message, "message": message }));
            (StatusCode::UNPROCESSABLE_ENTITY, body).into_response()
        }
        Err(error) => at.problem(LiveError::Store(error)).into_response(),
    }
}

fn cookie(at: &Place, value: &str, seconds: i64) -> HeaderValue {
    let secure = if at.app.settings().is_secure() { "; Secure" } else { "" };
    let forum = at.live.key();
    let text =
        format!("{COOKIE}={value}; Path=/{forum}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Hands out a question, and keeps what belongs to it.
async fn asked(at: &Place, asked: Result<Asked, Refusal>) -> Response {
    let asked = match asked {
        Ok(asked) => asked,
        Err(refused) => return said(at, refused.into()),
    };
    match at.live.begin_ceremony(asked.kept, asked.until).await {
        Ok(secret) => {
            let seconds = (asked.until.millis() - at.now.millis()) / 1000;
            let head = [
                (header::SET_COOKIE, cookie(at, &secret.text(), seconds)),
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (head, asked.question).into_response()
        }
        Err(error) => said(at, error),
    }
}

/// What was kept for this browser's ceremony, once.
async fn kept(at: &Place) -> Result<Vec<u8>, LiveError> {
    let over = || LiveError::from(Refusal::of("refused-sign-in-over"));
    let secret = cookies::named(&at.headers, COOKIE).and_then(Secret::read).ok_or_else(over)?;
    at.live.take_ceremony(&secret, at.now).await
}

/// A question to whoever wants to come in.
pub(crate) async fn ask(at: Place) -> Result<Response, Problem> {
    let keys = keys(&at)?;
    Ok(asked(&at, keys.begin_entering(at.now)).await)
}

/// The answer: a session at the desk, and where to go on.
pub(crate) async fn enter(at: Place, answer: Bytes) -> Result<Response, Problem> {
    let keys = keys(&at)?;
    Ok(match entered(&at, keys.as_ref(), &answer).await {
        Ok(response) => response,
        Err(error) => said(&at, error),
    })
}

async fn entered(at: &Place, keys: &dyn Passkeys, answer: &[u8]) -> Result<Response, LiveError> {
    let unknown = || LiveError::from(Refusal::of("refused-passkey-unknown"));
    let begun = kept(at).await?;
    let id = keys.claimed(answer)?;
    let key = at.live.store().passkey(&id).await?.ok_or_else(unknown)?;
    // A browser offers all keys of this address; one of another forum here leads there.
    let live = at.app.forums().get(&key.forum).ok_or_else(unknown)?;
    let used = keys.entered(&begun, answer, &key.body, at.now)?;
    let entered = live.enter_by_passkey(&key, used, at.now).await?;
    let (seconds, secure) = (entered.subject.lasts() / 1000, at.app.settings().is_secure());
    let session = cookies::hand(&key.forum, Role::Desk, &entered.session, seconds, secure);
    let to = format!("/{}/{}/{}", key.forum, at.lang(), super::enter::room(&entered.subject));
    Ok(([(header::SET_COOKIE, session)], Json(json!({ "to": to }))).into_response())
}

/// A question to the device of somebody at the desk, who wants to make a key.
pub(crate) async fn ask_to_make(at: Place) -> Result<Response, Problem> {
    let keys = keys(&at)?;
    let (person, ..) = at_desk(&at).await?;
    let known = at.live.passkeys_of(&person).await.map_err(|error| at.problem(error))?;
    let known: Vec<Vec<u8>> = known.into_iter().map(|key| key.body).collect();
    let name = at.live.person(&person).await.map_err(|error| at.problem(error))?;
    let name = name.map_or_else(String::new, |person| person.name);
    let forum = at.view.state.convened.as_ref().map_or_else(String::new, |c| at.speech.name(&c.body.name));
    let name = if name.is_empty() { forum } else { format!("{name}, {forum}") };
    Ok(asked(&at, keys.begin_making(handle(at.live.key(), &person), &name, &known, at.now)).await)
}

/// A key that was made: what its holder calls it, and what the device says.
#[derive(Deserialize)]
pub(crate) struct Sent {
    name: String,
    answer: serde_json::Value,
}

/// The answer of the device.
pub(crate) async fn make(at: Place, body: Bytes) -> Result<Response, Problem> {
    let keys = keys(&at)?;
    let (person, role, _) = at_desk(&at).await?;
    let Ok(sent) = serde_json::from_slice::<Sent>(&body) else {
        return Ok(said(&at, Refusal::of("refused-form").into()));
    };
    let made = async {
        let begun = kept(&at).await?;
        let made = keys.made(&begun, sent.answer.to_string().as_bytes(), at.now)?;
        at.live.add_passkey((&person, &role), &sent.name, made, at.now).await
    };
    Ok(match made.await {
        Ok(()) => Json(json!({ "to": at.to(&format!("{}?done=passkey-made", page())) })).into_response(),
        Err(error) => said(&at, error),
    })
}

/// Which key is to go.
#[derive(Deserialize)]
pub(crate) struct Forget {
    id: String,
}

pub(crate) async fn forget(at: Place, Form(sent): Form<Forget>) -> Result<Response, Problem> {
    let (person, ..) = at_desk(&at).await?;
    let known = at.live.passkeys_of(&person).await.map_err(|error| at.problem(error))?;
    let id = known.into_iter().map(|key| key.id).find(|id| shown(id) == sent.id);
    let id = id.ok_or_else(|| Problem::not_found(at.lang()).back(at.to(page())))?;
    at.live.forget_passkey(&person, id).await.map_err(|error| at.problem(error))?;
    Ok(Redirect::to(&at.to(&format!("{}?done=passkey-gone", page()))).into_response())
}

/// The id of a key as a form holds it.
pub(crate) fn shown(id: &[u8]) -> String {
    blake3::hash(id).to_hex()[..16].to_owned()
}
