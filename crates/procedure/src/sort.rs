//! Which of the things said have an effect, and why the others have none.

use crate::input::{Ballot, Input, Position, Said, Scope};
use crate::outcome::{Late, NoEffect, Recorded};
use crate::roll::{Roll, Seat};
use crate::rule::{Over, Rule, Test};
use std::collections::BTreeMap;
use terms::PartyKey;

/// A position that stands, with the input it came with.
pub(crate) type Standing<'a> = (&'a Input, &'a Position);

/// The inputs, sorted by effect.
#[derive(Default)]
pub(crate) struct Sorted<'a> {
    /// The positions that stand, by party and scope.
    pub(crate) positions: BTreeMap<&'a PartyKey, BTreeMap<&'a Scope, Standing<'a>>>,
    /// The ballots that stand.
    pub(crate) ballots: BTreeMap<&'a PartyKey, (&'a Input, Ballot)>,
    /// All else.
    pub(crate) recorded: Vec<Recorded>,
}

impl<'a> Sorted<'a> {
    /// Sorts inputs in any order; the same input twice counts once.
    pub(crate) fn new(rule: &Rule, roll: &Roll, inputs: &'a [Input]) -> Sorted<'a> {
        let mut sorted = Sorted::default();
        for input in in_order(inputs) {
            match (without_effect(rule, roll, input), &input.said) {
                (Some(why), _) => sorted.record(input, why),
                (None, Said::Position { scope, position }) => sorted.position(input, scope, position),
                (None, Said::Ballot(ballot)) => sorted.ballot(input, *ballot),
                (None, Said::OpinionOnRecord { .. } | Said::Reservation { .. }) => {
                    sorted.record(input, NoEffect::Beside);
                }
            }
        }
        sorted.recorded.sort_by(|a, b| a.input.cmp(&b.input));
        sorted
    }

    fn record(&mut self, input: &Input, why: NoEffect) {
        self.recorded.push(Recorded { input: input.clone(), why });
    }

    fn position(&mut self, input: &'a Input, scope: &'a Scope, position: &'a Position) {
        let standing = self.positions.entry(&input.party).or_default();
        let replaced: Vec<&Input> = match scope {
            Scope::Whole => std::mem::take(standing).into_values().map(|(input, _)| input).collect(),
            Scope::Clause(_) => standing.remove(scope).map(|(input, _)| input).into_iter().collect(),
        };
        standing.insert(scope, (input, position));
        for input in replaced {
            self.record(input, NoEffect::Replaced);
        }
    }

    fn ballot(&mut self, input: &'a Input, ballot: Ballot) {
        if let Some((replaced, _)) = self.ballots.insert(&input.party, (input, ballot)) {
            self.record(replaced, NoEffect::Replaced);
        }
    }

    /// Whether anything of this party's stands.
    pub(crate) fn heard_from(&self, party: &PartyKey) -> bool {
        self.positions.contains_key(party) || self.ballots.contains_key(party)
    }
}

/// The inputs in the order of the acts, each once.
fn in_order(inputs: &[Input]) -> Vec<&Input> {
    let mut ordered: Vec<&Input> = inputs.iter().collect();
    ordered.sort();
    ordered.dedup();
    ordered
}

/// Everything received after the deadline.
pub(crate) fn late(roll: &Roll, inputs: &[Input]) -> Vec<Late> {
    let after = |input: &&Input| input.received > roll.deadline();
    let how_late = |input: &Input| Late {
        seq: input.seq,
        party: input.party.clone(),
        by_millis: input.received.millis().abs_diff(roll.deadline().millis()),
    };
    in_order(inputs).into_iter().filter(after).map(how_late).collect()
}

fn without_effect(rule: &Rule, roll: &Roll, input: &Input) -> Option<NoEffect> {
    let Some(seat) = roll.seat(&input.party) else { return Some(NoEffect::NotOnRoll) };
    let answers_rule = match input.said {
        Said::Position { .. } => matches!(rule.test, Test::NoObjection { .. }),
        Said::Ballot(_) => matches!(rule.test, Test::Fraction { .. } | Test::Double { .. }),
        Said::OpinionOnRecord { .. } | Said::Reservation { .. } => true,
    };
    let reasons = [
        (!seat.decides, NoEffect::DoesNotDecide),
        (rule.exclude_concerned && seat.concerned, NoEffect::Concerned),
        (input.text != roll.text(), NoEffect::OtherText),
        (input.received > roll.deadline(), NoEffect::Late),
        (!answers_rule, NoEffect::OtherRule),
        (!may_answer(rule, seat), NoEffect::Absent),
        (rule.consent.is_some() && objects_without_reason(&input.said), NoEffect::NoReason),
    ];
    reasons.into_iter().find_map(|(holds, why)| holds.then_some(why))
}

fn objects_without_reason(said: &Said) -> bool {
    matches!(said, Said::Position { position: Position::Object { reason, .. }, .. } if reason.trim().is_empty())
}

/// Whether a rule hears this seat at all: voting takes presence, and so does objecting where the rule says so.
pub(crate) fn may_answer(rule: &Rule, seat: &Seat) -> bool {
    seat.present || matches!(rule.test, Test::NoObjection { over: Over::All, .. })
}
