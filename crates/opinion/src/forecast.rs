//! How many answers a forum should plan for: organisers need it before they invite.

use crate::belief::Answers;
use crate::certify::Standings;
use crate::engine::EngineError;
use crate::measures::failure;
use crate::prior::Prior;
use crate::settings::Settings;
use serde::{Deserialize, Serialize};
use tally::{Counts, WeightedCounts};
use terms::{PartyFacts, PartyKey};

/// What is planned for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastQuestion {
    /// How many parties are counted. They form one standing.
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

/// Draws per tried number of answers. The chance is known to about ± 1.3 points at 90 %.
const DRAWS: u32 = 512;
const MOST: u64 = 1_000_000;

/// The smallest number of answers per party with which the grade is certified with the asked-for chance.
///
/// The votes of every party are drawn [`DRAWS`] times from a fixed stream of pseudo-random numbers, the same for
/// every machine and run, and the engine's own certificate is applied to each draw under the flat prior.
///
/// # Errors
/// [`EngineError::Settings`] for shares outside 0..=1; [`EngineError::NoParties`] for none.
pub fn forecast(question: &ForecastQuestion, settings: &Settings) -> Result<Forecast, EngineError> {
    settings.check()?;
    if question.parties == 0 {
        return Err(EngineError::NoParties);
    }
    let disagree = question.disagree.unwrap_or((1.0 - question.agree) / 2.0);
    let shares_hold = question.agree >= 0.0 && disagree >= 0.0 && question.agree + disagree <= 1.0 + 1e-12;
    for (name, value, holds) in [
        ("the share that agrees, with the share that disagrees", question.agree + disagree, shares_hold),
        ("the chance", question.chance, question.chance > 0.0 && question.chance < 1.0),
    ] {
        if !holds {
            let range = "between 0 and 1";
            return Err(crate::SettingsError { name, value, range }.into());
        }
    }
    let plan = Plan::new(question, disagree, settings);
    let most = question.roster.unwrap_or(MOST);
    let mut high = settings.minimum_for(question.roster).max(1);
    let mut low = high - 1;
    while !plan.reached(high)? {
        if high >= most {
            let whole = question.roster.is_some();
            return Ok(if whole { Forecast::RosterTooSmall } else { Forecast::OutOfReach });
        }
        low = high;
        high = (high * 2).min(most);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if plan.reached(middle)? { high = middle } else { low = middle }
    }
    Ok(Forecast::Answers(high))
}

struct Plan<'a> {
    question: &'a ForecastQuestion,
    settings: &'a Settings,
    disagree: f64,
    standings: Standings,
}

impl<'a> Plan<'a> {
    fn new(question: &'a ForecastQuestion, disagree: f64, settings: &'a Settings) -> Plan<'a> {
        let party = |i: u32| {
            let key = PartyKey::new(&i.to_string());
            PartyFacts { name: key.to_string(), key, standing: None, population: None, roster: None }
        };
        let parties: Vec<PartyFacts> = (0..question.parties).map(party).collect();
        Plan { question, settings, disagree, standings: Standings::new(&parties) }
    }

    fn reached(&self, answers: u64) -> Result<bool, EngineError> {
        let outside = self.question.outside as usize;
        let mut reached = 0_u32;
        for draw in 0..DRAWS {
            let mut fails = Vec::with_capacity(self.question.parties as usize);
            for party in 0..self.question.parties {
                fails.push(self.failure(answers, u64::from(draw) << 32 | u64::from(party))?);
            }
            let certified = self.standings.inside(&fails, outside, self.settings.evidence);
            reached += u32::from(certified >= self.settings.confidence);
        }
        Ok(f64::from(reached) >= self.question.chance * f64::from(DRAWS))
    }

    fn failure(&self, answers: u64, stream: u64) -> Result<f64, EngineError> {
        let agree = binomial(answers, self.question.agree, stream << 1);
        let rest = (1.0 - self.question.agree).max(1e-12);
        let disagree = binomial(answers - agree, (self.disagree / rest).min(1.0), stream << 1 | 1);
        let people = Counts { agree, disagree, pass: answers - agree - disagree };
        let weighted = WeightedCounts {
            agree: agree * 1000,
            pass: people.pass * 1000,
            disagree: disagree * 1000,
            squares: u128::from(answers) * 1_000_000,
        };
        let cell = Answers::new(people, weighted, self.question.roster);
        let side = cell.belief(Prior::FLAT, self.settings.evidence)?;
        let other = cell.mirrored().belief(Prior::FLAT, self.settings.evidence)?;
        failure(&side, &other, self.settings)
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
    #[expect(clippy::cast_precision_loss, reason = "a number of answers")]
    let total = n as f64;
    let mode = libm::floor((total + 1.0) * p).min(total);
    let ln_choose = -libm::log(total + 1.0) - crate::special::ln_beta(mode + 1.0, total - mode + 1.0);
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
