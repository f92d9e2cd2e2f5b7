//! What is judged of the objections that stand: whether they were answered, and whether they are maintained.

use crate::course::Course;
use crate::outcome::{Answered, Counts, Reason};
use crate::roll::Seat;
use crate::rule::{Judged, Rule, Test, Threshold};
use crate::sort::{Sorted, Standing};
use std::collections::BTreeSet;
use terms::PartyKey;

/// The objections that stand without a written answer that counts; under a rule that asks for it, only those to
/// substantial issues.
pub(crate) fn unanswered(
    rule: &Rule,
    seats: &[&Seat],
    sorted: &Sorted<'_>,
    course: &Course,
    judged: Judged,
) -> Vec<Reason> {
    // RFC 7282, section 3, asks that an issue be addressed and names no time. Read here: while whoever raised it can still
    // say that it is not, for what comes after a deadline is recorded without effect, whoever it comes from. Where the
    // opposition is what is judged, a late answer leaves it sustained instead.
    let open = |stance: &Standing<'_>| match judged {
        Judged::Rough => course.answer_to(stance).is_none() || answered_too_late(rule, seats, course, stance),
        Judged::Iso { .. } => course.answer_to(stance).is_none() && course.is_substantial(stance),
    };
    let mut reasons = Vec::new();
    for (stance, scope, (reason, _)) in sorted.objections() {
        if open(stance) {
            let (party, scope, reason) = (stance.input.party.clone(), scope.clone(), reason.clone());
            reasons.push(Reason::ObjectionUnanswered { party, scope, seq: stance.input.seq, reason });
        }
    }
    reasons
}

/// The objections that stand and were answered, under a rule that judges the answers: those with an answer that counts,
/// or those with one that came too late.
pub(crate) fn answered(
    rule: &Rule,
    seats: &[&Seat],
    sorted: &Sorted<'_>,
    course: &Course,
    too_late: bool,
) -> Vec<Answered> {
    let listed = |stance: &Standing<'_>| match (rule.test, answered_too_late(rule, seats, course, stance)) {
        (Test::Judged(Judged::Rough), late) => late == too_late,
        (Test::Judged(Judged::Iso { .. }), late) => late || !too_late,
        _ => false,
    };
    let answered =
        sorted.objections().filter(|(stance, ..)| listed(stance)).filter_map(|(stance, scope, _)| {
            let answer = course.answer_to(stance)?;
            Some(Answered {
                party: stance.input.party.clone(),
                scope: scope.clone(),
                objection: stance.input.seq,
                answer: answer.seq,
                text: answer.text.clone(),
            })
        });
    answered.collect()
}

/// Why those who sustain their opposition to substantial issues prevent the adoption, if they do.
pub(crate) fn sustained(
    rule: &Rule,
    seats: &[&Seat],
    sorted: &Sorted<'_>,
    course: &Course,
    important: Threshold,
) -> Option<Reason> {
    let of = seats.iter().fold(0, |count, _| count + 1);
    let sustains = |stance: &Standing<'_>| {
        let maintained = sorted.maintained.contains(&(&stance.input.party, stance.input.seq));
        course.is_substantial(stance) && (maintained || answered_too_late(rule, seats, course, stance))
    };
    let sustaining = sorted.objections().filter(|(stance, ..)| sustains(stance));
    let parties: BTreeSet<&PartyKey> = sustaining.map(|(stance, ..)| &stance.input.party).collect();
    let count = parties.iter().fold(0, |count, _| count + 1);
    let parties = parties.into_iter().cloned().collect();
    important.met_by(count, of).then(|| Reason::SustainedOpposition {
        parties,
        of,
        needed: important.least(of),
    })
}

/// Whether an answer came after the end of its party's time, when it could not answer back any more.
fn answered_too_late(rule: &Rule, seats: &[&Seat], course: &Course, stance: &Standing<'_>) -> bool {
    let Some(answer) = course.answer_to(stance) else { return false };
    let seat = seats.iter().find(|seat| seat.party == stance.input.party);
    seat.and_then(|seat| course.clock.end_of(rule, seat)).is_some_and(|end| answer.at > end)
}

/// Why too few said that they accept, of those who accept or object, if so.
pub(crate) fn too_few_accept(agreement: Threshold, counts: &Counts) -> Option<Reason> {
    let &Counts { accepting, objecting, .. } = counts;
    let of = accepting + objecting;
    let needed = agreement.least(of);
    (!agreement.met_by(accepting, of)).then_some(Reason::TooFewAccept { accepting, of, needed })
}
