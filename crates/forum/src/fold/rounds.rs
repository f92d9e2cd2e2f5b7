//! The rounds of an adoption: conducted, ended without an adoption, ended with a published text.

use super::Refusal;
use super::drafting::by_the_desk;
use super::joining::cited;
use super::negotiation::PastRound;
use super::state::State;
use crate::acts::{RoundConducted, TextPublished, TextReopened};
use procedure::{Conduct, Conducted, Decision};
use record::Act;

type Taken = Result<(), Refusal>;

pub(super) fn conducted(state: &mut State, act: &Act, body: RoundConducted) -> Taken {
    // A party confirms that the text reached it; everything else is the chair's.
    match (&act.actor.party, &body.done) {
        (Some(actor), Conduct::Served { party, .. }) if actor == party => {}
        (Some(actor), _) => return Err(format!("{actor} does not conduct the round")),
        (None, _) => {}
    }
    let adoption =
        state.text.as_mut().and_then(|text| text.adoption.as_mut()).ok_or("no adoption is open")?;
    let confirms = matches!(body.done, Conduct::Confirmed { .. });
    if adoption.declared.is_some() && !confirms {
        return Err("the adoption is closed".to_owned());
    }
    let round = adoption.round.as_mut().ok_or("this adoption does not run in rounds")?;
    let done = Conducted { seq: act.seq, at: act.at, what: body.done.clone() };
    round.apply(done).map_err(|error| error.to_string())?;
    adoption.conducted.push(cited(act, body));
    Ok(())
}

pub(super) fn reopened(state: &mut State, act: &Act, body: TextReopened) -> Taken {
    by_the_desk(act)?;
    let text = state.text.as_mut().ok_or("no text is begun")?;
    let running = text.adoption.as_ref().is_some_and(|adoption| adoption.declared.is_none());
    if running {
        return Err("the adoption is open; its outcome is declared first".to_owned());
    }
    if text.is_adopted() {
        return Err("the text is adopted".to_owned());
    }
    let frozen = text.frozen.take().ok_or("the text is not frozen")?;
    let past = PastRound { frozen, adoption: text.adoption.take(), reopened: cited(act, body) };
    text.negotiation.rounds.push(past);
    Ok(())
}

pub(super) fn published(state: &mut State, act: &Act, body: TextPublished) -> Taken {
    by_the_desk(act)?;
    let text = state.text.as_mut().ok_or("no text is begun")?;
    let declared = text.adoption.as_ref().and_then(|adoption| adoption.declared.as_ref());
    let outcome = declared.map(|declared| &declared.body.outcome);
    let adopted =
        outcome.is_some_and(|outcome| outcome.decision == Decision::Adopted && outcome.text == body.text);
    let finished = text.frozen.as_ref().is_some_and(|(_, frozen)| frozen.digest == body.text);
    match text.is_summary() {
        true if finished => {}
        true => return Err("this is not the summary that is frozen".to_owned()),
        false if adopted => {}
        false => return Err("this text is not adopted".to_owned()),
    }
    super::once(&text.negotiation.published, "the text is published")?;
    text.negotiation.published = Some(cited(act, body));
    Ok(())
}
