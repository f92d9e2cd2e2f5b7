//! Who leads each topic, what guides it, and its background papers.

use super::organiser;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::{Spoken, by_name};
use crate::views::discussed::Paper;
use crate::views::paper_form::PaperForm;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::{Query, Request};
use axum::response::Response;
use forum::live::papers::{LARGEST_PAPER, guided};
use forum::live::{Deed, NewPaper};
use record::Actor;
use serde::Deserialize;
use terms::{Capacity, MultiText, PartyKey, TopicKey};

const PAGE: &str = "desk/topics";

#[derive(Template)]
#[template(path = "guide.html")]
struct Page {
    frame: Frame,
    told: Told,
    topics: Vec<Guided>,
    parties: Vec<(String, Spoken)>,
    capacities: Vec<(&'static str, String)>,
    largest: usize,
}

/// A topic with what it is guided by.
struct Guided {
    key: String,
    name: Spoken,
    href: String,
    chair: String,
    rapporteur: String,
    questions: String,
    papers: Vec<Paper>,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let told = Told::of(&at, &asked, &["guided", "paper"]);
    page(&at, told).await
}

#[expect(clippy::unused_async, reason = "the pages that forms lead back to are all shown in the same way")]
async fn page(at: &Place, told: Told) -> Result<Response, Problem> {
    let view = at.live.view();
    let (state, speech) = (&view.state, &at.speech);
    let topic = |opened: &forum::fold::Cited<forum::acts::TopicOpened>| {
        let key = &opened.body.topic;
        let guided = state.discussion.guided.get(key).map(|guided| &guided.body);
        let party = |key: Option<&PartyKey>| key.map_or_else(String::new, PartyKey::to_string);
        let own = |question: &MultiText| question.get(at.lang()).map(str::to_owned);
        Guided {
            key: key.to_string(),
            name: speech.spoken(&opened.body.name),
            href: at.to(&format!("topic/{key}")),
            chair: party(guided.and_then(|guided| guided.chair.as_ref())),
            rapporteur: party(guided.and_then(|guided| guided.rapporteur.as_ref())),
            questions: guided
                .map(|guided| guided.questions.iter().map(|q| own(q).unwrap_or_default()).collect::<Vec<_>>())
                .unwrap_or_default()
                .join("\n"),
            papers: state.discussion.papers_of(key).map(|paper| Paper::of(at, paper)).collect(),
        }
    };
    let party = |(key, _): (&PartyKey, _)| {
        let name = state.name(key).map_or_else(MultiText::default, |name| name.name.clone());
        (key.to_string(), speech.spoken(&name))
    };
    let capacity = |capacity: Capacity| (capacity.name(), speech.w(&format!("from-{}", capacity.name())));
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Other, &speech.w("guide-title")),
        told,
        topics: state.topics.iter().map(topic).collect(),
        parties: by_name(at, state.participants().map(party).collect(), |(_, name)| &name.text),
        capacities: Capacity::ALL.into_iter().map(capacity).collect(),
        largest: LARGEST_PAPER / (1024 * 1024),
    }))
}

/// Who leads a topic and what guides it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    topic: String,
    #[serde(default)]
    chair: String,
    #[serde(default)]
    rapporteur: String,
    #[serde(default)]
    text: String,
}

pub(crate) async fn guide(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let (topic, lang) = (TopicKey::new(&sent.topic), at.lang().clone());
    let done = at.live.act(at.now, |state| {
        let leaders = (sent.chair.as_str(), sent.rapporteur.as_str());
        Ok(Deed::one(Actor::role("secretariat"), guided(state, &topic, leaders, &sent.text, &lang)?))
    });
    let typed = Told::typed("guide", &sent.text, &sent.topic);
    after(&at, done.await, (PAGE, "guided"), typed, |told| page(&at, told)).await
}

/// Files a paper. A form that cannot be read to its end, as where it is too large, is refused in words.
pub(crate) async fn paper(at: Place, request: Request) -> Result<Response, Problem> {
    organiser(&at).await?;
    let filled = match PaperForm::read(request, &at.app).await {
        Ok(filled) => filled,
        Err(refusal) => {
            let typed = Told::typed("paper", "", "");
            return after::<(), _>(&at, Err(refusal.into()), (PAGE, ""), typed, |told| page(&at, told)).await;
        }
    };
    let new = NewPaper {
        topic: TopicKey::new(&filled.topic),
        title: filled.title.clone(),
        author: filled.author.clone(),
        capacity: Capacity::named(&filled.capacity).unwrap_or(Capacity::Expert),
        lang: at.lang().clone(),
        link: filled.link.clone(),
        bytes: filled.bytes,
    };
    let done = at.live.file_paper(Actor::role("secretariat"), &new, at.now).await;
    let kept = [filled.title, filled.author, filled.link].join("\n");
    let typed = Told::typed("paper", &kept, &filled.topic);
    after(&at, done, (PAGE, "paper"), typed, |told| page(&at, told)).await
}
