//! One finding: the grade, with the figures beside it.

use crate::answers::Answers;
use crate::belief::Belief;
use crate::case::{Assembly, Case};
use crate::floor::{balanced, floor};
use crate::grade::{Graded, grade};
use crate::needed::more_answers;
use crate::report::{Direction, Finding, Grade, MoreAnswers, Outside, PartyFinding, Poles};
use crate::special::NotConverged;
use std::cmp::Ordering;
use tally::Counts;
use terms::{PartyKey, StatementKey};

/// Everything said of one statement. `keys` name the parties of `answers`, in order.
pub(crate) fn find(
    statement: &StatementKey,
    totals: Counts,
    answers: &[Answers],
    keys: &[PartyKey],
    assembly: &Assembly<'_>,
) -> Result<Finding, NotConverged> {
    let case = Case::new(answers, assembly)?;
    let accept = case.verdict(Direction::For)?;
    let reject = case.verdict(Direction::Against)?;
    let graded = grade(&case, &accept, &reject)?;
    let (more_answers, needed) = still_needed(&case, graded.grade)?;
    let floor = sure_floor(&case, &case.agree)?;
    let sides = || answers.iter().map(|cell| cell.people.agree.cmp(&cell.people.disagree));
    #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
    let share = 1.0 / answers.len() as f64;
    let parties = views(&case, keys, &needed)?;
    Ok(Finding {
        statement: statement.clone(),
        grade: graded.grade,
        direction: graded.direction,
        outside: outside(&graded, keys),
        poles: poles(&graded, keys),
        floor,
        rejection_floor: sure_floor(&case, &case.disagree)?,
        weakest: weakest(&case)?.map(|party| keys[party].clone()),
        robust_floor: robust_floor(&case, floor)?,
        certified: accept.certified,
        certified_broad: accept.broad,
        certified_against: reject.certified.max(reject.broad),
        balanced: balanced(&case.agree, share),
        contrast: contrast(&case),
        weightings: assembly.scales.held(&accept.short, assembly.settings.evidence),
        totals,
        parties,
        no_objection: answers.iter().any(|cell| !cell.people.is_empty()) && sides().all(Ordering::is_ge),
        all_for: sides().all(Ordering::is_gt),
        more_answers,
        groups: None,
    })
}

fn outside(graded: &Graded, keys: &[PartyKey]) -> Vec<Outside> {
    let entry = |&(party, reason): &(usize, _)| Outside { party: keys[party].clone(), reason };
    graded.outside.iter().map(entry).collect()
}

fn poles(graded: &Graded, keys: &[PartyKey]) -> Option<Poles> {
    graded.poles.map(|poles| Poles {
        for_party: keys[poles.for_party].clone(),
        for_at_least: poles.at_least,
        against_party: keys[poles.against_party].clone(),
        against_at_most: poles.at_most,
    })
}

/// The floor of these beliefs, once every party was asked.
pub(crate) fn sure_floor(case: &Case<'_>, beliefs: &[Belief]) -> Result<Option<f64>, NotConverged> {
    let settings = case.assembly.settings;
    if !case.all_asked() {
        return Ok(None);
    }
    floor(beliefs, settings.confidence, settings.evidence).map(Some)
}

/// The floor that survives if so many of every party were fake and all of them agreed. Never above the floor.
fn robust_floor(case: &Case<'_>, plain: Option<f64>) -> Result<Option<f64>, NotConverged> {
    let Some(plain) = plain else { return Ok(None) };
    let settings = case.assembly.settings;
    let honest = case.answers.iter().zip(case.assembly.priors);
    let honest = honest.map(|(cell, prior)| {
        cell.without_fakes(settings.fake_share).belief(Direction::For, prior, settings.evidence)
    });
    let honest = honest.collect::<Result<Vec<_>, _>>()?;
    Ok(Some(floor(&honest, settings.confidence, settings.evidence)?.min(plain)))
}

/// The asked party whose own lower bound is lowest; of equal ones the first.
pub(crate) fn weakest(case: &Case<'_>) -> Result<Option<usize>, NotConverged> {
    let error = 1.0 - case.assembly.settings.confidence;
    let mut weakest: Option<(f64, usize)> = None;
    for party in (0..case.agree.len()).filter(|&party| case.asked[party]) {
        let low = case.agree[party].at_least(error)?;
        if weakest.is_none_or(|(lowest, _)| low < lowest) {
            weakest = Some((low, party));
        }
    }
    Ok(weakest.map(|(_, party)| party))
}

pub(crate) fn contrast(case: &Case<'_>) -> Option<f64> {
    let (mut low, mut high, mut asked) = (1.0_f64, 0.0_f64, 0);
    for party in (0..case.agree.len()).filter(|&party| case.asked[party]) {
        let mean = case.agree[party].mean();
        (low, high, asked) = (low.min(mean), high.max(mean), asked + 1);
    }
    (asked >= 2).then_some(high - low)
}

/// What is still needed over all, and of each party.
fn still_needed(case: &Case<'_>, grade: Grade) -> Result<(Option<MoreAnswers>, Vec<u64>), NotConverged> {
    if grade == Grade::Open {
        let (more, each) = more_answers(case.answers, case.assembly)?;
        return Ok((Some(more), each));
    }
    let all = MoreAnswers::Missing(case.missing.iter().sum());
    Ok(((grade == Grade::NotYetAsked).then_some(all), case.missing.clone()))
}

pub(crate) fn views(
    case: &Case<'_>,
    keys: &[PartyKey],
    needed: &[u64],
) -> Result<Vec<PartyFinding>, NotConverged> {
    let tail = (1.0 - case.assembly.settings.confidence) / 2.0;
    let of = |party: usize| {
        let agree = &case.agree[party];
        Ok(PartyFinding {
            party: keys[party].clone(),
            counts: case.answers[party].people,
            low: agree.at_least(tail)?,
            high: agree.at_most(tail)?,
            mean: agree.mean(),
            asked: case.asked[party],
            needed: needed[party],
        })
    };
    (0..keys.len()).map(of).collect()
}
