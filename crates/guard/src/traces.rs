//! What is kept of each person while votes come in.

use crate::arrivals::Arrivals;
use crate::signature::Signature;
use std::collections::BTreeMap;
use tally::{Answer, VoteMatrix};
use terms::Instant;

/// Answers within so many milliseconds count as given at the same moment.
const MOMENT: i64 = 60_000;

/// With fewer steps from answer to answer nothing is said of somebody's pace.
const LEAST_STEPS: usize = 9;

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

    /// The middle time from one answer to the next in milliseconds, where at least nine are known: half of them took
    /// longer. The middle and not the mean, so that a pause for the night changes nothing.
    #[must_use]
    pub fn pace(&self) -> Option<i64> {
        let mut steps: Vec<i64> =
            self.timeline.windows(2).map(|two| two[1].0.millis() - two[0].0.millis()).collect();
        steps.sort_unstable();
        (steps.len() >= LEAST_STEPS).then(|| steps[steps.len() / 2])
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

    /// The same with the times at which answers were given: row, statement, instant, in the order they came. Of several
    /// to one statement the last counts, and what is not in the matrix is left out.
    #[must_use]
    pub fn timed(votes: &VoteMatrix, given: impl IntoIterator<Item = (usize, usize, Instant)>) -> Traces {
        let mut times: Vec<Option<Instant>> = vec![None; votes.votes()];
        for (row, statement, at) in given {
            if row < votes.people()
                && let Ok(place) =
                    votes.row(row).binary_search_by_key(&statement, |answer| answer.statement())
            {
                times[votes.starts()[row] + place] = Some(at);
            }
        }
        let mut traces = Traces::default();
        for ((person, row), start) in (0..).zip(votes.rows()).zip(votes.starts()) {
            let mut answers: Vec<_> = times[*start..].iter().zip(row).collect();
            // In order of time, so that each is put at the end of what is there.
            answers.sort_by_key(|(at, _)| **at);
            answers.into_iter().for_each(|(at, answer)| traces.record(person, *answer, *at));
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
