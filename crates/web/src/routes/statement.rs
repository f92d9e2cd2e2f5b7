//! A statement: how the parties stand to it, how that came about, and what the others said.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::routes::topic::Own;
use crate::speech::{Speech, Spoken};
use crate::views::became::{self, Became};
use crate::views::chart::{self, Chart};
use crate::views::discussed::{Reply, linked, origin, replies};
use crate::views::finding::{PartyRow, Reader, Row, Sign, uncounted};
use crate::views::told::{self, Told};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::acts::Stance;
use forum::live::submissions::LONGEST;
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{Phase, StatementKey, Tier};

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
    originals: Vec<(Spoken, bool)>,
    chart: Option<Chart>,
    href: String,
    part: Part,
    answer: String,
    act: String,
    origin: String,
    cites: Vec<(String, String)>,
    replies: Vec<(&'static str, String, Vec<Reply>)>,
    own: Vec<Own>,
    stances: Vec<(&'static str, String)>,
    languages: Vec<(String, String, bool)>,
    longest: usize,
    open: bool,
    embed: String,
    became: Vec<Became>,
    told: Told,
}

/// How the parties stand: the part that changes while one looks, and that the board shows when a row is opened.
#[derive(Template)]
#[template(path = "statement_part.html")]
struct Part {
    speech: Speech,
    row: Row,
    beside: Vec<(String, String)>,
    others: Option<Others>,
}

/// How those that take part and are not counted stand: a line and rows of their own.
struct Others {
    title: String,
    sentence: String,
    parties: Vec<PartyRow>,
}

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Only the part that changes.
    #[serde(default)]
    part: bool,
    #[serde(default)]
    done: String,
}

pub(crate) async fn show(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let key = StatementKey::new(parts.get("statement").map_or("", String::as_str));
    let part = part(&at, &key).ok_or_else(|| missing(&at))?;
    if asked.part {
        return Ok(([(header::CACHE_CONTROL, "private, no-store")], super::page(&part)).into_response());
    }
    let told = Told::of(&at, &told::Asked { done: asked.done }, &["submitted"]);
    whole(&at, &key, told).await
}

fn missing(at: &Place) -> Problem {
    Problem::not_found(at.lang()).back(at.to("board"))
}

/// How the parties stand to a statement; `None` where it was never made.
fn part(at: &Place, key: &StatementKey) -> Option<Part> {
    let made = at.view.state.statement(key)?;
    let board = at.live.board();
    let reader = Reader::new(at, &board);
    let row = board.finding(key).and_then(|found| reader.row(found));
    let row = row.unwrap_or_else(|| reader.unanswered(&made.body));
    let beside = |tier: Tier| {
        let counts = board.answers_of(tier, key);
        let share = (counts.agree * 100).checked_div(counts.answers())?;
        let said = at.speech.nn("statement-beside", ("answers", counts.answers()), ("agree", share));
        Some((at.speech.w(&format!("tier-{}", tier.name())), said))
    };
    let beside = [Tier::Invited, Tier::Open].into_iter().filter_map(beside).collect();
    Some(Part { speech: at.speech.clone(), row, beside, others: others(at, key) })
}

fn others(at: &Place, key: &StatementKey) -> Option<Others> {
    let board = at.live.board();
    let reader = Reader::over(at, board.beside.as_deref()?);
    let row = reader.row(board.finding_beside(key)?)?;
    let title = at.speech.s("beside-title", "who", &uncounted(at));
    Some(Others { title, sentence: row.sentence, parties: row.parties })
}

/// The whole page of a statement, which says what was done or refused on it.
pub(crate) async fn whole(at: &Place, key: &StatementKey, told: Told) -> Result<Response, Problem> {
    let state = &at.view.state;
    let part = part(at, key).ok_or_else(|| missing(at))?;
    let made = state.statement(key).ok_or_else(|| missing(at))?;
    let topic = state.topics.iter().find(|topic| topic.body.topic == made.body.topic);
    let topic = topic.ok_or_else(|| missing(at))?;
    let own = at.speech.spoken(&made.body.text);
    let others = made.body.text.iter().filter(|(lang, _)| lang.as_str() != own.lang);
    let other = |(lang, text): (&terms::Lang, &str)| {
        let translated = state.discussion.translations.get(&(key.clone(), lang.clone()));
        let machine = translated.is_some_and(|translated| translated.body.by_machine);
        (at.speech.spoken(&terms::MultiText::of(lang.as_str(), text)), machine)
    };
    let voter = at.voter().await?;
    let here = |s: &forum::live::submissions::Submission| s.reply.as_ref().is_some_and(|(of, _)| of == key);
    let stance = |stance: Stance| (stance.name(), at.speech.w(&format!("stance-one-{}", stance.name())));
    let open = state.phase() == Phase::Open && state.topic_open(&topic.body.topic) && !state.is_hidden(key);
    let cites = made.body.cites.iter().map(|paper| linked(at, paper)).collect();
    Ok(super::page(&Page {
        frame: Frame::new(at, Room::Board, &own.text),
        topic: at.speech.spoken(&topic.body.name),
        topic_href: at.to(&format!("topic/{}", topic.body.topic)),
        originals: others.map(other).collect(),
        chart: chart::history(at, key),
        href: at.to(&format!("statement/{key}")),
        sign: part.row.sign,
        grade: part.row.grade.clone(),
        sentence: part.row.sentence.clone(),
        robust: part.row.robust.clone(),
        part,
        answer: at.to(&format!("take-part?statement={key}")),
        act: at.speech.n("statement-act", "act", made.act),
        origin: origin(at, made.body.origin.as_ref()),
        cites,
        replies: replies(at, key),
        own: super::topic::own(at, voter.as_ref(), here).await?,
        stances: Stance::ALL.into_iter().map(stance).collect(),
        languages: super::topic::languages(at),
        longest: LONGEST,
        open,
        embed: format!("{}{}", at.origin(), at.to(&format!("embed/{key}"))),
        became: became::of(at, key),
        told,
        text: own,
    }))
}
