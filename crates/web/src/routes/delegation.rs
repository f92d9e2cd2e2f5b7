//! The page of a delegate: answer the invitation, declare the roster, issue codes, see the delegation.

use crate::cookies::Role;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use crate::views::dates;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use forum::acts::{DelegateNamed, DelegateRole, PartyReplied, Power, Reply, RosterDeclared};
use forum::fold::State;
use forum::live::{Deed, Refusal, Subject};
use record::Actor;
use serde::Deserialize;
use terms::MultiText;

const PAGE: &str = "delegation";

#[derive(Template)]
#[template(path = "delegation.html")]
struct Page {
    frame: Frame,
    told: Told,
    href: String,
    role: String,
    term: String,
    credentials: String,
    powers: Vec<(String, String)>,
    invited: String,
    reply: String,
    replies: Vec<(&'static str, String)>,
    roster: String,
    leads: bool,
    others: Vec<(String, String)>,
    discussed: Vec<(String, Spoken)>,
}

/// The delegate of this session, while they are in a delegation and their days last.
pub(crate) async fn delegate(at: &Place) -> Result<DelegateNamed, Problem> {
    let not_you =
        || Problem::new(StatusCode::FORBIDDEN, "problem-not-delegate", at.lang()).back(at.to("enter"));
    let session = at.session(Role::Delegate).ok_or_else(not_you)?;
    let subject = at.live.subject(&session, at.now).await.map_err(|error| at.problem(error))?;
    let Some(Subject::Delegate { delegate }) = subject else { return Err(not_you()) };
    let view = at.live.view();
    let known = view.state.membership.delegate(&delegate).ok_or_else(not_you)?;
    let named = known.named.body.clone();
    if named.within(view.state.today(at.now)) { Ok(named) } else { Err(not_you()) }
}

/// As whom a delegate acts in the record.
pub(crate) fn actor(named: &DelegateNamed) -> Actor {
    let role = match named.role {
        DelegateRole::Head => "head_of_delegation",
        DelegateRole::Alternate => "alternate",
        DelegateRole::Adviser => "adviser",
        DelegateRole::Expert => "expert",
    };
    Actor::of(named.party.clone(), role)
}

/// Whether a delegate may bind the party in what concerns its own part: head and alternate.
fn leads(named: &DelegateNamed) -> bool {
    matches!(named.role, DelegateRole::Head | DelegateRole::Alternate)
}

async fn leader(at: &Place) -> Result<DelegateNamed, Problem> {
    let named = delegate(at).await?;
    let not_leading =
        || Problem::new(StatusCode::FORBIDDEN, "problem-not-leading", at.lang()).back(at.to(PAGE));
    if leads(&named) { Ok(named) } else { Err(not_leading()) }
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let named = delegate(&at).await?;
    let told = Told::of(&at, &asked, &["replied", "roster"]);
    page(&at, &named, told).await
}

async fn page(at: &Place, named: &DelegateNamed, told: Told) -> Result<Response, Problem> {
    let (view, speech, party) = (at.live.view(), &at.speech, &named.party);
    let (state, membership) = (&view.state, &view.state.membership);
    let name = state.name(party).map_or_else(MultiText::default, |name| name.name.clone());
    let ruling = membership.credentials.get(party).map(|ruled| ruled.body.ruling.name());
    let mut others = Vec::new();
    for other in membership.delegation(party) {
        let id = &other.named.body.delegate;
        let person = at.live.person(id).await.map_err(|error| at.problem(error))?;
        let role = speech.w(&format!("delegate-{}", other.named.body.role.name()));
        others.push((person.map_or_else(|| speech.w("person-erased"), |person| person.name), role));
    }
    let issued = membership.codes.get(party).copied().unwrap_or_default();
    let people = membership.rosters.get(party).map(|roster| roster.body.people);
    let mine = |topic: &&forum::fold::Cited<forum::acts::TopicOpened>| {
        let guided = state.discussion.guided.get(&topic.body.topic);
        guided.is_some_and(|guided| {
            [&guided.body.chair, &guided.body.rapporteur].contains(&&Some(party.clone()))
        })
    };
    Ok(super::page(&Page {
        frame: Frame::new(at, Room::Other, &speech.s("delegation-title", "party", &speech.name(&name))),
        told,
        href: at.to(&format!("party/{party}")),
        role: speech.w(&format!("delegate-{}", named.role.name())),
        term: speech.says(
            "delegation-term",
            &[("from", dates::day(at.lang(), &named.from)), ("until", dates::day(at.lang(), &named.until))],
        ),
        credentials: ruling
            .map_or_else(|| speech.w("ruling-none"), |ruling| speech.w(&format!("ruling-{ruling}"))),
        powers: powers(at, state, named),
        invited: membership.invited.get(party).map_or_else(String::new, |invited| {
            speech.s("delegation-invited", "day", &dates::day(at.lang(), &invited.body.answer_by))
        }),
        reply: membership
            .replies
            .get(party)
            .map_or_else(String::new, |replied| speech.w(&format!("reply-{}", replied.body.reply.name()))),
        replies: Reply::ALL
            .into_iter()
            .map(|reply| (reply.name(), speech.w(&format!("reply-{}", reply.name()))))
            .collect(),
        roster: people.map_or_else(
            || speech.w("delegation-no-roster"),
            |people| speech.nn("delegations-roster", ("issued", issued), ("people", people)),
        ),
        leads: leads(named),
        others,
        discussed: state
            .topics
            .iter()
            .filter(mine)
            .map(|topic| (at.to(&format!("topic/{}", topic.body.topic)), speech.spoken(&topic.body.name)))
            .collect(),
    }))
}

/// What a delegate may do, and whether now.
fn powers(at: &Place, state: &State, named: &DelegateNamed) -> Vec<(String, String)> {
    let power = |power: Power| {
        let may = state.delegate_may(&named.delegate, power, at.now);
        let why = may.map_or_else(|why| at.speech.w(powerless(why)), |_| at.speech.w("power-now"));
        (at.speech.w(&format!("right-{}", power.name())), why)
    };
    named.powers.iter().copied().map(power).collect()
}

/// Why a delegate may not do something now, as a message.
fn powerless(why: forum::fold::Powerless) -> &'static str {
    use forum::fold::Powerless;
    match why {
        Powerless::Unknown | Powerless::Day => "power-day",
        Powerless::Power => "power-none",
        Powerless::Seat => "power-seat",
        Powerless::Right => "power-right",
    }
}

/// What the forms of this page send.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    reply: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    people: String,
    #[serde(default)]
    count: String,
}

pub(crate) async fn reply(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let reply = Reply::ALL.into_iter().find(|reply| reply.name() == sent.reply);
    let done = at.live.act(at.now, |_| {
        let reply = reply.ok_or(Refusal::of("refused-form"))?;
        let note = sent.note.trim().chars().take(500).collect();
        Ok(Deed::one(actor(&named), PartyReplied { party: named.party.clone(), reply, note }))
    });
    let typed = Told::typed("reply", &sent.note, &sent.reply);
    after(&at, done.await, (PAGE, "replied"), typed, |told| page(&at, &named, told)).await
}

pub(crate) async fn roster(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let digits: String = sent.people.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let people = digits.parse::<u64>().ok().filter(|people| (1..=100_000_000).contains(people));
    let done = at.live.act(at.now, |state| {
        let issued = state.membership.codes.get(&named.party).copied().unwrap_or_default();
        let people = people.filter(|people| *people >= issued);
        let people = people.ok_or(Refusal::field("roster", "refused-people").with("issued", issued))?;
        Ok(Deed::one(actor(&named), RosterDeclared { party: named.party.clone(), people }))
    });
    let typed = Told::typed("roster", &sent.people, "");
    after(&at, done.await, (PAGE, "roster"), typed, |told| page(&at, &named, told)).await
}

pub(crate) async fn codes(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let count = sent.count.trim().parse().unwrap_or(0);
    match at.live.issue_codes(actor(&named), &named.party, count, at.now).await {
        Ok(secrets) => Ok(super::desk::codes::page(&at, &named.party, &secrets)),
        Err(error) => {
            let typed = Told::typed("codes", &sent.count, "");
            after::<(), _>(&at, Err(error), (PAGE, ""), typed, |told| page(&at, &named, told)).await
        }
    }
}
