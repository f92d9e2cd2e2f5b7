//! The plan of dates counted back from the opening, and the rights of each standing.

use super::organiser;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::views::dates;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use forum::acts::{DeadlineSet, RightSet};
use forum::fold::all_rights;
use forum::live::desk::USUAL_PLAN;
use forum::live::{Deed, Refusal};
use record::Actor;
use serde::Deserialize;
use terms::{MultiText, Phase, Right, Standing, TopicKey};

const PAGE: &str = "desk/plan";

#[derive(Template)]
#[template(path = "plan.html")]
struct Page {
    frame: Frame,
    told: Told,
    dates: Vec<(String, String, bool)>,
    rights: Vec<(String, String)>,
    standings: Vec<(String, String)>,
    matrix: Vec<(String, Vec<bool>)>,
    phases: Vec<(&'static str, String)>,
    topics: Vec<(String, String)>,
    changes: Vec<String>,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let told = Told::of(&at, &asked, &["date", "right"]);
    page(&at, told).await
}

fn name_of(right: Right) -> String {
    serde_json::to_value(right).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[expect(clippy::unused_async, reason = "the pages that forms lead back to are all shown in the same way")]
async fn page(at: &Place, told: Told) -> Result<Response, Problem> {
    let (view, speech) = (at.live.view(), &at.speech);
    let state = &view.state;
    let today = state.today(at.now);
    let dates = state.deadlines();
    let date = |due: &forum::fold::Deadline<'_>| {
        (dates::day(at.lang(), &due.day.to_string()), speech.name(&due.set.body.name), due.day < today)
    };
    let word = |right: Right| speech.w(&format!("right-{}", name_of(right)));
    let standing = |entry: &forum::acts::StandingRights| {
        let may = all_rights().into_iter().map(|right| state.may(&entry.key, right, None));
        (speech.name(&entry.plural), may.collect())
    };
    let phase = |phase: Phase| (phase.name(), speech.w(&format!("phase-{}", phase.name().replace('_', "-"))));
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Other, &speech.w("plan-title")),
        told,
        dates: dates.iter().map(date).collect(),
        rights: all_rights().into_iter().map(|right| (name_of(right), word(right))).collect(),
        standings: state
            .standings()
            .iter()
            .map(|entry| (entry.key.to_string(), speech.name(&entry.plural)))
            .collect(),
        matrix: state.standings().iter().map(standing).collect(),
        phases: Phase::ALL.into_iter().map(phase).collect(),
        topics: state
            .topics
            .iter()
            .map(|topic| (topic.body.topic.to_string(), speech.name(&topic.body.name)))
            .collect(),
        changes: state.governing.rights.iter().map(|set| change(at, set)).collect(),
    }))
}

/// A change of a right, as a sentence.
fn change(at: &Place, set: &forum::fold::Cited<RightSet>) -> String {
    let (state, speech, body) = (&at.view.state, &at.speech, &set.body);
    let entry = state.standings().iter().find(|entry| entry.key == body.standing);
    let topic = state.topics.iter().find(|topic| Some(&topic.body.topic) == body.topic.as_ref());
    let phase = body.phase.map(|phase| speech.w(&format!("phase-{}", phase.name().replace('_', "-"))));
    let place: Vec<String> =
        phase.into_iter().chain(topic.map(|topic| speech.name(&topic.body.name))).collect();
    let place = if place.is_empty() { speech.w("right-everywhere") } else { place.join(", ") };
    let args = [
        ("standing", entry.map_or_else(|| body.standing.to_string(), |entry| speech.name(&entry.plural))),
        ("right", speech.w(&format!("right-{}", name_of(body.right)))),
        ("place", place),
    ];
    speech.says(if body.granted { "right-given" } else { "right-taken" }, &args)
}

/// What the forms of this page send.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    standing: String,
    #[serde(default)]
    right: String,
    #[serde(default)]
    phase: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    granted: bool,
}

pub(crate) async fn date(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let name = sent.name.trim();
    let days = sent.days.trim().parse::<u32>().ok().filter(|days| *days <= 3_650);
    let done = at.live.act(at.now, |state| {
        let days_before = days.ok_or(Refusal::field("date", "refused-days"))?;
        if name.is_empty() || name.chars().count() > 120 {
            return Err(Refusal::field("date", "refused-needed"));
        }
        let known = state.membership.deadlines.values();
        let known = known.into_iter().find(|set| set.body.name.iter().any(|(_, text)| text == name));
        let deadline = known.map_or_else(
            || format!("d{}", state.membership.deadlines.len() + 1),
            |known| known.body.deadline.clone(),
        );
        let name = MultiText::of(at.lang().as_str(), name);
        Ok(Deed::one(Actor::role("secretariat"), DeadlineSet { deadline, name, days_before }))
    });
    let typed = Told::typed("date", &sent.name, &sent.days);
    after(&at, done.await, (PAGE, "date"), typed, |told| page(&at, told)).await
}

pub(crate) async fn usual(at: Place) -> Result<Response, Problem> {
    organiser(&at).await?;
    let languages = crate::extract::languages(&at.view);
    let done = at.live.act(at.now, |_| {
        let dates = USUAL_PLAN.into_iter().map(|(key, days_before)| {
            let named = languages.iter().fold(MultiText::default(), |name, lang| {
                let word = crate::speech::Speech::new(lang.clone()).w(&format!("deadline-{key}"));
                name.with(lang.as_str(), &word)
            });
            DeadlineSet { deadline: key.to_owned(), name: named, days_before }
        });
        Ok(forum::live::desk::deed(dates.collect()))
    });
    after(&at, done.await, (PAGE, "date"), Told::typed("date", "", ""), |told| page(&at, told)).await
}

pub(crate) async fn right(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let right = all_rights().into_iter().find(|right| name_of(*right) == sent.right);
    let done = at.live.act(at.now, |_| {
        let right = right.ok_or(Refusal::of("refused-form"))?;
        Ok(Deed::one(
            Actor::role("secretariat"),
            RightSet {
                standing: Standing::new(&sent.standing),
                phase: Phase::named(&sent.phase),
                topic: Some(TopicKey::new(&sent.topic)).filter(|_| !sent.topic.is_empty()),
                right,
                granted: sent.granted,
            },
        ))
    });
    let typed = Told::typed("right", "", &sent.standing);
    after(&at, done.await, (PAGE, "right"), typed, |told| page(&at, told)).await
}
