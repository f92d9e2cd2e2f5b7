//! Coming to the desk by an account elsewhere. One address, `/sign-in/back`, serves every forum, since a provider must
//! be told each; the browser keeps a secret that says which forum it came from.

use crate::app::App;
use crate::cookies::{self, Role};
use crate::extract::{Place, preferred};
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::views::dates;
use crate::views::told::{Asked, Told};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::accounts::{Account, MAY_TAKE, SigningIn};
use forum::live::entering::DeskRole;
use forum::live::{Secret, Subject};
use outside::Trouble;
use outside::sign_in::SignIn;
use serde::Deserialize;
use std::sync::Arc;
use terms::{ForumKey, Lang};

const PAGE: &str = "desk/account";
const COOKIE: &str = "signing-in";

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    frame: Frame,
    told: Told,
    organiser: bool,
    /// Who vouches for accounts; empty where nobody does.
    provider: String,
    account: Option<String>,
    passkeys: bool,
    keys: Vec<Key>,
}

/// A passkey of the reader.
struct Key {
    id: String,
    name: String,
    made: String,
    used: String,
}

/// The page about the reader's own ways to the desk.
pub(crate) fn page_of_accounts() -> &'static str {
    PAGE
}

/// Where no provider is named there is nothing here.
fn provider(at: &Place) -> Result<&Arc<dyn SignIn>, Problem> {
    at.app.settings().ways.sign_in.as_ref().ok_or_else(|| Problem::not_found(at.lang()))
}

/// Whoever is at the desk, whatever they do there.
pub(crate) async fn at_desk(at: &Place) -> Result<(String, DeskRole, Subject), Problem> {
    let not_you =
        || Problem::new(StatusCode::FORBIDDEN, "problem-not-organiser", at.lang()).back(at.to("enter"));
    let session = at.session(Role::Desk).ok_or_else(not_you)?;
    let subject = at.live.subject(&session, at.now).await.map_err(|error| at.problem(error))?;
    match subject {
        Some(subject @ Subject::Desk { .. }) => {
            let Subject::Desk { person, role } = subject.clone() else { return Err(not_you()) };
            Ok((person, role, subject))
        }
        _ => Err(not_you()),
    }
}

pub(crate) async fn account(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let ways = &at.app.settings().ways;
    if ways.sign_in.is_none() && ways.passkeys.is_none() {
        return Err(Problem::not_found(at.lang()));
    }
    let (person, role, _) = at_desk(&at).await?;
    let account = at.live.account_name(&person).await.map_err(|error| at.problem(error))?;
    let keys = at.live.passkeys_of(&person).await.map_err(|error| at.problem(error))?;
    let moment = |when| dates::moment(&at, when);
    let key = |key: store::Passkey| Key {
        id: super::passkey::shown(&key.id),
        name: key.name,
        made: moment(key.made),
        used: key.used.map_or_else(String::new, moment),
    };
    let done = ["account-connected", "account-forgotten", "passkey-made", "passkey-gone"];
    let frame = Frame::new(&at, Room::Other, &at.speech.w("account-title")).script(&at, "passkey.js");
    Ok(super::page(&Page {
        frame,
        told: Told::of(&at, &asked, &done),
        organiser: role == DeskRole::Organiser,
        provider: ways.sign_in.as_ref().map_or_else(String::new, |way| way.name().to_owned()),
        account,
        passkeys: ways.passkeys.is_some(),
        keys: keys.into_iter().map(key).collect(),
    }))
}

pub(crate) async fn enter(at: Place) -> Result<Response, Problem> {
    begin(&at, None).await
}

pub(crate) async fn connect(at: Place) -> Result<Response, Problem> {
    let (_, _, subject) = at_desk(&at).await?;
    begin(&at, Some(subject)).await
}

pub(crate) async fn forget(at: Place) -> Result<Response, Problem> {
    let (person, _, _) = at_desk(&at).await?;
    at.live.disconnect_account(&person).await.map_err(|error| at.problem(error))?;
    Ok(Redirect::to(&at.to(&format!("{PAGE}?done=account-forgotten"))).into_response())
}

/// On to the provider.
async fn begin(at: &Place, connects: Option<Subject>) -> Result<Response, Problem> {
    let begun = provider(at)?.begin().await.map_err(|trouble| failed(at.lang(), &trouble))?;
    let until = at.now.millis() + MAY_TAKE;
    let signing = SigningIn { until, lang: at.lang().to_string(), connects, kept: begun.kept };
    let secret = at.live.begin_sign_in(&signing).await.map_err(|error| at.problem(error))?;
    let value = format!("{}.{}", at.live.key(), secret.text());
    let cookie = cookie(&value, MAY_TAKE / 1000, at.app.settings().is_secure());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&begun.url)).into_response())
}

/// The provider's part could not be done. What exactly helps whoever is told; nothing secret is in it.
fn failed(lang: &Lang, trouble: &Trouble) -> Problem {
    Problem::new(StatusCode::BAD_GATEWAY, "problem-sign-in", lang).with("why", trouble)
}

fn cookie(value: &str, seconds: i64, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={value}; Path=/sign-in; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// The forum and the secret that this browser keeps.
fn kept(headers: &HeaderMap) -> Option<(ForumKey, Secret)> {
    let (forum, secret) = cookies::named(headers, COOKIE)?.rsplit_once('.')?;
    Some((ForumKey::new(forum), Secret::read(secret)?))
}

/// What a provider sends a browser back with.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

pub(crate) async fn back(
    State(app): State<App>,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Result<Response, Problem> {
    let lang = preferred(&headers, &[]);
    let Some(provider) = app.settings().ways.sign_in.clone() else { return Err(Problem::not_found(&lang)) };
    let over = || Problem::new(StatusCode::GONE, "refused-sign-in-over", &lang);
    let (forum, secret) = kept(&headers).ok_or_else(over)?;
    let live = app.forums().get(&forum).ok_or_else(over)?;
    let now = app.now();
    let begun = live.end_sign_in(&secret, now).await.map_err(|error| Problem::of(error, &lang))?;
    let lang = Lang::new(&begun.lang);
    if back.code.is_empty() {
        let page = if begun.connects.is_some() { PAGE } else { "enter" };
        let stopped = Problem::new(StatusCode::FORBIDDEN, "problem-sign-in-stopped", &lang);
        return Err(stopped.back(format!("/{forum}/{lang}/{page}")));
    }
    let found = provider.finish(&begun.kept, &back.state, &back.code, now.millis() / 1000).await;
    let found = found.map_err(|trouble| failed(&lang, &trouble))?;
    let name = found.name.unwrap_or_else(|| found.subject.clone());
    let account = Account { issuer: found.issuer, subject: found.subject, name };
    let secure = app.settings().is_secure();
    let (done, onward) = match &begun.connects {
        Some(subject) => {
            let connected = live.connect_account(subject, &account, now).await;
            connected.map_err(|error| Problem::of(error, &lang).back(format!("/{forum}/{lang}/{PAGE}")))?;
            (cookie("", 0, secure), format!("/{forum}/{lang}/{PAGE}?done=account-connected"))
        }
        None => {
            let entered = live.enter_by_account(&account, now).await;
            let entered =
                entered.map_err(|error| Problem::of(error, &lang).back(format!("/{forum}/{lang}/enter")))?;
            let seconds = entered.subject.lasts() / 1000;
            let handed = cookies::hand(&forum, Role::Desk, &entered.session, seconds, secure);
            (handed, format!("/{forum}/{lang}/{}", super::enter::room(&entered.subject)))
        }
    };
    Ok(([(header::SET_COOKIE, done)], Redirect::to(&onward)).into_response())
}
