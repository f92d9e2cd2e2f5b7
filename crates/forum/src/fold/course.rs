//! The course of a forum: its phase, what is closed, what is no longer asked.

use super::Refusal;
use super::governing::approved;
use super::joining::cited;
use super::state::State;
use crate::acts::{Matter, PhaseChanged, StatementHidden, StatementRestored, TopicClosed, TopicReopened};
use record::Act;
use terms::Phase;

type Taken = Result<(), Refusal>;

pub(super) fn phase(state: &mut State, act: &Act, body: PhaseChanged) -> Taken {
    let before = state.phase.as_ref().map(|changed| changed.body.phase);
    let back = before == Some(Phase::Adopting) && body.phase == Phase::Drafting;
    if before.is_some_and(|before| body.phase <= before) && !back {
        let before = before.map_or("", Phase::name);
        return Err(format!("after {before} there is no way to {}", body.phase.name()));
    }
    if body.phase >= Phase::Open && before.is_none_or(|before| before < Phase::Open) {
        approved(state, Matter::Programme, &state.programme()?)?;
    }
    state.phase = Some(cited(act, body));
    Ok(())
}

pub(super) fn close(state: &mut State, act: &Act, body: TopicClosed) -> Taken {
    if !state.topics.iter().any(|topic| topic.body.topic == body.topic) {
        return Err(format!("topic {} was never opened", body.topic));
    }
    if !state.topic_open(&body.topic) {
        return Err(format!("topic {} is closed already", body.topic));
    }
    state.closed.push(cited(act, body));
    Ok(())
}

pub(super) fn reopen(state: &mut State, body: &TopicReopened) -> Taken {
    let place = state.closed.iter().position(|closed| closed.body.topic == body.topic);
    let place = place.ok_or_else(|| format!("topic {} is not closed", body.topic))?;
    state.closed.remove(place);
    Ok(())
}

pub(super) fn hide(state: &mut State, act: &Act, body: StatementHidden) -> Taken {
    if state.statement(&body.statement).is_none() {
        return Err(format!("statement {} was never made", body.statement));
    }
    if state.is_hidden(&body.statement) {
        return Err(format!("statement {} is hidden already", body.statement));
    }
    state.hidden.push(cited(act, body));
    Ok(())
}

pub(super) fn restore(state: &mut State, body: &StatementRestored) -> Taken {
    let place = state.hidden.iter().position(|hidden| hidden.body.statement == body.statement);
    let place = place.ok_or_else(|| format!("statement {} is not hidden", body.statement))?;
    state.hidden.remove(place);
    Ok(())
}
