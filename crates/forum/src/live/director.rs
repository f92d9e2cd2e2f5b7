//! The rest of the way in a demonstration: a draft out of the live consensus, a silence round in which whoever comes
//! may speak, a published text. A forum without the mark of a simulation refuses it.
//!
//! What is due follows from the state of the forum alone, so that somebody at the desk can do a step first and the
//! director goes on from there. One party is left to whoever comes: it is served and never speaks by itself.

use super::acting::Deed;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::texts::{self, PenAct};
use crate::acts::{
    Audience, Body, ClauseDropped, ClauseRevised, PositionTaken, RoundConducted, TextReopened,
};
use crate::config::ForumConfig;
use crate::demo::adopt::{RECEIVED, positions, zero_draft};
use crate::fold::{Adoption, State, TextState};
use procedure::{Conduct, Decision, Position, Said, Scope};
use record::Actor;
use terms::{Instant, MultiText, PartyKey};
use text::ClauseId;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A draft is begun and sent to the delegations.
    Drafted,
    /// It is frozen, and the silence round runs until this moment.
    Opened(Instant),
    /// A simulated delegation spoke.
    Spoke,
    /// It was declared; whether it was adopted.
    Declared(bool),
    /// The text was not adopted, and is revised for another round.
    Revised,
    /// The text is published.
    Published,
    /// Nothing is due.
    Waits,
    /// The way is over.
    Over,
}

/// Leads the demonstration on.
#[derive(Clone, Debug)]
pub struct Director {
    config: ForumConfig,
    seed: u64,
    /// The party that is left to whoever comes.
    free: Option<PartyKey>,
    /// How long the draft is read before it is frozen, in milliseconds.
    reading: i64,
    /// How long the silence round runs, in milliseconds.
    window: i64,
}

impl Director {
    /// Of a forum made from this configuration; `window` in milliseconds is that of its rule.
    #[must_use]
    pub fn new(config: ForumConfig, seed: u64, free: Option<PartyKey>, window: i64) -> Director {
        Director { config, seed, free, reading: 20_000.min(window), window }
    }

    /// Does what is due now, one step.
    ///
    /// # Errors
    /// A refusal where the forum does not carry the mark of a simulation; what the store says.
    pub async fn lead(&self, live: &LiveForum, now: Instant) -> Result<Step, LiveError> {
        let view = live.view();
        if view.state.mark().is_none() {
            return Err(Refusal::of("refused-not-simulated").into());
        }
        let state = &view.state;
        let Some(text) = &state.text else { return self.draft(live, state, now).await };
        if text.negotiation.published.is_some() {
            return Ok(Step::Over);
        }
        match (&text.frozen, &text.adoption) {
            (None, _) => self.freeze(live, text, now).await,
            (Some(_), None) => self.open(live, now).await,
            (Some(_), Some(adoption)) => match &adoption.declared {
                None => self.round(live, state, adoption, now).await,
                Some(_) if text.is_adopted() => {
                    live.act(now, |state| PenAct::Publish.deed(state, now)).await?;
                    Ok(Step::Published)
                }
                Some(_) => self.revise(live, text, now).await,
            },
        }
    }

    /// A draft out of what is published, once something is.
    async fn draft(&self, live: &LiveForum, state: &State, now: Instant) -> Result<Step, LiveError> {
        // A demonstration is for everybody to look at.
        let drafted = zero_draft(state, &self.config, self.seed, Audience::Public);
        let Some((begun, clauses)) = drafted.filter(|(_, clauses)| clauses.len() >= 3) else {
            return Ok(Step::Waits);
        };
        let mut bodies: Vec<Body> = vec![begun.into()];
        bodies.extend(clauses.into_iter().map(Body::from));
        let deed = Deed::of(Actor::role("secretariat"), bodies, Vec::new());
        live.act(now, |_| Ok(deed.clone())).await?;
        live.act(now, |state| PenAct::Circulate { until: None }.deed(state, now)).await?;
        Ok(Step::Drafted)
    }

    /// Once the draft was read a while: what was proposed is settled, and it is frozen.
    async fn freeze(&self, live: &LiveForum, text: &TextState, now: Instant) -> Result<Step, LiveError> {
        let Some(sent) = text.negotiation.circulated.last() else {
            live.act(now, |state| PenAct::Circulate { until: None }.deed(state, now)).await?;
            return Ok(Step::Drafted);
        };
        if now.millis() - sent.at.millis() < self.reading {
            return Ok(Step::Waits);
        }
        if let Some(open) = text.open_amendments(None).next() {
            let taken = text.draft.fit(&open.tabled.body.proposed).is_ok();
            let why = if taken { String::new() } else { "it no longer fits the text".to_owned() };
            let settle = PenAct::Settle { amendment: open.id().to_owned(), taken, why };
            live.act(now, |state| settle.deed(state, now)).await?;
            return Ok(Step::Spoke);
        }
        if !live.view().state.left_behind().is_empty() {
            live.act(now, without_stale_translations).await?;
        }
        live.act(now, |state| PenAct::Freeze(Vec::new()).deed(state, now)).await?;
        self.open(live, now).await
    }

    /// Opens the round and serves everybody.
    async fn open(&self, live: &LiveForum, now: Instant) -> Result<Step, LiveError> {
        let until = Instant::from_millis(now.millis() + self.window);
        match live.act(now, |state| PenAct::Open { until, concerned: None }.deed(state, now)).await {
            // Co-organisers are asked first.
            Err(LiveError::Refused(refusal)) if refusal.message == "refused-not-approved" => {
                return Ok(Step::Waits);
            }
            done => done.map(drop)?,
        }
        let view = live.view();
        let adoption = view.state.text.as_ref().and_then(|text| text.adoption.as_ref());
        for seat in adoption.map(|adoption| adoption.opened.body.roll.seats()).unwrap_or_default() {
            let (evidence, actor) = match Some(&seat.party) == self.free.as_ref() {
                true => ("its link was handed out when the demonstration began", Actor::role("secretariat")),
                false => (RECEIVED, Actor::of(seat.party.clone(), "head_of_delegation")),
            };
            let done = Conduct::Served { party: seat.party.clone(), evidence: evidence.to_owned() };
            let deed = Deed::one(actor, RoundConducted { done });
            live.act(now, |_| Ok(deed.clone())).await?;
        }
        Ok(Step::Opened(until))
    }

    /// Lets the next simulated delegation speak when its time has come; declares when everybody's is over.
    async fn round(
        &self,
        live: &LiveForum,
        state: &State,
        adoption: &Adoption,
        now: Instant,
    ) -> Result<Step, LiveError> {
        let outcome = crate::fold::outcome(state, now);
        if let Some(decided) = outcome.ok().map(|outcome| outcome.decision).filter(|d| *d != Decision::NotYet)
        {
            live.act(now, |state| PenAct::Declare.deed(state, now)).await?;
            return Ok(Step::Declared(decided == Decision::Adopted));
        }
        let roll = &adoption.opened.body.roll;
        let clauses: Vec<ClauseId> = state
            .text
            .iter()
            .flat_map(|t| t.draft.latest().clauses())
            .map(|clause| clause.id.clone())
            .collect();
        let plan = positions(&self.config, roll, &clauses, self.seed);
        let mine: Vec<_> = plan.into_iter().filter(|(party, _)| Some(party) != self.free.as_ref()).collect();
        let passed = now.millis() - adoption.opened.at.millis();
        let count = i64::try_from(mine.len()).unwrap_or(i64::MAX).max(1);
        // The last of them speaks well before the end.
        let due = usize::try_from(passed * count * 10 / (self.window * 8).max(1)).unwrap_or_default();
        let spoke = |party: &PartyKey| adoption.inputs.iter().any(|input| input.party == *party);
        let next = mine.into_iter().take(due).find(|(party, _)| !spoke(party));
        let Some((party, said)) = next else { return Ok(Step::Waits) };
        let text = roll.text();
        let bodies = said.into_iter().map(|said| PositionTaken { text, said }.into()).collect();
        let deed = Deed::of(Actor::of(party, "head_of_delegation"), bodies, Vec::new());
        live.act(now, |_| Ok(deed.clone())).await?;
        Ok(Step::Spoke)
    }

    /// After a round without an adoption: the clauses that were objected to are taken out, and the rest goes round again.
    async fn revise(&self, live: &LiveForum, text: &TextState, now: Instant) -> Result<Step, LiveError> {
        let objected = text.adoption.iter().flat_map(|adoption| &adoption.inputs).filter_map(|input| {
            match &input.said {
                Said::Position { scope: Scope::Clause(id), position: Position::Object { .. } } => Some(id),
                _ => None,
            }
        });
        let mut out: Vec<&ClauseId> = objected.collect();
        out.sort();
        out.dedup();
        let left = text.draft.latest().clauses().len().saturating_sub(out.len());
        let gone: Vec<_> = out.iter().filter_map(|id| text.reference(id)).collect();
        if gone.is_empty() || left == 0 {
            return Ok(Step::Over);
        }
        let why = "the round was broken".to_owned();
        let mut bodies: Vec<Body> = vec![TextReopened { why }.into()];
        let why = "a delegation objected to it in the round".to_owned();
        bodies.extend(gone.into_iter().map(|was| ClauseDropped { was, why: why.clone() }.into()));
        let deed = Deed::of(Actor::role("secretariat"), bodies, Vec::new());
        live.act(now, |_| Ok(deed.clone())).await?;
        live.act(now, |state| PenAct::Circulate { until: None }.deed(state, now)).await?;
        Ok(Step::Revised)
    }
}

/// Takes out the translations that an amendment left behind: in a demonstration nobody translates them anew, and nobody
/// may say that they still hold.
fn without_stale_translations(state: &State) -> Result<Deed, Refusal> {
    let text = texts::text(state)?;
    let why = "the translations were not brought up to date".to_owned();
    let mut deed = Deed::of(Actor::role("secretariat"), Vec::new(), Vec::new());
    for behind in state.left_behind() {
        let was = text.reference(&behind.clause).ok_or(Refusal::of("refused-clause-gone"))?;
        let (mut clause, grounds) = texts::drafted(text, &was)?;
        let kept = clause.text.iter().filter(|(lang, _)| !behind.langs.contains(lang));
        clause.text = kept.fold(MultiText::default(), |all, (lang, words)| all.with(lang.as_str(), words));
        deed = deed.and(ClauseRevised { was, clause, grounds, why: why.clone() });
    }
    Ok(deed)
}
