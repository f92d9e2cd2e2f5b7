//! Whether one party leans for a statement and another against it, far apart.

use crate::belief::Belief;
use crate::settings::{Evidence, Settings};
use crate::special::NotConverged;

/// How probably more of a party agree than disagree, and the other way round. Abstaining is neither.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lean {
    pub to: f64,
    pub against: f64,
}

/// What a divide needs to know of one asked party.
#[derive(Clone, Copy)]
pub(crate) struct Leaning<'a> {
    pub party: usize,
    pub agree: &'a Belief,
    pub lean: Lean,
}

/// Two certified poles: `at_least` of the one agree, `at_most` of the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Divide {
    pub for_party: usize,
    pub at_least: f64,
    pub against_party: usize,
    pub at_most: f64,
}

/// Shares that are exactly the gap apart may miss it by rounding.
const SLACK: f64 = 1e-9;

/// The certified pair whose expected shares are furthest apart, if there is one; of equal pairs the first in order
/// of parties.
pub(crate) fn divide(asked: &[Leaning<'_>], settings: &Settings) -> Result<Option<Divide>, NotConverged> {
    let rule = Rule::new(asked.len(), settings);
    let side = |leans: fn(&Lean) -> f64, sign: f64| {
        let sure = asked.iter().filter(|pole| 1.0 - leans(&pole.lean) < rule.per_lean);
        let mut poles: Vec<(f64, Leaning<'_>)> = sure.map(|pole| (sign * pole.agree.mean(), *pole)).collect();
        poles.sort_by(|a, b| b.0.total_cmp(&a.0));
        poles
    };
    let highest = side(|lean| lean.to, 1.0);
    if highest.is_empty() {
        return Ok(None);
    }
    let lowest = side(|lean| lean.against, -1.0);
    let mut best: Option<(f64, Divide)> = None;
    for (high, pole) in &highest {
        for (low, other) in &lowest {
            // Both lists run from the far end inwards, so nothing later in this row is further apart.
            let contrast = high + low;
            if contrast < rule.gap || best.is_some_and(|(found, _)| contrast <= found) {
                break;
            }
            if let Some(found) = rule.pair(pole, other)? {
                best = Some((contrast, found));
                break;
            }
        }
    }
    Ok(best.map(|(_, found)| found))
}

/// How the allowed error is spent.
struct Rule {
    error: f64,
    /// The most that one leaning may err.
    per_lean: f64,
    gap: f64,
    evidence: Evidence,
}

impl Rule {
    /// Live, the pair is picked after seeing the votes, so each of the four claims a party could be in (either
    /// leaning, either bound) has its own part of the error. Fixed, a pair has all of it.
    fn new(asked: usize, settings: &Settings) -> Rule {
        let error = 1.0 - settings.confidence;
        #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
        let claims = 4.0 * asked.max(1) as f64;
        let per_lean = if settings.evidence == Evidence::Anytime { error / claims } else { error };
        Rule { error, per_lean, gap: settings.divide_gap - SLACK, evidence: settings.evidence }
    }

    /// The joint event "a leans for, b leans against, θ_a ≥ x, θ_b ≤ y" is bounded by 1 − Σ(1 − each). What the two
    /// leanings leave of the allowed error is split equally between x and y, or where that is not enough so that
    /// x − y is largest; it must reach the gap.
    fn pair(&self, a: &Leaning<'_>, b: &Leaning<'_>) -> Result<Option<Divide>, NotConverged> {
        let at = |for_a: f64, for_b: f64| -> Result<Divide, NotConverged> {
            Ok(Divide {
                for_party: a.party,
                at_least: a.agree.at_least(for_a)?,
                against_party: b.party,
                at_most: b.agree.at_most(for_b)?,
            })
        };
        if self.evidence == Evidence::Anytime {
            let found = at(self.per_lean, self.per_lean)?;
            return Ok((found.apart() >= self.gap).then_some(found));
        }
        let left = self.error - (1.0 - a.lean.to) - (1.0 - b.lean.against);
        if left <= 0.0 {
            return Ok(None);
        }
        let equal = at(left / 2.0, left / 2.0)?;
        if equal.apart() >= self.gap {
            return Ok(Some(equal));
        }
        // The best split can gain little: where not even both bounds with all of the error reach the gap, none does.
        if at(left, left)?.apart() < self.gap {
            return Ok(None);
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..30 {
            let (first, second) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            let split = |part: f64| at(part * left, (1.0 - part) * left);
            let (one, two) = (split(first)?, split(second)?);
            if let Some(found) = [one, two].into_iter().find(|found| found.apart() >= self.gap) {
                return Ok(Some(found));
            }
            if one.apart() < two.apart() { low = first } else { high = second }
        }
        Ok(None)
    }
}

impl Divide {
    fn apart(&self) -> f64 {
        self.at_least - self.at_most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::Beta;

    #[test]
    fn shares_exactly_the_gap_apart_are_far_enough() {
        let (high, low) =
            (Belief::Known { side: 7.0, roster: 10.0 }, Belief::Known { side: 4.0, roster: 10.0 });
        let lean = |to, against| Lean { to, against };
        let asked = [
            Leaning { party: 0, agree: &high, lean: lean(1.0, 0.0) },
            Leaning { party: 1, agree: &low, lean: lean(0.0, 1.0) },
        ];
        let found = divide(&asked, &Settings::default()).expect("known");
        let poles = Divide { for_party: 0, at_least: 0.7, against_party: 1, at_most: 0.4 };
        assert_eq!(found, Some(poles));
    }

    #[test]
    fn an_uneven_split_finds_a_gap_that_the_equal_one_misses() {
        // One side is known almost exactly, so nearly all of the error belongs to the other.
        let crowd = |a, b| Belief::Endless(Beta::new(a, b).expect("shapes"));
        let (exact, vague) = (Belief::Known { side: 90.0, roster: 100.0 }, crowd(40.0, 60.0));
        let at = |error| vague.at_most(error).expect("converges");
        let gap = 0.9 - (at(0.05) + at(0.025)) / 2.0;
        let settings = Settings { divide_gap: gap, ..Settings::default() };
        let asked = [
            Leaning { party: 0, agree: &exact, lean: Lean { to: 1.0, against: 0.0 } },
            Leaning { party: 1, agree: &vague, lean: Lean { to: 0.0, against: 1.0 } },
        ];
        assert!(divide(&asked, &settings).expect("converges").is_some());
    }
}
