//! Floors, and the other figures that join the parties' beliefs.

use crate::belief::Belief;
use crate::settings::Evidence;
use crate::special::{Beta, NotConverged};
use libm::{exp, log, log1p};

/// What a party may have below a share without mattering to the product.
const NEGLIGIBLE: f64 = 1e-14;

/// The share of which we are `confidence` sure that it is reached in every party: the largest t with
/// Π P(θ_b ≥ t) ≥ confidence (`consensus-science` §2.2: the lower quantile of the minimum), to 1e-9.
///
/// Live bounds: the largest t with Σ P(θ_b < t) ≤ 1 − confidence, the sum by which consensus is certified, so that a
/// consensus never stands beside a floor below τ.
pub(crate) fn floor(beliefs: &[Belief], confidence: f64, evidence: Evidence) -> Result<f64, NotConverged> {
    let error = 1.0 - confidence;
    if beliefs.len() == 1 {
        return least(beliefs, error);
    }
    if evidence == Evidence::Anytime {
        return summed(beliefs, error);
    }
    if beliefs.iter().all(|belief| matches!(belief, Belief::Known { .. })) {
        return least(beliefs, error);
    }
    if let Some(found) = newton(beliefs, confidence)? {
        return Ok(found);
    }
    #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
    let low = least(beliefs, error / beliefs.len() as f64)?;
    let high = least(beliefs, error)?;
    // Who has nothing below the highest share in question has nothing below any.
    let mut near = Vec::new();
    for belief in beliefs {
        if belief.below(high)? > NEGLIGIBLE {
            near.push(belief);
        }
    }
    bisect(low, high, |share| Ok(ln_together(&near, share)? - log(confidence)))
}

/// The lowest share below which a party has at most `each`.
fn least(beliefs: &[Belief], each: f64) -> Result<f64, NotConverged> {
    beliefs.iter().try_fold(1.0_f64, |low, belief| Ok(low.min(belief.at_least(each)?)))
}

/// The largest t with Σ P(θ_b < t) ≤ error, to 1e-9.
fn summed(beliefs: &[Belief], error: f64) -> Result<f64, NotConverged> {
    #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
    let low = least(beliefs, error / beliefs.len() as f64)?;
    let high = least(beliefs, error)?;
    bisect(low, high, |share| {
        Ok(error
            - beliefs
                .iter()
                .try_fold(0.0, |sum, belief| Ok::<_, NotConverged>(sum + belief.below(share)?))?)
    })
}

/// ln Π P(θ_b ≥ share).
fn ln_together(beliefs: &[&Belief], share: f64) -> Result<f64, NotConverged> {
    beliefs.iter().try_fold(0.0, |sum, belief| Ok(sum + log1p(-belief.below(share)?)))
}

/// Newton's steps for open crowds. The logarithm of a product of upper Beta tails is concave for shapes from one
/// on, so after the first they close in from above; `None` where they do not, which only happens below one.
fn newton(beliefs: &[Belief], confidence: f64) -> Result<Option<f64>, NotConverged> {
    let target = log(confidence);
    let crowd = |belief| if let &Belief::Endless(beta) = belief { Some(beta) } else { None };
    let Some(mut near) = beliefs.iter().map(crowd).collect::<Option<Vec<Beta>>>() else { return Ok(None) };
    let mut share = near.iter().map(|beta| beta.rough_quantile(1.0 - confidence)).fold(1.0, f64::min);
    for _ in 0..30 {
        let (mut value, mut slope) = (0.0, 0.0);
        let mut matters = Vec::with_capacity(near.len());
        for &beta in &near {
            let below = beta.tails(share)?.lower;
            if below > NEGLIGIBLE {
                matters.push(beta);
                value += log1p(-below);
                slope -= beta.density(share) / (1.0 - below);
            }
        }
        let next = share - (value - target) / slope;
        if !(next > 0.0 && next < 1.0) {
            return Ok(None);
        }
        if (next - share).abs() <= 1e-9 {
            return Ok(Some(next));
        }
        if next < share {
            // Who has nothing below this share has nothing below any still to come.
            near = matters;
        }
        share = next;
    }
    Ok(None)
}

/// The last point between `low` and `high` at which a falling function is still at least zero, to 1e-9.
fn bisect(
    mut low: f64,
    mut high: f64,
    surplus: impl Fn(f64) -> Result<f64, NotConverged>,
) -> Result<f64, NotConverged> {
    let (mut at_low, mut at_high) = (surplus(low)?, surplus(high)?);
    if at_high >= 0.0 || at_low < 0.0 {
        return Ok(if at_high >= 0.0 { high } else { low });
    }
    // Regula falsi with the Illinois correction, and halving in between, as rosters make steps.
    let mut side = 0_i8;
    for turn in 0..100 {
        if high - low <= 1e-9 {
            break;
        }
        let secant = (low * at_high - high * at_low) / (at_high - at_low);
        let halve = turn % 3 == 2 || !(secant > low && secant < high);
        let next = if halve { 0.5 * (low + high) } else { secant };
        let at = surplus(next)?;
        if at >= 0.0 {
            (low, at_low) = (next, at);
            at_high *= if side == 1 { 0.5 } else { 1.0 };
            side = 1;
        } else {
            (high, at_high) = (next, at);
            at_low *= if side == -1 { 0.5 } else { 1.0 };
            side = -1;
        }
    }
    Ok(low)
}

/// G = E[Π θ_b^w] = Π B(α + w, β) / B(α, β): the expected product of the parties' agree shares, each to the power
/// `weight`. With weight 1/n it is the expected geometric mean, comparable over any number of parties; with weight
/// 1 and a uniform prior it is Polis' group-informed consensus, Π (A + 1)/(S + 2).
pub(crate) fn balanced(beliefs: &[Belief], weight: f64) -> f64 {
    exp(beliefs.iter().map(|belief| belief.ln_power(weight)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(alpha: f64, beta: f64) -> Belief {
        Belief::Endless(Beta::new(alpha, beta).expect("shapes"))
    }

    #[test]
    fn balanced_at_weight_one_is_the_group_informed_consensus_of_polis() {
        // GAC = Π (A + 1)/(S + 2), which is the prior Beta(1, 1): 90 of 100, 0 of 0, 3 of 7.
        let found = balanced(&[crowd(91.0, 11.0), crowd(1.0, 1.0), crowd(4.0, 5.0)], 1.0);
        let expected = 91.0 / 102.0 * 0.5 * 4.0 / 9.0;
        assert!((found - expected).abs() < 1e-12);
    }

    #[test]
    fn one_state_against_makes_the_balanced_score_of_states_nothing() {
        let (yes, no) = (Belief::Known { side: 1.0, roster: 1.0 }, Belief::Known { side: 0.0, roster: 1.0 });
        assert_eq!(balanced(&[yes.clone(), yes.clone()], 0.5), 1.0);
        assert_eq!(balanced(&[yes, no], 0.5), 0.0);
    }

    #[test]
    fn the_floor_solves_its_own_equation() {
        let beliefs = [crowd(40.0, 12.0), crowd(42.0, 12.0), crowd(400.0, 60.0), crowd(0.7, 3.0)];
        for set in [&beliefs[..2], &beliefs[..3], &beliefs[1..]] {
            let found = floor(set, 0.95, Evidence::Fixed).expect("converges");
            let together = exp(ln_together(&set.iter().collect::<Vec<_>>(), found).expect("converges"));
            assert!((together - 0.95).abs() < 1e-7, "{together}");
        }
    }

    #[test]
    fn the_floor_of_counted_rosters_is_a_share_of_one_of_them() {
        let known = |side, roster| Belief::Known { side, roster };
        let low = floor(&[known(7.0, 10.0), known(3.0, 4.0)], 0.95, Evidence::Fixed).expect("known");
        assert_eq!(low, 0.7);
        let mixed = floor(&[known(7.0, 10.0), crowd(900.0, 100.0)], 0.95, Evidence::Fixed).expect("known");
        assert!((mixed - 0.7).abs() <= 1e-9, "{mixed}");
    }
}
