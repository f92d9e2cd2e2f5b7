//! Which grade a statement earns, and the figures beside it.

use crate::belief::{Answers, Belief};
use crate::certify::{Standings, more_than_half};
use crate::divide::{Divide, Leaning, divide};
use crate::engine::{Asked, EngineError};
use crate::measures::{balanced, failure, floor, weightings};
use crate::needed::more_answers;
use crate::prior::Prior;
use crate::report::{Direction, Finding, Grade, MoreAnswers, Outside, OutsideReason, PartyFinding, Poles};
use crate::settings::Settings;
use terms::PartyFacts;

/// What is the same for every statement.
pub(crate) struct Assembly<'a> {
    pub parties: &'a [PartyFacts],
    pub priors: &'a [Prior],
    pub standings: Standings,
    /// k.
    pub outside: usize,
    pub single: bool,
    pub settings: &'a Settings,
}

/// One statement with everything believed of it. `agree` and `disagree` run parallel to the parties.
struct Case<'a> {
    assembly: &'a Assembly<'a>,
    answers: &'a [Answers],
    agree: Vec<Belief>,
    disagree: Vec<Belief>,
    asked: Vec<bool>,
}

/// The verdict in one direction.
struct Verdict {
    certified: f64,
    broad: f64,
    fails: Vec<f64>,
}

/// What was decided, before the figures are put beside it.
struct Graded {
    grade: Grade,
    direction: Option<Direction>,
    outside: Vec<Outside>,
    poles: Option<Divide>,
}

/// Grades one statement: the first grade that holds, in the order of [`Grade`].
pub(crate) fn assess(question: &Asked, assembly: &Assembly<'_>) -> Result<Finding, EngineError> {
    let case = Case::new(&question.answers, assembly)?;
    let accept = case.verdict(&case.agree, &case.disagree)?;
    let reject = case.verdict(&case.disagree, &case.agree)?;
    let graded = case.graded(&accept, &reject)?;
    let settings = assembly.settings;
    let all_asked = case.asked.iter().all(|&asked| asked);
    let sure = |beliefs: &[Belief]| -> Result<Option<f64>, EngineError> {
        if all_asked { floor(beliefs, settings.confidence, settings.evidence).map(Some) } else { Ok(None) }
    };
    let floor = sure(&case.agree)?;
    let (more_answers, parties) = case.parties(graded.grade)?;
    #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
    let share = 1.0 / assembly.parties.len() as f64;
    let sides = || question.answers.iter().map(|cell| cell.people.agree.cmp(&cell.people.disagree));
    let somebody = question.answers.iter().any(|cell| !cell.people.is_empty());
    let key = |party: usize| assembly.parties[party].key.clone();
    Ok(Finding {
        statement: question.statement.clone(),
        grade: graded.grade,
        direction: graded.direction,
        outside: graded.outside,
        poles: graded.poles.map(|poles| Poles {
            for_party: key(poles.for_party),
            for_at_least: poles.at_least,
            against_party: key(poles.against_party),
            against_at_most: poles.at_most,
        }),
        floor,
        rejection_floor: sure(&case.disagree)?,
        weakest: case.weakest()?.map(key),
        robust_floor: case.robust_floor(floor)?,
        certified: accept.certified,
        certified_broad: accept.broad,
        balanced: balanced(&question.answers, assembly.priors, share),
        contrast: case.contrast(),
        weightings: weightings(assembly.parties, &case.agreement_fails()?),
        totals: question.totals,
        parties,
        no_objection: somebody && sides().all(std::cmp::Ordering::is_ge),
        all_for: sides().all(std::cmp::Ordering::is_gt),
        more_answers,
    })
}

impl<'a> Case<'a> {
    fn new(answers: &'a [Answers], assembly: &'a Assembly<'a>) -> Result<Case<'a>, EngineError> {
        let evidence = assembly.settings.evidence;
        let mut agree = Vec::with_capacity(answers.len());
        let mut disagree = Vec::with_capacity(answers.len());
        for (cell, &prior) in answers.iter().zip(assembly.priors) {
            agree.push(cell.belief(prior, evidence)?);
            disagree.push(cell.mirrored().belief(mirrored(prior), evidence)?);
        }
        let asked = answers.iter().map(|cell| is_asked(cell, assembly.settings)).collect();
        Ok(Case { assembly, answers, agree, disagree, asked })
    }

    /// The certificates for the side whose share is `side` and whose opposition is `other`.
    fn verdict(&self, side: &[Belief], other: &[Belief]) -> Result<Verdict, EngineError> {
        let settings = self.assembly.settings;
        let fails = (0..side.len())
            .map(
                |party| {
                    if self.asked[party] { failure(&side[party], &other[party], settings) } else { Ok(1.0) }
                },
            )
            .collect::<Result<Vec<f64>, _>>()?;
        let inside = |outside| self.assembly.standings.inside(&fails, outside, settings.evidence);
        let (certified, broad) = (inside(0), inside(self.assembly.outside));
        Ok(Verdict { certified, broad, fails })
    }

    /// P(θ < τ) alone, for the weightings: unasked parties fail.
    fn agreement_fails(&self) -> Result<Vec<f64>, EngineError> {
        let tau = self.assembly.settings.agreement;
        let of = |party: usize| if self.asked[party] { self.agree[party].below(tau) } else { Ok(1.0) };
        (0..self.agree.len()).map(of).collect()
    }

    fn graded(&self, accept: &Verdict, reject: &Verdict) -> Result<Graded, EngineError> {
        let plain = |grade, direction| Graded { grade, direction, outside: Vec::new(), poles: None };
        let confidence = self.assembly.settings.confidence;
        if !self.assembly.single {
            if self.is_unanimous() {
                return Ok(plain(Grade::Unanimous, Some(Direction::For)));
            }
            if accept.certified >= confidence {
                return Ok(plain(Grade::Consensus, Some(Direction::For)));
            }
            if accept.broad >= confidence {
                let outside = self.outside(accept, |cell| cell.people.disagree > cell.people.agree);
                return Ok(Graded { outside, ..plain(Grade::BroadConsensus, Some(Direction::For)) });
            }
            if reject.certified >= confidence {
                return Ok(plain(Grade::SharedRejection, Some(Direction::Against)));
            }
            if reject.broad >= confidence {
                let outside = self.outside(reject, |cell| cell.people.agree > cell.people.disagree);
                return Ok(Graded { outside, ..plain(Grade::SharedRejection, Some(Direction::Against)) });
            }
            if let Some(poles) = self.divide()? {
                return Ok(Graded { poles: Some(poles), ..plain(Grade::Divided, None) });
            }
        }
        if !self.asked.iter().all(|&asked| asked) {
            return Ok(plain(Grade::NotYetAsked, None));
        }
        for (side, direction) in [(&self.agree, Direction::For), (&self.disagree, Direction::Against)] {
            let fails = side.iter().map(not_above_half).collect::<Result<Vec<f64>, _>>()?;
            if more_than_half(&fails, self.assembly.settings.evidence) >= confidence {
                return Ok(plain(Grade::Majority, Some(direction)));
            }
        }
        Ok(plain(Grade::Open, None))
    }

    fn is_unanimous(&self) -> bool {
        let agrees = |cell: &Answers| cell.people.pass == 0 && cell.people.disagree == 0;
        self.asked.iter().all(|&asked| asked) && self.answers.iter().all(agrees)
    }

    /// Who stands outside a broad verdict: the unasked, those that more probably fail than not, and then the
    /// least certain, as few as make the claim "at most these many stand outside" certified.
    fn outside(&self, verdict: &Verdict, leans_away: impl Fn(&Answers) -> bool) -> Vec<Outside> {
        let settings = self.assembly.settings;
        let standings = &self.assembly.standings;
        let must: Vec<usize> = (0..verdict.fails.len()).filter(|&party| verdict.fails[party] > 0.5).collect();
        let enough = |number: usize| {
            standings.inside(&verdict.fails, number, settings.evidence) >= settings.confidence
        };
        let fewest =
            (1..=self.assembly.outside).find(|&number| enough(number)).unwrap_or(self.assembly.outside);
        let named = standings.name(&verdict.fails, fewest.max(must.len()), &must);
        let reason = |party: usize| match () {
            () if !self.asked[party] => OutsideReason::NotAsked,
            () if leans_away(&self.answers[party]) => OutsideReason::Disagrees,
            () => OutsideReason::Undecided,
        };
        let entry =
            |party: usize| Outside { party: self.assembly.parties[party].key.clone(), reason: reason(party) };
        named.into_iter().map(entry).collect()
    }

    fn divide(&self) -> Result<Option<Divide>, EngineError> {
        let evidence = self.assembly.settings.evidence;
        let mut leanings = Vec::new();
        for party in (0..self.answers.len()).filter(|&party| self.asked[party]) {
            let (cell, prior) = (self.answers[party], self.assembly.priors[party]);
            leanings.push(Leaning {
                party,
                agree: &self.agree[party],
                leans_for: cell.leans_for(prior, evidence)?,
                leans_against: cell.mirrored().leans_for(mirrored(prior), evidence)?,
            });
        }
        divide(&leanings, self.assembly.settings)
    }

    /// The asked party whose own lower bound is lowest.
    fn weakest(&self) -> Result<Option<usize>, EngineError> {
        let error = 1.0 - self.assembly.settings.confidence;
        let mut weakest: Option<(f64, usize)> = None;
        for party in (0..self.agree.len()).filter(|&party| self.asked[party]) {
            let low = self.agree[party].at_least(error)?;
            if weakest.is_none_or(|(lowest, _)| low < lowest) {
                weakest = Some((low, party));
            }
        }
        Ok(weakest.map(|(_, party)| party))
    }

    /// The floor that survives if so many of every party were fake and all of them agreed. Never above the floor.
    fn robust_floor(&self, plain: Option<f64>) -> Result<Option<f64>, EngineError> {
        let Some(plain) = plain else { return Ok(None) };
        let settings = self.assembly.settings;
        let beliefs = self.answers.iter().zip(self.assembly.priors);
        let beliefs = beliefs
            .map(|(cell, &prior)| cell.without_fakes(settings.fake_share).belief(prior, settings.evidence))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Some(floor(&beliefs, settings.confidence, settings.evidence)?.min(plain)))
    }

    fn contrast(&self) -> Option<f64> {
        let means =
            || (0..self.agree.len()).filter(|&party| self.asked[party]).map(|party| self.agree[party].mean());
        (means().count() >= 2).then(|| {
            let (low, high) =
                means().fold((1.0_f64, 0.0_f64), |(low, high), mean| (low.min(mean), high.max(mean)));
            high - low
        })
    }

    fn parties(&self, grade: Grade) -> Result<(Option<MoreAnswers>, Vec<PartyFinding>), EngineError> {
        let Assembly { standings, outside, single, settings, parties, .. } = self.assembly;
        let missing = |party: usize| missing(&self.answers[party], settings);
        let (more, mut needed) = match grade {
            Grade::NotYetAsked => {
                let all: Vec<u64> = (0..parties.len()).map(missing).collect();
                (Some(MoreAnswers::Missing(all.iter().sum())), all)
            }
            Grade::Open => {
                let (more, each) = more_answers(self.answers, standings, *outside, *single, settings);
                (Some(more), each)
            }
            _ => (None, vec![0; parties.len()]),
        };
        (0..parties.len())
            .filter(|&party| !self.asked[party])
            .for_each(|party| needed[party] = missing(party));
        let tail = (1.0 - settings.confidence) / 2.0;
        let of = |party: usize| {
            Ok(PartyFinding {
                party: parties[party].key.clone(),
                counts: self.answers[party].people,
                low: self.agree[party].at_least(tail)?,
                high: self.agree[party].at_most(tail)?,
                mean: self.agree[party].mean(),
                asked: self.asked[party],
                needed: needed[party],
            })
        };
        Ok((more, (0..parties.len()).map(of).collect::<Result<_, EngineError>>()?))
    }
}

fn mirrored(prior: Prior) -> Prior {
    Prior { agree: prior.disagree, disagree: prior.agree, ..prior }
}

fn not_above_half(side: &Belief) -> Result<f64, EngineError> {
    // "More than half": exactly half is not more.
    Ok(match side {
        Belief::Known { .. } | Belief::Finite(_) => 1.0 - side.above(0.5)?,
        _ => side.below(0.5)?,
    })
}

/// A party is asked from the minimum of answers on, or its whole roster if smaller; passes are answers. Unequal
/// weights must be worth as many full answers.
fn is_asked(cell: &Answers, settings: &Settings) -> bool {
    let minimum = settings.minimum_for(cell.roster).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a minimum of answers is small")]
    let worth = cell.plain || cell.total() >= minimum as f64;
    cell.people.answers() >= minimum && worth
}

fn missing(cell: &Answers, settings: &Settings) -> u64 {
    let by_people = settings.minimum_for(cell.roster).max(1).saturating_sub(cell.people.answers());
    if by_people == 0 && !is_asked(cell, settings) { 1 } else { by_people }
}
