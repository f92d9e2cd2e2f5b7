//! The choice itself.

use crate::state::{State, Strategy};
use opinion::chance::Chance;

/// Who asks: the block they are of, and what they have answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participant {
    block: Option<usize>,
    answered: Vec<usize>,
}

impl Participant {
    /// Somebody of a block, or of none, who has answered these statements, in any order.
    #[must_use]
    pub fn new(block: Option<usize>, answered: impl IntoIterator<Item = usize>) -> Participant {
        let mut answered: Vec<usize> = answered.into_iter().collect();
        answered.sort_unstable();
        Participant { block, answered }
    }

    /// The open statements they have not answered, ascending.
    fn candidates(&self, state: &State) -> Vec<usize> {
        let mut answered = self.answered.iter().copied().peekable();
        let is_new = |statement: &usize| {
            while answered.next_if(|before| before < statement).is_some() {}
            answered.peek() != Some(statement)
        };
        (0..state.statements()).filter(is_new).filter(|at| state.can_be_asked(*at)).collect()
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The statement.
    pub statement: usize,
    /// The chance it had before the seed was drawn, by either way: above 0, at most 1.
    pub propensity: f64,
    /// Whether it was drawn from all candidates alike. Answers to these alone stand for what a random choice yields.
    pub audit: bool,
}

/// How a statement is drawn among candidates.
enum Draw {
    /// All alike.
    Even,
    /// One of `best` alike; with the chance `audit` one of all.
    Best { best: Vec<usize>, audit: f64 },
    /// In proportion to weights above zero, one a candidate.
    Weighted { weights: Vec<f64>, sum: f64 },
}

impl Draw {
    fn of(state: &State, block: Option<usize>, candidates: &[usize]) -> Draw {
        match (state.strategy(), block) {
            // Nobody's verdict depends on the answers of a person of no block.
            (Strategy::Uniform, _) | (Strategy::Threshold { .. } | Strategy::Apt { .. }, None) => Draw::Even,
            (Strategy::PolisPriority, _) => {
                let weights: Vec<f64> = candidates.iter().map(|at| state.priority(*at)).collect();
                let sum = weights.iter().sum();
                Draw::Weighted { weights, sum }
            }
            (Strategy::Threshold { audit, .. } | Strategy::Apt { audit, .. }, Some(block)) => {
                let best = best(state, block, candidates);
                // Where every statement is ruled out the audit is all that is left.
                if best.is_empty() { Draw::Even } else { Draw::Best { best, audit } }
            }
        }
    }

    /// The chance of the candidate at a place.
    fn chance(&self, candidates: &[usize], place: usize) -> f64 {
        let all = count(candidates.len());
        match self {
            Draw::Even => 1.0 / all,
            Draw::Best { best, audit } => {
                let is_best = best.binary_search(&candidates[place]).is_ok();
                audit / all + if is_best { (1.0 - audit) / count(best.len()) } else { 0.0 }
            }
            Draw::Weighted { weights, sum } => weights[place] / sum,
        }
    }

    /// A place among the candidates, and whether it was drawn from all alike.
    fn draw(&self, candidates: &[usize], mut chance: Chance) -> (usize, bool) {
        match self {
            Draw::Even => (chance.below(candidates.len()), true),
            Draw::Best { best, audit } => {
                if chance.unit() < *audit {
                    return (chance.below(candidates.len()), true);
                }
                let statement = best[chance.below(best.len())];
                (candidates.binary_search(&statement).unwrap_or_default(), false)
            }
            Draw::Weighted { weights, sum } => {
                let mut left = chance.unit() * sum;
                let place = weights.iter().position(|weight| {
                    left -= weight;
                    left < 0.0
                });
                // What rounding leaves over falls to the last.
                (place.unwrap_or(candidates.len() - 1), false)
            }
        }
    }
}

/// The candidates of the largest gain among those not ruled out, ascending.
fn best(state: &State, block: usize, candidates: &[usize]) -> Vec<usize> {
    let (mut best, mut most) = (Vec::new(), f64::NEG_INFINITY);
    for &statement in candidates {
        if !state.is_preferred(block, statement) {
            continue;
        }
        let gain = state.gain(block, statement);
        if gain > most {
            most = gain;
            best.clear();
        }
        if gain >= most {
            best.push(statement);
        }
    }
    best
}

/// What to ask somebody next: one of the open statements they have not answered, or `None` where there is none.
///
/// The same state, participant and seed give the same choice; over seeds, each candidate comes with its propensity.
/// Costs O(statements).
#[must_use]
pub fn next(state: &State, participant: &Participant, seed: u64) -> Option<Choice> {
    next_among(state, participant.block, &participant.candidates(state), seed)
}

/// The same among `candidates` alone: open statements the person has not answered, ascending.
#[must_use]
pub fn next_among(state: &State, block: Option<usize>, candidates: &[usize], seed: u64) -> Option<Choice> {
    if candidates.is_empty() {
        return None;
    }
    let draw = Draw::of(state, block, candidates);
    let (place, audit) = draw.draw(candidates, Chance::new(seed));
    Some(Choice { statement: candidates[place], propensity: draw.chance(candidates, place), audit })
}

/// Every candidate with its propensity, ascending by statement; they sum to 1, or there are none.
#[must_use]
pub fn chances(state: &State, participant: &Participant) -> Vec<(usize, f64)> {
    let candidates = participant.candidates(state);
    let draw = Draw::of(state, participant.block, &candidates);
    candidates.iter().enumerate().map(|(place, at)| (*at, draw.chance(&candidates, place))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a number of statements")]
fn count(number: usize) -> f64 {
    number as f64
}
