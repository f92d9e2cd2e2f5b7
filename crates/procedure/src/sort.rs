//! Which of the things said have an effect, and why the others have none.

use crate::clock::{Clock, between};
use crate::course::Course;
use crate::input::{Ballot, Input, Position, Said, Scope, StatementKind};
use crate::outcome::{Beside, Late, NoEffect, Recorded, Stands, Unconfirmed};
use crate::roll::{Roll, Seat};
use crate::rule::{Judged, Over, Rule, Test};
use crate::silence::Extension;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, PartyKey};

/// An objection: why, and what would remove it.
pub(crate) type Grounds<'a> = (&'a String, &'a Option<String>);

/// A stance that stands.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// What it came with.
    pub(crate) input: &'a Input,
    /// Which stance.
    pub(crate) stands: Stands,
    /// Its grounds, where it is an objection.
    pub(crate) objection: Option<Grounds<'a>>,
    /// The joint letter it confirms.
    pub(crate) letter: Option<u64>,
}

/// The inputs, sorted by effect.
#[derive(Default)]
pub(crate) struct Sorted<'a> {
    /// The stances that stand, by party and scope.
    pub(crate) positions: BTreeMap<&'a PartyKey, BTreeMap<&'a Scope, Standing<'a>>>,
    /// The ballots that stand.
    pub(crate) ballots: BTreeMap<&'a PartyKey, (&'a Input, Ballot)>,
    /// Amendments and requests for more time that break a silence.
    pub(crate) breaks: BTreeMap<&'a PartyKey, Vec<&'a Input>>,
    /// Objections maintained after an answer, by the act they came with.
    pub(crate) maintained: BTreeSet<(&'a PartyKey, u64)>,
    /// Statements about the decision.
    pub(crate) beside: Vec<Beside>,
    /// All else.
    pub(crate) recorded: Vec<Recorded>,
    letters: BTreeMap<u64, &'a Input>,
    joined: BTreeSet<(u64, &'a PartyKey)>,
    /// Whether a break cannot be taken back.
    fixed: bool,
}

impl<'a> Sorted<'a> {
    /// Sorts inputs in the order of the acts, each once.
    pub(crate) fn new(rule: &Rule, roll: &Roll, ordered: &[&'a Input], course: &Course) -> Sorted<'a> {
        let fixed = rule.silence.is_some_and(|silence| !silence.withdrawal_lifts);
        let mut sorted = Sorted { fixed, ..Sorted::default() };
        for &input in ordered {
            match refused(rule, roll, &course.clock, input) {
                Some(why) => sorted.record(input, why),
                None => sorted.take(rule, course, input),
            }
        }
        sorted.recorded.sort_by(|a, b| a.input.cmp(&b.input));
        sorted
    }

    fn record(&mut self, input: &Input, why: NoEffect) {
        self.recorded.push(Recorded { input: input.clone(), why });
    }

    fn take(&mut self, rule: &Rule, course: &Course, input: &'a Input) {
        let standing = |stands, objection| Standing { input, stands, objection, letter: None };
        match &input.said {
            Said::Position { scope, position } => {
                let objection = match position {
                    Position::Object { reason, remedy } => Some((reason, remedy)),
                    _ => None,
                };
                self.stand(scope, standing(stand(position), objection));
            }
            Said::JointObjection { scope, reason, remedy, .. } => {
                self.letters.entry(input.seq).or_insert(input);
                self.stand(scope, standing(Stands::Objects, Some((reason, remedy))));
            }
            Said::Joins { letter } => self.join(*letter, input),
            Said::Maintains { objection } => self.maintain(course, *objection, input),
            Said::Ballot(ballot) => self.ballot(input, *ballot),
            Said::Amendment { .. } => {
                let breaks = rule.silence.is_some_and(|silence| silence.amendment_breaks);
                self.breaks(input, breaks, NoEffect::NoBreak);
            }
            Said::ExtensionRequest { .. } => {
                let breaks = rule.silence.is_some_and(|silence| silence.extension == Extension::Breaks);
                self.breaks(input, breaks, NoEffect::OnTheClock);
            }
            Said::OpinionOnRecord { scope, .. }
            | Said::Reservation { scope, .. }
            | Said::Statement { scope, .. } => {
                let kind = input.said.statement().unwrap_or(StatementKind::OpinionOnRecord);
                let (party, scope) = (input.party.clone(), scope.clone());
                self.beside.push(Beside { seq: input.seq, party, kind, scope });
                self.record(input, NoEffect::Beside);
            }
        }
    }

    fn stand(&mut self, scope: &'a Scope, stance: Standing<'a>) {
        let party = &stance.input.party;
        if self.fixed && stance.objection.is_none() && self.breaks_at(party, scope) {
            return self.record(stance.input, NoEffect::Broken);
        }
        let standing = self.positions.entry(party).or_default();
        let mut replaced: Vec<&Input> = match scope {
            Scope::Whole => std::mem::take(standing).into_values().map(|stance| stance.input).collect(),
            Scope::Clause(_) => standing.remove(scope).map(|stance| stance.input).into_iter().collect(),
        };
        standing.insert(scope, stance);
        if *scope == Scope::Whole && stance.objection.is_none() {
            replaced.extend(self.breaks.remove(party).unwrap_or_default());
        }
        for input in replaced {
            self.record(input, NoEffect::Replaced);
        }
    }

    /// Whether a stance on this scope would take back a break.
    fn breaks_at(&self, party: &PartyKey, scope: &Scope) -> bool {
        let standing = self.positions.get(party);
        let objects = |stance: &Standing<'_>| stance.objection.is_some();
        match scope {
            Scope::Whole => {
                self.breaks.contains_key(party)
                    || standing.is_some_and(|standing| standing.values().any(objects))
            }
            Scope::Clause(_) => standing.and_then(|standing| standing.get(scope)).is_some_and(objects),
        }
    }

    fn breaks(&mut self, input: &'a Input, breaks: bool, otherwise: NoEffect) {
        if breaks {
            self.breaks.entry(&input.party).or_default().push(input);
        } else {
            self.record(input, otherwise);
        }
    }

    fn join(&mut self, letter: u64, input: &'a Input) {
        let Some(sent) = self.letters.get(&letter).copied() else {
            return self.record(input, NoEffect::NoLetter);
        };
        let Said::JointObjection { scope, reason, remedy, parties } = &sent.said else {
            return self.record(input, NoEffect::NoLetter);
        };
        if !parties.contains(&input.party) {
            return self.record(input, NoEffect::NotNamed);
        }
        self.joined.insert((letter, &input.party));
        let objection = Some((reason, remedy));
        self.stand(scope, Standing { input, stands: Stands::Objects, objection, letter: Some(letter) });
    }

    fn maintain(&mut self, course: &Course, objection: u64, input: &'a Input) {
        let standing = self.positions.get(&input.party).into_iter().flat_map(BTreeMap::values);
        let mut own = standing.filter(|stance| stance.objection.is_some() && stance.input.seq == objection);
        let answered =
            |stance: &Standing<'_>| course.answer_to(stance).is_some_and(|answer| answer.seq < input.seq);
        if own.any(answered) {
            self.maintained.insert((&input.party, objection));
        } else {
            self.record(input, NoEffect::NothingToMaintain);
        }
    }

    fn ballot(&mut self, input: &'a Input, ballot: Ballot) {
        if let Some((replaced, _)) = self.ballots.insert(&input.party, (input, ballot)) {
            self.record(replaced, NoEffect::Replaced);
        }
    }

    /// Whether anything of this party's stands.
    pub(crate) fn heard_from(&self, party: &PartyKey) -> bool {
        self.positions.contains_key(party)
            || self.ballots.contains_key(party)
            || self.breaks.contains_key(party)
    }

    /// The objections that stand, by party and scope.
    pub(crate) fn objections(&self) -> impl Iterator<Item = (&Standing<'a>, &'a Scope, Grounds<'a>)> {
        let standing = self.positions.values().flat_map(BTreeMap::iter);
        standing.filter_map(|(&scope, stance)| Some((stance, scope, stance.objection?)))
    }

    /// What breaks a silence as it stands: the parties in their order, and the first act.
    pub(crate) fn broken_by(&self) -> Option<(Vec<PartyKey>, u64)> {
        let objections = self.objections().map(|(stance, ..)| stance.input);
        let breaks: Vec<&Input> = objections.chain(self.breaks.values().flatten().copied()).collect();
        let first = breaks.iter().map(|input| input.seq).min()?;
        let by: BTreeSet<&PartyKey> = breaks.iter().map(|input| &input.party).collect();
        Some((by.into_iter().cloned().collect(), first))
    }

    /// Who is named in a joint objection and did not confirm it.
    pub(crate) fn unconfirmed(&self) -> Vec<Unconfirmed> {
        let mut unconfirmed = BTreeSet::new();
        for (&letter, sent) in &self.letters {
            let Said::JointObjection { parties, .. } = &sent.said else { continue };
            let open = parties.iter().filter(|&party| *party != sent.party);
            let open = open.filter(|&party| !self.joined.contains(&(letter, party)));
            unconfirmed.extend(open.map(|party| Unconfirmed { letter, party: party.clone() }));
        }
        unconfirmed.into_iter().collect()
    }
}

fn stand(position: &Position) -> Stands {
    match position {
        Position::Accept => Stands::Accepts,
        Position::AcceptWithReservation { .. } => Stands::AcceptsWithReservation,
        Position::CanLiveWith => Stands::CanLiveWith,
        Position::NeedsTime => Stands::NeedsTime,
        Position::Object { .. } => Stands::Objects,
        Position::NotParticipating => Stands::NotParticipating,
    }
}

/// The inputs in the order of the acts, each once.
pub(crate) fn in_order(inputs: &[Input]) -> Vec<&Input> {
    let mut ordered: Vec<&Input> = inputs.iter().collect();
    ordered.sort();
    ordered.dedup();
    ordered
}

/// Everything received after the end of its party.
pub(crate) fn late(rule: &Rule, roll: &Roll, ordered: &[&Input], clock: &Clock) -> Vec<Late> {
    let how_late = |&input: &&Input| {
        let end = overdue(rule, roll, clock, input)?;
        let by_millis = between(end, input.received);
        Some(Late { seq: input.seq, party: input.party.clone(), by_millis })
    };
    ordered.iter().filter_map(how_late).collect()
}

/// The end an input missed, if it did: that of its party, or the closing of the round. An explanation after the decision
/// comes after it by its nature.
fn overdue(rule: &Rule, roll: &Roll, clock: &Clock, input: &Input) -> Option<Instant> {
    if input.said.statement() == Some(StatementKind::ExplanationAfter) {
        return None;
    }
    let seat = roll.seat(&input.party);
    let end = seat.map_or_else(|| clock.end_for_others(), |seat| clock.end_of(rule, seat));
    match clock.closed.filter(|&(act, _)| input.seq > act) {
        Some((_, closed)) => Some(end.map_or(closed, |end| end.min(closed))),
        None => end.filter(|&end| input.received > end),
    }
}

/// Why an input has no effect, whatever else was said.
pub(crate) fn refused(rule: &Rule, roll: &Roll, clock: &Clock, input: &Input) -> Option<NoEffect> {
    let Some(seat) = roll.seat(&input.party) else { return Some(NoEffect::NotOnRoll) };
    let told = clock.told.is_some_and(|told| input.seq > told) && input.said.statement().is_none();
    let reasons = [
        (!seat.decides, NoEffect::DoesNotDecide),
        (rule.leaves_out(seat), NoEffect::Concerned),
        (input.text != roll.text(), NoEffect::OtherText),
        (overdue(rule, roll, clock, input).is_some(), NoEffect::Late),
        (!answers(rule, &input.said), NoEffect::OtherRule),
        (told, NoEffect::Broken),
        (!may_answer(rule, seat), NoEffect::Absent),
        (rule.consent.is_some() && objects_without_reason(&input.said), NoEffect::NoReason),
    ];
    reasons.into_iter().find_map(|(holds, why)| holds.then_some(why))
}

/// Whether the rule asks for anything of this kind.
fn answers(rule: &Rule, said: &Said) -> bool {
    match said {
        Said::Position { .. } | Said::JointObjection { .. } | Said::Joins { .. } => rule.test.by_positions(),
        Said::Ballot(_) => !rule.test.by_positions(),
        Said::Maintains { .. } => matches!(rule.test, Test::Judged(Judged::Iso { .. })),
        Said::Amendment { .. } | Said::ExtensionRequest { .. } => rule.silence.is_some(),
        Said::OpinionOnRecord { .. } | Said::Reservation { .. } | Said::Statement { .. } => true,
    }
}

fn objects_without_reason(said: &Said) -> bool {
    match said {
        Said::Position { position: Position::Object { reason, .. }, .. }
        | Said::JointObjection { reason, .. } => reason.trim().is_empty(),
        _ => false,
    }
}

/// Whether a rule hears this seat at all: voting takes presence, and so does objecting where the rule says so.
pub(crate) fn may_answer(rule: &Rule, seat: &Seat) -> bool {
    let heard_absent = matches!(rule.test, Test::NoObjection { over: Over::All, .. } | Test::Judged(_));
    seat.present || heard_absent
}
