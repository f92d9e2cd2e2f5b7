//! All signs together.

use crate::arrivals::Burst;
use crate::residual::{Pair, Residuals};
use crate::signature::{Signature, alike};
use crate::traces::{Trace, Traces};
use std::collections::{BTreeMap, BTreeSet};
use tally::{Answer, VoteMatrix};

/// From when on people are a clique.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// So many people at least.
    pub people: usize,
    /// Two people are compared from so many statements on which both took a side.
    pub common: usize,
    /// Standard deviations of agreement beyond opinion that a clique must show over all its pairs together.
    pub deviations: f64,
    /// The same that link two people.
    pub deviations_of_two: f64,
    /// The same for two who also answered in the same order or the same minutes. Alone neither links anybody: in a hall
    /// all answer in one order and one minute.
    pub deviations_in_step: f64,
    /// Which people the model of opinions is fitted on, if there are many.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            people: 3,
            common: 8,
            deviations: 5.0,
            deviations_of_two: 4.0,
            deviations_in_step: 3.0,
            seed: 0,
        }
    }
}

/// Why people are taken for one, or what else is noticed of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// They agree beyond what their opinions explain.
    CoAgreement {
        /// Over all their pairs together, in standard deviations.
        deviations: f64,
        /// How much of what opinion leaves open they have in common: 0 for people who know nothing of each other, about
        /// 1 for one script.
        correlation: f64,
    },
    /// So many people gave exactly these answers, where the opinions of all who answered the same statements let
    /// expect fewer.
    Identical {
        /// How many did.
        people: usize,
        /// How many were expected.
        expected: f64,
    },
    /// Beside: the share of (statement, vote, minute) that two of them have in common, on average.
    SameMoments {
        /// The share.
        share: f64,
    },
    /// Beside: the share of steps from statement to statement that two of them have in common, on average.
    SameOrder {
        /// The share.
        share: f64,
    },
    /// Beside: most of them began in one burst.
    Burst(Burst),
    /// Beside: half of them go from answer to answer in so many milliseconds, which is no time to read a statement.
    Pace {
        /// The middle of their middle times.
        millis: i64,
    },
    /// Beside: each gave one kind of answer only.
    OneAnswer,
}

/// People who answer as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Clique {
    /// Who, ascending, by row of the matrix.
    pub people: Vec<u32>,
    /// Why, and what else is noticed.
    pub reasons: Vec<Reason>,
}

/// A share in common from which two are said to be in step.
const IN_STEP: f64 = 0.5;
/// Fewer than this are too few for "exactly the same" to mean much.
const LEAST_IDENTICAL: usize = 5;
const LEAST_ANSWERS: usize = 10;
/// How probable a number of identical people may be by chance.
const BY_CHANCE: f64 = 1e-6;
/// Nobody reads a statement and answers it in less, again and again.
const NO_TIME_TO_READ: i64 = 1_500;
/// Of so many people all pairs are looked at; of more, those that meet in a bucket.
const ALL_PAIRS: usize = 1_500;
/// Members of larger components are not compared all with all.
const MOST_COMPARED: usize = 2_000;

/// Finds cliques in the latest answers; `traces` are of the same answers, with times or without. Nobody is in two. The
/// larger first.
#[must_use]
pub fn find(votes: &VoteMatrix, traces: &Traces, settings: &Settings) -> Vec<Clique> {
    let pairs = if votes.people() <= ALL_PAIRS {
        let people = || (0u32..).take(votes.people());
        people().flat_map(|one| people().skip(one as usize + 1).map(move |other| (one, other))).collect()
    } else {
        alike(&traces.signatures(|trace| trace.answers))
    };
    let (in_step, mut candidates) = (in_step(traces), pairs.clone());
    candidates.extend(&in_step);
    let mut search =
        Search { residuals: Residuals::fit(votes, &pairs, settings.seed), in_step, settings, votes };
    let mut links = Links::default();
    let identical = search.identical();
    for (people, _) in &identical {
        people.windows(2).for_each(|two| links.join(two[0], two[1]));
    }
    for (one, other) in candidates {
        if search.links(one, other) {
            links.join(one, other);
        }
    }
    let mut cliques: Vec<Clique> = Vec::new();
    for people in links.components() {
        let people = search.held_together(people, &identical);
        let reasons = search.reasons(&people, &identical, traces);
        let is_found =
            |reason: &Reason| matches!(reason, Reason::CoAgreement { .. } | Reason::Identical { .. });
        if people.len() >= settings.people.max(2) && reasons.iter().any(is_found) {
            cliques.push(Clique { people, reasons });
        }
    }
    cliques.sort_by(|a, b| b.people.len().cmp(&a.people.len()).then_with(|| a.people.cmp(&b.people)));
    cliques
}

/// Pairs that answered in the same order or the same minutes.
fn in_step(traces: &Traces) -> BTreeSet<(u32, u32)> {
    let mut pairs = BTreeSet::new();
    for of in [Trace::moments, Trace::order] {
        let signatures = traces.signatures(of);
        let near = |(one, other): &(u32, u32)| signatures[one].similarity(&signatures[other]) >= IN_STEP;
        pairs.extend(alike(&signatures).into_iter().filter(near));
    }
    pairs
}

type Identical = Vec<(Vec<u32>, f64)>;

struct Search<'a> {
    votes: &'a VoteMatrix,
    settings: &'a Settings,
    residuals: Residuals<'a>,
    in_step: BTreeSet<(u32, u32)>,
}

impl Search<'_> {
    fn links(&mut self, one: u32, other: u32) -> bool {
        let is_in_step = self.in_step.contains(&(one.min(other), one.max(other)));
        let wanted =
            if is_in_step { self.settings.deviations_in_step } else { self.settings.deviations_of_two };
        let pair = self.residuals.pair(one, other);
        pair.common >= self.settings.common && pair.z() >= wanted
    }

    /// Groups with exactly the same answers, larger than the opinions of those who answered the same statements explain.
    fn identical(&mut self) -> Identical {
        let mut by_answers: BTreeMap<&[Answer], Vec<u32>> = BTreeMap::new();
        let mut by_statements: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
        for (person, row) in (0..).zip(self.votes.rows()).filter(|(_, row)| row.len() >= LEAST_ANSWERS) {
            by_answers.entry(row).or_default().push(person);
            by_statements.entry(statements(row)).or_default().push(person);
        }
        let mut found = Vec::new();
        for (row, people) in by_answers.into_iter().filter(|(_, people)| people.len() >= LEAST_IDENTICAL) {
            let asked = &by_statements[&statements(row)];
            // Nobody's opinions make these answers more probable than the opinions of those who gave them, so this
            // expects too many rather than too few.
            let expected = asked.len() as f64 * self.residuals.exactly(people[0]);
            if poisson_tail(people.len(), expected) < BY_CHANCE {
                found.push((people, expected));
            }
        }
        found
    }

    /// Those of a component who are linked to at least two thirds of it: what hangs together by a chain alone falls off.
    fn held_together(&mut self, mut people: Vec<u32>, identical: &Identical) -> Vec<u32> {
        if people.len() > MOST_COMPARED {
            return people;
        }
        let group =
            |person: u32| identical.iter().position(|(people, _)| people.binary_search(&person).is_ok());
        let groups: BTreeMap<u32, Option<usize>> =
            people.iter().map(|person| (*person, group(*person))).collect();
        let mut linked = BTreeSet::new();
        for (at, one) in people.iter().enumerate() {
            for other in &people[at + 1..] {
                let is_same = groups[one].is_some() && groups[one] == groups[other];
                if is_same || self.residuals.pair(*one, *other).z() >= self.settings.deviations_in_step {
                    linked.extend([(*one, *other), (*other, *one)]);
                }
            }
        }
        loop {
            let of = |person: u32| people.iter().filter(|other| linked.contains(&(person, **other))).count();
            let least = people.iter().map(|person| (of(*person), *person)).min();
            match least {
                Some((count, person)) if 3 * count < 2 * (people.len() - 1) => {
                    people.retain(|other| *other != person)
                }
                _ => return people,
            }
        }
    }

    fn reasons(&mut self, people: &[u32], identical: &Identical, traces: &Traces) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let mut all = Pair::default();
        for (at, one) in people.iter().enumerate().take(MOST_COMPARED) {
            for other in people[at + 1..].iter().take(64) {
                all = all.plus(self.residuals.pair(*one, *other));
            }
        }
        if all.z() >= self.settings.deviations {
            reasons.push(Reason::CoAgreement { deviations: all.z(), correlation: all.correlation() });
        }
        let within =
            |group: &&(Vec<u32>, f64)| group.0.iter().any(|person| people.binary_search(person).is_ok());
        let groups = identical.iter().filter(within);
        reasons.extend(
            groups.map(|(all, expected)| Reason::Identical { people: all.len(), expected: *expected }),
        );
        let of: Vec<&Trace> = people.iter().filter_map(|person| traces.person(*person)).collect();
        reasons.extend(mean_similarity(&of, Trace::moments).map(|share| Reason::SameMoments { share }));
        reasons.extend(mean_similarity(&of, Trace::order).map(|share| Reason::SameOrder { share }));
        reasons.extend(burst(&of, traces).map(Reason::Burst));
        reasons.extend(pace(&of).map(|millis| Reason::Pace { millis }));
        if of.iter().all(|trace| trace.entropy() == 0.0) {
            reasons.push(Reason::OneAnswer);
        }
        reasons
    }
}

fn statements(row: &[Answer]) -> Vec<usize> {
    row.iter().map(|answer| answer.statement()).collect()
}

/// How alike two neighbours are on average, if they are in step.
fn mean_similarity(of: &[&Trace], signature: fn(&Trace) -> Signature) -> Option<f64> {
    let signatures: Vec<Signature> = of.iter().map(|trace| signature(trace)).collect();
    if signatures.len() < 2 || signatures.iter().any(Signature::is_empty) {
        return None;
    }
    let sum: f64 = signatures.windows(2).map(|two| two[0].similarity(&two[1])).sum();
    let share = sum / (signatures.len() - 1) as f64;
    (share >= IN_STEP).then_some(share)
}

/// The burst in which more than half of them began.
fn burst(of: &[&Trace], traces: &Traces) -> Option<Burst> {
    let arrivals = traces.arrivals();
    let mut began: Vec<Burst> =
        of.iter().filter_map(|trace| trace.first()).filter_map(|at| arrivals.is_burst(at)).collect();
    began.sort_by_key(|burst| burst.from);
    let same = began.chunk_by(|a, b| a.from == b.from).max_by_key(|same| same.len())?;
    (2 * same.len() > of.len()).then(|| same[0])
}

/// The middle of their paces, if it is too fast to read and most of them have one.
fn pace(of: &[&Trace]) -> Option<i64> {
    let mut paces: Vec<i64> = of.iter().filter_map(|trace| trace.pace()).collect();
    paces.sort_unstable();
    let middle = *paces.get(paces.len() / 2)?;
    (2 * paces.len() > of.len() && middle < NO_TIME_TO_READ).then_some(middle)
}

/// P(at least `count` of a Poisson count of this mean), by Chernoff's bound.
fn poisson_tail(count: usize, mean: f64) -> f64 {
    let count = count as f64;
    if count <= mean { 1.0 } else { libm::exp(count - mean - count * libm::log(count / mean.max(1e-300))) }
}

/// Which people hang together.
#[derive(Default)]
struct Links {
    parent: BTreeMap<u32, u32>,
}

impl Links {
    fn root(&mut self, person: u32) -> u32 {
        let mut at = person;
        while let Some(&up) = self.parent.get(&at).filter(|up| **up != at) {
            let above = self.parent.get(&up).copied().unwrap_or(up);
            self.parent.insert(at, above);
            at = up;
        }
        self.parent.entry(at).or_insert(at);
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parent.insert(one.max(other), one.min(other));
    }

    /// Each ascending.
    fn components(mut self) -> Vec<Vec<u32>> {
        let people: Vec<u32> = self.parent.keys().copied().collect();
        let mut components: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for person in people {
            components.entry(self.root(person)).or_default().push(person);
        }
        components.into_values().filter(|people| people.len() > 1).collect()
    }
}
