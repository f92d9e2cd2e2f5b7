//! Who was invited and answered, for how many people a party speaks, and who acts for it.

use super::Refusal;
use super::joining::cited;
use super::state::{Cited, State};
use crate::acts::{
    CapitalStated, CodesIssued, CredentialsRuled, DeadlineSet, DelegateNamed, DelegateRole,
    DelegateWithdrawn, PartyInvited, PartyReplied, Power, Reply, RosterDeclared, Ruling,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use record::Act;
use std::collections::BTreeMap;
use terms::{Instant, PartyKey};

type Taken = Result<(), Refusal>;

/// What is known of the parties beyond that they are on the list.
#[derive(Clone, Debug, Default)]
pub struct Membership {
    /// The invitations, the last of each party.
    pub invited: BTreeMap<PartyKey, Cited<PartyInvited>>,
    /// The answers, the last of each party.
    pub replies: BTreeMap<PartyKey, Cited<PartyReplied>>,
    /// The rosters, the last of each party.
    pub rosters: BTreeMap<PartyKey, Cited<RosterDeclared>>,
    /// By which clock the capital of each party lives that said so.
    pub capitals: BTreeMap<PartyKey, Cited<CapitalStated>>,
    /// How many codes each party was issued.
    pub codes: BTreeMap<PartyKey, u64>,
    /// The plan, by key.
    pub deadlines: BTreeMap<String, Cited<DeadlineSet>>,
    /// Everybody ever named to a delegation, in the order of the acts.
    pub delegates: Vec<Delegate>,
    /// The credentials, the last ruling on each party.
    pub credentials: BTreeMap<PartyKey, Cited<CredentialsRuled>>,
}

/// Somebody in a delegation.
#[derive(Clone, Debug)]
pub struct Delegate {
    /// The act that named them.
    pub named: Cited<DelegateNamed>,
    /// The act by which they left.
    pub withdrawn: Option<u64>,
}

/// Why a delegate may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Powerless {
    /// Nobody of this id is in a delegation now.
    Unknown,
    /// Not on this day.
    Day,
    /// The delegate was not given this power.
    Power,
    /// The delegation is not seated.
    Seat,
    /// The party's standing does not have the right.
    Right,
}

/// A date of the plan.
#[derive(Clone, Debug)]
pub struct Deadline<'a> {
    /// What is due.
    pub set: &'a Cited<DeadlineSet>,
    /// On which day.
    pub day: Date,
}

impl Deadline<'_> {
    fn of(set: &Cited<DeadlineSet>, opens: Date) -> Option<Deadline<'_>> {
        let back = jiff::Span::new().try_days(i64::from(set.body.days_before)).ok()?;
        Some(Deadline { set, day: opens.checked_sub(back).ok()? })
    }
}

impl Membership {
    /// Whether a party said that it does not take part.
    #[must_use]
    pub fn declined(&self, party: &PartyKey) -> bool {
        self.replies.get(party).is_some_and(|replied| replied.body.reply == Reply::Declines)
    }

    /// A delegate who was not withdrawn.
    #[must_use]
    pub fn delegate(&self, id: &str) -> Option<&Delegate> {
        let known = self.delegates.iter().find(|delegate| delegate.named.body.delegate == id);
        known.filter(|delegate| delegate.withdrawn.is_none())
    }

    /// The delegation of a party, without those who left: the head first, then by role and act.
    #[must_use]
    pub fn delegation(&self, party: &PartyKey) -> Vec<&Delegate> {
        let of = |delegate: &&Delegate| delegate.named.body.party == *party && delegate.withdrawn.is_none();
        let mut delegation: Vec<&Delegate> = self.delegates.iter().filter(of).collect();
        delegation.sort_by_key(|delegate| (delegate.named.body.role, delegate.named.act));
        delegation
    }

    /// How many codes a party may still be issued; `None` while it has declared no roster.
    #[must_use]
    pub fn codes_left(&self, party: &PartyKey) -> Option<u64> {
        let roster = self.rosters.get(party)?.body.people;
        Some(roster.saturating_sub(self.codes.get(party).copied().unwrap_or_default()))
    }

    /// Who was invited and has not answered, with the day by which they were asked to.
    pub fn silent(&self) -> impl Iterator<Item = (&PartyKey, &Cited<PartyInvited>)> {
        self.invited.iter().filter(|(party, _)| !self.replies.contains_key(*party))
    }
}

impl State {
    /// The plan as days, the first first. Empty where the opening is not a day.
    #[must_use]
    pub fn deadlines(&self) -> Vec<Deadline<'_>> {
        let opens = self.convened.as_ref().and_then(|convened| day(&convened.body.opens).ok());
        let Some(opens) = opens else { return Vec::new() };
        let mut plan: Vec<Deadline> =
            self.membership.deadlines.values().filter_map(|set| Deadline::of(set, opens)).collect();
        plan.sort_by_key(|due| (due.day, due.set.act));
        plan
    }

    /// The day of an instant where the forum meets.
    #[must_use]
    pub fn today(&self, now: Instant) -> Date {
        let zone = self.convened.as_ref().map(|convened| convened.body.zone.as_str());
        let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        jiff::Timestamp::from_millisecond(now.millis()).unwrap_or_default().to_zoned(zone).date()
    }

    /// Whether a delegate may do something for their party at this moment.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn delegate_may(&self, id: &str, power: Power, now: Instant) -> Result<&PartyKey, Powerless> {
        let delegate = self.membership.delegate(id).ok_or(Powerless::Unknown)?;
        let named = &delegate.named.body;
        if !named.within(self.today(now)) {
            return Err(Powerless::Day);
        }
        if !named.powers.contains(&power) {
            return Err(Powerless::Power);
        }
        let seated = self.membership.credentials.get(&named.party).is_some_and(|c| c.body.ruling.seats());
        if !seated {
            return Err(Powerless::Seat);
        }
        let standing = self.name(&named.party).and_then(|name| name.standing);
        if !standing.is_some_and(|standing| self.may(standing, power.right(), None)) {
            return Err(Powerless::Right);
        }
        Ok(&named.party)
    }
}

impl DelegateNamed {
    /// Whether a day lies within the term of this delegate.
    #[must_use]
    pub fn within(&self, today: Date) -> bool {
        let (from, until) = (day(&self.from), day(&self.until));
        from.is_ok_and(|from| from <= today) && until.is_ok_and(|until| today <= until)
    }
}

/// A day written as `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<Date, Refusal> {
    let strict = text.len() == 10;
    let date = text.parse::<Date>().ok().filter(|_| strict);
    date.ok_or_else(|| format!("{text:?} is no day; expected YYYY-MM-DD"))
}

fn known(state: &State, party: &PartyKey) -> Taken {
    state.name(party).map(|_| ()).ok_or_else(|| format!("{party} takes no part"))
}

/// Only a party itself, or the secretariat that keeps its letter, says something in its name.
fn by_itself(act: &Act, party: &PartyKey) -> Taken {
    match &act.actor.party {
        Some(actor) if actor != party => Err(format!("{actor} cannot speak for {party}")),
        _ => Ok(()),
    }
}

pub(super) fn invited(state: &mut State, act: &Act, body: PartyInvited) -> Taken {
    known(state, &body.party)?;
    day(&body.answer_by)?;
    state.membership.invited.insert(body.party.clone(), cited(act, body));
    Ok(())
}

pub(super) fn replied(state: &mut State, act: &Act, body: PartyReplied) -> Taken {
    known(state, &body.party)?;
    by_itself(act, &body.party)?;
    if !state.membership.invited.contains_key(&body.party) {
        return Err(format!("{} was not invited", body.party));
    }
    state.membership.replies.insert(body.party.clone(), cited(act, body));
    Ok(())
}

pub(super) fn capital(state: &mut State, act: &Act, body: CapitalStated) -> Taken {
    if act.actor.party.as_ref() != Some(&body.party) {
        return Err(format!("only the delegation of {} says by which clock its capital lives", body.party));
    }
    if state.name(&body.party).is_none() {
        return Err(format!("{} takes no part", body.party));
    }
    if present::dates::zone(&body.zone).is_none() {
        return Err(format!("there is no zone {:?}", body.zone.as_str()));
    }
    if body.rest.len() > 6 {
        return Err("somebody works on some day of the week".to_owned());
    }
    state.membership.capitals.insert(body.party.clone(), cited(act, body));
    Ok(())
}

pub(super) fn roster(state: &mut State, act: &Act, body: RosterDeclared) -> Taken {
    known(state, &body.party)?;
    by_itself(act, &body.party)?;
    let issued = state.membership.codes.get(&body.party).copied().unwrap_or_default();
    if body.people == 0 || body.people < issued {
        return Err(format!("{} was issued {issued} codes and declares {}", body.party, body.people));
    }
    state.membership.rosters.insert(body.party.clone(), cited(act, body));
    Ok(())
}

pub(super) fn codes(state: &mut State, act: &Act, body: &CodesIssued) -> Taken {
    by_itself(act, &body.party)?;
    let left = state.membership.codes_left(&body.party);
    let left = left.ok_or_else(|| format!("{} has declared no roster", body.party))?;
    if body.codes == 0 || body.codes > left {
        return Err(format!("{} may be issued {left} more codes, not {}", body.party, body.codes));
    }
    *state.membership.codes.entry(body.party.clone()).or_default() += body.codes;
    Ok(())
}

pub(super) fn deadline(state: &mut State, act: &Act, body: DeadlineSet) -> Taken {
    if body.deadline.is_empty() {
        return Err("a date of the plan needs a key".to_owned());
    }
    state.membership.deadlines.insert(body.deadline.clone(), cited(act, body));
    Ok(())
}

pub(super) fn delegate(state: &mut State, act: &Act, body: DelegateNamed) -> Taken {
    known(state, &body.party)?;
    by_itself(act, &body.party)?;
    let taken = state.membership.delegates.iter().any(|known| known.named.body.delegate == body.delegate);
    if body.delegate.is_empty() || taken {
        return Err(format!("delegate {:?} is named already", body.delegate));
    }
    let (from, until) = (day(&body.from)?, day(&body.until)?);
    if from > until {
        return Err(format!("the powers end on {until}, before they begin on {from}"));
    }
    let delegation = state.membership.delegation(&body.party);
    let overlaps = |other: &DelegateNamed| {
        let (begins, ends) = (day(&other.from), day(&other.until));
        begins.is_ok_and(|begins| begins <= until) && ends.is_ok_and(|ends| from <= ends)
    };
    let second = |d: &&Delegate| d.named.body.role == DelegateRole::Head && overlaps(&d.named.body);
    if body.role == DelegateRole::Head && delegation.iter().any(second) {
        return Err(format!("the delegation of {} has a head on these days", body.party));
    }
    state.membership.delegates.push(Delegate { named: cited(act, body), withdrawn: None });
    Ok(())
}

pub(super) fn withdrawn(state: &mut State, act: &Act, body: &DelegateWithdrawn) -> Taken {
    let all = &mut state.membership.delegates;
    let known = all.iter_mut().find(|known| known.named.body.delegate == body.delegate);
    let known = known.filter(|known| known.withdrawn.is_none());
    let known = known.ok_or_else(|| format!("no delegate {:?} is in a delegation", body.delegate))?;
    by_itself(act, &known.named.body.party)?;
    known.withdrawn = Some(act.seq);
    Ok(())
}

pub(super) fn credentials(state: &mut State, act: &Act, body: CredentialsRuled) -> Taken {
    known(state, &body.party)?;
    if act.actor.party.is_some() {
        return Err("no party rules on credentials".to_owned());
    }
    if body.ruling == Ruling::Contested && body.note.trim().is_empty() {
        return Err("who contests credentials says why".to_owned());
    }
    state.membership.credentials.insert(body.party.clone(), cited(act, body));
    Ok(())
}
