//! The figures beside a grade: floors, balanced score, contrast, weightings.

use crate::belief::{Answers, Belief};
use crate::certify::two_thirds_of_weight;
use crate::engine::EngineError;
use crate::prior::Prior;
use crate::report::Weightings;
use crate::settings::{Evidence, Settings};
use crate::special::ln_beta;
use libm::{exp, sqrt};
use terms::PartyFacts;

/// The share of which we are `confidence` sure that it is reached in every party: the largest t with
/// Π P(θ_b ≥ t) ≥ confidence (`consensus-science` §2.2: the lower quantile of the minimum).
pub(crate) fn floor(beliefs: &[Belief], confidence: f64, evidence: Evidence) -> Result<f64, EngineError> {
    let error = 1.0 - confidence;
    let least = |each: f64| -> Result<f64, EngineError> {
        beliefs.iter().try_fold(1.0_f64, |low, belief| Ok(low.min(belief.at_least(each)?)))
    };
    #[expect(clippy::cast_precision_loss, reason = "a number of parties")]
    let shared = least(error / beliefs.len() as f64)?;
    if evidence == Evidence::Anytime || beliefs.len() == 1 {
        return Ok(shared);
    }
    bisect(shared, least(error)?, |share| Ok(together(beliefs, share)? - confidence))
}

/// Π P(θ_b ≥ share).
fn together(beliefs: &[Belief], share: f64) -> Result<f64, EngineError> {
    beliefs.iter().try_fold(1.0, |product, belief| Ok(product * (1.0 - belief.below(share)?)))
}

/// The last point between `low` and `high` at which a falling function is still at least zero, to 1e-9.
fn bisect(
    mut low: f64,
    mut high: f64,
    mut surplus: impl FnMut(f64) -> Result<f64, EngineError>,
) -> Result<f64, EngineError> {
    let (mut at_low, mut at_high) = (surplus(low)?, surplus(high)?);
    if at_high >= 0.0 || at_low < 0.0 {
        return Ok(if at_high >= 0.0 { high } else { low });
    }
    // Regula falsi with the Illinois correction; plain halving whenever it does not shrink the bracket enough.
    let mut side = 0_i8;
    for _ in 0..100 {
        if high - low <= 1e-9 {
            break;
        }
        let secant = (low * at_high - high * at_low) / (at_high - at_low);
        let next = if secant > low && secant < high { secant } else { 0.5 * (low + high) };
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
        if at == 0.0 {
            break;
        }
    }
    Ok(low)
}

/// G = Π B(α + w, β) / B(α, β): the expected product of the parties' agree shares, each to the power `weight`.
///
/// With weight 1 and a uniform prior it is Polis' group-informed consensus, Π (A + 1)/(S + 2).
pub(crate) fn balanced(answers: &[Answers], priors: &[Prior], weight: f64) -> f64 {
    let of = |(cell, prior): (&Answers, &Prior)| {
        let alpha = cell.agree + prior.agree;
        let beta = cell.total() - cell.agree + prior.concentration() - prior.agree;
        ln_beta(alpha + weight, beta) - ln_beta(alpha, beta)
    };
    exp(answers.iter().zip(priors).map(of).sum())
}

/// The same question under three weightings. Weights are scaled to whole numbers of a total near 10 000.
pub(crate) fn weightings(parties: &[PartyFacts], fails: &[f64]) -> Weightings {
    let populations: Option<Vec<f64>> = parties
        .iter()
        .map(|party| {
            #[expect(clippy::cast_precision_loss, reason = "populations lie far below 2^53")]
            let population = party.population.map(|people| people as f64);
            population.filter(|&people| people > 0.0)
        })
        .collect();
    let under = |weights: Vec<f64>| two_thirds_of_weight(fails, &whole(&weights));
    Weightings {
        equal: two_thirds_of_weight(fails, &vec![1; fails.len()]),
        population: populations.clone().map(under),
        penrose: populations.map(|people| under(people.into_iter().map(sqrt).collect())),
    }
}

fn whole(weights: &[f64]) -> Vec<u64> {
    let total: f64 = weights.iter().sum();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 <= weight <= total, so 0..=10000"
    )]
    let scaled = |weight: &f64| libm::round(weight / total * 10_000.0) as u64;
    weights.iter().map(scaled).collect()
}

/// P(at least τ agree and at most ν oppose) fails with at most this probability: the closed-form bound
/// P(θ < τ) + P(δ > ν) of the joint event.
pub(crate) fn failure(agree: &Belief, disagree: &Belief, settings: &Settings) -> Result<f64, EngineError> {
    Ok((agree.below(settings.agreement)? + disagree.above(settings.veto)?).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tally::Counts;

    #[test]
    fn balanced_at_weight_one_is_the_group_informed_consensus_of_polis() {
        // polis-math §1.11: GAC = Π (A + 1)/(S + 2), for a prior Beta(1, 1).
        let uniform = Prior { agree: 1.0, pass: 0.5, disagree: 0.5 };
        let cells = [(90, 10), (0, 0), (3, 4)].map(|(agree, disagree)| Answers {
            people: Counts { agree, pass: 0, disagree },
            agree: f64::from(u32::try_from(agree).unwrap()),
            pass: 0.0,
            disagree: f64::from(u32::try_from(disagree).unwrap()),
            roster: None,
            plain: true,
        });
        let expected = 91.0 / 102.0 * 0.5 * 4.0 / 9.0;
        assert!((balanced(&cells, &[uniform; 3], 1.0) - expected).abs() < 1e-12);
    }

    #[test]
    fn the_floor_of_two_equal_parties_solves_its_own_equation() {
        let belief = Belief::Endless { alpha: 40.0, beta: 12.0 };
        let found = floor(&[belief.clone(), belief.clone()], 0.95, Evidence::Fixed).expect("converges");
        let both = (1.0 - belief.below(found).expect("converges")).powi(2);
        assert!((both - 0.95).abs() < 1e-7, "{both}");
    }
}
