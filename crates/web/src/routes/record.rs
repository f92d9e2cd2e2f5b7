//! The record: every act, its number, its hash, and the acts as they are kept.

use crate::app::App;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::views::dates;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
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
    let entry = |act: &record::Act| {
        let party = act.actor.party.as_ref().and_then(|key| at.view.state.name(key));
        let party = party.map(|name| at.speech.name(name.name));
        Entry {
            number: act.seq,
            when: dates::moment(&at, act.at),
            who: party.map_or_else(
                || act.actor.role.replace('_', " "),
                |name| format!("{name}, {}", act.actor.role.replace('_', " ")),
            ),
            what: act.kind.replace('_', " "),
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
        acts: at.view.record.acts().iter().map(entry).collect(),
    })
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

/// The record as it is kept, for `plenary communique` and for whoever checks it.
pub(crate) async fn lines(State(app): State<App>, Path(forum): Path<String>) -> Response {
    let Some(live) = app.forums().get(&ForumKey::new(&forum)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut out = Vec::new();
    match live.view().record.write_to(&mut out) {
        Ok(()) => ([(header::CONTENT_TYPE, "application/jsonl")], out).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
