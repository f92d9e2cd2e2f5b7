//! Opinion groups, where there are any: people who answer alike, with few between them.
//!
//! Groups are looked for among the people whose position is known well enough, on a fixed sample of them, and tested on
//! a fixed sample of the statements where these people answered very many, so that the cost grows neither with people nor
//! with answers. There may be none: answers that one evenly spread cloud of people, asked the same
//! statements, would give as well are *one spectrum*. Groups that do not come back among other people of the same kind,
//! or are very small, are none either.

#![allow(
    clippy::needless_range_loop,
    reason = "indices name the entries of small matrices, as the formulas do"
)]

mod bound;
mod cloud;
mod lasting;
mod mixture;
mod null;
mod portrait;
mod stability;

use crate::chance::Chance;
use crate::model::{Model, Position};
use cloud::{Point, point, scales};
pub use lasting::{overlap, same_groups, same_places};
use mixture::{Evidence, Mixture};
use rayon::prelude::*;
use tally::VoteMatrix;
use terms::Vote;

/// How groups are looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupSettings {
    /// Draws of one cloud that the votes are held against, at most.
    pub draws: usize,
    /// How often one cloud may be taken for groups.
    pub level: f64,
    /// Resamplings of the people; 0 leaves the stability out and lets every partition pass it.
    pub resamples: usize,
    /// A group must come back with at least this mean overlap.
    pub least_stability: f64,
    /// With fewer people who stand clear enough nothing is said: one small cloud parts by chance too often.
    pub least_placed: usize,
    /// A group must have at least this share of the people.
    pub least_share: f64,
    /// And at least so many people.
    pub least_people: usize,
    /// People in the test and in each resampling, at most.
    pub people: usize,
    /// Answers of those people in the test and in each resampling, at most. Of more, statements are drawn by `seed`, each
    /// with all of its answers; people are put into groups by all of theirs all the same.
    pub answers: usize,
    /// False entries in expectation among all statements told of groups.
    pub false_share: f64,
    /// Chance.
    pub seed: u64,
}

impl Default for GroupSettings {
    fn default() -> Self {
        GroupSettings {
            draws: 99,
            level: 0.05,
            resamples: 40,
            least_stability: 0.75,
            least_placed: 100,
            least_share: 0.05,
            least_people: 15,
            people: 600,
            answers: 65_536,
            false_share: 0.05,
            seed: 0,
        }
    }
}

/// Why there are no groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneSpectrum {
    /// Fewer people stand clear enough than two groups would need.
    TooFew,
    /// One cloud of people would look the same.
    NotParted,
    /// The groups do not come back among other people of the same kind, or one is too small.
    Unstable,
}

impl OneSpectrum {
    /// The key used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            OneSpectrum::TooFew => "too_few",
            OneSpectrum::NotParted => "not_parted",
            OneSpectrum::Unstable => "unstable",
        }
    }
}

/// The groups of one matrix of votes, or why there are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// Why all are one spectrum; `None` where there are groups.
    pub one_spectrum: Option<OneSpectrum>,
    /// How often one cloud of people would look at least so parted (0 to 1). `None` where nothing parts at all.
    pub null_p: Option<f64>,
    /// The least stability of a group (0 to 1), where it was looked at.
    pub stability: Option<f64>,
    /// How many people stand clear enough to be counted in a group.
    pub placed: usize,
    /// The largest first. One entry with everybody who is placed where all are one spectrum.
    pub list: Vec<Group>,
    /// The group of each row, by position in the list; `None` who does not stand clear enough.
    pub of: Vec<Option<u8>>,
}

/// One group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How many people.
    pub size: usize,
    /// Mean overlap with what comes back among other people of the same kind (0 to 1), where it was looked at.
    pub stability: Option<f64>,
    /// Its middle on the first two axes.
    pub centre: [f64; 2],
    /// Where it answers otherwise than all others together, most telling first.
    pub statements: Vec<Representative>,
    /// To each group of the list: the mean difference of agree shares over the statements both answered (0 to 1).
    pub contrast: Vec<f64>,
}

/// A statement on which a group answers otherwise than all others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Representative {
    /// The column of the statement.
    pub statement: usize,
    /// What more of the group say.
    pub vote: Vote,
    /// The share of the group that says so, of those who answered.
    pub share: f64,
    /// The share of all others.
    pub others: f64,
    /// The first minus the second.
    pub difference: f64,
    /// At least so much is the difference, at 95 %.
    pub at_least: f64,
}

/// Somebody is placed once at least this part of what was unknown of the first axis is known.
const PLACED: f64 = 0.5;

fn is_placed(position: &Position) -> bool {
    position.cov[0][0] <= 1.0 - PLACED
}

impl Groups {
    /// Whether there are groups.
    #[must_use]
    pub fn are_there(&self) -> bool {
        self.one_spectrum.is_none()
    }

    /// The number of groups; 1 for one spectrum.
    #[must_use]
    pub fn k(&self) -> usize {
        self.list.len().max(1)
    }

    /// Looks for groups. `positions` are those of the rows, by the model fitted to the same votes. Parallel on rayon's
    /// current pool; the result does not depend on the number of threads.
    #[must_use]
    pub fn find(
        model: &Model,
        votes: &VoteMatrix,
        positions: &[Position],
        settings: &GroupSettings,
    ) -> Groups {
        let search = Search::new(model, votes, positions, settings);
        let least = settings.least_placed.min(settings.people).max(2 * settings.least_people).max(2);
        if search.sample.people() < least || search.model.strengths()[0] == 0.0 {
            return search.one(OneSpectrum::TooFew, None, None);
        }
        let (seen, few) = search.few();
        let partings = null::partings(few, search.chance.part(1));
        let Some(&(_, gain)) = partings.first() else {
            return search.one(OneSpectrum::NotParted, None, None);
        };
        let chance = search.chance.part(2);
        let p = null::test(seen, few, gain, settings.draws, settings.level, chance);
        if p > settings.level {
            return search.one(OneSpectrum::NotParted, Some(p), None);
        }
        let mut best = None;
        for (k, _) in partings {
            let (parts, stability) = search.part(k);
            if let Some(parts) = parts {
                return search.told(parts, Some(p));
            }
            best = stability.map(|now| best.map_or(now, |before: f64| before.max(now))).or(best);
        }
        search.one(OneSpectrum::Unstable, Some(p), best)
    }
}

/// A partition that passed, largest group first.
struct Parts {
    mixture: Mixture,
    stability: Option<Vec<f64>>,
}

struct Search<'s> {
    votes: &'s VoteMatrix,
    model: &'s Model,
    positions: &'s [Position],
    settings: &'s GroupSettings,
    chance: Chance,
    /// The drawn people's rows, and what is known of their places.
    sample: VoteMatrix,
    /// The same with the model, on fewer statements, where the rows hold more answers than are looked at.
    few: Option<(Model, VoteMatrix)>,
    evidence: Vec<Evidence>,
    places: Vec<Point>,
    scales: Point,
}

impl<'s> Search<'s> {
    fn new(
        model: &'s Model,
        votes: &'s VoteMatrix,
        positions: &'s [Position],
        settings: &'s GroupSettings,
    ) -> Search<'s> {
        let chance = Chance::new(settings.seed);
        let placed = |at: usize| is_placed(&positions[at]);
        let drawn = chance.part(0).choose(votes.people(), settings.people, placed);
        let sample = votes.of_people(&drawn);
        let few = bound::bounded(model, &sample, settings.answers, chance.part(5));
        let (evidence, places, scales) = places(model, &sample);
        Search { votes, model, positions, settings, chance, sample, few, evidence, places, scales }
    }

    /// So many groups, if they last and none is too small; else the stability they fell short with.
    fn part(&self, k: usize) -> (Option<Parts>, Option<f64>) {
        let mixture =
            Mixture::fit(&self.evidence, &self.places, &self.scales, k, self.chance.part(4).part(k as u64));
        let sides = self.sides(&mixture);
        let size = |sides: &[usize], at: usize| sides.iter().filter(|&&side| side == at).count();
        // Largest first; of equal ones the one further along the first axis.
        let mut order: Vec<usize> = (0..mixture.middles.len()).collect();
        let further = |a: usize, b: usize| mixture.middles[b][0].total_cmp(&mixture.middles[a][0]);
        order.sort_by(|&a, &b| size(&sides, b).cmp(&size(&sides, a)).then(further(a, b)));
        let mixture = mixture.ordered(&order);
        let sides = self.sides(&mixture);
        let least = (self.settings.least_share * sides.len() as f64).ceil() as usize;
        let least = least.max(self.settings.least_people);
        if mixture.middles.len() < k || (0..k).any(|at| size(&sides, at) < least) {
            return (None, None);
        }
        if self.settings.resamples == 0 {
            return (Some(Parts { mixture, stability: None }), None);
        }
        let chance = self.chance.part(3).part(k as u64);
        let (model, few) = self.few();
        let stability = stability::stability(model, few, &sides, k, self.settings.resamples, chance);
        let weakest = stability.iter().copied().fold(1.0, f64::min);
        match weakest >= self.settings.least_stability {
            true => (Some(Parts { mixture, stability: Some(stability) }), Some(weakest)),
            false => (None, Some(weakest)),
        }
    }

    /// What the test and the resamplings look at.
    fn few(&self) -> (&Model, &VoteMatrix) {
        self.few.as_ref().map_or((self.model, &self.sample), |(model, rows)| (model, rows))
    }

    fn sides(&self, mixture: &Mixture) -> Vec<usize> {
        self.evidence.iter().map(|evidence| mixture.side(evidence)).collect()
    }

    fn assign(&self, mixture: &Mixture) -> Vec<Option<u8>> {
        let of =
            |position: &Position| is_placed(position).then(|| mixture.side(&Evidence::of(position)) as u8);
        self.positions.par_iter().with_min_len(1024).map(of).collect()
    }

    fn one(&self, why: OneSpectrum, null_p: Option<f64>, stability: Option<f64>) -> Groups {
        let mixture = Mixture::fit(&[], &[], &[1.0; cloud::AXES], 1, self.chance);
        Groups { one_spectrum: Some(why), stability, ..self.told(Parts { mixture, stability: None }, null_p) }
    }

    fn told(&self, parts: Parts, null_p: Option<f64>) -> Groups {
        let k = parts.mixture.middles.len().max(1);
        let of = self.assign(&parts.mixture);
        let counts = portrait::counts(self.votes, &of, k);
        let mut portraits = match k {
            1 => vec![Vec::new()],
            _ => portrait::portraits(&counts, self.settings.false_share),
        };
        let mut middles = vec![([0.0; 2], 0usize); k];
        for (group, position) in of.iter().zip(self.positions) {
            let Some(group) = group else { continue };
            let (sum, size) = &mut middles[usize::from(*group)];
            (0..2).for_each(|axis| sum[axis] += position.place[axis]);
            *size += 1;
        }
        let list = (0..k).map(|at| Group {
            size: middles[at].1,
            stability: parts.stability.as_ref().map(|stability| stability[at]),
            centre: middles[at].0.map(|sum| sum / middles[at].1.max(1) as f64),
            statements: std::mem::take(&mut portraits[at]),
            contrast: (0..k).map(|other| portrait::contrast(&counts[at], &counts[other])).collect(),
        });
        let stability =
            parts.stability.as_ref().map(|stability| stability.iter().copied().fold(1.0, f64::min));
        Groups {
            one_spectrum: None,
            null_p,
            stability,
            placed: of.iter().flatten().count(),
            list: list.collect(),
            of,
        }
    }
}

/// What is known of the places of these rows, and the places stretched by how strongly each axis divides people.
fn places(model: &Model, rows: &VoteMatrix) -> (Vec<Evidence>, Vec<Point>, Point) {
    let scales = scales(&model.strengths());
    let of = |row| {
        let position = model.position(row);
        (Evidence::of(&position), point(&position, &scales))
    };
    let (evidence, points) = rows.rows().map(of).unzip();
    (evidence, points, scales)
}
