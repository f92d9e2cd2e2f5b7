//! The consensus board: what is agreed, where parties differ, who was not asked, what is open.

use crate::extract::Place;
use crate::frame::{Frame, Link, Room};
use crate::problem::Problem;
use crate::routes::text::Reader;
use crate::speech::Spoken;
use crate::views::finding::{self, Row};
use askama::Template;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::live::Board;
use forum::live::board::Column;
use serde::Deserialize;
use std::sync::Arc;
use terms::{Capacity, TopicKey};

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    topic: Option<String>,
    capacity: Option<String>,
    /// Only what changes, for the page's own script.
    #[serde(default)]
    part: bool,
}

#[derive(Template)]
#[template(path = "board.html")]
struct Page {
    frame: Frame,
    topic: Option<Spoken>,
    topics: Vec<Link>,
    capacities: Vec<Link>,
    query: String,
    embed: String,
    /// Where those who hold the pen begin a text from this; empty for all others.
    begin: String,
    part: Part,
}

/// The part of the page that changes while one looks.
#[derive(Template)]
#[template(path = "board_part.html")]
pub(crate) struct Part {
    speech: crate::speech::Speech,
    address: String,
    pub(crate) ground: String,
    pub(crate) columns: Vec<Shown>,
}

/// A column of the board.
pub(crate) struct Shown {
    name: &'static str,
    pub(crate) title: String,
    about: String,
    pub(crate) count: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) empty: String,
}

/// A board: all of it, or that of a topic, of a capacity, of both.
pub(crate) struct Chosen {
    pub(crate) topic: Option<TopicKey>,
    pub(crate) capacity: Option<Capacity>,
    pub(crate) board: Arc<Board>,
}

impl Chosen {
    /// What the address asks for. A topic or capacity that is none is not found, rather than taken for all of them.
    pub(crate) fn of(at: &Place, asked: &Asked) -> Result<Chosen, Problem> {
        let missing = || Problem::not_found(at.lang()).back(at.to("board"));
        let topic = asked.topic.as_deref().filter(|topic| !topic.is_empty()).map(TopicKey::new);
        let known = |topic: &TopicKey| at.view.state.topics.iter().any(|known| known.body.topic == *topic);
        if topic.as_ref().is_some_and(|topic| !known(topic)) {
            return Err(missing());
        }
        let capacity = asked.capacity.as_deref().filter(|capacity| !capacity.is_empty());
        let capacity = capacity.map(|name| Capacity::named(name).ok_or_else(missing)).transpose()?;
        let board = match capacity {
            Some(capacity) => at.live.board_of(capacity).map_err(|error| at.problem(error))?,
            None => at.live.board(),
        };
        Ok(Chosen { topic, capacity, board })
    }

    /// What an address ends in to ask for the same.
    pub(crate) fn query(&self) -> String {
        query(self.topic.as_ref(), self.capacity)
    }

    /// The board's name, with those of its topic and capacity.
    pub(crate) fn name(&self, at: &Place) -> String {
        let named = at.view.state.topics.iter().find(|known| Some(&known.body.topic) == self.topic.as_ref());
        let topic = named.map(|topic| at.speech.name(&topic.body.name));
        let of = |capacity: Capacity| at.speech.w(&format!("capacity-{}-plural", capacity.name()));
        let parts = [Some(at.speech.w("board-title")), topic, self.capacity.map(of)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The columns of the board.
    pub(crate) fn part(&self, at: &Place) -> Part {
        part(at, &self.board, self.topic.as_ref(), self.capacity)
    }
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let chosen = Chosen::of(&at, &asked)?;
    let part = chosen.part(&at);
    if asked.part {
        return Ok(([(header::CACHE_CONTROL, "private, no-store")], super::page(&part)).into_response());
    }
    let (topic, capacity) = (chosen.topic.as_ref(), chosen.capacity);
    let named = at.view.state.topics.iter().find(|known| Some(&known.body.topic) == topic);
    Ok(super::page(&Page {
        frame: Frame::new(&at, Room::Board, &at.speech.w("board-title")),
        topic: named.map(|topic| at.speech.spoken(&topic.body.name)),
        topics: topics(&at, topic, capacity),
        capacities: capacities(&at, topic, capacity),
        query: chosen.query(),
        embed: format!("{}{}{}", at.origin(), at.to("embed/board"), chosen.query()),
        begin: match Reader::of(&at).await?.pen {
            true => {
                at.to(
                    &topic.map_or_else(|| "desk/text".to_owned(), |topic| format!("desk/text?topic={topic}"))
                )
            }
            false => String::new(),
        },
        part,
    }))
}

fn part(at: &Place, board: &Arc<Board>, topic: Option<&TopicKey>, capacity: Option<Capacity>) -> Part {
    let state = &at.view.state;
    let reader = finding::Reader::new(at, board);
    let reader = if capacity.is_some() { reader.of_some() } else { reader };
    let rows = board.rows(state, topic);
    let column = |column: Column| {
        let of = rows.iter().filter(|found| Column::of(found.grade) == column);
        let mut rows: Vec<Row> = of.filter_map(|found| reader.row(found)).collect();
        if column == Column::NotYetAsked {
            rows.extend(board.unanswered(state, topic).into_iter().map(|made| reader.unanswered(&made.body)));
        }
        Shown {
            name: column.name(),
            title: at.speech.w(&format!("column-{}", column.name())),
            about: at.speech.w(&format!("column-{}-about", column.name())),
            count: at.speech.integer(rows.len() as u64),
            empty: at.speech.w(&format!("column-{}-empty", column.name())),
            rows,
        }
    };
    let parties = board.report.as_ref().map_or(0, |report| report.parties.len() as u64);
    Part {
        speech: at.speech.clone(),
        address: address(at, topic, capacity),
        ground: at.speech.nn("board-ground", ("answers", board.answers), ("parties", parties)),
        columns: Column::ALL.into_iter().map(column).collect(),
    }
}

fn address(at: &Place, topic: Option<&TopicKey>, capacity: Option<Capacity>) -> String {
    at.to(&format!("board{}", query(topic, capacity)))
}

fn query(topic: Option<&TopicKey>, capacity: Option<Capacity>) -> String {
    let topic = topic.map(|topic| format!("topic={topic}"));
    let capacity = capacity.map(|capacity| format!("capacity={}", capacity.name()));
    let query: Vec<String> = topic.into_iter().chain(capacity).collect();
    if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) }
}

fn topics(at: &Place, here: Option<&TopicKey>, capacity: Option<Capacity>) -> Vec<Link> {
    let all = Link {
        href: address(at, None, capacity),
        text: at.speech.w("board-all-topics"),
        lang: at.lang().to_string(),
        here: here.is_none(),
    };
    let link = |topic: &forum::fold::Cited<forum::acts::TopicOpened>| {
        let spoken = at.speech.spoken(&topic.body.name);
        let key = &topic.body.topic;
        Link {
            href: address(at, Some(key), capacity),
            text: spoken.text,
            lang: spoken.lang,
            here: here == Some(key),
        }
    };
    std::iter::once(all).chain(at.view.state.topics.iter().map(link)).collect()
}

fn capacities(at: &Place, topic: Option<&TopicKey>, here: Option<Capacity>) -> Vec<Link> {
    let link = |capacity: Option<Capacity>| Link {
        href: address(at, topic, capacity),
        text: at.speech.w(&capacity.map_or_else(
            || "capacity-everybody".to_owned(),
            |capacity| format!("capacity-{}-plural", capacity.name()),
        )),
        lang: at.lang().to_string(),
        here: here == capacity,
    };
    std::iter::once(None).chain(Capacity::ALL.into_iter().map(Some)).map(link).collect()
}
