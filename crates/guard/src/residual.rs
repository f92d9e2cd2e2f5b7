//! Agreement beyond what the opinions of two people explain.
//!
//! Two people who think alike answer alike, and the model of opinions says how much alike. What is left of each answer
//! after that (answer minus probability) should be unrelated between two people. It is not where one script answers for
//! both.

use opinion::model::{FitSettings, Model};
use std::collections::{BTreeMap, BTreeSet};
use tally::{Answer, VoteMatrix};

/// From which share of the same answers, of so many to the same statements, the second of two is kept out of the fit.
const NEARLY_ALL: f64 = 0.9;
const LEAST_SHARED: usize = 16;

/// What each person's answers leave unexplained: by answer, y − p and p(1 − p); nothing of a pass.
pub(crate) struct Residuals<'a> {
    votes: &'a VoteMatrix,
    model: Model,
    passes: Vec<f64>,
    of: BTreeMap<u32, Vec<f64>>,
}

/// Two people.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Pair {
    /// Statements on which both took a side.
    pub common: usize,
    /// The sum of products of residuals, and its variance if they are unrelated.
    pub together: f64,
    pub variance: f64,
    /// The sum of the geometric means of the variances of both residuals.
    pub most: f64,
}

impl Pair {
    /// Standard deviations of agreement beyond opinion.
    pub(crate) fn z(self) -> f64 {
        if self.variance > 0.0 { self.together / self.variance.sqrt() } else { 0.0 }
    }

    /// The share of what opinion leaves open that both have in common.
    pub(crate) fn correlation(self) -> f64 {
        if self.most > 0.0 { self.together / self.most } else { 0.0 }
    }

    /// Several pairs together; their agreements are uncorrelated where nobody follows anybody.
    pub(crate) fn plus(self, other: Pair) -> Pair {
        Pair {
            common: self.common + other.common,
            together: self.together + other.together,
            variance: self.variance + other.variance,
            most: self.most + other.most,
        }
    }
}

/// Whether two people answered nearly the same wherever both answered.
fn nearly_same(one: &[Answer], other: &[Answer]) -> bool {
    let (mut same, mut shared) = (0_usize, 0_usize);
    both(one, other, |a, b| {
        shared += 1;
        same += usize::from(one[a] == other[b]);
    });
    shared >= LEAST_SHARED && same as f64 >= NEARLY_ALL * shared as f64
}

/// Calls back with the places of each statement that both answered.
fn both(one: &[Answer], other: &[Answer], mut on: impl FnMut(usize, usize)) {
    let (mut a, mut b) = (0, 0);
    while a < one.len() && b < other.len() {
        match one[a].statement().cmp(&other[b].statement()) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                on(a, b);
                (a, b) = (a + 1, b + 1);
            }
        }
    }
}

/// People of whom no two answered nearly the same, nor both nearly the same as a third: whoever answered more comes first.
/// A hundred copies would otherwise make an opinion of their own in the model, and be explained by it.
fn net(votes: &VoteMatrix, alike: &BTreeSet<(u32, u32)>) -> Vec<u32> {
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); votes.people()];
    for (one, other) in alike {
        if nearly_same(votes.row(*one as usize), votes.row(*other as usize)) {
            near[*one as usize].push(*other);
            near[*other as usize].push(*one);
        }
    }
    let mut order: Vec<u32> = (0..).take(votes.people()).collect();
    order.sort_by_key(|person| (std::cmp::Reverse(votes.row(*person as usize).len()), *person));
    let mut kept = Vec::new();
    let mut covered = vec![false; votes.people()];
    for person in order {
        if covered[person as usize] {
            continue;
        }
        kept.push(person);
        for one in &near[person as usize] {
            covered[*one as usize] = true;
            near[*one as usize].iter().for_each(|other| covered[*other as usize] = true);
        }
    }
    kept.sort_unstable();
    kept
}

impl<'a> Residuals<'a> {
    /// Fits the opinions; `alike` are pairs that may have nearly the same answers.
    pub(crate) fn fit(votes: &'a VoteMatrix, alike: &BTreeSet<(u32, u32)>, seed: u64) -> Residuals<'a> {
        let kept = votes.of_people(&net(votes, alike));
        let model = Model::fit(&kept, &FitSettings { seed, ..FitSettings::default() });
        let mut passes = vec![(1.0, 3.0); votes.statements()];
        for answer in kept.answers() {
            let (pass, all) = &mut passes[answer.statement()];
            *pass += f64::from(answer.sign() == 0);
            *all += 1.0;
        }
        let passes = passes.into_iter().map(|(pass, all)| pass / all).collect();
        Residuals { votes, model, passes, of: BTreeMap::new() }
    }

    /// The probability of agreement, given a side is taken, for each answer of a person.
    pub(crate) fn explain(&mut self, person: u32) -> &[f64] {
        let (votes, model) = (self.votes, &self.model);
        self.of.entry(person).or_insert_with(|| {
            let row = votes.row(person as usize);
            model.predict(row, row.iter().map(|answer| answer.statement()))
        })
    }

    pub(crate) fn pair(&mut self, one: u32, other: u32) -> Pair {
        self.explain(one);
        self.explain(other);
        let rows = [one, other].map(|person| self.votes.row(person as usize));
        let (Some(p), Some(q)) = (self.of.get(&one), self.of.get(&other)) else { return Pair::default() };
        let mut pair = Pair::default();
        both(rows[0], rows[1], |a, b| {
            if rows[0][a].sign() != 0 && rows[1][b].sign() != 0 {
                let left = |answer: Answer, p: f64| f64::from(answer.sign() == 1) - p;
                pair.common += 1;
                pair.together += left(rows[0][a], p[a]) * left(rows[1][b], q[b]);
                let variance = p[a] * (1.0 - p[a]) * q[b] * (1.0 - q[b]);
                pair.variance += variance;
                pair.most += variance.sqrt();
            }
        });
        pair
    }

    /// How probable it is that a person of their opinions answers the same statements exactly as they did.
    pub(crate) fn exactly(&mut self, person: u32) -> f64 {
        self.explain(person);
        let row = self.votes.row(person as usize);
        let Some(p) = self.of.get(&person) else { return 1.0 };
        let part = |(answer, p): (&Answer, &f64)| {
            let pass = self.passes[answer.statement()];
            match answer.sign() {
                0 => pass,
                1 => (1.0 - pass) * p,
                _ => (1.0 - pass) * (1.0 - p),
            }
        };
        row.iter().zip(p).map(part).product()
    }
}
