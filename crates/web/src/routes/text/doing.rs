//! Doing something with the text: what a form asks for, done by whoever may do it, and the page it came from again.

use super::begin::beginning;
use super::fields::Fields;
use super::forum_languages;
use crate::app::App;
use crate::extract::Place;
use crate::problem::{Problem, refusal};
use crate::published;
use crate::views::told::Told;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forum::acts::{Audience, DelegateNamed};
use forum::fold::State;
use forum::live::delegate_texts::position;
use forum::live::texts::{Concerned, Words};
use forum::live::{Deed, LiveError, LiveForum, PenAct, Refusal, TextAct};
use procedure::{Ballot, Conduct, Position, Said, Scope, StatementKind, Taking};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, Lang, PartyKey, Zone};
use text::{AssertedBy, ClauseId};

/// What can be done, and the form it belongs to.
const PEN: &[&str] = &[
    "add",
    "bring",
    "revise",
    "alternative",
    "choose",
    "drop",
    "circulate",
    "readers",
    "take",
    "decline",
    "agree",
    "hold",
    "freeze",
    "open",
    "serve",
    "extend",
    "refuse-time",
    "tell",
    "answer",
    "substantial",
    "not-substantial",
    "close",
    "confirm",
    "declare",
    "reopen",
    "publish",
    "project",
];
const DELEGATION: &[&str] = &[
    "insert",
    "replace",
    "delete",
    "move",
    "split",
    "join",
    "support",
    "withdraw",
    "stand",
    "sponsor",
    "leave",
    "assent",
    "dissent",
    "receive",
    "say",
    "confirm-letter",
    "maintain",
    "join-project",
    "later-project",
    "leave-project",
];

/// Somebody who may act, and as whom.
enum Hand {
    Pen,
    Delegate(DelegateNamed),
}

/// What was done, as the address says it.
pub(crate) fn told(at: &Place, done: &str) -> Told {
    let known = PEN
        .iter()
        .chain(DELEGATION)
        .chain(&["begun", "remind", "pack", "note"])
        .find(|known| **known == done);
    Told {
        done: known.map_or_else(String::new, |done| at.speech.w(&format!("did-{done}"))),
        ..Told::default()
    }
}

/// Does it, and shows the page it came from.
pub(crate) async fn act(
    at: Place,
    Path(path): Path<BTreeMap<String, String>>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let what = path.get("what").map_or("", String::as_str);
    let fields = Fields::of(sent);
    let Some((what, hand)) = hand(&at, what).await? else { return Err(Problem::not_found(at.lang())) };
    if what == "publish"
        && let Err(refused) = can_publish(&at.app, &at.live).await
    {
        return after::<()>(&at, what, &fields, Err(refused.into())).await;
    }
    let done = at.live.act(at.now, |state| deed(state, what, &fields, &hand, at.now)).await;
    after(&at, what, &fields, done).await
}

/// A text is published with all its papers or not at all.
pub(crate) async fn can_publish(app: &App, live: &LiveForum) -> Result<(), Refusal> {
    let ready = published::ready(live.view(), app.settings().ways.set.clone()).await;
    ready.map_err(|why| Refusal::field("publish", "refused-no-papers").with("why", why))
}

/// Who does this here: the holders of the pen, or a delegate of the session.
async fn hand(at: &Place, what: &str) -> Result<Option<(&'static str, Hand)>, Problem> {
    if let Some(known) = PEN.iter().find(|known| **known == what) {
        crate::routes::desk::organiser(at).await?;
        return Ok(Some((known, Hand::Pen)));
    }
    let Some(known) = DELEGATION.iter().find(|known| **known == what) else { return Ok(None) };
    let named = crate::routes::delegation::delegate(at).await?;
    Ok(Some((known, Hand::Delegate(named))))
}

fn deed(state: &State, what: &str, fields: &Fields, hand: &Hand, now: Instant) -> Result<Deed, Refusal> {
    match hand {
        Hand::Pen => pen_act(state, what, fields)?.deed(state, now),
        Hand::Delegate(named) => text_act(state, what, fields)?.deed(state, named, now),
    }
}

/// On to the page, which says what was done; or the page again, with what was typed and why it was refused.
async fn after<T>(
    at: &Place,
    what: &'static str,
    fields: &Fields,
    done: Result<T, LiveError>,
) -> Result<Response, Problem> {
    let page = page_of(fields);
    let error = match done {
        Ok(_) => return Ok(Redirect::to(&at.to(&format!("{page}?done={what}"))).into_response()),
        Err(error) => error,
    };
    let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
    let error = at.speech.says(refused.message, &refused.args);
    let told = Told { error, ..Told::typed(what, "", &choice(fields)) };
    let page = match page.split_once("clause/") {
        Some((_, clause)) => super::clause::page(at, clause, told, (fields.clone(), &super::NOTHING)).await,
        None if page == "text/round" => super::round::page(at, told, fields.clone()).await,
        None => super::page(at, told, fields.clone(), &super::NOTHING).await,
    }?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The page a form stands on: never anything but a page about the text.
fn page_of(fields: &Fields) -> String {
    let clause = fields.get("clause");
    match fields.get("page") {
        "clause" if clause.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') => {
            format!("text/clause/{clause}")
        }
        "round" => "text/round".to_owned(),
        _ => "text".to_owned(),
    }
}

/// Which of several alike forms it was.
fn choice(fields: &Fields) -> String {
    ["amendment", "party", "objection", "project"]
        .into_iter()
        .map(|name| fields.get(name))
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn zone(state: &State) -> Zone {
    state.convened.as_ref().map_or_else(|| Zone::new("UTC"), |convened| convened.body.zone.clone())
}

fn words(state: &State, fields: &Fields) -> Result<Words, Refusal> {
    let languages: Vec<Lang> = forum_languages(state);
    let asserted = fields.sent("asserted").map(|typed| named_parties(state, typed)).transpose()?;
    let by = |parties: BTreeSet<PartyKey>| match parties.is_empty() {
        true => AssertedBy::Forum,
        false => AssertedBy::Parties(parties),
    };
    Ok(Words {
        verb: fields.get("verb").to_owned(),
        text: fields.words("words", &languages),
        actors: fields.sent("actors").map(|typed| named_parties(state, typed)).transpose()?,
        asserted_by: asserted.map(by),
    })
}

/// The parties of a list that somebody typed, by code or by name in any language, apart by commas or lines.
fn named_parties(state: &State, typed: &str) -> Result<BTreeSet<PartyKey>, Refusal> {
    let called = |name: &terms::MultiText, one: &str| {
        name.iter().any(|(_, name)| name.to_lowercase() == one.to_lowercase())
    };
    let is = |party: &PartyKey, one: &str| {
        party.as_str().eq_ignore_ascii_case(one)
            || state.name(party).is_some_and(|known| called(known.name, one))
    };
    let names =
        typed.split([',', ';', '\n', '،', '、', '，', '；']).map(str::trim).filter(|one| !one.is_empty());
    let party = |one: &str| {
        let known = state.participants().map(|(party, _)| party).find(|party| is(party, one));
        known.cloned().ok_or_else(|| Refusal::field("words", "refused-party-unknown").with("name", one))
    };
    names.map(party).collect()
}

/// What those who hold the pen ask for.
pub(crate) fn pen_act(state: &State, what: &str, fields: &Fields) -> Result<PenAct, Refusal> {
    let unclear = || Refusal::of("refused-form");
    let clause = || fields.clause().ok_or_else(unclear);
    let why = || fields.get("why").to_owned();
    let moment =
        |name, field| fields.moment(name, &zone(state)).ok_or(Refusal::field(field, "refused-moment"));
    let settle = |taken| PenAct::Settle { amendment: fields.get("amendment").to_owned(), taken, why: why() };
    Ok(match what {
        "begin" => PenAct::Begin(beginning(state, fields)?),
        "bring" => {
            PenAct::Bring { words: fields.get("text").to_owned(), lang: Lang::new(fields.get("lang")) }
        }
        "add" => PenAct::Add { part: fields.part().ok_or_else(unclear)?, words: words(state, fields)? },
        "revise" => PenAct::Revise { clause: clause()?, words: words(state, fields)?, why: why() },
        "alternative" => PenAct::Alternative { clause: clause()?, words: words(state, fields)? },
        "choose" => PenAct::Choose { clause: clause()?, why: why() },
        "drop" => PenAct::Drop { clause: clause()?, why: why() },
        "circulate" => PenAct::Circulate { until: moment("until", "circulate")? },
        "take" => settle(true),
        "decline" => settle(false),
        "agree" => PenAct::Agree { clause: clause()? },
        "hold" => PenAct::Hold { clause: clause()?, lang: Lang::new(fields.get("lang")) },
        "freeze" => PenAct::Freeze(fields.every("authentic").map(Lang::new).collect()),
        "open" => {
            let until = moment("until", "open")?;
            let until = until.ok_or(Refusal::field("open", "refused-moment"))?;
            PenAct::Open { until, concerned: concerned(fields) }
        }
        "readers" => PenAct::OpenTo(audience(fields)?),
        "declare" => PenAct::Declare,
        "reopen" => PenAct::Reopen(why()),
        "publish" => PenAct::Publish,
        "project" => PenAct::Project(ClauseId::new(fields.get("clause"))),
        _ => PenAct::Conduct(conduct(state, what, fields)?),
    })
}

/// To whom the text is to be opened.
fn audience(fields: &Fields) -> Result<Audience, Refusal> {
    Audience::named(fields.get("audience")).ok_or(Refusal::field("audience", "refused-form"))
}

/// The party that a decision is about, where one is chosen.
fn concerned(fields: &Fields) -> Option<Concerned> {
    let party = Some(fields.get("concerned")).filter(|party| !party.is_empty())?;
    Some(Concerned { party: PartyKey::new(party), violation: fields.get("violation").to_owned() })
}

fn conduct(state: &State, what: &str, fields: &Fields) -> Result<Conduct, Refusal> {
    let chair = || "chair".to_owned();
    let (why, objection) = (fields.get("why").to_owned(), fields.get("objection").parse::<u64>());
    let given = |field: &'static str| {
        if why.is_empty() { Err(Refusal::field(field, "refused-reason")) } else { Ok(why.clone()) }
    };
    Ok(match what {
        "serve" => Conduct::Served { party: PartyKey::new(fields.get("party")), evidence: given("serve")? },
        "extend" => {
            let until = fields.moment("until", &zone(state)).flatten();
            let until = until.ok_or(Refusal::field("extend", "refused-moment"))?;
            Conduct::Extended { by: chair(), until, reason: given("extend")? }
        }
        "refuse-time" => Conduct::ExtensionRefused { by: chair(), reason: given("refuse-time")? },
        "tell" => Conduct::BreakTold,
        "answer" => {
            let objection = objection.map_err(|_| Refusal::of("refused-form"))?;
            Conduct::Answered { objection, text: given("answer")? }
        }
        "substantial" | "not-substantial" => {
            let objection = objection.map_err(|_| Refusal::of("refused-form"))?;
            Conduct::Ruled { objection, substantial: what == "substantial" }
        }
        "close" => Conduct::Closed,
        "confirm" => Conduct::Confirmed { meeting: given("confirm")? },
        _ => return Err(Refusal::of("refused-form")),
    })
}

/// What a delegation asks for.
pub(crate) fn text_act(state: &State, what: &str, fields: &Fields) -> Result<TextAct, Refusal> {
    let unclear = || Refusal::of("refused-form");
    let clause = || fields.clause().ok_or_else(unclear);
    let why = || fields.get("why").to_owned();
    let amendment = || fields.get("amendment").to_owned();
    let number = |field| fields.get(field).parse::<u64>().map_err(|_| unclear());
    Ok(match what {
        "insert" => {
            let after = Some(fields.get("after")).filter(|after| !after.is_empty()).map(ClauseId::new);
            let part = fields.part().ok_or_else(unclear)?;
            TextAct::Insert { part, after, words: words(state, fields)?, why: why() }
        }
        "replace" => TextAct::Replace { clause: clause()?, words: words(state, fields)?, why: why() },
        "delete" => TextAct::Delete { clause: clause()?, why: why() },
        "move" => {
            let after = Some(fields.get("after")).filter(|after| !after.is_empty()).map(ClauseId::new);
            TextAct::Move { clause: clause()?, after, why: why() }
        }
        "split" => {
            let verb = fields.get("second-verb").to_owned();
            TextAct::Split { clause: clause()?, words: words(state, fields)?, verb, why: why() }
        }
        "join" => {
            let second = fields.second().ok_or_else(unclear)?;
            TextAct::Join { first: clause()?, second, words: words(state, fields)?, why: why() }
        }
        "support" => TextAct::Support(amendment()),
        "withdraw" => TextAct::Withdraw(amendment()),
        "stand" => {
            let position = position(fields.get("position"), fields.get("reason"), fields.get("remedy"))?;
            TextAct::Stand { clause: clause()?, position }
        }
        "sponsor" => TextAct::Sponsor(true),
        "leave" => TextAct::Sponsor(false),
        "assent" => TextAct::Silence(true),
        "dissent" => TextAct::Silence(false),
        "receive" => TextAct::Receive,
        "say" => TextAct::Say(said(fields)?),
        "confirm-letter" => TextAct::Say(Said::Joins { letter: number("objection")? }),
        "maintain" => TextAct::Say(Said::Maintains { objection: number("objection")? }),
        "join-project" => take(fields, Taking::In),
        "later-project" => take(fields, Taking::Later),
        "leave-project" => take(fields, Taking::Out),
        _ => return Err(unclear()),
    })
}

fn take(fields: &Fields, taking: Taking) -> TextAct {
    TextAct::Take { project: fields.get("project").to_owned(), taking }
}

/// What is said in an adoption.
fn said(fields: &Fields) -> Result<Said, Refusal> {
    let scope = match fields.get("scope") {
        "" => Scope::Whole,
        clause => Scope::Clause(ClauseId::new(clause)),
    };
    let text = fields.get("reason").to_owned();
    let worded = |kind: StatementKind| match text.is_empty() {
        true => Err(Refusal::field("say", "refused-no-words-said")),
        false => Ok(Said::Statement { kind, scope: scope.clone(), text: text.clone() }),
    };
    Ok(match fields.get("position") {
        "explanation" => worded(StatementKind::ExplanationBefore)?,
        "explanation-after" => worded(StatementKind::ExplanationAfter)?,
        "reservation" => worded(StatementKind::Reservation)?,
        "interpretative" => worded(StatementKind::Interpretative)?,
        "dissociation" => worded(StatementKind::Dissociation)?,
        "footnote" => worded(StatementKind::Footnote)?,
        "opinion" => worded(StatementKind::OpinionOnRecord)?,
        "amendment" if text.is_empty() => return Err(Refusal::field("say", "refused-no-words-said")),
        "amendment" => Said::Amendment { scope, text },
        "more-time" if text.is_empty() => return Err(Refusal::field("say", "refused-no-words-said")),
        "more-time" => Said::ExtensionRequest { until: None, reason: text },
        "yes" => Said::Ballot(Ballot::Yes),
        "no" => Said::Ballot(Ballot::No),
        "abstain" => Said::Ballot(Ballot::Abstain),
        "declare" => Said::Ballot(Ballot::AbstainWithDeclaration),
        name => {
            let position = position(name, fields.get("reason"), fields.get("remedy"))?;
            let others: Vec<PartyKey> =
                fields.every("for").filter(|key| !key.is_empty()).map(PartyKey::new).collect();
            match position {
                Position::Object { reason, remedy } if !others.is_empty() => {
                    Said::JointObjection { scope, reason, remedy, parties: others }
                }
                position => Said::Position { scope, position },
            }
        }
    })
}
