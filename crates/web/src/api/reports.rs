//! The report of a topic: for everybody to read; for its rapporteur and the organisers to write.

use super::answer::{Asker, Refused};
use super::desk::Done;
use super::reading::{FindingView, Texts, finding_view, texts};
use crate::routes::report::rapporteur_named;
use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::fold::State;
use forum::live::reports::{answers, reported, sources};
use record::Actor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{Lang, MultiText, TopicKey};
use utoipa::ToSchema;

/// The report of a topic.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportView {
    /// The topic.
    topic: String,
    /// Its name by language.
    name: Texts,
    /// Whether it is still open; a report is written once it is closed.
    open: bool,
    /// When findings were last published, in milliseconds since 1970 UTC; null before.
    published: Option<i64>,
    /// Recorded answers to its statements, by party and organisation.
    answers: BTreeMap<String, u64>,
    /// The published findings of its statements.
    findings: Vec<FindingView>,
    /// The keys of its papers.
    papers: Vec<String>,
    /// The addresses that replies named as sources, each once.
    sources: Vec<String>,
    /// The words of the rapporteur before the figures, by language.
    opening: Texts,
    /// Those after them.
    conclusion: Texts,
    /// The number of the act that filed it; null while nobody did.
    act: Option<u64>,
}

/// A topic that was opened.
fn known(at: &Asker, state: &State, topic: &str) -> Result<(TopicKey, MultiText), Refused> {
    let key = TopicKey::new(topic);
    let opened = state.topics.iter().find(|known| known.body.topic == key);
    let opened = opened.ok_or_else(|| at.says(StatusCode::NOT_FOUND, "problem-not-found"))?;
    Ok((key, opened.body.name.clone()))
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/topics/{topic}/report", params(("forum" = String, Path, description = "The forum."), ("topic" = String, Path, description = "The topic.")), responses((status = 200, body = ReportView, description = "Its figures from the published findings, and the words of its rapporteur."), (status = 404, body = Refused, description = "There is no such topic.")))]
pub(crate) async fn show(
    at: Asker,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Json<ReportView>, Refused> {
    let view = at.live.view();
    let state = &view.state;
    let (key, name) = known(&at, state, &topic)?;
    let report = state.discussion.reports.get(&key);
    let of_topic = |found: &&opinion::Finding| {
        state.statement(&found.statement).is_some_and(|made| made.body.topic == key)
    };
    let findings = state.findings.iter().flat_map(|found| &found.report.findings);
    Ok(Json(ReportView {
        topic: key.to_string(),
        name: texts(&name),
        open: state.topic_open(&key),
        published: state.findings.as_ref().map(|found| found.published.at.millis()),
        answers: answers(state, &key).into_iter().map(|(party, n)| (party.to_string(), n)).collect(),
        findings: findings.filter(of_topic).map(finding_view).collect(),
        papers: state.discussion.papers_of(&key).map(|paper| paper.body.paper.clone()).collect(),
        sources: sources(state, &key).into_iter().map(str::to_owned).collect(),
        opening: report.map_or_else(Texts::new, |report| texts(&report.body.opening)),
        conclusion: report.map_or_else(Texts::new, |report| texts(&report.body.conclusion)),
        act: report.map(|report| report.act),
    }))
}

/// The words of a report, in one language.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportSent {
    /// The language.
    lang: String,
    /// Before the figures.
    #[serde(default)]
    opening: String,
    /// After them.
    #[serde(default)]
    conclusion: String,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/topics/{topic}/report", params(("forum" = String, Path, description = "The forum."), ("topic" = String, Path, description = "The topic.")), request_body = ReportSent, security(("token" = [])), responses((status = 200, body = Done, description = "The report stands in the record, on the findings that were last published."), (status = 403, body = Refused, description = "Only a delegate of the party that reports on the topic, or an organiser, writes it."), (status = 422, body = Refused, description = "Nothing was done.")))]
pub(crate) async fn write(
    at: Asker,
    Path((_, topic)): Path<(String, String)>,
    sent: Result<Json<ReportSent>, JsonRejection>,
) -> Result<Json<Done>, Refused> {
    let view = at.live.view();
    let (topic, _) = known(&at, &view.state, &topic)?;
    let actor = writer(&at, &view.state, &topic).await?;
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    let lang = Lang::new(&sent.lang);
    let words = (sent.opening.as_str(), sent.conclusion.as_str());
    let done = at.live.act(at.now, |state| reported(state, actor.clone(), &topic, &lang, words)).await;
    done.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// Who may write it: an organiser, or a delegate of the party that reports.
async fn writer(at: &Asker, state: &State, topic: &TopicKey) -> Result<Actor, Refused> {
    if at.organiser().await.is_ok() {
        return Ok(Actor::role("secretariat"));
    }
    let named = at.delegate().await?;
    let not_you = || at.says(StatusCode::FORBIDDEN, "problem-not-rapporteur");
    rapporteur_named(state, topic, &named).ok_or_else(not_you)
}
