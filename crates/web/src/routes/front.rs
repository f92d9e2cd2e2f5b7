//! The front page of a forum.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::speech::{Spoken, by_name};
use crate::views::dates;
use askama::Template;
use axum::response::Response;
use forum::live::board::Column;

#[derive(Template)]
#[template(path = "front.html")]
struct Page {
    frame: Frame,
    theme: Spoken,
    place: Spoken,
    dates: String,
    hosts: Vec<Spoken>,
    standings: Vec<String>,
    people: String,
    topics: Vec<Card>,
    take_part: String,
    board: String,
    code: String,
    parties: Vec<(String, Vec<(String, Spoken)>)>,
}

/// A topic and what was found in it.
struct Card {
    href: String,
    name: Spoken,
    counts: Vec<(&'static str, String, String)>,
    first: Option<Spoken>,
}

pub(crate) async fn show(at: Place) -> Response {
    let speech = &at.speech;
    let state = &at.view.state;
    let Some(convened) = &state.convened else { return super::page(&empty(&at)) };
    let population: u64 = state.parties.iter().map(|party| party.body.population).sum();
    super::page(&Page {
        frame: Frame::new(&at, Room::Front, &speech.name(&convened.body.name)),
        theme: speech.spoken(&convened.body.theme),
        place: speech.spoken(&convened.body.place),
        dates: dates::span(speech.lang(), &convened.body.opens, &convened.body.closes),
        hosts: state.co_organisers.iter().map(|named| speech.spoken(&named.body.name)).collect(),
        standings: standings(&at),
        people: speech.n("front-people", "millions", population / 1_000_000),
        topics: cards(&at),
        take_part: at.to("take-part"),
        board: at.to("board"),
        code: at.to("enter"),
        parties: parties(&at),
    })
}

fn empty(at: &Place) -> Page {
    let nothing = at.speech.spoken(&terms::MultiText::default());
    Page {
        frame: Frame::new(at, Room::Front, ""),
        theme: nothing.clone(),
        place: nothing,
        dates: String::new(),
        hosts: Vec::new(),
        standings: Vec::new(),
        people: String::new(),
        topics: Vec::new(),
        take_part: at.to("take-part"),
        board: at.to("board"),
        code: at.to("enter"),
        parties: Vec::new(),
    }
}

/// "8 member states", "4 observer states" and so on, of the standings that somebody has.
fn standings(at: &Place) -> Vec<String> {
    let state = &at.view.state;
    let count = |entry: &forum::acts::StandingRights| {
        let count = state.participants().filter(|(_, standing)| **standing == entry.key).count();
        let name = if count == 1 { &entry.name } else { &entry.plural };
        (count > 0).then(|| format!("{} {}", at.speech.integer(count as u64), at.speech.name(name)))
    };
    state.standings().iter().filter_map(count).collect()
}

fn parties(at: &Place) -> Vec<(String, Vec<(String, Spoken)>)> {
    let state = &at.view.state;
    let of = |entry: &forum::acts::StandingRights| {
        let within = state.participants().filter(|(_, standing)| **standing == entry.key);
        let named: Vec<(String, Spoken)> = within
            .filter_map(|(key, _)| {
                Some((at.to(&format!("party/{key}")), at.speech.spoken(state.name(key)?.name)))
            })
            .collect();
        (at.speech.name(&entry.plural), by_name(at, named, |(_, name)| &name.text))
    };
    state.standings().iter().map(of).filter(|(_, named)| !named.is_empty()).collect()
}

fn cards(at: &Place) -> Vec<Card> {
    let (state, board) = (&at.view.state, at.live.board());
    let card = |topic: &forum::fold::Cited<forum::acts::TopicOpened>| {
        let key = &topic.body.topic;
        let rows = board.rows(state, Some(key));
        let count = |column: Column| {
            let mut found = rows.iter().filter(|finding| Column::of(finding.grade) == column).count();
            if column == Column::NotYetAsked {
                found += board.unanswered(state, Some(key)).len();
            }
            (column.name(), at.speech.integer(found as u64), at.speech.w(&format!("short-{}", column.name())))
        };
        let first = rows.iter().find(|finding| Column::of(finding.grade) == Column::Agreed);
        let first = first.and_then(|finding| state.statement(&finding.statement));
        Card {
            href: at.to(&format!("board?topic={key}")),
            name: at.speech.spoken(&topic.body.name),
            counts: Column::ALL.into_iter().map(count).collect(),
            first: first.map(|made| at.speech.spoken(&made.body.text)),
        }
    };
    state.topics.iter().map(card).collect()
}
