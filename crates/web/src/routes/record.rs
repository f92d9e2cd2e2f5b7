//! The record: every act, its number, its hash, and the acts as they are kept.

use super::text::Reader;
use crate::app::App;
use crate::cookies::{self, Role};
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::views::dates;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use forum::live::entering::DeskRole;
use forum::live::{Subject, View};
use forum::outsiders::Why;
use terms::ForumKey;

#[derive(Template)]
#[template(path = "record.html")]
struct Page {
    frame: Frame,
    head: String,
    lines: String,
    key: String,
    acts: Vec<Entry>,
}

struct Entry {
    number: u64,
    when: String,
    who: String,
    what: String,
    hash: String,
    signed: String,
}

pub(crate) async fn show(at: Place) -> Response {
    let head = at.view.record.head();
    let withheld = forum::outsiders::withheld(at.view.record.acts());
    let inside = organiser(&at).await;
    let entry = |(act, why): (&record::Act, &Option<Why>)| {
        if let Some(why) = why.filter(|_| !inside) {
            return withheld_entry(&at, act, why);
        }
        let party = act.actor.party.as_ref().and_then(|key| at.view.state.name(key));
        let party = party.map(|name| at.speech.name(name.name));
        Entry {
            number: act.seq,
            when: dates::moment(&at, act.at),
            who: party.map_or_else(|| role(&at, act), |name| format!("{name}, {}", role(&at, act))),
            what: at.speech.w(&format!("act-kind-{}", act.kind)),
            signed: signed(&at, act),
            hash: act.hash.to_string().chars().take(12).collect(),
        }
    };
    super::page(&Page {
        frame: Frame::new(&at, Room::Press, &at.speech.w("record-title")),
        head: head.root.to_string(),
        key: match &at.view.state.keys.forum {
            Some(registered) => at.speech.says(
                "record-key",
                &[
                    ("act", at.speech.integer(registered.act)),
                    ("key", registered.body.key.id().short().to_string()),
                ],
            ),
            None => at.speech.w("record-no-key"),
        },
        lines: format!("/{}/record.jsonl", at.live.key()),
        acts: at.view.record.acts().iter().zip(&withheld).map(entry).collect(),
    })
}

/// As what somebody acted; a role that the pages do not know, as it stands in the record.
fn role(at: &Place, act: &record::Act) -> String {
    const KNOWN: [&str; 10] = [
        "secretariat",
        "chair",
        "system",
        "moderator",
        "co_organiser",
        "head_of_delegation",
        "alternate",
        "adviser",
        "expert",
        "rapporteur",
    ];
    let role = act.actor.role.as_str();
    match KNOWN.contains(&role) {
        true => at.speech.w(&format!("act-role-{role}")),
        false => role.replace('_', " "),
    }
}

/// Whether a reader may read what an act says: everybody may, but for acts that are withheld while a text is with the
/// delegations, which their readers may, and counts of few people, which the pen alone may.
pub(crate) fn may_read(view: &View, act: &record::Act, reader: &Reader) -> bool {
    let withheld = forum::outsiders::withheld(view.record.acts());
    let why = usize::try_from(act.seq).ok().and_then(|number| withheld.get(number).copied().flatten());
    match why {
        None => true,
        Some(Why::Text) => reader.pen || reader.co_organiser || reader.delegate.is_some(),
        Some(Why::Tally) => reader.pen,
    }
}

/// Whether those who hold the pen look.
async fn organiser(at: &Place) -> bool {
    super::desk::organiser(at).await.is_ok()
}

/// What outsiders see of an act that is withheld: its number, its kind, its hash, and why.
fn withheld_entry(at: &Place, act: &record::Act, why: Why) -> Entry {
    Entry {
        number: act.seq,
        when: String::new(),
        who: at.speech.w(match why {
            Why::Text => "record-withheld-text",
            Why::Tally => "record-withheld-tally",
        }),
        what: at.speech.w(&format!("act-kind-{}", act.kind)),
        hash: act.hash.to_string().chars().take(12).collect(),
        signed: String::new(),
    }
}

/// Who signed an act, by the short ids of their keys. Every signature was checked when the act was taken in.
fn signed(at: &Place, act: &record::Act) -> String {
    let name = |signature: &record::Signature| {
        let registered = at.view.state.keys.find(signature.key);
        let party = registered.and_then(|registered| registered.party.as_ref());
        let party = party.and_then(|party| at.view.state.name(party)).map(|name| at.speech.name(name.name));
        party.unwrap_or_else(|| signature.key.short().to_string())
    };
    act.signatures.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The record as outsiders may read it, for `plenary communique` and for whoever checks it: of what is withheld it
/// holds number, kind and hash. Those who hold the pen get the whole.
pub(crate) async fn lines(State(app): State<App>, Path(forum): Path<String>, headers: HeaderMap) -> Response {
    let Some(live) = app.forums().get(&ForumKey::new(&forum)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let inside = match cookies::session(&headers, Role::Desk) {
        Some(session) => matches!(
            live.subject(&session, app.now()).await,
            Ok(Some(Subject::Desk { role: DeskRole::Organiser, .. }))
        ),
        None => false,
    };
    let (mut out, view) = (Vec::new(), live.view());
    let written = match inside {
        true => view.record.write_to(&mut out).map_err(drop),
        false => forum::outsiders::write(&view.record, &mut out).map_err(drop),
    };
    match written {
        Ok(()) => ([(header::CONTENT_TYPE, "application/jsonl")], out).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
