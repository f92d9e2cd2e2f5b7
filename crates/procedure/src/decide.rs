//! The decision itself.

use crate::clock::after_days;
use crate::course::Course;
use crate::input::{Ballot, Input, Said, Scope, StatementKind};
use crate::judge::{answered, sustained, too_few_accept, unanswered};
use crate::outcome::{Basis, Beside, Counts, Decision, Outcome, Reason, Stands};
use crate::roll::{Roll, Seat};
use crate::rule::{Absent, Abstain, Base, Judged, Rule, Test, Threshold};
use crate::silence::Silence;
use crate::sort::{Sorted, in_order, late, may_answer};
use std::collections::BTreeMap;
use terms::{Instant, PartyKey};

/// Decides on the text of `roll` under `rule`, from what was said, as it is at `now`.
///
/// A function of its arguments alone. `inputs` may come in any order and may hold anything: what has no effect is
/// in [`Outcome::recorded`] with the reason. Nothing is adopted while `now` is at or before the deadline, since an
/// answer received at the deadline is in time.
///
/// This is an adoption that nobody conducts: no party is served, no request for more time and no objection is
/// answered. Where the rule asks for any of it, fold a [`Round`](crate::Round) and ask that.
#[must_use]
pub fn decide(rule: &Rule, roll: &Roll, inputs: &[Input], now: Instant) -> Outcome {
    let course = Course::bare(rule, roll, &in_order(inputs));
    decide_in(rule, roll, inputs, &course, now)
}

pub(crate) fn decide_in(
    rule: &Rule,
    roll: &Roll,
    inputs: &[Input],
    course: &Course,
    now: Instant,
) -> Outcome {
    let ordered = in_order(inputs);
    let seats: Vec<&Seat> = roll.seats().iter().filter(|seat| rule.counts(seat)).collect();
    let sorted = Sorted::new(rule, roll, &ordered, course);
    let mut stands: BTreeMap<PartyKey, Stands> =
        seats.iter().map(|seat| (seat.party.clone(), stands(rule, &sorted, &seat.party))).collect();
    let counts = count(&seats, &stands);

    let mut waits = waits_for(rule, roll, &seats, course, now);
    if !is_over(rule, course, &sorted) {
        waits = [open_time(rule, &seats, course, now), waits].concat();
    }
    let against = if waits.is_empty() { against(rule, &seats, &sorted, &stands, course) } else { Vec::new() };
    let decision = match (waits.is_empty(), against.is_empty()) {
        (false, _) => Decision::NotYet,
        (true, true) => Decision::Adopted,
        (true, false) => Decision::NotAdopted,
    };
    let adopted = decision == Decision::Adopted;
    let dissociated: Vec<Beside> = sorted.beside.iter().filter(is_dissociation).cloned().collect();
    if adopted {
        take_tacit(rule, &seats, &mut stands);
    }
    let counts = if adopted { count(&seats, &stands) } else { counts };
    let silent = |seat: &&&Seat| !sorted.heard_from(&seat.party);
    Outcome {
        text: roll.text(),
        rule: rule.id.clone(),
        decision,
        basis: adopted.then(|| basis(rule, roll, counts, &dissociated)),
        counts,
        reasons: [waits, against].concat(),
        missing: seats.iter().filter(silent).map(|seat| seat.party.clone()).collect(),
        late: late(rule, roll, &ordered, &course.clock),
        effect_from: effect_from(rule, course, now).filter(|_| adopted),
        review_at: rule.consent.filter(|_| adopted).map(|consent| after_days(now, consent.review_after_days)),
        may_turn_to: rule.fallback.clone().filter(|_| decision == Decision::NotAdopted),
        referred_to: rule.refers_to.clone().filter(|_| decision == Decision::NotAdopted),
        round: course.no,
        to_be_confirmed: adopted
            && !course.confirmed
            && rule.silence.is_some_and(|silence| silence.confirm_at_meeting),
        attached: sorted
            .beside
            .iter()
            .filter(|said| adopted && rule.attaches.contains(&said.kind))
            .cloned()
            .collect(),
        answered: answered(rule, &seats, &sorted, course, false),
        answered_late: answered(rule, &seats, &sorted, course, true),
        unconfirmed: sorted.unconfirmed(),
        staying_out: staying_out(&stands, adopted && rule.flexible),
        dissociated,
        recorded: sorted.recorded,
        stands,
    }
}

fn is_dissociation(said: &&Beside) -> bool {
    said.kind == StatementKind::Dissociation
}

fn staying_out(stands: &BTreeMap<PartyKey, Stands>, flexible: bool) -> Vec<PartyKey> {
    let out = stands.iter().filter(|&(_, stands)| flexible && *stands == Stands::NotParticipating);
    out.map(|(party, _)| party.clone()).collect()
}

/// When an adopted text takes effect, where it is not at once.
fn effect_from(rule: &Rule, course: &Course, now: Instant) -> Option<Instant> {
    let contrary = rule.contrary.map(|contrary| after_days(course.clock.expiry, contrary.effect_after_days));
    contrary.or_else(|| rule.effect_after_days.map(|days| after_days(now, days)))
}

/// Why the text is not adopted, given that something can be decided.
fn against(
    rule: &Rule,
    seats: &[&Seat],
    sorted: &Sorted<'_>,
    stands: &BTreeMap<PartyKey, Stands>,
    course: &Course,
) -> Vec<Reason> {
    let counts = count(seats, stands);
    let mut against = match rule.test {
        Test::NoObjection { absent: Absent::Against, .. } => {
            let unheard = seats.iter().filter(|seat| !seat.present && !sorted.heard_from(&seat.party));
            let absent = unheard.map(|seat| Reason::AbsentAgainst { party: seat.party.clone() });
            objections(sorted).into_iter().chain(absent).collect()
        }
        Test::NoObjection { .. } => objections(sorted),
        Test::Fraction { threshold, base } => too_few(threshold, base, &counts, stands),
        Test::Double { members, population, min_blockers } => {
            let mut reasons = too_few(members, Base::All, &counts, stands);
            if counts.counted - counts.yes >= min_blockers {
                reasons.extend(too_little(population, seats, stands));
            }
            reasons
        }
        Test::Judged(judged @ Judged::Rough) => unanswered(rule, seats, sorted, course, judged),
        Test::Judged(judged @ Judged::Iso { important_part, agreement }) => {
            let mut reasons = unanswered(rule, seats, sorted, course, judged);
            reasons.extend(sustained(rule, seats, sorted, course, important_part));
            reasons.extend(too_few_accept(agreement, &counts));
            reasons
        }
    };
    against.extend(too_many_declared(rule.abstain, seats, sorted));
    against.extend(withdrawn(course));
    against
}

fn withdrawn(course: &Course) -> Option<Reason> {
    let (seq, reason) = course.withdrawn.clone()?;
    Some(Reason::Withdrawn { seq, reason })
}

/// Whether no time is waited for any more: the round is closed, or the silence is broken for good.
fn is_over(rule: &Rule, course: &Course, sorted: &Sorted<'_>) -> bool {
    let for_good = |silence: Silence| {
        (!silence.withdrawal_lifts || course.clock.told.is_some()) && sorted.broken_by().is_some()
    };
    course.clock.closed.is_some() || rule.silence.is_some_and(for_good)
}

/// Silence under a rule that a party accepted beforehand, once the text is adopted.
fn take_tacit(rule: &Rule, seats: &[&Seat], stands: &mut BTreeMap<PartyKey, Stands>) {
    if rule.silence.is_some_and(|silence| silence.prior_acceptance) {
        for seat in seats.iter().filter(|seat| seat.accepts_silence) {
            if let Some(stands @ Stands::NoObjectionReceived) = stands.get_mut(&seat.party) {
                *stands = Stands::TacitAssent;
            }
        }
    }
}

fn basis(rule: &Rule, roll: &Roll, counts: Counts, dissociated: &[Beside]) -> Basis {
    let left_out = roll.seats().iter().any(|seat| seat.decides && rule.leaves_out(seat));
    match rule.test {
        Test::NoObjection { .. } if left_out => Basis::WithoutObjectionMinusOne,
        Test::NoObjection { .. } if rule.without_vote => {
            let all_agree = counts.accepting == counts.counted && dissociated.is_empty();
            if all_agree { Basis::ByConsensus } else { Basis::WithoutVote }
        }
        Test::NoObjection { .. } if counts.tacit > 0 && counts.tacit == counts.silent => Basis::TacitAssent,
        Test::NoObjection { .. } => Basis::WithoutObjection,
        Test::Fraction { .. } | Test::Double { .. } => Basis::ByVote,
        Test::Judged(Judged::Rough) => Basis::Rough,
        Test::Judged(Judged::Iso { .. }) => Basis::GeneralAgreement,
    }
}

/// Whether the time of every counted party is over.
pub(crate) fn ended(rule: &Rule, roll: &Roll, course: &Course, now: Instant) -> bool {
    let seats: Vec<&Seat> = roll.seats().iter().filter(|seat| rule.counts(seat)).collect();
    open_time(rule, &seats, course, now).is_empty()
}

/// Whose time is not over.
fn open_time(rule: &Rule, seats: &[&Seat], course: &Course, now: Instant) -> Vec<Reason> {
    let clock = &course.clock;
    if let Some(pause) = clock.paused() {
        return vec![Reason::Paused { party: pause.by.clone(), seq: pause.seq }];
    }
    let mut reasons = Vec::new();
    if now <= clock.expiry {
        reasons.push(Reason::BeforeDeadline { deadline: clock.expiry });
    }
    let ends = seats.iter().map(|seat| (&seat.party, clock.end_of(rule, seat)));
    if rule.contrary.is_some() {
        let last = ends.filter_map(|(_, end)| end).max().filter(|&end| now <= end && clock.expiry < end);
        reasons.extend(last.map(|until| Reason::NotificationsOpen { until }));
        return reasons;
    }
    reasons.extend(ends.filter_map(|(party, end)| match end {
        None => Some(Reason::NotServed { party: party.clone() }),
        Some(until) if until > clock.expiry && now <= until => {
            Some(Reason::OwnEnd { party: party.clone(), until })
        }
        Some(_) => None,
    }));
    reasons
}

/// What else must be so before anything can be decided, and is not.
fn waits_for(rule: &Rule, roll: &Roll, seats: &[&Seat], course: &Course, now: Instant) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(latest) = course.latest.filter(|&latest| now < latest) {
        reasons.push(Reason::ClockWentBack { latest, now });
    }
    let concerned = roll.seats().iter().filter(|seat| seat.decides && rule.leaves_out(seat));
    let concerned: Vec<PartyKey> = concerned.map(|seat| seat.party.clone()).collect();
    if concerned.len() > 1 {
        reasons.push(Reason::SeveralConcerned { parties: concerned });
    }
    if !seats.iter().any(|seat| may_answer(rule, seat)) {
        reasons.push(Reason::NobodyDecides);
    }
    let absent = || seats.iter().filter(|seat| !seat.present).map(|seat| seat.party.clone());
    let (present, counted) = (number(seats.iter().filter(|seat| seat.present)), number(seats.iter()));
    if let Some(quorum) = rule.quorum.decide.filter(|quorum| !quorum.met_by(present, counted)) {
        let needed = quorum.least(counted);
        reasons.push(Reason::QuorumMissing { present, counted, needed, absent: absent().collect() });
    }
    let by_population = matches!(rule.test, Test::Double { .. }) || rule.abstain != Abstain::Ignore;
    if by_population && population_of(seats).is_none_or(|sum| sum == 0) {
        reasons.push(Reason::NoPopulation);
    }
    if let Test::NoObjection { absent: Absent::Blocks, .. } = rule.test {
        reasons.extend(absent().map(|party| Reason::AbsentBlocks { party }));
    }
    reasons
}

fn number<T>(items: impl Iterator<Item = T>) -> u64 {
    items.fold(0, |count, _| count + 1)
}

fn stands(rule: &Rule, sorted: &Sorted<'_>, party: &PartyKey) -> Stands {
    match rule.test {
        Test::NoObjection { .. } | Test::Judged(_) => position_of(sorted, party),
        Test::Fraction { .. } | Test::Double { .. } => match sorted.ballots.get(party) {
            None => Stands::DidNotVote,
            Some((_, Ballot::Yes)) => Stands::VotedYes,
            Some((_, Ballot::No)) => Stands::VotedNo,
            Some((_, Ballot::Abstain | Ballot::AbstainWithDeclaration)) => Stands::Abstained,
        },
    }
}

/// How a party stands on the whole. Accepting one clause is not accepting the text: without a word on the whole,
/// only needing time or objecting carries over from a clause. An amendment that breaks a silence is an objection, a
/// request for more time that does is a need of time.
fn position_of(sorted: &Sorted<'_>, party: &PartyKey) -> Stands {
    let standing = sorted.positions.get(party);
    let said = standing.into_iter().flat_map(BTreeMap::values).map(|stance| stance.stands);
    let breaks = sorted.breaks.get(party).into_iter().flatten().map(|input| match input.said {
        Said::Amendment { .. } => Stands::Objects,
        _ => Stands::NeedsTime,
    });
    let on_whole = standing.is_some_and(|standing| standing.contains_key(&Scope::Whole));
    let furthest = said.chain(breaks).max();
    furthest.filter(|&stands| on_whole || stands >= Stands::NeedsTime).unwrap_or(Stands::NoObjectionReceived)
}

fn count(seats: &[&Seat], stands: &BTreeMap<PartyKey, Stands>) -> Counts {
    let mut counts = Counts {
        counted: number(seats.iter()),
        present: number(seats.iter().filter(|seat| seat.present)),
        ..Counts::default()
    };
    for stands in stands.values() {
        let count = match stands {
            Stands::Accepts | Stands::AcceptsWithReservation | Stands::CanLiveWith => &mut counts.accepting,
            Stands::NeedsTime | Stands::NotParticipating => &mut counts.standing_aside,
            Stands::Objects => &mut counts.objecting,
            Stands::NoObjectionReceived | Stands::DidNotVote => &mut counts.silent,
            Stands::TacitAssent => {
                counts.tacit += 1;
                &mut counts.silent
            }
            Stands::VotedYes => &mut counts.yes,
            Stands::VotedNo => &mut counts.no,
            Stands::Abstained => &mut counts.abstain,
        };
        *count += 1;
    }
    counts
}

/// The objections that stand, by party and scope, and what else breaks a silence.
fn objections(sorted: &Sorted<'_>) -> Vec<Reason> {
    let objections = sorted.objections().map(|(stance, scope, (reason, remedy))| Reason::ObjectionStands {
        party: stance.input.party.clone(),
        scope: scope.clone(),
        seq: stance.input.seq,
        reason: reason.clone(),
        remedy: remedy.clone(),
    });
    let breaks = sorted.breaks.values().flatten().filter_map(|input| {
        let (party, seq) = (input.party.clone(), input.seq);
        match &input.said {
            Said::Amendment { scope, text } => {
                Some(Reason::AmendmentBreaks { party, scope: scope.clone(), seq, text: text.clone() })
            }
            Said::ExtensionRequest { reason, .. } => {
                Some(Reason::ExtensionBreaks { party, seq, reason: reason.clone() })
            }
            _ => None,
        }
    });
    objections.chain(breaks).collect()
}

/// Why the vote does not carry, if it does not.
fn too_few(
    threshold: Threshold,
    base: Base,
    counts: &Counts,
    stands: &BTreeMap<PartyKey, Stands>,
) -> Vec<Reason> {
    let &Counts { counted, present, yes, no, abstain, .. } = counts;
    let of = match base {
        Base::YesAndNo => yes + no,
        Base::Cast => yes + no + abstain,
        Base::Present => present,
        Base::All => counted,
    };
    if yes + no == 0 {
        return vec![Reason::NobodyVoted];
    }
    if threshold.met_by(yes, of) {
        return Vec::new();
    }
    let against = stands.iter().filter(|&(_, stands)| *stands == Stands::VotedNo);
    let against = against.map(|(party, _)| party.clone()).collect();
    vec![Reason::TooFewYes { yes, of, needed: threshold.least(of), against }]
}

/// The population of these seats together; `None` where the sum is too large.
fn population_of(seats: &[&Seat]) -> Option<u64> {
    seats.iter().try_fold(0_u64, |sum, seat| sum.checked_add(seat.population))
}

/// Why those for it stand for too little of the population, if they do.
fn too_little(threshold: Threshold, seats: &[&Seat], stands: &BTreeMap<PartyKey, Stands>) -> Option<Reason> {
    let is_for = |seat: &&Seat| stands.get(&seat.party) == Some(&Stands::VotedYes);
    let (for_it, others): (Vec<&Seat>, Vec<&Seat>) = seats.iter().copied().partition(is_for);
    let (Some(yes), Some(of)) = (population_of(&for_it), population_of(seats)) else {
        return Some(Reason::NoPopulation);
    };
    let without = others.iter().map(|seat| seat.party.clone()).collect();
    let needed = threshold.least(of);
    (!threshold.met_by(yes, of)).then_some(Reason::TooLittlePopulation { yes, of, needed, without })
}

/// Why those who abstained with a declaration prevent the adoption, if they do.
fn too_many_declared(abstain: Abstain, seats: &[&Seat], sorted: &Sorted<'_>) -> Option<Reason> {
    let Abstain::Constructive { bar_members, bar_population } = abstain else { return None };
    let declared =
        |seat: &&&Seat| matches!(sorted.ballots.get(&seat.party), Some((_, Ballot::AbstainWithDeclaration)));
    let declared: Vec<&Seat> = seats.iter().filter(declared).copied().collect();
    let (population, of) = (population_of(&declared)?, population_of(seats)?);
    let both = bar_members.met_by(number(declared.iter()), number(seats.iter()))
        && bar_population.met_by(population, of);
    let parties = declared.iter().map(|seat| seat.party.clone()).collect();
    both.then_some(Reason::TooManyDeclared { parties, population, of })
}
