//! The board, and how a party stands, as small pages that other sites may show inside theirs.

use super::board::{Asked, Chosen, Shown};
use super::party::{Stand, alone, topics};
use super::picture::POLICY;
use crate::extract::Place;
use crate::problem::Problem;
use crate::speech::{Speech, Spoken};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderName;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use terms::PartyKey;

/// What such pages share. Templates call it `shell`.
struct Shell {
    lang: String,
    dir: &'static str,
    style: String,
    speech: Speech,
    forum: Spoken,
    notice: Option<String>,
    title: String,
    /// The page itself, which opens beside.
    href: String,
}

impl Shell {
    fn new(at: &Place, title: String, page: &str) -> Shell {
        let convened = at.view.state.convened.as_ref();
        let mark = convened.and_then(|convened| convened.body.simulation.as_ref());
        let name = convened.map_or_else(terms::MultiText::default, |convened| convened.body.name.clone());
        Shell {
            lang: at.lang().to_string(),
            dir: present::page::direction(at.lang()),
            style: at.app.assets().address("plenary.css").to_owned(),
            forum: at.speech.spoken(&name),
            notice: mark.map(|mark| present::page::simulation_notice(at.lang(), mark.seed)),
            speech: at.speech.clone(),
            href: at.to(page),
            title,
        }
    }
}

#[derive(Template)]
#[template(path = "embed_board.html")]
struct OfBoard {
    shell: Shell,
    ground: String,
    columns: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "embed_party.html")]
struct OfParty {
    shell: Shell,
    alone: Vec<Stand>,
    topics: Vec<(Spoken, Vec<Stand>)>,
}

fn shown(page: &impl Template) -> Response {
    ([(HeaderName::from_static("content-security-policy"), POLICY)], super::page(page)).into_response()
}

pub(crate) async fn board(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let chosen = Chosen::of(&at, &asked)?;
    let part = chosen.part(&at);
    let shell = Shell::new(&at, chosen.name(&at), &format!("board{}", chosen.query()));
    Ok(shown(&OfBoard { shell, ground: part.ground, columns: part.columns }))
}

pub(crate) async fn party(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let key = PartyKey::new(parts.get("party").map_or("", String::as_str));
    let missing = || Problem::not_found(at.lang()).back(at.to(""));
    let known = at.view.state.name(&key).filter(|known| known.standing.is_some()).ok_or_else(missing)?;
    let shell = Shell::new(&at, at.speech.name(known.name), &format!("party/{key}"));
    Ok(shown(&OfParty { shell, alone: alone(&at, &key), topics: topics(&at, &key) }))
}
