//! The adoption of the frozen text: the rule in words, the clock, who was served, who said what, and the forms with
//! which a delegation answers and the chair conducts.

use super::fields::Fields;
use super::{Reader, Stage, party_name, seen};
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::{Speech, by_name};
use crate::views::adoption::{Heard, Seated, heard, judges_by_iso, outcome_words, reasons, seated};
use crate::views::capital::in_capital;
use crate::views::clause::positions;
use crate::views::dates;
use crate::views::told::Told;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use forum::fold::{Adoption, State, TextState};
use procedure::{RoundState, Rule, Test};
use terms::{PartyKey, Right};

#[derive(Template)]
#[template(path = "round.html")]
struct Page {
    frame: Frame,
    told: Told,
    kept: Fields,
    reader: Reader,
    stage: Stage,
    title: String,
    digest: String,
    rule: String,
    silence: bool,
    facts: Vec<String>,
    clock: Option<Clock>,
    /// The end that a form proposes.
    usual_end: String,
    outcome: String,
    reasons: Vec<String>,
    seats: Vec<Seated>,
    heard: Vec<Heard>,
    served: bool,
    asks_service: bool,
    called: bool,
    positions: Vec<(&'static str, String)>,
    statements: Vec<(&'static str, String)>,
    clauses: Vec<(String, String)>,
    past: Vec<Past>,
    assents: bool,
    paused: bool,
    broken: bool,
    over: bool,
    /// Whether what was adopted waits to be confirmed at a meeting.
    to_confirm: bool,
    /// Whether the chair rules on which objections are to a substantial issue.
    rules: bool,
    /// Those that a decision can be about, where the rule leaves one out; empty under every other rule.
    concernable: Vec<(String, String)>,
    /// Whether the rule asks for the violation that was found.
    asks_for_violation: bool,
    /// The other parties whose standing decides, for a joint objection, and whether each is ticked.
    others: Vec<(String, String, bool)>,
    /// What can be said beside a decision that is made, while its text is not published.
    afterwards: Vec<(&'static str, String)>,
}

/// Until when answers are in time.
struct Clock {
    /// As a program reads it.
    stamp: String,
    /// In the zone of the forum.
    text: String,
    /// The end of the reader's own time.
    own: String,
    /// The same by the clock and the working week of the reader's capital.
    capital: String,
}

/// A round that ended.
struct Past {
    no: u64,
    outcome: String,
    why: String,
    when: String,
}

const STATEMENTS: [&str; 7] =
    ["explanation", "reservation", "interpretative", "dissociation", "footnote", "opinion", "more-time"];

/// What can still be said once the decision is made.
const AFTERWARDS: [&str; 4] = ["explanation-after", "interpretative", "dissociation", "opinion"];

pub(crate) async fn show(at: Place, Query(asked): Query<super::Asked>) -> Result<Response, Problem> {
    let told = super::doing::told(&at, &asked.done);
    page(&at, told, asked.chosen()).await
}

/// The page, with what was done or refused.
pub(crate) async fn page(at: &Place, told: Told, kept: Fields) -> Result<Response, Problem> {
    let reader = Reader::of(at).await?;
    let view = at.live.view();
    let state = &view.state;
    let text = seen(at, state, &reader)?.ok_or_else(|| Problem::not_found(at.lang()))?;
    let rule = state.rules.as_ref().map(|rules| &rules.body.adoption);
    let adoption = text.adoption.as_ref();
    let party = reader.party();
    let round = adoption.and_then(|adoption| adoption.round.as_ref());
    let now = round.map(|round| round.state(at.now));
    let called = |adoption: &Adoption| party.is_some_and(|p| adoption.opened.body.roll.seat(p).is_some());
    let is_over = adoption.is_some_and(|adoption| is_over(state, adoption, at.now));
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Text, &at.speech.w("round-title")),
        told,
        stage: Stage::of(Some(text)),
        title: at.speech.name(&text.begun.body.title),
        digest: text.frozen.as_ref().map_or_else(String::new, |frozen| frozen.1.digest.to_string()),
        rule: rule.map_or_else(String::new, |rule| rule_words(at, rule)),
        silence: rule.is_some_and(|rule| rule.silence.is_some()),
        facts: facts(at, text, now.as_ref()),
        clock: adoption.filter(|run| run.declared.is_none()).map(|run| clock(at, run, &reader)),
        usual_end: usual_end(state, rule, at.now),
        outcome: adoption.map_or_else(String::new, |adoption| outcome_words(at, state, adoption)),
        reasons: adoption.map(|adoption| reasons(at, state, adoption)).unwrap_or_default(),
        seats: adoption.map(|adoption| seated(at, state, adoption)).unwrap_or_default(),
        heard: adoption.map(|adoption| heard(at, state, text, adoption, party)).unwrap_or_default(),
        served: party.is_some_and(|p| round.is_some_and(|round| round.served(p).is_some())),
        asks_service: round.is_some(),
        called: adoption.is_some_and(called),
        positions: answers(&at.speech, rule),
        statements: statements(&at.speech, rule),
        afterwards: afterwards(&at.speech, text),
        rules: rule.is_some_and(judges_by_iso),
        concernable: concernable(at, state, rule),
        asks_for_violation: rule.is_some_and(|rule| rule.asks_for_violation),
        others: adoption.map(|run| others(at, state, run, party, &kept)).unwrap_or_default(),
        clauses: clauses(at, text),
        past: past(at, state, text),
        assents: party.is_some_and(|p| state.silences.get(p).is_some_and(|said| said.body.accepts)),
        paused: matches!(now, Some(RoundState::Paused { .. })),
        broken: matches!(now, Some(RoundState::Broken { .. })),
        over: is_over,
        to_confirm: to_confirm(adoption, at.now),
        kept,
        reader,
    }))
}

/// What can be answered under the rule: ballots, or positions.
pub(crate) fn answers(speech: &Speech, rule: Option<&Rule>) -> Vec<(&'static str, String)> {
    let votes = rule.is_some_and(|rule| matches!(rule.test, Test::Fraction { .. } | Test::Double { .. }));
    if !votes {
        return positions(speech);
    }
    ["yes", "no", "abstain", "declare"].map(|name| (name, speech.w(&format!("said-{name}")))).to_vec()
}

/// What can be said beside a decision that is not made, and what stops the clock of a silence or breaks it.
fn statements(speech: &Speech, rule: Option<&Rule>) -> Vec<(&'static str, String)> {
    let silence = rule.is_some_and(|rule| rule.silence.is_some());
    let all = STATEMENTS.into_iter().chain(silence.then_some("amendment"));
    all.map(|name| (name, speech.w(&format!("said-{name}")))).collect()
}

/// What can be said beside the decision, from when it is declared until its text is published.
fn afterwards(speech: &Speech, text: &TextState) -> Vec<(&'static str, String)> {
    let stage = Stage::of(Some(text));
    let all = AFTERWARDS.into_iter().filter(|_| matches!(stage, Stage::Adopted | Stage::Failed));
    all.map(|name| (name, speech.w(&format!("said-{name}")))).collect()
}

fn concernable(at: &Place, state: &State, rule: Option<&Rule>) -> Vec<(String, String)> {
    let leaves_out = rule.is_some_and(|rule| rule.exclude_concerned);
    let deciding = state.participants().filter(|(_, standing)| state.has_right(standing, Right::Decide));
    let named = deciding.map(|(party, _)| (party.to_string(), party_name(at, state, party)));
    let named: Vec<_> = named.filter(|_| leaves_out).collect();
    by_name(at, named, |(_, name)| name)
}

/// The other parties that decide.
fn others(
    at: &Place,
    state: &State,
    adoption: &Adoption,
    own: Option<&PartyKey>,
    kept: &Fields,
) -> Vec<(String, String, bool)> {
    let seats = adoption.opened.body.roll.seats().iter();
    let others = seats.filter(|seat| seat.decides && Some(&seat.party) != own);
    let named = others.map(|seat| {
        let ticked = kept.every("for").any(|known| known == seat.party.as_str());
        (seat.party.to_string(), party_name(at, state, &seat.party), ticked)
    });
    by_name(at, named.collect(), |(_, name, _)| name)
}

/// Whether an outcome can be declared.
fn is_over(state: &State, adoption: &Adoption, now: terms::Instant) -> bool {
    let Ok(decided) = forum::fold::outcome(state, now) else { return false };
    adoption.declared.is_none() && decided.decision != procedure::Decision::NotYet
}

fn to_confirm(adoption: Option<&Adoption>, now: terms::Instant) -> bool {
    let declared = adoption.filter(|adoption| adoption.declared.is_some());
    let round = declared.and_then(|adoption| adoption.round.as_ref());
    round.is_some_and(|round| round.state(now) != RoundState::Confirmed && round.decide(now).to_be_confirmed)
}

/// The rule, as a sentence.
fn rule_words(at: &Place, rule: &Rule) -> String {
    let mut args = present::locale::Args::new();
    args.set("rule", rule.id.clone());
    let mut words = at.speech.s("rule-words", "rule", &present::locale::say(at.lang(), "rule", &args));
    if let Some(silence) = rule.silence {
        let minutes = silence.min_window.millis().div_ceil(60_000);
        words.push(' ');
        words.push_str(&match minutes % 60 {
            0 => at.speech.n("rule-silence-hours", "hours", minutes / 60),
            _ => at.speech.n("rule-silence-minutes", "minutes", minutes),
        });
        if silence.prior_acceptance {
            words.push(' ');
            words.push_str(&at.speech.w("rule-prior-acceptance"));
        }
    }
    words
}

fn facts(at: &Place, text: &TextState, now: Option<&RoundState>) -> Vec<String> {
    let mut facts = vec![at.speech.w(&format!("text-stage-{}", super::stage_key(Stage::of(Some(text)))))];
    if let Some(adoption) = &text.adoption {
        facts.push(at.speech.n("round-no", "no", u64::from(text.round_no())));
        facts.push(at.speech.s("round-opened", "when", &dates::moment(at, adoption.opened.at)));
    }
    if let Some(state) = now {
        let key = match state {
            RoundState::Announced => "announced",
            RoundState::Running => "running",
            RoundState::Paused { .. } => "paused",
            RoundState::Broken { .. } => "broken",
            RoundState::Elapsed => "elapsed",
            RoundState::Closed => "closed",
            RoundState::Confirmed => "confirmed",
        };
        facts.push(at.speech.w(&format!("round-{key}")));
    }
    facts
}

/// Twice the time that the rule gives at the least, from now; three days where it gives none. In the zone of the forum,
/// as a field for day and time writes it.
fn usual_end(state: &State, rule: Option<&Rule>, now: terms::Instant) -> String {
    const THREE_DAYS: u64 = 3 * 24 * 60 * 60 * 1000;
    let window = rule.and_then(|rule| rule.silence).map(|silence| 2 * silence.min_window.millis());
    let end = now.millis().saturating_add_unsigned(window.unwrap_or(THREE_DAYS));
    let zone = state.convened.as_ref().map_or("UTC", |convened| convened.body.zone.as_str());
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let end = jiff::Timestamp::from_millisecond(end).unwrap_or_default().to_zoned(zone);
    end.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

fn clock(at: &Place, adoption: &Adoption, reader: &Reader) -> Clock {
    let end = adoption.expiry();
    let own = reader.party().and_then(|party| adoption.end_of(party));
    let deadline = own.unwrap_or(end);
    let capital = reader.party().map(|party| in_capital(&at.live.view().state, at.lang(), party, deadline));
    let own = own.filter(|own| *own != end).map(|own| dates::moment(at, own));
    Clock {
        stamp: jiff::Timestamp::from_millisecond(deadline.millis()).unwrap_or_default().to_string(),
        text: dates::moment(at, end),
        own: own.unwrap_or_default(),
        capital: capital.unwrap_or_default(),
    }
}

fn clauses(at: &Place, text: &TextState) -> Vec<(String, String)> {
    let named = |(number, clause): (Option<usize>, &text::Clause)| {
        let name = match number {
            Some(number) => at.speech.n("clause-title-n", "number", number as u64),
            None => at.speech.w(&format!("text-part-{}", clause.part.name())),
        };
        (clause.id.to_string(), name)
    };
    text.draft.latest().numbered().map(named).collect()
}

fn past(at: &Place, state: &State, text: &TextState) -> Vec<Past> {
    let rounds = text.negotiation.rounds.iter().filter(|past| past.adoption.is_some());
    let one = |(no, past): (usize, &forum::fold::PastRound)| Past {
        no: no as u64 + 1,
        outcome: past.adoption.as_ref().map_or_else(String::new, |run| outcome_words(at, state, run)),
        why: past.reopened.body.why.clone(),
        when: dates::moment(at, past.reopened.at),
    };
    rounds.enumerate().map(one).collect()
}

/// The names of parties, in the reader's order.
pub(crate) fn names<'a>(
    at: &Place,
    state: &State,
    parties: impl Iterator<Item = &'a PartyKey>,
) -> Vec<String> {
    by_name(at, parties.map(|party| party_name(at, state, party)).collect(), |name| name)
}
