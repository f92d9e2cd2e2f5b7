//! Who is at the desk, links for people, and taking somebody away.

use super::acts::{LinkView, Sent, actor, read};
use super::answer::{Asker, Refused};
use super::desk::Done;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use forum::live::PersonalLink;
use forum::live::desk_people::AtDesk;
use forum::live::entering::DeskRole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{PartyKey, Tier};
use utoipa::ToSchema;

/// Somebody at the desk.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonView {
    /// The id of the person.
    person: String,
    /// What they are called; empty for whoever convened the forum.
    name: String,
    /// organiser, moderator, or the key of the co-organiser for whom they approve.
    role: String,
    /// What the account is called with which they come in.
    account: Option<String>,
    /// What they call the passkeys with which they come in.
    passkeys: Vec<String>,
    /// Until when their link serves, in milliseconds since 1970 UTC; null where it is used up or over.
    link_until: Option<i64>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/people", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = [PersonView], description = "Everybody at the desk."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn list(at: Asker) -> Result<Json<Vec<PersonView>>, Refused> {
    at.organiser().await?;
    let all = at.live.at_desk(at.now).await.map_err(|error| at.failed(error))?;
    let view = |known: AtDesk| PersonView {
        person: known.person,
        name: known.name,
        role: match known.role {
            DeskRole::Organiser => "organiser".to_owned(),
            DeskRole::Moderator => "moderator".to_owned(),
            DeskRole::CoOrganiser(key) => key.to_string(),
        },
        account: known.account,
        passkeys: known.passkeys,
        link_until: known.link_until.map(terms::Instant::millis),
    };
    Ok(Json(all.into_iter().map(view).collect()))
}

/// Somebody who is to help at the desk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonSent {
    /// Their name.
    name: String,
    /// organiser, moderator, or the key of the co-organiser for whom they approve.
    role: String,
}

fn shown(link: PersonalLink) -> LinkView {
    LinkView::new(link.name, link.party.map(|party| party.to_string()), &link.secret)
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/people", params(("forum" = String, Path, description = "The forum.")), request_body = PersonSent, security(("token" = [])), responses((status = 200, body = LinkView, description = "Their personal link, this once."), (status = 422, body = Refused, description = "Nobody was invited.")))]
pub(crate) async fn invite(at: Asker, sent: Sent<PersonSent>) -> Result<Json<LinkView>, Refused> {
    at.organiser().await?;
    let sent = read(&at, sent).await?;
    let role = match sent.role.as_str() {
        "organiser" => DeskRole::Organiser,
        "moderator" => DeskRole::Moderator,
        key => DeskRole::CoOrganiser(PartyKey::new(key)),
    };
    let link = at.live.invite_to_desk(&sent.name, role, at.now).await;
    link.map(|link| Json(shown(link))).map_err(|error| at.failed(error))
}

/// A link with which people take part without a code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareSent {
    /// invited or open.
    tier: String,
    /// The party they belong to, if to one.
    #[serde(default)]
    party: Option<String>,
    /// How many people may use it.
    people: u32,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/people/links", params(("forum" = String, Path, description = "The forum.")), request_body = ShareSent, security(("token" = [])), responses((status = 200, body = LinkView, description = "The link, this once."), (status = 422, body = Refused, description = "No link was made.")))]
pub(crate) async fn share(at: Asker, sent: Sent<ShareSent>) -> Result<Json<LinkView>, Refused> {
    at.organiser().await?;
    let sent = read(&at, sent).await?;
    let tier = Tier::named(&sent.tier).unwrap_or(Tier::Attested);
    let party = sent.party.as_deref().map(PartyKey::new);
    let secret = at.live.invite_people(tier, party.as_ref(), sent.people, at.now).await;
    let secret = secret.map_err(|error| at.failed(error))?;
    Ok(Json(LinkView::new(String::new(), sent.party, &secret)))
}

/// A link that was given out and still serves. What it is is shown only when it is made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GivenView {
    /// Its id.
    id: String,
    /// invited or open.
    tier: String,
    /// The party people belong to who come in by it.
    party: Option<String>,
    /// How often it serves.
    left: u32,
    /// Until when, in milliseconds since 1970.
    until: i64,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/people/links", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = [GivenView], description = "The links that still serve."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn links(at: Asker) -> Result<Json<Vec<GivenView>>, Refused> {
    at.organiser().await?;
    let links = at.live.links(at.now).await.map_err(|error| at.failed(error))?;
    let view = |link: forum::live::links::Given| GivenView {
        id: link.id,
        tier: link.tier.name().to_owned(),
        party: link.party.map(|party| party.to_string()),
        left: link.left,
        until: link.until.millis(),
    };
    Ok(Json(links.into_iter().map(view).collect()))
}

#[utoipa::path(delete, path = "/api/v1/forums/{forum}/people/links/{id}", params(("forum" = String, Path, description = "The forum."), ("id" = String, Path, description = "The id of the link.")), security(("token" = [])), responses((status = 204, description = "The link has ended; who came in by it stays."), (status = 422, body = Refused, description = "No such link was given out.")))]
pub(crate) async fn end_link(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<StatusCode, Refused> {
    at.organiser().await?;
    let done = at.live.end_link(id(&parts)).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}

fn id(parts: &BTreeMap<String, String>) -> &str {
    parts.get("id").map_or("", String::as_str)
}

#[utoipa::path(delete, path = "/api/v1/forums/{forum}/people/{id}", params(("forum" = String, Path, description = "The forum."), ("id" = String, Path, description = "The id of the person.")), security(("token" = [])), responses((status = 204, description = "Their links, sessions, tokens and account have ended."), (status = 422, body = Refused, description = "Nobody was taken away.")))]
pub(crate) async fn remove(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<StatusCode, Refused> {
    let me = at.organiser().await?;
    let done = at.live.remove_from_desk(id(&parts), &me, at.now).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}

#[utoipa::path(delete, path = "/api/v1/forums/{forum}/delegates/{id}", params(("forum" = String, Path, description = "The forum."), ("id" = String, Path, description = "The id of the delegate.")), security(("token" = [])), responses((status = 200, body = Done, description = "They are out of their delegation; their links and sessions have ended."), (status = 422, body = Refused, description = "Nobody was withdrawn.")))]
pub(crate) async fn withdraw(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Json<Done>, Refused> {
    at.organiser().await?;
    let done = at.live.withdraw_delegate(actor(), id(&parts), at.now).await;
    done.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

#[utoipa::path(delete, path = "/api/v1/forums/{forum}/delegates/{id}/person", params(("forum" = String, Path, description = "The forum."), ("id" = String, Path, description = "The id of the delegate.")), security(("token" = [])), responses((status = 204, description = "What was known of the person is erased; the acts stay."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn erase(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<StatusCode, Refused> {
    at.organiser().await?;
    let done = at.live.erase_person(id(&parts)).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}
