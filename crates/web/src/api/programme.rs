//! The plan of dates and the rights of each standing: for everybody to read; the usual plan for organisers to set.

use super::answer::{Asker, Refused};
use super::desk::Done;
use super::reading::{Texts, texts};
use crate::speech::Speech;
use axum::Json;
use forum::acts::{DeadlineSet, RightSet, StandingRights};
use forum::fold::{Cited, Deadline, all_rights};
use forum::live::desk::{USUAL_PLAN, deed};
use serde::Serialize;
use terms::{MultiText, Right};
use utoipa::ToSchema;

/// A date of the plan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DateView {
    /// Its key.
    key: String,
    /// What is due, by language.
    name: Texts,
    /// How many days before the opening.
    days_before: u32,
    /// The day, `YYYY-MM-DD`.
    day: String,
    /// Whether that day is over where the forum meets.
    passed: bool,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/plan", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = [DateView], description = "What is due before the opening, the earliest first.")))]
pub(crate) async fn plan(at: Asker) -> Json<Vec<DateView>> {
    let view = at.live.view();
    let today = view.state.today(at.now);
    let date = |due: &Deadline<'_>| DateView {
        key: due.set.body.deadline.clone(),
        name: texts(&due.set.body.name),
        days_before: due.set.body.days_before,
        day: due.day.to_string(),
        passed: due.day < today,
    };
    Json(view.state.deadlines().iter().map(date).collect())
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/plan", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = Done, description = "The usual dates are set, named in every language of the pages."), (status = 401, body = Refused, description = "No organiser's token came with it."), (status = 422, body = Refused, description = "Nothing was done.")))]
pub(crate) async fn usual(at: Asker) -> Result<Json<Done>, Refused> {
    at.organiser().await?;
    let languages = crate::extract::languages(&at.live.view());
    let speeches: Vec<Speech> = languages.into_iter().map(Speech::new).collect();
    let set = |(key, days_before): (&str, u32)| {
        let said = |name: MultiText, speech: &Speech| {
            name.with(speech.lang().as_str(), &speech.w(&format!("deadline-{key}")))
        };
        let name = speeches.iter().fold(MultiText::default(), said);
        DeadlineSet { deadline: key.to_owned(), name, days_before }
    };
    let dates: Vec<DeadlineSet> = USUAL_PLAN.into_iter().map(set).collect();
    let done = at.live.act(at.now, |_| Ok(deed(dates.clone()))).await;
    done.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// What parties of one standing may do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingView {
    /// Its key.
    standing: String,
    /// What one party of it is called, by language.
    name: Texts,
    /// What several are called, by language.
    plural: Texts,
    /// What they may do now, where no topic says otherwise.
    rights: Vec<String>,
}

/// A right that was given or taken since the forum was convened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RightChangeView {
    /// The number of the act that did it.
    act: u64,
    /// Whose right.
    standing: String,
    /// The right.
    right: String,
    /// Whether it was given; else it was taken.
    granted: bool,
    /// In which phase; null for all.
    phase: Option<&'static str>,
    /// In which topic; null for all.
    topic: Option<String>,
}

/// Who may do what.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RightsView {
    /// All rights there are.
    all: Vec<String>,
    /// The standings of the forum, in its order.
    standings: Vec<StandingView>,
    /// What was changed, the oldest first.
    changes: Vec<RightChangeView>,
}

fn name_of(right: Right) -> String {
    serde_json::to_value(right).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/rights", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = RightsView, description = "What each standing may do in the phase of now, and what was changed.")))]
pub(crate) async fn rights(at: Asker) -> Json<RightsView> {
    let view = at.live.view();
    let state = &view.state;
    let standing = |entry: &StandingRights| StandingView {
        standing: entry.key.to_string(),
        name: texts(&entry.name),
        plural: texts(&entry.plural),
        rights: all_rights()
            .into_iter()
            .filter(|right| state.may(&entry.key, *right, None))
            .map(name_of)
            .collect(),
    };
    let change = |set: &Cited<RightSet>| RightChangeView {
        act: set.act,
        standing: set.body.standing.to_string(),
        right: name_of(set.body.right),
        granted: set.body.granted,
        phase: set.body.phase.map(terms::Phase::name),
        topic: set.body.topic.as_ref().map(ToString::to_string),
    };
    Json(RightsView {
        all: all_rights().into_iter().map(name_of).collect(),
        standings: state.standings().iter().map(standing).collect(),
        changes: state.governing.rights.iter().map(change).collect(),
    })
}
