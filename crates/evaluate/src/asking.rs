//! How many votes it takes to find what all groups accept, by who chooses what is asked.

use crate::measures::Interval;
use crate::tables::{Table, figure};
use crate::{Conversation, Options};
use opinion::chance::Chance;
use rayon::prelude::*;
use routing::{Recorded, Strategy};
use serde::Serialize;

/// Budgets, as shares of all votes.
const BUDGETS: [f64; 3] = [0.1, 0.2, 0.4];
/// The share that must agree in every group.
const AGREEMENT: f64 = 0.6;
/// The share of serves drawn evenly.
const AUDIT: f64 = 0.1;

/// F1 of the statements found to be accepted in every group, against the whole conversation.
#[derive(Clone, Debug, Serialize)]
pub struct Routing {
    /// Shares of the votes that may be used.
    pub budgets: [f64; 3],
    /// By who chooses.
    pub strategies: Vec<Found>,
    /// Conversations with groups in which no statement is accepted: there is nothing to find in them, and they are not
    /// in the means.
    pub nothing_to_find: Vec<String>,
}

/// What one strategy found.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Its name.
    pub name: &'static str,
    /// Mean F1 over conversations at each budget, with its bounds.
    pub f1: Vec<Interval>,
    /// Each conversation: its name, and mean F1 at each budget.
    pub conversations: Vec<(String, Vec<f64>)>,
}

fn strategies() -> [(&'static str, Strategy); 4] {
    [
        ("plenary", Strategy::Threshold { tau: AGREEMENT, audit: AUDIT }),
        ("thresholding_bandit", Strategy::Apt { tau: AGREEMENT, audit: AUDIT }),
        ("polis_priority", Strategy::PolisPriority),
        ("uniform", Strategy::Uniform),
    ]
}

/// Mean F1 at each budget over so many replays; every strategy has the same ones.
fn mean_f1(recorded: &Recorded, strategy: Strategy, repetitions: usize, chance: Chance) -> Vec<f64> {
    let draw = |draw: u64| {
        let measured = recorded.replay(strategy, &BUDGETS, chance.part(draw).bits()).unwrap_or_default();
        (0..BUDGETS.len()).map(|at| measured.get(at).map_or(0.0, |one| one.observed.f1())).collect()
    };
    let draws: Vec<Vec<f64>> = (0..repetitions as u64).into_par_iter().map(draw).collect();
    let mean = |at: usize| draws.iter().map(|one| one[at]).sum::<f64>() / draws.len().max(1) as f64;
    (0..BUDGETS.len()).map(mean).collect()
}

impl Routing {
    pub(crate) fn of(conversations: &[Conversation], options: &Options<'_>) -> Routing {
        let chance = Chance::new(options.seed).part(6);
        let grouped = conversations.iter().filter(|one| one.published() >= 2);
        let recorded: Vec<(&str, Recorded)> = grouped
            .filter_map(|one| Some((&*one.name, Recorded::new(&one.votes, &one.groups, AGREEMENT).ok()?)))
            .collect();
        let mut found_by: Vec<Found> = strategies()
            .into_iter()
            .map(|(name, _)| Found { name, f1: Vec::new(), conversations: Vec::new() })
            .collect();
        let mut nothing_to_find = Vec::new();
        for (number, (name, conversation)) in recorded.iter().enumerate() {
            (options.progress)("routing", number, recorded.len());
            if !conversation.truth().contains(&true) {
                nothing_to_find.push((*name).to_owned());
                continue;
            }
            for (found, (_, strategy)) in found_by.iter_mut().zip(strategies()) {
                let f1 = mean_f1(conversation, strategy, options.repetitions, chance.part(number as u64));
                found.conversations.push(((*name).to_owned(), f1));
            }
        }
        for (at, found) in (0u64..).zip(&mut found_by) {
            let over = |budget: usize| {
                let values: Vec<f64> = found.conversations.iter().map(|(_, f1)| f1[budget]).collect();
                Interval::over(&values, chance.part(1 << 40 | at << 8 | budget as u64))
            };
            if !found.conversations.is_empty() {
                found.f1 = (0..BUDGETS.len()).map(over).collect();
            }
        }
        Routing { budgets: BUDGETS, strategies: found_by, nothing_to_find }
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "F1 of what every group accepts, by who chooses the next question",
            &["", "10 % of the votes", "20 %", "40 %"],
        );
        for found in &self.strategies {
            let f1 = |at: usize| figure(found.f1.get(at).map_or(f64::NAN, |one| one.mean));
            table.row(found.name, (0..BUDGETS.len()).map(f1));
        }
        if !self.nothing_to_find.is_empty() {
            table.note(format!("Nothing is accepted by every group in {}.", self.nothing_to_find.join(", ")));
        }
        vec![table]
    }
}
