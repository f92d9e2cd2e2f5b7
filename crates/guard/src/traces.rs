//! What is kept of each person while votes come in.

use crate::arrivals::Arrivals;
use crate::signature::Signature;
use std::collections::BTreeMap;
use tally::{Answer, VoteMatrix};
use terms::Instant;

/// Answers within so many milliseconds count as given at the same moment.
const MOMENT: i64 = 60_000;

/// What is kept of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The set of (statement, vote).
    pub answers: Signature,
    /// How many answers of each kind, in ascending order of sign.
    pub kinds: [u64; 3],
    /// When which answer was given, where that is known, ascending.
    timeline: Vec<(Instant, Answer)>,
}

impl Trace {
    /// How evenly the answers are spread over disagree, pass and agree, in bits: 0 for all alike, 1.58 for a third each.
    #[must_use]
    pub fn entropy(&self) -> f64 {
        let all: u64 = self.kinds.iter().sum();
        let part = |count: &u64| {
            let share = *count as f64 / all as f64;
            -share * libm::log2(share)
        };
        self.kinds.iter().filter(|count| **count > 0).map(part).sum::<f64>().max(0.0)
    }

    /// When the first answer came, where that is known.
    #[must_use]
    pub fn first(&self) -> Option<Instant> {
        self.timeline.first().map(|(at, _)| *at)
    }

    /// The set of (statement, vote, minute).
    #[must_use]
    pub fn moments(&self) -> Signature {
        let mut signature = Signature::default();
        for (at, answer) in &self.timeline {
            let minute = at.millis().div_euclid(MOMENT);
            signature.add(token(*answer).wrapping_add(minute.cast_unsigned().wrapping_mul(1 << 34)));
        }
        signature
    }

    /// The set of (statement, the statement answered after it).
    #[must_use]
    pub fn order(&self) -> Signature {
        let mut signature = Signature::default();
        for pair in self.timeline.windows(2) {
            signature.add((pair[0].1.statement() as u64) << 32 | pair[1].1.statement() as u64);
        }
        signature
    }

    fn merge(&mut self, other: Trace) {
        self.answers = self.answers.union(&other.answers);
        self.kinds.iter_mut().zip(other.kinds).for_each(|(one, other)| *one += other);
        self.timeline.extend(other.timeline);
        self.timeline.sort_unstable();
    }
}

fn token(answer: Answer) -> u64 {
    (answer.statement() as u64) << 2 | u64::from(answer.sign().cast_unsigned() & 3)
}

/// The traces of people by their number. Each latest answer is recorded once, in whatever order and part; parts merge to
/// the whole to the byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    people: BTreeMap<u32, Trace>,
}

impl Traces {
    /// The traces of all votes of a matrix, without times; people by their row.
    #[must_use]
    pub fn of(votes: &VoteMatrix) -> Traces {
        let mut traces = Traces::default();
        for (person, row) in (0..).zip(votes.rows()) {
            row.iter().for_each(|answer| traces.record(person, *answer, None));
        }
        traces
    }

    /// One answer of a person, and when it was given where that is known.
    pub fn record(&mut self, person: u32, answer: Answer, at: Option<Instant>) {
        let trace = self.people.entry(person).or_default();
        trace.answers.add(token(answer));
        trace.kinds[usize::from((answer.sign() + 1).unsigned_abs())] += 1;
        if let Some(at) = at {
            let place = trace.timeline.partition_point(|before| *before <= (at, answer));
            trace.timeline.insert(place, (at, answer));
        }
    }

    /// The traces of both.
    #[must_use]
    pub fn merge(mut self, other: Traces) -> Traces {
        for (person, trace) in other.people {
            self.people.entry(person).or_default().merge(trace);
        }
        self
    }

    /// The trace of one person.
    #[must_use]
    pub fn person(&self, person: u32) -> Option<&Trace> {
        self.people.get(&person)
    }

    /// How many people began when.
    #[must_use]
    pub fn arrivals(&self) -> Arrivals {
        let mut arrivals = Arrivals::default();
        self.people.values().filter_map(Trace::first).for_each(|at| arrivals.record(at));
        arrivals
    }

    /// A signature of everybody, such as [`Trace::order`].
    pub(crate) fn signatures(&self, of: impl Fn(&Trace) -> Signature) -> BTreeMap<u32, Signature> {
        self.people.iter().map(|(person, trace)| (*person, of(trace))).collect()
    }
}
