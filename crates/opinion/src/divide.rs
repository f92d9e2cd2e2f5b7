//! Whether one party leans for a statement and another against it, far apart.

use crate::belief::Belief;
use crate::engine::EngineError;
use crate::settings::Settings;

/// What a divide needs to know of one asked party.
pub(crate) struct Leaning<'a> {
    pub party: usize,
    pub agree: &'a Belief,
    /// Probability that more agree than disagree, and that more disagree than agree. Abstaining is neither.
    pub leans_for: f64,
    pub leans_against: f64,
}

/// Two certified poles: `at_least` of the one agree, `at_most` of the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Divide {
    pub for_party: usize,
    pub at_least: f64,
    pub against_party: usize,
    pub at_most: f64,
}

/// The furthest certified pair, if there is one.
///
/// The joint event "a leans for, b leans against, θ_a ≥ x, θ_b ≤ y" is bounded by 1 − Σ(1 − each); what the two
/// leanings leave of the allowed error is split equally between x and y, and x − y must reach the gap.
pub(crate) fn divide(asked: &[Leaning<'_>], settings: &Settings) -> Result<Option<Divide>, EngineError> {
    let sure = |p: f64| p >= settings.confidence;
    let mut leaning_for: Vec<&Leaning<'_>> = asked.iter().filter(|p| sure(p.leans_for)).collect();
    let mut leaning_against: Vec<&Leaning<'_>> = asked.iter().filter(|p| sure(p.leans_against)).collect();
    leaning_for.sort_by(|a, b| b.agree.mean().total_cmp(&a.agree.mean()).then(a.party.cmp(&b.party)));
    leaning_against.sort_by(|a, b| a.agree.mean().total_cmp(&b.agree.mean()).then(a.party.cmp(&b.party)));
    let contrast = |(a, b): (usize, usize)| leaning_for[a].agree.mean() - leaning_against[b].agree.mean();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (a, &pole) in leaning_for.iter().enumerate() {
        for (b, &other) in leaning_against.iter().enumerate() {
            // Both lists run from the far end inwards, so nothing later in this row can be far enough either.
            if contrast((a, b)) < settings.divide_gap {
                break;
            }
            if let Some(found) = pair(pole, other, settings)? {
                if a == 0 && b == 0 {
                    return Ok(Some(found));
                }
                pairs.push((a, b));
                break;
            }
        }
    }
    pairs.sort_by(|&x, &y| contrast(y).total_cmp(&contrast(x)).then(x.cmp(&y)));
    pairs.first().map_or(Ok(None), |&(a, b)| pair(leaning_for[a], leaning_against[b], settings))
}

fn pair(a: &Leaning<'_>, b: &Leaning<'_>, settings: &Settings) -> Result<Option<Divide>, EngineError> {
    let left = (1.0 - settings.confidence) - (1.0 - a.leans_for) - (1.0 - b.leans_against);
    if left <= 0.0 {
        return Ok(None);
    }
    let at_least = a.agree.at_least(left / 2.0)?;
    let at_most = b.agree.at_most(left / 2.0)?;
    let apart = at_least - at_most >= settings.divide_gap;
    Ok(apart.then_some(Divide { for_party: a.party, at_least, against_party: b.party, at_most }))
}
