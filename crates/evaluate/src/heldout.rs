//! Hidden votes, told from the others.

use crate::baselines::{PolisGroups, PrincipalAxes, Rates};
use crate::measures::{Forecasts, Interval};
use crate::tables::{Table, figure};
use crate::{Conversation, Options};
use opinion::chance::Chance;
use opinion::model::{FitSettings, Model};
use rayon::prelude::*;
use serde::Serialize;
use tally::{Answer, VoteMatrix};
use terms::Vote;

/// The share of agree and disagree votes that is hidden.
const HIDDEN: f64 = 0.2;

/// Who forecasts, in the order of all figures.
pub(crate) const FORECASTERS: [&str; 4] = ["plenary", "polis_groups", "pca_2", "statement_rate"];

/// Hidden agree and disagree votes, forecast from the others.
#[derive(Clone, Debug, Serialize)]
pub struct Heldout {
    /// Who forecasts, in the order of all figures.
    pub forecasters: [&'static str; 4],
    /// The share hidden.
    pub hidden: f64,
    /// How often each conversation was split.
    pub splits: usize,
    /// Votes hidden by chance.
    pub random: Hiding,
    /// The last votes of each conversation hidden, where times are known.
    pub last: Hiding,
}

/// One way of hiding votes.
#[derive(Clone, Debug, Serialize)]
pub struct Hiding {
    /// Each conversation, means over its splits.
    pub conversations: Vec<Scores>,
    /// Mean log loss over conversations.
    pub log_loss: [f64; 4],
    /// How far below that of two Polis groups the engine's mean log loss lies, as a share of it; bounds by bootstrap
    /// over conversations.
    pub below_polis_groups: Option<Interval>,
    /// In how many conversations of at least 100 people the engine is better than two Polis groups.
    pub better: u64,
    /// Of how many.
    pub of: u64,
}

/// One conversation.
#[derive(Clone, Debug, Serialize)]
pub struct Scores {
    /// Its name.
    pub name: String,
    /// People with a vote.
    pub people: usize,
    /// Votes hidden, in all splits.
    pub hidden: usize,
    /// Mean −log of what was held probable of what came.
    pub log_loss: [f64; 4],
    /// Mean square.
    pub brier: [f64; 4],
    /// How probably an agree had a higher forecast than a disagree.
    pub auc: [f64; 4],
}

impl Heldout {
    pub(crate) fn of(conversations: &[Conversation], options: &Options<'_>) -> Heldout {
        let chance = Chance::new(options.seed).part(1);
        let mut random = Vec::new();
        let mut last = Vec::new();
        for (number, conversation) in conversations.iter().enumerate() {
            (options.progress)("heldout", number, conversations.len());
            let splits: Vec<[Forecasts; 4]> = (0..options.splits as u64)
                .into_par_iter()
                .map(|split| {
                    let chance = chance.part(number as u64).part(split);
                    forecast(&conversation.votes, &by_chance(&conversation.votes, chance))
                })
                .collect();
            random.push(Scores::of(conversation, &splits));
            if conversation.times.len() == conversation.votes.votes() && !conversation.times.is_empty() {
                last.push(Scores::of(conversation, &[forecast(&conversation.votes, &by_time(conversation))]));
            }
        }
        let hiding = |scores, part| Hiding::of(scores, chance.part(1 << 32).part(part));
        Heldout {
            forecasters: FORECASTERS,
            hidden: HIDDEN,
            splits: options.splits,
            random: hiding(random, 0),
            last: hiding(last, 1),
        }
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        let last = (!self.last.conversations.is_empty())
            .then(|| self.last.table("Hidden votes, the last fifth in time: mean log loss"));
        let title = format!("Hidden votes, a fifth by chance, {} splits: mean log loss", self.splits);
        [self.random.table(&title)].into_iter().chain(last).collect()
    }
}

impl Hiding {
    fn of(conversations: Vec<Scores>, chance: Chance) -> Hiding {
        // A conversation of passes alone has nothing to hide.
        let told = || conversations.iter().filter(|scores| scores.hidden > 0);
        let n = told().count() as f64;
        let mean = |at: usize| told().map(|scores| scores.log_loss[at]).sum::<f64>() / n;
        let below: Vec<f64> = told().map(|own| 1.0 - own.log_loss[0] / own.log_loss[1]).collect();
        let log_loss: [f64; 4] = std::array::from_fn(mean);
        let interval = (!below.is_empty()).then(|| {
            // The headline is the ratio of the means; its bounds are those of the ratios moved onto it.
            let over = Interval::over(&below, chance);
            let headline = 1.0 - log_loss[0] / log_loss[1];
            let moved = headline - over.mean;
            Interval { mean: headline, low: over.low + moved, high: over.high + moved }
        });
        let large = || told().filter(|scores| scores.people >= 100);
        let better = large().filter(|scores| scores.log_loss[0] < scores.log_loss[1]).count() as u64;
        let of = large().count() as u64;
        Hiding { log_loss, below_polis_groups: interval, better, of, conversations }
    }

    fn table(&self, title: &str) -> Table {
        let mut table =
            Table::new(title, &["conversation", "people", "plenary", "Polis groups", "PCA-2", "rate", "AUC"]);
        for own in &self.conversations {
            let figures = own.log_loss.map(figure);
            let [model, groups, pca, rate] = figures;
            table.row(&own.name, [own.people.to_string(), model, groups, pca, rate, figure(own.auc[0])]);
        }
        let [model, groups, pca, rate] = self.log_loss.map(figure);
        table.row("mean", [String::new(), model, groups, pca, rate, String::new()]);
        if let Some(below) = self.below_polis_groups {
            table.note(format!(
                "{:.1} % below two Polis groups ({:.1} to {:.1} %); better in {} of {} conversations of 100 people or more.",
                100.0 * below.mean,
                100.0 * below.low,
                100.0 * below.high,
                self.better,
                self.of
            ));
        }
        table
    }
}

impl Scores {
    fn of(conversation: &Conversation, splits: &[[Forecasts; 4]]) -> Scores {
        let n = splits.len().max(1) as f64;
        let mean = |figure: &dyn Fn(&Forecasts) -> f64| -> [f64; 4] {
            std::array::from_fn(|who| splits.iter().map(|split| figure(&split[who])).sum::<f64>() / n)
        };
        Scores {
            name: conversation.name.clone(),
            people: conversation.votes.rows().filter(|row| !row.is_empty()).count(),
            hidden: splits.iter().map(|split| split[0].all().len()).sum(),
            log_loss: mean(&Forecasts::log_loss),
            brier: mean(&Forecasts::brier),
            auc: mean(&Forecasts::auc),
        }
    }
}

/// For each answer of the matrix whether it is hidden.
fn by_chance(votes: &VoteMatrix, mut chance: Chance) -> Vec<bool> {
    let hides = |answer: Answer| chance.unit() < HIDDEN && answer.vote() != Vote::Pass;
    votes.answers().map(hides).collect()
}

fn by_time(conversation: &Conversation) -> Vec<bool> {
    let answers: Vec<Answer> = conversation.votes.answers().collect();
    let mut order: Vec<usize> = (0..answers.len()).filter(|&at| answers[at].vote() != Vote::Pass).collect();
    order.sort_by_key(|&at| conversation.times[at]);
    let mut hidden = vec![false; answers.len()];
    let first = order.len() - (HIDDEN * order.len() as f64) as usize;
    order[first..].iter().for_each(|&at| hidden[at] = true);
    hidden
}

fn forecast(votes: &VoteMatrix, hidden: &[bool]) -> [Forecasts; 4] {
    let mut at = 0;
    let seen = votes.without(|_, _| {
        at += 1;
        hidden[at - 1]
    });
    let model = Model::fit(&seen, &FitSettings::default());
    let rates = Rates::of(&seen);
    let groups = PolisGroups::of(&seen, &rates);
    let axes = PrincipalAxes::of(&seen, &rates);
    let mut forecasts: [Forecasts; 4] = Default::default();
    for (person, row) in votes.rows().enumerate() {
        let begin = votes.starts()[person];
        let asked: Vec<Answer> =
            row.iter().enumerate().filter(|(at, _)| hidden[begin + at]).map(|(_, answer)| *answer).collect();
        let told = model.predict(seen.row(person), asked.iter().map(|answer| answer.statement()));
        for (answer, own) in asked.iter().zip(told) {
            let (statement, agrees) = (answer.statement(), answer.vote() == Vote::Agree);
            forecasts[0].add(own, agrees);
            forecasts[1].add(groups.p(&rates, person, statement), agrees);
            forecasts[2].add(axes.p(person, statement), agrees);
            forecasts[3].add(rates.p(statement), agrees);
        }
    }
    forecasts
}
