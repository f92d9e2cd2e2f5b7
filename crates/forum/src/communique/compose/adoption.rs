//! How the text was adopted, what was said beside it, and what was promised.

use super::Composer;
use crate::communique::words::best;
use crate::fold::{Adoption, CommitmentState, TextState};
use present::communique::{Sentence, Value};
use procedure::{Basis, Decision, Outcome, Position, Reason, Said, Scope, Seat, Stands, StatementKind};
use std::collections::BTreeSet;
use terms::PartyKey;
use text::ClauseId;

pub(super) fn headline(composer: &Composer) -> Sentence {
    let convened: Vec<u64> = composer.state.convened.iter().map(|convened| convened.act).collect();
    let Some((text, _, act, outcome)) = decided(composer) else {
        let id = if composer.state.findings.is_some() { "headline-found" } else { "headline-convened" };
        return Sentence::new(id).choice("forum", "", convened);
    };
    let id = if outcome.decision == Decision::Adopted { "headline-adopted" } else { "headline-not-adopted" };
    Sentence::new(id).written("title", &best(&text.begun.body.title, composer.lang), [text.begun.act]).arg(
        "basis",
        basis(outcome, act),
        [act],
    )
}

/// The text, its adoption, and the act that declared the outcome.
fn decided<'a>(composer: &Composer<'a>) -> Option<(&'a TextState, &'a Adoption, u64, &'a Outcome)> {
    let text = composer.state.text.as_ref()?;
    let adoption = text.adoption.as_ref()?;
    let declared = adoption.declared.as_ref()?;
    Some((text, adoption, declared.act, &declared.body.outcome))
}

fn basis(outcome: &Outcome, act: u64) -> Value {
    let key = match outcome.basis {
        Some(Basis::WithoutObjection) => "without_objection",
        Some(Basis::WithoutObjectionMinusOne) => "without_objection_minus_one",
        Some(Basis::TacitAssent) => "tacit_assent",
        Some(Basis::ByConsensus) => "by_consensus",
        Some(Basis::WithoutVote) => "without_vote",
        Some(Basis::Rough) => "rough",
        Some(Basis::GeneralAgreement) => "general_agreement",
        Some(Basis::ByVote) | None => "by_vote",
    };
    Value::Part(Box::new(Sentence::new("basis").choice("basis", key, [act])))
}

pub(super) fn adoption(composer: &Composer) -> Vec<Sentence> {
    let Some((text, adoption, act, outcome)) = decided(composer) else { return Vec::new() };
    let mut sentences = vec![declared(composer, text, adoption, act, outcome)];
    let groups = [
        ("accepted", vec![Stands::Accepts, Stands::AcceptsWithReservation, Stands::CanLiveWith]),
        ("no-objection-received", vec![Stands::NoObjectionReceived, Stands::TacitAssent]),
        ("stood-aside", vec![Stands::NeedsTime, Stands::NotParticipating]),
    ];
    for (id, stands) in groups {
        let keys = outcome.stands.iter().filter(|(_, stand)| stands.contains(stand)).map(|(key, _)| key);
        let names = composer.names(keys, |key| spoken(adoption, key, act));
        if !names.is_empty() {
            sentences.push(Sentence::new(id).names(names));
        }
    }
    sentences.extend(objections(composer, outcome));
    sentences.extend(said(composer, adoption));
    sentences.extend(heard(composer, adoption, act));
    sentences.extend(outcome.late.iter().map(|late| {
        let (name, mut acts) = composer.name(&late.party);
        acts.insert(late.seq);
        Sentence::new("late").written("party", &name, acts)
    }));
    sentences
}

/// The acts with which a party spoke; where it did not, the act that called it and the one that declared so.
fn spoken(adoption: &Adoption, party: &PartyKey, declared: u64) -> Vec<u64> {
    let own = adoption.positions.iter().filter(|(of, _)| of == party).map(|(_, position)| position.act);
    let own: Vec<u64> = own.collect();
    if own.is_empty() { vec![adoption.opened.act, declared] } else { own }
}

fn declared(
    composer: &Composer,
    text: &TextState,
    adoption: &Adoption,
    act: u64,
    outcome: &Outcome,
) -> Sentence {
    let title = best(&text.begun.body.title, composer.lang);
    let rules: Vec<u64> = composer.state.rules.iter().map(|rules| rules.act).collect();
    let id = match (outcome.decision, outcome.basis) {
        (Decision::Adopted, Some(Basis::ByVote)) => "adopted-by-vote",
        (Decision::Adopted, _) => "adopted",
        (Decision::NotAdopted | Decision::NotYet, _) => "not-adopted",
    };
    let rule = Sentence::new("rule").choice("rule", &outcome.rule, rules.clone());
    let called = adoption.opened.act;
    let names = composer.names(outcome.stands.keys(), |_| vec![called]);
    Sentence::new(id)
        .names(names)
        .written("title", &title, [text.begun.act])
        .arg("basis", basis(outcome, act), [act])
        .arg("rule", Value::Part(Box::new(rule)), rules)
        .number("yes", outcome.counts.yes, [act])
        .number("no", outcome.counts.no, [act])
        .number("abstain", outcome.counts.abstain, [act])
}

/// The objections for which a text was not adopted.
fn objections(composer: &Composer, outcome: &Outcome) -> Vec<Sentence> {
    let stand = |reason: &Reason| match reason {
        Reason::ObjectionStands { party, seq, reason, .. } => {
            let (name, mut acts) = composer.name(party);
            acts.insert(*seq);
            Some(Sentence::new("objection-stands").written("party", &name, acts).written(
                "words",
                reason,
                [*seq],
            ))
        }
        _ => None,
    };
    outcome.reasons.iter().filter_map(stand).collect()
}

/// Opinions, reservations and objections without effect, in the words of those who made them.
fn said(composer: &Composer, adoption: &Adoption) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (party, position) in &adoption.positions {
        let (name, mut acts) = composer.name(party);
        acts.insert(position.act);
        let spoken = |id: &'static str, words: &str| {
            Sentence::new(id).written("party", &name, acts.clone()).written("words", words, [position.act])
        };
        let decides = seat(adoption, party).is_some_and(|seat| seat.decides);
        match &position.body.said {
            Said::OpinionOnRecord { scope, text }
            | Said::Statement { kind: StatementKind::OpinionOnRecord, scope, text } => {
                sentences.push(scoped(composer, spoken("opinion", text), scope, position.act))
            }
            Said::Reservation { scope, text }
            | Said::Statement { kind: StatementKind::Reservation, scope, text }
            | Said::Position { scope, position: Position::AcceptWithReservation { reservation: text } } => {
                sentences.push(scoped(composer, spoken("reservation", text), scope, position.act));
            }
            Said::Position { position: Position::Object { reason, .. }, .. } if !decides => {
                sentences.push(standing(composer, spoken("objection-recorded", reason), party));
            }
            _ => {}
        }
    }
    sentences
}

fn seat<'a>(adoption: &'a Adoption, party: &PartyKey) -> Option<&'a Seat> {
    adoption.opened.body.roll.seat(party)
}

fn scoped(composer: &Composer, sentence: Sentence, scope: &Scope, act: u64) -> Sentence {
    let part = match scope {
        Scope::Whole => Sentence::new("scope-whole"),
        Scope::Clause(id) => clause(composer, id),
    };
    sentence.arg("scope", Value::Part(Box::new(part)), [act])
}

/// A clause by its number, or by its first words where it has none.
fn clause(composer: &Composer, id: &ClauseId) -> Sentence {
    let text = composer.state.text.as_ref();
    let drafted = text.and_then(|text| text.clauses.iter().find(|drafted| drafted.body.clause.id == *id));
    let acts: Vec<u64> = drafted.iter().map(|drafted| drafted.act).collect();
    let numbered = text.and_then(|text| text.draft.latest().numbered().find(|(_, clause)| clause.id == *id));
    match numbered {
        Some((Some(number), _)) => {
            Sentence::new("scope-clause-numbered").number("number", number as u64, acts)
        }
        Some((None, clause)) => {
            let whole = best(&clause.text, composer.lang);
            let opening = whole.split([',', '，', '،']).next().unwrap_or_default();
            Sentence::new("scope-clause").written("clause", opening, acts)
        }
        None => Sentence::new("scope-clause").written("clause", id.as_str(), acts),
    }
}

fn standing(composer: &Composer, sentence: Sentence, party: &PartyKey) -> Sentence {
    let own = composer.state.name(party).and_then(|name| name.standing);
    let entry = composer.state.standings().iter().find(|entry| Some(&entry.key) == own);
    let convened: Vec<u64> = composer.state.convened.iter().map(|convened| convened.act).collect();
    let name = entry.map_or(String::new(), |entry| best(&entry.name, composer.lang));
    sentence.written("standing", &name, convened)
}

/// Those who are heard and do not decide: who accepted, and from whom nothing came.
fn heard(composer: &Composer, adoption: &Adoption, declared: u64) -> Vec<Sentence> {
    let consulted = adoption.opened.body.roll.seats().iter().filter(|seat| !seat.decides);
    let (mut accepted, mut silent) = (Vec::new(), Vec::new());
    for seat in consulted {
        let own: Vec<_> = adoption.positions.iter().filter(|(party, _)| *party == seat.party).collect();
        let accepts = own.iter().any(|(_, position)| matches!(&position.body.said, Said::Position { position, .. } if accepting(position)));
        if accepts {
            accepted.push(&seat.party);
        } else if own.is_empty() {
            silent.push(&seat.party);
        }
    }
    [("heard", accepted), ("heard-nothing", silent)]
        .into_iter()
        .filter(|(_, parties)| !parties.is_empty())
        .map(|(id, parties)| {
            Sentence::new(id).names(composer.names(parties, |key| spoken(adoption, key, declared)))
        })
        .collect()
}

fn accepting(position: &Position) -> bool {
    matches!(position, Position::Accept | Position::AcceptWithReservation { .. } | Position::CanLiveWith)
}

pub(super) fn deeds(composer: &Composer) -> Vec<Sentence> {
    composer.state.commitments.iter().flat_map(|commitment| deed(composer, commitment)).collect()
}

fn deed(composer: &Composer, known: &CommitmentState) -> [Sentence; 2] {
    let commitment = &known.commitment;
    let terms = commitment.terms();
    let act = [known.proposed];
    let names = composer.names(commitment.actors(), |_| vec![known.proposed]);
    let mut promise = Sentence::new("promise")
        .names(names)
        .written("deliverable", &best(&terms.deliverable, composer.lang), act)
        .choice("measured", if terms.measure.is_some() { "yes" } else { "no" }, act)
        .choice("dated", if terms.due.is_some() { "yes" } else { "no" }, act);
    if let Some(measure) = &terms.measure {
        let unit = best(&measure.text, composer.lang);
        promise = promise.number("target", measure.target, act).written("unit", &unit, act);
    }
    if let Some(due) = terms.due {
        let day =
            jiff::Timestamp::from_millisecond(due.millis()).map(|at| at.strftime("%Y-%m-%d").to_string());
        promise = promise.arg("due", Value::Day(day.unwrap_or_default()), act);
    }
    let promised: BTreeSet<&PartyKey> = commitment.promised_by().iter().collect();
    let confirmed = if promised.is_empty() {
        Sentence::new("promise-open").choice("state", "candidate", act)
    } else {
        Sentence::new("promise-confirmed").names(composer.names(promised, |_| known.confirmed.clone()))
    };
    [promise, confirmed]
}
