//! How many answers a forum should plan for: organisers need it before they invite.

use crate::answers::{Answers, real};
use crate::certify::Standings;
use crate::engine::EngineError;
use crate::prior::Prior;
use crate::report::Direction;
use crate::settings::{Settings, SettingsError};
use crate::special::{NotConverged, ln_beta};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tally::Counts;

/// What is planned for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastQuestion {
    /// How many parties are counted. They form one standing unless [`forecast_by_standing`] is told otherwise.
    pub parties: u32,
    /// The share that agrees in every party, 0 to 1.
    pub agree: f64,
    /// The share that disagrees; the rest passes. `None`: half of the rest disagrees.
    pub disagree: Option<f64>,
    /// How many participants each party declares; `None` is an open crowd.
    pub roster: Option<u64>,
    /// How many parties may stand outside (k); 0 asks for consensus.
    pub outside: u32,
    /// The chance with which the certificate shall be reached, 0 to 1. People's answers are drawn at random, so
    /// no number of answers makes it certain.
    pub chance: f64,
}

/// The answer of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer", content = "votes")]
pub enum Forecast {
    /// So many answers per party reach it with the asked-for chance.
    Answers(u64),
    /// Not even the whole roster reaches it.
    RosterTooSmall,
    /// More than a million answers per party would not reach it: the shares themselves stand outside the grade.
    OutOfReach,
}

/// Draws per tried number of answers: the chance is known to about ± 1 point at 90 %.
const DRAWS: u32 = 1_000;
const MOST: u64 = 1_000_000;

/// The smallest number of answers per party with which the grade is certified with the asked-for chance.
///
/// The votes of every party are drawn 1,000 times from a fixed stream of pseudo-random numbers, the same for every
/// machine and run, and the engine's own certificate is applied to each draw under the flat prior. The chance
/// climbs in small saw-teeth; the number found is one before which it fails and from which it holds.
///
/// # Errors
/// [`EngineError::Settings`] for shares outside 0..=1; [`EngineError::NoParties`] for none.
pub fn forecast(question: &ForecastQuestion, settings: &Settings) -> Result<Forecast, EngineError> {
    forecast_by_standing(question, &[question.parties], settings)
}

/// [`forecast`] with the parties in standings of these sizes, of each of which two thirds must be inside.
///
/// # Errors
/// As [`forecast`]; also when the sizes do not add up to the parties.
pub fn forecast_by_standing(
    question: &ForecastQuestion,
    sizes: &[u32],
    settings: &Settings,
) -> Result<Forecast, EngineError> {
    let plan = Plan::new(question, sizes, settings)?;
    let most = question.roster.unwrap_or(MOST);
    let least = settings.minimum_for(question.roster).max(1);
    let found = plan.smallest(least, most, |answers| {
        (answers, question.roster.map(|roster| roster.saturating_sub(answers)))
    })?;
    Ok(match (found, question.roster) {
        (Some(answers), _) => Forecast::Answers(answers),
        (None, Some(_)) => Forecast::RosterTooSmall,
        (None, None) => Forecast::OutOfReach,
    })
}

/// The smallest roster per party that, once all of it has answered, certifies the grade with the asked-for chance.
/// [`ForecastQuestion::roster`] is not looked at. Small rosters are coarse: a larger one may do worse for a while.
///
/// # Errors
/// As [`forecast`].
pub fn forecast_roster(question: &ForecastQuestion, settings: &Settings) -> Result<Forecast, EngineError> {
    let plan = Plan::new(question, &[question.parties], settings)?;
    let found = plan.smallest(1, MOST, |roster| (roster, Some(0)))?;
    Ok(found.map_or(Forecast::OutOfReach, Forecast::Answers))
}

struct Plan<'a> {
    question: &'a ForecastQuestion,
    settings: &'a Settings,
    disagree: f64,
    standings: Standings,
}

impl<'a> Plan<'a> {
    fn new(
        question: &'a ForecastQuestion,
        sizes: &[u32],
        settings: &'a Settings,
    ) -> Result<Plan<'a>, EngineError> {
        settings.check()?;
        if question.parties == 0 {
            return Err(EngineError::NoParties);
        }
        let refuse = |name, value, range| Err(SettingsError { name, value, range }.into());
        if sizes.iter().map(|&size| u64::from(size)).sum::<u64>() != u64::from(question.parties) {
            let sum = sizes.iter().map(|&size| f64::from(size)).sum();
            return refuse("the sum of the standings' sizes", sum, "at the number of parties");
        }
        let disagree = question.disagree.unwrap_or((1.0 - question.agree) / 2.0);
        let sided = question.agree + disagree;
        if !(question.agree >= 0.0 && disagree >= 0.0 && sided <= 1.0 + 1e-12) {
            return refuse("the share that agrees, with the share that disagrees", sided, "between 0 and 1");
        }
        if !(question.chance > 0.0 && question.chance < 1.0) {
            return refuse("the chance", question.chance, "between 0 and 1");
        }
        let sizes: Vec<usize> = sizes.iter().map(|&size| size as usize).collect();
        Ok(Plan { question, settings, disagree, standings: Standings::of_sizes(&sizes) })
    }

    /// The smallest number from `least` to `most` that reaches the chance, by doubling and halving; `shape` makes of
    /// it the answers per party and the room left in its roster.
    fn smallest(
        &self,
        least: u64,
        most: u64,
        shape: impl Fn(u64) -> (u64, Option<u64>),
    ) -> Result<Option<u64>, EngineError> {
        let reached = |number| {
            let (answers, room) = shape(number);
            self.reached(answers, room)
        };
        let (mut low, mut high) = (least - 1, least);
        while !reached(high)? {
            if high >= most {
                return Ok(None);
            }
            (low, high) = (high, (high * 2).min(most));
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if reached(middle)? { high = middle } else { low = middle }
        }
        Ok(Some(high))
    }

    fn reached(&self, answers: u64, room: Option<u64>) -> Result<bool, EngineError> {
        let outside = self.question.outside as usize;
        let mut known: BTreeMap<(u64, u64), f64> = BTreeMap::new();
        let mut reached = 0_u32;
        let mut fails = Vec::with_capacity(self.question.parties as usize);
        for draw in 0..DRAWS {
            fails.clear();
            for party in 0..self.question.parties {
                let (agree, disagree) = self.draw(answers, u64::from(draw) << 32 | u64::from(party));
                let fail = match known.get(&(agree, disagree)) {
                    Some(&fail) => fail,
                    None => self.failure(answers, agree, disagree, room)?,
                };
                known.insert((agree, disagree), fail);
                fails.push(fail);
            }
            let certified = self.standings.inside(&fails, outside, self.settings.evidence);
            reached += u32::from(certified >= self.settings.confidence);
        }
        Ok(f64::from(reached) >= self.question.chance * f64::from(DRAWS))
    }

    /// How many of a party's answers agree and disagree, in one draw.
    fn draw(&self, answers: u64, stream: u64) -> (u64, u64) {
        let agree = binomial(answers, self.question.agree, stream << 1);
        let rest = (1.0 - self.question.agree).max(1e-12);
        (agree, binomial(answers - agree, (self.disagree / rest).min(1.0), stream << 1 | 1))
    }

    /// P(θ < τ) + P(δ > ν) after these answers.
    fn failure(
        &self,
        answers: u64,
        agree: u64,
        disagree: u64,
        room: Option<u64>,
    ) -> Result<f64, NotConverged> {
        let pass = answers - agree - disagree;
        let cell = Answers {
            people: Counts { agree, pass, disagree },
            agree: real(agree),
            pass: real(pass),
            disagree: real(disagree),
            room,
            plain: true,
        };
        let of = |direction| cell.belief(direction, &Prior::FLAT, self.settings.evidence);
        let (side, other) = (of(Direction::For)?, of(Direction::Against)?);
        Ok((side.below(self.settings.agreement)? + other.above(self.settings.veto)?).min(1.0))
    }
}

/// A binomial draw that is a fixed function of its stream: the quantile at one uniform number, by walking the
/// masses outward from the mode, so that more answers move it smoothly.
fn binomial(n: u64, p: f64, stream: u64) -> u64 {
    let uniform = uniform(stream);
    if n == 0 || p <= 0.0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    let total = real(n);
    let mode = libm::floor((total + 1.0) * p).min(total);
    let ln_choose = -libm::log(total + 1.0) - ln_beta(mode + 1.0, total - mode + 1.0);
    let peak = libm::exp(ln_choose + mode * libm::log(p) + (total - mode) * libm::log1p(-p));
    let odds = p / (1.0 - p);
    let (mut up, mut down) = ((mode, peak), (mode, peak));
    let mut left = uniform - peak;
    let mut at = mode;
    // Alternating outward walk: a bijection between the unit interval and the outcomes, which is all a draw needs.
    while left > 0.0 && (up.1 > 0.0 || down.1 > 0.0) {
        if up.0 < total {
            up = (up.0 + 1.0, up.1 * (total - up.0) / (up.0 + 1.0) * odds);
            (at, left) = (up.0, left - up.1);
        } else {
            up.1 = 0.0;
        }
        if left <= 0.0 {
            break;
        }
        if down.0 > 0.0 {
            down = (down.0 - 1.0, down.1 * down.0 / (total - down.0 + 1.0) / odds);
            (at, left) = (down.0, left - down.1);
        } else {
            down.1 = 0.0;
        }
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= at <= n")]
    let drawn = at as u64;
    drawn
}

/// SplitMix64 (Steele, Lea, Flood 2014) of a counter, as a number in 0..1.
fn uniform(counter: u64) -> f64 {
    let mut z = counter.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    let fraction = ((z ^ (z >> 31)) >> 11) as f64;
    fraction / 9_007_199_254_740_992.0
}
