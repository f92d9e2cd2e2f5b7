//! A topic: who leads it, what guides it, what it draws on, its statements, and the form to make one.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::{Problem, refusal};
use crate::routes::votes::newcomer;
use crate::speech::Spoken;
use crate::views::discussed::{Paper, origin};
use crate::views::finding::Sign;
use crate::views::told::{Asked, Told};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::submissions::{Fate, LONGEST, Submission, Submitted, near};
use forum::live::{LiveError, Voter};
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{Lang, Phase, StatementKey, TopicKey};

#[derive(Template)]
#[template(path = "topic.html")]
struct Page {
    frame: Frame,
    told: Told,
    key: String,
    name: Spoken,
    leaders: Vec<String>,
    questions: Vec<Spoken>,
    papers: Vec<Paper>,
    statements: Vec<Listed>,
    open: bool,
    take_part: String,
    board: String,
    report: String,
    reported: bool,
    near: Vec<(String, Spoken)>,
    languages: Vec<(String, String, bool)>,
    longest: usize,
    own: Vec<Own>,
}

/// A statement of the topic.
struct Listed {
    href: String,
    text: Spoken,
    sign: Sign,
    origin: String,
    replies: String,
}

/// What the reader handed in, and what became of it.
pub(crate) struct Own {
    pub(crate) text: String,
    pub(crate) fate: String,
    pub(crate) href: Option<String>,
}

pub(crate) async fn show(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let topic = found(&at, &parts)?;
    let told = Told::of(&at, &asked, &["submitted", "guided", "paper"]);
    let voter = at.voter().await?;
    page(&at, &topic, told, voter.as_ref(), &[]).await
}

/// The topic of an address.
pub(crate) fn found(at: &Place, parts: &BTreeMap<String, String>) -> Result<TopicKey, Problem> {
    let topic = TopicKey::new(parts.get("topic").map_or("", String::as_str));
    let known = at.view.state.topics.iter().any(|known| known.body.topic == topic);
    if known { Ok(topic) } else { Err(Problem::not_found(at.lang()).back(at.to("topics"))) }
}

async fn page(
    at: &Place,
    topic: &TopicKey,
    told: Told,
    voter: Option<&Voter>,
    alike: &[StatementKey],
) -> Result<Response, Problem> {
    let (state, speech, board) = (&at.view.state, &at.speech, at.live.board());
    let opened = state.topics.iter().find(|known| known.body.topic == *topic);
    let name = opened.map_or_else(terms::MultiText::default, |opened| opened.body.name.clone());
    let guided = state.discussion.guided.get(topic).map(|guided| &guided.body);
    let party = |key: Option<&terms::PartyKey>, message: &str| {
        let name = key.and_then(|key| state.name(key))?;
        Some(speech.s(message, "party", &speech.name(name.name)))
    };
    let leaders = [
        party(guided.and_then(|guided| guided.chair.as_ref()), "topic-chair"),
        party(guided.and_then(|guided| guided.rapporteur.as_ref()), "topic-rapporteur"),
    ];
    let listed = |made: &forum::fold::Cited<forum::acts::StatementMade>| {
        let key = &made.body.statement;
        let replies = state.discussion.replies_to(key).count() as u64;
        Listed {
            href: at.to(&format!("statement/{key}")),
            text: speech.spoken(&made.body.text),
            sign: Sign::of(board.finding(key)),
            origin: origin(at, made.body.origin.as_ref()),
            replies: if replies == 0 { String::new() } else { speech.n("topic-replies", "count", replies) },
        }
    };
    let near = |key: &StatementKey| {
        let made = state.statement(key)?;
        Some((at.to(&format!("take-part?statement={key}")), speech.spoken(&made.body.text)))
    };
    let shown = state.statements_of(topic).filter(|made| !state.is_hidden(&made.body.statement));
    Ok(super::page(&Page {
        frame: Frame::new(at, Room::Topics, &speech.name(&name)),
        key: topic.to_string(),
        leaders: leaders.into_iter().flatten().collect(),
        questions: guided.iter().flat_map(|g| &g.questions).map(|q| speech.spoken(q)).collect(),
        papers: state.discussion.papers_of(topic).map(|paper| Paper::of(at, paper)).collect(),
        statements: shown.map(listed).collect(),
        open: state.phase() == Phase::Open && state.topic_open(topic),
        take_part: at.to(&format!("take-part?topic={topic}")),
        board: at.to(&format!("board?topic={topic}")),
        report: at.to(&format!("topic/{topic}/report")),
        reported: state.findings.is_some(),
        near: alike.iter().filter_map(near).collect(),
        languages: languages(at),
        longest: LONGEST,
        own: own(at, voter, |submission| submission.topic == *topic).await?,
        name: speech.spoken(&name),
        told,
    }))
}

/// The languages in which something can be handed in, the reader's first.
pub(crate) fn languages(at: &Place) -> Vec<(String, String, bool)> {
    let named = |lang: Lang| {
        let own = crate::speech::Speech::new(lang.clone()).w("language-own-name");
        (lang.to_string(), own, lang == *at.lang())
    };
    crate::extract::languages(&at.view).into_iter().map(named).collect()
}

/// What somebody handed in here.
pub(crate) async fn own(
    at: &Place,
    voter: Option<&Voter>,
    here: impl Fn(&Submission) -> bool,
) -> Result<Vec<Own>, Problem> {
    let Some(voter) = voter else { return Ok(Vec::new()) };
    let own = at.live.own_submissions(voter).await.map_err(|error| at.problem(error))?;
    let one = |submitted: Submitted| {
        let (fate, href) = match &submitted.fate {
            Fate::Waiting => (at.speech.w("fate-waiting"), None),
            Fate::LetIn(key) => {
                let statement =
                    submitted.submission.reply.as_ref().map_or(key.clone(), |(s, _)| s.to_string());
                (at.speech.w("fate-let-in"), Some(at.to(&format!("statement/{statement}"))))
            }
            Fate::Refused(reason) => (at.speech.s("fate-refused", "reason", reason), None),
        };
        Own { text: submitted.submission.text, fate, href }
    };
    Ok(own.into_iter().filter(|submitted| here(&submitted.submission)).map(one).collect())
}

/// A statement from the form.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    text: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    paper: String,
    #[serde(default)]
    sure: bool,
}

pub(crate) async fn propose(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let topic = found(&at, &parts)?;
    let submission = Submission {
        topic: topic.clone(),
        reply: None,
        text: sent.text.trim().to_owned(),
        lang: language(&at, &sent.lang),
        sources: Some(sent.paper).filter(|paper| !paper.is_empty()).into_iter().collect(),
    };
    let typed = Told::typed("propose", &sent.text, submission.lang.as_str());
    let known = at.voter().await?;
    let alike: Vec<StatementKey> = if sent.sure {
        Vec::new()
    } else {
        near(&at.view.state, &topic, &sent.text).into_iter().map(|near| near.statement).collect()
    };
    if !alike.is_empty() {
        let error = at.speech.w("topic-near");
        let page = page(&at, &topic, Told { error, ..typed }, known.as_ref(), &alike).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let (done, cookie) = hand_in(&at, known, submission).await?;
    let mut response = match done {
        Ok(()) => Redirect::to(&at.to(&format!("topic/{topic}?done=submitted"))).into_response(),
        Err(error) => {
            let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
            let error = at.speech.says(refused.message, &refused.args);
            let voter = at.voter().await?;
            let page = page(&at, &topic, Told { error, ..typed }, voter.as_ref(), &[]).await?;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    };
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

/// A language of the forum; the reader's where the form names none of them.
pub(crate) fn language(at: &Place, tag: &str) -> Lang {
    let known = crate::extract::languages(&at.view).into_iter().find(|lang| lang.as_str() == tag);
    known.unwrap_or_else(|| at.lang().clone())
}

type HandedIn = (Result<(), LiveError>, Option<axum::http::HeaderValue>);

/// Hands something in, for somebody who may have come just now. Nobody comes in for what is refused anyway.
pub(crate) async fn hand_in(
    at: &Place,
    known: Option<Voter>,
    submission: Submission,
) -> Result<HandedIn, Problem> {
    let (voter, cookie) = match known {
        Some(voter) => (voter, None),
        None => {
            let nobody = Voter {
                id: terms::Pseudonym::from_bytes([0; 16]),
                tier: terms::Tier::Open,
                party: None,
                capacity: terms::Capacity::Resident,
            };
            let may = forum::live::submissions::may_submit(&at.view.state, &nobody, &submission);
            if let Err(refused) = may {
                return Ok((Err(refused.into()), None));
            }
            let new = newcomer(&at.app, &at.live, &at.headers).await;
            new.map_err(|error| at.problem(error).back(at.to("enter")))?
        }
    };
    Ok((at.live.submit(&voter, submission, at.now).await, cookie))
}
