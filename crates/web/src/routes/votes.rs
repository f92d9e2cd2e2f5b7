//! Votes sent by the page's own script, one or many: those that waited on the phone arrive here, each exactly once.

use crate::app::App;
use crate::cookies::{self, Role};
use crate::problem;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use forum::live::secret::{hex, unhex};
use forum::live::{Cast, LiveError, LiveForum, Refusal, Voter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use terms::{Capacity, ForumKey, Instant, Lang, StatementKey, TopicKey, Vote};

/// So many wait on a phone at most.
const MOST: usize = 200;

/// Votes as they are sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    votes: Vec<SentVote>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentVote {
    /// The statement's key.
    statement: String,
    /// 1, 0 or -1.
    vote: i64,
    /// The revision of their own answer that the sender saw.
    seen: u32,
    /// 32 hexadecimal signs, the same for every try.
    request: String,
}

#[derive(Debug, Serialize)]
struct Received {
    votes: Vec<ReceivedVote>,
}

/// How a vote was received. `refused` names the message where it was not.
#[derive(Debug, Serialize)]
struct ReceivedVote {
    request: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'static str>,
}

/// Takes votes. Somebody without a session becomes an open participant with the first of them.
pub(crate) async fn cast(
    State(app): State<App>,
    Path(forum): Path<String>,
    headers: HeaderMap,
    Json(sent): Json<Sent>,
) -> Response {
    let Some(live) = app.forums().get(&ForumKey::new(&forum)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if sent.votes.is_empty() || sent.votes.len() > MOST {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    let Some(casts) = sent.votes.iter().map(read).collect::<Option<Vec<Cast>>>() else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    match take(&app, &live, &headers, casts).await {
        Ok((cookie, votes)) => {
            let mut response = Json(Received { votes }).into_response();
            response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
            response
        }
        Err(error) => {
            let lang = Lang::new("en");
            problem::Problem::of(error, &lang).into_response()
        }
    }
}

fn read(sent: &SentVote) -> Option<Cast> {
    Some(Cast {
        statement: StatementKey::new(&sent.statement),
        vote: Vote::from_sign(sent.vote)?,
        seen: sent.seen,
        request: unhex(&sent.request)?,
    })
}

type Taken = (Option<HeaderValue>, Vec<ReceivedVote>);

async fn take(
    app: &App,
    live: &Arc<LiveForum>,
    headers: &HeaderMap,
    casts: Vec<Cast>,
) -> Result<Taken, LiveError> {
    let now = app.now();
    let session = cookies::session(headers, Role::Participant);
    let known = match &session {
        Some(session) => live.voter(session, now).await?,
        None => None,
    };
    let (voter, cookie) = match known {
        Some(voter) => (voter, None),
        None => newcomer(app, live, headers).await?,
    };
    let received = match live.vote(&voter, casts.clone(), now).await {
        Ok(receipts) => casts.iter().zip(receipts).map(|(cast, receipt)| accepted(cast, receipt)).collect(),
        // One that is refused must not hold up the others: then each is taken by itself.
        Err(error) => {
            problem::refusal(error).map_err(LiveError::Store)?;
            one_by_one(live, &voter, casts, now).await?
        }
    };
    Ok((cookie, received))
}

async fn one_by_one(
    live: &LiveForum,
    voter: &Voter,
    casts: Vec<Cast>,
    now: Instant,
) -> Result<Vec<ReceivedVote>, LiveError> {
    let mut received = Vec::new();
    for cast in casts {
        received.push(match live.vote(voter, vec![cast.clone()], now).await {
            Ok(receipts) => {
                let receipt = receipts.into_iter().next();
                receipt.map_or_else(
                    || refused(&cast, "refused-no-statement"),
                    |receipt| accepted(&cast, receipt),
                )
            }
            Err(error) => refused(&cast, problem::refusal(error).map_err(LiveError::Store)?.message),
        });
    }
    Ok(received)
}

/// A new open participant and the cookie of their session. A device whose session is over or unknown is nobody new:
/// who took part with a code must not go on as an open participant without being told.
pub(crate) async fn newcomer(
    app: &App,
    live: &LiveForum,
    headers: &HeaderMap,
) -> Result<(Voter, Option<HeaderValue>), LiveError> {
    if cookies::session(headers, Role::Participant).is_some() {
        return Err(Refusal::of("refused-session-over").into());
    }
    let entered = live.enter_openly(Capacity::Resident, app.now()).await?;
    let seconds = entered.subject.lasts() / 1000;
    let cookie =
        cookies::hand(live.key(), Role::Participant, &entered.session, seconds, app.settings().is_secure());
    let voter = live.voter(&entered.session, app.now()).await?;
    let gone = || LiveError::Broken("a session that just began is not there".to_owned());
    Ok((voter.ok_or_else(gone)?, Some(cookie)))
}

fn accepted(cast: &Cast, receipt: store::Receipt) -> ReceivedVote {
    let standing = match receipt.standing {
        store::Standing::Counted => "counted",
        store::Standing::Stale => "stale",
    };
    let request = hex(&cast.request);
    ReceivedVote { request, standing: Some(standing), revision: Some(receipt.revision), refused: None }
}

fn refused(cast: &Cast, message: &'static str) -> ReceivedVote {
    ReceivedVote { request: hex(&cast.request), standing: None, revision: None, refused: Some(message) }
}

/// What to ask next.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    topic: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Debug, Serialize)]
struct Asked {
    statements: Vec<AskedStatement>,
    answered: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct AskedStatement {
    statement: String,
    topic: String,
    text: String,
    lang: String,
    dir: &'static str,
}

/// So many are handed out at once, so that a phone can go on without a connection.
const AHEAD: usize = 20;

/// The statements to ask next, enough for a while without a connection.
pub(crate) async fn next(
    State(app): State<App>,
    Path(forum): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let Some(live) = app.forums().get(&ForumKey::new(&forum)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match ahead(&app, &live, &wanted, &headers).await {
        Ok(asked) => Json(asked).into_response(),
        Err(error) => problem::Problem::of(error, &Lang::new("en")).into_response(),
    }
}

async fn ahead(
    app: &App,
    live: &LiveForum,
    wanted: &Wanted,
    headers: &HeaderMap,
) -> Result<Asked, LiveError> {
    let now = app.now();
    let session = cookies::session(headers, Role::Participant);
    let voter = match &session {
        Some(session) => live.voter(session, now).await?,
        None => None,
    };
    let answered: BTreeSet<StatementKey> = match &voter {
        Some(voter) => live.answers(voter).await?.into_iter().map(|answer| answer.statement).collect(),
        None => BTreeSet::new(),
    };
    let topic = wanted.topic.as_deref().map(TopicKey::new);
    let mix = voter.as_ref().map_or([0; 16], |voter| voter.id.bytes());
    let party = voter.as_ref().and_then(|voter| voter.party.as_ref());
    let next = live.next(party, &mix, &answered, topic.as_ref(), AHEAD);
    if let Some(voter) = &voter {
        live.served(voter, &next, now).await?;
    }
    let speech = crate::speech::Speech::new(Lang::new(wanted.lang.as_deref().unwrap_or("en")));
    let view = live.view();
    let asked = next.iter().filter_map(|next| {
        let made = &view.state.statement(&next.statement)?.body;
        let spoken = speech.spoken(&made.text);
        Some(AskedStatement {
            statement: made.statement.to_string(),
            topic: made.topic.to_string(),
            text: spoken.text,
            lang: spoken.lang,
            dir: spoken.dir,
        })
    });
    Ok(Asked { statements: asked.collect(), answered: answered.len(), of: live.askable(topic.as_ref()) })
}
