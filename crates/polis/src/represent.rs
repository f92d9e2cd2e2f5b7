//! Which statements represent a group (`repness.clj`).

use crate::counts::{GroupCounts, total};
use crate::math::{Representative, Side};
use crate::stats::{Seen, Z90};
use std::collections::BTreeMap;

const MOST: usize = 5;

/// For each group its statements. `statements` and `zeroed` are by column.
pub(crate) fn representatives(
    groups: &[GroupCounts],
    statements: &[i64],
    zeroed: &[bool],
) -> BTreeMap<u32, Vec<Representative>> {
    let all = total(groups, statements.len());
    let of = |group: &GroupCounts| {
        let mut choice = Choice::default();
        for (at, tid) in statements.iter().enumerate().filter(|(at, _)| !zeroed[*at]) {
            choice.look_at(&Seen::new(*tid, group.votes[at], all[at]));
        }
        (group.id, choice.made())
    };
    groups.iter().map(of).collect()
}

/// What was found so far, statement after statement.
#[derive(Default)]
struct Choice {
    sufficient: Vec<Representative>,
    best: Option<Representative>,
    best_agree: Option<Seen>,
}

impl Choice {
    fn look_at(&mut self, seen: &Seen) {
        if seen.agree.is_sure() || seen.disagree.is_sure() {
            self.sufficient.push(representative(seen));
        }
        let test = seen.agree.ratio_test.max(seen.disagree.ratio_test);
        let beats = |best: &Representative| test > f64::from(best.repness_test);
        if self.sufficient.is_empty() && self.best.as_ref().is_none_or(beats) {
            self.best = Some(representative(seen));
        }
        if self.is_best_agree(seen) {
            self.best_agree = Some(*seen);
        }
    }

    fn is_best_agree(&self, seen: &Seen) -> bool {
        let agree = &seen.agree;
        if agree.count == 0 && seen.disagree.count == 0 {
            return false;
        }
        match &self.best_agree {
            Some(best) if best.agree.ratio > 1.0 => agree.merit() > best.agree.merit(),
            Some(best) => agree.share * agree.test > best.agree.share * best.agree.test,
            None => agree.test > Z90 || agree.ratio > 1.0 && agree.share > 0.5,
        }
    }

    fn made(self) -> Vec<Representative> {
        let best_agree = self.best_agree.as_ref().map(|seen| Representative {
            best_agree: Some(true),
            n_agree: Some(seen.agree.count),
            ..representative(seen)
        });
        if self.sufficient.is_empty() {
            return best_agree.or(self.best).into_iter().collect();
        }
        let head = best_agree.as_ref().map(|best| best.tid);
        let mut rest: Vec<_> = self.sufficient.into_iter().filter(|one| Some(one.tid) != head).collect();
        // Stable: equals stay in the order of their first votes.
        rest.sort_by(|a, b| merit(b).total_cmp(&merit(a)));
        let chosen: Vec<_> = best_agree.into_iter().chain(rest).take(MOST).collect();
        let (agree, disagree): (Vec<_>, Vec<_>) =
            chosen.into_iter().partition(|one| one.repful_for == Side::Agree);
        agree.into_iter().chain(disagree).collect()
    }
}

fn merit(one: &Representative) -> f64 {
    one.repness * f64::from(one.repness_test) * one.p_success * one.p_test
}

fn representative(seen: &Seen) -> Representative {
    let (side, compared) = if seen.agree.ratio_test > seen.disagree.ratio_test {
        (Side::Agree, &seen.agree)
    } else {
        (Side::Disagree, &seen.disagree)
    };
    #[expect(clippy::cast_possible_truncation, reason = "Polis publishes it in single precision")]
    let repness_test = compared.ratio_test as f32;
    Representative {
        tid: seen.tid,
        n_success: compared.count,
        n_trials: seen.seen,
        p_success: compared.share,
        p_test: compared.test,
        repness: compared.ratio,
        repness_test,
        repful_for: side,
        best_agree: None,
        n_agree: None,
    }
}
