//! The negotiation of a text: other words, amendments, positions on clauses, sponsors.

use super::Refusal;
use super::deciding::{grounds_hold, verb_holds};
use super::joining::cited;
use super::membership::Powerless;
use super::negotiation::{Amendment, AmendmentEnd};
use super::state::{State, TextState};
use crate::acts::{
    AmendmentSettled, AmendmentSupported, AmendmentTabled, AmendmentWithdrawn, ClauseAgreed, ClauseDrafted,
    ClauseDropped, ClausePositionTaken, ClauseRevised, Power, SilenceAccepted, SponsorshipSet,
    TextCirculated, TextOpened, TranslationConfirmed,
};
use procedure::Position;
use record::Act;
use terms::{PartyKey, Right};
use text::{Change, Clause, ClauseId, ClauseRef, Proposed, Validity};

type Taken = Result<(), Refusal>;

/// The text that is being worked on.
pub(super) fn open_text(state: &mut State) -> Result<&mut TextState, Refusal> {
    let text = state.text.as_mut().ok_or("no text is begun")?;
    if text.frozen.is_some() { Err("the text is frozen".to_owned()) } else { Ok(text) }
}

/// The party that acts, which must take part; a delegate of it must have the power.
pub(super) fn party_with(state: &State, act: &Act, power: Power) -> Result<PartyKey, Refusal> {
    let party = act.actor.party.clone().ok_or("nobody in particular does it")?;
    let name = state.name(&party).ok_or_else(|| format!("{party} takes no part"))?;
    if let Some(delegate) = &act.actor.delegate {
        let refused = |why: &dyn std::fmt::Debug| {
            format!("delegate {delegate:?} may not {} for {party} ({why:?})", power.name())
        };
        match state.delegate_may(delegate, power, act.at) {
            Ok(whose) if *whose == party => {}
            // Who has no right to object may still say where it stands; it is recorded and changes nothing.
            Err(Powerless::Right) if matches!(power, Power::Object | Power::Speak) => {}
            Ok(_) => return Err(refused(&"another party's")),
            Err(why) => return Err(refused(&why)),
        }
    }
    let standing = name.standing.is_some_and(|standing| state.has_right(standing, power.right()));
    if !standing && power.right() == Right::Amend {
        return Err(format!("the standing of {party} gives no right to amend"));
    }
    Ok(party)
}

pub(super) fn by_the_desk(act: &Act) -> Taken {
    match &act.actor.party {
        Some(party) => Err(format!("{party} does not hold the pen")),
        None => Ok(()),
    }
}

/// A chair's summary is not negotiated: the chair answers for it alone.
pub(super) fn negotiable(text: &TextState) -> Taken {
    match text.is_summary() {
        true => Err("a chair's summary is the chair's own; nobody negotiates or adopts it".to_owned()),
        false => Ok(()),
    }
}

pub(super) fn opened(state: &mut State, act: &Act, body: TextOpened) -> Taken {
    by_the_desk(act)?;
    let text = state.text.as_mut().ok_or("no text is begun")?;
    if text.negotiation.published.is_some() {
        return Err("the text is published".to_owned());
    }
    if body.audience <= text.audience() {
        return Err(format!("whoever is meant by {:?} may read the text already", body.audience.name()));
    }
    text.negotiation.opened = Some(cited(act, body));
    Ok(())
}

/// The clause as it is now must be the one that was seen.
fn current(text: &TextState, seen: &ClauseRef) -> Taken {
    match text.draft.latest().validity(seen) {
        Validity::Current => Ok(()),
        Validity::Superseded { .. } => {
            Err(format!("clause {} was put in other words since; look at it as it is now", seen.id))
        }
        Validity::Deleted => Err(format!("clause {} is no longer in the text", seen.id)),
    }
}

/// Makes a change, and keeps what belongs to it in step.
fn change(text: &mut TextState, act: &Act, change: Change, drafted: Vec<ClauseDrafted>) -> Taken {
    let gone = if let Change::Delete { id } = &change { Some(id.clone()) } else { None };
    text.draft.apply(change).map_err(|error| error.to_string())?;
    text.negotiation.changes.push(act.seq);
    for body in drafted {
        text.clauses.retain(|known| known.body.clause.id != body.clause.id);
        text.clauses.push(cited(act, body));
    }
    if let Some(gone) = gone {
        for amendment in &mut text.negotiation.amendments {
            if amendment.is_open() && amendment.is_about(&gone) {
                amendment.end = AmendmentEnd::Fell(act.seq);
            }
        }
    }
    let order: Vec<ClauseId> = text.draft.latest().clauses().iter().map(|clause| clause.id.clone()).collect();
    text.clauses.retain(|known| order.contains(&known.body.clause.id));
    text.clauses.sort_by_key(|known| order.iter().position(|id| *id == known.body.clause.id));
    Ok(())
}

pub(super) fn revised(state: &mut State, act: &Act, body: ClauseRevised) -> Taken {
    by_the_desk(act)?;
    let kept = open_text(state)?.clauses.iter().find(|known| known.body.clause.id == body.was.id);
    let kept = kept.map(|known| known.body.clone());
    let drafted = ClauseDrafted { clause: body.clause, grounds: body.grounds };
    grounds_hold(state, &drafted, kept.as_ref())?;
    verb_holds(&drafted)?;
    let text = open_text(state)?;
    current(text, &body.was)?;
    if drafted.clause.id != body.was.id {
        return Err(format!("clause {} is put in other words under its own id", body.was.id));
    }
    change(text, act, Change::Replace { clause: drafted.clause.clone() }, vec![drafted])
}

pub(super) fn dropped(state: &mut State, act: &Act, body: ClauseDropped) -> Taken {
    by_the_desk(act)?;
    let text = open_text(state)?;
    current(text, &body.was)?;
    change(text, act, Change::Delete { id: body.was.id }, Vec::new())
}

pub(super) fn circulated(state: &mut State, act: &Act, body: TextCirculated) -> Taken {
    by_the_desk(act)?;
    let text = open_text(state)?;
    negotiable(text)?;
    if text.draft.latest().digest() != body.version {
        return Err("the text went on since; look at it as it is now".to_owned());
    }
    if text.draft.latest().clauses().is_empty() {
        return Err("the text has no clause".to_owned());
    }
    text.draft.circulate();
    text.negotiation.circulated.push(cited(act, body));
    Ok(())
}

pub(super) fn tabled(state: &mut State, act: &Act, body: AmendmentTabled) -> Taken {
    let party = party_with(state, act, Power::Amend)?;
    let known = open_text(state)?;
    if known.negotiation.circulated.is_empty() {
        return Err("the text is not circulated yet".to_owned());
    }
    if body.amendment.is_empty() || known.negotiation.amendments.iter().any(|a| a.id() == body.amendment) {
        return Err(format!("amendment {:?} is tabled already", body.amendment));
    }
    known.draft.fit(&body.proposed).map_err(|error| error.to_string())?;
    let origin = origin(known, &body.proposed);
    for clause in body.proposed.clauses() {
        let drafted = proposed_words(origin.as_ref(), clause);
        grounds_hold(state, &drafted, origin.as_ref())?;
        verb_holds(&drafted)?;
    }
    let text = open_text(state)?;
    let until = text.negotiation.circulated.last().and_then(|last| last.body.amendments_until);
    let late = until.filter(|until| act.at > *until).map(|until| act.at.millis().abs_diff(until.millis()));
    let (tabled, support, end) = (cited(act, body), Vec::new(), AmendmentEnd::Open);
    text.negotiation.amendments.push(Amendment { party, tabled, support, late, end });
    Ok(())
}

fn kept(text: &TextState, id: &ClauseId) -> Option<ClauseDrafted> {
    text.clauses.iter().find(|known| known.body.clause.id == *id).map(|known| known.body.clone())
}

/// The clause an amendment changes as it is now, with its grounds. Of two that become one: the first, with what both
/// rest on, each statement with what was found of it for the clause that cites it.
fn origin(text: &TextState, proposed: &Proposed) -> Option<ClauseDrafted> {
    let mut origin = kept(text, &proposed.target()?.id)?;
    if let Proposed::Merge { second, .. } = proposed
        && let Some(second) = kept(text, &second.id)
    {
        for source in &second.clause.sources {
            if origin.clause.sources.insert(source.clone()) {
                let of = second.grounds.iter().filter(|ground| ground.statement == source.statement);
                origin.grounds.extend(of.cloned());
            }
        }
    }
    Some(origin)
}

/// A clause as an amendment would have it: it keeps the grounds of the clause it changes. Both halves of a clause that is
/// cut in two rest on what the whole rested on.
fn proposed_words(origin: Option<&ClauseDrafted>, clause: &Clause) -> ClauseDrafted {
    let grounds = origin.map(|origin| origin.grounds.clone()).unwrap_or_default();
    ClauseDrafted { clause: clause.clone(), grounds }
}

fn amendment<'a>(text: &'a mut TextState, id: &str) -> Result<&'a mut Amendment, Refusal> {
    let found = text.negotiation.amendments.iter_mut().find(|known| known.id() == id);
    let found = found.ok_or_else(|| format!("no amendment {id:?} is tabled"))?;
    if found.is_open() { Ok(found) } else { Err(format!("amendment {id} is settled already")) }
}

pub(super) fn supported(state: &mut State, act: &Act, body: &AmendmentSupported) -> Taken {
    let party = party_with(state, act, Power::Amend)?;
    let found = amendment(open_text(state)?, &body.amendment)?;
    if found.party == party || found.support.contains(&party) {
        return Err(format!("{party} stands behind amendment {} already", body.amendment));
    }
    found.support.push(party);
    Ok(())
}

pub(super) fn withdrawn(state: &mut State, act: &Act, body: &AmendmentWithdrawn) -> Taken {
    let party = party_with(state, act, Power::Amend)?;
    let found = amendment(open_text(state)?, &body.amendment)?;
    if found.party != party {
        return Err(format!("amendment {} is not {party}'s", body.amendment));
    }
    found.end = AmendmentEnd::Withdrawn(act.seq);
    Ok(())
}

pub(super) fn settled(state: &mut State, act: &Act, body: AmendmentSettled) -> Taken {
    by_the_desk(act)?;
    if !body.taken && body.why.trim().is_empty() {
        return Err("an amendment that is not taken needs a reason".to_owned());
    }
    let text = open_text(state)?;
    let proposed = amendment(text, &body.amendment)?.tabled.body.proposed.clone();
    if body.taken {
        let fit = text.draft.fit(&proposed).map_err(|error| error.to_string())?;
        let origin = origin(text, &proposed);
        let written: Vec<&Clause> = match &fit.change {
            Change::Add { clause, .. } | Change::Replace { clause } => vec![clause],
            Change::Split { first, second } => vec![first, second],
            Change::Merge { with, .. } => vec![with],
            Change::Delete { .. } | Change::Move { .. } => Vec::new(),
        };
        let drafted: Vec<_> =
            written.into_iter().map(|clause| proposed_words(origin.as_ref(), clause)).collect();
        // What two sides brought together is held against the verbs as any clause is.
        drafted.iter().try_for_each(verb_holds)?;
        change(text, act, fit.change, drafted)?;
    }
    let settled = AmendmentEnd::Settled(Box::new(cited(act, body.clone())));
    let mut amendments = text.negotiation.amendments.iter_mut();
    if let Some(found) = amendments.find(|known| known.id() == body.amendment) {
        found.end = settled;
    }
    Ok(())
}

pub(super) fn position(state: &mut State, act: &Act, body: ClausePositionTaken) -> Taken {
    let party = party_with(state, act, Power::Object)?;
    let text = open_text(state)?;
    if text.negotiation.circulated.is_empty() {
        return Err("the text is not circulated yet".to_owned());
    }
    current(text, &body.clause)?;
    if let Position::Object { reason, .. } = &body.position
        && reason.trim().is_empty()
    {
        return Err("an objection needs a reason".to_owned());
    }
    let of_clause = text.negotiation.positions.entry(body.clause.id.clone()).or_default();
    of_clause.insert(party, cited(act, body));
    Ok(())
}

pub(super) fn agreed(state: &mut State, act: &Act, body: ClauseAgreed) -> Taken {
    by_the_desk(act)?;
    let decides: Vec<PartyKey> = state
        .participants()
        .filter(|(_, standing)| state.has_right(standing, Right::Decide))
        .map(|(party, _)| party.clone())
        .collect();
    let text = open_text(state)?;
    negotiable(text)?;
    current(text, &body.clause)?;
    let clause = text.draft.latest().clause(&body.clause.id).ok_or("no such clause")?;
    let against = text.objecting(clause).find(|(party, _)| decides.contains(party));
    if let Some((party, _)) = against {
        return Err(format!("{party} objects to clause {}", clause.id));
    }
    if let Some(open) = text.open_amendments(Some(&clause.id)).next() {
        return Err(format!("amendment {} to clause {} is open", open.id(), clause.id));
    }
    text.negotiation.agreed.insert(body.clause.id.clone(), cited(act, body));
    Ok(())
}

pub(super) fn confirmed(state: &mut State, act: &Act, body: &TranslationConfirmed) -> Taken {
    by_the_desk(act)?;
    let behind = state.left_behind().into_iter().find(|behind| behind.clause == body.clause.id);
    let text = open_text(state)?;
    current(text, &body.clause)?;
    let behind = behind.filter(|behind| behind.langs.contains(&body.lang));
    let leading = behind
        .map(|behind| behind.leading)
        .ok_or_else(|| format!("clause {} is not left behind in {}", body.clause.id, body.lang))?;
    text.draft.translation_holds(&body.clause, &body.lang, &leading).map_err(|error| error.to_string())
}

pub(super) fn sponsorship(state: &mut State, act: &Act, body: SponsorshipSet) -> Taken {
    let party = party_with(state, act, Power::Amend)?;
    let text = state.text.as_mut().ok_or("no text is begun")?;
    negotiable(text)?;
    if text.is_adopted() {
        return Err("the list of sponsors closed with the adoption".to_owned());
    }
    if body.sponsors == text.negotiation.sponsors.contains_key(&party) {
        return Err(format!("{party} said so already"));
    }
    if body.sponsors {
        text.negotiation.sponsors.insert(party, act.seq);
    } else {
        text.negotiation.sponsors.remove(&party);
    }
    Ok(())
}

pub(super) fn silence(state: &mut State, act: &Act, body: SilenceAccepted) -> Taken {
    let party = party_with(state, act, Power::Sign)?;
    state.silences.insert(party, cited(act, body));
    Ok(())
}
