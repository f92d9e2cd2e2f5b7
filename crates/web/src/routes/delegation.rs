//! The page of a delegate: answer the invitation, declare the roster, issue codes, see the delegation.

use crate::cookies::Role;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::routes::text::Stage;
use crate::speech::Spoken;
use crate::views::capital::Capital;
use crate::views::dates;
use crate::views::text_needs::{Need, of_delegation};
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use forum::acts::{Calendar, DelegateNamed, Power, Reply};
use forum::fold::State;
use forum::live::delegate_acts::{DelegateAct, actor, leads};
use forum::live::{Refusal, Subject};
use serde::Deserialize;
use terms::{MultiText, PartyKey, Weekday};

const PAGE: &str = "delegation";

#[derive(Template)]
#[template(path = "delegation.html")]
struct Page {
    frame: Frame,
    told: Told,
    needs: Vec<Need>,
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
    key: String,
    others: Vec<(String, String)>,
    discussed: Vec<(String, Spoken)>,
    capital: Capital,
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

async fn leader(at: &Place) -> Result<DelegateNamed, Problem> {
    let named = delegate(at).await?;
    let not_leading =
        || Problem::new(StatusCode::FORBIDDEN, "problem-not-leading", at.lang()).back(at.to(PAGE));
    if leads(&named) { Ok(named) } else { Err(not_leading()) }
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let named = delegate(&at).await?;
    let told = Told::of(&at, &asked, &["replied", "roster", "key", "capital"]);
    page(&at, &named, told).await
}

async fn page(at: &Place, named: &DelegateNamed, told: Told) -> Result<Response, Problem> {
    let (view, speech, party) = (at.live.view(), &at.speech, &named.party);
    let (state, membership) = (&view.state, &view.state.membership);
    let name = state.name(party).map_or_else(MultiText::default, |name| name.name.clone());
    let ruling = membership.credentials.get(party).map(|ruled| ruled.body.ruling.name());
    let others = others(at, state, party).await?;
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
        needs: needs(at, state, party),
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
        key: state.keys.parties.get(party).map_or_else(String::new, |registered| {
            speech.s("delegation-key-known", "key", &registered.body.key.id().short().to_string())
        }),
        capital: Capital::of(at, state, party),
        others,
        discussed: state
            .topics
            .iter()
            .filter(mine)
            .map(|topic| (at.to(&format!("topic/{}", topic.body.topic)), speech.spoken(&topic.body.name)))
            .collect(),
    }))
}

/// What is asked of the delegation with the text.
fn needs(at: &Place, state: &State, party: &PartyKey) -> Vec<Need> {
    let of = |text| of_delegation(at, text, party, Stage::of(Some(text)));
    state.text.as_ref().map(of).unwrap_or_default()
}

/// Who is in the delegation, each with their role.
async fn others(at: &Place, state: &State, party: &PartyKey) -> Result<Vec<(String, String)>, Problem> {
    let mut others = Vec::new();
    for other in state.membership.delegation(party) {
        let id = &other.named.body.delegate;
        let person = at.live.person(id).await.map_err(|error| at.problem(error))?;
        let role = at.speech.w(&format!("delegate-{}", other.named.body.role.name()));
        others.push((person.map_or_else(|| at.speech.w("person-erased"), |person| person.name), role));
    }
    Ok(others)
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
    #[serde(default)]
    key: String,
}

/// Does it, and shows the page again.
async fn done(
    at: &Place,
    named: &DelegateNamed,
    act: DelegateAct,
    (what, typed): (&str, Told),
) -> Result<Response, Problem> {
    let done = at.live.act(at.now, |state| act.deed(state, named, at.now)).await;
    after(at, done, (PAGE, what), typed, |told| page(at, named, told)).await
}

pub(crate) async fn reply(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let typed = Told::typed("reply", &sent.note, &sent.reply);
    let Some(reply) = Reply::ALL.into_iter().find(|reply| reply.name() == sent.reply) else {
        let refused = Err::<(), _>(Refusal::of("refused-form").into());
        return after(&at, refused, (PAGE, ""), typed, |told| page(&at, &named, told)).await;
    };
    done(&at, &named, DelegateAct::Reply { reply, note: sent.note }, ("replied", typed)).await
}

pub(crate) async fn roster(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let digits: String = sent.people.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let typed = Told::typed("roster", &sent.people, "");
    done(&at, &named, DelegateAct::Roster(digits.parse().ok()), ("roster", typed)).await
}

/// By which clock the capital lives. Days of rest come as often as they are ticked.
pub(crate) async fn capital(at: Place, Form(sent): Form<Vec<(String, String)>>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let one =
        |name: &str| sent.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let days = sent.iter().filter(|(name, _)| name == "rest");
    let act = DelegateAct::Capital {
        zone: one("zone").to_owned(),
        rest: days.filter_map(|(_, day)| Weekday::named(day)).collect(),
        calendar: if one("calendar") == "solar-hijri" { Calendar::SolarHijri } else { Calendar::Gregorian },
    };
    let typed = Told::typed("capital", one("zone"), one("calendar"));
    done(&at, &named, act, ("capital", typed)).await
}

pub(crate) async fn key(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let named = leader(&at).await?;
    let typed = Told::typed("key", &sent.key, "");
    done(&at, &named, DelegateAct::Key(sent.key.trim().parse().ok()), ("key", typed)).await
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
