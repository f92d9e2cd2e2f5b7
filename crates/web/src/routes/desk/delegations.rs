//! Who was invited, who answered, for how many people each speaks, and who acts for it.

use super::organiser;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::{Spoken, by_name};
use crate::views::dates;
use crate::views::letters::written;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use forum::acts::{CredentialsRuled, DelegateRole, PartyReplied, Reply, Ruling};
use forum::live::letters::{Addressee, Occasion};
use forum::live::{Deed, Refusal, delegations};
use record::Actor;
use serde::Deserialize;
use terms::{MultiText, PartyKey};

const PAGE: &str = "desk/delegations";

#[derive(Template)]
#[template(path = "delegations.html")]
struct Page {
    frame: Frame,
    told: Told,
    rows: Vec<Row>,
    silent: String,
    replies: Vec<(&'static str, String)>,
    rulings: Vec<(&'static str, String)>,
    roles: String,
    standings: Vec<(String, String)>,
}

/// One party.
struct Row {
    key: String,
    name: Spoken,
    href: String,
    invited: String,
    reply: String,
    silent: bool,
    roster: String,
    delegates: Vec<Named>,
    credentials: String,
}

/// One delegate.
struct Named {
    id: String,
    name: String,
    role: String,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let known = ["invited", "replied", "rosters", "organisations", "withdrawn", "ruled", "erased", "renamed"];
    let told = Told::of(&at, &asked, &known);
    page(&at, told).await
}

async fn page(at: &Place, told: Told) -> Result<Response, Problem> {
    let view = at.live.view();
    let mut rows = Vec::new();
    for (party, _) in view.state.participants() {
        rows.push(row(at, &view.state, party).await?);
    }
    let rows = by_name(at, rows, |row| &row.name.text);
    let silent = view.state.membership.silent().count() as u64;
    let word = |prefix: &str, name: &'static str| (name, at.speech.w(&format!("{prefix}-{name}")));
    let roles: Vec<String> = DelegateRole::ALL.into_iter().map(|role| role.name().to_owned()).collect();
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("delegations-title")),
        rows,
        silent: at.speech.n("delegations-silent", "count", silent),
        replies: Reply::ALL.into_iter().map(|reply| word("reply", reply.name())).collect(),
        rulings: Ruling::ALL.into_iter().map(|ruling| word("ruling", ruling.name())).collect(),
        roles: roles.join(", "),
        standings: view
            .state
            .standings()
            .iter()
            .map(|entry| (entry.key.to_string(), at.speech.name(&entry.name)))
            .collect(),
        told,
    }))
}

async fn row(at: &Place, state: &forum::fold::State, party: &PartyKey) -> Result<Row, Problem> {
    let speech = &at.speech;
    let membership = &state.membership;
    let invited = membership.invited.get(party).map(|invited| dates::day(at.lang(), &invited.body.answer_by));
    let reply = membership.replies.get(party).map(|replied| replied.body.reply);
    let silent = invited.is_some() && reply.is_none();
    let issued = membership.codes.get(party).copied().unwrap_or_default();
    let roster = membership.rosters.get(party).map_or_else(String::new, |roster| {
        speech.nn("delegations-roster", ("issued", issued), ("people", roster.body.people))
    });
    let mut delegates = Vec::new();
    for delegate in membership.delegation(party) {
        let named = &delegate.named.body;
        let person = at.live.person(&named.delegate).await.map_err(|error| at.problem(error))?;
        let name = person.map_or_else(|| speech.w("person-erased"), |person| person.name);
        let role = speech.w(&format!("delegate-{}", named.role.name()));
        delegates.push(Named { id: named.delegate.clone(), name, role });
    }
    let ruling = membership.credentials.get(party);
    let name = state.name(party).map_or_else(MultiText::default, |name| name.name.clone());
    Ok(Row {
        key: party.to_string(),
        name: speech.spoken(&name),
        href: at.to(&format!("party/{party}")),
        invited: invited.unwrap_or_default(),
        reply: reply.map_or_else(String::new, |reply| speech.w(&format!("reply-{}", reply.name()))),
        silent,
        roster,
        delegates,
        credentials: ruling
            .map_or_else(String::new, |ruled| speech.w(&format!("ruling-{}", ruled.body.ruling.name()))),
    })
}

/// What the forms of this page send.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    party: String,
    #[serde(default)]
    answer_by: String,
    #[serde(default)]
    reply: String,
    #[serde(default)]
    ruling: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    delegate: String,
    #[serde(default)]
    post: bool,
    #[serde(default)]
    standing: String,
    #[serde(default)]
    since: String,
}

fn desk() -> Actor {
    Actor::role("secretariat")
}

pub(crate) async fn invite(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let one = Some(PartyKey::new(&sent.party)).filter(|_| !sent.party.is_empty());
    let day = sent.answer_by.trim();
    let write = |to: &Addressee| written(&at, Occasion::Invitation, day, to);
    let letter = sent.post.then_some(&write as forum::live::letters::Writer<'_>);
    let done = at.live.invite_parties(desk(), (one.as_ref(), day), letter, at.now).await;
    if let Ok(posted) = &done
        && !posted.unreachable.is_empty()
    {
        return page(&at, not_reached(&at, "done-invited", &posted.unreachable)).await;
    }
    let typed = Told::typed("invite", &sent.answer_by, &sent.party);
    after(&at, done, (PAGE, "invited"), typed, |told| page(&at, told)).await
}

/// What was done, and to whom no letter could be written.
pub(super) fn not_reached(at: &Place, done: &str, parties: &[PartyKey]) -> Told {
    let view = at.live.view();
    let name = |party: &PartyKey| view.state.name(party).map(|name| at.speech.name(name.name));
    let names: Vec<String> = parties.iter().filter_map(name).collect();
    let missing = at.speech.s("letters-unreachable", "parties", &names.join(", "));
    Told { done: format!("{} {missing}", at.speech.w(done)), ..Told::default() }
}

pub(crate) async fn reply(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let reply = Reply::ALL.into_iter().find(|reply| reply.name() == sent.reply);
    let done = at.live.act(at.now, |_| {
        let reply = reply.ok_or(Refusal::of("refused-form"))?;
        let note = sent.note.trim().chars().take(500).collect();
        Ok(Deed::one(desk(), PartyReplied { party: PartyKey::new(&sent.party), reply, note }))
    });
    let typed = Told::typed("reply", &sent.note, &sent.party);
    after(&at, done.await, (PAGE, "replied"), typed, |told| page(&at, told)).await
}

pub(crate) async fn rename(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let (party, name, lang) = (PartyKey::new(&sent.party), sent.text.trim(), at.lang().as_str());
    let done = at.live.act(at.now, |state| {
        let change = delegations::Change { party: &party, name, lang, standing: &sent.standing };
        Ok(Deed::of(desk(), change.acts(state, sent.since.trim(), at.now)?, Vec::new()))
    });
    let typed = Told::typed("rename", name, &sent.party);
    after(&at, done.await, (PAGE, "renamed"), typed, |told| page(&at, told)).await
}

pub(crate) async fn rosters(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at
        .live
        .act(at.now, |state| Ok(forum::live::desk::deed(delegations::rosters(state, &sent.text)?)))
        .await;
    let typed = Told::typed("rosters", &sent.text, "");
    after(&at, done, (PAGE, "rosters"), typed, |told| page(&at, told)).await
}

pub(crate) async fn organisations(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let lang = at.lang().clone();
    let done = at.live.act(at.now, |state| {
        Ok(forum::live::desk::deed(delegations::organisations(state, &sent.text, &lang)?))
    });
    let typed = Told::typed("organisations", &sent.text, "");
    after(&at, done.await, (PAGE, "organisations"), typed, |told| page(&at, told)).await
}

pub(crate) async fn delegates(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let write = |to: &Addressee| written(&at, Occasion::Link, "", to);
    let letter = sent.post.then_some(&write as forum::live::letters::Writer<'_>);
    match at.live.name_delegates(desk(), &sent.text, None, letter, at.now).await {
        Ok(links) => Ok(super::links::page(&at, &links, PAGE)),
        Err(error) => {
            let typed = Told::typed("delegates", &sent.text, "");
            after::<(), _>(&at, Err(error), (PAGE, ""), typed, |told| page(&at, told)).await
        }
    }
}

pub(crate) async fn withdraw(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.withdraw_delegate(desk(), &sent.delegate, at.now).await;
    after(&at, done, (PAGE, "withdrawn"), Told::typed("withdraw", "", ""), |told| page(&at, told)).await
}

pub(crate) async fn erase(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.erase_person(&sent.delegate).await;
    after(&at, done, (PAGE, "erased"), Told::typed("withdraw", "", ""), |told| page(&at, told)).await
}

pub(crate) async fn credentials(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let ruling = Ruling::named(&sent.ruling);
    let done = at.live.act(at.now, |_| {
        let ruling = ruling.ok_or(Refusal::of("refused-form"))?;
        let note: String = sent.note.trim().chars().take(500).collect();
        if ruling == Ruling::Contested && note.is_empty() {
            return Err(Refusal::field("credentials", "refused-reason"));
        }
        Ok(Deed::one(desk(), CredentialsRuled { party: PartyKey::new(&sent.party), ruling, note }))
    });
    let typed = Told::typed("credentials", &sent.note, &sent.party);
    after(&at, done.await, (PAGE, "ruled"), typed, |told| page(&at, told)).await
}
