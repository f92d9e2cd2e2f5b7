//! Where a text is begun: out of what was found, or from nothing.

use super::fields::Fields;
use super::{forum_languages, typed_languages};
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::views::clause::{Wording, best_wording};
use crate::views::finding::Sign;
use crate::views::told::{Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use forum::acts::{Audience, TopicOpened};
use forum::fold::{Cited, State};
use forum::live::texts::Beginning;
use forum::live::{PenAct, Refusal, zero_draft};
use serde::Deserialize;
use terms::{StatementKey, TopicKey};

const PAGE: &str = "desk/text";

#[derive(Template)]
#[template(path = "desk_text.html")]
struct Page {
    frame: Frame,
    told: Told,
    kept: Fields,
    kinds: Vec<(&'static str, String)>,
    audiences: Vec<&'static str>,
    languages: Vec<(String, &'static str, String)>,
    earned: Vec<Earned>,
    conclusions: Vec<Concluded>,
    running: bool,
}

/// A topic whose report concludes something.
struct Concluded {
    key: String,
    topic: String,
    words: Wording,
    chosen: bool,
}

/// From where a text is begun.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct From {
    /// The topic whose report is to feed it; empty for all.
    #[serde(default)]
    topic: String,
}

/// A statement that may stand in a text.
struct Earned {
    key: String,
    sign: Sign,
    words: Wording,
    topic: String,
    /// Where the report of its topic is read; empty while there is none.
    report: String,
    chosen: bool,
}

const KINDS: [(&str, text::Kind); 4] = [
    ("declaration", text::Kind::Declaration),
    ("initiative", text::Kind::Initiative),
    ("plan", text::Kind::Plan),
    ("chairs-summary", text::Kind::ChairsSummary),
];

pub(crate) async fn show(at: Place, Query(from): Query<From>) -> Result<Response, Problem> {
    crate::routes::desk::organiser(&at).await?;
    Ok(page(&at, Told::default(), Fields::default(), &from.topic))
}

/// The page; from the report of one topic, what belongs to that topic is chosen and nothing else.
fn page(at: &Place, told: Told, kept: Fields, from: &str) -> Response {
    let view = at.live.view();
    let state = &view.state;
    let sent = told.form == "begin";
    let chosen: Vec<&str> = kept.every("statement").collect();
    let earned = |(key, finding, _): (&StatementKey, &opinion::Finding, opinion::Direction)| {
        let made = state.statement(key)?;
        let topic = state.topics.iter().find(|topic| topic.body.topic == made.body.topic);
        Some(Earned {
            key: key.to_string(),
            sign: Sign::of(Some(finding)),
            words: best_wording(at, &made.body.text),
            topic: topic.map_or_else(String::new, |topic| at.speech.name(&topic.body.name)),
            report: match state.discussion.reports.contains_key(&made.body.topic) {
                true => at.to(&format!("topic/{}/report", made.body.topic)),
                false => String::new(),
            },
            chosen: match sent {
                true => chosen.contains(&key.as_str()),
                false => from.is_empty() || made.body.topic.as_str() == from,
            },
        })
    };
    let told_conclusions: Vec<String> = kept.every("conclusion").map(str::to_owned).collect();
    let earned = zero_draft::earned(state).into_iter().filter_map(earned).collect();
    crate::routes::page(&Page {
        frame: Frame::new(at, Room::Text, &at.speech.w("begin-title")),
        told,
        kinds: KINDS.map(|(name, _)| (name, at.speech.w(&format!("text-kind-{name}")))).to_vec(),
        audiences: Audience::ALL.map(Audience::name).to_vec(),
        languages: typed_languages(state),
        earned,
        conclusions: conclusions(at, &told_conclusions, from),
        running: state.text.as_ref().is_some_and(|text| text.negotiation.published.is_none()),
        kept,
    })
}

/// The topics whose reports conclude something, in the order of the forum.
fn conclusions(at: &Place, chosen: &[String], from: &str) -> Vec<Concluded> {
    let state = &at.live.view().state;
    let concluded = |opened: &Cited<TopicOpened>| {
        let key = &opened.body.topic;
        Some(Concluded {
            words: best_wording(at, &zero_draft::concluded(state, key)?),
            topic: at.speech.name(&opened.body.name),
            chosen: chosen.iter().any(|chosen| chosen == key.as_str()) || key.as_str() == from,
            key: key.to_string(),
        })
    };
    state.topics.iter().filter_map(concluded).collect()
}

pub(crate) async fn begin(at: Place, Form(sent): Form<Vec<(String, String)>>) -> Result<Response, Problem> {
    crate::routes::desk::organiser(&at).await?;
    let fields = Fields::of(sent);
    let done = at.live.act(at.now, |state| PenAct::Begin(beginning(state, &fields)?).deed(state, at.now));
    let typed = Told::typed("begin", "", fields.get("kind"));
    let done = done.await;
    let to = if done.is_ok() { "text" } else { PAGE };
    after(&at, done, (to, "begun"), typed, async |told| Ok(page(&at, told, fields.clone(), ""))).await
}

/// How a text is begun, as a form says it.
///
/// # Errors
/// A refusal for a kind that is none.
pub(crate) fn beginning(state: &State, fields: &Fields) -> Result<Beginning, Refusal> {
    let kind = KINDS.iter().find(|(name, _)| *name == fields.get("kind")).map(|(_, kind)| *kind);
    Ok(Beginning {
        kind: kind.ok_or(Refusal::field("begin", "refused-form"))?,
        title: fields.words("title", &forum_languages(state)),
        audience: Audience::named(fields.get("audience")).unwrap_or_default(),
        statements: fields.every("statement").map(StatementKey::new).collect(),
        conclusions: fields.every("conclusion").map(TopicKey::new).collect(),
    })
}
