//! Which grade a statement earns: the first that holds, in the order of [`Grade`].

use crate::answers::Answers;
use crate::case::{Case, Verdict};
use crate::divide::Divide;
use crate::report::{Direction, Grade, OutsideReason};
use crate::special::NotConverged;

/// What was decided, before the figures are put beside it.
pub(crate) struct Graded {
    pub grade: Grade,
    pub direction: Option<Direction>,
    /// Parties by number, in their order.
    pub outside: Vec<(usize, OutsideReason)>,
    pub poles: Option<Divide>,
}

impl Graded {
    fn plain(grade: Grade, direction: Option<Direction>) -> Graded {
        Graded { grade, direction, outside: Vec::new(), poles: None }
    }
}

/// Grades a statement. `accept` and `reject` are its certificates in both directions.
pub(crate) fn grade(case: &Case<'_>, accept: &Verdict, reject: &Verdict) -> Result<Graded, NotConverged> {
    if !case.assembly.single {
        if is_unanimous(case) {
            return Ok(Graded::plain(Grade::Unanimous, Some(Direction::For)));
        }
        for (verdict, direction) in [(accept, Direction::For), (reject, Direction::Against)] {
            if let Some(graded) = together(case, verdict, direction) {
                return Ok(graded);
            }
        }
        if let Some(poles) = case.divide()? {
            return Ok(Graded { poles: Some(poles), ..Graded::plain(Grade::Divided, None) });
        }
    }
    if !case.all_asked() {
        return Ok(Graded::plain(Grade::NotYetAsked, None));
    }
    for direction in [Direction::For, Direction::Against] {
        if case.is_majority(direction)? {
            return Ok(Graded::plain(Grade::Majority, Some(direction)));
        }
    }
    Ok(Graded::plain(Grade::Open, None))
}

fn is_unanimous(case: &Case<'_>) -> bool {
    let agrees = |cell: &Answers| cell.people.pass == 0 && cell.people.disagree == 0;
    case.all_asked() && case.answers.iter().all(agrees)
}

/// Consensus or broad consensus in one direction.
fn together(case: &Case<'_>, verdict: &Verdict, direction: Direction) -> Option<Graded> {
    let (full, broad) = match direction {
        Direction::For => (Grade::Consensus, Grade::BroadConsensus),
        Direction::Against => (Grade::SharedRejection, Grade::SharedRejection),
    };
    if case.all_asked() && case.assembly.sure(verdict.certified) {
        return Some(Graded::plain(full, Some(direction)));
    }
    let outside = outside(case, verdict)?;
    let reason = |party: usize| {
        let people = case.answers[party].people;
        let leans_away = match direction {
            Direction::For => people.disagree > people.agree,
            Direction::Against => people.agree > people.disagree,
        };
        match (case.asked[party], leans_away) {
            (false, _) => OutsideReason::NotAsked,
            (true, true) => OutsideReason::Disagrees,
            (true, false) => OutsideReason::Undecided,
        }
    };
    let outside = outside.into_iter().map(|party| (party, reason(party))).collect();
    Some(Graded { outside, ..Graded::plain(broad, Some(direction)) })
}

/// Who stands outside a broad verdict, if there is one: the unasked and those that more probably fail than not,
/// then the least certain, as few as make the claim "at most these many stand outside" certified. More than k, or
/// more of a standing than it may lose, is no broad verdict.
fn outside(case: &Case<'_>, verdict: &Verdict) -> Option<Vec<usize>> {
    let assembly = case.assembly;
    if assembly.outside == 0 || !assembly.sure(verdict.broad) {
        return None;
    }
    let must: Vec<usize> = (0..verdict.fails.len()).filter(|&party| verdict.fails[party] > 0.5).collect();
    let enough = |number: usize| {
        let inside = assembly.standings.inside(&verdict.fails, number, assembly.settings.evidence);
        assembly.sure(inside)
    };
    let fewest = (must.len().max(1)..=assembly.outside).find(|&number| enough(number))?;
    assembly.standings.name(&verdict.fails, fewest, &must)
}
