//! Findings over two families of blocks at once: the parties people belong to, and the groups they answer like.
//!
//! Parties are joined by credentials, groups by answering; a claim that holds over both can be bought in neither alone.
//! The two families are the same people, so their certificates are not independent: what holds over both does so with
//! at least the probability `C_parties + C_groups − 1` (Bonferroni), and that is what is certified.

use crate::answers::Answers;
use crate::case::{Assembly, Case};
use crate::certify::Standings;
use crate::digest;
use crate::engine::{EngineError, Roll};
use crate::finding::{contrast, sure_floor, views, weakest};
use crate::prior::Prior;
use crate::report::{Direction, Finding, Grade, GradeCounts, GroupAxis, MoreAnswers, Report};
use crate::settings::{Evidence, Settings};
use crate::special::NotConverged;
use crate::weights::Scales;
use rayon::prelude::*;
use std::collections::BTreeSet;
use tally::Tally;
use terms::{PartyFacts, StatementKey};

/// Holds the findings of a report over opinion groups as well, whose tally is of the same votes.
///
/// Every finding gets its [`GroupAxis`], `certified` becomes the bound over both, and an agreement that does not hold
/// over the groups is none: it stands as a majority, or as not yet asked where a group was not.
///
/// # Errors
/// [`EngineError`] as [`crate::find`] has them, for the groups.
pub fn over_groups_as_well(
    mut report: Report,
    tally: &Tally,
    groups: &[PartyFacts],
) -> Result<Report, EngineError> {
    let settings = report.settings.clone();
    let roll = Roll::new(tally, groups, false, &BTreeSet::new())?;
    let priors = (0..groups.len()).into_par_iter().map(|group| roll.prior(group)).collect::<Vec<_>>();
    let priors = priors.into_iter().collect::<Result<Vec<Prior>, _>>()?;
    let assembly = Assembly {
        priors: &priors,
        standings: Standings::new(groups),
        scales: Scales::new(groups),
        outside: 0,
        single: false,
        settings: &settings,
    };
    let parties = report.parties.len();
    let outside = report.outside_at_most as usize;
    let held = |finding: Finding| hold(finding, &roll, groups, &assembly, (parties, outside));
    let findings: Vec<Result<Finding, EngineError>> = report.findings.into_par_iter().map(held).collect();
    report.findings = findings.into_iter().collect::<Result<_, _>>()?;
    report.groups = groups.to_vec();
    report.summary = GradeCounts::default();
    report.findings.iter().for_each(|finding| report.summary.add(finding.grade));
    report.digest = digest::of(&report);
    Ok(report)
}

fn hold(
    mut finding: Finding,
    roll: &Roll<'_>,
    groups: &[PartyFacts],
    assembly: &Assembly<'_>,
    parties: (usize, usize),
) -> Result<Finding, EngineError> {
    let cells = cells(roll, groups.len(), &finding.statement)?;
    let case = Case::new(&cells, assembly)?;
    let mut axis = axis(&case, groups, &finding)?;
    finding.certified = both(finding.certified, axis.certified);
    finding.certified_broad = both(finding.certified_broad, axis.certified);
    if let Some(own) = agreed(&finding, &axis)
        && !assembly.sure(own)
    {
        axis.stopped = Some(finding.grade);
        finding.outside.clear();
        if !case.all_asked() {
            finding.grade = Grade::NotYetAsked;
            finding.direction = None;
            finding.more_answers = Some(MoreAnswers::Missing(case.missing.iter().sum()));
        } else if is_majority_anyway(assembly.settings, parties) {
            finding.grade = Grade::Majority;
        } else {
            finding.grade = Grade::Open;
            finding.direction = None;
        }
    }
    finding.groups = Some(axis);
    Ok(finding)
}

fn cells(roll: &Roll<'_>, groups: usize, statement: &StatementKey) -> Result<Vec<Answers>, EngineError> {
    match roll.find(statement) {
        Some(statement) => (0..groups).map(|group| roll.cell(group, statement)).collect(),
        // Nobody of any group answered it.
        None => Ok(vec![Answers::none(); groups]),
    }
}

fn axis(case: &Case<'_>, groups: &[PartyFacts], finding: &Finding) -> Result<GroupAxis, NotConverged> {
    let keys: Vec<_> = groups.iter().map(|group| group.key.clone()).collect();
    Ok(GroupAxis {
        certified: case.verdict(Direction::For)?.certified,
        certified_against: case.verdict(Direction::Against)?.certified,
        certified_parties: finding.certified,
        floor: sure_floor(case, &case.agree)?,
        rejection_floor: sure_floor(case, &case.disagree)?,
        weakest: weakest(case)?.map(|group| keys[group].clone()),
        contrast: contrast(case),
        groups: views(case, &keys, &case.missing)?,
        stopped: None,
    })
}

/// What holds over both families, at least.
fn both(parties: f64, groups: f64) -> f64 {
    (parties + groups - 1.0).max(0.0)
}

/// How sure the agreement is that the grade names, over both; `None` where it names none, or where every single vote is
/// for it, which no grouping can change.
fn agreed(finding: &Finding, axis: &GroupAxis) -> Option<f64> {
    match finding.grade {
        // These two hold the bound over both already.
        Grade::Consensus => Some(finding.certified),
        Grade::BroadConsensus => Some(finding.certified_broad),
        Grade::SharedRejection => Some(both(finding.certified_against, axis.certified_against)),
        Grade::Unanimous | Grade::Divided | Grade::NotYetAsked | Grade::Majority | Grade::Open => None,
    }
}

/// Whether an agreement of the parties is always a majority of them too: more than half of each of more than half.
fn is_majority_anyway(settings: &Settings, (parties, outside): (usize, usize)) -> bool {
    settings.agreement > 0.5 && 2 * outside < parties && settings.evidence == Evidence::Fixed
}
