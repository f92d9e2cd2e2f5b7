//! From findings to a text, from the text to positions, from positions to an outcome, and from there to a promise.

use super::driver::Driver;
use crate::ForumError;
use crate::acts::{
    AdoptionDeclared, AdoptionOpened, Audience, ClauseDrafted, CommitmentConfirmed, CommitmentProposed,
    PositionTaken, RoundConducted, TextCirculated, TextDrafted, TextFrozen, TextPublished,
};
use crate::config::{ForumConfig, PlannedWords, StatementEntry};
use crate::fold::{self, State};
use crate::write::{self, Promise};
use cooperation::{Measure, Terms};
use procedure::{Conduct, Decision, Position, Roll, Said, Scope, Seat};
use record::Actor;
use simulate::Lot;
use std::collections::BTreeMap;
use terms::{Instant, Lang, MultiText, PartyKey, Right};
use text::{ClauseId, Kind, Obligation, obligation};

const DAY: i64 = 24 * 60 * 60 * 1000;

pub(super) fn draft(driver: &mut Driver, config: &ForumConfig, seed: u64) -> Result<(), ForumError> {
    driver.at(&config.forum.calendar.drafted)?;
    let drafted = zero_draft(driver.state(), config, seed, Audience::Delegations);
    let (begun, clauses) = drafted.ok_or_else(|| ForumError::Step("no findings are published".to_owned()))?;
    if clauses.is_empty() {
        return Ok(());
    }
    driver.record_act(begun)?;
    for clause in clauses {
        driver.record_act(clause)?;
    }
    let version = driver.state().text.as_ref().map(|text| text.draft.latest().digest());
    if let Some(version) = version {
        driver.record_act(TextCirculated { version, amendments_until: None })?;
    }
    Ok(())
}

/// The text of the configuration's outline, with the clauses that the published findings earn; `None` where nothing is
/// published. Who promises what is drawn by lot.
pub(crate) fn zero_draft(
    state: &State,
    config: &ForumConfig,
    seed: u64,
    audience: Audience,
) -> Option<(TextDrafted, Vec<ClauseDrafted>)> {
    let findings = state.findings.as_ref()?;
    let organisations = organisations_that_may_promise(config);
    let promise = |earned: &[terms::StatementKey]| {
        let mut lot = Lot::new(seed, "promise");
        let actor = organisations.get(lot.below(organisations.len()))?.clone();
        let statement = earned.get(lot.below(earned.len()))?.clone();
        Some(Promise { statement, actor })
    };
    let clauses = write::clauses(config, &findings.report, findings.published.body.snapshot, promise);
    let (outline, kind) = (&config.outline, Kind::Initiative);
    let symbol = outline.symbol.as_ref().clone();
    Some((TextDrafted { symbol, kind, title: outline.title.clone(), audience }, clauses))
}

/// Promises of the demonstration are made by organisations, whose names are invented, never in a state's name.
fn organisations_that_may_promise(config: &ForumConfig) -> Vec<PartyKey> {
    let all = config.forum.organisation.iter();
    let may = all.filter(|organisation| config.has_right(organisation.standing.as_ref(), Right::Commit));
    may.map(|organisation| organisation.key.as_ref().clone()).collect()
}

pub(super) fn adopt(driver: &mut Driver, config: &ForumConfig, seed: u64) -> Result<(), ForumError> {
    let Some(text) = &driver.state().text else { return Ok(()) };
    let authentic = crate::live::texts::complete(driver.state(), text);
    let frozen = text.draft.freeze(&authentic)?;
    driver.at(&config.forum.calendar.adopting)?;
    driver.record_act(TextFrozen { authentic, text: frozen.digest })?;
    let from = driver.now();
    driver.at(&config.forum.calendar.positions_due)?;
    let deadline = driver.now();
    driver.set_now(from);
    let seats = seats(driver, config);
    let what = "the roll cannot be called";
    let roll = Roll::new(frozen.digest, deadline, seats);
    let roll = roll.map_err(|source| ForumError::Build { what, source: Box::new(source) })?;
    driver.record_act(AdoptionOpened { roll: roll.clone() })?;
    serve(driver, &roll)?;
    let clauses: Vec<ClauseId> = frozen.clauses.iter().map(|clause| clause.id.clone()).collect();
    let positions = positions(config, &roll, &clauses, seed);
    let count = i64::try_from(positions.len()).unwrap_or(i64::MAX);
    for (place, (party, said)) in (1_i64..).zip(positions) {
        // Answers come in one after another between the freeze and the deadline, the last a day before it.
        let span = (deadline.millis() - from.millis() - DAY).max(0);
        driver.set_now(Instant::from_millis(from.millis() + span / count * place));
        for said in said {
            let body = PositionTaken { text: frozen.digest, said };
            driver.act(Actor::of(party.clone(), "head_of_delegation"), body)?;
        }
    }
    driver.at(&config.forum.calendar.adopted)?;
    let outcome = fold::outcome(driver.state(), driver.now()).map_err(ForumError::Step)?;
    let adopted = outcome.decision == Decision::Adopted;
    driver.act(Actor::role("chair"), AdoptionDeclared { outcome })?;
    if adopted {
        driver.record_act(TextPublished { text: frozen.digest })?;
    }
    Ok(())
}

/// Every delegation confirms that the text reached it, where the adoption runs in a round.
fn serve(driver: &mut Driver, roll: &Roll) -> Result<(), ForumError> {
    let in_round = driver
        .state()
        .text
        .as_ref()
        .and_then(|text| text.adoption.as_ref())
        .and_then(|run| run.round.as_ref());
    if in_round.is_none() {
        return Ok(());
    }
    for seat in roll.seats() {
        let done = Conduct::Served { party: seat.party.clone(), evidence: RECEIVED.to_owned() };
        driver.act(Actor::of(seat.party.clone(), "head_of_delegation"), RoundConducted { done })?;
    }
    Ok(())
}

/// How it is known in a demonstration that a text was received.
pub(crate) const RECEIVED: &str = "confirmed by the simulated delegation";

/// A seat for every counted party, deciding or heard as its standing says.
fn seats(driver: &Driver, config: &ForumConfig) -> Vec<Seat> {
    let seat = |party: &crate::config::PartyEntry| {
        let (key, standing) = (party.key.as_ref().clone(), party.standing.as_ref().clone());
        if driver.state().has_right(&standing, Right::Decide) {
            Seat::deciding(key, standing)
        } else {
            Seat::consulted(key, standing)
        }
    };
    config.forum.party.iter().map(seat).collect()
}

/// What each party says, in an order drawn by lot.
pub(crate) fn positions(
    config: &ForumConfig,
    roll: &Roll,
    clauses: &[ClauseId],
    seed: u64,
) -> Vec<(PartyKey, Vec<Said>)> {
    let mut lot = Lot::new(seed, "positions");
    let mut planned: BTreeMap<&PartyKey, PlannedWords> = BTreeMap::new();
    for plan in &config.planted.position {
        let of_standing = roll.seats().iter().filter(|seat| seat.standing == *plan.standing.as_ref());
        let free: Vec<_> =
            of_standing.map(|seat| &seat.party).filter(|key| !planned.contains_key(key)).collect();
        let drawn = lot.draw(plan.parties as usize, free.len());
        planned.extend(drawn.into_iter().map(|at| (free[at], plan.says)));
    }
    let order = lot.shuffled(roll.seats().len());
    let mut said = Vec::new();
    for at in order {
        let party = &roll.seats()[at].party;
        let clause = clauses.get(lot.below(clauses.len()));
        let scope = clause.map_or(Scope::Whole, |id| Scope::Clause(id.clone()));
        said.push((party.clone(), words(config, planned.get(party).copied(), scope)));
    }
    said.retain(|(_, said)| !said.is_empty());
    said
}

fn words(config: &ForumConfig, planned: Option<PlannedWords>, scope: Scope) -> Vec<Said> {
    let own = &config.planted.words;
    let spoken =
        |text: &MultiText| text.best(&Lang::new("en")).map_or(String::new(), |(_, text)| text.to_owned());
    let accept = Said::Position { scope: Scope::Whole, position: Position::Accept };
    match planned {
        None => vec![accept],
        Some(PlannedWords::Nothing) => vec![],
        Some(PlannedWords::Opinion) => {
            vec![accept, Said::OpinionOnRecord { scope, text: spoken(&own.opinion) }]
        }
        Some(PlannedWords::Reservation) => {
            vec![accept, Said::Reservation { scope, text: spoken(&own.reservation) }]
        }
        Some(PlannedWords::Objection) => {
            let position = Position::Object { reason: spoken(&own.objection), remedy: None };
            vec![Said::Position { scope: Scope::Whole, position }]
        }
    }
}

/// Every clause that commits becomes a commitment, proposed and then confirmed by its own actors.
pub(super) fn promise(driver: &mut Driver, config: &ForumConfig) -> Result<(), ForumError> {
    let text = driver.state().text.as_ref();
    let declared =
        text.and_then(|text| text.adoption.as_ref()).and_then(|adoption| adoption.declared.as_ref());
    let adopted = declared.is_some_and(|declared| declared.body.outcome.decision == Decision::Adopted);
    let clauses = text.map(|text| text.clauses.clone()).unwrap_or_default();
    if !adopted {
        return Ok(());
    }
    for (number, drafted) in (1..).zip(clauses.iter().filter(|c| is_promise(&c.body.clause))) {
        let clause = &drafted.body.clause;
        let statement = clause.sources.iter().next().map(|source| &source.statement);
        let entry = config.statements.iter().find(|entry| Some(entry.id.as_ref()) == statement);
        let Some(terms) = entry.map(terms).transpose()?.flatten() else { continue };
        let commitment = format!("commitment-{number}");
        let body = CommitmentProposed { commitment: commitment.clone(), clause: clause.id.clone(), terms };
        driver.record_act(body)?;
        for actor in &clause.actors {
            let body = CommitmentConfirmed { commitment: commitment.clone() };
            driver.act(Actor::of(actor.clone(), "head_of_delegation"), body)?;
        }
    }
    Ok(())
}

fn is_promise(clause: &text::Clause) -> bool {
    matches!(obligation(clause), Obligation::Commitment { .. })
}

/// The terms of the deed a statement names.
fn terms(entry: &StatementEntry) -> Result<Option<Terms>, ForumError> {
    let (Some(deed), Some(unit), Some(target), Some(due)) =
        (&entry.deed, &entry.deed_unit, entry.deed_target, &entry.deed_due)
    else {
        return Ok(None);
    };
    let what = "the day of a deed cannot be read";
    let midnight = crate::config::instant(&format!("{}T00:00:00Z", due.as_ref()));
    let midnight = midnight.map_err(|source| ForumError::Build { what, source: Box::new(source) })?;
    let spoken = unit.best(&Lang::new("en")).map_or(String::new(), |(_, unit)| unit.to_owned());
    let mut terms = Terms::new(deed.clone());
    terms.measure = Some(Measure { text: unit.clone(), unit: spoken, target });
    // The last instant of the day.
    terms.due = Some(Instant::from_millis(midnight.millis() + DAY - 1));
    Ok(Some(terms))
}
