//! One statement with everything believed of it, party by party.

use crate::answers::Answers;
use crate::belief::Belief;
use crate::certify::{Standings, more_than_half};
use crate::divide::{Divide, Leaning, divide};
use crate::prior::Prior;
use crate::report::Direction;
use crate::settings::{Evidence, Settings};
use crate::special::NotConverged;
use crate::weights::Scales;

/// What is the same for every statement.
pub(crate) struct Assembly<'a> {
    pub priors: &'a [Prior],
    pub standings: Standings,
    pub scales: Scales,
    /// k.
    pub outside: usize,
    /// Whether there is one block only, so that no grade above `majority` can be earned.
    pub single: bool,
    pub settings: &'a Settings,
}

/// One statement's beliefs; all three lists run parallel to the parties.
pub(crate) struct Case<'a> {
    pub assembly: &'a Assembly<'a>,
    pub answers: &'a [Answers],
    pub agree: Vec<Belief>,
    pub disagree: Vec<Belief>,
    /// How many answers a party lacks to be asked, and whether it lacks none.
    pub missing: Vec<u64>,
    pub asked: Vec<bool>,
}

/// The certificates in one direction.
pub(crate) struct Verdict {
    /// No party fails.
    pub certified: f64,
    /// At most k fail, and no more than a third of any standing.
    pub broad: f64,
    /// How probably each party fails; 1 where it was not asked. Empty where so many surely fail that both
    /// certificates are nothing.
    pub fails: Vec<f64>,
    /// How probably fewer than τ of each party accept; 1 where it was not asked. For acceptance only.
    pub short: Vec<f64>,
}

/// A way in which a statement can be settled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Path {
    Majority(Direction),
    Together(Direction),
    Divided,
}

impl<'a> Case<'a> {
    pub(crate) fn new(answers: &'a [Answers], assembly: &'a Assembly<'a>) -> Result<Self, NotConverged> {
        let mut agree = Vec::with_capacity(answers.len());
        let mut disagree = Vec::with_capacity(answers.len());
        for (cell, prior) in answers.iter().zip(assembly.priors) {
            agree.push(cell.belief(Direction::For, prior, assembly.settings.evidence)?);
            disagree.push(cell.belief(Direction::Against, prior, assembly.settings.evidence)?);
        }
        let missing: Vec<u64> = answers.iter().map(|cell| cell.missing(assembly.settings)).collect();
        let asked = missing.iter().map(|&missing| missing == 0).collect();
        Ok(Case { assembly, answers, agree, disagree, missing, asked })
    }

    pub(crate) fn all_asked(&self) -> bool {
        self.asked.iter().all(|&asked| asked)
    }

    /// The certificates for a direction. A party fails it with at most the probability P(θ < τ) + P(δ > ν): the
    /// closed-form bound of the joint event.
    pub(crate) fn verdict(&self, direction: Direction) -> Result<Verdict, NotConverged> {
        let Assembly { settings, outside, standings, .. } = self.assembly;
        let (side, other) = match direction {
            Direction::For => (&self.agree, &self.disagree),
            Direction::Against => (&self.disagree, &self.agree),
        };
        let hopeless = (0..side.len())
            .filter(|&party| !self.asked[party] || side[party].is_far_below(settings.agreement));
        let hopeless = hopeless.count() > *outside;
        if hopeless && direction == Direction::Against {
            return Ok(Verdict { certified: 0.0, broad: 0.0, fails: Vec::new(), short: Vec::new() });
        }
        let short = self.asked_fails(|party| side[party].below(settings.agreement))?;
        if hopeless {
            return Ok(Verdict { certified: 0.0, broad: 0.0, fails: Vec::new(), short });
        }
        let fails =
            self.asked_fails(|party| Ok((short[party] + other[party].above(settings.veto)?).min(1.0)))?;
        let inside = |outside| standings.inside(&fails, outside, settings.evidence);
        Ok(Verdict { certified: inside(0), broad: inside(*outside), fails, short })
    }

    /// How probably each party fails a claim; one that was not asked fails every claim.
    pub(crate) fn asked_fails(
        &self,
        fails: impl Fn(usize) -> Result<f64, NotConverged>,
    ) -> Result<Vec<f64>, NotConverged> {
        let of = |party: usize| if self.asked[party] { fails(party) } else { Ok(1.0) };
        (0..self.asked.len()).map(of).collect()
    }

    pub(crate) fn divide(&self) -> Result<Option<Divide>, NotConverged> {
        let settings = self.assembly.settings;
        let leaning = |party: usize| {
            let lean = self.answers[party].leanings(&self.assembly.priors[party], settings.evidence)?;
            Ok(Leaning { party, agree: &self.agree[party], lean })
        };
        let asked = (0..self.answers.len()).filter(|&party| self.asked[party]);
        divide(&asked.map(leaning).collect::<Result<Vec<_>, _>>()?, settings)
    }

    /// Whether in more than half of the parties more than half are certified to stand on one side.
    pub(crate) fn is_majority(&self, direction: Direction) -> Result<bool, NotConverged> {
        let side = if direction == Direction::For { &self.agree } else { &self.disagree };
        let fails = self.asked_fails(|party| side[party].not_above(0.5))?;
        Ok(self.assembly.sure(more_than_half(&fails, self.assembly.settings.evidence)))
    }
}

impl Assembly<'_> {
    pub(crate) fn sure(&self, probability: f64) -> bool {
        probability >= self.settings.confidence
    }

    /// The ways to settle a statement. Where more than half of a party is less than τ of it and k leaves more than
    /// half of the parties, an agreement is a majority before it is more, so majorities stand for it.
    pub(crate) fn paths(&self) -> Vec<Path> {
        let both = [Direction::For, Direction::Against];
        let mut paths = both.map(Path::Majority).to_vec();
        if self.single {
            return paths;
        }
        paths.push(Path::Divided);
        let implied = self.settings.agreement > 0.5
            && 2 * self.outside < self.priors.len()
            && self.settings.evidence == Evidence::Fixed;
        if !implied {
            paths.extend(both.map(Path::Together));
        }
        paths
    }

    /// Whether these answers of asked parties would settle a statement in one way.
    pub(crate) fn settles(&self, path: Path, answers: &[Answers]) -> Result<bool, NotConverged> {
        match path {
            // Without the other side's beliefs: this is asked often.
            Path::Majority(direction) => {
                let fails = answers.iter().zip(self.priors).map(|(cell, prior)| {
                    cell.belief(direction, prior, self.settings.evidence)?.not_above(0.5)
                });
                let fails = fails.collect::<Result<Vec<f64>, _>>()?;
                Ok(self.sure(more_than_half(&fails, self.settings.evidence)))
            }
            Path::Together(direction) => Ok(self.sure(Case::new(answers, self)?.verdict(direction)?.broad)),
            Path::Divided => Ok(Case::new(answers, self)?.divide()?.is_some()),
        }
    }
}
