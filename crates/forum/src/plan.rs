//! From a forum's configuration and a seed to the plan of its simulated votes.
//!
//! The configuration says how each statement is received; which party stands outside, on which side it stands in a
//! divide and which one falls silent is drawn by lot, so that no party is given an opinion by anyone.

use crate::config::{ForumConfig, PlantedFile, Range, StatementEntry, Tendency};
use simulate::{Chances, Lot, Plan, PlanError, PlanGroup, PlanParty, Selection};
use std::collections::BTreeSet;
use terms::{PartyKey, Right, TopicKey};

/// How one statement is received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reception {
    Agreed,
    AgreedButSome,
    Divided,
    Rejected,
    Open,
}

/// Who votes: the keys of parties and organisations, and which of them are counted.
struct Voters {
    keys: Vec<PartyKey>,
    /// Positions in `keys` of those over whom findings are taken.
    counted: Vec<usize>,
}

/// The party that falls silent, and in which topics.
struct Silence {
    party: Option<usize>,
    topics: BTreeSet<TopicKey>,
}

/// The plan of the votes of a forum under a seed. Parties come in the order of the configuration, then organisations.
///
/// # Errors
/// [`PlanError`] when the planted shares are no shares; never for a checked configuration.
pub fn of(config: &ForumConfig, seed: u64) -> Result<Plan, PlanError> {
    let voters = voters(config);
    let silence = silence(config, &voters, seed);
    let mut columns = Vec::new();
    for statement in &config.statements {
        columns.push(column(config, &voters, &silence, statement, seed)?);
    }
    let states = config.forum.party.len();
    let planted = &config.planted;
    let party = |(position, key): (usize, &PartyKey)| {
        let people = if position < states {
            planted.participants_per_party
        } else {
            planted.participants_per_organisation
        };
        let chances = columns.iter().map(|column| column[position]).collect();
        let groups = vec![PlanGroup { weight: 1, chances }];
        PlanParty { key: key.clone(), participants: people.into(), groups }
    };
    let parties = voters.keys.iter().enumerate().map(party).collect();
    let statements = config.statements.iter().map(|statement| statement.id.as_ref().clone()).collect();
    Plan::new(statements, parties, Selection::ByChance)
}

fn voters(config: &ForumConfig) -> Voters {
    let parties = config.forum.party.iter().map(|party| (party.key.as_ref(), party.standing.as_ref()));
    let organisations = config.forum.organisation.iter().map(|o| (o.key.as_ref(), o.standing.as_ref()));
    let all: Vec<_> = parties.chain(organisations).collect();
    let counts = |position: &usize| config.has_right(all[*position].1, Right::Count);
    let counted = (0..all.len()).filter(counts).collect();
    Voters { keys: all.into_iter().map(|(key, _)| key.clone()).collect(), counted }
}

fn silence(config: &ForumConfig, voters: &Voters, seed: u64) -> Silence {
    let mut lot = Lot::new(seed, "silent party");
    let party = voters.counted.get(lot.below(voters.counted.len())).copied();
    let topics = &config.forum.topic;
    let silent = lot.draw(*config.planted.silent_topics.as_ref() as usize, topics.len());
    Silence { party, topics: silent.into_iter().map(|topic| topics[topic].key.as_ref().clone()).collect() }
}

fn reception(tendency: &Tendency, lot: &mut Lot) -> Reception {
    let lots = [
        (tendency.agreed, Reception::Agreed),
        (tendency.agreed_but_some, Reception::AgreedButSome),
        (tendency.divided, Reception::Divided),
        (tendency.rejected, Reception::Rejected),
        (tendency.open, Reception::Open),
    ];
    let mut drawn = u32::try_from(lot.below(tendency.lots() as usize)).unwrap_or_default();
    for (count, reception) in lots {
        match drawn.checked_sub(count) {
            Some(rest) => drawn = rest,
            None => return reception,
        }
    }
    Reception::Open
}

/// The chances of every voter on one statement.
fn column(
    config: &ForumConfig,
    voters: &Voters,
    silence: &Silence,
    statement: &StatementEntry,
    seed: u64,
) -> Result<Vec<Chances>, PlanError> {
    let planted = &config.planted;
    let mut lot = Lot::new(seed, &format!("statement {}", statement.id.as_ref()));
    let received = planted.tendency_of(statement.id.as_ref());
    let reception = received.map_or(Reception::Open, |tendency| reception(tendency, &mut lot));
    let apart = apart(reception, planted, voters, &mut lot);
    let silent_topic = silence.topics.contains(statement.topic.as_ref());
    (0..voters.keys.len())
        .map(|position| {
            let level = level(reception, apart.contains(&position), planted, &mut lot);
            let within = |[low, high]: [u16; 2], lot: &mut Lot| {
                low + u16::try_from(lot.below(usize::from(high - low) + 1)).unwrap_or_default()
            };
            let (agree, disagree) = (within(level.agree, &mut lot), within(level.disagree, &mut lot));
            let silent = silent_topic && silence.party == Some(position);
            let answers = if silent { 0 } else { *planted.answers.as_ref() };
            Chances::per_mille(answers, agree, disagree)
        })
        .collect()
}

/// Which voters stand apart from the rest, drawn by lot.
fn apart(reception: Reception, planted: &PlantedFile, voters: &Voters, lot: &mut Lot) -> BTreeSet<usize> {
    let outsiders = planted.outsiders;
    let spread = (outsiders.at_most - outsiders.at_least) as usize;
    let count = outsiders.at_least as usize + lot.below(spread + 1);
    let of_counted = |positions: Vec<usize>| positions.into_iter().map(|at| voters.counted[at]).collect();
    match reception {
        Reception::AgreedButSome => of_counted(lot.draw(count, voters.counted.len())),
        Reception::Divided => lot.draw(voters.keys.len() / 2, voters.keys.len()).into_iter().collect(),
        Reception::Agreed | Reception::Rejected | Reception::Open => BTreeSet::new(),
    }
}

fn level(reception: Reception, apart: bool, planted: &PlantedFile, lot: &mut Lot) -> Range {
    let levels = planted.level;
    match (reception, apart) {
        (Reception::AgreedButSome, true) => [levels.middle, levels.against][lot.below(2)],
        (Reception::Divided, true) => levels.against,
        (Reception::Agreed | Reception::AgreedButSome | Reception::Divided, _) => levels.r#for,
        (Reception::Rejected, _) => levels.firmly_against,
        (Reception::Open, _) => levels.middle,
    }
}
