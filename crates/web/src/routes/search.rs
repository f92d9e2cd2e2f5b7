//! Searching everything that people wrote here and that is shown: every word must be there, in any language.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::speech::Spoken;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use forum::live::search::{self, Found, search};
use serde::Deserialize;

/// So many are shown of each kind.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    query: String,
    groups: Vec<(String, Vec<Hit>)>,
    found: String,
}

/// Something found.
struct Hit {
    href: String,
    text: Spoken,
}

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Response {
    let query: String = asked.q.trim().chars().take(100).collect();
    let groups = groups(&at, &query);
    let count: usize = groups.iter().map(|(_, hits)| hits.len()).sum();
    super::page(&Page {
        frame: Frame::new(&at, Room::Other, &at.speech.w("search-title")),
        found: if query.is_empty() {
            String::new()
        } else {
            at.speech.n("search-found", "count", count as u64)
        },
        query,
        groups,
    })
}

/// What was found, by its kind, in the order of the page.
fn groups(at: &Place, query: &str) -> Vec<(String, Vec<Hit>)> {
    let hits = search(&at.view.state, query, SHOWN);
    let page = |hit: &search::Hit| match hit.found {
        Found::Statement => format!("statement/{}", hit.key),
        Found::Topic => format!("topic/{}", hit.key),
        Found::Party => format!("party/{}", hit.key),
        Found::Paper => format!("topic/{}#papers", hit.part_of),
        Found::Reply => format!("statement/{}#{}", hit.part_of, hit.key),
    };
    let shown = |hit: &search::Hit| Hit { href: at.to(&page(hit)), text: at.speech.spoken(hit.text) };
    let kinds = [
        (Found::Statement, "desk-statements"),
        (Found::Topic, "front-topics"),
        (Found::Party, "front-parties"),
        (Found::Paper, "topic-papers"),
        (Found::Reply, "statement-replies"),
    ];
    let of = |kind| hits.iter().filter(|hit| hit.found == kind).map(shown).collect::<Vec<_>>();
    let named = kinds.into_iter().map(|(kind, message)| (at.speech.w(message), of(kind)));
    named.filter(|(_, hits)| !hits.is_empty()).collect()
}
