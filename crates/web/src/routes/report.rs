//! The report of a topic: figures from the published snapshot, words by the rapporteur.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use crate::views::dates;
use crate::views::discussed::{Paper, linked};
use crate::views::finding::{Reader, Row};
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use forum::acts::DelegateNamed;
use forum::fold::State;
use forum::live::board::Column;
use forum::live::reports::{answers, rapporteur, reported, sources};
use record::Actor;
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{MultiText, TopicKey};

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    frame: Frame,
    told: Told,
    topic: Spoken,
    topic_href: String,
    published: String,
    took_part: String,
    parties: Vec<(String, String)>,
    columns: Vec<(String, Vec<Row>)>,
    papers: Vec<Paper>,
    sources: Vec<(String, String)>,
    opening: Option<Spoken>,
    conclusion: Option<Spoken>,
    reported: String,
    may_edit: bool,
    /// Whether the reader may begin a text with it.
    pen: bool,
    key: String,
    closed: bool,
    typed: (String, String),
}

pub(crate) async fn show(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let topic = super::topic::found(&at, &parts)?;
    let told = Told::of(&at, &asked, &["reported"]);
    page(&at, &topic, told, None).await
}

/// Who may write it: the desk, or a delegate of the party that reports.
async fn writer(at: &Place, topic: &TopicKey) -> Result<Actor, Problem> {
    if super::desk::organiser(at).await.is_ok() {
        return Ok(Actor::role("secretariat"));
    }
    let named = super::delegation::delegate(at).await?;
    let not_you = || Problem::new(StatusCode::FORBIDDEN, "problem-not-rapporteur", at.lang());
    rapporteur_named(&at.view.state, topic, &named).ok_or_else(not_you)
}

/// As whom a delegate reports, with the id under which they were named: like every act of a delegate it is somebody's.
pub(crate) fn rapporteur_named(state: &State, topic: &TopicKey, named: &DelegateNamed) -> Option<Actor> {
    rapporteur(state, topic, named).map(|actor| Actor { delegate: Some(named.delegate.clone()), ..actor })
}

async fn page(
    at: &Place,
    topic: &TopicKey,
    told: Told,
    typed: Option<(String, String)>,
) -> Result<Response, Problem> {
    let (view, speech) = (at.live.view(), &at.speech);
    let state = &view.state;
    let opened = state.topics.iter().find(|known| known.body.topic == *topic);
    let name = opened.map_or_else(MultiText::default, |opened| opened.body.name.clone());
    let report = state.discussion.reports.get(topic);
    let words = |text: &MultiText| Some(speech.spoken(text)).filter(|said| !said.text.trim().is_empty());
    let (opening, conclusion) =
        (report.and_then(|r| words(&r.body.opening)), report.and_then(|r| words(&r.body.conclusion)));
    let kept = |said: &Option<Spoken>| said.as_ref().map_or_else(String::new, |said| said.text.clone());
    let before = (kept(&opening), kept(&conclusion));
    let (took_part, parties) = took_part(at, state, topic);
    Ok(super::page(&Page {
        frame: Frame::new(at, Room::Topics, &speech.s("report-title", "topic", &speech.name(&name))),
        told,
        topic: speech.spoken(&name),
        topic_href: at.to(&format!("topic/{topic}")),
        published: state.findings.as_ref().map_or_else(
            || speech.w("report-nothing-published"),
            |found| speech.s("report-published", "when", &dates::moment(at, found.published.at)),
        ),
        took_part,
        parties,
        columns: columns(at, state, topic),
        papers: state.discussion.papers_of(topic).map(|paper| Paper::of(at, paper)).collect(),
        sources: sources(state, topic).into_iter().map(|source| linked(at, source)).collect(),
        reported: report.map_or_else(String::new, |report| {
            speech.says(
                "report-act",
                &[("act", report.act.to_string()), ("when", dates::moment(at, report.at))],
            )
        }),
        opening,
        conclusion,
        may_edit: writer(at, topic).await.is_ok(),
        pen: report.is_some() && super::desk::organiser(at).await.is_ok(),
        key: topic.to_string(),
        closed: !state.topic_open(topic),
        typed: typed.unwrap_or(before),
    }))
}

/// Who took part in the topic, from the recorded counts.
fn took_part(at: &Place, state: &State, topic: &TopicKey) -> (String, Vec<(String, String)>) {
    if state.votes.is_none() {
        return (String::new(), Vec::new());
    }
    let counted = state.counted();
    let (mut parties, mut took_part, mut all) = (Vec::new(), 0_u64, 0);
    for (party, answers) in answers(state, topic) {
        let name = state.name(party).map_or_else(String::new, |name| at.speech.name(name.name));
        parties.push((name, at.speech.integer(answers)));
        // Organisations stand in the list and never among the parties.
        if counted.iter().any(|facts| facts.key == *party) {
            took_part += 1;
            all += answers;
        }
    }
    let said = [
        ("answers", at.speech.integer(all)),
        ("parties", at.speech.integer(took_part)),
        ("all", at.speech.integer(counted.len() as u64)),
    ];
    (at.speech.says("report-took-part", &said), parties)
}

/// The findings of the topic, by column of the board.
fn columns(at: &Place, state: &State, topic: &TopicKey) -> Vec<(String, Vec<Row>)> {
    let Some(found) = &state.findings else { return Vec::new() };
    let reader = Reader::over(at, &found.report);
    let of = |column: Column| {
        let findings = found.report.findings.iter().filter(|finding| {
            Column::of(finding.grade) == column
                && state.statement(&finding.statement).is_some_and(|made| made.body.topic == *topic)
        });
        let rows: Vec<Row> = findings.filter_map(|finding| reader.row(finding)).collect();
        (at.speech.w(&format!("column-{}", column.name())), rows)
    };
    Column::ALL.into_iter().map(of).filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The words of the rapporteur.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    opening: String,
    #[serde(default)]
    conclusion: String,
}

pub(crate) async fn write(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let topic = super::topic::found(&at, &parts)?;
    let actor = writer(&at, &topic).await?;
    let lang = at.lang().clone();
    let words = (sent.opening.as_str(), sent.conclusion.as_str());
    let done = at.live.act(at.now, |state| reported(state, actor.clone(), &topic, &lang, words));
    let place = format!("topic/{topic}/report");
    let typed = Some((sent.opening.clone(), sent.conclusion.clone()));
    after(&at, done.await, (&place, "reported"), Told::typed("report", "", ""), |told| {
        page(&at, &topic, told, typed)
    })
    .await
}
