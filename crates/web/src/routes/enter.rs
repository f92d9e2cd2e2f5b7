//! Coming in with a link or a code. Looking at a link does not use it up: programs that preview links must not spend
//! a code that serves once.

use crate::cookies::{self, Role};
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::{Problem, refusal};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::entering::DeskRole;
use forum::live::{Grant, LiveError, Secret, Subject};
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{Capacity, Tier};

#[derive(Template)]
#[template(path = "enter.html")]
struct Page {
    frame: Frame,
    code: String,
    error: String,
    grant: Option<Granted>,
    capacities: Vec<(&'static str, String)>,
    /// Whether somebody takes part on this device, or did.
    here: bool,
    /// Who vouches for accounts with which people come to the desk.
    provider: Option<String>,
    /// Whether people come to the desk by passkeys here.
    passkeys: bool,
    /// Where a link in a letter leads.
    leads: Leads,
}

/// What may stand behind a link in a letter: an answer to the adoption, or to a clause. Nothing is said by following it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Leads {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    clause: String,
}

impl Leads {
    /// The same behind an address: what is written as answers and clauses are, and nothing else.
    pub(crate) fn query(&self) -> String {
        let parts = [("answer", self.answer()), ("clause", self.clause())];
        let parts = parts.into_iter().filter_map(|(name, part)| Some(format!("{name}={}", part?)));
        let query = parts.collect::<Vec<_>>().join("&");
        if query.is_empty() { query } else { format!("?{query}") }
    }

    fn answer(&self) -> Option<&str> {
        let plain = self.answer.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        (plain && (1..=24).contains(&self.answer.len())).then_some(&self.answer)
    }

    fn clause(&self) -> Option<&str> {
        let plain = self.clause.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        (plain && (1..=24).contains(&self.clause.len())).then_some(&self.clause)
    }

    /// Where a delegate finds it chosen.
    fn onward(&self, subject: &Subject) -> Option<String> {
        let answer = self.answer().map_or_else(String::new, |answer| format!("?answer={answer}"));
        match (subject, self.clause()) {
            (Subject::Delegate { .. }, Some(clause)) => Some(format!("text/clause/{clause}{answer}#stand")),
            (Subject::Delegate { .. }, None) if !answer.is_empty() => {
                Some(format!("text/round{answer}#answer"))
            }
            _ => None,
        }
    }
}

/// What a link lets its bearer do, in words.
struct Granted {
    text: String,
    privacy: String,
    asks_capacity: bool,
}

pub(crate) async fn ask(at: Place) -> Response {
    super::page(&page(&at, String::new(), String::new(), None))
}

pub(crate) async fn confirm(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Query(leads): Query<Leads>,
) -> Result<Response, Problem> {
    let typed = parts.get("secret").cloned().unwrap_or_default();
    looked(&at, typed, leads).await
}

/// A code that was typed.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    code: String,
    #[serde(default)]
    capacity: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    clause: String,
    /// Present once the reader has seen what the code is for.
    #[serde(default)]
    confirmed: bool,
}

pub(crate) async fn use_code(at: Place, Form(typed): Form<Typed>) -> Result<Response, Problem> {
    let leads = Leads { answer: typed.answer, clause: typed.clause };
    if !typed.confirmed {
        return looked(&at, typed.code, leads).await;
    }
    let Some(secret) = Secret::read(&typed.code) else { return looked(&at, typed.code, leads).await };
    let known = at.session(Role::Participant);
    match at.live.enter_from(&secret, Capacity::named(&typed.capacity), known.as_ref(), at.now).await {
        Ok(entered) => {
            let role = Role::of(&entered.subject);
            let seconds = entered.subject.lasts() / 1000;
            let secure = at.app.settings().is_secure();
            let cookie = cookies::hand(at.live.key(), role, &entered.session, seconds, secure);
            let onward = leads.onward(&entered.subject);
            let onward = at.to(&onward.unwrap_or_else(|| room(&entered.subject).to_owned()));
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&onward)).into_response())
        }
        Err(error) => said(&at, typed.code, error),
    }
}

/// Where somebody who comes in finds what is theirs to do.
pub(crate) fn room(subject: &Subject) -> &'static str {
    match subject {
        Subject::Participant { .. } => "take-part",
        Subject::Delegate { .. } => "delegation",
        Subject::Desk { role: DeskRole::Organiser, .. } => "desk",
        Subject::Desk { role: DeskRole::Moderator, .. } => "moderate",
        Subject::Desk { role: DeskRole::CoOrganiser(_), .. } => "approvals",
    }
}

async fn looked(at: &Place, typed: String, leads: Leads) -> Result<Response, Problem> {
    let Some(secret) = Secret::read(&typed) else {
        let error = at.speech.w("refused-ticket-unknown");
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, super::page(&page(at, typed, error, None))).into_response()
        );
    };
    match at.live.look_at(&secret, at.now).await {
        Ok(grant) => {
            let page = page(at, secret.grouped(), String::new(), Some(granted(at, &grant)));
            Ok(super::page(&Page { leads, ..page }))
        }
        Err(error) => said(at, typed, error),
    }
}

/// The refusal beside the field, with what was typed kept.
fn said(at: &Place, typed: String, error: LiveError) -> Result<Response, Problem> {
    match refusal(error) {
        Ok(refused) => {
            let error = at.speech.says(refused.message, &refused.args);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, super::page(&page(at, typed, error, None))).into_response())
        }
        Err(error) => Err(at.problem(LiveError::Store(error))),
    }
}

fn page(at: &Place, code: String, error: String, grant: Option<Granted>) -> Page {
    let capacity =
        |capacity: Capacity| (capacity.name(), at.speech.w(&format!("capacity-{}", capacity.name())));
    Page {
        leads: Leads::default(),
        passkeys: at.app.settings().ways.passkeys.is_some(),
        frame: Frame::new(at, Room::TakePart, &at.speech.w("enter-title")).script(at, "passkey.js"),
        code,
        error,
        grant,
        capacities: Capacity::ALL.into_iter().map(capacity).collect(),
        here: at.session(Role::Participant).is_some(),
        provider: at.app.settings().ways.sign_in.as_ref().map(|way| way.name().to_owned()),
    }
}

fn granted(at: &Place, grant: &Grant) -> Granted {
    let party = |key: &terms::PartyKey| {
        at.view.state.name(key).map_or(key.to_string(), |name| at.speech.name(name.name))
    };
    let (text, privacy, asks_capacity) = match grant {
        Grant::Participant { tier, party: Some(key), capacity } => {
            let id = if *tier == Tier::Attested { "enter-attested" } else { "enter-party" };
            (at.speech.s(id, "party", &party(key)), privacy(*tier), capacity.is_none())
        }
        Grant::Participant { tier, party: None, capacity } => {
            (at.speech.w("enter-nobody"), privacy(*tier), capacity.is_none())
        }
        Grant::Delegate { .. } => (at.speech.w("enter-delegate"), "enter-privacy-acts", false),
        Grant::Desk { .. } => (at.speech.w("enter-desk"), "enter-privacy-acts", false),
    };
    Granted { text, privacy: at.speech.w(privacy), asks_capacity }
}

fn privacy(tier: Tier) -> &'static str {
    match tier {
        Tier::Attested => "take-privacy-attested",
        Tier::Invited => "take-privacy-invited",
        Tier::Open => "take-privacy-open",
    }
}

/// Which session to leave.
#[derive(Debug, Deserialize)]
pub(crate) struct Leaving {
    role: String,
}

pub(crate) async fn leave(at: Place, Form(leaving): Form<Leaving>) -> Result<Response, Problem> {
    let role = match leaving.role.as_str() {
        "desk" => Role::Desk,
        "delegate" => Role::Delegate,
        _ => Role::Participant,
    };
    if let Some(session) = at.session(role) {
        at.live.leave(&session).await.map_err(|error| at.problem(error))?;
    }
    let cookie = cookies::take(at.live.key(), role);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&at.to(""))).into_response())
}
