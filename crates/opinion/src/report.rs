//! What the engine says. Plain data; `present` turns it into words.

use serde::{Deserialize, Serialize};
use tally::Counts;
use terms::{PartyFacts, PartyKey, StatementKey};

use crate::Settings;

/// Everything the engine says about one tally under one set of settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The settings it was made under.
    pub settings: Settings,
    /// The counted parties in the order of every finding's `parties`. One entry named by the caller when all
    /// people are one block.
    pub parties: Vec<PartyFacts>,
    /// The opinion groups that findings hold over as well, in the order of every [`GroupAxis::groups`]. Empty where
    /// there are none, or nobody looked.
    pub groups: Vec<PartyFacts>,
    /// True when all people are one block, so that no grade above `majority` can be earned.
    pub single_block: bool,
    /// How many parties may stand outside a broad consensus here (k).
    pub outside_at_most: u32,
    /// One finding per statement, in natural order of key.
    pub findings: Vec<Finding>,
    /// How many findings have each grade.
    pub summary: GradeCounts,
    /// Exact counts beside the grades.
    pub exact: ExactCounts,
    /// BLAKE3 over settings, integers, grades and rounded values; equal on every machine and thread count.
    pub digest: String,
}

/// What the engine says of one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The statement.
    pub statement: StatementKey,
    /// The first grade that holds, in the order of [`Grade`].
    pub grade: Grade,
    /// What the parties agree on, for the grades that have a direction: to accept it or to reject it.
    pub direction: Option<Direction>,
    /// Who stands outside, with the reason; empty unless the grade names them.
    pub outside: Vec<Outside>,
    /// The furthest two parties of a divided statement.
    pub poles: Option<Poles>,
    /// The share of which the engine is `confidence` sure that at least so many agree in every party (0 to 1).
    /// `None` while a party is under-asked. For a rejection see `rejection_floor`.
    pub floor: Option<f64>,
    /// The same of disagreement: at least so many disagree in every party.
    pub rejection_floor: Option<f64>,
    /// The party whose own share bounds the floor.
    pub weakest: Option<PartyKey>,
    /// The floor after the most favourable `fake_share` of every party's voters is taken out.
    pub robust_floor: Option<f64>,
    /// Probability that at least τ agree and at most ν oppose in every party (k = 0), and in every opinion group where
    /// there are any.
    pub certified: f64,
    /// The same allowing for k parties outside, with two thirds of every standing inside.
    pub certified_broad: f64,
    /// Probability that the parties reject it together, with k outside where that is surer. Over parties alone.
    pub certified_against: f64,
    /// Balanced score G: expected geometric mean of the parties' agree shares (0 to 1).
    pub balanced: f64,
    /// Highest minus lowest posterior mean of the agree shares among asked parties; `None` with fewer than two.
    pub contrast: Option<f64>,
    /// Probability that parties holding two thirds of the weight have at least τ agreeing, under three weightings.
    pub weightings: Weightings,
    /// Everybody's answers, people in no block included.
    pub totals: Counts,
    /// Each counted party, in the order of [`Report::parties`].
    pub parties: Vec<PartyFinding>,
    /// Whether, by exact count, no voting party leans against and at least one voted.
    pub no_objection: bool,
    /// Whether, by exact count, all parties voted and lean for it.
    pub all_for: bool,
    /// Answers still missing before anything can be said (`not_yet_asked`), or expected to settle it (`open`).
    pub more_answers: Option<MoreAnswers>,
    /// The same statement over opinion groups; `None` where there are none, or nobody looked.
    pub groups: Option<GroupAxis>,
}

/// What the engine says of one statement over opinion groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupAxis {
    /// Probability that at least τ agree and at most ν oppose in every group.
    pub certified: f64,
    /// Probability that at least τ disagree and at most ν agree in every group.
    pub certified_against: f64,
    /// What [`Finding::certified`] was over parties alone.
    pub certified_parties: f64,
    /// The floor over groups; `None` while a group is under-asked.
    pub floor: Option<f64>,
    /// The same of disagreement.
    pub rejection_floor: Option<f64>,
    /// The group whose own share bounds the floor.
    pub weakest: Option<PartyKey>,
    /// Highest minus lowest posterior mean of the agree shares among asked groups.
    pub contrast: Option<f64>,
    /// Each group, in the order of [`Report::groups`].
    pub groups: Vec<PartyFinding>,
    /// The grade it would have by parties alone, where it does not hold over the groups.
    pub stopped: Option<Grade>,
}

/// What the engine says of one party on one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyFinding {
    /// The party.
    pub party: PartyKey,
    /// Its answers, in whole people.
    pub counts: Counts,
    /// Lower end of the two-sided interval of its agree share at the settings' confidence (0 to 1).
    pub low: f64,
    /// Upper end of the same interval.
    pub high: f64,
    /// Posterior mean of its agree share.
    pub mean: f64,
    /// Whether it has the minimum of answers.
    pub asked: bool,
    /// How many more answers it needs to be asked; once asked and while the statement is open, how many more are
    /// expected to settle it; else 0.
    pub needed: u64,
}

/// The grades, in the order in which they are checked; the first that holds is the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Every counted party has the minimum of answers and every counted vote agrees.
    Unanimous,
    /// Certified that in every party at least τ agree and opposition exceeds ν in none.
    Consensus,
    /// The same in all but at most k parties.
    BroadConsensus,
    /// Consensus or broad consensus to disagree.
    SharedRejection,
    /// Certified that one party leans for and another against, far apart.
    Divided,
    /// A counted party has too few answers for anything else to be said.
    NotYetAsked,
    /// Certified that in more than half of the parties more than half lean one way. Never called consensus.
    Majority,
    /// Asked enough, not settled.
    Open,
}

impl Grade {
    /// All grades, in order.
    pub const ALL: [Grade; 8] = [
        Grade::Unanimous,
        Grade::Consensus,
        Grade::BroadConsensus,
        Grade::SharedRejection,
        Grade::Divided,
        Grade::NotYetAsked,
        Grade::Majority,
        Grade::Open,
    ];

    /// The key used in files: `unanimous`, `consensus`, `broad_consensus` and so on.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Grade::Unanimous => "unanimous",
            Grade::Consensus => "consensus",
            Grade::BroadConsensus => "broad_consensus",
            Grade::SharedRejection => "shared_rejection",
            Grade::Divided => "divided",
            Grade::NotYetAsked => "not_yet_asked",
            Grade::Majority => "majority",
            Grade::Open => "open",
        }
    }
}

/// To accept or to reject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To accept the statement.
    For,
    /// To reject it.
    Against,
}

/// A party outside a consensus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The party.
    pub party: PartyKey,
    /// Why.
    pub reason: OutsideReason,
}

/// Why a party stands outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideReason {
    /// More of it lean the other way.
    Disagrees,
    /// Asked, and not sure enough either way.
    Undecided,
    /// Fewer answers than the minimum.
    NotAsked,
}

/// The furthest two parties of a divided statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Poles {
    /// The party that leans for it.
    pub for_party: PartyKey,
    /// At least this share of it agrees.
    pub for_at_least: f64,
    /// The party that leans against it.
    pub against_party: PartyKey,
    /// At most this share of it agrees.
    pub against_at_most: f64,
}

/// The same question under three weightings of parties: none is hidden inside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weightings {
    /// One party, one weight.
    pub equal: f64,
    /// By population; `None` when a counted party's population is unknown.
    pub population: Option<f64>,
    /// By the square root of population (Penrose); `None` likewise.
    pub penrose: Option<f64>,
}

/// How many more answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoreAnswers {
    /// So many are missing to the minimum, over all under-asked parties.
    Missing(u64),
    /// So many are expected to settle the statement, over all parties.
    Expected(u64),
    /// Every roster is exhausted: no answer can be added.
    Exhausted,
    /// More than so many answers per party would not be expected to settle it: opinion itself stands near a threshold.
    Beyond(u64),
}

/// How many findings have each grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GradeCounts([u64; 8]);

impl GradeCounts {
    /// The number of findings of a grade.
    #[must_use]
    pub fn of(&self, grade: Grade) -> u64 {
        self.0[grade as usize]
    }

    /// Counts one more finding of a grade.
    pub fn add(&mut self, grade: Grade) {
        self.0[grade as usize] += 1;
    }
}

/// Exact counts of statements, beside the grades. A party's side is the sign of agree minus disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExactCounts {
    /// At least one party voted and none is on the disagree side.
    pub no_objection: u64,
    /// All counted parties voted and all are on the agree side.
    pub unanimous: u64,
}
