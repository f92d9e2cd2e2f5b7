//! A statement: how the parties stand to it, how that came about, and what the others said.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::{Speech, Spoken};
use crate::views::chart::{self, Chart};
use crate::views::finding::{Reader, Row, Sign};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{StatementKey, Tier};

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    frame: Frame,
    text: Spoken,
    sign: Sign,
    grade: String,
    sentence: String,
    robust: Option<String>,
    topic: Spoken,
    topic_href: String,
    originals: Vec<Spoken>,
    chart: Option<Chart>,
    href: String,
    part: Part,
    answer: String,
    act: String,
}

/// How the parties stand: the part that changes while one looks, and that the board shows when a row is opened.
#[derive(Template)]
#[template(path = "statement_part.html")]
struct Part {
    speech: Speech,
    row: Row,
    beside: Vec<(String, String)>,
}

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Only the part that changes.
    #[serde(default)]
    part: bool,
}

pub(crate) async fn show(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found(at.lang()).back(at.to("board"));
    let key = StatementKey::new(parts.get("statement").map_or("", String::as_str));
    let state = &at.view.state;
    let made = state.statement(&key).ok_or_else(missing)?;
    let topic = state.topics.iter().find(|topic| topic.body.topic == made.body.topic).ok_or_else(missing)?;
    let board = at.live.board();
    let reader = Reader::new(&at, &board);
    let row = board.finding(&key).and_then(|found| reader.row(found));
    let row = row.unwrap_or_else(|| reader.unanswered(&made.body));
    let own = at.speech.spoken(&made.body.text);
    let others = made.body.text.iter().filter(|(lang, _)| lang.as_str() != own.lang);
    let other =
        |(lang, text): (&terms::Lang, &str)| at.speech.spoken(&terms::MultiText::of(lang.as_str(), text));
    let beside = |tier: Tier| {
        let counts = board.answers_of(tier, &key);
        let share = (counts.agree * 100).checked_div(counts.answers())?;
        let said = at.speech.nn("statement-beside", ("answers", counts.answers()), ("agree", share));
        Some((at.speech.w(&format!("tier-{}", tier.name())), said))
    };
    let beside = [Tier::Invited, Tier::Open].into_iter().filter_map(beside).collect();
    let part = Part { speech: at.speech.clone(), row, beside };
    if asked.part {
        return Ok(([(header::CACHE_CONTROL, "private, no-store")], super::page(&part)).into_response());
    }
    Ok(super::page(&Page {
        frame: Frame::new(&at, Room::Board, &own.text),
        topic: at.speech.spoken(&topic.body.name),
        topic_href: at.to(&format!("board?topic={}", topic.body.topic)),
        originals: others.map(other).collect(),
        chart: chart::history(&at, &key),
        href: at.to(&format!("statement/{key}")),
        sign: part.row.sign,
        grade: part.row.grade.clone(),
        sentence: part.row.sentence.clone(),
        robust: part.row.robust.clone(),
        part,
        answer: at.to(&format!("take-part?statement={key}")),
        act: at.speech.n("statement-act", "act", made.act),
        text: own,
    }))
}
