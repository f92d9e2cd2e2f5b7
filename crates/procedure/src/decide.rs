//! The decision itself.

use crate::input::{Ballot, Input, Position, Scope};
use crate::outcome::{Basis, Counts, Decision, Outcome, Reason, Stands};
use crate::roll::{Roll, Seat};
use crate::rule::{Absent, Abstain, Base, Rule, Test, Threshold};
use crate::sort::{Sorted, late, may_answer};
use std::collections::BTreeMap;
use terms::{Instant, PartyKey};

/// Decides on the text of `roll` under `rule`, from what was said, as it is at `now`.
///
/// A function of its arguments alone. `inputs` may come in any order and may hold anything: what has no effect is
/// in [`Outcome::recorded`] with the reason. Nothing is decided while `now` is at or before the deadline, since an
/// answer received at the deadline is in time.
#[must_use]
pub fn decide(rule: &Rule, roll: &Roll, inputs: &[Input], now: Instant) -> Outcome {
    let seats: Vec<&Seat> = roll.seats().iter().filter(|seat| is_counted(rule, seat)).collect();
    let sorted = Sorted::new(rule, roll, inputs);
    let stands: BTreeMap<PartyKey, Stands> =
        seats.iter().map(|seat| (seat.party.clone(), stands(rule, &sorted, &seat.party))).collect();
    let counts = count(&seats, &stands);

    let waits = waits_for(rule, roll, &seats, now);
    let mut against = match rule.test {
        _ if !waits.is_empty() => Vec::new(),
        Test::NoObjection { absent: Absent::Against, .. } => {
            let unheard = seats.iter().filter(|seat| !seat.present && !sorted.heard_from(&seat.party));
            let absent = unheard.map(|seat| Reason::AbsentAgainst { party: seat.party.clone() });
            objections(&sorted).into_iter().chain(absent).collect()
        }
        Test::NoObjection { .. } => objections(&sorted),
        Test::Fraction { threshold, base } => too_few(threshold, base, &counts, &stands),
        Test::Double { members, population, min_blockers } => {
            let mut reasons = too_few(members, Base::All, &counts, &stands);
            if counts.counted - counts.yes >= min_blockers {
                reasons.extend(too_little(population, &seats, &stands));
            }
            reasons
        }
    };
    if waits.is_empty() {
        against.extend(too_many_declared(rule.abstain, &seats, &sorted));
    }
    let decision = match (waits.is_empty(), against.is_empty()) {
        (false, _) => Decision::NotYet,
        (true, true) => Decision::Adopted,
        (true, false) => Decision::NotAdopted,
    };
    let adopted = decision == Decision::Adopted;
    let silent = |seat: &&&Seat| !sorted.heard_from(&seat.party);
    Outcome {
        text: roll.text(),
        rule: rule.id.clone(),
        decision,
        basis: adopted.then(|| basis(rule, roll)),
        counts,
        reasons: [waits, against].concat(),
        missing: seats.iter().filter(silent).map(|seat| seat.party.clone()).collect(),
        stands,
        recorded: sorted.recorded,
        late: late(roll, inputs),
        effect_from: rule.effect_after_days.filter(|_| adopted).map(|days| after(now, days)),
        review_at: rule.consent.filter(|_| adopted).map(|consent| after(now, consent.review_after_days)),
        may_turn_to: rule.fallback.clone().filter(|_| decision == Decision::NotAdopted),
    }
}

/// So many days of 24 hours later.
fn after(now: Instant, days: u32) -> Instant {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    Instant::from_millis(now.millis().saturating_add(i64::from(days) * DAY))
}

fn is_counted(rule: &Rule, seat: &Seat) -> bool {
    seat.decides && !(rule.exclude_concerned && seat.concerned)
}

fn basis(rule: &Rule, roll: &Roll) -> Basis {
    let left_out = rule.exclude_concerned && roll.seats().iter().any(|seat| seat.decides && seat.concerned);
    match rule.test {
        Test::NoObjection { .. } if left_out => Basis::WithoutObjectionMinusOne,
        Test::NoObjection { .. } => Basis::WithoutObjection,
        Test::Fraction { .. } | Test::Double { .. } => Basis::ByVote,
    }
}

/// What must be so before anything can be decided, and is not.
fn waits_for(rule: &Rule, roll: &Roll, seats: &[&Seat], now: Instant) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if now <= roll.deadline() {
        reasons.push(Reason::BeforeDeadline { deadline: roll.deadline() });
    }
    let concerned = roll.seats().iter().filter(|seat| seat.decides && seat.concerned);
    let concerned: Vec<PartyKey> = concerned.map(|seat| seat.party.clone()).collect();
    if rule.exclude_concerned && concerned.len() > 1 {
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
        Test::NoObjection { .. } => position_of(sorted, party),
        Test::Fraction { .. } | Test::Double { .. } => match sorted.ballots.get(party) {
            None => Stands::DidNotVote,
            Some((_, Ballot::Yes)) => Stands::VotedYes,
            Some((_, Ballot::No)) => Stands::VotedNo,
            Some((_, Ballot::Abstain | Ballot::AbstainWithDeclaration)) => Stands::Abstained,
        },
    }
}

/// How a party stands on the whole. Accepting one clause is not accepting the text: without a word on the whole,
/// only needing time or objecting carries over from a clause.
fn position_of(sorted: &Sorted<'_>, party: &PartyKey) -> Stands {
    let Some(standing) = sorted.positions.get(party) else { return Stands::NoObjectionReceived };
    let furthest = standing.values().map(|(_, position)| stand(position)).max();
    let on_whole = standing.contains_key(&Scope::Whole);
    furthest.filter(|&stands| on_whole || stands >= Stands::NeedsTime).unwrap_or(Stands::NoObjectionReceived)
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
            Stands::VotedYes => &mut counts.yes,
            Stands::VotedNo => &mut counts.no,
            Stands::Abstained => &mut counts.abstain,
        };
        *count += 1;
    }
    counts
}

/// The objections that stand, by party and scope.
fn objections(sorted: &Sorted<'_>) -> Vec<Reason> {
    let standing = sorted.positions.values().flat_map(BTreeMap::iter);
    let objections = standing.filter_map(|(&scope, (input, position))| match position {
        Position::Object { reason, remedy } => Some(Reason::ObjectionStands {
            party: input.party.clone(),
            scope: scope.clone(),
            seq: input.seq,
            reason: reason.clone(),
            remedy: remedy.clone(),
        }),
        _ => None,
    });
    objections.collect()
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
