//! Acts that say who takes part in what, and under which rules.

use super::discussing::{cites_hold, origin_holds};
use super::state::{Cited, State};
use super::{Refusal, once};
use crate::acts::{
    CoOrganiserNamed, CommuniqueIssued, ForumConvened, OrganisationAccredited, PartyJoined, RulesSet,
    StatementMade, TopicOpened,
};
use record::Act;
use terms::{PartyKey, Standing};

type Taken = Result<(), Refusal>;

pub(super) fn cited<T>(act: &Act, body: T) -> Cited<T> {
    Cited { act: act.seq, at: act.at, body }
}

pub(super) fn convened(state: &mut State, act: &Act, body: ForumConvened) -> Taken {
    once(&state.convened, "the forum is convened")?;
    let marked =
        body.simulation.as_ref().map(|simulation| simulate::mark(simulation.seed) == simulation.mark);
    if marked == Some(false) {
        return Err("the mark of the simulation does not name its seed".to_owned());
    }
    state.convened = Some(cited(act, body));
    Ok(())
}

pub(super) fn co_organiser(state: &mut State, act: &Act, body: CoOrganiserNamed) -> Taken {
    if state.co_organisers.iter().any(|named| named.body.co_organiser == body.co_organiser) {
        return Err(format!("co-organiser {} is named a second time", body.co_organiser));
    }
    state.co_organisers.push(cited(act, body));
    Ok(())
}

fn new_participant(state: &State, key: &PartyKey, standing: &Standing) -> Taken {
    if state.name(key).is_some() {
        return Err(format!("{key} takes part already"));
    }
    if !state.standings().iter().any(|entry| entry.key == *standing) {
        return Err(format!("the forum has no standing {standing}"));
    }
    Ok(())
}

pub(super) fn party(state: &mut State, act: &Act, body: PartyJoined) -> Taken {
    new_participant(state, &body.party, &body.standing)?;
    state.parties.push(cited(act, body));
    Ok(())
}

pub(super) fn organisation(state: &mut State, act: &Act, body: OrganisationAccredited) -> Taken {
    new_participant(state, &body.organisation, &body.standing)?;
    for party in [&body.home, &body.accredited_by] {
        if !state.parties.iter().any(|joined| joined.body.party == *party) {
            return Err(format!("{party} is no party of the forum"));
        }
    }
    state.organisations.push(cited(act, body));
    Ok(())
}

pub(super) fn rules(state: &mut State, act: &Act, body: RulesSet) -> Taken {
    once(&state.rules, "the rules are set")?;
    if state.votes.is_some() {
        return Err("rules must be set before votes are counted".to_owned());
    }
    body.findings.settings().check().map_err(|error| error.to_string())?;
    state.rules = Some(cited(act, body));
    Ok(())
}

pub(super) fn topic(state: &mut State, act: &Act, body: TopicOpened) -> Taken {
    if state.topics.iter().any(|topic| topic.body.topic == body.topic) {
        return Err(format!("topic {} is opened a second time", body.topic));
    }
    state.topics.push(cited(act, body));
    Ok(())
}

pub(super) fn statement(state: &mut State, act: &Act, body: StatementMade) -> Taken {
    if state.statement(&body.statement).is_some() {
        return Err(format!("statement {} is made already; its text never changes", body.statement));
    }
    if !state.topics.iter().any(|topic| topic.body.topic == body.topic) {
        return Err(format!("topic {} is not open", body.topic));
    }
    if !state.topic_open(&body.topic) {
        return Err(format!("topic {} is closed", body.topic));
    }
    origin_holds(state, body.origin.as_ref())?;
    cites_hold(state, &body)?;
    state.statements.push(cited(act, body));
    Ok(())
}

pub(super) fn issued(state: &mut State, act: &Act, body: CommuniqueIssued) -> Taken {
    state.communiques.push(cited(act, body));
    Ok(())
}
