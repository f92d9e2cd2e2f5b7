//! Taking part: one statement, three answers.

use super::votes::newcomer;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::secret::{hex, pseudonym, unhex};
use forum::live::{Cast, Voter};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::Answer;
use terms::{StatementKey, Tier, TopicKey, Vote};

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// One topic alone.
    topic: Option<String>,
    /// One statement again: the reader changes their mind.
    statement: Option<String>,
    /// The statement just answered, which can be undone.
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "take_part.html")]
struct Page {
    frame: Frame,
    topic: Option<Spoken>,
    topic_key: String,
    asked: Option<AskedStatement>,
    progress: String,
    done: u64,
    of: u64,
    /// The words of the progress, with %1 and %2 for the numbers, for the page's own script.
    words: String,
    percent: u64,
    privacy: String,
    who: String,
    undo: Option<String>,
    answers: String,
    topics: Vec<(String, Spoken, bool)>,
    board: String,
    forum_key: String,
    own_answer: Option<i8>,
    enter: Option<String>,
}

struct AskedStatement {
    key: String,
    topic: Spoken,
    text: Spoken,
    original: Option<String>,
    seen: u32,
    request: String,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let voter = at.voter().await?;
    let answers = match &voter {
        Some(voter) => at.live.answers(voter).await.map_err(|error| at.problem(error))?,
        None => Vec::new(),
    };
    Ok(super::page(&page(&at, voter.as_ref(), &answers, &asked).await?))
}

async fn page(at: &Place, voter: Option<&Voter>, answers: &[Answer], asked: &Asked) -> Result<Page, Problem> {
    let state = &at.view.state;
    let topic = asked.topic.as_deref().map(TopicKey::new);
    let chosen = chosen(at, voter, answers, asked, topic.as_ref()).await?;
    let own = chosen.as_ref().and_then(|key| answers.iter().find(|answer| answer.statement == *key));
    let within = |answer: &&Answer| {
        let made = state.statement(&answer.statement);
        made.is_some_and(|made| topic.as_ref().is_none_or(|topic| made.body.topic == *topic))
    };
    let done = answers.iter().filter(within).count() as u64;
    let of = at.live.askable(topic.as_ref()) as u64;
    let named = topic.as_ref().and_then(|key| state.topics.iter().find(|topic| topic.body.topic == *key));
    Ok(Page {
        frame: Frame::new(at, Room::TakePart, &at.speech.w("take-title")).script(at, "vote.js"),
        topic: named.map(|topic| at.speech.spoken(&topic.body.name)),
        topic_key: topic.as_ref().map_or(String::new(), ToString::to_string),
        asked: chosen.as_ref().and_then(|key| statement(at, key, own)),
        progress: at.speech.nn("take-progress", ("done", done), ("of", of)),
        words: at.speech.says("take-progress", &[("done", "%1".to_owned()), ("of", "%2".to_owned())]),
        done,
        of,
        percent: (done * 100).checked_div(of).unwrap_or(0),
        privacy: privacy(at, voter),
        who: who(at, voter),
        undo: asked.done.as_ref().map(|key| at.to(&format!("take-part?statement={}", plain(key)))),
        answers: at.to("answers"),
        topics: topics(at, topic.as_ref()),
        board: at.to("board"),
        forum_key: at.live.key().to_string(),
        own_answer: own.map(|answer| answer.vote.sign()),
        enter: voter.is_none_or(|voter| voter.tier == Tier::Open).then(|| at.to("enter")),
    })
}

/// The statement asked for, or the next one, which is then noted as shown.
async fn chosen(
    at: &Place,
    voter: Option<&Voter>,
    answers: &[Answer],
    asked: &Asked,
    topic: Option<&TopicKey>,
) -> Result<Option<StatementKey>, Problem> {
    if let Some(key) = &asked.statement {
        return Ok(Some(StatementKey::new(key)));
    }
    let answered: BTreeSet<StatementKey> = answers.iter().map(|answer| answer.statement.clone()).collect();
    let mix = voter.map_or([0; 16], |voter| voter.id.bytes());
    let next = at.live.next(voter.and_then(|voter| voter.party.as_ref()), &mix, &answered, topic, 1);
    if let Some(voter) = voter.filter(|_| !next.is_empty()) {
        at.live.served(voter, &next, at.now).await.map_err(|error| at.problem(error))?;
    }
    Ok(next.into_iter().next().map(|next| next.statement))
}

fn statement(at: &Place, key: &StatementKey, own: Option<&Answer>) -> Option<AskedStatement> {
    let state = &at.view.state;
    let made = state.statement(key)?;
    let topic = state.topics.iter().find(|topic| topic.body.topic == made.body.topic)?;
    let text = at.speech.spoken(&made.body.text);
    Some(AskedStatement {
        key: key.to_string(),
        topic: at.speech.spoken(&topic.body.name),
        original: text.foreign.then(|| at.speech.w("take-not-translated")),
        text,
        seen: own.map_or(0, |answer| answer.revision),
        request: request(),
    })
}

fn topics(at: &Place, here: Option<&TopicKey>) -> Vec<(String, Spoken, bool)> {
    let topics = at.view.state.topics.iter();
    let link = |topic: &forum::fold::Cited<forum::acts::TopicOpened>| {
        let key = &topic.body.topic;
        (at.to(&format!("take-part?topic={key}")), at.speech.spoken(&topic.body.name), here == Some(key))
    };
    topics.map(link).collect()
}

/// Who can see what, in one line.
fn privacy(at: &Place, voter: Option<&Voter>) -> String {
    let id = match voter.map(|voter| voter.tier) {
        Some(Tier::Attested) => "take-privacy-attested",
        Some(Tier::Invited) => "take-privacy-invited",
        Some(Tier::Open) | None => "take-privacy-open",
    };
    at.speech.w(id)
}

/// For whom the reader votes.
fn who(at: &Place, voter: Option<&Voter>) -> String {
    let Some(party) = voter.and_then(|voter| voter.party.as_ref()) else {
        return at.speech.w("take-who-open");
    };
    let name = at.view.state.name(party).map_or(String::new(), |name| at.speech.name(name.name));
    let attested = voter.is_some_and(|voter| voter.tier == Tier::Attested);
    at.speech.s(if attested { "take-who-attested" } else { "take-who-party" }, "party", &name)
}

/// An answer from the form.
#[derive(Debug, Deserialize)]
pub(crate) struct Answered {
    statement: String,
    vote: Option<i64>,
    seen: u32,
    request: String,
    #[serde(default)]
    topic: String,
}

pub(crate) async fn answer(at: Place, Form(form): Form<Answered>) -> Result<Response, Problem> {
    let unclear = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "problem-form", at.lang());
    let vote = form.vote.and_then(Vote::from_sign).ok_or_else(unclear)?;
    let request = unhex(&form.request).ok_or_else(unclear)?;
    let statement = StatementKey::new(&form.statement);
    let (voter, cookie) = match at.voter().await? {
        Some(voter) => (voter, None),
        None => newcomer(&at.app, &at.live, &at.headers)
            .await
            .map_err(|error| at.problem(error).back(at.to("enter")))?,
    };
    let cast = Cast { statement: statement.clone(), vote, seen: form.seen, request };
    let back = at.to("take-part");
    at.live.vote(&voter, vec![cast], at.now).await.map_err(|error| at.problem(error).back(back))?;
    let topic = if form.topic.is_empty() { String::new() } else { format!("topic={}&", plain(&form.topic)) };
    let onward = at.to(&format!("take-part?{topic}done={}", plain(&form.statement)));
    let mut response = Redirect::to(&onward).into_response();
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

/// A key as it may stand in an address.
fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}

/// The mark of a new request: sending the same form twice is one vote.
fn request() -> String {
    hex(&pseudonym().bytes())
}
