//! The report of a topic: for everybody to read; for its rapporteur and the organisers to write.

use super::answer::{Asker, Refused};
use super::desk::Done;
use super::reading::{FindingView, Texts, finding_view, texts};
use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::acts::TopicReported;
use forum::fold::State;
use forum::live::{Deed, Refusal};
use record::Actor;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tally::Block;
use terms::{MultiText, TopicKey};
use utoipa::ToSchema;

/// So long may the words of the rapporteur be.
const LONGEST: usize = 5_000;

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
        answers: answers(state, &key),
        findings: findings.filter(of_topic).map(finding_view).collect(),
        papers: state.discussion.papers_of(&key).map(|paper| paper.body.paper.clone()).collect(),
        sources: sources(state, &key),
        opening: report.map_or_else(Texts::new, |report| texts(&report.body.opening)),
        conclusion: report.map_or_else(Texts::new, |report| texts(&report.body.conclusion)),
        act: report.map(|report| report.act),
    }))
}

/// Who answered how often, from the recorded counts.
fn answers(state: &State, topic: &TopicKey) -> BTreeMap<String, u64> {
    let Some((_, tally)) = &state.votes else { return BTreeMap::new() };
    let columns: Vec<_> =
        state.statements_of(topic).filter_map(|made| tally.find_statement(&made.body.statement)).collect();
    let of = |party: &terms::PartyKey| {
        let row = tally.find_block(&Block::Named(party.clone()))?;
        let answers: u64 = columns.iter().map(|&column| tally.counts(row, column).answers()).sum();
        (answers > 0).then(|| (party.to_string(), answers))
    };
    state.participants().filter_map(|(party, _)| of(party)).collect()
}

/// The sources that replies named, papers apart.
fn sources(state: &State, topic: &TopicKey) -> Vec<String> {
    let replies =
        state.statements_of(topic).flat_map(|made| state.discussion.replies_to(&made.body.statement));
    let named: BTreeSet<&String> = replies.flat_map(|reply| &reply.body.sources).collect();
    named.into_iter().filter(|source| state.discussion.paper(source).is_none()).cloned().collect()
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
    let words = (sent.opening.as_str(), sent.conclusion.as_str());
    let done = at.live.act(at.now, |state| report(state, actor.clone(), &topic, &sent.lang, words)).await;
    done.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// Who may write it: an organiser, or a delegate of the party that reports.
async fn writer(at: &Asker, state: &State, topic: &TopicKey) -> Result<Actor, Refused> {
    if at.organiser().await.is_ok() {
        return Ok(Actor::role("secretariat"));
    }
    let named = at.delegate().await?;
    let guided = state.discussion.guided.get(topic);
    let reports = guided.is_some_and(|guided| guided.body.rapporteur.as_ref() == Some(&named.party));
    if reports {
        Ok(Actor::of(named.party, "rapporteur"))
    } else {
        Err(at.says(StatusCode::FORBIDDEN, "problem-not-rapporteur"))
    }
}

/// The report of a closed topic on the published findings, with these words in one language.
pub(super) fn report(
    state: &State,
    actor: Actor,
    topic: &TopicKey,
    lang: &str,
    (opening, conclusion): (&str, &str),
) -> Result<Deed, Refusal> {
    if [opening, conclusion].iter().any(|text| text.chars().count() > LONGEST) {
        return Err(Refusal::field("opening", "refused-report-long").with("most", LONGEST));
    }
    if state.topic_open(topic) {
        return Err(Refusal::of("refused-topic-open"));
    }
    let found = state.findings.as_ref().ok_or(Refusal::of("refused-nothing-published"))?;
    let known = state.discussion.reports.get(topic).map(|report| &report.body);
    let merged =
        |before: Option<&MultiText>, text: &str| before.cloned().unwrap_or_default().with(lang, text.trim());
    let reported = TopicReported {
        topic: topic.clone(),
        snapshot: found.published.body.snapshot,
        opening: merged(known.map(|known| &known.opening), opening),
        conclusion: merged(known.map(|known| &known.conclusion), conclusion),
    };
    Ok(Deed::one(actor, reported))
}
