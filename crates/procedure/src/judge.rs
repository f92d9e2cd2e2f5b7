//! What is judged of the objections that stand: whether they were answered, and whether they are maintained.

use crate::course::Course;
use crate::outcome::{Answered, Counts, Reason};
use crate::roll::Seat;
use crate::rule::{Rule, Test, Threshold};
use crate::sort::{Sorted, Standing};
use std::collections::BTreeSet;
use terms::PartyKey;

/// The objections that stand without a written answer; only those to substantial issues where that is asked.
pub(crate) fn unanswered(sorted: &Sorted<'_>, course: &Course, substantial: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (stance, scope, (reason, _)) in sorted.objections() {
        if course.answer_to(stance).is_none() && (!substantial || course.is_substantial(stance)) {
            let (party, scope, reason) = (stance.input.party.clone(), scope.clone(), reason.clone());
            reasons.push(Reason::ObjectionUnanswered { party, scope, seq: stance.input.seq, reason });
        }
    }
    reasons
}

/// The objections that stand and were answered, under a rule that judges the answers.
pub(crate) fn answered(rule: &Rule, sorted: &Sorted<'_>, course: &Course) -> Vec<Answered> {
    let judges = matches!(rule.test, Test::Judged(_));
    let answered = sorted.objections().filter(|_| judges).filter_map(|(stance, scope, _)| {
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

/// Whether an answer came when its party could not maintain its objection in time any more.
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
