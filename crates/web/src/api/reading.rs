//! Forums, parties, topics, statements, replies and findings, for everybody.
#![expect(unused_qualifications, reason = "written by the macro that describes the endpoints")]

use super::answer::{Asker, Refused};
use crate::app::App;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use forum::fold::{Cited, State as FoldState};
use forum::live::{Board, LiveForum, Sample};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{Capacity, MultiText, StatementKey, Tier, TopicKey};
use utoipa::{IntoParams, ToSchema};

/// One text by language tag.
pub(super) type Texts = BTreeMap<String, String>;

pub(super) fn texts(text: &MultiText) -> Texts {
    text.iter().map(|(lang, text)| (lang.to_string(), text.to_owned())).collect()
}

/// A forum.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ForumView {
    /// Its key, as in addresses.
    key: String,
    /// Its name by language.
    name: Texts,
    /// Its theme by language.
    theme: Texts,
    /// Where it meets, by language.
    place: Texts,
    /// The IANA zone there.
    zone: String,
    /// First day, `YYYY-MM-DD`.
    opens: String,
    /// Last day, `YYYY-MM-DD`.
    closes: String,
    /// planned, open, drafting, adopting, `follow_up` or archived.
    phase: String,
    /// How many acts its record has.
    acts: u64,
    /// The hash of the tree over its acts, hexadecimal.
    head: String,
    /// Where everything is simulated, the sentence that says so.
    simulation: Option<String>,
}

fn forum_view(live: &LiveForum) -> Option<ForumView> {
    let view = live.view();
    let convened = &view.state.convened.as_ref()?.body;
    Some(ForumView {
        key: live.key().to_string(),
        name: texts(&convened.name),
        theme: texts(&convened.theme),
        place: texts(&convened.place),
        zone: convened.zone.as_str().to_owned(),
        opens: convened.opens.clone(),
        closes: convened.closes.clone(),
        phase: view.state.phase().name().to_owned(),
        acts: view.acts(),
        head: view.record.head().root.to_string(),
        simulation: view.state.mark().map(str::to_owned),
    })
}

#[utoipa::path(get, path = "/api/v1/forums", responses((status = 200, body = [ForumView], description = "All forums of this server.")))]
pub(crate) async fn forums(State(app): State<App>) -> Json<Vec<ForumView>> {
    Json(app.forums().all().iter().filter_map(|live| forum_view(live)).collect())
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}", params(("forum" = String, Path, description = "Its key.")), responses((status = 200, body = ForumView, description = "The forum."), (status = 404, body = Refused, description = "There is none of this key.")))]
pub(crate) async fn forum(at: Asker) -> Json<Option<ForumView>> {
    Json(forum_view(&at.live))
}

/// A party or organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartyView {
    /// Its key.
    party: String,
    /// Its name by language.
    name: Texts,
    /// Its standing.
    standing: String,
    /// Whether findings are taken over it.
    counted: bool,
    /// What it said to its invitation: accepts, declines, or nothing.
    reply: Option<String>,
    /// How many people may vote for it, as it declared.
    roster: Option<u64>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/parties", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = [PartyView], description = "Who takes part as one.")))]
pub(crate) async fn parties(at: Asker) -> Json<Vec<PartyView>> {
    let view = at.live.view();
    let state = &view.state;
    let counted = state.counted();
    let party = |(key, standing): (&terms::PartyKey, &terms::Standing)| PartyView {
        party: key.to_string(),
        name: state.name(key).map_or_else(Texts::new, |name| texts(name.name)),
        standing: standing.to_string(),
        counted: counted.iter().any(|facts| facts.key == *key),
        reply: state.membership.replies.get(key).map(|replied| replied.body.reply.name().to_owned()),
        roster: state.membership.rosters.get(key).map(|roster| roster.body.people),
    };
    Json(state.participants().map(party).collect())
}

/// A topic.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TopicView {
    /// Its key.
    topic: String,
    /// Its name by language.
    name: Texts,
    /// Whether it is open.
    open: bool,
    /// The party that chairs it.
    chair: Option<String>,
    /// The party that reports on it.
    rapporteur: Option<String>,
    /// What guides its discussion.
    questions: Vec<Texts>,
    /// The keys of its papers.
    papers: Vec<String>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/topics", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = [TopicView], description = "Its topics.")))]
pub(crate) async fn topics(at: Asker) -> Json<Vec<TopicView>> {
    let view = at.live.view();
    let state = &view.state;
    let topic = |opened: &Cited<forum::acts::TopicOpened>| {
        let key = &opened.body.topic;
        let guided = state.discussion.guided.get(key).map(|guided| &guided.body);
        TopicView {
            topic: key.to_string(),
            name: texts(&opened.body.name),
            open: state.topic_open(key),
            chair: guided.and_then(|g| g.chair.as_ref()).map(ToString::to_string),
            rapporteur: guided.and_then(|g| g.rapporteur.as_ref()).map(ToString::to_string),
            questions: guided.iter().flat_map(|g| &g.questions).map(texts).collect(),
            papers: state.discussion.papers_of(key).map(|paper| paper.body.paper.clone()).collect(),
        }
    };
    Json(state.topics.iter().map(topic).collect())
}

/// A statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementView {
    /// Its key.
    statement: String,
    /// Its topic.
    topic: String,
    /// Its text by language.
    text: Texts,
    /// The number of the act that made it.
    act: u64,
    /// Whether it was withdrawn; it is then neither asked nor counted.
    hidden: bool,
    /// The grade of what is found of it now; `not_yet_asked` while nobody answered.
    grade: String,
    /// Attested answers: agree, pass, disagree.
    answers: [u64; 3],
}

/// Which statements.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Which {
    /// Of this topic alone.
    topic: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/statements", params(("forum" = String, Path, description = "The forum."), Which), responses((status = 200, body = [StatementView], description = "Its statements, in the order in which they were made.")))]
pub(crate) async fn statements(at: Asker, Query(which): Query<Which>) -> Json<Vec<StatementView>> {
    let (view, board) = (at.live.view(), at.live.board());
    let topic = which.topic.as_deref().map(TopicKey::new);
    let wanted = view.state.statements.iter();
    let wanted = wanted.filter(|made| topic.as_ref().is_none_or(|topic| made.body.topic == *topic));
    Json(wanted.map(|made| StatementView::of(&view.state, &board, made)).collect())
}

impl StatementView {
    /// A statement as it stands on a board.
    pub(crate) fn of(
        state: &FoldState,
        board: &Board,
        made: &Cited<forum::acts::StatementMade>,
    ) -> StatementView {
        let key = &made.body.statement;
        let counts = board.answers_of(Tier::Attested, key);
        StatementView {
            statement: key.to_string(),
            topic: made.body.topic.to_string(),
            text: texts(&made.body.text),
            act: made.act,
            hidden: state.is_hidden(key),
            grade: board.finding(key).map_or("not_yet_asked", |found| found.grade.key()).to_owned(),
            answers: [counts.agree, counts.pass, counts.disagree],
        }
    }
}

/// How the answers to a statement stood at one moment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SampleView {
    /// When, in milliseconds since 1970 UTC.
    at: i64,
    /// Attested answers: agree, pass, disagree.
    answers: [u64; 3],
}

/// How the answers to a statement came about, as readers are shown them.
pub(crate) fn history(live: &LiveForum, statement: &StatementKey) -> Vec<SampleView> {
    let sample = |sample: &Sample| {
        let counts = sample.counts;
        SampleView { at: sample.at, answers: [counts.agree, counts.pass, counts.disagree] }
    };
    live.counting().history(statement).iter().map(sample).collect()
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/statements/{statement}/history", params(("forum" = String, Path, description = "The forum."), ("statement" = String, Path, description = "The statement.")), responses((status = 200, body = [SampleView], description = "How the attested answers to it grew, the oldest first."), (status = 404, body = Refused, description = "It was never made.")))]
pub(crate) async fn history_of(
    at: Asker,
    Path((_, statement)): Path<(String, String)>,
) -> Result<Json<Vec<SampleView>>, Refused> {
    let key = StatementKey::new(&statement);
    let missing = || at.says(StatusCode::NOT_FOUND, "problem-not-found");
    at.live.view().state.statement(&key).ok_or_else(missing)?;
    Ok(Json(history(&at.live, &key)))
}

/// A reply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReplyView {
    /// Its key.
    reply: String,
    /// for, against or question.
    stance: String,
    /// Its text by language.
    text: Texts,
    /// Addresses or keys of papers.
    sources: Vec<String>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/statements/{statement}/replies", params(("forum" = String, Path, description = "The forum."), ("statement" = String, Path, description = "The statement.")), responses((status = 200, body = [ReplyView], description = "The replies that are shown.")))]
pub(crate) async fn replies(at: Asker, Path((_, statement)): Path<(String, String)>) -> Json<Vec<ReplyView>> {
    let view = at.live.view();
    let key = StatementKey::new(&statement);
    let reply = |made: &Cited<forum::acts::ReplyMade>| ReplyView {
        reply: made.body.reply.clone(),
        stance: made.body.stance.name().to_owned(),
        text: texts(&made.body.text),
        sources: made.body.sources.clone(),
    };
    Json(view.state.discussion.replies_to(&key).map(reply).collect())
}

/// What is found of a statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingView {
    /// The statement.
    statement: String,
    /// The grade.
    grade: String,
    /// for or against, where it has a direction.
    direction: Option<String>,
    /// 95 % sure that in every party at least this share agrees.
    floor: Option<f64>,
    /// The parties outside, with the reason: disagrees, undecided or `not_asked`.
    outside: BTreeMap<String, String>,
    /// The party with the weakest agreement.
    weakest: Option<String>,
    /// Attested answers by party: agree, pass, disagree.
    parties: BTreeMap<String, [u64; 3]>,
}

/// Among whom.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Among {
    /// official, expert, organisation or resident; everybody if it is left out.
    capacity: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/findings", params(("forum" = String, Path, description = "The forum."), Among), responses((status = 200, body = [FindingView], description = "What is found now in the attested votes, in the order of the board.")))]
pub(crate) async fn findings(
    at: Asker,
    Query(among): Query<Among>,
) -> Result<Json<Vec<FindingView>>, Refused> {
    let board = match among.capacity.as_deref().and_then(Capacity::named) {
        Some(capacity) => at.live.board_of(capacity).map_err(|error| at.failed(error))?,
        None => at.live.board(),
    };
    let view = at.live.view();
    Ok(Json(board.rows(&view.state, None).into_iter().map(finding_view).collect()))
}

/// One finding, as it is shown to programs.
pub(crate) fn finding_view(found: &opinion::Finding) -> FindingView {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let outside = found.outside.iter().map(|outside| {
        let reason = match outside.reason {
            opinion::OutsideReason::Disagrees => "disagrees",
            opinion::OutsideReason::Undecided => "undecided",
            opinion::OutsideReason::NotAsked => "not_asked",
        };
        (outside.party.to_string(), reason.to_owned())
    });
    let counts = found.parties.iter().map(|party| {
        let counts = party.counts;
        (party.party.to_string(), [counts.agree, counts.pass, counts.disagree])
    });
    FindingView {
        statement: found.statement.to_string(),
        grade: found.grade.key().to_owned(),
        direction: found.direction.map(|direction| word(serde_json::to_value(direction).unwrap_or_default())),
        floor: found.floor,
        outside: outside.collect(),
        weakest: found.weakest.as_ref().map(ToString::to_string),
        parties: counts.collect(),
    }
}
