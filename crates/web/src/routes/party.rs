//! A party or an organisation: how it stands, and where it is alone.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use crate::views::dates;
use crate::views::finding::Sign;
use crate::views::lean::{Lean, lean};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use std::collections::BTreeMap;
use terms::{PartyKey, Right};

#[derive(Template)]
#[template(path = "party.html")]
struct Page {
    frame: Frame,
    name: Spoken,
    standing: String,
    facts: Vec<String>,
    counted: bool,
    alone: Vec<Stand>,
    topics: Vec<(Spoken, Vec<Stand>)>,
    href: String,
    embed: String,
}

/// How the party stands to a statement.
pub(crate) struct Stand {
    pub(crate) href: String,
    pub(crate) text: Spoken,
    pub(crate) sign: Sign,
    pub(crate) lean: Lean,
}

pub(crate) async fn show(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let key = PartyKey::new(parts.get("party").map_or("", String::as_str));
    let state = &at.view.state;
    let missing = || Problem::not_found(at.lang()).back(at.to(""));
    let known = state.name(&key).ok_or_else(missing)?;
    let standing = known.standing.ok_or_else(missing)?;
    let entry = state.standings().iter().find(|entry| entry.key == *standing);
    let name = at.speech.spoken(known.name);
    Ok(super::page(&Page {
        frame: Frame::new(&at, Room::Other, &name.text),
        standing: entry.map_or(String::new(), |entry| at.speech.name(&entry.name)),
        facts: facts(&at, &key),
        counted: state.has_right(standing, Right::Count),
        alone: alone(&at, &key),
        topics: topics(&at, &key),
        href: at.to(&format!("party/{key}")),
        embed: format!("{}{}", at.origin(), at.to(&format!("embed/party/{key}"))),
        name,
    }))
}

fn facts(at: &Place, key: &PartyKey) -> Vec<String> {
    let mut facts = joined(at, key);
    facts.extend(before(at, key));
    facts
}

/// Names and standings with their dates, where they were ever changed.
fn before(at: &Place, key: &PartyKey) -> Vec<String> {
    let (state, speech) = (&at.view.state, &at.speech);
    let day = |day: &str| dates::day(at.lang(), day);
    let mut facts = Vec::new();
    if let Some(since) = state.naming.standing_since.get(key) {
        facts.push(speech.s("party-standing-since", "day", &day(since)));
    }
    for past in state.naming.standings.get(key).into_iter().flatten().rev() {
        let entry = state.standings().iter().find(|entry| entry.key == past.what);
        let standing = entry.map_or_else(|| past.what.to_string(), |entry| speech.name(&entry.name));
        let words = [("standing", standing), ("day", day(&past.since))];
        facts.push(speech.says("party-standing-before", &words));
    }
    if let Some(since) = state.naming.name_since.get(key) {
        facts.push(speech.s("party-name-since", "day", &day(since)));
    }
    for past in state.naming.names.get(key).into_iter().flatten().rev() {
        facts.push(speech.s("party-named-before", "name", &speech.name(&past.what)));
    }
    facts
}

fn joined(at: &Place, key: &PartyKey) -> Vec<String> {
    let state = &at.view.state;
    if let Some(party) = state.parties.iter().find(|party| party.body.party == *key) {
        let body = &party.body;
        let people = at.speech.says(
            "party-population",
            &[
                ("people", at.speech.integer(body.population)),
                ("source", body.population_source.clone()),
                ("date", body.population_date.clone()),
            ],
        );
        return vec![at.speech.s("party-since", "year", &body.since.to_string()), people];
    }
    let organisation = state.organisations.iter().find(|o| o.body.organisation == *key);
    let home = organisation.and_then(|o| state.name(&o.body.home)).map(|home| at.speech.name(home.name));
    home.map(|home| at.speech.s("party-home", "party", &home)).into_iter().collect()
}

/// Where it stands outside what the others agree on.
pub(crate) fn alone(at: &Place, key: &PartyKey) -> Vec<Stand> {
    let board = at.live.board();
    let rows = board.rows(&at.view.state, None);
    let outside = rows.into_iter().filter(|found| found.outside.iter().any(|out| out.party == *key));
    outside.filter_map(|found| stand(at, key, &found.statement)).collect()
}

/// How it stands to every statement, by topic.
pub(crate) fn topics(at: &Place, key: &PartyKey) -> Vec<(Spoken, Vec<Stand>)> {
    let state = &at.view.state;
    let of = |topic: &forum::fold::Cited<forum::acts::TopicOpened>| {
        let made = state.statements_of(&topic.body.topic);
        let stands = made.filter_map(|made| stand(at, key, &made.body.statement)).collect();
        (at.speech.spoken(&topic.body.name), stands)
    };
    state.topics.iter().map(of).filter(|(_, stands): &(_, Vec<Stand>)| !stands.is_empty()).collect()
}

fn stand(at: &Place, key: &PartyKey, statement: &terms::StatementKey) -> Option<Stand> {
    let made = at.view.state.statement(statement)?;
    let board = at.live.board();
    Some(Stand {
        href: at.to(&format!("statement/{statement}")),
        text: at.speech.spoken(&made.body.text),
        sign: Sign::of(board.finding(statement)),
        lean: lean(&at.speech, &board.shown, key, statement),
    })
}
