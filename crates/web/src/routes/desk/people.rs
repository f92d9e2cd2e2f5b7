//! Links for those who help at the desk, and for people who take part without a code.

use super::organiser;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::routes::sign_in::at_desk;
use crate::speech::{Spoken, by_name};
use crate::views::dates;
use crate::views::told::{Told, after};
use askama::Template;
use axum::Form;
use axum::response::Response;
use forum::acts::CoOrganiserNamed;
use forum::live::desk_people::AtDesk;
use forum::live::entering::DeskRole;
use forum::live::links;
use forum::live::{Deed, LiveError, PersonalLink, Refusal};
use record::Actor;
use serde::Deserialize;
use terms::{MultiText, PartyKey, Tier};

const PAGE: &str = "desk/people";

#[derive(Template)]
#[template(path = "people.html")]
struct Page {
    frame: Frame,
    told: Told,
    roles: Vec<(String, String)>,
    co_organisers: Vec<Spoken>,
    parties: Vec<(String, Spoken)>,
    at_desk: Vec<Shown>,
    given: Vec<Given>,
}

/// Somebody at the desk, in words.
struct Shown {
    person: String,
    name: String,
    role: String,
    comes_by: String,
    me: bool,
}

pub(crate) async fn show(
    at: Place,
    axum::extract::Query(asked): axum::extract::Query<crate::views::told::Asked>,
) -> Result<Response, Problem> {
    organiser(&at).await?;
    let told = Told::of(&at, &asked, &["co-organiser", "removed", "revoked"]);
    page(&at, told).await
}

async fn page(at: &Place, told: Told) -> Result<Response, Problem> {
    let (me, ..) = at_desk(at).await?;
    let there = at.live.at_desk(at.now).await.map_err(|error| at.problem(error))?;
    let at_desk = there.iter().map(|known| shown(at, known, &me)).collect();
    let state = &at.live.view().state;
    let mut roles = vec![
        ("organiser".to_owned(), at.speech.w("people-organiser")),
        ("moderator".to_owned(), at.speech.w("people-moderator")),
    ];
    for named in &state.co_organisers {
        let name = at.speech.name(&named.body.name);
        roles.push((named.body.co_organiser.to_string(), at.speech.s("people-for", "name", &name)));
    }
    let party = |(key, _): (&PartyKey, _)| {
        let name = state.name(key).map_or_else(MultiText::default, |name| name.name.clone());
        (key.to_string(), at.speech.spoken(&name))
    };
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("people-title")),
        told,
        roles,
        co_organisers: state.co_organisers.iter().map(|named| at.speech.spoken(&named.body.name)).collect(),
        at_desk,
        given: given(at).await.map_err(|error| at.problem(error))?,
        parties: by_name(at, state.participants().map(party).collect(), |(_, name)| &name.text),
    }))
}

fn shown(at: &Place, known: &AtDesk, me: &str) -> Shown {
    let role = match &known.role {
        DeskRole::Organiser => at.speech.w("people-organiser"),
        DeskRole::Moderator => at.speech.w("people-moderator"),
        DeskRole::CoOrganiser(key) => {
            at.speech.s("people-for", "name", &crate::routes::approvals::name_of(at, &at.view.state, key))
        }
    };
    let comes_by = match (&known.account, known.link_until) {
        (Some(account), _) => at.speech.s("people-by-account", "name", account),
        _ if !known.passkeys.is_empty() => {
            at.speech.s("people-by-passkey", "name", &known.passkeys.join(", "))
        }
        (None, Some(until)) => at.speech.s("people-by-link", "day", &dates::moment(at, until)),
        (None, None) => at.speech.w("people-by-session"),
    };
    let name = if known.name.is_empty() { at.speech.w("people-convener") } else { known.name.clone() };
    Shown { person: known.person.clone(), name, role, comes_by, me: known.person == me }
}

pub(crate) async fn remove(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let (me, ..) = at_desk(&at).await?;
    let done = at.live.remove_from_desk(&sent.key, &me, at.now).await;
    after(&at, done, (PAGE, "removed"), Told::typed("remove", "", &sent.key), |told| page(&at, told)).await
}

/// What the forms of this page send.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    tier: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    count: String,
}

pub(crate) async fn invite(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let role = match sent.role.as_str() {
        "organiser" => DeskRole::Organiser,
        "moderator" => DeskRole::Moderator,
        key => DeskRole::CoOrganiser(PartyKey::new(key)),
    };
    match at.live.invite_to_desk(&sent.name, role, at.now).await {
        Ok(link) => Ok(super::links::page(&at, &[link], PAGE)),
        Err(error) => {
            let typed = Told::typed("people", &sent.name, &sent.role);
            after::<(), _>(&at, Err(error), (PAGE, ""), typed, |told| page(&at, told)).await
        }
    }
}

pub(crate) async fn name_co_organiser(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let (key, name) = (sent.key.trim(), sent.name.trim());
    let plain =
        !key.is_empty() && key.len() <= 24 && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let done = at.live.act(at.now, |_| {
        if !plain || name.is_empty() || name.chars().count() > 120 {
            return Err(Refusal::field("co-organiser", "refused-code-and-name"));
        }
        let name = MultiText::of(at.lang().as_str(), name);
        Ok(Deed::one(Actor::role("secretariat"), CoOrganiserNamed { co_organiser: PartyKey::new(key), name }))
    });
    let typed = Told::typed("co-organiser", name, key);
    after(&at, done.await, (PAGE, "co-organiser"), typed, |told| page(&at, told)).await
}

/// A link that was given out: for whom, how often and until when it serves.
struct Given {
    id: String,
    tier: String,
    party: String,
    serves: String,
}

async fn given(at: &Place) -> Result<Vec<Given>, LiveError> {
    let shown = |link: links::Given| {
        let name = link.party.as_ref().and_then(|party| at.view.state.name(party));
        let serves = [("count", at.speech.integer(link.left)), ("until", dates::moment(at, link.until))];
        Given {
            id: link.id,
            tier: at.speech.w(&format!("tier-{}", link.tier.name())),
            party: name.map_or_else(String::new, |name| at.speech.name(name.name)),
            serves: at.speech.says("people-link-serves", &serves),
        }
    };
    Ok(at.live.links(at.now).await?.into_iter().map(shown).collect())
}

/// Ends a link that was given out.
pub(crate) async fn revoke(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.end_link(&sent.key).await;
    after(&at, done, (PAGE, "revoked"), Told::typed("revoke", "", ""), |told| page(&at, told)).await
}

pub(crate) async fn share(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let tier = Tier::named(&sent.tier).unwrap_or(Tier::Attested);
    let party = Some(PartyKey::new(&sent.party)).filter(|_| !sent.party.is_empty());
    let count = sent.count.trim().parse().unwrap_or(0);
    match at.live.invite_people(tier, party.as_ref(), count, at.now).await {
        Ok(secret) => {
            let name = at.speech.w(&format!("tier-{}", tier.name()));
            let link = PersonalLink { name, mail: String::new(), party, secret };
            Ok(super::links::shared(&at, link, PAGE))
        }
        Err(error) => {
            let typed = Told::typed("share", &sent.count, &sent.party);
            after::<(), _>(&at, Err(error), (PAGE, ""), typed, |told| page(&at, told)).await
        }
    }
}
