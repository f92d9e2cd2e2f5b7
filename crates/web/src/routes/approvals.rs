//! What co-organisers must approve, what they were asked, and what they said. Everybody may read it; organisers ask,
//! co-organisers answer.

use crate::cookies::Role;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use forum::acts::{ApprovalAsked, ApprovalGiven, ApprovalRequired, ApprovalWithheld, Matter};
use forum::fold::State;
use forum::live::entering::DeskRole;
use forum::live::{Deed, Refusal, Subject};
use record::Actor;
use serde::Deserialize;
use terms::{Digest, PartyKey};

const PAGE: &str = "approvals";

#[derive(Template)]
#[template(path = "approvals.html")]
struct Page {
    frame: Frame,
    told: Told,
    organiser: bool,
    speaks_for: Option<String>,
    all: usize,
    matters: Vec<Shown>,
}

/// One matter, as it stands.
struct Shown {
    key: &'static str,
    name: String,
    about: String,
    needed: u32,
    state: String,
    digest: String,
    current: bool,
    approved: bool,
    said: Vec<(bool, String, String)>,
    mine: bool,
}

/// Who looks: an organiser, a co-organiser, or somebody else.
async fn role(at: &Place) -> Result<Option<DeskRole>, Problem> {
    let Some(session) = at.session(Role::Desk) else { return Ok(None) };
    let subject = at.live.subject(&session, at.now).await.map_err(|error| at.problem(error))?;
    Ok(match subject {
        Some(Subject::Desk { role, .. }) => Some(role),
        _ => None,
    })
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let told = Told::of(&at, &asked, &["required", "asked", "approved", "withheld"]);
    page(&at, told).await
}

async fn page(at: &Place, told: Told) -> Result<Response, Problem> {
    let role = role(at).await?;
    let view = at.live.view();
    let co_organiser = match &role {
        Some(DeskRole::CoOrganiser(key)) => Some(key.clone()),
        _ => None,
    };
    let name = |key: &PartyKey| name_of(at, &view.state, key);
    let matter = |matter| shown(at, &view.state, matter, co_organiser.as_ref());
    Ok(super::page(&Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("approvals-title")),
        told,
        organiser: role == Some(DeskRole::Organiser),
        speaks_for: co_organiser.as_ref().map(name),
        all: view.state.co_organisers.len(),
        matters: Matter::ALL.into_iter().map(matter).collect(),
    }))
}

pub(crate) fn name_of(at: &Place, state: &State, key: &PartyKey) -> String {
    let named = state.co_organisers.iter().find(|named| named.body.co_organiser == *key);
    named.map_or_else(|| key.to_string(), |named| at.speech.name(&named.body.name))
}

fn shown(at: &Place, state: &State, matter: Matter, reader: Option<&PartyKey>) -> Shown {
    let (speech, governing) = (&at.speech, &state.governing);
    let needed = governing.needed(matter);
    let asked = governing.asked.get(&matter);
    let digest = asked.map(|asked| asked.asked.body.digest);
    // The programme may have changed since; then the approval is of something else.
    let current = matter != Matter::Programme || digest == state.programme().ok();
    let mut said = Vec::new();
    for given in asked.iter().flat_map(|asked| &asked.given) {
        said.push((true, name_of(at, state, &given.body.co_organiser), String::new()));
    }
    for withheld in asked.iter().flat_map(|asked| &asked.withheld) {
        let name = name_of(at, state, &withheld.body.co_organiser);
        said.push((false, name, withheld.body.reason.clone()));
    }
    let given = asked.map_or(0, |asked| asked.given.len());
    let mine = reader.is_some_and(|reader| {
        asked.is_some_and(|asked| !asked.given.iter().any(|given| given.body.co_organiser == *reader))
    });
    let words = match (needed, asked) {
        (0, _) => speech.w("approvals-free"),
        (_, None) => speech.n("approvals-needed", "needed", u64::from(needed)),
        (_, Some(_)) if !current => speech.w("approvals-changed"),
        (_, Some(_)) => speech.nn("approvals-given", ("given", given as u64), ("needed", u64::from(needed))),
    };
    Shown {
        key: matter.name(),
        name: speech.w(&format!("matter-{}", matter.name())),
        about: speech.w(&format!("matter-{}-about", matter.name())),
        needed,
        state: words,
        approved: needed > 0 && digest.is_some_and(|digest| governing.approved(matter, &digest)) && current,
        digest: digest.map_or_else(String::new, |digest| digest.to_string()),
        current,
        said,
        mine: mine && current,
    }
}

/// What the forms of this page send.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    matter: String,
    #[serde(default)]
    needed: String,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    reason: String,
}

fn not_you(at: &Place) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "problem-not-co-organiser", at.lang()).back(at.to(PAGE))
}

pub(crate) async fn require(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    super::desk::organiser(&at).await?;
    let matter = Matter::named(&sent.matter);
    let needed = sent.needed.trim().parse::<u32>().ok();
    let done = at.live.act(at.now, |state| {
        let matter = matter.ok_or(Refusal::of("refused-form"))?;
        let all = state.co_organisers.len();
        let needed = needed.filter(|needed| *needed as usize <= all);
        let needed = needed.ok_or(Refusal::field("require", "refused-needed-of").with("all", all))?;
        Ok(Deed::one(Actor::role("secretariat"), ApprovalRequired { matter, needed }))
    });
    let typed = Told::typed("require", &sent.needed, &sent.matter);
    after(&at, done.await, (PAGE, "required"), typed, |told| page(&at, told)).await
}

pub(crate) async fn ask(at: Place) -> Result<Response, Problem> {
    super::desk::organiser(&at).await?;
    let done = at.live.act(at.now, |state| {
        let digest = state.programme().map_err(|_| Refusal::of("refused-form"))?;
        let asked = ApprovalAsked { matter: Matter::Programme, digest };
        Ok(Deed::one(Actor::role("secretariat"), asked))
    });
    after(&at, done.await, (PAGE, "asked"), Told::typed("ask", "", "programme"), |told| page(&at, told)).await
}

pub(crate) async fn give(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    say(at, sent, true).await
}

pub(crate) async fn withhold(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    say(at, sent, false).await
}

async fn say(at: Place, sent: Sent, approves: bool) -> Result<Response, Problem> {
    let Some(DeskRole::CoOrganiser(key)) = role(&at).await? else { return Err(not_you(&at)) };
    let (matter, digest) = (Matter::named(&sent.matter), sent.digest.parse::<Digest>().ok());
    let reason: String = sent.reason.trim().chars().take(500).collect();
    let done = at.live.act(at.now, |_| {
        let (matter, digest) = matter.zip(digest).ok_or(Refusal::of("refused-form"))?;
        let actor = Actor::of(key.clone(), "co_organiser");
        let co_organiser = key.clone();
        if approves {
            return Ok(Deed::one(actor, ApprovalGiven { co_organiser, matter, digest }));
        }
        if reason.is_empty() {
            return Err(Refusal::field("withhold", "refused-reason"));
        }
        let reason = reason.clone();
        Ok(Deed::one(actor, ApprovalWithheld { co_organiser, matter, digest, reason }))
    });
    let typed = Told::typed("withhold", &sent.reason, &sent.matter);
    let what = if approves { "approved" } else { "withheld" };
    after(&at, done.await, (PAGE, what), typed, |told| page(&at, told)).await
}
