//! What a delegation does with a text: amends it, says where it stands on a clause, answers in an adoption.

use super::acting::Deed;
use super::cutting;
use super::error::Refusal;
use super::texts::{Words, begun, drafted, next_id, said, text, unfit};
use crate::acts::{
    AmendmentSupported, AmendmentTabled, AmendmentWithdrawn, Body, ClausePositionTaken, DelegateNamed,
    PositionTaken, Power, RoundConducted, SilenceAccepted, SponsorshipSet,
};
use crate::fold::{Powerless, State, TextState};
use procedure::{Conduct, Position, Said, Taking};
use terms::{Instant, MultiText};
use text::{Clause, ClauseId, ClauseRef, Part, Place, Proposed};

/// Something a delegate does with a text for their party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextAct {
    /// Proposes other words for a clause. Languages that are left out stay as they are.
    Replace {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// The words.
        words: Words,
        /// Why.
        why: String,
    },
    /// Proposes a new clause.
    Insert {
        /// In which part.
        part: Part,
        /// After which clause; `None`: at the end of the part.
        after: Option<ClauseId>,
        /// The words.
        words: Words,
        /// Why.
        why: String,
    },
    /// Proposes to take a clause out.
    Delete {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// Why.
        why: String,
    },
    /// Proposes that a clause stand elsewhere in its part.
    Move {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// Behind which clause; `None`: first in its part.
        after: Option<ClauseId>,
        /// Why.
        why: String,
    },
    /// Proposes to cut a clause in two.
    Split {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// Its words, with a mark where they are to be cut.
        words: Words,
        /// The id of the verb of the second half; empty for none.
        verb: String,
        /// Why.
        why: String,
    },
    /// Proposes to make a clause and the one behind it one.
    Join {
        /// The clause that stays, as it was seen.
        first: ClauseRef,
        /// The one that goes into it, as it was seen.
        second: ClauseRef,
        /// The words of both.
        words: Words,
        /// Why.
        why: String,
    },
    /// Supports an amendment of somebody else.
    Support(String),
    /// Takes an amendment of its own back.
    Withdraw(String),
    /// Says where the party stands on a clause.
    Stand {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// Where.
        position: Position,
    },
    /// Joins the sponsors of the text, or leaves them.
    Sponsor(bool),
    /// Accepts that silence under the forum's rule is assent, or no longer.
    Silence(bool),
    /// Confirms that the frozen text was received: the party's time runs from here.
    Receive,
    /// Speaks in the adoption that is open.
    Say(Said),
    /// Takes part in a project from now on, or says that it will, or leaves it.
    Take {
        /// The project.
        project: String,
        /// What the party is from now on.
        taking: Taking,
    },
}

impl TextAct {
    /// The act, as it stands to the state.
    ///
    /// # Errors
    /// A refusal where the delegate has not the power, or that says what to do.
    pub fn body(&self, state: &State, named: &DelegateNamed, now: Instant) -> Result<Body, Refusal> {
        self.empowered(state, named, now)?;
        Ok(match self {
            TextAct::Replace { clause, words, why } => {
                let seen = seen(text(state)?, clause)?;
                let all = merged(&seen.text, &words.text);
                let with =
                    Words { text: all, actors: None, asserted_by: None, ..words.clone() }.clause(seen)?;
                tabled(state, Proposed::Replace { clause: clause.clone(), with }, why)?
            }
            TextAct::Insert { part, after, words, why } => {
                let id = next_id(text(state)?);
                let clause = words.clause(Clause::new(id.as_str(), *part, MultiText::default()))?;
                tabled(state, Proposed::Insert { clause, after: after.clone() }, why)?
            }
            TextAct::Delete { clause, why } => {
                tabled(state, Proposed::Delete { clause: clause.clone() }, why)?
            }
            TextAct::Move { clause, after, why } => {
                let seen = text(state)?.draft.latest().digest();
                let to = after.clone().map_or(Place::First, Place::After);
                tabled(state, Proposed::Move { clause: clause.clone(), seen, to }, why)?
            }
            TextAct::Split { clause, words, verb, why } => {
                let (first, second) = cutting::halves(text(state)?, clause, words, verb)?;
                tabled(state, Proposed::Split { clause: clause.clone(), first, second }, why)?
            }
            TextAct::Join { first, second, words, why } => {
                let with = cutting::one(text(state)?, [first, second], words)?;
                let (first, second) = (first.clone(), second.clone());
                tabled(state, Proposed::Merge { first, second, with }, why)?
            }
            TextAct::Support(amendment) => AmendmentSupported { amendment: open(state, amendment)? }.into(),
            TextAct::Withdraw(amendment) => AmendmentWithdrawn { amendment: open(state, amendment)? }.into(),
            TextAct::Stand { clause, position } => {
                drafted(text(state)?, clause)?;
                ClausePositionTaken { clause: clause.clone(), position: position.clone() }.into()
            }
            TextAct::Sponsor(sponsors) => {
                if begun(state)?.is_summary() {
                    return Err(Refusal::of("refused-summary"));
                }
                SponsorshipSet { sponsors: *sponsors }.into()
            }
            TextAct::Silence(accepts) => SilenceAccepted { accepts: *accepts }.into(),
            TextAct::Receive => {
                let evidence = "confirmed in the delegation's own session".to_owned();
                let done = Conduct::Served { party: named.party.clone(), evidence };
                RoundConducted { done }.into()
            }
            TextAct::Say(said) => {
                let (_, frozen) = begun(state)?.frozen.as_ref().ok_or(Refusal::of("refused-not-frozen"))?;
                PositionTaken { text: frozen.digest, said: said.clone() }.into()
            }
            TextAct::Take { project, taking } => {
                super::projects::stated(state, &named.party, project, *taking)?.into()
            }
        })
    }

    /// The same as a deed of that delegate.
    ///
    /// # Errors
    /// As [`TextAct::body`].
    pub fn deed(&self, state: &State, named: &DelegateNamed, now: Instant) -> Result<Deed, Refusal> {
        Ok(Deed::one(super::delegate_acts::actor(named), self.body(state, named, now)?))
    }

    /// The power it needs; `None` where anybody in the delegation may do it.
    #[must_use]
    pub fn power(&self) -> Option<Power> {
        match self {
            TextAct::Replace { .. }
            | TextAct::Insert { .. }
            | TextAct::Delete { .. }
            | TextAct::Move { .. }
            | TextAct::Split { .. }
            | TextAct::Join { .. }
            | TextAct::Support(_)
            | TextAct::Withdraw(_)
            | TextAct::Sponsor(_) => Some(Power::Amend),
            TextAct::Stand { .. } => Some(Power::Object),
            TextAct::Say(said) if said.statement().is_some() => Some(Power::Speak),
            TextAct::Say(_) => Some(Power::Object),
            TextAct::Silence(_) | TextAct::Take { .. } => Some(Power::Sign),
            TextAct::Receive => None,
        }
    }

    fn empowered(&self, state: &State, named: &DelegateNamed, now: Instant) -> Result<(), Refusal> {
        let Some(power) = self.power() else { return Ok(()) };
        may(state, named, power, now)
    }
}

/// Whether a delegate may use a power now. Who has no right to object may still say where it stands: that is recorded
/// and changes nothing.
///
/// # Errors
/// A refusal that says why not.
pub fn may(state: &State, named: &DelegateNamed, power: Power, now: Instant) -> Result<(), Refusal> {
    match state.delegate_may(&named.delegate, power, now) {
        Ok(_) => Ok(()),
        Err(Powerless::Right) if matches!(power, Power::Object | Power::Speak) => Ok(()),
        Err(Powerless::Unknown | Powerless::Day) => Err(Refusal::of("refused-power-day")),
        Err(Powerless::Power) => Err(Refusal::of("refused-power")),
        Err(Powerless::Seat) => Err(Refusal::of("refused-power-seat")),
        Err(Powerless::Right) => Err(Refusal::of("refused-power-right")),
    }
}

/// A position as a form says it.
///
/// # Errors
/// A refusal for a name that is none, and for an objection or a reservation without words.
pub fn position(name: &str, words: &str, remedy: &str) -> Result<Position, Refusal> {
    let given = |message: &'static str| match said(words, "position")? {
        words if words.is_empty() => Err(Refusal::field("position", message)),
        words => Ok(words),
    };
    Ok(match name {
        "accept" => Position::Accept,
        "accept_with_reservation" => {
            Position::AcceptWithReservation { reservation: given("refused-no-reservation")? }
        }
        "can_live_with" => Position::CanLiveWith,
        "needs_time" => Position::NeedsTime,
        "not_participating" => Position::NotParticipating,
        "object" => {
            let remedy = said(remedy, "position")?;
            let remedy = if remedy.is_empty() { None } else { Some(remedy) };
            Position::Object { reason: given("refused-no-objection-reason")?, remedy }
        }
        _ => return Err(Refusal::field("position", "refused-no-position")),
    })
}

/// The clause as an amendment saw it, out of all versions.
pub(super) fn seen(text: &TextState, clause: &ClauseRef) -> Result<Clause, Refusal> {
    text.draft.wording(clause).cloned().ok_or(Refusal::of("refused-clause-unknown"))
}

/// The words there are, with those that are proposed in their place.
fn merged(was: &MultiText, proposed: &MultiText) -> MultiText {
    let blank = |words: &str| words.trim().is_empty();
    let changed = proposed.iter().filter(|(_, words)| !blank(words));
    changed.fold(was.clone(), |all, (lang, words)| all.with(lang.as_str(), words))
}

fn tabled(state: &State, proposed: Proposed, why: &str) -> Result<Body, Refusal> {
    let text = text(state)?;
    if text.negotiation.circulated.is_empty() {
        return Err(Refusal::of("refused-not-circulated"));
    }
    text.draft.fit(&proposed).map_err(|error| match error {
        text::Unfit::Change(text::ChangeError::Unchanged(_)) => Refusal::field("amend", "refused-no-change"),
        error => unfit(&error),
    })?;
    let number = text.negotiation.amendments.len() + 1;
    let (amendment, why) = (format!("a{number}"), said(why, "why")?);
    Ok(AmendmentTabled { amendment, proposed, why }.into())
}

fn open(state: &State, amendment: &str) -> Result<String, Refusal> {
    let text = text(state)?;
    let known = text.negotiation.amendments.iter().find(|known| known.id() == amendment);
    let known = known.filter(|known| known.is_open()).ok_or(Refusal::of("refused-amendment-over"))?;
    Ok(known.id().to_owned())
}
