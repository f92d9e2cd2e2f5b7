//! Crowds that are one and crowds that are several, and what is said of them.

use crate::conversation::polis_conversation;
use crate::made::{Crowd, OneCrowd, Statements};
use crate::measures::Rate;
use crate::tables::{Table, rate};
use crate::{Conversation, Options};
use opinion::chance::Chance;
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FitSettings, Model};
use polis::{Quirks, Settings};
use rayon::prelude::*;
use serde::Serialize;
use tally::VoteMatrix;

/// What was said of crowds.
#[derive(Clone, Debug, Serialize)]
pub struct GroupsFound {
    /// Of the conversations themselves.
    pub conversations: Vec<Told>,
    /// Crowds that are one, drawn from the models of the conversations.
    pub one_crowd: Vec<FalseGroups>,
    /// Camps of a known distance.
    pub camps: Vec<Power>,
}

/// What is said of a conversation.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The conversation.
    pub name: String,
    /// The number of groups; 1 for one spectrum.
    pub k: usize,
    /// How often one cloud would look at least so parted.
    pub null_p: Option<f64>,
    /// The least stability of a group.
    pub stability: Option<f64>,
    /// How many Polis finds.
    pub polis: usize,
}

/// How often groups were found in a crowd that is one.
#[derive(Clone, Debug, Serialize)]
pub struct FalseGroups {
    /// How the crowd was drawn.
    pub crowd: &'static str,
    /// By the engine.
    pub engine: Rate,
    /// By Polis' method.
    pub polis: Rate,
}

/// How often the camps of a crowd were found.
#[derive(Clone, Debug, Serialize)]
pub struct Power {
    /// How many there are.
    pub camps: usize,
    /// How many standard deviations apart.
    pub apart: f64,
    /// How many people.
    pub people: usize,
    /// How many answers each, about.
    pub answers: f64,
    /// So many groups were found as there are camps.
    pub found: Rate,
    /// Groups were found, but not so many.
    pub other: Rate,
}

/// The crowds of the power curve: camps, people, share of 60 statements answered.
const CROWDS: [(usize, usize, f64); 2] = [(2, 300, 0.5), (3, 450, 0.5)];
const APART: [f64; 6] = [0.0, 3.0, 4.0, 5.0, 6.0, 8.0];
const STATEMENTS: usize = 60;

impl GroupsFound {
    pub(crate) fn of(conversations: &[Conversation], options: &Options<'_>) -> GroupsFound {
        let chance = Chance::new(options.seed).part(3);
        let steps = 1 + OneCrowd::ALL.len() * conversations.len() + CROWDS.len() * APART.len();
        let mut done = 0;
        let mut step = || {
            (options.progress)("groups", done, steps);
            done += 1;
        };
        step();
        let models: Vec<Model> =
            conversations.iter().map(|one| Model::fit(&one.votes, &FitSettings::default())).collect();
        let told = conversations.iter().zip(&models).map(|(one, model)| told(one, model)).collect();
        let each = options.repetitions.div_ceil(conversations.len().max(1));
        let mut one_crowd = Vec::new();
        for (kind_at, kind) in (0u64..).zip(OneCrowd::ALL) {
            let (mut engine, mut polis) = (Rate::default(), Rate::default());
            for (at, (conversation, model)) in (0u64..).zip(conversations.iter().zip(&models)) {
                step();
                let chance = chance.part(kind_at).part(at);
                let draw = |draw: u64| {
                    let votes = kind.draw(model, &conversation.votes, chance.part(draw));
                    (found(&votes, draw) > 1, by_polis(&votes) > 1)
                };
                let all: Vec<(bool, bool)> = (0..each as u64).into_par_iter().map(draw).collect();
                for (own, theirs) in all {
                    engine.add(own);
                    polis.add(theirs);
                }
            }
            one_crowd.push(FalseGroups { crowd: kind.name(), engine, polis });
        }
        let mut camps = Vec::new();
        for (number, (many, people, answered)) in (0u64..).zip(CROWDS) {
            for (at, apart) in (0u64..).zip(APART) {
                step();
                let crowd = Crowd { people, statements: STATEMENTS, answered, camps: many, apart };
                camps.push(power(crowd, options.repetitions, chance.part(100 + number).part(at)));
            }
        }
        GroupsFound { conversations: told, one_crowd, camps }
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        let figure = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
        let mut told =
            Table::new("Conversations", &["conversation", "groups", "null p", "stability", "Polis"]);
        for one in &self.conversations {
            let verdict = if one.k == 1 { "one spectrum".to_owned() } else { one.k.to_string() };
            told.row(&one.name, [verdict, figure(one.null_p), figure(one.stability), one.polis.to_string()]);
        }
        let mut false_groups =
            Table::new("Groups found in a crowd that is one", &["crowd", "plenary", "Polis method"]);
        for one in &self.one_crowd {
            false_groups.row(one.crowd, [rate(one.engine), rate(one.polis)]);
        }
        let mut power = Table::new(
            "Camps found, by how many standard deviations they are apart",
            &["camps", "people", "apart", "found", "another number"],
        );
        for one in &self.camps {
            power.row(
                &one.camps.to_string(),
                [one.people.to_string(), format!("{:.0}", one.apart), rate(one.found), rate(one.other)],
            );
        }
        power.note(format!("{STATEMENTS} statements, half of them answered by each; 0 apart is one cloud."));
        vec![told, false_groups, power]
    }
}

fn told(conversation: &Conversation, model: &Model) -> Told {
    let positions = model.positions(&conversation.votes);
    let groups = Groups::find(model, &conversation.votes, &positions, &GroupSettings::default());
    Told {
        name: conversation.name.clone(),
        k: groups.k(),
        null_p: groups.null_p,
        stability: groups.stability,
        polis: by_polis(&conversation.votes),
    }
}

/// How many groups the engine finds, everything done anew as for a new conversation.
fn found(votes: &VoteMatrix, seed: u64) -> usize {
    let model = Model::fit(votes, &FitSettings::default());
    let positions = model.positions(votes);
    Groups::find(&model, votes, &positions, &GroupSettings { seed, ..GroupSettings::default() }).k()
}

fn by_polis(votes: &VoteMatrix) -> usize {
    polis_conversation(votes).map_or(1, |(conversation, _)| {
        polis::snapshot(&conversation, &Quirks::default(), &Settings::default()).group_clusters.len()
    })
}

fn power(crowd: Crowd, repetitions: usize, chance: Chance) -> Power {
    let draw = |draw: u64| {
        let chance = chance.part(draw);
        let statements = Statements::new(crowd.statements, chance.part(0));
        found(&crowd.draw(&statements, chance.part(1)).0, draw)
    };
    let all: Vec<usize> = (0..repetitions as u64).into_par_iter().map(draw).collect();
    let (mut right, mut other) = (Rate::default(), Rate::default());
    for k in all {
        right.add(k == crowd.camps);
        other.add(k > 1 && k != crowd.camps);
    }
    Power {
        camps: crowd.camps,
        apart: crowd.apart,
        people: crowd.people,
        answers: crowd.answered * crowd.statements as f64,
        found: right,
        other,
    }
}
