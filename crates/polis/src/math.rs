//! The published object, by the names Polis publishes it under.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything Polis publishes of a conversation's mathematics. Ids of people and statements are Polis' `pid` and
/// `tid`; agree is −1 in `pca` and in the places of base clusters and groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Math {
    /// How many people voted.
    pub n: usize,
    /// How many statements have a vote.
    pub n_cmts: usize,
    /// The statements in the order of their first votes; the figures of `pca` follow it.
    pub tids: Vec<i64>,
    /// The people who are clustered, in the order of their first votes.
    pub in_conv: Vec<i64>,
    /// Statements moderated in.
    pub mod_in: Vec<i64>,
    /// Statements moderated out, those about participants included.
    pub mod_out: Vec<i64>,
    /// Statements about participants.
    pub meta_tids: Vec<i64>,
    /// How many answers each person gave.
    pub user_vote_counts: BTreeMap<i64, usize>,
    /// Centre and axes.
    pub pca: Pca,
    /// Up to a hundred small clusters of people.
    pub base_clusters: BaseClusters,
    /// Groups of base clusters.
    pub group_clusters: Vec<Group>,
    /// Votes by group, moderated statements included.
    pub group_votes: BTreeMap<u32, GroupVotes>,
    /// Votes by base cluster.
    pub votes_base: BTreeMap<i64, CountsByBase>,
    /// For each group the statements that represent it.
    pub repness: BTreeMap<u32, Vec<Representative>>,
    /// What most people agree or disagree with.
    pub consensus: Consensus,
    /// For each statement the probability that one person drawn of each group agrees.
    pub group_aware_consensus: BTreeMap<i64, f64>,
    /// How gladly each statement is shown next.
    pub comment_priorities: BTreeMap<i64, f64>,
}

/// Centre, axes and the places of statements, each in the order of `tids`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Pca {
    /// The mean answer.
    pub center: Vec<f64>,
    /// Two axes of length one; all zeros, or missing, where the votes have fewer directions.
    pub comps: Vec<Vec<f64>>,
    /// Where somebody would lie who agreed with the one statement alone: first coordinates, second coordinates.
    pub comment_projection: Vec<Vec<f64>>,
    /// How far from the centre that is.
    pub comment_extremity: Vec<f64>,
}

/// The base clusters as columns, ascending by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BaseClusters {
    /// Their ids.
    pub id: Vec<u32>,
    /// The people of each.
    pub members: Vec<Vec<i64>>,
    /// First coordinates of their centres.
    pub x: Vec<f64>,
    /// Second coordinates.
    pub y: Vec<f64>,
    /// How many people each has.
    pub count: Vec<usize>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its id, kept from tick to tick.
    pub id: u32,
    /// Its centre.
    pub center: [f64; 2],
    /// Ids of base clusters.
    pub members: Vec<u32>,
}

/// The votes of a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct GroupVotes {
    /// How many people it has.
    pub n_members: usize,
    /// By statement.
    pub votes: BTreeMap<i64, Counts>,
}

/// Agreeing, disagreeing and all answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Agree.
    #[serde(rename = "A")]
    pub agree: u64,
    /// Disagree.
    #[serde(rename = "D")]
    pub disagree: u64,
    /// All answers, passes included.
    #[serde(rename = "S")]
    pub seen: u64,
}

/// The same for each base cluster, ascending by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountsByBase {
    /// Agree.
    #[serde(rename = "A")]
    pub agree: Vec<u64>,
    /// Disagree.
    #[serde(rename = "D")]
    pub disagree: Vec<u64>,
    /// All answers, passes included.
    #[serde(rename = "S")]
    pub seen: Vec<u64>,
}

/// For which answer something speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Agree.
    Agree,
    /// Disagree.
    Disagree,
}

/// A statement that represents a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Representative {
    /// The statement.
    pub tid: i64,
    /// How many of the group answer as `repful-for` says.
    pub n_success: u64,
    /// How many of the group answered.
    pub n_trials: u64,
    /// (successes + 1) / (trials + 2).
    pub p_success: f64,
    /// z of that share against one half.
    pub p_test: f64,
    /// That share divided by the share among the others.
    pub repness: f64,
    /// z of the difference of the two shares, in single precision as Polis has it.
    pub repness_test: f32,
    /// The answer by which the statement represents the group.
    pub repful_for: Side,
    /// Set where it stands here as the one the group agrees with most.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub best_agree: Option<bool>,
    /// How many of the group agree, beside `best-agree`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub n_agree: Option<u64>,
}

/// What most people say, groups apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Consensus {
    /// Up to five they agree with.
    pub agree: Vec<Agreed>,
    /// Up to five they disagree with.
    pub disagree: Vec<Agreed>,
}

/// A statement most people give one answer to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Agreed {
    /// The statement.
    pub tid: i64,
    /// How many give that answer.
    pub n_success: u64,
    /// How many answered.
    pub n_trials: u64,
    /// (successes + 1) / (trials + 2).
    pub p_success: f64,
    /// z of that share against one half.
    pub p_test: f64,
}
