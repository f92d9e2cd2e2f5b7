//! The record: every act, its number, its hash, and the acts as they are kept.

use super::text::Reader;
use crate::app::App;
use crate::cookies::{self, Role};
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::views::dates;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use forum::live::entering::DeskRole;
use forum::live::{Subject, View};
use forum::outsiders::Why;
use serde::Deserialize;
use std::ops::Range;
use terms::ForumKey;

#[derive(Template)]
#[template(path = "record.html")]
struct Page {
    frame: Frame,
    head: String,
    lines: String,
    key: String,
    acts: Vec<Entry>,
    pages: Pages,
    /// What was looked for.
    wanted: String,
    /// The act that was looked for, if it is there.
    found: Option<usize>,
    /// That there is no such act.
    missing: String,
}

/// So many acts stand on one page.
const PAGE: usize = 200;

/// What may stand in the address: a page from 1, or the number of an act that is looked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    page: String,
    #[serde(default)]
    act: String,
}

/// The pages there are: where this one is, and where the others are; empty where there are none.
struct Pages {
    /// Which acts of how many are here.
    here: String,
    first: String,
    before: String,
    after: String,
    last: String,
}

impl Asked {
    /// The page that is wanted, from 0, of a record with so many acts; and whether there is what was looked for.
    fn page(&self, acts: usize) -> (usize, bool) {
        let last = acts.saturating_sub(1) / PAGE;
        let typed = |text: &str| text.parse::<usize>().ok();
        match (self.act.trim().is_empty(), typed(&latin(&self.act)), typed(&latin(&self.page))) {
            (false, Some(act), _) if act < acts => (act / PAGE, true),
            (false, ..) => (last, false),
            (true, _, page) => (page.unwrap_or(1).saturating_sub(1).min(last), true),
        }
    }
}

/// A number as it stands on the page, in the digits of any of the languages.
fn latin(text: &str) -> String {
    let sign = |c: char| text::digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c);
    text.trim().chars().map(sign).collect()
}

impl Pages {
    fn of(at: &Place, page: usize, (here, acts): (&Range<usize>, usize)) -> Pages {
        let last = acts.saturating_sub(1) / PAGE;
        let link = |is: bool, page: usize| match is {
            true => at.to(&format!("record?page={}", page + 1)),
            false => String::new(),
        };
        let number = |number: usize| at.speech.integer(number as u64);
        let span = [
            ("first", number(here.start)),
            ("last", number(here.end.saturating_sub(1))),
            ("all", number(acts)),
        ];
        Pages {
            here: at.speech.says("record-here", &span),
            first: link(page > 0, 0),
            before: link(page > 0, page.saturating_sub(1)),
            after: link(page < last, page + 1),
            last: link(page < last, last),
        }
    }
}

struct Entry {
    number: u64,
    when: String,
    who: String,
    what: String,
    hash: String,
    signed: String,
    /// Whether it is the one that was looked for.
    wanted: bool,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Response {
    let acts = at.view.record.acts();
    let (page, found) = asked.page(acts.len());
    let wanted: Option<usize> = latin(&asked.act).parse().ok();
    let here = page * PAGE..((page + 1) * PAGE).min(acts.len());
    let withheld = forum::outsiders::withheld(acts);
    let inside = organiser(&at).await;
    let entry = |number: usize| {
        let (act, why) = (acts.get(number)?, withheld.get(number).copied().flatten());
        let entry = match why.filter(|_| !inside) {
            Some(why) => withheld_entry(&at, act, why),
            None => open_entry(&at, act),
        };
        Some(Entry { wanted: wanted == Some(number), ..entry })
    };
    let shown = super::page(&Page {
        frame: Frame::new(&at, Room::Press, &at.speech.w("record-title")),
        head: at.view.record.head().root.to_string(),
        key: key(&at),
        lines: format!("/{}/record.jsonl", at.live.key()),
        acts: here.clone().filter_map(entry).collect(),
        pages: Pages::of(&at, page, (&here, acts.len())),
        missing: match found {
            true => String::new(),
            false => {
                at.speech.s("record-missing", "last", &at.speech.integer(acts.len().saturating_sub(1) as u64))
            }
        },
        found: wanted.filter(|_| found),
        wanted: asked.act,
    });
    let status = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
    (status, shown).into_response()
}

/// With which key acts of the forum are signed.
fn key(at: &Place) -> String {
    let Some(registered) = &at.view.state.keys.forum else { return at.speech.w("record-no-key") };
    let (act, key) = (at.speech.integer(registered.act), registered.body.key.id().short().to_string());
    at.speech.says("record-key", &[("act", act), ("key", key)])
}

/// An act as those who may read it see it.
fn open_entry(at: &Place, act: &record::Act) -> Entry {
    let party = act.actor.party.as_ref().and_then(|key| at.view.state.name(key));
    let party = party.map(|name| at.speech.name(name.name));
    Entry {
        number: act.seq,
        when: dates::moment(at, act.at),
        who: party.map_or_else(|| role(at, act), |name| format!("{name}, {}", role(at, act))),
        what: at.speech.w(&format!("act-kind-{}", act.kind)),
        signed: signed(at, act),
        wanted: false,
        hash: act.hash.to_string().chars().take(12).collect(),
    }
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
        wanted: false,
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
