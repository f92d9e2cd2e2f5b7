//! What organisers and moderators do, with a token of theirs.

use super::answer::{Asker, Refused};
use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::acts::PhaseChanged;
use forum::live::{Deed, Published, desk};
use record::Actor;
use serde::{Deserialize, Serialize};
use terms::{Lang, PartyKey, Phase, TopicKey};
use utoipa::ToSchema;

fn secretariat() -> Actor {
    Actor::role("secretariat")
}

/// What was done: the numbers of the acts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Done {
    /// The numbers of the acts in the record.
    pub(super) acts: Vec<u64>,
}

/// A list as it would be pasted at the desk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    /// One row a line, cells apart by tabs or semicolons.
    rows: String,
    /// In which language it is.
    lang: String,
    /// The topic, for statements.
    #[serde(default)]
    topic: String,
}

type Sent<T> = Result<Json<T>, JsonRejection>;

async fn listed<T>(at: &Asker, sent: Sent<T>) -> Result<T, Refused> {
    at.organiser().await?;
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    Ok(sent)
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/parties", params(("forum" = String, Path, description = "The forum.")), request_body = List, security(("token" = [])), responses((status = 200, body = Done, description = "All joined: code, name, standing, population."), (status = 422, body = Refused, description = "None joined.")))]
pub(crate) async fn parties(at: Asker, sent: Sent<List>) -> Result<Json<Done>, Refused> {
    let list = listed(&at, sent).await?;
    let lang = Lang::new(&list.lang);
    let year = u16::try_from(at.live.view().state.today(at.now).year()).unwrap_or_default();
    let done = at.live.act(at.now, |state| Ok(desk::deed(desk::parties(state, &list.rows, &lang, year)?)));
    done.await.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/topics", params(("forum" = String, Path, description = "The forum.")), request_body = List, security(("token" = [])), responses((status = 200, body = Done, description = "All were opened: one name a line."), (status = 422, body = Refused, description = "None was.")))]
pub(crate) async fn topics(at: Asker, sent: Sent<List>) -> Result<Json<Done>, Refused> {
    let list = listed(&at, sent).await?;
    let lang = Lang::new(&list.lang);
    let done = at.live.act(at.now, |state| Ok(desk::deed(desk::topics(state, &list.rows, &lang)?)));
    done.await.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/statements", params(("forum" = String, Path, description = "The forum.")), request_body = List, security(("token" = [])), responses((status = 200, body = Done, description = "All are asked: one claim a line."), (status = 422, body = Refused, description = "None is.")))]
pub(crate) async fn statements(at: Asker, sent: Sent<List>) -> Result<Json<Done>, Refused> {
    let list = listed(&at, sent).await?;
    let (lang, topic) = (Lang::new(&list.lang), TopicKey::new(&list.topic));
    let done =
        at.live.act(at.now, |state| Ok(desk::deed(desk::statements(state, &topic, &list.rows, &lang)?)));
    done.await.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// Which phase.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhaseSent {
    /// planned, open, drafting, adopting, `follow_up` or archived.
    phase: String,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/phase", params(("forum" = String, Path, description = "The forum.")), request_body = PhaseSent, security(("token" = [])), responses((status = 200, body = Done, description = "The forum entered it."), (status = 422, body = Refused, description = "There is no way there from here.")))]
pub(crate) async fn phase(at: Asker, sent: Sent<PhaseSent>) -> Result<Json<Done>, Refused> {
    let sent = listed(&at, sent).await?;
    let phase = Phase::named(&sent.phase);
    let phase = phase.ok_or_else(|| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    let done = at.live.act(at.now, |_| Ok(Deed::one(secretariat(), PhaseChanged { phase })));
    done.await.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// How many codes of which party.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodesSent {
    /// The party.
    party: String,
    /// How many.
    count: u32,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/codes", params(("forum" = String, Path, description = "The forum.")), request_body = CodesSent, security(("token" = [])), responses((status = 200, body = [String], description = "The codes, this once; the server keeps only what cannot be read back."), (status = 422, body = Refused, description = "None was issued.")))]
pub(crate) async fn codes(at: Asker, sent: Sent<CodesSent>) -> Result<Json<Vec<String>>, Refused> {
    let sent = listed(&at, sent).await?;
    let party = PartyKey::new(&sent.party);
    let secrets = at.live.issue_codes(secretariat(), &party, sent.count, at.now).await;
    let secrets = secrets.map_err(|error| at.failed(error))?;
    Ok(Json(secrets.iter().map(forum::live::Secret::grouped).collect()))
}

/// What came of publishing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PublishedView {
    /// Whether the findings are in the record; else co-organisers are asked to approve them.
    published: bool,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/publish", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = PublishedView, description = "Published, or approval asked for."), (status = 422, body = Refused, description = "There is nothing to publish.")))]
pub(crate) async fn publish(at: Asker) -> Result<Json<PublishedView>, Refused> {
    at.organiser().await?;
    let done = at.live.publish(secretariat(), at.now).await.map_err(|error| at.failed(error))?;
    Ok(Json(PublishedView { published: done == Published::Now }))
}

/// What waits for a moderator.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WaitingView {
    /// By which it is decided.
    id: String,
    /// Its topic.
    topic: String,
    /// The statement it replies to.
    reply_to: Option<String>,
    /// What it says.
    text: String,
    /// In which language.
    lang: String,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/submissions", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = [WaitingView], description = "What waits, the oldest first.")))]
pub(crate) async fn queue(at: Asker) -> Result<Json<Vec<WaitingView>>, Refused> {
    at.moderator().await?;
    let queue = at.live.queue(200).await.map_err(|error| at.failed(error))?;
    let waiting = |queued: &forum::live::submissions::Queued| {
        let submission = &queued.submitted.submission;
        WaitingView {
            id: queued.handle().to_owned(),
            topic: submission.topic.to_string(),
            reply_to: submission.reply.as_ref().map(|(key, _)| key.to_string()),
            text: submission.text.clone(),
            lang: submission.lang.to_string(),
        }
    };
    Ok(Json(queue.iter().map(waiting).collect()))
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    /// Whether it is let in.
    let_in: bool,
    /// Why not, where it is not.
    #[serde(default)]
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/submissions/{id}", params(("forum" = String, Path, description = "The forum."), ("id" = String, Path, description = "As the queue names it.")), request_body = Decision, security(("token" = [])), responses((status = 204, description = "It was decided."), (status = 422, body = Refused, description = "It was not, as where somebody else came first.")))]
pub(crate) async fn decide(
    at: Asker,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<Decision>,
) -> Result<StatusCode, Refused> {
    at.moderator().await?;
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    let moderator = Actor::role("moderator");
    let done = if sent.let_in {
        at.live.let_in(&id, moderator, at.now).await.map(drop)
    } else {
        at.live.refuse(&id, &sent.reason, moderator, at.now).await
    };
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}
